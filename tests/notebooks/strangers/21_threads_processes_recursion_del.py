"""Recursion instead of loops, the probe calls the network from a thread pool, a demonstration with multiprocessing.Pool
(fork), a top-level await, and a cell "clean up" at the end that deletes the helper functions which the functions
above still need, then %reset -f -s of the rest.

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a1_shapes"
HOME = {
    "a1.output_size": 12.0,
    "a1.fits": 8.0,
    "a1.same_padding": 8.0,
    "a1.parameters": 14.0,
    "a1.multiply_adds": 8.0,
    "a1.receptive_field": 14.0,
    "a1.probe_receptive_field": 12.0,
    "a1.layer_table": 14.0,
    "a1.expand_pattern": 6.0,
    "a1.stack_or_single": 4.0,
}


def edit(cells):
    fill(
        cells,
        replace={
            "a1-receptive_field-1": """
def receptive_field(layers):
    return _walk(list(layers), 1, 1)

def _walk(layers, size, jump):
    if not layers:
        return size, jump
    (kernel, stride, *d), *rest = layers
    return _walk(rest, size + (d or [1])[0] * (kernel - 1) * jump, jump * stride)
""",
            "a1-probe_receptive_field-1": """
from concurrent.futures import ThreadPoolExecutor

def _middle(y):
    return y[len(y) // 2]

def probe_receptive_field(network, n):
    zero = _middle(network(np.zeros(n)))
    with ThreadPoolExecutor(max_workers=4) as pool:
        answers = list(pool.map(lambda row: _middle(network(row)), np.eye(n)))
    places, = np.nonzero(np.array(answers) != zero)
    return int(places[-1] - places[0] + 1)
""",
            "a1-expand_pattern-1": """
def expand_pattern(n, m, k, pool=True):
    if k > 0:
        *front, last = expand_pattern(n, m, k - 1, pool)
        return front + ["FC", "RELU", last]
    if m > 0:
        return _times(n) + pool * ["POOL"] + expand_pattern(n, m - 1, 0, pool)
    return ["SOFTMAX"]

def _times(n):
    return [] if n == 0 else ["CONV", "RELU"] + _times(n - 1)
""",
        },
    )
    cells.append(
        new("""
import multiprocessing as mp

def job(d):
    return stack_or_single(d, 64)

if __name__ == "__main__":
    with mp.get_context("fork").Pool(2) as pool:
        print(pool.map(job, range(6)))
""")
    )
    cells.append(new("import asyncio\nawait asyncio.sleep(0.1)\nprint('slept')"))
    cells.append(
        new("""
# clean up
del _walk, _middle, _times, job
del n, m, k, channels
%reset_selective -f table
""")
    )
    return cells
