"""Saved by Python 3.14, whose syntax one function uses: a text with a template. The rest is plain."""

import sys

from bank import fill

ASSIGNMENT = "a1_shapes"
ABOUT = "Messages"
METADATA = {"language_info": {"name": "python", "version": "3.14.0"}}
HOME = {} if sys.version_info >= (3, 14) else {"a1.fits": 0}
NOTES = (r"[Ss]aved with Python 3\.14",) if HOME else ()

FITS = """
def fits(n, kernel, stride=1, padding=0, dilation=1):
    about = t"{n} {kernel}"
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    return room >= 0 and room % stride == 0
"""


def edit(cells):
    fill(cells, fits=FITS)
    return cells
