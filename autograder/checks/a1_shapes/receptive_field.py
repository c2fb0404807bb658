"""a1.receptive_field: what a stack of layers sees, and how far apart its outputs look."""

import itertools

import numpy as np

from autograder.checks.a1_shapes.nets import ALEXNET, VGG16, full, layers_taken_out, windows
from autograder.checks.a1_shapes.receptive_field_mistakes import RECEPTIVE_FIELD_MISTAKES
from autograder.checks.a1_shapes.receptive_field_mistakes_layers import LAYER_READING_MISTAKES
from autograder.checks.cases import answered_by
from autograder.checks.inputs import integers_from
from autograder.checks.mistakes import nothing_returned
from autograder.part import part

# ResNet-50 with the stride in the last block of a stage: 483 (Araujo, Norris and Sim, Distill 2019)
RESNET50 = [(7, 2), (3, 2)] + [
    layer
    for blocks, stride in [(3, 2), (4, 2), (6, 2), (3, 1)]
    for block in range(blocks)
    for layer in [(1, 1), (3, stride if block == blocks - 1 else 1), (1, 1)]
]


def seen(layers, output):
    """The first and the last input that one output sees, traced back layer by layer."""
    first = last = output
    for kernel, stride, dilation in reversed(full(layers)):
        first, last = first * stride, last * stride + dilation * (kernel - 1)
    return first, last


@part("a1.receptive_field", points={"stride 1": 3, "stride": 5, "dilation": 3, "known networks": 3})
def receptive_field(rng):
    right, draw = answered_by(traced), integers_from(rng)

    yield right("stride 1", [])
    yield right("stride 1", [(3, 1)])
    yield right("stride 1", [(3, 1)] * draw(3, 7))
    yield right("stride 1", [(draw(4, 8), 1), (1, 1), (draw(2, 4), 1)])

    yield right("stride", [(3, 2)])
    yield right("stride", [(3, 2), (3, 1)])
    yield right("stride", [(3, 1), (2, 2), (3, 1)])
    yield right("stride", [(2, 3), (1, 2), (4, 1)])  # strides larger than their kernels
    yield right("stride", [(draw(6, 9), 3), (draw(2, 4), 2), (5, 1), (draw(3, 6), 2)])

    yield right("dilation", [(3, 1, 2)])
    yield right("dilation", [(2, 1), (3, 2, 2), (4, 1)])
    yield right("dilation", [(2, 1, 2**i) for i in range(draw(4, 8))])
    yield right("dilation", [(3, 2, draw(3, 6)), (draw(4, 7), 3), (3, 1, 2)])

    yield right("known networks", windows(ALEXNET[1]))  # 195
    yield right("known networks", windows(VGG16[1]))  # 212
    yield right("known networks", RESNET50)


@receptive_field.right
def traced(layers):
    (first, last), (neighbour, _) = seen(layers, 0), seen(layers, 1)
    return last - first + 1, neighbour - first


@receptive_field.right
def forwards(layers):
    size, jump = 1, 1
    for kernel, stride, *rest in layers:
        dilation = rest[0] if rest else 1
        size = size + (kernel - 1) * dilation * jump
        jump = jump * stride
    return [size, jump]


@receptive_field.right
def backwards(layers):
    size = jump = 1
    for layer in layers[::-1]:
        kernel, stride = layer[:2]
        span = (kernel - 1) * (layer[2] if len(layer) == 3 else 1) + 1
        size = (size - 1) * stride + span
        jump *= stride
    print("field", size)
    return size, jump


@receptive_field.right
def recursive(layers):
    if not layers:
        return 1, 1
    size, jump = recursive(layers[:-1])
    kernel, stride, dilation = full(layers)[-1]
    return size + (kernel - 1) * dilation * jump, jump * stride


@receptive_field.right
def numpy_products(layers):
    table = np.array(full(layers), dtype=np.int64).reshape(-1, 3)
    jumps = np.concatenate([[1], np.cumprod(table[:, 1])])
    return 1 + np.sum((table[:, 0] - 1) * table[:, 2] * jumps[:-1]), jumps[-1]


@receptive_field.right
def set_of_inputs(layers):
    first, second = {0}, {1}
    for kernel, stride, dilation in full(layers)[::-1]:
        first = {i * stride + tap * dilation for i in first for tap in (0, kernel - 1)}
        second = {i * stride for i in second}
    return max(first) - min(first) + 1, min(second) - min(first)


@receptive_field.right
def accumulated(layers):
    jumps = list(itertools.accumulate((layer[1] for layer in layers), int.__mul__, initial=1))
    grown = (jump * d * (k - 1) for jump, (k, _, d) in zip(jumps, full(layers), strict=False))
    return 1 + sum(grown), jumps.pop()


receptive_field.mistake(*RECEPTIVE_FIELD_MISTAKES, *LAYER_READING_MISTAKES)
receptive_field.mistake(nothing_returned)


receptive_field.mistake(layers_taken_out)
