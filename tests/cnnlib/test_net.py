"""cnnlib.layers and cnnlib.net: values against torch, the table against a1's, state by name."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from cnnlib import net, shapes
from cnnlib.layers import (
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    Dropout,
    Flatten,
    Linear,
    MaxPool2d,
    ReLU,
)
from cnnlib.net import Sequential
from cnnlib.ops.conv import rows


def every_layer(rng, dtype=np.float64):
    """A net with one of every kind, for images of 2 x 9 x 8."""
    layers = [
        Conv2d(2, 4, (3, 2), rng, stride=(1, 2), padding=1, dtype=dtype),
        BatchNorm2d(4, dtype=dtype),
        ReLU(),
        Conv2d(4, 6, 3, rng, padding=2, dilation=2, groups=2, dtype=dtype),
        MaxPool2d(3, 2, padding=1),
        AvgPool2d(2, 1),
        Flatten(),
        Dropout(0.0, rng),
        Linear(48, 5, rng, dtype),
    ]
    return Sequential((2, 9, 8), layers)


def as_torch(net):
    theirs = nn.Sequential(
        nn.Conv2d(2, 4, (3, 2), (1, 2), 1),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.Conv2d(4, 6, 3, padding=2, dilation=2, groups=2),
        nn.MaxPool2d(3, 2, 1),
        nn.AvgPool2d(2, 1),
        nn.Flatten(),
        nn.Dropout(0.0),
        nn.Linear(48, 5),
    ).double()
    names = {"w": "weight", "b": "bias", "gamma": "weight", "beta": "bias"}
    names |= {"mean": "running_mean", "var": "running_var"}
    state = theirs.state_dict()
    for place, layer in enumerate(net.layers.values()):
        for key, array in (layer.parameters | layer.buffers).items():
            state[f"{place}.{names[key]}"][...] = torch.tensor(array)
    return theirs, names


def test_forward_and_backward_are_torchs():
    rng = np.random.default_rng(0)
    net = every_layer(rng)
    theirs, names = as_torch(net)
    for _ in range(2):  # the running statistics of the second pass begin where the first left off
        x, dout = rng.normal(size=(3, 2, 9, 8)), rng.normal(size=(3, 5))
        tensor = torch.tensor(x, requires_grad=True)
        theirs.zero_grad()
        expected = theirs(tensor)
        expected.backward(torch.tensor(dout))
        np.testing.assert_allclose(net.forward(x, training=True), expected.detach().numpy(), atol=1e-10)
        np.testing.assert_allclose(net.backward(dout), tensor.grad.numpy(), atol=1e-10)
    found = dict(theirs.named_parameters())
    for place, layer in enumerate(net.layers.values()):
        for key, gradient in layer.gradients.items():
            expected = found[f"{place}.{names[key]}"].grad.numpy()
            np.testing.assert_allclose(gradient, expected, atol=1e-10)
    theirs.eval()
    expected = theirs(torch.tensor(x)).detach().numpy()
    np.testing.assert_allclose(net.forward(x), expected, atol=1e-10)


def test_what_learning_needs_is_set_without_the_gradient_of_the_images(monkeypatch):
    rng = np.random.default_rng(0)
    net = every_layer(rng)
    dout = rng.standard_normal(net.forward(rng.standard_normal((4, 2, 9, 8))).shape)
    net.backward(dout)
    expected = net.gradients
    for layer in net.layers.values():
        layer.gradients = {}
    asked = []
    image_gradient = rows.image_gradient
    monkeypatch.setattr(rows, "image_gradient", lambda *a: asked.append(a) or image_gradient(*a))
    assert net.backward(dout, needs_dx=False) is None
    assert len(asked) == sum(isinstance(layer, Conv2d) for layer in net.layers.values()) - 1
    for name, gradient in expected.items():
        np.testing.assert_array_equal(net.gradients[name], gradient)


def test_every_layer_may_be_asked_for_its_gradients_alone():
    rng = np.random.default_rng(0)
    net = every_layer(rng)
    dout = net.forward(rng.standard_normal((4, 2, 9, 8)), training=True)
    for layer in reversed(net.layers.values()):
        dx, expected = layer.backward(dout), layer.gradients.copy()
        layer.backward(dout, needs_dx=False)
        for name, gradient in expected.items():
            np.testing.assert_array_equal(layer.gradients[name], gradient)
        dout = dx


def test_an_average_is_no_maximum():
    assert not isinstance(AvgPool2d(2), MaxPool2d)


def test_layers_come_through_one_door():
    assert not hasattr(net, "Conv2d")


def test_float32_stays_float32_all_the_way():
    rng = np.random.default_rng(0)
    net = every_layer(rng, np.float32)
    out = net.forward(rng.normal(size=(2, 2, 9, 8)).astype(np.float32), training=True)
    dx = net.backward(out)
    arrays = [out, dx, *net.gradients.values(), *net.state().values()]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
    assert {name: g.shape for name, g in net.gradients.items()} == {
        name: w.shape for name, w in net.parameters.items()
    }


@st.composite
def stacks(draw):
    """An input shape, layers in a1's notation, and the same layers of the library."""
    rng = np.random.default_rng(0)
    shape = (draw(st.integers(1, 3)), draw(st.integers(12, 20)), draw(st.integers(12, 20)))
    specification, layers, channels = [], [], shape[0]
    for kind in draw(st.lists(st.sampled_from(["conv", "pool", "relu"]), max_size=4)):
        kernel, stride = draw(st.integers(1, 3)), draw(st.integers(1, 2))
        if kind == "conv":
            out, padding = draw(st.integers(1, 4)), draw(st.integers(1, 2))
            specification.append(("conv", out, kernel, stride, padding))
            layers.append(Conv2d(channels, out, kernel, rng, stride, padding))
            channels = out
        elif kind == "pool":
            specification.append(("pool", 1, stride))
            layers.append(draw(st.sampled_from([MaxPool2d, AvgPool2d]))(1, stride))
        else:
            specification.append(("relu",))
            layers.append(ReLU())
    features = shapes.layer_table(shape, [*specification, ("flatten",)])[-1]["shape"][0]
    specification += [("flatten",), ("linear", 7), ("relu",), ("linear", 3)]
    layers += [Flatten(), Linear(features, 7, rng), ReLU(), Linear(7, 3, rng)]
    return shape, specification, layers


