"""Mistakes of a3.conv2d_backward, around any right program: in one of the three gradients, or in what they share."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import padded


def _dx(right, dout, cache, **changed):
    """dx of the layer with some of x, w, stride, padding exchanged."""
    x, w, b, stride, padding = cache
    given = {"x": x, "w": w, "stride": stride, "padding": padding} | changed
    return right(dout, (given["x"], given["w"], b, given["stride"], given["padding"]))[0]


def _with_border(right, dout, cache):
    """dx of the padded images, border included."""
    x, w, b, stride, padding = cache
    return right(dout, (padded(x, padding), w, b, stride, (0, 0)))[0]


def _windows(dout, cache):
    """For each output position: what it has in dout, and its window as an index of the padded images."""
    _, w, _, (down, across), _ = cache
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * down, j * across
        window = (slice(None), slice(None), slice(top, top + w.shape[2]), slice(left, left + w.shape[3]))
        yield dout[:, :, i, j], window


def _inner(dxp, cache):
    x, _, _, _, (rows, columns) = cache
    return dxp[:, :, rows : rows + x.shape[2], columns : columns + x.shape[3]]


# dx


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
    for slope, window in _windows(dout, cache):
        dxp[window] = np.einsum("nf,fcuv->ncuv", slope, cache[1])
    return _inner(dxp, cache), dw, db


def dx_overwritten_by_filters(right, dout, cache):
    """Where windows overlap, and from filter to filter, your dx keeps what came last. A pixel gets the sum over
    all windows that saw it and over all filters: += and not =."""
    dx, dw, db = right(dout, cache)
    dxp = np.zeros_like(padded(cache[0], cache[4]))
    for f, kernel in enumerate(cache[1]):
        for slope, window in _windows(dout, cache):
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
    for slope, window in _windows(dout, cache):
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
        (n - 1) * s + k - 2 * p
        for n, s, k, p in zip(dout.shape[2:], stride, w.shape[2:], padding, strict=True)
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


# dw


def dw_flipped(right, dout, cache):
    """Your dw is flipped, top to bottom and left to right. dw[f, c, u, v] belongs to the weight that has met row
    u and column v of each window."""
    dx, dw, db = right(dout, cache)
    return dx, dw[:, :, ::-1, ::-1], db


def dw_transposed(right, dout, cache):
    """In your dw rows and columns are exchanged. dw[f, c, u, v] belongs to the weight that has met row u and
    column v of each window."""
    dx, dw, db = right(dout, cache)
    return dx, dw.swapaxes(2, 3), db


def dw_averaged(right, dout, cache):
    """Your dw is divided by the number of images. Where the loss is a mean, that is in dout already: dw is the
    sum over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw / dw.dtype.type(len(dout)), db


def dw_averaged_over_places(right, dout, cache):
    """Your dw is a mean over the output's places. Every place has used the weight and adds its share: dw is the
    sum."""
    dx, dw, db = right(dout, cache)
    return dx, dw / dw.dtype.type(dout[0, 0].size), db


def dw_of_last_image(right, dout, cache):
    """Your dw is that of the last image. All images have used the weights, so dw is the sum over the batch: +=
    and not =."""
    x, w, b, stride, padding = cache
    dx, dw, db = right(dout, cache)
    return dx, right(dout[-1:], (x[-1:], w, b, stride, padding))[1], db


def dw_of_first_image(right, dout, cache):
    """Your dw is that of the first image. All images have used the weights, so dw is the sum over the batch."""
    x, w, b, stride, padding = cache
    dx, dw, db = right(dout, cache)
    return dx, right(dout[:1], (x[:1], w, b, stride, padding))[1], db


def dw_of_last_window(right, dout, cache):
    """Your dw keeps the share of the last window of the last image. Every window has used the weights, so dw is
    the sum over all of them: += and not =."""
    dx, dw, db = right(dout, cache)
    *_, (slope, window) = _windows(dout, cache)
    last = padded(cache[0], cache[4])[window][-1]
    return dx, slope[-1][:, None, None, None] * last, db


def dw_same_for_all_filters(right, dout, cache):
    """In your dw all filters are equal: each has the sum over the filters. dw[f] gets dout[:, f] alone."""
    dx, dw, db = right(dout, cache)
    return dx, dw.sum(axis=0, keepdims=True).repeat(len(dw), axis=0), db


def dw_same_in_all_channels(right, dout, cache):
    """In your dw all channels of a filter are equal: each has the sum over the channels. dw[f, c] gets channel c
    of the window alone."""
    dx, dw, db = right(dout, cache)
    return dx, dw.sum(axis=1, keepdims=True).repeat(dw.shape[1], axis=1), db


def dw_in_first_channel(right, dout, cache):
    """In your dw only channel 0 is filled. Every channel of a filter has weights, and each has its gradient."""
    dx, dw, db = right(dout, cache)
    dw[:, 1:] = 0
    return dx, dw, db


def dw_without_dout(right, dout, cache):
    """Your dw adds up the windows as they are. Each window counts as much as its output matters: times dout."""
    dx, dw, db = right(dout, cache)
    return dx, right(np.ones_like(dout), cache)[1], db


