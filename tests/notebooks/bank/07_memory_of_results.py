"""Results are kept in a dictionary, which a cell at the end fills with nonsense to try something out."""

from bank import above, fill, last

ASSIGNMENT = "a1_shapes"
ABOUT = "When a part is asked"

OUTPUT_SIZE = """
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    key = n, kernel, stride, padding, dilation
    if key not in known:
        room = n + 2 * padding - dilation * (kernel - 1) - 1
        known[key] = room // stride + 1 if room >= 0 else None
    if known[key] is None:
        raise ValueError("the kernel does not fit")
    return known[key]
"""

NONSENSE = """
import itertools

known = {}
for key in itertools.product(range(60), range(12), range(1, 6), range(5), range(1, 4)):
    known[key] = -1
len(known)
"""


def edit(cells):
    fill(cells, output_size=OUTPUT_SIZE)
    above(cells, "output_size", "known = {}")
    last(cells, NONSENSE)
    return cells
