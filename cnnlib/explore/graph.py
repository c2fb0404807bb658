"""A computational graph, filled in step by step: values forwards, then gradients backwards."""

from cnnlib.explore.explorer import Explorer
from cnnlib.explore.state import Number, Whole

LARGEST = 100.0


class Graph(Explorer):
    """The graph of L = (w2 max(0, w1 x + b1) + b2 - t)^2.

    Args:
        x, t: input and target, from -100 to 100.
        w1, b1, w2, b2: weights and biases, from -100 to 100.
        step: how much is filled in: the values after 7 steps, the gradients after 15.

    Raises:
        TraitError: a value is not one of these.

    >>> from cnnlib import explore
    >>> explore.Graph(w1=-1, step=15).link
    '#graph.x=2&graph.w1=-1&graph.b1=-1&graph.w2=0.5&graph.b2=1&graph.t=4&graph.step=15'
    """

    x = Number(2.0, LARGEST)
    w1 = Number(3.0, LARGEST)
    b1 = Number(-1.0, LARGEST)
    w2 = Number(0.5, LARGEST)
    b2 = Number(1.0, LARGEST)
    t = Number(4.0, LARGEST)
    step = Whole(0, 0, 15)
