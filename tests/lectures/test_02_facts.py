"""Lecture 2: the figures that its sentences name are those that come out."""

import numpy as np
import pytest
from sections import section

from autograder import layout
from autograder.authoring.source import TOPIC, read_cells
from cnnlib import explore, plot, shapes
from cnnlib.guess import compare_guess
from cnnlib.ops.activations import relu_backward, relu_forward, sigmoid_backward, sigmoid_forward
from cnnlib.ops.dense import linear_backward, linear_forward

LECTURE = "02_networks_and_backpropagation.py"


@pytest.fixture
def prose(root):
    """The text of the section on a topic."""
    return lambda topic: section(root, topic)


@pytest.fixture(scope="module")
def counted(root):
    """What the section on the graph computes, on a picture of ones."""
    cells = read_cells(root / layout.LECTURES / LECTURE)
    tags = [TOPIC + topic for topic in ("computational-graph", "activations")]
    begin, end = (next(place for place, cell in enumerate(cells) if tag in cell.tags) for tag in tags)
    names = {"np": np, "plot": plot, "explore": explore, "compare_guess": compare_guess}
    names |= {"one": np.ones((1, 1, 8, 8)), "truth": np.array([0])}
    for cell in cells[begin:end]:
        if cell.node.cell_type == "code":
            exec(cell.text, names)
    return names


def test_networks_of_two_and_three_layers(prose):
    said = prose("mlp")
    assert r"$$f = W_2 \max(0, W_1 x)$$" in said
    assert r"$$f = W_3 \max(0, W_2 \max(0, W_1 x)),$$" in said
    assert "is a bank of templates, and the second recombines them" in said
    assert "is called a **distributed representation**" in said


def test_one_class_alone_can_be_right_for_a_picture_and_its_negative(prose):
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(500, 64)), rng.normal(size=(10, 64)), 9 * rng.normal(size=10)
    once, again = (linear_forward(each, w, b)[0].argmax(axis=1) for each in (x, -x))
    assert set(once[once == again]) == {b.argmax()}
    assert (
        "one alone can be right for a picture and for its negative: the one with the largest bias"
        in prose("mlp")
    )


def test_as_many_bends_as_hidden_numbers(prose):
    x = np.arange(-1, 13, 0.5)
    curve = relu_forward(x[:, None] - np.arange(12))[0].sum(axis=1)
    slopes = np.unique(np.diff(curve))
    assert f"Twelve hidden numbers in one layer make {len(slopes)} straight pieces at most" in prose("mlp")


def test_the_smallest_network(prose, counted):
    said, at, given = prose("computational-graph"), counted["values"], counted["given"]
    assert given == {name: explore.Graph().state[name] for name in given}
    assert r"$$y = w_2 \max(0, w_1 x + b_1) + b_2, \qquad L = (y - t)^2$$" in said
    for sign, name in [("x", "x"), ("w_1", "w1"), ("b_1", "b1"), ("w_2", "w2"), ("b_2", "b2"), ("t", "t")]:
        assert f"${sign} = {given[name]:g}$" in said
    assert f"The output is {at['y']:g} and should have been {at['t']:g}." in said
    assert rf"h = {2 * at['e']:g} \cdot {at['h']:g}$$" in said
    assert f"About ${counted['gradients']['w2']:g}$: $L$ falls" in said


def test_the_gradients_in_the_figure_are_those_of_the_layers(counted):
    at = counted["values"]
    _, first = linear_forward(np.array([[at["x"]]]), np.array([[at["w1"]]]), np.array([at["b1"]]))
    h, switch = relu_forward(np.array([[at["z"]]]))
    _, second = linear_forward(h, np.array([[at["w2"]]]), np.array([at["b2"]]))
    dh, dw2, db2 = linear_backward(np.array([[2 * at["e"]]]), second)
    dx, dw1, db1 = linear_backward(relu_backward(dh, switch), first)
    right = {"x": dx, "w1": dw1, "b1": db1, "w2": dw2, "b2": db2}
    assert {name: counted["gradients"][name] for name in right} == {n: g.item() for n, g in right.items()}


def test_the_same_gradient_three_ways(counted):
    for name in ("nudging", "forwards"):
        for found, right in zip(counted["found"][name], counted["found"]["backwards"], strict=True):
            np.testing.assert_allclose(found, right, atol=1e-4)


def test_why_backwards(prose, counted):
    said, rows, million = prose("computational-graph"), counted["rows"], 64 * 960 + 960 * 960 + 960 * 10
    small, large = rows[-2:]
    assert (
        f"= {small['weights']}$ weights. Running it once, with its loss, takes {small['run_once']} mult"
        in said
    )
    times = large["weights"] / small["weights"]
    assert f"There are {large['weights']:,} weights now, {times:.1f} times as many." in said
    assert all(round(row["backwards"] / row["run_once"]) == 3 for row in rows)
    assert "Backwards costs about three times as much as running the network once" in said
    assert all(row["nudging"] == (row["weights"] + 1) * row["run_once"] for row in rows)
    assert f"it would take about $10^{{{round(np.log10(million**2))}}}$ multiplications" in said
    assert round(3 * million / 1e6) == 3
    assert "and backwards takes three million" in said
    assert "So why backwards? Because there are a million weights and *one* loss." in said


def test_a_gradient_has_the_shape_of_what_it_belongs_to(prose):
    x, w, b = np.ones((2, 3, 8, 8)), np.ones((5, 192)), np.ones(5)
    out, cache = linear_forward(x, w, b)
    assert [d.shape for d in linear_backward(out, cache)] == [x.shape, w.shape, b.shape]
    assert r"**$\partial L / \partial x$ has the shape of $x$**" in prose("computational-graph")


def test_activations(prose):
    said = prose("activations")
    out, cache = sigmoid_forward(np.zeros(1))
    assert f"largest at $s = 1/{1 / out.item():g}$" in said
    assert sigmoid_backward(np.ones(1), cache) == out * (1 - out)
    assert relu_backward(np.ones(1), relu_forward(np.zeros(1))[1]) == 0
    assert "At 0 itself there is no slope. This course takes 0, as PyTorch does." in said


def test_what_connecting_everything_costs(prose):
    said = prose("fully-connected-cost")
    pixels = 200 * 200
    weights = shapes.fc_parameters(pixels, pixels, bias=False)
    sentence = f"{pixels:,} hidden numbers with {pixels:,} weights each make {weights:,}, or {weights / 1e9:g} billion"
    assert sentence in said
    assert f"They fill {4 * weights / 1e9:g} GB" in said
    inputs = 256 * 256 * 3
    colour = shapes.fc_parameters(inputs, 1000, bias=False)
    assert f"The image of 256 x 256 has {inputs:,} inputs, and the layer {colour:,} weights." in said
    assert (
        f"rounds them to {round(inputs, -5) // 1000} thousand and {round(colour, -8) // 10**6} million."
        in said
    )
    assert f"1920 x 1080 x 3 = {1920 * 1080 * 3:,} inputs" in said


def test_what_filters_cost(prose):
    one, twenty = (shapes.conv_parameters(1, filters, 10, bias=False) for filters in (1, 20))
    assert f"One filter has {one} weights, and 20 filters have {twenty:,}" in prose("fully-connected-cost")
