"""Run out of order (the execution counts say so), and the cell that defined the helper `pair` has been deleted since.
conv2d_naive and conv2d_forward use it. In the student's running kernel everything worked, and the saved outputs show
full points: SAVED. In a fresh kernel the two functions raise NameError.

Expect at home (fresh kernel): the two and the test of layers, which compares with conv2d_forward, 0, the rest full
points.
"""

from solved import *

ASSIGNMENT = "a2_convolution"
HOME = {
    "a2.conv2d_naive": 0.0,
    "a2.conv2d_forward": 0.0,
    "a2.bug_hunt": 0.0,
}
SAVED = {"a2.zero_pad": 8.0, "a2.conv2d_naive": 15.0, "a2.conv2d_forward": 20.0}


def edit(cells):
    swap = lambda s: (
        s.replace("    if isinstance(stride, int):\n        stride = (stride, stride)\n", "")
        .replace("    if isinstance(dilation, int):\n        dilation = (dilation, dilation)\n", "")
        .replace("sH, sW = stride", "sH, sW = pair(stride)")
        .replace("dH, dW = dilation", "dH, dW = pair(dilation)")
    )
    fill(cells, replace={key: swap(SOLUTIONS[key]) for key in ("a2-conv2d_naive-1", "a2-conv2d_forward-1")})
    counts = {
        "a2-setup-1": 31,
        "a2-zero_pad-1": 4,
        "a2-zero_pad": 5,
        "a2-conv2d_naive-1": 27,
        "a2-conv2d_naive": 29,
        "a2-conv2d_forward-1": 40,
        "a2-conv2d_forward": 44,
    }
    for cell in cells:
        key = grade_id(cell)
        if key in counts:
            cell["execution_count"] = counts[key]
        part = (key or "").replace("-", ".", 1)
        if part in SAVED:
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "execution_count": counts[key],
                    "metadata": {},
                    "data": {"text/plain": str(SAVED[part])},
                }
            ]
    return cells
