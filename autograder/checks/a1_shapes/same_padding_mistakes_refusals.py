"""Mistakes of a1.same_padding in what it refuses: an error too many, one missing, or something else in its place."""


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


def dilated_kernel_halved_even_refused(right, kernel, dilation=1):
    """Your result is half of dilation x kernel, rounded down, and an error for every even kernel. Half of
    dilation * (kernel - 1) is needed, which is a whole number for some even kernels too."""
    if kernel % 2 == 0:
        raise ValueError("even kernel")
    return dilation * kernel // 2


def half_the_kernel_dilated_and_refused(right, kernel, dilation=1):
    """Your function halves the kernel, rounded down, and multiplies by the dilation. That is too much for even
    kernels: there is one gap fewer than there are weights."""
    right(kernel, dilation)
    return kernel // 2 * dilation


def refusal_reversed(right, kernel, dilation=1):
    """Your function raises an error where equal padding of both sides keeps the size, and none where it cannot.
    It is the other way round."""
    if dilation * (kernel - 1) % 2 == 0:
        raise ValueError("no padding keeps the size")
    return dilation * (kernel - 1) // 2


def odd_kernels_refused(right, kernel, dilation=1):
    """Your function raises an error for odd kernels. For an odd kernel there always is a padding."""
    if kernel % 2:
        raise ValueError("odd kernel")
    return right(kernel, dilation)


def kernel_1_refused(right, kernel, dilation=1):
    """Your function raises an error for a kernel of 1. Without any padding it keeps the size: a padding of 0 is
    an answer too."""
    padding = right(kernel, dilation)
    if padding == 0:
        raise ValueError("no padding keeps the size")
    return padding


def none_for_kernel_1(right, kernel, dilation=1):
    """Your function returns None for a kernel of 1. Without any padding it keeps the size: the answer is 0."""
    return right(kernel, dilation) or None


def one_for_kernel_1(right, kernel, dilation=1):
    """Your function returns 1 for a kernel of 1. Without any padding it keeps the size: the answer is 0."""
    return max(1, right(kernel, dilation))


def even_dilation_refused(right, kernel, dilation=1):
    """Your function raises an error for every even dilation. With an even dilation there is a padding for every
    kernel."""
    if dilation % 2 == 0:
        raise ValueError("even dilation")
    return right(kernel, dilation)


def even_dilation_refused_for_odd_kernels(right, kernel, dilation=1):
    """Your function raises an error for odd kernels with an even dilation. For an odd kernel there always is a
    padding."""
    if kernel % 2 and dilation % 2 == 0:
        raise ValueError("odd kernel, even dilation")
    return right(kernel, dilation)


def even_dilation_refused_for_even_kernels(right, kernel, dilation=1):
    """Your function raises an error for even kernels with an even dilation, and none with an odd one. It is the
    other way round: an even dilation pulls the weights apart to an odd number of inputs."""
    if kernel % 2 == 0 and dilation % 2 == 0:
        raise ValueError("even kernel, even dilation")
    return dilation * (kernel - 1) // 2


def dilation_refused(right, kernel, dilation=1):
    """Your function raises an error for every dilation above 1. There is a padding for odd kernels, whatever the
    dilation is, and for even ones if it is even."""
    if dilation > 1:
        raise ValueError("dilation")
    return right(kernel, dilation)


def searched_to_half_the_kernel(right, kernel, dilation=1):
    """Your function tries paddings up to half the kernel only. With a dilation the right one can be larger."""
    padding = right(kernel, dilation)
    if padding > kernel // 2:
        raise ValueError("no padding keeps the size")
    return padding


def even_rounded_to_nearest(right, kernel, dilation=1):
    """Your function rounds to the nearest whole number where the two sides would need different padding. Equal
    padding of both sides cannot keep the size there, so it should raise a ValueError."""
    return round(dilation * (kernel - 1) / 2)


def zero_where_uneven(right, kernel, dilation=1):
    """Your function returns 0 where two equal sides cannot keep the size. It should raise a ValueError."""
    try:
        return right(kernel, dilation)
    except ValueError:
        return 0


def minus_one_where_uneven(right, kernel, dilation=1):
    """Your function returns -1 where two equal sides cannot keep the size. It should raise a ValueError."""
    try:
        return right(kernel, dilation)
    except ValueError:
        return -1


def false_where_uneven(right, kernel, dilation=1):
    """Your function returns False where two equal sides cannot keep the size. It should raise a ValueError."""
    try:
        return right(kernel, dilation)
    except ValueError:
        return False


