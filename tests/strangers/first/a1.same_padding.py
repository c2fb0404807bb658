# %% kernel_half
# fault: the well-known kernel // 2: ignores dilation
# names: dilation_ignored, half_of_the_kernel
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError("only odd kernels have a same padding")
    return kernel // 2

# %% even_kernel_refused
# fault: raises for every even kernel, although an even kernel with an even dilation works (2 with dilation 2 needs 1)
# names: every_even_kernel_refused
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError("even kernel")
    return dilation * (kernel - 1) // 2

# %% never_raises
# fault: rounds down where the number of cells is odd, never raises ValueError
# names: even_rounded_down
def same_padding(kernel, dilation=1):
    return (dilation * (kernel - 1)) // 2

# %% half_first_then_dilate
# fault: halves kernel - 1 with // before multiplying by the dilation: for even kernels with even dilation the padding is too small (2 with dilation 2 gives 0)
# names: halved_before_dilated
def same_padding(kernel, dilation=1):
    p = (kernel - 1) // 2 * dilation
    if dilation * (kernel - 1) % 2 != 0:
        raise ValueError("cannot be split equally")
    return p

# %% float_padding
# fault: returns a float (1.0 where 1 is asked for), because it halves with / and tests is_integer
# names: not_whole
def same_padding(kernel, dilation=1):
    pad = dilation * (kernel - 1) / 2
    if not pad.is_integer():
        raise ValueError("odd number of cells")
    return pad

# %% total_not_half
# fault: returns the cells that must be added in all, not those at each end
# names: both_sides_together
def same_padding(kernel, dilation=1):
    lost = dilation * (kernel - 1)
    if lost % 2 == 1:
        raise ValueError(f"{lost} cells cannot be shared out equally")
    return lost

# %% search_up_to_kernel
# fault: tries the paddings 0 to kernel - 1 only; with dilation 3 or more the right one lies beyond, and it raises ValueError
# names: searched_too_short
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError
    return room // stride + 1

def same_padding(kernel, dilation=1):
    n = 1000
    for p in range(kernel):
        if output_size(n, kernel, 1, p, dilation) == n:
            return p
    raise ValueError("no padding keeps the size")

# %% returns_the_error
# fault: returns a ValueError object, does not raise it
# names: error_returned
def same_padding(kernel, dilation=1):
    cells = (kernel - 1) * dilation
    if cells % 2 == 0:
        return cells // 2
    else:
        return ValueError("equal padding cannot keep the size")

# %% kernel_times_dilation
# fault: takes kernel * dilation as the reach of the window, so everything with dilation > 1 is wrong (often a ValueError)
# names: dilation_times_kernel
def same_padding(kernel, dilation=1):
    effective = kernel * dilation
    if effective % 2 == 0:
        raise ValueError("effective kernel is even")
    return (effective - 1) // 2

# %% assert_and_one_dilation
# fault: two faults: assert gives AssertionError in place of ValueError; and dilation is added once (kernel + dilation - 1), not once for each gap
# names: another_exception + dilation_added_once
def same_padding(kernel, dilation=1):
    k = kernel + (dilation - 1)
    assert k % 2 == 1, "kernel must be odd"
    return (k - 1) // 2

# %% ceil_and_no_padding_refused
# fault: two faults: rounds up instead of raising where the cells are odd in number; and raises ValueError for kernel 1, where padding 0 is the answer
# names: kernel_1_refused + even_rounded_up
# hints: even_rounded_up
import math

def same_padding(kernel, dilation=1):
    padding = math.ceil(dilation * (kernel - 1) / 2)
    if not padding:
        raise ValueError("no padding possible")
    return padding

# %% peel_from_both_ends
# right
def same_padding(kernel, dilation=1):
    def peel(first, last):
        # the output cell stands in the middle; walk to it from both ends of the window at once
        steps = 0
        while first < last:
            first, last, steps = first + 1, last - 1, steps + 1
        if first > last:
            raise ValueError("the window has no cell in the middle")
        return steps
    return peel(0, (kernel - 1) * dilation)
