"""cnnlib.moving: images that are shifted, turned and enlarged, and answers counted meanwhile."""

import numpy as np
import pytest

from cnnlib.moving import moved, shift_consistency

RNG = np.random.default_rng(0)


@pytest.mark.parametrize(("right", "down"), [(0, 0), (2, 0), (-1, 3), (9, 0), (0, -9)])
def test_whole_shifts_copy_the_pixels_and_zeros_enter(right, down):
    images = RNG.normal(size=(2, 3, 5, 7))
    expected = np.zeros_like(images)
    for row, column in np.ndindex(5, 7):
        if 0 <= row - down < 5 and 0 <= column - right < 7:
            expected[:, :, row, column] = images[:, :, row - down, column - right]
    np.testing.assert_array_equal(moved(images, right=right, down=down), expected)


@pytest.mark.parametrize("quarters", [1, 2, 3, 4])
@pytest.mark.parametrize("size", [4, 5])
def test_quarter_turns_go_against_the_clock_and_are_exact(quarters, size):
    images = RNG.normal(size=(2, 1, size, size))
    expected = np.rot90(images, quarters, axes=(2, 3))
    np.testing.assert_allclose(moved(images, degrees=90 * quarters), expected, atol=1e-12)


def test_twice_as_large_keeps_the_middle():
    image = np.zeros((1, 1, 9, 9))
    image[0, 0, 4, 3:6] = 1
    large = moved(image, scale=2)[0, 0]
    assert large[4].tolist() == [0, 0.5, 1, 1, 1, 1, 1, 0.5, 0]
    assert np.flatnonzero(large.any(axis=1)).tolist() == [3, 4, 5]


def test_the_dtype_stays_and_the_input_too():
    images = RNG.normal(size=(1, 1, 6, 6)).astype(np.float32)
    before = images.copy()
    assert moved(images, right=0.3, degrees=20, scale=1.1).dtype == np.float32
    np.testing.assert_array_equal(images, before)


@pytest.mark.parametrize("wrong", [{"scale": 0}, {"scale": -1}])
def test_a_scale_has_to_be_above_0(wrong):
    with pytest.raises(ValueError, match="scale"):
        moved(np.zeros((1, 1, 2, 2)), **wrong)


def test_answers_are_compared_with_those_of_the_unmoved_images():
    images = np.zeros((2, 1, 1, 6))
    images[0, ..., 0] = images[1, ..., 1] = 1

    def in_which_pair(images):
        return images.argmax(axis=3).ravel() // 2

    # the first stays at 1, the second leaves its pair at once; both have left it at 2
    assert shift_consistency(in_which_pair, images, 2).tolist() == [1, 0.5, 0]


def test_the_largest_shift_is_a_whole_number():
    with pytest.raises(ValueError, match="max_shift"):
        shift_consistency(lambda x: x[:, 0, 0, 0], np.zeros((1, 1, 2, 2)), -1)
