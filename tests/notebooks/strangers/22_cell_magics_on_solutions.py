"""The solution cells themselves begin with a cell magic: %%time above zero_pad, %%capture above conv2d_naive.
The cell of conv2d_forward has the line magics %xmode and %precision at its start and %timeit at its end, once as
`best = %timeit -o ...`. Functions defined under %%time and %%capture stay defined.

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a2_convolution"


def edit(cells):
    fill(cells)
    at = lambda key: cells[find(cells, key)]
    at("a2-zero_pad-1")["source"] = "%%time\n" + SOLUTIONS["a2-zero_pad-1"]
    at("a2-conv2d_naive-1")["source"] = (
        "%%capture log\n"
        + SOLUTIONS["a2-conv2d_naive-1"]
        + ("\n\nprint(conv2d_naive(image[None, None], cross[None, None], np.zeros(1)))")
    )
    at("a2-conv2d_forward-1")["source"] = (
        "%xmode Minimal\n%precision 3\n"
        + SOLUTIONS["a2-conv2d_forward-1"]
        + (
            "\n\n%timeit -n 3 -r 2 conv2d_forward(photo, weights, bias)\n"
            "best = %timeit -o -q -n 3 -r 2 conv2d_forward(photo, weights, bias)\nbest.best"
        )
    )
    return cells
