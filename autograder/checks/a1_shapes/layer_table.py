"""a1.layer_table: shapes, parameters, multiply-adds and receptive fields of whole networks."""

import math

from autograder.checks.a1_shapes import layer_table_rights as rights
from autograder.checks.a1_shapes.nets import (
    ALEXNET,
    LENET5,
    VGG16,
    field_of,
    layers_taken_out,
    odd_net,
    small_net,
)
from autograder.checks.a1_shapes.tables import changed, columns, layer_kind, table_row, widths
from autograder.part import Call, Case, part

COLUMNS = {
    "names and shapes": ("name", "shape"),
    "parameters": ("parameters",),
    "multiply-adds": ("multiply_adds",),
    "receptive field": ("receptive_field",),
}


@part(
    "a1.layer_table",
    points={"names and shapes": 4, "parameters": 3, "multiply-adds": 3, "receptive field": 4},
)
def layer_table(rng):
    for shape, layers in (small_net(), odd_net(rng), LENET5, ALEXNET, VGG16):
        table = counted(shape, layers)
        for group, keys in COLUMNS.items():
            read = columns(*keys)
            yield Case(group, Call(shape, layers, then=read), read(table))


@layer_table.right
def counted(input_shape, layers):
    """Row by row: positions counted one by one, receptive fields traced back from the output."""
    shape, rows, seen = tuple(input_shape), [], []
    for place, (kind, *sizes) in enumerate(layers):
        before, parameters, work = shape, 0, 0
        if kind in ("conv", "pool"):
            kernel, stride, padding = sizes[-3:] if kind == "conv" else (*sizes, 0)
            height, width = (len(range(kernel, n + 2 * padding + 1, stride)) for n in before[1:])
            shape = (sizes[0] if kind == "conv" else before[0], height, width)
            seen.append((kernel, stride))
        if kind == "conv":
            weights = math.prod((shape[0], before[0], kernel, kernel))
            parameters, work = weights + shape[0], weights * height * width
        if kind == "flatten":
            shape = (math.prod(before),)
        if kind == "linear":
            shape = (sizes[0],)
            parameters, work = sizes[0] * before[0] + sizes[0], sizes[0] * before[0]
        count = sum(layer[0] == kind for layer in layers[: place + 1])
        field = field_of(seen) if len(shape) == 3 else None
        rows.append(table_row(f"{kind}{count}", shape, parameters, work, field))
    return rows


layer_table.right(rights.one_class, rights.recursive, rights.shapes_of_arrays)


def with_fields_of(right, input_shape, layers, other):
    """The right table, with the receptive fields of a network with other layers."""
    fields = (row["receptive_field"] for row in right(input_shape, other))
    return changed(right(input_shape, layers), receptive_field=lambda row: next(fields))


@layer_table.mistake
def pools_left_out_of_field(right, input_shape, layers):
    """Your receptive field leaves the pooling layers out. A pooling window widens the field, and its stride
    widens what follows, as in a convolution."""
    other = [("pool", 1, 1) if layer[0] == "pool" else layer for layer in layers]
    return with_fields_of(right, input_shape, layers, other)


@layer_table.mistake
def pool_strides_left_out_of_field(right, input_shape, layers):
    """Your receptive field leaves the strides of the pooling layers out. After a pooling with stride 2,
    every step counts twice."""
    other = [(*layer[:2], 1) if layer[0] == "pool" else layer for layer in layers]
    return with_fields_of(right, input_shape, layers, other)


@layer_table.mistake
def jump_forgotten(right, input_shape, layers):
    """Your receptive field adds kernel - 1 for every layer. After a stride, each step counts as many inputs
    as the jump so far."""
    other = [(*layer[:3], 1, layer[4]) if layer[0] == "conv" else layer for layer in layers]
    other = [(*layer[:2], 1) if layer[0] == "pool" else layer for layer in other]
    return with_fields_of(right, input_shape, layers, other)


