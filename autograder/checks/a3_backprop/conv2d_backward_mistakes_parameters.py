"""Mistakes of a3.conv2d_backward in dw or db, around any right program."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import padded
from autograder.checks.a3_backprop.conv2d_backward_mistakes_dx import windows


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
    *_, (slope, window) = windows(dout, cache)
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


def dw_mixes_images_and_filters(right, dout, cache):
    """In your dw the values of dout belong to other filters than before, as soon as there are several images. A
    reshape to one row for each filter never moves an axis: bring the axis of the filters to the front with
    transpose first."""
    dx, dw, db = right(dout, cache)
    mixed = dout.reshape(dout.shape[1], len(dout), *dout.shape[2:]).swapaxes(0, 1)
    return dx, right(mixed, cache)[1], db


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


def dw_of_dout_as_it_is(right, dout, cache):
    """You write dw as a convolution of the image with dout as it is, which is right at stride 1 alone; with a stride
    it has too many rows and columns. The values of dout have to lie a stride apart, with zeros between them."""
    dx, dw, db = right(dout, cache)
    image = padded(cache[0], cache[4])
    view = np.lib.stride_tricks.sliding_window_view(image, dout.shape[2:], axis=(2, 3))
    return dx, np.einsum("ncuvij,nfij->fcuv", view, dout), db


def db_of_first_image(right, dout, cache):
    """Your db is that of the first image. All images have used the bias, so db is the sum over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout[0].sum((1, 2))


PARAMETER_MISTAKES = (
    dw_flipped, dw_transposed, dw_averaged, dw_averaged_over_places, dw_of_last_image, dw_of_first_image,
    dw_of_last_window, dw_same_for_all_filters, dw_same_in_all_channels, dw_in_first_channel,
    dw_without_dout, dw_of_the_weights, dw_stride_ignored, dw_mixes_images_and_filters, db_counts_places,
    db_left_at_one, db_averaged, db_is_the_mean, db_averaged_over_places, db_summed_over_batch_alone,
    db_summed_over_places_alone, db_of_the_images, db_keeps_its_axes, db_as_columns, db_of_last_image,
    db_of_last_output, db_same_for_all_filters, db_is_one_number, dw_of_dout_as_it_is, db_of_first_image,
)  # fmt: skip
