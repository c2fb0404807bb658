"""A function opens a file that lies beside the notebook at home each time that it is called."""

from bank import fill

ASSIGNMENT = "a1_shapes"
ABOUT = "What is there"
BESIDE = {"names.txt": "CONV RELU POOL FC SOFTMAX"}
NOT_THERE = {"a1.expand_pattern": "names.txt"}

PATTERN = """
def expand_pattern(n, m, k, pool=True):
    with open("names.txt") as file:
        conv, relu, pooling, fc, softmax = file.read().split()
    return m * (n * [conv, relu] + [pooling] * bool(pool)) + k * [fc, relu] + [softmax]
"""


def edit(cells):
    fill(cells, expand_pattern=PATTERN)
    return cells
