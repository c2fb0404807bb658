"""Mistakes of a1.receptive_field."""

from autograder.checks.a1_shapes.nets import full


def jump_forgotten(right, layers):
    """Your size adds kernel - 1 for every layer. After a stride, neighbouring values lie further apart in
    the input: each step counts as many inputs as the jump so far."""
    size, _ = right([(kernel, 1, dilation) for kernel, _, dilation in full(layers)])
    return size, right(layers)[1]


def own_stride_first(right, layers):
    """Your function multiplies the jump by a layer's stride before it adds that layer's kernel - 1 steps. The
    steps are taken on the layer's input, where its own stride has no effect yet."""
    return right([half for k, s, d in full(layers) for half in [(1, s), (k, 1, d)]])


def read_backwards(right, layers):
    """Your function takes the layers in the reverse order. They are given from input to output."""
    return right(layers[::-1])


def kernel_not_reduced(right, layers):
    """Your function adds the whole kernel for every layer. The first input of a window is there already: a
    layer adds kernel - 1 steps."""
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


def jump_is_last_stride_throughout(right, layers):
    """Your jump is the stride of the layer before. The strides of all layers before multiply."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * jump, s))


def stride_before_alone(right, layers):
    """Your size multiplies a layer's steps by the stride of the layer before alone. The strides of all layers
    before it multiply: each step counts as many inputs as the jump so far."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * jump, s))[0], right(layers)[1]


def own_stride_alone(right, layers):
    """Your size multiplies a layer's steps by its own stride. A step counts as many inputs as the jump before
    this layer."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * s, jump * s))


def strides_added_throughout(right, layers):
    """Your function adds the strides to the jump. A stride works on values that are already apart, so strides
    multiply."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * jump, jump + s))


def stride_steps_added_throughout(right, layers):
    """Your jump grows by stride - 1 with every layer. A stride works on values that are already apart, so
    strides multiply."""
    return _grown(layers, lambda size, jump, k, s, d: (size + d * (k - 1) * jump, jump + s - 1))


def jump_forgotten_altogether(right, layers):
    """Your function leaves the strides out: the size grows by kernel - 1 for every layer, and the jump stays
    1. Strides multiply the jump, and each step counts as many inputs as the jump so far."""
    return right([(kernel, 1, dilation) for kernel, _, dilation in full(layers)])


def kernels_multiplied(right, layers):
    """Your size multiplies the kernels. A layer joins neighbours whose fields overlap: it adds kernel - 1
    steps."""
    return _grown(layers, lambda size, jump, k, s, d: (size * (d * (k - 1) + 1), jump * s))


def kernels_added_from_zero(right, layers):
    """Your function adds the whole kernel for every layer and starts from 0. Before the first layer an output
    sees one input, itself, and a layer adds kernel - 1 steps."""
    size, jump = _grown(layers, lambda size, jump, k, s, d: (size + d * k * jump, jump * s))
    return size - 1, jump


def dilation_refused(right, layers):
    """Your function takes layers of two numbers only. A layer may have a third one, its dilation."""
    if any(len(layer) == 3 for layer in layers):
        raise ValueError("too many values to unpack (expected 2)")
    return right(layers)


def dilation_demanded(right, layers):
    """Your function takes layers of three numbers only. A layer without dilation has two."""
    if any(len(layer) == 2 for layer in layers):
        raise ValueError("not enough values to unpack (expected 3, got 2)")
    return right(layers)


def dilation_looked_up(right, layers):
    """Your function looks up the third number of every layer. A layer without dilation has two."""
    if any(len(layer) == 2 for layer in layers):
        raise IndexError("tuple index out of range")
    return right(layers)


def empty_list_refused(right, layers):
    """Your function begins with the first layer, and an empty list has none. An empty list gives (1, 1)."""
    if not layers:
        raise IndexError("list index out of range")
    return right(layers)


