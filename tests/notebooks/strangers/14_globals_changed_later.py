"""Functions read global variables that are changed at the end: DELTA of the probe is the variable of a later loop and
ends as 0.0, DILATION becomes 2, and a counter is kept with `global`. A mutable default argument remembers things.

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
            "a1-probe_receptive_field-1": """
DELTA = 0.5
n_calls = 0

def probe_receptive_field(network, n):
    global n_calls
    def middle(x):
        global n_calls
        n_calls += 1
        y = network(x)
        return y[len(y) // 2]
    base = middle(np.zeros(n))
    hits = [i for i in range(n) if middle(DELTA * np.eye(n)[i]) != base]
    return max(hits) - min(hits) + 1
""",
            "a1-receptive_field-1": """
DILATION = 1

def receptive_field(layers, memory={}):
    key = tuple(layers)
    if key in memory:
        return memory[key]
    r, j = 1, 1
    for k, s, *d in layers:
        r = r + (d[0] if d else DILATION) * (k - 1) * j
        j = j * s
    memory[key] = (r, j)
    return r, j
""",
        },
    )
    cells.append(
        new("""
# does it depend on how much I change the input?
print("calls so far:", n_calls)
for DELTA in (1e3, 1.0, 1e-3, 1e-8, 0.0):
    try:
        print(DELTA, probe_receptive_field(five_layers, 40))
    except ValueError as e:
        print(DELTA, e)
""")
    )
    cells.append(
        new("""
DILATION = 2
receptive_field([(3, 1), (3, 1), (5, 1)])
""")
    )
    return cells
