"""a2.conv2d_naive: the convolution layer's forward pass, written as its definition in loops."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv2d_naive_mistakes import NAIVE_MISTAKES
from autograder.checks.a2_convolution.convolution import (
    calls_in_a_row,
    convolution_cases,
    output_sizes,
    padded,
    seen,
)
from autograder.checks.a2_convolution.convolution_mistakes import SHARED_MISTAKES
from autograder.checks.inputs import fortran, normal, pair, readonly, strided
from autograder.part import part


def by_definition(x, w, b, stride=1, padding=0):
    """The oracle: one number after another in Python's own floats; what lies outside the image is skipped."""
    (down, across), (rows, columns) = pair(stride), pair(padding)
    (batch, channels, height, width), (filters, _, k_rows, k_columns) = x.shape, w.shape
    shape = (
        batch,
        filters,
        (height + 2 * rows - k_rows) // down + 1,
        (width + 2 * columns - k_columns) // across + 1,
    )
    out = np.zeros(shape, x.dtype)
    for n, f, i, j in np.ndindex(*shape):
        total = float(b[f])
        for c, u, v in np.ndindex(channels, k_rows, k_columns):
            row, column = i * down + u - rows, j * across + v - columns
            if 0 <= row < height and 0 <= column < width:
                total += float(w[f, c, u, v]) * float(x[n, c, row, column])
        out[n, f, i, j] = total
    return out


@part(
    "a2.conv2d_naive",
    points={
        "values": 4,
        "channels and filters": 3,
        "stride": 2.5,
        "padding": 2.5,
        "pairs": 1.5,
        "float32": 1.5,
    },
)
def conv2d_naive(rng):
    case = convolution_cases(rng, by_definition)
    size = int(rng.integers(5, 8))
    yield case("values", (1, 1, 3, 3), (1, 1, 2, 2))
    yield case("values", (1, 1, 4, 5), (1, 1, 3, 2))
    yield case("values", (1, 1, 3, 5), (1, 1, 2, 3))
    yield case("values", (1, 1, 4, 4), (1, 1, 4, 4))
    yield case("values", (1, 1, size, size + 1), (1, 1, 3, 3), normal, strided)
    yield from calls_in_a_row(rng, "values", "conv2d_naive", by_definition)

    yield case("channels and filters", (1, 2, 3, 3), (1, 2, 2, 2))
    yield case("channels and filters", (1, 1, 3, 4), (3, 1, 2, 2))
    yield case("channels and filters", (3, 1, 4, 3), (1, 1, 1, 1))
    yield case("channels and filters", (2, 3, size, size - 1), (2, 3, 3, 2), normal, fortran)
    yield case("channels and filters", (4, 5, 3, 2), (6, 5, 2, 1), normal)

    yield case("stride", (1, 1, 4, 4), (1, 1, 2, 2), stride=2)
    yield case("stride", (1, 1, 6, 5), (1, 1, 3, 3), stride=2)
    yield case("stride", (1, 1, 6, 7), (1, 1, 1, 2), stride=3)  # 5 / 3 steps: rounded, they are 2
    yield case("stride", (1, 1, 5, 4), (1, 1, 2, 3), stride=6)  # larger than the image
    yield case("stride", (2, 2, size + 3, size + 4), (3, 2, 3, 2), normal, readonly, stride=2)

    yield case("padding", (1, 1, 2, 2), (1, 1, 3, 3), padding=1)
    yield case("padding", (1, 1, 2, 3), (1, 1, 3, 3), padding=4)  # larger than the image
    yield case("padding", (1, 1, 2, 3), (1, 1, 1, 1), padding=1)
    yield case("padding", (1, 1, 4, 5), (1, 1, 2, 3), normal, stride=9, padding=1)  # one place, in the corner
    yield case("padding", (2, 2, size, size + 2), (3, 2, 3, 3), normal, padding=1)

    yield case("pairs", (1, 1, 4, 4), (1, 1, 2, 2), stride=(1, 2))
    yield case("pairs", (1, 1, 3, 6), (1, 1, 3, 2), stride=(2, 1))  # one place down
    yield case("pairs", (1, 1, 3, 3), (1, 1, 2, 2), padding=(0, 1))
    yield case(
        "pairs", (2, 2, 7, size + 1), (2, 2, 3, 2), normal, by_position=True, stride=(3, 2), padding=(2, 1)
    )

    yield case("float32", (2, 2, size, 5), (3, 2, 3, 3), normal, dtype=np.float32)
    yield case("float32", (1, 1, 4, 3), (1, 1, 3, 2), normal, dtype=np.float32)
    yield case("float32", (1, 2, 3, 4), (2, 2, 2, 2), normal, of_weights=np.float32, rtol=1e-4)


