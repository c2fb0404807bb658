"""Mistakes of a2.conv2d_naive in the frame of zeros, and in windows that should reach into it."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv2d_naive_loops import (
    indexed,
    places,
    sliced,
    with_products,
    with_slices,
)
from autograder.checks.a2_convolution.convolution import around, output_sizes, padded
from autograder.checks.inputs import pair


def negative_indices_wrap(right, x, w, b, stride=1, padding=0):
    """Above and to the left of the image your windows hold pixels from its other end, and where the padding is
    larger than the image your index leaves it. A negative index counts from the end; there must be zeros."""
    if pair(padding)[0] > x.shape[2] or pair(padding)[1] > x.shape[3]:
        raise IndexError("index -3 is out of bounds for axis 2 with size 2")
    return negative_indices_wrap_where_they_can(right, x, w, b, stride, padding)


def negative_indices_wrap_where_they_can(right, x, w, b, stride=1, padding=0):
    """Above and to the left of the image your windows hold pixels from its other end: a negative index counts
    from the end. There must be zeros."""
    (rows, columns), (height, width) = pair(padding), x.shape[2:]
    top, left = min(rows, height), min(columns, width)
    image = np.pad(x, ((0, 0), (0, 0), (top, 0), (left, 0)), "wrap")
    return right(around(image, rows - top, rows, columns - left, columns), w, b, stride, 0)


def windows_begin_before_the_image(right, x, w, b, stride=1, padding=0):
    """With padding your windows begin at a negative row or column of an image without a frame. There a slice
    counts from the end, and finds nothing or too little. Put the zeros around the image first."""
    (down, across), (rows, columns) = pair(stride), pair(padding)
    sizes = output_sizes(padded(x, padding), w, stride)
    return sliced(x, w, b, x, sizes, lambda i, j: (i * down - rows, j * across - columns))


def padding_in_the_size_only(right, x, w, b, stride=1, padding=0):
    """The size of your output counts the padding, but your windows are taken from the image without it, and
    hang over the edge. Take them from the padded image."""
    down, across = pair(stride)
    sizes = output_sizes(padded(x, padding), w, stride)
    return sliced(x, w, b, x, sizes, lambda i, j: (i * down, j * across))


def padding_in_the_size_only_in_products(right, x, w, b, stride=1, padding=0):
    """The size of your output counts the padding, but your windows are taken from the image without it, and hang
    over the edge, where they do not match the filter. Take them from the padded image."""
    rows, columns = places(padded(x, padding), w, stride)
    if rows.max() >= x.shape[2] or columns.max() >= x.shape[3]:
        raise ValueError("shapes (4,) and (6,) not aligned: 4 (dim 0) != 6 (dim 0)")
    return indexed(x, w, b, x, rows, columns)


def padding_in_the_size_only_off_the_image(right, x, w, b, stride=1, padding=0):
    """The size of your output counts the padding, but your windows are taken from the image without it, so that
    your index leaves it. Take them from the padded image."""
    return indexed(x, w, b, x, *places(padded(x, padding), w, stride))


def padding_pair_as_before_and_after_in_the_image(right, x, w, b, stride=1, padding=0):
    """Around the image you put the first number of a padding before and the second after, along rows and columns
    alike, and the output's size does not fit that. The first number counts the rows at both ends."""
    before, after = pair(padding)
    return _other_image(x, w, b, stride, padding, around(x, before, after, before, after))


def padding_as_it_is_around_the_image(right, x, w, b, stride=1, padding=0):
    """You hand the padding as it is to np.pad for rows and columns, and the output's size does not fit that. There
    a pair means before and after, and a whole number is an error: rows and columns need a pair each."""
    return _other_image(x, w, b, stride, padding, np.pad(x, ((0, 0), (0, 0), padding, padding)))


def numpys_own_padding_around_the_image(right, x, w, b, stride=1, padding=0):
    """You hand the padding to np.pad as it is, and the output's size does not fit that. To np.pad a number means
    all four axes, images and channels too, and a pair means before and after: give it a pair for each axis."""
    return _other_image(x, w, b, stride, padding, np.pad(x, padding)[: len(x)])


def first_of_padding_around_the_image(right, x, w, b, stride=1, padding=0):
    """Of a padding given as a pair you use the first number for both directions around the image, but not in the
    output's size. The second one counts the columns."""
    return _other_image(x, w, b, stride, padding, padded(x, pair(padding)[0]))


def second_of_padding_around_the_image(right, x, w, b, stride=1, padding=0):
    """Of a padding given as a pair you use the second number for both directions around the image, but not in the
    output's size. The first one counts the rows."""
    return _other_image(x, w, b, stride, padding, padded(x, pair(padding)[1]))


def padding_swapped_around_the_image(right, x, w, b, stride=1, padding=0):
    """You exchange the two numbers of a padding around the image, but not in the output's size. The first one
    counts the rows."""
    return _other_image(x, w, b, stride, padding, padded(x, pair(padding)[::-1]))


