"""A cell reserves an array of four gigabytes before it defines its function: at home nobody notices, since nothing is
written into it."""

from bank import fill, right

ASSIGNMENT = "a2_convolution"
ABOUT = "Limits"


def edit(cells):
    reserve = "every_patch_at_once = np.zeros((2**17, 2**12))\ncount = every_patch_at_once.size\n\n\n"
    fill(cells, conv2d_forward=reserve + right("conv2d_forward"))
    return cells
