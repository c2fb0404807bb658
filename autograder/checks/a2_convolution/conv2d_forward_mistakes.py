"""Mistakes of a2.conv2d_forward alone: dilation, groups, and the shapes around the product."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv2d_forward_mistakes_axes import AXIS_MISTAKES
from autograder.checks.a2_convolution.conv2d_forward_mistakes_biases import BIAS_MISTAKES
from autograder.checks.a2_convolution.conv2d_forward_mistakes_groups import GROUP_MISTAKES
from autograder.checks.a2_convolution.conv2d_forward_mistakes_memory import MEMORY_MISTAKES
from autograder.checks.a2_convolution.conv2d_forward_mistakes_options import OPTION_MISTAKES
from autograder.checks.a2_convolution.conv2d_forward_mistakes_slices import SLICE_MISTAKES
from autograder.checks.a2_convolution.convolution import output_sizes, padded, seen
from autograder.checks.inputs import pair
from autograder.checks.mistakes import on_output


def dilation_ignored(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The dilation has no effect in your function. Neighbouring weights should meet pixels that lie dilation
    apart."""
    return right(x, w, b, stride, padding, 1, groups)


def first_of_dilation_for_both(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Of a dilation given as a pair you use the first number for both directions. The second one spreads the
    filter's columns."""
    return right(x, w, b, stride, padding, pair(dilation)[0], groups)


def dilation_counts_the_gap(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You leave as many pixels out between two weights as the dilation says. It is the distance between
    them: dilation=1 leaves nothing out."""
    return right(x, w, b, stride, padding, (pair(dilation)[0] + 1, pair(dilation)[1] + 1), groups)


def dilation_pair_swapped(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You read the dilation as (width, height). The first number of a pair spreads the filter's rows, the
    second its columns."""
    return right(x, w, b, stride, padding, pair(dilation)[::-1], groups)


def groups_see_the_first_channels(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """All your groups look at the same first channels. Group g begins at channel g * C_in / groups."""
    return right(x[:, : w.shape[1]], w, b, stride, padding, dilation, 1)


def group_channels_interleaved(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal the channels out to the groups in turn. A group holds neighbouring channels: with 4 channels
    and 2 groups, 0 and 1, then 2 and 3."""
    dealt = np.arange(x.shape[1]).reshape(-1, groups).T.ravel()
    return right(x[:, dealt], w, b, stride, padding, dilation, groups)


def group_filters_interleaved(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal the filters out to the groups in turn. The first C_out / groups filters belong to the first
    group, the next ones to the second."""
    dealt = np.arange(len(w)).reshape(-1, groups).T.ravel()
    result = right(x, w[dealt], b[dealt], stride, padding, dilation, groups)
    return on_output(result, lambda out: out[:, np.argsort(dealt)])


def reshaped_without_transposing(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your values are right but in the wrong places: a product of shape (N H' W', C_out) must be reshaped to
    (N, H', W', C_out) first, and its axes then moved to (N, C_out, H', W')."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.transpose(0, 2, 3, 1).reshape(out.shape))


def channels_last_in_the_weights(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The columns of your windows and of your filters are in different orders. Where a filter is stretched in
    the order channel, row, column, its window has to be as well."""
    return right(x, w.transpose(0, 2, 3, 1).reshape(w.shape), b, stride, padding, dilation, groups)


def loops_over_positions(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your values are right, but Python visits the output positions one by one. Loop over the few places of
    the filter instead, or take all windows at once in one matrix product."""

    # One product and one sum at each position is what such a loop costs; the value is that of `right`,
    # so that this can be put around any other mistake.
    def visited(out):
        slow, window = np.empty_like(out), np.eye(1, w[0].size)[0]
        for i, j in np.ndindex(*out.shape[2:]):
            slow[:, :, i, j] = np.sum(out[:, :, i, j, None] * window, axis=-1)
        return slow

    return on_output(right(x, w, b, stride, padding, dilation, groups), visited)


def pairs_swapped(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You read pairs as (width, height). The first number of a pair is for the rows, the second for the
    columns: of the stride, the padding and the dilation."""
    return right(x, w, b, pair(stride)[::-1], pair(padding)[::-1], pair(dilation)[::-1], groups)


def first_of_pairs_for_both(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Of a stride, a padding or a dilation given as a pair you use the first number for both directions. The
    second one is for the columns."""
    return right(x, w, b, pair(stride)[0], pair(padding)[0], pair(dilation)[0], groups)


def second_of_pairs_for_both(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Of a stride, a padding or a dilation given as a pair you use the second number for both directions. The
    first one is for the rows."""
    return right(x, w, b, pair(stride)[1], pair(padding)[1], pair(dilation)[1], groups)


def dilation_times_kernel(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take a dilated filter to cover dilation * k pixels, so that your output is too small. The gaps lie
    between the weights: it covers dilation * (k - 1) + 1."""
    image, spread = padded(x, padding), [d * k for d, k in zip(pair(dilation), w.shape[2:], strict=True)]
    height, width = ((n - k) // s + 1 for n, k, s in zip(image.shape[2:], spread, pair(stride), strict=True))
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out[:, :, : max(height, 0), : max(width, 0)])


def dilation_times_kernel_in_windows(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take a dilated filter to cover dilation * k pixels, so that your output is too small, or there is no
    position left. The gaps lie between the weights: it covers dilation * (k - 1) + 1."""
    image, spread = padded(x, padding), [d * k for d, k in zip(pair(dilation), w.shape[2:], strict=True)]
    if any(n < k for n, k in zip(image.shape[2:], spread, strict=True)):
        raise ValueError("window shape cannot be larger than input array shape")
    height, width = ((n - k) // s + 1 for n, k, s in zip(image.shape[2:], spread, pair(stride), strict=True))
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out[:, :, :height, :width])


def dilation_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Dilation is not written yet: your function raises NotImplementedError for it."""
    if pair(dilation) != (1, 1):
        raise NotImplementedError("dilation")
    return right(x, w, b, stride, padding, dilation, groups)


def groups_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Groups are not written yet: your function raises NotImplementedError for them."""
    if groups != 1:
        raise NotImplementedError("groups")
    return right(x, w, b, stride, padding, dilation, groups)


def dilation_and_groups_unwritten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Dilation and groups are not written yet: your function raises NotImplementedError for them."""
    if pair(dilation) != (1, 1) or groups != 1:
        raise NotImplementedError("dilation and groups")
    return right(x, w, b, stride, padding, dilation, groups)


def groups_do_not_fit(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """As soon as groups is more than 1, shapes in your function do not fit one another. A filter reaches
    through C_in / groups channels only, and a group has its own slice of the channels of x, of the filters,
    of the biases and of the output."""
    if groups != 1:
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding, dilation, groups)


def groups_ignored_when_broadcast(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Groups have no effect in your function: it lays filters that reach through the channels of one group on
    all channels. Give each group its own channels."""
    if w.shape[1] not in (1, x.shape[1]):
        raise ValueError("shapes that do not fit")
    return right(x, w.repeat(x.shape[1] // w.shape[1], 1), b, stride, padding, dilation, 1)


def groups_see_the_first_filters(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """All your groups use the same first filters. The filters of group g begin at g * C_out / groups."""
    each = len(w) // groups
    return right(x, np.tile(w[:each], (groups, 1, 1, 1)), b, stride, padding, dilation, groups)


def first_biases_for_every_group(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """All your groups add the same first biases. Those of group g begin at g * C_out / groups, as its filters
    do."""
    return right(x, w, np.tile(b[: len(b) // groups], groups), stride, padding, dilation, groups)


def groups_summed(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the maps of the groups up. They are channels of their own, one group's after the other's."""

    def summed(out):
        return out.reshape(len(out), groups, -1, *out.shape[2:]).sum(1)

    return on_output(right(x, w, b, stride, padding, dilation, groups), summed)


def images_dealt_out(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Values of different images are mixed up: the rows of your product are ordered image by image, but you
    reshape it as if they were ordered position by position."""

    def mixed(out):
        by_filter = out.transpose(1, 0, 2, 3).reshape(out.shape[1], *out.shape[2:], len(out))
        return by_filter.transpose(3, 0, 1, 2)

    return on_output(right(x, w, b, stride, padding, dilation, groups), mixed)


def positions_dealt_out(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Values of different images are mixed up: the rows of your product are ordered position by position, but
    you reshape it as if they were ordered image by image."""

    def mixed(out):
        by_filter = out.transpose(1, 2, 3, 0).reshape(out.shape[1], len(out), *out.shape[2:])
        return by_filter.transpose(1, 0, 2, 3)

    return on_output(right(x, w, b, stride, padding, dilation, groups), mixed)


def filters_before_images(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your values are right but in the wrong places: a product of shape (C_out, N H' W') must be reshaped to
    (C_out, N, H', W') first, and its first two axes then exchanged."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.swapaxes(0, 1).reshape(out.shape))


def places_exchanged_in_the_product(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your values are right but in the wrong places: the product of shape (N, H' W', C_out) is reshaped to
    (N, C_out, H', W') as it is. A reshape never moves an axis: transpose first."""

    def each_group(out):
        maps = [m.transpose(0, 2, 3, 1).reshape(m.shape) for m in np.split(out, groups, axis=1)]
        return np.concatenate(maps, axis=1)

    return on_output(right(x, w, b, stride, padding, dilation, groups), each_group)


def weights_reshaped_for_transposed(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your columns mix the numbers of different filters: w.reshape(-1, C_out) does not transpose. Reshape to
    (C_out, -1), then take the transpose."""

    def mixed(filters):
        return filters.reshape(-1, len(filters)).T.reshape(filters.shape)

    mixed_up = np.concatenate([mixed(filters) for filters in np.split(w, groups)])
    return right(x, mixed_up, b, stride, padding, dilation, groups)


def rows_reshaped_for_transposed(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your rows mix the numbers of different windows: slices of shape (N, C_in, H', W') are reshaped to rows
    as they are. A reshape never moves an axis: bring the places to the front first."""
    image, (height, width) = padded(x, padding), output_sizes(padded(x, padding), w, stride, dilation)
    places = list(np.ndindex(*w.shape[2:]))
    stack = np.stack([seen(image, u, v, (height, width), stride, dilation) for u, v in places], axis=2)
    maps = []
    for met, filters in zip(np.split(stack, groups, 1), np.split(w, groups), strict=True):
        rows = met.reshape(-1, filters[0].size)
        product = rows @ filters.reshape(len(filters), -1).T
        maps.append(product.reshape(len(x), height, width, -1).transpose(0, 3, 1, 2))
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: np.concatenate(maps, axis=1) + b[:, None, None])


def cache_forgotten(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your function returns the output alone. The answer is a pair (out, cache); the cache may be anything."""
    return right(x, w, b, stride, padding, dilation, groups)[0]


FORWARD_MISTAKES = (
    dilation_ignored,
    first_of_dilation_for_both,
    dilation_counts_the_gap,
    dilation_pair_swapped,
    groups_see_the_first_channels,
    group_channels_interleaved,
    group_filters_interleaved,
    reshaped_without_transposing,
    channels_last_in_the_weights,
    loops_over_positions,
    pairs_swapped,
    first_of_pairs_for_both,
    second_of_pairs_for_both,
    dilation_times_kernel,
    dilation_times_kernel_in_windows,
    dilation_unwritten,
    groups_unwritten,
    dilation_and_groups_unwritten,
    groups_do_not_fit,
    groups_ignored_when_broadcast,
    groups_see_the_first_filters,
    first_biases_for_every_group,
    groups_summed,
    images_dealt_out,
    positions_dealt_out,
    filters_before_images,
    places_exchanged_in_the_product,
    weights_reshaped_for_transposed,
    rows_reshaped_for_transposed,
    cache_forgotten,
    *SLICE_MISTAKES,
    *GROUP_MISTAKES,
    *AXIS_MISTAKES,
    *BIAS_MISTAKES,
    *OPTION_MISTAKES,
    *MEMORY_MISTAKES,
)
