"""tqdm bars inside the functions' loops: `from tqdm import tqdm` in one cell near the top, trange in another,
tqdm.auto in the third. The bars are drawn at every call of the check.

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
    if isinstance(padding, int):
        padding = (padding, padding)
    pH, pW = padding
    N, C, H, W = x.shape
    out = np.zeros((N, C, H + 2*pH, W + 2*pW), dtype=x.dtype)
    for n in tqdm(range(N), desc="padding", leave=False):
        out[n, :, pH:pH+H, pW:pW+W] = x[n]
    return out
""",
            "a2-conv2d_naive-1": """
from tqdm import trange

def conv2d_naive(x, w, b, stride=1, padding=0):
    sH, sW = (stride, stride) if isinstance(stride, int) else stride
    xp = zero_pad(x, padding)
    N, C, H, W = xp.shape
    F, C, kH, kW = w.shape
    Ho = (H - kH) // sH + 1
    Wo = (W - kW) // sW + 1
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in trange(N, desc="images"):
        for f in trange(F, desc="filters", leave=False):
            for i in range(Ho):
                for j in range(Wo):
                    out[n, f, i, j] = np.sum(xp[n, :, i*sH:i*sH+kH, j*sW:j*sW+kW] * w[f]) + b[f]
    return out
""",
        },
    )
    place = find(cells, "a2-zero_pad-1")
    cells.insert(place, new("from tqdm import tqdm\nimport tqdm.auto as auto"))
    place = find(cells, "a2-conv2d_forward")
    cells.insert(
        place + 1,
        new("""
import warnings
warnings.filterwarnings("ignore")
for step in auto.tqdm(range(200)):
    conv2d_forward(np.ones((1, 1, 5, 5)), np.ones((1, 1, 3, 3)), np.zeros(1))
"""),
    )
    return cells
