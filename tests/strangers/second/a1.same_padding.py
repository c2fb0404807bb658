# %% even_kernel_always_refused
# fault: raises ValueError for every even kernel, also where an even dilation makes equal padding possible
# names: every_even_kernel_refused
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError("even kernels have no same padding")
    return dilation * (kernel - 1) // 2

# %% rounds_down_silently
# fault: never raises; where the number of lost cells is odd it rounds down and the size shrinks by one
# names: even_rounded_down
def same_padding(kernel, dilation=1):
    return (dilation * (kernel - 1)) // 2

# %% half_the_kernel
# fault: ignores the dilation in the padding (right only at dilation 1); the condition for the ValueError is right
# names: dilation_left_out_of_the_padding, dilation_ignored, half_of_the_kernel_less_one
def same_padding(kernel, dilation=1):
    if kernel % 2 == 0 and dilation % 2 == 1:
        raise ValueError("cannot keep the size")
    return (kernel - 1) // 2

# %% whole_loss_at_each_end
# fault: returns the cells needed in all and not half of them
# names: both_sides_together
def same_padding(kernel, dilation=1):
    reach = dilation * (kernel - 1) + 1
    lost = reach - 1
    if lost % 2 != 0:
        raise ValueError("odd number of cells is lost")
    return lost

# %% float_half
# fault: returns a float (1.0) and not an int
# names: not_whole
def same_padding(kernel, dilation=1):
    p = (dilation * (kernel - 1)) / 2
    if not p.is_integer():
        raise ValueError("no equal padding")
    return p

# %% halves_first_stretches_then
# fault: halves and rounds before it multiplies by the dilation: too small for an even kernel at an even dilation
# names: halved_before_dilated
def same_padding(kernel, dilation=1):
    if (kernel - 1) * dilation % 2 == 1:
        raise ValueError("padding would not be equal")
    half = (kernel - 1) // 2
    return half * dilation

# %% search_up_to_the_kernel
# fault: tries paddings below the kernel only, so at larger dilations (padding >= kernel) it finds none and raises ValueError
# names: searched_too_short
def same_padding(kernel, dilation=1):
    n = 100
    for p in range(kernel):
        if n + 2 * p - dilation * (kernel - 1) == n:
            return p
    raise ValueError("none found")

# %% padding_starts_at_one
# fault: the search starts at padding 1, so a kernel of 1, which needs padding 0, raises ValueError
# names: kernel_1_refused
def same_padding(kernel, dilation=1):
    def out(size, pad):
        return size + 2 * pad - dilation * (kernel - 1)

    pad = 1
    while out(50, pad) < 50:
        pad += 1
    if out(50, pad) != 50:
        raise ValueError(f"kernel {kernel} with dilation {dilation}")
    return pad

# %% hands_back_the_error
# fault: returns a ValueError object instead of raising it
# names: error_returned
def same_padding(kernel, dilation=1):
    total = dilation * (kernel - 1)
    half, rest = divmod(total, 2)
    if rest:
        return ValueError("where there is none")
    return half

# %% asserting_on_product
# fault: two faults: (1) reach taken as kernel * dilation, so wrong at any dilation above 1; (2) an impossible case raises AssertionError and not ValueError
# names: dilation_times_kernel + another_exception
def same_padding(kernel, dilation=1):
    missing = kernel * dilation - 1
    assert missing % 2 == 0, "ValueError: no equal padding"
    return missing // 2

# %% place_of_the_middle_weight
# right
def same_padding(kernel, dilation=1):
    places = [dilation * i for i in range(kernel)]
    centre = places[0] + places[-1]
    if centre & 1:
        raise ValueError("the middle of the window lies between two cells")
    return centre >> 1
