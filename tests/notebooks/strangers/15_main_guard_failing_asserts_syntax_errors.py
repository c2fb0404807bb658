"""Own tests: `if __name__ == "__main__":` in solution cells, asserts of which two fail (the student's expectation was
wrong, not the function), scratch cells with syntax errors and Python 2 prints, `?output_size`, `help(...)`,
a cell that raises in the middle.

Expect at home: all parts full points. The asserts stand below the function in a cell of their own, except one that
stands in the solution cell of expand_pattern, after the function: the cell shows AssertionError, the function exists.
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
    cells[find(cells, "a1-output_size-1")]["source"] += """


if __name__ == "__main__":
    print(output_size(7, 3), output_size(7, 3, stride=2))
"""
    cells[find(cells, "a1-expand_pattern-1")]["source"] += """

assert expand_pattern(1, 1, 1) == ["CONV", "RELU", "POOL", "FC", "SOFTMAX"], "??"
"""
    add("a1-output_size", "?output_size")
    add("a1-output_size", "assert output_size(7, 3, stride=2) == 4   # why 3??")
    add("a1-fits", "def test_fits(:\n    assert fits(7 3)\n")
    add("a1-fits", 'print "fits:", fits(227, 11, 4)')
    add("a1-same_padding", "help(same_padding)\nsame_padding(2)\nprint('not reached')")
    add("a1-receptive_field", "receptive_field??")
    add("a1-multiply_adds", "for n in range(3)\n    print(n")
    add("a1-layer_table", "  table = layer_table((1, 28, 28), lenet5)\nprint(table)")
    cells.append(
        new("""
def test_all():
    assert same_padding(3) == 1
    assert stack_or_single(1, 1) == (9, 8, 3)
    assert stack_or_single(0, 1)[0] == 0

if __name__ == "__main__":
    test_all()
""")
    )
    return cells
