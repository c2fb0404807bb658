"""Two parts use a class Window. The second one takes other arguments and has other methods."""

from bank import fill, right

ASSIGNMENT = "a2_convolution"
ABOUT = "When a part is asked"

NAIVE = """
class Window:
    def __init__(self, image, kernel):
        self.image, self.kernel = image, kernel

    def answer(self, top, left):
        rows, columns = self.kernel.shape[1:]
        return np.sum(self.image[:, top : top + rows, left : left + columns] * self.kernel)


def conv2d_naive(x, w, b, stride=1, padding=0):
    down, across = (stride, stride) if isinstance(stride, int) else stride
    padded = zero_pad(x, padding)
    height = (padded.shape[2] - w.shape[2]) // down + 1
    width = (padded.shape[3] - w.shape[3]) // across + 1
    out = np.zeros((len(x), len(w), height, width), x.dtype)
    for n, image in enumerate(padded):
        for f, kernel in enumerate(w):
            window = Window(image, kernel)
            for i in range(height):
                for j in range(width):
                    out[n, f, i, j] = window.answer(i * down, j * across) + b[f]
    return out
"""

FORWARD = """
class Window:
    def __init__(self, option):
        self.pair = (option, option) if isinstance(option, int) else option

"""


def edit(cells):
    forward = right("conv2d_forward")
    forward = forward.replace(
        "(stride, stride) if isinstance(stride, int) else stride", "Window(stride).pair"
    )
    fill(cells, conv2d_naive=NAIVE, conv2d_forward=FORWARD + forward)
    return cells
