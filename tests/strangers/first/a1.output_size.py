# %% ceil_instead_of_floor
# fault: rounds the number of steps up (math.ceil), so sizes that do not tile come out one too large
# names: rounded_up
import math

def output_size(n, kernel, stride=1, padding=0, dilation=1):
    window = dilation * (kernel - 1) + 1
    total = n + 2 * padding
    if window > total:
        raise ValueError("the window does not fit")
    steps = math.ceil((total - window) / stride)
    return steps + 1

# %% int_truncates_negative
# fault: divides with / and cuts with int(), and looks only at the result; int(-0.5) is 0, so a kernel that is too long by less than a stride gives 1 instead of a ValueError
# names: rounded_toward_zero
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    out = int((n + 2*padding - dilation*(kernel-1) - 1) / stride) + 1
    if out < 1:
        raise ValueError("kernel is larger than the input")
    return out

# %% padding_one_side
# fault: adds the padding only once, as if it went on one end only
# names: padding_on_one_side
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    n = n + padding
    reach = kernel + (kernel - 1) * (dilation - 1)
    if n < reach:
        raise ValueError(f"{reach} cells do not fit into {n}")
    return (n - reach) // stride + 1

# %% kernel_times_dilation
# fault: takes kernel * dilation as the reach of the window, which counts dilation - 1 cells after the last weight too
# names: dilation_times_kernel
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    eff_kernel = kernel * dilation
    padded_n = n + 2 * padding
    if eff_kernel > padded_n:
        raise ValueError("Kernel too big: no valid position")
    return (padded_n - eff_kernel) // stride + 1

# %% lecture_formula_no_dilation
# fault: uses (n - k + 2p) / s + 1 from the lecture, the argument dilation is never used
# names: dilation_ignored
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    W, K, S, P = n, kernel, stride, padding
    if W - K + 2 * P < 0:
        raise ValueError
    return (W - K + 2 * P) // S + 1

# %% zero_instead_of_error
# fault: returns 0 where no position fits, does not raise ValueError
# names: zero_where_too_large
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    return max(0, (n + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1)

# %% while_misses_last
# fault: the loop condition is < where it must be <=, so a position that ends exactly at the last cell is not counted (and a kernel as long as the row raises ValueError)
# names: last_position_missed
# hints: refuses_equal_size
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    cells = padding + n + padding
    span = 1
    for i in range(kernel - 1):
        span = span + dilation
    count = 0
    start = 0
    while start + span < cells:
        count += 1
        start += stride
    if count == 0:
        raise ValueError("no position fits")
    return count

# %% checks_bare_input
# fault: the test for the ValueError compares the bare kernel with the bare n; it forgets padding (raises though it fits) and dilation (does not raise though it does not fit)
# names: compared_as_given, compared_without_dilation + compared_without_padding
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    if kernel > n:
        raise ValueError("kernel larger than input")
    k_eff = 1 + dilation * (kernel - 1)
    return (n + 2 * padding - k_eff) // stride + 1

# %% plus_one_inside
# fault: the + 1 stands inside the division, (room + 1) // stride, right at stride 1 only or when the division happens to come out
# names: one_added_before_dividing
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - (dilation * (kernel - 1) + 1)
    if room < 0:
        raise ValueError("no room")
    return (room + 1) // stride

# %% two_gaps_and_strict
# fault: two faults: takes hint 3 ("each gap is dilation cells wide") literally for dilation > 1: reach kernel + (kernel - 1) * dilation; and room of exactly 0 raises ValueError although one position fits
# names: gaps_one_too_wide + refuses_equal_size
# hints: refuses_equal_size
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    if dilation > 1:
        gaps = (kernel - 1) * dilation
    else:
        gaps = 0
    reach = kernel + gaps
    room = n + 2 * padding - reach
    if room <= 0:
        raise ValueError("Window can't move, there is no such layer")
    return room // stride + 1

# %% numpy_floor_float_no_error
# fault: two faults: np.floor gives a float, never an int; and no ValueError where nothing fits (negative or zero sizes come back)
# names: floor_left_a_float + never_raises
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    return np.floor((n + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1)

# %% range_of_last_cells
# right
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    # each position is known by the cell (counted from 1) where it ends
    ends = range((kernel - 1) * dilation + 1, n + 2 * padding + 1, stride)
    if not ends:
        raise ValueError(f"a kernel of {kernel} (dilation {dilation}) does not fit into {n + 2 * padding} cells")
    return len(ends)
