"""Mistakes of a1.layer_table."""

import math

from autograder.checks.a1_shapes.tables import changed, layer_kind, widths


def with_fields_of(right, input_shape, layers, other):
    """The right table, with the receptive fields of a network with other layers."""
    fields = (row["receptive_field"] for row in right(input_shape, other))
    return changed(right(input_shape, layers), receptive_field=lambda row: next(fields))


def pools_left_out_of_field(right, input_shape, layers):
    """Your receptive field leaves the pooling layers out. A pooling window widens the field, and its stride
    widens what follows, as in a convolution."""
    other = [("pool", 1, 1) if layer[0] == "pool" else layer for layer in layers]
    return with_fields_of(right, input_shape, layers, other)


def pool_strides_left_out_of_field(right, input_shape, layers):
    """Your receptive field leaves the strides of the pooling layers out. After a pooling with stride 2,
    every step counts twice."""
    other = [(*layer[:2], 1) if layer[0] == "pool" else layer for layer in layers]
    return with_fields_of(right, input_shape, layers, other)


def jump_forgotten(right, input_shape, layers):
    """Your receptive field adds kernel - 1 for every layer. After a stride, each step counts as many inputs
    as the jump so far."""
    other = [(*layer[:3], 1, layer[4]) if layer[0] == "conv" else layer for layer in layers]
    other = [(*layer[:2], 1) if layer[0] == "pool" else layer for layer in other]
    return with_fields_of(right, input_shape, layers, other)


def field_goes_on(right, input_shape, layers):
    """Your table gives a receptive field from flatten on. There all numbers stand in one row and have no
    place in an image any more: the field is None."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return last[0]

    return changed(right(input_shape, layers), receptive_field=field)


def field_of_layer_alone(right, input_shape, layers):
    """Your receptive field is each layer's own kernel. Asked for is what a value sees of the network's
    input."""
    kernels = iter([layer[2 if layer[0] == "conv" else 1 :] for layer in layers])

    def field(row):
        own = next(kernels)
        return row["receptive_field"] and (own[0] if own else 1)

    return changed(right(input_shape, layers), receptive_field=field)


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


def linear_parameters_forgotten(right, input_shape, layers):
    """Your table has no parameters for linear layers. One has a weight for every input and output, and a bias
    for every output."""
    return changed(
        right(input_shape, layers),
        parameters=lambda row: row["parameters"] * (layer_kind(row) != "linear"),
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


def numbered_from_zero(right, input_shape, layers):
    """Your names count from 0. The first convolution is conv1."""
    return changed(
        right(input_shape, layers),
        name=lambda row: f"{layer_kind(row)}{int(row['name'].removeprefix(layer_kind(row)) or 1) - 1}",
    )


def numbered_by_place(right, input_shape, layers):
    """Your names number the layers by their place in the network. Each kind is counted on its own: conv1,
    relu1, pool1, conv2."""
    place = iter(range(1, len(layers) + 1))
    return changed(right(input_shape, layers), name=lambda row: f"{layer_kind(row)}{next(place)}")


def single_ones_not_numbered(right, input_shape, layers):
    """Your names lack the number where there is one layer of a kind. A single one has its number too,
    flatten1."""
    rows = right(input_shape, layers)
    kinds = [layer_kind(row) for row in rows]
    return changed(
        rows, name=lambda row: layer_kind(row) if kinds.count(layer_kind(row)) == 1 else row["name"]
    )


def flatten_not_numbered(right, input_shape, layers):
    """Your flatten lacks its number. A single one has its number too, flatten1."""
    rows = right(input_shape, layers)
    return changed(rows, name=lambda row: "flatten" if layer_kind(row) == "flatten" else row["name"])


def first_not_numbered(right, input_shape, layers):
    """Your names lack the number of the first layer of each kind. The first convolution is conv1."""
    rows = right(input_shape, layers)
    return changed(
        rows, name=lambda row: layer_kind(row) if row["name"] == f"{layer_kind(row)}1" else row["name"]
    )


def relus_left_out(right, input_shape, layers):
    """Your table has no rows for ReLU. Every layer has one."""
    return [row for row in right(input_shape, layers) if layer_kind(row) != "relu"]


def rows_by_name(right, input_shape, layers):
    """Your function returns a dict. The answer is a list with one dict for each layer."""
    return {row["name"]: row for row in right(input_shape, layers)}


def not_numbered(right, input_shape, layers):
    """Your names lack the number: the first convolution is conv1."""
    return changed(right(input_shape, layers), name=layer_kind)


def channels_last(right, input_shape, layers):
    """Your shapes have the channels last. The order is (C, H, W)."""
    return changed(right(input_shape, layers), shape=lambda row: (*row["shape"][1:], row["shape"][0]))


def flat_shape_is_a_number(right, input_shape, layers):
    """Your shape from flatten on is a number. A shape is a tuple, here of one number: (F,)."""
    return changed(
        right(input_shape, layers),
        shape=lambda row: row["shape"] if len(row["shape"]) > 1 else row["shape"][0],
    )


def height_twice(right, input_shape, layers):
    """Your table takes the input's height as its width too. An image need not be square."""
    channels, height, _ = input_shape
    return right((channels, height, height), layers)


