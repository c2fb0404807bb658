"""A scratch cell at the end gives everyday names to numbers: max, sum, range, len, int, np, math.
All functions above use the real ones.

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a1_shapes"
HOME = {
    "a1.output_size": 12.0,
    "a1.fits": 8.0,
    "a1.same_padding": 8.0,
    "a1.parameters": 14.0,
    "a1.multiply_adds": 8.0,
    "a1.receptive_field": 14.0,
    "a1.probe_receptive_field": 12.0,
    "a1.layer_table": 14.0,
    "a1.expand_pattern": 6.0,
    "a1.stack_or_single": 4.0,
}


def edit(cells):
    fill(cells)
    cells.append(
        new("""
# trying out for the lecture notes
max = 3
range = 2 * max + 1
len = [5, 7, 11]
sum = 0
for l in len:
    sum += l
int = 4.5
isinstance = None
np = 5
math = "easy"
print(max, range, sum, np)
""")
    )
    return cells
