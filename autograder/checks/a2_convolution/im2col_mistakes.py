"""Mistakes of a2.im2col: in the order of rows and columns, and in what the matrix is made of. Those in which windows
there are, and in the options, are in `im2col_mistakes_windows.py`.

Many take the matrix of a right function apart into its windows, (N, H', W', C, kH, kW), and put it together in
another way, which is what a student's program does.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.im2col_mistakes_places import MATRIX_PLACE_MISTAKES, numbered
from autograder.checks.a2_convolution.im2col_mistakes_windows import WINDOW_MISTAKES
from autograder.checks.a2_convolution.im2col_windows import as_rows, on_windows, reshaped, window_counts
from autograder.checks.inputs import pair
from autograder.checks.mistakes import memory


def columns_channels_last(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your columns are in the order row, column, channel. They are in the order channel, row, column: first all
    pixels of channel 0, then those of channel 1."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: as_rows(windows.transpose(0, 1, 2, 4, 5, 3)))


def windows_column_by_column(right, x, kernel, stride=1, padding=0, dilation=1):
    """You stretch each window column by column. Within a channel it is read row by row."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: as_rows(windows.swapaxes(4, 5)))


def windows_reversed(right, x, kernel, stride=1, padding=0, dilation=1):
    """You turn each window round, as the true convolution does with the filter. A row begins with the upper left
    pixel of its window."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: as_rows(windows[..., ::-1, ::-1]))


def rows_images_last(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your rows are in the order i, j, n: the same place of all images, then the next place. All windows of the
    first image come first, then those of the second."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: as_rows(windows.transpose(1, 2, 0, 3, 4, 5)))


def rows_place_by_place_downwards(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your windows go down first and then to the right. The rows are in the order n, i, j: of one image, all windows
    at the top come first, from left to right."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: as_rows(windows.swapaxes(1, 2)))


def windows_in_columns(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your matrix is transposed: each window is a column. Here each window is a row: (N H' W', C kH kW)."""
    return right(x, kernel, stride, padding, dilation).T


def windows_in_columns_images_last(right, x, kernel, stride=1, padding=0, dilation=1):
    """Each window is a column of your matrix, and the same place of all images comes before the next place. Here each
    window is a row, and all windows of the first image come first."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: as_rows(windows.transpose(1, 2, 0, 3, 4, 5)).T)


def windows_reshaped_as_they_are(right, x, kernel, stride=1, padding=0, dilation=1):
    """With several channels your rows mix windows: an array with the channels before the places, (N, C, H', W', kH,
    kW), is reshaped as it is. A reshape never moves an axis: move the channels behind the places first."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: reshaped(windows, 0, 3, 1, 2, 4, 5))


