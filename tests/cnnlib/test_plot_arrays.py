"""Arrays side by side: their scales, and their numbers in words."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from cnnlib import plot
from cnnlib.plot.picture import LIGHT, ORANGE


def test_pixels_have_one_size_and_shades_one_meaning_in_all_arrays(figures):
    plot.arrays({"image": np.eye(5), "filter": np.full((3, 2), 4.0)})
    [figure] = figures
    sizes = []
    for axes, array in zip(figure.axes, (np.eye(5), np.ones((3, 2))), strict=True):
        box = axes.get_window_extent()
        sizes += [box.height / array.shape[0], box.width / array.shape[1]]
    assert sizes == pytest.approx([sizes[0]] * 4)
    assert {axes.images[0].get_clim() for axes in figure.axes} == {(-8, 8)}


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


def test_maps_that_are_compared_have_one_scale(figures):
    dark, bright = np.eye(20), 9 * np.eye(20)
    plot.arrays({"dark": dark, "bright": bright, "weak": -dark, "strong": 4 * dark - 2})
    scales = [axes.images[0].get_clim() for axes in figures[0].axes]
    assert scales == [(0, 9), (0, 9), (-2, 2), (-2, 2)]


def test_a_windows_frame_is_orange_and_padding_grey(figures):
    plot.arrays({"padded": np.eye(4), "filter": np.eye(2)}, window=(2, 2), padding=(1, 0))
    first, second = (axes.patches for axes in figures[0].axes)
    grey = [patch.get_xy() for patch in first if to_hex(patch.get_facecolor()) == LIGHT.lower()]
    assert sorted(grey) == [(column - 0.5, row - 0.5) for column in range(4) for row in (0, 3)]
    assert [to_hex(patch.get_edgecolor()) for patch in first if not patch.get_fill()] == [ORANGE.lower()]
    assert not second


def test_a_negative_number_has_another_colour_than_0_and_than_its_opposite(figures):
    plot.arrays({"numbers": np.array([[-3.0, 0, 3]]), "negative": np.array([[-1.0, -3]])})
    numbers, negative = (axes.images[0].to_rgba(axes.images[0].get_array())[0] for axes in figures[0].axes)
    minus, zero, plus = numbers[:, :3]
    assert zero.min() > 0.95
    assert minus[0] > minus[2] + 0.3  # red
    assert plus[2] > plus[0] + 0.3  # blue
    assert np.array_equal(negative[1], numbers[0])
    assert negative[0, 2] > negative[1, 2]  # the smaller the paler


def test_a_window_goes_through_all_channels_of_an_image(figures):
    plot.arrays({"channel 0": np.eye(4), "channel 1": np.eye(4), "filter": np.eye(2)}, (2, 2), channels=2)
    assert [len(axes.patches) for axes in figures[0].axes] == [1, 1, 0]


def test_numbers_too_long_for_a_pixel_are_not_drawn(figures):
    plot.arrays({"short": [[0.25, -1]]})
    plot.arrays({"long": [[1 / 3, -1]]})
    assert [len(figure.axes[0].texts) for figure in figures] == [2, 0]


def test_small_arrays_are_listed_in_words():
    picture = plot.arrays({"image": [[1, 0.5], [0, 2]], "filter": [[1]]})
    assert picture.alt == "image: 1 0.5; 0 2. filter: 1."
    for wrong in ({}, {"row": [1, 2]}):
        with pytest.raises(ValueError, match=r"expected at least one, each \(H, W\)"):
            plot.arrays(wrong)


def test_an_image_in_colour_beside_its_channels(figures):
    image = np.random.default_rng(0).random((6, 7, 3))
    picture = plot.arrays({"image": image, "red": image[..., 0]})
    assert picture.alt.startswith("image: 6 x 7 pixels in colour. red: 6 x 7 numbers from")
    assert np.array_equal(figures[0].axes[0].images[0].get_array(), image)


def test_numbers_without_a_positive_one_are_drawn():
    assert str(plot.arrays({"channel": np.array([[-5.0, -2]])})) == "channel: -5 -2."
