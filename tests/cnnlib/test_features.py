"""cnnlib.features: colours, directions and pieces are counted as the docstrings say, by loops that do it slowly."""

import numpy as np
import pytest

from cnnlib import features

RNG = np.random.default_rng(0)
IMAGES = RNG.random((3, 3, 17, 22))


def test_a_colour_histogram_counts_every_pixel_once():
    counted = np.zeros((3, 27))
    for n, row, column in np.ndindex(3, 17, 22):
        red, green, blue = (3 * IMAGES[n, :, row, column]).astype(int)
        counted[n, 9 * red + 3 * green + blue] += 1 / (17 * 22)
    np.testing.assert_allclose(features.colour_histogram(IMAGES, levels=3), counted)


def test_full_white_is_in_the_last_bin():
    assert features.colour_histogram(np.ones((1, 3, 2, 2)), levels=4)[0, -1] == 1


def test_a_colour_histogram_does_not_know_places():
    shuffled = RNG.permuted(IMAGES.reshape(3, 3, -1), axis=2)  # each channel by itself: another image
    order = RNG.permutation(17 * 22)
    moved = IMAGES.reshape(3, 3, -1)[:, :, order].reshape(IMAGES.shape)
    of = features.colour_histogram
    np.testing.assert_array_equal(of(moved), of(IMAGES))
    assert not np.array_equal(of(shuffled.reshape(IMAGES.shape)), of(IMAGES))


def test_hog_adds_strengths_cell_by_cell():
    grey = np.pad(IMAGES.mean(axis=1), ((0, 0), (1, 1), (1, 1)), mode="edge")
    counted = np.zeros((3, 4, 5, 9))
    for n, row, column in np.ndindex(3, 16, 20):  # one row and two columns fill no cell
        across = grey[n, row + 1, column + 2] - grey[n, row + 1, column]
        down = grey[n, row + 2, column + 1] - grey[n, row, column + 1]
        angle = np.degrees(np.arctan2(down, across)) % 180
        counted[n, row // 4, column // 4, int(angle // 20)] += np.hypot(across, down)
    np.testing.assert_allclose(features.hog(IMAGES, cell=4), counted)


@pytest.mark.parametrize(("degrees", "bin"), [(0, 0), (50, 2), (90, 4), (130, 6), (230, 2), (-20, 8)])
def test_a_slope_is_in_the_bin_of_its_direction_and_so_is_its_opposite(degrees, bin):
    y, x = np.mgrid[:8, :8] / 100
    slope = np.cos(np.radians(degrees)) * x + np.sin(np.radians(degrees)) * y
    inside = features.hog(np.pad(slope, 8, mode="reflect", reflect_type="odd")[None, None])[0, 1, 1]
    assert inside.argmax() == bin and np.count_nonzero(inside > 1e-9) <= 2  # 0 degrees may be 180 by rounding


def test_pieces_forget_brightness_and_contrast():
    pieces = features.patches(IMAGES, 5, stride=3)
    assert pieces.shape == (3 * 5 * 6, 25)
    np.testing.assert_allclose(pieces.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(pieces, axis=1), 1)
    np.testing.assert_allclose(features.patches(0.9 * IMAGES + 0.05, 5, stride=3), pieces)


def test_noise_on_a_wall_is_not_made_strong():
    wall = 0.5 + 0.005 * RNG.standard_normal((1, 1, 5, 5))
    assert np.linalg.norm(features.patches(wall, 5)) < 0.1


def test_a_codebook_finds_groups_that_are_far_apart():
    middles = np.array([[0.0, 0], [10, 0], [0, 10]])
    pieces = np.repeat(middles, 20, axis=0) + 0.1 * RNG.standard_normal((60, 2))
    found = features.codebook(pieces, 3, np.random.default_rng(1))
    expected = pieces.reshape(3, 20, 2).mean(axis=1)
    np.testing.assert_allclose(found[np.lexsort(found.T)], expected[np.lexsort(expected.T)])


def test_the_nearest_is_the_one_at_the_smallest_distance():
    pieces, means = RNG.standard_normal((40, 6)), RNG.standard_normal((7, 6))
    distances = np.linalg.norm(pieces[:, None] - means, axis=2)
    np.testing.assert_array_equal(features.nearest(pieces, means), distances.argmin(axis=1))


def test_words_are_counted_for_each_image():
    pieces = features.patches(IMAGES, 4, stride=2)
    words = features.codebook(pieces, 6, np.random.default_rng(2))
    said = features.visual_words(IMAGES, words, stride=2)
    expected = [np.bincount(one, minlength=6) for one in features.nearest(pieces, words).reshape(3, -1)]
    np.testing.assert_allclose(said * len(pieces) / 3, expected)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: features.colour_histogram(IMAGES[:, :1]), "three channels"),
        (lambda: features.hog(IMAGES[0]), "four axes"),
        (lambda: features.codebook(np.eye(3), 4, RNG), "at most 3"),
        (lambda: features.visual_words(IMAGES, np.eye(7)), "size\\^2"),
    ],
)
def test_what_does_not_fit_is_refused(call, says):
    with pytest.raises(ValueError, match=says):
        call()
