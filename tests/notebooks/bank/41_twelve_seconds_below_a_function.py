"""A demonstration of twelve seconds stands below a right function, in its cell, and another in a cell of its own."""

from bank import after, fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "Limits"

DEMONSTRATION = """


import time

began = time.process_time()
while time.process_time() < began + 12:
    sum(output_size(n, 3) for n in range(3, 1000))
"""


def edit(cells):
    fill(cells, output_size=right("output_size") + DEMONSTRATION)
    after(cells, "fits", DEMONSTRATION.strip().replace("output_size(n, 3)", "fits(n, 3)"))
    return cells
