"""a2.conv1x1: a layer whose filters are one pixel large."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv1x1_mistakes import PIXEL_MISTAKES
from autograder.checks.a2_convolution.convolution import calls_in_a_row, convolution_cases
from autograder.checks.a2_convolution.signs import far_from_0
from autograder.checks.inputs import LAYOUTS, normal
from autograder.part import part


def pixel_by_pixel(x, w, b) -> np.ndarray:
    """The oracle: every pixel by itself, in Python's own floats."""
    out = np.zeros((len(x), len(w), *x.shape[2:]), x.dtype)
    for n, f, i, j in np.ndindex(*out.shape):
        terms = (float(weight) * float(x[n, c, i, j]) for c, weight in enumerate(w[f]))
        out[n, f, i, j] = float(b[f]) + sum(terms)
    return out


@part("a2.conv1x1", points={"values": 2, "several images": 1.5, "memory layout": 1, "float32": 0.5})
def conv1x1(rng):
    case = convolution_cases(rng, pixel_by_pixel)
    size = int(rng.integers(4, 7))
    yield case("values", (1, 2, 1, 2), (1, 2))
    yield case("values", (1, 2, 2, 2), (2, 2))  # as many channels as rows and columns
    yield case("values", (1, 1, 2, 3), (2, 1))
    yield case("values", (1, 3, 2, 2), (2, 3))
    yield case("values", (1, 2, 2, 3), (3, 2))
    yield case("values", (1, 5, size, size + 1), (4, 5), normal)

    yield case("several images", (2, 1, 1, 2), (1, 1))
    yield case("several images", (2, 2, 2, 2), (2, 2))
    yield case("several images", (3, 2, 1, 2), (2, 2))
    yield case("several images", (2, 3, size, size + 2), (4, 3), normal)

    for layout in LAYOUTS:
        yield case("memory layout", (2, 3, 2, 4), (2, 3), layout=layout)
    yield from calls_in_a_row(rng, "memory layout", "conv1x1", pixel_by_pixel, ((2, 3), (3, 4), ()))

    yield case("float32", (2, 3, 2, size), (2, 3), far_from_0, dtype=np.float32)
    yield case("float32", (1, 2, 2, 3), (2, 2), normal, of_weights=np.float32, rtol=1e-4)


@conv1x1.right
def sums_named_by_letters(x, w, b):
    return np.einsum("fc,nchw->nfhw", w, x) + b[:, None, None]


@conv1x1.right
def a_product_with_channels_last(x, w, b):
    return (x.transpose(0, 2, 3, 1) @ w.T + b).transpose(0, 3, 1, 2)


@conv1x1.right
def a_product_with_pixels_in_a_row(x, w, b):
    print("image", x.shape)
    out = w @ x.reshape(*x.shape[:2], -1) + b[:, None]
    return out.reshape(len(x), len(w), *x.shape[2:])


@conv1x1.right
def filter_by_filter(x, w, b):
    out = np.empty((len(x), len(w), *x.shape[2:]), x.dtype, order="F")
    for f, (weights, bias) in enumerate(zip(w, b, strict=True)):
        out[:, f] = bias
        for c, weight in enumerate(weights):
            out[:, f] += weight * x[:, c]
    return out


@conv1x1.right
def pixels_visited(x, w, b):
    out = np.zeros((len(x), len(w), *x.shape[2:]), x.dtype)
    for n, i, j in np.ndindex(len(x), *x.shape[2:]):
        out[n, :, i, j] = w @ x[n, :, i, j] + b
    return out


conv1x1.mistake(*PIXEL_MISTAKES)
