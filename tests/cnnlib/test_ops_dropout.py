"""cnnlib.ops.dropout: by its distribution, and by the one mask that both directions share."""

from math import erfc, sqrt

import numpy as np
import pytest

from cnnlib.ops import dropout


@pytest.mark.parametrize("p", [0, 0.1, 0.5, 0.9])
def test_what_is_kept_is_scaled_and_its_gradient_too(p):
    x = np.random.default_rng(1).uniform(1, 2, (200, 500))
    before = x.copy()
    out, cache = dropout.dropout_forward(x, p, np.random.default_rng(2), training=True)
    dropped = out == 0
    np.testing.assert_allclose(out[~dropped], x[~dropped] / (1 - p), rtol=1e-15)
    np.testing.assert_array_equal(x, before)
    # a sum of 100,000 draws is 6 deviations from its mean once in 5e8 seeds; this one is fixed
    deviation = sqrt(p * (1 - p) / x.size)
    assert abs(dropped.mean() - p) <= 6 * deviation
    assert erfc(6 / sqrt(2)) < 1e-8
    dx = dropout.dropout_backward(np.full(x.shape, 3.0), cache)
    np.testing.assert_allclose(dx, np.where(dropped, 0, 3 / (1 - p)), rtol=1e-15)


def test_neighbours_and_calls_are_independent():
    rng = np.random.default_rng(0)
    first, second = (dropout.dropout_forward(np.ones((300, 300)), 0.5, rng, True)[0] > 0 for _ in range(2))
    for one, other in ((first, second), (first[1:], first[:-1]), (first[:, 1:], first[:, :-1])):
        assert abs(np.mean(one == other) - 0.5) < 6 * 0.5 / sqrt(one.size)


def test_outside_training_nothing_happens():
    x, rng = np.random.default_rng(1).standard_normal((3, 4)), np.random.default_rng(2)
    before = rng.bit_generator.state
    out, cache = dropout.dropout_forward(x, 0.5, rng, training=False)
    np.testing.assert_array_equal(out, x)
    np.testing.assert_array_equal(dropout.dropout_backward(x, cache), x)
    assert rng.bit_generator.state == before
    assert not np.shares_memory(out, x)


def test_float32_stays_and_drops_the_same_places():
    x = np.ones((4, 5, 6, 7), np.float32)
    out, cache = dropout.dropout_forward(x, np.float64(0.3), np.random.default_rng(0), True)
    double, _ = dropout.dropout_forward(x.astype(float), 0.3, np.random.default_rng(0), True)
    assert out.dtype == dropout.dropout_backward(np.ones(x.shape), cache).dtype == np.float32
    np.testing.assert_array_equal(out == 0, double == 0)


@pytest.mark.parametrize(
    "changed, error, words",
    [
        ({"p": 1}, ValueError, "p is 1.*0 <= p < 1"),
        ({"p": -0.1}, ValueError, "p is -0.1.*at least 0"),
        ({"p": float("nan")}, ValueError, "p is nan"),
        ({"p": True}, TypeError, "p is True"),
        ({"p": None}, TypeError, "p is None"),
        ({"rng": 3}, TypeError, r"rng is 3.*default_rng\(0\)"),
        ({"x": np.ones(3, int)}, TypeError, "x has dtype int64"),
    ],
)
def test_bad_input_is_named(changed, error, words):
    right = {"x": np.ones(3), "p": 0.5, "rng": np.random.default_rng(0), "training": True}
    with pytest.raises(error, match=words):
        dropout.dropout_forward(**right | changed)


def test_a_gradient_of_another_shape_is_refused():
    _, cache = dropout.dropout_forward(np.ones((2, 3)), 0.5, np.random.default_rng(0), True)
    with pytest.raises(ValueError, match=r"dout has shape \(3,\), the forward pass gave \(2, 3\)"):
        dropout.dropout_backward(np.ones(3), cache)
