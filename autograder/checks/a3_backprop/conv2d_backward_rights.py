"""Right programs of a3.conv2d_backward beside the plain one."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.a2_convolution.convolution import padded, seen


def place_by_place(dout, cache):
    """A slice of the image for each place of the kernel; the batch at once."""
    x, w, b, stride, (rows, columns) = cache
    image = padded(x, (rows, columns))
    dxp, dw = np.zeros_like(image), np.empty_like(w)
    for u, v in np.ndindex(*w.shape[2:]):
        met = seen(image, u, v, dout.shape[2:], stride)
        dw[:, :, u, v] = np.tensordot(dout, met, axes=([0, 2, 3], [0, 2, 3]))
        seen(dxp, u, v, dout.shape[2:], stride)[...] += np.einsum("nfij,fc->ncij", dout, w[:, :, u, v])
    dx = dxp[:, :, rows : dxp.shape[2] - rows, columns : dxp.shape[3] - columns]
    return dx, dw, dout.sum((0, 2, 3))


def matrix_products(dout, cache):
    """The rows of im2col, and their gradients laid back."""
    x, w, b, (down, across), (rows, columns) = cache
    image, (height, width), (k_rows, k_columns) = padded(x, (rows, columns)), dout.shape[2:], w.shape[2:]
    tops, lefts = down * np.arange(height), across * np.arange(width)
    at = tops[:, None, None, None] + np.arange(k_rows)[:, None], lefts[:, None, None] + np.arange(k_columns)
    windows = image[:, :, *at].transpose(0, 2, 3, 1, 4, 5).reshape(-1, w[0].size)
    flat = dout.transpose(0, 2, 3, 1).reshape(-1, len(w))
    spread = (flat @ w.reshape(len(w), -1)).reshape(len(x), height, width, x.shape[1], k_rows, k_columns)
    dxp = np.zeros(image.shape, x.dtype)
    everywhere: Any = (slice(None), slice(None), *at)
    np.add.at(dxp, everywhere, spread.transpose(0, 3, 1, 2, 4, 5))
    dx = dxp[:, :, rows:, columns:][:, :, : x.shape[2], : x.shape[3]]
    return np.ascontiguousarray(dx), (flat.T @ windows).reshape(w.shape), flat.sum(axis=0)


def convolutions(dout, cache):
    """dw is a correlation of the image with dout, whose values lie a stride apart; dx is a correlation of
    that, with a wide border, with the flipped kernels."""
    x, w, b, (down, across), (rows, columns) = cache
    image, (k_rows, k_columns) = padded(x, (rows, columns)), w.shape[2:]
    spread = np.zeros(
        (*dout.shape[:2], image.shape[2] - k_rows + 1, image.shape[3] - k_columns + 1), dout.dtype
    )
    spread[:, :, ::down, ::across] = dout
    of_image = np.lib.stride_tricks.sliding_window_view(image, spread.shape[2:], axis=(2, 3))
    dw = np.einsum("ncuvij,nfij->fcuv", of_image, spread)
    wide = padded(spread, (k_rows - 1, k_columns - 1))
    of_wide = np.lib.stride_tricks.sliding_window_view(wide, (k_rows, k_columns), axis=(2, 3))
    dxp = np.einsum("nfpquv,fcuv->ncpq", of_wide, w[:, :, ::-1, ::-1])
    dx = dxp[:, :, rows : rows + x.shape[2], columns : columns + x.shape[3]]
    return np.asfortranarray(dx), np.asfortranarray(dw), np.einsum("nfij->f", dout)


def windows_and_einsum(dout, cache):
    x, w, b, (down, across), (rows, columns) = cache
    image = padded(x, (rows, columns))
    dxp = np.zeros_like(image)
    k = w.shape[2:]
    views = [
        np.lib.stride_tricks.sliding_window_view(array, k, axis=(2, 3), writeable=True)[
            :, :, ::down, ::across
        ]
        for array in (image, dxp)
    ]
    dw = np.einsum("nfij,ncijuv->fcuv", dout, views[0])
    parts = np.einsum("nfij,fcuv->ncijuv", dout, w)
    for i, j in np.ndindex(*dout.shape[2:]):  # windows overlap: one at a time
        views[1][:, :, i, j] += parts[:, :, i, j]
    print("dx", dxp.shape)
    height, width = x.shape[2:]
    return [dxp[:, :, rows : rows + height, columns : columns + width], dw, dout.sum((0, 2, 3))]


def numbers_of_pixels(dout, cache):
    """Every pixel of the padded images has a number: dx is a sum by number."""
    x, w, b, (down, across), (rows, columns) = cache
    image = padded(x, (rows, columns))
    numbers = np.arange(image.size).reshape(image.shape)
    picked = np.lib.stride_tricks.sliding_window_view(numbers, w.shape[2:], axis=(2, 3))
    picked = picked[:, :, ::down, ::across]
    parts = np.einsum("nfij,fcuv->ncijuv", dout, w)
    dxp = np.bincount(picked.ravel(), parts.ravel(), image.size).reshape(image.shape).astype(x.dtype)
    dw = np.tensordot(dout, image.ravel()[picked], axes=([0, 2, 3], [0, 2, 3]))
    kept = np.ix_(
        range(len(x)),
        range(x.shape[1]),
        range(rows, rows + x.shape[2]),
        range(columns, columns + x.shape[3]),
    )
    return dxp[kept], dw, dout.sum(axis=3).sum(axis=2).sum(axis=0)


def lists_of_terms(dout, cache):
    """Pixel by pixel: who has seen it, and with which weight. No padded image is made."""
    x, w, b, (down, across), (rows, columns) = cache
    seen_by: dict = {}
    for i, j, u, v in np.ndindex(*dout.shape[2:], *w.shape[2:]):
        row, column = i * down + u - rows, j * across + v - columns
        if 0 <= row < x.shape[2] and 0 <= column < x.shape[3]:
            seen_by.setdefault((row, column), []).append((i, j, u, v))
    dx, dw = np.zeros(x.shape, x.dtype), np.zeros(w.shape, w.dtype)
    for (row, column), places in seen_by.items():
        for i, j, u, v in places:
            dx[:, :, row, column] += dout[:, :, i, j] @ w[:, :, u, v]
            dw[:, :, u, v] += dout[:, :, i, j].T @ x[:, :, row, column]
    db = np.array([dout[:, f].sum() for f in range(len(b))], dtype=b.dtype)
    return dx, dw, db
