"""Two cells each define a helper `size`, with different arguments. zero_pad calls the first one,
conv2d_naive the second one. Run from top to bottom each check runs while its own helper is in force;
after the whole notebook zero_pad would find the wrong helper, as im2col does, which pads with it further down.

Expect at home: im2col 0, all other parts full points.
"""

from solved import *

ASSIGNMENT = "a2_convolution"
HOME = {"a2.im2col": 0.0}


def edit(cells):
    fill(
        cells,
        replace={
            "a2-zero_pad-1": '''
def size(x, p):
    """New height and width"""
    return x.shape[2] + 2 * p[0], x.shape[3] + 2 * p[1]

def zero_pad(x: np.ndarray, padding: int | tuple[int, int]) -> np.ndarray:
    if isinstance(padding, int):
        padding = (padding, padding)
    N, C, H, W = x.shape
    newH, newW = size(x, padding)
    out = np.zeros((N, C, newH, newW), x.dtype)
    out[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    return out
''',
            "a2-conv2d_naive-1": """
def size(n, k, s, p):
    return (n + 2 * p - k) // s + 1

def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int): stride = (stride, stride)
    if isinstance(padding, int): padding = (padding, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    N, C, H, W = x.shape
    F, C, kH, kW = w.shape
    out = np.zeros((N, F, size(H, kH, stride[0], padding[0]), size(W, kW, stride[1], padding[1])), x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    r, c = i * stride[0], j * stride[1]
                    out[n, f, i, j] = (xp[n, :, r:r + kH, c:c + kW] * w[f]).sum() + b[f]
    return out
""",
            "a2-conv2d_forward-1": """
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int): stride = (stride, stride)
    if isinstance(padding, int): padding = (padding, padding)
    if isinstance(dilation, int): dilation = (dilation, dilation)
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    N, C, H, W = x.shape
    F, Cg, kH, kW = w.shape
    Ho = size(H, dilation[0] * (kH - 1) + 1, stride[0], padding[0])
    Wo = size(W, dilation[1] * (kW - 1) + 1, stride[1], padding[1])
    cols = np.empty((N, C, kH, kW, Ho, Wo), x.dtype)
    for u in range(kH):
        for v in range(kW):
            r, c = u * dilation[0], v * dilation[1]
            cols[:, :, u, v] = xp[:, :, r:r + Ho * stride[0]:stride[0], c:c + Wo * stride[1]:stride[1]]
    cols = cols.reshape(N, groups, Cg * kH * kW, Ho * Wo)
    out = (w.reshape(groups, F // groups, -1) @ cols).reshape(N, F, Ho, Wo) + b[:, None, None]
    return out, cols
""",
        },
    )
    return cells
