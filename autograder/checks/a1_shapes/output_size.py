"""a1.output_size: at how many positions a sliding window fits."""

import math

import numpy as np

from autograder.checks.a1_shapes.output_size_mistakes import OUTPUT_SIZE_MISTAKES
from autograder.checks.a1_shapes.window import SHARED_MISTAKES, span
from autograder.checks.cases import answered_by
from autograder.checks.inputs import integers_from
from autograder.part import Call, Case, Raises, part


def positions(n, kernel, stride=1, padding=0, dilation=1):
    """Number of window positions, each tried in turn."""
    padded, reach = n + 2 * padding, dilation * (kernel - 1)
    return sum(start + reach < padded for start in range(0, padded, stride))


@part(
    "a1.output_size",
    points={"stride 1": 2, "stride": 3, "padding": 2, "dilation": 2, "all together": 1, "errors": 2},
)
def output_size(rng):
    right, draw = answered_by(positions), integers_from(rng)

    yield right("stride 1", 7, 3)
    yield right("stride 1", 4, 1)
    yield right("stride 1", 6, 4)
    yield right("stride 1", draw(20, 40), draw(4, 9))

    yield right("stride", 7, 3, 2)
    yield right("stride", 7, 3, 3)
    yield right("stride", 6, 3, stride=2)
    yield right("stride", 6, 4, 2)
    stride, kernel = int(rng.choice([3, 5, 7])), draw(2, 6)
    for left_over in (0, 1, stride - 1):
        yield right("stride", kernel + stride * draw(2, 6) + left_over, kernel, stride)
    yield right("stride", draw(30, 50), 2, stride=5)  # stride larger than the kernel
    yield right("stride", 5, 3, draw(6, 9))  # and larger than the input

    yield right("padding", 7, 3, 1, 1)
    yield right("padding", draw(10, 20), 5, padding=2)
    yield right("padding", 9, 2, padding=4)  # larger than the kernel
    yield right("padding", draw(3, 5), 2, padding=draw(6, 9))  # and larger than the input

    yield right("dilation", 7, 3, dilation=2)
    yield right("dilation", 9, 1, dilation=4)
    yield right("dilation", 12, 4, dilation=3)
    yield right("dilation", draw(30, 40), 4, 1, 0, draw(3, 6))

    for least, stride, padding, dilation in [(4, 2, 3, 3), (40, 3, 1, 4)]:  # the second is not hit by chance
        n = stride * draw(least, 2 * least) + stride - 1 - span(0, 4, padding, dilation)
        yield right("all together", n, 4, stride, padding, dilation)

    larger = draw(5, 9)
    even = larger + larger % 2  # so that one and the same is left over on every seed
    for arguments in [(3, larger), (2, even, 2, 1), (4, 3, 1, 0, 2), (larger, larger, 1, 1, larger)]:
        yield Case("errors", Call(*arguments), Raises(ValueError))
    for kernel in (5, 6):  # too large by less than the stride
        yield Case("errors", Call(4, kernel, 3), Raises(ValueError))
    yield right("errors", 5, 5)
    yield right("errors", 3, 5, padding=2)  # fits with the padding of one side alone, not without any
    yield right("errors", 3, 5, padding=1)  # fits with the padding of both sides alone
    yield right("errors", 5, 3, 2, 0, 2)


@output_size.right
def closed_form(n, kernel, stride=1, padding=0, dilation=1):
    room = span(n, kernel, padding, dilation)
    if room < 0:
        raise ValueError("the kernel is larger than the padded input")
    return room // stride + 1


@output_size.right
def sliding(n, kernel, stride=1, padding=0, dilation=1):
    last, count = dilation * (kernel - 1), 0
    while last < n + 2 * padding:
        count, last = count + 1, last + stride
    if not count:
        raise ValueError(f"no position in {n}")
    return count


@output_size.right
def recursive(n, kernel, stride=1, padding=0, dilation=1):
    if padding:
        return recursive(n + 2 * padding, kernel, stride, 0, dilation)
    field = (kernel - 1) * dilation + 1
    if field > n:
        raise ValueError("too large")
    return 1 if n - stride < field else 1 + recursive(n - stride, kernel, stride, 0, dilation)


@output_size.right
def rounded_down(n, kernel, stride=1, padding=0, dilation=1):
    size = math.floor((n + 2 * padding - (kernel + (kernel - 1) * (dilation - 1))) / stride + 1)
    if n + 2 * padding < kernel + (kernel - 1) * (dilation - 1):
        raise ValueError(size)
    return size


@output_size.right
def numpy_range(n, kernel, stride=1, padding=0, dilation=1):
    class TooLarge(ValueError):
        pass

    starts = np.arange(0, n + 2 * padding - dilation * (kernel - 1), stride)
    print("window starts at", starts)
    if not starts.size:
        raise TooLarge("no window fits")
    return np.int64(starts.size)


output_size.mistake(*OUTPUT_SIZE_MISTAKES)
output_size.mistake(*SHARED_MISTAKES)
