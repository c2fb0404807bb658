"""a3.conv2d_backward: the three gradients of a convolution layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.a2_convolution.convolution import output_sizes, padded
from autograder.checks.a3_backprop import conv2d_backward_rights as rights
from autograder.checks.a3_backprop.conv2d_backward_mistakes import BACKWARD_MISTAKES
from autograder.checks.a3_backprop.conv2d_backward_mistakes_dx import DX_MISTAKES
from autograder.checks.a3_backprop.conv2d_backward_mistakes_parameters import PARAMETER_MISTAKES
from autograder.checks.cases import called_again
from autograder.checks.inputs import LAYOUTS, biases, kernels, normal, pair
from autograder.checks.mistakes import first_answer_kept, input_changed, nothing_returned
from autograder.part import ANY, Call, Case, part

NAMES = ("dx", "dw", "db")


def term_by_term(dout, cache):
    """The oracle: out[n, f, i, j] is a sum of products, and each passes dout on to both of its factors. One
    product after another in Python's own floats; a test holds it against PyTorch."""
    x, w, b, (down, across), (rows, columns) = cache
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for (n, f, i, j), slope in np.ndenumerate(np.asarray(dout, np.float64)):
        db[f] += slope
        for c, u, v in np.ndindex(*w.shape[1:]):
            row, column = i * down + u - rows, j * across + v - columns
            if 0 <= row < x.shape[2] and 0 <= column < x.shape[3]:
                dx[n, c, row, column] += slope * float(w[f, c, u, v])
                dw[f, c, u, v] += slope * float(x[n, c, row, column])
    return dx.astype(x.dtype), dw.astype(w.dtype), db.astype(b.dtype)


def arguments(
    rng: np.random.Generator,
    x_shape: tuple[int, ...],
    w_shape: tuple[int, ...],
    draw: Callable = kernels,
    layout: Callable = np.copy,
    dtype: type = np.float64,
    stride: int | tuple[int, int] = 1,
    padding: Any = 0,
) -> tuple:
    """dout and the cache of a layer of these shapes. Stride and padding are pairs there."""
    x, w, b = draw(rng, x_shape), draw(rng, w_shape), biases(rng, w_shape[0])
    sizes = output_sizes(padded(x, padding), w, stride)
    dout = draw(rng, (x_shape[0], w_shape[0], *sizes))
    dout, x, w, b = (layout(array.astype(dtype)) for array in (dout, x, w, b))
    return dout, (x, w, b, pair(stride), pair(padding))


PLAIN = (
    ((1, 1, 3, 3), (1, 1, 2, 2)),
    ((1, 1, 4, 5), (1, 1, 3, 2)),
    ((1, 1, 3, 5), (1, 1, 2, 3)),
    ((1, 2, 3, 3), (1, 2, 2, 2)),
    ((1, 1, 3, 4), (3, 1, 2, 2)),
    ((3, 1, 3, 4), (1, 1, 2, 2)),
)


@part(
    "a3.conv2d_backward",
    points={
        "db": 1.5, "dw": 3, "dx": 3.5, "stride": 3, "padding": 2.5, "all together": 1,
        "memory layout": 1, "float32": 0.5,
    },
)  # fmt: skip
def conv2d_backward(rng):
    def case(group, *shapes, **options):
        given = arguments(rng, *shapes, **options)
        answers = term_by_term(*given)
        if group in NAMES:
            answers = tuple(a if name == group else ANY for name, a in zip(NAMES, answers, strict=True))
        return Case(group, Call(*given), answers, names=NAMES)

    size = int(rng.integers(5, 8))
    for group in NAMES[::-1]:
        for shapes in PLAIN:
            yield case(group, *shapes)
        yield case(group, (2, 3, size, size - 1), (4, 3, 3, 2), draw=normal)

    yield case("stride", (1, 1, 4, 4), (1, 1, 2, 2), stride=2)
    yield case("stride", (1, 1, 5, 5), (1, 1, 3, 3), stride=2)
    yield case("stride", (1, 1, 6, 5), (1, 1, 3, 2), stride=2)  # a row and a column lie in no window
    yield case("stride", (1, 1, 5, 4), (1, 1, 2, 3), stride=6)  # larger than the image
    yield case("stride", (1, 1, 4, 5), (1, 1, 2, 2), stride=(1, 2))
    yield case("stride", (2, 2, size + 3, size + 4), (3, 2, 3, 2), draw=normal, stride=(3, 2))

    yield case("padding", (1, 1, 2, 2), (1, 1, 3, 3), padding=1)
    yield case("padding", (1, 1, 3, 3), (1, 1, 2, 2), padding=(0, 1))
    yield case("padding", (1, 1, 3, 2), (1, 1, 2, 2), padding=(2, 0))
    yield case("padding", (2, 2, size, size + 2), (3, 2, 3, 3), draw=normal, padding=(2, 1))

    yield case("all together", (2, 2, 5, 6), (3, 2, 3, 2), stride=(2, 3), padding=(1, 2))
    yield case("all together", (3, 2, size + 2, 9), (2, 2, 2, 3), draw=normal, stride=(3, 2), padding=(2, 1))

    for layout in LAYOUTS:
        yield case("memory layout", (2, 2, 4, 5), (3, 2, 2, 2), layout=layout)
    calls = [arguments(rng, (2, 1, 3, 4), (2, 1, 2, 2)) for _ in range(3)]
    calls.append(arguments(rng, (1, 1, 4, 4), (1, 1, 2, 3)))
    yield called_again(
        "memory layout",
        term_by_term,
        calls,
        "conv2d_backward called four times, for layers of one shape and then for another",
    )

    yield case("float32", (1, 1, 3, 3), (1, 1, 2, 2), dtype=np.float32)
    yield case("float32", (2, 2, 5, size), (3, 2, 3, 2), draw=normal, dtype=np.float32)


@conv2d_backward.right
def window_by_window(dout, cache):
    x, w, b, (down, across), (rows, columns) = cache
    image = padded(x, (rows, columns))
    dxp, dw, db = np.zeros_like(image), np.zeros_like(w), np.zeros_like(b)
    for n, f, i, j in np.ndindex(*dout.shape):
        top, left, slope = i * down, j * across, dout[n, f, i, j]
        window = (n, slice(None), slice(top, top + w.shape[2]), slice(left, left + w.shape[3]))
        dxp[window] += slope * w[f]
        dw[f] += slope * image[window]
        db[f] += slope
    height, width = x.shape[2:]
    return dxp[:, :, rows : rows + height, columns : columns + width], dw, db


conv2d_backward.right(
    rights.place_by_place,
    rights.matrix_products,
    rights.convolutions,
    rights.windows_and_einsum,
    rights.numbers_of_pixels,
    rights.lists_of_terms,
)
conv2d_backward.mistake(*DX_MISTAKES, *PARAMETER_MISTAKES, *BACKWARD_MISTAKES)
conv2d_backward.mistake(nothing_returned, first_answer_kept)
conv2d_backward.mistake(
    input_changed,
    explanation="""
    You write into an array that you were given: dout, or one of the cache. The backward pass only says how the
    weights would have to change; work on copies.""",
)
