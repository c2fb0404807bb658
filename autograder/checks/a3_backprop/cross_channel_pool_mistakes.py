"""Mistakes of a3.cross_channel_pool: in the maximum, and in its gradient. The cache is (x, group)."""

from __future__ import annotations

import numpy as np

from autograder.checks.mistakes import on_output


def _interleaved(channels: int, group: int) -> np.ndarray:
    """The order of channels that puts every (channels / group)-th one side by side."""
    return np.arange(channels).reshape(group, -1).T.ravel()


def shared_out(dout, cache, shares):
    """dx where each block deals its dout out by `shares(block)`, of (N, C / group, group, H, W)."""
    x, group = cache
    blocks = x.reshape(len(x), -1, group, *x.shape[2:])
    return (shares(blocks) * dout[:, :, None]).reshape(x.shape).astype(x.dtype)


def all_maxima(blocks):
    return (blocks == blocks.max(axis=2, keepdims=True)).astype(blocks.dtype)


def first_maxima(blocks):
    """1 at the first channel of each block that holds its maximum."""
    marks = np.zeros_like(blocks)
    np.put_along_axis(marks, blocks.argmax(axis=2)[:, :, None], 1, axis=2)
    return marks


def channels_far_apart(right, x, group):
    """You compare channels that lie far apart: 0 with C / group and so on. Block 0 is made of the first `group`
    channels, block 1 of the next ones: in a reshape the axis of the blocks comes before that of their channels."""
    far_apart = right(x[:, _interleaved(x.shape[1], group)], group)[0]
    return on_output(right(x, group), lambda _: far_apart)


