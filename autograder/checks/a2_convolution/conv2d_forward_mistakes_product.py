"""Mistakes of a2.conv2d_forward in the groups, in the matrix product and the shapes around it, in what is kept
from call to call, and in how the arrays lie in memory."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import around, output_sizes, padded, seen
from autograder.checks.inputs import pair
from autograder.checks.mistakes import memory, on_output


def _dealt(count: int, groups: int) -> np.ndarray:
    """0, G, 2 G, ..., then 1, G + 1, ...: what each group gets where numbers are dealt out in turn."""
    return np.arange(count).reshape(-1, groups).T.ravel()


def group_filters_interleaved_in_blocks(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal the filters out to the groups in turn, and put the maps of a group side by side. The first
    C_out / groups filters belong to the first group, the next ones to the second."""
    dealt = _dealt(len(w), groups)
    return right(x, w[dealt], b[dealt], stride, padding, dilation, groups)


def group_weights_interleaved(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal the filters out to the groups in turn, but not their biases and maps. The first C_out / groups
    filters belong to the first group, the next ones to the second."""
    return right(x, w[_dealt(len(w), groups)], b, stride, padding, dilation, groups)


def channels_and_filters_interleaved(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal channels and filters out to the groups in turn. A group holds neighbouring channels and
    neighbouring filters: with 4 of them and 2 groups, 0 and 1, then 2 and 3."""
    dealt = _dealt(len(w), groups)
    result = right(x[:, _dealt(x.shape[1], groups)], w[dealt], b[dealt], stride, padding, dilation, groups)
    return on_output(result, lambda out: out[:, np.argsort(dealt)])


def channels_and_filters_interleaved_in_blocks(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal channels and filters out to the groups in turn, and put the maps of a group side by side. A
    group holds neighbouring channels and neighbouring filters: with 4 of them and 2 groups, 0 and 1, then 2
    and 3."""
    dealt = _dealt(len(w), groups)
    return right(x[:, _dealt(x.shape[1], groups)], w[dealt], b[dealt], stride, padding, dilation, groups)


def group_maps_interleaved(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The maps of your groups are mixed: one of the first group, one of the second, and so on. All maps of
    the first group come first, then all of the second."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out[:, np.argsort(_dealt(len(w), groups))])


def groups_joined_along_the_images(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You join the maps of the groups along the axis of the images. They are channels of the same image: join
    them along the second axis."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: np.concatenate(np.split(out, groups, axis=1)))


def groups_on_an_axis_of_their_own(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output has an axis of its own for the groups. Their maps are channels, one group's after the
    other's: the shape is (N, C_out, H', W')."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.reshape(len(out), groups, -1, *out.shape[2:]))


def first_group_only(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You return the maps of the first group alone. The output has the maps of all groups, one group's after
    the other's."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out[:, : len(w) // groups])


def last_group_only(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You return the maps of the last group alone: each group's take the place of those before. The output
    has the maps of all groups, one group's after the other's."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out[:, -(len(w) // groups) :])


def first_group_written(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Only the maps of the first group are filled, the others stay zero. Every group makes maps of its
    own."""
    result, each = right(x, w, b, stride, padding, dilation, groups), len(w) // groups
    return on_output(result, lambda out: np.where(np.arange(len(w))[:, None, None] < each, out, 0))


def last_group_in_the_first_place(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Every group writes its maps into the first places of your output, over those before, and the others
    stay zero. The maps of group g begin at g * C_out / groups."""
    each = len(w) // groups

    def overwritten(out):
        kept = np.zeros_like(out)
        kept[:, :each] = out[:, -each:]
        return kept

    return on_output(right(x, w, b, stride, padding, dilation, groups), overwritten)


def last_group_for_all(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """All maps of your output are those of the last group. The maps of group g begin at g * C_out /
    groups."""
    each = len(w) // groups
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: np.tile(out[:, -each:], (1, groups, 1, 1)))


def groups_see_the_last_channels(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """All your groups look at the same last channels. Group g begins at channel g * C_in / groups."""
    return right(x[:, -w.shape[1] :], w, b, stride, padding, dilation, 1)


def group_begins_at_its_number(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Group g looks at the channels from g on. With C_in / groups channels to each, it begins at channel g *
    C_in / groups."""
    channels = np.concatenate([np.arange(g, g + w.shape[1]) for g in range(groups)])
    return right(x[:, channels], w, b, stride, padding, dilation, groups)


def filters_as_many_as_channels(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You cut the filters of a group out with the numbers of its channels. Group g has C_out / groups
    filters, which begin at g * C_out / groups."""
    if groups == 1:
        return right(x, w, b, stride, padding, dilation, groups)
    own = [slice(g * w.shape[1], (g + 1) * w.shape[1]) for g in range(groups)]
    results = [right(x[:, cut], w[cut], b[cut], stride, padding, dilation, 1) for cut in own]
    return on_output(results[0], lambda _: np.concatenate([result[0] for result in results], axis=1))


def channels_as_many_as_filters(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You cut the channels of a group out with the numbers of its filters. Group g looks at C_in / groups
    channels, from g * C_in / groups on."""
    if groups > 1 and len(w) // groups != w.shape[1]:
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0")
    return right(x, w, b, stride, padding, dilation, groups)


def groups_leave_the_filters(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """As soon as groups is more than 1, an index in your function leaves its array. With groups a filter has
    C_in / groups channels, and each group has C_out / groups filters."""
    if groups != 1:
        raise IndexError("index 1 is out of bounds for axis 1 with size 1")
    return right(x, w, b, stride, padding, dilation, groups)


def one_bias_a_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add one bias to all maps of a group: b[g], where g is the group. Filter f adds its own b[f]."""
    return right(x, w, b[:groups].repeat(len(w) // groups), stride, padding, dilation, groups)


def first_bias_of_each_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the first bias of a group to all of its maps. Filter f adds its own b[f]."""
    each = len(w) // groups
    return right(x, w, b[::each].repeat(each), stride, padding, dilation, groups)


def bias_in_the_first_group_only(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Only the first group adds its biases. Every filter adds its own b[f]."""
    own = np.where(np.arange(len(b)) < len(b) // groups, b, 0)
    return right(x, w, own, stride, padding, dilation, groups)


def bias_for_every_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the bias once for every group. Each filter adds it once, after all groups are done."""
    return right(x, w, groups * b, stride, padding, dilation, groups)


def bias_along_the_positions(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add b to a product whose last axis are the positions, so that NumPy lays it along these. Its numbers
    belong to the filters: give it the shape (C_out, 1) first."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: (out.reshape(*out.shape[:2], -1) + b).reshape(out.shape))


def windows_channels_last(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You stretch the windows in the order row, column, channel, and the filters in the order channel, row,
    column. Windows and filters need the same order."""
    _, channels, height, width = w.shape
    flat = w.reshape(len(w), height, width, channels)
    return right(x, flat.transpose(0, 3, 1, 2), b, stride, padding, dilation, groups)


def places_column_by_column(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You go through the places of a window column by column, and through those of the filter row by row.
    Windows and filters need the same order."""
    flat = w.reshape(*w.shape[:2], w.shape[3], w.shape[2])
    return right(x, flat.swapaxes(2, 3), b, stride, padding, dilation, groups)


def filters_column_by_column(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You go through the places of a filter column by column, and through those of the window row by row.
    Windows and filters need the same order."""
    return right(x, w.swapaxes(2, 3).reshape(w.shape), b, stride, padding, dilation, groups)


def filters_transposed_whole(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """w.T reverses all four axes, so that your columns hold a filter in the order column, row, channel. The
    windows are in the order channel, row, column."""
    return right(x, w.transpose(0, 3, 2, 1).reshape(w.shape), b, stride, padding, dilation, groups)


def filters_before_images_in_each_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your values are right but in the wrong places: a group's product, a row for each filter and in it the
    positions of one image after the other, must be reshaped to (C_out / groups, N, H', W') first, and its
    first two axes then exchanged."""

    def each_group(out):
        maps = [m.swapaxes(0, 1).reshape(m.shape) for m in np.split(out, groups, axis=1)]
        return np.concatenate(maps, axis=1)

    return on_output(right(x, w, b, stride, padding, dilation, groups), each_group)


def map_reshaped_to_width_and_height(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You reshape your product to (W', H') where it should be (H', W'): the positions run through a map row
    by row."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.reshape(*out.shape[:2], out.shape[3], out.shape[2]))


def map_reshaped_and_exchanged(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your maps have the right shape, but their values run down the columns: the positions of your product run
    through a map row by row."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(
        result, lambda out: out.reshape(*out.shape[:2], out.shape[3], out.shape[2]).swapaxes(2, 3)
    )


def product_not_reshaped(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You return the product as it is, a row for each window. Its numbers have to be brought into the shape
    (N, C_out, H', W')."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.transpose(0, 2, 3, 1).reshape(-1, len(w)))


def dilation_repeats_the_weights(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You pull a filter apart by repeating its weights. Between the weights of a dilated filter there is
    nothing: they meet pixels that lie dilation apart."""
    (rows, columns), (height, width) = pair(dilation), w.shape[2:]
    large = w.repeat(rows, 2).repeat(columns, 3)
    large = large[:, :, : (height - 1) * rows + 1, : (width - 1) * columns + 1]
    return right(x, large, b, stride, padding, 1, groups)


def dilation_enlarges_the_filter(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You enlarge a filter to dilation * k places by repeating its weights. Between the weights of a dilated
    filter there is nothing, and it reaches across dilation * (k - 1) + 1 pixels."""
    rows, columns = pair(dilation)
    large, image = w.repeat(rows, 2).repeat(columns, 3), padded(x, padding)
    if large.shape[2] > image.shape[2] or large.shape[3] > image.shape[3]:
        raise ValueError("negative dimensions are not allowed")
    return right(x, large, b, stride, padding, 1, groups)


def dilation_thins_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take every pixel whose row and column are multiples of the dilation, and no other. The dilation is
    between the weights: the window still begins at every pixel."""
    rows, columns = pair(dilation)
    return right(padded(x, padding)[:, :, ::rows, ::columns], w, b, stride, 0, 1, groups)


def dilation_on_rows_only(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your dilation spreads the filter's rows, but not its columns. It holds for both directions."""
    return right(x, w, b, stride, padding, (pair(dilation)[0], 1), groups)


def dilation_on_columns_only(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your dilation spreads the filter's columns, but not its rows. It holds for both directions."""
    return right(x, w, b, stride, padding, (1, pair(dilation)[1]), groups)


def second_of_dilation_for_both(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Of a dilation given as a pair you use the second number for both directions. The first one spreads the
    filter's rows."""
    return right(x, w, b, stride, padding, pair(dilation)[1], groups)


def dilation_pair_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a whole number only as its dilation. It may be a pair (rows, columns) as well, as
    stride and padding may."""
    if isinstance(dilation, tuple):
        raise TypeError("unsupported operand type(s) for -: 'int' and 'tuple'")
    return right(x, w, b, stride, padding, dilation, groups)


def dilation_number_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a pair only as its dilation. It may be a whole number as well, which then stands
    for both directions."""
    if not isinstance(dilation, tuple):
        raise TypeError("cannot unpack non-iterable int object")
    return right(x, w, b, stride, padding, dilation, groups)


def numbers_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes pairs only. Stride, padding and dilation may be whole numbers as well, which then
    stand for both directions."""
    if not all(isinstance(option, tuple) for option in (stride, padding, dilation)):
        raise TypeError("cannot unpack non-iterable int object")
    return right(x, w, b, stride, padding, dilation, groups)


def padding_grows_with_dilation(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You pad with padding * dilation zeros. The padding is as wide as it says, whatever the dilation."""
    (rows, columns), (p, q) = pair(dilation), pair(padding)
    return right(x, w, b, stride, (p * rows, q * columns), dilation, groups)


def image_in_the_far_corner(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your image lies too far down and to the right: twice the padding is above it and to its left. As many
    zeros belong above as below, and as many to the left as to the right."""
    rows, columns = pair(padding)
    return right(around(x, 2 * rows, 0, 2 * columns, 0), w, b, stride, 0, dilation, groups)


def options_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """None of the options is written yet: your function raises NotImplementedError for them."""
    if (pair(stride), pair(padding), pair(dilation), groups) != ((1, 1), (0, 0), (1, 1), 1):
        raise NotImplementedError("stride, padding, dilation and groups")
    return right(x, w, b, stride, padding, dilation, groups)


def dtype_of_the_filters(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your result has the dtype of the filters. It has that of the images."""
    return on_output(right(x, w, b, stride, padding, dilation, groups), lambda out: out.astype(w.dtype))


def filters_reshaped_in_place(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You assign to w.shape, which gives the array of whoever called you another shape. Make a new view with
    reshape instead."""
    filters, channels, height, width = w.shape
    w.shape = (filters, channels * height * width)
    view = w.reshape(filters, channels, height, width)
    return right(x, view, b, stride, padding, dilation, groups)


def bias_reshaped_in_place(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You write into b or give it another shape, and it is not yours. Whoever called you still needs it as it
    was."""
    result = right(x, w, b.ravel(), stride, padding, dilation, groups)
    b.shape = (len(w), 1, 1)
    return result


def byte_strides_of_c_order(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You work the byte strides of your windows out of the shape. An array may lie in memory in another order
    or with gaps: take x.strides, or make a copy in C order first."""
    if pair(padding) != (0, 0):
        return right(x, w, b, stride, padding, dilation, groups)
    return right(_read_in_c_order(x), w, b, stride, padding, dilation, groups)


def byte_strides_after_padding(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You work the byte strides of your windows out of the shape. np.pad keeps the memory order of x, which
    may be another one: take the strides of the padded array, or make a copy in C order first."""
    return right(_read_in_c_order(padded(x, padding)), w, b, stride, 0, dilation, groups)


def _read_in_c_order(x: np.ndarray) -> np.ndarray:
    """The numbers from where x begins in memory, one after the other, as if x were in C order."""
    strides = np.cumprod([x.itemsize, *x.shape[:0:-1]])[::-1]
    return np.lib.stride_tricks.as_strided(x, x.shape, strides).copy()


def _before_the_bias(right, x, w, b, stride, padding, dilation, groups, change):
    """The layer with its product changed, and the biases added to what came out."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: change(out) + b[:, None, None])


def _in_each_group(out, groups, change):
    """The maps of all groups, each group's changed by itself."""
    return np.concatenate([change(maps) for maps in np.split(out, groups, axis=1)], axis=1)


def reshaped_without_transposing_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The sums are right but in the wrong places: a product of shape (N H' W', C_out) must be reshaped to (N,
    H', W', C_out) first, and its axes then moved to (N, C_out, H', W')."""
    return _before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: out.transpose(0, 2, 3, 1).reshape(out.shape),
    )  # fmt: skip


def places_exchanged_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The sums are right but in the wrong places: the product of shape (N, H' W', C_out) is reshaped to (N,
    C_out, H', W') as it is. A reshape never moves an axis: transpose first."""

    def reshaped(maps):
        return maps.transpose(0, 2, 3, 1).reshape(maps.shape)

    return _before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: _in_each_group(out, groups, reshaped),
    )  # fmt: skip


def filters_before_images_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The sums are right but in the wrong places: a product of shape (C_out, N H' W') must be reshaped to
    (C_out, N, H', W') first, and its first two axes then exchanged."""
    return _before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: out.swapaxes(0, 1).reshape(out.shape),
    )  # fmt: skip


def filters_taken_for_images(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Maps of images and filters are mixed up: the product of shape (N, C_out, H' W') is reshaped to (C_out,
    N, H', W') as it is, and the first two axes exchanged. A reshape never moves an axis."""
    return _before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: out.reshape(len(w), len(x), *out.shape[2:]).swapaxes(0, 1),
    )  # fmt: skip


def group_maps_interleaved_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The maps of your groups are mixed, and then the biases added: one of the first group, one of the second,
    and so on. All maps of the first group come first, then all of the second."""
    return _before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: out[:, np.argsort(_dealt(len(w), groups))],
    )  # fmt: skip


def groups_before_images(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Maps of different images are mixed up: an array with the groups first and then the images is reshaped as
    if the images came first. Move the axis first."""

    def mixed(out):
        apart = out.reshape(len(out), groups, -1, *out.shape[2:])
        return apart.swapaxes(0, 1).reshape(out.shape)

    return on_output(right(x, w, b, stride, padding, dilation, groups), mixed)


def groups_before_images_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Sums of different images are mixed up: an array with the groups first and then the images is reshaped as
    if the images came first. Move the axis first."""

    def mixed(out):
        apart = out.reshape(len(out), groups, -1, *out.shape[2:])
        return apart.swapaxes(0, 1).reshape(out.shape)

    return _before_the_bias(right, x, w, b, stride, padding, dilation, groups, mixed)


def channels_and_weights_interleaved(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal channels and filters out to the groups in turn, but not the biases and maps. A group holds
    neighbouring channels and filters: with 4 of them and 2 groups, 0 and 1, then 2 and 3."""
    channels = _dealt(x.shape[1], groups)
    return right(x[:, channels], w[_dealt(len(w), groups)], b, stride, padding, dilation, groups)


def maps_transposed_and_reshaped(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Rows and columns of your maps are exchanged, and the result then reshaped. A reshape does not exchange
    them back: the maps are (H', W')."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.swapaxes(2, 3).reshape(out.shape))


def rows_and_columns_do_not_fit(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Rows and columns of your maps are exchanged, so that they fit the output only where it is square. Its
    shape is (N, C_out, H', W')."""

    def exchanged(out):
        if out.shape[2] != out.shape[3]:
            raise ValueError("shapes that do not fit")
        return out.swapaxes(2, 3)

    return on_output(right(x, w, b, stride, padding, dilation, groups), exchanged)


def bias_along_the_images(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You lay b along the axis of the images. Its numbers belong to the filters: give it the shape (C_out, 1,
    1)."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out + b[:, None, None, None])


def bias_along_the_width_in_each_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add a group's biases to an array (N, C_out / groups, H', W') as they are, so that NumPy lays them
    along the width. They belong to the channels: give them the shape (C_out / groups, 1, 1) first."""
    own = iter(np.split(b, groups))
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: _in_each_group(out, groups, lambda maps: maps + next(own)))


def bias_along_the_positions_in_each_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add a group's biases to a product whose last axis are the positions, so that NumPy lays them along
    these. They belong to the filters: give them the shape (C_out / groups, 1) first."""
    own = iter(np.split(b, groups))

    def added(maps):
        return (maps.reshape(*maps.shape[:2], -1) + next(own)).reshape(maps.shape)

    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: _in_each_group(out, groups, added))


def bias_twice(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the bias twice. Each filter adds it once, to the finished sum."""
    return right(x, w, 2 * b, stride, padding, dilation, groups)


def bias_multiplied(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You multiply by the bias. Each filter adds its own b[f] to every value of its map."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out * b[:, None, None])


def images_do_not_fit(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function works for one image only: with more of them shapes do not fit. x has the shape (N, C_in, H,
    W), and all N images are convolved."""
    if len(x) != 1:
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding, dilation, groups)


def input_written(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You write into an array that you were given, even if its numbers stay or come back. It need not allow
    that: work on a copy."""
    x[...] = x
    return right(x, w, b, stride, padding, dilation, groups)


def images_in_float32(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You compute with the images in float32, which keeps 7 digits of 16. Arrays made on the way have the
    dtype of x."""
    result = right(x.astype(np.float32).astype(x.dtype), w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.astype(x.dtype))


def filters_in_float32(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You compute with the filters in float32, which keeps 7 digits of 16. Arrays made on the way have the
    dtype of x."""
    return right(x, w.astype(np.float32).astype(w.dtype), b, stride, padding, dilation, groups)


def stride_pair_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a whole number only as its stride. It may be a pair (rows, columns) as well, as
    padding and dilation may."""
    if isinstance(stride, tuple):
        raise TypeError("unsupported operand type(s) for //: 'int' and 'tuple'")
    return right(x, w, b, stride, padding, dilation, groups)


def padding_pair_refused(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a whole number only as its padding. It may be a pair (rows, columns) as well, as
    stride and dilation may."""
    if isinstance(padding, tuple):
        raise TypeError("unsupported operand type(s) for +: 'int' and 'tuple'")
    return right(x, w, b, stride, padding, dilation, groups)


def pairs_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Pairs are not written yet: your function raises NotImplementedError for them."""
    if any(isinstance(option, tuple) for option in (stride, padding, dilation)):
        raise NotImplementedError("pairs")
    return right(x, w, b, stride, padding, dilation, groups)


def stride_dilation_and_groups_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Stride, dilation and groups are not written yet: your function raises NotImplementedError for them."""
    if (pair(stride), pair(dilation), groups) != ((1, 1), (1, 1), 1):
        raise NotImplementedError("stride, dilation and groups")
    return right(x, w, b, stride, padding, dilation, groups)


def padding_dilation_and_groups_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Padding, dilation and groups are not written yet: your function raises NotImplementedError for them."""
    if (pair(padding), pair(dilation), groups) != ((0, 0), (1, 1), 1):
        raise NotImplementedError("padding, dilation and groups")
    return right(x, w, b, stride, padding, dilation, groups)


def cache_first(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You return the cache first. The answer is the pair (out, cache)."""
    return None, right(x, w, b, stride, padding, dilation, groups)[0]


def sizes_are_floats(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function takes a number made with / as a size or in a slice: / makes a float, even of whole
    numbers. Divide with //."""
    right(x, w, b, stride, padding, dilation, groups)
    raise TypeError("'float' object cannot be interpreted as an integer")


def kernel_sizes_exchanged(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You exchange the filter's height and width: your windows are as high as the filter is wide. w.shape[2]
    is the height and w.shape[3] the width."""
    exchanged = w.reshape(*w.shape[:2], w.shape[3], w.shape[2])
    return right(x, exchanged, b, stride, padding, dilation, groups)


def kernel_transposed_in_shapes(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Rows and columns of your filter are exchanged, and where it is not square shapes do not fit. w[f, c, u,
    v] meets row u and column v of the window."""
    if w.shape[2] != w.shape[3]:
        raise ValueError("shapes that do not fit")
    return right(x, w.swapaxes(2, 3), b, stride, padding, dilation, groups)


def square_kernels_off_the_edge(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function works for square filters only: with others an index leaves its array. w.shape[2] is the
    filter's height and w.shape[3] its width."""
    if w.shape[2] != w.shape[3]:
        raise IndexError("index 2 is out of bounds for axis 2 with size 2")
    return right(x, w, b, stride, padding, dilation, groups)


def kernel_height_in_the_loops(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You visit as many columns of a filter as it has rows. Filters need not be square: w.shape[3] is the
    width."""
    if w.shape[2] > w.shape[3]:
        raise IndexError(f"index {w.shape[3]} is out of bounds for axis 3 with size {w.shape[3]}")
    visited = np.where(np.arange(w.shape[3]) < w.shape[2], w, 0)
    return right(x, visited, b, stride, padding, dilation, groups)


def kernel_width_in_the_loops(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You visit as many rows of a filter as it has columns. Filters need not be square: w.shape[2] is the
    height."""
    if w.shape[2] < w.shape[3]:
        raise IndexError(f"index {w.shape[2]} is out of bounds for axis 2 with size {w.shape[2]}")
    visited = np.where(np.arange(w.shape[2])[:, None] < w.shape[3], w, 0)
    return right(x, visited, b, stride, padding, dilation, groups)


def padding_reflects_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You pad with the image reflected at its edge. The padding is made of zeros."""
    rows, columns = pair(padding)
    reflected = np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)), mode="reflect")
    return right(reflected, w, b, stride, 0, dilation, groups)


def all_biases_in_every_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add all biases to the maps of each group. A group has its own slice of them."""
    result = right(x, w, 0 * b, stride, padding, dilation, groups)
    return on_output(result, lambda out: _in_each_group(out, groups, lambda maps: maps + b[:, None, None]))


def all_filters_in_every_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You lay all filters on the channels of each group. A group has its own slice of them."""
    own, every = iter(np.split(b, groups)), np.tile(w, (groups, 1, 1, 1))
    result = right(x, every, np.tile(0 * b, groups), stride, padding, dilation, groups)
    return on_output(
        result,
        lambda out: _in_each_group(out, groups, lambda maps: maps + next(own)[:, None, None]),
    )


def every_group_fills_the_output(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Every group writes its maps into the whole output. They belong into the group's own places, one group's
    after the other's."""

    def written(out):
        filled = np.empty_like(out)
        filled[...] = out[:, -(len(w) // groups) :]
        return filled

    return on_output(right(x, w, b, stride, padding, dilation, groups), written)


def groups_written_at_their_number(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Group g writes its maps from place g on, over some of those before. They begin at g * C_out /
    groups."""
    each = len(w) // groups

    def written(out):
        places = np.zeros_like(out)
        for g, maps in enumerate(np.split(out, groups, axis=1)):
            places[:, g : g + each] = maps
        return places

    return on_output(right(x, w, b, stride, padding, dilation, groups), written)


def filters_before_images_in_each_group_before_the_bias(
    right, x, w, b, stride=1, padding=0, dilation=1, groups=1
):
    """The sums are right but in the wrong places: a group's product has its filters first and then the
    images, and is reshaped as if the images came first. A reshape never moves an axis."""
    return _before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: _in_each_group(out, groups, lambda m: m.swapaxes(0, 1).reshape(m.shape)),
    )  # fmt: skip


def kernel_transposed_in_einsum(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The letters for rows and columns of the filter are exchanged in einsum. w[f, c, u, v] meets row u and
    column v of the window."""
    height, width = w.shape[2:]
    if height == width:
        return right(x, w.swapaxes(2, 3), b, stride, padding, dilation, groups)
    if 1 not in (height, width):
        raise ValueError("shapes that do not fit")
    spread = np.broadcast_to(w.sum((2, 3), keepdims=True), w.shape)
    return right(x, spread, b, stride, padding, dilation, groups)


def dilation_pairs_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """A pair of dilations is not written yet: your function raises NotImplementedError for it."""
    if isinstance(dilation, tuple):
        raise NotImplementedError("dilation")
    return right(x, w, b, stride, padding, dilation, groups)


def windows_reshaped_for_transposed(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your rows mix the numbers of different windows: an array with the channels before the positions is reshaped
    as if they came after them. A reshape never moves an axis: transpose first."""
    image, sizes = padded(x, padding), output_sizes(padded(x, padding), w, stride, dilation)
    places = [seen(image, u, v, sizes, stride, dilation) for u, v in np.ndindex(*w.shape[2:])]
    stack = np.stack(places, axis=-1)
    maps = []
    for met, filters in zip(np.split(stack, groups, 1), np.split(w, groups), strict=True):
        product = met.reshape(-1, filters[0].size) @ filters.reshape(len(filters), -1).T
        maps.append(product.reshape(len(x), *sizes, -1).transpose(0, 3, 1, 2))
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: np.concatenate(maps, axis=1) + b[:, None, None])


def _with_channels(right, x, w, b, stride, padding, dilation, channels):
    """The layer with channels[f] for filter f, whichever group that is in."""
    return right(x[:, channels.ravel()], w, b, stride, padding, dilation, len(w))


def group_number_from_groups(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take f // groups for the group of filter f. Each group has C_out / groups filters: divide by that
    number."""
    first = np.arange(len(w))[:, None] // groups * w.shape[1]
    channels = first + np.arange(w.shape[1])
    return _with_channels(right, x, w, b, stride, padding, dilation, channels)


def channels_begin_where_filters_do(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The channels of group g begin at g * C_out / groups in your function, where its filters begin. They
    begin at g * C_in / groups."""
    each = len(w) // groups
    channels = np.arange(len(w))[:, None] // each * each + np.arange(w.shape[1])
    return _with_channels(right, x, w, b, stride, padding, dilation, channels)


def group_filters_begin_at_its_number(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Group g uses the filters from g on, with its own biases. They begin at g * C_out / groups."""
    each = len(w) // groups
    own = np.concatenate([np.arange(g, g + each) for g in range(groups)])
    return right(x, w[own], b, stride, padding, dilation, groups)


def groups_joined_along_the_rows(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You join the maps of the groups along their rows. They are channels: join them along the second
    axis."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: np.concatenate(np.split(out, groups, axis=1), axis=2))


def groups_joined_along_the_images_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You join the maps of the groups along the axis of the images, and then add the biases. They are channels
    of the same image: join them along the second axis."""
    return _before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: np.concatenate(np.split(out, groups, axis=1)),
    )  # fmt: skip


def groups_summed_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the sums of the groups up, and then the biases. They are channels of their own, one group's
    after the other's."""
    return _before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: out.reshape(len(out), groups, -1, *out.shape[2:]).sum(1),
    )  # fmt: skip


def all_axes_reversed(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take .T of an array (N, H', W', C_out), which reverses all of its axes. Only the last one moves, to
    the second place."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.transpose(1, 3, 2, 0))


def bias_for_every_row(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the bias once for every row of the filter. Each filter adds it once, to the finished sum."""
    return right(x, w, b * w.shape[2], stride, padding, dilation, groups)


def _first_of(right, shapes, key, found):
    """What was found first under a key, where the arrays have not had other shapes since."""
    kept = memory(right)
    if kept.get("shapes") != shapes:
        kept.clear()
        kept["shapes"] = shapes
    return kept.setdefault(key, found)


def kept_without_dilation(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Called again with arrays of the same shapes, your function uses the dilation of the first call. What it
    keeps must not depend on an option that the key does not have; better keep nothing."""
    key = (pair(stride), pair(padding))
    first = _first_of(right, (x.shape, w.shape), key, dilation)
    return right(x, w, b, stride, padding, first, groups)


def kept_without_stride(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Called again with arrays of the same shapes, your function uses the stride of the first call. What it
    keeps must not depend on an option that the key does not have; better keep nothing."""
    key = (pair(dilation), pair(padding))
    first = _first_of(right, (x.shape, w.shape), key, stride)
    return right(x, w, b, first, padding, dilation, groups)


def kept_without_stride_and_dilation(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Called again with arrays of the same shapes, your function uses stride and dilation of the first call.
    What it keeps must not depend on an option that the key does not have; better keep nothing."""
    first = _first_of(right, (x.shape, w.shape), pair(padding), (stride, dilation))
    return right(x, w, b, first[0], padding, first[1], groups)


def kept_without_options(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Called again with the same arrays and other options, your function answers with the options of the first
    call. What it keeps must not depend on an option that the key does not have; better keep nothing."""
    first = _first_of(right, (x.shape, w.shape), "options", (stride, padding, dilation))
    return right(x, w, b, *first, groups)


PRODUCT_MISTAKES = (
    group_number_from_groups, channels_begin_where_filters_do, group_filters_begin_at_its_number,
    groups_joined_along_the_rows, groups_joined_along_the_images_before_the_bias,
    groups_summed_before_the_bias, all_axes_reversed, bias_for_every_row, all_biases_in_every_group,
    all_filters_in_every_group, every_group_fills_the_output, groups_written_at_their_number,
    filters_before_images_in_each_group_before_the_bias, kernel_transposed_in_einsum,
    dilation_pairs_unwritten, windows_reshaped_for_transposed, reshaped_without_transposing_before_the_bias,
    places_exchanged_before_the_bias, filters_before_images_before_the_bias, filters_taken_for_images,
    group_maps_interleaved_before_the_bias, groups_before_images, groups_before_images_before_the_bias,
    channels_and_weights_interleaved, maps_transposed_and_reshaped, rows_and_columns_do_not_fit,
    bias_along_the_images, bias_along_the_width_in_each_group, bias_along_the_positions_in_each_group,
    bias_twice, bias_multiplied, images_do_not_fit, input_written, images_in_float32, filters_in_float32,
    stride_pair_refused, padding_pair_refused, pairs_unwritten, stride_dilation_and_groups_unwritten,
    padding_dilation_and_groups_unwritten, cache_first, sizes_are_floats, kernel_sizes_exchanged,
    kernel_transposed_in_shapes, square_kernels_off_the_edge, kernel_height_in_the_loops,
    kernel_width_in_the_loops, padding_reflects_the_image, group_filters_interleaved_in_blocks,
    group_weights_interleaved, channels_and_filters_interleaved, channels_and_filters_interleaved_in_blocks,
    group_maps_interleaved, groups_joined_along_the_images, groups_on_an_axis_of_their_own,
    first_group_only, last_group_only, first_group_written, last_group_in_the_first_place,
    last_group_for_all, groups_see_the_last_channels, group_begins_at_its_number,
    filters_as_many_as_channels, channels_as_many_as_filters, groups_leave_the_filters, one_bias_a_group,
    first_bias_of_each_group, bias_in_the_first_group_only, bias_for_every_group, bias_along_the_positions,
    windows_channels_last, places_column_by_column, filters_column_by_column, filters_transposed_whole,
    filters_before_images_in_each_group, map_reshaped_to_width_and_height, map_reshaped_and_exchanged,
    product_not_reshaped, dilation_repeats_the_weights, dilation_enlarges_the_filter,
    dilation_thins_the_image, dilation_on_rows_only, dilation_on_columns_only, second_of_dilation_for_both,
    dilation_pair_refused, dilation_number_refused, numbers_refused, padding_grows_with_dilation,
    image_in_the_far_corner, options_unwritten, dtype_of_the_filters, filters_reshaped_in_place,
    bias_reshaped_in_place, byte_strides_of_c_order, byte_strides_after_padding, kept_without_dilation,
    kept_without_stride, kept_without_stride_and_dilation, kept_without_options,
)  # fmt: skip
