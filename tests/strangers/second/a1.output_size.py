# %% torch_docs_formula
# fault: never raises ValueError; where not even the first position fits it returns 0 or a negative number
# names: never_raises
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    # formula from the documentation of Conv1d
    return (n + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1

# %% padding_added_once
# fault: adds the padding once in all instead of once at each end (n + padding instead of n + 2 * padding)
# names: padding_on_one_side
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    cells = n + padding
    reach = (kernel - 1) * dilation + 1
    room = cells - reach
    if room < 0:
        raise ValueError("kernel does not fit")
    return room // stride + 1

# %% steps_counted
# fault: counts the steps and not the positions: the + 1 for the first position is missing
# names: no_plus_one
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    eff = kernel + (kernel - 1) * (dilation - 1)
    padded = n + 2 * padding
    if eff > padded:
        raise ValueError(f"window of {eff} on {padded} cells")
    out = (padded - eff) // stride
    return out

# %% reach_is_product
# fault: takes kernel * dilation as the reach of a window instead of dilation * (kernel - 1) + 1
# names: dilation_times_kernel
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    window = kernel * dilation
    room = n + 2 * padding - window
    if room < 0:
        raise ValueError("no such layer")
    return 1 + room // stride

# %% int_of_a_quotient
# fault: int(room / stride) cuts towards zero, so a small negative room at a stride above 1 gives 1 output instead of a ValueError
# names: rounded_toward_zero
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    result = int((n + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    if result < 1:
        raise ValueError("the kernel is larger than the input")
    return result

# %% exact_fit_refused
# fault: raises ValueError also when the window is exactly as long as the padded input (<= where < belongs), where there is one output
# names: refuses_equal_size
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    N = n + padding + padding
    K = dilation * (kernel - 1) + 1
    if N <= K:
        raise ValueError("Kernel size can't be greater than actual input size")
    return (N - K) // stride + 1

# %% bare_kernel_against_bare_input
# fault: decides about the ValueError by kernel > n, without padding and dilation: raises where padding makes it fit, and gives 0 or less where dilation makes it too large
# names: compared_as_given, compared_without_padding + compared_without_dilation
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    if kernel > n:
        raise ValueError("kernel larger than input")
    return (n + 2 * padding - (dilation * (kernel - 1) + 1)) // stride + 1

# %% sliding_with_range
# fault: the end of the range is one too small, so the last position is lost whenever it ends exactly at the last cell (and an exact fit gives 0)
# names: last_position_missed, last_position_missed_or_zero
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    total = n + 2 * padding
    span = 1 + dilation * (kernel - 1)
    if span > total:
        raise ValueError
    count = 0
    for start in range(0, total - span, stride):
        count += 1
    return count

# %% zero_when_too_large_and_one_gap
# fault: two faults: (1) the reach at a dilation is kernel + dilation - 1, as if only one gap were pulled apart; (2) returns 0 instead of raising ValueError where nothing fits
# names: dilation_added_once + zero_where_too_large
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    reach = kernel + (dilation - 1)
    position = 0
    outputs = 0
    while position + reach <= n + 2 * padding:
        outputs = outputs + 1
        position = position + stride
    return outputs

# %% windows_that_see_something
# fault: lays the windows on ones padded with zeros and counts only those that hold a one: positions whose weights all lie on padding are not counted
# names: none
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    row = np.pad(np.ones(n), padding)
    reach = dilation * (kernel - 1) + 1
    if reach > len(row):
        raise ValueError("not even the first position fits")
    outputs = 0
    for left in range(0, len(row) - reach + 1, stride):
        window = row[left : left + reach : dilation]
        if window.sum() > 0:
            outputs += 1
    return outputs

# %% where_the_last_weight_stands
# right
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    last_weight = range(dilation * (kernel - 1), n + 2 * padding, stride)
    if not last_weight:
        raise ValueError("the first position already sticks out")
    return len(last_weight)
