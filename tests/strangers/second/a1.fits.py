# %% remainder_only
# fault: does not look at a negative room: a window that is too large gives True when the negative room is a multiple of the stride
# names: too_large_fits
def fits(n, kernel, stride=1, padding=0, dilation=1):
    return (n + 2 * padding - dilation * (kernel - 1) - 1) % stride == 0

# %% output_size_lets_through
# fault: a window that is too large raises the ValueError of output_size instead of giving False
# names: raises_where_too_large
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("too large")
    return room // stride + 1


def fits(n, kernel, stride=1, padding=0, dilation=1):
    outputs = output_size(n, kernel, stride, padding, dilation)
    used = (outputs - 1) * stride + dilation * (kernel - 1) + 1
    return used == n + 2 * padding

# %% dilation_forgotten
# fault: ignores the dilation, the window reaches across kernel cells only
# names: dilation_ignored
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - kernel
    if room < 0:
        return False
    if room % stride == 0:
        return True
    else:
        return False

# %% room_must_be_positive
# fault: a room of exactly 0 (window as long as the padded input) gives False instead of True
# names: refuses_equal_size
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = (n + 2 * padding) - (dilation * (kernel - 1) + 1)
    return room > 0 and room % stride == 0

# %% positions_divided_by_stride
# fault: divides the number of positions at stride 1 (room + 1) by the stride instead of the room
# names: one_added_before_dividing
def fits(n, kernel, stride=1, padding=0, dilation=1):
    k_eff = dilation * (kernel - 1) + 1
    positions = n + 2 * padding - k_eff + 1
    if positions < 1:
        return False
    return positions % stride == 0

# %% truth_of_the_remainder
# fault: answers the opposite question where the window fits: bool(remainder) is True when cells ARE left over
# names: left_over_asked_for
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        return False
    left_over = room % stride
    return bool(left_over)

# %% every_cell_seen
# fault: asks whether every padded cell lies under some weight instead of whether the last window ends at the last cell: wrong where the stride jumps over cells or dilation leaves holes
# names: every_input_under_a_weight
def fits(n, kernel, stride=1, padding=0, dilation=1):
    total = n + 2 * padding
    seen = np.zeros(total, dtype=bool)
    start = 0
    while start + dilation * (kernel - 1) < total:
        for i in range(kernel):
            seen[start + i * dilation] = True
        start += stride
    return bool(seen.all())

# %% same_number_same_object
# fault: compares the two ends with "is" and not with "==": holds for ints up to 256 only, so long rows that fit give False
# names: compared_by_identity
def fits(n, kernel, stride=1, padding=0, dilation=1):
    end_of_row = n + 2 * padding
    end_of_window = dilation * (kernel - 1) + 1
    while end_of_window < end_of_row:
        end_of_window += stride
    return end_of_window is end_of_row

# %% too_large_means_kernel_above_n
# fault: "too large" is decided by kernel > n alone: False where padding makes it fit, True where only the dilation makes the window too large and the remainder is 0
# names: compared_as_given, compared_without_padding + compared_without_dilation
# hints: too_large_fits
def fits(n, kernel, stride=1, padding=0, dilation=1):
    if kernel > n:
        return False
    rest = (n + 2 * padding - dilation * (kernel - 1) - 1) % stride
    return rest == 0

# %% one_sided_and_product
# fault: two faults: (1) padding counted once instead of at both ends; (2) reach taken as kernel * dilation
# names: padding_on_one_side + dilation_times_kernel, padding_on_one_side_and_multiplied
def fits(n, kernel, stride=1, padding=0, dilation=1):
    def room():
        return n + padding - kernel * dilation

    return room() >= 0 and not room() % stride

# %% in_the_range_of_ends
# right
def fits(n, kernel, stride=1, padding=0, dilation=1):
    whole = n + 2 * padding
    return whole in range(1 + dilation * (kernel - 1), whole + 1, stride)
