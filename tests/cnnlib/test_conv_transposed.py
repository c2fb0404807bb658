"""Transposed convolution against PyTorch's, and as the adjoint of the convolution."""

import numpy as np
import pytest
import torch
from conv_layers import CLOSE, SIDE, gradients_by_torch, same, upstream
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.ops.conv import (
    conv2d_forward,
    conv_transpose2d,
    conv_transpose2d_backward,
    conv_transpose2d_forward,
)

F = torch.nn.functional


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


@settings(max_examples=75)
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


def test_float32_stays():
    out, cache = conv_transpose2d_forward(
        np.ones((2, 3, 5, 5), np.float32), np.ones((3, 4, 2, 2), np.float32), np.ones(4, np.float32)
    )
    assert {array.dtype for array in (out, *conv_transpose2d_backward(out, cache))} == {np.dtype(np.float32)}


X, W, B = np.zeros((2, 3, 6, 7)), np.zeros((3, 5, 3, 3)), np.zeros(5)


@pytest.mark.parametrize(
    "function, arguments, options, error, words",
    [
        (conv_transpose2d, (X[0], W, B), {}, ValueError, r"x has shape \(3, 6, 7\).*x\[None\]"),
        (conv_transpose2d, (X, W[0], B), {}, ValueError, r"w has shape \(5, 3, 3\): expected \(C_in"),
        (conv_transpose2d, (X, W.swapaxes(0, 1), B), {}, ValueError, r"\(5, 3, 3, 3\).*swapaxes\(0, 1\)"),
        (conv_transpose2d, (X, W, B[:3]), {}, ValueError, r"b has shape \(3,\), w has shape"),
        (conv_transpose2d, (X, W, B), {"padding": 4}, ValueError, r"output would be 0 x 1.*smaller padding"),
        (conv_transpose2d, (X, W, B), {"stride": -1}, ValueError, r"stride is -1"),
    ],
)
def test_bad_input_is_named(function, arguments, options, error, words):
    with pytest.raises(error, match=words):
        function(*arguments, **options)


def test_a_wrong_dout_is_named():
    out, cache = conv_transpose2d_forward(X, W, B)
    with pytest.raises(ValueError, match="dout has shape"):
        conv_transpose2d_backward(out[:1], cache)
