# %% no_plus_one
# fault: the first position is not counted: the number of whole steps is returned, one too few in every case; the ValueError is right.
# names: no_plus_one
def output_size(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    window = dilation * (kernel - 1) + 1
    room = n + 2 * padding - window
    if room < 0:
        raise ValueError("kernel does not fit")
    return room // stride

# %% padding_once
# fault: the padding is added at one end only (n + padding in place of n + 2 * padding), in the count and so in the ValueError too.
# names: padding_on_one_side
# hints: padding_on_one_side_when_counting, compared_with_one_padding
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    total = n + padding
    reach = (kernel - 1) * dilation + 1
    if reach > total:
        raise ValueError("The window is larger than the padded input.")
    return (total - reach) // stride + 1

# %% never_raises
# fault: no ValueError where not even one position fits; 0 or a negative number is returned there.
# names: never_raises
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    # formula from the lecture / pytorch docs
    return (n + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1

# %% kernel_times_dilation
# fault: the reach of a dilated window is taken as kernel * dilation in place of dilation * (kernel - 1) + 1, so it is too long for every dilation above 1.
# names: dilation_times_kernel
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    effective_kernel = kernel * dilation
    padded = n + 2 * padding
    if effective_kernel > padded:
        raise ValueError(f"kernel {effective_kernel} is larger than input {padded}")
    steps = (padded - effective_kernel) // stride
    return steps + 1

# %% int_truncates_negative_room
# fault: int(room / stride) rounds toward zero, and the ValueError is tested on the result: with a room below 0 but above -stride the function returns 1 in place of raising.
# names: rounded_toward_zero
# hints: one_let_through, one_where_too_large
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    k_eff = dilation * (kernel - 1) + 1
    out = int((n + 2 * padding - k_eff) / stride) + 1
    if out < 1:
        raise ValueError("no output")
    return out

# %% raises_unless_kernel_below_input
# fault: the test for the ValueError uses <= 0, so a window that is exactly as long as the padded input (one output) raises.
# names: refuses_equal_size
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    length = n + padding + padding
    span = kernel + (kernel - 1) * (dilation - 1)
    free = length - span
    if free <= 0:
        raise ValueError("kernel too big")
    return 1 + free // stride

# %% error_test_without_padding
# fault: the window is compared with n without the padding, so ValueError is raised for inputs where the padding makes it fit.
# names: compared_without_padding
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if n < reach:
        raise ValueError("input smaller than the filter")
    return (n - reach + 2 * padding) // stride + 1

# %% error_test_without_dilation
# fault: the test for the ValueError compares the undilated kernel with the padded input, so a dilated window that does not fit returns 0 or a negative number.
# names: compared_without_dilation
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    n_padded = n + 2 * padding
    if kernel > n_padded:
        raise ValueError("kernel is larger than the padded input")
    kernel = (kernel - 1) * dilation + 1
    return (n_padded - kernel) // stride + 1

# %% dilation_ignored
# fault: dilation is not used at all, neither in the count nor in the error test.
# names: dilation_ignored
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = (n + 2 * padding) - kernel
    if room < 0:
        raise ValueError
    whole_steps = room // stride
    return whole_steps + 1

# %% dilation_as_gap
# fault: dilation is taken as the number of cells between two weights (reach kernel + (kernel - 1) * dilation), so even dilation 1 spreads the kernel.
# names: gaps_without_dilation, gaps_one_too_wide
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    # there are kernel-1 gaps between the weights, each has `dilation` empty cells
    reach = kernel + (kernel - 1) * dilation
    width = n + 2 * padding
    if width < reach:
        raise ValueError("does not fit")
    return (width - reach) // stride + 1

# %% ceil_counts_sticking_out
# fault: rounds the steps up, so a last position that sticks out at the end is counted whenever cells are left over.
# names: rounded_up
import math

def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    room = n + 2 * padding - reach
    if room < 0:
        raise ValueError("window too large")
    return math.ceil(room / stride) + 1

# %% range_end_exclusive
# fault: counts the start positions with a range whose end is exclusive and lacks the + 1, so the position that ends exactly at the last cell is missed (only where nothing is left over), and a window as long as the input raises.
# names: last_position_missed, last_position_missed_or_zero
# hints: refuses_equal_size
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    cells = n + 2 * padding
    reach = (kernel - 1) * dilation + 1
    count = 0
    for start in range(0, cells - reach, stride):
        count += 1
    if count == 0:
        raise ValueError("Not even one position fits")
    return count

# %% precedence
# fault: brackets are missing around the difference, so only the reach is divided by the stride (n + 2p - reach // stride + 1); right at stride 1 only, apart from chance.
# names: brackets_missing
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    if n + 2 * padding < reach:
        raise ValueError("too small")
    return n + 2 * padding - reach // stride + 1

# %% true_division
# fault: uses / in place of //, so a float is returned, with a fraction where cells are left over.
# names: not_rounded
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    w = n + 2 * padding
    f = dilation * (kernel - 1) + 1
    if f > w:
        raise ValueError("filter larger than input")
    return (w - f) / stride + 1

# %% forbids_large_stride_and_padding
# fault: believes that stride and padding must not exceed the kernel, and raises ValueError for such legal settings.
# names: stride_larger_than_kernel_refused + padding_larger_than_kernel_refused
# hints: stride_larger_than_kernel_refused, padding_larger_than_kernel_refused
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    if stride > kernel or padding > kernel:
        raise ValueError("stride and padding have to be at most the kernel size")
    reach = dilation * (kernel - 1) + 1
    room = n + 2 * padding - reach
    if room < 0:
        raise ValueError("no position")
    return room // stride + 1

# %% plus_one_before_division
# fault: adds the 1 before dividing by the stride ((room + 1) // stride), right at stride 1 only and wherever the remainder happens to hide it.
# names: one_added_before_dividing
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = dilation * (kernel - 1) + 1
    positions_stride_1 = n + 2 * padding - reach + 1
    if positions_stride_1 < 1:
        raise ValueError("The kernel does not fit into the input")
    # with stride s we only take every s-th of them
    return positions_stride_1 // stride

# %% returns_the_exception
# fault: the ValueError is returned as an object in place of being raised.
# names: error_returned
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - (dilation * (kernel - 1) + 1)
    if room >= 0:
        return room // stride + 1
    else:
        return ValueError("there is no such layer")

# %% reach_without_plus_one
# fault: the reach is taken as dilation * (kernel - 1), the distance from first to last weight, one cell too short; so the count is one too many at stride 1 and a window that is one cell too long does not raise.
# names: window_one_too_short
# hints: window_one_too_short_when_counting, one_short_let_through, one_let_through
def reach_of(kernel, dilation):
    return dilation * (kernel - 1)

def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - reach_of(kernel, dilation)
    if room < 0:
        raise ValueError("window sticks out")
    return room // stride + 1

# %% round_and_padding_once
# fault: two faults: the padding is added once in place of twice, and round() is used in place of rounding down.
# names: padding_on_one_side + rounded_to_nearest, padding_on_one_side + rounded_after_adding_one
# hints: padding_on_one_side, rounded_to_nearest, rounded_after_adding_one
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    size = n + padding
    k = (kernel - 1) * dilation + 1
    if k > size:
        raise ValueError("k > n")
    return round((size - k) / stride) + 1

# %% right_range_of_last_cells
# right
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    # all places where the LAST weight can lie, in coordinates of the unpadded row
    first_end = -padding + (kernel - 1) * dilation
    ends = range(first_end, n + padding, stride)
    if not ends:
        raise ValueError(f"no window of {kernel} (dilation {dilation}) fits into {n}+2*{padding} cells")
    return len(ends)
