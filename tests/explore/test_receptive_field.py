"""The receptive field of a stack: the module's arithmetic against the library's, and the page."""

import re

import numpy as np
import pytest
from traitlets import TraitError

from cnnlib.explore import ReceptiveField
from cnnlib.shapes import receptive_field


@pytest.fixture(scope="module")
def stacks():
    rng = np.random.default_rng(0)
    limits = np.array(ReceptiveField().fields["layers"]["forms"][""])
    low, high = limits.T
    most = np.minimum(high, (5, 3, 4, 3))  # so that brute force ends; every tenth stack goes to the limits
    draws = [(rng.integers(0, 6), high if n % 10 == 0 else most) for n in range(2000)]
    return [rng.integers(low, top + 1, (layers, 4)).tolist() for layers, top in draws]


@pytest.fixture(scope="module")
def module(functions):
    return functions("receptive_field")


def test_field_and_jump_as_in_the_library(module, stacks):
    for layers, found in zip(stacks, module([("trace", layers) for layers in stacks]), strict=True):
        for depth, level in enumerate(found):
            windows = [layer[:3] for layer in layers[:depth]]
            assert (level["field"], level["jump"]) == receptive_field(windows)


def test_where_the_first_field_begins_and_what_is_in_it(module, stacks):
    """Traced back from the first output, one layer after the other, padding taken off at each."""
    small = [layers for number, layers in enumerate(stacks) if number % 10]
    traces = module([("trace", layers) for layers in small])
    seen = module([("seen", layers, [0]) for layers in small])
    for layers, levels, nodes in zip(small, traces, seen, strict=True):
        inputs = {0}
        for kernel, stride, dilation, padding in reversed(layers):
            inputs = {node * stride + tap * dilation - padding for node in inputs for tap in range(kernel)}
        assert levels[-1]["start"] == min(inputs)
        assert [node + levels[-1]["start"] for node in nodes[0]] == sorted(inputs)


@pytest.mark.parametrize(("name", "field"), [("AlexNet", 195), ("VGG-16", 212), ("ResNet-50", 483)])
def test_networks_see_what_is_published(module, name, field):
    """Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks" (Distill, 2019)."""
    (layers,) = module([("preset", name)])
    assert receptive_field([layer[:3] for layer in layers])[0] == field
    assert ReceptiveField(layers=layers).layers == layers


def test_layers_may_be_short_and_have_to_be_whole():
    assert ReceptiveField(layers=[(3, 2), [5, 1, 2], (2, 2, 1, 1)]).layers == [
        [3, 2, 1, 0],
        [5, 1, 2, 0],
        [2, 2, 1, 1],
    ]
    for wrong, message in [
        ([(3,)], "layers[0] is (3,): expected 4 whole numbers, found 1"),
        ([(3, 1), (0, 1)], "layers[1] is 0: expected a whole number from 1 to 15"),
        ([3, 1], "layers[0] is 3: expected a list or a tuple"),
        ([(1, 1)] * 61, "layers has 61 rows: expected at most 60"),
        (None, "layers is None: expected a list of layers"),
    ]:
        with pytest.raises(TraitError, match=re.escape(message)):
            ReceptiveField(layers=wrong)


def test_by_keyboard(page):
    page.open(ReceptiveField(layers=[(3, 1), (3, 1)]))
    assert page.says() == "One output of layer 2 sees 5 inputs; its neighbour looks 1 further on."
    page.press("seen from layer", "ArrowLeft")
    assert page.says().startswith("One output of layer 1 sees 3 inputs")
    page.press("add a layer", "Enter")
    page.press("layer 1, stride", "ArrowUp")
    assert page.says() == "One output of layer 3 sees 11 inputs; its neighbour looks 2 further on."
    page.press("layer 3, padding", "ArrowUp")
    assert page.says().endswith("The first output's field begins 2 before the input, in the padding.")
    page.press("remove layer 1", "Enter")
    assert page.names().index("remove layer 1") == page.view.evaluate(
        "[...document.querySelectorAll('.cnnlib-explorer :is(input, select, button, summary)')]"
        ".indexOf(document.activeElement)"
    )
    page.press("stack", "A")
    assert page.says().startswith("One output of layer 8 sees 195 inputs; its neighbour looks 32 further on.")
    assert page.fragment().startswith("#receptive_field.layers=11,4,1,2;3,2,1,0;")


def test_gaps_are_said(page):
    page.open(ReceptiveField(layers=[(3, 1, 4)]))
    assert "9 inputs" in page.says() and "6 of them in between are left out." in page.says()


def test_no_layers_at_all(page):
    page.open(ReceptiveField(layers=[]))
    assert page.says() == "No layers: an output is an input."


def test_wrong_layers_in_a_link_are_left_out(page):
    page.open(ReceptiveField(), fragment="#receptive_field.layers=3,1;2")
    assert page.note() == (
        "The link says layers=3,1;2, expected 4 numbers in a layer where it has 2; this was left out."
    )
