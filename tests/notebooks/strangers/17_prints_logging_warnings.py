"""Loud functions: logging at DEBUG level to the notebook, print in the inner loops, warnings.warn at every call,
np.seterr(all="raise"), np.set_printoptions, a line of stars for every image, sys.stdout.flush().

Expect at home: all parts full points.
"""

from solved import *

ASSIGNMENT = "a2_convolution"


def edit(cells):
    fill(cells)
    cells.insert(
        find(cells, "a2-setup-1") + 1,
        new("""
import logging
import sys
import warnings

logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format="%(asctime)s %(levelname)s %(message)s")
log = logging.getLogger("a2")
np.seterr(all="raise")
np.set_printoptions(precision=3, suppress=True, linewidth=200)
"""),
    )
    place = find(cells, "a2-zero_pad-1")
    cells[place]["source"] = cells[place]["source"].replace(
        "    p, q = padding\n",
        '    p, q = padding\n    log.debug("zero_pad %s by %s", x.shape, padding)\n    if p == 0 and q == 0:\n        warnings.warn("padding is 0, nothing to do")\n',
    )
    place = find(cells, "a2-conv2d_naive-1")
    cells[place]["source"] = (
        cells[place]["source"]
        .replace(
            "                    out[n, f, i, j] =",
            '                    print("n", n, "f", f, "i", i, "j", j, "window", window.shape)\n                    out[n, f, i, j] =',
        )
        .replace(
            "    for n in range(N):\n",
            '    for n in range(N):\n        print("*" * 60)\n        sys.stdout.flush()\n',
        )
    )
    place = find(cells, "a2-conv2d_forward-1")
    cells[place]["source"] = cells[place]["source"].replace(
        "    parts = []\n",
        '    parts = []\n    log.info("conv2d_forward x %s w %s groups %d", x.shape, w.shape, groups)\n    print("out", Ho, Wo, file=sys.stderr)\n',
    )
    return cells
