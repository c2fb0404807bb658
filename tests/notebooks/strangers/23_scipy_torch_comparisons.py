"""Other libraries in solution cells: conv2d_naive is written with scipy.signal.correlate2d, the import standing at the top
of its cell; `import torch`, `import torch.nn.functional as F` stand at the top of the cell of conv2d_forward, which is
plain NumPy, for a comparison at the end of the same cell. torch.set_default_dtype is changed.

Expect at home: all parts full points (scipy and torch installed).
"""

from solved import *

ASSIGNMENT = "a2_convolution"
NOT_THERE = {"a2.conv2d_naive": "scipy"}


def edit(cells):
    fill(
        cells,
        replace={
            "a2-conv2d_naive-1": """
from scipy import signal

def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    xp = zero_pad(x, padding)
    maps = []
    for picture in xp:
        for filt, bias_ in zip(w, b):
            total = bias_
            for channel, kernel in zip(picture, filt):
                total = total + signal.correlate2d(channel, kernel, mode="valid")[::sh, ::sw]
            maps.append(total)
    maps = np.array(maps, dtype=x.dtype)
    return maps.reshape(len(x), len(w), *maps.shape[1:])
""",
        },
    )
    cell = cells[find(cells, "a2-conv2d_forward-1")]
    cell["source"] = (
        "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\ntorch.set_default_dtype(torch.float64)\n\n\n"
        + SOLUTIONS["a2-conv2d_forward-1"]
        + """

for s, p, d, g in [(1, 0, 1, 1), (2, 1, 1, 1), (1, 2, 2, 2), ((1, 2), (2, 0), (2, 1), 4)]:
    X, Wt, B = np.random.randn(2, 4, 9, 8), np.random.randn(8, 4 // g, 3, 2), np.random.randn(8)
    theirs = F.conv2d(torch.tensor(X), torch.tensor(Wt), torch.tensor(B), stride=s, padding=p, dilation=d, groups=g)
    mine = conv2d_forward(X, Wt, B, s, p, d, g)[0]
    print(s, p, d, g, np.abs(mine - theirs.numpy()).max())
"""
    )
    return cells
