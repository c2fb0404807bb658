"""The student's own expectation below a function is wrong, so that its cell ends with an AssertionError. The function
is right, and is there."""

from bank import fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "What a failing cell costs"


def edit(cells):
    fill(
        cells,
        output_size=right("output_size") + "\n\n\nassert output_size(7, 3, stride=2) == 4, 'why not 4?'",
        fc_parameters=right("fc_parameters") + "\n\n\nassert fc_parameters(10, 10) == 100",
    )
    return cells
