# %% turned_round_by_np_convolve
# fault: np.convolve turns the filter round, so the true convolution is computed.
# names: kernel_flipped
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    Lo = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, F, Lo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            total = 0
            for c in range(C):
                total = total + np.convolve(xp[n, c], w[f, c], mode="valid")
            out[n, f] = total[::stride] + b[f]
    return out
# %% stride_only_in_the_length
# fault: The stride is used for the number of outputs but not for where the windows begin: output i has the window that begins at i.
# names: stride_in_size_only
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    n, c, length = x.shape
    f, _, k = w.shape
    padded = np.zeros((n, c, length + 2 * padding), dtype=x.dtype)
    padded[:, :, padding:padding + length] = x
    n_out = (length + 2 * padding - k) // stride + 1
    out = np.zeros((n, f, n_out), dtype=x.dtype)
    for i in range(n_out):
        window = padded[:, :, i:i + k]
        for m in range(f):
            out[:, m, i] = (window * w[m]).sum(axis=(1, 2)) + b[m]
    return out
# %% layer_with_padding_in_both_directions
# fault: The signal is made an image one pixel high and given to a 2d layer with the int padding, which also adds rows of zeros above and below; the first row is returned, so with padding every output is the bias.
# names: padded_above_and_below
import numpy as np

def _conv2d(x, w, b, stride, padding):
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    N, C, H, W = xp.shape
    F, _, kh, kw = w.shape
    oh, ow = (H - kh) // stride + 1, (W - kw) // stride + 1
    out = np.zeros((N, F, oh, ow), x.dtype)
    for i in range(oh):
        for j in range(ow):
            win = xp[:, :, i * stride:i * stride + kh, j * stride:j * stride + kw]
            out[:, :, i, j] = np.tensordot(win, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out

def conv1d(x, w, b, stride=1, padding=0):
    return _conv2d(x[:, :, None], w[:, :, None], b, stride, padding)[:, :, 0]
# %% float64_result
# fault: The result is np.zeros without a dtype, so float32 signals give float64.
# names: always_float64
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, Cin, L = x.shape
    Cout, _, K = w.shape
    xp = np.pad(x, [(0, 0), (0, 0), (padding, padding)])
    Lout = (L + 2 * padding - K) // stride + 1
    y = np.zeros((N, Cout, Lout))
    for n in range(N):
        for f in range(Cout):
            for i in range(Lout):
                y[n, f, i] = np.sum(xp[n, :, i * stride:i * stride + K] * w[f]) + b[f]
    return y
# %% padding_zero_slice
# fault: The signal is written to padded[:, :, p:-p], which is empty for padding 0, so that every call without padding raises.
# names: slice_up_to_minus_zero
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, C, K = w.shape
    padded = np.zeros((N, C, L + 2 * padding), dtype=x.dtype)
    padded[:, :, padding:-padding] = x
    L_out = (L + 2 * padding - K) // stride + 1
    out = np.empty((N, F, L_out), dtype=x.dtype)
    for i in range(L_out):
        start = i * stride
        out[:, :, i] = np.einsum("nck,fck->nf", padded[:, :, start:start + K], w) + b
    return out
# %% pads_every_axis
# fault: np.pad(x, padding) pads signals and channels too, so with padding there are signals too many and the channels do not fit those of w (raises).
# names: every_axis_padded, every_axis_padded_where_one_channel_stretches
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    if padding > 0:
        x = np.pad(x, padding, mode="constant")
    N, C, L = x.shape
    F, _, K = w.shape
    out_len = (L - K) // stride + 1
    out = np.zeros((N, F, out_len), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(out_len):
                a = i * stride
                out[n, f, i] = np.sum(x[n, :, a:a + K] * w[f]) + b[f]
    return out
# %% length_without_plus_one
# fault: The number of outputs lacks the + 1, so the last output is missing.
# names: size_one_short
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    zeros = np.zeros(x.shape[:2] + (padding,), dtype=x.dtype)
    xp = np.concatenate([zeros, x, zeros], axis=2)
    K = w.shape[2]
    L_out = (xp.shape[2] - K) // stride
    out = np.zeros((x.shape[0], w.shape[0], L_out), dtype=x.dtype)
    for i in range(L_out):
        window = xp[:, None, :, i * stride:i * stride + K]
        out[:, :, i] = np.sum(window * w[None], axis=(2, 3)) + b
    return out
# %% stride_as_step_in_the_window
# fault: The stride is also taken as the step inside the window (as a dilation), with windows that begin stride apart; the length is by the right formula, so late windows run out of the signal and raise or the values are wrong.
# names: stride_in_the_window
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    Lp = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, F, Lp), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Lp):
                win = xp[n, :, i * stride:i * stride + K * stride:stride]
                out[n, f, i] = np.sum(win * w[f]) + b[f]
    return out
# %% bias_for_each_channel
# fault: The bias is added once for each input channel, as it stands in the loop over the channels.
# names: bias_for_every_channel
import numpy as np

