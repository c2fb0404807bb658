"""Below the checks the functions are wrapped to count their calls. A wrapper takes no options by name."""

from bank import after, fill, last

ASSIGNMENT = "a1_shapes"
ABOUT = "When a part is asked"

COUNTED = """
calls = {}


def counted(function):
    def counting(*args):
        calls[function.__name__] = calls.get(function.__name__, 0) + 1
        return function(*args)

    return counting


fits = counted(fits)
"""


def edit(cells):
    fill(cells)
    after(cells, "fits", COUNTED)
    last(
        cells, "conv_parameters = counted(conv_parameters)\nreceptive_field = counted(receptive_field)\ncalls"
    )
    return cells
