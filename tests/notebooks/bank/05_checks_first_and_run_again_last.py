"""All checks were moved to the top, as a list of what is to be done, and run again when the work was finished."""

from bank import check, fill

ASSIGNMENT = "a2_convolution"
ABOUT = "When a part is asked"
AGAIN = ("a2.zero_pad", "a2.conv2d_naive", "a2.conv2d_forward")


def edit(cells):
    fill(cells)
    places = [check(cells, name) for name in ("zero_pad", "conv2d_naive", "conv2d_forward")]
    checks = [cells[place] for place in places]
    return [cells[0], *checks, *(cell for n, cell in enumerate(cells) if n and n not in places)]
