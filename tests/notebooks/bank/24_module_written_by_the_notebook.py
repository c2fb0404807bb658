"""A cell writes a module with pathlib and another one adds to it with %%writefile -a. A function imports it when it is
called."""

from bank import above, fill

ASSIGNMENT = "a1_shapes"
ABOUT = "What is there"

FIRST = '''
from pathlib import Path

Path("windows.py").write_text("""
def reach(kernel, dilation):
    return dilation * (kernel - 1) + 1
""")
'''

MORE = """
%%writefile -a windows.py


def room(n, kernel, padding, dilation):
    return n + 2 * padding - reach(kernel, dilation)
"""

OUTPUT_SIZE = """
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    import windows

    room = windows.room(n, kernel, padding, dilation)
    if room < 0:
        raise ValueError(f"{windows.reach(kernel, dilation)} is too much")
    return room // stride + 1
"""

FITS = """
from windows import room as room_of


def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = room_of(n, kernel, padding, dilation)
    return room >= 0 and not room % stride
"""


def edit(cells):
    fill(cells, output_size=OUTPUT_SIZE, fits=FITS)
    above(cells, "output_size", FIRST)
    above(cells, "output_size", MORE)
    return cells
