"""cnnlib.ops.penalties against PyTorch, and what they say about bad input."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnlib import gradcheck
from cnnlib.ops.penalties import l1_penalty, l2_penalty, max_norm

WEIGHTS = hnp.arrays(
    float,
    hnp.array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=4),
    elements=st.floats(-10, 10, allow_subnormal=False) | st.just(0.0),
)
PENALTIES = {l2_penalty: lambda w: (w * w).sum() / 2, l1_penalty: lambda w: w.abs().sum()}
each = pytest.mark.parametrize("penalty", PENALTIES)


@each
@settings(max_examples=50)
@given(w=WEIGHTS, strength=st.floats(0, 10))
def test_penalties_are_pytorchs(penalty, w, strength):
    tensor = torch.tensor(w, requires_grad=True)
    expected = strength * PENALTIES[penalty](tensor)
    expected.backward()
    loss, gradient = penalty(w, strength)
    assert type(loss) is float
    assert loss == pytest.approx(expected.item(), rel=1e-12)
    np.testing.assert_allclose(gradient, tensor.grad.numpy(), rtol=1e-12, atol=np.finfo(float).tiny)


@each
def test_gradients_agree_with_differences(penalty):
    w = np.random.default_rng(0).standard_normal((3, 4))
    expected = gradcheck.numeric_gradient(lambda w: penalty(w, 0.3)[0], w)
    assert gradcheck.gradient_error(penalty(w, 0.3)[1], expected) < 1e-7


@settings(max_examples=100)
@given(WEIGHTS, st.floats(1e-3, 10))
def test_max_norm_is_pytorchs_renorm(w, c):
    before = w.copy()
    found = max_norm(w, c)
    # PyTorch divides by the norm plus 1e-7
    if w.ndim > 1:
        expected = torch.renorm(torch.tensor(w), 2, 0, c).numpy()
        np.testing.assert_allclose(found, expected, rtol=1e-6 + 1e-7 / c, atol=1e-12)
    norms = np.linalg.norm(w.reshape(len(w), -1), axis=1)
    np.testing.assert_allclose(
        np.linalg.norm(found.reshape(len(w), -1), axis=1), np.minimum(norms, c), rtol=1e-12
    )
    np.testing.assert_array_equal(found[norms <= c * (1 - 1e-12)], w[norms <= c * (1 - 1e-12)])
    np.testing.assert_array_equal(w, before)
    assert not np.shares_memory(found, w)


@pytest.mark.filterwarnings("error")
def test_max_norm_of_zeros_and_to_zero():
    w = np.array([[0.0, 0.0], [3.0, 4.0]])
    np.testing.assert_allclose(max_norm(w, 1.0), [[0, 0], [3 / 5, 4 / 5]], rtol=1e-15)
    assert max_norm(w, 0).tolist() == [[0, 0], [0, 0]]


def test_float32_stays():
    w = np.ones((2, 3), np.float32)
    strength = np.float64(0.1)
    assert l2_penalty(w, strength)[1].dtype == l1_penalty(w, strength)[1].dtype == np.float32
    assert max_norm(w, strength).dtype == np.float32


@pytest.mark.parametrize("function", [l1_penalty, l2_penalty, max_norm])
def test_bad_input_is_named(function):
    with pytest.raises(ValueError, match=r"is -1.*at least 0"):
        function(np.ones((2, 2)), -1)
    with pytest.raises(ValueError, match=r"is inf.*finite"):
        function(np.ones((2, 2)), np.inf)
    with pytest.raises(TypeError, match=r"is '1'"):
        function(np.ones((2, 2)), "1")
    with pytest.raises(TypeError, match="w has dtype int64"):
        function(np.ones((2, 2), int), 1)
    with pytest.raises(ValueError, match=r"w has shape \(\)"):
        max_norm(np.array(1.0), 1)