@settings(max_examples=50)
@given(stacks())
def test_the_table_is_a1s(stack):
    shape, specification, layers = stack
    net = Sequential(shape, layers)
    assert net.layer_table() == shapes.layer_table(shape, specification)
    assert net.forward(np.zeros((2, *shape), np.float32)).shape == (2, 3)


def test_the_table_of_layers_that_a1_does_not_have():
    rows = {row["name"]: row for row in every_layer(np.random.default_rng(0)).layer_table()}
    assert list(rows) == [
        *("conv1", "batch_norm1", "relu1", "conv2", "pool1", "pool2", "flatten1", "dropout1", "linear1")
    ]
    assert rows["conv1"]["receptive_field"] == (3, 2)
    assert rows["conv2"]["receptive_field"] == (7, 10)  # dilation 2, and a jump of 2 across
    assert rows["batch_norm1"] | {"name": "conv1"} == rows["conv1"] | {"parameters": 8, "multiply_adds": 0}
    assert rows["conv2"]["parameters"] == 6 * (2 * 9 + 1)
    assert rows["conv2"]["multiply_adds"] == 9 * 5 * 6 * 2 * 9
    assert rows["dropout1"]["receptive_field"] is None


def test_a_net_prints_its_table():
    net = every_layer(np.random.default_rng(0))
    lines = repr(net).splitlines()
    assert lines[0] == "Net for inputs of 2 x 9 x 8" and "receptive field" in lines[1]
    assert lines[2].split()[0] == "conv1" and "4 x 9 x 5" in lines[2]
    assert lines[-1].split()[:3] == ["total", "-", f"{sum(w.size for w in net.parameters.values())}"]
    assert "<caption" in net._repr_html_() and "batch_norm1" in net._repr_html_()


