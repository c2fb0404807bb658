"""Mistakes of a1.fits."""

from autograder.checks.a1_shapes.window import span


def kernel_not_subtracted(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function asks whether the stride divides the input's size. It has to divide what is left when the
    first window is taken away."""
    return right(n, kernel, 1, padding, dilation) and (n + 2 * padding) % stride == 0


def one_added_before_dividing(right, n, kernel, stride=1, padding=0, dilation=1):
    """Your function adds 1 before it divides by the stride. The stride has to divide the room that is left
    after the first window, without the 1."""
    return right(n, kernel, 1, padding, dilation) and right(n + 1, kernel, stride, padding, dilation)


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
    return right(n + 1, kernel, stride, padding, dilation)


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
)
