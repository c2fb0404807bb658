# %% every_even_kernel_raises
# fault: raises ValueError for every even kernel, also where an even dilation makes an equal padding possible.
# names: every_even_kernel_refused
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError("kernel has to be odd")
    return dilation * (kernel - 1) // 2

# %% never_raises
# fault: never raises: where the cells to add are an odd number, the half is rounded down.
# names: even_rounded_down
def same_padding(kernel: int, dilation: int = 1) -> int:
    return (dilation * (kernel - 1)) // 2

# %% dilation_ignored
# fault: dilation is ignored, in the padding and in the test for even kernels.
# names: dilation_ignored
# hints: every_even_kernel_refused
def same_padding(kernel, dilation=1):
    lost = kernel - 1
    if lost % 2 != 0:
        raise ValueError("no equal padding for even kernel")
    return lost // 2

# %% half_kernel_times_dilation
# fault: the padding is kernel // 2 * dilation, which is right for odd kernels but too large for even kernels with an even dilation.
# names: half_the_kernel_dilated_and_refused
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0 and dilation % 2 == 1:
        raise ValueError("impossible")
    return kernel // 2 * dilation

# %% halved_before_dilation
# fault: (kernel - 1) is halved and rounded down before it is multiplied by the dilation, which gives too little padding for even kernels with an even dilation.
# names: halved_before_dilated
def same_padding(kernel, dilation=1):
    total = dilation * (kernel - 1)
    if total % 2:
        raise ValueError("cannot split %d cells in two" % total)
    return (kernel - 1) // 2 * dilation

# %% total_not_half
# fault: returns the cells that are to be added at both ends together, in place of half of them.
# names: both_sides_together
def same_padding(kernel, dilation=1):
    reach = dilation * (kernel - 1) + 1
    missing = reach - 1   # n - output_size(n, kernel)
    if missing % 2 == 1:
        raise ValueError("odd number of cells")
    return missing

# %% float_result
# fault: divides with /, so a float is returned in place of an int.
# names: not_whole
def same_padding(kernel, dilation=1):
    p = dilation * (kernel - 1) / 2
    if p != int(p):
        raise ValueError("There is no such padding")
    return p

# %% kernel_times_dilation
# fault: takes kernel * dilation as the reach of the window in place of dilation * (kernel - 1) + 1, so the padding is too large for odd dilations above 1, and every even dilation raises.
# names: dilation_times_kernel
# hints: even_dilation_refused, every_even_kernel_refused
def same_padding(kernel, dilation=1):
    reach = kernel * dilation
    if (reach - 1) % 2 != 0:
        raise ValueError("reach is even")
    return (reach - 1) // 2

# %% dilation_added
# fault: takes dilation as adding dilation - 1 cells to the window once in place of once between each two weights (reach kernel + dilation - 1); right for dilation 1 and kernel 2 only.
# names: dilation_added_once
# hints: even_dilation_refused_for_odd_kernels
def same_padding(kernel, dilation=1):
    effective = kernel + (dilation - 1)
    if effective % 2 == 0:
        raise ValueError("even window")
    return (effective - 1) // 2

# %% dilation_as_gap
# fault: takes dilation as the number of empty cells between two weights (reach kernel + (kernel - 1) * dilation); the default dilation 1 is made to mean no gap by a special case, so all dilations above 1 are wrong.
# names: gaps_one_too_wide
def same_padding(kernel, dilation=1):
    if dilation == 1:
        reach = kernel
    else:
        reach = kernel + (kernel - 1) * dilation
    extra = reach - 1
    if extra % 2 == 1:
        raise ValueError("not possible")
    return extra // 2

# %% even_dilation_raises_too
# fault: raises ValueError unless kernel and dilation are both odd, so every even dilation is refused, with odd kernels and with even ones.
# names: even_dilation_refused, every_even_kernel_refused + even_dilation_refused, every_even_kernel_refused + even_dilation_refused_for_odd_kernels
# hints: every_even_kernel_refused, even_dilation_refused_for_odd_kernels
def same_padding(kernel, dilation=1):
    odd_kernel = kernel % 2 == 1
    odd_dilation = dilation % 2 == 1
    if not (odd_kernel and odd_dilation):
        raise ValueError("kernel and dilation must both be odd")
    return dilation * (kernel - 1) // 2

# %% returns_the_exception
# fault: where there is no padding, a ValueError object is returned in place of being raised.
# names: error_returned
def same_padding(kernel, dilation=1):
    needed = dilation * (kernel - 1)
    if needed % 2 == 0:
        return needed // 2
    return ValueError("equal padding is not possible")

# %% only_dilation_two
# fault: even kernels are treated by the example of the hint: only dilation 2 is allowed, so even kernels with dilation 4, 6, ... raise.
# names: none
# wanted: an even kernel is refused with every even dilation but 2: any even dilation has a padding
def same_padding(kernel, dilation=1):
    if kernel % 2 == 1:
        return (kernel - 1) // 2 * dilation
    if dilation == 2:
        return kernel - 1
    raise ValueError("no padding keeps the size for an even kernel")

# %% search_too_short
# fault: tries paddings up to the kernel only, so with a large dilation the right padding is never tried and ValueError is raised.
# names: none
# wanted: searched too short: tries paddings up to the kernel itself, no larger; with a dilation the right one can be larger
# hints: searched_too_short
def out(n, kernel, padding, dilation):
    return n + 2 * padding - (dilation * (kernel - 1) + 1) + 1

def same_padding(kernel, dilation=1):
    n = 100
    for p in range(kernel + 1):
        if out(n, kernel, p, dilation) == n:
            return p
    raise ValueError("nothing found")

# %% search_stops_at_small_input
# fault: tries paddings from 0 up on a row of 10 inputs with output_size, whose own ValueError escapes when the window does not fit into the 10 inputs at padding 0; so windows that reach across more than 10 cells raise although there is a padding.
# names: none
# wanted: the row on which paddings are tried is too short: a larger window does not fit into it without padding, and the ValueError of output_size escapes although there is a padding
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("kernel too large")
    return room // stride + 1

def same_padding(kernel, dilation=1):
    n = 10
    padding = 0
    while output_size(n, kernel, 1, padding, dilation) < n:
        padding += 1
    if output_size(n, kernel, 1, padding, dilation) != n:
        raise ValueError("size cannot be kept")
    return padding

# %% zero_is_no_padding
# fault: takes a padding of 0 as there being none, and raises ValueError for a kernel of 1.
# names: kernel_1_refused
def same_padding(kernel, dilation=1):
    total = (kernel - 1) * dilation
    pad = None
    if total % 2 == 0:
        pad = total // 2
    if not pad:
        raise ValueError("There is no padding that keeps the size")
    return pad

# %% half_of_reach_rounded_up
# fault: two faults: half of the reach in place of half of (reach - 1) is taken and rounded up, so each padding is one too large, and no ValueError is ever raised.
# names: one_too_many_always, one_too_many + even_rounded_up
# hints: one_too_many, even_rounded_up
import math

def same_padding(kernel, dilation=1):
    reach = dilation * (kernel - 1) + 1
    return math.ceil(reach / 2)

# %% right_middle_of_window
# right
def same_padding(kernel, dilation=1):
    # The window covers these cells. Its middle must be a cell, and lie over the first input;
    # what is before the middle is padding.
    covered = range(dilation * (kernel - 1) + 1)
    left, right = 0, covered[-1]
    left, remainder = divmod(left + right, 2)
    if remainder:
        raise ValueError("the window has no cell in the middle")
    return left
