"""`from numpy import *` at the top (so sum, max, min, abs, all, any, round and pow are NumPy's), `from math import *` in a
later cell; the functions use zeros, pad, sum, einsum without np. Python's own sum would give wrong results there.

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a2_convolution"


def edit(cells):
    fill(
        cells,
        replace={
            "a2-zero_pad-1": """
def zero_pad(x, padding):
    p = ones(2, dtype=int) * padding
    return pad(x, [(0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])])
""",
            "a2-conv2d_naive-1": """
from math import *

def conv2d_naive(x, w, b, stride=1, padding=0):
    s = ones(2, dtype=int) * stride
    xp = zero_pad(x, padding)
    rows = floor((xp.shape[2] - w.shape[2]) / s[0]) + 1
    cols = floor((xp.shape[3] - w.shape[3]) / s[1]) + 1
    out = zeros((x.shape[0], w.shape[0], rows, cols), dtype=x.dtype)
    for n in range(x.shape[0]):
        for f in range(w.shape[0]):
            for i in range(rows):
                for j in range(cols):
                    window = xp[n, :, i * s[0]:i * s[0] + w.shape[2], j * s[1]:j * s[1] + w.shape[3]]
                    out[n, f, i, j] = sum(window * w[f]) + b[f]
    return out
""",
            "a2-conv2d_forward-1": """
from numpy.lib.stride_tricks import sliding_window_view

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    s = ones(2, dtype=int) * stride
    d = ones(2, dtype=int) * dilation
    xp = zero_pad(x, padding)
    size = tuple(d * (array(w.shape[2:]) - 1) + 1)
    v = sliding_window_view(xp, size, axis=(2, 3))[:, :, ::s[0], ::s[1], ::d[0], ::d[1]]
    outs = []
    for vg, wg in zip(split(v, groups, axis=1), split(w, groups)):
        outs.append(einsum("ncijuv,fcuv->nfij", vg, wg, optimize=True))
    return (concatenate(outs, axis=1) + b[:, newaxis, newaxis]).astype(x.dtype), v
""",
        },
    )
    cells.insert(find(cells, "a2-setup-1") + 1, new("from numpy import *"))
    return cells
