"""cnnlib.ops.activations against PyTorch and at the ends of the number line."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnlib import gradcheck
from cnnlib.ops import activations

KINDS = {
    name: (getattr(activations, f"{name}_forward"), getattr(activations, f"{name}_backward"))
    for name in ("relu", "sigmoid", "tanh")
}
every_kind = pytest.mark.parametrize("name", KINDS)
NUMBERS = st.floats(-800, 800) | st.sampled_from([0.0, -0.0, 1e-300, -1e-300])


@every_kind
@settings(max_examples=60)
@given(
    x=hnp.arrays(float, hnp.array_shapes(min_side=0, max_side=4), elements=NUMBERS), seed=st.integers(0, 99)
)
def test_forward_and_backward_are_pytorchs(name, x, seed):
    forward, backward = KINDS[name]
    before = x.copy()
    out, cache = forward(x)
    dout = np.random.default_rng(seed).standard_normal(x.shape)
    dx = backward(dout, cache)
    tensor = torch.tensor(before, requires_grad=True)
    expected = getattr(torch, name)(tensor)
    expected.backward(torch.tensor(dout))
    np.testing.assert_allclose(out, expected.detach().numpy(), rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(dx, tensor.grad.numpy(), rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(x, before)


@every_kind
def test_gradients_agree_with_differences(name):
    forward, backward = KINDS[name]
    rng = np.random.default_rng(0)
    x = rng.uniform(0.1, 3, (3, 4)) * rng.choice([-1, 1], (3, 4))  # away from the kink
    dout = rng.standard_normal(x.shape)
    expected = gradcheck.numeric_gradient(lambda x: np.sum(forward(x)[0] * dout), x)
    assert gradcheck.gradient_error(backward(dout, forward(x)[1]), expected) < 1e-7


@every_kind
def test_dtype_and_memory_order_stay(name):
    forward, backward = KINDS[name]
    x = np.random.default_rng(0).standard_normal((2, 4, 4, 3)).astype(np.float32).transpose(0, 3, 1, 2)
    out, cache = forward(x)
    dx = backward(np.ones_like(out), cache)
    assert out.dtype == dx.dtype == backward(np.ones(out.shape), cache).dtype == np.float32
    assert out.strides == dx.strides == x.strides
    assert not np.shares_memory(out, x)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_largest_numbers_give_no_warning(dtype):
    most = np.finfo(dtype).max
    x = np.array([-most, -1000, 1000, most], dtype)
    assert activations.sigmoid_forward(x)[0].tolist() == [0, 0, 1, 1]
    assert activations.tanh_forward(x)[0].tolist() == [-1, -1, 1, 1]
    assert activations.relu_forward(x)[0].tolist() == [0, 0, 1000, most]


def test_sigmoid_is_exact_where_it_is_nearly_0():
    assert activations.sigmoid_forward(np.array([-50.0]))[0][0] == pytest.approx(np.exp(-50.0), rel=1e-15)


def test_the_slope_of_relu_at_0_is_0_and_its_cache_is_its_own():
    out, cache = activations.relu_forward(np.array([-1.0, 0, 2]))
    out[:] = 7
    assert activations.relu_backward(np.ones(3), cache).tolist() == [0, 0, 1]


@every_kind
def test_bad_input_is_named(name):
    forward, backward = KINDS[name]
    with pytest.raises(TypeError, match="x has dtype int64"):
        forward(np.arange(3))
    with pytest.raises(TypeError, match="x is a float"):
        forward(1.0)
    _, cache = forward(np.zeros((2, 3)))
    with pytest.raises(ValueError, match=r"dout has shape \(3,\), the forward pass gave \(2, 3\)"):
        backward(np.zeros(3), cache)
