"""Mistakes of a3.avg_pool2d in the mean. The cache is (x, kernel, stride)."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.pooling import options_of, windows
from autograder.checks.mistakes import on_output


def sum_of_the_window(right, x, kernel, stride=None):
    """You return the sums of the windows. Divide by the number of values in a window."""
    return on_output(right(x, kernel, stride), lambda out: out * kernel**2)


def divided_by_the_side(right, x, kernel, stride=None):
    """You divide by the kernel's side. A window has side times side values."""
    return on_output(right(x, kernel, stride), lambda out: out * kernel)


def rounded_to_whole(right, x, kernel, stride=None):
    """You round the means down to whole numbers, as // does. Divide with /."""
    return on_output(right(x, kernel, stride), np.floor)


def maximum_of_the_window(right, x, kernel, stride=None):
    """You take the maximum of each window. Average pooling takes the mean."""
    out, cache = right(x, kernel, stride)
    for i, j, window in windows(x, *options_of(kernel, stride)):
        out[:, :, i, j] = x[window].max((2, 3))
    return out, cache


def stride_is_the_kernel(right, x, kernel, stride=None):
    """Your windows always lie side by side, whatever the stride. The stride says how far the next window is; only
    where none is given is it the kernel."""
    side_by_side = right(x, kernel)[0]
    return on_output(right(x, kernel, stride), lambda _: side_by_side)


def stride_one_by_default(right, x, kernel, stride=None):
    """Where no stride is given you take 1. It is the kernel then, so that the windows lie side by side."""
    return right(x, kernel, 1 if stride is None else stride)


def stride_always_one(right, x, kernel, stride=None):
    """Your windows are one step apart, whatever the stride. They move by the stride, and by the kernel where
    none is given."""
    near = right(x, kernel, 1)[0]
    return on_output(right(x, kernel, stride), lambda _: near)


def stride_not_given_refused(right, x, kernel, stride=None):
    """Your function computes with a stride of None where none is given. Take the kernel then."""
    if stride is None:
        raise TypeError("unsupported operand type(s) for //: 'int' and 'NoneType'")
    return right(x, kernel, stride)


def _of_size(right, x, kernel, stride, height, width):
    """An output of this size. Windows that hang over the edge are what a slice is there: cut off, or empty."""
    _, cache = right(x, kernel, stride)
    step = stride or kernel
    out = np.empty((*x.shape[:2], height, width), x.dtype)
    for i, j in np.ndindex(height, width):
        window = x[:, :, i * step : i * step + kernel, j * step : j * step + kernel]
        out[:, :, i, j] = window.mean((2, 3)) if window.size else np.nan
    return out, cache


