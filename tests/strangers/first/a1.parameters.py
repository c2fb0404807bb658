# %% one_bias_for_the_layer
# fault: the fully connected layer gets a single bias in all, not one for each output
# names: fc_one_bias
def fc_parameters(n_in, n_out, bias=True):
    weights = n_in * n_out
    return weights + 1 if bias else weights

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    weights = c_out * (c_in // groups) * kernel[0] * kernel[1]
    return weights + c_out if bias else weights

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    outputs = c_out * out_height * out_width
    weights = outputs * c_in * kernel[0] * kernel[1]
    return weights + outputs if bias else weights

# %% square_only
# fault: both convolutions compute kernel ** 2, so a pair ends in a TypeError
# names: conv_pair_refused + local_pair_refused
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + bias * n_out

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    return c_in // groups * kernel**2 * c_out + bias * c_out

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    n_out = c_out * out_height * out_width
    return c_in * kernel**2 * n_out + bias * n_out

# %% flat_filters
# fault: a filter of the convolution is height x width only, the input channels are forgotten (the locally connected layer has them)
# names: conv_flat_filters
def hw(kernel):
    if type(kernel) == int:
        return kernel * kernel
    return kernel[0] * kernel[1]

def fc_parameters(n_in, n_out, bias=True):
    if bias:
        return (n_in + 1) * n_out
    return n_in * n_out

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    one_filter = hw(kernel)
    if bias:
        one_filter = one_filter + 1
    return one_filter * c_out

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    one_output = hw(kernel) * c_in
    if bias:
        one_output = one_output + 1
    return one_output * c_out * out_height * out_width

# %% both_sides_split
# fault: with groups, input channels and filters are both divided by groups, so the weights are counted for one block only
# names: conv_groups_twice
def fc_parameters(n_in: int, n_out: int, bias: bool = True) -> int:
    p = n_in * n_out
    if bias:
        p += n_out
    return p

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kh = kw = kernel
    else:
        kh, kw = kernel
    in_per_group = c_in // groups
    out_per_group = c_out // groups
    p = in_per_group * out_per_group * kh * kw
    if bias:
        p += c_out
    return p

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kh = kw = kernel
    else:
        kh, kw = kernel
    p = c_in * kh * kw * c_out * out_height * out_width
    if bias:
        p += c_out * out_height * out_width
    return p

# %% biases_split_too
# fault: with groups, the whole count is divided by groups, the biases with it
# names: conv_biases_split
def fc_parameters(n_in, n_out, bias=True):
    return n_out * (n_in + int(bias))

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    (h, w) = (kernel, kernel) if isinstance(kernel, int) else kernel
    return c_out * (c_in * h * w + int(bias)) // groups

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    (h, w) = (kernel, kernel) if isinstance(kernel, int) else kernel
    return out_height * out_width * c_out * (c_in * h * w + int(bias))

# %% local_biases_shared
# fault: the locally connected layer has one bias for each output channel, as a convolution, not one for each output value
# names: local_bias_per_channel
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = [kernel] * 2 if isinstance(kernel, int) else kernel
    return (c_in // groups) * kh * kw * c_out + (c_out if bias else 0)

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = [kernel] * 2 if isinstance(kernel, int) else kernel
    weights = c_in * kh * kw * c_out * out_height * out_width
    return weights + (c_out if bias else 0)

# %% bias_not_passed_on
# fault: locally_connected_parameters calls conv_parameters without passing bias on, so bias=False still counts the biases
# names: local_bias_always
def fc_parameters(n_in, n_out, bias=True):
    total = 0
    for neuron in range(n_out):
        total += n_in
        if bias:
            total += 1
    return total

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = kernel, kernel
    total = 0
    for f in range(c_out):
        total += c_in // groups * kernel[0] * kernel[1]
        if bias:
            total += 1
    return total

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    return conv_parameters(c_in, c_out, kernel) * out_height * out_width

# %% width_forgotten
# fault: of a pair only the height is used, squared
# names: conv_height_squared + local_kernel_height_squared
def _k2(kernel):
    k = kernel if isinstance(kernel, int) else kernel[0]
    return k ** 2

def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + n_out * bias

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    return c_out * (c_in // groups * _k2(kernel) + bias)

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    return c_out * out_height * out_width * (c_in * _k2(kernel) + bias)

# %% groups_never_used
# fault: the argument groups of conv_parameters is never used
# names: conv_groups_ignored
def fc_parameters(n_in, n_out, bias=True):
    if bias == True:
        return n_in * n_out + n_out
    else:
        return n_in * n_out

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        height = kernel
        width = kernel
    else:
        height = kernel[0]
        width = kernel[1]
    n = c_in * height * width
    if bias == True:
        n = n + 1
    return n * c_out

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        height = kernel
        width = kernel
    else:
        height = kernel[0]
        width = kernel[1]
    n = c_in * height * width
    if bias == True:
        n = n + 1
    return n * c_out * out_height * out_width

# %% float_groups_and_local_without_filters
# fault: two faults: c_in / groups makes conv_parameters return a float; and the locally connected layer has forgotten the c_out output channels
# names: conv_not_whole + local_one_filter
def fc_parameters(n_in, n_out, bias=True):
    return (n_in + bool(bias)) * n_out

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if not isinstance(kernel, tuple):
        kernel = (kernel, kernel)
    return c_out * (c_in / groups * kernel[0] * kernel[1] + bool(bias))

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if not isinstance(kernel, tuple):
        kernel = (kernel, kernel)
    return out_height * out_width * (c_in * kernel[0] * kernel[1] + bool(bias))

# %% bias_of_input_and_per_channel
# fault: two faults: the fully connected layer has one bias for each input; and the convolution has a bias for each pair of input and output channel
# names: fc_bias_per_input + conv_bias_per_input_channel
def fc_parameters(n_in, n_out, bias=True):
    w = n_in * n_out
    b = n_in if bias else 0
    return w + b

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    c_in = c_in // groups
    one_slice = kh * kw + (1 if bias else 0)
    return c_in * c_out * one_slice

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    outputs = c_out * out_height * out_width
    return outputs * c_in * kh * kw + (outputs if bias else 0)

# %% everything_is_fc
# right
def _pair(kernel):
    try:
        h, w = kernel
    except TypeError:
        h = w = kernel
    return h, w

def fc_parameters(n_in, n_out, bias=True):
    return n_out * sum([n_in, *([1] if bias else [])])

def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    # each block is a small fully connected layer on one window
    h, w = _pair(kernel)
    return sum(fc_parameters(h * w * (c_in // groups), c_out // groups, bias) for block in range(groups))

def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    h, w = _pair(kernel)
    return fc_parameters(h * w * c_in, c_out * out_width * out_height, bias)
