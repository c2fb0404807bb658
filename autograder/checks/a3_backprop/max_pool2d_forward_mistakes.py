"""Mistakes of a3.max_pool2d_forward, around any right program: in the windows, their number, and the maximum."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.pooling import framed, options_of, pooled_sizes, windows
from autograder.checks.mistakes import on_output


def pooled(x, options, reduce, border=-np.inf):
    """Another number than the maximum of each window. reduce: from (N, C, kH, kW) to (N, C)."""
    image = framed(x, options[2], border)
    out = np.empty((*x.shape[:2], *pooled_sizes(x, *options)), x.dtype)
    for i, j, window in windows(x, *options):
        out[:, :, i, j] = reduce(image[window])
    return out


def larger(right, x, kernel, stride, padding, height, width):
    """An output of this size. Windows that hang over the edge are what a slice is there: cut off."""
    inside, cache = right(x, kernel, stride, padding)
    kernel, stride, padding = options_of(kernel, stride, padding)
    image = framed(x, padding)
    out = np.zeros((*x.shape[:2], height, width), x.dtype)
    for i, j in np.ndindex(height, width):
        top, left = i * stride[0], j * stride[1]
        window = image[:, :, top : top + kernel[0], left : left + kernel[1]]
        if window.size == 0:
            raise ValueError("zero-size array to reduction operation maximum which has no identity")
        out[:, :, i, j] = window.max((2, 3))
    return out, cache


def _in_a_view(image, kernel, stride):
    """The maxima, collected in every stride-th row and column of the images themselves."""
    height, width = pooled_sizes(image, kernel, stride, (0, 0))

    def seen(u, v):
        return image[:, :, u :: stride[0], v :: stride[1]][:, :, :height, :width]

    out = seen(0, 0)
    for u, v in np.ndindex(*kernel):
        np.maximum(out, seen(u, v), out=out)
    return out


def stride_is_the_kernel(right, x, kernel, stride=None, padding=0):
    """Your windows always lie side by side, whatever the stride. The stride says how far the next window is; only
    where none is given is it the kernel."""
    return right(x, kernel, None, padding)


def stride_one_by_default(right, x, kernel, stride=None, padding=0):
    """Where no stride is given you take 1. It is the kernel then, so that the windows lie side by side."""
    return right(x, kernel, 1 if stride is None else stride, padding)


def stride_always_one(right, x, kernel, stride=None, padding=0):
    """Your windows are one step apart, whatever the stride. They move by the stride, and by the kernel where
    none is given."""
    return right(x, kernel, 1, padding)


def stride_in_size_only(right, x, kernel, stride=None, padding=0):
    """Your output has the right size, but neighbouring windows are one step apart. Window (i, j) begins at row
    i * stride and column j * stride."""
    height, width = pooled_sizes(x, *options_of(kernel, stride, padding))
    return on_output(right(x, kernel, 1, padding), lambda out: out[:, :, :height, :width])


def stride_not_given_refused(right, x, kernel, stride=None, padding=0):
    """Your function computes with a stride of None where none is given. Take the kernel then."""
    if stride is None:
        raise TypeError("unsupported operand type(s) for //: 'int' and 'NoneType'")
    return right(x, kernel, stride, padding)


def size_rounded_up(right, x, kernel, stride=None, padding=0):
    """You round the output's size up, so the last windows hang over the edge. Round down: what does not fill a
    whole window is left out."""
    options = options_of(kernel, stride, padding)
    axes = zip(x.shape[2:], *options, strict=True)
    height, width = (-(-(n + 2 * p - k) // s) + 1 for n, k, s, p in axes)
    return larger(right, x, kernel, stride, padding, height, width)


def size_rounded_to_nearest(right, x, kernel, stride=None, padding=0):
    """You round the output's size to the nearest whole number, so the last windows can hang over the edge. Round
    down always: with //, or with int."""
    options = options_of(kernel, stride, padding)
    axes = zip(x.shape[2:], *options, strict=True)
    height, width = (round((n + 2 * p - k) / s) + 1 for n, k, s, p in axes)
    return larger(right, x, kernel, stride, padding, height, width)


