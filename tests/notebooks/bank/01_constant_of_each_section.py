"""Each section sets the constants that its functions read. Those of the next section have the same names and
other values."""

from bank import above, fill, last

ASSIGNMENT = "a1_shapes"
ABOUT = "When a part is asked"

PARAMETERS = """
def fc_parameters(n_in, n_out, bias=True):
    return n_out * (n_in + (ONE if bias else NONE))
"""

FIELD = """
def receptive_field(layers):
    size, jump = ONE, ONE
    for layer in layers:
        dilation = layer[2] if len(layer) > 2 else ONE
        size += dilation * (layer[0] - ONE) * jump
        jump *= layer[1]
    return size, jump
"""


def edit(cells):
    fill(cells, fc_parameters=PARAMETERS, receptive_field=FIELD)
    above(cells, "fc_parameters", "ONE, NONE = 1, 0  # biases")
    above(cells, "conv_multiply_adds", 'ONE, NONE = "one", "none"  # headings of my table')
    above(cells, "receptive_field", "ONE = 1")
    last(cells, "ONE = 1.0\nNONE = None")
    return cells
