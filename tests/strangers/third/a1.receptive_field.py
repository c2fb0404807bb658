# %% jump_updated_first
# fault: The jump is multiplied by the layer's stride before it is used, so the kernel's steps are counted in the jump after the layer and not before it.
# names: own_stride_first
def receptive_field(layers):
    r = 1
    j = 1
    for layer in layers:
        k, s = layer[0], layer[1]
        d = layer[2] if len(layer) > 2 else 1
        j = j * s
        r = r + d * (k - 1) * j
    return r, j

# %% dilation_ignored
# fault: The third entry of a layer, the dilation, is never read, so dilated layers count as undilated ones.
# names: dilation_ignored
def receptive_field(layers):
    size, jump = 1, 1
    for layer in layers:
        kernel = layer[0]
        stride = layer[1]
        size += (kernel - 1) * jump
        jump *= stride
    return size, jump

# %% only_pairs_unpacked
# fault: Every layer is unpacked into exactly two numbers, so a layer with a dilation (kernel, stride, dilation) raises a ValueError.
# names: dilation_refused
def receptive_field(layers):
    size = 1
    jump = 1
    for kernel, stride in layers:
        size = size + (kernel - 1) * jump
        jump = jump * stride
    return (size, jump)

# %% steps_not_scaled_by_jump
# fault: What a layer adds is d * (k - 1) with no factor for the strides of the earlier layers; the jump is computed but not used for the size.
# names: jump_forgotten
def receptive_field(layers):
    field = 1
    step = 1
    for layer in layers:
        if len(layer) == 3:
            k, s, d = layer
        else:
            k, s = layer
            d = 1
        # every further weight sees one more input
        field += d * (k - 1)
        step *= s
    return field, step

# %% kernel_not_minus_one
# fault: A layer adds d * k * jump in place of d * (k - 1) * jump, the first weight is counted as new as well.
# names: kernel_not_reduced
def receptive_field(layers):
    r, j = 1, 1
    for k, s, *rest in layers:
        d = rest[0] if rest else 1
        r = r + d * k * j
        j = j * s
    return r, j

# %% previous_stride_only
# fault: A layer's steps are scaled by the stride of the one layer before it, not by the product of all strides before it; the returned jump (product) is right.
# names: stride_before_alone
def receptive_field(layers):
    size = 1
    prev_stride = 1
    jump = 1
    for layer in layers:
        kernel, stride = layer[:2]
        dilation = 1
        if len(layer) == 3:
            dilation = layer[2]
        size += dilation * (kernel - 1) * prev_stride
        prev_stride = stride
        jump *= stride
    return size, jump

# %% jump_is_last_stride
# fault: The jump is set to the stride of the layer in place of being multiplied by it, so the jump used and the jump returned are both only the latest stride.
# names: jump_is_last_stride_throughout
def receptive_field(layers):
    size, jump = 1, 1
    for layer in layers:
        kernel = layer[0]
        stride = layer[1]
        dilation = layer[2] if len(layer) == 3 else 1
        size = size + dilation * (kernel - 1) * jump
        jump = stride
    return size, jump

# %% strides_added
# fault: The jump grows by addition (jump + stride - 1) and not by multiplication, so with two or more strides above 1 it is too small.
# names: stride_steps_added_throughout
def receptive_field(layers):
    total = 1
    jump = 1
    for layer in layers:
        params = list(layer)
        if len(params) < 3:
            params.append(1)
        kernel, stride, dilation = params
        total += (kernel - 1) * dilation * jump
        jump += stride - 1
    return total, jump

# %% backward_formula_forward_order
# fault: Uses the recursion from the output to the input, r = (r - 1) * s + reach, but walks the layers from the input to the output without reversing them.
# names: read_backwards
def receptive_field(layers):
    r = 1
    jump = 1
    for layer in layers:
        k, s = layer[0], layer[1]
        d = layer[2] if len(layer) > 2 else 1
        reach = d * (k - 1) + 1
        r = (r - 1) * s + reach
        jump *= s
    return r, jump

