"""Mistakes of a1.receptive_field: in what the layers add up to."""

from autograder.checks.a1_shapes.nets import full
from autograder.checks.mistakes import memory


def jump_forgotten(right, layers):
    """Your size adds kernel - 1 for every layer. After a stride, neighbouring values lie further apart in
    the input: each step counts as many inputs as the jump so far."""
    size, _ = right([(kernel, 1, dilation) for kernel, _, dilation in full(layers)])
    return size, right(layers)[1]


def own_stride_first(right, layers):
    """Your function multiplies the jump by a layer's stride before it adds that layer's kernel - 1 steps. The
    steps are taken on the layer's input, where its own stride has no effect yet."""
    return right([half for k, s, d in full(layers) for half in [(1, s), (k, 1, d)]])


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


def starts_at_zero(right, layers):
    """Your size is one too small: before the first layer, an output sees one input, itself."""
    size, jump = right(layers)
    return size - 1, jump


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


def whole_dilated_kernel_added(right, layers):
    """Your function adds everything that a layer's filter covers, dilation x (kernel - 1) + 1. The first
    input of a window is there already: a layer adds the steps alone, without the + 1."""
    return _grown(layers, lambda size, jump, k, s, d: (size + (d * (k - 1) + 1) * jump, jump * s))


def no_step_back_by_one(right, layers):
    """Your function goes from the output to the input and multiplies the whole size by the stride. Between as
    many neighbours there is one step less: the strides lie between them."""
    return _grown(layers[::-1], lambda size, jump, k, s, d: (size * s + d * (k - 1), jump * s))


def no_step_back_by_one_and_one_more(right, layers):
    """Your function goes from the output to the input, multiplies the whole size by the stride and adds what
    the filter covers less its first input, and one. Between as many neighbours there is one step less: the
    strides lie between them."""
    return _grown(layers[::-1], lambda size, jump, k, s, d: (size * s + d * (k - 1) + 1, jump * s))


def whole_size_times_stride_and_kernel(right, layers):
    """Your size multiplies what is there by the stride of each layer, from the first on, and adds
    dilation x (kernel - 1). From the input on, a layer leaves what is there and adds its steps, each as long
    as the jump so far."""
    return _grown(layers, lambda size, jump, k, s, d: (size * s + d * (k - 1), jump * s))


def first_input_not_counted_back(right, layers):
    """Your function goes from the output to the input and adds dilation x (kernel - 1) for each layer. A size
    counts the first input as well: what a filter covers is one more than that."""
    return _grown(layers[::-1], lambda size, jump, k, s, d: ((size - 1) * s + d * (k - 1), jump * s))


def pooling_multiplies_size(right, layers):
    """Your function multiplies the size by the stride where a layer's kernel is equal to its stride. Such a
    layer is a layer as others: it adds kernel - 1 steps."""
    return _grown(
        layers,
        lambda size, jump, k, s, d: (
            size * s if (k, d) == (s, 1) else size + d * (k - 1) * jump,
            jump * s,
        ),
    )


def size_times_stride(right, layers):
    """Your size is multiplied by every stride. A stride moves the outputs apart, and only later layers have
    longer steps for it."""
    return _grown(layers, lambda size, jump, k, s, d: ((size + d * (k - 1) * jump) * s, jump * s))


def all_strides_for_every_layer(right, layers):
    """Your size multiplies every layer's steps by the strides of all layers. A layer's steps are as long as
    the strides of the layers before it make them."""
    jump = right(layers)[1]
    return 1 + sum(d * (k - 1) * jump for k, _, d in full(layers)), jump


def inputs_without_influence_left_out(right, layers):
    """Your size counts the inputs that have an influence. The receptive field reaches from the first to the
    last of them, and what lies between counts as well."""
    size, jump = right(layers)
    seen = {0}
    if size > 10_000:  # around other mistakes: a set of so many inputs is not made
        return size, jump
    for kernel, stride, dilation in full(layers)[::-1]:
        seen = {place * stride + tap * dilation for place in seen for tap in range(kernel)}
    return len(seen), jump


