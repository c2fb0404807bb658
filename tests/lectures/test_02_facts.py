"""Lecture 2: the figures that its sentences name are those that come out."""

import numpy as np
import pytest
from sections import first, played, section, whole

from autograder import layout
from autograder.authoring.source import TOPIC, read_cells
from cnnlib import explore, plot, shapes
from cnnlib.guess import compare_guess
from cnnlib.ops.activations import relu_backward, relu_forward, sigmoid_backward, sigmoid_forward
from cnnlib.ops.dense import linear_backward, linear_forward
from cnnlib.ops.losses import softmax_loss

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


def test_no_weights_do_better_on_a_pair_than_none(prose):
    rng = np.random.default_rng(0)
    equal, _ = softmax_loss(np.zeros((1, 10)), np.array([0]))
    assert equal == pytest.approx(np.log(10))
    for scores in rng.normal(size=(500, 10)) * np.geomspace(0.01, 10, 500)[:, None]:
        loss, _ = softmax_loss(np.stack([scores, -scores]), np.array([3, 3]))
        assert loss >= equal - 1e-12
        biases = rng.normal(size=10)
        pair, _ = softmax_loss(np.stack([biases + scores, biases - scores]), np.array([3, 3]))
        assert pair >= softmax_loss(biases[None], np.array([3]))[0] - 1e-12
    said = "Whatever the biases, the mean loss of a pair is smallest if all of $W$ is 0"
    assert said in prose("mlp")


def test_as_many_bends_as_hidden_numbers(prose):
    x = np.arange(-1, 13, 0.5)
    curve = relu_forward(x[:, None] - np.arange(12))[0].sum(axis=1)
    slopes = np.unique(np.diff(curve))
    assert (
        f"Between 0 and 1, twelve hidden numbers in one layer make {len(slopes)} straight pieces at most"
        in prose("mlp")
    )


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
    nudged = {name: (counted["run"](counted["given"], name, 1e-6)["L"] - at["L"]) / 1e-6 for name in at}
    assert counted["gradients"] == pytest.approx(nudged, abs=1e-4)


def test_a_walk_forwards_from_w1(prose, counted):
    at, more = counted["values"], counted["run"](counted["given"], "w1", 1e-6)
    change = {name: round((more[name] - at[name]) / 1e-6, 3) for name in at}
    assert {change[name] for name in "pzh"} == {2} and {change[name] for name in "qye"} == {1}
    assert (
        rf"$p$, $z$ and $h$ change by 2, $q$ and all up to $e$ by $2 \cdot {at['w2']:g} = 1$, "
        rf"and $L$ by $2e \cdot 1 = {change['L']:g}$." in prose("computational-graph")
    )


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
    assert f"nudging would take about $10^{{{round(np.log10(million**2))}}}$ multiplications" in said
    assert round(3 * million / 1e6) == 3
    assert "and backwards takes three million" in said
    assert f"Forwards grew even more here, {large['forwards'] / small['forwards']:.1f} times" in said
    assert "So why backwards?" in said and "There are a million weights and *one* loss." in said


def test_a_gradient_has_the_shape_of_what_it_belongs_to(prose):
    x, w, b = np.ones((2, 3, 8, 8)), np.ones((5, 192)), np.ones(5)
    out, cache = linear_forward(x, w, b)
    assert [d.shape for d in linear_backward(out, cache)] == [x.shape, w.shape, b.shape]
    assert r"**$\partial L / \partial x$ has the shape of $x$**" in prose("computational-graph")


def test_whoever_is_used_more_than_once_gets_the_sum(prose, counted):
    said, dy, x = prose("computational-graph"), counted["dy"], counted["x"]
    assert (counted["dw"][0] == 2 * x).all()
    assert f"The first line of `dW` is $dy_1 = {dy[0]}$ times $x$." in said
    terms = counted["w"][:, 0] * dy
    assert terms.tolist() == [4, -1, 0, 0] and counted["dx"][0] == terms.sum()
    assert f"against $dy$: $4 - 1 + 0 + 0 = {terms.sum()}$" in said


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
    sentence = f"{pixels:,} hidden numbers with {pixels:,} weights each make {weights / 1e9:g} billion, in one layer."
    assert sentence in said
    assert f"At four bytes each they fill {4 * weights / 1e9:g} GB" in said
    inputs = 256 * 256 * 3
    colour = shapes.fc_parameters(inputs, 1000, bias=False)
    assert "a colour image of 256 x 256 with a layer of 1,000 outputs, which is not many" in said
    assert f"{inputs:,} inputs and {colour:,} weights, or about {round(colour, -8) // 10**6} million" in said
    assert f"A frame of a film has 1920 x 1080 x 3 = {1920 * 1080 * 3:,} inputs" in said


