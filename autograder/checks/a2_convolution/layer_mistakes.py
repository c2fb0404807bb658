"""Mistakes around any right layer `f(x, w, b, *rest, **options)` that returns its output alone, however many axes an
image has: maps of another image or filter, sums that go on or go over too much."""

from __future__ import annotations

import numpy as np


def _beside(b: np.ndarray, out: np.ndarray) -> np.ndarray:
    """The biases with axes that lay them along the maps of an output, in its dtype."""
    return b.astype(out.dtype).reshape(-1, *(1 for _ in out.shape[2:]))


def last_image_returned(right, x, w, b, *rest, **options):
    """You return the maps of the last image alone: each image's take the place of those before. The result has an entry
    for each image of the batch."""
    return right(x[-1:], w, b, *rest, **options)


def last_image_returned_without_its_axis(right, x, w, b, *rest, **options):
    """You return the maps of the last image alone, and without the axis of the images. The result has an entry for each
    image of the batch, which is its first axis."""
    return right(x[-1:], w, b, *rest, **options)[0]


def last_image_for_all(right, x, w, b, *rest, **options):
    """All your maps are those of the last image. Image n has maps of its own, made of x[n]."""
    return right(x[-1:].repeat(len(x), 0), w, b, *rest, **options)


def last_image_only(right, x, w, b, *rest, **options):
    """Only the last image of the batch is computed, the others stay zero."""
    out = right(x, w, b, *rest, **options)
    out[:-1] = 0
    return out


def first_map_returned(right, x, w, b, *rest, **options):
    """You return the map of the first filter alone. The result has a map for each filter."""
    return right(x, w[:1], b[:1], *rest, **options)


def last_map_returned(right, x, w, b, *rest, **options):
    """You return the map of the last filter alone: each filter's takes the place of the one before. The result has a
    map for each filter."""
    return right(x, w[-1:], b[-1:], *rest, **options)


def last_filter_for_all(right, x, w, b, *rest, **options):
    """Every map is made by the last filter. Filter f makes map f: use w[f] and b[f]."""
    return right(x, w[-1:].repeat(len(w), 0), b[-1:].repeat(len(b)), *rest, **options)


def last_filter_only(right, x, w, b, *rest, **options):
    """Only the map of the last filter is filled, the others stay zero. Every filter makes a map of its own."""
    out = right(x, w, b, *rest, **options)
    out[:, :-1] = 0
    return out


def axes_of_one_taken_away(right, x, w, b, *rest, **options):
    """You take away every axis of length 1, that of a single image or of a single filter as well. The result keeps all
    its axes, however long they are."""
    return right(x, w, b, *rest, **options).squeeze()


def sum_goes_on_from_filter_to_filter(right, x, w, b, *rest, **options):
    """Each map contains the sums of the filters before it: your sum begins anew for each image only. It begins at 0
    for each filter."""
    out = right(x, w, 0 * b, *rest, **options).cumsum(axis=1)
    return out + _beside(b, out)


def sum_and_bias_go_on_from_filter_to_filter(right, x, w, b, *rest, **options):
    """Each map contains those of the filters before it with their biases: your sum begins anew for each image only. It
    begins anew for each filter."""
    return right(x, w, b, *rest, **options).cumsum(axis=1)


def sum_goes_on_from_image_to_image(right, x, w, b, *rest, **options):
    """The maps of each image contain the sums of the images before it: your sum begins anew for each filter only. It
    begins at 0 for each image."""
    out = right(x, w, 0 * b, *rest, **options).cumsum(axis=0)
    return out + _beside(b, out)


def images_added(right, x, w, b, *rest, **options):
    """With several images each number is the sum over all of them: your sum goes over the images as well. It goes over
    what one image has in a window: image n has maps of its own, made of x[n]."""
    return right(x.sum(0, keepdims=True).repeat(len(x), 0), w, b, *rest, **options)


def images_added_and_no_axis_left(right, x, w, b, *rest, **options):
    """You add the images up as well, so that your result has no axis for them. Its first axis is that of the images:
    image n has maps of its own, made of x[n]."""
    return right(x.sum(0, keepdims=True), w, b, *rest, **options)[0]


def channels_added_first(right, x, w, b, *rest, **options):
    """You add up the channels of the weights, and those of the image, before you multiply. Each channel meets its own
    weights first, and then the products are added."""
    return right(x.sum(1, keepdims=True), w.sum(1, keepdims=True), b, *rest, **options)


def bias_for_every_image(right, x, w, b, *rest, **options):
    """With several images you add the bias once for each of them to every map. Each filter adds it once."""
    return right(x, w, b * len(x), *rest, **options)


def last_bias_for_all(right, x, w, b, *rest, **options):
    """You add the last bias to every map. Filter f adds its own b[f]."""
    return right(x, w, b[-1:].repeat(len(b)), *rest, **options)


def bias_multiplied(right, x, w, b, *rest, **options):
    """You multiply the maps by the bias. Each filter adds its own b[f] to every value of its map."""
    out = right(x, w, 0 * b, *rest, **options)
    return out * _beside(b, out)


def weights_indexed_transposed(right, x, w, b, *rest, **options):
    """You index the weights with the channel first and the filter behind it. The first axis of w counts the filters,
    the second the channels."""
    if len(w) != w.shape[1]:
        raise IndexError(f"index {min(w.shape[:2])} is out of bounds for axis 0 with size {min(w.shape[:2])}")
    return right(x, w.swapaxes(0, 1), b, *rest, **options)


def dtype_of_the_weights(right, x, w, b, *rest, **options):
    """Your result has the dtype of w. It has that of x."""
    return right(x, w, b, *rest, **options).astype(w.dtype)


LAYER_MISTAKES = (
    last_image_returned, last_image_returned_without_its_axis, last_image_for_all, last_image_only,
    first_map_returned, last_map_returned, last_filter_for_all, last_filter_only, axes_of_one_taken_away,
    sum_goes_on_from_filter_to_filter, sum_and_bias_go_on_from_filter_to_filter, sum_goes_on_from_image_to_image,
    images_added, images_added_and_no_axis_left, channels_added_first,
    bias_for_every_image, last_bias_for_all, bias_multiplied, weights_indexed_transposed, dtype_of_the_weights,
)  # fmt: skip
