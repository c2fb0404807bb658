"""a3.cross_channel_pool: the maximum of neighbouring channels, and its gradient."""

from __future__ import annotations

from operator import itemgetter

import numpy as np

from autograder.checks.a3_backprop.cross_channel_pool_mistakes import CHANNEL_MISTAKES, GRADIENT_MISTAKES
from autograder.checks.a3_backprop.cross_channel_pool_mistakes_forward import FORWARD_MISTAKES
from autograder.checks.a3_backprop.cross_channel_pool_mistakes_gradient import DX_MISTAKES
from autograder.checks.a3_backprop.cross_channel_pool_mistakes_winners import OUTPUT_MISTAKES, WINNER_MISTAKES
from autograder.checks.a3_backprop.mistakes import dx_grows, kept_outside_the_cache
from autograder.checks.a3_backprop.pooling import layers_in_turn, one_layer_twice
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

NAMES = ("max_over_channels_forward", "max_over_channels_backward")


def largest(x, group):
    """The oracle: one place of one image after another, compared by Python's own max."""
    out = np.zeros((len(x), x.shape[1] // group, *x.shape[2:]), x.dtype)
    for n, c, i, j in np.ndindex(*out.shape):
        out[n, c, i, j] = max(x[n, c * group + u, i, j] for u in range(group))
    return out


def routed(dout, x, group):
    """The oracle of dx."""
    dx = np.zeros_like(x)
    for (n, c, i, j), slope in np.ndenumerate(dout):
        channels = range(c * group, (c + 1) * group)
        dx[n, max(channels, key=lambda channel: (x[n, channel, i, j], -channel)), i, j] = slope
    return dx


def below_zero(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Whole numbers below 0, all different within an image."""
    return -np.abs(kernels(rng, shape))


def tied(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Zeros and ones, so that often several channels hold the maximum; at the first place all are 0."""
    x = rng.integers(0, 2, shape).astype(np.float64)
    x[:, :, 0, 0] = 0
    return x


def crossed(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Whole numbers of six channels. At the first place the second of a pair wins at first and the first at last: where
    block and place are exchanged these two meet."""
    x = kernels(rng, shape)
    x[0, :2, 0, 0].sort()
    x[0, 4:, 0, 0] = -np.sort(-x[0, 4:, 0, 0])
    return x


def broken(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers around -10 that are not whole."""
    return normal(rng, shape) - 10


@part(
    "a3.cross_channel_pool",
    points={"values": 2, "gradient": 2, "ties": 1, "memory layout": 0.5, "float32": 0.5},
    functions=NAMES,
    caches=NAMES[:1],
)
def cross_channel_pool(rng):
    def forward(group_of_cases, shape, group, draw=kernels, layout=np.copy, dtype=np.float64):
        x = layout(draw(rng, shape).astype(dtype))
        return Case(group_of_cases, Call(x, group, of=NAMES[0]), (largest(x, group), ANY))

    def backward(group_of_cases, shape, group, draw=kernels, x=None, layout=np.copy, dtype=np.float64):
        x = draw(rng, shape) if x is None else x
        dout = kernels(rng, (shape[0], shape[1] // group, *shape[2:]))
        dout, x = (layout(array.astype(dtype)) for array in (dout, x))
        call = Call(dout, CacheOf(x, group, of=NAMES[0]), of=NAMES[1])
        return Case(group_of_cases, call, routed(dout, x, group), names=("dx",))

    size = int(rng.integers(3, 6))
    yield forward("values", (1, 4, 1, 2), 2)
    yield forward("values", (1, 4, 1, 2), 2, draw=below_zero)
    yield forward("values", (1, 6, 1, 2), 3)
    yield forward("values", (1, 6, 2, 3), 2)
    yield forward("values", (1, 3, 2, 2), 3)
    yield forward("values", (1, 2, 2, 2), 1)
    yield forward("values", (3, 8, size, size + 1), 4, draw=normal)

    yield backward("gradient", (1, 4, 1, 2), 2)
    yield backward("gradient", (1, 4, 2, 1), 2, draw=below_zero)
    yield backward("gradient", (1, 6, 1, 2), 3)
    yield backward("gradient", (1, 6, 2, 3), 2, draw=crossed)
    yield backward("gradient", (3, 8, size, size + 1), 4, draw=normal)

    level = float(rng.integers(1, 9))
    two = np.array([level, level, 0, level + 1]).reshape(1, 4, 1, 1)
    three = np.array([0, level + 1, level + 1] + [level + 2] * 3).reshape(1, 6, 1, 1)
    yield backward("ties", (1, 4, 1, 1), 2, x=two)
    yield backward("ties", (1, 6, 1, 1), 3, x=three)
    yield backward("ties", (2, 6, 6, 4), 3, draw=tied)

    for layout in LAYOUTS:
        yield forward("memory layout", (2, 4, 2, 3), 2, draw=below_zero, layout=layout)
        yield backward("memory layout", (2, 4, 2, 3), 2, draw=below_zero, layout=layout)
    yield from _in_a_row(rng)

    douts = [kernels(rng, (2, 2, 2, 3)) for _ in range(2)]
    layers = [(dout, (kernels(rng, (2, 4, 2, 3)), 2)) for dout in douts]
    about = "two layers: max_over_channels_forward twice, then max_over_channels_backward for each of them"
    yield layers_in_turn(NAMES, routed, layers, about)
    about = "one layer: forward once, then backward twice with its cache, each time with another dout"
    yield one_layer_twice(NAMES, routed, layers[0][1], douts, about)

    yield forward("float32", (2, 4, size, 2), 2, draw=broken, dtype=np.float32)
    yield backward("float32", (2, 4, size, 2), 2, draw=broken, dtype=np.float32)


def _in_a_row(rng):
    """The forward function again, and with its own first result."""
    first, second, third = (kernels(rng, (2, 4, 1, 2)) + more for more in (0, 40, 80))

    about = "max_over_channels_forward called four times: with other images of one size, then of another"
    calls = [(first, 2), (second, 2), (third, 2), (kernels(rng, (1, 4, 3, 1)), 2)]
    yield of_first(called_again("memory layout", largest, calls, about, judged=itemgetter(0)))
    about = "max_over_channels_forward called twice with images of one size, then with its own first result"
    yield of_first(
        given_back("memory layout", largest, (first, 2), (second, 2), (2,), about, judged=itemgetter(0))
    )


# Every variant keeps (x, group), so that any forward one goes with any backward one.


@cross_channel_pool.right(of=NAMES[0])
def blocks_by_reshape(x, group):
    n, c, height, width = x.shape
    return x.reshape(n, c // group, group, height, width).max(axis=2), (x, group)


@cross_channel_pool.right(of=NAMES[0])
def block_by_block(x, group):
    maps = [x[:, first : first + group].max(axis=1) for first in range(0, x.shape[1], group)]
    return np.stack(maps, axis=1), (x, group)


@cross_channel_pool.right(of=NAMES[0])
def every_nth_channel(x, group):
    out = x[:, ::group].copy()
    for u in range(1, group):
        np.maximum(out, x[:, u::group], out=out)
    return [np.asfortranarray(out), (x, group)]


@cross_channel_pool.right(of=NAMES[0])
def reduced_at(x, group):
    print("blocks of", group)
    return np.maximum.reduceat(x, np.arange(0, x.shape[1], group), axis=1), (x, group)


@cross_channel_pool.right(of=NAMES[1])
def put_along_axis(dout, cache):
    x, group = cache
    blocks = x.reshape(len(x), -1, group, *x.shape[2:])
    dx = np.zeros(blocks.shape, x.dtype)
    np.put_along_axis(dx, blocks.argmax(axis=2)[:, :, None], dout[:, :, None], axis=2)
    return dx.reshape(x.shape)


@cross_channel_pool.right(of=NAMES[1])
def loops(dout, cache):
    x, group = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        winner = c * group + int(np.argmax(x[n, c * group : (c + 1) * group, i, j]))
        dx[n, winner, i, j] = dout[n, c, i, j]
    return dx


@cross_channel_pool.right(of=NAMES[1])
def first_come(dout, cache):
    """Channel by channel of the blocks: whoever holds the maximum first takes dout."""
    x, group = cache
    best = np.max([x[:, u::group] for u in range(group)], axis=0)
    dx, left = np.zeros(x.shape, x.dtype, order="F"), np.ones(dout.shape, bool)
    for u in range(group):
        takes = left & (x[:, u::group] == best)
        dx[:, u::group] = np.where(takes, dout, 0)
        left &= ~takes
    return dx


@cross_channel_pool.right(of=NAMES[1])
def one_hot(dout, cache):
    x, group = cache
    parts = []
    for c in range(dout.shape[1]):
        block = x[:, c * group : (c + 1) * group]
        marks = np.arange(group)[:, None, None] == block.argmax(axis=1)[:, None]
        parts.append(marks * dout[:, c : c + 1])
    return np.concatenate(parts, axis=1)


cross_channel_pool.mistake(
    *CHANNEL_MISTAKES, input_changed, one_buffer, first_answer_kept, always_float64, of=NAMES[0]
)
cross_channel_pool.mistake(*FORWARD_MISTAKES, *OUTPUT_MISTAKES, kept_outside_the_cache, of=NAMES[0])
cross_channel_pool.mistake(
    *GRADIENT_MISTAKES, *DX_MISTAKES, *WINNER_MISTAKES, dx_grows, nothing_returned, of=NAMES[1]
)
cross_channel_pool.mistake(input_changed, of=NAMES[1], name="dout_changed")
cross_channel_pool.mistake(
    always_float64,
    of=NAMES[1],
    name="dx_always_float64",
    explanation="Your dx is float64 whatever comes in. It has the dtype of x: np.zeros alone makes float64.",
)
