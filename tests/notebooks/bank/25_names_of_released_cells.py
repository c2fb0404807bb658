"""Functions use what cells of the release have defined: a layer that averages, a list of layers, an imported module."""

from bank import fill, right

ASSIGNMENT = "a1_shapes"
ABOUT = "What is there"

TABLE = """

CONVOLUTIONS = {layer[0] for layer in lenet5 if len(layer) > 3}

"""

PATTERN = """
def expand_pattern(n, m, k, pool=True):
    names = {layer[0] for layer in alexnet} | {"softmax"}
    assert {"conv", "relu", "pool"} <= names
    convolution, nonlinear = alexnet[0][0].upper(), alexnet[1][0].upper()
    one = n * [convolution, nonlinear] + (["POOL"] if pool else [])
    return m * one + k * ["FC", nonlinear] + ["SOFTMAX"]
"""


def edit(cells):
    table = right("layer_table").replace('if kind == "conv":', "if kind in CONVOLUTIONS:")
    fill(cells, layer_table=TABLE + table, expand_pattern=PATTERN)
    return cells
