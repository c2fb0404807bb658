"""Mistakes of a2.convolve2d alone: the filter flipped otherwise than along both axes."""

from __future__ import annotations

import numpy as np


def not_flipped(right, image, kernel):
    """Your filter lies on the image as it is: that is the cross-correlation. The true convolution flips it first,
    top to bottom and left to right. If you do flip it, see whether it is flipped back: by your correlate2d, or by a
    loop that swaps each two weights twice."""
    return right(image, kernel[::-1, ::-1])


def flipped_top_to_bottom_only(right, image, kernel):
    """Your filter is flipped top to bottom, but not left to right. Both are flipped."""
    return right(image, kernel[:, ::-1])


def flipped_left_to_right_only(right, image, kernel):
    """Your filter is flipped left to right, but not top to bottom. Both are flipped."""
    return right(image, kernel[::-1])


def transposed(right, image, kernel):
    """You exchange rows and columns of the filter. It keeps its shape and is flipped, top to bottom and left to
    right."""
    return right(image, kernel.T[::-1, ::-1])


def transposed_in_the_index(right, image, kernel):
    """You exchange rows and columns of the filter, and where it is not square your index leaves it. It keeps its
    shape and is flipped, top to bottom and left to right."""
    if kernel.shape[0] != kernel.shape[1]:
        raise IndexError(
            f"index {min(kernel.shape)} is out of bounds for axis 0 with size {min(kernel.shape)}"
        )
    return right(image, kernel.T[::-1, ::-1])


def transposed_and_flipped(right, image, kernel):
    """Your filter is flipped, but its rows and columns are exchanged as well. It keeps its shape."""
    return right(image, kernel.T)


def _laid_on(image, kernel):
    """The map of a filter as it is. The two turns below do not call `right`, or one would undo the other."""
    out = np.zeros([n - k + 1 for n, k in zip(image.shape, kernel.shape, strict=True)], image.dtype)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = np.sum(image[i : i + kernel.shape[0], j : j + kernel.shape[1]] * kernel)
    return out


def turned_by_a_quarter(right, image, kernel):
    """You turn the filter by 90 degrees. Flipping both its axes turns it by 180."""
    return _laid_on(image, np.rot90(kernel))


def turned_by_a_quarter_clockwise(right, image, kernel):
    """You turn the filter by 90 degrees clockwise. Flipping both its axes turns it by 180."""
    return _laid_on(image, np.rot90(kernel, 3))


def map_flipped_too(right, image, kernel):
    """Your numbers are right, but the map is flipped, top to bottom and left to right, which happens if the image
    is flipped and not the filter. Only the filter is flipped."""
    return np.ascontiguousarray(right(image, kernel)[::-1, ::-1])


def map_flipped_alone(right, image, kernel):
    """Your map is that of the cross-correlation, flipped top to bottom and left to right, which happens if you
    flip the image too, or the map. Only the filter is flipped."""
    return np.ascontiguousarray(right(image, kernel[::-1, ::-1])[::-1, ::-1])


def counted_from_minus_zero(right, image, kernel):
    """You take the weights at the indices -u and -v, and -0 is the first one again, not the last. Counted from
    the end, the first weight is kernel[-1, -1]."""
    return right(image, np.roll(kernel, -1, axis=(0, 1)))


def index_one_too_far(right, image, kernel):
    """Your index leaves the filter or the image. Counted backwards, row u of a filter of kH rows is row kH - 1 - u:
    for u = 0 the last one, which has the number kH - 1."""
    raise IndexError(f"index {kernel.shape[0]} is out of bounds for axis 0 with size {kernel.shape[0]}")


def image_around_the_corner(right, image, kernel):
    """Your first windows begin above and to the left of the image, and go on at its other end: there Python finds rows
    and columns below 0, and a product of spectra those that are not there. The filter is laid only where all of it
    fits: row i of the map uses the rows i to i + kH - 1."""
    return right(np.roll(image, (kernel.shape[0] - 1, kernel.shape[1] - 1), axis=(0, 1)), kernel)


CONVOLUTION_MISTAKES = (
    not_flipped, flipped_top_to_bottom_only, flipped_left_to_right_only, transposed, transposed_in_the_index,
    transposed_and_flipped,
    turned_by_a_quarter, turned_by_a_quarter_clockwise, map_flipped_too, map_flipped_alone,
    counted_from_minus_zero, index_one_too_far, image_around_the_corner,
)  # fmt: skip
