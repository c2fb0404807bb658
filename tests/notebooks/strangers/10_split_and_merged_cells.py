"""JupyterLab's "merge" and "split": the three cells of a1.parameters are merged into one (with the metadata of the
first), the cell of fits and its check are merged as well, and the cell of layer_table is split in two, of which
both halves carry the released nbgrader metadata, as a split does (the same grade_id twice; the second half has a new cell id).

Expect at home: all parts full points (the check of a1.fits is the last line of the merged cell).
"""

import copy

from solved import *

ASSIGNMENT = "a1_shapes"
HOME = {
    "a1.output_size": 12.0,
    "a1.same_padding": 8.0,
    "a1.parameters": 14.0,
    "a1.multiply_adds": 8.0,
    "a1.receptive_field": 14.0,
    "a1.probe_receptive_field": 12.0,
    "a1.layer_table": 14.0,
    "a1.expand_pattern": 6.0,
    "a1.stack_or_single": 4.0,
    "a1.fits": 8.0,
}


def edit(cells):
    fill(cells)
    one, two, three = (find(cells, f"a1-parameters-{i}") for i in (1, 2, 3))
    cells[one]["source"] = "\n\n".join(cells[i]["source"] for i in (one, two, three))
    del cells[two : three + 1]
    place = find(cells, "a1-fits-1")
    cells[place]["source"] += "\n\n" + cells[place + 1]["source"]
    del cells[place + 1]
    place = find(cells, "a1-layer_table-1")
    second = copy.deepcopy(cells[place])
    second["id"] = "0f3a9c77"
    cells[place]["source"] = '''
def step(layer, shape):
    """Shape, parameters and multiply-adds after one layer."""
    kind, *numbers = layer
    if kind == "conv":
        channels, kernel, stride, padding = numbers
        h = output_size(shape[1], kernel, stride, padding)
        w = output_size(shape[2], kernel, stride, padding)
        return (channels, h, w), conv_parameters(shape[0], channels, kernel), conv_multiply_adds(shape[0], channels, kernel, h, w)
    if kind == "pool":
        return (shape[0], output_size(shape[1], *numbers), output_size(shape[2], *numbers)), 0, 0
    if kind == "flatten":
        return (math.prod(shape),), 0, 0
    if kind == "linear":
        return (numbers[0],), fc_parameters(shape[0], numbers[0]), shape[0] * numbers[0]
    return shape, 0, 0
'''.strip()
    second["source"] = """
def layer_table(input_shape, layers):
    shape = tuple(input_shape)
    seen, windows, flat, table = {}, [], False, []
    for layer in layers:
        kind = layer[0]
        seen[kind] = seen.get(kind, 0) + 1
        shape, parameters, work = step(layer, shape)
        if kind == "conv":
            windows.append(layer[2:4])
        if kind == "pool":
            windows.append(layer[1:3])
        flat = flat or kind == "flatten"
        field = None if flat else receptive_field(windows)[0]
        table.append({"name": kind + str(seen[kind]), "shape": shape, "parameters": parameters,
                      "multiply_adds": work, "receptive_field": field})
    return table
""".strip()
    cells.insert(place + 1, second)
    return cells
