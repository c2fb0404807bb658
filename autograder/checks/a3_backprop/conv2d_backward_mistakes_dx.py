"""Mistakes of a3.conv2d_backward in dx, around any right program."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import padded


def windows(dout, cache):
    """For each output position: what it has in dout, and its window as an index of the padded images."""
    _, w, _, (down, across), _ = cache
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * down, j * across
        window = (slice(None), slice(None), slice(top, top + w.shape[2]), slice(left, left + w.shape[3]))
        yield dout[:, :, i, j], window


def _dx(right, dout, cache, **changed):
    """dx of the layer with some of x, w, stride, padding exchanged."""
    x, w, b, stride, padding = cache
    given = {"x": x, "w": w, "stride": stride, "padding": padding} | changed
    return right(dout, (given["x"], given["w"], b, given["stride"], given["padding"]))[0]


def _with_border(right, dout, cache):
    """dx of the padded images, border included."""
    x, w, b, stride, padding = cache
    return right(dout, (padded(x, padding), w, b, stride, (0, 0)))[0]


def _inner(dxp, cache):
    x, _, _, _, (rows, columns) = cache
    return dxp[:, :, rows : rows + x.shape[2], columns : columns + x.shape[3]]


def dx_kernel_flipped(right, dout, cache):
    """Your dx is that of the flipped filter. In a loop over windows each window of dx gets dout times the filter
    as it is; only where dx is written as a convolution of dout is the filter flipped."""
    dx, dw, db = right(dout, cache)
    return _dx(right, dout, cache, w=cache[1][:, :, ::-1, ::-1]), dw, db


def dx_kernel_transposed(right, dout, cache):
    """In your dx rows and columns of the filter are exchanged. w[f, c, u, v] has met row u and column v of its
    window, and that is the pixel that gets its share."""
    dx, dw, db = right(dout, cache)
    w = cache[1]
    if w.shape[2] != w.shape[3]:
        raise ValueError("operands could not be broadcast together with shapes (1,3,2) (1,2,3) (1,3,2) ")
    return _dx(right, dout, cache, w=w.swapaxes(2, 3)), dw, db


def dx_overwritten(right, dout, cache):
    """Where windows overlap, your dx keeps what the last window laid there. A pixel that was seen by several
    windows gets the sum of all their shares: += and not =."""
    dx, dw, db = right(dout, cache)
    dxp = np.zeros_like(padded(cache[0], cache[4]))
    for slope, window in windows(dout, cache):
        dxp[window] = np.einsum("nf,fcuv->ncuv", slope, cache[1])
    return _inner(dxp, cache), dw, db


def dx_overwritten_by_filters(right, dout, cache):
    """Where windows overlap, and from filter to filter, your dx keeps what came last. A pixel gets the sum over
    all windows that saw it and over all filters: += and not =."""
    dx, dw, db = right(dout, cache)
    dxp = np.zeros_like(padded(cache[0], cache[4]))
    for f, kernel in enumerate(cache[1]):
        for slope, window in windows(dout, cache):
            dxp[window] = slope[:, f, None, None, None] * kernel
    return _inner(dxp, cache), dw, db


def dx_of_last_filter(right, dout, cache):
    """Your dx holds the share of the last filter alone. Every filter has seen the image, so dx is the sum over
    all of them."""
    x, w, b, stride, padding = cache
    dx, dw, db = right(dout, cache)
    return right(dout[:, -1:], (x, w[-1:], b[-1:], stride, padding))[0], dw, db


def dx_of_first_filter(right, dout, cache):
    """Your dx holds the share of the first filter alone. Every filter has seen the image, so dx is the sum over
    all of them."""
    x, w, b, stride, padding = cache
    dx, dw, db = right(dout, cache)
    return right(dout[:, :1], (x, w[:1], b[:1], stride, padding))[0], dw, db


def dx_same_in_all_channels(right, dout, cache):
    """In your dx all channels of an image are equal: each has the sum over the channels of the filter. Channel c
    of dx gets the weights of channel c alone."""
    dx, dw, db = right(dout, cache)
    return dx.sum(axis=1, keepdims=True).repeat(dx.shape[1], axis=1), dw, db


def dx_in_first_channel(right, dout, cache):
    """In your dx only channel 0 is filled. Every channel of a window gets its share."""
    dx, dw, db = right(dout, cache)
    dx[:, 1:] = 0
    return dx, dw, db


def dx_same_in_all_images(right, dout, cache):
    """In your dx all images are equal: each has the sum over the batch. Image n of dx gets dout of image n
    alone."""
    dx, dw, db = right(dout, cache)
    return dx.sum(axis=0, keepdims=True).repeat(len(dx), axis=0), dw, db


def dx_in_first_image(right, dout, cache):
    """In your dx only image 0 is filled. Every image of the batch has its own dx."""
    dx, dw, db = right(dout, cache)
    dx[1:] = 0
    return dx, dw, db


def dx_averaged(right, dout, cache):
    """Your dx is divided by the number of images. Where the loss is a mean, that is in dout already."""
    dx, dw, db = right(dout, cache)
    return dx / dx.dtype.type(len(dx)), dw, db


def dx_of_the_pixels(right, dout, cache):
    """Your dx adds up dout times the window of the image. The slope of a product w x with respect to x is w: each
    window of dx gets dout times the filter."""
    dx, dw, db = right(dout, cache)
    image = padded(cache[0], cache[4])
    dxp = np.zeros_like(image)
    for slope, window in windows(dout, cache):
        dxp[window] += slope.sum(axis=1)[:, None, None, None] * image[window]
    return _inner(dxp, cache), dw, db


def dx_left_at_zero(right, dout, cache):
    """Your dx is 0 everywhere. Each output has passed its dout on to all pixels that it has seen, times the
    weight that it saw them with."""
    dx, dw, db = right(dout, cache)
    return np.zeros_like(dx), dw, db


def dx_with_its_border(right, dout, cache):
    """Your dx has the size of the padded image. dx has the shape of x: the border that the padding added is cut
    off at the end."""
    dx, dw, db = right(dout, cache)
    return _with_border(right, dout, cache), dw, db


def dx_cut_up_to_minus_zero(right, dout, cache):
    """Without padding your dx is empty: the slice [p:-p] is [0:0] then. Let the slice end at p + height instead
    of -p."""
    dx, dw, db = right(dout, cache)
    rows, columns = cache[4]
    dxp = _with_border(right, dout, cache)
    return dxp[:, :, rows:-rows, columns:-columns], dw, db


def dx_cut_at_the_end(right, dout, cache):
    """Your dx has the size of x, but it begins in the border: all that is cut off lies below and to the right.
    Cut the first rows and columns of the border too, so that dx[0, 0] belongs to x[0, 0]."""
    dx, dw, db = right(dout, cache)
    dxp = _with_border(right, dout, cache)
    return dxp[:, :, : dx.shape[2], : dx.shape[3]], dw, db


def dx_cut_at_the_beginning(right, dout, cache):
    """Your dx has the size of x, but it ends in the border: all that is cut off lies above and to the left. Cut
    as many rows and columns at the end as at the beginning."""
    dx, dw, db = right(dout, cache)
    dxp = _with_border(right, dout, cache)
    return dxp[:, :, dxp.shape[2] - dx.shape[2] :, dxp.shape[3] - dx.shape[3] :], dw, db


def dx_as_large_as_the_windows(right, dout, cache):
    """Your dx is only as large as what the windows cover. Where the stride leaves rows or columns over, these
    belong to dx too: they have not been seen, so they are 0."""
    dx, dw, db = right(dout, cache)
    _, w, _, stride, padding = cache
    height, width = (
        (n - 1) * s + k - p for n, s, k, p in zip(dout.shape[2:], stride, w.shape[2:], padding, strict=True)
    )
    return dx[:, :, : max(height, 0), : max(width, 0)], dw, db


def dx_stride_ignored(right, dout, cache):
    """Your dx lays neighbouring windows one step apart. Output (i, j) has seen the window that begins at row
    i * stride and column j * stride, and passes its share on to that one."""
    dx, dw, db = right(dout, cache)
    x, w, b, _, padding = cache
    image = padded(x, padding)
    dxp = np.zeros_like(image)
    height, width = (n + k - 1 for n, k in zip(dout.shape[2:], w.shape[2:], strict=True))
    dxp[:, :, :height, :width] = right(dout, (image[:, :, :height, :width], w, b, (1, 1), (0, 0)))[0]
    return _inner(dxp, cache), dw, db


def dx_mixes_images_and_filters(right, dout, cache):
    """In your dx the values of dout belong to other images, filters and places than before. A reshape to rows of
    filters never moves an axis: bring the axis of the filters to the end with transpose first."""
    dx, dw, db = right(dout, cache)
    mixed = dout.reshape(len(dout), *dout.shape[2:], dout.shape[1]).transpose(0, 3, 1, 2)
    return right(mixed, cache)[0], dw, db


def dx_cut_up_to_the_height(right, dout, cache):
    """Your dx ends too early: a slice that begins at row p and ends at row H has H - p rows. Count its end from where
    it begins."""
    dx, dw, db = right(dout, cache)
    x, _, _, _, (rows, columns) = cache
    return _with_border(right, dout, cache)[:, :, rows : x.shape[2], columns : x.shape[3]], dw, db


def dx_cut_above_and_left_only(right, dout, cache):
    """You cut the border off above and to the left alone, so that your dx is larger than x. It lies on all four
    sides."""
    dx, dw, db = right(dout, cache)
    rows, columns = cache[4]
    return _with_border(right, dout, cache)[:, :, rows:, columns:], dw, db


def dx_of_size_without_the_rest(right, dout, cache):
    """Your dx has (H' - 1) * stride + kernel - 2 * padding rows, which is only as large as what the windows cover.
    Rows and columns that have not been seen belong to dx too: it has the shape of x, and they are 0."""
    dx, dw, db = right(dout, cache)
    _, w, _, stride, padding = cache
    sizes = zip(dout.shape[2:], stride, w.shape[2:], padding, strict=True)
    height, width = (max(n * s - s + k - 2 * p, 0) for n, s, k, p in sizes)
    return dx[:, :, :height, :width], dw, db


def dx_of_dout_as_it_is(right, dout, cache):
    """You write dx as a convolution of dout as it is, which is right at stride 1 alone. With a stride neighbouring
    windows lie further apart: the values of dout have to lie a stride apart, with zeros between them."""
    dx, dw, db = right(dout, cache)
    x, w, b, _, (rows, columns) = cache
    height, width = (n + k - 1 for n, k in zip(dout.shape[2:], w.shape[2:], strict=True))
    near = np.zeros((*x.shape[:2], height, width), x.dtype)
    dxp = right(dout, (near, w, b, (1, 1), (0, 0)))[0]
    return dxp[:, :, rows : rows + x.shape[2], columns : columns + x.shape[3]], dw, db


DX_MISTAKES = (
    dx_kernel_flipped, dx_kernel_transposed, dx_overwritten, dx_overwritten_by_filters, dx_of_last_filter,
    dx_of_first_filter, dx_same_in_all_channels, dx_in_first_channel, dx_same_in_all_images,
    dx_in_first_image, dx_averaged, dx_of_the_pixels, dx_left_at_zero, dx_with_its_border,
    dx_cut_up_to_minus_zero, dx_cut_at_the_end, dx_cut_at_the_beginning, dx_as_large_as_the_windows,
    dx_stride_ignored, dx_mixes_images_and_filters, dx_cut_up_to_the_height, dx_cut_above_and_left_only,
    dx_of_size_without_the_rest, dx_of_dout_as_it_is,
)  # fmt: skip
