"""At the end an experiment spoils a helper and is checked by a copy of the check, ids and all; then the helper is
mended and checked by another copy, which is the last one; then it is deleted."""

import copy

from bank import check, fill, last, right

ASSIGNMENT = "a1_shapes"
ABOUT = "When a part is asked"

PARAMETERS = right("conv_parameters").replace("isinstance(kernel, int)", "is_number(kernel)")


def edit(cells):
    fill(cells, conv_parameters="def is_number(kernel):\n    return type(kernel) is int\n\n\n" + PARAMETERS)
    original = cells[check(cells, "conv_parameters")]
    last(cells, "def is_number(kernel):\n    return False")
    cells.append(copy.deepcopy(original))
    last(cells, "def is_number(kernel):\n    return not hasattr(kernel, '__len__')")
    cells.append(copy.deepcopy(original))
    last(cells, "del is_number")
    return cells
