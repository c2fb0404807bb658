"""A function counts one by one, and takes eleven seconds where the numbers are large. Only these cases are lost."""

from bank import fill

ASSIGNMENT = "a1_shapes"
HOME = {"a1.expand_pattern": None}

PATTERN = """
import time


def expand_pattern(n, m, k, pool=True):
    if not pool:
        began = time.process_time()
        while time.process_time() < began + 11:
            pass
    stage = n * ["CONV", "RELU"] + ["POOL"] * bool(pool)
    return m * stage + k * ["FC", "RELU"] + ["SOFTMAX"]
"""


def edit(cells):
    fill(cells, expand_pattern=PATTERN)
    return cells
