# %% jump_updated_first
# fault: multiplies the jump by the stride of the layer before it uses it for the size, so the layer's own stride counts
# names: own_stride_first
def receptive_field(layers):
    size, jump = 1, 1
    for layer in layers:
        k, s = layer[0], layer[1]
        d = layer[2] if len(layer) > 2 else 1
        jump *= s
        size += d * (k - 1) * jump
    return size, jump

# %% only_pairs
# fault: unpacks two numbers, so a layer with dilation raises ValueError (too many values to unpack)
# names: dilation_refused
def receptive_field(layers):
    r = 1
    j = 1
    for kernel, stride in layers:
        r = r + (kernel - 1) * j
        j = j * stride
    return (r, j)

# %% dilation_thrown_away
# fault: takes only the first two numbers of each layer, dilation has no effect
# names: dilation_ignored
def receptive_field(layers):
    rf, jump = 1, 1
    for k, s, *rest in layers:
        rf += (k - 1) * jump
        jump *= s
    return rf, jump

# %% dilation_widens_jump
# fault: multiplies the dilation into the jump for good, so all later layers are pulled apart too
# names: dilation_in_jump
def receptive_field(layers):
    size = 1
    jump = 1
    for layer in layers:
        if len(layer) == 3:
            k, s, d = layer
        else:
            k, s = layer
            d = 1
        jump = jump * d
        size = size + (k - 1) * jump
        jump = jump * s
    return size, jump

# %% backward_formula_forward
# fault: uses the formula that walks from the output down, r = (r - 1) * s + k, but walks from the input up
# names: read_backwards
def receptive_field(layers):
    r, j = 1, 1
    for layer in layers:
        k, s, d = (*layer, 1)[:3]
        k_eff = d * (k - 1) + 1
        r = (r - 1) * s + k_eff
        j = j * s
    return r, j

# %% stale_dilation
# fault: d = 1 stands before the loop and is not set back, so a pair that follows a layer with dilation keeps the old dilation
# names: dilation_goes_on
def receptive_field(layers):
    size = 1
    jump = 1
    d = 1
    for layer in layers:
        k = layer[0]
        s = layer[1]
        if len(layer) == 3:
            d = layer[2]
        size += d * (k - 1) * jump
        jump *= s
    return size, jump

# %% starts_with_first_kernel
# fault: starts with the kernel and stride of the first layer: the dilation of the first layer is forgotten (the empty list is caught)
# names: first_dilation_left_out
def receptive_field(layers):
    if len(layers) == 0:
        return (1, 1)
    size = layers[0][0]
    jump = layers[0][1]
    for i in range(1, len(layers)):
        k = layers[i][0]
        s = layers[i][1]
        d = 1
        if len(layers[i]) == 3:
            d = layers[i][2]
        size = size + (k - 1) * d * jump
        jump = jump * s
    return (size, jump)

# %% stride_only_of_last_layer
# fault: the jump is the stride of the last layer, not the product of all strides
# names: jump_is_last_stride, jump_is_last_stride_throughout
# hints: stride_before_alone
def receptive_field(layers):
    size, jump = 1, 1
    for layer in layers:
        kernel, stride = layer[:2]
        dilation = layer[2] if len(layer) == 3 else 1
        size += dilation * (kernel - 1) * jump
        jump = stride
    return size, jump

# %% dilation_is_holes
# fault: takes dilation for the number of empty cells between the weights, default 0; a triple with dilation 1 is spread out as if it were 2
# names: dilation_counts_the_gap
def receptive_field(layers, size=1, jump=1):
    if not layers:
        return size, jump
    first, *others = layers
    kernel, stride = first[0], first[1]
    holes = first[2] if len(first) == 3 else 0
    reach = kernel + (kernel - 1) * holes
    return receptive_field(others, size + (reach - 1) * jump, jump * stride)

# %% counts_kernels_and_swaps
# fault: two faults: dilation is multiplied onto the whole kernel (d * k - 1 in place of d * (k - 1)); and the pair comes back in the wrong order, (jump, size)
# names: dilation_times_kernel + swapped
def receptive_field(layers):
    jump = 1
    size = 1
    for l in layers:
        d = 1 if len(l) < 3 else l[2]
        size = size + (d * l[0] - 1) * jump
        jump = l[1] * jump
    return jump, size

# %% sum_of_strides_triple_order
# fault: two faults: the jump grows by addition, stride - 1 more for each layer, not by multiplication; and a triple is read as (kernel, dilation, stride)
# names: stride_steps_added_throughout + dilation_read_before_stride
# hints: strides_added
def receptive_field(layers):
    rf = 1
    j = 1
    for layer in layers:
        if len(layer) == 2:
            kernel, stride = layer
            dilation = 1
        else:
            kernel, dilation, stride = layer
        rf += (kernel - 1) * dilation * j
        j += stride - 1
    return rf, j

# %% walks_down_two_outputs
# right
def receptive_field(layers):
    def ends(output):
        low = high = output
        for k, s, *d in reversed(layers):
            low, high = low * s, high * s + (k - 1) * (d[0] if d else 1)
        return low, high

    (a, b), (next_a, _) = ends(0), ends(1)
    return b - a + 1, next_a - a
