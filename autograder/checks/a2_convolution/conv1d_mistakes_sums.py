"""Mistakes of a2.conv1d: sums that go on along the signal, biases that come too often, arrays multiplied in place."""

from __future__ import annotations

import numpy as np


def sum_goes_on_along_the_signal(right, x, w, b, stride=1, padding=0):
    """Each output contains those before it: your sum begins anew for each map only. It begins at 0 for each place."""
    out = right(x, w, 0 * b, stride, padding).cumsum(axis=2)
    return out + b.astype(out.dtype)[:, None]


def sum_and_bias_go_on_along_the_signal(right, x, w, b, stride=1, padding=0):
    """Each output contains those before it with their biases: your sum begins anew for each map only. It begins anew
    for each place."""
    return right(x, w, b, stride, padding).cumsum(axis=2)


def bias_for_every_weight(right, x, w, b, stride=1, padding=0):
    """You add the bias with every product. Each filter adds it once, after the sum over channels and places."""
    return right(x, w, b * w[0].size, stride, padding)


def bias_for_every_place(right, x, w, b, stride=1, padding=0):
    """You add the bias once for every place of the filter. Each filter adds it once, after the sum over all of them."""
    return right(x, w, b * w.shape[2], stride, padding)


def largest_product(right, x, w, b, stride=1, padding=0):
    """You take the largest of the products. A filter adds them up."""
    signal = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(signal, w.shape[2], axis=2)[:, :, ::stride]
    out = (windows[:, None] * w[:, :, None]).max(axis=(2, 4)).astype(x.dtype)
    return out + b.astype(x.dtype)[:, None]


def _in_place(x, w, b, stride, places):
    """What a loop makes over these places (n, f, i) of x, in which each window is multiplied in place."""
    length = w.shape[2]
    out = np.zeros((len(x), len(w), (x.shape[2] - length) // stride + 1), x.dtype)
    for n, f, i in places(*out.shape):
        window = x[n, :, i * stride : i * stride + length]
        window *= w[f]
        out[n, f, i] = window.sum() + b[f]
    return out


def _filter_by_filter(images, filters, length):
    return ((n, f, i) for n, f, i in np.ndindex(images, filters, length))


def _place_by_place(images, filters, length):
    return ((n, f, i) for n, i, f in np.ndindex(images, length, filters))


def _padded_where_asked(x, padding):
    return np.pad(x, ((0, 0), (0, 0), (padding, padding))) if padding else x


def window_multiplied_in_place(right, x, w, b, stride=1, padding=0):
    """You multiply the window in place: it is a view, so that the signal changes, and later windows and filters meet
    what earlier ones have left. Make a new array of the products."""
    return _in_place(_padded_where_asked(x, padding), w, b, stride, _filter_by_filter)


def window_multiplied_in_place_by_all_filters(right, x, w, b, stride=1, padding=0):
    """You multiply the window in place: it is a view, so that the signal changes, and later filters and windows meet
    what earlier ones have left. Make a new array of the products."""
    return _in_place(_padded_where_asked(x, padding), w, b, stride, _place_by_place)


def window_of_the_copy_multiplied_in_place(right, x, w, b, stride=1, padding=0):
    """You multiply the window in place: it is a view, so that the padded signal changes, and later windows and filters
    meet what earlier ones have left. Make a new array of the products."""
    return _in_place(np.pad(x, ((0, 0), (0, 0), (padding, padding))), w, b, stride, _filter_by_filter)


def window_of_the_copy_multiplied_in_place_by_all_filters(right, x, w, b, stride=1, padding=0):
    """You multiply the window in place: it is a view, so that the padded signal changes, and later filters and windows
    meet what earlier ones have left. Make a new array of the products."""
    return _in_place(np.pad(x, ((0, 0), (0, 0), (padding, padding))), w, b, stride, _place_by_place)


def filter_multiplied_in_place(right, x, w, b, stride=1, padding=0):
    """You multiply the weights in place: w changes under whoever called you, and later windows meet what earlier ones
    have left. Make a new array of the products."""
    signal, length = np.pad(x, ((0, 0), (0, 0), (padding, padding))), w.shape[2]
    out = np.zeros((len(x), len(w), (signal.shape[2] - length) // stride + 1), x.dtype)
    for n, f, i in np.ndindex(*out.shape):
        w[f] *= signal[n, :, i * stride : i * stride + length]
        out[n, f, i] = w[f].sum() + b[f]
    return out


SIGNAL_SUM_MISTAKES = (
    sum_goes_on_along_the_signal, sum_and_bias_go_on_along_the_signal, bias_for_every_weight, bias_for_every_place,
    largest_product, window_multiplied_in_place, window_multiplied_in_place_by_all_filters,
    window_of_the_copy_multiplied_in_place, window_of_the_copy_multiplied_in_place_by_all_filters,
    filter_multiplied_in_place,
)  # fmt: skip
