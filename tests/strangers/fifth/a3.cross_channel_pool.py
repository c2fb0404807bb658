# %% interleaved_channels
# fault: The reshape puts the axis of the group first, (N, group, C/group, H, W), so a block holds channels that lie C/group apart and not neighbours (forward and backward agree in this).
# names: channels_far_apart + dx_channels_far_apart
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
    winner = blocks.argmax(axis=1)[:, None]
    dx = np.zeros(blocks.shape, dtype=x.dtype)
    np.put_along_axis(dx, winner, dout[:, None], axis=1)
    return dx.reshape(x.shape)

# %% all_ties_get_it
# fault: In backward every channel that equals the maximum gets dout, also when several are equal, instead of only the first.
# names: all_maxima_get_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = x.reshape(N, C // group, group, H, W).max(axis=2)
    return out, (x, out, group)

def max_over_channels_backward(dout, cache):
    x, out, group = cache
    mask = x == np.repeat(out, group, axis=1)
    return (mask * np.repeat(dout, group, axis=1)).astype(x.dtype)

# %% float64_dx
# fault: dx is made by np.zeros without a dtype, so backward returns float64 for a float32 x.
# names: dx_always_float64
import numpy as np

def max_over_channels_forward(x, group):
    n, c, h, w = x.shape
    r = x.reshape(n, c // group, group, h, w)
    idx = np.argmax(r, axis=2)
    return np.max(r, axis=2), (x.shape, idx, group)

def max_over_channels_backward(dout, cache):
    shape, idx, group = cache
    dx = np.zeros(shape)
    n, c, h, w = dout.shape
    for a in range(n):
        for b in range(c):
            for i in range(h):
                for j in range(w):
                    dx[a, b * group + idx[a, b, i, j], i, j] = dout[a, b, i, j]
    return dx

# %% last_tie_wins
# fault: The winner is searched with >=, so of equal channels the last one gets dout instead of the first.
# names: last_maximum_gets_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.zeros((N, C // group, H, W), dtype=x.dtype)
    where = np.zeros((N, C // group, H, W), dtype=int)
    for n in range(N):
        for b in range(C // group):
            for i in range(H):
                for j in range(W):
                    best, best_c = -np.inf, -1
                    for c in range(b * group, (b + 1) * group):
                        if x[n, c, i, j] >= best:
                            best = x[n, c, i, j]
                            best_c = c
                    out[n, b, i, j] = best
                    where[n, b, i, j] = best_c
    return out, (where, x.shape, x.dtype)

def max_over_channels_backward(dout, cache):
    where, shape, dtype = cache
    dx = np.zeros(shape, dtype)
    N, B, H, W = dout.shape
    for n in range(N):
        for b in range(B):
            for i in range(H):
                for j in range(W):
                    dx[n, where[n, b, i, j], i, j] += dout[n, b, i, j]
    return dx

# %% no_block_offset
# fault: Backward uses the number of the winner within its block as the channel of x, without adding the block's first channel, so everything ends up in the first `group` channels.
# names: winners_of_one_block
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    outs = []
    wins = []
    for start in range(0, C, group):
        block = x[:, start:start + group]
        outs.append(block.max(axis=1))
        wins.append(block.argmax(axis=1))
    return np.stack(outs, axis=1), (x, np.stack(wins, axis=1))

def max_over_channels_backward(dout, cache):
    x, wins = cache
    dx = np.zeros_like(x)
    N, B, H, W = dout.shape
    for n in range(N):
        for b in range(B):
            for i in range(H):
                for j in range(W):
                    dx[n, wins[n, b, i, j], i, j] += dout[n, b, i, j]
    return dx

# %% group_is_number_of_blocks
# fault: Takes group as the number of blocks (grouped convolution), so that out has `group` channels, each the maximum of C/group channels.
# names: group_as_number_of_blocks
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    per_group = C // group
    xr = x.reshape(N, group, per_group, H, W)
    out = np.max(xr, axis=2)
    cache = (xr, x.shape)
    return out, cache

def max_over_channels_backward(dout, cache):
    xr, shape = cache
    arg = np.argmax(xr, axis=2)
    k = np.arange(xr.shape[2]).reshape(1, 1, -1, 1, 1)
    dxr = (arg[:, :, None] == k) * dout[:, :, None]
    return dxr.reshape(shape).astype(xr.dtype)

# %% shares_ties
# fault: In backward dout is shared out equally among all channels that hold the maximum instead of going to the first.
# names: maxima_share_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    xb = x.reshape((N, C // group, group, H, W))
    out = xb.max(axis=2)
    return out, {"x": x, "group": group}

def max_over_channels_backward(dout, cache):
    x, group = cache["x"], cache["group"]
    N, C, H, W = x.shape
    xb = x.reshape((N, C // group, group, H, W))
    is_max = (xb == xb.max(axis=2, keepdims=True)).astype(x.dtype)
    is_max /= is_max.sum(axis=2, keepdims=True)   # divide when there are ties
    dxb = is_max * dout[:, :, None, :, :]
    return dxb.reshape(x.shape)

# %% tile_instead_of_repeat
# fault: Backward spreads dout over the channels with np.tile instead of np.repeat, so a channel gets the dout of another block (the mask of winners is right).
# names: dout_of_another_block
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    xr = x.reshape(N, C // group, group, H, W)
    first = xr.argmax(axis=2)
    mask = np.arange(group)[None, None, :, None, None] == first[:, :, None]
    mask = mask.reshape(N, C, H, W)
    return xr.max(axis=2), (mask, group, x.dtype)

def max_over_channels_backward(dout, cache):
    mask, group, dtype = cache
    big = np.tile(dout, (1, group, 1, 1))
    return np.where(mask, big, 0).astype(dtype)

# %% running_max_from_zero
# fault: The running maximum starts with an array of zeros, so where all channels of a block are negative out is 0 (and no channel counts as winner: the first one is kept by default).
# names: never_below_zero, never_below_zero + first_of_negatives_gets_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.zeros((N, C // group, H, W), dtype=x.dtype)
    win = np.zeros((N, C // group, H, W), dtype=int)
    for b in range(C // group):
        for k in range(group):
            channel = x[:, b * group + k]
            better = channel > out[:, b]
            out[:, b][better] = channel[better]
            win[:, b][better] = k
    return out, (x, win, group)

def max_over_channels_backward(dout, cache):
    x, win, group = cache
    dx = np.zeros_like(x)
    for b in range(dout.shape[1]):
        for k in range(group):
            dx[:, b * group + k] = np.where(win[:, b] == k, dout[:, b], 0)
    return dx

# %% maximum_in_place
# fault: Forward takes out = x[:, ::group], a view, and writes the maxima into it with out=, so x is changed (and the later argmax on the changed x lets the first channel win always).
# names: collected_in_a_view
# hints: input_changed
import numpy as np

def max_over_channels_forward(x, group):
    out = x[:, ::group]
    for k in range(1, group):
        np.maximum(out, x[:, k::group], out=out)
    return out, (x, group)

def max_over_channels_backward(dout, cache):
    x, group = cache
    N, C, H, W = x.shape
    arg = x.reshape(N, C // group, group, H, W).argmax(axis=2)
    dx = np.zeros((N, C // group, group, H, W), dtype=x.dtype)
    np.put_along_axis(dx, arg[:, :, None], dout[:, :, None], axis=2)
    return dx.reshape(N, C, H, W)

# %% everyone_gets_dout
# fault: Backward copies dout to all channels of the block, winner or not.
# names: whole_block_gets_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    y = x.reshape(N, C // group, group, H, W)
    return y.max(2), (x.shape, x.dtype, group)

def max_over_channels_backward(dout, cache):
    shape, dtype, group = cache
    dx = np.empty(shape, dtype)
    for c in range(shape[1]):
        dx[:, c] = dout[:, c // group]
    return dx

# %% whole_channel_wins
# fault: One winner for each block and image is chosen by the sum over all pixels, and that whole channel is copied, instead of deciding pixel by pixel.
# names: whole_channel_wins
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    G = C // group
    out = np.zeros((N, G, H, W), dtype=x.dtype)
    chosen = np.zeros((N, G), dtype=int)
    for n in range(N):
        for g in range(G):
            block = x[n, g * group:(g + 1) * group]
            strengths = block.sum(axis=(1, 2))
            k = int(np.argmax(strengths))
            chosen[n, g] = g * group + k
            out[n, g] = block[k]
    return out, (chosen, x)

def max_over_channels_backward(dout, cache):
    chosen, x = cache
    dx = np.zeros_like(x)
    for n in range(dout.shape[0]):
        for g in range(dout.shape[1]):
            dx[n, chosen[n, g]] = dout[n, g]
    return dx

# %% sliding_channels
# fault: The window over the channels moves by one channel and not by group, so out has C - group + 1 channels of overlapping blocks.
# names: blocks_overlap, blocks_overlap + dx_more_blocks_than_dout
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    n_out = C - group + 1
    out = np.zeros((N, n_out, H, W), dtype=x.dtype)
    arg = np.zeros((N, n_out, H, W), dtype=np.int64)
    for k in range(n_out):
        out[:, k] = x[:, k:k + group].max(axis=1)
        arg[:, k] = x[:, k:k + group].argmax(axis=1) + k
    return out, (x, arg)

def max_over_channels_backward(dout, cache):
    x, arg = cache
    dx = np.zeros_like(x)
    for n, k, i, j in np.ndindex(*arg.shape):
        dx[n, arg[n, k, i, j], i, j] += dout[n, k, i, j]
    return dx

# %% blocks_not_undone
# fault: Backward leaves the gradient in the shape (N, C/group, group, H, W) and does not reshape it to the shape of x.
# names: dx_in_blocks
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    xg = x.reshape(N, C // group, group, H, W)
    winners = np.argmax(xg, axis=2, keepdims=True)
    out = np.take_along_axis(xg, winners, axis=2)[:, :, 0]
    return out, (xg, winners)

def max_over_channels_backward(dout, cache):
    xg, winners = cache
    dx = np.zeros_like(xg)
    np.put_along_axis(dx, winners, np.expand_dims(dout, 2), axis=2)
    return dx

# %% cache_in_globals
# fault: Forward keeps the winners in a global variable and backward reads it, so a second forward call before the backward call spoils the gradient of the first.
# names: kept_outside_the_cache
import numpy as np

last_argmax = None
last_group = None

def max_over_channels_forward(x, group):
    global last_argmax, last_group
    N, C, H, W = x.shape
    blocks = x.reshape(N, C // group, group, H, W)
    last_argmax = blocks.argmax(axis=2)
    last_group = group
    return blocks.max(axis=2), (x,)

def max_over_channels_backward(dout, cache):
    (x,) = cache
    dx = np.zeros_like(x)
    for k in range(last_group):
        dx[:, k::last_group] = dout * (last_argmax == k)
    return dx

# %% right_cumulative
# right
import numpy as np

def max_over_channels_forward(x, group):
    # channels to the back, then blocks are just consecutive entries of each row
    last = np.moveaxis(x, 1, -1)
    starts = np.arange(0, x.shape[1], group)
    out = np.ascontiguousarray(np.moveaxis(np.maximum.reduceat(last, starts, axis=-1), -1, 1))
    return out, [x, out, group]

def max_over_channels_backward(dout, cache):
    x, out, group = cache
    dx = np.zeros(x.shape, dtype=x.dtype)
    open_ = np.ones(out.shape, dtype=bool)       # dout that has not found its channel yet
    for k in range(group):
        hit = open_ & (x[:, k::group] == out)
        dx[:, k::group][hit] = dout[hit]
        open_ &= ~hit
    return dx
