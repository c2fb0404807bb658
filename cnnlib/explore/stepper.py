"""A filter on a small image, one window at a time: the products, their sum, and the map as it fills."""

from cnnlib.explore.explorer import Explorer
from cnnlib.explore.state import Number, Numbers, Switch, Whole

IMAGE = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]
FILTER = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]


class Stepper(Explorer):
    """A convolution of one image with one filter, which the arrow keys go through.

    Args:
        image: (H, W) or (C, H, W), at most 2 x 8 x 8.
        kernel: (kH, kW) or (C, kH, kW), at most 2 x 5 x 5. One that does not fit is told in the picture.
        bias: what is added to each sum.
        stride: step from one window to the next, 1 to 4.
        padding: zeros around the image, 0 to 3.
        dilation: distance between neighbouring weights, 1 to 3.
        true_convolution: whether the filter is turned by 180 degrees first.
        row, column: the window's place in the map, which is filled up to it.

    Raises:
        TraitError: a value is not one of these.

    >>> from cnnlib import explore
    >>> explorer = explore.Stepper(image=[[1, 2], [3, 4]], kernel=[[1, 0]], row=1)
    >>> explorer.image
    [[[1.0, 2.0], [3.0, 4.0]]]
    >>> explorer.link
    '#stepper.image=1,2;3,4&stepper.kernel=1,0&stepper.bias=0&stepper.stride=1&stepper.padding=0&stepper.dilation=1&stepper.true_convolution=0&stepper.row=1&stepper.column=0'
    """

    image = Numbers([IMAGE], (1, 1, 1), (2, 8, 8))
    kernel = Numbers([FILTER], (1, 1, 1), (2, 5, 5))
    bias = Number(0.0, 1e6)
    stride = Whole(1, 1, 4)
    padding = Whole(0, 0, 3)
    dilation = Whole(1, 1, 3)
    true_convolution = Switch(False)
    row = Whole(0, 0, 13)
    column = Whole(0, 0, 13)
