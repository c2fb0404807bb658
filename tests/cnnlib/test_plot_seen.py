"""Frames around fields, images lit by what moves an output: what they show, what they refuse."""

import numpy as np
import pytest

from cnnlib import plot
from cnnlib.plot.seen import DIM

IMAGE = np.full((8, 12), 0.5)


def test_fields_are_told_with_their_sides():
    assert plot.fields(IMAGE, {"conv 1": 3}, "One").alt == (
        "One: fields of conv 1, 3 pixels, around the middle of 8 x 12 pixels."
    )
    assert plot.fields(IMAGE, {"a": 1, "b": 2, "c": 30}, "Three").alt == (
        "Three: fields of a, 1 pixels, b, 2 pixels, and c, 30 pixels, around the middle of 8 x 12 pixels."
    )


def test_a_frame_has_the_side_of_its_field_and_the_middle_of_the_image(figures):
    plot.fields(IMAGE, {"small": 2, "large": 30}, "T")
    frames = figures[0].axes[0].patches
    assert [(frame.get_width(), frame.get_height()) for frame in frames] == [(2, 2), (30, 30)]
    assert {tuple(frame.get_center()) for frame in frames} == {(5.5, 3.5)}  # of 12 columns and 8 rows


def test_a_field_beyond_the_image_is_on_the_picture(figures):
    plot.fields(IMAGE, {"large": 30}, "T")
    (axes,) = figures[0].axes
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    ((x, y), side) = axes.patches[0].get_xy(), 30
    assert left < x and x + side < right and top < y and y + side < bottom


def test_each_frame_has_its_name(figures):
    plot.fields(IMAGE, {"block 1": 3, "block 2": 5}, "T")
    assert {"block 1", "block 2", "T"} == {label.get_text() for label in figures[0].labels} - {""}


def test_fields_refuse_no_field_and_other_shapes():
    with pytest.raises(ValueError, match="sizes is empty"):
        plot.fields(IMAGE, {}, "T")
    with pytest.raises(ValueError, match=r"image has shape \(3, 8, 12\): expected \(H, W\)"):
        plot.fields(np.zeros((3, 8, 12)), {"a": 3}, "T")


def test_influences_are_told_in_pixels_and_rows():
    comb = np.zeros((8, 12))
    comb[2:5, ::4] = 1
    assert plot.influences(IMAGE, {"comb": comb, "all": np.ones((8, 12))}).alt == (
        "Pixels that move the output: comb, 9 in 3 rows; all, 96 in 8 rows."
    )


@pytest.mark.parametrize("image", [np.ones((1, 3)), np.ones((1, 3, 3))])
def test_the_light_follows_the_root_of_the_influence(figures, image):
    plot.influences(image, {"one": np.array([[0, 0.25, 1]])})
    shown = figures[0].axes[0].images[0].get_array()
    light = [DIM, DIM + (1 - DIM) / 2, 1]
    np.testing.assert_allclose(shown.reshape(3, -1), np.array(light)[:, None] * np.ones(image.shape[2:] or 1))


@pytest.mark.parametrize(("count", "columns", "rows"), [(1, 1, 1), (2, 3, 1), (3, 2, 2)])
def test_places_without_an_image_are_not_seen(figures, count, columns, rows):
    plot.influences(IMAGE, {f"image {n}": np.ones((8, 12)) for n in range(count)}, columns)
    places = figures[0].axes
    assert [axes.get_visible() for axes in places] == [n < count for n in range(columns * rows)]
    assert [axes.get_title(loc="left") for axes in places[:count]] == [f"image {n}" for n in range(count)]


@pytest.mark.parametrize(
    "array", [np.ones((12, 8)), np.zeros((8, 12)), np.eye(8, 12) - 0.1, np.ones((8, 12, 3))]
)
def test_influences_refuse_other_shapes_and_numbers(array):
    with pytest.raises(ValueError, match=r"the influence 'odd' .* expected \(8, 12\), no number below 0"):
        plot.influences(IMAGE, {"odd": array})


def test_influences_refuse_none_at_all_and_other_images():
    with pytest.raises(ValueError, match="named is empty"):
        plot.influences(IMAGE, {})
    with pytest.raises(ValueError, match="image has shape"):
        plot.influences(np.zeros(8), {"a": np.zeros(8)})
