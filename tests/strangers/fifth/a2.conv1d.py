# %% stride_not_in_window
# fault: the number of outputs respects the stride, but the windows begin at i in place of i * stride.
# names: stride_in_size_only
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    Lout = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, F, Lout), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Lout):
                out[n, f, i] = np.sum(xp[n, :, i : i + K] * w[f]) + b[f]
    return out


# %% int_padding_for_the_2d_layer
# fault: the signal is made an image one pixel high and given to the 2d layer with the padding as an int, which pads above and below as well; row 0 of the result, which lies in the padding, is returned, so with padding all outputs are the bias.
# names: padded_above_and_below
import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    kh, kw = w.shape[2:]
    ho = (xp.shape[2] - kh) // sh + 1
    wo = (xp.shape[3] - kw) // sw + 1
    out = np.zeros((x.shape[0], w.shape[0], ho, wo), dtype=x.dtype)
    for i in range(ho):
        for j in range(wo):
            patch = xp[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[:, :, i, j] = np.tensordot(patch, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out


def conv1d(x, w, b, stride=1, padding=0):
    result = conv2d(x[:, :, None], w[:, :, None], b, stride=(1, stride), padding=padding)
    return result[:, :, 0]


# %% output_length_precedence
# fault: the output length is (L + 2p - K + 1) // s, with the + 1 inside the division, so an output is missing whenever the last window does not end where this formula expects it.
# names: plus_one_inside_the_division
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    n, c, length = x.shape
    filters, _, k = w.shape
    padded = np.zeros((n, c, length + 2 * padding), dtype=x.dtype)
    padded[:, :, padding : padding + length] = x
    out_len = (length + 2 * padding - k + 1) // stride
    y = np.zeros((n, filters, out_len), dtype=x.dtype)
    for i in range(out_len):
        window = padded[:, :, i * stride : i * stride + k]
        for f in range(filters):
            y[:, f, i] = (window * w[f]).sum(axis=(1, 2)) + b[f]
    return y


# %% np_convolve
# fault: uses np.convolve, which turns the filter round.
# names: kernel_flipped
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N, C_in, L = x.shape
    C_out, _, K = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    Lp = (L + 2 * padding - K) // stride + 1
    out = np.empty((N, C_out, Lp), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            total = 0
            for c in range(C_in):
                full = np.convolve(padded[n, c], w[f, c], mode="full")
                total = total + full[K - 1 : L + 2 * padding]
            out[n, f] = total[::stride] + b[f]
    return out


# %% float64_result
# fault: the output array has no dtype and is float64 for float32 signals.
# names: always_float64
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, C, K = w.shape
    x_pad = np.pad(x, [(0, 0), (0, 0), (padding, padding)])
    L_out = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, F, L_out))
    for i in range(L_out):
        s = i * stride
        out[:, :, i] = np.einsum("nck,fck->nf", x_pad[:, :, s : s + K], w) + b
    return out


# %% minus_padding
# fault: the signal is laid into the zeros by the slice [padding:-padding], which is empty for padding 0, so every call without padding raises.
# names: slice_up_to_minus_zero
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    p = padding
    signal = np.zeros((N, C, L + 2 * p), dtype=x.dtype)
    signal[:, :, p:-p] = x
    out = np.zeros((N, F, (L + 2 * p - K) // stride + 1), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(out.shape[2]):
                start = i * stride
                out[n, f, i] = (signal[n, :, start : start + K] * w[f]).sum() + b[f]
    return out


# %% pads_every_axis
# fault: np.pad(x, padding) adds zeros along the axes of signals and channels too, so with padding the channels no longer fit the filters (it raises).
# names: every_axis_padded, every_axis_padded_where_one_channel_stretches
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    x = np.pad(x, padding)
    N, C, L = x.shape
    F, _, K = w.shape
    steps = (L - K) // stride + 1
    out = np.zeros((N, F, steps), x.dtype)
    for n in range(N):
        for f in range(F):
            for t in range(steps):
                out[n, f, t] = b[f] + np.sum(w[f] * x[n, :, t * stride : t * stride + K])
    return out


# %% bias_along_the_signal
# fault: b is added to (N, F, L') without new axes, so it is laid along the outputs: it raises unless L' or F fits, and is wrong where L' is F.
# names: bias_along_the_signal
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv1d(x, w, b, stride=1, padding=0):
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    windows = sliding_window_view(xp, w.shape[2], axis=2)[:, :, ::stride]  # (N, C, L', K)
    out = np.einsum("nclk,fck->nfl", windows, w)
    return (out + b).astype(x.dtype)


# %% first_channel_only
# fault: only channel 0 of the signals and of the filters is used; the sum over the channels is missing.
# names: first_channel_only
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N = x.shape[0]
    F, _, K = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    positions = range(0, xp.shape[2] - K + 1, stride)
    out = np.zeros((N, F, len(positions)), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i, p in enumerate(positions):
                out[n, f, i] = np.dot(xp[n, 0, p : p + K], w[f, 0]) + b[f]
    return out


# %% zeros_at_the_end_only
# fault: all 2 * padding zeros are put behind the signal and none before it, so the outputs are shifted.
# names: signal_at_the_beginning, padding_at_the_end_only
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    zeros = np.zeros((N, C, 2 * padding), dtype=x.dtype)
    longer = np.concatenate([x, zeros], axis=2)
    out_length = (L + 2 * padding - K) // stride + 1
    out = np.empty((N, F, out_length), dtype=x.dtype)
    for i in range(out_length):
        piece = longer[:, :, i * stride : i * stride + K].reshape(N, C * K)
        out[:, :, i] = piece @ w.reshape(F, C * K).T + b
    return out


# %% squeezed_result
# fault: the axis of height is taken away with squeeze(), which also takes away every other axis of length 1, so a single signal, a single filter or a single output loses its axis.
# names: axes_of_one_taken_away
import numpy as np


def layer2d(x, w, b, sh, sw, ph, pw):
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    win = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], axis=(2, 3))[:, :, ::sh, ::sw]
    return np.einsum("ncijuv,fcuv->nfij", win, w) + b[:, None, None]


def conv1d(x, w, b, stride=1, padding=0):
    x4 = np.expand_dims(x, 2)
    w4 = np.expand_dims(w, 2)
    return layer2d(x4, w4, b, 1, stride, 0, padding).squeeze().astype(x.dtype)


# %% multiplies_the_window_in_place
# fault: the window is a view and is multiplied in place by the weights, so the signal is changed (x itself when padding is 0) and overlapping windows and later filters see changed numbers.
# names: window_multiplied_in_place
# hints: input_changed, input_written
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    if padding > 0:
        x = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    L_out = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, F, L_out), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(L_out):
                window = x[n, :, i * stride : i * stride + K]
                window *= w[f]
                out[n, f, i] = window.sum() + b[f]
    return out


# %% windows_reshaped_not_transposed
# fault: the windows (N, C, L', K) are reshaped to rows of C * K numbers without bringing the channels behind the places, so with several channels a row mixes different windows.
# names: windows_reshaped_as_they_are
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    L_out = (L + 2 * padding - K) // stride + 1
    index = stride * np.arange(L_out)[:, None] + np.arange(K)[None, :]
    rows = xp[:, :, index].reshape(N * L_out, C * K)
    out = rows @ w.reshape(F, -1).T + b
    return out.reshape(N, L_out, F).transpose(0, 2, 1).astype(x.dtype)


# %% length_without_padding
# fault: the number of outputs is worked out from the length without the padding, so with padding the last outputs are missing.
# names: padding_missing_in_the_size
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    num, chan, length = x.shape
    nf, _, size = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    outputs = []
    n_out = max((length - size) // stride + 1, 0)
    for i in range(n_out):
        seg = xp[:, None, :, i * stride : i * stride + size]
        outputs.append((seg * w[None]).sum(axis=(2, 3)) + b)
    if not outputs:
        return np.zeros((num, nf, 0), dtype=x.dtype)
    return np.stack(outputs, axis=-1).astype(x.dtype)


# %% batch_added_up
# fault: the product of windows and filter is added over all axes, the signals of the batch included, so with several signals each gets the sum over all of them.
# names: images_added
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    out = np.zeros((N, F, (L + 2 * padding - K) // stride + 1), dtype=x.dtype)
    for f in range(F):
        for i in range(out.shape[2]):
            window = padded[:, :, i * stride : i * stride + K]
            out[:, f, i] = np.sum(window * w[f]) + b[f]
    return out


# %% dtype_of_the_filters
# fault: the result is made with the dtype of the filters, so it is float32 where the signal is float64 and the filters are float32.
# names: dtype_of_the_weights
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    N, C, L = x.shape
    F, _, K = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    L_out = (L + 2 * padding - K) // stride + 1
    out = np.zeros((N, F, L_out), dtype=w.dtype)
    out += b[:, None]
    for u in range(K):
        part = padded[:, :, u : u + stride * (L_out - 1) + 1 : stride]
        out += np.einsum("fc,ncl->nfl", w[:, :, u], part).astype(w.dtype)
    return out


# %% one_big_matrix
# right
import numpy as np


def conv1d(x, w, b, stride=1, padding=0):
    """The layer as one matrix: entry (c, t; f, i) is the weight with which number t of channel c enters output i."""
    N, C, L = x.shape
    F, _, K = w.shape
    L_out = (L + 2 * padding - K) // stride + 1
    matrix = np.zeros((C, L, F, L_out), dtype=x.dtype)
    for i in range(L_out):
        begin = i * stride - padding  # the padding is not stored: zeros add nothing
        first, last = max(begin, 0), min(begin + K, L)
        if first < last:
            matrix[:, first:last, :, i] = w[:, :, first - begin : last - begin].transpose(1, 2, 0)
    out = x.reshape(N, C * L) @ matrix.reshape(C * L, F * L_out)
    return out.reshape(N, F, L_out) + b.astype(x.dtype)[:, None]
