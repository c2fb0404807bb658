"""A function never ends where the kernel does not fit. At home its check interrupts these cases and judges the
others."""

from bank import fill

ASSIGNMENT = "a1_shapes"
ABOUT = "Limits"
HOME = {"a1.fits": None}
NOTES = ("10 s|ten seconds",)

FITS = """
def fits(n, kernel, stride=1, padding=0, dilation=1):
    cells, reach = n + 2 * padding, dilation * (kernel - 1) + 1
    while reach > cells:
        pass
    return (cells - reach) % stride == 0
"""


def edit(cells):
    fill(cells, fits=FITS)
    return cells
