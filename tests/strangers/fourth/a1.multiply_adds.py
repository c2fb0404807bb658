# %% biases_counted
# fault: uses conv_parameters with its default bias=True, so the biases are counted as a multiply-add at each position.
# names: bias_counted
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_in // groups * kh * kw * c_out + (c_out if bias else 0)

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    return conv_parameters(c_in, c_out, kernel, groups=groups) * out_height * out_width

# %% groups_ignored
# fault: groups is not used, every filter is counted as seeing all channels.
# names: groups_ignored
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    per_output = c_in * kernel[0] * kernel[1]
    n_outputs = c_out * out_height * out_width
    return per_output * n_outputs

# %% groups_passed_as_bias
# fault: groups is passed by position to conv_parameters and lands in its argument bias: groups is ignored there, and the biases are counted.
# names: groups_taken_for_bias, groups_taken_for_a_yes, bias_counted + groups_ignored
# hints: bias_counted, groups_ignored
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    params = c_out * (c_in // groups) * kernel[0] * kernel[1]
    if bias:
        params += c_out
    return params

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    weights = conv_parameters(c_in, c_out, kernel, groups)
    return weights * out_height * out_width

# %% input_channels_forgotten
# fault: the channels that a filter sees are forgotten, each output is counted as kernel height x width products only.
# names: one_input_channel
# hints: groups_ignored
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    one_output = kh * kw
    return one_output * out_height * out_width * c_out

# %% pair_not_handled
# fault: a pair (height, width) is not handled, kernel * kernel raises TypeError for a tuple.
# names: pair_refused
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    return kernel * kernel * (c_in // groups) * c_out * out_height * out_width

# %% counted_twice
# fault: multiplications and additions are counted separately, so every count is doubled.
# names: counted_twice, operations_counted
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if type(kernel) == int:
        kernel_h, kernel_w = kernel, kernel
    else:
        kernel_h, kernel_w = kernel
    multiplications = c_out * out_height * out_width * (c_in // groups) * kernel_h * kernel_w
    additions = multiplications
    return multiplications + additions

# %% groups_divide_both
# fault: groups divides c_in and c_out, so only the work of one group is counted (too few by the factor groups).
# names: groups_twice
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    channels = c_in // groups
    filters = c_out // groups
    return channels * filters * kh * kw * out_height * out_width

# %% output_channels_forgotten
# fault: c_out is forgotten, the work of a single filter is returned.
# names: one_filter
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        area = kernel ** 2
    else:
        area = kernel[0] * kernel[1]
    weights_of_filter = (c_in // groups) * area
    positions = out_height * out_width
    return weights_of_filter * positions

# %% square_output
# fault: takes the output as square and squares its height; out_width is not used.
# names: height_twice
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    h, w = (kernel, kernel) if isinstance(kernel, int) else kernel
    return (c_in // groups) * c_out * h * w * out_height ** 2

# %% int32_overflow
# fault: multiplies in NumPy 32-bit integers, so counts above 2**31 - 1 wrap around.
# names: wraps_at_32_bits
import numpy as np

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    factors = np.array([c_in // groups, c_out, kh, kw, out_height, out_width], dtype=np.int32)
    return int(np.prod(factors, dtype=np.int32))

# %% kernel_shrinks_output
# fault: takes out_height and out_width as the size of the input and computes the number of positions from them again (size - kernel + 1).
# names: positions_of_the_kernel
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    kh, kw = kernel
    rows = out_height - kh + 1
    cols = out_width - kw + 1
    return rows * cols * kh * kw * (c_in // groups) * c_out

# %% one_addition_less
# fault: counts the additions needed for one output (one fewer than the products) in place of one multiply-add for each weight.
# names: additions_counted
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    products = (c_in // groups) * kh * kw
    # adding up p numbers takes p-1 additions
    per_output = products - 1
    return per_output * c_out * out_height * out_width

# %% groups_multiply
# fault: multiplies the full count by groups in place of dividing it, as if every group were a whole convolution of its own.
# names: groups_multiplied
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel = kernel, kernel
    total = 0
    for group in range(groups):
        total += c_in * c_out * kernel[0] * kernel[1] * out_height * out_width
    return total

# %% float_result
# fault: divides by groups with /, so a float is returned in place of an int.
# names: not_whole
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_in * c_out * kh * kw * out_height * out_width / groups

# %% positions_forgotten
# fault: returns the number of weights, the filter is counted at one position only; out_height and out_width are not used.
# names: positions_forgotten
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n = c_out * (c_in // groups) * kh * kw
    return n + c_out if bias else n

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    # the weights are shared, so every weight counts once
    return conv_parameters(c_in, c_out, kernel, bias=False, groups=groups)

# %% channels_added_and_first_of_pair
# fault: two faults: c_in and c_out are added in place of multiplied, and of a pair only the height is used, squared.
# names: channels_added + kernel_height_squared
# hints: channels_added, kernel_height_squared
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    k = kernel if isinstance(kernel, int) else kernel[0]
    channels = c_in // groups + c_out
    return channels * k ** 2 * out_height * out_width

# %% right_matrix_product
# right
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    """As a matrix product per group: (filters x weights) @ (weights x positions)."""
    try:
        kh, kw = kernel
    except TypeError:
        kh = kw = kernel

    def matmul_cost(rows, inner, columns):
        return rows * inner * columns

    share, rest = divmod(c_out, groups)
    inner = c_in // groups * kh * kw
    cost = 0
    for g in range(groups):
        cost += matmul_cost(share + (g < rest), inner, out_height * out_width)
    return cost
