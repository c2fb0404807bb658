"""A function waits a moment for each row, as one does to watch a bar move: hardly any computing, much time on the
clock. On the large image that is too slow, and the check at home says so."""

from bank import fill, right

ASSIGNMENT = "a2_convolution"
ABOUT = "Limits"
HOME = {"a2.conv2d_forward": 18}


def edit(cells):
    fill(
        cells,
        zero_pad="import time\n\n\n"
        + right("zero_pad").replace(
            "    return out", "    time.sleep(0.002 * len(out) * out.shape[2])\n    return out"
        ),
    )
    return cells
