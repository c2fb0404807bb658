"""What the check of a2.im2col and its mistakes share: how many windows there are, and a matrix of them taken apart."""

from __future__ import annotations

import numpy as np

from autograder.checks.inputs import pair


def window_counts(x: np.ndarray, kernel, stride=1, padding=0, dilation=1) -> tuple[int, ...]:
    """H' and W': how many windows there are below and beside one another. May be 0 or negative where none fits."""
    axes = zip(x.shape[2:], *map(pair, (kernel, stride, padding, dilation)), strict=True)
    return tuple((n + 2 * p - d * (k - 1) - 1) // s + 1 for n, k, s, p, d in axes)


def as_windows(rows: np.ndarray, x: np.ndarray, kernel, stride=1, padding=0, dilation=1) -> np.ndarray:
    """(N, H', W', C, kH, kW): the windows of a matrix that has one in each row."""
    counts = window_counts(x, kernel, stride, padding, dilation)
    return rows.reshape(len(x), *counts, x.shape[1], *pair(kernel))


def as_rows(windows: np.ndarray) -> np.ndarray:
    """The matrix of windows (N, H', W', C, kH, kW), one in each row."""
    return windows.reshape(int(np.prod(windows.shape[:3])), int(np.prod(windows.shape[3:])))
