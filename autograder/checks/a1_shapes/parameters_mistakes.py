"""Mistakes of fc_parameters and conv_parameters in a1.parameters."""

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


def fc_bias_per_input_and_output(right, n_in, n_out, bias=True):
    """fc_parameters counts a bias for each input and for each output. Every output has one."""
    return right(n_in, n_out, bias=False) + (n_in + n_out if bias else 0)


def fc_bias_per_weight(right, n_in, n_out, bias=True):
    """fc_parameters counts a bias for each weight. Every output has one."""
    return right(n_in, n_out, bias=False) * (2 if bias else 1)


def fc_bias_for_inputs_and_outputs(right, n_in, n_out, bias=True):
    """fc_parameters counts one more input and one more output for the biases. One more input is enough: every
    output has one bias."""
    return right(n_in, n_out, bias) + (n_in + 1 if bias else 0)


def fc_inputs_squared(right, n_in, n_out, bias=True):
    """fc_parameters multiplies the inputs by themselves. Every output has a weight for every input."""
    return right(n_in, n_in, False) + (n_out if bias else 0)


def fc_wraps_at_32_bits(right, n_in, n_out, bias=True):
    """fc_parameters counts in 32 bits, which overflow at 2147483648. Use Python's own int, or NumPy's int64."""
    return (right(n_in, n_out, bias) + 2**31) % 2**32 - 2**31


def fc_nothing_returned(right, n_in, n_out, bias=True):
    """fc_parameters returns None: it computes, and ends without a return."""
    right(n_in, n_out, bias)


FC_MISTAKES = (
    fc_bias_forgotten,
    fc_bias_always,
    fc_bias_per_input,
    fc_one_bias,
    fc_sum_for_product,
    fc_not_whole,
    fc_bias_reversed,
    fc_bias_per_input_and_output,
    fc_bias_per_weight,
    fc_bias_for_inputs_and_outputs,
    fc_inputs_squared,
    fc_wraps_at_32_bits,
    fc_nothing_returned,
)


def conv_bias_reversed(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts the biases where bias=False and not where bias=True."""
    return right(c_in, c_out, kernel, not bias, groups)


def conv_bias_per_group(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts one bias for each group. Every output channel has its own."""
    return right(c_in, c_out, kernel, False, groups) + (groups if bias else 0)


def conv_biases_in_every_group(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts the biases of all output channels in every group. There are c_out of them in all."""
    return right(c_in, c_out, kernel, False, groups) + (c_out * groups if bias else 0)


def conv_filters_in_every_group(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts c_out filters, with their biases, in every group. There are c_out filters in all."""
    return right(c_in // groups, c_out * groups, kernel, bias)


def conv_bias_per_input_channel_of_a_group(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts a bias for each input channel of a group. Every output channel has one."""
    return right(c_in, c_out, kernel, False, groups) + (c_in // groups if bias else 0)


def conv_bias_per_channel_on_both_sides(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts a bias for each input channel and for each output channel. Every output channel has
    one."""
    return right(c_in, c_out, kernel, bias, groups) + (c_in if bias else 0)


def conv_bias_per_single_weight(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts a bias for each weight. A filter adds one bias after its sum."""
    return right(c_in, c_out, kernel, False, groups) * (2 if bias else 1)


def conv_groups_before_bias(right, c_in, c_out, kernel, groups=1, bias=True):
    """conv_parameters has groups before bias among its arguments. The order is c_in, c_out, kernel, bias, groups."""
    if not groups:
        raise ZeroDivisionError("integer division or modulo by zero")
    return right(c_in, c_out, kernel, bias, groups)


def conv_one_filter_one_bias(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts one filter with its bias. There is a filter for every output channel."""
    return right(c_in, groups, kernel, False, groups) // groups + (1 if bias else 0)


def conv_all_multiplied_by_groups(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters multiplies weights and biases by groups. With groups a filter sees fewer channels: divide
    c_in by them, and leave the c_out biases as they are."""
    return right(c_in, c_out, kernel, bias) * groups


def conv_filters_twice(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters multiplies by the output channels twice."""
    one_filter = c_in // groups * pair(kernel)[0] * pair(kernel)[1] + (1 if bias else 0)
    return one_filter * c_out * c_out


def conv_channels_added(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters adds the channels that a filter sees and the output channels. Every filter has weights for
    all the channels that it sees, so they are multiplied."""
    return right(1, 1, kernel, False) * (c_in // groups + c_out) + (c_out if bias else 0)


def conv_kernel_left_out(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters leaves out the kernel. A filter has kernel height x kernel width weights for each channel."""
    return right(c_in, c_out, 1, bias, groups)


def conv_pair_sides_added(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters adds the two sides of a kernel given as a pair. It has height x width weights."""
    return right(c_in, c_out, (1, sum(kernel)) if isinstance(kernel, tuple) else kernel, bias, groups)


def conv_pair_height_alone(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts the first number of a kernel given as a pair and leaves out the second. The kernel
    has height x width weights."""
    return right(c_in, c_out, (1, kernel[0]) if isinstance(kernel, tuple) else kernel, bias, groups)


def conv_number_refused(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters takes a kernel given as a pair only. A whole number, for a square kernel, is allowed as
    well."""
    if isinstance(kernel, int):
        raise TypeError("cannot unpack non-iterable int object")
    return right(c_in, c_out, kernel, bias, groups)


def conv_wraps_at_32_bits(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts in 32 bits, which overflow at 2147483648. Use Python's own int, or NumPy's int64."""
    return (right(c_in, c_out, kernel, bias, groups) + 2**31) % 2**32 - 2**31


def conv_nothing_returned(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters returns None: it computes, and ends without a return."""
    right(c_in, c_out, kernel, bias, groups)


def conv_first_kernel_side_alone(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts one side of the kernel, of a pair the first. A kernel of 3 is 3 x 3 weights, and a pair
    is (height, width)."""
    return right(c_in, c_out, (1, pair(kernel)[0]), bias, groups)


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
    conv_bias_reversed,
    conv_bias_per_group,
    conv_biases_in_every_group,
    conv_filters_in_every_group,
    conv_bias_per_input_channel_of_a_group,
    conv_bias_per_channel_on_both_sides,
    conv_bias_per_single_weight,
    conv_groups_before_bias,
    conv_one_filter_one_bias,
    conv_all_multiplied_by_groups,
    conv_filters_twice,
    conv_channels_added,
    conv_kernel_left_out,
    conv_pair_sides_added,
    conv_pair_height_alone,
    conv_number_refused,
    conv_wraps_at_32_bits,
    conv_nothing_returned,
    conv_first_kernel_side_alone,
)
