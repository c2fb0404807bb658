"""Mistakes of a3.max_pool2d_backward, around any right program whose cache is (x, kernel, stride, padding)."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.pooling import first_maximum, framed, unframed, windows


def shared_out(dout, cache, shares, value=-np.inf):
    """dx where each window deals its dout out by `shares(window)`, of (N, C, kH, kW) and the same shape."""
    x, kernel, stride, padding = cache
    image = framed(x, padding, value)
    dx = np.zeros_like(image)
    for i, j, window in windows(x, kernel, stride, padding):
        dx[window] += dout[:, :, i, j, None, None] * shares(image[window])
    return unframed(dx, x, padding)


def _maxima(window):
    return (window == window.max(axis=(2, 3), keepdims=True)).astype(window.dtype)


def chosen(window, choose):
    """1 at one place of each window. choose: from a window (kH, kW) to its row and column."""
    marks = np.zeros_like(window)
    for n, c in np.ndindex(*window.shape[:2]):
        marks[n, c][choose(window[n, c])] = 1
    return marks


def each_winner(cache):
    """For every output (n, c, i, j): the place of its maximum in its window, and in the framed images."""
    x, kernel, stride, padding = cache
    image = framed(x, padding)
    for i, j, window in windows(x, kernel, stride, padding):
        for n, c in np.ndindex(*x.shape[:2]):
            u, v = first_maximum(image[n, c][window])
            yield (n, c, i, j), (u, v), (i * stride[0] + u, j * stride[1] + v)


def all_maxima_get_it(right, dout, cache):
    """Where several places of a window hold the maximum, each of them gets the whole dout. Only the first of them
    in row order gets it."""
    return shared_out(dout, cache, _maxima)


def maxima_share_it(right, dout, cache):
    """Where several places of a window hold the maximum, they share dout among them. Here the first of them in row
    order gets all of it."""
    return shared_out(
        dout, cache, lambda window: _maxima(window) / _maxima(window).sum((2, 3), keepdims=True)
    )


def last_maximum_gets_it(right, dout, cache):
    """Where several places of a window hold the maximum, the last one gets dout. The first one in row order gets
    it: compare with > and not with >=."""

    def last(window):
        return divmod(window.size - 1 - int(np.argmax(window[::-1, ::-1])), window.shape[1])

    return shared_out(dout, cache, lambda window: chosen(window, last))


def first_in_column_order(right, dout, cache):
    """Where several places of a window hold the maximum, yours is the first one column by column. Go through the
    window row by row."""

    def first(window):
        return divmod(int(np.argmax(window.T)), len(window))[::-1]

    return shared_out(dout, cache, lambda window: chosen(window, first))


def overwritten(right, dout, cache):
    """Where windows overlap and have the same maximum, your dx keeps what the last of them laid there. A pixel that
    was the maximum of several windows gets the sum: += and not =, and with arrays of indices np.add.at, since += adds
    only once there."""
    x, _, _, padding = cache
    dx = np.zeros_like(framed(x, padding))
    for (n, c, i, j), _, place in each_winner(cache):
        dx[n, c, *place] = dout[n, c, i, j]
    return unframed(dx, x, padding)


def windows_overwritten(right, dout, cache):
    """Where windows overlap, each of yours replaces what an earlier one has laid into it, zeros included. Add to dx
    what a window brings: += and not =."""
    x, kernel, stride, padding = cache
    image = framed(x, padding)
    dx = np.zeros_like(image)
    for i, j, window in windows(x, kernel, stride, padding):
        dx[window] = dout[:, :, i, j, None, None] * chosen(image[window], first_maximum)
    return unframed(dx, x, padding)


def whole_window_gets_it(right, dout, cache):
    """Every place of a window gets the whole dout. Only the place that held the maximum has moved the output; the
    others get 0."""
    return shared_out(dout, cache, np.ones_like)


def averaged_over_the_window(right, dout, cache):
    """You spread dout evenly over the window, as average pooling does. Only the place that held the maximum has
    moved the output; the others get 0."""
    _, kernel, _, _ = cache
    return shared_out(dout, cache, lambda w: np.ones_like(w) / w.dtype.type(kernel[0] * kernel[1]))


def one_instead_of_dout(right, dout, cache):
    """Your dx marks the maxima with 1. Each gets the dout of its window."""
    return right(np.ones_like(dout), cache)


def times_the_maximum(right, dout, cache):
    """You multiply dout by the maximum itself. The maximum is copied to the output, so its slope is 1."""
    x, kernel, stride, padding = cache
    image, scaled = framed(x, padding), dout.copy()
    for i, j, window in windows(x, kernel, stride, padding):
        scaled[:, :, i, j] *= image[window].max((2, 3))
    return right(scaled, cache)


def minimum_gets_it(right, dout, cache):
    """The smallest value of each window gets dout. The largest has made the output."""
    x, *options = cache
    return right(dout, (-x, *options))


def as_large_as_the_windows(right, dout, cache):
    """Your dx is only as large as what the windows cover. Rows and columns that lie in no window belong to dx too:
    they are 0."""
    x, kernel, stride, padding = cache
    covered = (n * s - s + k - p for n, s, k, p in zip(dout.shape[2:], stride, kernel, padding, strict=True))
    height, width = covered
    return right(dout, cache)[:, :, :height, :width]


def as_large_as_the_windows_cut(right, dout, cache):
    """Your dx has (H' - 1) * stride + kernel - 2 * padding rows, which is only as large as what the windows cover.
    Rows and columns that lie in no window belong to dx too: it has the shape of x, and they are 0."""
    _, kernel, stride, padding = cache
    sizes = zip(dout.shape[2:], stride, kernel, padding, strict=True)
    height, width = (n * s - s + k - 2 * p for n, s, k, p in sizes)
    return right(dout, cache)[:, :, :height, :width]


def uneven_sizes_refused(right, dout, cache):
    """Your function raises an error where the windows do not end exactly at the edge. Rows and columns that lie in
    no window get 0."""
    x, kernel, stride, padding = cache
    if any((n + 2 * p - k) % s for n, k, s, p in zip(x.shape[2:], kernel, stride, padding, strict=True)):
        raise ValueError("operands could not be broadcast together with shapes (1,1,4,4) (1,1,5,4) ")
    return right(dout, cache)


def stride_is_the_kernel(right, dout, cache):
    """Your windows lie side by side, whatever the stride. The window of output (i, j) begins at row i * stride and
    column j * stride, as in the forward pass."""
    x, kernel, stride, padding = cache
    if stride != kernel:
        height, width = (n * k for n, k in zip(dout.shape[2:], kernel, strict=True))
        if height > x.shape[2] + 2 * padding[0] or width > x.shape[3] + 2 * padding[1]:
            raise ValueError("attempt to get argmax of an empty sequence")
    return right(dout, (x, kernel, kernel, padding))


def stride_always_one(right, dout, cache):
    """Your windows lie one step apart, whatever the stride. The window of output (i, j) begins at row i * stride
    and column j * stride, as in the forward pass."""
    x, kernel, _, padding = cache
    image = framed(x, padding)
    height, width = (n + k - 1 for n, k in zip(dout.shape[2:], kernel, strict=True))
    near = image[:, :, :height, :width]
    dx = np.zeros_like(image)
    dx[:, :, :height, :width] = right(dout, (near, kernel, (1, 1), (0, 0)))
    return unframed(dx, x, padding)


def same_in_all_channels(right, dout, cache):
    """You look for one maximum over all channels of a window. Each channel has its own maximum and its own
    dout."""
    x, kernel, stride, padding = cache
    image = framed(x, padding)
    dx = np.zeros_like(image)
    for i, j, window in windows(x, kernel, stride, padding):
        for n in range(len(x)):
            seen = image[n][window]
            c, u, v = np.unravel_index(int(seen.argmax()), seen.shape)
            dx[n, c, i * stride[0] + u, j * stride[1] + v] += dout[n, c, i, j]
    return unframed(dx, x, padding)


def negatives_get_nothing(right, dout, cache):
    """Where all values of a window are negative, its dout goes nowhere, as after a search that begins at 0. The
    largest of them is the maximum: it gets dout."""

    def above_zero(window):
        return chosen(window, first_maximum) * (window.max(axis=(2, 3), keepdims=True) >= 0)

    return shared_out(dout, cache, above_zero)


def _repeated(dout, cache, height, width):
    """dx of the framed images where the values of out and dout are repeated in blocks. height, width: how much of
    the blocks is looked at."""
    x, kernel, stride, padding = cache
    image = framed(x, padding)
    out = np.stack([image[window].max((2, 3)) for *_, window in windows(x, kernel, stride, padding)], axis=-1)
    blocks, slopes = (
        a.repeat(kernel[0], axis=2).repeat(kernel[1], axis=3)[:, :, :height, :width]
        for a in (out.reshape(dout.shape), dout)
    )
    dx = np.zeros_like(image)
    seen = image[:, :, : blocks.shape[2], : blocks.shape[3]]
    dx[:, :, : blocks.shape[2], : blocks.shape[3]] = (seen == blocks) * slopes
    return unframed(dx, x, padding)


def blocks_repeated(right, dout, cache):
    """You repeat each value of out and of dout in a block and compare the blocks with the image: so windows lie side
    by side, whatever the stride, and each of several equal maxima gets dout. Go through the windows, and let the
    first maximum of each take it."""
    x, _, _, padding = cache
    return _repeated(dout, cache, x.shape[2] + 2 * padding[0], x.shape[3] + 2 * padding[1])


def blocks_repeated_refused(right, dout, cache):
    """You repeat each value of out and of dout in a block, which has the image's size only where windows lie side by
    side and fill it; and each of several equal maxima gets dout. Go through the windows, and let the first maximum
    of each take it."""
    x, kernel, _, padding = cache
    sizes = zip(x.shape[2:], padding, dout.shape[2:], kernel, strict=True)
    if any(n + 2 * p != count * k for n, p, count, k in sizes):
        raise ValueError("operands could not be broadcast together with shapes (1,1,4,4) (1,1,5,4) ")
    return _repeated(dout, cache, None, None)


def first_channel_only(right, dout, cache):
    """In your dx only channel 0 is filled. Each channel was pooled by itself."""
    dx = right(dout, cache)
    dx[:, 1:] = 0
    return dx


def first_image_only(right, dout, cache):
    """In your dx only image 0 is filled. Each image of the batch was pooled by itself."""
    dx = right(dout, cache)
    dx[1:] = 0
    return dx


def averaged_over_images(right, dout, cache):
    """Your dx is divided by the number of images. Where the loss is a mean, that is in dout already."""
    dx = right(dout, cache)
    return dx / dx.dtype.type(len(dx))


def left_at_zero(right, dout, cache):
    """Your dx is 0 everywhere. The place of each maximum gets the dout of its window."""
    return np.zeros_like(cache[0])


def negative(right, dout, cache):
    """Your dx has the wrong sign. The maximum is copied to the output, so its slope is 1."""
    return -right(dout, cache)


def in_a_tuple(right, dout, cache):
    """You return dx in a tuple or a list. Pooling has no weights: dx is the whole answer."""
    return (right(dout, cache),)


def shape_of_dout(right, dout, cache):
    """You return an array of the shape of dout. dx has the shape of x: the places that were not the maximum are in
    it too, with 0."""
    return dout.copy()


ROUTING_MISTAKES = (
    all_maxima_get_it, maxima_share_it, last_maximum_gets_it, first_in_column_order, overwritten,
    windows_overwritten, whole_window_gets_it, averaged_over_the_window, one_instead_of_dout,
    times_the_maximum, minimum_gets_it, as_large_as_the_windows, uneven_sizes_refused,
    stride_is_the_kernel, stride_always_one, same_in_all_channels, first_channel_only, first_image_only,
    averaged_over_images, left_at_zero, negative, in_a_tuple, shape_of_dout, negatives_get_nothing,
    blocks_repeated, blocks_repeated_refused, as_large_as_the_windows_cut,
)  # fmt: skip
