"""Mistakes of a1.probe_receptive_field."""

import numpy as np

from autograder.checks.a1_shapes.network_1d import touched


def holes_left_out(right, network, n):
    """Your function counts the inputs that change the middle output. A dilated layer skips some in between;
    the receptive field reaches from the first to the last, holes included."""
    return len(touched(network, n))


def one_too_few(right, network, n):
    """Your result is one too small: from the first to the last, both counted, there are last - first + 1."""
    seen = touched(network, n)
    return seen[-1] - seen[0]


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
    return right(lambda x: network(x) if np.any(x) else 0 * network(x), n)


def disturbances_left_in(right, network, n):
    """Your function leaves each disturbance in the input when it goes on to the next, so the output stays
    changed from the first one on. Disturb a fresh copy each time."""
    return right(lambda x: network(np.cumsum(x[::-1])[::-1]), n)


def weak_inputs_missed(right, network, n):
    """Your function misses inputs that change the output only a little, as those at the ends of the field
    do. Every change counts: compare exactly."""
    rest = network(np.zeros(n))

    def strong(x):
        out = network(x)
        return np.where(np.abs(out - rest) > 0.1, out, rest)

    return right(strong, n)


def outputs_counted(right, network, n):
    """Your function disturbs one input and counts the outputs that change. It is the other way round:
    disturb every input and watch one output."""
    x = np.zeros(n)
    x[n // 2] = 1
    changed = np.flatnonzero(network(x) != network(np.zeros(n)))
    return int(changed[-1] - changed[0]) + 1


def every_input_seems_to_count(right, network, n):
    """Your function always returns n, as if every input changed the middle output. Compare what the network
    gives for one row with what it gives for the same row changed in one place alone."""
    return n


def nothing_seems_to_count(right, network, n):
    """Your function always returns 0, as if no input changed the middle output. Compare what the network
    gives for one row with what it gives for the same row changed in one place."""
    return 0


def looked_up_what_is_not_there(right, network, n):
    """Your function fails on every network, since it looks up a place that is not there: the first of an
    empty list, for example, where no input was found that changes the middle output, or an output behind the
    last."""
    raise IndexError("list index out of range")


def no_number_computed_with(right, network, n):
    """Your function fails on every network, since it computes with what is no number, such as a list, or None
    in place of an input that was never found. Look at what each name stands for when the loop is over."""
    raise TypeError("unsupported operand type(s) for -: 'NoneType' and 'NoneType'")


def least_of_nothing(right, network, n):
    """Your function fails on every network, since it asks for the least or the largest of nothing. If these
    are the inputs that change the middle output, then it finds none."""
    raise ValueError("min() iterable argument is empty")


def first_is_last(right, network, n):
    """Your function returns 1 for every network: its first and its last place are the same. Go through all
    inputs, and keep the first and the last that change the middle output."""
    return 1


def last_missed_on_one_input(right, network, n):
    """Your function takes an input for the last only after it has found another for the first, so its last is
    still 0 where one input is the whole field. There the first and the last are the same, and the field is
    1."""
    size = right(network, n)
    return 1 - touched(network, n)[0] if size == 1 else size


def last_still_below_zero_on_one_input(right, network, n):
    """Your function takes an input for the last only after it has found another for the first, so its last is
    still -1 where one input is the whole field. There the first and the last are the same, and the field is
    1."""
    size = right(network, n)
    return -touched(network, n)[0] if size == 1 else size


def symmetric_about_the_middle(right, network, n):
    """Your function seeks the last input alone and takes the field to reach as far to the other side of input
    n // 2. The field of the middle output need not lie around the middle input: seek the first as well."""
    return 2 * (max(touched(network, n)[-1], n // 2) - n // 2) + 1


def symmetric_to_the_left(right, network, n):
    """Your function seeks the first input alone and takes the field to reach as far to the other side of
    input n // 2. The field of the middle output need not lie around the middle input: seek the last as
    well."""
    return 2 * (n // 2 - min(touched(network, n)[0], n // 2)) + 1


def twice_the_steps_to_the_middle(right, network, n):
    """Your function takes twice the way from input n // 2 to the last input. The field of the middle output
    need not lie around the middle input: seek the first as well."""
    return 2 * (max(touched(network, n)[-1], n // 2) - n // 2)


def left_half_left_out(right, network, n):
    """Your function begins at input n // 2. The field of the middle output begins before it."""
    return right(lambda x: network(np.where(np.arange(n) < n // 2, 0.0, x)), n)


def right_half_left_out(right, network, n):
    """Your function ends before input n // 2. The field of the middle output goes on behind it."""
    return right(lambda x: network(np.where(np.arange(n) < n // 2, x, 0.0)), n)


def as_many_inputs_as_outputs(right, network, n):
    """Your function disturbs as many inputs as there are outputs. With a stride there are more inputs: go
    through all n."""
    m = len(network(np.zeros(n)))
    return right(lambda x: network(np.where(np.arange(n) < m, x, 0.0)), n)


def row_of_as_many_as_outputs(right, network, n):
    """Your function makes a row as long as the output. The network takes rows of n inputs, and with a stride
    it has fewer outputs."""
    network(np.zeros(len(network(np.zeros(n)))))
    return right(network, n)


def another_shape_given(right, network, n):
    """Your function ends in a ValueError for every network. The network itself raises one when it is given
    anything but an array of shape (n,), such as all rows at once or one number."""
    network(np.eye(n))


def whole_output_in_a_condition(right, network, n):
    """Your function puts a whole array into a condition, and NumPy does not know whether one number of it is
    meant or all. Ask for the middle output alone."""
    raise ValueError(
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
    )


def middle_not_whole(right, network, n):
    """Your function looks up a place that is no whole number. If it is the middle of the outputs: // divides
    whole numbers, and / makes a float."""
    raise IndexError("only integers, slices (`:`), ellipsis (`...`) are valid indices")


def bisected_by_single_inputs(right, network, n):
    """Your function bisects with one input changed at a time. That needs an influence without a hole from the
    first input of the field to n // 2 and on to the last: with dilation it goes the wrong way."""
    seen = touched(network, n)
    low, high = 0, n // 2
    while low < high:
        half = (low + high) // 2
        low, high = (low, half) if half in seen else (half + 1, high)
    first, low, high = low, n // 2, n - 1
    while low < high:
        half = (low + high + 1) // 2
        low, high = (half, high) if half in seen else (low, half - 1)
    return low - first + 1


def outputs_that_move_counted(right, network, n):
    """Your function disturbs one input and counts the outputs that change, without those between them that do
    not. It is the other way round: disturb every input and watch one output, and count from the first to the
    last."""
    x = np.zeros(n)
    x[n // 2] = 1
    return int(np.count_nonzero(network(x) != network(np.zeros(n))))


def first_place(right, network, n):
    """Your function returns the place of the first input that changes the middle output. Asked for is how
    many there are from the first to the last."""
    return touched(network, n)[0]


def list_of_places(right, network, n):
    """Your function returns the list of the inputs that change the middle output. Asked for is how many
    inputs there are from the first of them to the last, both included."""
    return touched(network, n)


def marks_returned(right, network, n):
    """Your function returns a mark for every input. Asked for is how many inputs there are from the first to
    the last that changes the middle output."""
    seen = touched(network, n)
    return [i in seen for i in range(n)]


def not_whole(right, network, n):
    """Your function returns a float. How many inputs there are is a whole number."""
    return float(right(network, n))


def whole_result_in_a_list(right, network, n):
    """Your function returns the number inside a list or a tuple. The answer is the number alone."""
    return [right(network, n)]


def one_too_many(right, network, n):
    """Your result is one too large: from the first to the last, both counted, there are last - first + 1."""
    seen = touched(network, n)
    return seen[-1] - seen[0] + 2


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
    every_input_seems_to_count,
    nothing_seems_to_count,
    looked_up_what_is_not_there,
    no_number_computed_with,
    least_of_nothing,
    first_is_last,
    last_missed_on_one_input,
    last_still_below_zero_on_one_input,
    symmetric_about_the_middle,
    symmetric_to_the_left,
    twice_the_steps_to_the_middle,
    left_half_left_out,
    right_half_left_out,
    as_many_inputs_as_outputs,
    row_of_as_many_as_outputs,
    another_shape_given,
    whole_output_in_a_condition,
    middle_not_whole,
    bisected_by_single_inputs,
    outputs_that_move_counted,
    first_place,
    list_of_places,
    marks_returned,
    not_whole,
    whole_result_in_a_list,
    one_too_many,
)
