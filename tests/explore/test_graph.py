"""The computational graph: the module's arithmetic against the library's layers, and the page."""

import re

import numpy as np
import pytest
from traitlets import TraitError

from cnnlib.explore import Graph
from cnnlib.ops.activations import relu_backward, relu_forward
from cnnlib.ops.dense import linear_backward, linear_forward

NAMES = ("x", "w1", "b1", "w2", "b2", "t")


def by_the_library(x, w1, b1, w2, b2, t):
    """Values and gradients by name, from the library's layers on one number."""
    z, first = linear_forward(np.array([[x]]), np.array([[w1]]), np.array([b1]))
    h, rectified = relu_forward(z)
    y, second = linear_forward(h, np.array([[w2]]), np.array([b2]))
    e = y - t
    dh, dw2, db2 = linear_backward(2 * e, second)
    dz = relu_backward(dh, rectified)
    dx, dw1, db1 = linear_backward(dz, first)
    gradients = {
        "x": dx,
        "w1": dw1,
        "b1": db1,
        "z": dz,
        "h": dh,
        "w2": dw2,
        "b2": db2,
        "y": 2 * e,
        "t": -2 * e,
    }
    return {"z": z, "h": h, "y": y, "e": e, "L": e**2}, gradients


def test_values_and_gradients_as_in_the_library(functions):
    """Whole numbers often, so that z = 0 is among them."""
    rng = np.random.default_rng(0)
    draws = [rng.integers(-3, 4, 6) if n % 2 else rng.normal(size=6) for n in range(3000)]
    states = [dict(zip(NAMES, map(float, draw), strict=True)) for draw in draws]
    graph = functions("graph")
    values, gradients = (graph([(name, state) for state in states]) for name in ("forward", "backward"))
    assert any(value["z"] == 0 for value in values)
    for state, value, gradient in zip(states, values, gradients, strict=True):
        for found, expected in zip((value, gradient), by_the_library(**state), strict=True):
            for name, array in expected.items():
                assert found[name] == pytest.approx(array.item(), rel=1e-12, abs=1e-12)


def test_all_is_filled_in_at_the_end_and_nothing_twice(functions):
    graph = functions("graph")
    (steps,) = graph([("steps",)])
    assert Graph().fields["step"]["most"] == steps
    for step, found in enumerate(graph([("known", step) for step in range(steps + 1)])):
        for names in found.values():
            assert len(set(names)) == len(names)
        assert (len(found["gradients"]) > 0) == (step > 7)
    assert set(found["values"]) == set(found["gradients"]) == {*NAMES, *"pzhqyeL"}


def test_by_keyboard(page):
    page.open(Graph())
    assert page.says() == "Nothing is computed yet: the six inputs are given."
    page.press("next", "Enter", "Space")
    assert page.says() == "Forwards, step 2 of 15: z = p + b1 = 6 + (−1) = 5."
    page.press("step", "End")
    assert page.says().startswith("Backwards, step 15 of 15: dL/dw1 = x · dL/dp = 2 · (−0.5) = −1, dL/dx")
    page.press("back", "Enter", "Enter")
    page.press("w1", "Control+a", "-", "1")
    assert page.says() == "Backwards, step 13 of 15: dL/dz = 0, since z ≤ 0: nothing passes."
    assert "#graph.x=2&graph.w1=-1&" in page.fragment()
    assert "w1 = −1" in page.view.locator("svg[role=img]").first.get_attribute("aria-label")


def test_a_number_out_of_range_is_refused():
    with pytest.raises(TraitError, match=re.escape("t is 101: expected a finite number from -100 to 100")):
        Graph(t=101)
