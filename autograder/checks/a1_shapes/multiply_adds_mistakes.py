"""Mistakes of a1.multiply_adds."""

from autograder.checks.inputs import pair


def bias_counted(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts adding the biases too. Only multiplications with their additions count here."""
    return right(c_in, c_out, kernel, out_height, out_width, groups) + c_out * out_height * out_width


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
    """Your function hands groups to conv_parameters in the place of bias, so that biases are counted and
    groups have no effect. Give both by name: bias=False, groups=groups."""
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
)
