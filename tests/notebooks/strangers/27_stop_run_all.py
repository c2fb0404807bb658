"""To stop "Run All" the student has put `raise SystemExit("stop here")` in the middle, `sys.exit()` above the last
exercises, and `assert False, "TODO below"` in a third place; the cells below are run one by one. A solution cell ends with
`raise KeyboardInterrupt` after the function.

Expect at home: all parts full points (cells below the stop are run, as the student does).
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
    add = lambda key, source: cells.insert(find(cells, key) + 1, new(source))
    add("a1-parameters", 'raise SystemExit("stop here")')
    add("a1-receptive_field", "import sys\nsys.exit()")
    add("a1-layer_table", 'assert False, "TODO below"')
    cells[find(cells, "a1-same_padding-1")]["source"] += "\n\nraise KeyboardInterrupt"
    return cells
