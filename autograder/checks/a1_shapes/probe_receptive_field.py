"""a1.probe_receptive_field: a receptive field measured from outside, by disturbing inputs."""

import numpy as np

from autograder.checks.a1_shapes.network_1d import Layer, Network, touched
from autograder.checks.a1_shapes.probe_receptive_field_mistakes import PROBE_RECEPTIVE_FIELD_MISTAKES
from autograder.checks.mistakes import nothing_returned
from autograder.part import Call, Callback, Case, part


@part("a1.probe_receptive_field", points={"convolution": 4, "stride and pooling": 4, "dilation": 4})
def probe_receptive_field(rng):
    def conv(kernel, stride=1, dilation=1, weak=None, bias=None):
        """weak: the place of a weight that is 0.01, at an end of the field in a network that has one."""
        weights = rng.uniform(0.6, 0.95, kernel)
        if weak is not None:
            weights[weak] = 0.01
        bias = float(rng.uniform(0.5, 1)) if bias is None else bias
        return Layer(tuple(weights.tolist()), bias, stride, dilation * (kernel - 1) // 2, dilation)

    def pool(kernel, stride):
        return Layer((1 / kernel,) * kernel, 0.0, stride, 0, 1)

    def right(group, *layers):
        network = Network(layers, spare=4 * int(rng.integers(1, 3)))  # how its fields lie goes by n modulo 4
        call = Call(Callback(network, calls=10 * network.n), network.n)
        return Case(group, call, network.field())

    yield right("convolution", conv(3))
    yield right("convolution", conv(1))
    yield right("convolution", conv(int(rng.choice([4, 6]))), conv(3, weak=0))
    yield right("convolution", conv(3), conv(3, weak=-1), conv(3))
    yield right("stride and pooling", pool(2, 2))  # without a bias: undisturbed, it gives 0
    yield right("stride and pooling", conv(3), pool(2, 2))
    yield right("stride and pooling", conv(3, stride=2, weak=-1), conv(int(rng.choice([3, 5]))))
    yield right("stride and pooling", pool(3, 2), conv(3))  # n is even: no output sees the last input
    yield right("dilation", conv(3, dilation=2))
    yield right("dilation", conv(3, dilation=3, bias=0.0))
    yield right("dilation", conv(3), conv(3, dilation=int(rng.integers(4, 7)), weak=0))
    yield right("dilation", conv(4, dilation=3), pool(2, 2))


@probe_receptive_field.right
def one_at_a_time(network, n):
    changed = touched(network, n)
    return changed[-1] - changed[0] + 1


@probe_receptive_field.right
def random_start(network, n):
    start = np.random.default_rng(0).normal(size=n)
    before = network(start)
    positions = []
    for i in range(n):
        x = start.copy()
        x[i] += 1
        after = network(x)
        if not np.isclose(after[after.shape[0] // 2], before[before.shape[0] // 2]):
            positions.append(i)
    print("seen:", positions)
    return max(positions) - min(positions) + 1


@probe_receptive_field.right
def not_a_number(network, n):
    x = np.ones(n)
    hit = np.zeros(n, dtype=bool)
    for i in range(n):
        x[i] = np.nan
        out = network(x)
        hit[i] = np.isnan(out[out.size // 2])
        x[i] = 1
    return np.ptp(np.flatnonzero(hit)) + 1


@probe_receptive_field.right
def from_both_ends(network, n):
    def changes(i):
        x = np.zeros(n)
        x[i] = 100.0
        return network(x)[middle] > rest

    zeros = network(np.zeros(n))
    middle = len(zeros) // 2
    rest = zeros[middle]
    left, right = 0, n - 1
    while not changes(left):
        left += 1
    while not changes(right):
        right -= 1
    return right - left + 1


@probe_receptive_field.right
def bisected(network, n):
    def middle(x):
        out = network(x)
        return out[len(out) // 2]

    def prefix(length):
        return middle(np.arange(n) < length)

    def least(test, low, high):
        while low < high:
            half = (low + high) // 2
            low, high = (low, half) if test(half) else (half + 1, high)
        return low

    none, everything = prefix(0), prefix(n)
    first = least(lambda length: prefix(length) > none, 0, n) - 1
    last = least(lambda length: prefix(length) >= everything, 0, n) - 1
    return last - first + 1


probe_receptive_field.mistake(*PROBE_RECEPTIVE_FIELD_MISTAKES)
probe_receptive_field.mistake(nothing_returned)
