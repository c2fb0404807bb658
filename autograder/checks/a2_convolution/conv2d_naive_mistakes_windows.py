"""Mistakes of a2.conv2d_naive in the size of the output and of its windows, and in where they begin."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv2d_naive_loops import indexed, sliced, with_indices, with_slices
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


def padding_in_the_size_only_off_the_image(right, x, w, b, stride=1, padding=0):
    """The size of your output counts the padding, but your windows are taken from the image without it, so that
    your index leaves it. Take them from the padded image."""
    return indexed(x, w, b, x, *_places(padded(x, padding), w, stride))


def padding_twice_in_the_size(right, x, w, b, stride=1, padding=0):
    """The size of your output counts the padding twice: 2p is added to the size of an image that has its padding
    already. So the last windows leave the image."""
    sizes = output_sizes(padded(padded(x, padding), padding), w, stride)
    return with_slices(right, x, w, b, stride, padding, sizes)


def padding_twice_in_the_size_off_the_image(right, x, w, b, stride=1, padding=0):
    """The size of your output counts the padding twice: 2p is added to the size of an image that has its padding
    already. So your index leaves the image."""
    sizes = output_sizes(padded(padded(x, padding), padding), w, stride)
    return with_indices(right, x, w, b, stride, padding, sizes)


def padded_twice(right, x, w, b, stride=1, padding=0):
    """Your frame is twice as thick as it should be. With padding p there are p rows above and p below, 2p
    together."""
    rows, columns = pair(padding)
    return right(x, w, b, stride, (2 * rows, 2 * columns))


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


def number_pads_rows_only(right, x, w, b, stride=1, padding=0):
    """A padding that is a whole number adds rows only in your function. It stands for both directions."""
    return right(x, w, b, stride, padding if isinstance(padding, tuple) else (padding, 0))


def number_strides_rows_only(right, x, w, b, stride=1, padding=0):
    """A stride that is a whole number holds for going down only in your function. It stands for both
    directions."""
    return right(x, w, b, stride if isinstance(stride, tuple) else (stride, 1), padding)


def stride_pair_refused(right, x, w, b, stride=1, padding=0):
    """Your function takes a stride that is a whole number only. It may be a pair (down, right) as well."""
    if isinstance(stride, tuple):
        raise TypeError("unsupported operand type(s) for //: 'int' and 'tuple'")
    return right(x, w, b, stride, padding)


def padding_pair_refused(right, x, w, b, stride=1, padding=0):
    """Your function takes a padding that is a whole number only. It may be a pair (rows, columns) as well."""
    if isinstance(padding, tuple):
        raise TypeError("unsupported operand type(s) for +: 'int' and 'tuple'")
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


def second_of_padding_for_both(right, x, w, b, stride=1, padding=0):
    """Of a padding given as a pair you use the second number for both directions. The first one counts the
    rows."""
    return right(x, w, b, stride, pair(padding)[1])


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


def stride_in_windows_on_rows_only(right, x, w, b, stride=1, padding=0):
    """Your output has the right size, but windows side by side are one column apart. Window (i, j) begins at
    column j * stride."""
    return _other_strides(x, w, b, stride, padding, pair(stride), (pair(stride)[0], 1))


def stride_in_windows_on_columns_only(right, x, w, b, stride=1, padding=0):
    """Your output has the right size, but windows below each other are one row apart. Window (i, j) begins at
    row i * stride."""
    return _other_strides(x, w, b, stride, padding, pair(stride), (1, pair(stride)[1]))


def kernel_size_as_stride(right, x, w, b, stride=1, padding=0):
    """Your windows lie side by side: they begin a whole filter's size apart whatever the stride is."""
    return _other_strides(x, w, b, stride, padding, w.shape[2:], w.shape[2:])