def padding_before_the_image_only(right, x, w, b, stride=1, padding=0):
    """You pad above and to the left only, and the last windows hang over the edge. The zeros go on all four
    sides, as the output's size says."""
    rows, columns = pair(padding)
    return _other_image(x, w, b, stride, padding, around(x, rows, 0, columns, 0))


def padding_after_the_image_only(right, x, w, b, stride=1, padding=0):
    """You pad below and to the right only, and the last windows hang over the edge. The zeros go on all four
    sides, as the output's size says."""
    rows, columns = pair(padding)
    return _other_image(x, w, b, stride, padding, around(x, 0, rows, 0, columns))


def padding_of_rows_around_the_image(right, x, w, b, stride=1, padding=0):
    """You pad above and below, but not to the left and right, and the last windows hang over the edge. The output's
    size counts both."""
    return _other_image(x, w, b, stride, padding, padded(x, (pair(padding)[0], 0)))


def padding_of_columns_around_the_image(right, x, w, b, stride=1, padding=0):
    """You pad to the left and right, but not above and below, and the last windows hang over the edge. The output's
    size counts both."""
    return _other_image(x, w, b, stride, padding, padded(x, (0, pair(padding)[1])))


def indices_before_and_behind_the_image(right, x, w, b, stride=1, padding=0):
    """With padding your index leaves the image, behind its end or, where a negative one does not count from the
    end, before its beginning. What lies outside are zeros."""
    rows, columns = places(padded(x, padding), w, stride)
    return indexed(x, w, b, x, rows - pair(padding)[0], columns - pair(padding)[1])


def windows_cut_at_the_edge(right, x, w, b, stride=1, padding=0):
    """With padding your windows are cut off at the edge of the image, and a filter does not fit on what is left of
    them. Put the zeros around the image first."""
    (down, across), (rows, columns) = pair(stride), pair(padding)
    out = np.zeros((len(x), len(w), *output_sizes(padded(x, padding), w, stride)), x.dtype)
    for i, j in np.ndindex(*out.shape[2:]):
        top, left = i * down - rows, j * across - columns
        window = x[:, None, :, max(top, 0) : top + w.shape[2], max(left, 0) : left + w.shape[3]]
        out[:, :, i, j] = (window * w).sum((2, 3, 4)) + b
    return out


def padding_twice_in_the_size(right, x, w, b, stride=1, padding=0):
    """The size of your output counts the padding twice: 2p is added to the size of an image that has its padding
    already. So the last windows leave the image."""
    sizes = output_sizes(padded(padded(x, padding), padding), w, stride)
    return with_slices(right, x, w, b, stride, padding, sizes)


def padding_twice_in_the_size_in_products(right, x, w, b, stride=1, padding=0):
    """The size of your output counts the padding twice: 2p is added to the size of an image that has its padding
    already. So the last windows leave the image and do not match the filter."""
    sizes = output_sizes(padded(padded(x, padding), padding), w, stride)
    return with_products(right, x, w, b, stride, padding, sizes)


def padded_twice(right, x, w, b, stride=1, padding=0):
    """Your frame is twice as thick as it should be. With padding p there are p rows above and p below, 2p
    together."""
    return right(padded(padded(x, padding), padding), w, b, stride, 0)


def padding_split_between_the_ends(right, x, w, b, stride=1, padding=0):
    """You take the padding for the sum of both ends and split it between them. It is the number of rows or
    columns that are added at each end."""
    rows, columns = pair(padding)
    image = around(x, rows // 2, rows - rows // 2, columns // 2, columns - columns // 2)
    return right(image, w, b, stride, 0)


def padding_for_both_axes_as_it_is(right, x, w, b, stride=1, padding=0):
    """You hand the padding as it is to np.pad for rows and columns. There a pair means before and after, and a
    whole number is an error: rows and columns need a pair each, of the same number twice."""
    return right(np.pad(x, ((0, 0), (0, 0), padding, padding)), w, b, stride, 0)


def numpys_own_padding(right, x, w, b, stride=1, padding=0):
    """You hand the padding to np.pad as it is. To np.pad a number means all four axes, images and channels too,
    and a pair means before and after: give it a pair for each axis."""
    return _every_axis_padded(x, w, b, stride, padding, len(x))


def numpys_own_padding_of_the_batch(right, x, w, b, stride=1, padding=0):
    """You hand the padding to np.pad as it is, and your output has more images than x. To np.pad a number means
    all four axes, images and channels too, and a pair means before and after: give it a pair for each axis."""
    return _every_axis_padded(x, w, b, stride, padding, None)


def channels_padded_too(right, x, w, b, stride=1, padding=0):
    """You pad the channels as well, so that the image has more of them than the filter. Only height and width
    grow."""
    rows, (down, across) = pair(padding)[0], pair(stride)
    image = padded(np.pad(x, ((0, 0), (rows, rows), (0, 0), (0, 0))), padding)
    return sliced(x, w, b, image, output_sizes(image, w, stride), lambda i, j: (i * down, j * across))


def padding_reflects_the_image(right, x, w, b, stride=1, padding=0):
    """You pad with pixels of the image, mirrored at the border. The padding is made of zeros."""
    rows, columns = pair(padding)
    image = np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)), "reflect")
    return right(image, w, b, stride, 0)