def first_dilation_left_out(right, layers):
    """Your function leaves out the dilation of the first layer. It counts there as well."""
    return right([layer[:2] if place == 0 else layer for place, layer in enumerate(layers)])


def dilation_goes_on(right, layers):
    """Your function keeps a layer's dilation for the layers after it. A layer that gives none has dilation
    1."""
    kept, dilation = [], 1
    for layer in layers:
        dilation = layer[2] if len(layer) == 3 else dilation
        kept.append((*layer[:2], dilation))
    return right(kept)


def dilation_counts_the_gap(right, layers):
    """Your function leaves as many inputs out between two weights as the dilation says. It is the distance
    between them: dilation 1 leaves nothing out."""
    return right([(*layer[:2], layer[2] + 1) if len(layer) == 3 else layer for layer in layers])


def dilation_added_once(right, layers):
    """Your function adds the gap of a dilated filter once. There is a gap between every two neighbouring
    weights."""
    return right([(kernel + dilation - 1, stride) for kernel, stride, dilation in full(layers)])


def dilation_read_before_stride(right, layers):
    """Your function reads a layer of three numbers as (kernel, dilation, stride). The order is (kernel,
    stride, dilation)."""
    return right([(layer[0], *layer[:0:-1]) if len(layer) == 3 else layer for layer in layers])


def starts_at_zero(right, layers):
    """Your size is one too small: before the first layer, an output sees one input, itself."""
    size, jump = right(layers)
    return size - 1, jump


def dilation_ignored(right, layers):
    """Your function ignores the dilation. It multiplies the distance between the filter's weights."""
    return right([layer[:2] for layer in layers])


def dilation_times_kernel(right, layers):
    """Your function takes a dilated filter as dilation x kernel long. The gaps lie between the weights, and
    there is one gap fewer than there are weights."""
    return right([(kernel * dilation, stride) for kernel, stride, dilation in full(layers)])


def dilation_in_jump(right, layers):
    """Your function multiplies the jump by the dilation. Dilation spreads the weights of one layer, not its
    outputs: only strides change the jump."""
    return right([half for k, s, d in full(layers) for half in [(k, s, d), (1, d)]])


def last_stride_not_in_jump(right, layers):
    """Your jump leaves out the last layer's stride. The jump is the distance between neighbouring outputs of
    the last layer."""
    return right(layers)[0], right(layers[:-1])[1]


def jump_is_last_stride(right, layers):
    """Your jump is the stride of the last layer alone. The strides of all layers multiply."""
    return right(layers)[0], layers[-1][1] if layers else 1


def strides_added(right, layers):
    """Your jump adds the strides up. A stride works on values that are already apart, so strides multiply."""
    return right(layers)[0], 1 + sum(stride for _, stride, _ in full(layers) if stride > 1)


def swapped(right, layers):
    """Your function returns (jump, size). The size comes first."""
    size, jump = right(layers)
    return jump, size


def size_only(right, layers):
    """Your function returns the size alone. The answer is a pair, (size, jump)."""
    return right(layers)[0]


RECEPTIVE_FIELD_MISTAKES = (
    jump_forgotten,
    own_stride_first,
    read_backwards,
    kernel_not_reduced,
    jump_is_last_stride_throughout,
    stride_before_alone,
    own_stride_alone,
    strides_added_throughout,
    stride_steps_added_throughout,
    jump_forgotten_altogether,
    kernels_multiplied,
    kernels_added_from_zero,
    dilation_refused,
    dilation_demanded,
    dilation_looked_up,
    empty_list_refused,
    first_dilation_left_out,
    dilation_goes_on,
    dilation_counts_the_gap,
    dilation_added_once,
    dilation_read_before_stride,
    starts_at_zero,
    dilation_ignored,
    dilation_times_kernel,
    dilation_in_jump,
    last_stride_not_in_jump,
    jump_is_last_stride,
    strides_added,
    swapped,
    size_only,
)
