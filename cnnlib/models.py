"""Nets with names: LeNet-5, the pattern grammar of ConvNets, a small VGG.

Each ends in a linear layer, its `head`; the softmax belongs to the loss. Weights start as
`cnnlib.init.draw_weights` draws them.
"""

from collections.abc import Sequence

import numpy as np

from cnnlib import init
from cnnlib.arguments import as_whole
from cnnlib.layers import BatchNorm2d, Conv2d, Dropout, Flatten, Layer, Linear, MaxPool2d, ReLU
from cnnlib.net import Sequential


def lenet5(
    rng: np.random.Generator,
    input_shape: Sequence[int] = (1, 28, 28),
    classes: int = 10,
    dtype: type = np.float32,
) -> Sequential:
    """LeNet-5 as the lectures draw it: 1x28x28 -> 20 -> 50 -> 2450 -> 500 -> 10.

    Two stages of 5 x 5 convolution that keeps the size, ReLU and 2 x 2 pooling, then two linear
    layers. Another input size changes the 2450. LeCun, Bottou, Bengio and Haffner, "Gradient-based
    learning applied to document recognition" (1998), had 6, 16, 120 and 84.

    Args:
        rng: where the weights come from.
        input_shape: (C, H, W).
        classes: scores that come out.
        dtype: of the parameters.

    Returns:
        The net.

    Raises:
        ValueError, TypeError: the images are too small, or a size is not a whole number.

    >>> net = lenet5(np.random.default_rng(0))
    >>> net.layers["linear1"].parameters["w"].shape
    (500, 2450)
    >>> net.forward(np.zeros((2, 1, 28, 28), np.float32)).shape
    (2, 10)
    """
    stages = [
        Conv2d(input_shape[0], 20, 5, rng, padding=2, dtype=dtype),
        ReLU(),
        MaxPool2d(2),
        Conv2d(20, 50, 5, rng, padding=2, dtype=dtype),
        ReLU(),
        MaxPool2d(2),
    ]
    return _with_classifier(input_shape, stages, [500], classes, rng, dtype)


def from_pattern(
    n: int,
    m: int,
    k: int,
    rng: np.random.Generator,
    input_shape: Sequence[int] = (1, 28, 28),
    classes: int = 10,
    channels: int = 16,
    features: int = 128,
    pool: bool = True,
    dtype: type = np.float32,
) -> Sequential:
    """A net after the pattern [(CONV-RELU)*N-POOL?]*M-(FC-RELU)*K, SOFTMAX (CS231n, "Layer patterns").

    Convolutions are 3 x 3 and keep the size; pooling is 2 x 2; each stage has twice the channels of
    the one before it. SOFTMAX is a linear layer, whose scores the loss turns into probabilities.

    Args:
        n, m, k, pool: as for `cnnlib.shapes.expand_pattern`.
        rng, input_shape, classes, dtype: as for `lenet5`.
        channels: filters of each convolution in the first stage.
        features: outputs of each fully connected layer.

    Returns:
        The net.

    Raises:
        ValueError, TypeError: as `lenet5`, and for the counts.

    >>> " ".join(from_pattern(2, 1, 1, np.random.default_rng(0)).layers)
    'conv1 relu1 conv2 relu2 pool1 flatten1 linear1 relu3 linear2'
    """
    n, m, k = as_whole("n", n, 1), as_whole("m", m, 1), as_whole("k", k, 0)
    stages = _stages(input_shape[0], [n] * m, channels, rng, dtype, pool=pool)
    return _with_classifier(input_shape, stages, [features] * k, classes, rng, dtype)


def small_vgg(
    rng: np.random.Generator,
    input_shape: Sequence[int] = (3, 32, 32),
    classes: int = 10,
    dtype: type = np.float32,
) -> Sequential:
    """A VGG for small images: three stages of two 3 x 3 convolutions, 32, 64 and 128 filters wide.

    As in Simonyan and Zisserman, "Very deep convolutional networks" (2015), pairs of small kernels
    stand for large ones and each pooling doubles the width. Batch norm after every convolution, and
    half of the classifier's features dropped in training, came later.

    Args, Returns, Raises:
        As `lenet5`.

    >>> net = small_vgg(np.random.default_rng(0))
    >>> net.layers["conv6"].parameters["w"].shape, net.layers["linear1"].parameters["w"].shape
    ((128, 128, 3, 3), (256, 2048))
    """
    stages = _stages(input_shape[0], [2, 2, 2], 32, rng, dtype, batch_norm=True)
    return _with_classifier(input_shape, stages, [256], classes, rng, dtype, drop=0.5)


def _stages(
    before: int,
    depths: Sequence[int],
    width: int,
    rng: np.random.Generator,
    dtype: type,
    pool: bool = True,
    batch_norm: bool = False,
) -> list[Layer]:
    """Stages of 3 x 3 convolutions, as many in each as `depths` says; each stage doubles the width."""
    layers: list[Layer] = []
    for depth in depths:
        for _ in range(depth):
            layers.append(Conv2d(before, width, 3, rng, padding=1, dtype=dtype))
            if batch_norm:
                layers.append(BatchNorm2d(width, dtype=dtype))
            layers.append(ReLU())
            before = width
        if pool:
            layers.append(MaxPool2d(2))
        width *= 2
    return layers


def _with_classifier(
    input_shape: Sequence[int],
    stages: Sequence[Layer],
    widths: Sequence[int],
    classes: int,
    rng: np.random.Generator,
    dtype: type,
    drop: float = 0.0,
) -> Sequential:
    """The stages, then linear layers of the given widths with their ReLUs, then the head."""
    layers = [*stages, Flatten()]
    (features,) = Sequential(input_shape, layers).layer_table()[-1]["shape"]
    for width in widths:
        layers += [Linear(features, width, rng, dtype), ReLU()]
        if drop:
            layers.append(Dropout(drop, rng))
        features = width
    net = Sequential(input_shape, [*layers, Linear(features, classes, rng, dtype)])
    init.draw_weights(net, rng)
    return net
