"""Mistakes of a1.layer_table: in how the layers change the shape."""

import math


def height_twice(right, input_shape, layers):
    """Your table takes the input's height as its width too. An image need not be square."""
    channels, height, _ = input_shape
    return right((channels, height, height), layers)


def pool_stride_is_its_window(right, input_shape, layers):
    """Your pooling steps by its window. The layer says its own stride: ("pool", kernel, stride)."""
    return right(input_shape, [(*layer[:2], layer[1]) if layer[0] == "pool" else layer for layer in layers])


def padding_ignored(right, input_shape, layers):
    """Your sizes leave the padding out. It is added at both ends of height and width."""
    return right(input_shape, [(*layer[:4], 0) if layer[0] == "conv" else layer for layer in layers])


def layer_by_layer(right, input_shape, layers, entering):
    """The right table of layers that meet another input: `entering(shape, layer)` gives shape and layer."""
    shape, rows = tuple(input_shape), []
    for whole, layer in zip(right(input_shape, layers), layers, strict=True):
        new = right(*entering(shape, layer))[0]
        rows.append({**new, "name": whole["name"], "receptive_field": whole["receptive_field"]})
        shape = new["shape"]
    return rows


def pools_rounded_up(right, input_shape, layers):
    """Your pooled sizes are rounded up. A window that sticks out is not a position: round down, as for a
    convolution."""

    def entering(shape, layer):
        spare = layer[2] - 1 if layer[0] == "pool" else 0
        return (shape[0], *(n + spare for n in shape[1:])), [layer]

    return layer_by_layer(right, input_shape, layers, entering)


def padding_on_one_side(right, input_shape, layers):
    """Your sizes add the padding once. It is added at both ends of height and width."""

    def entering(shape, layer):
        if layer[0] != "conv":
            return shape, [layer]
        return (shape[0], *(n + layer[4] for n in shape[1:])), [(*layer[:4], 0)]

    return layer_by_layer(right, input_shape, layers, entering)


def strides_ignored(right, input_shape, layers):
    """Your sizes leave the strides out. With a stride there are fewer positions."""

    def entering(shape, layer):
        one_step = {"conv": (*layer[:3], 1, *layer[4:]), "pool": (*layer[:2], 1)}
        return shape, [one_step.get(layer[0], layer)]

    return layer_by_layer(right, input_shape, layers, entering)


def height_taken_for_width(right, input_shape, layers):
    """Your convolutions and poolings compute the height and take it for the width too. An image need not be
    square."""

    def entering(shape, layer):
        square = layer[0] in ("conv", "pool")
        return (shape[0], shape[1], shape[1]) if square else shape, [layer]

    return layer_by_layer(right, input_shape, layers, entering)


def width_taken_for_height(right, input_shape, layers):
    """Your convolutions and poolings compute the width and take it for the height too. An image need not be
    square."""

    def entering(shape, layer):
        square = layer[0] in ("conv", "pool")
        return (shape[0], shape[2], shape[2]) if square else shape, [layer]

    return layer_by_layer(right, input_shape, layers, entering)


def flatten_leaves_the_shape(right, input_shape, layers):
    """Your table gives flatten the shape before it. (C, H, W) becomes (C * H * W,), all numbers in one
    row."""
    rows, before, table = right(input_shape, layers), tuple(input_shape), []
    for row, layer in zip(rows, layers, strict=True):
        table.append({**row, "shape": before} if layer[0] == "flatten" else row)
        before = row["shape"]
    return table


def sized(right, input_shape, layers, size):
    """The table of a network whose windows have another number of positions, and the right names and
    receptive fields. size: positions from the layer's kind, what it slides over, kernel, stride and
    padding."""
    shape, rows = tuple(input_shape), []
    for row, (kind, *numbers) in zip(right(input_shape, layers), layers, strict=True):
        before, parameters, work = shape, 0, 0
        if kind in ("conv", "pool"):
            kernel, stride, padding = numbers[-3:] if kind == "conv" else (*numbers, 0)
            sides = [size(kind, n, kernel, stride, padding) for n in before[1:]]
            shape = (numbers[0] if kind == "conv" else before[0], *sides)
        if kind == "conv":
            weights = shape[0] * before[0] * kernel * kernel
            parameters, work = weights + shape[0], weights * shape[1] * shape[2]
        elif kind == "flatten":
            shape = (math.prod(before),)
        elif kind == "linear":
            shape = (numbers[0],)
            parameters, work = (before[0] + 1) * numbers[0], before[0] * numbers[0]
        rows.append({**row, "shape": shape, "parameters": parameters, "multiply_adds": work})
    return rows


