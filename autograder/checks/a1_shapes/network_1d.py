"""A stack of layers along one axis, as one function whose receptive field is measured from outside."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Layer:
    """A 1-D convolution with positive weights, or an average pooling (equal weights, no padding)."""

    weights: tuple[float, ...]
    bias: float
    stride: int
    padding: int
    dilation: int

    def reach(self):
        return self.dilation * (len(self.weights) - 1)

    def size(self, n):
        return (n + 2 * self.padding - self.reach() - 1) // self.stride + 1

    def __call__(self, x):
        edge = np.zeros(self.padding)
        x, m = np.concatenate([edge, x, edge]), self.size(len(x))
        starts = (tap * self.dilation for tap in range(len(self.weights)))
        windows = (x[start : start + self.stride * (m - 1) + 1 : self.stride] for start in starts)
        return self.bias + sum(w * x for w, x in zip(self.weights, windows, strict=True))


class Network:
    """A stack of layers for inputs of one length n, larger than its middle output's field needs.

    The zero padding cuts off the fields of the first and the last output; with an even n and a
    stride of 2 not equally far, so that a function that looks at either is told which.
    """

    def __init__(self, layers, spare):
        self.layers = layers
        self.n = next(n for n in range(2, 10_000, 2) if self.inside(n)) + spare

    def inside(self, n):
        sizes = [n]
        for layer in self.layers:
            sizes.append(layer.size(sizes[-1]))
        if min(sizes) < 3:
            return False
        first, last = self.seen(sizes[-1] // 2)
        return first >= 2 and last < n - 2

    def seen(self, output):
        """The first and the last input that one output sees, traced back layer by layer."""
        first = last = output
        for layer in reversed(self.layers):
            first = first * layer.stride - layer.padding
            last = last * layer.stride - layer.padding + layer.reach()
        return first, last

    def field(self):
        first, last = self.seen(0)
        return last - first + 1

    def __call__(self, x):
        x = np.asarray(x, dtype=float)
        if x.shape != (self.n,):
            raise ValueError(f"network takes an array of shape ({self.n},), found {x.shape}")
        for layer in self.layers:
            x = layer(x)
        return x


def touched(network, n):
    """The inputs that change the middle output when disturbed alone."""
    rest = network(np.zeros(n))
    middle = len(rest) // 2
    return [i for i, x in enumerate(np.eye(n)) if network(x)[middle] != rest[middle]]
