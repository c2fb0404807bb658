"""A scratch cell in the middle never ends. The student interrupts it after a while and goes on."""

from bank import after, fill

ASSIGNMENT = "a2_convolution"
ABOUT = "Limits"
INTERRUPTED = ("step = 0",)


def edit(cells):
    fill(cells)
    after(cells, "zero_pad", "step = 0\nwhile step >= 0:\n    step += 1")
    return cells