# %% reach_is_dilation_times_kernel
# fault: The reach of a dilated kernel is taken as d * k in place of d * (k - 1) + 1, so it is too large by d - 1.
# names: dilation_times_kernel
def receptive_field(layers):
    def get(layer):
        if len(layer) == 2:
            return layer[0], layer[1], 1
        return layer

    size, jump = 1, 1
    for layer in layers:
        k, s, d = get(layer)
        effective = k * d
        size += (effective - 1) * jump
        jump *= s
    return size, jump

# %% dilation_left_over
# fault: The dilation is set to 1 once before the loop and not for each layer, so an undilated layer after a dilated one takes over the dilation of the earlier one.
# names: dilation_goes_on
def receptive_field(layers):
    r, j, d = 1, 1, 1
    for layer in layers:
        k = layer[0]
        s = layer[1]
        if len(layer) == 3:
            d = layer[2]
        r += d * (k - 1) * j
        j *= s
    return r, j

# %% dilation_widens_jump
# fault: The jump is multiplied by stride * dilation, although dilation does not move the neighbours apart; after a dilated layer jump and later sizes are too large.
# names: dilation_in_jump
def receptive_field(layers):
    size = jump = 1
    for layer in layers:
        kernel, stride, dilation = (*layer, 1)[:3]
        size += (kernel - 1) * dilation * jump
        jump *= stride * dilation
    return size, jump

# %% empty_list_zero
# fault: For an empty list (0, 0) is returned in place of (1, 1), nothing being taken as seeing nothing.
# names: empty_list_gives_zeros
def receptive_field(layers):
    if len(layers) == 0:
        return 0, 0
    size = 1
    jump = 1
    for layer in layers:
        d = 1
        if len(layer) == 3:
            d = layer[2]
        size = size + (layer[0] - 1) * d * jump
        jump = jump * layer[1]
    return size, jump

# %% holes_not_counted
# fault: Collects the set of inputs that really have an influence and returns how many these are, so unseen inputs between dilated weights (or between windows whose stride is larger than their kernel) are left out of the size.
# names: inputs_without_influence_left_out
def receptive_field(layers):
    seen = {0}
    jump = 1
    for layer in layers:
        jump *= layer[1]
    for layer in reversed(layers):
        k, s = layer[0], layer[1]
        d = layer[2] if len(layer) > 2 else 1
        below = set()
        for p in seen:
            for w in range(k):
                below.add(p * s + w * d)
        seen = below
    return len(seen), jump

# %% size_starts_at_zero
# fault: The size starts at 0 in place of 1 (it is added up from the layers only), so it is always one too small.
# names: starts_at_zero
def receptive_field(layers):
    sizes = []
    jump = 1
    for k, s, *d in layers:
        d = d[0] if d else 1
        sizes.append((k - 1) * d * jump)
        jump *= s
    return sum(sizes), jump

# %% state_in_globals
# fault: Size and jump are module variables that are set once and never reset, so the second call goes on from the result of the first.
# names: goes_on_from_call_to_call
size = 1
jump = 1


def receptive_field(layers):
    global size, jump
    for layer in layers:
        k, s = layer[0], layer[1]
        d = layer[2] if len(layer) == 3 else 1
        size = size + d * (k - 1) * jump
        jump = jump * s
    return size, jump

# %% dilated_in_elif_and_first_kernel
# fault: Two faults: a layer with a dilation does not have its stride multiplied into the jump, and the size begins with the bare kernel of the first layer, whose dilation is lost.
# names: first_dilation_left_out + stride_of_dilated_left_out
def receptive_field(layers):
    if not layers:
        return 1, 1
    size = layers[0][0]
    jump = layers[0][1]
    for layer in layers[1:]:
        if len(layer) == 3:
            size += layer[2] * (layer[0] - 1) * jump
        elif len(layer) == 2:
            size += (layer[0] - 1) * jump
            jump *= layer[1]
    return size, jump

# %% two_neighbours_walked_down
# right
def receptive_field(layers):
    # Take two neighbouring outputs, number 0 and number 1, and walk down to the input,
    # remembering for each the first and the last cell of the row below that it uses.
    a_first = a_last = 0
    b_first = 1
    for window in layers[::-1]:
        kernel, stride = window[:2]
        dilation = sum(window[2:]) or 1
        a_first = a_first * stride
        a_last = a_last * stride + (kernel - 1) * dilation
        b_first = b_first * stride
    return a_last - a_first + 1, b_first - a_first
