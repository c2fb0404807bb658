# %% modulo_only
# fault: tests the remainder only; where no position fits, a negative room that is a multiple of the stride (always at stride 1) gives True
# names: too_large_fits
def fits(n, kernel, stride=1, padding=0, dilation=1):
    return (n + 2 * padding - dilation * (kernel - 1) - 1) % stride == 0

# %% lets_output_size_raise
# fault: calls output_size unprotected, so where no position fits it raises ValueError instead of returning False
# names: raises_where_too_large
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("does not fit")
    return room // stride + 1

def fits(n, kernel, stride=1, padding=0, dilation=1):
    count = output_size(n, kernel, stride, padding, dilation)
    last_start = (count - 1) * stride
    last_end = last_start + dilation * (kernel - 1) + 1
    return last_end == n + 2 * padding

# %% stride_divides_row
# fault: asks whether the stride divides the padded length, not the room that is left after the first window
# names: kernel_not_subtracted, kernel_not_subtracted_nor_compared
def fits(n, kernel, stride=1, padding=0, dilation=1):
    length = n + 2 * padding
    window = dilation * (kernel - 1) + 1
    if window > length:
        return False
    return length % stride == 0

# %% true_when_falls_off
# fault: turned round: read the title "what falls off the end?" and returns True when cells are left over
# names: left_over_asked_for
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        return False
    left_over = room % stride
    return left_over != 0

# %% list_of_starts_short
# fault: range stops one too early, the start whose window ends exactly at the last cell is missing from the list; so it says True only where the window is as long as the padded row
# names: only_equal_size
def fits(n, kernel, stride=1, padding=0, dilation=1):
    total = n + padding * 2
    size = (kernel - 1) * dilation + 1
    starts = list(range(0, total - size, stride))
    if len(starts) == 0:
        return total == size
    last = starts[-1]
    if last + size == total:
        return True
    else:
        return False

# %% half_the_padding
# fault: adds padding once, not at both ends
# names: padding_on_one_side
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = (n + padding) - (dilation * (kernel - 1) + 1)
    return room >= 0 and room % stride == 0

# %% dilation_never_used
# fault: dilation is accepted and never used
# names: dilation_ignored
def fits(n, kernel, stride=1, padding=0, dilation=1):
    rest = n + 2 * padding - kernel
    if rest < 0: return False
    while rest > 0:
        rest -= stride
    return rest == 0

# %% no_room_is_false
# fault: takes "no room" for room 0, so a kernel exactly as long as the padded row gives False although its one position ends at the last cell
# names: refuses_equal_size
def fits(n, kernel, stride=1, padding=0, dilation=1):
    span = kernel + (kernel - 1) * (dilation - 1)
    room = n + 2 * padding - span
    if room <= 0:      # no room to begin with
        return False
    if room % stride == 0:
        return True
    return False

# %% kernel_longer_than_bare_n
# fault: says False as soon as the reach is longer than the bare n, although padding could make it fit
# names: compared_without_padding
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = 1 + dilation * (kernel - 1)
    if reach > n:
        return False
    return (n + 2 * padding - reach) % stride == 0

# %% no_else_and_kernel_times_dilation
# fault: two faults: no else branch, so it returns None where it must return False; and the reach is taken as kernel * dilation
# names: none_for_false + dilation_times_kernel, none_for_false_and_multiplied
def fits(n, kernel, stride=1, padding=0, dilation=1):
    padded = n + 2 * padding
    big_kernel = kernel * dilation
    if big_kernel <= padded:
        if (padded - big_kernel) % stride == 0:
            return True

# %% float_equal_int_short_window
# fault: two faults: compares x with int(x) without looking at the sign (negative room that divides gives True), and the window is one cell too short (reach dilation * (kernel - 1), the + 1 forgotten)
# names: too_large_fits + window_one_too_short, one_added_before_dividing_uncompared
def fits(n, kernel, stride=1, padding=0, dilation=1):
    x = (n + 2 * padding - dilation * (kernel - 1)) / stride
    return x == int(x)

# %% in_a_range
# right
def fits(n, kernel, stride=1, padding=0, dilation=1):
    cells = n + 2 * padding
    return cells in range(1 + dilation * (kernel - 1), cells + 1, stride)
