"""Mistakes of a2.conv1x1: maps that are missing, made of another image or filter, or put together in another order."""

from __future__ import annotations

import numpy as np


def as_many_maps_as_channels(right, x, w, b):
    """Your output has as many maps as x has channels. It has one for each filter: (N, C_out, H, W)."""
    filters, channels = w.shape
    if filters > channels:
        raise IndexError(f"index {channels} is out of bounds for axis 1 with size {channels}")
    out = np.zeros_like(x)
    out[:, :filters] = right(x, w, b)
    return out


def all_maps_into_the_shape_of_x(right, x, w, b):
    """You give your output the shape of x, which fits only where there are as many filters as channels. It has a map
    for each filter: (N, C_out, H, W)."""
    if len(w) != w.shape[1]:
        raise ValueError("shapes that do not fit")
    return right(x, w, b)


def along_the_rows_biases_too(right, x, w, b):
    """You multiply along the height of the image, which is what w @ x does with four axes, and add b there. The sum
    goes over the channels, the second axis."""
    if w.shape[1] != x.shape[2]:
        raise ValueError("shapes that do not fit")
    return right(x.swapaxes(1, 2), w, b).swapaxes(1, 2)


def along_the_rows_biases_along_the_width(right, x, w, b):
    """You multiply along the height of the image, which is what w @ x does with four axes, and add b along the width.
    The sum goes over the channels, the second axis, and b belongs to the filters."""
    if w.shape[1] != x.shape[2] or (len(b) != 1 and x.shape[3] not in (1, len(b))):
        raise ValueError("shapes that do not fit")
    return right(x.swapaxes(1, 2), w, 0 * b).swapaxes(1, 2) + b


def images_mixed_with_channels_and_filters(right, x, w, b):
    """With several images your sums mix them: x is reshaped to (C_in, N H W) as it is, and the product to (N, C_out, H,
    W). A reshape never moves an axis: use transpose before the first and after the product."""
    n, c, height, width = x.shape
    out = right(x.reshape(c, n, height, width).swapaxes(0, 1), w, b)
    return out.swapaxes(0, 1).reshape(out.shape)


def images_mixed_and_filters_first(right, x, w, b):
    """With several images your sums mix them, x being reshaped to (C_in, N H W) as it is, and the filters come first in
    your output. A reshape never moves an axis: exchange images and channels before it, and back afterwards."""
    n, c, height, width = x.shape
    return right(x.reshape(c, n, height, width).swapaxes(0, 1), w, b).swapaxes(0, 1)


def pixels_reshaped_to_columns(right, x, w, b):
    """Your sums mix pixels of several places: an array with the channels last, (N, H, W, C_in), is reshaped to C_in
    rows. A reshape never moves an axis: transpose once more, so that the channels come first."""
    n, c, height, width = x.shape
    columns = x.transpose(0, 2, 3, 1).reshape(c, n, height, width)
    return right(columns.swapaxes(0, 1), w, b)


def channels_first_reshaped_to_pixels(right, x, w, b):
    """Your sums mix pixels of several places: an array with the channels first, (C_in, N, H, W), is reshaped to rows of
    C_in numbers. A reshape never moves an axis: bring the channels to the end with transpose."""
    n, c, height, width = x.shape
    return right(x.swapaxes(0, 1).reshape(n, height, width, c).transpose(0, 3, 1, 2), w, b)


def pixels_left_in_a_row(right, x, w, b):
    """You leave the pixels of a map in one row. Rows and columns are two axes: (N, C_out, H, W)."""
    out = right(x, w, b)
    return out.reshape(*out.shape[:2], -1)


def matrix_returned(right, x, w, b):
    """You return the product as it is, with a row for each pixel. The maps are to be put together from it: (N, C_out,
    H, W)."""
    out = right(x, w, b)
    return out.transpose(0, 2, 3, 1).reshape(-1, len(w))


def reshaped_to_width_and_height(right, x, w, b):
    """You reshape your maps to (N, C_out, W, H), so that their rows are cut to another length. They have H rows of
    W pixels."""
    out = right(x, w, b)
    return out.reshape(*out.shape[:2], out.shape[3], out.shape[2])


PLACE_MISTAKES = (
    as_many_maps_as_channels, all_maps_into_the_shape_of_x,
    along_the_rows_biases_too, along_the_rows_biases_along_the_width,
    images_mixed_with_channels_and_filters, images_mixed_and_filters_first,
    pixels_reshaped_to_columns, channels_first_reshaped_to_pixels,
    pixels_left_in_a_row, matrix_returned, reshaped_to_width_and_height,
)  # fmt: skip
