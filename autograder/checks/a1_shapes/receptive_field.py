"""a1.receptive_field: what a stack of layers sees, and how far apart its outputs look."""

import itertools

import numpy as np

from autograder.checks.a1_shapes.nets import ALEXNET, VGG16, layers_taken_out, windows
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


def full(layers):
    """The layers with their dilation written out."""
    return [(*layer, 1)[:3] for layer in layers]


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


@receptive_field.mistake
def jump_forgotten(right, layers):
    """Your size adds kernel - 1 for every layer. After a stride, neighbouring values lie further apart in
    the input: each step counts as many inputs as the jump so far."""
    size, _ = right([(kernel, 1, dilation) for kernel, _, dilation in full(layers)])
    return size, right(layers)[1]


@receptive_field.mistake
def own_stride_first(right, layers):
    """Your function multiplies the jump by a layer's stride before it adds that layer's kernel. The kernel
    works on the layer's input, where its own stride has no effect yet."""
    return right([half for k, s, d in full(layers) for half in [(1, s), (k, 1, d)]])


@receptive_field.mistake
def read_backwards(right, layers):
    """Your function takes the layers in the reverse order. They are given from input to output."""
    return right(layers[::-1])


@receptive_field.mistake
def kernel_not_reduced(right, layers):
    """Your function adds the whole kernel for every layer. A kernel's first input is there already: it adds
    kernel - 1 steps."""
    size, jump = 1, 1
    for kernel, stride, dilation in full(layers):
        size += kernel * dilation * jump
        jump *= stride
    return size, right(layers)[1]


def _grown(layers, step):
    """(size, jump) after all layers, with `step(size, jump, kernel, stride, dilation)` for each."""
    size, jump = 1, 1
    for layer in full(layers):
        size, jump = step(size, jump, *layer)
    return size, jump


@receptive_field.mistake
def jump_is_last_stride_throughout(right, layers):
    """Your jump is the stride of the layer before. The strides of all layers before multiply."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * jump, s))


@receptive_field.mistake
def stride_before_alone(right, layers):
    """Your size multiplies a layer's steps by the stride of the layer before alone. The strides of all layers
    before it multiply: each step counts as many inputs as the jump so far."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * jump, s))[0], right(layers)[1]


@receptive_field.mistake
def own_stride_alone(right, layers):
    """Your size multiplies a layer's steps by its own stride. A step counts as many inputs as the jump before
    this layer."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * s, jump * s))


@receptive_field.mistake
def strides_added_throughout(right, layers):
    """Your function adds the strides to the jump. A stride works on values that are already apart, so strides
    multiply."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * jump, jump + s))


