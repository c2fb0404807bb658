"""Mistakes of a2.conv2d_naive alone: loops whose windows leave the image, and pairs read the other way."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv2d_naive_loops import (
    steps,
    with_indices,
    with_products,
    with_slices,
)
from autograder.checks.a2_convolution.conv2d_naive_mistakes_padding import PADDING_MISTAKES
from autograder.checks.a2_convolution.conv2d_naive_mistakes_sides import SIDE_MISTAKES
from autograder.checks.a2_convolution.conv2d_naive_mistakes_sums import SUM_MISTAKES
from autograder.checks.a2_convolution.conv2d_naive_mistakes_windows import WINDOW_MISTAKES
from autograder.checks.a2_convolution.convolution import around, output_sizes, padded
from autograder.checks.inputs import pair


def size_rounded_up_in_slices(right, x, w, b, stride=1, padding=0):
    """You round the output's size up, so that the last windows hang over the edge. Round down: what does not
    fill a whole window is left out."""
    sizes = (int(np.ceil(n)) + 1 for n in steps(x, w, stride, padding))
    return with_slices(right, x, w, b, stride, padding, sizes)


def size_rounded_up_in_products(right, x, w, b, stride=1, padding=0):
    """You round the output's size up, so that the last windows hang over the edge and do not match the filter.
    Round down: what does not fill a whole window is left out."""
    sizes = (int(np.ceil(n)) + 1 for n in steps(x, w, stride, padding))
    return with_products(right, x, w, b, stride, padding, sizes)


def size_rounded_up_off_the_image(right, x, w, b, stride=1, padding=0):
    """You round the output's size up, so that your index leaves the image. Round down: what does not fill a
    whole window is left out."""
    sizes = (int(np.ceil(n)) + 1 for n in steps(x, w, stride, padding))
    return with_indices(right, x, w, b, stride, padding, sizes)


def size_rounded_to_nearest(right, x, w, b, stride=1, padding=0):
    """You round the output's size to the nearest whole number, so that the last windows can hang over the
    edge. Round down always: with //, or with int."""
    sizes = (round(n) + 1 for n in steps(x, w, stride, padding))
    return with_slices(right, x, w, b, stride, padding, sizes)


def size_rounded_to_nearest_in_products(right, x, w, b, stride=1, padding=0):
    """You round the output's size to the nearest whole number, so that the last windows can hang over the edge and
    do not match the filter. Round down always: with //, or with int."""
    sizes = (round(n) + 1 for n in steps(x, w, stride, padding))
    return with_products(right, x, w, b, stride, padding, sizes)


def size_rounded_to_nearest_at_the_end(right, x, w, b, stride=1, padding=0):
    """You round the output's size to the nearest whole number, so that the last windows can hang over the
    edge. Round down always: with //, or with int."""
    sizes = (round(n + 1) for n in steps(x, w, stride, padding))
    return with_slices(right, x, w, b, stride, padding, sizes)


def stride_not_in_the_size(right, x, w, b, stride=1, padding=0):
    """Your output has the size that it has at stride 1, so that the last windows leave the image. With a
    stride there are fewer positions."""
    sizes = output_sizes(padded(x, padding), w, 1)
    return with_slices(right, x, w, b, stride, padding, sizes)


def stride_not_in_the_size_in_products(right, x, w, b, stride=1, padding=0):
    """Your output has the size that it has at stride 1, so that the last windows leave the image and do not match
    the filter. With a stride there are fewer positions."""
    sizes = output_sizes(padded(x, padding), w, 1)
    return with_products(right, x, w, b, stride, padding, sizes)


def stride_not_in_the_size_off_the_image(right, x, w, b, stride=1, padding=0):
    """Your output has the size that it has at stride 1, so that your index leaves the image. With a stride
    there are fewer positions."""
    sizes = output_sizes(padded(x, padding), w, 1)
    return with_indices(right, x, w, b, stride, padding, sizes)


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
    size_rounded_up_in_slices, size_rounded_up_in_products, size_rounded_up_off_the_image,
    size_rounded_to_nearest, size_rounded_to_nearest_in_products, size_rounded_to_nearest_at_the_end,
    stride_not_in_the_size, stride_not_in_the_size_in_products,
    stride_not_in_the_size_off_the_image, stride_spreads_the_kernel, padding_not_in_the_size,
    pairs_swapped, first_of_pairs_for_both, second_of_pairs_for_both, *PADDING_MISTAKES,
    *WINDOW_MISTAKES, *SIDE_MISTAKES, *SUM_MISTAKES,
)  # fmt: skip