def group_as_number_of_blocks(right, x, group):
    """You make `group` blocks. group is the number of channels in a block, so that there are C / group blocks."""
    return right(x, x.shape[1] // group)


def blocks_overlap(right, x, group):
    """Your blocks begin at every channel and overlap. Each channel belongs to one block: the next one begins
    `group` channels further."""
    starts = range(x.shape[1] - group + 1)
    out = np.stack([x[:, first : first + group].max(axis=1) for first in starts], axis=1)
    return on_output(right(x, group), lambda _: out)


def mean_of_the_channels(right, x, group):
    """You take the mean of each block. The maximum is asked for."""
    return on_output(
        right(x, group), lambda out: x.reshape(len(x), -1, group, *x.shape[2:]).mean(axis=2).astype(x.dtype)
    )


def minimum_of_the_channels(right, x, group):
    """You take the smallest value of each block. The largest is asked for."""
    return on_output(right(-x, group), lambda out: -out)


def over_all_channels(right, x, group):
    """You take the maximum over all channels of an image. Each block of `group` channels has its own."""
    return right(x, x.shape[1])


def over_rows(right, x, group):
    """You compare neighbouring rows and not channels. The channels are axis 1."""
    if x.shape[2] % group:
        raise ValueError("cannot reshape array of size 12 into shape (1,6,0,2,2)")
    return on_output(right(x, group), lambda _: x.reshape(*x.shape[:2], -1, group, x.shape[3]).max(axis=3))


def winners_returned(right, x, group):
    """You return which channel of a block holds the maximum. That may go into the cache; out holds the values."""
    return on_output(
        right(x, group), lambda out: x.reshape(len(x), -1, group, *x.shape[2:]).argmax(axis=2).astype(x.dtype)
    )


def never_below_zero(right, x, group):
    """Where all values of a block are negative you answer 0, as a search does that begins at 0. Begin with minus
    infinity or with the first channel."""
    return on_output(right(x, group), lambda out: np.maximum(out, out.dtype.type(0)))


def collected_in_a_view(right, x, group):
    """Your result is a view of x, and each maximum is written over the first channel of its block: x is changed, and
    the backward pass finds the maximum there. Make a new array for the result."""
    out = x[:, ::group]
    for u in range(1, group):
        np.maximum(out, x[:, u::group], out=out)
    return out, (x, group)


def _whole_channels(right, x, group, strength):
    """One channel of a block wins at all places, by its `strength`: from (N, C / group, group, H, W) to one less
    the last two axes."""
    blocks = x.reshape(len(x), -1, group, *x.shape[2:])
    winner = strength(blocks).argmax(axis=2)[:, :, None, None, None]
    out = np.take_along_axis(blocks, winner, axis=2)[:, :, 0]
    marks = np.zeros_like(blocks)
    np.put_along_axis(marks, np.broadcast_to(winner, (*out.shape[:2], 1, *x.shape[2:])), 1, axis=2)
    return out, right(marks.reshape(x.shape), group)[1]


def whole_channel_wins(right, x, group):
    """One channel of a block wins for the whole image, the one with the largest sum. At each place the largest value
    of that place wins."""
    return _whole_channels(right, x, group, lambda blocks: blocks.sum(axis=(3, 4)))


def whole_channel_wins_by_its_largest(right, x, group):
    """One channel of a block wins for the whole image, the one that holds the largest value. At each place the
    largest value of that place wins."""
    return _whole_channels(right, x, group, lambda blocks: blocks.max(axis=(3, 4)))


def last_channel_left_out(right, x, group):
    """You compare all channels of a block but the last one. A range and a slice end before their end, so from first
    to first + group there are `group` channels."""
    blocks = x.reshape(len(x), -1, group, *x.shape[2:])
    if group == 1:
        raise ValueError("zero-size array to reduction operation maximum which has no identity")
    return on_output(right(x, group), lambda _: blocks[:, :, :-1].max(axis=2))


def largest_in_size(right, x, group):
    """You take the largest absolute value. The sign counts: -7 is less than 2."""
    return on_output(right(x, group), lambda _: right(abs(x), group)[0])


def cache_first(right, x, group):
    """max_over_channels_forward returns the cache before the output. The order is (out, cache)."""
    out, cache = right(x, group)
    return cache, out


def out_alone(right, x, group):
    """max_over_channels_forward returns the output alone. It returns the pair (out, cache): the backward pass needs
    to know what was compared."""
    return right(x, group)[0]


CHANNEL_MISTAKES = (
    channels_far_apart, group_as_number_of_blocks, blocks_overlap, mean_of_the_channels,
    minimum_of_the_channels, over_all_channels, over_rows, winners_returned, never_below_zero, out_alone,
    collected_in_a_view, whole_channel_wins, whole_channel_wins_by_its_largest, last_channel_left_out,
    largest_in_size, cache_first,
)  # fmt: skip


def all_maxima_get_it(right, dout, cache):
    """Where several channels of a block hold the maximum, each of them gets the whole dout. Only the first of them
    gets it."""
    return shared_out(dout, cache, all_maxima)


def maxima_share_it(right, dout, cache):
    """Where several channels of a block hold the maximum, they share dout among them. Here the first of them gets
    all of it."""
    return shared_out(
        dout, cache, lambda blocks: all_maxima(blocks) / all_maxima(blocks).sum(axis=2, keepdims=True)
    )


def last_maximum_gets_it(right, dout, cache):
    """Where several channels of a block hold the maximum, the last one gets dout. The first one gets it: compare
    with > and not with >=."""
    return shared_out(dout, cache, lambda blocks: first_maxima(blocks[:, :, ::-1])[:, :, ::-1])


def whole_block_gets_it(right, dout, cache):
    """Every channel of a block gets dout. Only the channel that held the maximum has moved the output; the others
    get 0."""
    return shared_out(dout, cache, np.ones_like)


def one_instead_of_dout(right, dout, cache):
    """Your dx marks the maxima with 1. Each gets the dout of its block."""
    return right(np.ones_like(dout), cache)


def dx_channels_far_apart(right, dout, cache):
    """In your dx blocks are made of channels that lie far apart: 0 and C / group and so on. Block 0 is made of the
    first `group` channels, block 1 of the next ones."""
    x, group = cache
    order = _interleaved(x.shape[1], group)
    dx = np.empty_like(x)
    dx[:, order] = right(dout, (x[:, order], group))
    return dx


def winners_of_one_block(right, dout, cache):
    """You use the place of a channel in its block as if it were its place in the image, so that all blocks write
    into the first `group` channels. Block c begins at channel c * group."""
    x, group = cache
    dx = np.zeros_like(x)
    by_block = shared_out(dout, cache, first_maxima).reshape(len(x), -1, group, *x.shape[2:])
    dx[:, :group] = by_block.sum(axis=1)
    return dx


def dout_of_another_block(right, dout, cache):
    """The right channels of your dx are filled, but with the dout of other blocks: all of dout is laid side by side,
    as np.tile does. Each value of dout belongs to the `group` channels of its own block, as np.repeat lays it."""
    x, group = cache
    return shared_out(np.ones_like(dout), cache, first_maxima) * np.tile(dout, (1, group, 1, 1))


def dx_in_blocks(right, dout, cache):
    """Your dx has an axis too many: it still is in blocks, (N, C / group, group, H, W). It has the shape of x."""
    x, group = cache
    return right(dout, cache).reshape(len(x), -1, group, *x.shape[2:])


def dx_blocks_overlap(right, dout, cache):
    """In your dx the blocks begin at every channel and overlap. Each channel belongs to one block: block c begins at
    channel c * group."""
    x, group = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        dx[n, c + int(np.argmax(x[n, c : c + group, i, j])), i, j] += dout[n, c, i, j]
    return dx


def dx_more_blocks_than_dout(right, dout, cache):
    """In your backward pass the blocks begin at every channel and overlap, so that there are more of them than dout
    has, and your index leaves it. Each channel belongs to one block: block c begins at channel c * group."""
    x, group = cache
    if dout.shape[1] < x.shape[1] - group + 1:
        raise IndexError(f"index {dout.shape[1]} is out of bounds for axis 1 with size {dout.shape[1]}")
    return right(dout, cache)


def negatives_get_nothing(right, dout, cache):
    """Where all values of a block are negative, its dout goes nowhere, as after a search that begins at 0. The
    largest of them is the maximum: it gets dout."""
    return shared_out(
        dout, cache, lambda blocks: first_maxima(blocks) * (blocks.max(axis=2, keepdims=True) >= 0)
    )


def first_of_negatives_gets_it(right, dout, cache):
    """Where all values of a block are negative, its first channel gets dout, as after a search that begins at 0. The
    largest of them is the maximum: it gets dout."""
    x, group = cache
    return right(dout, (np.maximum(x, x.dtype.type(0)), group))


def averaged_over_the_block(right, dout, cache):
    """You spread dout evenly over the channels of a block. Only the channel that held the maximum has moved the
    output; the others get 0."""
    return shared_out(dout, cache, lambda blocks: np.ones_like(blocks) / blocks.dtype.type(blocks.shape[2]))


def times_the_maximum(right, dout, cache):
    """You multiply dout by the maximum itself. The maximum is copied to the output, so its slope is 1."""
    return right(dout, cache) * cache[0]


def minimum_gets_it(right, dout, cache):
    """The smallest value of each block gets dout. The largest has made the output."""
    x, group = cache
    return right(dout, (-x, group))


def left_at_zero(right, dout, cache):
    """Your dx is 0 everywhere. The channel of each maximum gets the dout of its block."""
    return np.zeros_like(cache[0])


def first_image_only(right, dout, cache):
    """In your dx only image 0 is filled. Each image of the batch was pooled by itself."""
    dx = right(dout, cache)
    dx[1:] = 0
    return dx


def averaged_over_images(right, dout, cache):
    """Your dx is divided by the number of images. Where the loss is a mean, that is in dout already."""
    dx = right(dout, cache)
    return dx / dx.dtype.type(len(dx))


def shape_of_dout(right, dout, cache):
    """You return an array of the shape of dout. dx has the shape of x: the channels that were not the maximum are in
    it too, with 0."""
    return dout.copy()


GRADIENT_MISTAKES = (
    all_maxima_get_it, maxima_share_it, last_maximum_gets_it, whole_block_gets_it, one_instead_of_dout,
    dx_channels_far_apart, winners_of_one_block, averaged_over_images, shape_of_dout,
    dout_of_another_block, dx_in_blocks, dx_blocks_overlap, dx_more_blocks_than_dout,
    negatives_get_nothing, first_of_negatives_gets_it, averaged_over_the_block, times_the_maximum,
    minimum_gets_it, left_at_zero, first_image_only,
)  # fmt: skip
