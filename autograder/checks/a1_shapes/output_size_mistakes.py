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
    """Your values are right, but they are floats, such as np.floor returns. A size is a whole number: divide
    with //, or use math.floor or int."""
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


def last_position_missed_or_zero(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function misses a window that ends exactly at the last input. It still fits: compare with <=, let the
    range end one later, or round down and add 1."""
    room = span(n, kernel, padding, dilation)
    return right(n, kernel, stride, padding, dilation) - (room % stride == 0)


def every_start_counted(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function counts a window for every start on the padded input. A window that sticks out at the end is
    not a position."""
    right(n, kernel, stride, padding, dilation)
    return -(-(n + 2 * padding) // stride)


def window_not_subtracted(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function divides the padded input by the stride and adds 1. The window takes up room itself: only
    what is left after the first window can be stepped through."""
    right(n, kernel, stride, padding, dilation)
    return (n + 2 * padding) // stride + 1


def last_start_returned(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your result is where the last window starts. The number of positions is asked for."""
    return (right(n, kernel, stride, padding, dilation) - 1) * stride


def positions_returned(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns a list with one entry for each position. Their number is asked for, an int."""
    return [place * stride for place in range(right(n, kernel, stride, padding, dilation))]


def brackets_missing(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function divides the window alone by the stride, because brackets are missing: a - b // c is
    a - (b // c). What is left after the first window is divided."""
    right(n, kernel, stride, padding, dilation)
    return n + 2 * padding - (dilation * (kernel - 1) + 1) // stride + 1


def brackets_missing_around_all(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function divides only the last term by the stride, because brackets are missing: a - 1 // c is
    a - (1 // c). What is left after the first window is divided."""
    right(n, kernel, stride, padding, dilation)
    return n + 2 * padding - dilation * (kernel - 1) - 1 // stride + 1


def window_one_too_short_when_counting(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your window is one input too short where you count positions: a kernel of k reaches across
    dilation * (k - 1) + 1 inputs, the last one included."""
    count = right(n, kernel, stride, padding, dilation)
    return count + ((span(n, kernel, padding, dilation) + 1) % stride == 0)


def rounded_toward_zero_never_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function cuts the quotient off with int() and raises nothing. Where the kernel is larger than the
    padded input it returns a number of 1 or less, and should raise a ValueError."""
    return int(span(n, kernel, padding, dilation) / stride) + 1


def zero_let_through(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error for results below 0 and returns a result of 0. A layer without any position
    is an error too."""
    count = span(n, kernel, padding, dilation) // stride + 1
    return 0 if count == 0 else right(n, kernel, stride, padding, dilation)


def one_let_through(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 1 where the padded input is one input short of the window. There is no position, so
    it should raise a ValueError."""
    return 1 if span(n, kernel, padding, dilation) == -1 else right(n, kernel, stride, padding, dilation)


def single_position_refused(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where there is one position alone. One is enough: raise it where there is
    none."""
    count = right(n, kernel, stride, padding, dilation)
    if count == 1:
        raise ValueError("no step fits")
    return count


def minus_one_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns -1 where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return -1


def false_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns False where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return False


def text_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns a text where the kernel is larger than the padded input. It should raise a
    ValueError."""
    try:
        return right(n, kernel, stride, padding, dilation)
    except ValueError:
        return "ValueError"


def compared_with_one_padding(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding once where it asks whether the kernel is too large. It is added at both
    ends of the input."""
    if span(n + padding, kernel, 0, dilation) < 0:
        raise ValueError("too large")
    return right(n, kernel, stride, padding, dilation)


def large_stride_refused(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the stride is larger than the input. That is allowed: there is one
    position."""
    if stride > n + 2 * padding:
        raise ValueError("stride")
    return right(n, kernel, stride, padding, dilation)


def rounded_after_adding_one(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function rounds to the nearest whole number. A window that sticks out is not a position: round
    down always."""
    return round((right(n, kernel, 1, padding, dilation) - 1) / stride + 1)


def even_kernel_refused(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error for even kernels. They are allowed: it should raise one only where the
    kernel is larger than the padded input."""
    if kernel % 2 == 0:
        raise ValueError("even kernel")
    return right(n, kernel, stride, padding, dilation)


def compared_as_given_or_equal(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the kernel as it is given is as large as the input, or larger. What
    has to fit is the kernel with its gaps, into the input with its padding, and one of equal size fits."""
    if kernel >= n:
        raise ValueError("too large")
    return span(n, kernel, padding, dilation) // stride + 1


def one_short_let_through(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises no error where the padded input is one input short of the window. There is no
    position even then."""
    room = span(n, kernel, padding, dilation)
    return room // stride + 1 if room == -1 else right(n, kernel, stride, padding, dilation)


def padding_larger_than_kernel_refused(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the padding is larger than the kernel. That is allowed."""
    if padding > kernel:
        raise ValueError("padding")
    return right(n, kernel, stride, padding, dilation)


def padding_larger_than_input_refused(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the padding is larger than the input. That is allowed."""
    if padding > n:
        raise ValueError("padding")
    return right(n, kernel, stride, padding, dilation)


def rounded_up_never_raises(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function rounds up where the window does not end at the edge, and a window that sticks out is not a
    position: round down. Where the kernel is larger than the padded input, it should raise a ValueError."""
    return -(-span(n, kernel, padding, dilation) // stride) + 1


def padding_on_one_side_when_counting(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding once where it counts positions. It is added at both ends of the input."""
    right(n, kernel, stride, padding, dilation)
    return span(n + padding, kernel, 0, dilation) // stride + 1


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
    last_position_missed_or_zero,
    every_start_counted,
    window_not_subtracted,
    last_start_returned,
    positions_returned,
    brackets_missing,
    brackets_missing_around_all,
    window_one_too_short_when_counting,
    rounded_toward_zero_never_raises,
    zero_let_through,
    one_let_through,
    single_position_refused,
    minus_one_where_too_large,
    false_where_too_large,
    text_where_too_large,
    compared_with_one_padding,
    large_stride_refused,
    rounded_after_adding_one,
    even_kernel_refused,
    compared_as_given_or_equal,
    one_short_let_through,
    padding_larger_than_kernel_refused,
    padding_larger_than_input_refused,
    rounded_up_never_raises,
    padding_on_one_side_when_counting,
)
