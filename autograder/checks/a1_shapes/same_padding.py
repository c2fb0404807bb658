"""a1.same_padding: the padding that keeps the size at stride 1."""

import math

import numpy as np

from autograder.checks.a1_shapes.same_padding_mistakes import SAME_PADDING_MISTAKES
from autograder.checks.a1_shapes.same_padding_mistakes_refusals import REFUSAL_MISTAKES
from autograder.checks.cases import answered_by
from autograder.checks.inputs import integers_from
from autograder.checks.mistakes import nothing_returned
from autograder.part import Call, Case, Raises, part


@part("a1.same_padding", points={"odd kernels": 3, "dilation": 3, "even kernels": 2})
def same_padding(rng):
    right, draw = answered_by(searched), integers_from(rng)

    for kernel in (1, 3, 5, 7, 2 * draw(4, 10) + 1):
        yield right("odd kernels", kernel)
    for kernel, dilation in [(3, 2), (3, 3), (5, 4), (7, draw(3, 7)), (9, 3)]:
        yield right("dilation", kernel, dilation=dilation)
    yield Case("even kernels", Call(2), Raises(ValueError))
    yield Case("even kernels", Call(4), Raises(ValueError))
    yield Case("even kernels", Call(2 * draw(2, 6)), Raises(ValueError))
    yield Case("even kernels", Call(4, 3), Raises(ValueError))
    yield right("even kernels", 2, 2)  # an even dilation makes the dilated kernel odd
    yield right("even kernels", 2 * draw(2, 6), 4)


@same_padding.right
def searched(kernel, dilation=1):
    """The padding for which the window has as many positions as there are inputs, by trying."""
    n = dilation * kernel + 1
    for padding in range(n):
        ends = range(dilation * (kernel - 1), n + 2 * padding)
        if len(ends) == n:
            return padding
    raise ValueError("no padding of both sides keeps the size")


@same_padding.right
def half_of_the_gaps(kernel, dilation=1):
    room = dilation * (kernel - 1)
    if room % 2:
        raise ValueError(f"{room} cannot be shared by two sides")
    return room // 2


@same_padding.right
def floats(kernel, dilation=1):
    padding = (dilation * (kernel - 1)) / 2
    if padding != math.floor(padding):
        raise ValueError(padding)
    return int(padding)


@same_padding.right
def from_the_middle(kernel, dilation=1):
    taps = np.arange(kernel) * dilation
    middle = taps.mean()
    if middle % 1:
        raise ValueError("the middle lies between two inputs")
    return np.int64(middle)


@same_padding.right
def by_parity(kernel, dilation=1):
    if kernel % 2 == 1:
        return kernel // 2 * dilation
    if dilation % 2 == 0:
        return dilation // 2 * (kernel - 1)
    raise ValueError("even kernel, odd dilation")


same_padding.mistake(*SAME_PADDING_MISTAKES)
same_padding.mistake(*REFUSAL_MISTAKES)
same_padding.mistake(nothing_returned)
