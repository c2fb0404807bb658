"""cnnlib.models and cnnlib.init: the nets are what the lectures draw, and start as they should."""

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import init, models, shapes, train

LENET5 = [("conv", 20, 5, 1, 2), ("relu",), ("pool", 2, 2), ("conv", 50, 5, 1, 2), ("relu",), ("pool", 2, 2)]
LENET5 += [("flatten",), ("linear", 500), ("relu",), ("linear", 10)]


def test_lenet5_is_the_lectures():
    net = models.lenet5(np.random.default_rng(0))
    rows = net.layer_table()
    assert rows == shapes.layer_table((1, 28, 28), LENET5)
    assert [row["shape"] for row in rows if row["name"] in ("flatten1", "linear1", "linear2")] == [
        *((2450,), (500,), (10,))
    ]
    assert net.head is net.layers["linear2"]


@pytest.mark.parametrize(("shape", "features"), [((1, 8, 8), 200), ((3, 32, 32), 3200), ((1, 20, 28), 1750)])
def test_another_input_size_changes_the_2450(shape, features):
    net = models.lenet5(np.random.default_rng(0), shape, classes=3)
    assert net.layers["linear1"].parameters["w"].shape == (500, features)
    assert net.forward(np.zeros((2, *shape), np.float32)).shape == (2, 3)


KINDS = {"conv": "CONV", "relu": "RELU", "pool": "POOL", "linear": "FC"}


@settings(max_examples=25)
@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 2), st.booleans())
def test_from_pattern_reads_as_the_pattern(n, m, k, pool):
    net = models.from_pattern(n, m, k, np.random.default_rng(0), channels=4, features=8, pool=pool)
    kinds = [KINDS[layer.kind] for layer in net.layers.values() if layer.kind != "flatten"]
    assert [*kinds[:-1], "SOFTMAX"] == shapes.expand_pattern(n, m, k, pool)
    last = [row["shape"][0] for row in net.layer_table() if row["name"].startswith("conv")][-1]
    assert last == 4 * 2 ** (m - 1)


def test_small_vgg():
    net = models.small_vgg(np.random.default_rng(0))
    rows = {row["name"]: row for row in net.layer_table()}
    assert rows["pool3"]["shape"] == (128, 4, 4) and rows["pool3"]["receptive_field"] == 36
    assert net.forward(np.zeros((2, 3, 32, 32), np.float32)).shape == (2, 10)


@pytest.mark.parametrize(
    ("build", "match"),
    [
        (lambda rng: models.lenet5(rng, (1, 3, 28)), "pool2: kernel=2"),
        (lambda rng: models.lenet5(rng, classes=0), "out_features is 0"),
        (lambda rng: models.from_pattern(0, 1, 1, rng), "n is 0"),
        (lambda rng: models.from_pattern(1, 5, 1, rng), "pool5: "),
        (lambda rng: models.lenet5(rng, (28, 28)), "input_shape"),
    ],
)
def test_what_cannot_be_built_is_named(build, match):
    with pytest.raises(ValueError, match=match):
        build(np.random.default_rng(0))


@pytest.mark.parametrize("shape", [(400, 300), (64, 16, 5, 3)])
def test_kaiming_normal_has_its_spread(shape):
    w = init.kaiming_normal(shape, np.random.default_rng(1))
    expected = sqrt(2 / np.prod(shape[1:]))
    assert w.shape == shape and w.dtype == np.float64
    assert abs(w.mean()) < 5 * expected / sqrt(w.size)
    assert w.std() == pytest.approx(expected, rel=5 / sqrt(2 * w.size))
    assert np.array_equal(w, init.kaiming_normal(shape, np.random.default_rng(1)))


def test_kaiming_normal_refuses_what_has_no_inputs():
    with pytest.raises(ValueError, match="at least two axes"):
        init.kaiming_normal((5,), np.random.default_rng(0))
    with pytest.raises(TypeError):
        init.kaiming_normal((5, 2.0), np.random.default_rng(0))


@pytest.mark.parametrize("classes", [2, 10])
@pytest.mark.parametrize("build", [models.lenet5, models.small_vgg])
def test_the_first_loss_is_log_c(build, classes):
    rng = np.random.default_rng(0)
    net = build(rng, (1, 16, 16), classes)
    x, y = rng.normal(size=(64, 1, 16, 16)).astype(np.float32), rng.integers(0, classes, 64)
    assert train.evaluate(net, x, y)[0] == pytest.approx(log(classes), rel=0.02)


def test_activations_keep_their_spread_through_many_layers():
    rng = np.random.default_rng(0)
    net = models.from_pattern(10, 1, 0, rng, (3, 12, 12), channels=32, pool=False)
    x = rng.normal(size=(16, 3, 12, 12)).astype(np.float32)
    spreads = {}
    for name, layer in net.layers.items():
        x = layer.forward(x, False)
        spreads[name] = np.sqrt(np.mean(x**2))
    assert 0.3 < spreads["relu10"] / spreads["relu1"] < 3


def test_the_same_seed_gives_the_same_net():
    first, second, third = (models.lenet5(np.random.default_rng(seed)).state() for seed in (1, 1, 2))
    assert all(np.array_equal(array, second[name]) for name, array in first.items())
    assert not np.array_equal(first["conv1.w"], third["conv1.w"])
