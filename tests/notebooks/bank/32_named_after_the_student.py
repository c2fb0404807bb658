"""The file has the student's name and a date for a name, and Jupyter's folder of checkpoints came along with an older
state of it."""

from bank import fill

ASSIGNMENT = "a1_shapes"
ABOUT = "Which file is the work"
NOTES = ("Müller 2026-11-02.ipynb",)


def edit(cells):
    fill(cells)
    return cells


def hand_in(folder, notebook, release):
    (folder / "Müller 2026-11-02.ipynb").write_text(notebook)
    checkpoints = folder / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "Müller 2026-11-02-checkpoint.ipynb").write_text(release)