def kernels_added(right, layers):
    """Your size adds the kernels up and leaves the strides out. A layer adds kernel - 1 steps, and each
    counts as many inputs as the jump so far."""
    return 1 + sum(k * d for k, _, d in full(layers)), right(layers)[1]


def kernels_added_alone(right, layers):
    """Your size is the sum of the kernels. Before the first layer an output sees one input; a layer adds
    kernel - 1 steps, and each counts as many inputs as the jump so far."""
    return sum(k * d for k, _, d in full(layers)), right(layers)[1]


def largest_kernel(right, layers):
    """Your size is that of the largest filter. Layers add to what is seen: the outputs of one are the inputs
    of the next."""
    return max((d * (k - 1) + 1 for k, _, d in full(layers)), default=1), right(layers)[1]


def jump_starts_at_zero(right, layers):
    """Your jump starts at 0 and stays there, whatever it is multiplied by. Before the first layer
    neighbouring inputs are 1 apart."""
    return 1, 0


def strides_added_from_zero(right, layers):
    """Your jump starts at 0 and adds the strides up. Before the first layer neighbouring inputs are 1 apart,
    and strides multiply."""
    size, jump = 1, 0
    for kernel, stride, dilation in full(layers):
        size += dilation * (kernel - 1) * jump
        jump += stride
    return size, jump


def strides_summed(right, layers):
    """Your jump is the sum of the strides. A stride works on values that are already apart, so strides
    multiply."""
    return right(layers)[0], sum(layer[1] for layer in layers)


def stride_steps_summed(right, layers):
    """Your jump is 1 and stride - 1 more for every layer. A stride works on values that are already apart, so
    strides multiply."""
    return right(layers)[0], 1 + sum(layer[1] - 1 for layer in layers)


def largest_stride(right, layers):
    """Your jump is the largest stride. A stride works on values that are already apart, so strides
    multiply."""
    return right(layers)[0], max((layer[1] for layer in layers), default=1)


def first_stride_not_in_jump(right, layers):
    """Your jump leaves out the first layer's stride. The strides of all layers multiply."""
    return right(layers)[0], right(layers[1:])[1]


def jump_always_one(right, layers):
    """Your jump is 1 whatever the strides are. Neighbouring outputs are as far apart in the input as all
    strides multiplied."""
    return right(layers)[0], 1


def jump_is_reach(right, layers):
    """Your jump multiplies by the kernels. How far apart neighbouring outputs look is for the strides alone
    to say."""
    return right([half for k, s, d in full(layers) for half in [(k, s, d), (1, k)]])


def first_layer_counted_twice(right, layers):
    """Your function counts the first layer twice: size and jump begin with it, and the loop begins with it
    again."""
    (size, jump), (first_size, first_jump) = right(layers), right(layers[:1])
    return first_size + (size - 1) * first_jump, first_jump * jump


def first_kernel_counted_twice(right, layers):
    """Your size begins with the first layer's kernel, and the loop adds that layer again. Before the first
    layer an output sees one input."""
    size, jump = right(layers)
    return size + layers[0][0] - 1 if layers else size, jump


def first_layer_left_out(right, layers):
    """Your function begins with the second layer, and size and jump know nothing of the first. Before the
    first layer both are 1, and it counts as all others."""
    return right(layers[1:])


def last_layer_left_out(right, layers):
    """Your function leaves out the last layer. It counts as all others."""
    return right(layers[:-1])


def first_layer_alone(right, layers):
    """Your function returns after the first layer. It may return only when the loop is over."""
    return right(layers[:1])


def first_layer_alone_in_loop(right, layers):
    """Your function returns inside its loop, after the first layer, and returns nothing where there are no
    layers. It may return only when the loop is over."""
    return right(layers[:1]) if layers else None