def positions(kind, n, kernel, stride, padding):
    """The right number of positions, below 1 where the window is too large."""
    return (n + 2 * padding - kernel) // stride + 1


def pools_divide_by_stride(right, input_shape, layers):
    """Your pooled sizes are the input's divided by the stride, whatever the window is. A window larger than
    its stride has fewer positions."""
    return sized(
        right,
        input_shape,
        layers,
        lambda kind, n, k, s, p: n // s if kind == "pool" else positions(kind, n, k, s, p),
    )


def pools_divide_by_window(right, input_shape, layers):
    """Your pooled sizes are the input's divided by the window, whatever the stride is. The layer says its own
    stride: count the positions of the window."""
    return sized(
        right,
        input_shape,
        layers,
        lambda kind, n, k, s, p: n // k if kind == "pool" else positions(kind, n, k, s, p),
    )


def pools_halve(right, input_shape, layers):
    """Your pooled sizes are half of the input's, whatever the layer says. It gives its window and its
    stride."""
    return sized(
        right,
        input_shape,
        layers,
        lambda kind, n, k, s, p: n // 2 if kind == "pool" else positions(kind, n, k, s, p),
    )


def sizes_divided_by_stride(right, input_shape, layers):
    """Your sizes are the input's divided by the stride. A window has fewer positions than that where it is
    larger than its stride, and padding adds some."""
    return sized(right, input_shape, layers, lambda kind, n, k, s, p: n // s)


def convs_divide_by_stride(right, input_shape, layers):
    """Your convolutions divide the input's size by the stride. Kernel and padding count as well."""
    return sized(
        right,
        input_shape,
        layers,
        lambda kind, n, k, s, p: n // s if kind == "conv" else positions(kind, n, k, s, p),
    )


def no_plus_one(right, input_shape, layers):
    """Your sizes are one too small: the window's first position counts as well."""
    return sized(right, input_shape, layers, lambda kind, n, k, s, p: positions(kind, n, k, s, p) - 1)


def no_plus_one_in_pools(right, input_shape, layers):
    """Your pooled sizes are one too small: the window's first position counts as well."""
    return sized(
        right, input_shape, layers, lambda kind, n, k, s, p: positions(kind, n, k, s, p) - (kind == "pool")
    )


def no_plus_one_in_convs(right, input_shape, layers):
    """Your convolutions make sizes that are one too small: the kernel's first position counts as well."""
    return sized(
        right, input_shape, layers, lambda kind, n, k, s, p: positions(kind, n, k, s, p) - (kind == "conv")
    )


def one_added_before_division(right, input_shape, layers):
    """Your sizes add the 1 before they divide by the stride. The first position is added to the steps:
    divide, round down, and then add 1."""
    return sized(right, input_shape, layers, lambda kind, n, k, s, p: (n + 2 * p - k + 1) // s)


def sizes_rounded_up(right, input_shape, layers):
    """Your sizes are rounded up. A window that sticks out is not a position: round down."""
    return sized(right, input_shape, layers, lambda kind, n, k, s, p: -((k - n - 2 * p) // s) + 1)


def convs_rounded_up(right, input_shape, layers):
    """Your convolutions round their sizes up. A window that sticks out is not a position: round down."""
    return sized(
        right,
        input_shape,
        layers,
        lambda kind, n, k, s, p: (
            -((k - n - 2 * p) // s) + 1 if kind == "conv" else positions(kind, n, k, s, p)
        ),
    )


def sizes_rounded(right, input_shape, layers):
    """Your sizes are rounded to the nearest number. A window that sticks out is not a position: round
    down."""
    return sized(right, input_shape, layers, lambda kind, n, k, s, p: round((n + 2 * p - k) / s) + 1)


def sizes_not_whole(right, input_shape, layers):
    """Your sizes are floats, with what a division leaves over. // divides and rounds down."""
    return sized(right, input_shape, layers, lambda kind, n, k, s, p: (n + 2 * p - k) / s + 1)


def kernel_left_out_of_sizes(right, input_shape, layers):
    """Your sizes leave the kernel out. A window has fewer positions than there are values, by the kernel less
    one."""
    return sized(right, input_shape, layers, lambda kind, n, k, s, p: (n + 2 * p - 1) // s + 1)


def pools_padded(right, input_shape, layers):
    """Your poolings are padded by half of their window. They have no padding."""
    return sized(
        right,
        input_shape,
        layers,
        lambda kind, n, k, s, p: (
            positions(kind, n, k, s, k // 2) if kind == "pool" else positions(kind, n, k, s, p)
        ),
    )


def pool_stride_read_first(right, input_shape, layers):
    """Your function reads a pooling as ("pool", stride, kernel). The kernel comes first."""
    return right(input_shape, [("pool", *layer[:0:-1]) if layer[0] == "pool" else layer for layer in layers])


def conv_padding_read_before_stride(right, input_shape, layers):
    """Your function reads the padding of a convolution as its stride. The order is ("conv", channels, kernel,
    stride, padding)."""
    if any(layer[0] == "conv" and not layer[4] for layer in layers):
        raise ZeroDivisionError("integer division or modulo by zero")
    swapped = [(*layer[:3], layer[4], layer[3]) if layer[0] == "conv" else layer for layer in layers]
    return right(input_shape, swapped)


def conv_kernel_read_first(right, input_shape, layers):
    """Your function reads a convolution as ("conv", kernel, channels, stride, padding). The channels come
    first."""
    swapped = [("conv", layer[2], layer[1], *layer[3:]) if layer[0] == "conv" else layer for layer in layers]
    return sized(right, input_shape, swapped, positions)


def step_by_step(right, input_shape, layers, after):
    """The right rows of layers one by one, changed on the way. after: the row from the shape before it, the
    layer and the right row."""
    shape, rows = tuple(input_shape), []
    for whole, layer in zip(right(input_shape, layers), layers, strict=True):
        new = after(shape, layer, right(shape, [layer])[0])
        rows.append({**new, "name": whole["name"], "receptive_field": whole["receptive_field"]})
        shape = new["shape"]
    return rows


def channels_stay(right, input_shape, layers):
    """Your convolutions leave the channels as they are. A convolution makes one for every filter."""

    def after(shape, layer, row):
        return {**row, "shape": (shape[0], *row["shape"][1:])} if layer[0] == "conv" else row

    return step_by_step(right, input_shape, layers, after)


def flatten_without_channels(right, input_shape, layers):
    """Your flatten multiplies height and width. (C, H, W) becomes (C * H * W,): the channels count as
    well."""

    def after(shape, layer, row):
        return {**row, "shape": (math.prod(shape[1:]),)} if layer[0] == "flatten" else row

    return step_by_step(right, input_shape, layers, after)


def flatten_adds(right, input_shape, layers):
    """Your flatten adds channels, height and width. (C, H, W) becomes (C * H * W,)."""

    def after(shape, layer, row):
        return {**row, "shape": (sum(shape),)} if layer[0] == "flatten" else row

    return step_by_step(right, input_shape, layers, after)


def flatten_does_nothing(right, input_shape, layers):
    """Your flatten leaves the shape as it is, and the linear layer after it counts its channels as inputs.
    (C, H, W) becomes (C * H * W,), all numbers in one row."""

    def after(shape, layer, row):
        return {**row, "shape": shape} if layer[0] == "flatten" else row

    return step_by_step(right, input_shape, layers, after)


def linear_leaves_the_shape(right, input_shape, layers):
    """Your linear layers leave the shape as it is. After one there are as many values as it says."""

    def after(shape, layer, row):
        return {**row, "shape": shape} if layer[0] == "linear" else row

    return step_by_step(right, input_shape, layers, after)


SIZE_MISTAKES = (
    height_twice,
    pool_stride_is_its_window,
    padding_ignored,
    pools_rounded_up,
    padding_on_one_side,
    strides_ignored,
    height_taken_for_width,
    width_taken_for_height,
    flatten_leaves_the_shape,
    pools_divide_by_stride,
    pools_divide_by_window,
    pools_halve,
    sizes_divided_by_stride,
    convs_divide_by_stride,
    no_plus_one,
    no_plus_one_in_pools,
    no_plus_one_in_convs,
    one_added_before_division,
    sizes_rounded_up,
    convs_rounded_up,
    sizes_rounded,
    sizes_not_whole,
    kernel_left_out_of_sizes,
    pools_padded,
    pool_stride_read_first,
    conv_padding_read_before_stride,
    conv_kernel_read_first,
    channels_stay,
    flatten_without_channels,
    flatten_adds,
    flatten_does_nothing,
    linear_leaves_the_shape,
)
