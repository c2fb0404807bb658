"""Mistakes of a2.conv1x1: what every layer shares, and a product along another axis than that of the channels."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv1x1_mistakes_places import PLACE_MISTAKES
from autograder.checks.a2_convolution.conv1x1_mistakes_sums import SUM_MISTAKES
from autograder.checks.a2_convolution.layer_mistakes import LAYER_MISTAKES
from autograder.checks.a2_convolution.output_mistakes import (
    OF_ANY_LAYER,
    bias_along_the_width,
    channels_last,
    rows_and_columns_exchanged,
)
from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    one_buffer,
)


def weights_transposed(right, x, w, b):
    """You read w as (C_in, C_out). It is (C_out, C_in): a row for each filter, with a weight for each channel of the
    image."""
    if w.shape[0] != w.shape[1]:
        raise ValueError("shapes that do not fit")
    return right(x, w.T, b)


def weights_transposed_in_einsum(right, x, w, b):
    """The letters of w are exchanged in einsum: you read it as (C_in, C_out). It is (C_out, C_in): a row for each
    filter, with a weight for each channel of the image."""
    filters, channels = w.shape
    if filters == channels:
        return right(x, w.T, b)
    if channels == 1:  # einsum stretches an axis of 1
        return right(x, np.full_like(w, w.sum()), b)
    if filters == 1:
        return right(x.sum(1, keepdims=True), w.T, b.repeat(channels))
    raise ValueError("shapes that do not fit")


def along_the_rows(right, x, w, b):
    """You multiply along the height of the image, which is what w @ x does with four axes. The sum goes over the
    channels, the second axis."""
    if w.shape[1] != x.shape[2] or len(w) != x.shape[1]:
        raise ValueError("shapes that do not fit")
    return right(x.swapaxes(1, 2), w, 0 * b).swapaxes(1, 2) + b[:, None, None]


def along_the_columns(right, x, w, b):
    """You multiply along the width of the image, which is what x @ w.T does with four axes. The sum goes over the
    channels, the second axis."""
    if w.shape[1] != x.shape[3]:
        raise ValueError("shapes that do not fit")
    return right(x.swapaxes(1, 3), w, b).swapaxes(1, 3)


def reshaped_without_transposing(right, x, w, b):
    """Your values are right but in the wrong places: a product of shape (N, H, W, C_out) is reshaped to (N, C_out, H,
    W). A reshape never moves an axis: use transpose."""
    out = right(x, w, b)
    return out.transpose(0, 2, 3, 1).reshape(out.shape)


def pixels_not_brought_together(right, x, w, b):
    """Your sums mix pixels of several places: x is reshaped to rows of C_in numbers as it is. A reshape never moves an
    axis: bring the channels to the end with transpose first."""
    n, c, height, width = x.shape
    return right(x.reshape(n, height, width, c).transpose(0, 3, 1, 2), w, b)


def pixels_not_brought_together_nor_taken_apart(right, x, w, b):
    """Your sums mix pixels of several places: x is reshaped to rows of C_in numbers as it is, and the product to (N,
    C_out, H, W). A reshape never moves an axis: use transpose before the first and after the product."""
    n, c, height, width = x.shape
    out = right(x.reshape(n, height, width, c).transpose(0, 3, 1, 2), w, b)
    return out.transpose(0, 2, 3, 1).reshape(out.shape)


def images_mixed_with_channels(right, x, w, b):
    """With several images your sums mix them: x is reshaped to (C_in, N H W) as it is. A reshape never moves an axis:
    bring the channels to the front with transpose first, or multiply image by image."""
    n, c, height, width = x.shape
    return right(x.reshape(c, n, height, width).swapaxes(0, 1), w, b)


def filters_before_images(right, x, w, b):
    """With several images your maps are in the wrong places: a product of shape (C_out, N H W) is reshaped to (N,
    C_out, H, W). Reshape it to (C_out, N, H, W) first, and exchange the first two axes."""
    out = right(x, w, b)
    return out.swapaxes(0, 1).reshape(out.shape)


def channels_not_added(right, x, w, b):
    """You multiply each channel by its weight and do not add up, so that each filter makes as many maps as there are
    channels. The products of one place are added: one number for each filter and pixel."""
    return np.stack([right(x[:, [c]], w[:, [c]], b) for c in range(x.shape[1])], axis=2)


def one_number_for_the_image(right, x, w, b):
    """You add all places up as well, so that a filter makes a single number of an image. It makes one number for each
    pixel: (N, C_out, H, W)."""
    return right(x, w, b).sum((2, 3))


def input_or_weights_written(right, x, w, b):
    """You write into an array that you were given, even if its numbers stay or come back. It need not allow that: work
    on a copy."""
    x[...] = x
    return right(x, w, b)


PIXEL_MISTAKES = (
    *OF_ANY_LAYER, bias_along_the_width, rows_and_columns_exchanged, channels_last,
    weights_transposed, weights_transposed_in_einsum, along_the_rows, along_the_columns, reshaped_without_transposing,
    pixels_not_brought_together, pixels_not_brought_together_nor_taken_apart, images_mixed_with_channels,
    filters_before_images, channels_not_added, one_number_for_the_image,
    *LAYER_MISTAKES, *PLACE_MISTAKES, *SUM_MISTAKES, input_or_weights_written,
    always_float64, always_float32, input_changed, first_answer_kept, one_buffer, nothing_returned,
)  # fmt: skip
