# %% with_the_biases
# fault: counts one more for each output, because the biases are included
# names: bias_counted
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    h, w = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (c_in // groups * h * w + (1 if bias else 0))


def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    return conv_parameters(c_in, c_out, kernel, groups=groups) * out_height * out_width

# %% twice_flops
# fault: counts the multiplication and the addition as two, so everything is twice too large
# names: counted_twice, operations_counted
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    kh, kw = kernel
    mults = kh * kw * (c_in // groups) * c_out * out_height * out_width
    adds = mults
    return mults + adds

# %% first_product_needs_no_addition
# fault: leaves out the first product of each sum, one less for each output
# names: additions_counted
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    try:
        products = kernel[0] * kernel[1] * (c_in // groups)
    except TypeError:
        products = kernel * kernel * (c_in // groups)
    per_output = products - 1
    outputs = c_out * out_height * out_width
    return per_output * outputs

# %% one_map_only
# fault: counts the work for one filter only, c_out is forgotten
# names: one_filter
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    k = kernel * kernel if isinstance(kernel, int) else kernel[0] * kernel[1]
    total = 0
    for row in range(out_height):
        total += out_width * k * (c_in // groups)
    return total

# %% both_channel_counts_divided
# fault: divides both c_in and c_out by groups, too small by the factor groups
# names: groups_twice
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    h, w = kernel if not isinstance(kernel, int) else (kernel, kernel)
    c_in, c_out = c_in // groups, c_out // groups
    return h * w * c_in * c_out * out_height * out_width

# %% divided_at_the_end
# fault: true division by groups at the end: returns a float, and loses the last digits of counts beyond 2**53
# names: not_whole
import math


def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    sides = (kernel, kernel) if isinstance(kernel, int) else tuple(kernel)
    return math.prod(sides) * c_in * c_out * out_height * out_width / groups

# %% thirty_two_bits
# fault: multiplies in 32-bit integers, so counts from 2**31 on wrap around
# names: wraps_at_32_bits
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    factors = np.array([*kernel, c_in // groups, c_out, out_height, out_width], dtype="int32")
    return int(np.multiply.reduce(factors, dtype="int32"))

# %% output_taken_for_input
# fault: takes out_height and out_width for the size of the input and subtracts kernel - 1 from each
# names: positions_of_the_kernel
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    rows = out_height - kh + 1
    cols = out_width - kw + 1
    return kh * kw * (c_in // groups) * c_out * rows * cols

# %% pair_is_two_passes
# fault: a kernel pair is counted as height + width products (one pass down, one pass across) instead of height x width
# names: kernel_sides_added_in_a_pair
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        weights = kernel**2
    else:
        weights = sum(kernel)
    positions = out_height * out_width
    return weights * c_in * c_out * positions // groups

# %% square_map_whole_depth
# fault: two faults: (1) out_height squared, out_width is not used; (2) groups ignored, every filter sees all c_in channels
# names: height_twice + groups_ignored
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if type(kernel) is tuple:
        kernel_h, kernel_w = kernel
    else:
        kernel_h = kernel_w = kernel
    flops = out_height * out_height
    flops *= kernel_h * kernel_w
    flops *= c_in
    flops *= c_out
    return flops

# %% block_by_block
# right
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if groups > 1:
        return groups * conv_multiply_adds(c_in // groups, c_out // groups, kernel, out_height, out_width)
    if not isinstance(kernel, int):
        tall, broad = kernel
        return tall * conv_multiply_adds(c_in * broad, c_out, 1, out_height, out_width)
    return (kernel * kernel * c_in) * (c_out * out_height * out_width)
