"""Mistakes of a2.conv2d_forward: in what stride, padding and dilation do."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import around, padded
from autograder.checks.inputs import pair


def dilation_repeats_the_weights(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You pull a filter apart by repeating its weights. Between the weights of a dilated filter there is
    nothing: they meet pixels that lie dilation apart."""
    (rows, columns), (height, width) = pair(dilation), w.shape[2:]
    large = w.repeat(rows, 2).repeat(columns, 3)
    large = large[:, :, : (height - 1) * rows + 1, : (width - 1) * columns + 1]
    return right(x, large, b, stride, padding, 1, groups)


def dilation_enlarges_the_filter(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You enlarge a filter to dilation * k places by repeating its weights. Between the weights of a dilated
    filter there is nothing, and it reaches across dilation * (k - 1) + 1 pixels."""
    rows, columns = pair(dilation)
    large, image = w.repeat(rows, 2).repeat(columns, 3), padded(x, padding)
    if large.shape[2] > image.shape[2] or large.shape[3] > image.shape[3]:
        raise ValueError("negative dimensions are not allowed")
    return right(x, large, b, stride, padding, 1, groups)


def dilation_thins_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take every pixel whose row and column are multiples of the dilation, and no other. The dilation is
    between the weights: the window still begins at every pixel."""
    rows, columns = pair(dilation)
    return right(padded(x, padding)[:, :, ::rows, ::columns], w, b, stride, 0, 1, groups)


def dilation_on_rows_only(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your dilation spreads the filter's rows, but not its columns. It holds for both directions."""
    return right(x, w, b, stride, padding, (pair(dilation)[0], 1), groups)


def dilation_on_columns_only(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your dilation spreads the filter's columns, but not its rows. It holds for both directions."""
    return right(x, w, b, stride, padding, (1, pair(dilation)[1]), groups)


def second_of_dilation_for_both(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Of a dilation given as a pair you use the second number for both directions. The first one spreads the
    filter's rows."""
    return right(x, w, b, stride, padding, pair(dilation)[1], groups)


def dilation_pair_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a whole number only as its dilation. It may be a pair (rows, columns) as well, as
    stride and padding may."""
    if isinstance(dilation, tuple):
        raise TypeError("unsupported operand type(s) for -: 'int' and 'tuple'")
    return right(x, w, b, stride, padding, dilation, groups)


def dilation_number_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a pair only as its dilation. It may be a whole number as well, which then stands
    for both directions."""
    if not isinstance(dilation, tuple):
        raise TypeError("cannot unpack non-iterable int object")
    return right(x, w, b, stride, padding, dilation, groups)


def numbers_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes pairs only. Stride, padding and dilation may be whole numbers as well, which then
    stand for both directions."""
    if not all(isinstance(option, tuple) for option in (stride, padding, dilation)):
        raise TypeError("cannot unpack non-iterable int object")
    return right(x, w, b, stride, padding, dilation, groups)


def padding_grows_with_dilation(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You pad with padding * dilation zeros. The padding is as wide as it says, whatever the dilation."""
    (rows, columns), (p, q) = pair(dilation), pair(padding)
    return right(x, w, b, stride, (p * rows, q * columns), dilation, groups)


def image_in_the_far_corner(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your image lies too far down and to the right: twice the padding is above it and to its left. As many
    zeros belong above as below, and as many to the left as to the right."""
    rows, columns = pair(padding)
    return right(around(x, 2 * rows, 0, 2 * columns, 0), w, b, stride, 0, dilation, groups)


def options_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """None of the options is written yet: your function raises NotImplementedError for them."""
    if (pair(stride), pair(padding), pair(dilation), groups) != ((1, 1), (0, 0), (1, 1), 1):
        raise NotImplementedError("stride, padding, dilation and groups")
    return right(x, w, b, stride, padding, dilation, groups)


def stride_pair_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a whole number only as its stride. It may be a pair (rows, columns) as well, as
    padding and dilation may."""
    if isinstance(stride, tuple):
        raise TypeError("unsupported operand type(s) for //: 'int' and 'tuple'")
    return right(x, w, b, stride, padding, dilation, groups)


def padding_pair_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a whole number only as its padding. It may be a pair (rows, columns) as well, as
    stride and dilation may."""
    if isinstance(padding, tuple):
        raise TypeError("unsupported operand type(s) for +: 'int' and 'tuple'")
    return right(x, w, b, stride, padding, dilation, groups)


def pairs_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Pairs are not written yet: your function raises NotImplementedError for them."""
    if any(isinstance(option, tuple) for option in (stride, padding, dilation)):
        raise NotImplementedError("pairs")
    return right(x, w, b, stride, padding, dilation, groups)


def stride_dilation_and_groups_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Stride, dilation and groups are not written yet: your function raises NotImplementedError for them."""
    if (pair(stride), pair(dilation), groups) != ((1, 1), (1, 1), 1):
        raise NotImplementedError("stride, dilation and groups")
    return right(x, w, b, stride, padding, dilation, groups)


def padding_dilation_and_groups_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Padding, dilation and groups are not written yet: your function raises NotImplementedError for them."""
    if (pair(padding), pair(dilation), groups) != ((0, 0), (1, 1), 1):
        raise NotImplementedError("padding, dilation and groups")
    return right(x, w, b, stride, padding, dilation, groups)


def sizes_are_floats(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a number made with / as a size or in a slice: / makes a float, even of whole
    numbers. Divide with //."""
    right(x, w, b, stride, padding, dilation, groups)
    raise TypeError("'float' object cannot be interpreted as an integer")


def padding_reflects_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You pad with the image reflected at its edge. The padding is made of zeros."""
    rows, columns = pair(padding)
    reflected = np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)), mode="reflect")
    return right(reflected, w, b, stride, 0, dilation, groups)


def dilation_pairs_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """A pair of dilations is not written yet: your function raises NotImplementedError for it."""
    if isinstance(dilation, tuple):
        raise NotImplementedError("dilation")
    return right(x, w, b, stride, padding, dilation, groups)


OPTION_MISTAKES = (
    dilation_pairs_unwritten, stride_pair_refused, padding_pair_refused, pairs_unwritten,
    stride_dilation_and_groups_unwritten, padding_dilation_and_groups_unwritten, sizes_are_floats,
    padding_reflects_the_image, dilation_repeats_the_weights, dilation_enlarges_the_filter,
    dilation_thins_the_image, dilation_on_rows_only, dilation_on_columns_only,
    second_of_dilation_for_both, dilation_pair_refused, dilation_number_refused, numbers_refused,
    padding_grows_with_dilation, image_in_the_far_corner, options_unwritten,
)  # fmt: skip
