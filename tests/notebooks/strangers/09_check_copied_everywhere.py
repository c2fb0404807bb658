"""check(...) is copied to the end of every solution cell and is called again in scratch cells, once with a lambda,
once with a wrong earlier version under another name, once in a loop. The released check cells are still there.

Expect at home: all parts full points in the released check cells (a scratch call with the slow first version of
conv2d_forward shows fewer). HOME counts the released check cells only.
"""

from solved import *

ASSIGNMENT = "a2_convolution"


def edit(cells):
    fill(cells)
    for key, name in (("a2-zero_pad-1", "zero_pad"), ("a2-conv2d_naive-1", "conv2d_naive")):
        cells[find(cells, key)]["source"] += f'\n\n\ncheck("a2.{name}", {name})'
    place = find(cells, "a2-conv2d_forward-1")
    cells.insert(
        place,
        new("""
# first try, slow
def conv2d_forward_v1(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if groups > 1 or dilation not in (1, (1, 1)):
        raise NotImplementedError
    return conv2d_naive(x, w, b, stride, padding), None

check("a2.conv2d_forward", conv2d_forward_v1)
"""),
    )
    cells.append(
        new("""
# everything once more before handing in
reports = []
for part, function in {"a2.zero_pad": zero_pad, "a2.conv2d_naive": lambda *a, **k: conv2d_naive(*a, **k)}.items():
    reports.append(check(part, function))
print(*map(repr, reports))
""")
    )
    return cells
