"""cnnlib.gradcheck finds wrong gradients, lets right ones pass, and leaves x as it was."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnlib.gradcheck import adjoint_error, gradient_error, numeric_gradient

ARRAYS = hnp.arrays(float, hnp.array_shapes(min_dims=0, max_dims=3, max_side=3), elements=st.floats(-3, 3))


@settings(max_examples=60)
@given(ARRAYS)
def test_numeric_gradient_is_pytorchs(x):
    before = x.copy()
    found = numeric_gradient(lambda x: np.sum(np.sin(x) * np.sum(x)), x)
    tensor = torch.tensor(before, requires_grad=True)
    (tensor.sin() * tensor.sum()).sum().backward()
    assert (
        gradient_error(found, tensor.grad.numpy()) < 1e-6 or np.abs(found - tensor.grad.numpy()).max() < 1e-8
    )
    np.testing.assert_array_equal(x, before)


def test_x_may_be_a_view_and_f_may_look_at_it_by_another_name():
    large = np.arange(12.0).reshape(3, 4)
    x = large.T[::2]
    gradient = numeric_gradient(lambda _: (large**2).sum(), x)
    np.testing.assert_allclose(gradient, 2 * x, rtol=1e-9)
    assert large.tolist() == np.arange(12.0).reshape(3, 4).tolist()


def test_differences_are_central():
    """|x| has slope 0 at 0 by central differences, 1 by forward ones; a square is exact."""
    assert numeric_gradient(lambda x: np.abs(x).sum(), np.zeros(2)).tolist() == [0, 0]
    assert numeric_gradient(lambda x: (x**2).sum(), np.array([3.0]), h=0.5).tolist() == [6]


def test_a_large_x_does_not_spoil_the_step():
    """At 1e6 the step of 1e-5 is off by 1e-6 of itself after rounding."""
    assert numeric_gradient(lambda x: x.sum() - 1e6, np.array([1e6 + 1 / 3]))[0] == 1


def test_x_is_restored_after_an_error():
    x = np.arange(3.0)

    def broken(x):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        numeric_gradient(broken, x)
    assert x.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    "f, x, h, error, words",
    [
        (np.sum, np.ones(3, np.float32), 1e-5, TypeError, r"x has dtype float32.*astype\(np\.float64\)"),
        (np.sum, np.ones(3, int), 1e-5, TypeError, r"x has dtype int64"),
        (np.sum, [1.0], 1e-5, TypeError, r"x is a list"),
        (np.sum, np.broadcast_to(1.0, 3), 1e-5, ValueError, r"x is read-only.*x\.copy\(\)"),
        (np.sum, np.ones(3), 0, ValueError, r"h is 0"),
        (lambda x: x, np.ones(3), 1e-5, ValueError, r"f gives shape \(3,\): expected one number"),
    ],
)
def test_bad_input_is_named(f, x, h, error, words):
    with pytest.raises(error, match=words):
        numeric_gradient(f, x, h)


def test_gradient_error():
    assert gradient_error(np.zeros(3), np.zeros(3)) == 0
    assert gradient_error(np.array([1.0, 1e-12]), np.array([1.0, 0.0])) < 1e-11
    assert gradient_error(np.array([2.0]), np.array([1.0])) == 0.5
    assert gradient_error(np.array([1.0]), np.array([-1.0])) == 2
    assert np.isnan(gradient_error(np.array([np.nan]), np.array([1.0])))
    with pytest.raises(ValueError, match=r"found has shape \(3,\), expected has shape \(3, 1\)"):
        gradient_error(np.zeros(3), np.zeros((3, 1)))
    with pytest.raises(TypeError, match="found is a list"):
        gradient_error([1.0], np.ones(1))


def test_the_adjoint_identity_tells_a_transpose_from_anything_else():
    rng = np.random.default_rng(0)
    matrix = rng.standard_normal((4, 4))
    x, y = rng.standard_normal((2, 4))
    assert adjoint_error(lambda x: matrix @ x, lambda y: matrix.T @ y, x, y) < 1e-15
    assert adjoint_error(lambda x: matrix @ x, lambda y: matrix @ y, x, y) > 1e-3
    assert adjoint_error(lambda x: 0 * x, lambda y: 0 * y, x, y) == 0  # zeros agree with themselves
    with pytest.raises(ValueError, match=r"forward\(x\) has shape \(3,\), y has shape \(4,\)"):
        adjoint_error(lambda x: x[:3], lambda y: y, x, y)
    with pytest.raises(ValueError, match=r"backward\(y\) has shape \(3,\), x has shape \(4,\)"):
        adjoint_error(lambda x: x, lambda y: y[:3], x, y)
