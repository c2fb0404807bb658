"""Mistakes of a3.cross_channel_pool: in the maximum, and in its gradient. The cache is (x, group)."""

from __future__ import annotations

import numpy as np

from autograder.checks.mistakes import on_output


def _interleaved(channels: int, group: int) -> np.ndarray:
    """The order of channels that puts every (channels / group)-th one side by side."""
    return np.arange(channels).reshape(group, -1).T.ravel()


def _shared_out(dout, cache, shares):
    """dx where each block deals its dout out by `shares(block)`, of (N, C / group, group, H, W)."""
    x, group = cache
    blocks = x.reshape(len(x), -1, group, *x.shape[2:])
    return (shares(blocks) * dout[:, :, None]).reshape(x.shape).astype(x.dtype)


def _maxima(blocks):
    return (blocks == blocks.max(axis=2, keepdims=True)).astype(blocks.dtype)


def channels_far_apart(right, x, group):
    """You compare channels that lie far apart: 0 with C / group and so on. Block 0 is made of the first `group`
    channels, block 1 of the next ones: in a reshape the axis of the blocks comes before that of their channels."""
    return right(x[:, _interleaved(x.shape[1], group)], group)


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


def out_alone(right, x, group):
    """max_over_channels_forward returns the output alone. It returns the pair (out, cache): the backward pass needs
    to know what was compared."""
    return right(x, group)[0]


CHANNEL_MISTAKES = (
    channels_far_apart, group_as_number_of_blocks, blocks_overlap, mean_of_the_channels,
    minimum_of_the_channels, over_all_channels, over_rows, winners_returned, never_below_zero, out_alone,
)  # fmt: skip


def all_maxima_get_it(right, dout, cache):
    """Where several channels of a block hold the maximum, each of them gets the whole dout. Only the first of them
    gets it."""
    return _shared_out(dout, cache, _maxima)


def maxima_share_it(right, dout, cache):
    """Where several channels of a block hold the maximum, they share dout among them. Here the first of them gets
    all of it."""
    return _shared_out(
        dout, cache, lambda blocks: _maxima(blocks) / _maxima(blocks).sum(axis=2, keepdims=True)
    )


def last_maximum_gets_it(right, dout, cache):
    """Where several channels of a block hold the maximum, the last one gets dout. The first one gets it: compare
    with > and not with >=."""
    x, group = cache
    return right(dout[:, ::-1], (x[:, ::-1], group))[:, ::-1]


def whole_block_gets_it(right, dout, cache):
    """Every channel of a block gets dout. Only the channel that held the maximum has moved the output; the others
    get 0."""
    return _shared_out(dout, cache, np.ones_like)


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
    by_block = right(dout, cache).reshape(len(x), -1, group, *x.shape[2:])
    dx[:, :group] = by_block.sum(axis=1)
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
)  # fmt: skip
