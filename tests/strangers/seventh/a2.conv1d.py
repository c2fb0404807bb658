# %% np_convolve_turns_it
# fault: uses np.convolve, which turns the filter round, so the weights meet the signal in reverse order.
# names: kernel_flipped
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C_in, L = x.shape
    C_out, _, K = w.shape
    L_out = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, C_out, L_out), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            total = b[f]
            for c in range(C_in):
                signal = np.pad(x[n, c], padding)
                total = total + np.convolve(signal, w[f, c], mode="valid")
            out[n, f] = total[::stride]
    return out


# %% pads_every_axis
# fault: np.pad(x, padding) pads all three axes, so images of zeros and channels of zeros are added too: with padding the batch is too large or the channels do not match the filters (raises).
# names: every_axis_padded, every_axis_padded_where_one_channel_stretches
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    xp = np.pad(x, padding)
    N, C_in, L = xp.shape
    C_out, _, K = w.shape
    L_out = (L - K) // stride + 1
    out = np.zeros((N, C_out, L_out), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for i in range(L_out):
                window = xp[n, :, i * stride:i * stride + K]
                out[n, f, i] = np.sum(window * w[f]) + b[f]
    return out


# %% bias_once_per_channel
# fault: the bias is added inside the loop over the input channels, so it is counted C_in times.
# names: bias_for_every_channel
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    n_signals, c_in, length = x.shape
    c_out, _, k = w.shape
    padded = np.zeros((n_signals, c_in, length + 2 * padding), dtype=x.dtype)
    padded[:, :, padding:padding + length] = x
    n_out = (length + 2 * padding - k) // stride + 1
    out = np.zeros((n_signals, c_out, n_out), dtype=x.dtype)
    for n in range(n_signals):
        for f in range(c_out):
            for c in range(c_in):
                for i in range(n_out):
                    out[n, f, i] += padded[n, c, i * stride:i * stride + k] @ w[f, c] + b[f]
    return out


# %% window_begins_at_i
# fault: the window of output i begins at i instead of i * stride; the stride only makes the result shorter.
# names: stride_in_size_only
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, C, K = w.shape
    x_p = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    L_out = (L + 2 * padding - K) // stride + 1
    out = np.empty((N, F, L_out), x.dtype)
    for i in range(L_out):
        window = x_p[:, :, i:i + K]
        for f in range(F):
            out[:, f, i] = (window * w[f]).sum(axis=(1, 2)) + b[f]
    return out


# %% float64_result
# fault: the result is made by np.zeros without a dtype and is float64 also for float32 signals.
# names: always_float64
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    """x: (N, C_in, L), w: (C_out, C_in, K), b: (C_out,)"""
    N, C_in, L = x.shape
    C_out, C_in, K = w.shape
    x_padded = np.pad(x, ((0, 0), (0, 0), (padding, padding)), mode="constant")
    L_prime = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, C_out, L_prime))
    for n in range(N):
        for f in range(C_out):
            for i in range(L_prime):
                s = i * stride
                out[n, f, i] = np.sum(x_padded[n, :, s:s + K] * w[f, :, :]) + b[f]
    return out


# %% padding_as_int_for_both_axes
# fault: hands the signal as an image one pixel high to a 2-d layer, but with the padding in both directions: the image becomes 1 + 2p rows high, and the first row that is returned lies wholly in the padding (only the bias); the pair (0, padding) was needed.
# names: padded_above_and_below
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, _, H, W = xp.shape
    F, _, kh, kw = w.shape
    out = np.zeros((N, F, (H - kh) // sh + 1, (W - kw) // sw + 1), dtype=x.dtype)
    for n, f, i, j in np.ndindex(*out.shape):
        out[n, f, i, j] = np.sum(xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw] * w[f]) + b[f]
    return out

def conv1d(x, w, b, stride=1, padding=0):
    # a signal is an image of height 1
    return conv2d_naive(x[:, :, None, :], w[:, :, None, :], b, stride, padding)[:, :, 0, :]


# %% last_channel_only
# fault: the loop over the input channels assigns to out[n, f, i] with = instead of adding up, so only the products of the last channel are left.
# names: last_channel_only
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, Cin, L = x.shape
    Cout, K = w.shape[0], w.shape[2]
    xt = np.pad(x, [(0, 0), (0, 0), (padding, padding)])
    Lp = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, Cout, Lp), dtype=x.dtype)
    for n in range(N):
        for f in range(Cout):
            for i in range(Lp):
                for c in range(Cin):
                    acc = 0
                    for u in range(K):
                        acc += w[f, c, u] * xt[n, c, i * stride + u]
                    out[n, f, i] = acc
                out[n, f, i] += b[f]
    return out


# %% bias_without_axis
# fault: adds the bias as out + b, which runs it along the positions instead of along the filters; it raises where L' and C_out do not fit, and is wrong where they are equal.
# names: bias_along_the_signal
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    K = w.shape[2]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, K, axis=2)[:, :, ::stride]
    out = np.einsum("ncik,fck->nfi", windows, w)
    return (out + b).astype(x.dtype)


