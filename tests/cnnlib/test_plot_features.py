"""Templates in rows, the plane of two features, directions in cells: what they show, what they refuse."""

import numpy as np
import pytest

from cnnlib import plot


def test_weights_are_coloured_around_0_and_pixels_are_grey(figures):
    plot.templates({"pixels": np.eye(2)[None], "weights": np.array([[[1.0, -4]]])}, ["a"])
    pixels, weights = (axes.images[0] for axes in figures[0].axes)
    assert pixels.get_cmap().name == "gray" and pixels.get_clim() == (0, 1)
    assert weights.get_cmap().name == "RdBu" and weights.get_clim() == (-4, 4)


def test_each_column_has_its_name(figures):
    plot.templates({"one": np.ones((3, 2, 2)), "two": np.ones((3, 2, 2))}, ["a", "b", "c"])
    assert [axes.get_title() for axes in figures[0].axes] == ["a", "b", "c", "", "", ""]


@pytest.mark.parametrize("rows", [{}, {"flat": np.ones((2, 4))}, {"three": np.ones((3, 2, 2))}])
def test_templates_refuse_other_shapes(rows):
    with pytest.raises(ValueError, match="expected at least one"):
        plot.templates(rows, ["a", "b"])


def test_the_plane_counts_points_in_the_region_of_their_class(figures):
    points, y = np.array([[0.0, 0], [1, 0], [3, 0], [4, 1]]), np.array([0, 1, 1, 1])
    picture = plot.plane(
        points, y, np.array([[-1.0, 0], [1, 0]]), np.array([2.0, -2]), ["a", "b"], "T", ("x", "y")
    )
    assert picture.alt == "T. y against x. In the region of their class: a, 1 of 1; b, 2 of 3."
    lines = figures[0].axes[0].lines
    assert len({line.get_marker() for line in lines}) == 2  # told apart without colour


def test_the_plane_draws_each_border_once(figures):
    w, b = np.array([[-2.0, 0], [2, 0], [0, 0]]), np.array([-1.0, -1, 0])  # from left to right: 0, 2, 1
    plot.plane(np.array([[-1.0, 0], [1, 0], [0, 1]]), np.arange(3), w, b, list("abc"), "T", ("x", "y"))
    drawn = [contour for contour in figures[0].axes[0].collections if not contour.filled]
    borders = [border for contour in drawn for line in contour.allsegs for border in line if len(border)]
    assert sorted(round(border[:, 0].mean(), 6) for border in borders) == [-0.5, 0.5]


def test_the_plane_refuses_more_classes_than_it_has_marks():
    with pytest.raises(ValueError, match="C from 2 to 3"):
        plot.plane(
            np.ones((1, 2)), np.array([0]), np.ones((4, 2)), np.zeros(4), list("abcd"), "T", ("x", "y")
        )


def test_a_stroke_lies_along_the_edge(figures):
    """The brightness changes along the rows, so the edge is upright."""
    histograms = np.zeros((1, 1, 9))
    histograms[0, 0, 0] = 1
    plot.directions(np.zeros((8, 8)), histograms)
    (strokes,) = figures[0].axes[1].collections
    start, end = strokes.get_segments()[-1]
    assert abs(end - start)[1] > 5 * abs(end - start)[0]
    assert strokes.get_colors()[-1].tolist() == [1, 1, 1, 1]


def test_directions_refuse_nothing_at_all():
    with pytest.raises(ValueError, match="not all 0"):
        plot.directions(np.zeros((8, 8)), np.zeros((1, 1, 9)))
