"""Convolution along one axis against PyTorch's."""

import numpy as np
import pytest
import torch
from conv_layers import gradients_by_torch, layers, same, upstream
from hypothesis import given, settings

from cnnlib.ops.conv import conv1d, conv1d_backward, conv1d_forward

F = torch.nn.functional


@settings(max_examples=50)
@given(layers())
def test_conv1d_is_pytorchs(layer):
    x, w, b, options = layer
    options = {name: int(np.ravel(value)[-1]) for name, value in options.items()}
    x, w = x[:, :, 0], w[:, :, 0]
    out, cache = conv1d_forward(x, w, b, **options)
    same([out], [F.conv1d(*map(torch.tensor, (x, w, b)), **options).numpy()])
    dout = upstream(out)
    same(conv1d_backward(dout, cache), gradients_by_torch(x, w, b, dout, F.conv1d, **options))


def test_float32_stays():
    out, cache = conv1d_forward(
        np.ones((2, 3, 5), np.float32), np.ones((4, 3, 2), np.float32), np.ones(4, np.float32)
    )
    assert {array.dtype for array in (out, *conv1d_backward(out, cache))} == {np.dtype(np.float32)}


X, W, B = np.zeros((2, 3, 6, 7)), np.zeros((3, 5, 3, 3)), np.zeros(5)


@pytest.mark.parametrize(
    "function, arguments, options, error, words",
    [
        (conv1d, (X, W[0], B), {}, ValueError, r"x has shape \(2, 3, 6, 7\).*\(N, C, L\)"),
        (conv1d, (X[0], W, B), {}, ValueError, r"w has shape \(3, 5, 3, 3\).*\(C_out, C_in / groups, K\)"),
        (
            conv1d,
            (X[0], np.zeros((5, 4, 3)), B),
            {},
            ValueError,
            r"needs C_in / groups = 6 channels, found 4",
        ),
        (conv1d, (X[0], np.zeros((5, 6, 3)), B), {"stride": (1, 2)}, TypeError, r"stride is \(1, 2\)"),
        (conv1d, (X[0], np.zeros((5, 6, 8)), B), {}, ValueError, r"kernel \(1, 8\).*does not fit"),
        (conv1d, (X[0].astype(int), W[0], B), {}, TypeError, r"x has dtype int64"),
    ],
)
def test_bad_input_is_named(function, arguments, options, error, words):
    with pytest.raises(error, match=words):
        function(*arguments, **options)


def test_a_wrong_dout_is_named():
    out, cache = conv1d_forward(X[0], np.zeros((5, 6, 3)), B)
    with pytest.raises(ValueError, match="dout has shape"):
        conv1d_backward(out[:1], cache)