def one_channel(signal, weights, bias, stride):
    k = len(weights)
    return np.array([signal[s:s + k] @ weights + bias for s in range(0, len(signal) - k + 1, stride)])

def conv1d(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    result = []
    for sig in x:
        maps = []
        for f in range(len(w)):
            maps.append(sum(one_channel(sig[c], w[f, c], b[f], stride) for c in range(len(sig))))
        result.append(maps)
    return np.array(result, dtype=x.dtype)
# %% reshape_of_the_product
# fault: The product of the windows with the filters is (N, L', C_out) and is reshaped to (N, C_out, L') in place of a transpose.
# names: reshaped_without_transposing
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    Lo = (L + 2 * padding - K) // stride + 1
    rows = np.empty((N, Lo, C * K), dtype=x.dtype)
    for i in range(Lo):
        rows[:, i] = xp[:, :, i * stride:i * stride + K].reshape(N, -1)
    out = rows @ w.reshape(F, -1).T + b
    return out.reshape(N, F, Lo)
# %% padding_only_in_front
# fault: All 2p zeros are put in front of the signal (as for a causal filter) in place of p at each end.
# names: padding_at_the_beginning_only, all_zeros_in_front
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    n, c, l = x.shape
    k = w.shape[-1]
    buf = np.zeros((n, c, l + 2 * padding), x.dtype)
    buf[:, :, 2 * padding:] = x
    starts = range(0, buf.shape[2] - k + 1, stride)
    cols = [np.einsum("nck,fck->nf", buf[:, :, s:s + k], w) + b for s in starts]
    return np.stack(cols, axis=-1).astype(x.dtype)
# %% unpadded_length_in_the_range
# fault: The places are range(0, L - K + 1, stride) with the length before padding, so with padding the last outputs are missing.
# names: padding_missing_in_the_size
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    outs = np.zeros((N, F, len(range(0, L - K + 1, stride))), dtype=x.dtype)
    for k, pos in enumerate(range(0, L - K + 1, stride)):
        piece = padded[:, :, pos:pos + K]
        for f in range(F):
            outs[:, f, k] = np.sum(piece * w[f], axis=(1, 2)) + b[f]
    return outs
# %% thinned_before_the_filter
# fault: The stride is applied to the signal before the filter (padded[:, :, ::stride]), not to the outputs, so the filter meets numbers that lie stride apart, and the length is wrong.
# names: thinned_before_the_filter
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    p = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    p = p[:, :, ::stride]
    K = w.shape[2]
    n_out = p.shape[2] - K + 1
    out = np.zeros((len(x), len(w), n_out), dtype=x.dtype)
    for u in range(K):
        out += np.einsum("fc,ncl->nfl", w[:, :, u], p[:, :, u:u + n_out])
    return out + b[:, None]
# %% as_strided_for_c_order
# fault: The strides for as_strided are counted from the shape as if the array were contiguous; without padding an x with gaps or another order in memory gives wrong numbers.
# names: memory_in_c_order
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    if padding:
        x = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    N, C, L = x.shape
    K = w.shape[2]
    Lo = (L - K) // stride + 1
    e = x.itemsize
    windows = np.lib.stride_tricks.as_strided(x, shape=(N, C, Lo, K), strides=(C * L * e, L * e, stride * e, e))
    out = np.einsum("nclk,fck->nfl", windows, w)
    return (out + b.reshape(1, -1, 1)).astype(x.dtype)
# %% filter_f_sees_channel_f
# fault: The channels are not added up: filter f is laid only on channel f (with its weights for it), so it raises with more filters than channels and is wrong with several channels.
# names: filter_f_sees_channel_f
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    xp = np.zeros((N, C, L + 2 * padding), dtype=x.dtype)
    xp[..., padding:L + padding] = x
    Lo = 1 + (L + 2 * padding - K) // stride
    out = np.zeros((N, F, Lo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Lo):
                out[n, f, i] = xp[n, f, i * stride:i * stride + K].dot(w[f, f]) + b[f]
    return out
# %% no_bias_and_edge_repeated
# fault: Two faults: the bias is not added, and the padding repeats the first and last number (mode edge) in place of zeros.
# names: bias_forgotten + padding_repeats_the_edge
# hints: bias_forgotten, padding_repeats_the_edge
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)), mode="edge")
    win = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2], axis=2)[:, :, ::stride]
    return np.einsum("nclk,fck->nfl", win, w).astype(x.dtype)
# %% right_band_matrix
# right
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    # the whole layer is one matrix that is laid on the unpadded signal
    N, C, L = x.shape
    F, _, K = w.shape
    Lo = (L + 2 * padding - K) // stride + 1
    band = np.zeros((F, Lo, C, L), dtype=x.dtype)
    for i in range(Lo):
        first = i * stride - padding
        lo, hi = max(first, 0), min(first + K, L)
        if lo < hi:
            band[:, i, :, lo:hi] = w[:, :, lo - first:hi - first]
    flat = x.reshape(N, C * L) @ band.reshape(F * Lo, C * L).T
    return flat.reshape(N, F, Lo) + b.astype(x.dtype)[:, None]
