"""Curves with what moves below them, and paths of features: what they say, what they refuse."""

import numpy as np
import pytest

from cnnlib import plot


def test_curves_tell_the_heights_where_an_image_stands(figures):
    picture = plot.curves(
        {"max": [1, 0.5, 0.25], "mean": [1, 0.75, 0.5]}, [0, 1, 2], "T", "shift", "share", {2: np.eye(3)}
    )
    assert picture.alt == "T. share against shift. max: 0.25 at 2; mean: 0.50 at 2."
    top, below = figures[0].axes
    assert [line.get_ydata().tolist() for line in top.lines] == [[1, 0.5, 0.25], [1, 0.75, 0.5]]
    assert len(below.child_axes) == 1


def test_of_many_places_without_images_some_are_told():
    picture = plot.curves({"rising": np.linspace(0, 1, 101)}, range(101), "T", "place", "height")
    assert picture.alt.startswith("T. height against place. rising: 0.00 at 0, 0.12 at 12,")
    assert picture.alt.endswith(", 0.96 at 96.")


def test_curves_are_told_apart_without_colour(figures):
    plot.curves({str(n): [0, 1] for n in range(4)}, [0, 1], "T", "x", "y")
    lines = figures[0].axes[0].lines
    assert len({(line.get_marker(), line.get_linestyle()) for line in lines}) == 4


def test_no_curve_leaves_the_frame(figures):
    plot.curves({"tanh": [-1, 0.5], "ReLU": [0, 3]}, [-3, 3], "T", "z", "output")
    low, high = figures[0].axes[0].get_ylim()
    assert low < -1 and high > 3


@pytest.mark.parametrize("named", [{}, {"a": [1]}, {str(n): [1, 1] for n in range(5)}])
def test_curves_refuse_what_does_not_fit(named):
    with pytest.raises(ValueError, match="expected one to 4"):
        plot.curves(named, [0, 1], "T", "x", "y")


def test_a_path_that_does_not_move_is_told():
    still = np.repeat(np.array([[[0.0, 1]], [[2, 3]]]), 3, axis=1)
    assert plot.paths({"still": still}, "T").alt == "T. Share of the spread that is movement: still, 0%."


def test_paths_lie_in_the_plane_of_the_widest_spread(figures):
    points = np.zeros((1, 3, 4))
    points[0, :, 2] = [-3, 0, 3]
    plot.paths({"points": points}, "T")
    x, y = figures[0].axes[0].lines[0].get_data()
    assert np.allclose(np.abs(x), [3, 0, 3]) and np.allclose(y, 0)


@pytest.mark.parametrize("features", [{}, {"flat": np.zeros((2, 2))}])
def test_paths_refuse_other_shapes(features):
    with pytest.raises(ValueError, match="things, steps, D"):
        plot.paths(features, "T")
