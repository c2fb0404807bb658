"""Mistakes of a2.conv2d_forward: in which axis is which, in products and reshapes."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import output_sizes, padded, seen
from autograder.checks.mistakes import on_output


def windows_channels_last(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You stretch the windows in the order row, column, channel, and the filters in the order channel, row,
    column. Windows and filters need the same order."""
    _, channels, height, width = w.shape
    flat = w.reshape(len(w), height, width, channels)
    return right(x, flat.transpose(0, 3, 1, 2), b, stride, padding, dilation, groups)


def places_column_by_column(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You go through the places of a window column by column, and through those of the filter row by row.
    Windows and filters need the same order."""
    flat = w.reshape(*w.shape[:2], w.shape[3], w.shape[2])
    return right(x, flat.swapaxes(2, 3), b, stride, padding, dilation, groups)


def filters_column_by_column(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You go through the places of a filter column by column, and through those of the window row by row.
    Windows and filters need the same order."""
    return right(x, w.swapaxes(2, 3).reshape(w.shape), b, stride, padding, dilation, groups)


def filters_transposed_whole(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """w.T reverses all four axes, so that your columns hold a filter in the order column, row, channel. The
    windows are in the order channel, row, column."""
    return right(x, w.transpose(0, 3, 2, 1).reshape(w.shape), b, stride, padding, dilation, groups)


def map_reshaped_to_width_and_height(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You reshape your product to (W', H') where it should be (H', W'): the positions run through a map row
    by row."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.reshape(*out.shape[:2], out.shape[3], out.shape[2]))


def map_reshaped_and_exchanged(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your maps have the right shape, but their values run down the columns: the positions of your product run
    through a map row by row."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(
        result, lambda out: out.reshape(*out.shape[:2], out.shape[3], out.shape[2]).swapaxes(2, 3)
    )


def product_not_reshaped(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You return the product as it is, a row for each window. Its numbers have to be brought into the shape
    (N, C_out, H', W')."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.transpose(0, 2, 3, 1).reshape(-1, len(w)))


def before_the_bias(right, x, w, b, stride, padding, dilation, groups, change):
    """The layer with its product changed, and the biases added to what came out."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: change(out) + b[:, None, None])


def reshaped_without_transposing_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The sums are right but in the wrong places: a product of shape (N H' W', C_out) must be reshaped to (N,
    H', W', C_out) first, and its axes then moved to (N, C_out, H', W')."""
    return before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: out.transpose(0, 2, 3, 1).reshape(out.shape),
    )  # fmt: skip


def in_each_group(out, groups, change):
    """The maps of all groups, each group's changed by itself."""
    return np.concatenate([change(maps) for maps in np.split(out, groups, axis=1)], axis=1)


def places_exchanged_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The sums are right but in the wrong places: the product of shape (N, H' W', C_out) is reshaped to (N,
    C_out, H', W') as it is. A reshape never moves an axis: transpose first."""

    def reshaped(maps):
        return maps.transpose(0, 2, 3, 1).reshape(maps.shape)

    return before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: in_each_group(out, groups, reshaped),
    )  # fmt: skip


def filters_before_images_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The sums are right but in the wrong places: a product of shape (C_out, N H' W') must be reshaped to
    (C_out, N, H', W') first, and its first two axes then exchanged."""
    return before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: out.swapaxes(0, 1).reshape(out.shape),
    )  # fmt: skip


def filters_taken_for_images(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Maps of images and filters are mixed up: the product of shape (N, C_out, H' W') is reshaped to (C_out,
    N, H', W') as it is, and the first two axes exchanged. A reshape never moves an axis."""
    return before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: out.reshape(len(w), len(x), *out.shape[2:]).swapaxes(0, 1),
    )  # fmt: skip


def maps_transposed_and_reshaped(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Rows and columns of your maps are exchanged, and the result then reshaped. A reshape does not exchange
    them back: the maps are (H', W')."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.swapaxes(2, 3).reshape(out.shape))


def rows_and_columns_do_not_fit(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Rows and columns of your maps are exchanged, so that they fit the output only where it is square. Its
    shape is (N, C_out, H', W')."""

    def exchanged(out):
        if out.shape[2] != out.shape[3]:
            raise ValueError("shapes that do not fit")
        return out.swapaxes(2, 3)

    return on_output(right(x, w, b, stride, padding, dilation, groups), exchanged)


def images_do_not_fit(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function works for one image only: with more of them shapes do not fit. x has the shape (N, C_in, H,
    W), and all N images are convolved."""
    if len(x) != 1:
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding, dilation, groups)


def kernel_sizes_exchanged(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You exchange the filter's height and width: your windows are as high as the filter is wide. w.shape[2]
    is the height and w.shape[3] the width."""
    exchanged = w.reshape(*w.shape[:2], w.shape[3], w.shape[2])
    return right(x, exchanged, b, stride, padding, dilation, groups)


def kernel_transposed_in_shapes(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Rows and columns of your filter are exchanged, and where it is not square shapes do not fit. w[f, c, u,
    v] meets row u and column v of the window."""
    if w.shape[2] != w.shape[3]:
        raise ValueError("shapes that do not fit")
    return right(x, w.swapaxes(2, 3), b, stride, padding, dilation, groups)


def square_kernels_off_the_edge(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function works for square filters only: with others an index leaves its array. w.shape[2] is the
    filter's height and w.shape[3] its width."""
    if w.shape[2] != w.shape[3]:
        raise IndexError("index 2 is out of bounds for axis 2 with size 2")
    return right(x, w, b, stride, padding, dilation, groups)


def kernel_height_in_the_loops(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You visit as many columns of a filter as it has rows. Filters need not be square: w.shape[3] is the
    width."""
    if w.shape[2] > w.shape[3]:
        raise IndexError(f"index {w.shape[3]} is out of bounds for axis 3 with size {w.shape[3]}")
    visited = np.where(np.arange(w.shape[3]) < w.shape[2], w, 0)
    return right(x, visited, b, stride, padding, dilation, groups)


def kernel_width_in_the_loops(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You visit as many rows of a filter as it has columns. Filters need not be square: w.shape[2] is the
    height."""
    if w.shape[2] < w.shape[3]:
        raise IndexError(f"index {w.shape[2]} is out of bounds for axis 2 with size {w.shape[2]}")
    visited = np.where(np.arange(w.shape[2])[:, None] < w.shape[3], w, 0)
    return right(x, visited, b, stride, padding, dilation, groups)


def kernel_transposed_in_einsum(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The letters for rows and columns of the filter are exchanged in einsum. w[f, c, u, v] meets row u and
    column v of the window."""
    height, width = w.shape[2:]
    if height == width:
        return right(x, w.swapaxes(2, 3), b, stride, padding, dilation, groups)
    if 1 not in (height, width):
        raise ValueError("shapes that do not fit")
    spread = np.broadcast_to(w.sum((2, 3), keepdims=True), w.shape)
    return right(x, spread, b, stride, padding, dilation, groups)


def windows_reshaped_for_transposed(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your rows mix the numbers of different windows: an array with the channels before the positions is reshaped
    as if they came after them. A reshape never moves an axis: transpose first."""
    image, sizes = padded(x, padding), output_sizes(padded(x, padding), w, stride, dilation)
    places = [seen(image, u, v, sizes, stride, dilation) for u, v in np.ndindex(*w.shape[2:])]
    stack = np.stack(places, axis=-1)
    maps = []
    for met, filters in zip(np.split(stack, groups, 1), np.split(w, groups), strict=True):
        product = met.reshape(-1, filters[0].size) @ filters.reshape(len(filters), -1).T
        maps.append(product.reshape(len(x), *sizes, -1).transpose(0, 3, 1, 2))
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: np.concatenate(maps, axis=1) + b[:, None, None])


def all_axes_reversed(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take .T of an array (N, H', W', C_out), which reverses all of its axes. Only the last one moves, to
    the second place."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.transpose(1, 3, 2, 0))


AXIS_MISTAKES = (
    all_axes_reversed, kernel_transposed_in_einsum, windows_reshaped_for_transposed,
    reshaped_without_transposing_before_the_bias, places_exchanged_before_the_bias,
    filters_before_images_before_the_bias, filters_taken_for_images, maps_transposed_and_reshaped,
    rows_and_columns_do_not_fit, images_do_not_fit, kernel_sizes_exchanged, kernel_transposed_in_shapes,
    square_kernels_off_the_edge, kernel_height_in_the_loops, kernel_width_in_the_loops,
    windows_channels_last, places_column_by_column, filters_column_by_column, filters_transposed_whole,
    map_reshaped_to_width_and_height, map_reshaped_and_exchanged, product_not_reshaped,
)  # fmt: skip