def test_what_filters_cost(prose):
    one, twenty = (shapes.conv_parameters(1, filters, 10, bias=False) for filters in (1, 20))
    assert f"One filter has {one} weights, and 20 filters have {twenty:,}" in prose("fully-connected-cost")


@pytest.mark.slow
def test_what_its_runs_show(root, prose):
    states = played(root, "02")

    at = first(states, "losses")
    assert at["percent_right"](at["plain"]) > 40 and at["percent_right"](at["one_layer"]) < 15
    assert at["losses"][0] > 4 and at["losses"][1] == pytest.approx(np.log(10), abs=0.02)
    assert "One layer now does as well as guessing" in prose("mlp")
    assert at["percent_right"](at["two_layers"]) > 95

    at = first(states, "suffers")
    assert np.median(at["cost"]) < 0.5 and 1 < max(at["cost"]) < 5
    assert "why half of them cost less than half a point each" in prose("mlp")
    assert 0.65 < at["suffers"] < 0.75
    assert "two thirds of the kind that suffers most are still right" in prose("mlp")

    at = first(states, "squares")
    picture, negative = at["kinds"].mean(axis=1)
    assert np.mean(np.maximum(picture, negative) > 4 * np.minimum(picture, negative)) > 0.8
    assert "Most hidden numbers answer to one of the two and are silent for the other" in prose("mlp")
    assert all((squares.max(axis=0) > 0.5).mean() > 0.4 for squares in at["squares"])

    at = first(states, "drawn")
    assert abs(at["drawn"]["64 hidden"] - at["row"]).max() > 0.1
    assert "With 64, one for every three pixels, narrow peaks are still missed" in prose("mlp")

    right = next(state["right"] for state in states if isinstance(state.get("right"), dict))
    assert (
        min(right, key=right.get) == "nothing"
        and min(right[name] for name in ("sigmoid", "tanh", "ReLU")) > 90
    )
    one_layer = first(states, "one_layer")
    guessing = one_layer["percent_right"](one_layer["one_layer"])
    assert f"(Its {right['nothing']} percent and the {guessing} of one layer are both guessing.)" in prose(
        "activations"
    )

    at = first(states, "lengths")
    lengths = at["lengths"]
    assert 5e-6 < lengths["sigmoid"][10] < 2e-5
    assert all(0.5 < lengths[name][10] < 1.5 for name in ("tanh", "ReLU"))
    assert "Through ten sigmoids a hundred-thousandth arrives" in prose("activations")
    rng = np.random.default_rng(0)
    back, w = rng.normal(size=(500, 64)), at["connected"](64, 64, 10).parameters["linear2.w"]
    longer = np.mean(np.linalg.norm(back @ w, axis=1) / np.linalg.norm(back, axis=1))
    assert longer == pytest.approx(2**0.5, rel=0.05)
    assert rf"makes a gradient about $\sqrt{{2}}$ times as long, or {2 ** (10 // 2)} times" in prose(
        "activations"
    )

    at = first(states, "means")
    row, column = np.unravel_index(at["dx"][0, 0].argmin(), (8, 8))
    nine, five = (at["means"][f"mean of all {digit}"][row, column] for digit in (9, 5))
    assert at["one"][0, 0, row, column] < -0.9 and nine > 0.5 and five < -0.5
    text = whole(root, "02")
    assert "The darkest pixel lies on paper, to the right of the loop." in text
    assert 0.5 < np.mean(first(states, "blame")["blame"] == 0) < 0.6
    assert "More than half of the million are innocent in this sense." in text

    at = first(states, "lost")
    assert at["lost"] > 0.8 * at["others"].sum() > 5
    assert "nearly all that changed had been right before" in text

    at = first(states, "added")
    said = prose("fully-connected-cost")
    assert abs(at["right"][-1] - at["right"][0]) < 0.01
    small, large = at["rows"][0]["weights"], at["rows"][-1]["weights"]
    sentence = (
        f"81 times the weights in the first layer, {round(large / small)} times in both, have bought nothing."
    )
    assert sentence in said
    assert at["alike"] and f"its {at['added'][0].size:,} weights as they were drawn" in said
