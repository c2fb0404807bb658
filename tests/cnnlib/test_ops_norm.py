"""cnnlib.ops.norm against PyTorch, in training and outside it, and what it says about bad input."""

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnlib import gradcheck
from cnnlib.ops import norm

SMALL = st.integers(1, 4)


def layer(rng, shape):
    """x far from mean 0, gamma, beta and running values of which none is 0."""
    x = 3 + 2 * rng.standard_normal(shape)
    gamma, beta, mean = rng.standard_normal((3, shape[1]))
    return x, gamma, beta, (mean, rng.uniform(0.5, 2, shape[1]))


@settings(max_examples=100)
@given(
    st.tuples(SMALL, SMALL, SMALL, SMALL),
    st.booleans(),
    st.sampled_from([0.0, 0.1, 0.5, 1.0]),
    st.sampled_from([1e-5, 1e-2]),
    st.integers(0, 2**32),
)
def test_forward_and_backward_are_pytorchs(shape, training, momentum, eps, seed):
    assume(not training or shape[0] * shape[2] * shape[3] > 1)
    rng = np.random.default_rng(seed)
    x, gamma, beta, running = layer(rng, shape)
    before = [array.copy() for array in (x, gamma, beta, *running)]
    out, cache, new = norm.batch_norm_forward(x, gamma, beta, running, training, momentum, eps)
    dout = rng.standard_normal(shape)
    gradients = norm.batch_norm_backward(dout, cache)

    tensors = [torch.tensor(array, requires_grad=True) for array in before[:3]]
    mean, var = map(torch.tensor, before[3:])
    expected = torch.nn.functional.batch_norm(tensors[0], mean, var, *tensors[1:], training, momentum, eps)
    expected.backward(torch.tensor(dout))
    np.testing.assert_allclose(out, expected.detach().numpy(), rtol=1e-9, atol=1e-11)
    for found, tensor in zip(new, (mean, var), strict=True):  # PyTorch has changed them in place
        np.testing.assert_allclose(found, tensor.numpy(), rtol=1e-10, atol=1e-12)
    for found, tensor in zip(gradients, tensors, strict=True):
        # two values a channel leave a gradient of 0 up to the division by a small deviation
        np.testing.assert_allclose(found, tensor.grad.numpy(), rtol=1e-8, atol=1e-9)
    for array, copy in zip((x, gamma, beta, *running), before, strict=True):
        np.testing.assert_array_equal(array, copy)
    assert not any(np.shares_memory(a, b) for a in new for b in running)


@pytest.mark.parametrize("training", [True, False])
def test_gradients_agree_with_differences(training):
    rng = np.random.default_rng(0)
    x, gamma, beta, running = layer(rng, (3, 2, 2, 3))
    dout = rng.standard_normal(x.shape)

    def loss(_):
        return np.sum(norm.batch_norm_forward(x, gamma, beta, running, training)[0] * dout)

    _, cache, _ = norm.batch_norm_forward(x, gamma, beta, running, training)
    for array, found in zip((x, gamma, beta), norm.batch_norm_backward(dout, cache), strict=True):
        assert gradcheck.gradient_error(found, gradcheck.numeric_gradient(loss, array)) < 1e-7


def test_dtype_and_memory_order_stay():
    x, gamma, beta, running = layer(np.random.default_rng(0), (4, 3, 5, 5))
    x = x.transpose(0, 2, 3, 1).astype(np.float32).copy().transpose(0, 3, 1, 2)
    for kind in (np.float32, np.float64):
        gamma, beta, running = gamma.astype(kind), beta.astype(kind), tuple(r.astype(kind) for r in running)
        out, cache, new = norm.batch_norm_forward(x, gamma, beta, running, True, np.float64(0.1))
        dx, dgamma, dbeta = norm.batch_norm_backward(np.ones_like(x, np.float64), cache)
        assert out.dtype == dx.dtype == np.float32
        assert out.strides == dx.strides == x.strides
        assert {a.dtype for a in (*new, dgamma, dbeta)} == {np.dtype(kind)}


@pytest.mark.parametrize("order", ["C", "channels last"])
def test_float32_is_nearly_as_exact_as_pytorchs(order):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((128, 2, 28, 28)) + 3
    gamma, beta, running = np.ones(2), np.zeros(2), (np.zeros(2), np.ones(2))
    expected, *_ = norm.batch_norm_forward(x, gamma, beta, running, True)
    if order == "channels last":
        x = x.transpose(0, 2, 3, 1).copy().transpose(0, 3, 1, 2)
    found, *_ = norm.batch_norm_forward(x.astype(np.float32), gamma, beta, running, True)
    assert np.abs(found - expected).max() < 5e-6  # one sum over all 100,000 values would be off by 5e-5


X, C = np.zeros((2, 3, 4, 4)), np.ones(3)


@pytest.mark.parametrize(
    "changed, error, words",
    [
        ({"x": X[0]}, ValueError, r"x has shape \(3, 4, 4\).*x\[None\]"),
        ({"gamma": np.ones(4)}, ValueError, r"gamma has shape \(4,\), x has shape \(2, 3, 4, 4\).*\(3,\)"),
        ({"beta": np.ones((3, 1))}, ValueError, r"beta has shape \(3, 1\)"),
        ({"beta": 1.0}, TypeError, r"beta is a float"),
        ({"running": C}, ValueError, r"running is .*expected \(mean, var\)"),
        ({"running": (C, np.ones(1))}, ValueError, r"running\[1\] has shape \(1,\)"),
        ({"running": (C, -C)}, ValueError, r"running\[1\] has a negative value, -1"),
        ({"x": np.zeros((1, 3, 1, 1))}, ValueError, r"at least two values.*found 1.*larger batch"),
        ({"momentum": 1.5}, ValueError, r"momentum is 1\.5.*at most 1"),
        ({"eps": -1e-5}, ValueError, r"eps is -1e-05.*at least 0"),
        ({"eps": "small"}, TypeError, r"eps is 'small'"),
    ],
)
def test_bad_input_is_named(changed, error, words):
    with pytest.raises(error, match=words):
        norm.batch_norm_forward(
            **{"x": X, "gamma": C, "beta": C, "running": (C, C), "training": True} | changed
        )


def test_a_gradient_of_another_shape_is_refused():
    _, cache, _ = norm.batch_norm_forward(X, C, C, (C, C), True)
    with pytest.raises(ValueError, match=r"dout has shape \(3,\), the forward pass gave \(2, 3, 4, 4\)"):
        norm.batch_norm_backward(C, cache)
