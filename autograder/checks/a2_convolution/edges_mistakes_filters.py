"""Mistakes of a2.edges in one of the two filters, in what is smoothed, and in which places there are."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.edges_mistakes import steepness


def _smoothed(image):
    """1 2 1 down each column, and along each row."""
    return image[:-2] + 2 * image[1:-1] + image[2:], image[:, :-2] + 2 * image[:, 1:-1] + image[:, 2:]


def minus_forgotten_downwards(right, image):
    """Your filter for the steps downwards has no negative weights: it blurs. Its last row is subtracted, or its
    first."""
    columns = _smoothed(image)[1]
    return np.sqrt(steepness(image)[0] ** 2 + (columns[2:] + columns[:-2]) ** 2)


def minus_forgotten_to_the_right(right, image):
    """Your filter for the steps to the right has no negative weights: it blurs. Its last column is subtracted, or its
    first."""
    rows = _smoothed(image)[0]
    return np.sqrt((rows[:, 2:] + rows[:, :-2]) ** 2 + steepness(image)[1] ** 2)


def weights_one_one_one_downwards(right, image):
    """Your filter for the steps downwards has 1 1 1 where Sobel's has 1 2 1: the middle counts twice."""
    return np.sqrt(steepness(image)[0] ** 2 + steepness(image, middle=1)[1] ** 2)


def weights_one_one_one_to_the_right(right, image):
    """Your filter for the steps to the right has 1 1 1 where Sobel's has 1 2 1: the middle counts twice."""
    return np.sqrt(steepness(image, middle=1)[0] ** 2 + steepness(image)[1] ** 2)


def minus_before_the_middle(right, image):
    """Where your filters are negative, the weight in the middle has the other sign. All three of a row, or column,
    are subtracted."""
    (rows, columns), middle = _smoothed(image), image[1:-1, 1:-1]
    across = rows[:, 2:] - rows[:, :-2] + 4 * image[1:-1, :-2]
    down = columns[2:] - columns[:-2] + 4 * image[:-2, 1:-1]
    return np.sqrt(across**2 + down**2).astype(middle.dtype)


def halved_differences(right, image):
    """You take half the difference of the two neighbours alone, as np.gradient does. Sobel's filters also add the
    rows, or columns, at both sides, with the weights 1 2 1, and halve nothing."""
    across, down = image[1:-1, 2:] - image[1:-1, :-2], image[2:, 1:-1] - image[:-2, 1:-1]
    return np.sqrt((across / 2) ** 2 + (down / 2) ** 2)


def next_neighbour_subtracted(right, image):
    """You take the difference of a pixel and the next one, as np.diff does. Sobel's filters take that of the two
    neighbours of a pixel, and add the rows, or columns, at both sides, with the weights 1 2 1."""
    middle = image[1:-1, 1:-1]
    return np.sqrt((image[1:-1, 2:] - middle) ** 2 + (image[2:, 1:-1] - middle) ** 2)


def differences_of_all_neighbours(right, image):
    """You take the difference of a pixel and the next one, as np.diff does, and your map has a row or a column more.
    Sobel's filters have 3 x 3 weights, so the result is (H - 2, W - 2)."""
    return np.sqrt(np.diff(image, axis=1)[:-1] ** 2 + np.diff(image, axis=0)[:, :-1] ** 2)


def _smoothed_along(image, mode):
    """Differences of what is smoothed along the same axis, with the border made in a way of np.pad."""
    rows, columns = _smoothed(image)
    wide, high = np.pad(columns, ((0, 0), (1, 1)), mode=mode), np.pad(rows, ((1, 1), (0, 0)), mode=mode)
    return np.sqrt((wide[:, 2:] - wide[:, :-2])[1:-1] ** 2 + (high[2:] - high[:-2])[:, 1:-1] ** 2)


def smoothed_along_the_step(right, image):
    """You smooth with 1 2 1 along the direction in which you take the difference. Where the difference is one of
    columns, rows are added up, and where it is one of rows, columns."""
    return _smoothed_along(image, "edge")


