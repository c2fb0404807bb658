"""How the weights of a net start.

Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015), section 2.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod, sqrt
from typing import TYPE_CHECKING

import numpy as np

from cnnlib.arguments import as_whole

if TYPE_CHECKING:
    from cnnlib.net import Sequential

HEAD = 0.01  # a head's weights start so much smaller


def kaiming_normal(shape: Sequence[int], rng: np.random.Generator) -> np.ndarray:
    """Weights with which a ReLU layer's outputs spread as much as its inputs do.

        w ~ normal(0, sqrt(2 / fan_in))

    fan_in inputs enter each output: C_in / groups x kH x kW of a convolution, the features of a
    linear layer. The 2 makes up for the half of the values that a ReLU cuts off.

    Args:
        shape: of the weights, outputs first: (C_out, C_in / groups, kH, kW) or (out, in).
        rng: where the numbers come from.

    Returns:
        A float64 array of that shape.

    Raises:
        ValueError: fewer than two axes, or one of size 0.
        TypeError: a size is not a whole number.

    >>> w = kaiming_normal((1000, 8), np.random.default_rng(0))
    >>> w.shape, round(float(w.std()), 2)
    ((1000, 8), 0.5)
    """
    shape = tuple(as_whole("shape", size, 1) for size in shape)
    if len(shape) < 2:
        raise ValueError(f"shape is {shape}: expected at least two axes, outputs first, such as (out, in)")
    return rng.normal(0.0, sqrt(2 / prod(shape[1:])), shape)


def draw_weights(net: Sequential, rng: np.random.Generator) -> None:
    """Draw the weights of a net anew: kaiming_normal, biases zero, a head that starts near zero.

    Scores near zero give all classes the same probability, so that the first loss is log C.

    Args:
        net: its parameters named "w" and "b" are overwritten; scales and shifts of batch norm stay.
        rng: where the numbers come from.

    >>> from cnnlib import models
    >>> rng = np.random.default_rng(0)
    >>> net = models.lenet5(rng)
    >>> draw_weights(net, rng)
    >>> [round(float(net.layers[name].parameters["w"].std()), 4) for name in ("linear1", "linear2")]
    [0.0286, 0.0006]
    """
    for layer in net.layers.values():
        if "w" in layer.parameters:
            w = layer.parameters["w"]
            w[...] = kaiming_normal(w.shape, rng) * (HEAD if layer is net.head else 1)
            layer.parameters["b"][...] = 0
