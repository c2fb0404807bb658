"""A function never ends where nothing is left over. At home its check interrupts it and says so."""

from bank import fill

ASSIGNMENT = "a1_shapes"
HOME = {"a1.fits": 0}
NOTES = ("10 s|ten seconds",)

FITS = """
def fits(n, kernel, stride=1, padding=0, dilation=1):
    place = dilation * (kernel - 1) + 1
    while place != n + 2 * padding:
        place += stride
    return True
"""


def edit(cells):
    fill(cells, fits=FITS)
    return cells