def test_state_is_a_copy_and_load_gives_it_back():
    rng = np.random.default_rng(0)
    first, second = every_layer(rng), every_layer(rng)
    x = rng.normal(size=(4, 2, 9, 8))
    first.forward(x, training=True)  # moves the running statistics
    state = first.state()
    assert "batch_norm1.mean" in state and state["batch_norm1.mean"].any()
    second.load(state)
    assert np.array_equal(first.forward(x), second.forward(x))
    state["conv1.w"][...] = 0
    assert np.array_equal(first.forward(x), second.forward(x))
    assert first.head is first.layers["linear1"]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda state: state.pop("conv2.b"), r"conv2\.b is missing"),
        (lambda state: state.update(extra=np.zeros(1)), "extra is unexpected"),
        (
            lambda state: state.update({"linear1.w": np.zeros((5, 47))}),
            r"linear1\.w has shape \(5, 47\), expected \(5, 48\)",
        ),
        (lambda state: state.update({"linear1.b": np.zeros(())}), r"linear1\.b has shape \(\), expected"),
        (lambda state: state.update({"linear1.b": np.array(list("abcde"))}), "linear1.b has dtype <U1"),
    ],
)
def test_nothing_is_half_loaded(change, match):
    rng = np.random.default_rng(0)
    net, other = every_layer(rng), every_layer(rng)
    before, state = net.state(), other.state()
    change(state)
    with pytest.raises(ValueError, match=match):
        net.load(state)
    assert all(np.array_equal(array, before[name]) for name, array in net.state().items())


RNG = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("build", "match"),
    [
        (lambda: Sequential((1, 8, 8), []), "layers is empty"),
        (
            lambda: Sequential((1, 8, 8), [Conv2d(3, 4, 3, RNG)]),
            r"conv1: .*\(1, 8, 8\): expected \(3, H, W\)",
        ),
        (lambda: Sequential((1, 8, 8), [Linear(64, 4, RNG)]), "linear1: .*put a Flatten before it"),
        (
            lambda: Sequential((1, 8, 8), [Flatten(), Linear(63, 4, RNG)]),
            r"linear1: .*\(64,\): expected \(63,\)",
        ),
        (lambda: Sequential((1, 8, 8), [MaxPool2d(9)]), "pool1: kernel=9"),
        (lambda: Sequential((5,), [MaxPool2d(2)]), r"pool1: .*\(5,\): expected \(C, H, W\)"),
        (lambda: Sequential((2, 8, 8), [ReLU(), BatchNorm2d(3)]), r"batch_norm1: .*expected \(3, H, W\)"),
        (lambda: Conv2d(3, 4, 3, RNG, groups=2), "c_in=3 is not divisible by groups=2"),
        (lambda: Conv2d(3, 4, 3, RNG, stride=-1), "stride is -1"),
        (lambda: Dropout(1.0, RNG), "p is 1.0"),
    ],
)
def test_layers_that_do_not_fit_are_named(build, match):
    with pytest.raises(ValueError, match=match):
        build()


def test_a_float_as_a_size_is_a_type_error():
    with pytest.raises(TypeError, match="kernel"):
        Conv2d(1, 2, 3.0, RNG)
    with pytest.raises(TypeError, match="in_features"):
        Linear(8 / 2, 2, RNG)


def test_a_wrong_batch_names_the_layer():
    net = every_layer(RNG)
    with pytest.raises(ValueError, match=r"conv1: .*\(4, 3, 9, 8\)"):
        net.forward(np.zeros((4, 3, 9, 8)))
    with pytest.raises(ValueError, match="linear1: "):
        net.forward(np.zeros((4, 2, 20, 20)))