@layer_table.mistake
def field_goes_on(right, input_shape, layers):
    """Your table gives a receptive field from flatten on. From there every value sees all that the network
    looks at: the field is None."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return last[0]

    return changed(right(input_shape, layers), receptive_field=field)


@layer_table.mistake
def field_of_layer_alone(right, input_shape, layers):
    """Your receptive field is each layer's own kernel. Asked for is what a value sees of the network's
    input."""
    kernels = iter([layer[2 if layer[0] == "conv" else 1 :] for layer in layers])

    def field(row):
        own = next(kernels)
        return row["receptive_field"] and (own[0] if own else 1)

    return changed(right(input_shape, layers), receptive_field=field)


@layer_table.mistake
def biases_forgotten(right, input_shape, layers):
    """Your parameters leave out the biases: one for every output channel of a convolution and one for every
    output of a linear layer."""
    return changed(
        widths(right(input_shape, layers)), parameters=lambda row: row["parameters"] - row["width"]
    )


@layer_table.mistake
def linear_biases_forgotten(right, input_shape, layers):
    """Your parameters leave out the biases of the linear layers: one for every output."""
    return changed(
        widths(right(input_shape, layers)),
        parameters=lambda row: row["parameters"] - row["width"] * ("lin" in row["name"]),
    )


@layer_table.mistake
def biases_in_multiply_adds(right, input_shape, layers):
    """Your multiply-adds count adding the biases too. Only multiplications with their additions count
    here."""
    return changed(
        widths(right(input_shape, layers)),
        multiply_adds=lambda row: row["multiply_adds"] + row["width"] * math.prod(row["shape"][1:]),
    )


@layer_table.mistake
def multiply_adds_counted_twice(right, input_shape, layers):
    """Your multiply-adds are twice the right ones: a multiplication and its addition count as one."""
    return changed(right(input_shape, layers), multiply_adds=lambda row: 2 * row["multiply_adds"])


@layer_table.mistake
def multiply_adds_of_one_position(right, input_shape, layers):
    """Your multiply-adds are the number of weights. A convolution uses each of them at every position of its
    output."""
    return changed(
        right(input_shape, layers),
        multiply_adds=lambda row: row["multiply_adds"] // math.prod(row["shape"][1:]),
    )


@layer_table.mistake
def multiply_adds_at_input_size(right, input_shape, layers):
    """Your multiply-adds count the positions of a convolution's input. It computes a value for every
    position of its output."""
    rows = right(input_shape, layers)
    before = iter([input_shape, *(row["shape"] for row in rows)])

    def work(row):
        return row["multiply_adds"] // math.prod(row["shape"][1:]) * math.prod(next(before)[1:])

    return changed(rows, multiply_adds=work)


@layer_table.mistake
def linear_multiply_adds_forgotten(right, input_shape, layers):
    """Your table has no multiply-adds for linear layers. Every output of one multiplies every input by a
    weight."""
    return changed(
        right(input_shape, layers),
        multiply_adds=lambda row: row["multiply_adds"] * ("lin" not in row["name"]),
    )


@layer_table.mistake
def numbered_from_zero(right, input_shape, layers):
    """Your names count from 0. The first convolution is conv1."""
    return changed(
        right(input_shape, layers),
        name=lambda row: f"{layer_kind(row)}{int(row['name'].removeprefix(layer_kind(row)) or 1) - 1}",
    )


@layer_table.mistake
def numbered_by_place(right, input_shape, layers):
    """Your names number the layers by their place in the network. Each kind is counted on its own: conv1,
    relu1, pool1, conv2."""
    place = iter(range(1, len(layers) + 1))
    return changed(right(input_shape, layers), name=lambda row: f"{layer_kind(row)}{next(place)}")


@layer_table.mistake
def not_numbered(right, input_shape, layers):
    """Your names lack the number: the first convolution is conv1."""
    return changed(right(input_shape, layers), name=layer_kind)


@layer_table.mistake
def channels_last(right, input_shape, layers):
    """Your shapes have the channels last. The order is (C, H, W)."""
    return changed(right(input_shape, layers), shape=lambda row: (*row["shape"][1:], row["shape"][0]))


@layer_table.mistake
def flat_shape_is_a_number(right, input_shape, layers):
    """Your shape from flatten on is a number. A shape is a tuple, here of one number: (F,)."""
    return changed(
        right(input_shape, layers),
        shape=lambda row: row["shape"] if len(row["shape"]) > 1 else row["shape"][0],
    )


@layer_table.mistake
def height_twice(right, input_shape, layers):
    """Your table takes the input's height as its width too. An image need not be square."""
    channels, height, _ = input_shape
    return right((channels, height, height), layers)


@layer_table.mistake
def pool_stride_is_its_window(right, input_shape, layers):
    """Your pooling steps by its window. The layer says its own stride: ("pool", kernel, stride)."""
    return right(input_shape, [(*layer[:2], layer[1]) if layer[0] == "pool" else layer for layer in layers])


@layer_table.mistake
def padding_ignored(right, input_shape, layers):
    """Your sizes leave the padding out. It is added at both ends of height and width."""
    return right(input_shape, [(*layer[:4], 0) if layer[0] == "conv" else layer for layer in layers])


@layer_table.mistake
def pools_rounded_up(right, input_shape, layers):
    """Your pooled sizes are rounded up. A window that sticks out is not a position: round down, as for a
    convolution."""
    shape, rows = tuple(input_shape), []
    for whole, layer in zip(right(input_shape, layers), layers, strict=True):
        if layer[0] == "pool":
            shape = (shape[0], *(n + layer[2] - 1 for n in shape[1:]))
        new = right(shape, [layer])[0]
        rows.append({**new, "name": whole["name"], "receptive_field": whole["receptive_field"]})
        shape = new["shape"]
    return rows


@layer_table.mistake
def one_row_many_times(right, input_shape, layers):
    """All your rows are one dict, changed for every layer and appended again, so that all show the last
    layer. Make a new dict for each row."""
    rows = right(input_shape, layers)
    return [rows[-1]] * len(rows)


layer_table.mistake(layers_taken_out)
