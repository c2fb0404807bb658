"""Layers: each keeps its parameters, and what its backward pass needs from its last forward pass.

Everything they compute is done in `cnnlib.ops`. Images are (N, C, H, W), features (N, F).

A layer's parameters and gradients are dicts of arrays with the same names. Its buffers, such as the
running mean of batch norm, belong to a net's state too, but are not learned.
"""

from math import prod, sqrt
from typing import Any

import numpy as np

from cnnlib import shapes
from cnnlib.arguments import Array, Pair, as_pair, as_share, as_whole
from cnnlib.ops import activations, conv, dense, dropout, norm, pool

Shape = tuple[int, ...]  # of one image: (C, H, W) or (F,)


class Layer:
    """What all layers share: a layer without parameters that keeps the shape needs nothing more.

    Attributes:
        kind: the first part of its name in a net: the second "conv" is "conv2".
        window: (kernel, stride, dilation), each a pair (height, width): what one output sees.
        parameters, gradients: dicts of arrays; the gradients are those of the last backward pass.
        buffers: dict of arrays that a layer keeps besides.

    >>> class Double(Layer):
    ...     def forward(self, x, training):
    ...         return 2 * x
    ...
    ...     def backward(self, dout, needs_dx=True):
    ...         return 2 * dout
    >>> Double().forward(np.ones(3), training=False), Double().shape((3, 8, 8))
    (array([2., 2., 2.]), (3, 8, 8))
    """

    kind = "layer"
    window = ((1, 1), (1, 1), (1, 1))

    def __init__(self) -> None:
        self.parameters: dict[str, Array] = {}
        self.gradients: dict[str, Array] = {}
        self.buffers: dict[str, Array] = {}
        self.cache: Any = None

    def forward(self, x: Array, training: bool) -> Array:
        """The layer's output for a batch x; training tells batch norm and dropout what to do."""
        raise NotImplementedError

    def backward(self, dout: Array, needs_dx: bool = True) -> Any:
        """The gradient with respect to x from the one with respect to the output; sets `gradients`.

        Args:
            dout: of the shape of the last output.
            needs_dx: False where nobody asks for dx, as in a net's first layer while it learns. A layer
                to which dx costs work may leave it out then and return None.
        """
        raise NotImplementedError

    def shape(self, before: Shape) -> Shape:
        """The shape of one image after the layer, from the one before it."""
        return before

    def multiply_adds(self, before: Shape) -> int:
        """Multiply-adds for one image of shape `before`, biases not counted."""
        return 0