def text_where_uneven(right, kernel, dilation=1):
    """Your function returns a text where two equal sides cannot keep the size. It should raise a ValueError."""
    try:
        return right(kernel, dilation)
    except ValueError:
        return "ValueError"


def halves_returned_where_uneven(right, kernel, dilation=1):
    """Your function returns half inputs where two equal sides cannot keep the size. It should raise a
    ValueError."""
    try:
        return right(kernel, dilation)
    except ValueError:
        return dilation * (kernel - 1) / 2


def every_even_kernel_another_exception(right, kernel, dilation=1):
    """Your function raises an exception for every even kernel, and another one than a ValueError. Raise a
    ValueError, and only where equal padding of both sides cannot keep the size."""
    if kernel % 2 == 0:
        raise AssertionError("even kernel")
    return right(kernel, dilation)


def every_even_kernel_none(right, kernel, dilation=1):
    """Your function returns None for every even kernel. With an even dilation equal padding of both sides can
    keep the size; otherwise raise a ValueError."""
    return right(kernel, dilation) if kernel % 2 else None


def both_sides_together_even_refused(right, kernel, dilation=1):
    """Your result is the padding of both sides together, and it is given for one side. Every even kernel is
    refused, and with an even dilation there is a padding."""
    if kernel % 2 == 0:
        raise ValueError("even kernel")
    return dilation * (kernel - 1)


def both_sides_together_undilated_even_refused(right, kernel, dilation=1):
    """Your result is kernel - 1 for odd kernels, the padding of both sides together and without dilation. The
    padding is given for one side, and a dilated filter reaches further."""
    return 2 * right(kernel)


def one_too_many_even_refused(right, kernel, dilation=1):
    """Your result is one too large for odd kernels: a kernel of 3 reaches one input to either side of its middle.
    Every even kernel is refused, and with an even dilation there is a padding."""
    if kernel % 2 == 0:
        raise ValueError("even kernel")
    return right(kernel, dilation) + 1


def dilated_kernel_reduced_and_refused(right, kernel, dilation=1):
    """Your result is half of dilation x kernel less 1, rounded down. The gaps lie between the weights: half of
    dilation * (kernel - 1) is needed."""
    right(kernel, dilation)
    return (dilation * kernel - 1) // 2


def dilation_added_once_and_refused(right, kernel, dilation=1):
    """Your padding has the gap of a dilated filter once, though the ValueError is right. There is a gap between
    every two neighbouring weights."""
    right(kernel, dilation)
    return (kernel + dilation - 2) // 2


def gaps_one_too_wide_and_refused(right, kernel, dilation=1):
    """Your padding has dilation inputs between every two weights, though the ValueError is right. The weights are
    dilation inputs apart, so dilation - 1 inputs lie between them."""
    right(kernel, dilation)
    return ((kernel + (kernel - 1) * dilation if dilation > 1 else kernel) - 1) // 2


def gaps_one_too_wide_even_refused(right, kernel, dilation=1):
    """Your padding has dilation inputs between every two weights, where dilation - 1 lie, and every even kernel is
    refused. With an even dilation there is a padding for it."""
    if kernel % 2 == 0:
        raise ValueError("even kernel")
    return (kernel - 1) * (dilation + 1 if dilation > 1 else 1) // 2


REFUSAL_MISTAKES = (
    searched_too_short,
    none_where_uneven,
    error_returned,
    another_exception,
    even_rounded_down,
    even_rounded_up,
    every_even_kernel_refused,
    even_kernels_refused_undilated_only,
    dilated_kernel_halved_even_refused,
    half_the_kernel_dilated_and_refused,
    refusal_reversed,
    odd_kernels_refused,
    kernel_1_refused,
    none_for_kernel_1,
    one_for_kernel_1,
    even_dilation_refused,
    even_dilation_refused_for_odd_kernels,
    even_dilation_refused_for_even_kernels,
    dilation_refused,
    searched_to_half_the_kernel,
    even_rounded_to_nearest,
    zero_where_uneven,
    minus_one_where_uneven,
    false_where_uneven,
    text_where_uneven,
    halves_returned_where_uneven,
    every_even_kernel_another_exception,
    every_even_kernel_none,
    both_sides_together_even_refused,
    both_sides_together_undilated_even_refused,
    one_too_many_even_refused,
    dilated_kernel_reduced_and_refused,
    dilation_added_once_and_refused,
    gaps_one_too_wide_and_refused,
    gaps_one_too_wide_even_refused,
)
