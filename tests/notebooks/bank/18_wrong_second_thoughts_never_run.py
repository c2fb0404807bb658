"""Below a right function its cell raises an error. Further down in the same cell stands a wrong version of it, which
never ran at home."""

from bank import fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "What a failing cell costs"

WRONG = """

print(same_padding(4))  # should be 1.5


def same_padding(kernel, dilation=1):
    return dilation * (kernel - 1) / 2
"""


def edit(cells):
    fill(cells, same_padding=right("same_padding") + WRONG)
    return cells
