"""Mistakes of a1.layer_table: in the multiply-adds alone."""

import math

from autograder.checks.a1_shapes.layer_table_mistakes import both, counted_by
from autograder.checks.a1_shapes.tables import changed, layer_kind, widths


def linear_biases_in_multiply_adds(right, input_shape, layers):
    """Your multiply-adds of a linear layer are its parameters. Adding its biases is no multiplication."""
    return changed(
        right(input_shape, layers),
        multiply_adds=lambda row: row["parameters" if layer_kind(row) == "linear" else "multiply_adds"],
    )


def conv_multiply_adds_with_biases(right, input_shape, layers):
    """Your multiply-adds of a convolution count its biases at every position. Only multiplications with their
    additions count here."""
    return changed(
        widths(right(input_shape, layers)),
        multiply_adds=lambda row: (
            row["multiply_adds"] + row["width"] * math.prod(row["shape"][1:]) * (layer_kind(row) == "conv")
        ),
    )


def biases_in_multiply_adds(right, input_shape, layers):
    """Your multiply-adds count adding the biases too. Only multiplications with their additions count
    here."""
    return changed(
        widths(right(input_shape, layers)),
        multiply_adds=lambda row: row["multiply_adds"] + row["width"] * math.prod(row["shape"][1:]),
    )


def multiply_adds_counted_twice(right, input_shape, layers):
    """Your multiply-adds are twice the right ones: a multiplication and its addition count as one."""
    return changed(right(input_shape, layers), multiply_adds=lambda row: 2 * row["multiply_adds"])


def multiply_adds_of_one_position(right, input_shape, layers):
    """Your multiply-adds are the number of weights. A convolution uses each of them at every position of its
    output."""
    return changed(
        right(input_shape, layers),
        multiply_adds=lambda row: row["multiply_adds"] // math.prod(row["shape"][1:]),
    )


def multiply_adds_at_input_size(right, input_shape, layers):
    """Your multiply-adds count the positions of a convolution's input. It computes a value for every
    position of its output."""
    rows = right(input_shape, layers)
    before = iter([input_shape, *(row["shape"] for row in rows)])

    def work(row):
        return row["multiply_adds"] // math.prod(row["shape"][1:]) * math.prod(next(before)[1:])

    return changed(rows, multiply_adds=work)


def linear_multiply_adds_forgotten(right, input_shape, layers):
    """Your table has no multiply-adds for linear layers. Every output of one multiplies every input by a
    weight."""
    return changed(
        right(input_shape, layers),
        multiply_adds=lambda row: row["multiply_adds"] * ("lin" not in row["name"]),
    )


def relus_counted(right, input_shape, layers):
    """Your ReLUs have a multiply-add for every value. Only conv and linear layers are counted."""

    def count(layer, shape, row):
        if layer[0] == "relu":
            return 0, math.prod(row["shape"])
        return both(row)

    return counted_by(right, input_shape, layers, count)


def multiply_adds_of_one_filter(right, input_shape, layers):
    """Your multiply-adds of a convolution are those of one filter. It computes a value with each of its
    filters."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"], row["multiply_adds"] // layer[1]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def multiply_adds_are_parameters(right, input_shape, layers):
    """Your multiply-adds are the parameters. A convolution uses each weight at every position, and biases are
    no multiplications."""

    def count(layer, shape, row):
        if layer[0] in ("conv", "linear"):
            return row["parameters"], row["parameters"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def conv_multiply_adds_are_parameters(right, input_shape, layers):
    """Your multiply-adds of a convolution are its parameters. It uses each weight at every position, and
    biases are no multiplications."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"], row["parameters"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def conv_multiply_adds_forgotten(right, input_shape, layers):
    """Your table has no multiply-adds for convolutions. A filter multiplies at every position all that lies
    under it by its weights."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"], 0
        return both(row)

    return counted_by(right, input_shape, layers, count)


def positions_in_a_square(right, input_shape, layers):
    """Your multiply-adds take the height of the output for its width. An image need not be square."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"], row["multiply_adds"] // math.prod(row["shape"][1:]) * row["shape"][
                1
            ] ** 2
        return both(row)

    return counted_by(right, input_shape, layers, count)


def positions_of_one_row(right, input_shape, layers):
    """Your multiply-adds count the positions in one row. A convolution computes a value for every row and
    column of its output."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"], row["multiply_adds"] // row["shape"][1]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def multiply_adds_not_whole(right, input_shape, layers):
    """Your multiply-adds are floats. They are whole numbers: / and math.pow make floats."""
    return changed(right(input_shape, layers), multiply_adds=lambda row: float(row["multiply_adds"]))


WORK_MISTAKES = (
    linear_biases_in_multiply_adds,
    conv_multiply_adds_with_biases,
    biases_in_multiply_adds,
    multiply_adds_counted_twice,
    multiply_adds_of_one_position,
    multiply_adds_at_input_size,
    linear_multiply_adds_forgotten,
    relus_counted,
    multiply_adds_of_one_filter,
    multiply_adds_are_parameters,
    conv_multiply_adds_are_parameters,
    conv_multiply_adds_forgotten,
    positions_in_a_square,
    positions_of_one_row,
    multiply_adds_not_whole,
)
