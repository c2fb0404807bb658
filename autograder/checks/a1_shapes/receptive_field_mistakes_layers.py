"""Mistakes of a1.receptive_field: in how the layers are read."""

from autograder.checks.a1_shapes.nets import full


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
    return right([half for k, s, d in full(layers) for half in [(k, s, d), (1, d, 1)]])


def read_backwards(right, layers):
    """Your function takes the layers in the reverse order. They are given from input to output."""
    return right(layers[::-1])


def stride_of_dilated_left_out(right, layers):
    """Your function leaves the stride of a dilated layer out of the jump. A layer with a dilation has its
    stride as others have."""
    return right([(layer[0], 1, layer[2]) if len(layer) == 3 else layer for layer in layers])


def dilated_layers_left_out(right, layers):
    """Your function leaves out the layers that have a dilation. They count as others, with more inputs
    between their weights."""
    return right([layer for layer in layers if len(layer) == 2])


def undilated_layers_left_out(right, layers):
    """Your function takes the layers with a dilation alone. One that gives none has dilation 1 and counts as
    well."""
    return right([layer for layer in layers if len(layer) == 3])


def dilation_zero_by_default(right, layers):
    """Your function takes the dilation for 0 where a layer gives none, so that the layer adds nothing. It is
    1 then."""
    return right([(1, layer[1]) if len(layer) == 2 else layer for layer in layers])


def stride_taken_for_dilation(right, layers):
    """Your function takes the last number of a layer for its dilation. In a layer of two numbers that is the
    stride, and the dilation is 1."""
    return right([(*layer[:2], layer[-1]) for layer in layers])


def dilation_taken_for_stride(right, layers):
    """Your function takes the last number of a layer for its stride. In a layer of three numbers that is the
    dilation."""
    return right([(layer[0], layer[-1], *layer[2:]) for layer in layers])


def dilation_in_place_of_stride(right, layers):
    """Your function takes the last number of a layer for its stride and knows no dilation. A layer of three
    numbers is (kernel, stride, dilation)."""
    return right([(layer[0], layer[-1]) for layer in layers])


def stride_read_before_kernel(right, layers):
    """Your function reads a layer as (stride, kernel). The kernel comes first."""
    return right([(layer[1], layer[0], *layer[2:]) for layer in layers])


def last_dilation_for_all(right, layers):
    """Your function uses the dilation of the last layer for all. Each layer has its own, and one that gives
    none has dilation 1."""
    dilation = layers[-1][2] if layers and len(layers[-1]) == 3 else 1
    return right([(*layer[:2], dilation) for layer in layers])


def dilation_once_for_all_steps(right, layers):
    """Your function adds the dilation to a layer's steps: kernel - 1 + dilation - 1 inputs. There is a gap
    between every two neighbouring weights, and each step counts as many inputs as the jump so far."""
    size, jump = 1, 1
    for kernel, stride, dilation in full(layers):
        size += (kernel - 1) * jump + dilation - 1
        jump *= stride
    return size, jump


def dilation_multiplies_size(right, layers):
    """Your size is multiplied by the dilation of each layer. Dilation multiplies the steps that the layer
    adds, and not what is there before."""
    size, jump = 1, 1
    for kernel, stride, dilation in full(layers):
        size = (size + (kernel - 1) * jump) * dilation
        jump *= stride
    return size, jump


def first_layer_says_whether_dilated(right, layers):
    """Your function looks at the first layer to see whether all have a dilation. Each layer may have one or
    none, whatever the first has."""
    if layers and len(layers[0]) == 3 and any(len(layer) == 2 for layer in layers):
        raise ValueError("not enough values to unpack (expected 3, got 2)")
    return right(layers if layers and len(layers[0]) == 3 else [layer[:2] for layer in layers])


def first_layer_says_where_dilation_is(right, layers):
    """Your function looks at the first layer to see whether all have a dilation, and then looks it up in
    each. A layer may have one or none, whatever the first has."""
    if layers and len(layers[0]) == 3 and any(len(layer) == 2 for layer in layers):
        raise IndexError("tuple index out of range")
    return right(layers if layers and len(layers[0]) == 3 else [layer[:2] for layer in layers])


def dilation_left_in_its_list(right, layers):
    """Your function computes with a list that holds the dilation, as *rest makes one. Take the number out of
    it."""
    if any(len(layer) == 3 for layer in layers):
        raise TypeError("unsupported operand type(s) for +=: 'int' and 'list'")
    return right(layers)


def dilation_left_in_its_tuple(right, layers):
    """Your function computes with a tuple that holds the dilation, as layer[2:] is one. Take the number out
    of it."""
    if any(len(layer) == 3 for layer in layers):
        raise TypeError("unsupported operand type(s) for +=: 'int' and 'tuple'")
    return right(layers)


