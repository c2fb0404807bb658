"""a1.multiply_adds: multiplications, each with its addition, in a convolution layer."""

import math

import numpy as np

from autograder.checks.a1_shapes.multiply_adds_mistakes import MULTIPLY_ADDS_MISTAKES
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


multiply_adds.mistake(*MULTIPLY_ADDS_MISTAKES)
multiply_adds.mistake(nothing_returned)
