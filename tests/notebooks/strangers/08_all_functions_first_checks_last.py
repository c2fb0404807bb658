"""The student has tidied up: setup, then all functions, then the released example cells, then all checks at the
very end. The cells that only draw have been turned into raw cells to switch them off; the long texts are deleted.
The functions stand in another order than released (those that call others first).

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
    setup = [c for c in cells if grade_id(c) == "a1-setup-1"]
    functions = [c for c in cells if grade_id(c) in SOLUTIONS][::-1]
    checks = [c for c in cells if c["source"].startswith("check(")]
    rest = [c for c in cells if c["cell_type"] == "code" and c not in setup + functions + checks]
    for cell in rest:
        if cell["source"].startswith("plot.") or "plot.bars" in cell["source"]:
            cell["cell_type"] = "raw"
            for key in ("outputs", "execution_count"):
                cell.pop(key, None)
    title = [new("# A1, my solutions", "markdown")]
    return (
        title
        + setup
        + functions
        + [new("## Examples", "markdown")]
        + rest
        + [new("## Checks", "markdown")]
        + checks
    )
