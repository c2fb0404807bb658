"""A table is built and shown with pandas above a function, with a loop and a `with` block over it, all in one cell."""

from bank import fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "What a failing cell costs"

ABOVE = """
import pandas as pd

frame = pd.DataFrame({"kernel": [1, 3, 5], "stride": [1, 2, 2]})
for index, row in frame.iterrows():
    size, jump = row["kernel"], row["stride"]
with pd.option_context("display.max_rows", 2):
    print(frame)
frame.describe()

"""


def edit(cells):
    fill(cells, receptive_field=ABOVE + right("receptive_field"))
    return cells
