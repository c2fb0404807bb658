# %% c_in_missing
# fault: in conv_parameters a filter has one table of kernel height x width only: the channels that it sees are left out, and groups with them; the two other functions are right.
# names: conv_flat_filters
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    weights = c_out * kernel[0] * kernel[1]
    return weights + (c_out if bias else 0)


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    outputs = c_out * out_height * out_width
    return outputs * (c_in * kernel[0] * kernel[1] + (1 if bias else 0))

# %% groups_ignored
# fault: conv_parameters does not use groups; the two other functions are right.
# names: conv_groups_ignored
def pair(k):
    return (k, k) if isinstance(k, int) else k


def fc_parameters(n_in, n_out, bias=True):
    w = n_in * n_out
    if bias:
        w += n_out
    return w


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    h, w = pair(kernel)
    n = h * w * c_in * c_out
    if bias:
        n += c_out
    return n


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    h, w = pair(kernel)
    n = h * w * c_in * c_out * out_height * out_width
    if bias:
        n += c_out * out_height * out_width
    return n

# %% groups_divides_both
# fault: in conv_parameters both c_in and c_out are divided by groups for the weights and the product is not multiplied by groups again; the biases are right, and so are the other two functions.
# names: conv_groups_twice
def fc_parameters(n_in, n_out, bias=True):
    return (n_in + int(bias)) * n_out


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, tuple):
        kh, kw = kernel
    else:
        kh, kw = kernel, kernel
    w = (c_in // groups) * (c_out // groups) * kh * kw
    b = c_out if bias else 0
    return w + b


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, tuple):
        kh, kw = kernel
    else:
        kh, kw = kernel, kernel
    return (c_in * kh * kw + int(bias)) * c_out * out_height * out_width

# %% one_group_only
# fault: conv_parameters counts one group of filters only, with its biases: c_out // groups filters, each with its c_in // groups channels and one bias; it is not multiplied by groups.
# names: conv_groups_twice + conv_biases_split
def fc_parameters(n_in, n_out, bias=True):
    return n_out * (n_in + 1) if bias else n_out * n_in


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    c_in = c_in // groups
    c_out = c_out // groups
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    one_filter = c_in * kh * kw
    if bias:
        one_filter += 1
    return one_filter * c_out


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    one_output = c_in * kh * kw
    if bias:
        one_output += 1
    return one_output * c_out * out_height * out_width

