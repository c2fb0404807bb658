"""Written in Colab, where the first lines of a cell connect a drive. Elsewhere the cell fails above its function."""

from bank import FAILED, fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "What a failing cell costs"
HOME = {"a1.expand_pattern": 0}
GRADED = {"a1.expand_pattern": (6, FAILED)}


def edit(cells):
    drive = "from google.colab import drive\n\ndrive.mount('/content/drive')\n\n\n"
    fill(cells, expand_pattern=drive + right("expand_pattern"))
    return cells
