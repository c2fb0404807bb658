"""The functions stand in a module that a cell writes with %%writefile; the solution cells only import it.
%load_ext autoreload stands at the top. Another cell writes a second file and runs it with %run.

Expect at home: all parts full points (the notebook leaves myconv.py and helpers.py in its folder).
"""

from solved import *

ASSIGNMENT = "a2_convolution"


def edit(cells):
    module = '%%writefile myconv.py\n"""my own little library"""\nimport numpy as np\n\n\n' + "\n\n\n".join(
        SOLUTIONS[key] for key in ("a2-zero_pad-1", "a2-conv2d_naive-1")
    )
    helpers = """
%%writefile helpers.py
def to_pair(v):
    return (v, v) if isinstance(v, int) else tuple(v)
"""
    forward = """
%run helpers.py

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    (sH, sW), (dH, dW) = to_pair(stride), to_pair(dilation)
    xp = zero_pad(x, to_pair(padding))
    k = (dH * (w.shape[2] - 1) + 1, dW * (w.shape[3] - 1) + 1)
    v = np.lib.stride_tricks.sliding_window_view(xp, k, axis=(2, 3))[:, :, ::sH, ::sW, ::dH, ::dW]
    out = []
    for g, (wg, bg) in enumerate(zip(np.split(w, groups), np.split(b, groups))):
        c = wg.shape[1]
        vg = v[:, g * c:(g + 1) * c]
        out.append(np.tensordot(vg, wg, axes=((1, 4, 5), (1, 2, 3))) + bg)
    out = np.concatenate(out, axis=-1).transpose(0, 3, 1, 2)
    return np.ascontiguousarray(out), None
"""
    fill(
        cells,
        replace={
            "a2-zero_pad-1": "import myconv\nfrom myconv import zero_pad",
            "a2-conv2d_naive-1": "from myconv import conv2d_naive",
            "a2-conv2d_forward-1": forward,
        },
    )
    cells.insert(find(cells, "a2-setup-1") + 1, new("%load_ext autoreload\n%autoreload 2"))
    cells.insert(find(cells, "a2-zero_pad-1"), new(module))
    cells.insert(find(cells, "a2-conv2d_forward-1"), new(helpers))
    return cells
