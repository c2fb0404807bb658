"""Networks whose layer tables are asked for, as (input shape, layers), and what goes wrong with any layers."""

from autograder.checks.inputs import integers_from


def windows(layers):
    """(kernel, stride) of the layers that slide a window."""
    sliding = {"conv": slice(2, 4), "pool": slice(1, 3)}
    return [layer[sliding[layer[0]]] for layer in layers if layer[0] in sliding]


def field_of(seen):
    """Receptive field of a stack of (kernel, stride), traced back from one output."""
    size = 1
    for kernel, stride in reversed(seen):
        size = (size - 1) * stride + kernel
    return size


def conv(channels, kernel, stride=1, padding=0):
    """A convolution and its ReLU."""
    return [("conv", channels, kernel, stride, padding), ("relu",)]


def head(*features):
    """Flatten, then linear layers with a ReLU between each two."""
    hidden = [layer for f in features[:-1] for layer in [("linear", f), ("relu",)]]
    return [("flatten",), *hidden, ("linear", features[-1])]


def vgg16():
    layers = []
    for channels, count in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]:
        layers += conv(channels, 3, padding=1) * count + [("pool", 2, 2)]
    return (3, 224, 224), layers + head(4096, 4096, 1000)


# The lecture's LeNet-5: 1x28x28 -> 20 -> 50 -> 2450 -> 500 -> 10.
LENET5 = (
    (1, 28, 28),
    [*conv(20, 5, padding=2), ("pool", 2, 2), *conv(50, 5, padding=2), ("pool", 2, 2), *head(500, 10)],
)
# AlexNet as in torchvision, on one tower (Krizhevsky, "One weird trick", 2014).
ALEXNET = (
    (3, 224, 224),
    [*conv(64, 11, 4, 2), ("pool", 3, 2), *conv(192, 5, padding=2), ("pool", 3, 2)]
    + [*conv(384, 3, padding=1), *conv(256, 3, padding=1), *conv(256, 3, padding=1), ("pool", 3, 2)]
    + head(4096, 4096, 1000),
)
VGG16 = vgg16()


def small_net():
    """Small enough to follow by hand; the pooling leaves a row and a column over."""
    return (2, 7, 5), [*conv(3, 3, padding=1), ("pool", 2, 2), *conv(2, 2), *head(4)]


def odd_net(rng):
    """No two sizes alike, overlapping pools, strides, layers in an unusual order, and no flatten. A layer has
    more than 2^31 parameters, 16 times a product of odd numbers, which no float32 holds."""
    draw = integers_from(rng)
    layers = [("relu",), *conv(draw(5, 9), 5, 2, draw(0, 3)), ("pool", 3, 2), ("pool", 2, 1)]
    layers += [("conv", 2 * draw(20_000, 25_000) + 1, 1, 1, 0), *conv(2 * draw(2000, 2500) + 1, 4, 3, 1)]
    layers += [("pool", draw(2, 4), 2)]
    return (draw(2, 5), draw(60, 70), draw(80, 90)), layers


def layers_taken_out(right, *rest):
    """Your function takes the layers out of the list that it is given. Afterwards the caller's list is
    empty: read it, or work on a copy."""
    *before, layers = [*rest]
    answer = right(*before, list(layers))
    layers.clear()
    return answer


def full(layers):
    """The layers with their dilation written out."""
    return [(*layer, 1)[:3] for layer in layers]
