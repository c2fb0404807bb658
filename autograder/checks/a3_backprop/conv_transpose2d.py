"""a3.conv_transpose2d: each input value lays its multiple of the kernel on the output."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.conv_transpose2d_mistakes import TRANSPOSE_MISTAKES
from autograder.checks.a3_backprop.conv_transpose2d_mistakes_channels import CHANNEL_MISTAKES
from autograder.checks.a3_backprop.conv_transpose2d_mistakes_places import PLACE_MISTAKES
from autograder.checks.a3_backprop.conv_transpose2d_mistakes_sizes import SIZE_MISTAKES
from autograder.checks.cases import called_again, given_back
from autograder.checks.inputs import LAYOUTS, biases, kernels, normal
from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    one_buffer,
)
from autograder.part import Call, Case, part


def laid_down(x, w, b, stride=1, padding=0):
    """The oracle: product after product in Python's own floats; what falls into the border is left out."""
    (height, width), (k_rows, k_columns) = x.shape[2:], w.shape[2:]
    size = (height - 1) * stride - 2 * padding + k_rows, (width - 1) * stride - 2 * padding + k_columns
    out = np.zeros((len(x), w.shape[1], *size))
    for (n, c, i, j), value in np.ndenumerate(np.asarray(x, np.float64)):
        for f, u, v in np.ndindex(*w.shape[1:]):
            row, column = i * stride + u - padding, j * stride + v - padding
            if 0 <= row < size[0] and 0 <= column < size[1]:
                out[n, f, row, column] += value * float(w[c, f, u, v])
    return (out + np.asarray(b, np.float64)[:, None, None]).astype(x.dtype)


@part(
    "a3.conv_transpose2d",
    points={"values": 1.5, "channels": 1, "stride": 1.5, "padding": 1, "memory layout": 0.5, "float32": 0.5},
)
def conv_transpose2d(rng):
    def case(group, x_shape, w_shape, *options, draw=kernels, layout=np.copy, dtype=np.float64):
        x, w, b = draw(rng, x_shape), draw(rng, w_shape), biases(rng, w_shape[1])
        x, w, b = (layout(array.astype(dtype)) for array in (x, w, b))
        return Case(group, Call(x, w, b, *options), laid_down(x, w, b, *options))

    size = int(rng.integers(3, 6))
    yield case("values", (1, 1, 1, 2), (1, 1, 1, 2))
    yield case("values", (1, 1, 2, 2), (1, 1, 2, 2))
    yield case("values", (1, 1, 2, 3), (1, 1, 3, 2))
    yield case("values", (1, 1, 3, 2), (1, 1, 2, 3))
    yield case("values", (1, 1, 3, 2), (1, 1, 2, 2))  # an output that is higher than wide
    yield case("values", (3, 1, 2, 2), (1, 1, 2, 2))

    yield case("channels", (1, 2, 2, 2), (2, 1, 2, 2))
    yield case("channels", (1, 1, 2, 2), (1, 3, 2, 2))
    yield case("channels", (1, 2, 1, 2), (2, 2, 1, 3))
    yield case("channels", (2, 3, size, size + 1), (3, 4, 3, 2), draw=normal)

    yield case("stride", (1, 1, 2, 2), (1, 1, 2, 2), 2)
    yield case("stride", (1, 1, 2, 3), (1, 1, 3, 3), 2)
    yield case("stride", (1, 1, 2, 2), (1, 1, 1, 2), 3)  # places that nothing is laid on
    yield case("stride", (2, 2, size, size + 1), (2, 3, 4, 3), 2, draw=normal)

    yield case("padding", (1, 1, 3, 3), (1, 1, 3, 3), 1, 1)
    yield case("padding", (1, 1, 2, 3), (1, 1, 3, 3), 2, 1)
    yield case("padding", (1, 1, 3, 4), (1, 1, 4, 3), 2, 2)
    yield case("padding", (2, 2, size, size + 1), (2, 3, 4, 4), 2, 1, draw=normal)

    for layout in LAYOUTS:
        yield case("memory layout", (2, 2, 2, 3), (2, 3, 2, 2), layout=layout)
    xs, (w, other_w) = [kernels(rng, (2, 1, 2, 3)) for _ in range(3)], kernels(rng, (2, 1, 1, 2, 2))
    b, other_b = biases(rng, 1), biases(rng, 1) + 9
    calls = [
        (xs[0], w, b),
        (xs[1], w, b),
        (xs[1], other_w, b),
        (xs[1], other_w, other_b),
        (xs[2][:1], w, b, 2),
    ]
    about = "conv_transpose2d called five times: then with another x, another w, another b, another stride"
    yield called_again("memory layout", laid_down, calls, about)
    about = "conv_transpose2d called twice with images of one size, then with its own first result"
    yield given_back("memory layout", laid_down, calls[0], (xs[2], w, b), (w, b), about)

    yield case("float32", (1, 1, 2, 2), (1, 1, 2, 2), dtype=np.float32)
    yield case("float32", (2, 2, 3, size + 1), (2, 3, 3, 2), 2, 1, draw=normal, dtype=np.float32)


