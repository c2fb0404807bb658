"""Mistakes of a2.edges: other filters, and their two maps put together in another way."""

from __future__ import annotations

import numpy as np

from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    one_buffer,
)


def steepness(image, middle=2):
    """The two maps: how much brighter it becomes to the right, and downwards."""
    right, down = image[:, 2:] - image[:, :-2], image[2:] - image[:-2]
    return (
        right[:-2] + middle * right[1:-1] + right[2:],
        down[:, :-2] + middle * down[:, 1:-1] + down[:, 2:],
    )


def absolute_values_added(right, image):
    """You add the absolute values of the two maps. The magnitude is the root of the sum of their squares."""
    across, down = steepness(image)
    return abs(across) + abs(down)


def larger_of_the_two(right, image):
    """You take the larger of the two maps. The magnitude is the root of the sum of their squares."""
    across, down = steepness(image)
    return np.maximum(abs(across), abs(down))


def mean_of_absolute_values(right, image):
    """You take the mean of the absolute values of the two maps. The magnitude is the root of the sum of their
    squares."""
    across, down = steepness(image)
    return (abs(across) + abs(down)) / 2


def smaller_of_the_two(right, image):
    """You take the smaller of the two maps. The magnitude is the root of the sum of their squares."""
    across, down = steepness(image)
    return np.minimum(abs(across), abs(down))


def maps_subtracted(right, image):
    """You subtract one map from the other. Square each by itself, then add, then take the root."""
    across, down = steepness(image)
    return abs(across - down)


def product_of_the_two(right, image):
    """You multiply the two maps. The magnitude is the root of the sum of their squares."""
    across, down = steepness(image)
    return np.sqrt(abs(across * down))


def direction_returned(right, image):
    """You return the direction of the steps, as an angle. Asked for is how steep they are: the root of the sum of the
    squares."""
    across, down = steepness(image)
    return np.arctan2(down, across)


def maps_added(right, image):
    """You add the two maps as they are. Square both first, and take the root of the sum."""
    across, down = steepness(image)
    return across + down


def added_before_squaring(right, image):
    """You add the two maps, and square the sum or take its absolute value. Square each map by itself, then add,
    then take the root."""
    across, down = steepness(image)
    return abs(across + down)


def squares_forgotten(right, image):
    """You take the root of the sum of the two maps, which is no number where the sum is negative. Square each of
    them first."""
    across, down = steepness(image)
    with np.errstate(invalid="ignore"):
        return np.sqrt(across + down)


def root_forgotten(right, image):
    """You add the squares of the two maps and take no root of the sum."""
    return right(image) ** 2


def mean_of_the_squares(right, image):
    """You take the mean of the two squares. The magnitude is the root of their sum."""
    return right(image) / np.sqrt(image.dtype.type(2))


def steps_to_the_right_only(right, image):
    """Only the steps from left to right count in your result. Where the image becomes brighter or darker
    downwards there is an edge, too."""
    return abs(steepness(image)[0])


def steps_downwards_only(right, image):
    """Only the steps from top to bottom count in your result. Where the image becomes brighter or darker to the
    right there is an edge, too."""
    return abs(steepness(image)[1])


def steps_to_the_right_twice(right, image):
    """Both of your maps show the steps from left to right. One of them shows those from top to bottom."""
    return abs(steepness(image)[0]) * np.sqrt(image.dtype.type(2))


def steps_downwards_twice(right, image):
    """Both of your maps show the steps from top to bottom. One of them shows those from left to right."""
    return abs(steepness(image)[1]) * np.sqrt(image.dtype.type(2))


def both_maps_returned(right, image):
    """You return the two maps. They make one: the root of the sum of their squares."""
    return np.stack(steepness(image))


def divided_by_eight(right, image):
    """You divide by 8. The weights are 1 2 1, 0 0 0 and -1 -2 -1 as they stand."""
    return right(image) / 8


