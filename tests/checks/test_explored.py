"""Which explorer shows a case: every state is one that the explorer takes, or the case is too large for it."""

import numpy as np
import pytest
from traitlets import TraitError

from autograder.assignments import load_part
from autograder.check import run_check
from autograder.checks.explored import VIEWS, view
from autograder.part import PUBLIC_SEED, Call, Case
from cnnlib import explore, plot

ENOUGH = (
    0.5  # of the mistakes of a part have their case offered; some show with groups or unequal strides alone
)


def shown(id, number):
    """The explorer of a public case; None where there is none or it does not take the case."""
    part = load_part(id)
    found = view(part, part.cases(PUBLIC_SEED)[number])
    if found is None:
        return None
    try:
        return getattr(explore, found.explorer)(**found.state)
    except TraitError as error:
        assert "expected" in str(error)
        return None


@pytest.mark.parametrize("id", VIEWS)
def test_the_first_case_is_shown(id):
    assert shown(id, 0) is not None


@pytest.mark.parametrize("id", VIEWS)
def test_what_a_report_of_a_mistake_shows_can_mostly_be_seen(id):
    part = load_part(id)
    seen = []
    for mistake in list(part.mistakes.values())[:20]:
        wrong = part.with_(**{mistake.of: mistake.around(part.reference(mistake.of))})
        for function, name in zip(wrong, part.functions, strict=True):
            if hasattr(function, "func"):
                function.__name__ = name
        report = run_check(id, *wrong)
        if report.shown and isinstance(part.cases(PUBLIC_SEED)[report.shown.number].act, Call):
            seen.append(shown(id, report.shown.number) is not None)
    assert seen and np.mean(seen) >= ENOUGH


@pytest.mark.parametrize("id", VIEWS)
def test_what_can_be_shown_can_mostly_be_drawn(id):
    """Every drawing is one of `plot`'s, or too large to be read."""
    part = load_part(id)
    drawn = []
    for case in part.cases(PUBLIC_SEED):
        if (found := view(part, case)) and found.drawing:
            try:
                drawn.append(bool(getattr(plot, found.drawing.plot)(**found.drawing.given).alt))
            except ValueError as error:
                assert "draw a smaller example" in str(error)
                drawn.append(False)
    assert np.mean(drawn) >= ENOUGH


def layer_case(stride=1, padding=0, groups=1, channels=2):
    x, w = np.ones((2, channels, 4, 5)), np.ones((2, channels // groups, 2, 2))
    call = Call(x, w, np.array([3.0, 4.0]), stride, padding, 1, groups)
    return view(load_part("a2.conv2d_forward"), Case("stride", call, None))


def test_a_layer_is_shown_by_its_first_image_and_filter():
    found = layer_case(stride=(2, 2))
    assert found.state == {
        "image": np.ones((2, 4, 5)).tolist(), "kernel": np.ones((2, 2, 2)).tolist(), "bias": 3.0,
        "stride": 2, "padding": 0, "dilation": 1,
    }  # fmt: skip
    assert found.what == "the first image and the first filter, window by window"


@pytest.mark.parametrize("options", [{"stride": (1, 2)}, {"padding": (0, 1)}, {"groups": 2}])
def test_what_an_explorer_cannot_show_is_not_offered(options):
    assert layer_case(**options) is None


def test_a_layer_is_drawn_with_its_padding_and_its_first_window():
    drawing = layer_case(padding=1).drawing
    assert list(drawing.given["named"]) == ["channel 0", "channel 1", "filter 0", "filter 1"]
    assert np.array_equal(drawing.given["named"]["channel 0"], np.pad(np.ones((4, 5)), 1))
    settings = {name: drawing.given[name] for name in ("window", "padding", "channels")}
    assert settings == {"window": (2, 2), "padding": (1, 1), "channels": 2}
    assert layer_case(channels=4).drawing is None


def test_a_graph_is_drawn_with_the_values_that_its_gradients_follow_from():
    part = load_part("a3.chain_rule")
    for case in part.cases(PUBLIC_SEED):
        values = view(part, case).drawing.given["values"]
        gradients = part.reference("two_layer_gradients")(*case.act.args)
        assert 2 * values["e"] == pytest.approx(gradients["b2"])
        assert 2 * values["e"] * values["h"] == pytest.approx(gradients["w2"])
        assert values["L"] == pytest.approx(values["e"] ** 2) and values["h"] == max(0, values["z"])


def test_a_gradient_is_shown_by_the_image_that_it_belongs_to():
    part = load_part("a3.max_pool2d_backward")
    case = part.cases(PUBLIC_SEED)[0]
    x = case.act.args[1].args[0]
    assert view(part, case).state["image"] == x[0, 0].tolist()


def test_a_part_without_an_explorer_offers_nothing():
    part = load_part("a2.zero_pad")
    assert view(part, part.cases(PUBLIC_SEED)[0]) is None
