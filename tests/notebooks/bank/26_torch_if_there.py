"""PyTorch is used where it can be imported, and NumPy where not: both ways are right."""

from bank import above, fill

ASSIGNMENT = "a2_convolution"
ABOUT = "What is there"

TRY = """
try:
    import torch
    import torch.nn.functional as F
except ImportError:
    torch = None
"""

PAD = """
def zero_pad(x, padding):
    rows, columns = (padding, padding) if isinstance(padding, int) else padding
    if torch is not None:
        return F.pad(torch.tensor(x), (columns, columns, rows, rows)).numpy()
    return np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)))
"""


def edit(cells):
    fill(cells, zero_pad=PAD)
    above(cells, "zero_pad", TRY)
    return cells