class Conv2d(Layer):
    """A convolution layer with weights w (C_out, C_in / groups, kH, kW) and a bias b (C_out,).

    Args:
        in_channels, out_channels: C_in and C_out.
        kernel: its size, an int or (height, width).
        rng: where the first weights come from: uniform within 1 / sqrt(fan_in), as PyTorch's
            layers start; biases start at 0.
        stride, padding, dilation: an int or a pair; groups: see `cnnlib.ops.conv.conv2d_forward`.
        dtype: of the parameters, float32 or float64.

    Raises:
        ValueError, TypeError: a size is out of range or not a whole number.

    >>> conv1 = Conv2d(3, 2, 5, np.random.default_rng(0), padding=2)
    >>> conv1.shape((3, 8, 8)), conv1.parameters["w"].shape
    ((2, 8, 8), (2, 3, 5, 5))
    >>> conv1.forward(np.zeros((1, 3, 8, 8), np.float32), training=False).shape
    (1, 2, 8, 8)
    """

    kind = "conv"

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel: Pair,
        rng: np.random.Generator,
        stride: Pair = 1,
        padding: Pair = 0,
        dilation: Pair = 1,
        groups: int = 1,
        dtype: type = np.float32,
    ):
        super().__init__()
        shapes.conv_parameters(in_channels, out_channels, kernel, groups=groups)  # refuses what cannot be
        kernel, stride = as_pair("kernel", kernel, 1), as_pair("stride", stride, 1)
        self.padding, dilation = as_pair("padding", padding, 0), as_pair("dilation", dilation, 1)
        self.window, self.groups = (kernel, stride, dilation), groups
        w = (out_channels, in_channels // groups, *kernel)
        self.parameters = {"w": _uniform(w, rng, dtype), "b": np.zeros(out_channels, dtype)}

    def forward(self, x, training):
        _, stride, dilation = self.window
        w, b = self.parameters["w"], self.parameters["b"]
        out, self.cache = conv.conv2d_forward(x, w, b, stride, self.padding, dilation, self.groups)
        return out

    def backward(self, dout, needs_dx=True):
        dx, self.gradients["w"], self.gradients["b"] = conv.conv2d_backward(dout, self.cache, needs_dx)
        return dx

    def shape(self, before):
        channels = self.parameters["w"].shape[1] * self.groups
        if before[:-2] != (channels,):
            raise ValueError(f"the shape before it is {before}: expected ({channels}, H, W)")
        return (len(self.parameters["w"]), *_sizes(before, self.window, self.padding))

    def multiply_adds(self, before):
        return self.parameters["w"].size * prod(self.shape(before)[1:])


class Linear(Layer):
    """A fully connected layer with weights w (out, in) and a bias b (out,).

    Args:
        in_features, out_features: numbers that go in and come out.
        rng, dtype: as for `Conv2d`.

    Raises:
        ValueError, TypeError: a size is out of range or not a whole number.

    >>> linear1 = Linear(4, 3, np.random.default_rng(0))
    >>> linear1.forward(np.zeros((2, 4), np.float32), training=False).shape
    (2, 3)
    """

    kind = "linear"

    def __init__(
        self, in_features: int, out_features: int, rng: np.random.Generator, dtype: type = np.float32
    ):
        super().__init__()
        w = (as_whole("out_features", out_features, 1), as_whole("in_features", in_features, 1))
        self.parameters = {"w": _uniform(w, rng, dtype), "b": np.zeros(out_features, dtype)}

    def forward(self, x, training):
        out, self.cache = dense.linear_forward(x, self.parameters["w"], self.parameters["b"])
        return out

    def backward(self, dout, needs_dx=True):
        dx, self.gradients["w"], self.gradients["b"] = dense.linear_backward(dout, self.cache)
        return dx

    def shape(self, before):
        features = self.parameters["w"].shape[1]
        if before != (features,):
            fix = ": put a Flatten before it" if len(before) == 3 and prod(before) == features else ""
            raise ValueError(f"the shape before it is {before}: expected ({features},){fix}")
        return (len(self.parameters["w"]),)

    def multiply_adds(self, before):
        return self.parameters["w"].size


class _Pool2d(Layer):
    """What both poolings share: a window that moves over each channel by itself."""

    kind = "pool"

    def __init__(self, kernel: Pair, stride: Pair | None = None, padding: Pair = 0):
        super().__init__()
        kernel = as_pair("kernel", kernel, 1)
        stride = kernel if stride is None else as_pair("stride", stride, 1)
        self.window, self.padding = (kernel, stride, (1, 1)), as_pair("padding", padding, 0)

    def shape(self, before):
        _require_image(before)
        return (before[0], *_sizes(before, self.window, self.padding))


class MaxPool2d(_Pool2d):
    """The largest value of each window.

    Args:
        kernel: the window, an int or (height, width).
        stride: an int or a pair; None means the kernel.
        padding: an int or a pair; counts as minus infinity.

    Raises:
        ValueError, TypeError: a size is out of range or not a whole number.

    >>> MaxPool2d(2).forward(np.arange(16.0).reshape(1, 1, 4, 4), training=False)[0, 0]
    array([[ 5.,  7.],
           [13., 15.]])
    """

    def forward(self, x, training):
        kernel, stride, _ = self.window
        out, self.cache = pool.max_pool2d_forward(x, kernel, stride, self.padding)
        return out

    def backward(self, dout, needs_dx=True):
        return pool.max_pool2d_backward(dout, self.cache)


class AvgPool2d(_Pool2d):
    """The mean of each window.

    Args, Raises:
        As `MaxPool2d`, without padding.

    >>> AvgPool2d(2).forward(np.arange(16.0).reshape(1, 1, 4, 4), training=False)[0, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """

    def __init__(self, kernel: Pair, stride: Pair | None = None):
        super().__init__(kernel, stride)

    def forward(self, x, training):
        kernel, stride, _ = self.window
        out, self.cache = pool.avg_pool2d_forward(x, kernel, stride)
        return out

    def backward(self, dout, needs_dx=True):
        return pool.avg_pool2d_backward(dout, self.cache)


class ReLU(Layer):
    """max(0, x).

    >>> ReLU().forward(np.array([-1.0, 2.0]), training=False)
    array([0., 2.])
    """

    kind = "relu"

    def forward(self, x, training):
        out, self.cache = activations.relu_forward(x)
        return out

    def backward(self, dout, needs_dx=True):
        return activations.relu_backward(dout, self.cache)


class Flatten(Layer):
    """Images (N, C, H, W) as features (N, C H W).

    >>> Flatten().forward(np.zeros((2, 3, 4, 5)), training=False).shape
    (2, 60)
    """

    kind = "flatten"

    def forward(self, x, training):
        self.cache = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dout, needs_dx=True):
        return dout.reshape(self.cache)

    def shape(self, before):
        return (prod(before),)


