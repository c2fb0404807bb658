"""Mistakes of a1.output_size."""

import numpy as np

from autograder.checks.a1_shapes.window import span


def no_plus_one(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is one too small: it counts the steps, but the position before the first step counts
    too."""
    return right(n, kernel, stride, padding, dilation) - 1


def rounded_up(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function rounds up where the window does not end at the edge. A window that sticks out is not
    a position: round down."""
    return right(n, kernel, stride, padding, dilation) + (span(n, kernel, padding, dilation) % stride > 0)


def rounded_to_nearest(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function rounds to the nearest whole number. A window that sticks out is not a position: round
    down always."""
    return round((right(n, kernel, 1, padding, dilation) - 1) / stride) + 1


def one_added_before_dividing(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds 1 before it divides by the stride. The first position takes no step, so the 1
    belongs after the division."""
    return right(n, kernel, 1, padding, dilation) // stride


def rounded_toward_zero(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function misses a kernel that is too large by less than the stride: int() turns -1/3 into 0, and one
    position seems to be left. Compare the sizes before you divide."""
    if 0 > span(n, kernel, padding, dilation) > -stride:
        return 1
    return right(n, kernel, stride, padding, dilation)


def stride_ignored(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is the one for stride 1, whatever the stride is."""
    return right(n, kernel, 1, padding, dilation)


def never_rounded_nor_raised(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns what / gives: a float, and one of 0 or less where the kernel is larger than the
    padded input. A size is a whole number, rounded down; there it should raise a ValueError."""
    return span(n, kernel, padding, dilation) / stride + 1


def padding_added_to_the_result(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding to the result. It is added to the input, before the stride divides."""
    return right(n, kernel, stride, 0, dilation) + 2 * padding


def steps_of_the_whole_input(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function divides the padded input by the stride. The window takes up room itself: only what is left
    after the first window can be stepped through."""
    right(n, kernel, stride, padding, dilation)
    return (n + 2 * padding) // stride


def not_rounded(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns a float, because it divides with /. A size is a whole number, rounded down."""
    return (right(n, kernel, 1, padding, dilation) - 1) / stride + 1


def floor_left_a_float(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your values are right, but np.floor returns a float. A size is a whole number: divide with //, or use
    math.floor or int."""
    return np.float64(right(n, kernel, stride, padding, dilation))


def window_one_too_short(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your window is one input too short: a kernel of k reaches across dilation * (k - 1) + 1 inputs, the last
    one included."""
    room = span(n, kernel, padding, dilation)
    return 1 if room == -1 else right(n, kernel, stride, padding, dilation) + ((room + 1) % stride == 0)


def last_position_missed(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function misses a window that ends exactly at the last input. It still fits: compare with <=, or
    let the range end one later."""
    count = right(n, kernel, stride, padding, dilation) - (span(n, kernel, padding, dilation) % stride == 0)
    if count == 0:
        raise ValueError("no position fits")
    return count


def last_position_missed_or_none(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function misses a window that ends exactly at the last input: it still fits, so compare with <=.
    Where no position is found it returns 0 and should raise a ValueError."""
    room = span(n, kernel, padding, dilation)
    return 0 if room < 0 else right(n, kernel, stride, padding, dilation) - (room % stride == 0)


def refuses_left_over(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where inputs are left over at the end. Here they are left out: round
    down, and keep the error for a kernel that is too large."""
    if (right(n, kernel, 1, padding, dilation) - 1) % stride:
        raise ValueError("does not fit")
    return right(n, kernel, stride, padding, dilation)


def never_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 0 or less where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return span(n, kernel, padding, dilation) // stride + 1


def zero_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 0 where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return 0


def none_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns None where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return None


def error_returned(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns a ValueError. An exception is raised: raise ValueError(...)."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError as error:
        return error


def another_exception(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises another exception than the ValueError that is asked for. (assert raises an
    AssertionError.)"""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        raise AssertionError("the kernel is too large") from None


def one_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 1 where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return 1


def compared_as_given(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel as it is given with the input as it is given. What has to fit is the
    kernel with its gaps, into the input with its padding."""
    if kernel > n:
        raise ValueError("too large")
    return span(n, kernel, padding, dilation) // stride + 1


def stride_larger_than_kernel_refused(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the stride is larger than the kernel. That is allowed: the inputs in
    between are skipped."""
    if stride > kernel:
        raise ValueError("stride")
    return right(n, kernel, stride, padding, dilation)


def refuses_equal_size(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the kernel is exactly as large as the padded input. It fits there
    once."""
    if span(n, kernel, padding, dilation) == 0:
        raise ValueError("too large")
    return right(n, kernel, stride, padding, dilation)


def compared_without_padding(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel with the input before padding. Compare it with the padded input."""
    if span(n, kernel, 0, dilation) < 0:
        raise ValueError("too large")
    return right(n, kernel, stride, padding, dilation)


def compared_without_dilation(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel without its gaps with the padded input. Where only the dilated filter
    is too large, it should raise a ValueError too."""
    if span(n, kernel, padding) >= 0 and span(n, kernel, padding, dilation) < 0:
        return span(n, kernel, padding, dilation) // stride + 1
    return right(n, kernel, stride, padding, dilation)


OUTPUT_SIZE_MISTAKES = (
    no_plus_one,
    rounded_up,
    rounded_to_nearest,
    one_added_before_dividing,
    rounded_toward_zero,
    stride_ignored,
    never_rounded_nor_raised,
    padding_added_to_the_result,
    steps_of_the_whole_input,
    not_rounded,
    floor_left_a_float,
    window_one_too_short,
    last_position_missed,
    last_position_missed_or_none,
    refuses_left_over,
    never_raises,
    zero_where_too_large,
    none_where_too_large,
    error_returned,
    another_exception,
    one_where_too_large,
    compared_as_given,
    stride_larger_than_kernel_refused,
    refuses_equal_size,
    compared_without_padding,
    compared_without_dilation,
)