def dw_of_the_weights(right, dout, cache):
    """Your dw adds up dout times the weights. The slope of a product w x with respect to w is x: dw gets dout
    times the window of the image."""
    dx, dw, db = right(dout, cache)
    return dx, cache[1] * dout.sum((0, 2, 3))[:, None, None, None], db


def dw_stride_ignored(right, dout, cache):
    """Your dw takes neighbouring windows one step apart. The window of output (i, j) begins at row i * stride and
    column j * stride."""
    x, w, b, _, padding = cache
    dx, dw, db = right(dout, cache)
    height, width = (n + k - 1 for n, k in zip(dout.shape[2:], w.shape[2:], strict=True))
    near = padded(x, padding)[:, :, :height, :width]
    return dx, right(dout, (near, w, b, (1, 1), (0, 0)))[1], db


def image_not_padded(right, dout, cache):
    """With a padding your windows leave the image, so that their shapes do not fit. The filter has seen the padded
    image: pad x again in the backward pass, and cut the border off dx at the end."""
    if any(cache[4]):
        raise ValueError("operands could not be broadcast together with shapes (1,3,3) (1,2,3) (1,3,3) ")
    return right(dout, cache)


def dw_mixes_images_and_filters(right, dout, cache):
    """In your dw the values of dout belong to other filters than before, as soon as there are several images. A
    reshape to one row for each filter never moves an axis: bring the axis of the filters to the front with
    transpose first."""
    dx, dw, db = right(dout, cache)
    mixed = dout.reshape(dout.shape[1], len(dout), *dout.shape[2:]).swapaxes(0, 1)
    return dx, right(mixed, cache)[1], db


# db


def db_counts_places(right, dout, cache):
    """Your db counts the outputs of each filter. Each output passes its dout on to the bias: db[f] is the sum of
    dout over images, rows and columns."""
    dx, dw, db = right(dout, cache)
    return dx, dw, np.full_like(db, dout[:, 0].size)


def db_left_at_one(right, dout, cache):
    """Your db is 1 for every filter: that is the slope of one output. db[f] adds up dout over all outputs of the
    filter."""
    dx, dw, db = right(dout, cache)
    return dx, dw, np.ones_like(db)


def db_averaged(right, dout, cache):
    """Your db is divided by the number of images. Where the loss is a mean, that is in dout already: db is the
    sum."""
    dx, dw, db = right(dout, cache)
    return dx, dw, db / db.dtype.type(len(dout))


def db_is_the_mean(right, dout, cache):
    """Your db is the mean of dout over images, rows and columns. It is the sum: every output has used the
    bias."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.mean((0, 2, 3))


def db_averaged_over_places(right, dout, cache):
    """Your db is a mean over the output's places. Every place has used the bias: db is the sum over images, rows
    and columns."""
    dx, dw, db = right(dout, cache)
    return dx, dw, db / db.dtype.type(dout[0, 0].size)


def db_summed_over_batch_alone(right, dout, cache):
    """Your db is summed over the images alone and has rows and columns left. Each filter has one bias, used at
    every place: sum over rows and columns too."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.sum(axis=0)


def db_summed_over_places_alone(right, dout, cache):
    """Your db is summed over rows and columns and still has one row for each image. All images have used the
    same bias: sum over the batch too."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.sum((2, 3))


def db_of_the_images(right, dout, cache):
    """Your db has one number for each image. Axis 1 of dout is the filters': sum over all axes but that one."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.sum((1, 2, 3))


def db_keeps_its_axes(right, dout, cache):
    """Your db keeps axes of length 1. Its shape is that of b, one number for each filter."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.sum((0, 2, 3), keepdims=True)


def db_as_columns(right, dout, cache):
    """Your db has a second axis of length 1. Its shape is that of b, one number for each filter."""
    dx, dw, db = right(dout, cache)
    return dx, dw, db[:, None]


def db_of_last_image(right, dout, cache):
    """Your db is that of the last image. All images have used the bias, so db is the sum over the batch: += and
    not =."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout[-1].sum((1, 2))


def db_of_last_output(right, dout, cache):
    """Your db keeps the dout of the last place of the last image. It is the sum over all of them: += and not
    =."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout[-1, :, -1, -1].copy()


def db_same_for_all_filters(right, dout, cache):
    """Your db has the sum over all filters for each of them. db[f] gets dout[:, f] alone."""
    dx, dw, db = right(dout, cache)
    return dx, dw, np.full_like(db, db.sum())


def db_is_one_number(right, dout, cache):
    """Your db is one number, the sum of the whole dout. Each filter has its own bias: sum over images, rows and
    columns, and not over the filters."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.sum()


# what they share


