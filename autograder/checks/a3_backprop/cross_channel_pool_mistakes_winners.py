"""Mistakes of a3.cross_channel_pool by winners that the forward function has noted wrongly, or that are compared with
an output that is wrong. The cache is (x, group)."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.cross_channel_pool_mistakes import shared_out
from autograder.checks.mistakes import memory, on_output


def _blocks(x, group):
    return x.reshape(len(x), -1, group, *x.shape[2:])


def _end(size: int) -> IndexError:
    return IndexError(f"index {size} is out of bounds for axis 1 with size {size}")


def _added(dout, x, channels):
    """dx where each dout is added to a channel. channels: of the shape of dout."""
    dx = np.zeros_like(x)
    for (n, c, i, j), channel in np.ndenumerate(channels):
        if channel >= x.shape[1]:
            raise _end(x.shape[1])
        dx[n, channel, i, j] += dout[n, c, i, j]
    return dx


def _firsts(dout):
    return np.arange(dout.shape[1])[:, None, None]


def smallest_in_the_output(right, x, group):
    """Your output holds the smallest value of each block. The largest is asked for."""
    return on_output(right(x, group), lambda _: _blocks(x, group).min(axis=2))


def median_of_the_channels(right, x, group):
    """You take the median of each block. The maximum is asked for."""
    return on_output(right(x, group), lambda _: np.median(_blocks(x, group), axis=2).astype(x.dtype))


def as_many_blocks_as_group(right, x, group):
    """You make as many blocks as a block has channels, and find nothing in some, or leave channels over. There are
    C / group blocks."""
    blocks = _blocks(x, group)
    if group > blocks.shape[1]:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    return on_output(right(x, group), lambda out: out[:, :group].copy())


def last_block_left_out(right, x, group):
    """The last channel of your output is 0. range(n) ends before n already: there are C / group blocks, the last
    of them too."""

    def emptied(out):
        out[:, -1] = 0
        return out

    return on_output(right(x, group), emptied)


def a_block_for_every_channel(right, x, group):
    """A block begins at every channel of yours, and your output has as many channels as x. The next block begins
    `group` channels further: there are C / group."""
    starts = range(x.shape[1])
    out = np.stack([x[:, c : c + group].max(axis=1) for c in starts], axis=1)
    return on_output(right(x, group), lambda _: out)


def first_two_only_by_index(right, x, group):
    """You compare a channel with the one after it. A block has `group` channels, which may be one or more than two."""
    if group == 1:
        raise _end(x.shape[1])
    return on_output(right(x, group), lambda _: np.maximum(x[:, ::group], x[:, 1::group]))


def one_maximum_of_all_channels(right, x, group):
    """Your output has one channel, the maximum over all. Each block of `group` channels has its own."""
    return on_output(right(x, group), lambda _: x.max(axis=1, keepdims=True))


def axis_of_the_channels_lost(right, x, group):
    """Your output has no axis of channels: you take the maximum over all. Each block of `group` channels has its own,
    and the output is (N, C / group, H, W)."""
    return on_output(right(x, group), lambda _: x.max(axis=1))


def maps_below_one_another(right, x, group):
    """Your output has three axes: the maps of the blocks lie below one another, as np.concatenate lays them. They need
    an axis of their own: (N, C / group, H, W)."""
    return on_output(right(x, group), lambda out: out.reshape(len(out), -1, out.shape[3]))


OUTPUT_MISTAKES = (
    smallest_in_the_output, median_of_the_channels, as_many_blocks_as_group, last_block_left_out,
    a_block_for_every_channel, first_two_only_by_index, one_maximum_of_all_channels,
    axis_of_the_channels_lost, maps_below_one_another,
)  # fmt: skip


def _number_in(blocks):
    return np.stack([block.argmax(axis=1) for block in blocks], axis=1)


def winners_of_blocks_at_their_number(right, dout, cache):
    """Your dx seeks the maximum of block c from channel c on. Block c begins at channel c * group."""
    x, group = cache
    numbers = _number_in([x[:, c : c + group] for c in range(dout.shape[1])])
    return _added(dout, x, _firsts(dout) * group + numbers)


def winners_among_one_too_many(right, dout, cache):
    """In your dx a block reaches one channel into the next one, which may get its dout. Block c has `group` channels
    and ends before channel (c + 1) * group."""
    x, group = cache
    numbers = _number_in([x[:, c * group : (c + 1) * group + 1] for c in range(dout.shape[1])])
    return _added(dout, x, _firsts(dout) * group + numbers)


def winners_among_the_first_two(right, dout, cache):
    """In your dx only the first two channels of a block can get dout. A block has `group` of them."""
    x, group = cache
    numbers = _blocks(x, group)[:, :, :2].argmax(axis=2)
    return _added(dout, x, _firsts(dout) * group + numbers)


def far_apart_winners_put_side_by_side(right, dout, cache):
    """You seek the maximum among channels that lie far apart, and give dout to neighbours. A block is made of
    neighbouring channels, and one of these gets its dout."""
    x, group = cache
    numbers = x.reshape(len(x), group, -1, *x.shape[2:]).argmax(axis=1)
    return _added(dout, x, _firsts(dout) * group + numbers)


def blocks_begin_by_their_count(right, dout, cache):
    """In your dx block c begins at c times the number of blocks. It begins at c times the number of channels in a
    block."""
    x, group = cache
    return _added(dout, x, _firsts(dout) * dout.shape[1] + _blocks(x, group).argmax(axis=2))


def block_and_place_exchanged_added(right, dout, cache):
    """You exchange the number of a block with the place in it, and what meets in a channel is added. Place u of block c
    is `group` channels further for each block before it: c counts blocks of `group`, u single channels."""
    x, group = cache
    return _added(dout, x, _firsts(dout) + _blocks(x, group).argmax(axis=2) * group)


def dout_in_the_first_channels(right, dout, cache):
    """The first C / group channels of your dx hold dout, and the others 0. Each dout belongs to the channel that held
    the maximum of its block."""
    dx = np.zeros_like(cache[0])
    dx[:, : dout.shape[1]] = dout
    return dx


def dout_of_the_first_block(right, dout, cache):
    """The right channels of your dx are filled, but all with the dout of block 0. Each block has its own."""
    return right(dout[:, :1].repeat(dout.shape[1], axis=1), cache)


def other_images_to_channel_0(right, dout, cache):
    """In your dx the first image is right, and in all others channel 0 gets all of dout, as if it had won
    everywhere. Each image of the batch has its own winners."""
    dx = right(dout, cache)
    dx[1:] = 0
    dx[1:, 0] = dout[1:].sum(axis=1)
    return dx


def more_douts_than_blocks(right, dout, cache):
    """In your backward pass there are as many blocks as a block has channels, and where dout has more your index leaves
    them. There are C / group blocks."""
    if dout.shape[1] > cache[1]:
        raise _end(cache[1])
    return right(dout, cache)


def last_channel_gets_nothing(right, dout, cache):
    """Where the last channel of a block holds the maximum, its dout goes nowhere. A range and a slice end before their
    end, so from first to first + group there are `group` channels."""
    dx = right(dout, cache)
    dx[:, cache[1] - 1 :: cache[1]] = 0
    return dx


def first_channel_gets_nothing(right, dout, cache):
    """Where the first channel of a block holds the maximum, its dout goes nowhere. Block c begins at channel
    c * group."""
    dx = right(dout, cache)
    dx[:, :: cache[1]] = 0
    return dx


def last_block_gets_nothing(right, dout, cache):
    """In your dx the last block is 0. range(n) ends before n already: the last block gives its dout too."""
    dx = right(dout, cache)
    dx[:, -cache[1] :] = 0
    return dx


def _equal_to(dout, cache, axes):
    """dx where those get dout that are equal to the largest along these axes of the blocks."""
    return shared_out(
        dout, cache, lambda blocks: (blocks == blocks.max(axis=axes, keepdims=True)).astype(blocks.dtype)
    )


def only_the_largest_of_the_map_gets_it(right, dout, cache):
    """In your dx only those places of a block are filled that hold its largest value of the whole image. Each place has
    its own maximum, which gets the dout of that place."""
    return _equal_to(dout, cache, (2, 3, 4))


def only_the_largest_of_the_batch_gets_it(right, dout, cache):
    """In your dx only those places of a block are filled that hold its largest value in all images. Each place of each
    image has its own maximum, which gets the dout of that place."""
    return _equal_to(dout, cache, (0, 2, 3, 4))


def first_equal_to_the_largest_gets_it(right, dout, cache):
    """In your dx a block is filled only where it holds the largest of all channels. Each block has a maximum of its
    own, which gets the dout of its block."""
    x, group = cache
    best = _blocks(x, group).max(axis=2) == x.max(axis=1, keepdims=True)
    return right(dout * best, cache).astype(x.dtype)


def dx_along_the_memory(right, dout, cache):
    """In your dx values are compared that lie side by side in a row. The channels of a block are compared at one
    place: a reshape that splits the axis of the channels leaves those of rows and columns as they are."""
    x, group = cache
    runs = x.reshape(*dout.shape, group)
    wins = np.arange(group) == runs.argmax(axis=-1)[..., None]
    return (wins * dout[..., None]).reshape(x.shape).astype(x.dtype)


def dx_channels_split_without_transpose(right, dout, cache):
    """In your dx x is reshaped as if its channels came last, which mixes places and channels. Move the axes by
    transpose, or split the axis of the channels where it is."""
    x, group = cache
    n, c, height, width = x.shape
    runs = x.reshape(n, height, width, c // group, group)
    wins = np.arange(group) == runs.argmax(axis=-1)[..., None]
    return (wins * dout.transpose(0, 2, 3, 1)[..., None]).reshape(x.shape).astype(x.dtype)


def x_overwritten_after_the_comparison(right, dout, cache):
    """You write dx into x, channel after channel, and compare with an output that was kept: a second backward call
    compares with what is no longer there. Make dx anew."""
    x, group = cache
    kept = memory(right)
    if kept.get("x") is not x:
        kept.update(x=x, out=_blocks(x, group).max(axis=2))
    wins = _blocks(x, group) == kept["out"][:, :, None]
    wins &= wins.cumsum(axis=2) == 1
    x[...] = (wins * dout[:, :, None]).reshape(x.shape)
    return x


WINNER_MISTAKES = (
    winners_of_blocks_at_their_number, winners_among_one_too_many,
    winners_among_the_first_two, far_apart_winners_put_side_by_side, blocks_begin_by_their_count,
    block_and_place_exchanged_added, dout_in_the_first_channels, dout_of_the_first_block,
    other_images_to_channel_0, more_douts_than_blocks, last_channel_gets_nothing,
    first_channel_gets_nothing, last_block_gets_nothing, only_the_largest_of_the_map_gets_it,
    only_the_largest_of_the_batch_gets_it, first_equal_to_the_largest_gets_it, dx_along_the_memory,
    dx_channels_split_without_transpose, x_overwritten_after_the_comparison,
)  # fmt: skip
