"""Mistakes of a2.im2col in which windows there are, in its options, and around any function."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import around, padded
from autograder.checks.a2_convolution.im2col_windows import as_rows, on_windows, window_counts
from autograder.checks.inputs import pair
from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    pairs_refused,
)


def _none_fits(x, kernel, stride, padding, dilation) -> bool:
    """Whether a kernel that a mistake has made larger, or an image that it has made smaller, leaves no window."""
    return min(window_counts(x, kernel, stride, padding, dilation)) < 1


def _so_many(right, counts, x, kernel, stride, padding, dilation):
    """So many windows below and beside one another: the padded images, cut off behind the last of them."""
    if min(counts) < 0:
        raise ValueError("negative dimensions are not allowed")
    options = zip(counts, pair(kernel), pair(stride), pair(dilation), strict=True)
    rows, columns = (max((n - 1) * s + d * (k - 1) + 1, 0) for n, k, s, d in options)
    return right(padded(x, padding)[:, :, :rows, :columns], kernel, stride, 0, dilation)


def kernel_pair_refused(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your function takes a whole number only as the kernel. It may be a pair (rows, columns) as well."""
    if isinstance(kernel, tuple):
        raise TypeError("unsupported operand type(s) for -: 'int' and 'tuple'")
    return right(x, kernel, stride, padding, dilation)