def pool_stride_is_its_window(right, input_shape, layers):
    """Your pooling steps by its window. The layer says its own stride: ("pool", kernel, stride)."""
    return right(input_shape, [(*layer[:2], layer[1]) if layer[0] == "pool" else layer for layer in layers])


def padding_ignored(right, input_shape, layers):
    """Your sizes leave the padding out. It is added at both ends of height and width."""
    return right(input_shape, [(*layer[:4], 0) if layer[0] == "conv" else layer for layer in layers])


def layer_by_layer(right, input_shape, layers, entering):
    """The right table of layers that meet another input: `entering(shape, layer)` gives shape and layer."""
    shape, rows = tuple(input_shape), []
    for whole, layer in zip(right(input_shape, layers), layers, strict=True):
        new = right(*entering(shape, layer))[0]
        rows.append({**new, "name": whole["name"], "receptive_field": whole["receptive_field"]})
        shape = new["shape"]
    return rows


def pools_rounded_up(right, input_shape, layers):
    """Your pooled sizes are rounded up. A window that sticks out is not a position: round down, as for a
    convolution."""

    def entering(shape, layer):
        spare = layer[2] - 1 if layer[0] == "pool" else 0
        return (shape[0], *(n + spare for n in shape[1:])), [layer]

    return layer_by_layer(right, input_shape, layers, entering)


def padding_on_one_side(right, input_shape, layers):
    """Your sizes add the padding once. It is added at both ends of height and width."""

    def entering(shape, layer):
        if layer[0] != "conv":
            return shape, [layer]
        return (shape[0], *(n + layer[4] for n in shape[1:])), [(*layer[:4], 0)]

    return layer_by_layer(right, input_shape, layers, entering)


def strides_ignored(right, input_shape, layers):
    """Your sizes leave the strides out. With a stride there are fewer positions."""

    def entering(shape, layer):
        one_step = {"conv": (*layer[:3], 1, *layer[4:]), "pool": (*layer[:2], 1)}
        return shape, [one_step.get(layer[0], layer)]

    return layer_by_layer(right, input_shape, layers, entering)


def height_taken_for_width(right, input_shape, layers):
    """Your convolutions and poolings compute the height and take it for the width too. An image need not be
    square."""

    def entering(shape, layer):
        square = layer[0] in ("conv", "pool")
        return (shape[0], shape[1], shape[1]) if square else shape, [layer]

    return layer_by_layer(right, input_shape, layers, entering)


def width_taken_for_height(right, input_shape, layers):
    """Your convolutions and poolings compute the width and take it for the height too. An image need not be
    square."""

    def entering(shape, layer):
        square = layer[0] in ("conv", "pool")
        return (shape[0], shape[2], shape[2]) if square else shape, [layer]

    return layer_by_layer(right, input_shape, layers, entering)


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
    """Your convolutions count with the channels of the image throughout. A layer's input channels are those of
    the layer before."""
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


def shapes_before_the_layers(right, input_shape, layers):
    """Your table gives the shape before each layer. Asked for is the shape after it."""
    rows = right(input_shape, layers)
    before = iter([tuple(input_shape), *(row["shape"] for row in rows)])
    return changed(rows, shape=lambda row: next(before))


