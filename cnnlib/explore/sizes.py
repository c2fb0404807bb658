"""Sizes along one axis: every window's place, what is left over, and the formula with its numbers."""

from cnnlib.explore.explorer import Explorer
from cnnlib.explore.state import Switch, Whole


class Sizes(Explorer):
    """A kernel at every place of a padded row, or laid on its output by every input of a transposed convolution.

    Args:
        n: inputs along the axis, 1 to 24.
        kernel: weights along the axis, 1 to 11.
        stride: step from one window to the next, 1 to 6.
        padding: cells added at each end, 0 to 6; those taken away from each end where transposed.
        dilation: distance between neighbouring weights, 1 to 4.
        transposed: whether the convolution is transposed.
        position: the output whose window is framed, from 0 on; where transposed, the input.

    Raises:
        TraitError: a value is not one of these.

    >>> from cnnlib import explore
    >>> explorer = explore.Sizes(n=8, kernel=3, stride=2)
    >>> explorer
    Sizes(n=8, kernel=3, stride=2, padding=0, dilation=1, transposed=False, position=0)
    >>> explorer.link
    '#sizes.n=8&sizes.kernel=3&sizes.stride=2&sizes.padding=0&sizes.dilation=1&sizes.transposed=0&sizes.position=0'
    """

    n = Whole(7, 1, 24)
    kernel = Whole(3, 1, 11)
    stride = Whole(1, 1, 6)
    padding = Whole(0, 0, 6)
    dilation = Whole(1, 1, 4)
    transposed = Switch(False)
    position = Whole(0, 0, 35)
