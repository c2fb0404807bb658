"""a1.layer_table: shapes, parameters, multiply-adds and receptive fields of whole networks."""

import math

from autograder.checks.a1_shapes import layer_table_rights as rights
from autograder.checks.a1_shapes.layer_table_mistakes import LAYER_TABLE_MISTAKES
from autograder.checks.a1_shapes.layer_table_mistakes_field import FIELD_MISTAKES
from autograder.checks.a1_shapes.layer_table_mistakes_rows import ROW_MISTAKES
from autograder.checks.a1_shapes.layer_table_mistakes_sizes import SIZE_MISTAKES
from autograder.checks.a1_shapes.layer_table_mistakes_work import WORK_MISTAKES
from autograder.checks.a1_shapes.nets import (
    ALEXNET,
    LENET5,
    VGG16,
    field_of,
    layers_taken_out,
    odd_net,
    small_net,
)
from autograder.checks.a1_shapes.tables import columns, table_row
from autograder.checks.mistakes import nothing_returned
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


layer_table.mistake(*FIELD_MISTAKES, *LAYER_TABLE_MISTAKES, *WORK_MISTAKES, *ROW_MISTAKES, *SIZE_MISTAKES)
layer_table.mistake(
    nothing_returned,
    explanation="Your function returns None: it ends without a return, or returns what append gives, which is "
    "nothing.",
)


layer_table.mistake(layers_taken_out)
