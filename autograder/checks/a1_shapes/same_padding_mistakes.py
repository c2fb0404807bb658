"""Mistakes of a1.same_padding."""


def both_sides_together(right, kernel, dilation=1):
    """Your result is the padding of both sides together. The padding is given for one side."""
    return 2 * right(kernel, dilation)


def both_sides_together_always(right, kernel, dilation=1):
    """Your result is the padding of both sides together. The padding is given for one side; where two equal
    sides cannot keep the size, raise a ValueError."""
    return dilation * (kernel - 1)


def half_of_the_kernel(right, kernel, dilation=1):
    """Your result is half the kernel, rounded down. That is right for odd kernels without dilation alone: half
    of dilation * (kernel - 1) is needed, and where that is no whole number, a ValueError."""
    return kernel // 2


def half_of_the_kernel_less_one(right, kernel, dilation=1):
    """Your result is half of kernel - 1, rounded down. That is right without dilation alone: half of
    dilation * (kernel - 1) is needed, and where that is no whole number, a ValueError."""
    return (kernel - 1) // 2


def halved_before_dilated(right, kernel, dilation=1):
    """Your function halves kernel - 1 before it multiplies by the dilation. For even kernels that rounds too
    early: multiply first."""
    right(kernel, dilation)
    return (kernel - 1) // 2 * dilation


def halved_before_dilated_always(right, kernel, dilation=1):
    """Your function halves kernel - 1, rounded down, and multiplies by the dilation. For even kernels that
    rounds too early: multiply first, and raise a ValueError where the result cannot be halved."""
    return (kernel - 1) // 2 * dilation


def halves_returned(right, kernel, dilation=1):
    """Your function returns what / gives: a float, and half inputs where two equal sides cannot keep the size.
    Padding is a whole number of inputs; raise a ValueError there."""
    return dilation * (kernel - 1) / 2


def dilation_added_once(right, kernel, dilation=1):
    """Your function adds the gap of a dilated filter once. There is a gap between every two neighbouring
    weights."""
    return right(kernel + dilation - 1)


def dilated_kernel_not_reduced(right, kernel, dilation=1):
    """Your result is half of dilation x kernel, rounded down. The gaps lie between the weights: half of
    dilation * (kernel - 1) is needed, and where that is no whole number, a ValueError."""
    return dilation * kernel // 2


def searched_too_short(right, kernel, dilation=1):
    """Your function tries paddings smaller than the kernel only. With a dilation the right one can be
    larger."""
    padding = right(kernel, dilation)
    if padding >= kernel:
        raise ValueError("no padding keeps the size")
    return padding


def none_where_uneven(right, kernel, dilation=1):
    """Your function returns None where two equal sides cannot keep the size. It should raise a ValueError."""
    try:
        return right(kernel, dilation)
    except ValueError:
        return None


def error_returned(right, kernel, dilation=1):
    """Your function returns a ValueError. An exception is raised: raise ValueError(...)."""
    try:
        return right(kernel, dilation)
    except ValueError as error:
        return error


def another_exception(right, kernel, dilation=1):
    """Your function raises another exception than the ValueError that is asked for. (assert raises an
    AssertionError.)"""
    try:
        return right(kernel, dilation)
    except ValueError:
        raise AssertionError("the two sides differ") from None


def one_too_many(right, kernel, dilation=1):
    """Your result is one too large for odd kernels: a kernel of 3 reaches one input to either side of its
    middle."""
    return right(kernel, dilation) + 1


def not_whole(right, kernel, dilation=1):
    """Your function returns a float, because it divides with /. Padding is a whole number of inputs."""
    return float(right(kernel, dilation))


def dilation_ignored(right, kernel, dilation=1):
    """Your result is the one without dilation. A dilated filter reaches further to both sides."""
    return right(kernel)


def dilation_times_kernel(right, kernel, dilation=1):
    """Your function takes a dilated filter as dilation x kernel long. The gaps lie between the weights, and
    there is one gap fewer than there are weights."""
    return right(kernel * dilation)


def even_rounded_down(right, kernel, dilation=1):
    """Your function rounds down where the two sides would need different padding. Equal padding of both sides
    cannot keep the size there, so it should raise a ValueError."""
    try:
        return right(kernel, dilation)
    except ValueError:
        return dilation * (kernel - 1) // 2


def even_rounded_up(right, kernel, dilation=1):
    """Your function rounds up where the two sides would need different padding. Equal padding of both sides
    cannot keep the size there, so it should raise a ValueError."""
    try:
        return right(kernel, dilation)
    except ValueError:
        return (dilation * (kernel - 1) + 1) // 2


def half_the_kernel_dilated(right, kernel, dilation=1):
    """Your function halves the kernel, rounded down, and multiplies by the dilation. That is too much for
    even kernels: their middle lies between two weights. Where it lies between two inputs as well, raise a
    ValueError."""
    return right(kernel, dilation) if kernel % 2 else kernel // 2 * dilation


def every_even_kernel_refused(right, kernel, dilation=1):
    """Your function raises an error for every even kernel. With an even dilation a window reaches across an
    odd number of inputs, and equal padding of both sides can keep the size."""
    if kernel % 2 == 0:
        raise ValueError("even kernel")
    return right(kernel, dilation)


def even_kernels_refused_undilated_only(right, kernel, dilation=1):
    """Your function raises an error for even kernels without dilation only. With an odd dilation equal
    padding of both sides cannot keep the size either."""
    try:
        return right(kernel, dilation)
    except ValueError:
        if dilation == 1:
            raise
        return dilation * (kernel - 1) // 2


SAME_PADDING_MISTAKES = (
    both_sides_together,
    both_sides_together_always,
    half_of_the_kernel,
    half_of_the_kernel_less_one,
    halved_before_dilated,
    halved_before_dilated_always,
    halves_returned,
    dilation_added_once,
    dilated_kernel_not_reduced,
    searched_too_short,
    none_where_uneven,
    error_returned,
    another_exception,
    one_too_many,
    not_whole,
    dilation_ignored,
    dilation_times_kernel,
    even_rounded_down,
    even_rounded_up,
    half_the_kernel_dilated,
    every_even_kernel_refused,
    even_kernels_refused_undilated_only,
)
