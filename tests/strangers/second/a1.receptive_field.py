# %% jump_first
# fault: updates the jump before the size, so each layer adds with its own stride already in
# names: own_stride_first
def receptive_field(layers):
    size, jump = 1, 1
    for layer in layers:
        kernel, stride = layer[0], layer[1]
        dilation = layer[2] if len(layer) == 3 else 1
        jump *= stride
        size += dilation * (kernel - 1) * jump
    return size, jump

# %% stride_only_in_the_jump
# fault: the size grows by dilation * (kernel - 1) whatever the strides before were; only the returned jump knows the strides
# names: jump_forgotten
def receptive_field(layers):
    r = 1
    j = 1
    for k, s, *d in layers:
        d = d[0] if d else 1
        r = r + d * (k - 1)
        j = j * s
    return (r, j)

# %% whole_kernel_added
# fault: adds kernel * jump instead of (kernel - 1) * jump for every layer (dilation likewise)
# names: kernel_not_reduced
def receptive_field(layers):
    size = 1
    jump = 1
    for layer in layers:
        if len(layer) == 2:
            k, s = layer
            d = 1
        else:
            k, s, d = layer
        size = size + d * k * jump
        jump = jump * s
    return size, jump

# %% first_layer_decides_the_form
# fault: looks at the first layer only to see whether the layers have a dilation: a list that mixes pairs and triples crashes (or loses the dilations)
# names: first_layer_says_whether_dilated
def receptive_field(layers):
    if not layers:
        return 1, 1
    if len(layers[0]) == 2:
        kernels = [layer[0] for layer in layers]
        strides = [layer[1] for layer in layers]
        dilations = [1] * len(layers)
    else:
        kernels, strides, dilations = zip(*layers)
    r, j = 1, 1
    for k, s, d in zip(kernels, strides, dilations):
        r += d * (k - 1) * j
        j *= s
    return r, j

# %% blown_up_kernel
# fault: a dilated kernel reaches across kernel * dilation cells instead of dilation * (kernel - 1) + 1
# names: dilation_times_kernel
def receptive_field(layers):
    def unpack(layer):
        return (*layer, 1)[:3]

    r, j = 1, 1
    for k, s, d in map(unpack, layers):
        effective = k * d
        r = r + (effective - 1) * j
        j = j * s
    return r, j

# %% from_the_output_down
# fault: runs the formula of the way up (size += (kernel - 1) * jump, jump *= stride) from the output to the input, so the strides of the later layers multiply the earlier ones
# names: read_backwards
def receptive_field(layers):
    size, jump = 1, 1
    for layer in reversed(layers):
        kernel, stride = layer[:2]
        dilation = layer[2] if len(layer) > 2 else 1
        size += dilation * (kernel - 1) * jump
        jump *= stride
    return size, jump

# %% back_recursion_one_too_many
# fault: going backwards it takes size * stride + (kernel - 1) * dilation instead of (size - 1) * stride + (kernel - 1) * dilation + 1: too large by stride - 1 a layer
# names: no_step_back_by_one
def receptive_field(layers):
    if layers == []:
        return (1, 1)
    k, s, d = (list(layers[0]) + [1])[:3]
    size, jump = receptive_field(layers[1:])
    return (size * s + d * (k - 1), jump * s)

# %% numbers_outside_the_function
# fault: size and jump are set to 1 once, outside the function: the first call is right, every later call goes on from the result of the one before
# names: goes_on_from_call_to_call
size = 1
jump = 1


def receptive_field(layers):
    global size, jump
    for layer in layers:
        kernel, stride, dilation = layer if len(layer) == 3 else (layer[0], layer[1], 1)
        size += dilation * (kernel - 1) * jump
        jump *= stride
    return size, jump

# %% pooling_doubles_the_view
# fault: takes a layer with kernel equal to stride for a pooling and multiplies the size by its stride instead of adding (kernel - 1) * jump
# names: pooling_multiplies_size
def receptive_field(layers):
    sees, apart = 1, 1
    for layer in layers:
        kernel, stride = layer[0], layer[1]
        dilation = 1
        if len(layer) == 3:
            dilation = layer[2]
        if kernel == stride and dilation == 1:
            sees = sees * stride
        else:
            sees = sees + (kernel - 1) * dilation * apart
        apart = apart * stride
    return sees, apart

# %% last_stride_is_the_jump
# fault: two faults: (1) the jump is the stride of the last layer and not the product of all strides; (2) the dilation is ignored
# names: jump_is_last_stride_throughout + dilation_ignored, jump_is_last_stride + dilation_ignored
# hints: stride_before_alone
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride, *rest in layers:
        field += (kernel - 1) * step
        step = stride
    return field, step

# %% two_neighbours_traced_back
# right
def receptive_field(layers):
    def reach(output):
        lo = hi = output
        for layer in layers[::-1]:
            k, s = layer[:2]
            d = dict(enumerate(layer)).get(2, 1)
            lo, hi = lo * s, hi * s + d * (k - 1)
        return lo, hi

    (first, last), (neighbour, _) = reach(0), reach(1)
    return last + 1 - first, neighbour - first
