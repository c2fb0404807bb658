"""a1.parameters: parameters of fully connected, convolution and locally connected layers."""

import math

from autograder.checks.a1_shapes import parameters_rights as rights
from autograder.checks.inputs import integers_from, pair
from autograder.part import Call, Case, part

FC, CONV, LOCAL = "fc_parameters", "conv_parameters", "locally_connected_parameters"


def entries(*shapes):
    """Number of values in arrays of these shapes."""
    return sum(math.prod(shape) for shape in shapes)


@part(
    "a1.parameters",
    points={"fully connected": 3, "convolution": 4, "kernel pair": 2, "groups": 2, "locally connected": 3},
    functions=(FC, CONV, LOCAL),
)
def parameters(rng):
    draw = integers_from(rng)

    def odd(low, high):
        """A product of odd numbers is one that no float32 holds, once it is larger than 2^24."""
        return 2 * draw(low, high) + 1

    def both(group, function, arguments, weights, biases, **options):
        """A layer with biases and the same one without."""
        yield Case(group, Call(*arguments, of=function, **options), entries(weights, biases))
        yield Case(group, Call(*arguments, bias=False, of=function, **options), entries(weights))

    def connected(n_in, n_out):
        return both("fully connected", FC, (n_in, n_out), (n_out, n_in), (n_out,))

    def convolution(group, c_in, c_out, kernel, **options):
        weights = (c_out, c_in // options.get("groups", 1), *pair(kernel))
        return both(group, CONV, (c_in, c_out, kernel), weights, (c_out,), **options)

    def local(c_in, c_out, kernel, *sizes):
        weights, biases = (*sizes, c_out, c_in, *pair(kernel)), (*sizes, c_out)
        return both("locally connected", LOCAL, (c_in, c_out, kernel, *sizes), weights, biases)

    yield from connected(3, 2)
    yield from connected(draw(50, 100), draw(10, 40))
    yield from connected(1920 * 1080 * 3, 1000)  # more than 2^31
    yield from convolution("convolution", 1, 2, 3)
    yield from convolution("convolution", 3, 10, 5)
    yield from convolution("convolution", odd(1500, 2500), odd(2600, 3500), 17)  # more than 2^31
    yield from convolution("kernel pair", 2, 3, (1, 2))
    yield from convolution("kernel pair", draw(4, 8), draw(9, 16), (draw(5, 8), draw(2, 5)))
    yield from convolution("groups", 4, 6, 3, groups=2)
    yield from convolution("groups", 3 * draw(3, 6), 3 * draw(6, 9), 5, groups=3)
    yield from convolution("groups", depth := draw(5, 9), 2 * depth, 3, groups=depth)
    yield Case("groups", Call(6, 4, 1, False, 2, of=CONV), entries((4, 3, 1, 1)))
    yield from local(2, 3, 2, 4, 5)
    yield from local(3, 5, 7, 24, 24)
    yield from local(odd(70, 90), odd(100, 120), (odd(2, 4), 3), odd(50, 60), odd(65, 75))  # more than 2^31


@parameters.right(of=FC)
def one_row_for_the_bias(n_in, n_out, bias=True):
    return (n_in + int(bias)) * n_out


@parameters.right(of=CONV)
def shape_product(c_in, c_out, kernel, bias=True, groups=1):
    return math.prod((c_out, c_in // groups, *pair(kernel))) + bias * c_out


@parameters.right(of=LOCAL)
def unshared(c_in, c_out, kernel, out_height, out_width, bias=True):
    return out_height * out_width * shape_product(c_in, c_out, kernel, bias)


parameters.right(rights.weights_then_biases, rights.added_up, of=FC)
parameters.right(rights.per_filter, rights.per_group, rights.floats, of=CONV)
parameters.right(rights.per_value, rights.numpy_product, of=LOCAL)


@parameters.mistake(of=FC)
def fc_bias_forgotten(right, n_in, n_out, bias=True):
    """fc_parameters never counts the biases. Every output has one, unless bias=False."""
    return right(n_in, n_out, bias=False)


@parameters.mistake(of=FC)
def fc_bias_always(right, n_in, n_out, bias=True):
    """fc_parameters counts biases even where bias=False."""
    return right(n_in, n_out, bias=True)


@parameters.mistake(of=FC)
def fc_bias_per_input(right, n_in, n_out, bias=True):
    """fc_parameters counts a bias for each input. Every output has one."""
    return right(n_in, n_out, bias=False) + (n_in if bias else 0)


@parameters.mistake(of=FC)
def fc_one_bias(right, n_in, n_out, bias=True):
    """fc_parameters counts one bias for the whole layer. Every output has its own."""
    return right(n_in, n_out, bias=False) + (1 if bias else 0)


@parameters.mistake(of=FC)
def fc_sum_for_product(right, n_in, n_out, bias=True):
    """fc_parameters adds the numbers of inputs and outputs. Every output has a weight for every input."""
    return n_in + right(1, n_out, bias)


@parameters.mistake(of=FC)
def fc_not_whole(right, n_in, n_out, bias=True):
    """fc_parameters returns a float. A number of parameters is a whole number."""
    return float(right(n_in, n_out, bias))


@parameters.mistake(of=FC)
def fc_bias_reversed(right, n_in, n_out, bias=True):
    """fc_parameters counts the biases where bias=False and not where bias=True."""
    return right(n_in, n_out, not bias)


@parameters.mistake(of=CONV)
def conv_bias_forgotten(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters never counts the biases. Every output channel has one, unless bias=False."""
    return right(c_in, c_out, kernel, False, groups)


@parameters.mistake(of=CONV)
def conv_bias_always(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts biases even where bias=False."""
    return right(c_in, c_out, kernel, True, groups)


@parameters.mistake(of=CONV)
def conv_bias_per_input_channel(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts a bias for each channel of each filter. A filter sums over its channels and
    then adds one bias."""
    return right(c_in, c_out, kernel, False, groups) + (c_in // groups * c_out if bias else 0)


@parameters.mistake(of=CONV)
def conv_one_bias(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts one bias for the whole layer. Every output channel has its own."""
    return right(c_in, c_out, kernel, False, groups) + (1 if bias else 0)


@parameters.mistake(of=CONV)
def conv_bias_per_input(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts a bias for each input channel. Every output channel has one."""
    return right(c_in, c_out, kernel, False, groups) + (c_in if bias else 0)


@parameters.mistake(of=CONV)
def conv_bias_per_weight(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts a bias for each weight of a kernel. A filter adds one bias after its sum."""
    weights = right(c_in, c_out, kernel, False, groups)
    return weights + (c_out * pair(kernel)[0] * pair(kernel)[1] if bias else 0)


@parameters.mistake(of=CONV)
def conv_biases_split(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters divides the biases by groups as well. Groups take channels from each filter; there are
    still c_out filters, and each has its bias."""
    return right(c_in, c_out, kernel, False, groups) + (c_out // groups if bias else 0)


@parameters.mistake(of=CONV)
def conv_groups_multiplied(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters multiplies by groups. With groups a filter sees fewer channels: divide c_in by them."""
    return right(c_in * groups, c_out, kernel, bias, 1)


@parameters.mistake(of=CONV)
def conv_groups_refused(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters is not written for groups yet: it raises NotImplementedError for them."""
    if groups > 1:
        raise NotImplementedError("groups")
    return right(c_in, c_out, kernel, bias, groups)


@parameters.mistake(of=CONV)
def conv_pair_refused(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters takes a kernel given as a whole number only. A pair (height, width) is allowed as
    well."""
    if isinstance(kernel, tuple):
        raise TypeError("unsupported operand type(s) for ** or pow(): 'tuple' and 'int'")
    return right(c_in, c_out, kernel, bias, groups)


@parameters.mistake(of=CONV)
def conv_kernel_sides_added(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters adds the two sides of the kernel. A kernel of 3 is 3 x 3 weights."""
    return right(c_in, c_out, (1, sum(pair(kernel))), bias, groups)


@parameters.mistake(of=CONV)
def conv_not_whole(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters returns a float, because it divides with /. A number of parameters is a whole number."""
    return float(right(c_in, c_out, kernel, bias, groups))


@parameters.mistake(of=CONV)
def conv_flat_filters(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts filters that see one channel only. A filter goes through all channels of its
    input (of its group)."""
    return right(1, c_out, kernel, bias, 1)


@parameters.mistake(of=CONV)
def conv_one_filter(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts the weights of one filter. There is a filter for every output channel."""
    return right(c_in, groups, kernel, False, groups) // groups + (c_out if bias else 0)


@parameters.mistake(of=CONV)
def conv_kernel_not_squared(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters counts one side of the kernel. A kernel of 3 is 3 x 3 weights."""
    return right(c_in, c_out, (1, kernel) if isinstance(kernel, int) else kernel, bias, groups)


@parameters.mistake(of=CONV)
def conv_height_squared(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters takes a kernel given as a pair as if it were square, with the first number as both
    sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[0], bias, groups)


@parameters.mistake(of=CONV)
def conv_width_squared(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters takes a kernel given as a pair as if it were square, with the second number as both
    sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[1], bias, groups)


@parameters.mistake(of=CONV)
def conv_groups_ignored(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters ignores groups. A filter sees only the input channels of its own group."""
    return right(c_in, c_out, kernel, bias)


@parameters.mistake(of=CONV)
def conv_groups_twice(right, c_in, c_out, kernel, bias=True, groups=1):
    """conv_parameters divides by groups twice. Each filter sees c_in / groups channels, and there are still
    c_out filters in all."""
    return right(c_in // groups, c_out // groups, kernel, False) + (c_out if bias else 0)


@parameters.mistake(of=LOCAL)
def local_shared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts shared weights, as in a convolution. Here every position of the
    output has weights and biases of its own."""
    return right(c_in, c_out, kernel, 1, 1, bias)


@parameters.mistake(of=LOCAL)
def local_weights_shared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts shared weights, as in a convolution, and a bias for every output
    value. The weights are not shared either: every output value has its own."""
    biases = c_out * out_height * out_width if bias else 0
    return right(c_in, c_out, kernel, 1, 1, False) + biases


@parameters.mistake(of=LOCAL)
def local_one_filter(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one output channel. Every channel of every position has weights and
    a bias of its own."""
    return right(c_in, 1, kernel, out_height, out_width, bias)


@parameters.mistake(of=LOCAL)
def local_one_channel(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts windows of one channel. A window goes through all channels of its
    input."""
    return right(1, c_out, kernel, out_height, out_width, bias)


@parameters.mistake(of=LOCAL)
def local_kernel_not_squared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one side of the kernel. A kernel of 3 is 3 x 3 weights."""
    kernel = (1, kernel) if isinstance(kernel, int) else kernel
    return right(c_in, c_out, kernel, out_height, out_width, bias)


@parameters.mistake(of=LOCAL)
def local_kernel_width_squared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes a kernel given as a pair as if it were square, with the second
    number as both sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[1], out_height, out_width, bias)


@parameters.mistake(of=LOCAL)
def local_pair_refused(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes a kernel given as a whole number only. A pair (height, width) is
    allowed as well."""
    if isinstance(kernel, tuple):
        raise TypeError("unsupported operand type(s) for ** or pow(): 'tuple' and 'int'")
    return right(c_in, c_out, kernel, out_height, out_width, bias)


@parameters.mistake(of=LOCAL)
def local_one_bias(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one bias for the whole layer. Every output value has its own."""
    return right(c_in, c_out, kernel, out_height, out_width, False) + (1 if bias else 0)


@parameters.mistake(of=LOCAL)
def local_bias_per_input_channel(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts a bias for each channel of each window. A window sums over its
    channels and then adds one bias."""
    biases = c_in * c_out * out_height * out_width if bias else 0
    return right(c_in, c_out, kernel, out_height, out_width, False) + biases


@parameters.mistake(of=LOCAL)
def local_sides_added(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters adds the output's height and width. There are height x width positions."""
    return right(c_in, c_out, kernel, 1, out_height + out_width, bias)


@parameters.mistake(of=LOCAL)
def local_as_fully_connected(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters gives every output value a weight for every value of an input as large as
    the output. It has weights for its own window alone."""
    return right(c_in, c_out, (out_height, out_width), out_height, out_width, bias)


@parameters.mistake(of=LOCAL)
def local_bias_per_channel(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one bias for each output channel. Here every output value has its
    own."""
    return right(c_in, c_out, kernel, out_height, out_width, False) + (c_out if bias else 0)


@parameters.mistake(of=LOCAL)
def local_bias_per_position(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts one bias for each position. Every channel of every position has
    its own."""
    return right(c_in, c_out, kernel, out_height, out_width, False) + (out_height * out_width if bias else 0)


@parameters.mistake(of=LOCAL)
def local_bias_forgotten(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters never counts the biases. Every output value has one, unless bias=False."""
    return right(c_in, c_out, kernel, out_height, out_width, False)


@parameters.mistake(of=LOCAL)
def local_bias_always(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters counts biases even where bias=False."""
    return right(c_in, c_out, kernel, out_height, out_width, True)


@parameters.mistake(of=LOCAL)
def local_height_squared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes the output's height as its width too."""
    return right(c_in, c_out, kernel, out_height, out_height, bias)


@parameters.mistake(of=LOCAL)
def local_kernel_height_squared(right, c_in, c_out, kernel, out_height, out_width, bias=True):
    """locally_connected_parameters takes a kernel given as a pair as if it were square, with the first
    number as both sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[0], out_height, out_width, bias)
