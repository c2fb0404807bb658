# %% bias_counted
# fault: uses conv_parameters with its default bias=True, so the biases are counted at every position
# names: bias_counted
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (c_in // groups * kh * kw + (1 if bias else 0))

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    return conv_parameters(c_in, c_out, kernel, groups=groups) * out_height * out_width

# %% groups_not_passed_on
# fault: does not pass groups on to conv_parameters
# names: groups_ignored
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    return c_in // groups * kernel[0] * kernel[1] * c_out + (c_out if bias else 0)

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    weights = conv_parameters(c_in, c_out, kernel, bias=False)
    positions = out_height * out_width
    return weights * positions

# %% two_operations
# fault: counts a multiplication and an addition as two, so twice too many
# names: counted_twice, operations_counted
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    multiplications = kernel[0] * kernel[1] * c_in // groups * c_out * out_height * out_width
    additions = multiplications
    return multiplications + additions

# %% first_product_not_added
# fault: counts one multiply-add fewer for each output value, because the first product "is not added to anything"
# names: additions_counted
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    products = kh * kw * (c_in // groups)
    sums = products - 1
    return sums * c_out * out_height * out_width

# %% one_filter_only
# fault: counts the work of one filter, c_out is forgotten
# names: one_filter
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    k = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    total = 0
    for row in range(out_height):
        for col in range(out_width):
            total += k[0] * k[1] * (c_in // groups)
    return total

# %% groups_as_bias
# fault: passes groups in the fourth place of conv_parameters, where bias stands: biases are counted and groups has no effect
# names: groups_taken_for_bias, groups_taken_for_a_yes
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = kernel, kernel
    n = c_out * kernel[0] * kernel[1] * (c_in // groups)
    if bias:
        n += c_out
    return n

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    return conv_parameters(c_in, c_out, kernel, groups) * out_height * out_width

# %% bias_taken_off_once
# fault: multiplies the parameters with their biases by the positions and then takes the c_out biases off once only, not once for each position
# names: biases_taken_off_once
def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    h, w = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    return (c_in // groups * h * w + bias) * c_out

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    params = conv_parameters(c_in, c_out, kernel, True, groups)
    return params * out_height * out_width - c_out

# %% groups_divide_twice
# fault: divides the input channels and the output channels by groups, so it counts one block only
# names: groups_twice
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    cin_g, cout_g = c_in // groups, c_out // groups
    kernel_size = kernel * kernel if isinstance(kernel, int) else kernel[0] * kernel[1]
    return out_height * out_width * cout_g * cin_g * kernel_size

# %% int_kernel_only
# fault: squares the kernel, a pair ends in a TypeError
# names: pair_refused
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    """weights of one filter x number of outputs"""
    per_output = (c_in // groups) * kernel * kernel
    outputs = c_out * out_height * out_width
    return per_output * outputs

# %% square_output_and_float
# fault: two faults: takes out_height twice instead of out_height * out_width; and divides by groups with /, so a float comes back
# names: height_twice + not_whole, height_twice_not_whole
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    a, b = (kernel, kernel) if isinstance(kernel, int) else kernel
    one = a * b * c_in / groups
    return one * c_out * out_height ** 2

# %% times_groups_and_height_squared
# fault: two faults: multiplies by groups at the end (c_in is not divided, "the layer is run groups times"); and of a pair only the first number is used, squared
# names: groups_multiplied + kernel_height_squared
def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    if isinstance(kernel, tuple):
        kernel = kernel[0]
    one_value = c_in * kernel ** 2
    values = c_out * out_height * out_width
    work = one_value * values
    return work * groups

# %% product_of_a_list
# right
from functools import reduce
from operator import mul

def conv_multiply_adds(c_in, c_out, kernel, out_height, out_width, groups=1):
    factors = [out_width, out_height, c_out]
    factors += [kernel, kernel] if isinstance(kernel, int) else list(kernel)
    return reduce(mul, factors + [c_in]) // groups
