"""Mistakes of a1.parameters."""

from autograder.checks.inputs import pair


def fc_bias_forgotten(right, n_in, n_out, bias=True):
    """fc_parameters never counts the biases. Every output has one, unless bias=False."""
    return right(n_in, n_out, bias=False)


def fc_bias_always(right, n_in, n_out, bias=True):
    """fc_parameters counts biases even where bias=False."""
    return right(n_in, n_out, bias=True)


def fc_bias_per_input(right, n_in, n_out, bias=True):
    """fc_parameters counts a bias for each input. Every output has one."""
    return right(n_in, n_out, bias=False) + (n_in if bias else 0)


def fc_one_bias(right, n_in, n_out, bias=True):
    """fc_parameters counts one bias for the whole layer. Every output has its own."""
    return right(n_in, n_out, bias=False) + (1 if bias else 0)


def fc_sum_for_product(right, n_in, n_out, bias=True):
    """fc_parameters adds the numbers of inputs and outputs. Every output has a weight for every input."""
    return n_in + right(1, n_out, bias)


def fc_not_whole(right, n_in, n_out, bias=True):
    """fc_parameters returns a float. A number of parameters is a whole number."""
    return float(right(n_in, n_out, bias))


def fc_bias_reversed(right, n_in, n_out, bias=True):
    """fc_parameters counts the biases where bias=False and not where bias=True."""
    return right(n_in, n_out, not bias)


