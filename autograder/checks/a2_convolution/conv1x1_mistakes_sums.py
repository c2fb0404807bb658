"""Mistakes of a2.conv1x1: sums that go on or are made of too much, a bias in another place, arrays written to."""

from __future__ import annotations

import numpy as np


def _goes_on(right, x, w, b, axes, with_bias):
    """Sums that are never set to 0 along the last axes of the maps, counted as a loop over them counts; the bias
    enters the sum, or is added to what is kept of it."""
    out = right(x, w, b if with_bias else 0 * b)
    flat = out.reshape(*out.shape[: 4 - axes], -1).cumsum(axis=-1, dtype=out.dtype)
    return flat.reshape(out.shape) + (0 if with_bias else b.astype(out.dtype)[:, None, None])


def sum_goes_on_along_a_row(right, x, w, b):
    """Each number contains those on its left: your sum begins anew for each row of a map only. It begins at 0 for
    each filter and pixel."""
    return _goes_on(right, x, w, b, 1, with_bias=False)


def sum_and_bias_go_on_along_a_row(right, x, w, b):
    """Each number contains those on its left with their biases: your sum begins anew for each row of a map only. It
    begins anew for each filter and pixel."""
    return _goes_on(right, x, w, b, 1, with_bias=True)


def sum_goes_on_in_a_map(right, x, w, b):
    """Each number contains all before it in its map: your sum begins anew for each map only. It begins at 0 for each
    filter and pixel."""
    return _goes_on(right, x, w, b, 2, with_bias=False)


def bias_along_the_height(right, x, w, b):
    """You add b as a column to maps of shape (..., H', W'), so that NumPy lays it along the height. Its numbers belong
    to the filters: give it the shape (C_out, 1, 1) first, or add b[f] to map f."""
    return right(x, w, 0 * b) + b[:, None]


def bias_before_the_weights(right, x, w, b):
    """You add the bias to the pixels, so that the weights are laid on it as well. Each filter adds its own b[f] once,
    after the sum over the channels."""
    return right(x, w, b * w.sum(1))


def channels_multiplied_in_place(right, x, w, b):
    """You multiply the pixels in place: x changes under whoever called you, and later filters meet what earlier ones
    have left. Make a new array of each product."""
    maps = []
    for f in range(len(w)):
        x *= w[f][:, None, None]
        maps.append(right(x, np.ones_like(w[f : f + 1]), b[f : f + 1]))
    return np.concatenate(maps, axis=1)


def weights_multiplied_in_place(right, x, w, b):
    """You multiply the weights in place: w changes under whoever called you, and later pixels meet what earlier ones
    have left. Make a new array of each product."""
    out = np.zeros((len(x), len(w), *x.shape[2:]), x.dtype)
    for n, i, j in np.ndindex(len(x), *x.shape[2:]):
        w *= x[n, :, i, j]
        out[n, :, i, j] = w.sum(1) + b
    return out


def added_into_the_bias(right, x, w, b):
    """Your sum begins as b itself and is added to in place, so that b changes and later pixels begin with the sums of
    earlier ones. Begin with a copy, or add b at the end."""
    out = np.zeros((len(x), len(w), *x.shape[2:]), x.dtype)
    for n, i, j in np.ndindex(len(x), *x.shape[2:]):
        b += w @ x[n, :, i, j]
        out[n, :, i, j] = b
    return out


def shape_of_an_input_changed(right, x, w, b):
    """You give w or b itself another shape, and whoever called you finds it changed. A reshape makes a new view, and
    leaves the array as it was."""
    out = right(x, w.reshape(w.shape[:2]), b)
    w.shape = (*w.shape[:2], 1, 1)
    return out


SUM_MISTAKES = (
    sum_goes_on_along_a_row, sum_and_bias_go_on_along_a_row, sum_goes_on_in_a_map,
    bias_along_the_height, bias_before_the_weights,
    channels_multiplied_in_place, weights_multiplied_in_place, added_into_the_bias,
    shape_of_an_input_changed,
)  # fmt: skip