def smoothed_along_the_step_with_zeros(right, image):
    """You smooth with 1 2 1 along the direction in which you take the difference, and put zeros at the border. Where
    the difference is one of columns, rows are added up, and where it is one of rows, columns."""
    return _smoothed_along(image, "constant")


def weights_three_ten_three(right, image):
    """Your filters have 3 10 3 where Sobel's have 1 2 1: those are Scharr's."""
    across, down = steepness(image, middle=10 / 3)
    return 3 * np.sqrt(across**2 + down**2).astype(image.dtype)


def negative_steps_cut_off(right, image):
    """Where a map is negative you put 0, so that steps from bright to dark are lost. Square it as it is."""
    across, down = (np.maximum(one, 0) for one in steepness(image))
    return np.sqrt(across**2 + down**2)


def size_one_short(right, image):
    """Your result lacks its last row and its last column. It is (H - 2, W - 2): a filter of 3 x 3 has H - 3 + 1
    places downwards."""
    return right(image)[:-1, :-1]


def last_place_missed(right, image):
    """The last row and the last column of your result stay 0: the windows that end at the edge of the image are
    missing. range(n) ends at n - 1."""
    out = right(image)
    out[-1], out[:, -1] = 0, 0
    return out


def first_row_returned(right, image):
    """Only the first row of your result is filled: the return stands inside of the loop over the rows. It belongs
    after both loops, as far left as the first for."""
    out = right(image)
    out[1:] = 0
    return out


def first_place_returned(right, image):
    """Only the first number of your result is filled: the return stands inside of the inner loop. It belongs after
    both loops, as far left as the first for."""
    out = right(image)
    out.ravel()[1:] = 0
    return out


def height_for_both(right, image):
    """You take the height of your result as its width as well: where the image is wide, columns are missing, and
    where it is high, windows hang over its edge. The width follows from W."""
    height, width = image.shape
    if height > width:
        raise ValueError("operands could not be broadcast together with shapes (3,2) (3,3) ")
    return right(image)[:, : height - 2]


def height_for_both_in_the_loops(right, image):
    """Your loop over the columns ends where the one over the rows does: where the image is wide, the last columns
    of your result stay 0, and where it is high, windows hang over its edge. The columns follow from W."""
    height, width = image.shape
    if height > width:
        raise ValueError("operands could not be broadcast together with shapes (3,2) (3,3) ")
    out = right(image)
    out[:, height - 2 :] = 0
    return out


def width_for_both(right, image):
    """You take the width of your result as its height as well: where the image is high, rows are missing, and where
    it is wide, windows hang over its edge. The height follows from H."""
    height, width = image.shape
    if width > height:
        raise ValueError("operands could not be broadcast together with shapes (2,3) (3,3) ")
    return right(image)[: width - 2]


def width_for_both_in_the_loops(right, image):
    """Your loop over the rows ends where the one over the columns does: where the image is high, the last rows of
    your result stay 0, and where it is wide, windows hang over its edge. The rows follow from H."""
    height, width = image.shape
    if width > height:
        raise ValueError("operands could not be broadcast together with shapes (2,3) (3,3) ")
    out = right(image)
    out[width - 2 :] = 0
    return out


def size_on_its_side(right, image):
    """You exchange height and width in the size of your result: it works only where both are equal. image.shape[0]
    is the height, which counts rows."""
    height, width = image.shape
    if height != width:
        raise IndexError(f"index {min(height, width) - 2} is out of bounds for axis 0")
    return right(image)


FILTER_MISTAKES = (
    minus_forgotten_downwards, minus_forgotten_to_the_right,
    weights_one_one_one_downwards, weights_one_one_one_to_the_right, minus_before_the_middle,
    halved_differences, next_neighbour_subtracted, differences_of_all_neighbours,
    smoothed_along_the_step, smoothed_along_the_step_with_zeros, weights_three_ten_three,
    negative_steps_cut_off, size_one_short, last_place_missed, first_row_returned, first_place_returned,
    height_for_both, height_for_both_in_the_loops, width_for_both, width_for_both_in_the_loops,
    size_on_its_side,
)  # fmt: skip
