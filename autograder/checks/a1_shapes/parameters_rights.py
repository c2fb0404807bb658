"""Right variants of a1.parameters beside the references of its three functions."""

import math

import numpy as np

from autograder.checks.inputs import pair


def weights_then_biases(n_in, n_out, bias=True):
    weights = np.int64(n_in) * n_out
    return weights + n_out if bias else weights


def added_up(n_in, n_out, bias=True):
    return sum(n_in for _ in range(n_out)) + (n_out if bias else 0)


def per_filter(c_in, c_out, kernel, bias=True, groups=1):
    try:
        height, width = kernel
    except TypeError:
        height = width = kernel
    one_filter = height * width * c_in // groups
    print("one filter:", one_filter)
    return c_out * (one_filter + (1 if bias else 0))


def per_group(c_in, c_out, kernel, bias=True, groups=1):
    if groups > 1:
        return groups * per_group(c_in // groups, c_out // groups, kernel, bias)
    height, width = np.broadcast_to(kernel, 2)
    return np.int64(height * width * c_in * c_out + (c_out if bias else 0))


def floats(c_in, c_out, kernel, bias=True, groups=1):
    area = float(np.prod(np.ones(2) * kernel))
    return int(round(area * c_out * (c_in / groups))) + int(bias) * c_out


def per_value(c_in, c_out, kernel, out_height, out_width, bias=True):
    values = c_out * out_height * out_width
    inputs = c_in * math.prod(pair(kernel))
    return (inputs + bool(bias)) * values


def numpy_product(c_in, c_out, kernel, out_height, out_width, bias=True):
    outputs = np.prod([c_out, out_height, out_width], dtype=np.int64)
    height, width = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    return np.sum([outputs * c_in * height * width, outputs if bias else 0])
