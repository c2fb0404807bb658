"""Mistakes around any right layer of a2 in what is added up and where it is put: bias, channels, filters,
images, and the order of the output's axes.

Each is written for `f(x, w, b, *rest, **options)`, whatever follows the biases and whether f returns the output
alone or the output and a cache.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.mistakes import on_output


def bias_forgotten(right, x, w, b, *rest, **options):
    """The bias is missing. Each filter adds its own b[f] once to every value of its map."""
    return right(x, w, 0 * b, *rest, **options)


def bias_for_every_channel(right, x, w, b, *rest, **options):
    """You add the bias once for every input channel. Each filter adds it once, after the sum over all
    channels."""
    return right(x, w, b * w.shape[1], *rest, **options)


def bias_for_every_weight(right, x, w, b, *rest, **options):
    """You add the bias with every product. Each filter adds it once, after the sum over channels, rows and
    columns."""
    return right(x, w, b * w[0].size, *rest, **options)


def bias_for_every_place(right, x, w, b, *rest, **options):
    """You add the bias once for every place of the filter. Each filter adds it once, after the sum over all
    of them."""
    return right(x, w, b * w[0, 0].size, *rest, **options)


def first_bias_for_all(right, x, w, b, *rest, **options):
    """You add b[0] to every map. Filter f adds its own b[f]."""
    return right(x, w, b[:1].repeat(len(b)), *rest, **options)


def all_biases_added(right, x, w, b, *rest, **options):
    """You add the sum of all biases to every map. Filter f adds its own b[f] alone."""
    return right(x, w, b.sum(keepdims=True).repeat(len(b)), *rest, **options)


def bias_subtracted(right, x, w, b, *rest, **options):
    """You subtract the bias. Each filter adds its own b[f] to every value of its map."""
    return right(x, w, -b, *rest, **options)


def bias_along_the_width(right, x, w, b, *rest, **options):
    """You add b as it is to maps of shape (..., H', W'), so that NumPy lays it along the width. Its numbers
    belong to the channels: give it the shape (C_out, 1, 1) first, or add b[f] to map f."""
    return on_output(right(x, w, 0 * b, *rest, **options), lambda out: out + b)


def first_channel_only(right, x, w, b, *rest, **options):
    """Only the first channel of a filter counts in your sum. A filter reaches through all of its channels,
    and their sums are added."""
    return right(x, _only(w, 0, 1), b, *rest, **options)


def last_channel_only(right, x, w, b, *rest, **options):
    """Only the last channel of a filter counts in your sum: each channel's sum takes the place of the one
    before. Add them up, with +=."""
    return right(x, _only(w, -1, 1), b, *rest, **options)


def last_place_only(right, x, w, b, *rest, **options):
    """Only the last place of the filter counts in your sum: each place takes the place of the one before. Add
    them up, with +=."""
    return right(x, _only(_only(w, -1, 2), -1, 3), b, *rest, **options)


def last_weight_only(right, x, w, b, *rest, **options):
    """Only the last weight of each filter counts in your sum: each product takes the place of the one before.
    Add them up, with +=."""
    last = _only(_only(_only(w, -1, 1), -1, 2), -1, 3)
    return right(x, last, b, *rest, **options)


def first_kernel_for_all_channels(right, x, w, b, *rest, **options):
    """You lay the first channel of a filter on every channel of the image. Channel c of the image meets
    w[f, c]."""
    return right(x, w[:, :1].repeat(w.shape[1], 1), b, *rest, **options)


def first_filter_only(right, x, w, b, *rest, **options):
    """Only the map of the first filter is filled, the others stay zero. Every filter makes a map of its
    own."""
    return on_output(right(x, w, b, *rest, **options), lambda out: _only(out, 0, 1))


def first_filter_for_all(right, x, w, b, *rest, **options):
    """Every map is made by the first filter. Filter f makes map f: use w[f] and b[f]."""
    return right(x, w[:1].repeat(len(w), 0), b[:1].repeat(len(b)), *rest, **options)


def first_weights_for_all(right, x, w, b, *rest, **options):
    """Every map is made with the weights of the first filter. Filter f makes map f: use w[f]."""
    return right(x, w[:1].repeat(len(w), 0), b, *rest, **options)


def filters_summed(right, x, w, b, *rest, **options):
    """Every map is the sum of the maps of all filters. Each filter makes a map of its own."""
    result = right(x, w, b, *rest, **options)
    return on_output(result, lambda out: out.sum(1, keepdims=True).repeat(len(w), 1))


def first_image_only(right, x, w, b, *rest, **options):
    """Only the first image of the batch is computed, the others stay zero."""
    return on_output(right(x, w, b, *rest, **options), lambda out: _only(out, 0, 0))


def first_image_for_all(right, x, w, b, *rest, **options):
    """All your maps are those of the first image. Image n has maps of its own, made of x[n]."""
    return right(x[:1].repeat(len(x), 0), w, b, *rest, **options)


def one_image_returned(right, x, w, b, *rest, **options):
    """You return the maps of the first image alone. The result has an entry for each image of the batch."""
    return right(x[:1], w, b, *rest, **options)


def rows_and_columns_exchanged(right, x, w, b, *rest, **options):
    """Rows and columns of your output are exchanged. Its shape is (N, C_out, H', W')."""
    return on_output(right(x, w, b, *rest, **options), lambda out: out.swapaxes(2, 3))


def images_and_filters_exchanged(right, x, w, b, *rest, **options):
    """The first two axes of your output are exchanged. Its shape is (N, C_out, H', W'): images first, then
    filters."""
    return on_output(right(x, w, b, *rest, **options), lambda out: out.swapaxes(0, 1))


def channels_last(right, x, w, b, *rest, **options):
    """Your output has the channels last. Its shape is (N, C_out, H', W')."""
    return on_output(right(x, w, b, *rest, **options), lambda out: out.transpose(0, 2, 3, 1))


def averaged(right, x, w, b, *rest, **options):
    """You take the mean of the products. A filter adds them up."""
    return right(x, w / w[0].size, b, *rest, **options)


def negative_values_cut_off(right, x, w, b, *rest, **options):
    """Your output has no negative numbers. That is a ReLU, a layer of its own: the convolution leaves them."""
    return on_output(right(x, w, b, *rest, **options), lambda out: np.maximum(out, 0))


def _only(x: np.ndarray, place: int, axis: int) -> np.ndarray:
    """One entry along an axis, and zeros in place of the others."""
    kept = np.zeros_like(x)
    there = (slice(None),) * axis + (place,)
    kept[there] = x[there]
    return kept


# These mean the same however many axes an image has, and whether a filter has places or not.
OF_ANY_LAYER = (
    bias_forgotten, bias_for_every_channel, first_bias_for_all, all_biases_added, bias_subtracted,
    first_channel_only, last_channel_only,
    first_filter_only, first_filter_for_all, first_weights_for_all, filters_summed,
    first_image_only, first_image_for_all, one_image_returned, images_and_filters_exchanged,
    averaged, negative_values_cut_off,
)  # fmt: skip
OUTPUT_MISTAKES = (
    *OF_ANY_LAYER,
    bias_for_every_weight, bias_for_every_place, bias_along_the_width,
    last_place_only, last_weight_only, first_kernel_for_all_channels,
    rows_and_columns_exchanged, channels_last,
)  # fmt: skip
