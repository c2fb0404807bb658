# %% blocks_interleaved
# fault: The channels are reshaped to (N, group, C // group, H, W) and the maximum is taken over axis 1, so a block holds channels that lie C // group apart instead of neighbours (forward and backward alike).
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

# %% all_equal_channels
# fault: A mask block == maximum gives dout to every channel that equals the maximum instead of only to the first.
# names: all_maxima_get_it
import numpy as np

def max_over_channels_forward(x, group):
    n, c, h, w = x.shape
    b = x.reshape(n, c // group, group, h, w)
    out = np.max(b, axis=2)
    return out, (b, out)

def max_over_channels_backward(dout, cache):
    b, out = cache
    mask = (b == out[:, :, None]).astype(b.dtype)
    db = mask * dout[:, :, None]
    n, k, g, h, w = b.shape
    return db.reshape(n, k * g, h, w).astype(b.dtype)

# %% float64_dx
# fault: The forward result is right, but dx is made by np.zeros(shape) and is float64 when x is float32.
# names: dx_always_float64
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.zeros((N, C//group, H, W), dtype=x.dtype)
    for k in range(C//group):
        out[:, k] = x[:, k*group:(k+1)*group].max(axis=1)
    return out, (x, group)

def max_over_channels_backward(dout, cache):
    x, group = cache
    N, C, H, W = x.shape
    dx = np.zeros((N, C, H, W))
    for n in range(N):
        for k in range(C//group):
            for i in range(H):
                for j in range(W):
                    best = np.argmax(x[n, k*group:(k+1)*group, i, j])
                    dx[n, k*group + best, i, j] = dout[n, k, i, j]
    return dx

# %% group_is_number_of_blocks
# fault: group is taken as the number of blocks instead of as the number of channels in a block, so out has group channels.
# names: group_as_number_of_blocks, blocks_counted_by_group + dx_group_as_number_of_blocks
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    size = C // group
    out = np.zeros((N, group, H, W), dtype=x.dtype)
    for g in range(group):
        out[:, g] = x[:, g*size:(g+1)*size].max(axis=1)
    return out, (x, group)

def max_over_channels_backward(dout, cache):
    x, group = cache
    N, C, H, W = x.shape
    size = C // group
    dx = np.zeros_like(x)
    for g in range(group):
        part = x[:, g*size:(g+1)*size]
        winner = part.argmax(axis=1)
        for k in range(size):
            dx[:, g*size + k] = np.where(winner == k, dout[:, g], 0)
    return dx

# %% offset_of_block_forgotten
# fault: The number that argmax gives inside a block is used as the channel of dx without adding the block's first channel, so all gradients land in the first group channels.
# names: winners_of_one_block
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    blocks = x.reshape(N, C//group, group, H, W)
    return blocks.max(axis=2), (x.shape, x.dtype, blocks.argmax(axis=2))

def max_over_channels_backward(dout, cache):
    shape, dtype, arg = cache
    dx = np.zeros(shape, dtype)
    N, B, H, W = dout.shape
    for n in range(N):
        for b in range(B):
            for i in range(H):
                for j in range(W):
                    dx[n, arg[n, b, i, j], i, j] += dout[n, b, i, j]
    return dx

# %% shared_among_equals
# fault: Where several channels of a block are equal and largest, dout is divided among them instead of going to the first.
# names: maxima_share_it
import numpy as np

def split(x, group):
    n, c, h, w = x.shape
    return x.reshape((n, c // group, group, h, w))

def max_over_channels_forward(x, group):
    return split(x, group).max(axis=2), (x, group)

def max_over_channels_backward(dout, cache):
    x, group = cache
    parts = split(x, group)
    top = parts.max(axis=2, keepdims=True)
    winners = np.where(parts == top, 1, 0).astype(x.dtype)
    winners = winners / winners.sum(axis=2, keepdims=True)
    return (winners * np.expand_dims(dout, 2)).reshape(x.shape).astype(x.dtype)

# %% everyone_gets_dout
# fault: The backward pass repeats dout for all channels of the block and does not ask which one held the maximum.
# names: whole_block_gets_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = x.reshape(N, C // group, group, H, W).max(axis=2)
    cache = (group, x.dtype)
    return out, cache

def max_over_channels_backward(dout, cache):
    group, dtype = cache
    dx = np.repeat(dout, group, axis=1)
    return dx.astype(dtype)

# %% last_channel_wins_ties
# fault: The comparison is >=, so of equal channels the last one gets dout.
# names: last_maximum_gets_it
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.zeros((N, C // group, H, W), dtype=x.dtype)
    who = np.zeros(out.shape, dtype=int)
    for b in range(C // group):
        best = x[:, b * group].copy()
        index = np.full(best.shape, b * group)
        for ch in range(b * group + 1, (b + 1) * group):
            better = x[:, ch] >= best
            best[better] = x[:, ch][better]
            index[better] = ch
        out[:, b] = best
        who[:, b] = index
    return out, (x, who)

def max_over_channels_backward(dout, cache):
    x, who = cache
    dx = np.zeros_like(x)
    np.put_along_axis(dx, who, dout.astype(x.dtype), axis=1)
    return dx

# %% blocks_slide
# fault: The blocks overlap: they move on by one channel instead of by group, which gives C - group + 1 channels (and dx adds up their gradients).
# names: blocks_overlap, blocks_overlap + dx_blocks_overlap
# hints: dx_blocks_overlap
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.zeros((N, C - group + 1, H, W), dtype=x.dtype)
    for c in range(C - group + 1):
        out[:, c] = np.max(x[:, c:c+group], axis=1)
    return out, (x, group)

def max_over_channels_backward(dout, cache):
    x, group = cache
    dx = np.zeros_like(x)
    for n in range(dout.shape[0]):
        for c in range(dout.shape[1]):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    k = x[n, c:c+group, i, j].argmax()
                    dx[n, c+k, i, j] += dout[n, c, i, j]
    return dx

# %% maximum_starts_at_zero
# fault: The output starts as zeros and is raised with np.maximum, so blocks whose channels are all negative give 0 (and no channel gets their gradient).
# names: never_below_zero, never_below_zero + negatives_get_nothing
# hints: negatives_get_nothing
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.zeros((N, C // group, H, W), dtype=x.dtype)
    for c in range(C):
        out[:, c // group] = np.maximum(out[:, c // group], x[:, c])
    return out, (x, out, group)

def max_over_channels_backward(dout, cache):
    x, out, group = cache
    dx = np.zeros_like(x)
    taken = np.zeros(out.shape, dtype=bool)
    for c in range(x.shape[1]):
        b = c // group
        wins = (x[:, c] == out[:, b]) & ~taken[:, b]
        dx[:, c] = wins * dout[:, b]
        taken[:, b] |= wins
    return dx

# %% one_image_only
# fault: The reshape leaves the batch out, (C // group, group, H, W), and only the first image is looked at; all others of the batch get its maxima and its winners.
# names: first_image_for_all + winners_of_the_first_image
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    blocks = x[0].reshape(C // group, group, H, W)
    out = np.empty((N, C // group, H, W), dtype=x.dtype)
    out[:] = blocks.max(axis=1)
    return out, (x, blocks.argmax(axis=1), group)

def max_over_channels_backward(dout, cache):
    x, best, group = cache
    N, C, H, W = x.shape
    dx = np.zeros((N, C // group, group, H, W), dtype=x.dtype)
    for g in range(group):
        dx[:, :, g] = dout * (best == g)
    return dx.reshape(N, C, H, W)

# %% tile_instead_of_repeat
# fault: Backward, the maxima and dout are brought to C channels with np.tile, which lays the blocks one after another (0 1 2 0 1 2) instead of repeating each (0 0 1 1 2 2), so pixels are compared with the maximum of another block.
# names: another_block_throughout_first
# hints: dout_of_another_block
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = x.reshape(N, C // group, group, H, W).max(axis=2)
    return out, (x, out, group)

def first_only(mask, group):
    n, c, h, w = mask.shape
    m = mask.reshape(n, c // group, group, h, w)
    return (m & (m.cumsum(axis=2) == 1)).reshape(n, c, h, w)

def max_over_channels_backward(dout, cache):
    x, out, group = cache
    big_out = np.tile(out, (1, group, 1, 1))
    big_dout = np.tile(dout, (1, group, 1, 1))
    mask = first_only(x == big_out, group)
    return np.where(mask, big_dout, 0).astype(x.dtype)

# %% one_winner_for_the_map
# fault: Backward, the winner of a block is chosen once for the whole map (the channel with the largest value anywhere) instead of at each pixel.
# names: dx_whole_channel_wins_by_its_largest
# hints: whole_channel_wins_by_its_largest
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    out = np.stack([x[:, a:a + group].max(axis=1) for a in range(0, C, group)], axis=1)
    return out, {"x": x, "group": group}

def max_over_channels_backward(dout, cache):
    x, group = cache["x"], cache["group"]
    dx = np.zeros_like(x)
    for n in range(x.shape[0]):
        for b in range(dout.shape[1]):
            maps = x[n, b*group:(b+1)*group]
            winner = maps.reshape(group, -1).max(axis=1).argmax()
            dx[n, b*group + winner] = dout[n, b]
    return dx

# %% x_is_overwritten
# fault: dx is a reshaped view of x that is set to zero and filled, so the caller's x is overwritten (and a second backward call is wrong too).
# names: dout_changed, input_changed, x_overwritten
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    blocks = x.reshape(N, C // group, group, H, W)
    return blocks.max(axis=2), (x, group)

def max_over_channels_backward(dout, cache):
    x, group = cache
    N, C, H, W = x.shape
    dblocks = x.reshape(N, C // group, group, H, W)
    arg = dblocks.argmax(axis=2)
    dblocks[...] = 0
    for k in range(group):
        dblocks[:, :, k] = dout * (arg == k)
    return dblocks.reshape(N, C, H, W)

# %% kept_axis
# fault: The forward result keeps the axis of the block (keepdims) and has five axes, (N, C / group, 1, H, W), instead of four.
# names: axis_of_length_one
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    blocks = x.reshape(N, C // group, group, H, W)
    out = blocks.max(axis=2, keepdims=True)
    return out, (blocks, out)

def max_over_channels_backward(dout, cache):
    blocks, out = cache
    N, B, G, H, W = blocks.shape
    index = blocks.argmax(axis=2)[:, :, None]
    hit = np.arange(G).reshape(1, 1, G, 1, 1) == index
    dx = hit * dout.reshape(N, B, 1, H, W)
    return dx.reshape(N, B * G, H, W).astype(blocks.dtype)

# %% written_into_a_copy
# fault: dx is transposed and reshaped to a table of blocks, which is a copy, and dout is written into the copy; the returned dx is all zeros.
# names: left_at_zero, written_into_a_copy
import numpy as np

def max_over_channels_forward(x, group):
    N, C, H, W = x.shape
    table = x.transpose(0, 2, 3, 1).reshape(-1, group)
    out = table.max(axis=1).reshape(N, H, W, C // group).transpose(0, 3, 1, 2)
    return out, (x, table.argmax(axis=1), group)

def max_over_channels_backward(dout, cache):
    x, arg, group = cache
    dx = np.zeros(x.shape, dtype=x.dtype)
    table = dx.transpose(0, 2, 3, 1).reshape(-1, group)
    table[np.arange(len(table)), arg] = dout.transpose(0, 2, 3, 1).ravel()
    return dx

# %% tournament_of_slices
# right
import numpy as np

def max_over_channels_forward(x, group):
    # x[:, k::group] is the k-th member of every block; a later one must be strictly larger to win
    best = x[:, ::group].copy()
    winner = np.zeros(best.shape, dtype=np.int64)
    for k in range(1, group):
        rival = x[:, k::group]
        larger = rival > best
        winner[larger] = k
        best = np.where(larger, rival, best)
    return best, (winner, group, x.dtype)

def max_over_channels_backward(dout, cache):
    winner, group, dtype = cache
    n, blocks, h, w = dout.shape
    dx = np.zeros((n, blocks * group, h, w), dtype)
    for k in range(group):
        np.copyto(dx[:, k::group], dout, where=winner == k, casting="same_kind")
    return dx
