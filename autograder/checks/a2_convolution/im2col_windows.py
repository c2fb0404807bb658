"""What the check of a2.im2col and its mistakes share: how many windows there are, and a matrix of them taken apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks.inputs import pair


def window_counts(x: np.ndarray, kernel, stride=1, padding=0, dilation=1) -> tuple[int, ...]:
    """H' and W': how many windows there are below and beside one another. May be 0 or negative where none fits."""
    axes = zip(x.shape[2:], *map(pair, (kernel, stride, padding, dilation)), strict=True)
    return tuple((n + 2 * p - d * (k - 1) - 1) // s + 1 for n, k, s, p, d in axes)


def as_rows(windows: np.ndarray) -> np.ndarray:
    """The matrix of windows (N, H', W', C, kH, kW), one in each row."""
    return windows.reshape(int(np.prod(windows.shape[:3])), int(np.prod(windows.shape[3:])))


def on_windows(
    right, x: np.ndarray, options: tuple, change: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    """A right function's matrix with its windows (N, H', W', C, kH, kW) changed. Where another mistake has changed how
    many numbers there are, it stays as it is."""
    rows = right(x, *options)
    sizes = (len(x), *window_counts(x, *options), x.shape[1], *pair(options[0]))
    if rows.shape != (np.prod(sizes[:3]), np.prod(sizes[3:])):
        return rows
    return change(rows.reshape(sizes))


def reshaped(windows: np.ndarray, *axes: int) -> np.ndarray:
    """The matrix of windows whose axes stood in another order when they were reshaped."""
    return windows.transpose(axes).reshape(as_rows(windows).shape)
