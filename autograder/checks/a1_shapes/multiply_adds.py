"""a1.multiply_adds: multiplications, each with its addition, in a convolution layer."""

import math

import numpy as np

from autograder.checks.cases import answered_by
from autograder.checks.inputs import integers_from, pair
from autograder.checks.mistakes import nothing_returned
from autograder.part import part


@part(
    "a1.multiply_adds",
    points={"values": 3, "kernel pair": 2, "groups": 2, "large": 1},
    functions=("conv_multiply_adds",),
)
def multiply_adds(rng):
    right, draw = answered_by(one_dot_product_per_value), integers_from(rng)

    yield right("values", 1, 2, 3, 2, 3)
    yield right("values", 3, 10, 5, 32, 32)
    yield right("values", draw(4, 8), draw(9, 16), draw(3, 6), draw(10, 20), draw(21, 30))
    yield right("values", 2, 3, 1, 2, 4)
    yield right("kernel pair", 2, 3, (1, 2), 2, 3)
    yield right("kernel pair", draw(2, 4), draw(5, 9), (draw(6, 8), draw(3, 5)), draw(10, 20), draw(21, 30))
    yield right("groups", 4, 6, 3, 4, 5, 2)
    yield right("groups", depth := 2 * draw(3, 6), 2 * depth, 3, draw(5, 9), draw(10, 15), groups=depth)
    odd = 2 * draw(300, 400) + 1  # no float32 holds a large product of odd numbers
    yield right("large", odd, odd + 2, 3, 111, 127)  # more than 2^31


