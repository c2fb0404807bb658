# %% no_value_error
# fault: never raises ValueError; where the window is larger than the padded input it returns 0 or a negative number.
# names: never_raises
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    # formula from the lecture
    effective_kernel = dilation * (kernel - 1) + 1
    return (n + 2 * padding - effective_kernel) // stride + 1

# %% reach_is_kernel_times_dilation
# fault: takes the reach of a dilated window as kernel * dilation in place of dilation * (kernel - 1) + 1, so the window is too long whenever dilation > 1.
# names: dilation_times_kernel
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    k = kernel * dilation
    total = n + 2 * padding
    if k > total:
        raise ValueError("kernel does not fit")
    return (total - k) // stride + 1

# %% int_of_true_division
# fault: rounds with int(), which rounds towards zero, and looks for the error in the result only; a room between -stride and 0 (exclusive) gives 1 in place of a ValueError.
# names: rounded_toward_zero
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    out = int((n + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    if out <= 0:
        raise ValueError("no output")
    return out

# %% padding_once
# fault: adds the padding once in place of once at each end.
# names: padding_on_one_side
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    length = n + padding
    window = (kernel - 1) * dilation + 1
    room = length - window
    if room < 0:
        raise ValueError(f"window {window} too long for {length} cells")
    return room // stride + 1

# %% forgot_plus_one
# fault: returns the number of steps, not of positions: the + 1 for the first position is missing.
# names: no_plus_one
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    span = 1 + dilation * (kernel - 1)
    padded = padding + n + padding
    if span > padded:
        raise ValueError
    steps = (padded - span) // stride
    return steps

# %% plus_one_before_division
# fault: adds the 1 to the room before it is divided by the stride, in place of after it; wrong at strides above 1 (even 0 where the room is small).
# names: one_added_before_dividing
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    span = (kernel - 1) * dilation + 1
    positions_at_stride_1 = n + 2 * padding - span + 1
    if positions_at_stride_1 < 1:
        raise ValueError("too small")
    # only every stride-th position is used
    return positions_at_stride_1 // stride

# %% error_when_not_even
# fault: also raises ValueError where the stride does not divide the room, in place of leaving out the position that would stick out.
# names: refuses_left_over
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - (dilation * (kernel - 1) + 1)
    if room < 0:
        raise ValueError("kernel larger than input")
    if room % stride != 0:
        raise ValueError("stride does not fit")
    return room // stride + 1

# %% rounds_up
# fault: rounds the number of steps up, so a last position that sticks out at the end is counted.
# names: rounded_up
import math

def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach > n + 2 * padding:
        raise ValueError("window does not fit into the input")
    return math.ceil((n + 2 * padding - reach) / stride) + 1

# %% error_without_padding
# fault: compares the window with the input without its padding, and so raises ValueError in cases where the window fits only thanks to the padding.
# names: compared_without_padding
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    eff = dilation * (kernel - 1) + 1
    if eff > n:
        raise ValueError("kernel is bigger than the input")
    return (n - eff + 2 * padding) // stride + 1

# %% error_looks_at_plain_kernel
# fault: the test for the ValueError compares the kernel without its dilation with the padded input, so a dilated window that is too long gives 0 or a negative number in place of the error.
# names: compared_without_dilation
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    n_padded = n + 2 * padding
    if kernel > n_padded:
        raise ValueError(f"{kernel} does not fit into {n_padded}")
    k_dilated = kernel + (kernel - 1) * (dilation - 1)
    return (n_padded - k_dilated) // stride + 1

# %% just_fits_is_error
# fault: raises ValueError also where the window is exactly as long as the padded input (room 0), which has one position.
# names: refuses_equal_size
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room <= 0:
        raise ValueError("no room for the filter")
    return 1 + room // stride

# %% float_result
# fault: divides with / and returns a float, which is also not whole where the stride does not divide the room.
# names: not_rounded
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    W, F, S, P = n, (kernel - 1) * dilation + 1, stride, padding
    if W + 2 * P < F:
        raise ValueError("filter too large")
    return (W - F + 2 * P) / S + 1

# %% loop_stops_one_early
# fault: slides the window in a loop with < in place of <=, so a position that ends exactly at the last cell is not counted, and a window that just fits raises ValueError.
# names: last_position_missed
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    cells = [0] * padding + [1] * n + [0] * padding
    reach = dilation * (kernel - 1) + 1
    count = 0
    start = 0
    while start + reach < len(cells):
        count += 1
        start += stride
    if count == 0:
        raise ValueError("not even one position")
    return count

# %% dilation_cells_between
# fault: puts dilation cells between each two weights in place of dilation - 1, and to make up for it only at dilation 1 treats that as no gap; so the reach is kernel + (kernel - 1) * dilation for every dilation above 1.
# names: gaps_one_too_wide
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = kernel
    if dilation > 1:
        reach += (kernel - 1) * dilation   # the gaps
    room = n + 2 * padding - reach
    if room < 0:
        raise ValueError("window too large")
    return room // stride + 1

# %% one_gap_only
# fault: widens a dilated window by dilation - 1 once, in place of once for each of the kernel - 1 gaps (right for a kernel of 2 only).
# names: dilation_added_once
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    full = n + 2 * padding
    win = kernel + dilation - 1
    if win > full:
        raise ValueError("does not fit")
    return (full - win) // stride + 1

# %% ignores_dilation
# fault: does not use dilation at all.
# names: dilation_ignored
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    n = n + padding * 2
    if kernel > n:
        raise ValueError("The kernel does not fit")
    count = 0
    for i in range(0, n - kernel + 1, stride):
        count = count + 1
    return count

# %% rejects_big_stride
# fault: raises ValueError where the stride is larger than the window, although such strides are allowed.
# names: stride_larger_than_kernel_refused
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = (kernel - 1) * dilation + 1
    if stride > reach:
        raise ValueError("stride larger than the kernel would skip cells")
    if reach > n + 2 * padding:
        raise ValueError("kernel larger than the padded input")
    return (n + 2 * padding - reach) // stride + 1

# %% zero_for_no_fit
# fault: returns 0 in place of raising ValueError where no position fits.
# names: zero_where_too_large
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    return max(0, (n + 2 * padding - reach) // stride + 1)

# %% centres_even_kernel
# fault: counts where the centre of the window can stand, with reach // 2 cells on both sides of it; that is right for an odd reach, but an even reach loses one cell of room.
# names: even_window_too_long
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    half = reach // 2
    first = half
    last = n + 2 * padding - 1 - half
    centres = list(range(first, last + 1, stride))
    if not centres:
        raise ValueError("no position")
    return len(centres)

# %% floor_wrong_and_padding_dilated
# fault: two faults: the padding is multiplied by the dilation too, and the ValueError is missing.
# names: padding_multiplied_by_dilation + never_raises
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    # everything about the kernel is stretched by dilation
    return (n + dilation * (2 * padding - (kernel - 1)) - 1) // stride + 1

# %% right_ceiling_by_negation
# right
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    # starts at stride 1 are 0 .. starts-1; every stride-th of them, beginning with 0, is kept
    starts = n + 2 * padding - dilation * (kernel - 1)
    if starts < 1:
        raise ValueError("the window is longer than the padded row")
    return -(-starts // stride)
