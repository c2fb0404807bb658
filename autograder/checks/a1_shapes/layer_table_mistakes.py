"""Mistakes of a1.layer_table: in the parameters, or in them and in the multiply-adds."""

import math

from autograder.checks.a1_shapes.tables import changed, layer_kind, widths


def biases_forgotten(right, input_shape, layers):
    """Your parameters leave out the biases: one for every output channel of a convolution and one for every
    output of a linear layer."""
    return changed(
        widths(right(input_shape, layers)), parameters=lambda row: row["parameters"] - row["width"]
    )


def linear_biases_forgotten(right, input_shape, layers):
    """Your parameters leave out the biases of the linear layers: one for every output."""
    return changed(
        widths(right(input_shape, layers)),
        parameters=lambda row: row["parameters"] - row["width"] * ("lin" in row["name"]),
    )


def conv_biases_forgotten(right, input_shape, layers):
    """Your parameters leave out the biases of the convolutions: one for every output channel."""
    return changed(
        widths(right(input_shape, layers)),
        parameters=lambda row: row["parameters"] - row["width"] * (layer_kind(row) == "conv"),
    )


def linear_parameters_forgotten(right, input_shape, layers):
    """Your table has no parameters for linear layers. One has a weight for every input and output, and a bias
    for every output."""
    return changed(
        right(input_shape, layers),
        parameters=lambda row: row["parameters"] * (layer_kind(row) != "linear"),
    )


def channels_set_too_early(right, input_shape, layers):
    """Your convolutions count with the channels that they make in place of those that they get: the shape is
    new before parameters and multiply-adds are counted."""
    rows, before, table = right(input_shape, layers), input_shape, []
    for row, layer in zip(rows, layers, strict=True):
        if layer[0] == "conv":
            work = row["multiply_adds"] // before[0] * row["shape"][0]
            weights = work // math.prod(row["shape"][1:])
            row = {**row, "multiply_adds": work, "parameters": weights + row["shape"][0]}
        before = row["shape"]
        table.append(row)
    return table


def first_channels_throughout(right, input_shape, layers):
    """Your convolutions count with the channels of the image throughout. A layer's input channels are those
    of the layer before."""
    rows, before, table = right(input_shape, layers), input_shape, []
    for row, layer in zip(rows, layers, strict=True):
        if layer[0] == "conv":
            work = row["multiply_adds"] // before[0] * input_shape[0]
            weights = work // math.prod(row["shape"][1:])
            row = {**row, "multiply_adds": work, "parameters": weights + row["shape"][0]}
        before = row["shape"]
        table.append(row)
    return table


def input_channels_forgotten(right, input_shape, layers):
    """Your convolutions count filters of one channel. A filter goes through all channels of its input."""
    rows, before, table = right(input_shape, layers), input_shape, []
    for row, layer in zip(rows, layers, strict=True):
        if layer[0] == "conv":
            work = row["multiply_adds"] // before[0]
            weights = work // math.prod(row["shape"][1:])
            row = {**row, "multiply_adds": work, "parameters": weights + row["shape"][0]}
        before = row["shape"]
        table.append(row)
    return table


def counted_by(right, input_shape, layers, count):
    """The right table with other parameters and multiply-adds. count: both of a layer, from it, the shape
    before it and the right row."""
    rows = right(input_shape, layers)
    if len(rows) != len(layers):  # another mistake has added rows or left some out
        return rows
    before = [tuple(input_shape), *(row["shape"] for row in rows)]
    table = []
    for shape, layer, row in zip(before[:-1], layers, rows, strict=True):
        parameters, work = count(layer, shape, row)
        table.append({**row, "parameters": parameters, "multiply_adds": work})
    return table


def both(row):
    """Parameters and multiply-adds of a row."""
    return row["parameters"], row["multiply_adds"]


def pools_have_weights(right, input_shape, layers):
    """Your poolings have weights: kernel x kernel for every channel, with as many multiply-adds at every
    position. A pooling has nothing to learn, and both numbers are 0."""

    def count(layer, shape, row):
        if layer[0] == "pool":
            return shape[0] * layer[1] ** 2, shape[0] * layer[1] ** 2 * math.prod(row["shape"][1:])
        return both(row)

    return counted_by(right, input_shape, layers, count)


def pools_count_as_convolutions(right, input_shape, layers):
    """Your poolings count as convolutions with as many filters as channels. A pooling has nothing to learn,
    and its parameters and multiply-adds are 0."""

    def count(layer, shape, row):
        if layer[0] == "pool":
            return shape[0] ** 2 * layer[1] ** 2 + shape[0], shape[0] ** 2 * layer[1] ** 2 * math.prod(
                row["shape"][1:]
            )
        return both(row)

    return counted_by(right, input_shape, layers, count)


