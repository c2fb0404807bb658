"""Outlines: distances that are right, figures that are distinct."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnlib.data.outlines import OUTLINES

POINTS = np.mgrid[-1.5:1.5:121j, -1.5:1.5:121j]


@pytest.mark.parametrize("name", OUTLINES)
def test_a_figure_fits_into_its_circle_and_fills_it(name):
    y, x = POINTS
    inside = OUTLINES[name](x, y) < 0
    radius = np.hypot(x, y)
    assert radius[inside].max() <= 1.005, "it sticks out of the circle that its scale promises"
    assert radius[inside].max() >= 0.88, "it is smaller than its scale says"
    assert inside[radius < 0.2].any() or name in ("ring", "crescent")
    assert 0.12 * np.pi <= inside.sum() * 0.025**2 <= np.pi


@pytest.mark.parametrize("name", OUTLINES)
def test_a_distance_grows_as_fast_as_the_point_moves(name):
    """Else its edge would be drawn too sharp or too soft."""
    y, x = POINTS
    distance, step = OUTLINES[name](x, y), 1e-4
    slope = np.hypot(
        (OUTLINES[name](x + step, y) - distance) / step, (OUTLINES[name](x, y + step) - distance) / step
    )
    near = np.abs(distance) < 0.1
    assert slope[near].max() < 1.42
    assert np.median(slope[near]) == pytest.approx(1, abs=0.01)


def test_a_polygon_is_what_its_corners_say():
    y, x = POINTS
    square = np.abs(x) + np.abs(y) - 1, OUTLINES["square"](x, y)
    triangle = np.maximum(y - 0.5, np.sqrt(3) * np.abs(x) - 1 - y), OUTLINES["triangle"](x, y)
    for expected, found in (square, triangle):
        off = np.abs(expected) > 1e-6  # points on a side may fall either way
        assert np.array_equal(found[off] < 0, expected[off] < 0)


@given(st.sampled_from(list(OUTLINES)), st.sampled_from(list(OUTLINES)))
def test_no_two_figures_are_alike_however_they_are_turned(one, other):
    """The best overlap of two figures, area of both over area of either, over every turn."""
    if one == other:
        return
    y, x = POINTS[:, ::3, ::3]
    first = OUTLINES[one](x, y) < 0
    best = 0
    for turn in np.linspace(0, 2 * np.pi, 48, endpoint=False):
        c, s = np.cos(turn), np.sin(turn)
        second = OUTLINES[other](c * x + s * y, c * y - s * x) < 0
        best = max(best, (first & second).sum() / (first | second).sum())
    assert best < 0.85