def size_rounded_up(right, x, kernel, stride=None):
    """You round the output's size up, so the last windows hang over the edge. Round down: what does not fill a
    whole window is left out."""
    return _of_size(
        right, x, kernel, stride, *(-(-(n - kernel) // (stride or kernel)) + 1 for n in x.shape[2:])
    )


def size_over_stride_alone(right, x, kernel, stride=None):
    """Your output's size is the image's divided by the stride, without the kernel. The last window must still fit:
    (n - kernel) // stride + 1."""
    return _of_size(right, x, kernel, stride, *(n // (stride or kernel) for n in x.shape[2:]))


def size_one_short(right, x, kernel, stride=None):
    """Your output lacks its last row and its last column: there is one window more than there are steps."""
    return on_output(right(x, kernel, stride), lambda out: out[:, :, :-1, :-1])


def stride_in_size_only(right, x, kernel, stride=None):
    """Your output has the right size, but neighbouring windows are one step apart. Window (i, j) begins at row
    i * stride and column j * stride."""
    near = right(x, kernel, 1)[0]
    return on_output(right(x, kernel, stride), lambda out: near[:, :, : out.shape[2], : out.shape[3]])


def uneven_sizes_refused(right, x, kernel, stride=None):
    """Your function refuses images that the windows do not end exactly at the edge of. Such sizes are allowed: round
    down, the rest is left out."""
    if any((n - kernel) % (stride or kernel) for n in x.shape[2:]):
        raise ValueError("the windows do not fill the image")
    return right(x, kernel, stride)


def blocks_reshaped(right, x, kernel, stride=None):
    """You cut the image into blocks with a reshape: that is a stride equal to the kernel, and fails where the blocks
    do not fill the image. Windows may overlap or lie apart, and what is left over at the end counts nowhere."""
    if any(n % kernel for n in x.shape[2:]):
        raise ValueError("cannot reshape array of size 30 into shape (1,1,2,2,3,2)")
    return right(x, kernel)


def over_all_channels(right, x, kernel, stride=None):
    """You take the mean over all channels as well, so that all maps of an image are equal. Each channel is pooled
    by itself."""
    return on_output(
        right(x, kernel, stride), lambda out: out.mean(axis=1, keepdims=True).repeat(out.shape[1], axis=1)
    )


def over_all_images_and_channels(right, x, kernel, stride=None):
    """You take the mean over all images and all channels as well, so that all maps are equal. Each channel of each
    image is pooled by itself: mean takes the axes of rows and columns."""
    return right(np.broadcast_to(x.mean((0, 1)), x.shape), kernel, stride)


def over_all_images(right, x, kernel, stride=None):
    """You take the mean over all images of the batch as well, so that all are equal. Each image is pooled by
    itself."""
    return right(np.broadcast_to(x.mean(axis=0), x.shape), kernel, stride)


def divided_by_the_stride(right, x, kernel, stride=None):
    """You divide the sums by stride * stride. A window has kernel * kernel values, wherever the next one begins."""
    return on_output(right(x, kernel, stride), lambda out: out * (kernel / (stride or kernel)) ** 2)


def square_outputs_only(right, x, kernel, stride=None):
    """You take the output's height as its width as well. Images need not be square: the width follows from the
    image's width."""
    height = (x.shape[2] - kernel) // (stride or kernel) + 1
    return _of_size(right, x, kernel, stride, height, height)


def square_outputs_by_index(right, x, kernel, stride=None):
    """You take the output's height as its width as well, and where it is higher than wide your index leaves the
    image. Images need not be square: the width follows from the image's width."""
    height, width = ((n - kernel) // (stride or kernel) + 1 for n in x.shape[2:])
    if height > width:
        raise IndexError(f"index {x.shape[3]} is out of bounds for axis 3 with size {x.shape[3]}")
    return on_output(right(x, kernel, stride), lambda out: out[..., :height])


def rows_and_columns_exchanged(right, x, kernel, stride=None):
    """Rows and columns of your output are exchanged. out[n, c, i, j] belongs to the window i steps down and j to
    the right."""
    return on_output(right(x, kernel, stride), lambda out: out.swapaxes(2, 3))


def cache_first(right, x, kernel, stride=None):
    """avg_pool2d_forward returns the cache before the output. The order is (out, cache)."""
    out, cache = right(x, kernel, stride)
    return cache, out


def out_alone(right, x, kernel, stride=None):
    """avg_pool2d_forward returns the output alone. It returns the pair (out, cache): the backward pass needs to
    know what was pooled."""
    return right(x, kernel, stride)[0]


MEAN_MISTAKES = (
    sum_of_the_window, divided_by_the_side, rounded_to_whole, maximum_of_the_window, stride_is_the_kernel,
    stride_one_by_default, stride_always_one, stride_not_given_refused, size_rounded_up,
    uneven_sizes_refused, over_all_channels, square_outputs_only, out_alone, size_over_stride_alone,
    size_one_short, stride_in_size_only, blocks_reshaped, over_all_images_and_channels, over_all_images,
    divided_by_the_stride, square_outputs_by_index, rows_and_columns_exchanged, cache_first,
)  # fmt: skip
