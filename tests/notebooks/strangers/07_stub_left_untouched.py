"""The student never writes into the released solution cells: each function stands in a new cell of its own
and the stub with raise NotImplementedError is left as released. For nine exercises the new cell stands
between stub and check, which works. For a1.fits it stands above the stub, so the stub wins.

Expect at home: all parts full points except a1.fits, which gets 0 (the stub is run after the function).
"""

from bank import STUB
from solved import *

ASSIGNMENT = "a1_shapes"
GRADED = {"a1.fits": (8, STUB)}
HOME = {
    "a1.output_size": 12.0,
    "a1.fits": 0.0,
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
    for key, source in SOLUTIONS.items():
        if not key.startswith("a1-"):
            continue
        place = find(cells, key)
        above = key == "a1-fits-1"
        cells.insert(place + (0 if above else 1), new("# my version\n" + source))
    return cells
