"""A helper pads with SciPy, which grading does not have. The functions that are checked call it, zero_pad, or a layer
that calls them."""

from bank import above, fill

ASSIGNMENT = "a2_convolution"
ABOUT = "What is there"
PADDING = ("a2.zero_pad", "a2.conv2d_naive", "a2.im2col", "a2.conv2d_forward", "a2.bug_hunt")
NOT_THERE = dict.fromkeys(PADDING, "scipy")

HELPER = """
from scipy import ndimage


def bordered(plane, rows, columns):
    matrix, offset = [1, 1], [-rows, -columns]
    shape = plane.shape[0] + 2 * rows, plane.shape[1] + 2 * columns
    return ndimage.affine_transform(plane, matrix, offset, shape, order=0, prefilter=False)
"""

PAD = """
def zero_pad(x, padding):
    pair = (padding, padding) if isinstance(padding, int) else padding
    planes = [[bordered(plane, *pair) for plane in image] for image in x]
    return np.array(planes, dtype=x.dtype)
"""


def edit(cells):
    fill(cells, zero_pad=PAD)
    above(cells, "zero_pad", HELPER)
    return cells
