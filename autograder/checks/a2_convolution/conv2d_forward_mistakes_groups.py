"""Mistakes of a2.conv2d_forward: in which channels and filters belong to which group."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv2d_forward_mistakes_axes import before_the_bias, in_each_group
from autograder.checks.mistakes import on_output


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


def filters_before_images_in_each_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your values are right but in the wrong places: a group's product, a row for each filter and in it the
    positions of one image after the other, must be reshaped to (C_out / groups, N, H', W') first, and its
    first two axes then exchanged."""

    def each_group(out):
        maps = [m.swapaxes(0, 1).reshape(m.shape) for m in np.split(out, groups, axis=1)]
        return np.concatenate(maps, axis=1)

    return on_output(right(x, w, b, stride, padding, dilation, groups), each_group)


def group_maps_interleaved_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The maps of your groups are mixed, and then the biases added: one of the first group, one of the second,
    and so on. All maps of the first group come first, then all of the second."""
    return before_the_bias(
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

    return before_the_bias(right, x, w, b, stride, padding, dilation, groups, mixed)


def channels_and_weights_interleaved(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal channels and filters out to the groups in turn, but not the biases and maps. A group holds
    neighbouring channels and filters: with 4 of them and 2 groups, 0 and 1, then 2 and 3."""
    channels = _dealt(x.shape[1], groups)
    return right(x[:, channels], w[_dealt(len(w), groups)], b, stride, padding, dilation, groups)


def all_filters_in_every_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You lay all filters on the channels of each group. A group has its own slice of them."""
    own, every = iter(np.split(b, groups)), np.tile(w, (groups, 1, 1, 1))
    result = right(x, every, np.tile(0 * b, groups), stride, padding, dilation, groups)
    return on_output(
        result,
        lambda out: in_each_group(out, groups, lambda maps: maps + next(own)[:, None, None]),
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
    return before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: in_each_group(out, groups, lambda m: m.swapaxes(0, 1).reshape(m.shape)),
    )  # fmt: skip


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
    return before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: np.concatenate(np.split(out, groups, axis=1)),
    )  # fmt: skip


def groups_summed_before_the_bias(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the sums of the groups up, and then the biases. They are channels of their own, one group's
    after the other's."""
    return before_the_bias(
        right, x, w, b, stride, padding, dilation, groups,
        lambda out: out.reshape(len(out), groups, -1, *out.shape[2:]).sum(1),
    )  # fmt: skip


GROUP_MISTAKES = (
    group_number_from_groups, channels_begin_where_filters_do, group_filters_begin_at_its_number,
    groups_joined_along_the_rows, groups_joined_along_the_images_before_the_bias,
    groups_summed_before_the_bias, all_filters_in_every_group, every_group_fills_the_output,
    groups_written_at_their_number, filters_before_images_in_each_group_before_the_bias,
    group_maps_interleaved_before_the_bias, groups_before_images, groups_before_images_before_the_bias,
    channels_and_weights_interleaved, group_filters_interleaved_in_blocks, group_weights_interleaved,
    channels_and_filters_interleaved, channels_and_filters_interleaved_in_blocks, group_maps_interleaved,
    groups_joined_along_the_images, groups_on_an_axis_of_their_own, first_group_only, last_group_only,
    first_group_written, last_group_in_the_first_place, last_group_for_all, groups_see_the_last_channels,
    group_begins_at_its_number, filters_as_many_as_channels, channels_as_many_as_filters,
    groups_leave_the_filters, filters_before_images_in_each_group,
)  # fmt: skip