def size_over_stride_alone(right, x, kernel, stride=None, padding=0):
    """Your output's size is the padded image's divided by the stride, without the kernel. The last window must
    still fit: (n + 2 padding - kernel) // stride + 1."""
    options = options_of(kernel, stride, padding)
    height, width = ((n + 2 * p) // s for n, _, s, p in zip(x.shape[2:], *options, strict=True))
    if (height, width) == pooled_sizes(x, *options):
        return right(x, kernel, stride, padding)
    return larger(right, x, kernel, stride, padding, height, width)


def size_one_short(right, x, kernel, stride=None, padding=0):
    """Your output lacks its last row and its last column: there is one window more than there are steps."""
    return on_output(right(x, kernel, stride, padding), lambda out: out[:, :, :-1, :-1])


def window_at_the_edge_missing(right, x, kernel, stride=None, padding=0):
    """You leave out the window that ends exactly in the last row or column: the end of a range is not in it. The last
    window begins at H - kernel, with H as it is after padding."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    out, cache = right(x, kernel, stride, padding)
    axes = zip(x.shape[2:], kernel, stride, padding, strict=True)
    height, width = (-(-(n + 2 * p - k) // s) for n, k, s, p in axes)
    return out[:, :, :height, :width], cache


def uneven_sizes_refused(right, x, kernel, stride=None, padding=0):
    """Your function refuses images that the windows do not end exactly at the edge of. Such sizes are allowed: round
    down, the rest is left out."""
    options = options_of(kernel, stride, padding)
    if any((n + 2 * p - k) % s for n, k, s, p in zip(x.shape[2:], *options, strict=True)):
        raise ValueError("the windows do not fill the image")
    return right(x, kernel, stride, padding)


def blocks_reshaped(right, x, kernel, stride=None, padding=0):
    """You cut the image into blocks with a reshape: that is a stride equal to the kernel, and fails where the
    blocks do not fill the image. Windows may overlap or lie apart, and what is left over at the end counts
    nowhere."""
    kernel, _, padding = options_of(kernel, stride, padding)
    if any((n + 2 * p) % k for n, k, p in zip(x.shape[2:], kernel, padding, strict=True)):
        raise ValueError("cannot reshape array of size 30 into shape (1,1,2,2,3,2)")
    return right(x, kernel, kernel, padding)


def mean_of_the_window(right, x, kernel, stride=None, padding=0):
    """You take the mean of each window. Max pooling takes the largest value."""
    out, cache = right(x, kernel, stride, padding)
    kernel, stride, padding = options_of(kernel, stride, padding)
    image = framed(x, padding, 0)
    for i, j, window in windows(x, kernel, stride, padding):
        out[:, :, i, j] = image[window].mean((2, 3))
    return out, cache


def minimum_of_the_window(right, x, kernel, stride=None, padding=0):
    """You take the smallest value of each window. Max pooling takes the largest."""
    return on_output(right(-x, kernel, stride, padding), lambda out: -out)


def largest_in_size(right, x, kernel, stride=None, padding=0):
    """You take the largest absolute value. The sign counts: -7 is less than 2."""
    return right(abs(x), kernel, stride, padding)


def never_below_zero(right, x, kernel, stride=None, padding=0):
    """Where all values of a window are negative you answer 0, as a search does that begins at 0. Begin with minus
    infinity or with the first value."""
    return on_output(right(x, kernel, stride, padding), lambda out: np.maximum(out, out.dtype.type(0)))


def largest_of_the_first_row(right, x, kernel, stride=None, padding=0):
    """You look at the first row of each window alone. A window is as high as the kernel."""
    out, cache = right(x, kernel, stride, padding)
    options = options_of(kernel, stride, padding)
    return pooled(x, options, lambda window: window[:, :, 0].max(axis=-1)), cache


def window_one_larger(right, x, kernel, stride=None, padding=0):
    """Your windows are one row and one column too large: a slice ends before its end, so from top to top + kernel
    there are kernel rows."""
    out, cache = right(x, kernel, stride, padding)
    kernel, stride, padding = options_of(kernel, stride, padding)
    image = framed(x, padding)
    for i, j in np.ndindex(*out.shape[2:]):
        top, left = i * stride[0], j * stride[1]
        out[:, :, i, j] = image[:, :, top : top + kernel[0] + 1, left : left + kernel[1] + 1].max((2, 3))
    return out, cache


def largest_of_the_first_column(right, x, kernel, stride=None, padding=0):
    """You look at the first column of each window alone. A window is as wide as the kernel."""
    out, cache = right(x, kernel, stride, padding)
    options = options_of(kernel, stride, padding)
    return pooled(x, options, lambda window: window[..., 0].max(axis=-1)), cache


def window_one_smaller(right, x, kernel, stride=None, padding=0):
    """Your windows lack their last row and their last column: a slice ends before its end, and so does a range, so
    from top to top + kernel there are kernel rows."""
    if 1 in options_of(kernel)[0]:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    out, cache = right(x, kernel, stride, padding)
    options = options_of(kernel, stride, padding)
    return pooled(x, options, lambda window: window[:, :, :-1, :-1].max((2, 3))), cache


def one_maximum_for_all(right, x, kernel, stride=None, padding=0):
    """You take the maximum over all images and all channels as well, so that all maps are equal. Each channel of
    each image is pooled by itself: max takes the axes of rows and columns."""
    return right(np.broadcast_to(x.max((0, 1)), x.shape), kernel, stride, padding)


def over_all_channels(right, x, kernel, stride=None, padding=0):
    """You take the maximum over all channels as well, so that all maps of an image are equal. Each channel is
    pooled by itself."""
    return right(x.max(axis=1, keepdims=True).repeat(x.shape[1], axis=1), kernel, stride, padding)


def channels_lost(right, x, kernel, stride=None, padding=0):
    """You take the maximum over all channels as well, so that one map is left of each image. Each channel is
    pooled by itself."""
    return right(x.max(axis=1, keepdims=True), kernel, stride, padding)


def over_all_images(right, x, kernel, stride=None, padding=0):
    """You take the maximum over all images of the batch as well, so that all are equal. Each image is pooled by
    itself."""
    return right(x.max(axis=0, keepdims=True).repeat(len(x), axis=0), kernel, stride, padding)


def first_channel_only(right, x, kernel, stride=None, padding=0):
    """You pool the first channel alone; the others stay 0. Each channel is pooled by itself."""

    def kept(out):
        out[:, 1:] = 0
        return out

    return on_output(right(x, kernel, stride, padding), kept)


def first_image_only(right, x, kernel, stride=None, padding=0):
    """You pool the first image alone; the others stay 0. A batch holds several images."""

    def kept(out):
        out[1:] = 0
        return out

    return on_output(right(x, kernel, stride, padding), kept)


def rows_and_columns_exchanged(right, x, kernel, stride=None, padding=0):
    """Rows and columns of your output are exchanged. out[n, c, i, j] belongs to the window i steps down and j to
    the right."""
    return on_output(right(x, kernel, stride, padding), lambda out: out.swapaxes(2, 3))


def channels_last(right, x, kernel, stride=None, padding=0):
    """Your channels come last. The output is (N, C, H', W')."""
    return on_output(right(x, kernel, stride, padding), lambda out: out.transpose(0, 2, 3, 1))


def square_outputs_only(right, x, kernel, stride=None, padding=0):
    """You take the output's height as its width as well. Images need not be square: the width follows from the
    image's width."""
    height, width = pooled_sizes(x, *options_of(kernel, stride, padding))
    if height > width:
        return larger(right, x, kernel, stride, padding, height, height)
    return on_output(right(x, kernel, stride, padding), lambda out: out[..., :height])


def square_outputs_by_index(right, x, kernel, stride=None, padding=0):
    """You take the output's height as its width as well, and where it is higher than wide your index leaves the
    image. Images need not be square: the width follows from the image's width."""
    height, width = pooled_sizes(x, *options_of(kernel, stride, padding))
    if height > width:
        raise IndexError(f"index {x.shape[3]} is out of bounds for axis 3 with size {x.shape[3]}")
    return on_output(right(x, kernel, stride, padding), lambda out: out[..., :height])


def width_for_the_height(right, x, kernel, stride=None, padding=0):
    """You take the output's width as its height as well. Images need not be square: the height follows from the
    image's height."""
    height, width = pooled_sizes(x, *options_of(kernel, stride, padding))
    if width > height:
        return larger(right, x, kernel, stride, padding, width, width)
    return on_output(right(x, kernel, stride, padding), lambda out: out[:, :, :width])


def collected_in_a_view(right, x, kernel, stride=None, padding=0):
    """Your result is a view of the image, and each maximum is written over one of its pixels: x is changed, and
    where windows overlap later ones see what you have written. Make a new array for the result."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    image = framed(x, padding) if any(padding) else x
    return _in_a_view(image, kernel, stride), (x, kernel, stride, padding)


def out_alone(right, x, kernel, stride=None, padding=0):
    """You return the output alone. Return the pair (out, cache): the backward pass needs to know what was
    pooled."""
    return right(x, kernel, stride, padding)[0]


def cache_first(right, x, kernel, stride=None, padding=0):
    """You return the cache before the output. The order is (out, cache)."""
    out, cache = right(x, kernel, stride, padding)
    return cache, out


def places_returned(right, x, kernel, stride=None, padding=0):
    """You return where in its window each maximum stands. Those places may go into the cache; out holds the
    values."""
    out, cache = right(x, kernel, stride, padding)

    def places(window):
        return window.reshape(*window.shape[:2], -1).argmax(axis=-1)

    return pooled(x, options_of(kernel, stride, padding), places), cache


POOL_MISTAKES = (
    stride_is_the_kernel, stride_one_by_default, stride_always_one, stride_in_size_only,
    stride_not_given_refused, size_rounded_up, size_rounded_to_nearest, size_over_stride_alone,
    size_one_short, uneven_sizes_refused, blocks_reshaped, mean_of_the_window, minimum_of_the_window,
    largest_in_size, never_below_zero, largest_of_the_first_row, window_one_larger, over_all_channels,
    channels_lost, over_all_images, first_channel_only, first_image_only, rows_and_columns_exchanged,
    channels_last, square_outputs_only, out_alone, cache_first, places_returned, square_outputs_by_index,
    width_for_the_height, collected_in_a_view, largest_of_the_first_column, window_one_smaller,
    one_maximum_for_all, window_at_the_edge_missing,
)  # fmt: skip
