"""A tool has put cells between that are no cells: without a source, with a number for a source, of a type of its
own."""

import json

from bank import fill

ASSIGNMENT = "a1_shapes"
ABOUT = "Messages"
NOTES = ("Cell 3 ", "its source is a number")


def edit(cells):
    fill(cells)
    return cells


def hand_in(folder, notebook, release):
    content = json.loads(notebook)
    odd = [{"cell_type": "code", "source": 7}, {"cell_type": "widget", "source": "x"}, {"cell_type": "code"}]
    content["cells"][2:2] = odd
    (folder / "a1_shapes.ipynb").write_text(json.dumps(content))
