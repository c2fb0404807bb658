"""Loops of a2.conv2d_naive as students write them, for mistakes in where its windows lie and how many there are.

A window that is sliced is cut off where it leaves the image, and then NumPy says what it says of shapes that
do not fit; one that is indexed raises an IndexError there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder.checks.a2_convolution.convolution import output_sizes, padded
from autograder.checks.inputs import pair


def steps(x: np.ndarray, w: np.ndarray, stride: Any, padding: Any) -> list[float]:
    """Steps of the stride down and across, not rounded."""
    image = padded(x, padding)
    return [(n - k) / s for n, k, s in zip(image.shape[2:], w.shape[2:], pair(stride), strict=True)]


def with_slices(
    right: Callable,
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: Any,
    padding: Any,
    sizes: Iterable[int],
) -> np.ndarray:
    """An output of this size. Windows that hang over the edge are what a slice is there: cut off."""
    inside, image, (down, across) = right(x, w, b, stride, padding), padded(x, padding), pair(stride)
    height, width = sizes
    if min(height, width) < 0:
        raise ValueError("negative dimensions are not allowed")
    out = np.zeros((*inside.shape[:2], height, width), inside.dtype)
    out[:, :, : inside.shape[2], : inside.shape[3]] = inside[:, :, :height, :width]
    for i, j in np.ndindex(height, width):
        if i >= inside.shape[2] or j >= inside.shape[3]:
            out[:, :, i, j] = weighted(image, w, b, i * down, j * across)
    return out


def with_indices(
    right: Callable,
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: Any,
    padding: Any,
    sizes: Iterable[int],
) -> np.ndarray:
    """An output of this size, and an IndexError where that is larger than the right one."""
    inside = right(x, w, b, stride, padding)
    height, width = sizes
    if height > inside.shape[2] or width > inside.shape[3]:
        raise IndexError(f"index {x.shape[2]} is out of bounds for axis 2 with size {x.shape[2]}")
    return inside[:, :, :height, :width]


def with_products(
    right: Callable,
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: Any,
    padding: Any,
    sizes: Iterable[int],
) -> np.ndarray:
    """An output of this size, and where that is larger than the right one what np.tensordot or np.dot says of a
    window that was cut off."""
    inside = right(x, w, b, stride, padding)
    height, width = sizes
    if height > inside.shape[2] or width > inside.shape[3]:
        raise ValueError("shapes (4,) and (6,) not aligned: 4 (dim 0) != 6 (dim 0)")
    return inside[:, :, :height, :width]


def weighted(
    image: np.ndarray, w: np.ndarray, b: np.ndarray, top: int, left: int, size: tuple[int, int] | None = None
) -> np.ndarray:
    """(N, C_out): the sums for one window, which is sliced. size: that of the window, if not the filters'."""
    k_rows, k_columns = size or w.shape[2:]
    window = image[:, None, :, top : top + k_rows, left : left + k_columns]
    return (window * w).sum((2, 3, 4)) + b


def sliced(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    image: np.ndarray,
    sizes: Iterable[int],
    corner: Callable[[int, int], tuple[int, int]],
    size: tuple[int, int] | None = None,
) -> np.ndarray:
    """An output whose windows are slices of an image. corner: where the window of output (i, j) begins."""
    height, width = sizes
    out = np.zeros((len(image), len(w), height, width), x.dtype)
    for i, j in np.ndindex(height, width):
        out[:, :, i, j] = weighted(image, w, b, *corner(i, j), size)
    return out


def indexed(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, image: np.ndarray, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """An output whose windows are indexed. rows: (H', kH) the row of the image that row u of the filter meets at
    output row i; columns: the same, (W', kW)."""
    windows = image[:, :, rows[:, None, :, None], columns[None, :, None, :]]
    return (np.einsum("ncijuv,fcuv->nfij", windows, w) + b[:, None, None]).astype(x.dtype)


def table(size: int, step: int, kernel: int, spread: int) -> np.ndarray:
    """(size, kernel): the row i * step + u * spread for output i and place u of the filter."""
    return np.add.outer(np.arange(size) * step, np.arange(kernel) * spread)


def places(image: np.ndarray, w: np.ndarray, stride: Any) -> list[np.ndarray]:
    """The rows and the columns that the filter meets in an image of this size."""
    sizes = output_sizes(image, w, stride)
    return [table(n, s, k, 1) for n, s, k in zip(sizes, pair(stride), w.shape[2:], strict=True)]
