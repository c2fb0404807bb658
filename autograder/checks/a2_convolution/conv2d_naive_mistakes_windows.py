"""Mistakes of a2.conv2d_naive in how many windows there are and where they begin."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv2d_naive_loops import (
    indexed,
    sliced,
    table,
    weighted,
    with_indices,
    with_products,
    with_slices,
)
from autograder.checks.a2_convolution.convolution import around, output_sizes, padded
from autograder.checks.inputs import pair


def written_at_the_pixel(right, x, w, b, stride=1, padding=0):
    """You write an output at the place where its window begins in the image, and leave the output. Its place is
    that one divided by the stride: (i, j) where the window begins at row i * stride and column j * stride."""
    out = right(x, w, b, stride, padding)
    if any(s > 1 and n > 1 for s, n in zip(pair(stride), out.shape[2:], strict=True)):
        raise IndexError("index 2 is out of bounds for axis 2 with size 2")
    return out


def gaps_between_outputs(right, x, w, b, stride=1, padding=0):
    """Your output has the size that it has at stride 1, with gaps of zeros between the outputs. With a stride
    there are fewer places, and they lie side by side."""
    (down, across), image = pair(stride), padded(x, padding)
    out = np.zeros((len(x), len(w), *output_sizes(image, w, 1)), x.dtype)
    out[:, :, ::down, ::across] = right(x, w, b, stride, padding)
    return out


def stride_pair_ignored(right, x, w, b, stride=1, padding=0):
    """A stride that is a pair has no effect in your function. Its first number moves the filter down, its second
    to the right."""
    return right(x, w, b, 1 if isinstance(stride, tuple) else stride, padding)


def number_strides_rows_only(right, x, w, b, stride=1, padding=0):
    """A stride that is a whole number holds for going down only in your function. It stands for both
    directions."""
    if isinstance(stride, tuple):
        return right(x, w, b, stride, padding)
    return right(x, w, b, 1, padding)[:, :, ::stride]


def stride_pair_refused(right, x, w, b, stride=1, padding=0):
    """Your function takes a stride that is a whole number only. It may be a pair (down, right) as well."""
    if isinstance(stride, tuple):
        raise TypeError("unsupported operand type(s) for //: 'int' and 'tuple'")
    return right(x, w, b, stride, padding)


def whole_numbers_refused(right, x, w, b, stride=1, padding=0):
    """Your function takes pairs only. Stride and padding may be whole numbers as well, which stand for both
    directions."""
    if not (isinstance(stride, tuple) and isinstance(padding, tuple)):
        raise TypeError("cannot unpack non-iterable int object")
    return right(x, w, b, stride, padding)


def second_of_stride_for_both(right, x, w, b, stride=1, padding=0):
    """Of a stride given as a pair you use the second number for both directions. The first one moves the filter
    down."""
    return right(x, w, b, pair(stride)[1], padding)


def first_of_stride_in_windows(right, x, w, b, stride=1, padding=0):
    """Of a stride given as a pair you use the first number for both directions where windows begin. Window (i,
    j) begins at column j * stride[1]."""
    return _other_strides(x, w, b, stride, padding, pair(stride), pair(pair(stride)[0]))


def second_of_stride_in_windows(right, x, w, b, stride=1, padding=0):
    """Of a stride given as a pair you use the second number for both directions where windows begin. Window (i,
    j) begins at row i * stride[0]."""
    return _other_strides(x, w, b, stride, padding, pair(stride), pair(pair(stride)[1]))


def stride_swapped_in_windows(right, x, w, b, stride=1, padding=0):
    """You exchange the two numbers of a stride where windows begin. Window (i, j) begins at row i * stride[0]
    and column j * stride[1]."""
    return _other_strides(x, w, b, stride, padding, pair(stride), pair(stride)[::-1])


def first_of_stride_in_size(right, x, w, b, stride=1, padding=0):
    """Of a stride given as a pair you use the first number for both directions in the size of the output. The
    width follows from stride[1]."""
    return _other_strides(x, w, b, stride, padding, pair(pair(stride)[0]), pair(stride))


def second_of_stride_in_size(right, x, w, b, stride=1, padding=0):
    """Of a stride given as a pair you use the second number for both directions in the size of the output. The
    height follows from stride[0]."""
    return _other_strides(x, w, b, stride, padding, pair(pair(stride)[1]), pair(stride))


def stride_swapped_in_size(right, x, w, b, stride=1, padding=0):
    """You exchange the two numbers of a stride in the size of the output. The height follows from stride[0] and
    the width from stride[1]."""
    return _other_strides(x, w, b, stride, padding, pair(stride)[::-1], pair(stride))


def stride_in_windows_on_rows_only(right, x, w, b, stride=1, padding=0):
    """Your output has the right size, but windows side by side are one column apart. Window (i, j) begins at
    column j * stride."""
    return _other_strides(x, w, b, stride, padding, pair(stride), (pair(stride)[0], 1))


def stride_in_windows_on_columns_only(right, x, w, b, stride=1, padding=0):
    """Your output has the right size, but windows below each other are one row apart. Window (i, j) begins at
    row i * stride."""
    return _other_strides(x, w, b, stride, padding, pair(stride), (1, pair(stride)[1]))


def window_end_without_the_stride(right, x, w, b, stride=1, padding=0):
    """Your windows begin at i * stride, but end at i + the filter's height, so that they are too small with a
    stride. They end at i * stride + the filter's height; columns are alike."""
    image, (down, across) = padded(x, padding), pair(stride)
    out = np.zeros((len(x), len(w), *output_sizes(image, w, stride)), x.dtype)
    for i, j in np.ndindex(*out.shape[2:]):
        window = image[:, None, :, i * down : i + w.shape[2], j * across : j + w.shape[3]]
        out[:, :, i, j] = (window * w).sum((2, 3, 4)) + b
    return out


