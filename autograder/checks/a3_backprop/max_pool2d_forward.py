"""a3.max_pool2d_forward: the largest value of every window."""

from __future__ import annotations

from operator import itemgetter

import numpy as np

from autograder.checks.a3_backprop import max_pool2d_rights as rights
from autograder.checks.a3_backprop.max_pool2d_forward_mistakes import POOL_MISTAKES
from autograder.checks.a3_backprop.max_pool2d_forward_mistakes_options import OPTION_MISTAKES
from autograder.checks.a3_backprop.max_pool2d_forward_mistakes_padding import PADDING_MISTAKES, PAIR_MISTAKES
from autograder.checks.a3_backprop.pooling import options_of, pooled_sizes
from autograder.checks.cases import called_again, given_back
from autograder.checks.inputs import LAYOUTS, fortran, kernels, normal, strided
from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    one_buffer,
    pairs_refused,
)
from autograder.part import ANY, Call, Case, part


def by_comparison(x, kernel, stride=None, padding=0):
    """The oracle: the values of each window that lie inside the image, compared by Python's own max."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    out = np.zeros((*x.shape[:2], *pooled_sizes(x, kernel, stride, padding)), x.dtype)
    for n, c, i, j in np.ndindex(*out.shape):
        rows = range(i * stride[0] - padding[0], i * stride[0] - padding[0] + kernel[0])
        columns = range(j * stride[1] - padding[1], j * stride[1] - padding[1] + kernel[1])
        out[n, c, i, j] = max(
            x[n, c, row, column]
            for row in rows
            for column in columns
            if 0 <= row < x.shape[2] and 0 <= column < x.shape[3]
        )
    return out


def above_zero(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Whole numbers above 0, all different within an image."""
    return np.abs(kernels(rng, shape))


def below_zero(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Whole numbers below 0, all different within an image: a border of zeros would win."""
    return -above_zero(rng, shape)


def up_to_zero(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Whole numbers below 0 and one 0, the largest."""
    x = below_zero(rng, shape)
    return x - x.max()


def broken(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers around 10 that are not whole."""
    return 10 + normal(rng, shape)


@part(
    "a3.max_pool2d_forward",
    points={"values": 3, "stride": 2, "padding": 2, "pairs": 1.5, "memory layout": 1, "float32": 0.5},
    caches=("max_pool2d_forward",),
)
def max_pool2d_forward(rng):
    def case(group, shape, *positional, draw=above_zero, layout=np.copy, dtype=np.float64, **options):
        x = layout(draw(rng, shape).astype(dtype))
        call = Call(x, *positional, **options)
        return Case(group, call, (by_comparison(x, *positional, **options), ANY))

    size = int(rng.integers(5, 8))
    yield case("values", (1, 1, 4, 4), 2)
    yield case("values", (1, 1, 2, 4), 2, draw=below_zero)
    yield case("values", (1, 1, 2, 4), 2, draw=up_to_zero)
    yield case("values", (1, 1, 3, 6), 3)
    yield case("values", (1, 1, 5, 6), 2)  # a row lies in no window
    yield case("values", (1, 1, 3, 8), 3)
    yield case("values", (1, 3, 2, 4), 2)
    yield case("values", (3, 1, 4, 2), 2)
    yield case("values", (2, 2, 2, 3), 1)
    yield case("values", (2, 3, size + 3, size + 4), 3, draw=broken)

    yield case("stride", (1, 1, 3, 3), 2, stride=1)
    yield case("stride", (1, 1, 5, 5), 3, stride=2)
    yield case("stride", (1, 1, 5, 8), 2, stride=3)  # places between the windows
    yield case("stride", (1, 1, 6, 4), 3, stride=2)  # a row and a column lie in no window
    yield case("stride", (2, 2, size + 3, size + 4), 3, draw=broken, stride=2)

    yield case("padding", (1, 1, 3, 3), 3, draw=below_zero, stride=1, padding=1)
    yield case("padding", (1, 1, 4, 4), 2, draw=below_zero, padding=1)
    yield case("padding", (1, 1, 3, 3), 3, draw=up_to_zero, stride=1, padding=1)
    yield case("padding", (1, 1, 3, 5), 3, stride=2, padding=1)
    yield case("padding", (1, 2, 4, 3), 4, draw=below_zero, stride=1, padding=2)
    yield case("padding", (2, 2, 9, size), 3, draw=broken, padding=1)

    yield case("pairs", (1, 1, 4, 6), (2, 3))
    yield case("pairs", (1, 1, 6, 4), (3, 1))
    yield case("pairs", (1, 1, 3, 5), 2, stride=(1, 2))
    yield case("pairs", (1, 1, 4, 3), 2, draw=below_zero, stride=1, padding=(1, 0))
    yield case("pairs", (2, 2, size + 3, 9), (4, 3), (2, 3), (2, 1), draw=broken)

    for layout in LAYOUTS:
        yield case("memory layout", (2, 3, 4, 6), 2, layout=layout)
    yield case("memory layout", (3, 4, 4, 5), 3, layout=fortran, stride=1, padding=1)
    yield case("memory layout", (2, 1, 5, 4), 2, layout=strided, stride=1)
    first, second, third = (above_zero(rng, (2, 1, 4, 4)) + more for more in (0, 40, 80))
    calls = [(first, 2), (second, 2), (third, 2), (above_zero(rng, (1, 2, 3, 4)), 2, 1)]
    about = "max_pool2d_forward called four times: with other images of one size, then of another"
    yield called_again("memory layout", by_comparison, calls, about, judged=itemgetter(0))
    about = "max_pool2d_forward called twice with images of one size, then with its own first result"
    yield given_back(
        "memory layout", by_comparison, (first, 2), (second, 2), (2,), about, judged=itemgetter(0)
    )

    yield case("float32", (1, 1, 4, 4), 2, dtype=np.float32)
    yield case("float32", (2, 2, 5, 2 * size + 1), 3, draw=broken, dtype=np.float32, stride=2, padding=1)


max_pool2d_forward.right(*rights.FORWARD)
max_pool2d_forward.mistake(*POOL_MISTAKES, *PADDING_MISTAKES, *PAIR_MISTAKES, *OPTION_MISTAKES)
max_pool2d_forward.mistake(
    always_float64, always_float32, input_changed, first_answer_kept, one_buffer, nothing_returned
)
max_pool2d_forward.mistake(
    pairs_refused,
    explanation="""
    Your function takes whole numbers only. Kernel, stride and padding may be pairs (rows, columns) as well.""",
)