class BatchNorm2d(Layer):
    """Each channel with the batch's mean and variance taken out, then its own scale and shift.

    Outside training the running mean and variance take the place of the batch's.

    Args:
        channels: C.
        momentum, eps, dtype: see `cnnlib.ops.norm.batch_norm_forward`.

    >>> norm1 = BatchNorm2d(1, eps=0.0, dtype=np.float64)
    >>> norm1.forward(np.array([1.0, 3.0]).reshape(2, 1, 1, 1), training=True).ravel()
    array([-1.,  1.])
    >>> norm1.buffers["mean"]
    array([0.2])
    """

    kind = "batch_norm"

    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-5, dtype: type = np.float32):
        super().__init__()
        as_whole("channels", channels, 1)
        self.momentum, self.eps = momentum, eps
        self.parameters = {"gamma": np.ones(channels, dtype), "beta": np.zeros(channels, dtype)}
        self.buffers = {"mean": np.zeros(channels, dtype), "var": np.ones(channels, dtype)}

    def forward(self, x, training):
        gamma, beta = self.parameters["gamma"], self.parameters["beta"]
        running = self.buffers["mean"], self.buffers["var"]
        out, self.cache, (mean, var) = norm.batch_norm_forward(
            x, gamma, beta, running, training, self.momentum, self.eps
        )
        self.buffers = {"mean": mean, "var": var}
        return out

    def backward(self, dout, needs_dx=True):
        dx, self.gradients["gamma"], self.gradients["beta"] = norm.batch_norm_backward(dout, self.cache)
        return dx

    def shape(self, before):
        _require_image(before)
        channels = len(self.parameters["gamma"])
        if before[0] != channels:
            raise ValueError(f"the shape before it is {before}: expected ({channels}, H, W)")
        return before


class Dropout(Layer):
    """In training, each value is dropped with probability p, and the others grow to make up for it.

    Args:
        p: 0 <= p < 1.
        rng: where the choice comes from.

    >>> drop = Dropout(0.75, np.random.default_rng(0))
    >>> sorted(set(drop.forward(np.ones(100), training=True).tolist()))
    [0.0, 4.0]
    >>> set(drop.forward(np.ones(100), training=False).tolist())
    {1.0}
    """

    kind = "dropout"

    def __init__(self, p: float, rng: np.random.Generator):
        super().__init__()
        self.p, self.rng = as_share("p", p), rng

    def forward(self, x, training):
        out, self.cache = dropout.dropout_forward(x, self.p, self.rng, training)
        return out

    def backward(self, dout, needs_dx=True):
        return dropout.dropout_backward(dout, self.cache)


def _uniform(shape: Shape, rng: np.random.Generator, dtype: type) -> Array:
    """Weights within 1 / sqrt(fan_in), the inputs of one output: PyTorch's layers start so."""
    bound = 1 / sqrt(prod(shape[1:]))
    return rng.uniform(-bound, bound, shape).astype(dtype)


def _sizes(before: Shape, window: tuple, padding: tuple[int, int]) -> tuple[int, int]:
    """(H', W') of windows on images of shape `before`."""
    kernel, stride, dilation = window
    axes = zip(before[1:], kernel, stride, padding, dilation, strict=True)
    height, width = (shapes.output_size(*axis) for axis in axes)
    return height, width


def _require_image(before: Shape) -> None:
    if len(before) != 3:
        raise ValueError(f"the shape before it is {before}: expected (C, H, W)")
