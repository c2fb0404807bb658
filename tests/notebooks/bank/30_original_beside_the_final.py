"""The work was saved as a1_shapes_final.ipynb, and the blank original lies beside it under the expected name."""

from bank import fill

ASSIGNMENT = "a1_shapes"
ABOUT = "Which file is the work"
NOTES = ("a1_shapes_final.ipynb",)


def edit(cells):
    fill(cells)
    return cells


def hand_in(folder, notebook, release):
    (folder / "a1_shapes.ipynb").write_text(release)
    (folder / "a1_shapes_final.ipynb").write_text(notebook)
