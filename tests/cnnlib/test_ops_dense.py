"""cnnlib.ops.dense against PyTorch, and what it says about bad input."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import gradcheck
from cnnlib.ops import dense

SHAPES = st.tuples(st.integers(0, 4), st.integers(1, 5)) | st.tuples(*[st.integers(1, 4)] * 4)


@settings(max_examples=100)
@given(SHAPES, st.integers(1, 5), st.integers(0, 2**32), st.booleans())
def test_forward_and_backward_are_pytorchs(shape, outputs, seed, channels_last):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(shape)
    if channels_last and x.ndim == 4:
        x = x.transpose(0, 2, 3, 1).copy().transpose(0, 3, 1, 2)
    features = int(np.prod(shape[1:]))
    w, b = rng.standard_normal((outputs, features)), rng.standard_normal(outputs)
    before = [array.copy() for array in (x, w, b)]
    out, cache = dense.linear_forward(x, w, b)
    dout = rng.standard_normal(out.shape)
    gradients = dense.linear_backward(dout, cache)

    tensors = [torch.tensor(array, requires_grad=True) for array in before]
    expected = torch.nn.functional.linear(tensors[0].flatten(1), *tensors[1:])
    expected.backward(torch.tensor(dout))
    np.testing.assert_allclose(out, expected.detach().numpy(), rtol=1e-10, atol=1e-12)
    for found, tensor in zip(gradients, tensors, strict=True):
        np.testing.assert_allclose(found, tensor.grad.numpy(), rtol=1e-10, atol=1e-12)
    for array, copy in zip((x, w, b), before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_gradients_agree_with_differences():
    rng = np.random.default_rng(0)
    arrays = [rng.standard_normal(shape) for shape in ((3, 2, 2), (5, 4), (5,))]
    out, cache = dense.linear_forward(*arrays)
    dout = rng.standard_normal(out.shape)
    for array, found in zip(arrays, dense.linear_backward(dout, cache), strict=True):
        expected = gradcheck.numeric_gradient(
            lambda _: np.sum(dense.linear_forward(*arrays)[0] * dout), array
        )
        assert gradcheck.gradient_error(found, expected) < 1e-7


def test_each_dtype_stays_with_its_array():
    x, w, b = np.ones((2, 3), np.float32), np.ones((4, 3)), np.ones(4, np.float32)
    out, cache = dense.linear_forward(x, w, b)
    assert out.dtype == np.float32
    gradients = dense.linear_backward(np.ones((2, 4)), cache)
    assert [g.dtype for g in gradients] == [x.dtype, w.dtype, b.dtype]


X, W, B = np.zeros((2, 4)), np.zeros((3, 4)), np.zeros(3)


@pytest.mark.parametrize(
    "x, w, b, error, words",
    [
        (X[0], W, B, ValueError, r"x has shape \(4,\).*x\[None\]"),
        (X, W.T, B, ValueError, r"x has shape \(2, 4\), w has shape \(4, 3\).*w\.T"),
        (X, W[:, :3], B, ValueError, r"4 values, w expects 3$"),
        (X, W[0], B, ValueError, r"w has shape \(4,\): expected \(out, in\)"),
        (X, W, B[:2], ValueError, r"b has shape \(2,\), w has shape \(3, 4\).*\(3,\)"),
        (X, W, B[None], ValueError, r"b has shape \(1, 3\)"),
        (X.astype(int), W, B, TypeError, r"x has dtype int64"),
        (X, W, B.tolist(), TypeError, r"b is a list"),
    ],
)
def test_bad_input_is_named(x, w, b, error, words):
    with pytest.raises(error, match=words):
        dense.linear_forward(x, w, b)


def test_a_gradient_of_another_shape_is_refused():
    _, cache = dense.linear_forward(X, W, B)
    with pytest.raises(ValueError, match=r"dout has shape \(3,\), the forward pass gave \(2, 3\)"):
        dense.linear_backward(np.zeros(3), cache)
