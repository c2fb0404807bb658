"""Two notebooks with work in them: the one of the expected name is finished, the other one half so."""

import json

from bank import fill, released, right, write

ASSIGNMENT = "a2_convolution"
ABOUT = "Which file is the work"
NOTES = ("first try.ipynb",)


def edit(cells):
    fill(cells)
    return cells


def hand_in(folder, notebook, release):
    (folder / "a2_convolution.ipynb").write_text(notebook)
    half = released(ASSIGNMENT)
    write(half, "zero_pad", right("zero_pad"))
    (folder / "first try.ipynb").write_text(json.dumps(json.loads(release) | {"cells": half}))
