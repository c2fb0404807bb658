"""The check of a part was deleted, since its report took up so much room; two others stand as they were."""

from bank import DELETED, check, fill

ASSIGNMENT = "a1_shapes"
ABOUT = "When a part is asked"
HOME = {"a1.same_padding": 0}
GRADED = {"a1.same_padding": (8, DELETED)}


def edit(cells):
    fill(cells)
    del cells[check(cells, "same_padding")]
    return cells