@conv_transpose2d.right
def value_by_value(x, w, b, stride=1, padding=0):
    (height, width), (k_rows, k_columns) = x.shape[2:], w.shape[2:]
    whole = np.zeros(
        (len(x), w.shape[1], (height - 1) * stride + k_rows, (width - 1) * stride + k_columns), x.dtype
    )
    for n, c, i, j in np.ndindex(*x.shape):
        top, left = i * stride, j * stride
        whole[n, :, top : top + k_rows, left : left + k_columns] += x[n, c, i, j] * w[c]
    cut = whole[:, :, padding : whole.shape[2] - padding, padding : whole.shape[3] - padding]
    return cut + b[:, None, None]


@conv_transpose2d.right
def place_by_place(x, w, b, stride=1, padding=0):
    """One product for each place of the kernel, laid on every stride-th row and column."""
    height, width = ((n - 1) * stride + k for n, k in zip(x.shape[2:], w.shape[2:], strict=True))
    whole = np.zeros((len(x), w.shape[1], height, width), x.dtype) + b.reshape(1, -1, 1, 1)
    for u, v in np.ndindex(*w.shape[2:]):
        part = np.einsum("ncij,cf->nfij", x, w[:, :, u, v])
        whole[:, :, u::stride, v::stride][:, :, : x.shape[2], : x.shape[3]] += part
    return whole[:, :, padding:, padding:][:, :, : height - 2 * padding, : width - 2 * padding]


@conv_transpose2d.right
def spread_and_correlated(x, w, b, stride=1, padding=0):
    """x with its values a stride apart and a wide border, correlated with the flipped kernels."""
    height, width = ((n - 1) * stride + 1 for n in x.shape[2:])
    spread = np.zeros((*x.shape[:2], height, width), x.dtype)
    spread[:, :, ::stride, ::stride] = x
    border = ((0, 0), (0, 0), (w.shape[2] - 1,) * 2, (w.shape[3] - 1,) * 2)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(spread, border), w.shape[2:], axis=(2, 3))
    whole = np.tensordot(windows, w[:, :, ::-1, ::-1], axes=([1, 4, 5], [0, 2, 3])).transpose(0, 3, 1, 2)
    cut = whole[:, :, padding : whole.shape[2] - padding, padding : whole.shape[3] - padding]
    return np.asfortranarray(cut + b[:, None, None])


@conv_transpose2d.right
def pulled(x, w, b, stride=1, padding=0):
    """Each output asks who has laid something on it."""
    print("x", x.shape)
    size = tuple((n - 1) * stride - 2 * padding + k for n, k in zip(x.shape[2:], w.shape[2:], strict=True))
    out = np.zeros((len(x), w.shape[1], *size), x.dtype)
    for row, column in np.ndindex(*size):
        out[:, :, row, column] = b
        for i, j in np.ndindex(*x.shape[2:]):
            u, v = row + padding - i * stride, column + padding - j * stride
            if 0 <= u < w.shape[2] and 0 <= v < w.shape[3]:
                out[:, :, row, column] += x[:, :, i, j] @ w[:, :, u, v]
    return out


conv_transpose2d.mistake(
    *TRANSPOSE_MISTAKES, input_changed, one_buffer, first_answer_kept, always_float64, nothing_returned
)
conv_transpose2d.mistake(*CHANNEL_MISTAKES, *SIZE_MISTAKES, *PLACE_MISTAKES, always_float32)
