"""Mistakes of a3.max_pool2d_backward, around any right program whose cache is (x, kernel, stride, padding)."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.pooling import first_maximum, framed, unframed, windows


def _shared_out(dout, cache, shares, value=-np.inf):
    """dx where each window deals its dout out by `shares(window)`, of (N, C, kH, kW) and the same shape."""
    x, kernel, stride, padding = cache
    image = framed(x, padding, value)
    dx = np.zeros_like(image)
    for i, j, window in windows(x, kernel, stride, padding):
        dx[window] += dout[:, :, i, j, None, None] * shares(image[window])
    return unframed(dx, x, padding)


def _maxima(window):
    return (window == window.max(axis=(2, 3), keepdims=True)).astype(window.dtype)


def _chosen(window, choose):
    """1 at one place of each window. choose: from a window (kH, kW) to its row and column."""
    marks = np.zeros_like(window)
    for n, c in np.ndindex(*window.shape[:2]):
        marks[n, c][choose(window[n, c])] = 1
    return marks


def _each_winner(cache):
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
    return _shared_out(dout, cache, _maxima)


def maxima_share_it(right, dout, cache):
    """Where several places of a window hold the maximum, they share dout among them. Here the first of them in row
    order gets all of it."""
    return _shared_out(
        dout, cache, lambda window: _maxima(window) / _maxima(window).sum((2, 3), keepdims=True)
    )


def last_maximum_gets_it(right, dout, cache):
    """Where several places of a window hold the maximum, the last one gets dout. The first one in row order gets
    it: compare with > and not with >=."""

    def last(window):
        return divmod(window.size - 1 - int(np.argmax(window[::-1, ::-1])), window.shape[1])

    return _shared_out(dout, cache, lambda window: _chosen(window, last))


def first_in_column_order(right, dout, cache):
    """Where several places of a window hold the maximum, yours is the first one column by column. Go through the
    window row by row."""

    def first(window):
        return divmod(int(np.argmax(window.T)), len(window))[::-1]

    return _shared_out(dout, cache, lambda window: _chosen(window, first))


def overwritten(right, dout, cache):
    """Where windows overlap and have the same maximum, your dx keeps what the last of them laid there. A pixel that
    was the maximum of several windows gets the sum: += and not =."""
    x, _, _, padding = cache
    dx = np.zeros_like(framed(x, padding))
    for (n, c, i, j), _, place in _each_winner(cache):
        dx[n, c, *place] = dout[n, c, i, j]
    return unframed(dx, x, padding)


def windows_overwritten(right, dout, cache):
    """Where windows overlap, each of yours replaces what an earlier one has laid into it, zeros included. Add to dx
    what a window brings: += and not =."""
    x, kernel, stride, padding = cache
    image = framed(x, padding)
    dx = np.zeros_like(image)
    for i, j, window in windows(x, kernel, stride, padding):
        dx[window] = dout[:, :, i, j, None, None] * _chosen(image[window], first_maximum)
    return unframed(dx, x, padding)


def whole_window_gets_it(right, dout, cache):
    """Every place of a window gets the whole dout. Only the place that held the maximum has moved the output; the
    others get 0."""
    return _shared_out(dout, cache, np.ones_like)


def averaged_over_the_window(right, dout, cache):
    """You spread dout evenly over the window, as average pooling does. Only the place that held the maximum has
    moved the output; the others get 0."""
    _, kernel, _, _ = cache
    return _shared_out(dout, cache, lambda w: np.ones_like(w) / w.dtype.type(kernel[0] * kernel[1]))


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


def place_in_the_window(right, dout, cache):
    """You use the place of the maximum in its window as if it were a place in the image, so that all windows write
    into the top left corner. The window of output (i, j) begins at row i * stride and column j * stride."""
    x, _, _, padding = cache
    dx = np.zeros_like(framed(x, padding))
    for (n, c, i, j), place, _ in _each_winner(cache):
        dx[n, c, *place] += dout[n, c, i, j]
    return unframed(dx, x, padding)


def place_divided_by_the_height(right, dout, cache):
    """Where a window is not square, your maximum is at another place. The number that argmax gives counts row by
    row: divide it by the window's width to get the row."""

    def wrong(window):
        u, v = divmod(int(np.argmax(window)), len(window))
        if u >= window.shape[0] or v >= window.shape[1]:
            raise IndexError(f"index {u} is out of bounds for axis 2 with size {window.shape[0]}")
        return u, v

    return _shared_out(dout, cache, lambda window: _chosen(window, wrong))


def place_transposed(right, dout, cache):
    """Row and column of the maximum in its window are exchanged. The number that argmax gives counts row by row:
    divided by the width it gives the row, and the rest is the column."""

    def wrong(window):
        v, u = first_maximum(window)
        if u >= window.shape[0] or v >= window.shape[1]:
            raise IndexError(f"index {u} is out of bounds for axis 2 with size {window.shape[0]}")
        return u, v

    return _shared_out(dout, cache, lambda window: _chosen(window, wrong))


def minimum_gets_it(right, dout, cache):
    """The smallest value of each window gets dout. The largest has made the output."""
    x, *options = cache
    return right(dout, (-x, *options))


def border_of_zeros(right, dout, cache):
    """Your border is made of zeros, which win against negative values and take their dout with them. It counts as
    minus infinity, so that it never is the maximum."""
    return _shared_out(dout, cache, lambda window: _chosen(window, first_maximum), value=0)


def with_its_border(right, dout, cache):
    """Your dx has the size of the padded image. dx has the shape of x: the border is cut off at the end."""
    x, kernel, stride, padding = cache
    return right(dout, (framed(x, padding), kernel, stride, (0, 0)))


def cut_at_the_end(right, dout, cache):
    """Your dx has the size of x, but it begins in the border: all that is cut off lies below and to the right. Cut
    the first rows and columns of the border too, so that dx[0, 0] belongs to x[0, 0]."""
    x = cache[0]
    return with_its_border(right, dout, cache)[:, :, : x.shape[2], : x.shape[3]]


def cut_up_to_minus_zero(right, dout, cache):
    """Without padding your dx is empty: the slice [p:-p] is [0:0] then. Let the slice end at p + height instead
    of -p."""
    rows, columns = cache[3]
    return with_its_border(right, dout, cache)[:, :, rows:-rows, columns:-columns]


def padding_ignored(right, dout, cache):
    """The padding has no effect in your backward pass: windows begin at the image's edge. They have begun outside
    it by the padding."""
    x, kernel, stride, padding = cache
    if any(padding):
        raise ValueError("attempt to get argmax of an empty sequence")
    return right(dout, cache)


def as_large_as_the_windows(right, dout, cache):
    """Your dx is only as large as what the windows cover. Rows and columns that lie in no window belong to dx too:
    they are 0."""
    x, kernel, stride, padding = cache
    covered = (
        (n - 1) * s + k - 2 * p for n, s, k, p in zip(dout.shape[2:], stride, kernel, padding, strict=True)
    )
    height, width = covered
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
    times_the_maximum, place_in_the_window, place_divided_by_the_height, place_transposed, minimum_gets_it,
    border_of_zeros, with_its_border, cut_at_the_end, cut_up_to_minus_zero, padding_ignored,
    as_large_as_the_windows, uneven_sizes_refused, stride_is_the_kernel, stride_always_one,
    same_in_all_channels, first_channel_only, first_image_only, averaged_over_images, left_at_zero, negative,
    in_a_tuple, shape_of_dout,
)  # fmt: skip
