"""A function waits a moment in each call, as one does to watch a bar move: hardly any computing, much time on the
clock."""

from bank import fill, right

ASSIGNMENT = "a2_convolution"
ABOUT = "Limits"


def edit(cells):
    fill(
        cells,
        zero_pad="import time\n\n\n"
        + right("zero_pad").replace("    return out", "    time.sleep(0.05)\n    return out"),
    )
    return cells