def places_reshaped_as_they_are(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your rows mix windows: an array with the places at the end, (N, C, kH, kW, H', W'), is reshaped as it is. A
    reshape never moves an axis: use transpose first, so that a window's numbers come last."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: reshaped(windows, 0, 3, 4, 5, 1, 2))


def places_of_the_kernel_first_reshaped(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your rows mix windows: an array with the places of the kernel first, (kH, kW, N, C, H', W'), is reshaped as it
    is. A reshape never moves an axis: use transpose first, so that a window's numbers come last."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: reshaped(windows, 4, 5, 0, 3, 1, 2))


def images_mixed_into_columns(right, x, kernel, stride=1, padding=0, dilation=1):
    """With several images your columns mix them: an array (N, C kH kW, H' W') is reshaped to (C kH kW, N H' W') and
    transposed. Exchange its last two axes first, and then reshape."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: _rows_of_columns(windows, 0, 3, 4, 5, 1, 2))


def channels_and_images_mixed(right, x, kernel, stride=1, padding=0, dilation=1):
    """With several images your columns mix them with the channels: an array (kH, kW, N, C, H', W') is reshaped so that
    the images come into the columns. They belong to the rows: use transpose first."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: _rows_of_columns(windows, 4, 5, 0, 3, 1, 2))


def _rows_of_columns(windows, *axes):
    """The windows with their axes in another order, reshaped to columns, and transposed."""
    return windows.transpose(axes).reshape(as_rows(windows).T.shape).T


def rows_of_each_channel(right, x, kernel, stride=1, padding=0, dilation=1):
    """Each channel of a window has a row of its own in your matrix. A row holds all channels of a window, one after
    another: C kH kW numbers."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: windows.reshape(-1, np.prod(windows.shape[4:])))


def rows_of_each_channel_of_an_image(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your matrix has the windows of channel 0, and below them those of channel 1. A row holds all channels of a
    window, one after another: C kH kW numbers."""
    options = kernel, stride, padding, dilation
    return on_windows(
        right,
        x,
        options,
        lambda windows: windows.transpose(0, 3, 1, 2, 4, 5).reshape(-1, np.prod(windows.shape[4:])),
    )


def windows_not_stretched(right, x, kernel, stride=1, padding=0, dilation=1):
    """You return all windows as they are, with six axes. Each is to be stretched to a row: (N H' W', C kH kW)."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: windows)


def images_on_an_axis_of_their_own(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your result has an axis for the images, (N, H' W', C kH kW). It is one matrix: the rows of the second image
    follow those of the first."""
    rows = right(x, kernel, stride, padding, dilation)
    return rows.reshape(len(x), -1, rows.shape[1])


def first_image_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your matrix has the windows of the first image alone. Those of the other images follow below."""
    return right(x[:1], kernel, stride, padding, dilation)


def last_image_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your matrix has the windows of the last image alone: each image's take the place of those before. They follow
    below one another."""
    return right(x[-1:], kernel, stride, padding, dilation)


def images_over_one_another(right, x, kernel, stride=1, padding=0, dilation=1):
    """The windows of every image go into the first rows of your matrix, over those of the one before. Image n begins
    at row n H' W'."""
    rows = right(x, kernel, stride, padding, dilation)
    each = len(rows) // len(x)
    out = np.zeros_like(rows)
    out[:each] = rows[len(rows) - each :]
    return out


def first_channel_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your rows have the first channel alone. A row holds all channels of its window, one after another."""
    return right(x[:, :1], kernel, stride, padding, dilation)


def channels_added(right, x, kernel, stride=1, padding=0, dilation=1):
    """You add the channels up. Here nothing is added: a row holds all channels of its window, one after another."""
    return right(x.sum(1, keepdims=True), kernel, stride, padding, dilation)


def first_window_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Only the first row of your matrix is filled, the others stay 0. The return belongs after all loops, as far
    left as the first for."""
    rows = right(x, kernel, stride, padding, dilation)
    rows[1:] = 0
    return rows


def last_window_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """All windows go into the first row of your matrix, each over the one before. The number of the row grows by 1
    from window to window."""
    rows = right(x, kernel, stride, padding, dilation)
    out = np.zeros_like(rows)
    out[:1] = rows[-1:]
    return out


def rows_counted_with_the_height(right, x, kernel, stride=1, padding=0, dilation=1):
    """You count the rows with H' where W' belongs, so that some windows take the places of others, or your index
    leaves the matrix. In a row of windows there are W' of them: window (i, j) has the number i W' + j."""
    options = kernel, stride, padding, dilation
    return numbered(right, x, options, lambda n, i, j, height, width: n * height * width + i * height + j)


def columns_counted_with_the_height(right, x, kernel, stride=1, padding=0, dilation=1):
    """You count the columns with kH where kW belongs, so that some pixels take the places of others, or your index
    leaves the matrix. In a row of a window there are kW pixels: pixel (u, v) has the number u kW + v."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, _with_columns_counted_by_the_height)


def _with_columns_counted_by_the_height(windows):
    channels, k_rows, k_columns = windows.shape[3:]
    out = np.zeros_like(as_rows(windows))
    for c, u, v in np.ndindex(channels, k_rows, k_columns):
        column = (c * k_rows * k_columns) + u * k_rows + v
        if column >= out.shape[1]:
            raise IndexError(f"index {column} is out of bounds for axis 1 with size {out.shape[1]}")
        out[:, column] = windows[..., c, u, v].ravel()
    return out


def upper_left_pixel_repeated(right, x, kernel, stride=1, padding=0, dilation=1):
    """All numbers of a row are the upper left pixel of its window: the place in the window does not come into your
    index. Place (u, v) meets the pixel u rows further down and v columns further to the right."""
    options = kernel, stride, padding, dilation
    return on_windows(
        right,
        x,
        options,
        lambda windows: as_rows(np.broadcast_to(windows[..., :1, :1], windows.shape)),
    )


def window_begins_at_the_column(right, x, kernel, stride=1, padding=0, dilation=1):
    """You exchange i and j where a window begins. The window of row i and column j of the map begins at row i and
    column j of the image, times the stride; where the map is not square, yours leaves the image."""
    options = kernel, stride, padding, dilation
    height, width = window_counts(x, *options)
    if height != width:
        raise ValueError("shapes that do not fit")
    return on_windows(right, x, options, lambda windows: as_rows(windows.swapaxes(1, 2)))


def one_axis_too_many(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your result has an axis too many: (N H' W', 1, C kH kW). It is a matrix, (N H' W', C kH kW)."""
    return right(x, kernel, stride, padding, dilation)[:, None]


def bytes_counted_from_the_shape(right, x, kernel, stride=1, padding=0, dilation=1):
    """You work the byte strides of your windows out of the shape. An array may lie in memory in another order or
    with gaps: take x.strides, or make a copy in C order first."""
    if pair(padding) == (0, 0):
        strides = np.cumprod([x.itemsize, *x.shape[:0:-1]])[::-1]
        x = np.lib.stride_tricks.as_strided(x, x.shape, strides).copy()
    return right(x, kernel, stride, padding, dilation)


def kept_without_options(right, x, kernel, stride=1, padding=0, dilation=1):
    """Called again with images of the same size and other options, your function uses the options of the first
    call. Keep nothing from one call to the next."""
    kept = memory(right)
    if kept.get("shape") != (x.shape, pair(kernel)):
        kept.update(shape=(x.shape, pair(kernel)), options=(stride, padding, dilation))
    return right(x, kernel, *kept["options"])


IM2COL_MISTAKES = (
    columns_channels_last, windows_column_by_column, windows_reversed,
    rows_images_last, rows_place_by_place_downwards, windows_in_columns, windows_in_columns_images_last,
    windows_reshaped_as_they_are, places_reshaped_as_they_are, places_of_the_kernel_first_reshaped,
    images_mixed_into_columns, channels_and_images_mixed,
    rows_of_each_channel, rows_of_each_channel_of_an_image, windows_not_stretched, images_on_an_axis_of_their_own,
    first_image_only, last_image_only, images_over_one_another, first_channel_only, channels_added,
    first_window_only, last_window_only, rows_counted_with_the_height, columns_counted_with_the_height,
    upper_left_pixel_repeated, window_begins_at_the_column, one_axis_too_many,
    bytes_counted_from_the_shape, kept_without_options,
    *MATRIX_PLACE_MISTAKES, *WINDOW_MISTAKES,
)  # fmt: skip
