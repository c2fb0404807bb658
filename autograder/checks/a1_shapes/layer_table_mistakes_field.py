"""Mistakes of a1.layer_table: in the receptive field."""

from autograder.checks.a1_shapes.tables import changed, layer_kind


def with_fields_of(right, input_shape, layers, other):
    """The right table, with the receptive fields of a network with other layers."""
    fields = (row["receptive_field"] for row in right(input_shape, other))
    return changed(right(input_shape, layers), receptive_field=lambda row: next(fields))


def pools_left_out_of_field(right, input_shape, layers):
    """Your receptive field leaves the pooling layers out. A pooling window widens the field, and its stride
    widens what follows, as in a convolution."""
    other = [("pool", 1, 1) if layer[0] == "pool" else layer for layer in layers]
    return with_fields_of(right, input_shape, layers, other)


def pool_strides_left_out_of_field(right, input_shape, layers):
    """Your receptive field leaves the strides of the pooling layers out. After a pooling with stride 2,
    every step counts twice."""
    other = [(*layer[:2], 1) if layer[0] == "pool" else layer for layer in layers]
    return with_fields_of(right, input_shape, layers, other)


def jump_forgotten(right, input_shape, layers):
    """Your receptive field adds kernel - 1 for every layer. After a stride, each step counts as many inputs
    as the jump so far."""
    other = [(*layer[:3], 1, layer[4]) if layer[0] == "conv" else layer for layer in layers]
    other = [(*layer[:2], 1) if layer[0] == "pool" else layer for layer in other]
    return with_fields_of(right, input_shape, layers, other)


def field_goes_on(right, input_shape, layers):
    """Your table gives a receptive field from flatten on. There all numbers stand in one row and have no
    place in an image any more: the field is None."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return last[0]

    return changed(right(input_shape, layers), receptive_field=field)


def field_of_layer_alone(right, input_shape, layers):
    """Your receptive field is each layer's own kernel. Asked for is what a value sees of the network's
    input."""
    kernels = iter([layer[2 if layer[0] == "conv" else 1 :] for layer in layers])

    def field(row):
        own = next(kernels)
        return row["receptive_field"] and (own[0] if own else 1)

    return changed(right(input_shape, layers), receptive_field=field)


def field_with_jump(right, input_shape, layers):
    """Your receptive field is the pair (size, jump). Asked for is the size alone."""
    jump, jumps = 1, []
    for layer in layers:
        jump *= {"conv": layer[3:4], "pool": layer[2:3]}.get(layer[0], (1,))[0]
        jumps.append(jump)
    each = iter(jumps)

    def field(row):
        jump = next(each)
        return row["receptive_field"] and (row["receptive_field"], jump)

    return changed(right(input_shape, layers), receptive_field=field)


def field_of_relu_after_flatten(right, input_shape, layers):
    """Your table gives a receptive field for the ReLUs after flatten. From flatten on it is None in every
    row."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return last[0] if layer_kind(row) == "relu" else row["receptive_field"]

    return changed(right(input_shape, layers), receptive_field=field)


def field_of_flatten(right, input_shape, layers):
    """Your table gives a receptive field for flatten. It is None from flatten on, in its own row too."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return last[0] if layer_kind(row) == "flatten" else row["receptive_field"]

    return changed(right(input_shape, layers), receptive_field=field)


def field_zero_after_flatten(right, input_shape, layers):
    """Your table gives the receptive field 0 from flatten on. It is None there."""
    return changed(right(input_shape, layers), receptive_field=lambda row: row["receptive_field"] or 0)


def field_with_own_stride(right, input_shape, layers):
    """Your receptive field multiplies the jump by a layer's stride before it adds that layer's kernel - 1
    steps. The steps are taken on the layer's input, where its own stride has no effect yet."""
    size, jump, fields = 1, 1, []
    for layer in layers:
        kernel, stride = {"conv": layer[2:4], "pool": layer[1:3]}.get(layer[0], (1, 1))
        jump *= stride
        size += (kernel - 1) * jump
        fields.append(size)
    each = iter(fields)

    def field(row):
        size = next(each)
        return row["receptive_field"] and size

    return changed(right(input_shape, layers), receptive_field=field)


