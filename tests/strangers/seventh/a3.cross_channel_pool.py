# %% reshape_wrong_order
# fault: splits the channels by reshape(N, group, C // group, H, W) and takes the maximum over the first of the two axes, forward and backward, so a block holds channels that lie C / group apart instead of neighbours.
# names: channels_far_apart, channels_far_apart + dx_channels_far_apart
# hints: dx_channels_far_apart
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    blocks = x.reshape(N, group, C // group, H, W)
    out = blocks.max(axis=1)
    return out, (x, group)

def max_over_channels_backward(dout, cache):
    x, group = cache
    N, C, H, W = x.shape
    blocks = x.reshape(N, group, C // group, H, W)
    winner = blocks.argmax(axis=1)
    dx = np.zeros_like(blocks)
    np.put_along_axis(dx, winner[:, None], dout[:, None], axis=1)
    return dx.reshape(x.shape)


# %% all_ties_get_it
# fault: backward compares x with the maximum and gives dout to every channel that equals it, so of equal channels all get the whole dout in place of the first alone.
# names: all_maxima_get_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = x.reshape(N, C // group, group, H, W).max(axis=2)
    return out, (x, out, group)

def max_over_channels_backward(dout, cache):
    x, out, group = cache
    # 1 where the channel is the maximum of its block
    mask = x == np.repeat(out, group, axis=1)
    return (mask * np.repeat(dout, group, axis=1)).astype(x.dtype)


# %% group_is_number_of_blocks
# fault: takes `group` for the number of blocks, as the groups of a convolution are, so a block holds C / group channels and out has `group` channels instead of C / group.
# names: group_as_number_of_blocks, blocks_counted_by_group, group_as_number_of_blocks + dx_group_as_number_of_blocks_refused, blocks_counted_by_group + dx_group_as_number_of_blocks_refused
# hints: dx_group_as_number_of_blocks_refused
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    per_group = C // group
    out = np.zeros((N, group, H, W), dtype=x.dtype)
    where = np.zeros((N, group, H, W), dtype=int)
    for g in range(group):
        part = x[:, g * per_group:(g + 1) * per_group]
        out[:, g] = part.max(axis=1)
        where[:, g] = part.argmax(axis=1) + g * per_group
    return out, (where, x.shape, x.dtype)

def max_over_channels_backward(dout, cache):
    where, shape, dtype = cache
    dx = np.zeros(shape, dtype=dtype)
    np.put_along_axis(dx, where, dout, axis=1)
    return dx


# %% no_offset_of_the_block
# fault: backward uses the winner's number inside its block as if it were the channel of x (the block's first channel is not added), so every gradient lands in the first `group` channels.
# names: winners_of_one_block
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.empty((N, C // group, H, W), dtype=x.dtype)
    idx = np.empty((N, C // group, H, W), dtype=int)
    for k in range(C // group):
        block = x[:, k * group:(k + 1) * group]
        out[:, k] = np.max(block, axis=1)
        idx[:, k] = np.argmax(block, axis=1)
    cache = (x, idx, group)
    return out, cache

def max_over_channels_backward(dout, cache):
    x, idx, group = cache
    dx = np.zeros_like(x)
    N, K, H, W = dout.shape
    for n in range(N):
        for k in range(K):
            for i in range(H):
                for j in range(W):
                    dx[n, idx[n, k, i, j], i, j] += dout[n, k, i, j]
    return dx


# %% ties_shared
# fault: equal maxima of a block share dout evenly (mask divided by the number of winners) in place of the first getting all of it.
# names: maxima_share_it
import numpy as np

def max_over_channels_forward(x, group):
    n, c, h, w = x.shape
    xg = x.reshape(n, c // group, group, h, w)
    out = np.amax(xg, axis=2)
    return out, {"xg": xg, "max": out, "shape": x.shape}

def max_over_channels_backward(dout, cache):
    xg = cache["xg"]
    is_max = (xg == cache["max"][:, :, np.newaxis]).astype(xg.dtype)
    is_max /= is_max.sum(axis=2, keepdims=True)
    dx = is_max * dout[:, :, np.newaxis]
    return dx.reshape(cache["shape"])


# %% last_tie_wins
# fault: the winner is searched with >= from the first channel to the last, so of equal maxima the last one gets dout instead of the first.
# names: last_maximum_gets_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.zeros((N, C // group, H, W), dtype=x.dtype)
    which = np.zeros((N, C // group, H, W), dtype=np.int64)
    for n in range(N):
        for g in range(C // group):
            for i in range(H):
                for j in range(W):
                    best = -np.inf
                    for c in range(g * group, (g + 1) * group):
                        if x[n, c, i, j] >= best:
                            best = x[n, c, i, j]
                            which[n, g, i, j] = c
                    out[n, g, i, j] = best
    return out, (x, which)

def max_over_channels_backward(dout, cache):
    x, which = cache
    dx = np.zeros(x.shape, dtype=x.dtype)
    for (n, g, i, j), c in np.ndenumerate(which):
        dx[n, c, i, j] = dout[n, g, i, j]
    return dx


# %% best_starts_at_zero
# fault: the running maximum begins at 0, so a block whose channels are all negative gives 0, and its dout gets lost because no channel equals the maximum.
# names: never_below_zero, never_below_zero + negatives_get_nothing
# hints: negatives_get_nothing
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.zeros((N, C // group, H, W), dtype=x.dtype)
    for c in range(C):
        out[:, c // group] = np.maximum(out[:, c // group], x[:, c])
    return out, (x, group, out.copy())

def max_over_channels_backward(dout, cache):
    x, group, top = cache
    dx = np.zeros_like(x)
    taken = np.zeros(dout.shape, dtype=bool)
    for c in range(x.shape[1]):
        k = c // group
        wins = (x[:, c] == top[:, k]) & ~taken[:, k]
        dx[:, c][wins] = dout[:, k][wins]
        taken[:, k] |= wins
    return dx


# %% everybody_gets_dout
# fault: backward repeats dout for all channels of the block, as if out were their sum; the channels that did not hold the maximum ought to get 0.
# names: whole_block_gets_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    assert C % group == 0
    out = x.reshape(N, C // group, group, H, W).max(axis=2)
    return out, group

def max_over_channels_backward(dout, cache):
    group = cache
    return np.repeat(dout, group, axis=1)


# %% writes_the_maximum
# fault: backward multiplies dout by the maximum itself (chain rule with the value instead of the slope 1) where the winner stood.
# names: times_the_maximum
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    xr = x.reshape(N, -1, group, H, W)
    arg = xr.argmax(axis=2)
    out = np.take_along_axis(xr, arg[:, :, None], axis=2)[:, :, 0]
    return out, (xr, arg, x.shape)

def max_over_channels_backward(dout, cache):
    xr, arg, shape = cache
    group = xr.shape[2]
    one_hot = arg[:, :, None] == np.arange(group)[None, None, :, None, None]
    dx = one_hot * xr * dout[:, :, None]
    return dx.reshape(shape)


# %% sliding_blocks
# fault: lets the block slide over the channels by one at a time instead of setting blocks side by side, so out has C - group + 1 channels, and backward adds up over the overlapping blocks.
# names: blocks_overlap, blocks_overlap + dx_blocks_overlap
# hints: dx_blocks_overlap, blocks_begin_at_their_number, added_at_the_number_of_the_block, winners_of_blocks_at_their_number
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    n_out = C - group + 1
    out = np.zeros((N, n_out, H, W), dtype=x.dtype)
    for k in range(n_out):
        out[:, k] = x[:, k:k + group].max(axis=1)
    return out, (x, group)

def max_over_channels_backward(dout, cache):
    x, group = cache
    dx = np.zeros_like(x)
    for k in range(dout.shape[1]):
        winner = x[:, k:k + group].argmax(axis=1)
        for g in range(group):
            dx[:, k + g] += dout[:, k] * (winner == g)
    return dx


# %% tiled_maxima
# fault: backward stretches out and dout back to C channels with np.tile, which repeats the whole sequence of blocks, where each block's number has to be repeated `group` times in a row; right only where there is a single block or group is 1.
# names: another_block_throughout_first, another_block_throughout
# hints: maximum_of_another_block_first, maximum_of_another_block
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.stack([x[:, k:k + group].max(axis=1) for k in range(0, C, group)], axis=1)
    return out, (x, out, group)

def max_over_channels_backward(dout, cache):
    x, out, group = cache
    N, C, H, W = x.shape
    out_full = np.tile(out, (1, group, 1, 1))
    dout_full = np.tile(dout, (1, group, 1, 1))
    dx = np.where(x == out_full, dout_full, 0)
    # of equal ones only the first may keep it
    hit = (x == out_full).reshape(N, C // group, group, H, W)
    first = (hit.cumsum(axis=2) == 1) & hit
    return (dx * first.reshape(x.shape)).astype(x.dtype)


# %% running_max_in_place
# fault: the running maximum is kept in a view of the block's first channel (no copy), so the forward function writes the maxima into x: the input is changed, and backward, which looks at the changed x, gives everything to the first channel of the block.
# names: collected_in_a_view, input_changed
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    maps = []
    for start in range(0, C, group):
        best = x[:, start]
        for c in range(start + 1, start + group):
            np.maximum(best, x[:, c], out=best)
        maps.append(best)
    return np.stack(maps, axis=1), (x, group)

def max_over_channels_backward(dout, cache):
    x, group = cache
    dx = np.zeros_like(x)
    for k in range(dout.shape[1]):
        block = x[:, k * group:(k + 1) * group]
        arg = block.argmax(axis=1)
        for g in range(group):
            dx[:, k * group + g] = np.where(arg == g, dout[:, k], 0)
    return dx


# %% strided_slices
# right
import numpy as np

def max_over_channels_forward(x, group):
    # x[:, g::group] is channel g of every block: out is the largest of `group` such arrays
    out = x[:, ::group].copy()
    winner = np.zeros(out.shape, dtype=np.intp)
    for g in range(1, group):
        rival = x[:, g::group]
        better = rival > out
        out[better] = rival[better]
        winner[better] = g
    return out, (winner, group, x.shape, x.dtype)

def max_over_channels_backward(dout, cache):
    winner, group, shape, dtype = cache
    dx = np.empty(shape, dtype)
    for g in range(group):
        dx[:, g::group] = dout * (winner == g)
    return dx
