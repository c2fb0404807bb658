"""The browser saved the notebook as a2_convolution.ipynb.txt, and the Finder put its own file beside it."""

from bank import fill

ASSIGNMENT = "a2_convolution"
ABOUT = "Which file is the work"
NOTES = ("a2_convolution.ipynb.txt",)


def edit(cells):
    fill(cells)
    return cells


def hand_in(folder, notebook, release):
    (folder / "a2_convolution.ipynb.txt").write_text(notebook)
    (folder / "._a2_convolution.ipynb").write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")