@multiply_adds.right
def one_dot_product_per_value(c_in, c_out, kernel, out_height, out_width, groups=1):
    weights = math.prod((c_in // groups, *pair(kernel)))
    return c_out * out_height * out_width * weights


@multiply_adds.right
def parameters_times_positions(c_in, c_out, kernel, out_height, out_width, groups=1):
    try:
        height, width = kernel
    except TypeError:
        height, width = kernel, kernel
    parameters = c_out * c_in * height * width // groups
    print(f"{parameters} weights, {out_height * out_width} positions")
    return parameters * (out_height * out_width)


@multiply_adds.right
def group_by_group(c_in, c_out, kernel, out_height, out_width, groups=1):
    factors = [c_in // groups, c_out // groups, *np.broadcast_to(kernel, 2), out_height, out_width]
    total = np.int64(0)
    for _ in range(groups):
        total += np.prod(factors)
    return total


@multiply_adds.right
def row_by_row(c_in, c_out, kernel, out_height, out_width, groups=1):
    one = pair(kernel)[0] * pair(kernel)[1] * (c_in // groups) * c_out
    return sum(one for _ in range(out_height) for _ in range(out_width))


@multiply_adds.right
def floats(c_in, c_out, kernel, out_height, out_width, groups=1):
    return int(float(np.prod(pair(kernel))) * c_in * c_out / groups * out_height * out_width)


@multiply_adds.mistake
def bias_counted(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts adding the biases too. Only multiplications with their additions count here."""
    return right(c_in, c_out, kernel, out_height, out_width, groups) + c_out * out_height * out_width


@multiply_adds.mistake
def counted_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your result is twice the right one: a multiplication and its addition count as one."""
    return 2 * right(c_in, c_out, kernel, out_height, out_width, groups)


@multiply_adds.mistake
def operations_counted(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts multiplications and additions as two. A multiplication and its addition count as
    one."""
    return 2 * right(c_in, c_out, kernel, out_height, out_width, groups) - c_out * out_height * out_width


@multiply_adds.mistake
def biases_added_once(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts the biases once. They are parameters, but no multiplications."""
    return right(c_in, c_out, kernel, out_height, out_width, groups) + c_out


@multiply_adds.mistake
def biases_taken_off_once(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts adding the biases at every position and takes them off once. Count the weights
    alone, without biases."""
    with_biases = right(c_in, c_out, kernel, out_height, out_width, groups) + c_out * out_height * out_width
    return with_biases - c_out


@multiply_adds.mistake
def width_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes the output's width as its height too."""
    return right(c_in, c_out, kernel, out_width, out_width, groups)


@multiply_adds.mistake
def sides_added(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function adds the output's height and width. There are height x width positions."""
    return right(c_in, c_out, kernel, 1, out_height + out_width, groups)


@multiply_adds.mistake
def kernel_sides_added(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function adds the two sides of the kernel. A kernel of 3 is 3 x 3 weights."""
    return right(c_in, c_out, (1, sum(pair(kernel))), out_height, out_width, groups)


@multiply_adds.mistake
def pair_refused(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes a kernel given as a whole number only. A pair (height, width) is allowed as well."""
    if isinstance(kernel, tuple):
        raise TypeError("unsupported operand type(s) for ** or pow(): 'tuple' and 'int'")
    return right(c_in, c_out, kernel, out_height, out_width, groups)


@multiply_adds.mistake
def groups_taken_for_bias(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function hands groups to conv_parameters in the place of bias, so that biases are counted and
    groups have no effect. Give both by name: bias=False, groups=groups."""
    return right(c_in, c_out, kernel, out_height, out_width) + groups * c_out * out_height * out_width


@multiply_adds.mistake
def groups_multiplied(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function multiplies by groups. With groups a filter sees fewer channels: divide c_in by them."""
    return right(c_in * groups, c_out, kernel, out_height, out_width)


@multiply_adds.mistake
def not_whole(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function returns a float, because it divides with /. A number of multiply-adds is a whole
    number."""
    return float(right(c_in, c_out, kernel, out_height, out_width, groups))


multiply_adds.mistake(nothing_returned)


@multiply_adds.mistake
def positions_forgotten(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your result is the number of weights. Every weight is used once at every position of the output."""
    return right(c_in, c_out, kernel, 1, 1, groups)


@multiply_adds.mistake
def height_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes the output's height as its width too."""
    return right(c_in, c_out, kernel, out_height, out_height, groups)


@multiply_adds.mistake
def one_input_channel(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function forgets the input channels. Every filter goes through all channels of its input (of its
    group)."""
    return right(1, c_out, kernel, out_height, out_width)


@multiply_adds.mistake
def one_filter(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts one filter. There is a filter for every output channel."""
    return right(c_in, groups, kernel, out_height, out_width, groups) // groups


@multiply_adds.mistake
def kernel_not_squared(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts one side of the kernel. A kernel of 3 is 3 x 3 weights."""
    kernel = (1, kernel) if isinstance(kernel, int) else kernel
    return right(c_in, c_out, kernel, out_height, out_width, groups)


@multiply_adds.mistake
def kernel_height_squared(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes a kernel given as a pair as if it were square, with the first number as both
    sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[0], out_height, out_width, groups)


@multiply_adds.mistake
def kernel_width_squared(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function takes a kernel given as a pair as if it were square, with the second number as both
    sides. A pair is (height, width)."""
    return right(c_in, c_out, pair(kernel)[1], out_height, out_width, groups)


@multiply_adds.mistake
def groups_ignored(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function ignores groups. A filter sees only the input channels of its own group."""
    return right(c_in, c_out, kernel, out_height, out_width)


@multiply_adds.mistake
def groups_twice(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function divides by groups twice. Each filter sees c_in / groups channels, and there are still
    c_out filters in all."""
    return right(c_in // groups, c_out // groups, kernel, out_height, out_width)


@multiply_adds.mistake
def wraps_at_32_bits(right, c_in, c_out, kernel, out_height, out_width, groups=1):
    """Your function counts in 32 bits, which overflow at 2147483648. Use Python's own int, or NumPy's
    int64."""
    exact = right(c_in, c_out, kernel, out_height, out_width, groups)
    return (exact + 2**31) % 2**32 - 2**31
