"""Right numbers in other types: receptive_field returns a NamedTuple (a pair with names), fits a np.bool_, the probe
a np.int64, stack_or_single a list with np.int64 in it, layer_table OrderedDicts with np.int64 in their shapes."""

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
            "a1-fits-1": """
def fits(n, kernel, stride=1, padding=0, dilation=1):
    room = np.array(n + 2 * padding - dilation * (kernel - 1) - 1)
    return (room >= 0) & (room % stride == 0)
""",
            "a1-receptive_field-1": """
from collections import namedtuple
Field = namedtuple("Field", "size jump")

def receptive_field(layers):
    r, j = 1, 1
    for k, s, *d in layers:
        r, j = r + (d[0] if d else 1) * (k - 1) * j, j * s
    return Field(r, j)
""",
            "a1-probe_receptive_field-1": """
def probe_receptive_field(network, n):
    out = np.array([network(row) for row in np.vstack([np.zeros(n), np.eye(n)])])
    mid = out[:, out.shape[1] // 2]
    where = np.where(mid[1:] != mid[0])[0]
    return where.max() - where.min() + 1
""",
            "a1-layer_table-1": SOLUTIONS["a1-layer_table-1"]
            .replace("def layer_table", "from collections import OrderedDict\n\ndef layer_table", 1)
            .replace("            {\n", "            OrderedDict({\n")
            .replace("            }\n", "            })\n")
            .replace("(math.prod(shape),)", "(np.prod(shape),)"),
            "a1-stack_or_single-1": """
def stack_or_single(d, channels):
    k = np.array([2 * d + 1, d + 1])
    single, stacked = np.array([1, 2]) * k**2 * channels**2
    return [single, stacked, 2 * d + 1]
""",
        },
    )
    return cells
