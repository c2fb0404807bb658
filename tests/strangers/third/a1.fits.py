# %% no_check_too_large
# fault: does not look whether the room is negative, so it returns True where the window is too large by a multiple of the stride (always at stride 1).
# names: too_large_fits
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - (dilation * (kernel - 1) + 1)
    return room % stride == 0

# %% raises_from_output_size
# fault: calls output_size without catching its ValueError, so a window that is too large raises in place of giving False.
# names: raises_where_too_large
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach > n + 2 * padding:
        raise ValueError("does not fit")
    return (n + 2 * padding - reach) // stride + 1


def fits(n, kernel, stride=1, padding=0, dilation=1):
    outputs = output_size(n, kernel, stride, padding, dilation)
    reach = dilation * (kernel - 1) + 1
    end = (outputs - 1) * stride + reach
    return end == n + 2 * padding

# %% room_zero_is_false
# fault: asks for a room above 0, so a window exactly as long as the padded input gives False.
# names: refuses_equal_size
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    room = n + 2 * padding - reach
    if room > 0:
        return room % stride == 0
    return False

# %% kernel_times_dilation
# fault: takes the reach of the window as kernel * dilation.
# names: dilation_times_kernel
def fits(n, kernel, stride=1, padding=0, dilation=1):
    k = kernel * dilation
    total = n + 2 * padding
    if total < k:
        return False
    if (total - k) % stride == 0:
        return True
    else:
        return False

# %% remainder_of_whole_input
# fault: takes the remainder of the padded length, not of the room: the window is subtracted for the too-large test only.
# names: kernel_not_subtracted
def fits(n, kernel, stride=1, padding=0, dilation=1):
    length = n + 2 * padding
    if dilation * (kernel - 1) + 1 > length:
        return False
    return length % stride == 0

# %% outputs_divisible
# fault: asks whether the number of positions at stride 1 (room + 1) can be divided by the stride, in place of the room.
# names: one_added_before_dividing
def fits(n, kernel, stride=1, padding=0, dilation=1):
    positions = n + 2 * padding - dilation * (kernel - 1)
    if positions <= 0:
        return False
    return positions % stride == 0

# %% returns_leftover
# fault: returns the number of cells left over in place of a bool, so the answer is an int and its truth is the wrong way round.
# names: returns_remainder, remainder_where_it_fits
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    room = n + 2 * padding - reach
    if room < 0:
        return False
    left_over = room % stride
    return left_over

# %% precedence
# fault: brackets are missing, so % is taken of the last term only and the whole sum is compared with 0.
# names: brackets_missing
def fits(n, kernel, stride=1, padding=0, dilation=1):
    window = dilation * (kernel - 1) + 1
    if window > n + 2 * padding:
        return False
    return n + 2 * padding - window % stride == 0

# %% padding_once
# fault: adds the padding at one end only.
# names: padding_on_one_side
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = n + padding - 1 - dilation * (kernel - 1)
    return room >= 0 and room % stride == 0

# %% too_large_without_padding
# fault: compares the window with the input without its padding, so it returns False for windows that fit into the padded input only.
# names: compared_without_padding
def fits(n, kernel, stride=1, padding=0, dilation=1):
    eff = dilation * (kernel - 1) + 1
    if eff > n:
        return False
    return (n + 2 * padding - eff) % stride == 0

# %% too_large_without_dilation
# fault: the too-large test uses the kernel without its dilation, so a dilated window that is too large can give True.
# names: compared_without_dilation
def fits(n, kernel, stride=1, padding=0, dilation=1):
    N = n + 2 * padding
    if kernel > N:
        return False
    remainder = (N - dilation * (kernel - 1) - 1) % stride
    return remainder == 0

# %% walk_end_at_index
# fault: compares the index of the cell after the window (start + reach) with the index of the last cell (length - 1), so it is off by one cell.
# names: window_one_too_long
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    last_cell = n + 2 * padding - 1
    start = 0
    while start + reach < last_cell:
        start += stride
    return start + reach == last_cell

# %% last_real_cell
# fault: asks whether the last position ends at the last cell of the input itself, before the padding on the right, in place of the last padded cell.
# names: padding_behind_left_out
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = (kernel - 1) * dilation + 1
    padded = padding + n + padding
    if reach > padded:
        return False
    last_start = (padded - reach) // stride * stride
    return last_start + reach == padding + n

# %% every_cell_touched
# fault: marks the cells that lie under a weight and asks that every cell is marked; so cells skipped by a large stride or by dilation count as left over, though the last position ends at the last cell.
# names: every_input_under_a_weight
def fits(n, kernel, stride=1, padding=0, dilation=1):
    total = n + 2 * padding
    reach = dilation * (kernel - 1) + 1
    if reach > total:
        return False
    used = [False] * total
    for start in range(0, total - reach + 1, stride):
        for j in range(kernel):
            used[start + j * dilation] = True
    return all(used)

# %% no_dilation
# fault: ignores the dilation.
# names: dilation_ignored
def fits(n, kernel, stride=1, padding=0, dilation=1):
    free = n - kernel + 2 * padding
    return free >= 0 and free % stride == 0

# %% abs_of_room
# fault: takes the absolute value of the room, to avoid negative remainders, so a window that is too large by a multiple of the stride gives True; and the padding is left out of the room altogether.
# names: padding_ignored + too_large_fits, padding_ignored_uncompared
def fits(n, kernel, stride=1, padding=0, dilation=1):
    diff = abs(n - (dilation * (kernel - 1) + 1))
    return diff % stride == 0

# %% none_when_too_large
# fault: gives no answer (None) in place of False where the window is too large.
# names: none_where_too_large
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = 1 + dilation * (kernel - 1)
    room = n + 2 * padding - reach
    if room >= 0:
        if room % stride == 0:
            return True
        else:
            return False

# %% raises_own_error
# fault: raises ValueError itself where the window is too large, as output_size does, and (second fault) does so also where the window is exactly as long as the padded input.
# names: raises_where_too_large_or_equal
def fits(n, kernel, stride=1, padding=0, dilation=1):
    size = n + 2 * padding
    reach = (kernel - 1) * (dilation - 1) + kernel
    if reach >= size:
        raise ValueError("window larger than the input")
    return (size - reach) % stride == 0

# %% right_membership
# right
def fits(n, kernel, stride=1, padding=0, dilation=1):
    # the start that would end at the last cell must be one of the starts that the filter takes
    wanted = n + 2 * padding - 1 - dilation * (kernel - 1)
    return wanted in range(0, wanted + 1, stride)
