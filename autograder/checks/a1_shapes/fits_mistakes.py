"""Mistakes of a1.fits."""

from autograder.checks.a1_shapes.window import span


def kernel_not_subtracted(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides the input's size. It has to divide what is left when the
    first window is taken away."""
    return right(n, kernel, 1, padding, dilation) and (n + 2 * padding) % stride == 0


def one_added_before_dividing(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides one input more than the room that is left after the first
    window. (Adding 1 before dividing does that, and so does a window that is one input too short.)"""
    room = span(n, kernel, padding, dilation)
    return room >= 0 and (room + 1) % stride == 0


def compared_without_dilation(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel without its gaps with the padded input. Where only the dilated filter
    is too large, it does not fit either."""
    if span(n, kernel, padding) >= 0 and span(n, kernel, padding, dilation) < 0:
        return span(n, kernel, padding, dilation) % stride == 0
    return right(n, kernel, stride, padding, dilation)


def compared_without_padding(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel with the input before padding. Compare it with the padded input."""
    return span(n, kernel, 0, dilation) >= 0 and right(n, kernel, stride, padding, dilation)


def too_large_fits(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True for some kernels that are larger than the padded input: there the room that is
    left is negative, and its remainder can be 0 as well."""
    room = span(n, kernel, padding, dilation)
    return room % stride == 0 if room < 0 else right(n, kernel, stride, padding, dilation)


def raises_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the kernel is larger than the padded input. The answer to "does it
    fit" is False there."""
    if span(n, kernel, padding, dilation) < 0:
        raise ValueError("the kernel is larger than the padded input")
    return right(n, kernel, stride, padding, dilation)


def refuses_equal_size(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says False where the kernel is exactly as large as the padded input. It fits there
    once."""
    return span(n, kernel, padding, dilation) != 0 and right(n, kernel, stride, padding, dilation)


def negated(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True where the window does not fit and False where it does."""
    return not right(n, kernel, stride, padding, dilation)


def left_over_asked_for(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True where inputs are left over and False where none are. It is the other way
    round."""
    room = span(n, kernel, padding, dilation)
    return room >= 0 and room % stride > 0


def window_one_too_short(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your window is one input too short: a kernel of k reaches across dilation * (k - 1) + 1 inputs, the last
    one included."""
    room = span(n, kernel, padding, dilation) + 1
    return room >= 0 and room % stride == 0


def only_equal_size(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True only where the window is exactly as long as the padded input: the last start,
    from which a window ends at the edge, is missing from your list."""
    return span(n, kernel, padding, dilation) == 0 and right(n, kernel, stride, padding, dilation)


def whether_any_fits(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says whether some position fits. The question is whether the last one ends exactly at the
    last padded input."""
    return span(n, kernel, padding, dilation) >= 0


def kernel_not_subtracted_nor_compared(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides the padded input's size. It has to divide what is left
    when the first window is taken away."""
    return (n + 2 * padding) % stride == 0


def none_for_false(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns None where the answer is False: it ends without a return. Return the result of the
    comparison."""
    return True if right(n, kernel, stride, padding, dilation) else None


def none_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns None where the kernel is larger than the padded input. The answer to "does it fit"
    is False there."""
    if span(n, kernel, padding, dilation) < 0:
        return None
    return right(n, kernel, stride, padding, dilation)


def one_and_zero(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 1 and 0. The answer is True or False."""
    return int(right(n, kernel, stride, padding, dilation))


def returns_remainder(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns the remainder. The answer should be True or False: compare the remainder with
    0."""
    return span(n, kernel, padding, dilation) % stride


def always_for_stride_1(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True whenever the stride is 1. A kernel larger than the padded input does not fit
    even then."""
    return stride == 1 or right(n, kernel, stride, padding, dilation)


def compared_as_given(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function compares the kernel as it is given with the input as it is given. What has to fit is the
    kernel with its gaps, into the input with its padding."""
    return kernel <= n and span(n, kernel, padding, dilation) % stride == 0


def compared_with_one_padding(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds the padding once where it asks whether the kernel is too large. It is added at both
    ends of the input."""
    return span(n + padding, kernel, 0, dilation) >= 0 and right(n, kernel, stride, padding, dilation)


def raises_where_too_large_or_equal(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function raises an error where the kernel is larger than the padded input, and where it is exactly as
    large. The larger one does not fit, which is False, and the other fits once."""
    if span(n, kernel, padding, dilation) <= 0:
        raise ValueError("the kernel is too large")
    return right(n, kernel, stride, padding, dilation)


def true_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True wherever the kernel is larger than the padded input. Nothing fits there, so the
    answer is False."""
    return span(n, kernel, padding, dilation) < 0 or right(n, kernel, stride, padding, dilation)


def true_where_too_large_by_less_than_a_stride(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True for some kernels that are larger than the padded input, by less than the stride.
    (int() turns -1/3 into 0.) There is no position, so the answer is False."""
    return -stride < span(n, kernel, padding, dilation) < 0 or right(n, kernel, stride, padding, dilation)


def compared_by_identity(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says False for long inputs where nothing is left over. (`is` asks whether two numbers are
    one object, which equal ones above 256 mostly are not. Compare with ==.)"""
    return n + 2 * padding <= 256 and right(n, kernel, stride, padding, dilation)


def every_input_under_a_weight(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether every input lies under a weight. The question is where the last window ends:
    inputs that the stride jumps over, or that lie in a gap, are not left over at the end."""
    total = n + 2 * padding
    starts = range(0, total - dilation * (kernel - 1), stride)
    return len({start + dilation * i for start in starts for i in range(kernel)}) == total


def every_input_in_a_window(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says False where the stride jumps over inputs between two windows. The question is where
    the last window ends: those inputs are not left over at the end."""
    room = span(n, kernel, padding, dilation)
    jumps = stride > dilation * (kernel - 1) + 1 and room >= stride
    return not jumps and right(n, kernel, stride, padding, dilation)


def large_stride_refused(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says False where the stride is larger than the kernel. Only what is left over at the end
    counts."""
    return stride <= kernel and right(n, kernel, stride, padding, dilation)


def stride_larger_than_input_refused(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says False where the stride is larger than the input. One position is left then, and it may
    end exactly at the edge."""
    return stride <= n + 2 * padding and right(n, kernel, stride, padding, dilation)


def padding_behind_left_out(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the last window ends at the last input. The padding behind it counts too: the
    window has to end at the last padded cell."""
    room = span(n, kernel, padding, dilation)
    return room >= 0 and room % stride == padding


def window_one_too_long(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your window ends one input too late: it reaches across dilation * (kernel - 1) + 1 inputs, and from a
    start it ends at start + dilation * (kernel - 1)."""
    room = span(n, kernel, padding, dilation) - 1
    return room >= 0 and room % stride == 0


def brackets_missing(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function takes the remainder of the window alone, because brackets are missing: a - b % c is
    a - (b % c). The remainder of what is left after the first window is asked for."""
    room = span(n, kernel, padding, dilation)
    return room >= 0 and n + 2 * padding == (dilation * (kernel - 1) + 1) % stride


def brackets_missing_around_all(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function takes the remainder of the last term alone, because brackets are missing: a - 1 % c is
    a - (1 % c). The remainder of what is left after the first window is asked for."""
    return span(n, kernel, padding, dilation) + 1 == 1 % stride


def remainder_where_it_fits(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns the remainder, and False where the kernel is too large. The answer should be True or
    False everywhere: compare the remainder with 0."""
    room = span(n, kernel, padding, dilation)
    return room % stride if room >= 0 else False


def quotient_asked_for(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says True where the room that is left after the first window is smaller than the stride. What
    counts is the remainder, which % gives and // does not: nothing is left over where it is 0."""
    return span(n, kernel, padding, dilation) // stride == 0


def words_returned(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns a text. The answer is True or False, without quotes."""
    return str(right(n, kernel, stride, padding, dilation))


def number_of_positions_returned(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns a number where the window fits, and False where it does not. The answer is True or
    False."""
    fits = right(n, kernel, stride, padding, dilation)
    return span(n, kernel, padding, dilation) // stride + 1 if fits else False


def compared_as_given_or_equal(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function says False where the kernel as it is given is as large as the input, or larger. What has to
    fit is the kernel with its gaps, into the input with its padding, and one of equal size fits."""
    return kernel < n and span(n, kernel, padding, dilation) % stride == 0


def zero_where_too_large(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns 0 where the kernel is larger than the padded input. The answer to "does it fit" is
    False there."""
    return 0 if span(n, kernel, padding, dilation) < 0 else right(n, kernel, stride, padding, dilation)


def none_where_left_over(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns None where inputs are left over: it ends without a return. The answer is False
    there."""
    fits = right(n, kernel, stride, padding, dilation)
    return fits if fits or span(n, kernel, padding, dilation) < 0 else None


def room_one_too_small(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides one input less than the room that is left after the first
    window."""
    room = span(n, kernel, padding, dilation)
    return room >= 0 and (room - 1) % stride == 0


def one_and_zero_where_it_fits(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function returns a number where the kernel is not too large. The answer is True or False
    everywhere."""
    room = span(n, kernel, padding, dilation)
    return int(room % stride == 0) if room >= 0 else False


FITS_MISTAKES = (
    kernel_not_subtracted,
    one_added_before_dividing,
    compared_without_dilation,
    compared_without_padding,
    too_large_fits,
    raises_where_too_large,
    refuses_equal_size,
    negated,
    left_over_asked_for,
    window_one_too_short,
    only_equal_size,
    whether_any_fits,
    kernel_not_subtracted_nor_compared,
    none_for_false,
    none_where_too_large,
    one_and_zero,
    returns_remainder,
    always_for_stride_1,
    compared_as_given,
    compared_with_one_padding,
    raises_where_too_large_or_equal,
    true_where_too_large,
    true_where_too_large_by_less_than_a_stride,
    compared_by_identity,
    every_input_under_a_weight,
    every_input_in_a_window,
    large_stride_refused,
    stride_larger_than_input_refused,
    padding_behind_left_out,
    window_one_too_long,
    brackets_missing,
    brackets_missing_around_all,
    remainder_where_it_fits,
    quotient_asked_for,
    words_returned,
    number_of_positions_returned,
    compared_as_given_or_equal,
    zero_where_too_large,
    none_where_left_over,
    room_one_too_small,
    one_and_zero_where_it_fits,
)