def field_of_windows_alone(right, input_shape, layers):
    """Your table gives a receptive field to convolutions and poolings alone. A ReLU sees what its input
    sees."""
    return changed(
        right(input_shape, layers),
        receptive_field=lambda row: row["receptive_field"] if layer_kind(row) in ("conv", "pool") else None,
    )


def fields_by(right, input_shape, layers, step):
    """The right table, with receptive fields that grow in another way. step: size and jump after a layer,
    from those before it, its kernel and its stride."""
    size, jump, fields = 1, 1, []
    for layer in layers:
        kernel, stride = {"conv": layer[2:4], "pool": layer[1:3]}.get(layer[0], (None, None))
        size, jump = step(size, jump, kernel, stride) if kernel else (size, jump)
        fields.append(size)
    each = iter(fields)

    def field(row):
        size = next(each)
        return row["receptive_field"] and size

    return changed(right(input_shape, layers), receptive_field=field)


def field_adds_whole_kernel(right, input_shape, layers):
    """Your receptive field adds the whole kernel for every layer. The first input of a window is there
    already: a layer adds kernel - 1 steps."""
    return fields_by(right, input_shape, layers, lambda size, jump, k, s: (size + k * jump, jump * s))


def field_one_too_small(right, input_shape, layers):
    """Your receptive field is one too small: before the first layer a value sees one input, itself."""
    return changed(
        right(input_shape, layers),
        receptive_field=lambda row: row["receptive_field"] and row["receptive_field"] - 1,
    )


def field_with_last_stride(right, input_shape, layers):
    """Your receptive field multiplies a layer's steps by the stride of the window before it alone. The
    strides of all layers before it multiply."""
    return fields_by(right, input_shape, layers, lambda size, jump, k, s: (size + (k - 1) * jump, s))


def field_with_own_stride_alone(right, input_shape, layers):
    """Your receptive field multiplies a layer's steps by its own stride. A step counts as many inputs as all
    strides before this layer multiplied."""
    return fields_by(right, input_shape, layers, lambda size, jump, k, s: (size + (k - 1) * s, jump))


def field_with_strides_added(right, input_shape, layers):
    """Your receptive field adds the strides to the jump. A stride works on values that are already apart, so
    strides multiply."""
    return fields_by(right, input_shape, layers, lambda size, jump, k, s: (size + (k - 1) * jump, jump + s))


def field_with_stride_steps_added(right, input_shape, layers):
    """Your receptive field lets the jump grow by stride - 1. A stride works on values that are already apart,
    so strides multiply."""
    return fields_by(
        right, input_shape, layers, lambda size, jump, k, s: (size + (k - 1) * jump, jump + s - 1)
    )


def field_times_stride(right, input_shape, layers):
    """Your receptive field goes from the input to the output with the rule for the other way: less one, times
    the stride, and the kernel. From the input on, a layer adds kernel - 1 steps, each as long as the jump."""
    return fields_by(right, input_shape, layers, lambda size, jump, k, s: ((size - 1) * s + k, jump))


def field_adds_kernels(right, input_shape, layers):
    """Your receptive field adds the kernels up. A layer adds kernel - 1 steps, and each counts as many inputs
    as the jump so far."""
    return fields_by(right, input_shape, layers, lambda size, jump, k, s: (size + k, jump))


def pools_multiply_field(right, input_shape, layers):
    """Your receptive field is multiplied by the stride where a layer's kernel is equal to its stride. Such a
    layer is a layer as others: it adds kernel - 1 steps."""
    return fields_by(
        right,
        input_shape,
        layers,
        lambda size, jump, k, s: (size * s if k == s else size + (k - 1) * jump, jump * s),
    )


