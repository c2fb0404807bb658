# %% jump_updated_first
# fault: The jump is multiplied by the layer's own stride before it is used to widen the field, so each layer adds d*(k-1) times the jump after the layer in place of the jump before it.
# names: own_stride_first
def receptive_field(layers):
    size = 1
    jump = 1
    for layer in layers:
        kernel = layer[0]
        stride = layer[1]
        dilation = layer[2] if len(layer) == 3 else 1
        jump = jump * stride
        size = size + dilation * (kernel - 1) * jump
    return size, jump


# %% dilation_ignored
# fault: The third entry of a tuple, the dilation, is never read, so every layer counts as if its dilation were 1.
# names: dilation_ignored
def receptive_field(layers):
    r, j = 1, 1
    for l in layers:
        k = l[0]
        s = l[1]
        r += (k - 1) * j
        j *= s
    return (r, j)


# %% unpacks_two_only
# fault: Each layer is unpacked into exactly two numbers, so a layer with a dilation, a tuple of three, raises an exception ("too many values to unpack").
# names: dilation_refused
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field, jump


# %% no_jump_in_size
# fault: The size grows by d*(k-1) at every layer and is not multiplied by the jump, so the strides of earlier layers do not widen the field.
# names: jump_forgotten
def receptive_field(layers):
    size = 1
    jump = 1
    for layer in layers:
        if len(layer) == 2:
            k, s = layer
            d = 1
        else:
            k, s, d = layer
        size += d * (k - 1)
        jump *= s
    return size, jump


# %% stride_of_layer_as_jump
# fault: The size is widened by the stride of the directly preceding layer only, not by the product of all strides before it; the returned jump is right.
# names: stride_before_alone
def receptive_field(layers):
    size, total = 1, 1
    previous_stride = 1
    for layer in layers:
        k, s = layer[:2]
        d = layer[2] if len(layer) > 2 else 1
        size += (k - 1) * d * previous_stride
        previous_stride = s
        total *= s
    return size, total


# %% jumps_added
# fault: The strides are added up (jump grows by stride - 1) in place of being multiplied, so the jump and the size are wrong as soon as two layers have a stride above 1.
# names: stride_steps_added_throughout, stride_steps_summed
def receptive_field(layers):
    r = 1
    j = 1
    for lay in layers:
        k, s, d = (list(lay) + [1])[:3]
        r = r + d * (k - 1) * j
        # every stride makes the jump s-1 longer
        j = j + (s - 1)
    return (r, j)


# %% dilation_times_kernel
# fault: The dilated window is taken to reach d*k cells, so a layer adds (d*k - 1)*jump in place of d*(k - 1)*jump.
# names: dilation_times_kernel
def effective_kernel(k, d):
    return k * d


def receptive_field(layers):
    r, j = 1, 1
    for layer in layers:
        k, s = layer[0], layer[1]
        d = 1
        if len(layer) == 3:
            d = layer[2]
        r += (effective_kernel(k, d) - 1) * j
        j *= s
    return r, j


# %% backward_formula_forward_order
# fault: Uses the recursion that belongs to a walk from the output back to the input, r = (r-1)*s + d*(k-1) + 1, but runs through the layers from the input to the output.
# names: read_backwards
def receptive_field(layers):
    r = 1
    jump = 1
    for i in range(len(layers)):
        k = layers[i][0]
        s = layers[i][1]
        d = layers[i][2] if len(layers[i]) == 3 else 1
        r = (r - 1) * s + d * (k - 1) + 1
        jump *= s
    return r, jump


# %% dilation_into_jump
# fault: The jump is multiplied by the dilation as well as by the stride, so a dilated layer wrongly moves neighbouring outputs apart and widens all later layers.
# names: dilation_in_jump
def receptive_field(layers):
    rf, jump = 1, 1
    for layer in layers:
        kernel, stride, *rest = layer
        dilation = rest[0] if rest else 1
        rf += dilation * (kernel - 1) * jump
        jump *= stride * dilation
    return rf, jump


