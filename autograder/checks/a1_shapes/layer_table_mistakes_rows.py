"""Mistakes of a1.layer_table: in the rows, their names and the form of their shapes."""

from autograder.checks.a1_shapes.tables import changed, layer_kind


def numbered_from_zero(right, input_shape, layers):
    """Your names count from 0. The first convolution is conv1."""
    return changed(
        right(input_shape, layers),
        name=lambda row: f"{layer_kind(row)}{int(row['name'].removeprefix(layer_kind(row)) or 1) - 1}",
    )


def numbered_by_place(right, input_shape, layers):
    """Your names number the layers by their place in the network. Each kind is counted on its own: conv1,
    relu1, pool1, conv2."""
    place = iter(range(1, len(layers) + 1))
    return changed(right(input_shape, layers), name=lambda row: f"{layer_kind(row)}{next(place)}")


def single_ones_not_numbered(right, input_shape, layers):
    """Your names lack the number where there is one layer of a kind. A single one has its number too,
    flatten1."""
    rows = right(input_shape, layers)
    kinds = [layer_kind(row) for row in rows]
    return changed(
        rows, name=lambda row: layer_kind(row) if kinds.count(layer_kind(row)) == 1 else row["name"]
    )


def flatten_not_numbered(right, input_shape, layers):
    """Your flatten lacks its number. A single one has its number too, flatten1."""
    rows = right(input_shape, layers)
    return changed(rows, name=lambda row: "flatten" if layer_kind(row) == "flatten" else row["name"])


def first_not_numbered(right, input_shape, layers):
    """Your names lack the number of the first layer of each kind. The first convolution is conv1."""
    rows = right(input_shape, layers)
    return changed(
        rows, name=lambda row: layer_kind(row) if row["name"] == f"{layer_kind(row)}1" else row["name"]
    )


def relus_left_out(right, input_shape, layers):
    """Your table has no rows for ReLU. Every layer has one."""
    return [row for row in right(input_shape, layers) if layer_kind(row) != "relu"]


def rows_by_name(right, input_shape, layers):
    """Your function returns a dict. The answer is a list with one dict for each layer."""
    return {row["name"]: row for row in right(input_shape, layers)}


def not_numbered(right, input_shape, layers):
    """Your names lack the number: the first convolution is conv1."""
    return changed(right(input_shape, layers), name=layer_kind)


def channels_last(right, input_shape, layers):
    """Your shapes have the channels last. The order is (C, H, W)."""
    return changed(right(input_shape, layers), shape=lambda row: (*row["shape"][1:], row["shape"][0]))


def flat_shape_is_a_number(right, input_shape, layers):
    """Your shape from flatten on is a number. A shape is a tuple, here of one number: (F,)."""
    return changed(
        right(input_shape, layers),
        shape=lambda row: row["shape"] if len(row["shape"]) > 1 else row["shape"][0],
    )


def shapes_before_the_layers(right, input_shape, layers):
    """Your table gives the shape before each layer. Asked for is the shape after it."""
    rows = right(input_shape, layers)
    before = iter([tuple(input_shape), *(row["shape"] for row in rows)])
    return changed(rows, shape=lambda row: next(before))


def one_row_many_times(right, input_shape, layers):
    """All your rows are one dict, changed for every layer and appended again, so that all show the last
    layer. Make a new dict for each row."""
    rows = right(input_shape, layers)
    return [rows[-1]] * len(rows)


def numbers_after(right, input_shape, layers, mark):
    """The right table with a mark between kind and number."""
    return changed(
        right(input_shape, layers),
        name=lambda row: f"{layer_kind(row)}{mark}{row['name'].removeprefix(layer_kind(row))}",
    )


def names_underscored(right, input_shape, layers):
    """Your names have an underscore before the number. The first convolution is conv1."""
    return numbers_after(right, input_shape, layers, "_")


def names_hyphenated(right, input_shape, layers):
    """Your names have a hyphen before the number. The first convolution is conv1."""
    return numbers_after(right, input_shape, layers, "-")


def names_spaced(right, input_shape, layers):
    """Your names have a space before the number. The first convolution is conv1."""
    return numbers_after(right, input_shape, layers, " ")


def names_capitalised(right, input_shape, layers):
    """Your names begin with a capital. They begin with the kind as the layer gives it: conv1."""
    return changed(right(input_shape, layers), name=lambda row: row["name"].capitalize())


def names_in_capitals(right, input_shape, layers):
    """Your names are in capitals. They begin with the kind as the layer gives it: conv1."""
    return changed(right(input_shape, layers), name=lambda row: row["name"].upper())


def linear_called_fc(right, input_shape, layers):
    """Your linear layers are called fc. A name begins with the kind as the layer gives it: linear1."""
    return changed(right(input_shape, layers), name=lambda row: row["name"].replace("linear", "fc"))


