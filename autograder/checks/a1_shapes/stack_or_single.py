"""a1.stack_or_single: two small filter banks against one large one."""

import math

import numpy as np

from autograder.checks.a1_shapes.stack_or_single_mistakes import STACK_OR_SINGLE_MISTAKES
from autograder.checks.a1_shapes.stack_or_single_mistakes_field import FIELD_MISTAKES
from autograder.checks.cases import answered_by
from autograder.checks.inputs import integers_from
from autograder.checks.mistakes import nothing_returned
from autograder.judging.compare import kind
from autograder.part import Call, Case, part


def number(place):
    """A function that takes one of the three numbers out of an answer."""

    def read(answer):
        if not isinstance(answer, tuple | list) or len(answer) != 3:
            raise TypeError(f"found {kind(answer)}, expected a tuple of three numbers")
        return answer[place]

    return read


@part("a1.stack_or_single", points={"one channel": 2, "many channels": 2})
def stack_or_single(rng):
    right, draw = answered_by(counted), integers_from(rng)

    yield right("one channel", 1, 1)
    yield right("one channel", draw(2, 6), 1)
    large = 2 * draw(15, 17), 2 * draw(600, 700) + 1  # beyond 2^31, and no float32
    yield right("many channels", 2, 3)
    yield right("many channels", *large)
    for sizes in ((2, 3), large):  # number by number, so that two faults in two of them are told apart
        for place, expected in enumerate(counted(*sizes)):
            yield Case("many channels", Call(*sizes, then=number(place)), expected)


@stack_or_single.right
def counted(d, channels):
    """Sizes of the weight arrays; the field is the length of two small kernels run one after the other."""
    large, small = (math.prod((channels, channels, side, side)) for side in (2 * d + 1, d + 1))
    return large, small + small, len(np.convolve(np.ones(d + 1), np.ones(d + 1)))


@stack_or_single.right
def formulas(d, channels):
    return (2 * d + 1) ** 2 * channels**2, 2 * (d + 1) ** 2 * channels**2, 2 * d + 1


@stack_or_single.right
def added_layer_by_layer(d, channels):
    field, stacked = 1, 0
    for kernel in (d + 1, d + 1):
        field += kernel - 1
        stacked += channels * channels * kernel * kernel
    print("field", field)
    return [channels * field * channels * field, stacked, field]


@stack_or_single.right
def numpy_integers(d, channels):
    sides = np.array([2 * d + 1, d + 1])
    single, one = sides**2 * np.int64(channels) ** 2
    return single, 2 * one, sides[0]


@stack_or_single.right
def expanded(d, channels):
    pairs = sum(channels for _ in range(channels))
    return pairs * (4 * d * d + 4 * d + 1), pairs * (2 * d * d + 4 * d + 2), d + 1 + d


stack_or_single.mistake(*STACK_OR_SINGLE_MISTAKES, *FIELD_MISTAKES)
stack_or_single.mistake(nothing_returned)
