"""Functions warn as NumPy does, and by `warnings` with a stack level; one prints to the standard error; a filter shows
every warning, each time."""

from bank import above, fill, right

ASSIGNMENT = "a2_convolution"
ABOUT = "Stock nbgrader"


def edit(cells):
    pad = right("zero_pad").replace(
        "    return out", "    np.log(np.zeros(1))\n    warnings.warn('padded', stacklevel=2)\n    return out"
    )
    naive = right("conv2d_naive").replace(
        "    return out", "    print('done', file=sys.stderr)\n    return out"
    )
    fill(cells, zero_pad=pad, conv2d_naive=naive)
    above(
        cells,
        "zero_pad",
        "import sys\nimport warnings\n\nwarnings.simplefilter('always')\nnp.seterr(all='warn')",
    )
    return cells
