"""Two friends worked in one repository, and git left its marks in a cell."""

from bank import fill, right

ASSIGNMENT = "a2_convolution"
ABOUT = "Messages"
HOME = {"a2.conv2d_naive": 0}
NOTES = ("merge marks",)


def edit(cells):
    ours = right("conv2d_naive")
    theirs = ours.replace("padded", "framed")
    fill(cells, conv2d_naive=f"<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> anna")
    return cells
