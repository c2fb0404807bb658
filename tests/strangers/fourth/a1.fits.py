# %% negative_room_true
# fault: a room below 0 is not caught, so True is returned for a window that is too large whenever the negative room is a multiple of the stride.
# names: too_large_fits
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    return (n + 2 * padding - reach) % stride == 0

# %% lets_valueerror_through
# fault: calls output_size without catching its ValueError, so a window that is too large raises in place of returning False.
# names: raises_where_too_large
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - (dilation * (kernel - 1) + 1)
    if room < 0:
        raise ValueError("does not fit")
    return room // stride + 1

def fits(n, kernel, stride=1, padding=0, dilation=1):
    count = output_size(n, kernel, stride, padding, dilation)
    end = (count - 1) * stride + dilation * (kernel - 1) + 1
    return end == n + 2 * padding

# %% padding_once
# fault: the padding is added once in place of at both ends.
# names: padding_on_one_side
# hints: compared_with_one_padding
def fits(n, kernel, stride=1, padding=0, dilation=1):
    window = (kernel - 1) * dilation + 1
    room = n + padding - window
    if room < 0:
        return False
    return room % stride == 0

# %% dilation_forgotten
# fault: dilation is not used, the kernel is taken as the reach of the window.
# names: dilation_ignored
def fits(n, kernel, stride=1, padding=0, dilation=1):
    rest = n + 2 * padding - kernel
    if rest < 0:
        return False
    if rest % stride == 0:
        return True
    else:
        return False

# %% kernel_times_dilation
# fault: the reach is taken as kernel * dilation in place of dilation * (kernel - 1) + 1.
# names: dilation_times_kernel
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - kernel * dilation
    return room >= 0 and room % stride == 0

# %% room_zero_is_false
# fault: a room of 0 counts as too large, so a window exactly as long as the padded input gives False.
# names: refuses_equal_size
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    room = n + 2 * padding - reach
    if room <= 0:
        return False
    return room % stride == 0

# %% input_divisible_by_stride
# fault: tests whether the padded input can be divided by the stride, without taking the window off first.
# names: kernel_not_subtracted, kernel_not_subtracted_nor_compared
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    padded = n + 2 * padding
    if reach > padded:
        return False
    return padded % stride == 0

# %% stride_one_shortcut
# fault: returns True at once for stride 1, before the test whether the window is too large.
# names: always_for_stride_1
def fits(n, kernel, stride=1, padding=0, dilation=1):
    if stride == 1:
        return True   # every cell is reached at stride 1
    span = (kernel - 1) * dilation + 1
    total = n + 2 * padding
    if span > total:
        return False
    return (total - span) % stride == 0

# %% inverted
# fault: the answer is inverted for windows that fit: True is returned when cells are left over.
# names: left_over_asked_for
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        return False
    left_over = room % stride
    return bool(left_over)

# %% too_large_without_padding
# fault: the window is compared with the unpadded n, so False is returned where only the padding makes it fit.
# names: compared_without_padding
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = 1 + (kernel - 1) * dilation
    if reach > n:
        return False
    return (n + 2 * padding - reach) % stride == 0

# %% too_large_without_dilation
# fault: the test for too large uses the undilated kernel, so a dilated window that is too large can give True when the negative room is a multiple of the stride.
# names: compared_without_dilation, too_large_fits
def fits(n, kernel, stride=1, padding=0, dilation=1):
    if kernel > n + 2 * padding:
        return False
    room = n + 2 * padding - (dilation * (kernel - 1) + 1)
    return room % stride == 0

# %% number_of_positions_divisible
# fault: tests the number of positions at stride 1 (room + 1) for being a multiple of the stride, in place of the room.
# names: one_added_before_dividing
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    positions = n + 2 * padding - reach + 1
    if positions < 1:
        return False
    return positions % stride == 0

# %% end_with_plain_kernel
# fault: counts the outputs rightly but computes the end of the last window with the undilated kernel, so with dilation above 1 it ends too early and the answer is False (or True by chance).
# names: none
# wanted: the end of the last window is computed with the kernel as it is given: count the outputs with the gaps, but the last window also reaches across its gaps
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("too large")
    return room // stride + 1

def fits(n, kernel, stride=1, padding=0, dilation=1):
    try:
        outputs = output_size(n, kernel, stride, padding, dilation)
    except ValueError:
        return False
    last_start = (outputs - 1) * stride
    return last_start + kernel == n + 2 * padding

# %% gaps_count_as_left_over
# fault: cells skipped between two windows are taken as left over too, so False is returned whenever the stride is larger than the window, also where the last window ends at the last cell.
# names: every_input_in_a_window, large_stride_refused
# hints: stride_larger_than_input_refused
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    room = n + 2 * padding - reach
    if room < 0 or stride > reach:
        return False
    return room % stride == 0

# %% last_index_off_by_one
# fault: compares the index of the last cell of the last window, counted from 0, with the number of cells, so the loop sees a fit exactly where one more cell would be needed.
# names: window_one_too_short, one_added_before_dividing
# hints: one_added_before_dividing_uncompared
def fits(n, kernel, stride=1, padding=0, dilation=1):
    cells = n + 2 * padding
    last = (kernel - 1) * dilation      # index of the last weight's cell
    while last + stride <= cells:
        last += stride
    return last == cells

# %% no_padding_in_last_cell
# fault: the last window has to end at the last cell of the image itself (n) in place of the last cell of the padded input.
# names: padding_behind_left_out
def fits(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if reach > n + 2 * padding:
        return False
    start = -padding
    while start + stride + reach <= n + padding:
        start = start + stride
    return start + reach == n

# %% dilation_as_gap_no_guard
# fault: two faults: dilation is read as the number of empty cells between weights (reach kernel + (kernel - 1) * dilation), and a room below 0 is not caught.
# names: gaps_without_dilation + too_large_fits, gaps_one_too_wide + too_large_fits
# hints: gaps_without_dilation, gaps_one_too_wide, too_large_fits
def fits(n, kernel, stride=1, padding=0, dilation=1):
    size = kernel + (kernel - 1) * dilation
    return not (n + 2 * padding - size) % stride

# %% right_membership
# right
def fits(n, kernel, stride=1, padding=0, dilation=1):
    # is the only start that ends flush one of the starts that the filter visits?
    flush = n + padding - ((kernel - 1) * dilation + 1)
    return flush in range(-padding, n + padding, stride)
