"""Modern syntax: `from __future__ import annotations` as first line of several cells (works in a cell, must be first
in a file), match statements, walrus, positional-only and keyword-only marks, NamedTuple, TypedDict, Literal,
annotations with names that do not exist (never evaluated because of the future import), f"{x = }".

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a1_shapes"
HOME = {
    "a1.output_size": 12.0,
    "a1.fits": 8.0,
    "a1.same_padding": 8.0,
    "a1.parameters": 14.0,
    "a1.multiply_adds": 8.0,
    "a1.receptive_field": 14.0,
    "a1.probe_receptive_field": 12.0,
    "a1.layer_table": 14.0,
    "a1.expand_pattern": 6.0,
    "a1.stack_or_single": 4.0,
}


def edit(cells):
    fill(
        cells,
        replace={
            "a1-output_size-1": """
from __future__ import annotations
from typing import Literal, NamedTuple, TypedDict


def output_size(n: PositiveInt, kernel: PositiveInt, stride: PositiveInt = 1, padding: NonNegative = 0, dilation: int = 1) -> int:
    if (room := n + 2 * padding - (reach := dilation * (kernel - 1) + 1)) < 0:
        raise ValueError(f"{n = } {reach = }")
    return room // stride + 1
""",
            "a1-fits-1": """
from __future__ import annotations

def fits(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> bool:
    return (room := n + 2 * padding - dilation * (kernel - 1) - 1) >= 0 == room % stride
""",
            "a1-receptive_field-1": """
class Field(NamedTuple):
    size: int = 1
    jump: int = 1

def receptive_field(layers: list[tuple[int, int] | tuple[int, int, int]]) -> tuple[int, int]:
    field = Field()
    for layer in layers:
        match layer:
            case (kernel, stride):
                dilation = 1
            case (kernel, stride, dilation):
                pass
            case _:
                raise TypeError(layer)
        field = Field(field.size + dilation * (kernel - 1) * field.jump, field.jump * stride)
    return tuple(field)
""",
            "a1-layer_table-1": """
from __future__ import annotations

class Row(TypedDict):
    name: str
    shape: tuple[int, ...]
    parameters: int
    multiply_adds: int
    receptive_field: int | None

def layer_table(input_shape: Shape, layers: Sequence[Layer], /) -> list[Row]:
    rows, shape, windows, kinds = [], input_shape, [], []
    for layer in layers:
        parameters = work = 0
        match (layer, shape):
            case (("conv", c_out, k, s, p), (c, h, w)):
                shape = (c_out, (h := output_size(h, k, s, p)), (w := output_size(w, k, s, p)))
                parameters = conv_parameters(c, c_out, k)
                work = conv_multiply_adds(c, c_out, k, h, w)
                windows += [(k, s)]
            case (("pool", k, s), (c, h, w)):
                shape = (c, output_size(h, k, s), output_size(w, k, s))
                windows += [(k, s)]
            case (("flatten",), _):
                shape = (math.prod(shape),)
            case (("linear", f), (n,)):
                shape, parameters, work = (f,), fc_parameters(n, f), n * f
            case (("relu",), _):
                pass
        kinds.append(kind := layer[0])
        rows.append(Row(name=f"{kind}{kinds.count(kind)}", shape=tuple(shape), parameters=parameters,
                        multiply_adds=work,
                        receptive_field=None if "flatten" in kinds else receptive_field(windows)[0]))
    return rows
""",
            "a1-stack_or_single-1": """
def stack_or_single(d: int, channels: int) -> tuple[int, int, int]:
    *weights, field = *(conv_parameters(channels, channels, k, bias=False) * m for k, m in ((2*d+1, 1), (d+1, 2))), receptive_field([(d+1, 1)] * 2)[0]
    return *weights, field
""",
        },
    )
    return cells