def numbered_from_two(right, input_shape, layers):
    """Your names count from 2. The first convolution is conv1."""
    return changed(
        right(input_shape, layers),
        name=lambda row: f"{layer_kind(row)}{int(row['name'].removeprefix(layer_kind(row)) or 1) + 1}",
    )


def numbered_by_place_from_zero(right, input_shape, layers):
    """Your names number the layers by their place in the network, from 0. Each kind is counted on its own,
    from 1: conv1, relu1, pool1, conv2."""
    place = iter(range(len(layers)))
    return changed(right(input_shape, layers), name=lambda row: f"{layer_kind(row)}{next(place)}")


def numbered_by_convolutions(right, input_shape, layers):
    """Your names have the number of convolutions so far. Each kind is counted on its own: pool1 is the first
    pooling."""
    kinds = [layer[0] for layer in layers]
    count = iter([kinds[: place + 1].count("conv") for place in range(len(kinds))])
    return changed(right(input_shape, layers), name=lambda row: f"{layer_kind(row)}{next(count)}")


def all_numbered_one(right, input_shape, layers):
    """Your names all have the number 1. The second convolution is conv2."""
    return changed(right(input_shape, layers), name=lambda row: f"{layer_kind(row)}1")


def numbered_by_all_of_a_kind(right, input_shape, layers):
    """Your names have how many layers of the kind there are in the network. A name counts those up to its own
    layer."""
    kinds = [layer[0] for layer in layers]
    return changed(
        right(input_shape, layers), name=lambda row: f"{layer_kind(row)}{kinds.count(layer_kind(row))}"
    )


def equal_layers_share_a_number(right, input_shape, layers):
    """Your layers that are equal share one number: index finds the first of them. Every layer counts, also
    one that is equal to an earlier one."""
    kinds, layers = [layer[0] for layer in layers], list(layers)
    first = iter([layers.index(layer) for layer in layers])
    return changed(
        right(input_shape, layers),
        name=lambda row: f"{layer_kind(row)}{kinds[: next(first) + 1].count(layer_kind(row))}",
    )


def numbers_apart(right, input_shape, layers):
    """Your names are pairs of kind and number. A name is one string: conv1."""
    return changed(
        right(input_shape, layers),
        name=lambda row: (layer_kind(row), int(row["name"].removeprefix(layer_kind(row)) or 1)),
    )


def height_and_width_first_swapped(right, input_shape, layers):
    """Your shapes are (C, W, H). The order is (C, H, W)."""
    return changed(
        right(input_shape, layers),
        shape=lambda row: (row["shape"][0], *row["shape"][:0:-1]) if len(row["shape"]) == 3 else row["shape"],
    )


def shapes_without_channels(right, input_shape, layers):
    """Your shapes are (H, W). The channels come first: (C, H, W)."""
    return changed(
        right(input_shape, layers),
        shape=lambda row: row["shape"][1:] if len(row["shape"]) == 3 else row["shape"],
    )


def flat_shape_with_ones(right, input_shape, layers):
    """Your shape from flatten on is (F, 1, 1). A flat shape is a tuple of one number: (F,)."""
    return changed(
        right(input_shape, layers),
        shape=lambda row: row["shape"] if len(row["shape"]) == 3 else (*row["shape"], 1, 1),
    )


def flat_shape_of_a_batch(right, input_shape, layers):
    """Your shape from flatten on is (1, F). A flat shape is a tuple of one number: (F,)."""
    return changed(
        right(input_shape, layers),
        shape=lambda row: row["shape"] if len(row["shape"]) == 3 else (1, *row["shape"]),
    )


def flat_shape_of_a_column(right, input_shape, layers):
    """Your shape from flatten on is (F, 1). A flat shape is a tuple of one number: (F,)."""
    return changed(
        right(input_shape, layers),
        shape=lambda row: row["shape"] if len(row["shape"]) == 3 else (*row["shape"], 1),
    )


def linear_shape_is_a_number(right, input_shape, layers):
    """Your shape after a linear layer is a number. A shape is a tuple, here of one number: (F,)."""
    return changed(
        right(input_shape, layers),
        shape=lambda row: row["shape"][0] if layer_kind(row) == "linear" else row["shape"],
    )


def shapes_in_words(right, input_shape, layers):
    """Your shapes are strings. A shape is a tuple of ints."""
    return changed(right(input_shape, layers), shape=lambda row: str(row["shape"]))


def one_list_for_all_shapes(right, input_shape, layers):
    """Your shape is one list that is changed for every layer, so that the rows before flatten all show the
    last of their shapes. Put a tuple or a new list into each row."""
    rows = right(input_shape, layers)
    last = [row["shape"] for row in rows if len(row["shape"]) == 3][-1]
    return changed(rows, shape=lambda row: last if len(row["shape"]) == 3 else row["shape"])


def flatten_left_out(right, input_shape, layers):
    """Your table has no row for flatten. Every layer has one."""
    return [row for row in right(input_shape, layers) if layer_kind(row) != "flatten"]