def last_layer_alone(right, layers):
    """Your function returns what the last layer alone would give. Size and jump go on from layer to layer."""
    return right(layers[-1:])


def every_layer_returned(right, layers):
    """Your function returns a pair for every layer. Asked for is the pair after the last one."""
    return [right(layers[: place + 1]) for place in range(len(layers))]


def jump_only(right, layers):
    """Your function returns the jump alone. The answer is a pair, (size, jump)."""
    return right(layers)[1]


def not_whole(right, layers):
    """Your function returns floats. Size and jump are whole numbers: // divides them, and / makes a float."""
    size, jump = right(layers)
    return float(size), float(jump)


def size_not_whole(right, layers):
    """Your size is a float. It is a whole number: / and math.pow make floats of whole numbers."""
    size, jump = right(layers)
    return float(size), jump


def jump_not_whole(right, layers):
    """Your jump is a float. It is a whole number: / and math.pow make floats of whole numbers."""
    size, jump = right(layers)
    return size, float(jump)


def jump_of_nothing_not_whole(right, layers):
    """Your jump is a float where there are no layers: NumPy takes an empty list for one of floats. An empty
    list gives (1, 1)."""
    size, jump = right(layers)
    return (size, jump) if layers else (size, 1.0)


def goes_on_from_call_to_call(right, layers):
    """Size and jump live outside your function, and a call goes on from where the one before it ended. Set
    both to 1 at the beginning of every call."""
    size, jump = right(layers)
    now = memory(right)
    now["size"] = now.get("size", 1) + (size - 1) * now.get("jump", 1)
    now["jump"] = now.get("jump", 1) * jump
    return now["size"], now["jump"]


def sum_of_strides_before(right, layers):
    """Your size multiplies a layer's steps by the sum of the strides before it. A stride works on values that are
    already apart, so strides multiply."""
    size, jump = 1, 0
    for kernel, stride, dilation in full(layers):
        size += dilation * (kernel - 1) * (jump or 1)
        jump += stride
    return size, right(layers)[1]


def lists_of_all_layers(right, layers):
    """Your function returns a list of sizes and a list of jumps. Asked for are the two numbers after the last
    layer."""
    pairs = [right(layers[:count]) for count in range(len(layers) + 1)]
    return [size for size, _ in pairs], [jump for _, jump in pairs]


RECEPTIVE_FIELD_MISTAKES = (
    jump_forgotten,
    own_stride_first,
    kernel_not_reduced,
    jump_is_last_stride_throughout,
    stride_before_alone,
    own_stride_alone,
    strides_added_throughout,
    stride_steps_added_throughout,
    jump_forgotten_altogether,
    kernels_multiplied,
    kernels_added_from_zero,
    starts_at_zero,
    last_stride_not_in_jump,
    jump_is_last_stride,
    strides_added,
    swapped,
    size_only,
    whole_dilated_kernel_added,
    no_step_back_by_one,
    no_step_back_by_one_and_one_more,
    whole_size_times_stride_and_kernel,
    first_input_not_counted_back,
    pooling_multiplies_size,
    size_times_stride,
    all_strides_for_every_layer,
    inputs_without_influence_left_out,
    kernels_added,
    kernels_added_alone,
    largest_kernel,
    jump_starts_at_zero,
    strides_added_from_zero,
    strides_summed,
    stride_steps_summed,
    largest_stride,
    first_stride_not_in_jump,
    jump_always_one,
    jump_is_reach,
    first_layer_counted_twice,
    first_kernel_counted_twice,
    first_layer_left_out,
    last_layer_left_out,
    first_layer_alone,
    first_layer_alone_in_loop,
    last_layer_alone,
    every_layer_returned,
    jump_only,
    not_whole,
    size_not_whole,
    jump_not_whole,
    jump_of_nothing_not_whole,
    goes_on_from_call_to_call,
    sum_of_strides_before,
    lists_of_all_layers,
)
