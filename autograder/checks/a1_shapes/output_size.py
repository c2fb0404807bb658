"""a1.output_size: at how many positions a sliding window fits."""

import math

import numpy as np

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
    yield right("stride 1", draw(20, 40), draw(4, 9))

    yield right("stride", 7, 3, 2)
    yield right("stride", 7, 3, 3)
    yield right("stride", 6, 3, stride=2)
    stride, kernel = int(rng.choice([3, 5, 7])), draw(2, 6)
    for left_over in (0, 1, stride - 1):
        yield right("stride", kernel + stride * draw(2, 6) + left_over, kernel, stride)
    yield right("stride", draw(30, 50), 2, stride=5)  # stride larger than the kernel
    yield right("stride", 5, 3, draw(6, 9))  # and larger than the input

    yield right("padding", 7, 3, 1, 1)
    yield right("padding", draw(10, 20), 5, padding=2)
    yield right("padding", draw(2, 5), 2, padding=draw(6, 9))  # larger than the input

    yield right("dilation", 7, 3, dilation=2)
    yield right("dilation", 9, 1, dilation=4)
    yield right("dilation", draw(30, 40), 4, 1, 0, draw(3, 6))

    for least, stride, padding, dilation in [(4, 2, 3, 2), (40, 3, 1, 4)]:  # the second is not hit by chance
        n = stride * draw(least, 2 * least) + stride - 1 - span(0, 4, padding, dilation)
        yield right("all together", n, 4, stride, padding, dilation)

    larger = draw(5, 9)
    for arguments in [(3, larger), (2, larger, 2, 1), (4, 3, 1, 0, 2), (larger, larger, 1, 1, larger)]:
        yield Case("errors", Call(*arguments), Raises(ValueError))
    yield Case("errors", Call(4, 5, 3), Raises(ValueError))  # too large by less than the stride
    yield right("errors", 5, 5)
    yield right("errors", 3, 5, padding=2)  # fits with the padding of one side alone, not without any
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


@output_size.mistake
def no_plus_one(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is one too small: it counts the steps, but the position before the first step counts
    too."""
    return right(n, kernel, stride, padding, dilation) - 1


@output_size.mistake
def rounded_up(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function rounds up where the window does not end at the edge. A window that sticks out is not
    a position: round down."""
    return right(n, kernel, stride, padding, dilation) + (span(n, kernel, padding, dilation) % stride > 0)


@output_size.mistake
def rounded_to_nearest(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function rounds to the nearest whole number. A window that sticks out is not a position: round
    down always."""
    return round((right(n, kernel, 1, padding, dilation) - 1) / stride) + 1


@output_size.mistake
def one_added_before_dividing(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds 1 before it divides by the stride. The first position takes no step, so the 1
    belongs after the division."""
    return right(n, kernel, 1, padding, dilation) // stride


@output_size.mistake
def rounded_toward_zero(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function misses a kernel that is too large by less than the stride: int() turns -1/3 into 0, and one
    position seems to be left. Compare the sizes before you divide."""
    if 0 > span(n, kernel, padding, dilation) > -stride:
        return 1
    return right(n, kernel, stride, padding, dilation)


@output_size.mistake
def stride_ignored(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one for stride 1, whatever the stride is."""
    return right(n, kernel, 1, padding, dilation)


@output_size.mistake
def never_rounded_nor_raised(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns what / gives: a float, and one of 0 or less where the kernel is larger than the
    padded input. A size is a whole number, rounded down; there it should raise a ValueError."""
    return span(n, kernel, padding, dilation) / stride + 1


@output_size.mistake
def padding_added_to_the_result(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding to the result. It is added to the input, before the stride divides."""
    return right(n, kernel, stride, 0, dilation) + 2 * padding


@output_size.mistake
def steps_of_the_whole_input(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function divides the padded input by the stride. The window takes up room itself: only what is left
    after the first window can be stepped through."""
    right(n, kernel, stride, padding, dilation)
    return (n + 2 * padding) // stride


@output_size.mistake
def not_rounded(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns a float, because it divides with /. A size is a whole number, rounded down."""
    return (right(n, kernel, 1, padding, dilation) - 1) / stride + 1


@output_size.mistake
def floor_left_a_float(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your values are right, but np.floor returns a float. A size is a whole number: divide with //, or use
    math.floor or int."""
    return np.float64(right(n, kernel, stride, padding, dilation))


output_size.mistake(*SHARED_MISTAKES)


@output_size.mistake
def window_one_too_short(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your window is one input too short: a kernel of k reaches across dilation * (k - 1) + 1 inputs, the last
    one included."""
    room = span(n, kernel, padding, dilation)
    return 1 if room == -1 else right(n, kernel, stride, padding, dilation) + ((room + 1) % stride == 0)


@output_size.mistake
def last_position_missed(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function misses a window that ends exactly at the last input. It still fits: compare with <=, or
    let the range end one later."""
    count = right(n, kernel, stride, padding, dilation) - (span(n, kernel, padding, dilation) % stride == 0)
    if count == 0:
        raise ValueError("no position fits")
    return count


@output_size.mistake
def last_position_missed_or_none(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function misses a window that ends exactly at the last input: it still fits, so compare with <=.
    Where no position is found it returns 0 and should raise a ValueError."""
    room = span(n, kernel, padding, dilation)
    return 0 if room < 0 else right(n, kernel, stride, padding, dilation) - (room % stride == 0)


@output_size.mistake
def refuses_left_over(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where inputs are left over at the end. Here they are left out: round
    down, and keep the error for a kernel that is too large."""
    if (right(n, kernel, 1, padding, dilation) - 1) % stride:
        raise ValueError("does not fit")
    return right(n, kernel, stride, padding, dilation)


@output_size.mistake
def never_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 0 or less where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return span(n, kernel, padding, dilation) // stride + 1


@output_size.mistake
def zero_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 0 where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return 0


@output_size.mistake
def none_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns None where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return None


@output_size.mistake
def error_returned(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns a ValueError. An exception is raised: raise ValueError(...)."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError as error:
        return error


@output_size.mistake
def another_exception(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises another exception than the ValueError that is asked for. (assert raises an
    AssertionError.)"""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        raise AssertionError("the kernel is too large") from None


@output_size.mistake
def one_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 1 where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return 1


@output_size.mistake
def compared_as_given(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel as it is given with the input as it is given. What has to fit is the
    kernel with its gaps, into the input with its padding."""
    if kernel > n:
        raise ValueError("too large")
    return span(n, kernel, padding, dilation) // stride + 1


@output_size.mistake
def stride_larger_than_kernel_refused(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the stride is larger than the kernel. That is allowed: the inputs in
    between are skipped."""
    if stride > kernel:
        raise ValueError("stride")
    return right(n, kernel, stride, padding, dilation)


@output_size.mistake
def refuses_equal_size(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the kernel is exactly as large as the padded input. It fits there
    once."""
    if span(n, kernel, padding, dilation) == 0:
        raise ValueError("too large")
    return right(n, kernel, stride, padding, dilation)


@output_size.mistake
def compared_without_padding(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel with the input before padding. Compare it with the padded input."""
    if span(n, kernel, 0, dilation) < 0:
        raise ValueError("too large")
    return right(n, kernel, stride, padding, dilation)


@output_size.mistake
def compared_without_dilation(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel without its gaps with the padded input. Where only the dilated
    kernel is too large, it should raise a ValueError too."""
    if span(n, kernel, padding) >= 0 and span(n, kernel, padding, dilation) < 0:
        return span(n, kernel, padding, dilation) // stride + 1
    return right(n, kernel, stride, padding, dilation)
