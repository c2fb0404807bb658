"""A computation as a graph: every number stands at its name, and none lies on another."""

import itertools

import pytest

from cnnlib import plot

STEPS = [("×", "w1", "p"), ("max 0", None, "h"), ("−", "t", "e"), ("( )²", None, "L")]
NAMES = {"x", "w1", "p", "h", "t", "e", "L"}
VALUES = {"x": 4, "w1": -3.5, "p": -14, "h": 0, "t": 10, "e": -10, "L": 100}
GRADIENTS = {"L": 1, "e": -20, "h": -20, "p": 0, "w1": -7, "x": 0}


def texts(figure):
    return [(text.get_text(), text.get_window_extent()) for text in figure.axes[0].texts if text.get_text()]


def test_name_value_and_gradient_stand_one_below_the_other(figures):
    plot.graph("x", STEPS, VALUES, GRADIENTS)
    assert not any(one.overlaps(other) for one, other in itertools.combinations(figures[0].places, 2))
    assert all(place.x0 >= 0 and place.x1 <= 800 and place.y0 >= 0 for place in figures[0].places)
    heights = {text: place.y0 + place.y1 for text, place in texts(figures[0])}
    for name, value, gradient in (("w1", "-3.5", "-7"), ("L", "100", "1")):
        assert heights[name] > heights[value] > heights[gradient]


def test_what_is_not_known_yet_is_not_there(figures):
    picture = plot.graph("x", STEPS)
    assert sorted(text for text, _ in texts(figures[0])) == sorted(NAMES | {step[0] for step in STEPS})
    assert picture.alt == "Graph. x × w1 is p; max 0 of p is h; h − t is e; ( )² of e is L."
    assert plot.graph("x", STEPS, gradients={"L": 1}).alt.endswith("is L. Gradients: L 1.")


def test_no_steps_are_refused():
    with pytest.raises(ValueError, match="steps is empty"):
        plot.graph("x", [])
