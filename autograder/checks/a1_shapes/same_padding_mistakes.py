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


def half_the_kernel_dilated(right, kernel, dilation=1):
    """Your function halves the kernel, rounded down, and multiplies by the dilation. That is too much for
    even kernels: their middle lies between two weights. Where it lies between two inputs as well, raise a
    ValueError."""
    return right(kernel, dilation) if kernel % 2 else kernel // 2 * dilation


def gaps_one_too_wide(right, kernel, dilation=1):
    """Your function counts dilation inputs between every two weights of a dilated filter. Its weights are
    dilation inputs apart, so dilation - 1 inputs lie between them."""
    return right(kernel + (kernel - 1) * dilation if dilation > 1 else kernel)


def gaps_one_too_wide_always(right, kernel, dilation=1):
    """Your function counts dilation inputs between every two weights, where dilation - 1 lie, and halves what
    is left, rounded down. Where two equal sides cannot keep the size, raise a ValueError."""
    reach = kernel + (kernel - 1) * dilation if dilation > 1 else kernel
    return (reach - 1) // 2


def gaps_without_dilation(right, kernel, dilation=1):
    """Your function counts dilation inputs between every two weights, at dilation 1 too, where there are none.
    The weights are dilation inputs apart, so dilation - 1 inputs lie between them."""
    return right(kernel + (kernel - 1) * dilation)


def dilated_kernel_reduced_by_one(right, kernel, dilation=1):
    """Your result is half of dilation x kernel less 1, rounded down. The gaps lie between the weights: half of
    dilation * (kernel - 1) is needed, and where that is no whole number, a ValueError."""
    return (dilation * kernel - 1) // 2


def dilated_kernel_halved(right, kernel, dilation=1):
    """Your result is half of dilation x kernel, rounded down. The gaps lie between the weights: half of
    dilation * (kernel - 1) is needed."""
    right(kernel, dilation)
    return dilation * kernel // 2


def dilation_added_once_always(right, kernel, dilation=1):
    """Your function adds the gap of a dilated filter once, and there is one between every two weights. It halves
    and rounds down; where two equal sides cannot keep the size, raise a ValueError."""
    return (kernel + dilation - 2) // 2


def dilation_added_to_half_the_kernel(right, kernel, dilation=1):
    """Your function halves the kernel and adds dilation - 1. Every step from one weight to the next is dilation
    inputs long: the dilation multiplies."""
    if kernel % 2 == 0:
        raise ValueError("even kernel")
    return kernel // 2 + dilation - 1


def dilation_left_out_of_the_padding(right, kernel, dilation=1):
    """Your function looks at the dilation where it raises the error, and leaves it out where it computes the
    padding. A dilated filter reaches further to both sides."""
    right(kernel, dilation)
    return (kernel - 1) // 2


def dilation_left_out_of_half_the_kernel(right, kernel, dilation=1):
    """Your result is half the kernel, rounded down, wherever there is a padding. A dilated filter reaches
    further to both sides: half of dilation * (kernel - 1) is needed."""
    right(kernel, dilation)
    return kernel // 2


def pair_returned(right, kernel, dilation=1):
    """Your function returns a pair, one number for each end. Both ends have the same padding, so one int is asked
    for."""
    padding = right(kernel, dilation)
    return padding, padding


def pair_returned_always(right, kernel, dilation=1):
    """Your function returns a pair, one number for each end. One int is asked for, the padding of either end; and
    where the two would have to differ, a ValueError."""
    lost = dilation * (kernel - 1)
    return lost // 2, lost - lost // 2


def pair_returned_larger_first(right, kernel, dilation=1):
    """Your function returns a pair, the larger padding first. One int is asked for, the padding of either end;
    and where the two would have to differ, a ValueError."""
    lost = dilation * (kernel - 1)
    return lost - lost // 2, lost // 2


def one_too_many_always(right, kernel, dilation=1):
    """Your result is one too large for odd kernels: a kernel of 3 reaches one input to either side of its middle.
    Where two equal sides cannot keep the size, raise a ValueError."""
    return dilation * (kernel - 1) // 2 + 1


def input_size_in_place_of_padding(right, kernel, dilation=1):
    """Your result is how many inputs a window reaches across. The padding of one end is asked for."""
    right(kernel, dilation)
    return dilation * (kernel - 1) + 1


def both_sides_together_undilated(right, kernel, dilation=1):
    """Your result is kernel - 1, the padding of both sides together and without dilation. Half of
    dilation * (kernel - 1) is needed, and where that is no whole number, a ValueError."""
    return kernel - 1


def kernel_plus_one_halved(right, kernel, dilation=1):
    """Your result is half of dilation x (kernel + 1), rounded down. There is one gap fewer than there are weights:
    half of dilation * (kernel - 1) is needed, and where that is no whole number, a ValueError."""
    return dilation * (kernel + 1) // 2


def size_of_the_window_halved(right, kernel, dilation=1):
    """Your result is half of what a window reaches across, a float. The input below the middle weight needs no
    padding, and padding is a whole number of inputs."""
    right(kernel, dilation)
    return (dilation * (kernel - 1) + 1) / 2


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
    one_too_many,
    not_whole,
    dilation_ignored,
    dilation_times_kernel,
    half_the_kernel_dilated,
    gaps_one_too_wide,
    gaps_one_too_wide_always,
    gaps_without_dilation,
    dilated_kernel_reduced_by_one,
    dilated_kernel_halved,
    dilation_added_once_always,
    dilation_added_to_half_the_kernel,
    dilation_left_out_of_the_padding,
    dilation_left_out_of_half_the_kernel,
    pair_returned,
    pair_returned_always,
    pair_returned_larger_first,
    one_too_many_always,
    input_size_in_place_of_padding,
    both_sides_together_undilated,
    kernel_plus_one_halved,
    size_of_the_window_halved,
)
