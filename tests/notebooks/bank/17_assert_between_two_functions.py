"""Two functions of a part stand in one cell, and between them an assertion that fails: at home the second one is not
defined, and the check has nothing to ask."""

from bank import FAILED, fill, right, write

ASSIGNMENT = "a1_shapes"
ABOUT = "What a failing cell costs"
HOME = {"a1.parameters": 0, "a1.multiply_adds": 0, "a1.layer_table": None, "a1.stack_or_single": 0}
GRADED = {
    "a1.parameters": (14, FAILED),
    "a1.multiply_adds": (8, FAILED),
    "a1.layer_table": (14, FAILED),
    "a1.stack_or_single": (4, FAILED),
}


def edit(cells):
    fill(cells)
    both = [right("fc_parameters"), "assert fc_parameters(2, 3) == 6", right("conv_parameters")]
    write(cells, "fc_parameters", "\n\n\n".join(both))
    write(cells, "conv_parameters", "# see the cell above")
    return cells
