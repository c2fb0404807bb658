"""Mistakes of a3.cross_channel_pool in the maximum that leave the cache (x, group) as it is: a backward function that
is wrong too makes a mistake of its own."""

from __future__ import annotations

import numpy as np

from autograder.checks.mistakes import on_output


def _blocks(x, group):
    return x.reshape(len(x), -1, group, *x.shape[2:])


def _instead(right, x, group, out):
    """A right call with this output in place of its own."""
    return on_output(right(x, group), lambda _: out.astype(x.dtype))


def blocks_counted_by_group(right, x, group):
    """Your output has `group` channels. group is the number of channels in a block, so that there are C / group
    blocks."""
    return _instead(right, x, group, _blocks(x, x.shape[1] // group).max(axis=2))


def axis_of_length_one(right, x, group):
    """Your output keeps an axis of length 1 where the channels of a block were, as keepdims does. It has four axes:
    (N, C / group, H, W)."""
    return on_output(right(x, group), lambda out: out[:, :, None])


def blocks_first(right, x, group):
    """The blocks come first in your output and the images after them, as np.stack does by itself. The order is
    (N, C / group, H, W)."""
    return on_output(right(x, group), lambda out: out.swapaxes(0, 1))


def channels_last(right, x, group):
    """The channels come last in your output. They belong before the rows: (N, C / group, H, W)."""
    return on_output(right(x, group), lambda out: out.transpose(0, 2, 3, 1))


def channels_last_reshaped(right, x, group):
    """Your maxima have the channels last, and a reshape gives them the right shape: they come to wrong places. Axes are
    moved by transpose."""
    return on_output(right(x, group), lambda out: out.transpose(0, 2, 3, 1).reshape(out.shape))


def first_image_for_all(right, x, group):
    """Every image of your output holds the maxima of the first. Each image of the batch has its own."""
    return on_output(right(x, group), lambda out: out[:1].repeat(len(out), axis=0))


def first_image_alone(right, x, group):
    """Only the first image of your output is filled; the others are 0. Go through all images of the batch."""

    def emptied(out):
        out[1:] = 0
        return out

    return on_output(right(x, group), emptied)


def one_image_returned(right, x, group):
    """Your output holds the first image alone. It has as many as x: (N, C / group, H, W)."""
    return on_output(right(x, group), lambda out: out[:1])


def over_images_too(right, x, group):
    """You compare across the images of the batch as well, so that all get the same. Each image has its own maxima."""
    return on_output(right(x, group), lambda out: out.max(axis=0, keepdims=True).repeat(len(out), axis=0))


def one_value_for_the_map(right, x, group):
    """Each channel of your output holds one number, the largest of the block at any place. Each place has its own
    maximum."""
    return on_output(
        right(x, group), lambda out: np.broadcast_to(out.max(axis=(2, 3), keepdims=True), out.shape).copy()
    )


def one_value_for_the_block(right, x, group):
    """Each channel of your output holds one number, the largest of the block in all images and at any place. Each place
    of each image has its own maximum."""
    return on_output(
        right(x, group), lambda out: np.broadcast_to(out.max(axis=(0, 2, 3), keepdims=True), out.shape).copy()
    )


def sum_of_the_channels(right, x, group):
    """You add the channels of each block. The maximum is asked for."""
    return _instead(right, x, group, _blocks(x, group).sum(axis=2))


def first_of_each_block(right, x, group):
    """You take the first channel of each block. The largest value is asked for."""
    return _instead(right, x, group, _blocks(x, group)[:, :, 0].copy())


def last_of_each_block(right, x, group):
    """You take the last channel of each block. The largest value is asked for."""
    return _instead(right, x, group, _blocks(x, group)[:, :, -1].copy())


def first_channel_left_out(right, x, group):
    """You compare all channels of a block but the first one. Block c begins at channel c * group."""
    if group == 1:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    return _instead(right, x, group, _blocks(x, group)[:, :, 1:].max(axis=2))


def first_two_only(right, x, group):
    """You compare two channels of each block. A block has `group` of them."""
    first, second = x[:, ::group], x[:, 1::group]
    if second.shape[1] not in (1, first.shape[1]):
        raise ValueError("shapes that do not fit")
    return _instead(right, x, group, np.maximum(first, second))


def blocks_begin_at_their_number(right, x, group):
    """Your block c begins at channel c, so that blocks overlap. Block c begins at channel c * group."""
    starts = range(x.shape[1] // group)
    return _instead(right, x, group, np.stack([x[:, c : c + group].max(axis=1) for c in starts], axis=1))


def one_channel_too_many(right, x, group):
    """Your blocks reach one channel into the next block. Block c has `group` channels and ends before channel
    (c + 1) * group."""
    starts = range(0, x.shape[1], group)
    return _instead(right, x, group, np.stack([x[:, c : c + group + 1].max(axis=1) for c in starts], axis=1))


def over_blocks(right, x, group):
    """You take the maximum along the axis of the blocks, so that one channel is left for each place in a block. The
    channels of a block are compared with one another."""
    return _instead(right, x, group, _blocks(x, group).max(axis=1))


def over_the_rows_of_blocks(right, x, group):
    """You take the maximum along the rows. The channels of a block are compared with one another."""
    return _instead(right, x, group, _blocks(x, group).max(axis=3))


def over_the_columns_of_blocks(right, x, group):
    """You take the maximum along the columns. The channels of a block are compared with one another."""
    return _instead(right, x, group, _blocks(x, group).max(axis=4))


def along_the_memory(right, x, group):
    """You compare values that lie side by side in a row. The channels of a block are compared at one place: a reshape
    that splits the axis of the channels leaves those of rows and columns as they are."""
    n, c, height, width = x.shape
    return _instead(right, x, group, x.reshape(n, c // group, height, width, group).max(axis=4))


def channels_split_without_transpose(right, x, group):
    """You reshape x as if its channels came last, which mixes places and channels. Move the axes by transpose, or
    split the axis of the channels where it is."""
    n, c, height, width = x.shape
    out = x.reshape(n, height, width, c // group, group).max(axis=4)
    return _instead(right, x, group, out.transpose(0, 3, 1, 2))


def winners_as_whole_numbers(right, x, group):
    """You return which channel of a block holds the maximum. That may go into the cache; out holds the values."""
    return on_output(right(x, group), lambda _: _blocks(x, group).argmax(axis=2))


FORWARD_MISTAKES = (
    blocks_counted_by_group, axis_of_length_one, blocks_first, channels_last, channels_last_reshaped,
    first_image_for_all, first_image_alone, one_image_returned, over_images_too, one_value_for_the_map,
    one_value_for_the_block, sum_of_the_channels, first_of_each_block, last_of_each_block,
    first_channel_left_out, first_two_only, blocks_begin_at_their_number, one_channel_too_many,
    over_blocks, over_the_rows_of_blocks, over_the_columns_of_blocks, along_the_memory,
    channels_split_without_transpose, winners_as_whole_numbers,
)  # fmt: skip