# %% last_window_missing
# fault: the positions are range(0, L + 2p - K, stride), which leaves out the last window when it ends exactly at the end of the padded signal (off by one in the number of outputs).
# names: last_window_left_out
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    padded = np.concatenate(
        [np.zeros((N, C, padding), x.dtype), x, np.zeros((N, C, padding), x.dtype)], axis=2
    )
    columns = []
    for begin in range(0, padded.shape[2] - K, stride):
        window = padded[:, :, begin:begin + K].reshape(N, C * K)
        columns.append(window @ w.reshape(F, C * K).T + b)
    if not columns:
        return np.zeros((N, F, 0), x.dtype)
    return np.stack(columns, axis=2).astype(x.dtype)


# %% reshape_for_transpose
# fault: the product of the windows and the filters is (N, L', C_out) and is brought to (N, C_out, L') with reshape instead of transpose, so with several filters and several outputs the numbers stand in the wrong places.
# names: reshaped_without_transposing
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C_in, L = x.shape
    C_out, _, K = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    L_out = (L + 2 * padding - K) // stride + 1
    # every window a row
    rows = np.zeros((N * L_out, C_in * K), dtype=x.dtype)
    r = 0
    for n in range(N):
        for i in range(L_out):
            rows[r] = xp[n, :, i * stride:i * stride + K].ravel()
            r += 1
    product = rows @ w.reshape(C_out, -1).T + b
    return product.reshape(N, C_out, L_out).astype(x.dtype)


# %% every_stride_th_sample
# fault: the stride is applied to the signal before the filter (x[:, :, ::stride]), so a window holds numbers that lie stride apart and the result is too short, in place of whole windows that begin stride apart.
# names: thinned_before_the_filter, stride_in_the_window, stride_as_dilation_in_size_too
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    x = x[:, :, ::stride]
    N, C, L = x.shape
    F, C, K = w.shape
    out = np.zeros((N, F, max(L - K + 1, 0)), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(out.shape[2]):
                out[n, f, i] = (x[n, :, i:i + K] * w[f]).sum() + b[f]
    return out


# %% padding_in_front_only
# fault: the zeros are put only in front of the signal, all 2p of them, instead of p at each end; the length of the result is right and the values are shifted by p.
# names: all_zeros_in_front, padding_at_the_beginning_only
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    batch, channels, length = x.shape
    filters, _, size = w.shape
    padded = np.zeros((batch, channels, length + 2 * padding), dtype=x.dtype)
    padded[:, :, 2 * padding:] = x
    count = (length + 2 * padding - size) // stride + 1
    result = np.zeros((batch, filters, count), dtype=x.dtype)
    for i in range(count):
        piece = padded[:, :, i * stride:i * stride + size]
        result[:, :, i] = np.tensordot(piece, w, axes=([1, 2], [1, 2])) + b
    return result


# %% sums_over_window_and_filters_channel_zero
# fault: only channel 0 of the signal and table 0 of each filter are used, as if every signal had one channel.
# names: first_channel_only
import numpy as np

def correlate(signal, weights, step):
    k = len(weights)
    return np.array([np.dot(signal[i:i + k], weights) for i in range(0, len(signal) - k + 1, step)])

def conv1d(x, w, b, stride=1, padding=0):
    N = x.shape[0]
    out = []
    for n in range(N):
        row = []
        for f in range(w.shape[0]):
            signal = np.pad(x[n][0], (padding, padding))
            row.append(correlate(signal, w[f][0], stride) + b[f])
        out.append(row)
    return np.array(out, dtype=x.dtype)


# %% dtype_of_the_filters
# fault: the result has the dtype of w instead of that of x; it is float32 where the signal is float64 and the filters and biases are float32.
# names: dtype_of_the_weights
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    N, C_in, L = x.shape
    C_out, _, K = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    L_out = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, C_out, L_out), dtype=w.dtype)
    for u in range(K):
        piece = xp[:, :, u:u + (L_out - 1) * stride + 1:stride]
        out += np.einsum("nci,fc->nfi", piece, w[:, :, u]).astype(w.dtype)
    out += b[None, :, None]
    return out


# %% banded_matrix
# right
import numpy as np

def conv1d(x, w, b, stride=1, padding=0):
    """The layer as one matrix for each pair of channels: row i holds the weights where window i lies."""
    L, K = x.shape[2], w.shape[2]
    outputs = (L + 2 * padding - K) // stride + 1
    # which weight does number l of the unpadded signal meet in window i?
    u = np.arange(L) + padding - stride * np.arange(outputs)[:, None]
    inside = (u >= 0) & (u < K)
    band = np.where(inside, w[:, :, np.where(inside, u, 0)], 0)  # (C_out, C_in, L', L)
    result = np.tensordot(x, band, axes=([1, 2], [1, 3])) + b[:, None]
    return result.astype(x.dtype)
