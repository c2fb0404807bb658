"""Mistakes of a2.convolve2d alone: a flip or an index that counts backwards and loses rows or columns, and what
goes wrong once the filter is flipped as it should be."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.one_channel_mistakes import (
    last_product_only,
    last_row_only,
    window_of_the_column,
)
from autograder.checks.a2_convolution.one_channel_mistakes_memory import (
    filter_multiplied_in_place,
    window_multiplied_in_place,
)
from autograder.checks.a2_convolution.one_channel_mistakes_sides import (
    always_three,
    height_for_both,
    height_for_both_in_the_loops,
    kernel_height_for_both,
    kernel_sides_exchanged,
    kernel_width_for_both,
    odd_filters_only,
    width_for_both,
)
from autograder.checks.a2_convolution.one_channel_mistakes_sums import largest_product, window_one_short


def height_in_both_offsets(right, image, kernel):
    """You count both rows and columns backwards from kH - 1. Where the filter is wide, your windows reach for columns
    below 0, and where it is high, your index leaves the image: columns are counted from kW - 1."""
    (rows, columns), width = kernel.shape, image.shape[1]
    if rows > columns:
        raise IndexError(f"index {width} is out of bounds for axis 1 with size {width}")
    return right(np.roll(image, columns - rows, axis=1), kernel)


def width_in_both_offsets(right, image, kernel):
    """You count both rows and columns backwards from kW - 1. Where the filter is high, your windows reach for rows
    below 0, and where it is wide, your index leaves the image: rows are counted from kH - 1."""
    (rows, columns), height = kernel.shape, image.shape[0]
    if columns > rows:
        raise IndexError(f"index {height} is out of bounds for axis 0 with size {height}")
    return right(np.roll(image, rows - columns, axis=0), kernel)


def flip_loses_the_first(right, image, kernel):
    """Your flipped filter lacks a row and a column: a slice that runs backwards to 0 stops before it, so the first
    row and the first column of the filter are lost. It keeps its shape."""
    return right(image, kernel[1:, 1:])


def flip_loses_the_first_row(right, image, kernel):
    """Your flipped filter lacks a row: a slice that runs backwards to 0 stops before it, so the first row of the
    filter is lost. It keeps its shape."""
    return right(image, kernel[1:])


def flip_loses_the_first_column(right, image, kernel):
    """Your flipped filter lacks a column: a slice that runs backwards to 0 stops before it, so the first column of
    the filter is lost. It keeps its shape."""
    return right(image, kernel[:, 1:])


def flip_loses_the_last(right, image, kernel):
    """Your flipped filter lacks a row and a column: a slice that begins at -2, or at kH - 2 and kW - 2, passes over
    the last ones. It keeps its shape."""
    return right(image, kernel[:-1, :-1])


def flip_of_nothing(right, image, kernel):
    """Your flipped filter is empty: a slice that ends at -1 ends at the last row or column, which is where it began.
    The flipped filter keeps its shape."""
    return right(image, kernel[:0, :0])


def circular_map(right, image, kernel):
    """Your map has the size of the image, as a product of spectra has: its first windows go on at the other edge of
    the image. The filter is laid only where all of it fits: cut off the first kH - 1 rows and kW - 1 columns."""
    return right(np.pad(image, ((kernel.shape[0] - 1, 0), (kernel.shape[1] - 1, 0)), mode="wrap"), kernel)


def _once_flipped(mistake, right, image, kernel):
    """A mistake made with the flipped filter, around a function that lays it on as it is."""
    return mistake(lambda image, kernel: right(image, kernel[::-1, ::-1]), image, kernel[::-1, ::-1])


def window_of_the_column_once_flipped(right, image, kernel):
    """You exchange i and j where the window begins. The window of row i and column j of the map begins at row i
    and column j of the image: image[i:i + kH, j:j + kW]."""
    return _once_flipped(window_of_the_column, right, image, kernel)


def last_product_only_once_flipped(right, image, kernel):
    """Only one product counts for each window: each takes the place of the one before. Add them up, with +=."""
    return _once_flipped(last_product_only, right, image, kernel)


def last_row_only_once_flipped(right, image, kernel):
    """Only one row of the flipped filter counts: the sum begins anew with each row. Set it to 0 once for each
    window."""
    return _once_flipped(last_row_only, right, image, kernel)


def height_for_both_once_flipped(right, image, kernel):
    """You work out the width of your map from a height: where the image is wide, columns are missing, and where
    it is high, windows hang over its edge. The width follows from W and kW."""
    return _once_flipped(height_for_both, right, image, kernel)


def height_for_both_in_the_loops_once_flipped(right, image, kernel):
    """Your loop over the columns ends where the one over the rows does: where the image is wide, the last columns
    of your map stay 0, and where it is high, your index leaves it. The columns follow from W and kW."""
    return _once_flipped(height_for_both_in_the_loops, right, image, kernel)


def width_for_both_once_flipped(right, image, kernel):
    """You work out the height of your map from a width: where the image is high, rows are missing, and where
    it is wide, windows hang over its edge. The height follows from H and kH."""
    return _once_flipped(width_for_both, right, image, kernel)


def kernel_height_for_both_once_flipped(right, image, kernel):
    """You take the filter's height as its width as well. A filter need not be square: kernel.shape[0] is its
    height and kernel.shape[1] its width."""
    return _once_flipped(kernel_height_for_both, right, image, kernel)


def kernel_width_for_both_once_flipped(right, image, kernel):
    """You take the filter's width as its height as well. A filter need not be square: kernel.shape[0] is its
    height and kernel.shape[1] its width."""
    return _once_flipped(kernel_width_for_both, right, image, kernel)


def kernel_sides_exchanged_once_flipped(right, image, kernel):
    """Your windows have the height and the width of the filter exchanged, so that only square filters work. A
    window has kernel.shape[0] rows and kernel.shape[1] columns."""
    return _once_flipped(kernel_sides_exchanged, right, image, kernel)


def always_three_once_flipped(right, image, kernel):
    """Your windows are 3 x 3 whatever the filter. They have its size, which is kernel.shape."""
    return _once_flipped(always_three, right, image, kernel)


def odd_filters_only_once_flipped(right, image, kernel):
    """Your windows reach equally far to all sides of a middle pixel, which filters with an even number of rows or
    columns do not have. Begin at the upper left: rows i to i + kH - 1."""
    return _once_flipped(odd_filters_only, right, image, kernel)


def window_one_short_once_flipped(right, image, kernel):
    """Your windows have a row and a column less than the filter. A slice ends before its second number: it holds
    kH rows if that number is kH more than the first."""
    return _once_flipped(window_one_short, right, image, kernel)


def largest_product_once_flipped(right, image, kernel):
    """You take the largest of the products. A filter adds them up."""
    return _once_flipped(largest_product, right, image, kernel)


def window_multiplied_in_place_once_flipped(right, image, kernel):
    """You multiply the window in place, with *=: a slice is a view, so that the image itself changes, and with it
    the windows that come later. Make a new array of the products, or add them up with +=."""
    return _once_flipped(window_multiplied_in_place, right, image, kernel)


def filter_multiplied_in_place_once_flipped(right, image, kernel):
    """You multiply the filter in place, with *=, so that the next window meets what the last one made of it. Make
    a new array of the products, or add them up with +=."""
    return _once_flipped(filter_multiplied_in_place, right, image, kernel)


ONCE_FLIPPED = (
    window_of_the_column_once_flipped,
    last_product_only_once_flipped,
    last_row_only_once_flipped,
    height_for_both_once_flipped,
    height_for_both_in_the_loops_once_flipped,
    width_for_both_once_flipped,
    kernel_height_for_both_once_flipped,
    kernel_width_for_both_once_flipped,
    kernel_sides_exchanged_once_flipped,
    always_three_once_flipped,
    odd_filters_only_once_flipped,
    window_one_short_once_flipped,
    largest_product_once_flipped,
    window_multiplied_in_place_once_flipped,
    filter_multiplied_in_place_once_flipped,
)  # fmt: skip
FLIPS = (
    height_in_both_offsets, width_in_both_offsets,
    flip_loses_the_first, flip_loses_the_first_row, flip_loses_the_first_column, flip_loses_the_last,
    flip_of_nothing, circular_map,
)  # fmt: skip
