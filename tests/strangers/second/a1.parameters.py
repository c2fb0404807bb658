# %% filter_is_flat
# fault: a filter of the convolution has one kernel table only, c_in is forgotten (and with it the groups)
# names: conv_flat_filters
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + (n_out if bias else 0)


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    weights = kh * kw * c_out
    if bias:
        weights += c_out
    return weights


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    outputs = c_out * out_height * out_width
    return outputs * c_in * kh * kw + (outputs if bias else 0)

# %% plus_bias
# fault: the convolution adds the flag itself, one bias for the whole layer instead of one for each filter
# names: conv_one_bias
def _pair(kernel):
    if isinstance(kernel, int):
        return kernel, kernel
    return kernel


def fc_parameters(n_in, n_out, bias=True):
    return (n_in + bias) * n_out


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    h, w = _pair(kernel)
    return c_in // groups * c_out * h * w + bias


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    h, w = _pair(kernel)
    return (c_in * h * w + bias) * c_out * out_height * out_width

# %% groups_divide_twice
# fault: with groups it divides both channel numbers and forgets that there are as many blocks: the weights are too few by the factor groups
# names: conv_groups_twice
def fc_parameters(n_in, n_out, bias=True):
    total = n_in * n_out
    if bias:
        total += n_out
    return total


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    total = (c_in // groups) * (c_out // groups) * kernel[0] * kernel[1]
    if bias:
        total += c_out
    return total


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    one = c_in * kernel[0] * kernel[1]
    if bias:
        one += 1
    return one * c_out * out_height * out_width

# %% all_divided_by_groups
# fault: divides weights and biases together by groups, so there are c_out / groups biases instead of c_out
# names: conv_biases_split
def fc_parameters(n_in, n_out, bias=True):
    return n_out * (n_in + 1) if bias else n_out * n_in


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    a, b = [kernel] * 2 if isinstance(kernel, int) else kernel
    one_filter = c_in * a * b
    if bias:
        one_filter = one_filter + 1
    return c_out * one_filter // groups


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    return conv_parameters(c_in, c_out, kernel, bias) * out_height * out_width

# %% slash_for_groups
# fault: c_in / groups is a float, so the convolution (and all that is built on it) returns floats and not ints
# names: conv_not_whole, conv_not_whole + local_not_whole
def fc_parameters(n_in, n_out, bias=True):
    return n_in * n_out + n_out * int(bias)


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, tuple):
        k = kernel[0] * kernel[1]
    else:
        k = kernel**2
    return (c_in / groups) * c_out * k + c_out * int(bias)


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    return conv_parameters(c_in, c_out, kernel, bias) * out_height * out_width

# %% first_of_the_pair_squared
# fault: of a kernel pair only the height is taken, and squared
# names: conv_height_squared + local_kernel_height_squared
def area(kernel):
    side = kernel if isinstance(kernel, int) else kernel[0]
    return side * side


def fc_parameters(n_in, n_out, bias=True):
    if bias:
        return n_in * n_out + n_out
    return n_in * n_out


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    w = area(kernel) * (c_in // groups) * c_out
    return w + c_out if bias else w


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    outs = c_out * out_height * out_width
    w = area(kernel) * c_in * outs
    return w + outs if bias else w

# %% local_weights_shared_biases
# fault: the locally connected layer has c_out biases, shared over the positions, instead of one for each output
# names: local_bias_per_channel
def fc_parameters(n_in, n_out, bias=True):
    params = n_in * n_out
    params += n_out if bias else 0
    return params


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    kh, kw = (kernel, kernel) if type(kernel) == int else kernel
    params = c_out * kh * kw * (c_in // groups)
    params += c_out if bias else 0
    return params


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    params = conv_parameters(c_in, c_out, kernel, bias=False) * out_height * out_width
    params += c_out if bias else 0
    return params

# %% bias_and_groups_swapped_in_a_call
# fault: the locally connected function calls conv_parameters with groups and bias in the wrong order, so bias=False becomes groups=0: ZeroDivisionError
# names: local_bias_taken_for_groups
def fc_parameters(n_in, n_out, bias=True):
    return conv_parameters(n_in, n_out, 1, bias)


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    if isinstance(kernel, int):
        height = width = kernel
    else:
        height, width = kernel
    seen = c_in // groups
    one_filter = seen * height * width
    if bias:
        one_filter += 1
    return c_out * one_filter


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    positions = out_height * out_width
    return positions * conv_parameters(c_in, c_out, kernel, 1, bias)

# %% false_is_not_none
# fault: asks "bias is not None", so bias=False still counts the biases, in all three
# names: fc_bias_always + conv_bias_always + local_bias_always
def fc_parameters(n_in, n_out, bias=True):
    biases = n_out if bias is not None else 0
    return n_in * n_out + biases


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    h, w = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    biases = c_out if bias is not None else 0
    return c_out * (c_in // groups) * h * w + biases


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    h, w = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    biases = c_out * out_height * out_width if bias is not None else 0
    return c_out * out_height * out_width * c_in * h * w + biases

# %% bias_per_input_and_square_output
# fault: two faults: (1) fully connected: one bias for each input instead of each output; (2) locally connected: out_height squared, out_width is not used
# names: fc_bias_per_input + local_height_squared
def fc_parameters(n_in, n_out, bias=True):
    W = n_in * n_out
    b = n_in if bias else 0
    return W + b


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    try:
        kh, kw = kernel
    except TypeError:
        kh = kw = kernel
    W = kh * kw * (c_in // groups) * c_out
    b = c_out if bias else 0
    return W + b


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    return conv_parameters(c_in, c_out, kernel, bias) * out_height**2

# %% everything_is_a_convolution
# right
import math


def conv_parameters(c_in, c_out, kernel, bias=True, groups=1):
    table = math.prod(kernel) if isinstance(kernel, tuple) else kernel * kernel
    return sum(
        (c_out // groups) * (c_in // groups * table + (1 if bias else 0)) for block in range(groups)
    )


def fc_parameters(n_in, n_out, bias=True):
    return conv_parameters(n_in, n_out, 1, bias)


def locally_connected_parameters(c_in, c_out, kernel, out_height, out_width, bias=True):
    return conv_parameters(c_in, c_out * out_height * out_width, kernel, bias)