def stride_spreads_the_kernel_off_the_image(right, x, w, b, stride=1, padding=0):
    """Your stride multiplies the place in the filter, which is what dilation does, so that your index can leave
    the image. It multiplies the output's position: window (i, j) begins at row i * stride."""
    image, (down, across) = padded(x, padding), pair(stride)
    height, width = output_sizes(image, w, stride)
    k_rows, k_columns = w.shape[2:]
    return indexed(x, w, b, image, _table(height, 1, k_rows, down), _table(width, 1, k_columns, across))


def stride_times_all(right, x, w, b, stride=1, padding=0):
    """Your stride multiplies the output's position and the place in the filter. It multiplies the position
    alone: row u of the filter meets row i * stride + u."""
    image, (down, across) = padded(x, padding), pair(stride)
    height, width = output_sizes(image, w, stride)
    k_rows, k_columns = w.shape[2:]
    return indexed(
        x, w, b, image, _table(height, down, k_rows, down), _table(width, across, k_columns, across)
    )


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


def window_one_too_late(right, x, w, b, stride=1, padding=0):
    """Your windows begin one row and one column too late, and the last one hangs over the edge. Rows are counted
    from 0."""
    image, (down, across) = padded(x, padding), pair(stride)
    sizes = output_sizes(image, w, stride)
    return sliced(x, w, b, image, sizes, lambda i, j: (i * down + 1, j * across + 1))


def positions_exchanged(right, x, w, b, stride=1, padding=0):
    """You exchange rows and columns where windows begin. Window (i, j) begins at row i * stride and column j *
    stride."""
    image, (down, across) = padded(x, padding), pair(stride)
    return sliced(x, w, b, image, output_sizes(image, w, stride), lambda i, j: (j * down, i * across))


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


def size_one_too_large_off_the_image(right, x, w, b, stride=1, padding=0):
    """Your function raises an IndexError whatever comes in: an index of yours is larger than its axis, as where
    there is one row or column too many."""
    raise IndexError("index 3 is out of bounds for axis 2 with size 3")


