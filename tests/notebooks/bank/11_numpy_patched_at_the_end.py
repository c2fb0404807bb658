"""To see what is called, the last cell replaces functions of NumPy by ones that only print."""

from bank import fill, last

ASSIGNMENT = "a2_convolution"
ABOUT = "When a part is asked"


def edit(cells):
    fill(cells)
    for name in ("zeros", "empty", "sum", "concatenate"):
        last(cells, f"np.{name} = lambda *args, **options: print('{name}')")
    return cells