def convolutions_left_out_of_field(right, input_shape, layers):
    """Your receptive field leaves the convolutions out. It grows with all windows, those of convolutions and
    those of poolings."""
    other = [("conv", layer[1], 1, 1, 0) if layer[0] == "conv" else layer for layer in layers]
    return with_fields_of(right, input_shape, layers, other)


def conv_strides_left_out_of_field(right, input_shape, layers):
    """Your receptive field leaves the strides of the convolutions out. After a convolution with stride 2,
    every step counts twice."""
    other = [(*layer[:3], 1, layer[4]) if layer[0] == "conv" else layer for layer in layers]
    return with_fields_of(right, input_shape, layers, other)


def pool_windows_left_out_of_field(right, input_shape, layers):
    """Your receptive field does not grow with the poolings, though their strides are in the jump. A pooling
    window adds its kernel - 1 steps too."""
    other = [("pool", 1, layer[2]) if layer[0] == "pool" else layer for layer in layers]
    return with_fields_of(right, input_shape, layers, other)


def field_before_the_layer(right, input_shape, layers):
    """Your table gives the receptive field before each layer. Asked for is the field after it: the layer's
    own window counts."""
    fields = [1, *(row["receptive_field"] for row in right(input_shape, layers))]
    each = iter(fields)

    def field(row):
        before = next(each)
        return row["receptive_field"] and before

    return changed(right(input_shape, layers), receptive_field=field)


def field_before_every_row(right, input_shape, layers):
    """Your table gives the receptive field before each layer, in the row of flatten too. Asked for is the
    field after it, and from flatten on None."""
    each = iter([1, *(row["receptive_field"] for row in right(input_shape, layers))])
    return changed(right(input_shape, layers), receptive_field=lambda row: next(each))


def field_of_the_whole_network(right, input_shape, layers):
    """Your table gives the receptive field of all windows in every row. Asked for is that of the windows up
    to the layer."""
    rows = right(input_shape, layers)
    last = max((row["receptive_field"] or 1 for row in rows), default=1)
    return changed(rows, receptive_field=lambda row: row["receptive_field"] and last)


def jump_in_place_of_field(right, input_shape, layers):
    """Your table gives the jump. Asked for is the size of the receptive field, the first of the two
    numbers."""
    jump, jumps = 1, []
    for layer in layers:
        jump *= {"conv": layer[3:4], "pool": layer[2:3]}.get(layer[0], (1,))[0]
        jumps.append(jump)
    each = iter(jumps)

    def field(row):
        jump = next(each)
        return row["receptive_field"] and jump

    return changed(right(input_shape, layers), receptive_field=field)


def field_none_in_linear_rows_alone(right, input_shape, layers):
    """Your table gives None for linear layers alone. It is None from flatten on, in the rows of flatten and
    of ReLUs too."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return None if layer_kind(row) == "linear" else last[0]

    return changed(right(input_shape, layers), receptive_field=field)


def field_none_in_row_of_flatten_alone(right, input_shape, layers):
    """Your table gives None for flatten alone, and goes on with a receptive field after it. It is None in
    every row from flatten on."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return None if layer_kind(row) == "flatten" else last[0]

    return changed(right(input_shape, layers), receptive_field=field)


def field_of_linear_layers(right, input_shape, layers):
    """Your table gives a receptive field for linear layers. It is None from flatten on."""
    last = [1]

    def field(row):
        last[0] = row["receptive_field"] or last[0]
        return last[0] if layer_kind(row) == "linear" else row["receptive_field"]

    return changed(right(input_shape, layers), receptive_field=field)


def field_one_after_flatten(right, input_shape, layers):
    """Your table gives the receptive field 1 from flatten on. It is None there."""
    return changed(right(input_shape, layers), receptive_field=lambda row: row["receptive_field"] or 1)