def last_window_left_out(right, x, w, b, stride=1, padding=0):
    """Your output lacks its last row or column where a window ends exactly at the edge. That window still fits:
    range stops before its end."""
    out, image = right(x, w, b, stride, padding), padded(x, padding)
    sizes = [-(-(n - k) // s) for n, k, s in zip(image.shape[2:], w.shape[2:], pair(stride), strict=True)]
    if sizes[0] == 0:
        return np.zeros((*out.shape[:2], 0), out.dtype)
    return out[:, :, : sizes[0], : sizes[1]]


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


def square_outputs_with_slices(right, x, w, b, stride=1, padding=0):
    """You take the output's height as its width as well, and where the image is higher than wide the last windows
    hang over the edge. The width follows from the image's width."""
    height, _ = output_sizes(padded(x, padding), w, stride)
    return with_slices(right, x, w, b, stride, padding, (height, height))


def square_outputs_of_the_width(right, x, w, b, stride=1, padding=0):
    """You take the output's width as its height as well, and where the image is wider than high the last windows
    hang over the edge. The height follows from the image's height."""
    _, width = output_sizes(padded(x, padding), w, stride)
    return with_slices(right, x, w, b, stride, padding, (width, width))


def square_outputs_of_the_width_off_the_image(right, x, w, b, stride=1, padding=0):
    """You take the output's width as its height as well, and where the image is wider than high your index leaves
    it. The height follows from the image's height."""
    _, width = output_sizes(padded(x, padding), w, stride)
    return with_indices(right, x, w, b, stride, padding, (width, width))


def image_sides_exchanged(right, x, w, b, stride=1, padding=0):
    """The height of your output follows from the image's width, and its width from the image's height. x is (N,
    C, H, W): the height comes first."""
    sizes = output_sizes(padded(x, padding).swapaxes(2, 3), w, stride)
    return with_slices(right, x, w, b, stride, padding, sizes)


def output_sides_exchanged(right, x, w, b, stride=1, padding=0):
    """You exchange height and width of the output, in its shape or in your loops, so that your index leaves an
    array wherever it is not square."""
    out = right(x, w, b, stride, padding)
    if out.shape[2] != out.shape[3]:
        raise IndexError("index 2 is out of bounds for axis 2 with size 2")
    return out


def kernel_height_with_slices(right, x, w, b, stride=1, padding=0):
    """You take the filter's height as its width as well, in windows and in the size of the output. w.shape[2] is
    the height and w.shape[3] the width."""
    return _other_kernel(x, w, b, stride, padding, pair(w.shape[2]), pair(w.shape[2]))


def kernel_width_with_slices(right, x, w, b, stride=1, padding=0):
    """You take the filter's width as its height as well, in windows and in the size of the output. w.shape[2] is
    the height and w.shape[3] the width."""
    return _other_kernel(x, w, b, stride, padding, pair(w.shape[3]), pair(w.shape[3]))


def square_kernels_only_in_products(right, x, w, b, stride=1, padding=0):
    """Your function works for square filters only: others do not match their windows. w.shape[2] is the filter's
    height and w.shape[3] its width; windows have that size too."""
    if w.shape[2] != w.shape[3]:
        raise ValueError("shape-mismatch for sum")
    return right(x, w, b, stride, padding)


def kernel_height_in_windows(right, x, w, b, stride=1, padding=0):
    """You take the filter's height as the width of your windows as well. A window is as wide as the filter:
    w.shape[3]."""
    return _other_kernel(x, w, b, stride, padding, w.shape[2:], pair(w.shape[2]))


def kernel_width_in_windows(right, x, w, b, stride=1, padding=0):
    """You take the filter's width as the height of your windows as well. A window is as high as the filter:
    w.shape[2]."""
    return _other_kernel(x, w, b, stride, padding, w.shape[2:], pair(w.shape[3]))


def kernel_height_in_size(right, x, w, b, stride=1, padding=0):
    """The width of your output follows from the filter's height. It follows from its width, w.shape[3]."""
    return _other_kernel(x, w, b, stride, padding, pair(w.shape[2]), w.shape[2:])


def kernel_width_in_size(right, x, w, b, stride=1, padding=0):
    """The height of your output follows from the filter's width. It follows from its height, w.shape[2]."""
    return _other_kernel(x, w, b, stride, padding, pair(w.shape[3]), w.shape[2:])


def kernel_sides_exchanged(right, x, w, b, stride=1, padding=0):
    """You take the filter's height for its width and its width for its height. w.shape[2] is the height and
    w.shape[3] the width."""
    sides = w.shape[:1:-1]
    return _other_kernel(x, w, b, stride, padding, sides, sides)


def kernel_sides_exchanged_in_size(right, x, w, b, stride=1, padding=0):
    """The height of your output follows from the filter's width, and its width from the filter's height.
    w.shape[2] is the height."""
    return _other_kernel(x, w, b, stride, padding, w.shape[:1:-1], w.shape[2:])


def kernel_sides_exchanged_in_windows(right, x, w, b, stride=1, padding=0):
    """Your windows are as high as the filter is wide, and as wide as it is high. w.shape[2] is the height and
    w.shape[3] the width."""
    return _other_kernel(x, w, b, stride, padding, w.shape[2:], w.shape[:1:-1])


def kernel_height_for_both_in_loops(right, x, w, b, stride=1, padding=0):
    """You go through as many columns of the filter as it has rows. Where it is wider, columns are missing in your
    sum, and where it is higher, your index leaves it."""
    if w.shape[2] > w.shape[3]:
        raise IndexError(f"index {w.shape[3]} is out of bounds for axis 3 with size {w.shape[3]}")
    kept = w.copy()
    kept[..., w.shape[2] :] = 0
    return right(x, kept, b, stride, padding)


def kernel_width_for_both_in_loops(right, x, w, b, stride=1, padding=0):
    """You go through as many rows of the filter as it has columns. Where it is higher, rows are missing in your
    sum, and where it is wider, your index leaves it."""
    if w.shape[2] < w.shape[3]:
        raise IndexError(f"index {w.shape[2]} is out of bounds for axis 2 with size {w.shape[2]}")
    kept = w.copy()
    kept[:, :, w.shape[3] :] = 0
    return right(x, kept, b, stride, padding)


def _table(size, step, kernel, spread):
    """(size, kernel): the row i * step + u * spread for output i and place u of the filter."""
    return np.add.outer(np.arange(size) * step, np.arange(kernel) * spread)


def _places(image, w, stride):
    """The rows and the columns that the filter meets in an image of this size."""
    sizes = output_sizes(image, w, stride)
    return [_table(n, s, k, 1) for n, s, k in zip(sizes, pair(stride), w.shape[2:], strict=True)]


def _every_axis_padded(x, w, b, stride, padding, images):
    """np.pad with the bare padding; so many images of the result are computed."""
    image, (down, across) = np.pad(x, padding), pair(stride)
    sizes = output_sizes(image, w, stride)
    return sliced(x, w, b, image[:images], sizes, lambda i, j: (i * down, j * across))


def _other_strides(x, w, b, stride, padding, in_size, in_windows):
    """A program with one stride in the size of the output and another where windows begin."""
    image, (down, across) = padded(x, padding), in_windows
    return sliced(x, w, b, image, output_sizes(image, w, in_size), lambda i, j: (i * down, j * across))


def _other_kernel(x, w, b, stride, padding, in_size, of_windows):
    """A program with one size of the filter in the size of the output and another of its windows."""
    image, (down, across) = padded(x, padding), pair(stride)
    sizes = [(n - k) // s + 1 for n, k, s in zip(image.shape[2:], in_size, (down, across), strict=True)]
    return sliced(x, w, b, image, sizes, lambda i, j: (i * down, j * across), tuple(of_windows))


WINDOW_MISTAKES = (
    written_at_the_pixel, gaps_between_outputs, negative_indices_wrap,
    negative_indices_wrap_where_they_can, windows_begin_before_the_image, padding_in_the_size_only,
    padding_in_the_size_only_off_the_image, padding_twice_in_the_size,
    padding_twice_in_the_size_off_the_image, padded_twice, padding_split_between_the_ends,
    padding_for_both_axes_as_it_is, numpys_own_padding, numpys_own_padding_of_the_batch,
    channels_padded_too, padding_reflects_the_image, slice_up_to_minus_zero_in_a_pair,
    zero_in_a_padding_adds_nothing, number_pads_rows_only, number_strides_rows_only, stride_pair_refused,
    padding_pair_refused, whole_numbers_refused, second_of_stride_for_both, second_of_padding_for_both,
    first_of_stride_in_windows, second_of_stride_in_windows, stride_swapped_in_windows,
    first_of_stride_in_size, second_of_stride_in_size, stride_swapped_in_size, first_of_padding_in_size,
    padding_swapped_in_size, stride_in_windows_on_rows_only, stride_in_windows_on_columns_only,
    kernel_size_as_stride, stride_spreads_the_kernel_off_the_image, stride_times_all, window_centred,
    window_centred_and_wrapped, window_sliced_around_its_centre, window_one_too_late,
    positions_exchanged, plus_one_before_the_division, size_without_the_kernel,
    size_without_the_kernel_off_the_image, size_of_the_image, size_one_too_large,
    size_one_too_large_off_the_image, last_window_left_out, last_row_and_column_missed,
    first_row_and_column_missed, square_outputs_with_slices, square_outputs_of_the_width,
    square_outputs_of_the_width_off_the_image, image_sides_exchanged, output_sides_exchanged,
    kernel_height_with_slices, kernel_width_with_slices, square_kernels_only_in_products,
    kernel_height_in_windows, kernel_width_in_windows, kernel_height_in_size, kernel_width_in_size,
    kernel_sides_exchanged, kernel_sides_exchanged_in_size, kernel_sides_exchanged_in_windows,
    kernel_height_for_both_in_loops, kernel_width_for_both_in_loops,
)  # fmt: skip
