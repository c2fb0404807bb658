"""Mistakes of a1.multiply_adds."""

import numpy as np

from autograder.checks.inputs import pair


def bias_counted(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts adding the biases too. Only multiplications with their additions count here."""
    biases = right(1, c_out, 1, out_height, out_width)  # as many as there are output values
    return right(c_in, c_out, kernel, out_height, out_width, groups) + biases


def counted_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your result is twice the right one: a multiplication and its addition count as one."""
    return 2 * right(c_in, c_out, kernel, out_height, out_width, groups)


def operations_counted(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts multiplications and additions as two. A multiplication and its addition count as
    one."""
    return 2 * right(c_in, c_out, kernel, out_height, out_width, groups) - c_out * out_height * out_width


def biases_added_once(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts the biases once. They are parameters, but no multiplications."""
    return right(c_in, c_out, kernel, out_height, out_width, groups) + c_out


def biases_taken_off_once(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts adding the biases at every position and takes them off once. Count the weights
    alone, without biases."""
    with_biases = right(c_in, c_out, kernel, out_height, out_width, groups) + c_out * out_height * out_width
    return with_biases - c_out


def width_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes the output's width as its height too."""
    return right(c_in, c_out, kernel, out_width, out_width, groups)


def sides_added(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function adds the output's height and width. There are height x width positions."""
    return right(c_in, c_out, kernel, 1, out_height + out_width, groups)


def kernel_sides_added(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function adds the two sides of the kernel. A kernel of 3 is 3 x 3 weights."""
    return right(c_in, c_out, (1, sum(pair(kernel))), out_height, out_width, groups)


def pair_refused(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes a kernel given as a whole number only. A pair (height, width) is allowed as well."""
    if isinstance(kernel, tuple):
        raise TypeError("unsupported operand type(s) for ** or pow(): 'tuple' and 'int'")
    return right(c_in, c_out, kernel, out_height, out_width, groups)


def groups_taken_for_bias(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function hands groups to conv_parameters in the place of bias, so that biases are counted and
    groups have no effect. Give both by name: bias=False, groups=groups."""
    return right(c_in, c_out, kernel, out_height, out_width) + groups * c_out * out_height * out_width


def groups_taken_for_a_yes(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts the biases, and groups have no effect. (Handed to conv_parameters in the place of bias,
    groups do that: give both by name, bias=False, groups=groups.)"""
    return right(c_in, c_out, kernel, out_height, out_width) + c_out * out_height * out_width


def groups_multiplied(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function multiplies by groups. With groups a filter sees fewer channels: divide c_in by them."""
    return right(c_in * groups, c_out, kernel, out_height, out_width)


def not_whole(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function returns a float, because it divides with /. A number of multiply-adds is a whole
    number."""
    return float(right(c_in, c_out, kernel, out_height, out_width, groups))


def positions_forgotten(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your result is the number of weights. Every weight is used once at every position of the output."""
    return right(c_in, c_out, kernel, 1, 1, groups)


def height_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes the output's height as its width too."""
    return right(c_in, c_out, kernel, out_height, out_height, groups)


def one_input_channel(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function forgets the input channels. Every filter goes through all channels of its input (of its
    group)."""
    return right(1, c_out, kernel, out_height, out_width)


def one_filter(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts one filter. There is a filter for every output channel."""
    return right(c_in, groups, kernel, out_height, out_width, groups) // groups


def kernel_not_squared(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts one side of the kernel. A kernel of 3 is 3 x 3 weights."""
    kernel = (1, kernel) if isinstance(kernel, int) else kernel
    return right(c_in, c_out, kernel, out_height, out_width, groups)


def kernel_height_squared(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes a kernel given as a pair as if it were square, with the first number as both
    sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[0], out_height, out_width, groups)


def kernel_width_squared(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes a kernel given as a pair as if it were square, with the second number as both
    sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[1], out_height, out_width, groups)


def groups_ignored(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function ignores groups. A filter sees only the input channels of its own group."""
    return right(c_in, c_out, kernel, out_height, out_width)


def groups_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function divides by groups twice. Each filter sees c_in / groups channels, and there are still
    c_out filters in all."""
    return right(c_in // groups, c_out // groups, kernel, out_height, out_width)


def wraps_at_32_bits(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts in 32 bits, which overflow at 2147483648. Use Python's own int, or NumPy's
    int64."""
    exact = right(c_in, c_out, kernel, out_height, out_width, groups)
    return (exact + 2**31) % 2**32 - 2**31


def additions_counted(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts one fewer for each output value. The first product is added to a sum too, to one that
    is 0: each weight counts one multiply-add."""
    values = right(1, c_out, 1, out_height, out_width)
    return right(c_in, c_out, kernel, out_height, out_width, groups) - values


def filters_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function multiplies by the output channels twice. The weights of all filters together are used once at
    each position of the output, height x width in all."""
    weights = c_out * (c_in // groups) * pair(kernel)[0] * pair(kernel)[1]
    return weights * c_out * out_height * out_width


def input_channels_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function multiplies by the input channels twice."""
    return c_in * right(c_in, c_out, kernel, out_height, out_width, groups)


def channels_added(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function adds the input channels and the output channels. Every filter goes through all channels of its
    input, so they are multiplied."""
    return right(1, 1, kernel, out_height, out_width) * (c_in // groups + c_out)


def positions_of_the_kernel(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes the size of the output for the size of the input, and counts where a kernel fits into
    it. The output's height and width are the numbers of positions already."""
    height, width = pair(kernel)
    return right(c_in, c_out, kernel, out_height - height + 1, out_width - width + 1, groups)


def biases_split(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts the biases too, of c_out / groups channels. Only multiplications with their additions
    count here."""
    biases = c_out // groups * out_height * out_width
    return right(c_in, c_out, kernel, out_height, out_width, groups) + biases


def one_bias_at_every_position(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts one bias at every position. Only multiplications with their additions count here."""
    return right(c_in, c_out, kernel, out_height, out_width, groups) + out_height * out_width


def one_bias_in_all(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your result is one too large. Only multiplications with their additions count here, and no bias."""
    return right(c_in, c_out, kernel, out_height, out_width, groups) + 1


def biases_counted_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts multiplications and additions as two, and the biases as well. A multiplication and its
    addition count as one, a bias not at all."""
    return 2 * right(c_in, c_out, kernel, out_height, out_width, groups) + c_out * out_height * out_width


def counted_twice_with_biases(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts the parameters with their biases at every position, and takes that twice. A
    multiplication and its addition count as one, a bias not at all."""
    values = c_out * out_height * out_width
    return 2 * (right(c_in, c_out, kernel, out_height, out_width, groups) + values)


def kernel_sides_added_in_a_pair(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function adds the two sides of a kernel given as a pair. It has height x width weights."""
    kernel = (1, sum(kernel)) if isinstance(kernel, tuple) else kernel
    return right(c_in, c_out, kernel, out_height, out_width, groups)


def kernel_height_alone(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts the first number of a kernel given as a pair and leaves out the second. The kernel has
    height x width weights."""
    kernel = (1, kernel[0]) if isinstance(kernel, tuple) else kernel
    return right(c_in, c_out, kernel, out_height, out_width, groups)


def kernel_left_out(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function leaves out the kernel. Each output value takes height x width products for every channel that
    its filter sees."""
    return right(c_in, c_out, 1, out_height, out_width, groups)


def number_refused(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes a kernel given as a pair only. A whole number, for a square kernel, is allowed as
    well."""
    if isinstance(kernel, int):
        raise TypeError("cannot unpack non-iterable int object")
    return right(c_in, c_out, kernel, out_height, out_width, groups)


def groups_refused(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function is not written for groups yet: it raises NotImplementedError for them."""
    if groups > 1:
        raise NotImplementedError("groups")
    return right(c_in, c_out, kernel, out_height, out_width, groups)


def one_row(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function leaves out the output's height. There are height x width positions."""
    return right(c_in, c_out, kernel, 1, out_width, groups)


def one_column(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function leaves out the output's width. There are height x width positions."""
    return right(c_in, c_out, kernel, out_height, 1, groups)


def one_filter_on_one_channel(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts one filter that sees one channel. There is a filter for every output channel, and it goes
    through all channels of its input (of its group)."""
    return right(1, 1, kernel, out_height, out_width)


def rounded_in_single_precision(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your large counts are rounded: float32 keeps 7 digits. Use Python's own int, or NumPy's int64."""
    return int(np.float32(right(c_in, c_out, kernel, out_height, out_width, groups)))


def parameters_returned(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your result is the number of parameters. Every weight is used once at every position of the output, and
    biases do not count."""
    return right(c_in, c_out, kernel, 1, 1, groups) + c_out


def counted_twice_groups_ignored(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your result is twice the right one without groups. A multiplication and its addition count as one, and a
    filter sees only the input channels of its own group."""
    return 2 * right(c_in, c_out, kernel, out_height, out_width)


def bias_counted_groups_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts adding the biases too, and divides by groups twice. Each filter sees c_in / groups
    channels, there are still c_out filters in all, and biases do not count."""
    weights = right(c_in // groups, c_out // groups, kernel, out_height, out_width)
    return weights + c_out * out_height * out_width


def bias_counted_not_whole(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts adding the biases too, and returns a float. Only multiplications with their additions
    count here, and their number is whole: divide with //."""
    return float(right(c_in, c_out, kernel, out_height, out_width, groups) + c_out * out_height * out_width)


def height_twice_not_whole(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes the output's height as its width too, and returns a float. A number of multiply-adds is a
    whole number: divide with //."""
    return float(right(c_in, c_out, kernel, out_height, out_height, groups))


def counted_twice_not_whole(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your result is twice the right one, and a float. A multiplication and its addition count as one, and their
    number is whole: divide with //."""
    return 2.0 * right(c_in, c_out, kernel, out_height, out_width, groups)


def kernel_height_squared_not_whole(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes the first number of a pair as both sides of the kernel, and returns a float. A pair is
    (height, width), and a number of multiply-adds is a whole number: divide with //."""
    return float(right(c_in, c_out, pair(kernel)[0], out_height, out_width, groups))


def one_filter_not_whole(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts one filter, and returns a float. There is a filter for every output channel, and a number
    of multiply-adds is a whole number: divide with //."""
    return float(right(c_in, groups, kernel, out_height, out_width, groups) // groups)


def positions_forgotten_not_whole(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your result is the number of weights, as a float. Every weight is used once at every position of the output,
    and a number of multiply-adds is a whole number: divide with //."""
    return float(right(c_in, c_out, kernel, 1, 1, groups))


def first_kernel_side_alone(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts one side of the kernel, of a pair the first. A kernel of 3 is 3 x 3 weights, and a pair is
    (height, width)."""
    return right(c_in, c_out, (1, pair(kernel)[0]), out_height, out_width, groups)


def input_channels_for_filters(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes the input channels for the output channels too. There is a filter for every output
    channel."""
    return c_in // groups * c_in * pair(kernel)[0] * pair(kernel)[1] * out_height * out_width


MULTIPLY_ADDS_MISTAKES = (
    bias_counted,
    counted_twice,
    operations_counted,
    biases_added_once,
    biases_taken_off_once,
    width_twice,
    sides_added,
    kernel_sides_added,
    pair_refused,
    groups_taken_for_bias,
    groups_taken_for_a_yes,
    groups_multiplied,
    not_whole,
    positions_forgotten,
    height_twice,
    one_input_channel,
    one_filter,
    kernel_not_squared,
    kernel_height_squared,
    kernel_width_squared,
    groups_ignored,
    groups_twice,
    wraps_at_32_bits,
    additions_counted,
    filters_twice,
    input_channels_twice,
    channels_added,
    positions_of_the_kernel,
    biases_split,
    one_bias_at_every_position,
    one_bias_in_all,
    biases_counted_twice,
    counted_twice_with_biases,
    kernel_sides_added_in_a_pair,
    kernel_height_alone,
    kernel_left_out,
    number_refused,
    groups_refused,
    one_row,
    one_column,
    one_filter_on_one_channel,
    rounded_in_single_precision,
    parameters_returned,
    counted_twice_groups_ignored,
    bias_counted_groups_twice,
    bias_counted_not_whole,
    height_twice_not_whole,
    counted_twice_not_whole,
    kernel_height_squared_not_whole,
    one_filter_not_whole,
    positions_forgotten_not_whole,
    first_kernel_side_alone,
    input_channels_for_filters,
)
