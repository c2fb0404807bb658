"""Mistakes of a3.linear in several of its gradients at once. The cache is (x, w, b)."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.linear_mistakes_gradients import columns, columns_back, pixels, pixels_back
from autograder.checks.mistakes import memory


def images_refused_backward(right, dout, cache):
    """Your backward pass multiplies images as they are. Lay the values of each example in a row, as in the forward
    pass, and bring dx back into the shape of x at the end."""
    if cache[0].ndim > 2:
        raise ValueError("shapes that do not fit")
    return right(dout, cache)


def channels_last_backward(right, dout, cache):
    """In your backward pass the values of an image stand pixel by pixel, with the channels innermost, in dw and in dx.
    They go in the order of the axes: channel by channel, row by row."""
    dx, dw, db = right(dout, cache)
    return pixels_back(dx), dout.T @ pixels(cache[0]), db


def first_axis_innermost_backward(right, dout, cache):
    """In your backward pass the values of an image stand with its first axis innermost, as order="F" lays them, in dw
    and in dx. They go in the order of the axes: channel by channel, row by row."""
    dx, dw, db = right(dout, cache)
    return columns_back(dx), dout.T @ columns(cache[0]), db


def examples_mixed_backward(right, dout, cache):
    """Your backward pass goes by a reshape between (in, N) and x, for dw and for dx, so that the examples are mixed. A
    reshape never moves a value: from (N, in) to x.shape, and back."""
    dx, dw, db = right(dout, cache)
    mixed = dout.T @ cache[0].reshape(-1, len(dout)).T
    return dx.reshape(len(dx), -1).T.reshape(dx.shape), mixed, db


def w_taken_as_in_out(right, dout, cache):
    """Your backward pass takes w as (in, out), for dx and for dw. It is (out, in): the weights of one output stand in a
    row, and dw has the shape of w."""
    x, w, b = cache
    dx, dw, db = right(dout, cache)
    if w.shape[0] != w.shape[1]:
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0")
    return right(dout, (x, w.T, b))[0], dw.T, db


def weights_and_bias_grow(right, dout, cache):
    """Your dw and your db are kept from one call to the next: a second backward call with the same cache adds to those
    of the first. Make them anew in every call."""
    dx, dw, db = right(dout, cache)
    return dx, *_grown(right, cache, dw, db)


def all_gradients_grow(right, dout, cache):
    """Your gradients are kept from one call to the next: a second backward call with the same cache adds to those of
    the first. Make them anew in every call."""
    return _grown(right, cache, *right(dout, cache))


def _grown(right, cache, *gradients):
    """These, added to what an earlier call with the cache has left."""
    kept = memory(right)
    if kept.get("x") is not cache[0]:
        kept.update(x=cache[0], sums=[np.zeros_like(d) for d in gradients])
    for total, d in zip(kept["sums"], gradients, strict=True):
        total += d
    return tuple(kept["sums"])


def weights_and_bias_averaged(right, dout, cache):
    """Your dw and your db are divided by the number of examples. Where the loss is a mean, that is in dout already:
    both are sums over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw / dw.dtype.type(len(dout)), db / db.dtype.type(len(dout))


def all_averaged(right, dout, cache):
    """All three gradients are divided by the number of examples. Where the loss is a mean, that is in dout
    already."""
    return tuple(d / d.dtype.type(len(dout)) for d in right(dout, cache))


def negative(right, dout, cache):
    """All three gradients have the wrong sign. The step against the gradient is taken later, where the weights are
    changed."""
    return tuple(-d for d in right(dout, cache))


def weights_first(right, dout, cache):
    """You return dw, dx, db. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dw, dx, db


def weights_and_bias_first(right, dout, cache):
    """You return dw, db, dx. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dw, db, dx


def bias_before_weights(right, dout, cache):
    """You return dx, db, dw. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dx, db, dw


def db_left_out(right, dout, cache):
    """You return two gradients. There are three, in the order dx, dw, db: the bias has one too."""
    return right(dout, cache)[:2]


def gradients_always_float64(right, dout, cache):
    """Your gradients are float64 whatever comes in. Each has the dtype of its array: np.zeros alone makes
    float64."""
    return tuple(d.astype(np.float64) for d in right(dout, cache))


def dout_changed(right, dout, cache):
    """You write into dout. Whoever called you still needs it: work on a copy."""
    gradients = right(dout, cache)
    dout += 1
    return gradients


SHARED_MISTAKES = (
    images_refused_backward, channels_last_backward, first_axis_innermost_backward, examples_mixed_backward,
    w_taken_as_in_out, weights_and_bias_grow, all_gradients_grow, weights_and_bias_averaged, all_averaged, negative,
    weights_first, weights_and_bias_first, bias_before_weights, db_left_out, gradients_always_float64, dout_changed,
)  # fmt: skip