# %% kernel_pair_unsupported
# fault: both functions with a kernel compute kernel * kernel, so a pair (height, width) raises TypeError; ints are right.
# names: conv_pair_refused + local_pair_refused
def fc_parameters(n_in, n_out, bias=True):
    params = n_in * n_out
    if bias:
        params = params + n_out
    return params


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    params = kernel * kernel * (c_in // groups) * c_out
    if bias:
        params = params + c_out
    return params


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    n_out = c_out * out_height * out_width
    params = kernel * kernel * c_in * n_out
    if bias:
        params = params + n_out
    return params

# %% local_bias_shared
# fault: locally_connected_parameters counts one bias for each channel of the output (c_out), as in a convolution, in place of one for each output.
# names: local_bias_per_channel
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + n_out * bias


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    return kh * kw * c_in // groups * c_out + c_out * bias


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    weights = conv_parameters(c_in, c_out, kernel, bias=False) * out_height * out_width
    if bias:
        return weights + c_out
    return weights

# %% one_bias_per_layer_fc
# fault: fc_parameters adds a single bias for the whole layer in place of one for each output.
# names: fc_one_bias
def fc_parameters(n_in, n_out, bias=True):
    total = n_in * n_out
    if bias:
        total += 1
    return total


def _kernel_area(kernel):
    if isinstance(kernel, int):
        return kernel ** 2
    a, b = kernel
    return a * b


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    total = c_in // groups * _kernel_area(kernel) * c_out
    if bias:
        total += c_out
    return total


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    n = c_out * out_height * out_width
    total = c_in * _kernel_area(kernel) * n
    if bias:
        total += n
    return total

# %% bias_per_table
# fault: conv_parameters counts a bias for each table of a filter, so for each pair of a filter and a channel that it sees, in place of one for each filter.
# names: conv_bias_per_input_channel
def fc_parameters(n_in, n_out, bias=True):
    return n_out * (n_in + (1 if bias else 0))


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    per_table = kernel[0] * kernel[1] + (1 if bias else 0)
    return per_table * (c_in // groups) * c_out


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    per_output = kernel[0] * kernel[1] * c_in + (1 if bias else 0)
    return per_output * c_out * out_height * out_width

# %% bias_divided_by_groups
# fault: conv_parameters divides the whole sum, biases included, by groups, so with groups there are too few biases (rounded down).
# names: conv_biases_split
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    total = c_in * c_out * kh * kw
    if bias:
        total += c_out
    return total // groups


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    total = c_in * c_out * kh * kw * out_height * out_width
    if bias:
        total += c_out * out_height * out_width
    return total

# %% float_from_groups
# fault: conv_parameters divides by groups with / and so returns a float; the value is right.
# names: conv_not_whole
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + bias * n_out


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    h, w = kernel
    return h * w * (c_in / groups) * c_out + bias * c_out


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    h, w = kernel
    return (h * w * c_in + bias) * c_out * out_height * out_width

# %% local_bias_argument_lost
# fault: locally_connected_parameters takes conv_parameters times the positions and does not pass bias on, so bias=False still counts the biases.
# names: local_bias_always
def fc_parameters(n_in, n_out, bias=True):
    if bias:
        return (n_in + 1) * n_out
    return n_in * n_out


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        k_h = k_w = kernel
    else:
        k_h, k_w = kernel
    n = (c_in // groups) * k_h * k_w
    if bias:
        n += 1
    return n * c_out


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    # a convolution of its own at every place
    return conv_parameters(c_in, c_out, kernel) * out_height * out_width

# %% local_c_out_missing
# fault: locally_connected_parameters counts outputs as out_height * out_width, so weights and biases of one filter only; c_out is missing.
# names: local_one_filter
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + n_out * int(bias)


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (kh * kw * c_in // groups + int(bias))


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    places = out_height * out_width
    return places * (kh * kw * c_in + int(bias))

# %% local_c_in_missing
# fault: locally_connected_parameters forgets the channels c_in: each output has kernel height x width weights only, plus its bias.
# names: local_one_channel
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    per_filter = c_in // groups * kh * kw
    total = 0
    for _ in range(c_out):
        total += per_filter
        if bias:
            total += 1
    return total


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n_outputs = c_out * out_height * out_width
    return n_outputs * kh * kw + (n_outputs if bias else 0)

# %% filters_per_group
# fault: conv_parameters takes c_out as the number of filters in each group, so there are groups * c_out filters and biases.
# names: conv_filters_in_every_group
def fc_parameters(n_in, n_out, bias=True):
    return n_out * (n_in + bias)


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    total = 0
    for g in range(groups):
        channels = c_in // groups
        total += channels * c_out * kernel[0] * kernel[1]
        if bias:
            total += c_out
    return total


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    return c_out * out_height * out_width * (c_in * kernel[0] * kernel[1] + bias)

# %% arguments_swapped
# fault: conv_parameters has groups before bias in its list of arguments, so a call with these by position is wrong (bias=False is taken as groups=0 and divides by zero).
# names: conv_groups_before_bias
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)


def conv_parameters(c_in, c_out, kernel, groups=1, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    weights = c_in // groups * c_out * kh * kw
    return weights + (c_out if bias else 0)


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    outs = c_out * out_height * out_width
    return outs * c_in * kh * kw + (outs if bias else 0)

# %% pair_height_only
# fault: of a kernel pair the height is used twice and the width never, in both functions that have a kernel.
# names: conv_height_squared + local_kernel_height_squared
def fc_parameters(n_in, n_out, bias=True):
    return (n_in + 1) * n_out if bias else n_in * n_out


def side(kernel):
    if isinstance(kernel, int):
        return kernel
    return kernel[0]


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    k = side(kernel)
    f = k ** 2 * (c_in // groups)
    return (f + 1) * c_out if bias else f * c_out


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    k = side(kernel)
    f = k ** 2 * c_in
    n = c_out * out_height * out_width
    return (f + 1) * n if bias else f * n

# %% bias_per_input
# fault: fc_parameters counts a bias for each input in place of each output, and conv_parameters likewise one for each channel that goes in.
# names: fc_bias_per_input + conv_bias_per_input
def fc_parameters(n_in, n_out, bias=True):
    weights = n_in * n_out
    biases = n_in if bias else 0
    return weights + biases


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = kernel, kernel
    weights = kernel[0] * kernel[1] * c_in * c_out // groups
    biases = c_in if bias else 0
    return weights + biases


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = kernel, kernel
    outputs = c_out * out_height * out_width
    weights = kernel[0] * kernel[1] * c_in * outputs
    biases = outputs if bias else 0
    return weights + biases

# %% bias_ignored_everywhere
# fault: none of the three functions counts biases, whatever bias says.
# names: fc_bias_forgotten + conv_bias_forgotten + local_bias_forgotten
import math

def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    shape = (kernel, kernel) if isinstance(kernel, int) else tuple(kernel)
    return c_out * (c_in // groups) * math.prod(shape)


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    return conv_parameters(c_in, c_out, kernel) * out_height * out_width

# %% local_bias_per_place_and_one_conv_bias
# fault: two faults: conv_parameters adds one bias for the whole layer, and locally_connected_parameters one for each position (out_height * out_width) in place of each output.
# names: local_bias_per_position + conv_one_bias
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_in // groups * c_out * kh * kw + int(bias)


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    positions = out_height * out_width
    return positions * c_in * c_out * kh * kw + (positions if bias else 0)

# %% right_all_from_fc
# right
def fc_parameters(n_in, n_out, bias=True):
    return n_out * (n_in + (1 if bias else 0))


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    # each group is a fully connected layer from one window to its share of the filters
    try:
        height, width = kernel
    except TypeError:
        height = width = kernel
    return groups * fc_parameters(c_in // groups * height * width, c_out // groups, bias)


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    # as many groups of one window each as there are positions
    positions = out_height * out_width
    return conv_parameters(c_in * positions, c_out * positions, kernel, bias, groups=positions)
