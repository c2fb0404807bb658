"""Mistakes of a3.avg_pool2d in how dout is spread. The cache is (x, kernel, stride)."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.pooling import options_of, windows


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


def dx_averaged_where_windows_overlap(right, dout, cache):
    """Where windows overlap, your dx is the mean of what they bring. A pixel that was seen by several windows has
    moved each of them, and gets the sum."""
    x, kernel, stride = cache
    count = right(np.ones_like(dout), cache) * kernel**2
    return right(dout, cache) / np.maximum(count.round(), 1)


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


def dx_blocks_laid_in(right, dout, cache):
    """Your dx is dout with each value repeated in a block, laid into zeros: that is right where windows lie side by
    side. Where they overlap a pixel gets a sum, and where they lie apart the pixels between them get 0."""
    x, kernel, _ = cache
    blocks = dout.repeat(kernel, axis=2).repeat(kernel, axis=3) / kernel**2
    dx = np.zeros_like(x)
    dx[:, :, : blocks.shape[2], : blocks.shape[3]] = blocks
    return dx


def dx_divided_by_the_stride(right, dout, cache):
    """You divide dout by stride * stride. A window has kernel * kernel values, wherever the next one begins."""
    _, kernel, stride = cache
    return right(dout, cache) * (kernel / stride) ** 2


def dx_square_outputs_only(right, dout, cache):
    """Your backward pass takes the height of dout as its width as well, and where it is higher than wide your index
    leaves it. Images need not be square: dout.shape[3] is the width."""
    height, width = dout.shape[2:]
    if height > width:
        raise IndexError(f"index {width} is out of bounds for axis 3 with size {width}")
    kept = dout.copy()
    kept[..., height:] = 0
    return right(kept, cache)


def dx_left_at_zero(right, dout, cache):
    """Your dx is 0 everywhere. Every place of a window has moved its mean and gets a part of its dout."""
    return np.zeros_like(cache[0])


def dx_one_instead_of_dout(right, dout, cache):
    """Your dx deals out 1 for each window. It is dout that is dealt out."""
    return right(np.ones_like(dout), cache)


def dx_negative(right, dout, cache):
    """Your dx has the wrong sign. A larger pixel makes a larger mean."""
    return -right(dout, cache)


def dx_in_a_tuple(right, dout, cache):
    """You return dx in a tuple or a list. Pooling has no weights: dx is the whole answer."""
    return (right(dout, cache),)


def dx_first_image_only(right, dout, cache):
    """In your dx only image 0 is filled. Each image of the batch was pooled by itself."""
    dx = right(dout, cache)
    dx[1:] = 0
    return dx


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
    dx_shape_of_dout, dx_averaged_where_windows_overlap, dx_blocks_laid_in, dx_divided_by_the_stride,
    dx_square_outputs_only, dx_left_at_zero, dx_one_instead_of_dout, dx_negative, dx_in_a_tuple,
    dx_first_image_only,
)  # fmt: skip
