"""Bars of tqdm in the style of notebooks, inside functions, with their methods used."""

from bank import above, fill

ASSIGNMENT = "a1_shapes"
ABOUT = "What is there"

PROBE = """
def probe_receptive_field(network, n):
    rest = network(np.zeros(n))
    middle = len(rest) // 2
    bar = tqdm(total=n, desc="probing", unit="input")
    touched = []
    for place, row in enumerate(np.eye(n)):
        if network(row)[middle] != rest[middle]:
            touched.append(place)
        bar.set_postfix(found=len(touched))
        bar.update(1)
    bar.close()
    return max(touched) - min(touched) + 1
"""

FIELD = """
def receptive_field(layers):
    field, jump = 1, 1
    for layer in tqdm(layers, leave=False):
        kernel, stride, dilation = (*layer, 1)[:3]
        field += dilation * (kernel - 1) * jump
        jump *= stride
    return field, jump
"""


def edit(cells):
    fill(cells, probe_receptive_field=PROBE, receptive_field=FIELD)
    above(cells, "output_size", "from tqdm.notebook import tqdm, trange\n\nfor _ in trange(3):\n    pass")
    return cells