def kernel_number_refused(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your function takes a pair only as the kernel. It may be a whole number as well, which then stands for both
    directions."""
    if not isinstance(kernel, tuple):
        raise TypeError("cannot unpack non-iterable int object")
    return right(x, kernel, stride, padding, dilation)


def kernel_pair_swapped(right, x, kernel, stride=1, padding=0, dilation=1):
    """You read the kernel as (width, height). Its first number counts the rows of a window, the second the
    columns."""
    return right(x, pair(kernel)[::-1], stride, padding, dilation)


def kernel_height_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """Of a kernel given as a pair you use the first number for both directions. The second one is the width of a
    window."""
    return right(x, pair(kernel)[0], stride, padding, dilation)


def kernel_width_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """Of a kernel given as a pair you use the second number for both directions. The first one is the height of a
    window."""
    return right(x, pair(kernel)[1], stride, padding, dilation)


def stride_ignored(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your windows are one step apart whatever the stride. They should be as far apart as the stride says."""
    return right(x, kernel, 1, padding, dilation)


def stride_on_rows_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your windows go down by the stride, but to the right by single steps. The stride holds for both directions."""
    return right(x, kernel, (pair(stride)[0], 1), padding, dilation)


def stride_on_columns_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your windows go to the right by the stride, but down by single steps. The stride holds for both directions."""
    return right(x, kernel, (1, pair(stride)[1]), padding, dilation)


def stride_pair_swapped(right, x, kernel, stride=1, padding=0, dilation=1):
    """You read the stride as (width, height). The first number of a pair goes down, the second to the right."""
    return right(x, kernel, pair(stride)[::-1], padding, dilation)


def first_of_stride_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """Of a stride given as a pair you use the first number for both directions. The second one goes to the right."""
    return right(x, kernel, pair(stride)[0], padding, dilation)


def stride_in_size_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """There are as many windows as the stride asks for, but neighbouring ones are one step apart. Window (i, j) begins
    at row i * stride and column j * stride."""
    counts = window_counts(x, kernel, stride, padding, dilation)
    return _so_many(right, counts, x, kernel, 1, padding, dilation)


def stride_missing_in_the_size(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your matrix has room for the windows of stride 1, and below those of the stride it stays 0. With a stride s
    there are (H + 2p - k) // s + 1 of them below one another."""
    rows = right(x, kernel, stride, padding, dilation)
    height, width = window_counts(x, kernel, 1, padding, dilation)
    out = np.zeros((len(x) * height * width, *rows.shape[1:]), rows.dtype)
    out[: len(rows)] = rows
    return out


def stride_as_dilation(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your stride pulls the pixels of a window apart. It is the distance from one window to the next; within a
    window the pixels are as far apart as the dilation says."""
    apart = tuple(s * d for s, d in zip(pair(stride), pair(dilation), strict=True))
    if _none_fits(x, kernel, 1, padding, apart):
        raise ValueError("negative dimensions are not allowed")
    return right(x, kernel, 1, padding, apart)


def windows_side_by_side(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your windows stand side by side: from one to the next you step by the kernel's size. They are as far apart as
    the stride says, which is 1 where nothing is said."""
    return right(x, kernel, kernel, padding, dilation)


def padding_ignored(right, x, kernel, stride=1, padding=0, dilation=1):
    """The padding has no effect in your function. Put zeros around the images first."""
    if _none_fits(x, kernel, stride, 0, dilation):
        raise ValueError("negative dimensions are not allowed")
    return right(x, kernel, stride, 0, dilation)


def padding_top_left_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your padding counts at one end only: the zeros stand above and to the left alone, or there are too few windows
    to reach those below and to the right. They go on all four sides."""
    rows, columns = pair(padding)
    return right(around(x, rows, 0, columns, 0), kernel, stride, 0, dilation)


def padding_on_rows_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """You pad above and below, but not to the left and right. Both directions are padded."""
    padding = pair(padding)[0], 0
    if _none_fits(x, kernel, stride, padding, dilation):
        raise ValueError("negative dimensions are not allowed")
    return right(x, kernel, stride, padding, dilation)


def padding_on_columns_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """You pad to the left and right, but not above and below. Both directions are padded."""
    padding = 0, pair(padding)[1]
    if _none_fits(x, kernel, stride, padding, dilation):
        raise ValueError("negative dimensions are not allowed")
    return right(x, kernel, stride, padding, dilation)


def padding_pair_swapped(right, x, kernel, stride=1, padding=0, dilation=1):
    """You read the padding as (width, height). The first number of a pair counts the rows added at each end, the
    second the columns."""
    return right(x, kernel, stride, pair(padding)[::-1], dilation)


def first_of_padding_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """Of a padding given as a pair you use the first number for both directions. The second one counts the
    columns."""
    return right(x, kernel, stride, pair(padding)[0], dilation)


def padding_repeats_the_edge(right, x, kernel, stride=1, padding=0, dilation=1):
    """You pad with copies of the border's pixels. The padding is made of zeros."""
    return right(padded(x, padding, "edge"), kernel, stride, 0, dilation)


def every_axis_padded(right, x, kernel, stride=1, padding=0, dilation=1):
    """You pad all four axes, so that images and channels of zeros appear. Only height and width grow."""
    rows, columns = pair(padding)
    return right(np.pad(x, ((rows,), (rows,), (0,), (0,))), kernel, stride, padding, dilation)


def padding_missing_in_the_size(right, x, kernel, stride=1, padding=0, dilation=1):
    """You count the windows as if there were no padding, so that those at the end are missing. They go over the
    padded images, which have H + 2p rows."""
    counts = window_counts(x, kernel, stride, 0, dilation)
    return _so_many(right, counts, x, kernel, stride, padding, dilation)


def dilation_ignored(right, x, kernel, stride=1, padding=0, dilation=1):
    """The dilation has no effect in your function. Neighbouring places of the kernel should meet pixels that lie
    dilation apart."""
    return right(x, kernel, stride, padding, 1)


def dilation_in_size_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """There are as many windows as the dilation leaves room for, but their pixels lie side by side. Neighbouring
    places of the kernel should meet pixels that lie dilation apart."""
    counts = window_counts(x, kernel, stride, padding, dilation)
    return _so_many(right, counts, x, kernel, stride, padding, 1)


def dilation_missing_in_the_size(right, x, kernel, stride=1, padding=0, dilation=1):
    """You count the windows as if there were no dilation, so that the last ones leave the image. A kernel of k places
    reaches across d (k - 1) + 1 pixels."""
    if window_counts(x, kernel, stride, padding, dilation) != window_counts(x, kernel, stride, padding):
        raise ValueError("shapes that do not fit")
    return right(x, kernel, stride, padding, dilation)


def index_leaves_the_image_with_dilation(right, x, kernel, stride=1, padding=0, dilation=1):
    """Where there is a dilation your index leaves the image: you count the windows as if there were none. A kernel of
    k places reaches across d (k - 1) + 1 pixels."""
    if window_counts(x, kernel, stride, padding, dilation) != window_counts(x, kernel, stride, padding):
        raise IndexError(f"index {x.shape[3]} is out of bounds for axis 3 with size {x.shape[3]}")
    return right(x, kernel, stride, padding, dilation)


def kernel_times_dilation(right, x, kernel, stride=1, padding=0, dilation=1):
    """You take d k pixels for the reach of a dilated kernel, so that the last windows are missing. From its first
    place to its last one there are k - 1 steps of d: it reaches across d (k - 1) + 1 pixels."""
    reach = tuple(k * d for k, d in zip(pair(kernel), pair(dilation), strict=True))
    counts = window_counts(x, reach, stride, padding)
    return _so_many(right, counts, x, kernel, stride, padding, dilation)


def dilation_pair_swapped(right, x, kernel, stride=1, padding=0, dilation=1):
    """You read the dilation as (width, height). The first number of a pair holds for the rows of a window, the second
    for its columns."""
    return right(x, kernel, stride, padding, pair(dilation)[::-1])


def first_of_dilation_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """Of a dilation given as a pair you use the first number for both directions. The second one holds for the
    columns of a window."""
    return right(x, kernel, stride, padding, pair(dilation)[0])


def dilation_on_rows_only(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your dilation pulls the rows of a window apart, but not its columns. It holds for both directions."""
    return right(x, kernel, stride, padding, (pair(dilation)[0], 1))


def dilation_thins_the_image(right, x, kernel, stride=1, padding=0, dilation=1):
    """With a dilation your windows begin too far apart: you thin the image out first, or multiply the stride by the
    dilation. The dilation is within a window: from one window to the next it is the stride alone."""
    rows, columns = pair(dilation)
    return right(padded(x, padding)[:, :, ::rows, ::columns], kernel, stride, 0, 1)


def stride_and_dilation_exchanged(right, x, kernel, stride=1, padding=0, dilation=1):
    """Stride and dilation are exchanged in your function. The stride is the distance from window to window, the
    dilation the one from pixel to pixel within a window."""
    if _none_fits(x, kernel, dilation, padding, stride):
        raise ValueError("negative dimensions are not allowed")
    return right(x, kernel, dilation, padding, stride)


def size_one_short(right, x, kernel, stride=1, padding=0, dilation=1):
    """The windows at the lower and at the right edge are missing: there is one place more than there are steps.
    (H + 2p - k) // s + 1 windows stand below one another."""
    height, width = window_counts(x, kernel, stride, padding, dilation)
    return _so_many(right, (height - 1, width - 1), x, kernel, stride, padding, dilation)


def last_windows_missed(right, x, kernel, stride=1, padding=0, dilation=1):
    """Windows that end exactly at the lower or at the right edge are missing. They still fit: range stops before its
    end."""
    steps = window_counts(x, kernel, 1, padding, dilation)
    counts = [(n - 1 + s - 1) // s for n, s in zip(steps, pair(stride), strict=True)]
    rows = _so_many(right, counts, x, kernel, stride, padding, dilation)
    return rows if len(rows) else np.array([])


def last_windows_left_zero(right, x, kernel, stride=1, padding=0, dilation=1):
    """The rows of windows that end exactly at the lower or at the right edge stay 0. These windows still fit: range
    stops before its end."""
    options = kernel, stride, padding, dilation
    spare = [
        (n - 1) % s for n, s in zip(window_counts(x, kernel, 1, padding, dilation), pair(stride), strict=True)
    ]
    kept = (slice(None), *(slice(None if left else -1) for left in spare))

    def others_zero(windows):
        out = np.zeros_like(windows)
        out[kept] = windows[kept]
        return as_rows(out)

    return on_windows(right, x, options, others_zero)


def height_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """You take H' for the number of windows beside one another as well: where the image is wide, windows are missing,
    and where it is high, yours leave it. W' follows from the width of the image."""
    height, width = window_counts(x, kernel, stride, padding, dilation)
    if height > width:
        raise ValueError("shapes that do not fit")
    return _so_many(right, (height, height), x, kernel, stride, padding, dilation)


def width_for_both(right, x, kernel, stride=1, padding=0, dilation=1):
    """You take W' for the number of windows below one another as well: where the image is high, windows are missing,
    and where it is wide, yours leave it. H' follows from the height of the image."""
    height, width = window_counts(x, kernel, stride, padding, dilation)
    if width > height:
        raise ValueError("shapes that do not fit")
    return _so_many(right, (width, width), x, kernel, stride, padding, dilation)


def sizes_exchanged(right, x, kernel, stride=1, padding=0, dilation=1):
    """H' and W' are exchanged in your function, which fits only where they are equal. H' follows from the height of
    the image, x.shape[2], and W' from its width, x.shape[3]."""
    height, width = window_counts(x, kernel, stride, padding, dilation)
    if height != width:
        raise ValueError("shapes that do not fit")
    return right(x, kernel, stride, padding, dilation)


def size_rounded_up(right, x, kernel, stride=1, padding=0, dilation=1):
    """Where the windows do not end exactly at the edge, your last ones hang over it. Round the number of windows down:
    what does not fill a whole one is left out."""
    steps = window_counts(x, kernel, 1, padding, dilation)
    if any((n - 1) % s for n, s in zip(steps, pair(stride), strict=True)):
        raise ValueError("shapes that do not fit")
    return right(x, kernel, stride, padding, dilation)


def sizes_are_floats(right, x, kernel, stride=1, padding=0, dilation=1):
    """Your function takes a number made with / as a size or in a slice: / makes a float, even of whole numbers.
    Divide with //."""
    right(x, kernel, stride, padding, dilation)
    raise TypeError("'float' object cannot be interpreted as an integer")


def options_unwritten(right, x, kernel, stride=1, padding=0, dilation=1):
    """None of the options is written yet: your function raises NotImplementedError for them."""
    if (pair(stride), pair(padding), pair(dilation)) != ((1, 1), (0, 0), (1, 1)):
        raise NotImplementedError("stride, padding and dilation")
    return right(x, kernel, stride, padding, dilation)


def dilation_unwritten(right, x, kernel, stride=1, padding=0, dilation=1):
    """The dilation is not written yet: your function raises NotImplementedError for it."""
    if pair(dilation) != (1, 1):
        raise NotImplementedError("dilation")
    return right(x, kernel, stride, padding, dilation)


def input_written(right, x, kernel, stride=1, padding=0, dilation=1):
    """You write into an array that you were given, even if its numbers stay or come back. It need not allow that:
    work on a copy."""
    x[...] = x
    return right(x, kernel, stride, padding, dilation)


WINDOW_MISTAKES = (
    kernel_pair_refused, kernel_number_refused, kernel_pair_swapped, kernel_height_for_both, kernel_width_for_both,
    stride_ignored, stride_on_rows_only, stride_on_columns_only, stride_pair_swapped, first_of_stride_for_both,
    stride_in_size_only, stride_missing_in_the_size, stride_as_dilation, windows_side_by_side,
    padding_ignored, padding_top_left_only, padding_on_rows_only, padding_on_columns_only, padding_pair_swapped,
    first_of_padding_for_both, padding_repeats_the_edge, every_axis_padded, padding_missing_in_the_size,
    dilation_ignored, dilation_in_size_only, dilation_missing_in_the_size, index_leaves_the_image_with_dilation,
    kernel_times_dilation, dilation_pair_swapped, first_of_dilation_for_both,
    dilation_on_rows_only, dilation_thins_the_image, stride_and_dilation_exchanged,
    size_one_short, last_windows_missed, last_windows_left_zero, height_for_both, width_for_both, sizes_exchanged,
    size_rounded_up, sizes_are_floats, options_unwritten, dilation_unwritten, input_written,
    pairs_refused, always_float64, always_float32, input_changed, first_answer_kept, nothing_returned,
)  # fmt: skip