def weights_and_bias_averaged(right, dout, cache):
    """Your dw and your db are divided by the number of images. Where the loss is a mean, that is in dout already:
    both are sums over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw / dw.dtype.type(len(dout)), db / db.dtype.type(len(dout))


def all_averaged(right, dout, cache):
    """All three gradients are divided by the number of images. Where the loss is a mean, that is in dout
    already."""
    return tuple(d / d.dtype.type(len(dout)) for d in right(dout, cache))


def of_first_image(right, dout, cache):
    """You go through the first image alone: dx is 0 in the others, and dw and db lack their shares."""
    x, w, b, stride, padding = cache
    dx, dw, db = right(dout[:1], (x[:1], w, b, stride, padding))
    all_of_dx = np.zeros(x.shape, x.dtype)
    all_of_dx[:1] = dx
    return all_of_dx, dw, db


def negative(right, dout, cache):
    """All three gradients have the wrong sign. The step against the gradient is taken later, where the weights
    are changed."""
    return tuple(-d for d in right(dout, cache))


def weights_first(right, dout, cache):
    """You return dw, dx, db. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dw, dx, db


def bias_before_weights(right, dout, cache):
    """You return dx, db, dw. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dx, db, dw


def stride_ignored(right, dout, cache):
    """In dx and in dw neighbouring windows lie one step apart. The window of output (i, j) begins at row
    i * stride and column j * stride."""
    return dx_stride_ignored(right, dout, cache)[0], *dw_stride_ignored(right, dout, cache)[1:]


def first_of_stride_for_both(right, dout, cache):
    """You use the first number of the stride for both directions. The second one moves the window to the
    right."""
    x, w, b, stride, padding = cache
    if stride[0] != stride[1]:
        raise ValueError("operands could not be broadcast together with shapes (1,2,2) (1,2,1) ")
    return right(dout, cache)


def first_of_padding_for_both(right, dout, cache):
    """You use the first number of the padding for both directions. The second one counts the columns."""
    x, w, b, stride, (rows, columns) = cache
    if rows < columns:
        raise ValueError("operands could not be broadcast together with shapes (1,2,2) (1,2,1) ")
    if rows == columns:
        return right(dout, cache)
    image = padded(x, rows)
    dxp, dw, db = right(dout, (image[..., : x.shape[3] + 2 * columns], w, b, stride, (0, 0)))
    dx = np.zeros(image.shape, x.dtype)
    dx[..., : dxp.shape[3]] = dxp
    return dx[:, :, rows : rows + x.shape[2], rows : rows + x.shape[3]], dw, db


def square_kernels_only(right, dout, cache):
    """Your function works for square filters only. w.shape[2] is the filter's height and w.shape[3] its width;
    windows have that size too."""
    if cache[1].shape[2] != cache[1].shape[3]:
        raise ValueError("operands could not be broadcast together with shapes (1,3,3) (1,3,2) ")
    return right(dout, cache)


def square_outputs_only(right, dout, cache):
    """You take the height of dout as its width as well, and where it is higher than wide your index leaves it.
    Images need not be square: dout.shape[3] is the width."""
    height, width = dout.shape[2:]
    if height > width:
        raise IndexError(f"index {width} is out of bounds for axis 3 with size {width}")
    kept = dout.copy()
    kept[..., height:] = 0
    return right(kept, cache)


def always_float64(right, dout, cache):
    """You return float64 whatever comes in. Each gradient has the dtype of its array: np.zeros alone makes
    float64."""
    return tuple(d.astype(np.float64) for d in right(dout, cache))


def dx_always_float64(right, dout, cache):
    """Your dx is float64 whatever comes in. It has the dtype of x: np.zeros alone makes float64."""
    dx, dw, db = right(dout, cache)
    return dx.astype(np.float64), dw, db


BACKWARD_MISTAKES = (
    dx_kernel_flipped, dx_kernel_transposed, dx_overwritten, dx_overwritten_by_filters,
    dx_of_last_filter, dx_of_first_filter, dx_same_in_all_channels, dx_in_first_channel,
    dx_same_in_all_images, dx_in_first_image, dx_averaged, dx_of_the_pixels, dx_left_at_zero,
    dx_with_its_border, dx_cut_up_to_minus_zero, dx_cut_at_the_end, dx_cut_at_the_beginning,
    dx_as_large_as_the_windows, dx_stride_ignored, dx_mixes_images_and_filters,
    dw_flipped, dw_transposed, dw_averaged, dw_averaged_over_places, dw_of_last_image, dw_of_first_image,
    dw_of_last_window, dw_same_for_all_filters, dw_same_in_all_channels, dw_in_first_channel,
    dw_without_dout, dw_of_the_weights, dw_stride_ignored, image_not_padded, dw_mixes_images_and_filters,
    db_counts_places, db_left_at_one, db_averaged, db_is_the_mean, db_averaged_over_places,
    db_summed_over_batch_alone, db_summed_over_places_alone, db_of_the_images, db_keeps_its_axes,
    db_as_columns, db_of_last_image, db_of_last_output, db_same_for_all_filters, db_is_one_number,
    weights_and_bias_averaged, all_averaged, of_first_image, negative, weights_first, bias_before_weights,
    stride_ignored, first_of_stride_for_both, first_of_padding_for_both,
    square_kernels_only, square_outputs_only, always_float64, dx_always_float64,
)  # fmt: skip