def field_is_image_after_flatten(right, input_shape, layers):
    """Your table gives the height of the image as the receptive field from flatten on. It is None there."""
    return changed(
        right(input_shape, layers), receptive_field=lambda row: row["receptive_field"] or input_shape[1]
    )


def field_none_in_words(right, input_shape, layers):
    """Your table has the text "None" from flatten on. The value is None, without quotes."""
    return changed(right(input_shape, layers), receptive_field=lambda row: row["receptive_field"] or "None")


def field_empty_text_after_flatten(right, input_shape, layers):
    """Your table has an empty text as the receptive field from flatten on. It is None there."""
    return changed(right(input_shape, layers), receptive_field=lambda row: row["receptive_field"] or "")


def field_of_relu_is_one(right, input_shape, layers):
    """Your ReLUs have the receptive field 1. A ReLU has that of the layer before it."""
    return changed(
        right(input_shape, layers),
        receptive_field=lambda row: (
            row["receptive_field"] and (row["receptive_field"], 1)[layer_kind(row) == "relu"]
        ),
    )


def field_of_relu_is_zero(right, input_shape, layers):
    """Your ReLUs have the receptive field 0 before flatten. A ReLU has that of the layer before it."""
    return changed(
        right(input_shape, layers),
        receptive_field=lambda row: (
            row["receptive_field"] and (row["receptive_field"], 0)[layer_kind(row) == "relu"]
        ),
    )


def field_of_convolutions_alone(right, input_shape, layers):
    """Your table gives a receptive field to convolutions alone. A pooling has one of its own, and a ReLU that
    of the layer before it."""
    return changed(
        right(input_shape, layers),
        receptive_field=lambda row: row["receptive_field"] if layer_kind(row) == "conv" else None,
    )


def field_not_whole(right, input_shape, layers):
    """Your receptive field is a float. It is a whole number."""
    return changed(
        right(input_shape, layers),
        receptive_field=lambda row: row["receptive_field"] and float(row["receptive_field"]),
    )


def field_squared(right, input_shape, layers):
    """Your receptive field is an area. It is given along one axis."""
    return changed(
        right(input_shape, layers),
        receptive_field=lambda row: row["receptive_field"] and row["receptive_field"] ** 2,
    )


def field_in_a_pair(right, input_shape, layers):
    """Your receptive field is a pair, for height and width. It is one number, along one axis."""
    return changed(
        right(input_shape, layers),
        receptive_field=lambda row: (
            row["receptive_field"] and (row["receptive_field"], row["receptive_field"])
        ),
    )


FIELD_MISTAKES = (
    pools_left_out_of_field,
    pool_strides_left_out_of_field,
    jump_forgotten,
    field_goes_on,
    field_of_layer_alone,
    field_with_jump,
    field_of_relu_after_flatten,
    field_of_flatten,
    field_zero_after_flatten,
    field_with_own_stride,
    field_of_windows_alone,
    field_adds_whole_kernel,
    field_one_too_small,
    field_with_last_stride,
    field_with_own_stride_alone,
    field_with_strides_added,
    field_with_stride_steps_added,
    field_times_stride,
    field_adds_kernels,
    pools_multiply_field,
    convolutions_left_out_of_field,
    conv_strides_left_out_of_field,
    pool_windows_left_out_of_field,
    field_before_the_layer,
    field_before_every_row,
    field_of_the_whole_network,
    jump_in_place_of_field,
    field_none_in_linear_rows_alone,
    field_none_in_row_of_flatten_alone,
    field_of_linear_layers,
    field_one_after_flatten,
    field_is_image_after_flatten,
    field_none_in_words,
    field_empty_text_after_flatten,
    field_of_relu_is_one,
    field_of_relu_is_zero,
    field_of_convolutions_alone,
    field_not_whole,
    field_squared,
    field_in_a_pair,
)
