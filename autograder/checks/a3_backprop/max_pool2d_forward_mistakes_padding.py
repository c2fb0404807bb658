"""Mistakes of a3.max_pool2d_forward, around any right program: in the border, and in options given as pairs."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.pooling import framed, options_of, pooled_sizes
from autograder.checks.mistakes import on_output, raise_at_minus_zero


def _on_framed(right, x, kernel, stride, padding, value):
    """The maximum where the border has this value."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    return right(framed(x, padding, value), kernel, stride)


def border_of_zeros(right, x, kernel, stride=None, padding=0):
    """Your border is made of zeros, which win against negative values. It counts as minus infinity, so that it
    never is the maximum."""
    return _on_framed(right, x, kernel, stride, padding, 0)


def border_of_the_least(right, x, kernel, stride=None, padding=0):
    """Your border is made of ones below zero. It counts as minus infinity, so that it never is the maximum."""
    return _on_framed(right, x, kernel, stride, padding, -1)


def padding_ignored(right, x, kernel, stride=None, padding=0):
    """The padding has no effect in your function. Windows begin outside the image by that much, and there are
    more of them."""
    return right(x, kernel, stride, 0)


def padding_top_left_only(right, x, kernel, stride=None, padding=0):
    """Your windows are those of a border above and to the left alone. It lies on all four sides, so that an image
    grows by twice the padding."""
    kernel, stride, (rows, columns) = options_of(kernel, stride, padding)
    image = framed(x, (rows, columns))
    return right(image[:, :, : rows + x.shape[2], : columns + x.shape[3]], kernel, stride)


def padding_bottom_right_only(right, x, kernel, stride=None, padding=0):
    """You pad below and to the right only. The border lies on all four sides."""
    kernel, stride, (rows, columns) = options_of(kernel, stride, padding)
    return right(framed(x, (rows, columns))[:, :, rows:, columns:], kernel, stride)


def padding_on_rows_only(right, x, kernel, stride=None, padding=0):
    """You pad above and below, but not to the left and right. Both directions are padded."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    return right(framed(x, (padding[0], 0)), kernel, stride)


def padding_on_columns_only(right, x, kernel, stride=None, padding=0):
    """You pad to the left and right, but not above and below. Both directions are padded."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    return right(framed(x, (0, padding[1])), kernel, stride)


def padding_not_in_the_size(right, x, kernel, stride=None, padding=0):
    """Your output has the size that it has without padding, so its last rows and columns are missing. Padding
    makes room for more windows."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    height, width = pooled_sizes(x, kernel, stride, (0, 0))
    if min(height, width) < 0:
        raise ValueError("negative dimensions are not allowed")
    return on_output(right(x, kernel, stride, padding), lambda out: out[:, :, :height, :width])


def slice_up_to_minus_zero(right, x, kernel, stride=None, padding=0):
    """Without padding your slice [p:-p] is [0:0], which is empty. Let the slice end at p + height instead of
    -p."""
    raise_at_minus_zero(padding)
    return right(x, kernel, stride, padding)


def border_of_nothing(right, x, kernel, stride=None, padding=0):
    """Windows that begin above or to the left of the image begin at a negative index in your program, which counts
    from the end, so that nothing is in them. A window holds those of its places that lie inside the image."""
    if any(options_of(kernel, stride, padding)[2]):
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    return right(x, kernel, stride, padding)


def windows_moved_to_the_edge(right, x, kernel, stride=None, padding=0):
    """A window that begins outside the image is moved to the edge in your program and keeps its size, so that it
    reaches too far into the image. It ends where it ended before: cut it off at the edge, and count its end from
    where it began."""
    out, cache = right(x, kernel, stride, padding)
    kernel, stride, padding = options_of(kernel, stride, padding)
    for i, j in np.ndindex(*out.shape[2:]):
        top, left = max(i * stride[0] - padding[0], 0), max(j * stride[1] - padding[1], 0)
        out[:, :, i, j] = x[:, :, top : top + kernel[0], left : left + kernel[1]].max((2, 3))
    return out, cache


def padding_doubled(right, x, kernel, stride=None, padding=0):
    """You pad with twice as much on each side: 2 * padding is what a direction grows by, half of it at each end."""
    kernel, stride, (rows, columns) = options_of(kernel, stride, padding)
    return right(framed(x, (2 * rows, 2 * columns)), kernel, stride)


def kernel_height_for_both(right, x, kernel, stride=None, padding=0):
    """Of a kernel given as a pair you use the first number for both directions. The second one is the window's
    width."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    if padding[1] * 2 > kernel[0]:
        return right(x, kernel, stride, padding)
    return right(x, kernel[0], stride, padding)


