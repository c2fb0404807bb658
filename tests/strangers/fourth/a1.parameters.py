# %% groups_ignored
# fault: conv_parameters takes groups but never uses it.
# names: conv_groups_ignored
def _area(kernel):
    if isinstance(kernel, int):
        return kernel * kernel
    return kernel[0] * kernel[1]

def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    weights = c_in * c_out * _area(kernel)
    if bias:
        weights += c_out
    return weights

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    outputs = c_out * out_height * out_width
    return outputs * (c_in * _area(kernel) + int(bias))

# %% local_bias_shared
# fault: locally_connected_parameters counts one bias for each filter (c_out) in place of one for each output.
# names: local_bias_per_channel
def fc_parameters(n_in, n_out, bias=True):
    params = n_in * n_out
    if bias:
        params += n_out
    return params

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    kh, kw = kernel
    params = c_out * (c_in // groups) * kh * kw
    if bias:
        params += c_out
    return params

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    kh, kw = kernel
    params = c_in * kh * kw * c_out * out_height * out_width
    if bias:
        params += c_out
    return params

# %% filter_sees_one_channel
# fault: conv_parameters gives each filter one table of kernel height x width only, without a table for each channel that it sees (c_in is not used).
# names: conv_flat_filters
# hints: conv_groups_ignored
def fc_parameters(n_in, n_out, bias=True):
    return (n_in + bias) * n_out

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    h, w = (kernel, kernel) if isinstance(kernel, int) else kernel
    per_filter = h * w + (1 if bias else 0)
    return per_filter * c_out

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    h, w = (kernel, kernel) if isinstance(kernel, int) else kernel
    per_output = c_in * h * w + (1 if bias else 0)
    return per_output * c_out * out_height * out_width

# %% groups_divide_both
# fault: in conv_parameters groups divides the filters as well as the channels, so the weights are those of a single group (too few by the factor groups); the biases are right.
# names: conv_groups_twice
def kernel_size(kernel):
    return kernel ** 2 if isinstance(kernel, int) else kernel[0] * kernel[1]

def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + n_out * bias

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    w = (c_in // groups) * (c_out // groups) * kernel_size(kernel)
    b = c_out if bias else 0
    return w + b

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    n = out_height * out_width * c_out
    w = n * c_in * kernel_size(kernel)
    b = n if bias else 0
    return w + b

# %% pair_not_handled
# fault: the kernel is squared without a test for a pair, so a tuple (height, width) raises TypeError in conv_parameters and locally_connected_parameters.
# names: conv_pair_refused + local_pair_refused
# hints: conv_pair_refused, local_pair_refused
def fc_parameters(n_in, n_out, bias=True):
    if bias:
        return n_in * n_out + n_out
    return n_in * n_out

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    weights = kernel ** 2 * (c_in // groups) * c_out
    if bias:
        return weights + c_out
    return weights

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    weights = kernel ** 2 * c_in * c_out * out_height * out_width
    if bias:
        return weights + c_out * out_height * out_width
    return weights

# %% one_bias_for_the_layer
# fault: conv_parameters adds one single bias for the whole layer in place of one for each filter.
# names: conv_one_bias
def to_pair(kernel):
    return (kernel, kernel) if isinstance(kernel, int) else kernel

def fc_parameters(n_in, n_out, bias=True):
    return n_out * (n_in + 1) if bias else n_out * n_in

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = to_pair(kernel)
    total = kh * kw * c_in * c_out // groups
    if bias:
        total += 1
    return total

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = to_pair(kernel)
    one = kh * kw * c_in
    if bias:
        one += 1
    return one * c_out * out_height * out_width

# %% fc_bias_per_input
# fault: fc_parameters counts one bias for each input in place of one for each output.
# names: fc_bias_per_input
def fc_parameters(n_in, n_out, bias=True):
    weights = n_in * n_out
    biases = n_in if bias else 0
    return weights + biases

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, tuple):
        height, width = kernel
    else:
        height = width = kernel
    weights = c_out * height * width * (c_in // groups)
    biases = c_out if bias else 0
    return weights + biases

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, tuple):
        height, width = kernel
    else:
        height = width = kernel
    outputs = c_out * out_height * out_width
    weights = outputs * height * width * c_in
    biases = outputs if bias else 0
    return weights + biases

# %% bias_per_table
# fault: conv_parameters counts a bias for every table of weights, that is for every pair of a channel that a filter sees and a filter, in place of one for each filter.
# names: conv_bias_per_input_channel
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = kernel, kernel
    table = kernel[0] * kernel[1]
    if bias:
        table = table + 1
    tables = c_out * (c_in // groups)
    return tables * table

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = kernel, kernel
    window = kernel[0] * kernel[1] * c_in
    if bias:
        window = window + 1
    return window * c_out * out_height * out_width

# %% local_ignores_bias_flag
# fault: locally_connected_parameters calls conv_parameters without passing bias on, so the biases are counted also with bias=False.
# names: local_bias_always
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + int(bias) * n_out

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    return c_in // groups * kernel[0] * kernel[1] * c_out + int(bias) * c_out

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    # one convolution of its own at each position
    return conv_parameters(c_in, c_out, kernel) * out_height * out_width

# %% groups_multiply
# fault: conv_parameters takes c_out as the number of filters of one group: every group has c_out filters, so weights and biases are multiplied by groups (the channels are divided rightly).
# names: conv_filters_in_every_group
# hints: conv_biases_in_every_group
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    total = 0
    for g in range(groups):
        channels = c_in // groups
        total += channels * kh * kw * c_out
        if bias:
            total += c_out
    return total

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    total = 0
    for row in range(out_height):
        total += out_width * c_out * (c_in * kh * kw + (1 if bias else 0))
    return total

# %% bias_divided_by_groups
# fault: conv_parameters divides the whole count by groups, the biases too, so only c_out / groups biases are counted.
# names: conv_biases_split
def fc_parameters(n_in, n_out, bias=True):
    return (n_in + (1 if bias else 0)) * n_out

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kh = kw = kernel
    else:
        kh, kw = kernel
    full = c_in * c_out * kh * kw
    if bias:
        full += c_out
    return full // groups

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kh = kw = kernel
    else:
        kh, kw = kernel
    return out_height * out_width * (c_in * c_out * kh * kw + (c_out if bias else 0))

# %% height_squared
# fault: for a pair the height is squared in place of height times width, in conv_parameters and locally_connected_parameters.
# names: conv_height_squared + local_kernel_height_squared
# hints: conv_height_squared, local_kernel_height_squared
def get_k(kernel):
    if isinstance(kernel, int):
        return kernel
    return kernel[0]

def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + bias * n_out

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    k = get_k(kernel)
    return k * k * (c_in // groups) * c_out + bias * c_out

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    k = get_k(kernel)
    return (k * k * c_in + bias) * (c_out * out_height * out_width)

# %% local_weights_shared
# fault: locally_connected_parameters counts the weights as in a convolution, shared by all positions, and only the biases for each output.
# names: local_weights_shared, local_shared
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if type(kernel) is int else kernel
    count = c_in * kh * kw * c_out // groups
    return count + c_out if bias else count

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    count = conv_parameters(c_in, c_out, kernel, bias=False)
    return count + c_out * out_height * out_width if bias else count

# %% local_one_filter
# fault: locally_connected_parameters forgets c_out: weights and biases are counted for one output map only.
# names: local_one_filter
def fc_parameters(n_in, n_out, bias=True):
    return n_out * (n_in + bool(bias))

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if not isinstance(kernel, tuple):
        kernel = (kernel, kernel)
    return c_out * ((c_in // groups) * kernel[0] * kernel[1] + bool(bias))

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if not isinstance(kernel, tuple):
        kernel = (kernel, kernel)
    positions = out_height * out_width
    return positions * (c_in * kernel[0] * kernel[1] + bool(bias))

# %% argument_order
# fault: conv_parameters is defined with groups before bias, so a call by position such as conv_parameters(2, 3, 2, False) or conv_parameters(4, 4, 3, True, 2) takes bias for groups (0 groups raises ZeroDivisionError, 1 group is used in place of 2).
# names: conv_groups_before_bias
def area(k):
    return k * k if isinstance(k, int) else k[0] * k[1]

def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)

def conv_parameters(c_in, c_out, kernel, groups=1, bias=True):
    weights = (c_in // groups) * area(kernel) * c_out
    return weights + (c_out if bias else 0)

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    return out_height * out_width * conv_parameters(c_in, c_out, kernel, bias=bias)

# %% fc_bias_single_and_float_groups
# fault: two faults: fc_parameters adds a single bias for the whole layer, and conv_parameters divides by groups with /, so it returns a float.
# names: fc_one_bias + conv_not_whole
# hints: fc_one_bias, conv_not_whole
def fc_parameters(n_in, n_out, bias=True):
    total = n_in * n_out
    if bias:
        total = total + 1
    return total

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = [kernel, kernel]
    total = c_in / groups * c_out * kernel[0] * kernel[1]
    if bias:
        total = total + c_out
    return total

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = [kernel, kernel]
    total = c_in * c_out * kernel[0] * kernel[1] * out_height * out_width
    if bias:
        total = total + c_out * out_height * out_width
    return total

# %% right_all_from_fc
# right
import math

def fc_parameters(n_in, n_out, bias=True):
    return (n_in + (1 if bias else 0)) * n_out

def _cells(kernel):
    """Cells of a kernel; an int is a square."""
    try:
        return math.prod(kernel)
    except TypeError:
        return kernel * kernel

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    # each group is a small fully connected layer from one window to its share of the filters
    return groups * fc_parameters(c_in // groups * _cells(kernel), c_out // groups, bias)

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    # the whole is as if every position were a group with channels of its own
    places = out_height * out_width
    return conv_parameters(c_in * places, c_out * places, kernel, bias, groups=places)
