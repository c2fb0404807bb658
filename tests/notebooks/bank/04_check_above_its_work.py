"""A function was written into a new cell below its check, and the check was never run again."""

from bank import ABOVE, after, fill, functions, right

ASSIGNMENT = "a1_shapes"
ABOUT = "When a part is asked"
HOME = {"a1.multiply_adds": 0}
GRADED = {"a1.multiply_adds": (8, ABOVE)}


def edit(cells):
    fill(
        cells, conv_multiply_adds=next(c["source"] for c in cells if "def conv_multiply_adds" in c["source"])
    )
    assert "conv_multiply_adds" in functions(cells)
    after(cells, "conv_multiply_adds", right("conv_multiply_adds"))
    return cells