def conv_bias_forgotten(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters never counts the biases. Every output channel has one, unless bias=False."""
    return right(c_in, c_out, kernel, False, groups)


def conv_bias_always(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts biases even where bias=False."""
    return right(c_in, c_out, kernel, True, groups)


def conv_bias_per_input_channel(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts a bias for each channel of each filter. A filter sums over its channels and
    then adds one bias."""
    return right(c_in, c_out, kernel, False, groups) + (c_in // groups * c_out if bias else 0)


def conv_one_bias(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts one bias for the whole layer. Every output channel has its own."""
    return right(c_in, c_out, kernel, False, groups) + (1 if bias else 0)


def conv_bias_per_input(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts a bias for each input channel. Every output channel has one."""
    return right(c_in, c_out, kernel, False, groups) + (c_in if bias else 0)


def conv_bias_per_weight(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts a bias for each weight of a filter. A filter adds one bias after its sum."""
    weights = right(c_in, c_out, kernel, False, groups)
    return weights + (c_out * pair(kernel)[0] * pair(kernel)[1] if bias else 0)


def conv_biases_split(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters divides the biases by groups as well. Groups take channels from each filter; there are
    still c_out filters, and each has its bias."""
    return right(c_in, c_out, kernel, False, groups) + (c_out // groups if bias else 0)


def conv_groups_multiplied(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters multiplies by groups. With groups a filter sees fewer channels: divide c_in by them."""
    return right(c_in * groups, c_out, kernel, bias, 1)


def conv_groups_refused(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters is not written for groups yet: it raises NotImplementedError for them."""
    if groups > 1:
        raise NotImplementedError("groups")
    return right(c_in, c_out, kernel, bias, groups)


def conv_pair_refused(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters takes a kernel given as a whole number only. A pair (height, width) is allowed as
    well."""
    if isinstance(kernel, tuple):
        raise TypeError("unsupported operand type(s) for ** or pow(): 'tuple' and 'int'")
    return right(c_in, c_out, kernel, bias, groups)


def conv_kernel_sides_added(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters adds the two sides of the kernel. A kernel of 3 is 3 x 3 weights."""
    return right(c_in, c_out, (1, sum(pair(kernel))), bias, groups)


def conv_not_whole(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters returns a float, because it divides with /. A number of parameters is a whole number."""
    return float(right(c_in, c_out, kernel, bias, groups))


def conv_flat_filters(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts filters that see one channel only. A filter goes through all channels of its
    input (of its group)."""
    return right(1, c_out, kernel, bias, 1)


def conv_one_filter(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts the weights of one filter. There is a filter for every output channel."""
    return right(c_in, groups, kernel, False, groups) // groups + (c_out if bias else 0)


def conv_kernel_not_squared(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts one side of the kernel. A kernel of 3 is 3 x 3 weights."""
    return right(c_in, c_out, (1, kernel) if isinstance(kernel, int) else kernel, bias, groups)


def conv_height_squared(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters takes a kernel given as a pair as if it were square, with the first number as both
    sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[0], bias, groups)


def conv_width_squared(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters takes a kernel given as a pair as if it were square, with the second number as both
    sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[1], bias, groups)


def conv_groups_ignored(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters ignores groups. A filter sees only the input channels of its own group."""
    return right(c_in, c_out, kernel, bias)


def conv_groups_twice(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters divides by groups twice. Each filter sees c_in / groups channels, and there are still
    c_out filters in all."""
    return right(c_in // groups, c_out // groups, kernel, False) + (c_out if bias else 0)


def local_shared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts shared weights, as in a convolution. Here every position of the
    output has weights and biases of its own."""
    return right(c_in, c_out, kernel, 1, 1, bias)


def local_weights_shared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts shared weights, as in a convolution, and a bias for every output
    value. The weights are not shared either: every output value has its own."""
    biases = c_out * out_height * out_width if bias else 0
    return right(c_in, c_out, kernel, 1, 1, False) + biases


def local_one_filter(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one output channel. Every channel of every position has weights and
    a bias of its own."""
    return right(c_in, 1, kernel, out_height, out_width, bias)


def local_one_channel(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts windows of one channel. A window goes through all channels of its
    input."""
    return right(1, c_out, kernel, out_height, out_width, bias)


def local_kernel_not_squared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one side of the kernel. A kernel of 3 is 3 x 3 weights."""
    kernel = (1, kernel) if isinstance(kernel, int) else kernel
    return right(c_in, c_out, kernel, out_height, out_width, bias)


def local_kernel_width_squared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes a kernel given as a pair as if it were square, with the second
    number as both sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[1], out_height, out_width, bias)


def local_pair_refused(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes a kernel given as a whole number only. A pair (height, width) is
    allowed as well."""
    if isinstance(kernel, tuple):
        raise TypeError("unsupported operand type(s) for ** or pow(): 'tuple' and 'int'")
    return right(c_in, c_out, kernel, out_height, out_width, bias)


def local_one_bias(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one bias for the whole layer. Every output value has its own."""
    return right(c_in, c_out, kernel, out_height, out_width, False) + (1 if bias else 0)


def local_bias_per_input_channel(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts a bias for each channel of each window. A window sums over its
    channels and then adds one bias."""
    biases = c_in * c_out * out_height * out_width if bias else 0
    return right(c_in, c_out, kernel, out_height, out_width, False) + biases


def local_sides_added(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters adds the output's height and width. There are height x width positions."""
    return right(c_in, c_out, kernel, 1, out_height + out_width, bias)


def local_as_fully_connected(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters gives every output value a weight for every value of an input as large as
    the output. It has weights for its own window alone."""
    return right(c_in, c_out, (out_height, out_width), out_height, out_width, bias)


def local_bias_per_channel(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one bias for each output channel. Here every output value has its
    own."""
    return right(c_in, c_out, kernel, out_height, out_width, False) + (c_out if bias else 0)


def local_bias_per_position(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one bias for each position. Every channel of every position has
    its own."""
    return right(c_in, c_out, kernel, out_height, out_width, False) + (out_height * out_width if bias else 0)


def local_bias_forgotten(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters never counts the biases. Every output value has one, unless bias=False."""
    return right(c_in, c_out, kernel, out_height, out_width, False)


def local_bias_always(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts biases even where bias=False."""
    return right(c_in, c_out, kernel, out_height, out_width, True)


def local_height_squared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes the output's height as its width too."""
    return right(c_in, c_out, kernel, out_height, out_height, bias)


def local_kernel_height_squared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes a kernel given as a pair as if it were square, with the first
    number as both sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[0], out_height, out_width, bias)


FC_MISTAKES = (
    fc_bias_forgotten,
    fc_bias_always,
    fc_bias_per_input,
    fc_one_bias,
    fc_sum_for_product,
    fc_not_whole,
    fc_bias_reversed,
)

CONV_MISTAKES = (
    conv_bias_forgotten,
    conv_bias_always,
    conv_bias_per_input_channel,
    conv_one_bias,
    conv_bias_per_input,
    conv_bias_per_weight,
    conv_biases_split,
    conv_groups_multiplied,
    conv_groups_refused,
    conv_pair_refused,
    conv_kernel_sides_added,
    conv_not_whole,
    conv_flat_filters,
    conv_one_filter,
    conv_kernel_not_squared,
    conv_height_squared,
    conv_width_squared,
    conv_groups_ignored,
    conv_groups_twice,
)

LOCAL_MISTAKES = (
    local_shared,
    local_weights_shared,
    local_one_filter,
    local_one_channel,
    local_kernel_not_squared,
    local_kernel_width_squared,
    local_pair_refused,
    local_one_bias,
    local_bias_per_input_channel,
    local_sides_added,
    local_as_fully_connected,
    local_bias_per_channel,
    local_bias_per_position,
    local_bias_forgotten,
    local_bias_always,
    local_height_squared,
    local_kernel_height_squared,
)