def relus_and_flatten_left_out(right, input_shape, layers):
    """Your table has no rows for ReLU and flatten. Every layer has one."""
    return [row for row in right(input_shape, layers) if layer_kind(row) not in ("relu", "flatten")]


def row_for_the_input(right, input_shape, layers):
    """Your table begins with a row for the input. It has one for each layer."""
    row = {"name": "input", "shape": tuple(input_shape), "parameters": 0, "multiply_adds": 0}
    return [{**row, "receptive_field": 1}, *right(input_shape, layers)]


def first_row_alone(right, input_shape, layers):
    """Your function returns inside its loop, after the first layer. It may return only when the loop is
    over."""
    return right(input_shape, layers)[:1]


def rows_are_tuples(right, input_shape, layers):
    """Your rows are tuples. A row is a dict with the keys that the table names."""
    return [tuple(row.values()) for row in right(input_shape, layers)]


def rows_are_lists(right, input_shape, layers):
    """Your rows are lists. A row is a dict with the keys that the table names."""
    return [list(row.values()) for row in right(input_shape, layers)]


def counts_not_begun(right, input_shape, layers):
    """Your function adds 1 to a count that is not there yet. A new kind of layer begins with 0, as with
    counts.get(kind, 0)."""
    raise KeyError(layers[0][0])


def numbers_that_are_not_there(right, input_shape, layers):
    """Your function looks up a number that a layer or a shape does not have. A ReLU is a tuple of its kind
    alone, and each kind has its own numbers."""
    raise IndexError("tuple index out of range")


def numbers_read_from_a_list(right, input_shape, layers):
    """Your function looks up a place that a list does not have. If it holds the numbers of a layer: a ReLU
    has none, and each kind has its own."""
    raise IndexError("list index out of range")


def all_layers_taken_apart_alike(right, input_shape, layers):
    """Your function takes more numbers out of a layer or a shape than there are. A ReLU is a tuple of its
    kind alone, and each kind has its own numbers."""
    raise ValueError("not enough values to unpack (expected 5, got 1)")


def too_few_names_for_a_layer(right, input_shape, layers):
    """Your function takes fewer numbers out of a layer or a shape than there are. Each kind of layer has its
    own numbers; kind, *numbers = layer takes any apart."""
    raise ValueError("too many values to unpack (expected 2)")


def three_numbers_of_every_shape(right, input_shape, layers):
    """Your function takes three numbers out of a shape after flatten. From flatten on a shape has one
    number."""
    if any(layer[0] == "flatten" for layer in layers):
        raise ValueError("not enough values to unpack (expected 3, got 1)")
    return right(input_shape, layers)


def height_of_a_flat_shape(right, input_shape, layers):
    """Your function looks up height and width of a shape after flatten. From flatten on a shape has one
    number."""
    if any(layer[0] == "flatten" for layer in layers):
        raise IndexError("tuple index out of range")
    return right(input_shape, layers)


def flat_shape_is_a_number_and_looked_up(right, input_shape, layers):
    """Your shape after flatten is a number, and your function looks up its first entry. A shape is a tuple,
    here of one number: (F,)."""
    if any(layer[0] == "flatten" for layer in layers):
        raise TypeError("'int' object is not subscriptable")
    return right(input_shape, layers)


def rows_are_what_append_gives(right, input_shape, layers):
    """Your function appends to None: append gives nothing back, and its result was put in the list's place.
    It changes the list that it stands behind."""
    raise AttributeError("'NoneType' object has no attribute 'append'")


ROW_MISTAKES = (
    numbered_from_zero,
    numbered_by_place,
    single_ones_not_numbered,
    flatten_not_numbered,
    first_not_numbered,
    relus_left_out,
    rows_by_name,
    not_numbered,
    channels_last,
    flat_shape_is_a_number,
    shapes_before_the_layers,
    one_row_many_times,
    names_underscored,
    names_hyphenated,
    names_spaced,
    names_capitalised,
    names_in_capitals,
    linear_called_fc,
    numbered_from_two,
    numbered_by_place_from_zero,
    numbered_by_convolutions,
    all_numbered_one,
    numbered_by_all_of_a_kind,
    equal_layers_share_a_number,
    numbers_apart,
    height_and_width_first_swapped,
    shapes_without_channels,
    flat_shape_with_ones,
    flat_shape_of_a_batch,
    flat_shape_of_a_column,
    linear_shape_is_a_number,
    shapes_in_words,
    one_list_for_all_shapes,
    flatten_left_out,
    relus_and_flatten_left_out,
    row_for_the_input,
    first_row_alone,
    rows_are_tuples,
    rows_are_lists,
    counts_not_begun,
    numbers_that_are_not_there,
    numbers_read_from_a_list,
    all_layers_taken_apart_alike,
    too_few_names_for_a_layer,
    three_numbers_of_every_shape,
    height_of_a_flat_shape,
    flat_shape_is_a_number_and_looked_up,
    rows_are_what_append_gives,
)
