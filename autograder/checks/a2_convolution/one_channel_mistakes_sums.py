"""Mistakes around any right `f(image, kernel)`: what is added up in a window, and what kind of number comes out."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.one_channel_mistakes import laid_on


def sum_goes_on_along_a_row(right, image, kernel):
    """Each output contains those on its left: your sum begins anew for each row of the map only. It must begin anew
    for each place."""
    return right(image, kernel).cumsum(axis=1)


def sum_goes_on_along_a_column(right, image, kernel):
    """Each output contains those above it: your sum begins anew for each column of the map only. It must begin anew
    for each place."""
    return right(image, kernel).cumsum(axis=0)


def sum_goes_on_column_by_column(right, image, kernel):
    """Your sum goes on from one window to the one below, and from one column to the next. It begins at 0 for each
    window."""
    out = right(image, kernel)
    return out.T.cumsum().reshape(out.shape[::-1]).T


def _without(kernel, rows, columns):
    """A filter with zeros in these rows and columns."""
    kernel = kernel.copy()
    kernel[rows], kernel[:, columns] = 0, 0
    return kernel


def last_weights_left_out(right, image, kernel):
    """The last row and the last column of the filter are left out of your sums. Rows are counted from 0 to kH - 1
    and columns from 0 to kW - 1, with both ends."""
    return right(image, _without(kernel, [-1], [-1]))


def last_row_left_out(right, image, kernel):
    """The last row of the filter is left out of your sums. Its rows are counted from 0 to kH - 1, with both ends."""
    return right(image, _without(kernel, [-1], []))


def last_column_left_out(right, image, kernel):
    """The last column of the filter is left out of your sums. Its columns are counted from 0 to kW - 1, with both
    ends."""
    return right(image, _without(kernel, [], [-1]))


def first_weights_left_out(right, image, kernel):
    """The first row and the first column of the filter are left out of your sums. Rows are counted from 0 to kH - 1
    and columns from 0 to kW - 1, with both ends."""
    return right(image, _without(kernel, [0], [0]))


def first_row_left_out(right, image, kernel):
    """The first row of the filter is left out of your sums. Its rows are counted from 0 to kH - 1, with both
    ends."""
    return right(image, _without(kernel, [0], []))


def first_column_left_out(right, image, kernel):
    """The first column of the filter is left out of your sums. Its columns are counted from 0 to kW - 1, with both
    ends."""
    return right(image, _without(kernel, [], [0]))


def window_one_short(right, image, kernel):
    """Your windows have a row and a column less than the filter. A slice ends before its second number: it holds
    kH rows if that number is kH more than the first."""
    (height, width), (rows, columns) = image.shape, kernel.shape
    out = np.zeros((height - rows + 1, width - columns + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = laid_on(right, image[i : i + rows - 1, j : j + columns - 1], kernel)
    return out


def window_one_too_large(right, image, kernel):
    """Your windows have a row and a column more than the filter. A slice ends before its second number: it holds
    kH rows if that number is kH more than the first."""
    (height, width), (rows, columns) = image.shape, kernel.shape
    out = np.zeros((height - rows + 1, width - columns + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = laid_on(right, image[i : i + rows + 1, j : j + columns + 1], kernel)
    return out


def largest_product(right, image, kernel):
    """You take the largest of the products. A filter adds them up."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).max(axis=(2, 3))


def products_without_signs(right, image, kernel):
    """You take absolute values of the products, or of what they are made of, before you add them up. Negative
    products are subtracted."""
    return right(abs(image), abs(kernel))


def weights_added(right, image, kernel):
    """You add the weights to the pixels. Each pixel is multiplied by the weight that lies on it, and the products
    are added up."""
    return right(image, np.ones_like(kernel)) + kernel.sum()


def squared_differences(right, image, kernel):
    """You add up the squares of the differences between pixels and weights. Each pixel is multiplied by the weight
    that lies on it, and the products are added up."""
    return right(image**2, np.ones_like(kernel)) - 2 * right(image, kernel) + (kernel**2).sum()


def cut_to_whole_numbers(right, image, kernel):
    """Your outputs are cut to whole numbers before they get the dtype of the image: what stands behind the point
    is lost. Make your map with dtype=image.dtype."""
    return np.trunc(right(image, kernel))


def rounded_to_whole_numbers(right, image, kernel):
    """Your outputs are rounded to whole numbers. They stay as they come out."""
    return np.rint(right(image, kernel))


def whole_numbers_returned(right, image, kernel):
    """Your map holds whole numbers: what stands behind the point is lost. Make it with dtype=image.dtype."""
    return right(image, kernel).astype(np.int64)


def image_cut_to_whole_numbers(right, image, kernel):
    """You make whole numbers of the pixels, and what stands behind the point is lost. They stay as they come in."""
    return right(np.trunc(image), kernel)


def filter_cut_to_whole_numbers(right, image, kernel):
    """You make whole numbers of the weights, and what stands behind the point is lost. They stay as they come in."""
    return right(image, np.trunc(kernel))


# These mean the same whether the filter is flipped or not.
SUMS_FLIPPED_OR_NOT = (
    sum_goes_on_along_a_row, sum_goes_on_along_a_column, sum_goes_on_column_by_column,
    last_weights_left_out, last_row_left_out, last_column_left_out,
    first_weights_left_out, first_row_left_out, first_column_left_out,
    products_without_signs, weights_added, squared_differences,
    cut_to_whole_numbers, rounded_to_whole_numbers, whole_numbers_returned,
    image_cut_to_whole_numbers, filter_cut_to_whole_numbers,
)  # fmt: skip
SUMS_AS_IT_IS = (window_one_short, window_one_too_large, largest_product)
