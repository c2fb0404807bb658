"""What the pooling parts of a3 share: an oracle for the gradient, cases with several backward calls, and windows that
a mistake can walk through.

Every right variant keeps the same cache, (x, kernel, stride, padding) with the last three as pairs, so that any
forward function of a part goes with any backward one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.checks.inputs import pair
from autograder.part import CacheOf, Case


def options_of(kernel, stride=None, padding=0) -> tuple[tuple[int, int], ...]:
    """Kernel, stride and padding as pairs; no stride means the kernel."""
    return pair(kernel), pair(kernel if stride is None else stride), pair(padding)


def pooled_sizes(x: np.ndarray, kernel, stride, padding) -> tuple[int, ...]:
    """Height and width of the output. kernel, stride, padding: pairs."""
    axes = zip(x.shape[2:], kernel, stride, padding, strict=True)
    return tuple((n + 2 * p - k) // s + 1 for n, k, s, p in axes)


def framed(x: np.ndarray, padding, value: float = -np.inf) -> np.ndarray:
    """x with a border of this value around each image. padding: a pair."""
    rows, columns = padding
    border = ((0, 0), (0, 0), (rows, rows), (columns, columns))
    return np.pad(x, border, constant_values=value)


def windows(x: np.ndarray, kernel, stride, padding) -> Iterator[tuple[int, int, Any]]:
    """Each output position, and its window as an index of the framed images. All options are pairs."""
    for i, j in np.ndindex(*pooled_sizes(x, kernel, stride, padding)):
        top, left = i * stride[0], j * stride[1]
        yield i, j, (..., slice(top, top + kernel[0]), slice(left, left + kernel[1]))


def unframed(dx: np.ndarray, x: np.ndarray, padding) -> np.ndarray:
    """dx of framed images without the border."""
    rows, columns = padding
    return dx[:, :, rows : rows + x.shape[2], columns : columns + x.shape[3]]


def first_maximum(window: np.ndarray) -> tuple[int, int]:
    """Row and column of the maximum of a (kH, kW) window, the first of equals in row order."""
    row, column = divmod(int(np.argmax(window)), window.shape[1])
    return row, column


def maxima_routed(dout, x, kernel, stride=None, padding=0):
    """The oracle of dx: window by window, value by value, in Python's own numbers."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    dx = np.zeros(x.shape)
    for (n, c, i, j), slope in np.ndenumerate(np.asarray(dout, np.float64)):
        best: tuple[int, ...] = ()
        for u, v in np.ndindex(*kernel):
            row, column = i * stride[0] + u - padding[0], j * stride[1] + v - padding[1]
            inside = 0 <= row < x.shape[2] and 0 <= column < x.shape[3]
            if inside and (not best or x[n, c, row, column] > x[n, c, *best]):
                best = row, column
        dx[n, c, *best] += slope
    return dx.astype(x.dtype)


def layers_in_turn(names: Sequence[str], oracle: Callable, layers: Sequence[tuple], about: str) -> Case:
    """Layers go forward before the first goes backward, as in a network: each has its own cache.

    names: of the forward and the backward function. layers: for each its dout, and its x and options as a tuple.
    """

    def act(forward, backward):
        caches = [CacheOf(*given, of=names[0])(forward) for _, given in layers]
        return tuple(backward(dout, cache) for (dout, _), cache in zip(layers, caches, strict=True))

    answers = tuple(oracle(dout, *given) for dout, given in layers)
    return Case("memory layout", act, answers, about=about)


def one_layer_twice(
    names: Sequence[str], oracle: Callable, given: tuple, douts: Sequence, about: str
) -> Case:
    """A layer goes forward once and backward with several douts: each dx is made anew."""

    def act(forward, backward):
        cache = CacheOf(*given, of=names[0])(forward)
        return tuple(backward(dout, cache) for dout in douts)

    return Case("memory layout", act, tuple(oracle(dout, *given) for dout in douts), about=about)
