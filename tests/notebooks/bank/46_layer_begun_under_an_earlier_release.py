"""The second assignment of an earlier release, which had three parts, with a bias that is forgotten in the last."""

from bank import earlier, fill, right

ASSIGNMENT = "a2_convolution"
ABOUT = "An earlier release"
LATER = ("correlate2d", "convolve2d", "edges", "im2col", "conv1x1", "conv1d", "compose_kernels", "bug_hunt")
HOME = {"a2.conv2d_forward": None} | {f"a2.{part}": 0 for part in LATER}

FORWARD = (
    right("conv2d_forward")
    + """


without_mistake = conv2d_forward


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    return without_mistake(x, w, 0 * b, stride, padding, dilation, groups)
"""
)


def edit(cells):
    cells = earlier(ASSIGNMENT)
    fill(cells, conv2d_forward=FORWARD)
    return cells
