"""Mistakes of a3.avg_pool2d: in the mean, and in how dout is spread. The cache is (x, kernel, stride)."""

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
    return right(x, kernel)


def stride_one_by_default(right, x, kernel, stride=None):
    """Where no stride is given you take 1. It is the kernel then, so that the windows lie side by side."""
    return right(x, kernel, 1 if stride is None else stride)


def stride_always_one(right, x, kernel, stride=None):
    """Your windows are one step apart, whatever the stride. They move by the stride, and by the kernel where
    none is given."""
    return right(x, kernel, 1)


def stride_not_given_refused(right, x, kernel, stride=None):
    """Your function computes with a stride of None where none is given. Take the kernel then."""
    if stride is None:
        raise TypeError("unsupported operand type(s) for //: 'int' and 'NoneType'")
    return right(x, kernel, stride)


def size_rounded_up(right, x, kernel, stride=None):
    """You round the output's size up, so the last windows hang over the edge. Round down: what does not fill a
    whole window is left out."""
    inside, cache = right(x, kernel, stride)
    step = stride or kernel
    height, width = (-(-(n - kernel) // step) + 1 for n in x.shape[2:])
    out = np.empty((*x.shape[:2], height, width), x.dtype)
    for i, j in np.ndindex(height, width):
        top, left = i * step, j * step
        out[:, :, i, j] = x[:, :, top : top + kernel, left : left + kernel].mean((2, 3))
    return out, cache


def uneven_sizes_refused(right, x, kernel, stride=None):
    """Your function raises an error where the windows do not end exactly at the edge, as a reshape to blocks does.
    Such sizes are allowed: round down, the rest is left out."""
    if any((n - kernel) % (stride or kernel) for n in x.shape[2:]):
        raise ValueError("cannot reshape array of size 30 into shape (1,1,2,2,3,2)")
    return right(x, kernel, stride)


def over_all_channels(right, x, kernel, stride=None):
    """You take the mean over all channels as well, so that all maps of an image are equal. Each channel is pooled
    by itself."""
    return on_output(
        right(x, kernel, stride), lambda out: out.mean(axis=1, keepdims=True).repeat(out.shape[1], axis=1)
    )


def square_outputs_only(right, x, kernel, stride=None):
    """You take the output's height as its width as well. Images need not be square: the width follows from the
    image's width."""
    return on_output(right(x, kernel, stride), lambda out: out[..., : out.shape[2]])


def out_alone(right, x, kernel, stride=None):
    """avg_pool2d_forward returns the output alone. It returns the pair (out, cache): the backward pass needs to
    know what was pooled."""
    return right(x, kernel, stride)[0]


MEAN_MISTAKES = (
    sum_of_the_window, divided_by_the_side, rounded_to_whole, maximum_of_the_window, stride_is_the_kernel,
    stride_one_by_default, stride_always_one, stride_not_given_refused, size_rounded_up,
    uneven_sizes_refused, over_all_channels, square_outputs_only, out_alone,
)  # fmt: skip


def _dealt(dout, cache, share):
    """dx where each place of a window gets dout times this share."""
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i, j, window in windows(x, *options_of(kernel, stride)):
        dx[window] += dout[:, :, i, j, None, None] * share
    return dx


def dx_not_divided(right, dout, cache):
    """Each place of a window gets the whole dout. It has moved the mean by one part in the number of values of the
    window: divide by that."""
    return _dealt(dout, cache, 1)


def dx_divided_by_the_side(right, dout, cache):
    """You divide dout by the kernel's side. A window has side times side values, each of which gets one part."""
    return right(dout, cache) * cache[1]


def dx_divided_twice(right, dout, cache):
    """You divide dout twice by the number of values in a window. Once is enough: each of them gets one part."""
    return _dealt(dout, cache, 1 / cache[1] ** 4)


def dx_overwritten(right, dout, cache):
    """Where windows overlap, your dx keeps what the last window laid there. A pixel that was seen by several windows
    gets the sum: += and not =."""
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i, j, window in windows(x, *options_of(kernel, stride)):
        dx[window] = dout[:, :, i, j, None, None] / kernel**2
    return dx


def dx_to_the_maximum(right, dout, cache):
    """The maximum of each window gets its dout, as in max pooling. Every place of the window has moved the mean:
    each gets an equal part."""
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i, j, window in windows(x, *options_of(kernel, stride)):
        seen = x[window]
        dx[window] += dout[:, :, i, j, None, None] * (seen == seen.max((2, 3), keepdims=True))
    return dx


def dx_in_the_corner(right, dout, cache):
    """Only the top left place of each window gets something. Every place of the window has moved the mean: each
    gets an equal part."""
    x, kernel, stride = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(*dout.shape[2:]):
        dx[:, :, i * stride, j * stride] += dout[:, :, i, j] / kernel**2
    return dx


def dx_times_the_pixels(right, dout, cache):
    """You multiply dout by the pixels. A mean has the same slope for each of its values, whatever they are: one
    part in their number."""
    return right(dout, cache) * cache[0]


def dx_blocks_repeated(right, dout, cache):
    """Your dx is dout with each value repeated in a block: that is right where windows lie side by side and fill
    the image. Where they overlap a pixel gets a sum, and a pixel that lies in no window gets 0."""
    kernel = cache[1]
    return dout.repeat(kernel, axis=2).repeat(kernel, axis=3) / kernel**2


def dx_as_large_as_the_windows(right, dout, cache):
    """Your dx is only as large as what the windows cover. Rows and columns that lie in no window belong to dx too:
    they are 0."""
    x, kernel, stride = cache
    height, width = ((n - 1) * stride + kernel for n in dout.shape[2:])
    return right(dout, cache)[:, :, :height, :width]


def dx_stride_is_the_kernel(right, dout, cache):
    """In your dx the windows lie side by side, whatever the stride. The window of output (i, j) begins at row
    i * stride and column j * stride, as in the forward pass."""
    x, kernel, _ = cache
    dx = np.zeros_like(x)
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * kernel, j * kernel
        dx[:, :, top : top + kernel, left : left + kernel] += dout[:, :, i, j, None, None] / kernel**2
    return dx


def dx_stride_always_one(right, dout, cache):
    """In your dx the windows lie one step apart, whatever the stride. The window of output (i, j) begins at row
    i * stride and column j * stride, as in the forward pass."""
    x, kernel, _ = cache
    dx = np.zeros_like(x)
    height, width = (n + kernel - 1 for n in dout.shape[2:])
    dx[:, :, :height, :width] = right(dout, (x[:, :, :height, :width], kernel, 1))
    return dx


def dx_averaged_over_images(right, dout, cache):
    """Your dx is divided by the number of images. Where the loss is a mean, that is in dout already."""
    return right(dout, cache) / len(dout)


def dx_first_channel_only(right, dout, cache):
    """In your dx only channel 0 is filled. Each channel was pooled by itself."""
    dx = right(dout, cache)
    dx[:, 1:] = 0
    return dx


def dx_shape_of_dout(right, dout, cache):
    """Your dx has the shape of dout. It has the shape of x: one value for each pixel."""
    return dout / cache[1] ** 2


SPREAD_MISTAKES = (
    dx_not_divided, dx_divided_by_the_side, dx_divided_twice, dx_overwritten, dx_to_the_maximum,
    dx_in_the_corner, dx_times_the_pixels, dx_blocks_repeated, dx_as_large_as_the_windows,
    dx_stride_is_the_kernel, dx_stride_always_one, dx_averaged_over_images, dx_first_channel_only,
    dx_shape_of_dout,
)  # fmt: skip
