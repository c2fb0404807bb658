"""A cell makes a folder, goes into it with os.chdir and writes defaults.json and a table of squares; the solution cells
read these files, one when the cell runs, one at every call of the function. At the end the student goes back with
`%cd ..` and removes the folder.

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a2_convolution"


def edit(cells):
    fill(
        cells,
        replace={
            "a2-zero_pad-1": """
with open("defaults.json") as f:
    defaults = json.load(f)

def zero_pad(x, padding=defaults["padding"]):
    if type(padding) in (int,):
        padding = (padding, padding)
    return np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])), mode=defaults["mode"])
""",
        },
    )
    place = find(cells, "a2-conv2d_naive-1")
    cells[place]["source"] = cells[place]["source"].replace(
        "    if isinstance(stride, int):",
        '    cfg = json.load(open("defaults.json"))\n    if cfg["verbose"]:\n        print(x.shape, w.shape)\n    if isinstance(stride, int):',
        1,
    )
    cells.insert(
        find(cells, "a2-zero_pad-1"),
        new("""
import os, json
from pathlib import Path
os.makedirs("work", exist_ok=True)
os.chdir("work")
Path("defaults.json").write_text(json.dumps({"padding": 0, "mode": "constant", "verbose": False}))
!pwd
"""),
    )
    cells.append(
        new("""
%cd ..
import shutil
shutil.rmtree("work")
""")
    )
    return cells
