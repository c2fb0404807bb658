"""a1.probe_receptive_field: a receptive field measured from outside, by disturbing inputs."""

import numpy as np

from autograder.checks.a1_shapes.network_1d import Layer, Network
from autograder.checks.mistakes import nothing_returned
from autograder.part import Call, Callback, Case, part


@part("a1.probe_receptive_field", points={"convolution": 4, "stride and pooling": 4, "dilation": 4})
def probe_receptive_field(rng):
    def conv(kernel, stride=1, dilation=1, weak=None):
        """weak: the place of a weight that is 0.01, at an end of the field in a network that has one."""
        weights = rng.uniform(0.6, 0.95, kernel)
        if weak is not None:
            weights[weak] = 0.01
        bias, padding = float(rng.uniform(0.5, 1)), dilation * (kernel - 1) // 2
        return Layer(tuple(weights.tolist()), bias, stride, padding, dilation)

    def pool(kernel, stride):
        return Layer((1 / kernel,) * kernel, 0.0, stride, 0, 1)

    def right(group, *layers):
        network = Network(layers, spare=2 * int(rng.integers(1, 3)))
        call = Call(Callback(network, calls=10 * network.n), network.n)
        return Case(group, call, network.field())

    yield right("convolution", conv(3))
    yield right("convolution", conv(1))
    yield right("convolution", conv(int(rng.choice([4, 6]))), conv(3, weak=0))
    yield right("convolution", conv(3), conv(3, weak=-1), conv(3))
    yield right("stride and pooling", conv(3), pool(2, 2))
    yield right("stride and pooling", conv(3, stride=2, weak=-1), conv(int(rng.choice([3, 5]))))
    yield right("stride and pooling", pool(3, 2), conv(3))  # n is even: no output sees the last input
    yield right("dilation", conv(3, dilation=2))
    yield right("dilation", conv(3), conv(3, dilation=int(rng.integers(4, 7)), weak=0))
    yield right("dilation", conv(4, dilation=3), pool(2, 2))


def touched(network, n):
    """The inputs that change the middle output when disturbed alone."""
    rest = network(np.zeros(n))
    middle = len(rest) // 2
    return [i for i, x in enumerate(np.eye(n)) if network(x)[middle] != rest[middle]]


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


@probe_receptive_field.mistake
def holes_left_out(right, network, n):
    """Your function counts the inputs that change the middle output. A dilated layer skips some in between;
    the receptive field reaches from the first to the last, holes included."""
    return len(touched(network, n))


@probe_receptive_field.mistake
def one_too_few(right, network, n):
    """Your result is one too small: from the first to the last, both counted, there are last - first + 1."""
    return right(network, n) - 1


@probe_receptive_field.mistake
def stops_at_a_hole(right, network, n):
    """Your function stops at the first input that has no effect. A dilated layer skips some in between; the
    receptive field reaches from the first to the last, holes included."""
    seen = touched(network, n)
    return next(i for i in range(seen[0], n + 1) if i not in seen) - seen[0]


@probe_receptive_field.mistake
def fails_on_one_input(right, network, n):
    """Your function fails where one input is the whole field. There the first and the last are the same."""
    size = right(network, n)
    if size == 1:
        raise TypeError("unsupported operand type(s) for -: 'NoneType' and 'int'")
    return size


@probe_receptive_field.mistake
def nothing_for_one_input(right, network, n):
    """Your function returns 0 where one input is the whole field. There the first and the last are the same,
    and the field is 1."""
    size = right(network, n)
    return 0 if size == 1 else size


@probe_receptive_field.mistake
def called_too_often(right, network, n):
    """Your function calls the network more often than 10 * n times. Once for each input is enough, and once
    for what it gives undisturbed."""
    while True:
        network(np.zeros(n))


@probe_receptive_field.mistake
def length_of_the_output(right, network, n):
    """Your function returns how many outputs the network has. Asked for is how many inputs the middle one
    depends on."""
    return len(network(np.zeros(n)))


@probe_receptive_field.mistake
def places_returned(right, network, n):
    """Your function returns the first and the last place. Asked for is how many inputs there are from one to
    the other, both included."""
    seen = touched(network, n)
    return seen[0], seen[-1]


@probe_receptive_field.mistake
def inputs_left_over(right, network, n):
    """Your function counts the inputs that do not change the middle output. Count from the first to the last
    of those that do."""
    return n - len(touched(network, n))


@probe_receptive_field.mistake
def last_place(right, network, n):
    """Your function returns the place of the last input that changes the middle output. Asked for is how many
    there are from the first to the last."""
    return touched(network, n)[-1]


@probe_receptive_field.mistake
def last_place_counted(right, network, n):
    """Your function counts from the first input of the row, and not from the first that changes the middle
    output."""
    return touched(network, n)[-1] + 1


probe_receptive_field.mistake(nothing_returned)


@probe_receptive_field.mistake
def first_output(right, network, n):
    """Your function looks at the first output. Its field is cut off at the edge of the input: look at the
    middle one."""
    return right(lambda x: network(x)[:1], n)


@probe_receptive_field.mistake
def last_output(right, network, n):
    """Your function looks at the last output. Its field is cut off at the edge of the input: look at the
    middle one."""
    return right(lambda x: network(x)[-1:], n)


@probe_receptive_field.mistake
def middle_of_input(right, network, n):
    """Your function looks at output n // 2, the middle of the input. A network with a stride has fewer
    outputs: take the middle of what it returns."""

    def moved(x):
        out = network(x)
        return out[[n // 2] * len(out)]

    return right(moved, n)


@probe_receptive_field.mistake
def any_output(right, network, n):
    """Your function counts inputs that change any output. The receptive field belongs to one output: look at
    the middle one alone."""
    return right(lambda x: network(x).sum(keepdims=True), n)


@probe_receptive_field.mistake
def compared_with_zero(right, network, n):
    """Your function takes an output for changed when it is not 0. A network with biases never gives 0: compare
    with what it gives for the undisturbed input."""
    return n


@probe_receptive_field.mistake
def disturbances_left_in(right, network, n):
    """Your function leaves each disturbance in the input when it goes on to the next, so the output stays
    changed from the first one on. Disturb a fresh copy each time."""
    return n - touched(network, n)[0]


@probe_receptive_field.mistake
def weak_inputs_missed(right, network, n):
    """Your function misses inputs that change the output only a little, as those at the ends of the field
    do. Every change counts: compare exactly."""
    rest = network(np.zeros(n))
    middle = len(rest) // 2
    strong = [i for i, x in enumerate(np.eye(n)) if network(x)[middle] - rest[middle] > 0.1]
    return strong[-1] - strong[0] + 1


@probe_receptive_field.mistake
def outputs_counted(right, network, n):
    """Your function disturbs one input and counts the outputs that change. It is the other way round:
    disturb every input and watch one output."""
    x = np.zeros(n)
    x[n // 2] = 1
    changed = np.flatnonzero(network(x) != network(np.zeros(n)))
    return int(changed[-1] - changed[0]) + 1
