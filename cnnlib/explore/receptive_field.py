"""What one output of a stack of layers sees, on one axis: the cone down to the input, field and jump by layer."""

from cnnlib.explore.explorer import Explorer
from cnnlib.explore.state import Rows, Whole

MOST = 60


class ReceptiveField(Explorer):
    """The receptive field of one output, layer by layer.

    Args:
        layers: (kernel, stride), (kernel, stride, dilation) or (kernel, stride, dilation, padding), input first,
            at most 60. Padding moves the field, and does not change its size.
        layer: the layer whose output is looked at, from 1 on; the last one where it is larger.

    Raises:
        TraitError: a value is not one of these.

    >>> from cnnlib import explore
    >>> explore.ReceptiveField(layers=[(3, 1), (2, 2)]).link
    '#receptive_field.layers=3,1,1,0;2,2,1,0&receptive_field.layer=60'
    """

    layers = Rows(
        [[3, 1, 1, 0], [2, 2, 1, 0], [3, 1, 1, 0]],
        {"": ((1, 15), (1, 8), (1, 16), (0, 7))},
        most=MOST,
        left_out=(1, 0),
    )
    layer = Whole(MOST, 0, MOST)
