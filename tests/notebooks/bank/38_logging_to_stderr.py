"""Functions log at the level of warnings, through a handler that keeps the standard error of the cell it was made
in."""

from bank import above, fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "Stock nbgrader"

LOG = """
import logging
import sys

log = logging.getLogger("a1")
log.addHandler(logging.StreamHandler(sys.stderr))
log.warning("here we go")
"""


def edit(cells):
    said = '    log.warning("kernel %s", kernel)\n    lost ='
    logged = "    logging.warning('asked for %s', n_in)\n    return"
    fill(
        cells,
        same_padding=right("same_padding").replace("    lost =", said),
        fc_parameters=right("fc_parameters").replace("    return", logged),
    )
    above(cells, "output_size", LOG)
    return cells
