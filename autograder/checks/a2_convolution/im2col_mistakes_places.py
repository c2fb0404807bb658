"""Mistakes of a2.im2col: a window's place counted with another size, an axis or an image that is lost, zeros at another
place."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import around
from autograder.checks.a2_convolution.im2col_windows import as_rows, on_windows, window_counts
from autograder.checks.inputs import pair
from autograder.checks.mistakes import raise_at_minus_zero


def numbered(right, x, options, number):
    """The rows of a right function put at other places of the matrix: number(n, i, j, H', W')."""

    def placed(windows):
        batch, height, width = windows.shape[:3]
        out = np.zeros_like(as_rows(windows))
        for n, i, j in np.ndindex(batch, height, width):
            row = number(n, i, j, height, width)
            if row >= len(out):
                raise IndexError(f"index {row} is out of bounds for axis 0 with size {len(out)}")
            out[row] = windows[n, i, j].ravel()
        return out

    return on_windows(right, x, options, placed)


def images_and_rows_counted_with_the_height(right, x, kernel, stride=1, padding=0, dilation=1):
    """You count with H' where W' belongs, for the windows of an image as for those of a row, so that some take the
    places of others, or your index leaves the matrix. In a row of windows there are W' of them, in an image H' W'."""
    return numbered(
        right,
        x,
        (kernel, stride, padding, dilation),
        lambda n, i, j, height, width: (n * height + i) * height + j,
    )


def images_counted_with_the_width(right, x, kernel, stride=1, padding=0, dilation=1):
    """You count with W' where H' belongs: an image of yours has W' W' windows, so that those of some images take the
    places of others, or your index leaves the matrix. There are H' W' of them."""
    return numbered(
        right,
        x,
        (kernel, stride, padding, dilation),
        lambda n, i, j, height, width: (n * width + i) * width + j,
    )


def images_one_row_apart(right, x, kernel, stride=1, padding=0, dilation=1):
    """The windows of an image begin one row of the matrix below those of the image before, and take their places. Image
    n begins at row n H' W'."""
    return numbered(
        right, x, (kernel, stride, padding, dilation), lambda n, i, j, height, width: n + i * width + j
    )


def row_and_column_added(right, x, kernel, stride=1, padding=0, dilation=1):
    """You add the two numbers of a window's place to get its row, so that different windows share one. There are W'
    windows in each row of windows, and H' W' in each image."""
    return numbered(
        right,
        x,
        (kernel, stride, padding, dilation),
        lambda n, i, j, height, width: n * height * width + i + j,
    )


def rows_counted_downwards(right, x, kernel, stride=1, padding=0, dilation=1):
    """You give window (i, j) the number j W' + i, so that windows go down first, and where the map is not square some
    take the places of others. From left to right comes first: row i begins after i rows of W' windows."""
    return numbered(
        right, x, (kernel, stride, padding, dilation),
        lambda n, i, j, height, width: n * height * width + j * width + i,
    )  # fmt: skip


def slice_up_to_minus_zero(right, x, kernel, stride=1, padding=0, dilation=1):
    """Without padding your slice [p:-p] is [0:0], which is empty. Let it end at p + H, and at p + W, instead of -p."""
    raise_at_minus_zero(padding)
    return right(x, kernel, stride, padding, dilation)


def slice_up_to_minus_zero_in_one_direction(right, x, kernel, stride=1, padding=0, dilation=1):
    """Where one of the two paddings is 0 your slice [p:-p] is [0:0], which is empty. Let it end at p + H, and at p + W,
    instead of -p."""
    if any(pair(padding)):
        raise_at_minus_zero(padding)
    return right(x, kernel, stride, padding, dilation)


def every_axis_padded_by_a_number(right, x, kernel, stride=1, padding=0, dilation=1):
    """You hand a padding that is a whole number to np.pad as it is, which pads all four axes, so that images and
    channels of zeros appear. Only height and width grow."""
    more = 0 if isinstance(padding, tuple) else padding
    return right(np.pad(x, ((more,), (more,), (0,), (0,))), kernel, stride, padding, dilation)


def every_axis_padded_before_and_after(right, x, kernel, stride=1, padding=0, dilation=1):
    """You hand the padding to np.pad as it is, which pads all four axes, and takes a pair for the zeros before and
    behind. Only height and width grow, and each by the same number at both ends."""
    before, behind = pair(padding)
    return right(np.pad(x, ((before, behind),) * 4), kernel, stride, 0, dilation)


def images_and_channels_of_zeros_cut_off(right, x, kernel, stride=1, padding=0, dilation=1):
    """You pad all four axes and use the first images and channels alone, so that your matrix is full of zeros. Only
    height and width grow."""
    if isinstance(padding, tuple) or not padding:
        return right(x, kernel, stride, padding, dilation)
    padded = np.pad(x, ((padding,), (padding,), (0,), (0,)))
    return right(padded[: len(x), : x.shape[1]], kernel, stride, padding, dilation)


def padding_before_and_after(right, x, kernel, stride=1, padding=0, dilation=1):
    """You read the padding as (before, behind): of a pair, the first number of zeros goes above and to the left, the
    second below and to the right. The first counts the rows added at each end, the second the columns."""
    before, behind = pair(padding)
    return right(around(x, before, behind, before, behind), kernel, stride, 0, dilation)


