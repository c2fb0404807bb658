"""a1.fits: whether the window's positions end exactly at the edge."""

import numpy as np

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
    yield right("stride", 5, 3, 8)  # the stride is larger than the input

    for padding, stride in [(1, 3), (2, 5)]:
        for n, kernel in sizes(stride, padding):
            yield right("padding", n, kernel, stride=stride, padding=padding)
    yield right("padding", 2, 3, 4, 5)  # the padding is larger than the input

    for dilation, stride in [(2, 5), (3, 7)]:  # no stride divides what a dilation adds to any of the kernels
        for n, kernel in sizes(stride, dilation=dilation):
            yield right("dilation", n, kernel, stride, dilation=dilation)

    yield right("too large", 5, 5)
    yield right("too large", 3, 5)
    yield right("too large", 3, 5, 2)
    yield right("too large", 4, 5, 3)
    yield right("too large", 3, 5, 2, 1)
    yield right("too large", 3, 3, 2, 0, 2)
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


@fits.mistake
def kernel_not_subtracted(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides the input's size. It has to divide what is left when the
    first window is taken away."""
    return right(n, kernel, 1, padding, dilation) and (n + 2 * padding) % stride == 0


@fits.mistake
def one_added_before_dividing(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds 1 before it divides by the stride. The stride has to divide the room that is left
    after the first window, without the 1."""
    return right(n, kernel, 1, padding, dilation) and right(n + 1, kernel, stride, padding, dilation)


fits.mistake(*SHARED_MISTAKES)


@fits.mistake
def compared_without_dilation(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel without its gaps with the padded input. Where only the dilated
    kernel is too large, it does not fit either."""
    if span(n, kernel, padding) >= 0 and span(n, kernel, padding, dilation) < 0:
        return span(n, kernel, padding, dilation) % stride == 0
    return right(n, kernel, stride, padding, dilation)


@fits.mistake
def compared_without_padding(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel with the input before padding. Compare it with the padded input."""
    return span(n, kernel, 0, dilation) >= 0 and right(n, kernel, stride, padding, dilation)


@fits.mistake
def too_large_fits(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True for some kernels that are larger than the padded input: there the room that is
    left is negative, and its remainder can be 0 as well."""
    room = span(n, kernel, padding, dilation)
    return room % stride == 0 if room < 0 else right(n, kernel, stride, padding, dilation)


@fits.mistake
def raises_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the kernel is larger than the padded input. The answer to "does it
    fit" is False there."""
    if span(n, kernel, padding, dilation) < 0:
        raise ValueError("the kernel is larger than the padded input")
    return right(n, kernel, stride, padding, dilation)


@fits.mistake
def refuses_equal_size(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says False where the kernel is exactly as large as the padded input. It fits there
    once."""
    return span(n, kernel, padding, dilation) != 0 and right(n, kernel, stride, padding, dilation)


@fits.mistake
def negated(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True where the window does not fit and False where it does."""
    return not right(n, kernel, stride, padding, dilation)


@fits.mistake
def left_over_asked_for(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True where inputs are left over and False where none are. It is the other way
    round."""
    room = span(n, kernel, padding, dilation)
    return room >= 0 and room % stride > 0


@fits.mistake
def window_one_too_short(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your window is one input too short: a kernel of k reaches across dilation * (k - 1) + 1 inputs, the last
    one included."""
    return right(n + 1, kernel, stride, padding, dilation)


@fits.mistake
def only_equal_size(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True only where the window is exactly as long as the padded input: the last start,
    from which a window ends at the edge, is missing from your list."""
    return span(n, kernel, padding, dilation) == 0 and right(n, kernel, stride, padding, dilation)


@fits.mistake
def whether_any_fits(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says whether some position fits. The question is whether the last one ends exactly at the
    last padded input."""
    return span(n, kernel, padding, dilation) >= 0


@fits.mistake
def kernel_not_subtracted_nor_compared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides the padded input's size. It has to divide what is left
    when the first window is taken away."""
    return (n + 2 * padding) % stride == 0


@fits.mistake
def none_for_false(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns None where the answer is False: it ends without a return. Return the result of the
    comparison."""
    return True if right(n, kernel, stride, padding, dilation) else None


@fits.mistake
def none_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns None where the kernel is larger than the padded input. The answer to "does it fit"
    is False there."""
    if span(n, kernel, padding, dilation) < 0:
        return None
    return right(n, kernel, stride, padding, dilation)


@fits.mistake
def one_and_zero(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 1 and 0. The answer is True or False."""
    return int(right(n, kernel, stride, padding, dilation))


@fits.mistake
def returns_remainder(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns the remainder. The answer should be True or False: compare the remainder with
    0."""
    return span(n, kernel, padding, dilation) % stride


@fits.mistake
def always_for_stride_1(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True whenever the stride is 1. A kernel larger than the padded input does not fit
    even then."""
    return stride == 1 or right(n, kernel, stride, padding, dilation)