def slice_up_to_minus_zero_in_a_pair(right, x, w, b, stride=1, padding=0):
    """Your function raises an error where one number of a padding is 0 and the other is not. If you slice
    [p:-p]: with p = 0 that is [0:0], which is empty. Let the slice end at p + height instead of -p."""
    if padding not in (0, (0, 0)) and 0 in pair(padding):
        raise ValueError("could not broadcast input array from shape (2,2) into shape (0,0)")
    return right(x, w, b, stride, padding)


def zero_in_a_padding_adds_nothing(right, x, w, b, stride=1, padding=0):
    """Your function pads nothing where one of the two numbers is 0. The other one still counts."""
    return right(x, w, b, stride, 0 if 0 in pair(padding) else padding)


def padding_pair_ignored(right, x, w, b, stride=1, padding=0):
    """A padding that is a pair has no effect in your function. Its first number counts the rows at each end, its
    second the columns."""
    return right(x, w, b, stride, 0 if isinstance(padding, tuple) else padding)


def number_pads_rows_only(right, x, w, b, stride=1, padding=0):
    """A padding that is a whole number adds rows only in your function. It stands for both directions."""
    return right(x, w, b, stride, padding if isinstance(padding, tuple) else (padding, 0))


def padding_pair_refused(right, x, w, b, stride=1, padding=0):
    """Your function takes a padding that is a whole number only. It may be a pair (rows, columns) as well."""
    if isinstance(padding, tuple):
        raise TypeError("unsupported operand type(s) for +: 'int' and 'tuple'")
    return right(x, w, b, stride, padding)


def second_of_padding_for_both(right, x, w, b, stride=1, padding=0):
    """Of a padding given as a pair you use the second number for both directions. The first one counts the
    rows."""
    return right(x, w, b, stride, pair(padding)[1])


def first_of_padding_in_size(right, x, w, b, stride=1, padding=0):
    """Of a padding given as a pair you use the first number for both directions in the size of the output. The
    width follows from padding[1]."""
    sizes = output_sizes(padded(x, pair(padding)[0]), w, stride)
    return with_slices(right, x, w, b, stride, padding, sizes)


def padding_swapped_in_size(right, x, w, b, stride=1, padding=0):
    """You exchange the two numbers of a padding in the size of the output. The height follows from padding[0]
    and the width from padding[1]."""
    sizes = output_sizes(padded(x, pair(padding)[::-1]), w, stride)
    return with_slices(right, x, w, b, stride, padding, sizes)


def _every_axis_padded(x, w, b, stride, padding, images):
    """np.pad with the bare padding; so many images of the result are computed."""
    image, (down, across) = np.pad(x, padding), pair(stride)
    sizes = output_sizes(image, w, stride)
    return sliced(x, w, b, image[:images], sizes, lambda i, j: (i * down, j * across))


def _other_image(x, w, b, stride, padding, image):
    """A program with an output of the right size and another padded image."""
    sizes, (down, across) = output_sizes(padded(x, padding), w, stride), pair(stride)
    return sliced(x, w, b, image, sizes, lambda i, j: (i * down, j * across))


PADDING_MISTAKES = (
    negative_indices_wrap, negative_indices_wrap_where_they_can, windows_begin_before_the_image,
    padding_in_the_size_only, padding_in_the_size_only_in_products,
    padding_in_the_size_only_off_the_image, padding_pair_as_before_and_after_in_the_image,
    padding_as_it_is_around_the_image, numpys_own_padding_around_the_image,
    first_of_padding_around_the_image, second_of_padding_around_the_image,
    padding_swapped_around_the_image, padding_before_the_image_only, padding_after_the_image_only,
    padding_of_rows_around_the_image, padding_of_columns_around_the_image,
    indices_before_and_behind_the_image, windows_cut_at_the_edge, padding_twice_in_the_size,
    padding_twice_in_the_size_in_products, padded_twice,
    padding_split_between_the_ends, padding_for_both_axes_as_it_is, numpys_own_padding,
    numpys_own_padding_of_the_batch, channels_padded_too, padding_reflects_the_image,
    slice_up_to_minus_zero_in_a_pair, zero_in_a_padding_adds_nothing, padding_pair_ignored,
    number_pads_rows_only, padding_pair_refused, second_of_padding_for_both, first_of_padding_in_size,
    padding_swapped_in_size,
)  # fmt: skip
