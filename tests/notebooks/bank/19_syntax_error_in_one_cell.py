"""A bracket is missing in one cell, and an indentation is wrong in another one: these two are not written, the rest
is."""

from bank import fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "What a failing cell costs"
HOME = {"a1.fits": 0, "a1.expand_pattern": 0}


def edit(cells):
    fill(
        cells,
        fits=right("fits").replace("(kernel - 1)", "(kernel - 1"),
        expand_pattern=right("expand_pattern").replace("    return", "  return"),
    )
    return cells
