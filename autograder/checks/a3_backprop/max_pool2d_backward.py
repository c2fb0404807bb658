"""a3.max_pool2d_backward: the gradient goes to where the maximum was."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop import max_pool2d_rights as rights
from autograder.checks.a3_backprop.max_pool2d_backward_mistakes import ROUTING_MISTAKES
from autograder.checks.a3_backprop.max_pool2d_backward_mistakes_places import PLACE_MISTAKES
from autograder.checks.a3_backprop.mistakes import (
    dx_grows,
    kept_outside_the_cache,
    options_outside_the_cache,
)
from autograder.checks.a3_backprop.pooling import (
    layers_in_turn,
    maxima_routed,
    one_layer_twice,
    options_of,
    pooled_sizes,
)
from autograder.checks.inputs import LAYOUTS, fortran, kernels, normal
from autograder.checks.mistakes import always_float64, first_answer_kept, input_changed, nothing_returned
from autograder.part import CacheOf, Call, Case, part

NAMES = ("max_pool2d_forward", "max_pool2d_backward")


def tied(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Zeros and ones, so that in most windows several places hold the maximum."""
    return rng.integers(0, 2, shape).astype(np.float64)


def below_zero(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Whole numbers below 0, all different within an image."""
    return -np.abs(kernels(rng, shape))


def broken(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers around -10 that are not whole."""
    return normal(rng, shape) - 10


@part(
    "a3.max_pool2d_backward",
    points={"values": 2.5, "stride": 2, "ties": 1.5, "padding": 1.5, "memory layout": 1, "float32": 0.5},
    functions=NAMES,
    caches=NAMES[:1],
)
def max_pool2d_backward(rng):
    def case(group, shape, *positional, draw=kernels, x=None, layout=np.copy, dtype=np.float64, **options):
        x = draw(rng, shape) if x is None else x
        sizes = pooled_sizes(x, *options_of(*positional, **options))
        dout = (normal if draw in (normal, broken) else kernels)(rng, (*shape[:2], *sizes))
        dout, x = (layout(array.astype(dtype)) for array in (dout, x))
        call = Call(dout, CacheOf(x, *positional, of=NAMES[0], **options), of=NAMES[1])
        return Case(group, call, maxima_routed(dout, x, *positional, **options), names=("dx",))

    size = int(rng.integers(5, 8))
    yield case("values", (1, 1, 2, 4), 2)
    yield case("values", (1, 1, 4, 4), 2)
    below = below_zero(rng, (1, 1, 2, 6)) - 1
    below[0, 0, 1, 2] = -1  # the first window's maximum stands in its last row and column
    yield case("values", (1, 1, 2, 6), (2, 3), x=below)
    yield case("values", (1, 1, 6, 2), (3, 2))
    yield case("values", (1, 2, 2, 4), 2)
    yield case("values", (3, 1, 2, 4), 2)
    yield case("values", (2, 3, 6, 9), 3, draw=normal)

    # the highest pixel stands in the middle, where four windows see it
    peak = np.array([[1.0, 2, 3], [4, 9, 5], [6, 7, 8]]) + float(rng.integers(0, 9))
    yield case("stride", (1, 1, 3, 3), 2, x=peak[None, None], stride=1)
    yield case("stride", (1, 1, 5, 5), 3, stride=2)
    yield case("stride", (1, 1, 3, 4), 2, draw=below_zero, stride=1)
    yield case("stride", (1, 1, 5, 4), 2)  # a row lies in no window
    yield case("stride", (1, 1, 5, 8), 2, stride=3)  # places between the windows
    yield case("stride", (2, 2, size + 3, size + 4), 3, draw=normal, stride=(1, 2))

    flat = np.array([[1.0, 1, 0, 2], [1, 1, 2, 2]]) + float(rng.integers(0, 9))
    yield case("ties", (1, 1, 2, 4), 2, x=flat[None, None])
    across = np.array([[0.0, 3, 3], [3, 0, 1], [3, 2, 0]]) + float(rng.integers(0, 9))
    yield case("ties", (1, 1, 3, 3), 3, x=across[None, None])
    yield case("ties", (2, 2, size, 6), 3, draw=tied, stride=1)

    corner = -np.array([[1.0, 4, 5], [6, 7, 8], [9, 3, 2]]) - float(rng.integers(0, 9))
    yield case("padding", (1, 1, 3, 3), 2, x=corner[None, None], padding=1)
    yield case("padding", (1, 1, 4, 3), 3, draw=below_zero, stride=1, padding=1)
    yield case("padding", (1, 1, 3, 4), 2, draw=below_zero, stride=(2, 1), padding=(1, 0))
    yield case("padding", (2, 2, 5, size), 3, draw=normal, stride=2, padding=1)

    for layout in LAYOUTS:
        yield case("memory layout", (2, 2, 4, 6), 2, draw=below_zero, layout=layout)
    yield case("memory layout", (2, 1, 4, 4), 2, layout=fortran, stride=1)
    yield from _in_turn(rng)

    yield case("float32", (1, 1, 2, 4), 2, dtype=np.float32)
    yield case("float32", (2, 2, 5, 2 * size + 1), 3, draw=broken, dtype=np.float32, stride=2, padding=1)


def _in_turn(rng):
    """Two layers, and one layer whose gradient is asked for twice."""
    xs, douts = ([kernels(rng, (2, 1, n, n)) for _ in range(2)] for n in (4, 2))

    about = "two layers of one size: max_pool2d_forward twice, then max_pool2d_backward for each of them"
    layers = [(dout, (x, 2)) for dout, x in zip(douts, xs, strict=True)]
    yield layers_in_turn(NAMES, maxima_routed, layers, about)
    about = "two layers, the second with a kernel of 3 and a stride of 1: both forward, then each of them backward"
    yield layers_in_turn(NAMES, maxima_routed, [layers[0], (douts[1], (xs[1], 3, 1))], about)
    about = "one layer: max_pool2d_forward once, then max_pool2d_backward twice with its cache, each with another dout"
    yield one_layer_twice(NAMES, maxima_routed, (xs[0], 2), douts, about)


max_pool2d_backward.right(*rights.FORWARD, of=NAMES[0])
max_pool2d_backward.right(*rights.BACKWARD, of=NAMES[1])
max_pool2d_backward.mistake(
    *ROUTING_MISTAKES, *PLACE_MISTAKES, always_float64, input_changed, first_answer_kept, dx_grows,
    nothing_returned, of=NAMES[1],
)  # fmt: skip
max_pool2d_backward.mistake(kept_outside_the_cache, options_outside_the_cache, of=NAMES[0])
