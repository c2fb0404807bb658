"""Mistakes around any right `f(image, kernel)`: height and width of image, filter or window taken for each other.

Some programs meet arrays of shapes that NumPy stretches or refuses by rules of its own. These are written out,
so that they answer and raise what a student's program does.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.one_channel_mistakes import filled, laid_on


def height_for_both(right, image, kernel):
    """You work out the width of your map from a height: where the image is wide, columns are missing, and where
    it is high, windows hang over its edge. The width follows from W and kW."""
    side = image.shape[0] - kernel.shape[0] + 1
    return filled(right, image, kernel, (side, side))


def height_for_both_off_the_image(right, image, kernel):
    """You work out the width of your map from a height: where the image is wide, columns are missing, and
    where it is high, your index leaves it. The width follows from W and kW."""
    out = right(image, kernel)
    if out.shape[0] > out.shape[1]:
        raise IndexError(f"index {image.shape[1]} is out of bounds for axis 1 with size {image.shape[1]}")
    return out[:, : out.shape[0]]


def height_for_both_in_the_loops(right, image, kernel):
    """Your loop over the columns ends where the one over the rows does: where the image is wide, the last columns
    of your map stay 0, and where it is high, your index leaves it. The columns follow from W and kW."""
    height, width = (n - k + 1 for n, k in zip(image.shape, kernel.shape, strict=True))
    if height > width:  # the product comes first, then the place where it belongs
        filled(right, image, kernel, (1, width + 1))
        raise IndexError(f"index {width} is out of bounds for axis 1 with size {width}")
    out = right(image, kernel)
    out[:, height:] = 0
    return out


def width_for_both(right, image, kernel):
    """You work out the height of your map from a width: where the image is high, rows are missing, and where
    it is wide, windows hang over its edge. The height follows from H and kH."""
    side = image.shape[1] - kernel.shape[1] + 1
    return filled(right, image, kernel, (side, side))


def width_for_both_off_the_image(right, image, kernel):
    """You work out the height of your map from a width: where the image is high, rows are missing, and where
    it is wide, your index leaves it. The height follows from H and kH."""
    out = right(image, kernel)
    if out.shape[1] > out.shape[0]:
        raise IndexError(f"index {image.shape[0]} is out of bounds for axis 0 with size {image.shape[0]}")
    return out[: out.shape[1]]


def image_height_for_both_off_the_image(right, image, kernel):
    """You take the height of the image as its width as well: where it is wide, columns of your map are missing, and
    where it is high, your index leaves it. The columns follow from image.shape[1]."""
    (height, width), columns = image.shape, kernel.shape[1]
    if height < columns - 1:
        raise ValueError("negative dimensions are not allowed")
    if height > width:
        raise IndexError(f"index {width} is out of bounds for axis 1 with size {width}")
    return right(image, kernel)[:, : height - columns + 1]


def image_width_for_both_off_the_image(right, image, kernel):
    """You take the width of the image as its height as well: where it is high, rows of your map are missing, and
    where it is wide, your index leaves it. The rows follow from image.shape[0]."""
    (height, width), rows = image.shape, kernel.shape[0]
    if width < rows - 1:
        raise ValueError("negative dimensions are not allowed")
    if width > height:
        raise IndexError(f"index {height} is out of bounds for axis 0 with size {height}")
    return right(image, kernel)[: width - rows + 1]


def _empty_map(image, side):
    """The map of a filter of side x side where there is no place for it, or None where there is."""
    shape = tuple(n - side + 1 for n in image.shape)
    return np.zeros(shape, image.dtype) if min(shape) <= 0 else None


def kernel_height_for_both(right, image, kernel):
    """You take the filter's height as its width as well. A filter need not be square: kernel.shape[0] is its
    height and kernel.shape[1] its width."""
    empty = _empty_map(image, kernel.shape[0])
    if empty is not None:
        return empty
    if kernel.shape[0] > kernel.shape[1]:
        raise IndexError(f"index {kernel.shape[1]} is out of bounds for axis 1 with size {kernel.shape[1]}")
    return right(image, kernel[:, : kernel.shape[0]])


def kernel_width_for_both(right, image, kernel):
    """You take the filter's width as its height as well. A filter need not be square: kernel.shape[0] is its
    height and kernel.shape[1] its width."""
    empty = _empty_map(image, kernel.shape[1])
    if empty is not None:
        return empty
    if kernel.shape[1] > kernel.shape[0]:
        raise IndexError(f"index {kernel.shape[0]} is out of bounds for axis 0 with size {kernel.shape[0]}")
    return right(image, kernel[: kernel.shape[1]])


def _square_windows(right, image, kernel, side):
    """Windows of side x side times the kernel: NumPy stretches a side of 1 and refuses any other."""
    empty = _empty_map(image, side)
    if empty is not None:
        return empty
    if side == 1:
        return right(image, kernel.sum(keepdims=True))
    return right(image, kernel * np.ones((side, side), kernel.dtype))


def square_windows_of_the_height(right, image, kernel):
    """Your windows are as wide as they are high. A filter need not be square: its window has kernel.shape[0]
    rows and kernel.shape[1] columns."""
    return _square_windows(right, image, kernel, kernel.shape[0])


def square_windows_of_the_width(right, image, kernel):
    """Your windows are as high as they are wide. A filter need not be square: its window has kernel.shape[0]
    rows and kernel.shape[1] columns."""
    return _square_windows(right, image, kernel, kernel.shape[1])


def kernel_sides_exchanged(right, image, kernel):
    """Your windows have the height and the width of the filter exchanged, so that only square filters work. A
    window has kernel.shape[0] rows and kernel.shape[1] columns."""
    rows, columns = kernel.shape[::-1]
    out = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = laid_on(right, image[i : i + rows, j : j + columns], kernel)
    return out


def always_three(right, image, kernel):
    """Your windows are 3 x 3 whatever the filter. They have its size, which is kernel.shape."""
    out = np.zeros((image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = laid_on(right, image[i : i + 3, j : j + 3], kernel)
    return out


def odd_filters_only(right, image, kernel):
    """Your windows reach equally far to all sides of a middle pixel, which filters with an even number of rows or
    columns do not have. Begin at the upper left: rows i to i + kH - 1."""
    out = np.zeros((image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1), image.dtype)
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    for i, j in np.ndindex(max(image.shape[0] - 2 * up, 0), max(image.shape[1] - 2 * left, 0)):
        out[i, j] = laid_on(right, image[i : i + 2 * up + 1, j : j + 2 * left + 1], kernel)
    return out


# These mean the same whether the filter is flipped or not.
SIDES_FLIPPED_OR_NOT = (
    height_for_both_off_the_image, width_for_both_off_the_image,
    image_height_for_both_off_the_image, image_width_for_both_off_the_image,
    square_windows_of_the_height, square_windows_of_the_width,
)  # fmt: skip
SIDES_AS_IT_IS = (
    height_for_both, height_for_both_in_the_loops, width_for_both,
    kernel_height_for_both, kernel_width_for_both,
    kernel_sides_exchanged, always_three, odd_filters_only,
)  # fmt: skip
