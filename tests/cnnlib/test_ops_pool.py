"""cnnlib.ops.pool against PyTorch, on every order of memory, and what it says about bad input."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import gradcheck
from cnnlib.ops import pool

SMALL = st.integers(1, 3)
# how an image may lie in memory: as it is, channels last, a window of something larger
ORDERS = {
    "C": lambda x: x,
    "channels last": lambda x: x.transpose(0, 2, 3, 1).copy().transpose(0, 3, 1, 2),
    "strided": lambda x: np.repeat(x, 2, axis=3)[..., ::2],
    "mirrored": lambda x: x[:, :, ::-1].copy()[:, :, ::-1],
}


@st.composite
def pools(draw, padded=True):
    """x, the options of a pool that fits, and a seed; few different values, so that many are equal."""
    kernel = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    padding = tuple(draw(st.integers(0, k // 2)) if padded else 0 for k in kernel)
    stride = draw(st.none() | st.integers(1, 5) | st.tuples(SMALL, SMALL))
    size = [max(1, k - 2 * p) + draw(st.integers(0, 6)) for k, p in zip(kernel, padding, strict=True)]
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    x = rng.integers(-2, 3, (draw(SMALL), draw(SMALL), *size)) + draw(st.sampled_from([0.0, 0.25]))
    x[rng.random(x.shape) < draw(st.sampled_from([0, 0.4]))] = -np.inf
    x = ORDERS[draw(st.sampled_from(sorted(ORDERS)))](x)
    return x, kernel, stride, padding, rng


def by_torch(function, x, dout_of, *args, **options):
    """PyTorch's out and dx."""
    x = torch.tensor(x.copy(), requires_grad=True)
    out = function(x, *args, **options)
    out.backward(torch.tensor(dout_of(out.shape)))
    return out.detach().numpy(), x.grad.numpy()


def upstream(rng):
    """One gradient for a shape, the same whenever it is asked for."""
    seed = int(rng.integers(2**32))
    return lambda shape: np.random.default_rng(seed).standard_normal(tuple(shape))


