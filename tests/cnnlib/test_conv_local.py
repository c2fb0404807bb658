"""The locally connected layer against the convolution and against PyTorch."""

import numpy as np
import pytest
import torch
from conv_layers import gradients_by_torch, layers, same, upstream
from hypothesis import given, settings

from cnnlib.ops.conv import (
    conv2d_backward,
    conv2d_forward,
    locally_connected_backward,
    locally_connected_forward,
)

F = torch.nn.functional


def shared(layer):
    """The weights and biases of a locally connected layer that is a convolution layer."""
    x, w, b, options = layer
    out, cache = conv2d_forward(x, w, b, **options)
    sizes = out.shape[2:]
    local = np.broadcast_to(w, (*sizes, *w.shape)), np.broadcast_to(b[:, None, None], out.shape[1:])
    return out, cache, local


@settings(max_examples=50)
@given(layers(options=("stride", "padding")))
def test_locally_connected_with_shared_weights_is_a_convolution(layer):
    x, _, _, options = layer
    expected, cache, local = shared(layer)
    out, own = locally_connected_forward(x, *local, **options)
    dout = upstream(out)
    dx, dw, db = locally_connected_backward(dout, own)
    same([out], [expected])
    same([dx, dw.sum((0, 1)), db.sum((1, 2))], conv2d_backward(dout, cache))


@settings(max_examples=25)
@given(layers(options=("stride", "padding")))
def test_locally_connected_is_pytorchs_unfolded_windows(layer):
    x, w, _, options = layer
    rng = np.random.default_rng(2)
    _, _, local = shared(layer)
    w, b = (rng.standard_normal(array.shape) for array in local)

    def by_torch(x, w, b, stride, padding):
        height, width, filters = w.shape[:3]
        columns = F.unfold(x, w.shape[4:], stride=stride, padding=padding)  # (N, C kH kW, H' W')
        columns = columns.reshape(len(x), -1, height, width)
        return torch.einsum("nkij,ijfk->nfij", columns, w.reshape(height, width, filters, -1)) + b

    out, cache = locally_connected_forward(x, w, b, **options)
    same([out], [by_torch(*map(torch.tensor, (x, w, b)), **options).numpy()])
    dout = upstream(out)
    same(locally_connected_backward(dout, cache), gradients_by_torch(x, w, b, dout, by_torch, **options))


def test_float32_stays():
    out, cache = locally_connected_forward(
        np.ones((2, 3, 5, 5), np.float32),
        np.ones((4, 4, 4, 3, 2, 2), np.float32),
        np.ones((4, 4, 4), np.float32),
    )
    assert {array.dtype for array in (out, *locally_connected_backward(out, cache))} == {np.dtype(np.float32)}


X, B = np.zeros((2, 3, 6, 7)), np.zeros(5)
LOCAL, LOCAL_B = np.zeros((4, 5, 2, 3, 3, 3)), np.zeros((2, 4, 5))


@pytest.mark.parametrize(
    "function, arguments, options, error, words",
    [
        (locally_connected_forward, (X, LOCAL[0], LOCAL_B), {}, ValueError, r"w has shape \(5, 2, 3, 3, 3\)"),
        (locally_connected_forward, (X[:, :2], LOCAL, LOCAL_B), {}, ValueError, r"needs 2 channels, found 3"),
        (locally_connected_forward, (X, LOCAL, LOCAL_B), {"padding": 1}, ValueError, r"output is 6 x 7"),
        (locally_connected_forward, (X, LOCAL, B), {}, ValueError, r"b has shape \(5,\).*\(2, 4, 5\)"),
    ],
)
def test_bad_input_is_named(function, arguments, options, error, words):
    with pytest.raises(error, match=words):
        function(*arguments, **options)


def test_a_wrong_dout_is_named():
    out, cache = locally_connected_forward(X, LOCAL, LOCAL_B)
    with pytest.raises(ValueError, match="dout has shape"):
        locally_connected_backward(out[:1], cache)
