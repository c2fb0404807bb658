"""The notebook is one of an earlier release, whose texts and demonstrations were other ones."""

from bank import earlier, fill

ASSIGNMENT = "a1_shapes"
ABOUT = "An earlier release"


def edit(cells):
    cells = earlier(ASSIGNMENT)
    fill(cells)
    return cells