def kernel_pair_swapped(right, x, kernel, stride=None, padding=0):
    """You read the kernel as (width, height). The first number of a pair is the window's height, the second its
    width."""
    kernel, own, padding = options_of(kernel, stride, padding)
    return right(x, kernel[::-1], kernel[::-1] if stride is None else own, padding)


def stride_pair_swapped(right, x, kernel, stride=None, padding=0):
    """You read the stride as (width, height). The first number of a pair moves the window down, the second to the
    right."""
    kernel, own, padding = options_of(kernel, stride, padding)
    return right(x, kernel, None if stride is None else own[::-1], padding)


def first_of_stride_for_both(right, x, kernel, stride=None, padding=0):
    """Of a stride given as a pair you use the first number for both directions. The second one moves the window
    to the right."""
    own = options_of(kernel, stride, padding)[1]
    return right(x, kernel, None if stride is None else own[0], padding)


def padding_pair_swapped(right, x, kernel, stride=None, padding=0):
    """You read the padding as (width, height). The first number of a pair counts the rows added at each end, the
    second the columns."""
    return right(x, kernel, stride, options_of(kernel, stride, padding)[2][::-1])


def pairs_swapped(right, x, kernel, stride=None, padding=0):
    """You read pairs as (width, height). The first number of a pair is for the rows, the second for the columns:
    of the kernel, the stride and the padding."""
    kernel, stride, padding = (two[::-1] for two in options_of(kernel, stride, padding))
    return right(x, kernel, stride, padding)


def padding_before_and_after(right, x, kernel, stride=None, padding=0):
    """You give a pair of paddings to both directions as (before, after). Its first number lies at both ends of the
    rows, above and below, and its second at both ends of the columns."""
    kernel, stride, (first, second) = options_of(kernel, stride, padding)
    border = ((0, 0), (0, 0), (first, second), (first, second))
    return right(np.pad(x, border, constant_values=-np.inf), kernel, stride)


def first_of_padding_for_both(right, x, kernel, stride=None, padding=0):
    """Of a padding given as a pair you use the first number for both directions. The second one counts the
    columns added at each end."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    return right(framed(x, (padding[0], padding[0])), kernel, stride)


def first_of_each_pair(right, x, kernel, stride=None, padding=0):
    """Of a kernel, a stride and a padding given as pairs you use the first numbers for both directions. The second
    ones are for the columns."""
    kernel, stride, padding = ((two[0], two[0]) for two in options_of(kernel, stride, padding))
    return right(framed(x, padding), kernel, stride)


PADDING_MISTAKES = (
    border_of_zeros, border_of_the_least, padding_ignored, padding_top_left_only,
    padding_bottom_right_only, padding_on_rows_only, padding_on_columns_only, padding_not_in_the_size,
    slice_up_to_minus_zero, border_of_nothing, windows_moved_to_the_edge, padding_doubled,
)  # fmt: skip
PAIR_MISTAKES = (
    kernel_height_for_both, kernel_pair_swapped, stride_pair_swapped, first_of_stride_for_both,
    padding_pair_swapped, pairs_swapped, padding_before_and_after, first_of_padding_for_both,
    first_of_each_pair,
)  # fmt: skip
