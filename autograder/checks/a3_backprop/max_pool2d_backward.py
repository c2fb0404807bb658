"""a3.max_pool2d_backward: the gradient goes to where the maximum was."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop import max_pool2d_rights as rights
from autograder.checks.a3_backprop.max_pool2d_backward_mistakes import ROUTING_MISTAKES
from autograder.checks.a3_backprop.pooling import maxima_routed, options_of, pooled_sizes
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
        dout = (normal if draw is normal else kernels)(rng, (*shape[:2], *sizes))
        dout, x = (layout(array.astype(dtype)) for array in (dout, x))
        call = Call(dout, CacheOf(x, *positional, of=NAMES[0], **options), of=NAMES[1])
        return Case(group, call, maxima_routed(dout, x, *positional, **options), names=("dx",))

    size = int(rng.integers(5, 8))
    yield case("values", (1, 1, 2, 4), 2)
    yield case("values", (1, 1, 4, 4), 2)
    yield case("values", (1, 1, 2, 6), (2, 3))
    yield case("values", (1, 1, 6, 2), (3, 2))
    yield case("values", (1, 2, 2, 4), 2)
    yield case("values", (3, 1, 2, 4), 2)
    yield case("values", (2, 3, 6, 9), 3, draw=normal)

    # the highest pixel stands in the middle, where four windows see it
    peak = np.array([[1.0, 2, 3], [4, 9, 5], [6, 7, 8]]) + float(rng.integers(0, 9))
    yield case("stride", (1, 1, 3, 3), 2, x=peak[None, None], stride=1)
    yield case("stride", (1, 1, 5, 5), 3, stride=2)
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
        yield case("memory layout", (2, 2, 4, 6), 2, layout=layout)
    yield case("memory layout", (2, 1, 4, 4), 2, layout=fortran, stride=1)
    yield _two_layers(rng)

    yield case("float32", (1, 1, 2, 4), 2, dtype=np.float32)
    yield case("float32", (2, 2, 5, 2 * size + 1), 3, draw=normal, dtype=np.float32, stride=2, padding=1)


def _two_layers(rng) -> Case:
    """Two layers go forward before the first goes backward, as in a network: each has its own cache."""
    xs = [kernels(rng, (2, 1, 4, 4)) for _ in range(2)]
    douts = [kernels(rng, (2, 1, 2, 2)) for _ in range(2)]

    def act(forward, backward):
        caches = [CacheOf(x, 2, of=NAMES[0])(forward) for x in xs]
        return tuple(backward(dout, cache) for dout, cache in zip(douts, caches, strict=True))

    answers = tuple(maxima_routed(dout, x, 2) for dout, x in zip(douts, xs, strict=True))
    about = "two layers of one size: max_pool2d_forward twice, then max_pool2d_backward for each of them"
    return Case("memory layout", act, answers, about=about)


max_pool2d_backward.right(*rights.FORWARD, of=NAMES[0])
max_pool2d_backward.right(*rights.BACKWARD, of=NAMES[1])
max_pool2d_backward.mistake(
    *ROUTING_MISTAKES, always_float64, input_changed, first_answer_kept, nothing_returned, of=NAMES[1]
)
