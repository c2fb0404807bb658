# %% bias_counted
# fault: multiplies conv_parameters with its default bias=True by the positions, so the biases are counted too.
# names: bias_counted
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    h, w = (kernel, kernel) if isinstance(kernel, int) else kernel
    total = c_out * (c_in // groups) * h * w
    if bias:
        total += c_out
    return total


def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    return conv_parameters(c_in, c_out, kernel, groups=groups) * out_height * out_width

# %% groups_ignored
# fault: groups is an argument but never used, so each filter sees all channels.
# names: groups_ignored
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    per_output = kernel[0] * kernel[1] * c_in
    outputs = out_height * out_width * c_out
    return per_output * outputs

# %% groups_divides_both
# fault: divides both the channels and the filters by groups and does not multiply by the number of groups again, so the count is too small by the factor groups.
# names: groups_twice
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, tuple):
        kh, kw = kernel
    else:
        kh = kw = kernel
    cin_g = c_in // groups
    cout_g = c_out // groups
    return kh * kw * cin_g * cout_g * out_height * out_width

# %% groups_as_bias
# fault: passes groups to conv_parameters at the place of bias: groups are ignored and the biases are counted.
# names: groups_taken_for_a_yes
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    weights = c_in // groups * c_out * kernel[0] * kernel[1]
    return weights + c_out if bias else weights


def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    weights = conv_parameters(c_in, c_out, kernel, groups)
    return weights * out_height * out_width

# %% c_out_twice
# fault: the weights of all filters are multiplied by all outputs c_out * height * width, so c_out is counted twice.
# names: filters_twice
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel = kernel, kernel
    n_weights = c_out * c_in // groups * kernel[0] * kernel[1]
    n_outputs = c_out * out_height * out_width
    return n_weights * n_outputs

# %% c_out_forgotten
# fault: counts one filter only; c_out is missing.
# names: one_filter
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    one_output = (c_in // groups) * kh * kw
    return one_output * out_height * out_width

# %% c_in_forgotten
# fault: takes a filter as one table of kernel height x width; the channels that it sees are left out (and groups with them).
# names: one_input_channel
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if type(kernel) is int:
        area = kernel * kernel
    else:
        area = kernel[0] * kernel[1]
    total = 0
    for f in range(c_out):
        total += area * out_height * out_width
    return total

# %% mult_and_add_separately
# fault: counts a multiplication and an addition as two operations, so the count is twice too large.
# names: counted_twice, operations_counted
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    h, w = (kernel, kernel) if isinstance(kernel, int) else kernel
    multiplications = h * w * (c_in // groups) * c_out * out_height * out_width
    additions = multiplications
    return multiplications + additions

# %% int_kernel_only
# fault: treats the kernel as an int always; a pair (height, width) raises TypeError at ** 2.
# names: pair_refused
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    return kernel ** 2 * (c_in // groups) * c_out * out_height * out_width

# %% pair_squared_first
# fault: of a kernel pair it uses the height twice and never the width.
# names: kernel_height_squared
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, tuple):
        k = kernel[0]
    else:
        k = kernel
    weights_per_filter = k * k * c_in // groups
    return weights_per_filter * c_out * out_height * out_width

# %% float_result
# fault: divides by groups with /, and so returns a float.
# names: not_whole
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel_h, kernel_w = kernel, kernel
    else:
        kernel_h, kernel_w = kernel
    return out_height * out_width * c_out * kernel_h * kernel_w * (c_in / groups)

# %% int32_overflow
# fault: multiplies in NumPy's int32, so counts of 2**31 and more wrap around.
# names: wraps_at_32_bits
import numpy as np

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    factors = np.array([c_in // groups, c_out, kh, kw, out_height, out_width], dtype=np.int32)
    return int(np.prod(factors, dtype=np.int32))

# %% only_once_per_weight
# fault: returns the number of weights: the positions out_height * out_width are forgotten, as if sharing saved the work too.
# names: positions_forgotten
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    # the weights are shared, so every one is needed once
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    kh, kw = kernel
    return c_out * (c_in // groups) * kh * kw

# %% one_addition_fewer
# fault: counts multiplications and additions apart, with one addition fewer than products for each output (2 * w - 1), in place of w multiply-adds.
# names: operations_counted
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    mults = kh * kw * c_in // groups
    adds = mults - 1
    return (mults + adds) * c_out * out_height * out_width

# %% square_output
# fault: takes the output as square and uses out_height twice; out_width is never used.
# names: height_twice
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    positions = out_height ** 2
    return positions * c_out * (c_in // groups) * kernel[0] * kernel[1]

# %% treats_output_as_input
# fault: takes out_height and out_width as the size of the input and computes the positions of the kernel from them (h - kh + 1), in place of using them as the positions.
# names: positions_of_the_kernel
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    rows = out_height - kh + 1
    cols = out_width - kw + 1
    return rows * cols * kh * kw * (c_in // groups) * c_out

# %% groups_multiplied
# fault: multiplies the work by groups, as if every group were a whole convolution over all channels.
# names: groups_multiplied
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    total = 0
    for g in range(groups):
        total += c_in * c_out * kh * kw * out_height * out_width
    return total

# %% locally_connected_helper
# fault: two faults: uses the parameters of the locally connected layer with their biases, and multiplies by groups' share of the filters only (c_out // groups filters on all channels), so biases are counted and their number too is divided.
# names: biases_split
# hints: bias_counted
def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    per_output = c_in * kernel[0] * kernel[1] + (1 if bias else 0)
    return per_output * c_out * out_height * out_width


def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    return locally_connected_parameters(c_in, c_out // groups, kernel, out_height, out_width)

# %% right_object_product
# right
import numpy as np

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    # one block of a (filters x channels) table per group, each entry a kernel, moved over all places
    kh, kw = np.broadcast_to(np.asarray(kernel), (2,)).tolist()
    block = [c_out // groups, c_in // groups, kh, kw]
    everywhere = np.array([groups, *block, out_height, out_width], dtype=object)
    return int(np.multiply.reduce(everywhere))
