"""Max and average pooling of a small image: where each output comes from, and where its gradient goes."""

from cnnlib.explore.explorer import Explorer
from cnnlib.explore.state import Choice, Numbers, Whole


class Pooling(Explorer):
    """One channel, pooled by a square window, which the arrow keys move.

    Args:
        image: (H, W), at most 8 x 8.
        pooling: "max" or "average". The first of equal values is the maximum that gets the gradient.
        kernel: the window's size, 1 to 4. One that does not fit is told in the picture.
        stride: step from one window to the next, 1 to 4.
        row, column: the window's place in the map.

    Raises:
        TraitError: a value is not one of these.

    >>> from cnnlib import explore
    >>> explore.Pooling(image=[[1, 2], [3, 4]], pooling="average").link
    '#pooling.image=1,2;3,4&pooling.pooling=average&pooling.kernel=2&pooling.stride=2&pooling.row=0&pooling.column=0'
    """

    image = Numbers([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]], (1, 1), (8, 8))
    pooling = Choice("max", "average")
    kernel = Whole(2, 1, 4)
    stride = Whole(2, 1, 4)
    row = Whole(0, 0, 7)
    column = Whole(0, 0, 7)