@settings(max_examples=200)
@given(pools())
def test_max_pool_is_pytorchs(case):
    x, kernel, stride, padding, rng = case
    dout, before = upstream(rng), x.copy()
    expected, expected_dx = by_torch(torch.nn.functional.max_pool2d, x, dout, kernel, stride, padding)
    out, cache = pool.max_pool2d_forward(x, kernel, stride, padding)
    dx = pool.max_pool2d_backward(dout(out.shape), cache)
    np.testing.assert_array_equal(out, expected)
    np.testing.assert_allclose(dx, expected_dx, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(x, before)


@settings(max_examples=100)
@given(pools(padded=False))
def test_average_pool_is_pytorchs(case):
    x, kernel, stride, _, rng = case
    x, dout = np.nan_to_num(x, neginf=-7.0), upstream(rng)
    expected, expected_dx = by_torch(torch.nn.functional.avg_pool2d, x, dout, kernel, stride)
    out, cache = pool.avg_pool2d_forward(x, kernel, stride)
    np.testing.assert_allclose(out, expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(
        pool.avg_pool2d_backward(dout(out.shape), cache), expected_dx, rtol=1e-12, atol=1e-12
    )


@settings(max_examples=100)
@given(pools(padded=False), SMALL)
def test_maximum_over_channels_is_pytorchs(case, group):
    x, *_, rng = case
    x = np.concatenate([x, x[:, ::-1]] * group, axis=1)  # 2 C group channels, with equal ones
    dout = upstream(rng)

    def grouped(x):
        return x.unflatten(1, (-1, group)).max(dim=2).values

    expected, expected_dx = by_torch(grouped, x, dout)
    out, cache = pool.max_over_channels_forward(x, group)
    np.testing.assert_array_equal(out, expected)
    np.testing.assert_array_equal(pool.max_over_channels_backward(dout(out.shape), cache), expected_dx)


def test_the_first_of_equals_in_row_order_gets_the_gradient():
    """1 2 / 2 1: the place right of the first, not the one below it."""
    x = np.array([[1.0, 2], [2, 1]])[None, None]
    _, cache = pool.max_pool2d_forward(x, 2)
    assert pool.max_pool2d_backward(np.full((1, 1, 1, 1), 5.0), cache)[0, 0].tolist() == [[0, 5], [0, 0]]
    _, cache = pool.max_pool2d_forward(np.zeros((1, 1, 2, 2)), 2)
    assert pool.max_pool2d_backward(np.full((1, 1, 1, 1), 5.0), cache)[0, 0].tolist() == [[5, 0], [0, 0]]


def test_overlapping_windows_add_up():
    x = np.array([[0.0, 9, 0]])[None, None]
    out, cache = pool.max_pool2d_forward(x, (1, 2), stride=1)
    assert out.tolist() == [[[[9, 9]]]]
    assert pool.max_pool2d_backward(np.array([[[[1.0, 2]]]]), cache).tolist() == [[[[0, 3, 0]]]]


@pytest.mark.parametrize("order", ["C", "channels last"])
@pytest.mark.parametrize("kernel, stride", [(2, None), (3, 2), (1, 1), (1, None)])
def test_dtype_and_memory_order_stay_and_nothing_is_shared(order, kernel, stride):
    x = ORDERS[order](np.random.default_rng(0).standard_normal((2, 3, 6, 6)).astype(np.float32))
    x.flags.writeable = False
    for forward, backward in (
        (pool.max_pool2d_forward, pool.max_pool2d_backward),
        (pool.avg_pool2d_forward, pool.avg_pool2d_backward),
    ):
        out, cache = forward(x, kernel, stride)
        dout = np.ones_like(out)
        dx = backward(dout.astype(np.float64), cache)
        for array in (out, dx):
            assert array.dtype == np.float32
            assert array.flags.writeable
            assert not np.shares_memory(array, x)
            assert not np.shares_memory(array, dout)
        assert np.argsort(out.strides).tolist() == np.argsort(x.strides).tolist()


@pytest.mark.parametrize("kernel, stride", [(2, None), (3, 2)])
def test_more_images_than_are_taken_at_a_time(kernel, stride):
    rng = np.random.default_rng(0)
    x, dout = rng.integers(0, 9, (7, 1, 301, 302)).astype(float), upstream(rng)
    expected, expected_dx = by_torch(torch.nn.functional.max_pool2d, x, dout, kernel, stride)
    out, cache = pool.max_pool2d_forward(x, kernel, stride)
    np.testing.assert_array_equal(out, expected)
    dx = pool.max_pool2d_backward(dout(out.shape), cache)
    np.testing.assert_allclose(dx, expected_dx, rtol=1e-12, atol=1e-12)


def test_a_batch_without_images():
    out, cache = pool.max_pool2d_forward(np.zeros((0, 2, 4, 4)), 2)
    assert out.shape == (0, 2, 2, 2)
    assert pool.max_pool2d_backward(out, cache).shape == (0, 2, 4, 4)


@settings(max_examples=30)
@given(pools(padded=False))
def test_average_pool_and_its_gradient_are_transposes(case):
    x, kernel, stride, _, rng = case
    x = rng.standard_normal(x.shape)
    out, cache = pool.avg_pool2d_forward(x, kernel, stride)
    error = gradcheck.adjoint_error(
        lambda x: pool.avg_pool2d_forward(x, kernel, stride)[0],
        lambda y: pool.avg_pool2d_backward(y, cache),
        x,
        rng.standard_normal(out.shape),
    )
    assert error < 1e-14


def test_gradients_agree_with_differences():
    rng = np.random.default_rng(0)
    x = rng.permutation(2 * 4 * 5 * 5).reshape(2, 4, 5, 5) / 7  # no two values equal
    for forward, backward, args in (
        (pool.max_pool2d_forward, pool.max_pool2d_backward, (3, 2, 1)),
        (pool.avg_pool2d_forward, pool.avg_pool2d_backward, (3, 1)),
        (pool.max_over_channels_forward, pool.max_over_channels_backward, (2,)),
    ):
        out, cache = forward(x, *args)
        dout = rng.standard_normal(out.shape)
        expected = gradcheck.numeric_gradient(lambda x, f=forward, a=args, d=dout: np.sum(f(x, *a)[0] * d), x)
        assert gradcheck.gradient_error(backward(dout, cache), expected) < 1e-7


X = np.zeros((2, 6, 4, 5))


@pytest.mark.parametrize(
    "x, options, error, words",
    [
        (X[0], {"kernel": 2}, ValueError, r"x has shape \(6, 4, 5\).*x\[None\]"),
        (X.astype(int), {"kernel": 2}, TypeError, r"x has dtype int64.*astype"),
        (X.tolist(), {"kernel": 2}, TypeError, r"x is a list"),
        (X, {"kernel": 0}, ValueError, r"kernel is 0"),
        (X, {"kernel": 2.0}, TypeError, r"kernel is 2\.0"),
        (X, {"kernel": 2, "stride": 0}, ValueError, r"stride is 0"),
        (X, {"kernel": 2, "stride": -1}, ValueError, r"stride is -1"),
        (X, {"kernel": (2, 2, 2)}, ValueError, r"kernel is \(2, 2, 2\).*pair"),
        (
            X,
            {"kernel": (4, 6)},
            ValueError,
            r"kernel=\(4, 6\) does not fit.*\(2, 6, 4, 5\).*padding=\(0, 0\)",
        ),
        (X, {"kernel": 2, "padding": 2}, ValueError, r"padding=\(2, 2\) is more than half.*at most \(1, 1\)"),
        (X, {"kernel": 2, "padding": -1}, ValueError, r"padding is -1"),
    ],
)
def test_bad_input_is_named(x, options, error, words):
    with pytest.raises(error, match=words):
        pool.max_pool2d_forward(x, **options)
    if "padding" not in options:
        with pytest.raises(error, match=words):
            pool.avg_pool2d_forward(x, **options)


@pytest.mark.parametrize(
    "group, error, words", [(4, ValueError, "group=4 does not divide C=6"), (0, ValueError, "0")]
)
def test_bad_groups_are_named(group, error, words):
    with pytest.raises(error, match=words):
        pool.max_over_channels_forward(X, group)


def test_a_gradient_of_another_shape_is_refused():
    cases = [
        (pool.max_pool2d_forward, pool.max_pool2d_backward),
        (pool.avg_pool2d_forward, pool.avg_pool2d_backward),
        (pool.max_over_channels_forward, pool.max_over_channels_backward),
    ]
    for forward, backward in cases:
        out, cache = forward(X, 2)
        with pytest.raises(ValueError, match=r"dout has shape \(1, .*forward pass gave \(2, "):
            backward(out[:1], cache)
