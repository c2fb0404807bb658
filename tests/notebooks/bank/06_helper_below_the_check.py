"""The helper that a function calls stands in the last cell of the notebook. It was run first: cells are run in the
order of need, not of place."""

from bank import fill, last

ASSIGNMENT = "a1_shapes"
ABOUT = "When a part is asked"

FITS = """
def fits(n, kernel, stride=1, padding=0, dilation=1):
    return left_over(n + 2 * padding, kernel, stride, dilation) == 0
"""

HELPER = """
def left_over(cells, kernel, stride, dilation):
    room = cells - dilation * (kernel - 1) - 1
    return room % stride if room >= 0 else None
"""


def edit(cells):
    fill(cells, fits=FITS)
    last(cells, HELPER)
    return cells


def order(cells):
    return [0, len(cells) - 1, *range(1, len(cells) - 1)]
