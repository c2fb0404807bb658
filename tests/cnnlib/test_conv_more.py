"""The relatives of the convolution layer: one axis, transposed, locally connected, single images."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from test_conv2d import SIDE, layers
from test_conv2d_backward import CLOSE, gradients_by_torch, upstream

from cnnlib.ops.conv import (
    conv1d,
    conv1d_backward,
    conv1d_forward,
    conv2d_backward,
    conv2d_forward,
    conv_transpose2d,
    conv_transpose2d_backward,
    conv_transpose2d_forward,
    convolve2d,
    correlate2d,
    locally_connected_backward,
    locally_connected_forward,
)

F = torch.nn.functional


def same(found, expected):
    for array, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(array, other, **CLOSE)


@settings(max_examples=50, deadline=None)
@given(layers())
def test_conv1d_is_pytorchs(layer):
    x, w, b, options = layer
    options = {name: int(np.ravel(value)[-1]) for name, value in options.items()}
    x, w = x[:, :, 0], w[:, :, 0]
    out, cache = conv1d_forward(x, w, b, **options)
    same([out], [F.conv1d(*map(torch.tensor, (x, w, b)), **options).numpy()])
    dout = upstream(out)
    same(conv1d_backward(dout, cache), gradients_by_torch(x, w, b, dout, F.conv1d, **options))


@st.composite
def transposed(draw):
    """x, w, b and options of a transposed convolution with some output."""
    pair = st.tuples(SIDE, SIDE)
    stride, kernel, size = draw(pair), draw(pair), draw(pair)
    room = [(n - 1) * s + k - 1 for n, s, k in zip(size, stride, kernel, strict=True)]
    padding = tuple(draw(st.integers(0, min(2, n // 2))) for n in room)
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    channels, filters = draw(SIDE), draw(SIDE)
    x = rng.standard_normal((draw(SIDE), channels, *size))
    w, b = rng.standard_normal((channels, filters, *kernel)), rng.standard_normal(filters)
    return x, w, b, {"stride": stride, "padding": padding}


@settings(max_examples=75, deadline=None)
@given(transposed())
def test_transposed_convolution_is_pytorchs(layer):
    x, w, b, options = layer
    before = [array.copy() for array in (x, w, b)]
    out, cache = conv_transpose2d_forward(x, w, b, **options)
    same([out], [F.conv_transpose2d(*map(torch.tensor, (x, w, b)), **options).numpy()])
    np.testing.assert_array_equal(conv_transpose2d(x, w, b, **options), out)
    dout = upstream(out)
    found = conv_transpose2d_backward(dout, cache)
    same(found, gradients_by_torch(x, w, b, dout, F.conv_transpose2d, **options))
    for array, copy in zip((x, w, b), before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_transposed_convolution_is_the_adjoint_of_the_convolution():
    """<conv(z), x> = <z, conv_transpose(x)> with the same weights."""
    rng = np.random.default_rng(0)
    z, w = rng.standard_normal((2, 3, 7, 9)), rng.standard_normal((4, 3, 3, 3))
    out, _ = conv2d_forward(z, w, np.zeros(4), stride=2, padding=1)
    x = rng.standard_normal(out.shape)
    back = conv_transpose2d(x, w, np.zeros(3), stride=2, padding=1)
    np.testing.assert_allclose(np.vdot(out, x), np.vdot(z, back), **CLOSE)


def shared(layer):
    """The weights and biases of a locally connected layer that is a convolution layer."""
    x, w, b, options = layer
    out, cache = conv2d_forward(x, w, b, **options)
    sizes = out.shape[2:]
    local = np.broadcast_to(w, (*sizes, *w.shape)), np.broadcast_to(b[:, None, None], out.shape[1:])
    return out, cache, local


@settings(max_examples=50, deadline=None)
@given(layers(options=("stride", "padding")))
def test_locally_connected_with_shared_weights_is_a_convolution(layer):
    x, _, _, options = layer
    expected, cache, local = shared(layer)
    out, own = locally_connected_forward(x, *local, **options)
    dout = upstream(out)
    dx, dw, db = locally_connected_backward(dout, own)
    same([out], [expected])
    same([dx, dw.sum((0, 1)), db.sum((1, 2))], conv2d_backward(dout, cache))


@settings(max_examples=25, deadline=None)
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


@settings(max_examples=50, deadline=None)
@given(SIDE, SIDE, st.integers(0, 4), st.integers(0, 4), st.integers(0, 99))
def test_single_images(rows, columns, more_rows, more_columns, seed):
    rng = np.random.default_rng(seed)
    image = rng.standard_normal((rows + more_rows, columns + more_columns))
    kernel = rng.standard_normal((rows, columns))
    wanted = F.conv2d(torch.tensor(image)[None, None], torch.tensor(kernel)[None, None])[0, 0].numpy()
    same([correlate2d(image, kernel), convolve2d(image, kernel[::-1, ::-1])], [wanted, wanted])


def test_float32_stays():
    x, b = np.ones((2, 3, 5, 5), np.float32), np.ones(4, np.float32)
    layers = [
        (conv1d_forward, conv1d_backward, x[:, :, 0], np.ones((4, 3, 2), np.float32), b),
        (conv_transpose2d_forward, conv_transpose2d_backward, x, np.ones((3, 4, 2, 2), np.float32), b),
        (
            locally_connected_forward,
            locally_connected_backward,
            x,
            np.ones((4, 4, 4, 3, 2, 2), np.float32),
            np.ones((4, 4, 4), np.float32),
        ),
    ]
    for forward, backward, *arguments in layers:
        out, cache = forward(*arguments)
        assert {array.dtype for array in (out, *backward(out, cache))} == {np.dtype(np.float32)}
    assert correlate2d(x[0, 0], x[0, 0, :2, :2]).dtype == np.float32


X, W, B = np.zeros((2, 3, 6, 7)), np.zeros((3, 5, 3, 3)), np.zeros(5)
LOCAL, LOCAL_B = np.zeros((4, 5, 2, 3, 3, 3)), np.zeros((2, 4, 5))


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
        (conv_transpose2d, (X[0], W, B), {}, ValueError, r"x has shape \(3, 6, 7\).*x\[None\]"),
        (conv_transpose2d, (X, W[0], B), {}, ValueError, r"w has shape \(5, 3, 3\): expected \(C_in"),
        (conv_transpose2d, (X, W.swapaxes(0, 1), B), {}, ValueError, r"\(5, 3, 3, 3\).*swapaxes\(0, 1\)"),
        (conv_transpose2d, (X, W, B[:3]), {}, ValueError, r"b has shape \(3,\), w has shape"),
        (conv_transpose2d, (X, W, B), {"padding": 4}, ValueError, r"output would be 0 x 1.*smaller padding"),
        (conv_transpose2d, (X, W, B), {"stride": -1}, ValueError, r"stride is -1"),
        (locally_connected_forward, (X, LOCAL[0], LOCAL_B), {}, ValueError, r"w has shape \(5, 2, 3, 3, 3\)"),
        (locally_connected_forward, (X[:, :2], LOCAL, LOCAL_B), {}, ValueError, r"needs 2 channels, found 3"),
        (locally_connected_forward, (X, LOCAL, LOCAL_B), {"padding": 1}, ValueError, r"output is 6 x 7"),
        (locally_connected_forward, (X, LOCAL, B), {}, ValueError, r"b has shape \(5,\).*\(2, 4, 5\)"),
        (correlate2d, (X[0], W[0, 0]), {}, ValueError, r"image has shape \(3, 6, 7\)"),
        (correlate2d, (X[0, 0], B), {}, ValueError, r"kernel has shape \(5,\)"),
        (correlate2d, (X[0, 0], np.zeros((2, 8))), {}, ValueError, r"\(2, 8\), image has shape \(6, 7\)"),
        (convolve2d, (X[0, 0], [[1.0]]), {}, TypeError, r"kernel is a list"),
    ],
)
def test_bad_input_is_named(function, arguments, options, error, words):
    with pytest.raises(error, match=words):
        function(*arguments, **options)


@pytest.mark.parametrize(
    "forward, backward, arguments",
    [
        (conv1d_forward, conv1d_backward, (X[0], np.zeros((5, 6, 3)), B)),
        (conv_transpose2d_forward, conv_transpose2d_backward, (X, W, B)),
        (locally_connected_forward, locally_connected_backward, (X, LOCAL, LOCAL_B)),
    ],
)
def test_a_wrong_dout_is_named(forward, backward, arguments):
    out, cache = forward(*arguments)
    with pytest.raises(ValueError, match="dout has shape"):
        backward(out[:1], cache)