def padding_twice(right, x, kernel, stride=1, padding=0, dilation=1):
    """You put twice as many zeros at each side as the padding says. It counts those of one side."""
    return right(x, kernel, stride, tuple(2 * p for p in pair(padding)), dilation)


def image_at_the_upper_left(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your padded images have the right size, but the image stands in their upper left corner. It belongs in the
    middle, with zeros on all four sides."""
    rows, columns = pair(padding)
    return right(around(x, 0, 2 * rows, 0, 2 * columns), kernel, stride, 0, dilation)


def padding_below_and_right_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """You pad below and to the right only. The zeros go on all four sides."""
    rows, columns = pair(padding)
    return right(around(x, 0, rows, 0, columns), kernel, stride, 0, dilation)


def last_windows_missed_in_a_matrix(right, x, kernel, stride=1, padding=0, dilation=1):
    """Windows that end exactly at the lower or at the right edge are missing from your matrix. They still fit: range
    stops before its end."""
    return _without_the_last(right, x, kernel, stride, padding, dilation, (True, True))


def last_row_of_windows_missed(right, x, kernel, stride=1, padding=0, dilation=1):
    """Windows that end exactly at the lower edge are missing from your matrix. They still fit: range stops before its
    end."""
    return _without_the_last(right, x, kernel, stride, padding, dilation, (True, False))


def last_column_of_windows_missed(right, x, kernel, stride=1, padding=0, dilation=1):
    """Windows that end exactly at the right edge are missing from your matrix. They still fit: range stops before its
    end."""
    return _without_the_last(right, x, kernel, stride, padding, dilation, (False, True))


def _without_the_last(right, x, kernel, stride, padding, dilation, missed):
    """The matrix without the windows that end at the lower edge, or at the right one, or at both."""
    options = kernel, stride, padding, dilation
    steps, counts = window_counts(x, kernel, 1, padding, dilation), window_counts(x, *options)
    ends = [n - (not (m - 1) % s and gone) for n, m, s, gone in
            zip(counts, steps, pair(stride), missed, strict=True)]  # fmt: skip
    return on_windows(right, x, options, lambda windows: as_rows(windows[:, : ends[0], : ends[1]]))


def stride_before_the_plus_one(right, x, kernel, stride=1, padding=0, dilation=1):
    """You add the 1 before you divide by the stride, so that windows at the lower or at the right edge can be missing.
    The first place is counted apart, after the division."""
    options = kernel, stride, padding, dilation
    steps = window_counts(x, kernel, 1, padding, dilation)
    height, width = (n // s for n, s in zip(steps, pair(stride), strict=True))
    return on_windows(right, x, options, lambda windows: as_rows(windows[:, :height, :width]))


def columns_of_windows_channels_last(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your columns are in the order column, row, channel. They are in the order channel, row, column: first all pixels
    of channel 0, then those of channel 1."""
    options = kernel, stride, padding, dilation
    return on_windows(right, x, options, lambda windows: as_rows(windows.transpose(0, 1, 2, 5, 4, 3)))


def channels_reversed(right, x, kernel, stride=1, padding=0, dilation=1):
    """The channels of a window are in the opposite order in your rows. Those of channel 0 come first."""
    return right(x[:, ::-1], kernel, stride, padding, dilation)


def images_reversed(right, x, kernel, stride=1, padding=0, dilation=1):
    """The images are in the opposite order in your matrix. The windows of the first image come first."""
    return right(x[::-1], kernel, stride, padding, dilation)


def last_channel_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your rows have the last channel alone: each channel takes the place of the one before. A row holds all channels
    of its window, one after another."""
    return right(x[:, -1:], kernel, stride, padding, dilation)


def images_added(right, x, kernel, stride=1, padding=0, dilation=1):
    """You add the images up. Here nothing is added: the windows of each image have rows of their own."""
    return right(x.sum(0, keepdims=True), kernel, stride, padding, dilation)


def second_of_stride_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """Of a stride given as a pair you use the second number for both directions. The first one goes down."""
    return right(x, kernel, pair(stride)[1], padding, dilation)


def second_of_padding_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """Of a padding given as a pair you use the second number for both directions. The first one counts the rows."""
    return right(x, kernel, stride, pair(padding)[1], dilation)


def second_of_dilation_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """Of a dilation given as a pair you use the second number for both directions. The first one holds for the rows of
    a window."""
    return right(x, kernel, stride, padding, pair(dilation)[1])


def dilation_on_columns_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your dilation pulls the columns of a window apart, but not its rows. It holds for both directions."""
    return right(x, kernel, stride, padding, (1, pair(dilation)[1]))


MATRIX_PLACE_MISTAKES = (
    images_and_rows_counted_with_the_height, images_counted_with_the_width, images_one_row_apart,
    row_and_column_added, rows_counted_downwards,
    slice_up_to_minus_zero, slice_up_to_minus_zero_in_one_direction,
    every_axis_padded_by_a_number, every_axis_padded_before_and_after, images_and_channels_of_zeros_cut_off,
    padding_before_and_after, padding_twice, image_at_the_upper_left, padding_below_and_right_only,
    last_windows_missed_in_a_matrix, last_row_of_windows_missed, last_column_of_windows_missed,
    stride_before_the_plus_one, columns_of_windows_channels_last, channels_reversed, images_reversed,
    last_channel_only, images_added,
    second_of_stride_for_both, second_of_padding_for_both, second_of_dilation_for_both, dilation_on_columns_only,
)  # fmt: skip
