"""a1.fits: whether the window's positions end exactly at the edge."""

import numpy as np

from autograder.checks.a1_shapes.fits_mistakes import FITS_MISTAKES
from autograder.checks.a1_shapes.fits_mistakes_two import FITS_TWO_MISTAKES
from autograder.checks.a1_shapes.window import SHARED_MISTAKES, span
from autograder.checks.cases import answered_by
from autograder.checks.inputs import integers_from
from autograder.part import part


def tiles(n, kernel, stride=1, padding=0, dilation=1):
    """Whether some position, found by stepping along, ends exactly at the last input."""
    ends = range(dilation * (kernel - 1), n + 2 * padding, stride)
    return n + 2 * padding - 1 in ends


@part("a1.fits", points={"stride": 3, "padding": 2, "dilation": 2, "too large": 1})
def fits(rng):
    right, draw = answered_by(tiles), integers_from(rng)

    def sizes(stride, padding=0, dilation=1):
        """Every remainder of the stride in turn, so that fitting and not fitting both occur. The window's
        extent is no multiple of the stride, nor one less: it cannot be forgotten without a difference."""
        kernels = [k for k in (3, 4, 5) if 0 < (dilation * (k - 1) + 1) % stride < stride - 1]
        kernel = int(rng.choice(kernels))
        start = -span(0, kernel, padding, dilation) + stride * draw(3, 8)
        return [(start + left_over, kernel) for left_over in range(stride)]

    yield right("stride", 7, 3)
    yield right("stride", 7, 3, 2)
    yield right("stride", 7, 3, 3)
    for n, kernel in sizes(stride := draw(4, 7)):
        yield right("stride", n, kernel, stride)

    yield right("stride", 4, 1, 3)
    yield right("stride", 6, 4, 2)
    yield right("stride", 5, 3, 8)  # the stride is larger than the input
    yield right("stride", 3 + 4 * draw(300, 400), 3, 4)  # so large that equal ints are two objects

    for padding, stride in [(1, 3), (2, 5)]:
        for n, kernel in sizes(stride, padding):
            yield right("padding", n, kernel, stride=stride, padding=padding)
    yield right("padding", 2, 3, 4, 5)  # the padding is larger than the input

    for dilation, stride in [(2, 5), (3, 7)]:  # no stride divides what a dilation adds to any of the kernels
        for n, kernel in sizes(stride, dilation=dilation):
            yield right("dilation", n, kernel, stride, dilation=dilation)
    yield right("dilation", 7, 3, 4, dilation=2)  # fits where a gap is taken for as wide as the dilation

    yield right("too large", 5, 5)
    yield right("too large", 5, 5, 8)
    yield right("too large", 3, 5)
    yield right("too large", 3, 5, 2)
    yield right("too large", 4, 5, 3)
    yield right("too large", 3, 5, 2, 1)
    yield right("too large", 3, 5, 2, 2)  # fits with the padding of one side too
    yield right("too large", 3, 3, 2, 0, 2)
    yield right("too large", 1, 3, 2, 1, 3)
    yield right("too large", draw(3, 6), draw(8, 12), 1)


@fits.right
def remainder(n, kernel, stride=1, padding=0, dilation=1):
    room = span(n, kernel, padding, dilation)
    return room >= 0 and room % stride == 0


@fits.right
def stepping(n, kernel, stride=1, padding=0, dilation=1):
    end = dilation * (kernel - 1) + 1
    while end < n + 2 * padding:
        end += stride
    print("the window stops at", end)
    return end == n + 2 * padding


@fits.right
def floats(n, kernel, stride=1, padding=0, dilation=1):
    size = (n + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1
    if size < 1:
        return False
    return float(size).is_integer()


@fits.right
def numpy_bool(n, kernel, stride=1, padding=0, dilation=1):
    edge = np.zeros(n + 2 * padding, dtype=bool)
    edge[dilation * (kernel - 1) :: stride] = True
    return edge[-1]


@fits.right
def there_and_back(n, kernel, stride=1, padding=0, dilation=1):
    def used(outputs):
        return (outputs - 1) * stride + dilation * (kernel - 1) + 1

    return any(used(outputs) == n + 2 * padding for outputs in range(1, n + 2 * padding + 1))


fits.mistake(*FITS_MISTAKES)
fits.mistake(*FITS_TWO_MISTAKES)
fits.mistake(*SHARED_MISTAKES)