def kernel_size_as_stride_in_windows(right, x, w, b, stride=1, padding=0):
    """Your windows begin a whole filter's size apart whatever the stride is, and the last ones leave the image.
    Window (i, j) begins at row i * stride."""
    return _other_strides(x, w, b, stride, padding, pair(stride), w.shape[2:])


def loops_over_the_whole_image(right, x, w, b, stride=1, padding=0):
    """Your loops go on to the end of the padded image, where the last windows hang over the edge or have no place
    in the output. They end where a window still fits."""
    image, (down, across) = padded(x, padding), pair(stride)
    out = np.zeros((len(x), len(w), *output_sizes(image, w, stride)), x.dtype)
    for top in range(0, image.shape[2], down):
        for left in range(0, image.shape[3], across):
            out[:, :, top // down, left // across] = weighted(image, w, b, top, left)
    return out


def kernel_size_as_stride(right, x, w, b, stride=1, padding=0):
    """Your windows lie side by side: they begin a whole filter's size apart whatever the stride is."""
    return _other_strides(x, w, b, stride, padding, w.shape[2:], w.shape[2:])


def stride_spreads_the_kernel_off_the_image(right, x, w, b, stride=1, padding=0):
    """Your stride multiplies the place in the filter, which is what dilation does, so that your index can leave
    the image. It multiplies the output's position: window (i, j) begins at row i * stride."""
    image, (down, across) = padded(x, padding), pair(stride)
    height, width = output_sizes(image, w, stride)
    k_rows, k_columns = w.shape[2:]
    return indexed(x, w, b, image, table(height, 1, k_rows, down), table(width, 1, k_columns, across))


def stride_times_all(right, x, w, b, stride=1, padding=0):
    """Your stride multiplies the output's position and the place in the filter. It multiplies the position
    alone: row u of the filter meets row i * stride + u."""
    image, (down, across) = padded(x, padding), pair(stride)
    height, width = output_sizes(image, w, stride)
    k_rows, k_columns = w.shape[2:]
    return indexed(x, w, b, image, table(height, down, k_rows, down), table(width, across, k_columns, across))


def window_centred(right, x, w, b, stride=1, padding=0):
    """Your windows are centred on the place where they should begin. Row 0 of the filter meets row i * stride of
    the padded image."""
    image = padded(x, padding)
    height, width = output_sizes(image, w, stride)
    return right(around(image, w.shape[2] // 2, 0, w.shape[3] // 2, 0), w, b, stride)[:, :, :height, :width]


def window_centred_and_wrapped(right, x, w, b, stride=1, padding=0):
    """Your windows are centred on the place where they should begin, and a negative index takes pixels from the
    other end. Row 0 of the filter meets row i * stride of the padded image."""
    image = padded(x, padding)
    height, width = output_sizes(image, w, stride)
    wrapped = np.pad(image, ((0, 0), (0, 0), (w.shape[2] // 2, 0), (w.shape[3] // 2, 0)), "wrap")
    return right(wrapped, w, b, stride)[:, :, :height, :width]


def window_sliced_around_its_centre(right, x, w, b, stride=1, padding=0):
    """Your windows are centred on the place where they should begin, so that slices begin at a negative row or
    column, where they find nothing. Row 0 of the filter meets row i * stride of the padded image."""
    image, (down, across) = padded(x, padding), pair(stride)
    half, other_half = w.shape[2] // 2, w.shape[3] // 2
    sizes = output_sizes(image, w, stride)
    return sliced(x, w, b, image, sizes, lambda i, j: (i * down - half, j * across - other_half))


def window_sliced_evenly_around_its_centre(right, x, w, b, stride=1, padding=0):
    """Your windows reach as far to both sides of the place where they should begin, so that slices begin at a
    negative row or column, where they find nothing or too little. Row 0 of the filter meets row i * stride."""
    image, (down, across) = padded(x, padding), pair(stride)
    half, other_half = w.shape[2] // 2, w.shape[3] // 2
    sizes, size = output_sizes(image, w, stride), (2 * half + 1, 2 * other_half + 1)
    return sliced(x, w, b, image, sizes, lambda i, j: (i * down - half, j * across - other_half), size)


def window_one_too_late(right, x, w, b, stride=1, padding=0):
    """Your windows begin one row and one column too late, and the last one hangs over the edge. Rows are counted
    from 0."""
    image, (down, across) = padded(x, padding), pair(stride)
    sizes = output_sizes(image, w, stride)
    return sliced(x, w, b, image, sizes, lambda i, j: (i * down + 1, j * across + 1))


def plus_one_before_the_division(right, x, w, b, stride=1, padding=0):
    """In the size of your output the 1 is added before the division by the stride. It is added after it."""
    image = padded(x, padding)
    sizes = ((n - k + 1) // s for n, k, s in zip(image.shape[2:], w.shape[2:], pair(stride), strict=True))
    return with_slices(right, x, w, b, stride, padding, sizes)


def size_without_the_kernel(right, x, w, b, stride=1, padding=0):
    """The size of your output leaves out that of the filter, so that the last windows hang over the edge. There
    is no place for a window where less than a filter is left."""
    sizes = (n // s for n, s in zip(padded(x, padding).shape[2:], pair(stride), strict=True))
    return with_slices(right, x, w, b, stride, padding, sizes)


def size_without_the_kernel_in_products(right, x, w, b, stride=1, padding=0):
    """The size of your output leaves out that of the filter, so that the last windows hang over the edge and do
    not match the filter. There is no place for a window where less than a filter is left."""
    sizes = (n // s for n, s in zip(padded(x, padding).shape[2:], pair(stride), strict=True))
    return with_products(right, x, w, b, stride, padding, sizes)


def size_without_the_kernel_plus_one(right, x, w, b, stride=1, padding=0):
    """The size of your output leaves out that of the filter: it counts places for windows of one pixel, and the
    last windows hang over the edge. Subtract the filter's size before you divide by the stride."""
    sizes = ((n - 1) // s + 1 for n, s in zip(padded(x, padding).shape[2:], pair(stride), strict=True))
    return with_slices(right, x, w, b, stride, padding, sizes)


def size_without_the_kernel_and_one_more(right, x, w, b, stride=1, padding=0):
    """The size of your output leaves out that of the filter, so that the last windows hang over the edge. Subtract
    the filter's size before you divide by the stride and add 1."""
    sizes = (n // s + 1 for n, s in zip(padded(x, padding).shape[2:], pair(stride), strict=True))
    return with_slices(right, x, w, b, stride, padding, sizes)


def size_without_the_kernel_off_the_image(right, x, w, b, stride=1, padding=0):
    """The size of your output leaves out that of the filter, so that your index leaves the image. There is no
    place for a window where less than a filter is left."""
    sizes = (n // s for n, s in zip(padded(x, padding).shape[2:], pair(stride), strict=True))
    return with_indices(right, x, w, b, stride, padding, sizes)


def size_of_the_image(right, x, w, b, stride=1, padding=0):
    """Your output is as high and wide as the image whatever filter, padding and stride are, so that windows can
    hang over the edge."""
    return with_slices(right, x, w, b, stride, padding, x.shape[2:])


def size_one_too_large(right, x, w, b, stride=1, padding=0):
    """Your output has one row and one column too many, so that the last windows hang over the edge. There is one
    position more than there are steps, not two."""
    sizes = (n + 1 for n in output_sizes(padded(x, padding), w, stride))
    return with_slices(right, x, w, b, stride, padding, sizes)


def index_off_on_every_call(right, x, w, b, stride=1, padding=0):
    """Your function raises an IndexError whatever comes in: an index of yours is larger than its axis, as where
    there is one row or column too many."""
    raise IndexError("index 3 is out of bounds for axis 2 with size 3")


def last_window_left_out(right, x, w, b, stride=1, padding=0):
    """Your output lacks its last row or column where a window ends exactly at the edge. That window still fits:
    range stops before its end."""
    out, image = right(x, w, b, stride, padding), padded(x, padding)
    sizes = [-(-(n - k) // s) for n, k, s in zip(image.shape[2:], w.shape[2:], pair(stride), strict=True)]
    if sizes[0] <= 0:
        return np.zeros((*out.shape[:2], 0), out.dtype)
    return out[:, :, : sizes[0], : max(sizes[1], 0)]


def last_row_and_column_missed(right, x, w, b, stride=1, padding=0):
    """The last row and the last column of your output are 0: your loops end one too early."""
    out = right(x, w, b, stride, padding)
    out[:, :, -1] = out[..., -1] = 0
    return out


def first_row_and_column_missed(right, x, w, b, stride=1, padding=0):
    """The first row and the first column of your output are 0. Rows and columns are counted from 0."""
    out = right(x, w, b, stride, padding)
    out[:, :, 0] = out[..., 0] = 0
    return out


def _other_strides(x, w, b, stride, padding, in_size, in_windows):
    """A program with one stride in the size of the output and another where windows begin."""
    image, (down, across) = padded(x, padding), in_windows
    return sliced(x, w, b, image, output_sizes(image, w, in_size), lambda i, j: (i * down, j * across))


WINDOW_MISTAKES = (
    written_at_the_pixel, gaps_between_outputs, stride_pair_ignored, number_strides_rows_only,
    stride_pair_refused, whole_numbers_refused, second_of_stride_for_both, first_of_stride_in_windows,
    second_of_stride_in_windows, stride_swapped_in_windows, first_of_stride_in_size,
    second_of_stride_in_size, stride_swapped_in_size, stride_in_windows_on_rows_only,
    stride_in_windows_on_columns_only, window_end_without_the_stride, kernel_size_as_stride_in_windows,
    loops_over_the_whole_image, kernel_size_as_stride, stride_spreads_the_kernel_off_the_image,
    stride_times_all, window_centred, window_centred_and_wrapped, window_sliced_around_its_centre,
    window_sliced_evenly_around_its_centre, window_one_too_late,
    plus_one_before_the_division, size_without_the_kernel, size_without_the_kernel_in_products,
    size_without_the_kernel_plus_one, size_without_the_kernel_and_one_more,
    size_without_the_kernel_off_the_image, size_of_the_image, size_one_too_large,
    index_off_on_every_call, last_window_left_out, last_row_and_column_missed,
    first_row_and_column_missed,
)  # fmt: skip