# %% kernel_not_minus_one
# fault: Each layer adds the whole kernel, d*k*jump, in place of d*(k-1)*jump, except that the first layer alone is right: its field is set to d*(k-1)+1.
# names: kernel_not_reduced
def receptive_field(layers):
    if not layers:
        return 1, 1
    size = None
    jump = 1
    for layer in layers:
        k = layer[0]
        s = layer[1]
        d = layer[2] if len(layer) == 3 else 1
        if size is None:
            size = d * (k - 1) + 1
        else:
            size = size + d * k * jump
        jump = jump * s
    return size, jump


# %% empty_list_fails
# fault: The walk starts from the first layer, layers[0], so an empty list raises an IndexError in place of giving (1, 1).
# names: empty_list_refused
def receptive_field(layers):
    def parts(layer):
        return layer if len(layer) == 3 else (layer[0], layer[1], 1)

    k, s, d = parts(layers[0])
    size = d * (k - 1) + 1
    jump = s
    for layer in layers[1:]:
        k, s, d = parts(layer)
        size += d * (k - 1) * jump
        jump *= s
    return size, jump


# %% returns_size_only
# fault: Returns the size of the field alone, an int, in place of the pair (size, jump).
# names: size_only
def receptive_field(layers):
    size, jump = 1, 1
    for layer in layers:
        k, s = layer[0], layer[1]
        d = layer[2] if len(layer) == 3 else 1
        size += d * (k - 1) * jump
        jump *= s
    return size


# %% dilation_sticks
# fault: The dilation is set to 1 before the loop only, so a layer without a dilation that follows a dilated one keeps the dilation of that earlier layer.
# names: dilation_goes_on
def receptive_field(layers):
    r = 1
    j = 1
    d = 1
    for layer in layers:
        k = layer[0]
        s = layer[1]
        if len(layer) == 3:
            d = layer[2]
        r = r + d * (k - 1) * j
        j = j * s
    return r, j


# %% jump_is_last_stride
# fault: The returned jump is only the stride of the last layer (1 for an empty list), not the product of all strides; the size is right.
# names: jump_is_last_stride
import math


def receptive_field(layers):
    size = 1
    for i, layer in enumerate(layers):
        jump_before = math.prod(l[1] for l in layers[:i])
        d = layer[2] if len(layer) > 2 else 1
        size += d * (layer[0] - 1) * jump_before
    jump = layers[-1][1] if layers else 1
    return size, jump


# %% one_gap_only
# fault: The reach of a dilated kernel is taken as k + (d - 1), one gap in the whole window, in place of a gap between every two weights.
# names: dilation_added_once
def receptive_field(layers):
    r, j = 1, 1
    for layer in layers:
        k, s = layer[0], layer[1]
        if len(layer) == 3:
            k = k + (layer[2] - 1)  # window gets wider because of the holes
        r += (k - 1) * j
        j *= s
    return r, j


# %% starts_at_zero_and_jump_first
# fault: Two faults: the size starts at 0 in place of 1 (an empty list gives size 0), and the jump is multiplied by the layer's own stride before it is used.
# names: starts_at_zero + own_stride_first
# hints: starts_at_zero, own_stride_first, empty_list_gives_size_zero
def receptive_field(layers):
    size = 0
    jump = 1
    for layer in layers:
        k, s = layer[:2]
        d = layer[2] if len(layer) == 3 else 1
        jump *= s
        size += (k - 1) * d * jump
    return size, jump


# %% follow_two_ends_backwards
# right
def receptive_field(layers):
    """Trace the first and the last input below an output, from the top down."""

    def span(output):
        low = high = output
        for kernel, stride, *more in reversed(layers):
            dilation = more[0] if more else 1
            low = low * stride
            high = high * stride + dilation * (kernel - 1)
        return low, high

    low, high = span(0)
    return high - low + 1, span(1)[0] - low
