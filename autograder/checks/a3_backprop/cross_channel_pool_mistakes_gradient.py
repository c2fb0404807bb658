"""Mistakes of a3.cross_channel_pool in who gets dout, and where it is put. The cache is (x, group)."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.cross_channel_pool_mistakes import all_maxima, shared_out


def _blocks(x, group):
    return x.reshape(len(x), -1, group, *x.shape[2:])


def _end(size: int) -> IndexError:
    return IndexError(f"index {size} is out of bounds for axis 1 with size {size}")


def dx_group_as_number_of_blocks(right, dout, cache):
    """In your dx there are `group` blocks, so that dout has too few channels for them, or some of dout is left over.
    group is the number of channels in a block: there are C / group blocks."""
    x, group = cache
    if group > dout.shape[1]:
        raise _end(dout.shape[1])
    return right(dout[:, :group], (x, x.shape[1] // group))


def dx_group_as_number_of_blocks_refused(right, dout, cache):
    """In your dx there are `group` blocks, which dout does not fit. group is the number of channels in a block: there
    are C / group blocks."""
    x, group = cache
    if dout.shape[1] not in (1, group):
        raise ValueError("shapes that do not fit")
    return right(dout.repeat(group // dout.shape[1], axis=1), (x, x.shape[1] // group))


def _one_winner(dout, cache, strength):
    """One channel of a block wins at all places, by its `strength`: from blocks to one number for each channel."""
    x, group = cache
    blocks = _blocks(x, group)
    winner = strength(blocks).argmax(axis=2)[:, :, None, None, None]
    wins = np.arange(group)[:, None, None] == winner
    return (wins * dout[:, :, None]).reshape(x.shape).astype(x.dtype)


def dx_whole_channel_wins(right, dout, cache):
    """In your dx one channel of a block gets dout at all places, the one with the largest sum. At each place the
    largest value of that place gets it."""
    return _one_winner(dout, cache, lambda blocks: blocks.sum(axis=(3, 4)))


def dx_whole_channel_wins_by_its_largest(right, dout, cache):
    """In your dx one channel of a block gets dout at all places, the one that holds the largest value. At each place
    the largest value of that place gets it."""
    return _one_winner(dout, cache, lambda blocks: blocks.max(axis=(3, 4)))


def dx_one_winner_for_all_images(right, dout, cache):
    """In your dx one channel of a block gets dout at all places of all images, the one that holds the largest value of
    them all. At each place of each image the largest value there gets it."""
    x, group = cache
    largest = _blocks(x, group).max(axis=(0, 3, 4), keepdims=True)
    return _one_winner(dout, cache, lambda blocks: np.broadcast_to(largest[..., 0, 0], blocks.shape[:3]))


def winners_of_the_first_image(right, dout, cache):
    """In every image of your dx those channels get dout that hold the maximum in the first. Each image of the batch has
    its own."""
    x, group = cache
    return right(dout, (x[:1].repeat(len(x), axis=0), group))


def _tiled(array, group):
    """All channels laid side by side `group` times, in blocks."""
    return _blocks(np.tile(array, (1, group, 1, 1)), group)


def _compared(dout, cache, first, top, given):
    """dx where channels get `given` that are equal to `top`. first: only the first of a block does."""
    x, group = cache
    wins = _blocks(x, group) == top
    wins &= (wins.cumsum(axis=2) == 1) | (not first)
    return (wins * given).reshape(x.shape).astype(x.dtype)


def _maxima_tiled(cache):
    x, group = cache
    return _tiled(_blocks(x, group).max(axis=2), group)


def another_block_throughout(right, dout, cache):
    """You compare channels with the maximum of another block, and give them its dout: all are laid side by side, as
    np.tile does. Each maximum and each dout belongs to the `group` channels of its own block."""
    return _compared(dout, cache, False, _maxima_tiled(cache), _tiled(dout, cache[1]))


def another_block_throughout_first(right, dout, cache):
    """You compare channels with the maximum of another block, and give the first that is equal its dout: all are laid
    side by side, as np.tile does. Each maximum and each dout belongs to the `group` channels of its own block."""
    return _compared(dout, cache, True, _maxima_tiled(cache), _tiled(dout, cache[1]))


def maximum_of_another_block(right, dout, cache):
    """You compare channels with the maximum of another block: the maxima are laid side by side, as np.tile does. Each
    maximum belongs to the `group` channels of its own block."""
    return _compared(dout, cache, False, _maxima_tiled(cache), dout[:, :, None])


def maximum_of_another_block_first(right, dout, cache):
    """You compare channels with the maximum of another block, and the first that is equal gets dout: the maxima are
    laid side by side, as np.tile does. Each maximum belongs to the `group` channels of its own block."""
    return _compared(dout, cache, True, _maxima_tiled(cache), dout[:, :, None])


def dout_of_another_block_to_all_maxima(right, dout, cache):
    """Each maximum gets the dout of another block, and several equal ones all do: all of dout is laid side by side, as
    np.tile does. Each value of dout belongs to its own block, and the first maximum there gets it."""
    return shared_out(np.ones_like(dout), cache, all_maxima) * np.tile(dout, (1, cache[1], 1, 1))


def x_overwritten(right, dout, cache):
    """Your dx is a view of x, and you write into it: x is lost to whoever gave it, and a second backward call finds dx
    in its place. A reshape makes no new array: make dx anew."""
    x, _ = cache
    x[...] = right(dout, cache)
    return x


def written_into_a_copy(right, dout, cache):
    """Your dx stays 0: you write into a copy of it. A reshape after a transpose makes a new array as soon as the values
    do not lie in that order in memory; write into dx itself, or return what you have written into."""
    x, group = cache
    dx = np.zeros(x.shape, x.dtype)
    dx.transpose(0, 2, 3, 1).reshape(-1, group)[...] = (
        right(dout, cache).transpose(0, 2, 3, 1).reshape(-1, group)
    )
    return dx


def losers_keep_x(right, dout, cache):
    """The channels that did not hold the maximum keep the values of x in your dx. They get 0."""
    x, group = cache
    return np.where(right(np.ones_like(dout), cache) == 1, right(dout, cache), x)


def losers_keep_x_after_ties(right, dout, cache):
    """The channels that did not hold the maximum keep the values of x in your dx, and of several equal ones each gets
    dout. The first maximum of a block gets dout and all others get 0."""
    marks = shared_out(np.ones_like(dout), cache, all_maxima)
    return np.where(marks == 1, shared_out(dout, cache, all_maxima), cache[0])


def last_block_only(right, dout, cache):
    """In your dx only the last block is filled. Each block gives its dout to one of its channels."""
    dx = right(dout, cache)
    dx[:, : -cache[1]] = 0
    return dx


def first_block_only(right, dout, cache):
    """In your dx only the first block is filled. Each block gives its dout to one of its channels."""
    dx = right(dout, cache)
    dx[:, cache[1] :] = 0
    return dx


def largest_of_all_channels_gets_it(right, dout, cache):
    """In your dx one channel of each place is filled, the largest of all channels. Each block has a maximum of its own,
    which gets the dout of its block."""
    x, _ = cache
    return right(dout, cache) * (np.arange(x.shape[1])[:, None, None] == x.argmax(axis=1)[:, None])


def all_equal_to_the_largest_get_it(right, dout, cache):
    """In your dx only those channels are filled that are as large as the largest of all channels. Each block has a
    maximum of its own, which gets the dout of its block."""
    x, group = cache
    return np.where(x == x.max(axis=1, keepdims=True), dout.repeat(group, axis=1), 0).astype(x.dtype)


def _placed(dout, cache, place, add=False):
    """dx where the winner u of block c is put to the channel `place(c, u)`."""
    x, group = cache
    dx = np.zeros_like(x)
    winners = _blocks(x, group).argmax(axis=2)
    for (n, c, i, j), u in np.ndenumerate(winners):
        channel = place(c, int(u))
        if channel >= x.shape[1]:
            raise _end(x.shape[1])
        dx[n, channel, i, j] = dout[n, c, i, j] + (dx[n, channel, i, j] if add else 0)
    return dx


def put_far_apart(right, dout, cache):
    """Each block has the right winner, but your dx holds first the first channel of every block, then the second of
    every block, and so on. The channels of a block are neighbours."""
    x, group = cache
    return _placed(dout, cache, lambda c, u: u * (x.shape[1] // group) + c)


def put_by_the_place_in_the_block(right, dout, cache):
    """You use the place of a channel in its block as if it were its place in the image, so that all blocks write into
    the first `group` channels, the later over the earlier. Block c begins at channel c * group."""
    return _placed(dout, cache, lambda c, u: u)


def put_at_the_number_of_the_block(right, dout, cache):
    """Your block c begins at channel c of dx, so that blocks write over one another. It begins at channel
    c * group."""
    return _placed(dout, cache, lambda c, u: c + u)


def added_at_the_number_of_the_block(right, dout, cache):
    """Your block c begins at channel c of dx, so that blocks add up. It begins at channel c * group."""
    return _placed(dout, cache, lambda c, u: c + u, add=True)


def block_and_place_exchanged(right, dout, cache):
    """You exchange the number of a block with the place in it. Place u of block c is `group` channels further for each
    block before it: c counts blocks of `group`, u single channels."""
    return _placed(dout, cache, lambda c, u: u * cache[1] + c)


def winner_gets_its_share(right, dout, cache):
    """You divide dout by the number of channels in a block. The maximum is copied to the output, so its channel gets
    all of dout."""
    dx = right(dout, cache)
    return dx / dx.dtype.type(cache[1])


def nobody_gets_it_at_ties(right, dout, cache):
    """Where several channels of a block hold the maximum, none of them gets dout. The first of them gets it."""
    return shared_out(
        dout, cache, lambda b: all_maxima(b) * (all_maxima(b).sum(axis=2, keepdims=True) == 1).astype(b.dtype)
    )


def positives_get_it(right, dout, cache):
    """Every channel above 0 gets dout, as behind a ReLU. Here only the maximum of a block does, whatever its sign."""
    return shared_out(dout, cache, lambda blocks: (blocks > 0).astype(blocks.dtype))


def dx_largest_in_size(right, dout, cache):
    """The channel with the largest absolute value gets dout. The sign counts: -7 is less than 2."""
    x, group = cache
    return right(dout, (abs(x), group))


def dx_last_channel_left_out(right, dout, cache):
    """The last channel of a block never gets dout. A range and a slice end before their end, so from first to
    first + group there are `group` channels."""
    x, group = cache
    places = np.zeros_like(_blocks(x, group))
    winners = _blocks(x, group)[:, :, :-1].argmax(axis=2)[:, :, None]
    np.put_along_axis(places, winners, dout[:, :, None], axis=2)
    return places.reshape(x.shape)


def first_channel_gets_it(right, dout, cache):
    """The first channel of each block gets dout, whichever holds the maximum. The one that held it gets dout."""
    x, group = cache
    return right(dout, (np.zeros_like(x), group))


DX_MISTAKES = (
    dx_group_as_number_of_blocks, dx_group_as_number_of_blocks_refused, dx_whole_channel_wins,
    dx_whole_channel_wins_by_its_largest, dx_one_winner_for_all_images, winners_of_the_first_image,
    another_block_throughout, another_block_throughout_first, maximum_of_another_block,
    maximum_of_another_block_first, dout_of_another_block_to_all_maxima, x_overwritten,
    written_into_a_copy, losers_keep_x, losers_keep_x_after_ties, last_block_only, first_block_only,
    largest_of_all_channels_gets_it, all_equal_to_the_largest_get_it, put_far_apart,
    put_by_the_place_in_the_block, put_at_the_number_of_the_block, added_at_the_number_of_the_block,
    block_and_place_exchanged, winner_gets_its_share, nobody_gets_it_at_ties, positives_get_it,
    dx_largest_in_size, dx_last_channel_left_out, first_channel_gets_it,
)  # fmt: skip