@conv2d_naive.right
def kernel_positions_added_up(x, w, b, stride=1, padding=0):
    x = padded(x, padding)
    sizes = output_sizes(x, w, stride)
    total = np.zeros((len(x), len(w), *sizes), x.dtype) + b[:, None, None]
    for u, v in np.ndindex(*w.shape[2:]):
        total += np.einsum("nchw,fc->nfhw", seen(x, u, v, sizes, stride), w[:, :, u, v])
    return total


@conv2d_naive.right
def window_by_window(x, w, b, stride=1, padding=0):
    (down, across), (k_rows, k_columns) = pair(stride), w.shape[2:]
    x = padded(x, padding)
    out = np.zeros((len(x), len(w), *output_sizes(x, w, stride)), x.dtype)
    for n, f, i, j in np.ndindex(*out.shape):
        window = x[n, :, i * down : i * down + k_rows, j * across : j * across + k_columns]
        out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out


@conv2d_naive.right
def lists_and_floats(x, w, b, stride=1, padding=0):
    """Nested lists of Python's floats; the zeros of the padding are never stored."""
    (down, across), (rows, columns) = pair(stride), pair(padding)
    tops = range(-rows, x.shape[2] + rows - w.shape[2] + 1, down)
    lefts = range(-columns, x.shape[3] + columns - w.shape[3] + 1, across)

    def value(image, kernel, bias, top, left):
        terms = [
            weight * float(image[c, top + u, left + v])
            for (c, u, v), weight in np.ndenumerate(kernel)
            if 0 <= top + u < x.shape[2] and 0 <= left + v < x.shape[3]
        ]
        return sum(terms) + float(bias)

    def feature_map(image, kernel, bias):
        return [[value(image, kernel, bias, top, left) for left in lefts] for top in tops]

    filters = list(zip(w, b, strict=True))
    return np.array([[feature_map(image, *each) for each in filters] for image in x], dtype=x.dtype)


@conv2d_naive.right
def windows_viewed(x, w, b, stride=1, padding=0):
    down, across = pair(stride)
    windows = np.lib.stride_tricks.sliding_window_view(padded(x, padding), w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::down, ::across]
    out = np.tensordot(windows, w, axes=([1, 4, 5], [1, 2, 3])) + b
    return out.transpose(0, 3, 1, 2)


@conv2d_naive.right
def whole_map_then_every_nth(x, w, b, stride=1, padding=0):
    print("convolving", x.shape)
    (down, across), (rows, columns) = pair(stride), pair(padding)
    larger = np.zeros((*x.shape[:2], x.shape[2] + 2 * rows, x.shape[3] + 2 * columns), x.dtype)
    larger[:, :, rows : rows + x.shape[2], columns : columns + x.shape[3]] = x
    height, width = larger.shape[2] - w.shape[2] + 1, larger.shape[3] - w.shape[3] + 1
    out = np.empty((len(x), len(w), height, width), x.dtype, order="F")
    for i, j in np.ndindex(height, width):
        patch = larger[:, :, i : i + w.shape[2], j : j + w.shape[3]].reshape(len(x), -1)
        out[:, :, i, j] = patch @ w.reshape(len(w), -1).T + b
    return out[:, :, ::down, ::across]


conv2d_naive.mistake(*SHARED_MISTAKES, *NAIVE_MISTAKES)