@receptive_field.mistake
def stride_steps_added_throughout(right, layers):
    """Your jump grows by stride - 1 with every layer. A stride works on values that are already apart, so
    strides multiply."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * jump, jump + s - 1))


@receptive_field.mistake
def jump_forgotten_altogether(right, layers):
    """Your function leaves the strides out: the size grows by kernel - 1 for every layer, and the jump stays
    1. Strides multiply the jump, and each step counts as many inputs as the jump so far."""
    return right([(kernel, 1, dilation) for kernel, _, dilation in full(layers)])


@receptive_field.mistake
def kernels_multiplied(right, layers):
    """Your size multiplies the kernels. A layer joins neighbours whose fields overlap: it adds kernel - 1
    steps."""
    return _grown(layers, lambda size, jump, k, s, d: (size * (d * (k - 1) + 1), jump * s))


@receptive_field.mistake
def kernels_added_from_zero(right, layers):
    """Your function adds the whole kernel for every layer and starts from 0. Before the first layer an output
    sees one input, itself, and a layer adds kernel - 1 steps."""
    size, jump = _grown(layers, lambda size, jump, k, s, d: (size + d * k * jump, jump * s))
    return size - 1, jump


@receptive_field.mistake
def dilation_refused(right, layers):
    """Your function takes layers of two numbers only. A layer may have a third one, its dilation."""
    if any(len(layer) == 3 for layer in layers):
        raise ValueError("too many values to unpack (expected 2)")
    return right(layers)


@receptive_field.mistake
def dilation_demanded(right, layers):
    """Your function takes layers of three numbers only. A layer without dilation has two."""
    if any(len(layer) == 2 for layer in layers):
        raise ValueError("not enough values to unpack (expected 3, got 2)")
    return right(layers)


@receptive_field.mistake
def dilation_looked_up(right, layers):
    """Your function looks up the third number of every layer. A layer without dilation has two."""
    if any(len(layer) == 2 for layer in layers):
        raise IndexError("tuple index out of range")
    return right(layers)


@receptive_field.mistake
def empty_list_refused(right, layers):
    """Your function begins with the first layer, and an empty list has none. An empty list gives (1, 1)."""
    if not layers:
        raise IndexError("list index out of range")
    return right(layers)


@receptive_field.mistake
def first_dilation_left_out(right, layers):
    """Your function leaves out the dilation of the first layer. It counts there as well."""
    return right([layer[:2] if place == 0 else layer for place, layer in enumerate(layers)])


@receptive_field.mistake
def dilation_goes_on(right, layers):
    """Your function keeps a layer's dilation for the layers after it. A layer that gives none has dilation
    1."""
    kept, dilation = [], 1
    for layer in layers:
        dilation = layer[2] if len(layer) == 3 else dilation
        kept.append((*layer[:2], dilation))
    return right(kept)


@receptive_field.mistake
def dilation_counts_the_gap(right, layers):
    """Your function leaves as many inputs out between two weights as the dilation says. It is the distance
    between them: dilation 1 leaves nothing out."""
    return right([(*layer[:2], layer[2] + 1) if len(layer) == 3 else layer for layer in layers])


@receptive_field.mistake
def dilation_added_once(right, layers):
    """Your function adds the gap of a dilated kernel once. There is a gap between every two neighbouring
    weights."""
    return right([(kernel + dilation - 1, stride) for kernel, stride, dilation in full(layers)])


@receptive_field.mistake
def dilation_read_before_stride(right, layers):
    """Your function reads a layer of three numbers as (kernel, dilation, stride). The order is (kernel,
    stride, dilation)."""
    return right([(layer[0], *layer[:0:-1]) if len(layer) == 3 else layer for layer in layers])


receptive_field.mistake(nothing_returned)


@receptive_field.mistake
def starts_at_zero(right, layers):
    """Your size is one too small: before the first layer, an output sees one input, itself."""
    size, jump = right(layers)
    return size - 1, jump


@receptive_field.mistake
def dilation_ignored(right, layers):
    """Your function ignores the dilation. It multiplies the distance between the kernel's weights."""
    return right([layer[:2] for layer in layers])


@receptive_field.mistake
def dilation_times_kernel(right, layers):
    """Your function takes a dilated kernel as dilation x kernel long. The gaps lie between the weights, and
    there is one gap fewer than there are weights."""
    return right([(kernel * dilation, stride) for kernel, stride, dilation in full(layers)])


@receptive_field.mistake
def dilation_in_jump(right, layers):
    """Your function multiplies the jump by the dilation. Dilation spreads the weights of one layer, not its
    outputs: only strides change the jump."""
    return right([half for k, s, d in full(layers) for half in [(k, s, d), (1, d)]])


@receptive_field.mistake
def last_stride_not_in_jump(right, layers):
    """Your jump leaves out the last layer's stride. The jump is the distance between neighbouring outputs of
    the last layer."""
    return right(layers)[0], right(layers[:-1])[1]


@receptive_field.mistake
def jump_is_last_stride(right, layers):
    """Your jump is the stride of the last layer alone. The strides of all layers multiply."""
    return right(layers)[0], layers[-1][1] if layers else 1


@receptive_field.mistake
def strides_added(right, layers):
    """Your jump adds the strides up. A stride works on values that are already apart, so strides multiply."""
    return right(layers)[0], 1 + sum(stride for _, stride, _ in full(layers) if stride > 1)


@receptive_field.mistake
def swapped(right, layers):
    """Your function returns (jump, size). The size comes first."""
    size, jump = right(layers)
    return jump, size


@receptive_field.mistake
def size_only(right, layers):
    """Your function returns the size alone. The answer is a pair, (size, jump)."""
    return right(layers)[0]


receptive_field.mistake(layers_taken_out)
