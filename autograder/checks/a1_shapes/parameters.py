"""a1.parameters: parameters of fully connected, convolution and locally connected layers."""

import math

from autograder.checks.a1_shapes import parameters_rights as rights
from autograder.checks.a1_shapes.parameters_mistakes import CONV_MISTAKES, FC_MISTAKES
from autograder.checks.a1_shapes.parameters_mistakes_local import LOCAL_MISTAKES
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


parameters.mistake(*FC_MISTAKES, of=FC)
parameters.mistake(*CONV_MISTAKES, of=CONV)
parameters.mistake(*LOCAL_MISTAKES, of=LOCAL)