def dilation_taken_out_of_nothing(right, layers):
    """Your function takes a dilation out of what follows the stride, also where nothing follows. A layer
    without dilation has two numbers."""
    if any(len(layer) == 2 for layer in layers):
        raise IndexError("list index out of range")
    return right(layers)


def empty_list_gives_zeros(right, layers):
    """Your function returns (0, 0) for an empty list. Where there are no layers an output is an input: it
    sees itself, and its neighbour is 1 away."""
    return right(layers) if layers else (0, 0)


def empty_list_gives_jump_zero(right, layers):
    """Your function returns (1, 0) for an empty list. Where there are no layers an output is an input, and
    its neighbour is 1 away."""
    return right(layers) if layers else (1, 0)


def empty_list_gives_size_zero(right, layers):
    """Your function returns (0, 1) for an empty list. Where there are no layers an output is an input, and
    sees itself."""
    return right(layers) if layers else (0, 1)


def empty_list_gives_none(right, layers):
    """Your function returns None for an empty list. Where there are no layers an output is an input: it sees
    itself, and its neighbour is 1 away."""
    return right(layers) if layers else None


def empty_list_not_unpacked(right, layers):
    """Your function takes the columns out of the layers at once, and an empty list has none. An empty list
    gives (1, 1)."""
    if not layers:
        raise ValueError("not enough values to unpack (expected 2, got 0)")
    return right(layers)


def empty_list_refused_by_choice(right, layers):
    """Your function refuses an empty list. An empty list gives (1, 1)."""
    if not layers:
        raise ValueError("no layers")
    return right(layers)


def layers_reversed_in_place(right, layers):
    """Your function turns the list around that it is given. Whoever called you still needs it as it was:
    reversed and [::-1] leave it alone."""
    answer = right(list(layers))
    layers.reverse()
    return answer


def layers_filled_up_in_place(right, layers):
    """Your function writes the missing dilations into the list that it is given. Whoever called you still
    needs it as it was: make a new list."""
    answer = right(list(layers))
    layers[:] = full(layers)
    return answer


def one_gap_more(right, layers):
    """Your function leaves as many inputs out between two weights as the dilation says, one also where a layer gives
    none. It is the distance between them: dilation 1 leaves nothing out."""
    return right([(kernel, stride, dilation + 1) for kernel, stride, dilation in full(layers)])


def kept_dilations(layers):
    """The layers, each without a dilation with that of the layer before; None where there is none to keep."""
    kept, dilation = [], None
    for layer in layers:
        dilation = layer[2] if len(layer) == 3 else dilation
        kept.append((*layer[:2], dilation))
    return None if any(layer[2] is None for layer in kept) else kept


def dilation_never_set(right, layers):
    """Your function sets the dilation only where a layer gives one. A layer of two numbers has dilation 1."""
    kept = kept_dilations(layers)
    if kept is None:
        raise UnboundLocalError(
            "cannot access local variable 'dilation' where it is not associated with a value"
        )
    return right(kept)


def d_never_set(right, layers):
    """Your function sets d only where a layer gives a dilation. A layer of two numbers has dilation 1."""
    kept = kept_dilations(layers)
    if kept is None:
        raise UnboundLocalError("cannot access local variable 'd' where it is not associated with a value")
    return right(kept)


LAYER_READING_MISTAKES = (
    dilation_refused,
    dilation_demanded,
    dilation_looked_up,
    empty_list_refused,
    first_dilation_left_out,
    dilation_goes_on,
    dilation_counts_the_gap,
    dilation_added_once,
    dilation_read_before_stride,
    dilation_ignored,
    dilation_times_kernel,
    dilation_in_jump,
    read_backwards,
    stride_of_dilated_left_out,
    dilated_layers_left_out,
    undilated_layers_left_out,
    dilation_zero_by_default,
    stride_taken_for_dilation,
    dilation_taken_for_stride,
    dilation_in_place_of_stride,
    stride_read_before_kernel,
    last_dilation_for_all,
    dilation_once_for_all_steps,
    dilation_multiplies_size,
    first_layer_says_whether_dilated,
    first_layer_says_where_dilation_is,
    dilation_left_in_its_list,
    dilation_left_in_its_tuple,
    dilation_taken_out_of_nothing,
    empty_list_gives_zeros,
    empty_list_gives_jump_zero,
    empty_list_gives_size_zero,
    empty_list_gives_none,
    empty_list_not_unpacked,
    empty_list_refused_by_choice,
    layers_reversed_in_place,
    layers_filled_up_in_place,
    one_gap_more,
    dilation_never_set,
    d_never_set,
)