def divided_by_four(right, image):
    """You divide by 4. The weights are 1 2 1, 0 0 0 and -1 -2 -1 as they stand."""
    return right(image) / 4


def divided_by_sixteen(right, image):
    """You divide by 16. The weights are 1 2 1, 0 0 0 and -1 -2 -1 as they stand."""
    return right(image) / 16


def scaled_to_255(right, image):
    """You scale your result so that its largest value is 255. The magnitude is not scaled."""
    out = right(image)
    return out * (255 / out.max())


def cut_to_whole_numbers(right, image):
    """Your results are cut to whole numbers before they get the dtype of the image: what stands behind the point is
    lost. Make your arrays with dtype=image.dtype."""
    return np.trunc(right(image))


def whole_numbers_returned(right, image):
    """You return whole numbers: what stands behind the point is lost. Make your arrays with dtype=image.dtype."""
    return right(image).astype(np.int64)


def divided_by_the_largest(right, image):
    """You divide by the largest value. The magnitude is not scaled."""
    out = right(image)
    return out / out.max()


def cut_off_at_one(right, image):
    """You cut your result off at 1. A magnitude may be larger."""
    return np.minimum(right(image), 1)


def cut_off_at_255(right, image):
    """You cut your result off at 255. A magnitude may be larger."""
    return np.minimum(right(image), 255)


def weights_one_one_one(right, image):
    """Your filters have 1 1 1 where Sobel's have 1 2 1: the middle counts twice."""
    across, down = steepness(image, middle=1)
    return np.sqrt(across**2 + down**2)


def plain_differences(right, image):
    """You take the difference of the two neighbours alone. Sobel's filters also add the rows, or columns, at both
    sides, with the weights 1 2 1."""
    across, down = image[1:-1, 2:] - image[1:-1, :-2], image[2:, 1:-1] - image[:-2, 1:-1]
    return np.sqrt(across**2 + down**2)


def minus_forgotten(right, image):
    """Your filters have no negative weights: they blur. The last row of one, and the last column of the other, is
    subtracted."""
    rows = image[:-2] + 2 * image[1:-1] + image[2:]
    columns = image[:, :-2] + 2 * image[:, 1:-1] + image[:, 2:]
    return np.sqrt((rows[:, 2:] + rows[:, :-2]) ** 2 + (columns[2:] + columns[:-2]) ** 2)


def zeros_around(right, image):
    """You put zeros around the image, which makes edges at its border that are not there. Nothing is added: the
    result is (H - 2, W - 2)."""
    return right(np.pad(image, 1))


def border_repeated(right, image):
    """You repeat the pixels of the border around the image. Nothing is added: the result is (H - 2, W - 2)."""
    return right(np.pad(image, 1, mode="edge"))


def frame_of_zeros(right, image):
    """Your result has the size of the image and a frame of zeros. It is (H - 2, W - 2), without the frame."""
    return np.pad(right(image), 1)


def map_on_its_side(right, image):
    """Rows and columns of your result are exchanged."""
    return right(image).T


EDGES_MISTAKES = (
    absolute_values_added, mean_of_absolute_values, larger_of_the_two, smaller_of_the_two, maps_subtracted,
    product_of_the_two, direction_returned, maps_added, added_before_squaring, squares_forgotten,
    root_forgotten, mean_of_the_squares, steps_to_the_right_only, steps_downwards_only,
    steps_to_the_right_twice, steps_downwards_twice, both_maps_returned,
    divided_by_eight, divided_by_four, divided_by_sixteen, divided_by_the_largest, scaled_to_255,
    cut_to_whole_numbers, whole_numbers_returned, cut_off_at_one, cut_off_at_255,
    weights_one_one_one, plain_differences, minus_forgotten,
    zeros_around, border_repeated, frame_of_zeros, map_on_its_side,
    always_float64, always_float32, input_changed, first_answer_kept, one_buffer, nothing_returned,
)  # fmt: skip
