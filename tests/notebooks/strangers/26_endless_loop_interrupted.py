"""A scratch cell with `while True` that the student has stopped by hand (the saved output is KeyboardInterrupt), and one
that sleeps for an hour, stopped as well. Both stand after the first check; more exercises follow below.

Expect at home: all parts full points (each of the two cells is interrupted: INTERRUPTED).
"""

from solved import *

ASSIGNMENT = "a1_shapes"
INTERRUPTED = ("# find the smallest n", "import time\ntime.sleep(3600)")
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
    error = {
        "output_type": "error",
        "ename": "KeyboardInterrupt",
        "evalue": "",
        "traceback": ["KeyboardInterrupt: "],
    }
    first = new("""
# find the smallest n where the formula is wrong
n = 3
while True:
    if output_size(n, 3) != n - 2:
        print(n)
        break
    n += 1
""")
    second = new("import time\ntime.sleep(3600)")
    for cell, count in ((first, 17), (second, 25)):
        cell["execution_count"] = count
        cell["outputs"] = [dict(error)]
    place = find(cells, "a1-output_size")
    cells[place + 1 : place + 1] = [first]
    place = find(cells, "a1-multiply_adds")
    cells[place + 1 : place + 1] = [second]
    return cells
