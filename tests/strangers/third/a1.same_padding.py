# %% no_value_error
# fault: never raises ValueError; where an odd number of cells is lost it returns the half rounded down.
# names: even_rounded_down
def same_padding(kernel, dilation=1):
    return dilation * (kernel - 1) // 2

# %% all_even_kernels_refused
# fault: raises ValueError for every even kernel, also at the even dilations where a padding exists.
# names: every_even_kernel_refused
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError("even kernels have no same padding")
    return dilation * (kernel - 1) // 2

# %% ignores_dilation
# fault: does not use the dilation, neither for the padding nor for the ValueError.
# names: dilation_ignored
def same_padding(kernel, dilation=1):
    lost = kernel - 1
    if lost % 2 == 1:
        raise ValueError("cannot split")
    return lost // 2

# %% float_half
# fault: divides with / and returns a float in place of an int.
# names: not_whole
def same_padding(kernel, dilation=1):
    lost = dilation * (kernel - 1)
    if lost % 2 != 0:
        raise ValueError("no equal padding")
    return lost / 2

# %% kernel_times_dilation
# fault: takes the reach as kernel * dilation, so kernel * dilation - 1 cells are thought to be lost; the padding is too large and the wrong cases raise.
# names: dilation_times_kernel
def same_padding(kernel, dilation=1):
    reach = kernel * dilation
    if (reach - 1) % 2 == 1:
        raise ValueError(f"reach {reach} is even")
    return (reach - 1) // 2

# %% floor_before_dilation
# fault: halves kernel - 1, rounded down, before multiplying by the dilation; an even kernel at an even dilation gets too little (kernel 2, dilation 2: 0 in place of 1).
# names: halved_before_dilated
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0 and dilation % 2 == 1:
        raise ValueError("no such padding")
    p = (kernel - 1) // 2
    return p * dilation

# %% half_kernel_times_dilation
# fault: takes kernel // 2 times the dilation, which is right for odd kernels, but too much for even kernels at even dilations.
# names: half_the_kernel_dilated_and_refused
def same_padding(kernel, dilation=1):
    missing = (kernel - 1) * dilation
    if missing % 2:
        raise ValueError("odd number of cells is missing")
    half = kernel // 2
    return half * dilation

# %% both_ends_together
# fault: returns the number of cells to add in all, not at each end.
# names: both_sides_together
def same_padding(kernel, dilation=1):
    reach = dilation * (kernel - 1) + 1
    total = reach - 1
    if total % 2 != 0:
        raise ValueError("Can't be the same on both ends")
    return total

# %% parity_reversed
# fault: tests whether the number of lost cells is even where it should test for odd, so it raises exactly where a padding exists.
# names: refusal_reversed
def same_padding(kernel, dilation=1):
    lost = dilation * (kernel - 1)
    # an even loss cannot be centred
    if lost % 2 == 0:
        raise ValueError("no padding keeps this size")
    return lost // 2

# %% rounds_up_like_asymmetric
# fault: rounds half of an odd loss up (as for one more cell at one end) in place of raising ValueError.
# names: even_rounded_up
import math

def same_padding(kernel, dilation=1):
    needed = dilation * (kernel - 1)
    return math.ceil(needed / 2)

# %% only_dilation_one_raises
# fault: raises for even kernels at dilation 1 only; at dilations 3, 5, ... an even kernel gets a rounded padding.
# names: even_kernels_refused_undilated_only
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0 and dilation == 1:
        raise ValueError("even kernel needs dilation")
    return (kernel - 1) * dilation // 2

# %% search_too_short
# fault: tries paddings smaller than the kernel only, so it raises ValueError where a large dilation needs a larger padding.
# names: searched_too_short
def same_padding(kernel, dilation=1):
    n = 100 * kernel * dilation
    for p in range(kernel):
        out = n + 2 * p - dilation * (kernel - 1)
        if out == n:
            return p
    raise ValueError("no padding found")

# %% kernel_one_refused
# fault: looks for a padding from 1 on, so a kernel of 1, which needs padding 0, raises ValueError.
# names: kernel_1_refused
def same_padding(kernel, dilation=1):
    lost = dilation * (kernel - 1)
    for p in range(1, lost + 1):
        if 2 * p == lost:
            return p
    raise ValueError("no padding possible")

# %% none_in_place_of_error
# fault: returns None where no padding exists in place of raising ValueError.
# names: none_where_uneven
def same_padding(kernel, dilation=1):
    lost = (kernel - 1) * dilation
    if lost % 2 == 0:
        return lost // 2
    print("no symmetric padding for this kernel")
    return None

# %% one_gap_only
# fault: widens the window by dilation - 1 once, in place of once for each gap between weights.
# names: dilation_added_once
def same_padding(kernel, dilation=1):
    window = kernel + (dilation - 1)
    if window % 2 == 0:
        raise ValueError("even window")
    return (window - 1) // 2

# %% product_even_raises
# fault: asks for an odd kernel and an odd dilation, and so also raises for odd kernels at even dilations (and for even kernels at even dilations).
# names: even_dilation_refused
def same_padding(kernel, dilation=1):
    if (kernel * dilation) % 2 == 0:
        raise ValueError("kernel and dilation must be odd")
    lost = dilation * (kernel - 1)
    return lost // 2

# %% pair_of_paddings
# fault: returns a tuple (left, right) in place of one int, and (second fault) gives the odd cell to the right end in place of raising ValueError.
# names: pair_returned_always
def same_padding(kernel, dilation=1):
    total = dilation * (kernel - 1)
    left = total // 2
    right = total - left
    return left, right

# %% dilation_is_number_of_gap_cells
# fault: believes that dilation cells, not dilation - 1, lie between two weights when the dilation is above 1.
# names: gaps_one_too_wide
def same_padding(kernel, dilation=1):
    gap = 0 if dilation == 1 else dilation
    reach = kernel + (kernel - 1) * gap
    if reach % 2 == 0:
        raise ValueError("reach is even")
    return reach // 2

# %% half_of_reach_no_minus_one
# fault: halves the reach rounded up, forgetting that only reach - 1 cells are lost, so each padding is one too large; the ValueError is right.
# names: one_too_many
def same_padding(kernel, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach % 2 == 0:
        raise ValueError("even reach")
    return (reach + 1) // 2

# %% right_last_offset
# right
def same_padding(kernel, dilation=1):
    last = range(0, kernel * dilation, dilation)[-1]  # where the last weight lies, first at 0
    middle, odd = divmod(last, 2)
    if odd:
        raise ValueError("no cell lies in the middle of the window")
    return middle
