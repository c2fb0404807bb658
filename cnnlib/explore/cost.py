"""What a stack of layers costs on one image: parameters and multiply-adds by layer, and in all."""

from cnnlib.explore.explorer import Explorer
from cnnlib.explore.state import Rows, Whole

LENET5 = [
    *(["conv", 20, 5, 1, 2], ["relu"], ["pool", 2, 2]),
    *(["conv", 50, 5, 1, 2], ["relu"], ["pool", 2, 2]),
    *(["flatten"], ["linear", 500], ["relu"], ["linear", 10]),
]
KERNEL, STRIDE = (1, 11), (1, 8)


class Cost(Explorer):
    """Parameters and multiply-adds, layer by layer.

    Args:
        channels, height, width: shape of the image that goes in, at most 2048 x 256 x 256.
        layers: as `cnnlib.shapes.layer_table` takes them, at most 40. A layer that does not fit is told in the
            picture, which ends before it.

    Raises:
        TraitError: a value is not one of these.

    >>> from cnnlib import explore
    >>> explore.Cost(height=5, width=5, layers=[("conv", 10, 5, 1, 2), ("relu",)]).link
    '#cost.channels=1&cost.height=5&cost.width=5&cost.layers=conv,10,5,1,2;relu'
    """

    channels = Whole(1, 1, 2048)
    height = Whole(28, 1, 256)
    width = Whole(28, 1, 256)
    # sums of 40 layers within these limits are exact in a page's floating numbers
    layers = Rows(
        LENET5,
        {
            "conv": ((1, 2048), KERNEL, STRIDE, (0, 5)),
            "pool": (KERNEL, STRIDE),
            "relu": (),
            "flatten": (),
            "linear": ((1, 4096),),
        },
        most=40,
    )