def flatten_leaves_the_shape(right, input_shape, layers):
    """Your flatten leaves the shape as it is. (C, H, W) becomes (C * H * W,), all numbers in one row."""
    rows, before, table = right(input_shape, layers), tuple(input_shape), []
    for row, layer in zip(rows, layers, strict=True):
        table.append({**row, "shape": before} if layer[0] == "flatten" else row)
        before = row["shape"]
    return table


def field_with_jump(right, input_shape, layers):
    """Your receptive field is the pair (size, jump). Asked for is the size alone."""
    jump, jumps = 1, []
    for layer in layers:
        jump *= {"conv": layer[3:4], "pool": layer[2:3]}.get(layer[0], (1,))[0]
        jumps.append(jump)
    each = iter(jumps)

    def field(row):
        jump = next(each)
        return row["receptive_field"] and (row["receptive_field"], jump)

    return changed(right(input_shape, layers), receptive_field=field)


def field_of_relu_after_flatten(right, input_shape, layers):
    """Your table gives a receptive field for the ReLUs after flatten. From flatten on it is None in every
    row."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return last[0] if layer_kind(row) == "relu" else row["receptive_field"]

    return changed(right(input_shape, layers), receptive_field=field)


def field_of_flatten(right, input_shape, layers):
    """Your table gives a receptive field for flatten. It is None from flatten on, in its own row too."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return last[0] if layer_kind(row) == "flatten" else row["receptive_field"]

    return changed(right(input_shape, layers), receptive_field=field)


def field_zero_after_flatten(right, input_shape, layers):
    """Your table gives the receptive field 0 from flatten on. It is None there."""
    return changed(right(input_shape, layers), receptive_field=lambda row: row["receptive_field"] or 0)


def field_with_own_stride(right, input_shape, layers):
    """Your receptive field multiplies the jump by a layer's stride before it adds that layer's kernel - 1
    steps. The steps are taken on the layer's input, where its own stride has no effect yet."""
    size, jump, fields = 1, 1, []
    for layer in layers:
        kernel, stride = {"conv": layer[2:4], "pool": layer[1:3]}.get(layer[0], (1, 1))
        jump *= stride
        size += (kernel - 1) * jump
        fields.append(size)
    each = iter(fields)

    def field(row):
        size = next(each)
        return row["receptive_field"] and size

    return changed(right(input_shape, layers), receptive_field=field)


def field_of_windows_alone(right, input_shape, layers):
    """Your table gives a receptive field to convolutions and poolings alone. A ReLU sees what its input
    sees."""
    return changed(
        right(input_shape, layers),
        receptive_field=lambda row: row["receptive_field"] if layer_kind(row) in ("conv", "pool") else None,
    )


def one_row_many_times(right, input_shape, layers):
    """All your rows are one dict, changed for every layer and appended again, so that all show the last
    layer. Make a new dict for each row."""
    rows = right(input_shape, layers)
    return [rows[-1]] * len(rows)


LAYER_TABLE_MISTAKES = (
    pools_left_out_of_field,
    pool_strides_left_out_of_field,
    jump_forgotten,
    field_goes_on,
    field_of_layer_alone,
    biases_forgotten,
    linear_biases_forgotten,
    conv_biases_forgotten,
    linear_biases_in_multiply_adds,
    conv_multiply_adds_with_biases,
    linear_parameters_forgotten,
    biases_in_multiply_adds,
    multiply_adds_counted_twice,
    multiply_adds_of_one_position,
    multiply_adds_at_input_size,
    linear_multiply_adds_forgotten,
    numbered_from_zero,
    numbered_by_place,
    single_ones_not_numbered,
    flatten_not_numbered,
    first_not_numbered,
    relus_left_out,
    rows_by_name,
    not_numbered,
    channels_last,
    flat_shape_is_a_number,
    height_twice,
    pool_stride_is_its_window,
    padding_ignored,
    pools_rounded_up,
    padding_on_one_side,
    strides_ignored,
    height_taken_for_width,
    width_taken_for_height,
    channels_set_too_early,
    first_channels_throughout,
    input_channels_forgotten,
    shapes_before_the_layers,
    flatten_leaves_the_shape,
    field_with_jump,
    field_of_relu_after_flatten,
    field_of_flatten,
    field_zero_after_flatten,
    field_with_own_stride,
    field_of_windows_alone,
    one_row_many_times,
)
