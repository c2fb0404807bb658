"""Arrays side by side: their scales, and their numbers in words."""

import numpy as np
import pytest

from cnnlib import plot


def test_pixels_have_one_size_and_shades_one_meaning_in_all_arrays(figures):
    plot.arrays({"image": np.eye(5), "filter": np.full((3, 2), 4.0)})
    [figure] = figures
    sizes = []
    for axes, array in zip(figure.axes, (np.eye(5), np.ones((3, 2))), strict=True):
        box = axes.get_window_extent()
        sizes += [box.height / array.shape[0], box.width / array.shape[1]]
    assert sizes == pytest.approx([sizes[0]] * 4)
    assert {axes.images[0].get_clim() for axes in figure.axes} == {(0, 8)}


def test_a_map_with_negative_numbers_is_figures_around_grey_for_zero(figures):
    bright, signed = np.eye(20), -3.0 * np.eye(20)
    picture = plot.arrays({"bright": bright, "signed": signed})
    scales = [axes.images[0].get_clim() for axes in figures[0].axes]
    assert scales == [(0, 1), (-3, 3)]
    assert [axes.get_xlabel() for axes in figures[0].axes] == [
        "black 0, white 1",
        "black -3, grey 0, white 3",
    ]
    assert picture.alt.startswith("bright: 20 x 20 numbers from 0 to 1. signed: 20 x 20 numbers from -3 to")


def test_small_arrays_are_listed_in_words():
    picture = plot.arrays({"image": [[1, 0.5], [0, 2]], "filter": [[1]]})
    assert picture.alt == "image: 1 0.5; 0 2. filter: 1."
    for wrong in ({}, {"row": [1, 2]}):
        with pytest.raises(ValueError, match=r"expected at least one, each \(H, W\)"):
            plot.arrays(wrong)
