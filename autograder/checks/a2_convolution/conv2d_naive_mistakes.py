"""Mistakes of a2.conv2d_naive alone: loops whose windows leave the image, and pairs read the other way."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import around, output_sizes, padded
from autograder.checks.inputs import pair


def _steps(x, w, stride, padding):
    """Steps of the stride down and across, not rounded."""
    image = padded(x, padding)
    return [(n - k) / s for n, k, s in zip(image.shape[2:], w.shape[2:], pair(stride), strict=True)]


def _with_slices(right, x, w, b, stride, padding, height, width):
    """An output of this size. Windows that hang over the edge are what a slice is there: cut off."""
    inside, image, (down, across) = right(x, w, b, stride, padding), padded(x, padding), pair(stride)
    out = np.zeros((*inside.shape[:2], height, width), inside.dtype)
    out[:, :, : inside.shape[2], : inside.shape[3]] = inside
    for i, j in np.ndindex(height, width):
        if i >= inside.shape[2] or j >= inside.shape[3]:
            top, left = i * down, j * across
            window = image[:, None, :, top : top + w.shape[2], left : left + w.shape[3]]
            out[:, :, i, j] = (window * w).sum((2, 3, 4)) + b
    return out


def _with_indices(right, x, w, b, stride, padding, height, width):
    """An output of this size, and an IndexError where that is larger than the right one."""
    inside = right(x, w, b, stride, padding)
    if (height, width) != inside.shape[2:]:
        raise IndexError(f"index {x.shape[2]} is out of bounds for axis 2 with size {x.shape[2]}")
    return inside


def size_rounded_up_in_slices(right, x, w, b, stride=1, padding=0):
    """You round the output's size up, so that the last windows hang over the edge. Round down: what does not
    fill a whole window is left out."""
    height, width = (int(np.ceil(steps)) + 1 for steps in _steps(x, w, stride, padding))
    return _with_slices(right, x, w, b, stride, padding, height, width)


def size_rounded_up_off_the_image(right, x, w, b, stride=1, padding=0):
    """You round the output's size up, so that your index leaves the image. Round down: what does not fill a
    whole window is left out."""
    height, width = (int(np.ceil(steps)) + 1 for steps in _steps(x, w, stride, padding))
    return _with_indices(right, x, w, b, stride, padding, height, width)


def size_rounded_to_nearest(right, x, w, b, stride=1, padding=0):
    """You round the output's size to the nearest whole number, so that the last windows can hang over the
    edge. Round down always: with //, or with int."""
    height, width = (round(steps) + 1 for steps in _steps(x, w, stride, padding))
    return _with_slices(right, x, w, b, stride, padding, height, width)


def size_rounded_to_nearest_at_the_end(right, x, w, b, stride=1, padding=0):
    """You round the output's size to the nearest whole number, so that the last windows can hang over the
    edge. Round down always: with //, or with int."""
    height, width = (round(steps + 1) for steps in _steps(x, w, stride, padding))
    return _with_slices(right, x, w, b, stride, padding, height, width)


def size_rounded_to_nearest_off_the_image(right, x, w, b, stride=1, padding=0):
    """You round the output's size to the nearest whole number, so that your index can leave the image. Round
    down always: with //, or with int."""
    height, width = (round(steps) + 1 for steps in _steps(x, w, stride, padding))
    return _with_indices(right, x, w, b, stride, padding, height, width)


def stride_not_in_the_size(right, x, w, b, stride=1, padding=0):
    """Your output has the size that it has at stride 1, so that the last windows leave the image. With a
    stride there are fewer positions."""
    height, width = output_sizes(padded(x, padding), w, 1)
    return _with_slices(right, x, w, b, stride, padding, height, width)


def stride_not_in_the_size_off_the_image(right, x, w, b, stride=1, padding=0):
    """Your output has the size that it has at stride 1, so that your index leaves the image. With a stride
    there are fewer positions."""
    height, width = output_sizes(padded(x, padding), w, 1)
    return _with_indices(right, x, w, b, stride, padding, height, width)


def stride_spreads_the_kernel(right, x, w, b, stride=1, padding=0):
    """Your stride multiplies the place in the filter, which is what dilation does. It multiplies the output's
    position: window (i, j) begins at row i * stride and column j * stride."""
    (down, across), (rows, columns) = pair(stride), pair(padding)
    height, width = output_sizes(padded(x, padding), w, stride)
    spread = np.zeros((*w.shape[:2], (w.shape[2] - 1) * down + 1, (w.shape[3] - 1) * across + 1), w.dtype)
    spread[:, :, ::down, ::across] = w
    room = around(x, rows, rows + spread.shape[2], columns, columns + spread.shape[3])
    return right(room, spread, b)[:, :, :height, :width]


def padding_not_in_the_size(right, x, w, b, stride=1, padding=0):
    """Your output has the size that it has without padding, so its last rows and columns are missing. Padding
    makes room for more positions."""
    height, width = output_sizes(x, w, stride)
    if min(height, width) < 0:
        raise ValueError("negative dimensions are not allowed")
    return right(x, w, b, stride, padding)[:, :, :height, :width]


def pairs_swapped(right, x, w, b, stride=1, padding=0):
    """You read pairs as (width, height). The first number of a pair is for the rows, the second for the
    columns: of the stride and of the padding."""
    return right(x, w, b, pair(stride)[::-1], pair(padding)[::-1])


def first_of_pairs_for_both(right, x, w, b, stride=1, padding=0):
    """Of a stride or a padding given as a pair you use the first number for both directions. The second one
    is for the columns."""
    return right(x, w, b, pair(stride)[0], pair(padding)[0])


def second_of_pairs_for_both(right, x, w, b, stride=1, padding=0):
    """Of a stride or a padding given as a pair you use the second number for both directions. The first one
    is for the rows."""
    return right(x, w, b, pair(stride)[1], pair(padding)[1])


NAIVE_MISTAKES = (
    size_rounded_up_in_slices, size_rounded_up_off_the_image,
    size_rounded_to_nearest, size_rounded_to_nearest_at_the_end, size_rounded_to_nearest_off_the_image,
    stride_not_in_the_size, stride_not_in_the_size_off_the_image, stride_spreads_the_kernel,
    padding_not_in_the_size, pairs_swapped, first_of_pairs_for_both, second_of_pairs_for_both,
)  # fmt: skip
