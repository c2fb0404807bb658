"""a2.conv1d: the convolution layer along one axis."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv1d_mistakes import SIGNAL_MISTAKES
from autograder.checks.a2_convolution.convolution import calls_in_a_row, convolution_cases
from autograder.checks.a2_convolution.signs import far_from_0
from autograder.checks.inputs import LAYOUTS, normal
from autograder.part import part


def output_length(x, w, stride=1, padding=0) -> int:
    """How many places a filter has on a signal."""
    return (x.shape[2] + 2 * padding - w.shape[2]) // stride + 1


def product_by_product(x, w, b, stride=1, padding=0) -> np.ndarray:
    """The oracle: one product after another in Python's own floats, left out where it falls beside the signal."""
    out = np.zeros((len(x), len(w), output_length(x, w, stride, padding)), x.dtype)
    for n, f, i in np.ndindex(*out.shape):
        places = [(c, u, i * stride + u - padding) for c, u in np.ndindex(*w.shape[1:])]
        terms = [float(w[f, c, u]) * float(x[n, c, t]) for c, u, t in places if 0 <= t < x.shape[2]]
        out[n, f, i] = float(b[f]) + sum(terms)
    return out


@part(
    "a2.conv1d",
    points={
        "values": 2, "channels and filters": 1.5, "stride": 1.5, "padding": 1, "memory layout": 0.5,
        "float32": 0.5,
    },
)  # fmt: skip
def conv1d(rng):
    case = convolution_cases(rng, product_by_product)
    size = int(rng.integers(8, 12))
    yield case("values", (1, 1, 4), (1, 1, 2))
    yield case("values", (1, 1, 5), (1, 1, 3))
    yield case("values", (1, 1, 3), (1, 1, 1))
    yield case("values", (1, 1, 3), (1, 1, 3))  # one place
    yield case("values", (1, 1, size), (1, 1, 4), normal)

    yield case("channels and filters", (1, 2, 4), (1, 2, 2))
    yield case("channels and filters", (1, 1, 4), (2, 1, 3))
    yield case("channels and filters", (2, 1, 3), (1, 1, 2))
    yield case("channels and filters", (1, 2, 3), (2, 2, 2))
    yield case("channels and filters", (2, 3, size), (4, 3, 2), normal)

    yield case("stride", (1, 1, 6), (1, 1, 2), stride=2)
    yield case("stride", (1, 1, 6), (1, 1, 3), stride=2)
    yield case("stride", (1, 1, 7), (1, 1, 2), stride=3)  # 5 / 3 steps: rounded, they are 2
    yield case("stride", (1, 1, 5), (1, 1, 3), stride=6)  # larger than the signal
    yield case("stride", (2, 2, 12), (3, 2, 3), normal, stride=3)  # the last window ends with the signal

    yield case("padding", (1, 1, 3), (1, 1, 2), padding=1)
    yield case("padding", (1, 1, 3), (1, 1, 2), padding=0)  # what goes wrong here too is not the padding
    yield case("padding", (1, 1, 2), (1, 1, 3), padding=3)  # larger than the signal
    yield case(
        "padding", (1, 1, 4), (1, 1, 3), stride=7, padding=1
    )  # one place, however often the padding counts
    yield case("padding", (2, 2, size), (size + 2, 2, 3), normal, padding=2)  # as many filters as places
    yield case("padding", (2, 2, 2 * size), (3, 2, 4), normal, by_position=True, stride=2, padding=1)

    for layout in LAYOUTS:
        yield case("memory layout", (2, 2, 4), (2, 2, 2), layout=layout)
    yield from calls_in_a_row(rng, "memory layout", "conv1d", product_by_product, ((4,), (6,), (2,)))

    yield case("float32", (2, 2, size), (3, 2, 3), far_from_0, dtype=np.float32)
    yield case("float32", (1, 2, 5), (2, 2, 2), normal, of_weights=np.float32, rtol=1e-4)


def _padded(x, padding):
    return np.pad(x, ((0, 0), (0, 0), (padding, padding)))


@conv1d.right
def place_by_place(x, w, b, stride=1, padding=0):
    signal = _padded(x, padding)
    out = np.zeros((len(x), len(w), output_length(x, w, stride, padding)), x.dtype)
    for i in range(out.shape[2]):
        window = signal[:, :, i * stride : i * stride + w.shape[2]]
        out[:, :, i] = np.tensordot(window, w, axes=((1, 2), (1, 2))) + b
    return out


@conv1d.right
def shifted_signals_added(x, w, b, stride=1, padding=0):
    """One loop over the weights; ends in a view."""
    signal, length = _padded(x, padding), output_length(x, w, 1, padding)
    out = sum(np.einsum("fc,ncl->nfl", w[:, :, u], signal[:, :, u : u + length]) for u in range(w.shape[2]))
    return (out + b[:, None])[:, :, ::stride]


@conv1d.right
def windows_viewed(x, w, b, stride=1, padding=0):
    print("signal", x.shape)
    windows = np.lib.stride_tricks.sliding_window_view(_padded(x, padding), w.shape[2], axis=2)
    return np.einsum("nclk,fck->nfl", windows[:, :, ::stride], w) + b[:, None]


@conv1d.right
def an_image_one_pixel_high(x, w, b, stride=1, padding=0):
    """Rows of a matrix of windows, one product."""
    signal, length = _padded(x, padding)[:, :, None], output_length(x, w, stride, padding)
    columns = stride * np.arange(length)[:, None] + np.arange(w.shape[2])
    rows = signal[:, :, 0][:, :, columns].transpose(0, 2, 1, 3).reshape(len(x) * length, -1)
    out = rows @ w.reshape(len(w), -1).T + b
    return np.asfortranarray(out.reshape(len(x), length, len(w)).transpose(0, 2, 1))


@conv1d.right
def numpys_convolution_of_lists(x, w, b, stride=1, padding=0):
    """np.convolve turns its second list round, so it is turned round before."""
    signal = _padded(x, padding)
    maps = [
        [
            bias + sum(np.convolve(s, k[::-1], "valid") for s, k in zip(channels, weights, strict=True))
            for weights, bias in zip(w, b, strict=True)
        ]
        for channels in signal
    ]
    return np.array(maps)[:, :, ::stride]


conv1d.mistake(*SIGNAL_MISTAKES)
