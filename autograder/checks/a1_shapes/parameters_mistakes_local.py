"""Mistakes of locally_connected_parameters in a1.parameters."""

from autograder.checks.inputs import pair


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


def local_bias_reversed(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts the biases where bias=False and not where bias=True."""
    return right(c_in, c_out, kernel, out_height, out_width, not bias)


def local_bias_per_kernel_weight(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts a bias for each weight of a table. A window adds one bias after its
    sum."""
    biases = c_out * out_height * out_width * pair(kernel)[0] * pair(kernel)[1] if bias else 0
    return right(c_in, c_out, kernel, out_height, out_width, False) + biases


def local_bias_per_single_weight(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts a bias for each weight. A window adds one bias after its sum."""
    return right(c_in, c_out, kernel, out_height, out_width, False) * (2 if bias else 1)


def local_bias_taken_for_groups(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters divides by zero where bias=False. (Handed on to conv_parameters in the place
    of groups, bias does that: give it by name.)"""
    if not bias:
        raise ZeroDivisionError("integer division or modulo by zero")
    return right(c_in, c_out, kernel, out_height, out_width, bias)


def local_filters_twice(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters multiplies by the output channels twice."""
    one_filter = c_in * pair(kernel)[0] * pair(kernel)[1] + (1 if bias else 0)
    return one_filter * c_out * c_out * out_height * out_width


def local_weights_of_one_position(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one output value. Every channel of every position has weights and a bias
    of its own."""
    return right(c_in, 1, kernel, 1, 1, bias)


def local_positions_of_the_kernel(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes the size of the output for the size of the input, and counts where a
    kernel fits into it. The output's height and width are the numbers of positions already."""
    height, width = pair(kernel)
    return right(c_in, c_out, kernel, out_height - height + 1, out_width - width + 1, bias)


def local_kernel_sides_added(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters adds the two sides of the kernel. A kernel of 3 is 3 x 3 weights."""
    return right(c_in, c_out, (1, sum(pair(kernel))), out_height, out_width, bias)


def local_pair_sides_added(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters adds the two sides of a kernel given as a pair. It has height x width
    weights."""
    kernel = (1, sum(kernel)) if isinstance(kernel, tuple) else kernel
    return right(c_in, c_out, kernel, out_height, out_width, bias)


def local_pair_height_alone(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts the first number of a kernel given as a pair and leaves out the second.
    The kernel has height x width weights."""
    kernel = (1, kernel[0]) if isinstance(kernel, tuple) else kernel
    return right(c_in, c_out, kernel, out_height, out_width, bias)


def local_kernel_left_out(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters leaves out the kernel. A window has kernel height x kernel width weights for each
    channel."""
    return right(c_in, c_out, 1, out_height, out_width, bias)


def local_number_refused(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes a kernel given as a pair only. A whole number, for a square kernel, is
    allowed as well."""
    if isinstance(kernel, int):
        raise TypeError("cannot unpack non-iterable int object")
    return right(c_in, c_out, kernel, out_height, out_width, bias)


def local_width_squared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes the output's width as its height too."""
    return right(c_in, c_out, kernel, out_width, out_width, bias)


def local_one_row(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters leaves out the output's height. There are height x width positions."""
    return right(c_in, c_out, kernel, 1, out_width, bias)


def local_one_column(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters leaves out the output's width. There are height x width positions."""
    return right(c_in, c_out, kernel, out_height, 1, bias)


def local_not_whole(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters returns a float. A number of parameters is a whole number. (Built on another
    function, it returns what that one does.)"""
    return float(right(c_in, c_out, kernel, out_height, out_width, bias))


def local_wraps_at_32_bits(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts in 32 bits, which overflow at 2147483648. Use Python's own int, or NumPy's
    int64."""
    return (right(c_in, c_out, kernel, out_height, out_width, bias) + 2**31) % 2**32 - 2**31


def local_nothing_returned(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters returns None: it computes, and ends without a return."""
    right(c_in, c_out, kernel, out_height, out_width, bias)


def local_first_kernel_side_alone(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one side of the kernel, of a pair the first. A kernel of 3 is 3 x 3
    weights, and a pair is (height, width)."""
    return right(c_in, c_out, (1, pair(kernel)[0]), out_height, out_width, bias)


def local_bias_per_output_and_channel(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one bias for each output channel beside one for each output value. Every
    output value has its own, and there are no others."""
    return right(c_in, c_out, kernel, out_height, out_width, bias) + (c_out if bias else 0)


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
    local_bias_reversed,
    local_bias_per_kernel_weight,
    local_bias_per_single_weight,
    local_bias_taken_for_groups,
    local_filters_twice,
    local_weights_of_one_position,
    local_positions_of_the_kernel,
    local_kernel_sides_added,
    local_pair_sides_added,
    local_pair_height_alone,
    local_kernel_left_out,
    local_number_refused,
    local_width_squared,
    local_one_row,
    local_one_column,
    local_not_whole,
    local_wraps_at_32_bits,
    local_nothing_returned,
    local_first_kernel_side_alone,
    local_bias_per_output_and_channel,
)
