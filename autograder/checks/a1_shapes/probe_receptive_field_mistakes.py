"""Mistakes of a1.probe_receptive_field."""

import numpy as np

from autograder.checks.a1_shapes.network_1d import touched


def holes_left_out(right, network, n):
    """Your function counts the inputs that change the middle output. A dilated layer skips some in between;
    the receptive field reaches from the first to the last, holes included."""
    return len(touched(network, n))


def one_too_few(right, network, n):
    """Your result is one too small: from the first to the last, both counted, there are last - first + 1."""
    return right(network, n) - 1


def stops_at_a_hole(right, network, n):
    """Your function stops at the first input that has no effect. A dilated layer skips some in between; the
    receptive field reaches from the first to the last, holes included."""
    seen = touched(network, n)
    return next(i for i in range(seen[0], n + 1) if i not in seen) - seen[0]


def fails_on_one_input(right, network, n):
    """Your function fails where one input is the whole field. There the first and the last are the same."""
    size = right(network, n)
    if size == 1:
        raise TypeError("unsupported operand type(s) for -: 'NoneType' and 'int'")
    return size


def nothing_for_one_input(right, network, n):
    """Your function returns 0 where one input is the whole field. There the first and the last are the same,
    and the field is 1."""
    size = right(network, n)
    return 0 if size == 1 else size


def called_too_often(right, network, n):
    """Your function calls the network more often than 10 * n times. Once for each input is enough, and once
    for what it gives undisturbed."""
    while True:
        network(np.zeros(n))


def length_of_the_output(right, network, n):
    """Your function returns how many outputs the network has. Asked for is how many inputs the middle one
    depends on."""
    return len(network(np.zeros(n)))


def places_returned(right, network, n):
    """Your function returns the first and the last place. Asked for is how many inputs there are from one to
    the other, both included."""
    seen = touched(network, n)
    return seen[0], seen[-1]


def inputs_left_over(right, network, n):
    """Your function counts the inputs that do not change the middle output. Count from the first to the last
    of those that do."""
    return n - len(touched(network, n))


def last_place(right, network, n):
    """Your function returns the place of the last input that changes the middle output. Asked for is how many
    there are from the first to the last."""
    return touched(network, n)[-1]


def last_place_counted(right, network, n):
    """Your function counts from the first input of the row, and not from the first that changes the middle
    output."""
    return touched(network, n)[-1] + 1


def first_output(right, network, n):
    """Your function looks at the first output. Its field is cut off at the edge of the input: look at the
    middle one."""
    return right(lambda x: network(x)[:1], n)


def last_output(right, network, n):
    """Your function looks at the last output. Its field is cut off at the edge of the input: look at the
    middle one."""
    return right(lambda x: network(x)[-1:], n)


def middle_of_input(right, network, n):
    """Your function looks at output n // 2, the middle of the input. A network with a stride has fewer
    outputs: take the middle of what it returns."""

    def moved(x):
        out = network(x)
        return out[[n // 2] * len(out)]

    return right(moved, n)


def any_output(right, network, n):
    """Your function counts inputs that change any output. The receptive field belongs to one output: look at
    the middle one alone."""
    return right(lambda x: network(x).sum(keepdims=True), n)


def compared_with_zero(right, network, n):
    """Your function takes an output for changed when it is not 0. With biases it is not 0 even for an
    undisturbed input: compare with what the network gives for that."""
    return n


def disturbances_left_in(right, network, n):
    """Your function leaves each disturbance in the input when it goes on to the next, so the output stays
    changed from the first one on. Disturb a fresh copy each time."""
    return n - touched(network, n)[0]


def weak_inputs_missed(right, network, n):
    """Your function misses inputs that change the output only a little, as those at the ends of the field
    do. Every change counts: compare exactly."""
    rest = network(np.zeros(n))
    middle = len(rest) // 2
    strong = [i for i, x in enumerate(np.eye(n)) if network(x)[middle] - rest[middle] > 0.1]
    return strong[-1] - strong[0] + 1


def outputs_counted(right, network, n):
    """Your function disturbs one input and counts the outputs that change. It is the other way round:
    disturb every input and watch one output."""
    x = np.zeros(n)
    x[n // 2] = 1
    changed = np.flatnonzero(network(x) != network(np.zeros(n)))
    return int(changed[-1] - changed[0]) + 1


PROBE_RECEPTIVE_FIELD_MISTAKES = (
    holes_left_out,
    one_too_few,
    stops_at_a_hole,
    fails_on_one_input,
    nothing_for_one_input,
    called_too_often,
    length_of_the_output,
    places_returned,
    inputs_left_over,
    last_place,
    last_place_counted,
    first_output,
    last_output,
    middle_of_input,
    any_output,
    compared_with_zero,
    disturbances_left_in,
    weak_inputs_missed,
    outputs_counted,
)
