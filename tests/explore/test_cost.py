"""The cost of a stack: the module's arithmetic against the library's, and the page."""

import re

import numpy as np
import pytest
from traitlets import TraitError

from cnnlib.explore import Cost
from cnnlib.shapes import layer_table

KINDS = ["conv", "conv", "pool", "relu", "conv", "pool", "flatten", "linear"]


@pytest.fixture(scope="module")
def nets():
    """Stacks on images: most of them fit, many do not, and some are at the limits."""
    rng = np.random.default_rng(0)
    fields = Cost().fields
    forms = fields["layers"]["forms"]

    def layer(kind, wide):
        tops = [
            high if wide else min(high, small)
            for (_, high), small in zip(forms[kind], (40, 5, 3, 2), strict=False)
        ]
        lows = [low for low, _ in forms[kind]]
        if kind == "pool" and not wide:
            tops = [3, 3]
        return [kind, *(int(rng.integers(low, top + 1)) for low, top in zip(lows, tops, strict=True))]

    def net(number):
        wide = number % 20 == 0
        top = fields["height"]["most"] if wide else 40
        shape = [
            int(rng.integers(1, fields["channels"]["most"] if wide else 5)),
            *rng.integers(8, top + 1, 2).tolist(),
        ]
        kinds = rng.choice(KINDS, rng.integers(0, 7)).tolist()
        orderly = sorted(kinds, key=["conv", "relu", "pool", "flatten", "linear"].index)
        return shape, [layer(kind, wide) for kind in (orderly if rng.random() < 0.7 else kinds)]

    return [net(number) for number in range(3000)]


@pytest.fixture(scope="module")
def cost(functions):
    return functions("cost")


def test_the_table_is_the_librarys(cost, nets):
    found = cost([("layerTable", shape, layers) for shape, layers in nets])
    assert 300 < sum(bool(answer["refused"]) for answer in found) < 2700
    for (shape, layers), answer in zip(nets, found, strict=True):
        tuples = [tuple(layer) for layer in layers]
        try:
            expected = layer_table(shape, tuples)
        except ValueError as error:
            assert answer["refused"] == str(error)
            expected = layer_table(shape, tuples[: len(answer["rows"])])
        else:
            assert answer["refused"] == ""
        rows = [{**row, "shape": tuple(row["shape"])} for row in answer["rows"]]
        assert rows == [{key: row[key] for key in rows[0]} for row in expected] if rows else expected == []


@pytest.mark.parametrize(
    ("name", "parameters", "multiply_adds"),
    [
        ("LeNet-5", 1_256_080, 6_522_000),
        ("AlexNet", 61_100_840, 714_188_480),
        ("VGG-16", 138_357_544, 15_470_264_320),
    ],
)
def test_networks_cost_what_is_published(cost, name, parameters, multiply_adds):
    """Parameters as torchvision counts them for alexnet and vgg16."""
    (state,) = cost([("preset", name)])
    shape = [state[axis] for axis in ("channels", "height", "width")]
    rows = layer_table(shape, [tuple(layer) for layer in state["layers"]])
    assert sum(row["parameters"] for row in rows) == parameters
    assert sum(row["multiply_adds"] for row in rows) == multiply_adds
    assert Cost(**state).layers == state["layers"]


def test_the_first_stack_is_a_preset(cost):
    assert cost([("preset", "LeNet-5")]) == [Cost().state]


def test_by_keyboard(page):
    page.open(Cost(channels=3, height=32, width=32, layers=[("conv", 10, 5, 1, 2)]))
    assert page.says().startswith("760 parameters and 768,000 multiply-adds for one image.")
    page.press("add pool", "Enter")
    page.press("add flatten", "Space")
    page.press("add linear", "Enter")
    page.press("layer 4, features", "Control+a", "5")
    assert page.says().startswith("13,565 parameters and 780,800 multiply-adds for one image.")
    page.press("layer 1, stride", "ArrowUp")
    assert page.says().startswith("3,965 parameters and 195,200 multiply-adds")
    page.press("remove layer 3", "Enter")
    assert page.says().endswith(
        "The next layer does not fit: layers[2], ('linear', 5): the shape before it is (10, 8, 8): expected (F,): "
        "put a flatten before it."
    )
    page.press("net", "V")
    assert page.says().startswith("138,357,544 parameters and 15,470,264,320 multiply-adds")


def test_a_number_that_is_out_of_range_changes_nothing(page):
    page.open(Cost(layers=[("conv", 10, 5, 1, 2)]))
    before = page.says()
    page.press("layer 1, kernel", "Control+a", "9", "9")
    page.press("input height", "Control+a", "0")
    page.focus("net")
    assert page.says() != before  # 9 was allowed on the way to 99
    values = page.view.locator("input[aria-label='layer 1, kernel']").input_value()
    assert (values, page.view.get_by_label("input height").input_value()) == ("9", "28")


def test_no_layers_at_all(page):
    page.open(Cost(layers=[]))
    assert page.says() == "0 parameters and 0 multiply-adds for one image."


def test_a_layer_has_to_be_one_that_is_known():
    for wrong, message in [
        ([("dense", 3)], "layers[0] is ('dense', 3): expected it to begin with one of conv, pool, relu, "),
        ([("conv", 3, 3)], "layers[0] is ('conv', 3, 3): expected 4 whole numbers, found 2"),
        ([()], "layers[0] is (): expected it to begin with one of conv"),
        ([("linear", 4097)], "layers[0] is 4097: expected a whole number from 1 to 4096"),
    ]:
        with pytest.raises(TraitError, match=re.escape(message)):
            Cost(layers=wrong)
