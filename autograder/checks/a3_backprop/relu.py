"""a3.relu: max(0, x) of every number, and its gradient."""

from __future__ import annotations

from operator import itemgetter

import numpy as np

from autograder.checks.a3_backprop.relu_mistakes import BACKWARD_MISTAKES, FORWARD_MISTAKES
from autograder.checks.cases import called_again, given_back, of_first
from autograder.checks.inputs import LAYOUTS, kernels, normal
from autograder.checks.mistakes import (
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    one_buffer,
)
from autograder.part import ANY, CacheOf, Call, Case, part

NAMES = ("relu_forward", "relu_backward")


def kept_above_0(x):
    """The oracle: number by number, by Python's own comparison."""
    return np.array([number if number > 0 else 0 for number in x.flat], x.dtype).reshape(x.shape)


def passed_on_above_0(dout, x):
    """The oracle of dx."""
    pairs = zip(dout.flat, x.flat, strict=True)
    return np.array([slope if number > 0 else 0 for slope, number in pairs], x.dtype).reshape(x.shape)


def both_signs(rng: np.random.Generator, shape: tuple[int, ...], draw=kernels) -> np.ndarray:
    """Numbers of which the first is above 1 and the last below 0."""
    x = draw(rng, shape)
    x.flat[0], x.flat[-1] = 1 + abs(x.flat[0]), -abs(x.flat[-1])
    return x


@part(
    "a3.relu",
    points={"forward": 1, "backward": 2, "at 0": 1, "memory layout": 0.5, "float32": 0.5},
    functions=NAMES,
    caches=NAMES[:1],
)
def relu(rng):
    def forward(group, x, layout=np.copy, dtype=np.float64):
        x = layout(x.astype(dtype))
        return Case(group, Call(x, of=NAMES[0]), (kept_above_0(x), ANY))

    def backward(group, arrays, layout=np.copy, dtype=np.float64):
        x, dout = (layout(array.astype(dtype)) for array in arrays)
        call = Call(dout, CacheOf(x, of=NAMES[0]), of=NAMES[1])
        return Case(group, call, passed_on_above_0(dout, x), names=("dx",))

    def drawn(*shape, draw=kernels):
        """x and dout of one shape. Each sign of x meets each sign of dout where there are four numbers or more."""
        x, dout = both_signs(rng, shape, draw), draw(rng, shape)
        dout.flat[0] = -abs(dout.flat[0])
        if x.size > 3:
            x.flat[1], dout.flat[1] = abs(x.flat[1]), abs(dout.flat[1])
            x.flat[2], dout.flat[2] = -abs(x.flat[2]), -abs(dout.flat[2])
            dout.flat[-1] = abs(dout.flat[-1])
        return x, dout

    size = int(rng.integers(3, 6))
    yield forward("forward", both_signs(rng, (1, 2)))
    yield forward("forward", both_signs(rng, (1, 4)))
    yield forward("forward", both_signs(rng, (2, 3)))
    yield forward("forward", both_signs(rng, (2, 3, size, 2), normal))

    yield backward("backward", drawn(1, 2))
    yield backward("backward", drawn(1, 4))
    yield backward("backward", drawn(2, 3))
    yield backward("backward", drawn(2, 3, size, 2, draw=normal))

    zeros = both_signs(rng, (1, 3))
    zeros[0, 1] = 0.0
    sparse = kept_above_0(both_signs(rng, (2, 5)))  # as it comes from another ReLU
    for x in (zeros, np.zeros((2, 2)), sparse):
        yield backward("at 0", (x, abs(kernels(rng, x.shape))))

    for layout in LAYOUTS:
        yield forward("memory layout", both_signs(rng, (2, 3)), layout)
        yield backward("memory layout", drawn(2, 3), layout)
    yield from _in_a_row(rng)

    yield forward("float32", both_signs(rng, (size, 2), normal), dtype=np.float32)
    yield backward("float32", drawn(size, 3, draw=normal), dtype=np.float32)


def _in_a_row(rng):
    """The forward function again and with its own result; two layers forward before the first goes backward."""
    first, second = (both_signs(rng, (2, 3)) + more for more in (0.5, 0.25))
    third = -first

    about = "relu_forward called four times: with other numbers of one shape, then of another"
    calls = [(first,), (second,), (third,), (both_signs(rng, (1, 4)),)]
    yield of_first(called_again("memory layout", kept_above_0, calls, about, judged=itemgetter(0)))
    about = "relu_forward called twice with arrays of one shape, then with its own first result"
    yield of_first(
        given_back("memory layout", kept_above_0, (first,), (third,), (), about, judged=itemgetter(0))
    )

    douts = [kernels(rng, (2, 3)) for _ in range(2)]

    def act(forward, backward):
        caches = [CacheOf(x, of=NAMES[0])(forward) for x in (first, third)]
        return tuple(backward(dout, cache) for dout, cache in zip(douts, caches, strict=True))

    answers = tuple(passed_on_above_0(dout, x) for dout, x in zip(douts, (first, third), strict=True))
    about = "two layers of one size: relu_forward twice, then relu_backward for each of them"
    yield Case("memory layout", act, answers, about=about)


# Every variant keeps x, so that any forward one goes with any backward one.


@relu.right(of=NAMES[0])
def maximum(x):
    return np.maximum(x, 0), x


@relu.right(of=NAMES[0])
def times_mask(x):
    return x * (x > 0), x


@relu.right(of=NAMES[0])
def copy_cut(x):
    print("x", x.dtype)
    out = np.asfortranarray(x).copy(order="F")
    out[out < 0] = 0
    return [out, x]


@relu.right(of=NAMES[0])
def half_of_the_sum(x):
    return (x + abs(x)) / 2, x


@relu.right(of=NAMES[0])
def one_by_one(x):
    out = np.empty(x.shape, x.dtype)
    for place in np.ndindex(x.shape):
        out[place] = max(0.0, x[place])
    return out, x


@relu.right(of=NAMES[1])
def mask_times(dout, cache):
    return dout * (cache > 0)


@relu.right(of=NAMES[1])
def where(dout, cache):
    return np.where(cache > 0, dout, np.zeros_like(dout))


@relu.right(of=NAMES[1])
def copy_with_zeros(dout, cache):
    dx = dout.copy()
    dx[np.maximum(cache, 0) == 0] = 0
    return dx


@relu.right(of=NAMES[1])
def places_above(dout, cache):
    dx = np.zeros(dout.shape, dout.dtype, order="F")
    places = np.nonzero(cache > 0)
    dx[places] = dout[places]
    return dx


@relu.right(of=NAMES[1])
def heaviside(dout, cache):
    return np.heaviside(cache, cache.dtype.type(0)) * dout


relu.mistake(*FORWARD_MISTAKES, input_changed, one_buffer, first_answer_kept, always_float64, of=NAMES[0])
relu.mistake(*BACKWARD_MISTAKES, of=NAMES[1])
relu.mistake(nothing_returned, of=NAMES[1], name="no_dx")
relu.mistake(
    always_float64,
    of=NAMES[1],
    name="dx_always_float64",
    explanation="Your dx is float64 whatever comes in. It has the dtype of x: np.zeros alone makes float64, and so "
    "does a product with whole numbers.",
)