def pools_have_weights_and_biases(right, input_shape, layers):
    """Your poolings have weights and biases. A pooling has nothing to learn, and its parameters and
    multiply-adds are 0."""

    def count(layer, shape, row):
        if layer[0] == "pool":
            return shape[0] * layer[1] ** 2 + shape[0], shape[0] * layer[1] ** 2 * math.prod(row["shape"][1:])
        return both(row)

    return counted_by(right, input_shape, layers, count)


def kernel_not_squared(right, input_shape, layers):
    """Your convolutions count one side of each kernel. A kernel of 3 is 3 x 3 weights for each channel."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return (row["parameters"] - layer[1]) // layer[2] + layer[1], row["multiply_adds"] // layer[2]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def parameters_of_one_filter(right, input_shape, layers):
    """Your parameters are those of one filter with its bias. A convolution has as many filters as it makes
    channels."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"] // layer[1], row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def one_bias_for_all_filters(right, input_shape, layers):
    """Your convolutions have one bias. There is one for every output channel."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"] - layer[1] + 1, row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def one_bias_for_each_layer(right, input_shape, layers):
    """Your layers have one bias each. There is one for every output channel of a convolution and for every
    output of a linear layer."""

    def count(layer, shape, row):
        if layer[0] in ("conv", "linear"):
            return row["parameters"] - layer[1] + 1, row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def one_bias_for_all_outputs(right, input_shape, layers):
    """Your linear layers have one bias. There is one for every output."""

    def count(layer, shape, row):
        if layer[0] == "linear":
            return row["parameters"] - layer[1] + 1, row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def biases_of_input_channels(right, input_shape, layers):
    """Your convolutions have a bias for every input channel. There is one for every output channel."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"] - layer[1] + shape[0], row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def biases_of_inputs(right, input_shape, layers):
    """Your linear layers have a bias for every input. There is one for every output."""

    def count(layer, shape, row):
        if layer[0] == "linear":
            return row["parameters"] - layer[1] + shape[0], row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def biases_of_what_goes_in(right, input_shape, layers):
    """Your layers have a bias for every input channel or input. There is one for every output channel of a
    convolution and for every output of a linear layer."""

    def count(layer, shape, row):
        if layer[0] in ("conv", "linear"):
            return row["parameters"] - layer[1] + shape[0], row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def bias_for_every_kernel(right, input_shape, layers):
    """Your convolutions have a bias for every input channel of every filter. A filter has one bias."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"] - layer[1] + layer[1] * shape[0], row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def weights_for_every_position(right, input_shape, layers):
    """Your convolutions have other weights at every position. A filter has the same weights at all of
    them."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["multiply_adds"] + layer[1], row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def parameters_for_every_position(right, input_shape, layers):
    """Your parameters of a convolution are counted for every position. A filter has the same weights and the
    same bias at all of them."""

    def count(layer, shape, row):
        if layer[0] == "conv":
            return row["parameters"] * math.prod(row["shape"][1:]), row["multiply_adds"]
        return both(row)

    return counted_by(right, input_shape, layers, count)


def features_set_too_early(right, input_shape, layers):
    """Your linear layers count with the outputs that they make in place of the inputs that they get: the
    shape is new before parameters and multiply-adds are counted."""

    def count(layer, shape, row):
        if layer[0] == "linear":
            return layer[1] * (layer[1] + 1), layer[1] ** 2
        return both(row)

    return counted_by(right, input_shape, layers, count)


def shapes_set_too_early(right, input_shape, layers):
    """Your layers count with what they make in place of what they get: the shape is new before parameters and
    multiply-adds are counted."""
    return features_set_too_early(lambda *given: channels_set_too_early(right, *given), input_shape, layers)


def parameters_not_whole(right, input_shape, layers):
    """Your parameters are floats. They are whole numbers: / and math.pow make floats."""
    return changed(right(input_shape, layers), parameters=lambda row: float(row["parameters"]))


def none_for_nothing(right, input_shape, layers):
    """Your table has None where there is nothing to learn or to multiply. Both numbers are 0 there."""
    return changed(
        right(input_shape, layers),
        parameters=lambda row: row["parameters"] or None,
        multiply_adds=lambda row: row["multiply_adds"] or None,
    )


LAYER_TABLE_MISTAKES = (
    biases_forgotten,
    linear_biases_forgotten,
    conv_biases_forgotten,
    linear_parameters_forgotten,
    channels_set_too_early,
    first_channels_throughout,
    input_channels_forgotten,
    pools_have_weights,
    pools_count_as_convolutions,
    pools_have_weights_and_biases,
    kernel_not_squared,
    parameters_of_one_filter,
    one_bias_for_all_filters,
    one_bias_for_each_layer,
    one_bias_for_all_outputs,
    biases_of_input_channels,
    biases_of_inputs,
    biases_of_what_goes_in,
    bias_for_every_kernel,
    weights_for_every_position,
    parameters_for_every_position,
    features_set_too_early,
    shapes_set_too_early,
    parameters_not_whole,
    none_for_nothing,
)
