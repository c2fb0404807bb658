# %% assigned_not_added
# fault: Each value lays its kernel down with = instead of +=, so what overlaps is replaced (and of several input channels only the last is left).
# names: overwritten, overwritten_by_the_next_channel
# hints: last_channel_only
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, Cin, H, W = x.shape
    _, Cout, kh, kw = w.shape
    full = np.zeros((N, Cout, (H-1)*stride + kh, (W-1)*stride + kw), dtype=x.dtype)
    for n in range(N):
        for c in range(Cin):
            for i in range(H):
                for j in range(W):
                    full[n, :, i*stride:i*stride+kh, j*stride:j*stride+kw] = x[n, c, i, j] * w[c]
    h, v = full.shape[2] - 2*padding, full.shape[3] - 2*padding
    out = full[:, :, padding:padding+h, padding:padding+v] + b[:, None, None]
    return out.astype(x.dtype)

# %% cut_with_minus_p
# fault: The border is cut off with [padding:-padding], which gives an empty output for padding 0.
# names: cut_up_to_minus_zero
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    C_in, C_out, kH, kW = w.shape
    out = np.zeros((N, C_out, (H - 1) * stride + kH, (W - 1) * stride + kW), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            # (N, C_in) x (C_in, C_out, kH, kW)
            piece = np.tensordot(x[:, :, i, j], w, axes=([1], [0]))
            out[:, :, i*stride:i*stride+kH, j*stride:j*stride+kW] += piece
    out += b.reshape(1, -1, 1, 1)
    return out[:, :, padding:-padding, padding:-padding]

# %% bias_with_every_kernel
# fault: The bias is added together with every kernel that is laid down, so a place gets it once for each value and input channel that reaches it.
# names: bias_with_every_kernel
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    n, c_in, h, wd = x.shape
    c_out, kh, kw = w.shape[1:]
    big = np.zeros((n, c_out, (h-1)*stride+kh, (wd-1)*stride+kw), x.dtype)
    for img in range(n):
        for c in range(c_in):
            for f in range(c_out):
                for i in range(h):
                    for j in range(wd):
                        r, q = i*stride, j*stride
                        big[img, f, r:r+kh, q:q+kw] += x[img, c, i, j]*w[c, f] + b[f]
    H2 = (h-1)*stride - 2*padding + kh
    W2 = (wd-1)*stride - 2*padding + kw
    return big[:, :, padding:padding+H2, padding:padding+W2]

# %% float64_result
# fault: The output is collected in np.zeros(shape) and returned as float64 for float32 arrays.
# names: always_float64
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, Ci, H, W = x.shape
    Ci, Co, kh, kw = w.shape
    Hf, Wf = (H-1)*stride + kh, (W-1)*stride + kw
    out = np.zeros((N, Co, Hf, Wf))
    for n in range(N):
        for c in range(Ci):
            for i in range(H):
                for j in range(W):
                    out[n, :, i*stride:i*stride+kh, j*stride:j*stride+kw] += x[n, c, i, j]*w[c]
    out = out[:, :, padding:Hf-padding, padding:Wf-padding]
    for f in range(Co):
        out[:, f] += b[f]
    return out

# %% channels_of_w_swapped
# fault: w is read as (C_out, C_in, kH, kW) as in a convolution, so the number of output channels is taken from w's first axis; only with C_in = C_out = 1 this goes well.
# names: channels_exchanged, channels_exchanged_by_index, filters_first
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    C_out, _, kH, kW = w.shape
    full = np.zeros((N, C_out, (H-1)*stride + kH, (W-1)*stride + kW), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for c in range(C_in):
                for i in range(H):
                    for j in range(W):
                        full[n, f, i*stride:i*stride+kH, j*stride:j*stride+kW] += x[n, c, i, j] * w[f, c]
            full[n, f] += b[f]
    Ho = (H-1)*stride - 2*padding + kH
    Wo = (W-1)*stride - 2*padding + kW
    return full[:, :, padding:padding+Ho, padding:padding+Wo]

# %% kernel_flipped
# fault: The kernel is turned by 180 degrees before it is laid down.
# names: kernel_flipped
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    flipped = w[:, :, ::-1, ::-1]     # transposed convolution = flipped filter
    N, C, H, W = x.shape
    F, kh, kw = w.shape[1], w.shape[2], w.shape[3]
    big = np.zeros((N, F, stride*(H-1)+kh, stride*(W-1)+kw), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            big[:, :, u:u+stride*(H-1)+1:stride, v:v+stride*(W-1)+1:stride] += np.einsum(
                "ncij,cf->nfij", x, flipped[:, :, u, v])
    out = big + b[:, None, None].astype(x.dtype)
    return out[:, :, padding:out.shape[2]-padding, padding:out.shape[3]-padding]

# %% padding_adds
# fault: The padding makes the output larger: it gets a border of padding rows and columns with the bias alone, instead of losing them.
# names: padding_around_the_output
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    C, F, kh, kw = w.shape
    Ho = (H-1)*stride + 2*padding + kh
    Wo = (W-1)*stride + 2*padding + kw
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            r = i*stride + padding
            q = j*stride + padding
            out[:, :, r:r+kh, q:q+kw] += np.einsum("nc,cfuv->nfuv", x[:, :, i, j], w)
    return out + b.astype(x.dtype)[None, :, None, None]

# %% cut_on_one_side
# fault: The padding is taken away twice at the lower right end (2 p rows and columns) and not at the top and left, so the size is right and the content shifted.
# names: padding_at_the_end, padding_taken_at_the_end_alone
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    n, cin, h, wid = x.shape
    _, cout, kh, kw = w.shape
    out_h = (h - 1)*stride - 2*padding + kh
    out_w = (wid - 1)*stride - 2*padding + kw
    canvas = np.zeros((n, cout, (h - 1)*stride + kh, (wid - 1)*stride + kw), dtype=x.dtype)
    for i in range(h):
        for j in range(wid):
            for c in range(cin):
                canvas[:, :, i*stride:i*stride+kh, j*stride:j*stride+kw] += x[:, c, i, j][:, None, None, None]*w[c]
    canvas += b[:, None, None].astype(x.dtype)
    return canvas[:, :, :out_h, :out_w]

# %% bias_along_columns
# fault: b is added without new axes, so it is broadcast along the columns instead of the channels; it raises unless the width happens to fit or there is one output channel.
# names: bias_along_the_width
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, Cin, H, W = x.shape
    Cin, Cout, kh, kw = w.shape
    full = np.zeros((N, Cout, (H-1)*stride+kh, (W-1)*stride+kw), dtype=x.dtype)
    for n in range(N):
        for c in range(Cin):
            for i in range(H):
                for j in range(W):
                    full[n, :, i*stride:i*stride+kh, j*stride:j*stride+kw] += x[n, c, i, j]*w[c]
    Ho, Wo = full.shape[2]-2*padding, full.shape[3]-2*padding
    out = full[:, :, padding:padding+Ho, padding:padding+Wo]
    return (out + b).astype(x.dtype)

# %% returns_a_pair
# fault: A pair (out, cache) is returned, as by the other forward functions, instead of out alone.
# names: pair_returned
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    C_in, C_out, kh, kw = w.shape
    rows = (H - 1)*stride + kh
    cols = (W - 1)*stride + kw
    out = np.zeros((N, C_out, rows, cols), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            out[:, :, i*stride:i*stride+kh, j*stride:j*stride+kw] += np.tensordot(x[:, :, i, j], w, 1)
    out += b[None, :, None, None].astype(x.dtype)
    out = out[:, :, padding:rows-padding, padding:cols-padding]
    return out, (x, w, b, stride, padding)

# %% zeros_after_every_value
# fault: The image is spread by putting stride - 1 zeros after every value, the last one too, so for a stride above 1 the output has stride - 1 rows and columns too many.
# names: zeros_after_every_value
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    _, F, kh, kw = w.shape
    spread = np.zeros((N, C, H*stride, W*stride), dtype=x.dtype)
    spread[:, :, ::stride, ::stride] = x
    # full convolution with the flipped kernel; less border where padding takes away
    top, left = kh - 1 - padding, kw - 1 - padding
    spread = np.pad(spread, ((0, 0), (0, 0), (top, top), (left, left)))
    win = np.lib.stride_tricks.sliding_window_view(spread, (kh, kw), axis=(2, 3))
    out = np.einsum("ncijuv,cfuv->nfij", win, w[:, :, ::-1, ::-1])
    return (out + b[:, None, None]).astype(x.dtype)

# %% stride_not_in_places
# fault: The output has the right size, but the kernel of x[n, c, i, j] begins at row i and column j whatever the stride.
# names: stride_in_size_only
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    C_in, C_out, kH, kW = w.shape
    H_out = (H-1)*stride + kH
    W_out = (W-1)*stride + kW
    out = np.zeros((N, C_out, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for c in range(C_in):
            for f in range(C_out):
                for i in range(H):
                    for j in range(W):
                        for u in range(kH):
                            for v in range(kW):
                                out[n, f, i+u, j+v] += x[n, c, i, j]*w[c, f, u, v]
    out = out[:, :, padding:H_out-padding, padding:W_out-padding]
    return out + b.reshape(-1, 1, 1).astype(x.dtype)

# %% bias_only_where_touched
# fault: The bias is added only to places that a kernel has reached, so with a stride larger than the kernel the gaps stay 0 instead of being the bias.
# names: bias_where_a_kernel_lies
# hints: bias_with_every_kernel
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    C, F, kh, kw = w.shape
    total = np.zeros((N, F, (H-1)*stride+kh, (W-1)*stride+kw), dtype=x.dtype)
    done = np.zeros(total.shape, dtype=bool)      # has this place got its bias?
    bias = b.astype(x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(H):
                for j in range(W):
                    r, q = slice(i*stride, i*stride+kh), slice(j*stride, j*stride+kw)
                    for c in range(C):
                        total[n, f, r, q] += x[n, c, i, j]*w[c, f]
                    total[n, f, r, q] += np.where(done[n, f, r, q], 0, bias[f])
                    done[n, f, r, q] = True
    hh, ww = total.shape[2:]
    return total[:, :, padding:hh-padding, padding:ww-padding]

# %% repeat_then_convolve
# fault: The image is enlarged by repeating every pixel stride times instead of putting zeros between, and then convolved; right for stride 1 only.
# names: values_repeated, values_repeated_cut
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    kh, kw = w.shape[2:]
    big = x.repeat(stride, axis=2).repeat(stride, axis=3)
    H_out = (x.shape[2]-1)*stride - 2*padding + kh
    W_out = (x.shape[3]-1)*stride - 2*padding + kw
    a, c = kh-1-padding, kw-1-padding
    big = np.pad(big, ((0, 0), (0, 0), (a, a), (c, c)))
    out = np.zeros((x.shape[0], w.shape[1], H_out, W_out), dtype=x.dtype)
    turned = w[:, :, ::-1, ::-1]
    for i in range(H_out):
        for j in range(W_out):
            out[:, :, i, j] = np.tensordot(big[:, :, i:i+kh, j:j+kw], turned, axes=((1, 2, 3), (0, 2, 3)))
    return out + b[:, None, None].astype(x.dtype)

# %% square_only
# fault: The output is made with as many columns as rows (from H and kH), so inputs or kernels that are not square give a wrong shape or raise.
# names: squares_only
# hints: square_kernels_only
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, Cin, H, W = x.shape
    _, Cout, k, _ = w.shape
    size = (H - 1)*stride + k
    out = np.zeros((N, Cout, size, size), dtype=x.dtype)
    for n in range(N):
        for c in range(Cin):
            for i in range(H):
                for j in range(W):
                    out[n, :, i*stride:i*stride+k, j*stride:j*stride+k] += x[n, c, i, j]*w[c]
    for f in range(Cout):
        out[:, f] += b[f]
    return out[:, :, padding:size-padding, padding:size-padding]

# %% input_channels_averaged
# fault: The contributions of the input channels are averaged instead of summed, which is wrong for more than one input channel.
# names: input_channels_averaged
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, kh, kw = w.shape[1:]
    s, p = stride, padding
    maps = np.zeros((N, C, F, (H-1)*s+kh, (W-1)*s+kw), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            maps[..., i*s:i*s+kh, j*s:j*s+kw] += x[:, :, i, j, None, None, None]*w
    out = maps.mean(axis=1) + b[:, None, None]
    return out[..., p:p+(H-1)*s-2*p+kh, p:p+(W-1)*s-2*p+kw].astype(x.dtype)

# %% each_output_asks_who_reaches_it
# right
import numpy as np

def _reachers(place, size, k, stride):
    """The inputs whose kernel covers this place, and with which of its rows."""
    return [(i, place - i * stride) for i in range(size) if 0 <= place - i * stride < k]

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, _, H, W = x.shape
    _, F, kh, kw = w.shape
    rows = [_reachers(r + padding, H, kh, stride) for r in range((H - 1) * stride - 2 * padding + kh)]
    cols = [_reachers(q + padding, W, kw, stride) for q in range((W - 1) * stride - 2 * padding + kw)]
    out = np.empty((N, F, len(rows), len(cols)), x.dtype)
    out[:] = b.reshape(-1, 1, 1)
    for r, from_rows in enumerate(rows):
        for q, from_cols in enumerate(cols):
            for i, u in from_rows:
                for j, v in from_cols:
                    out[:, :, r, q] += (x[:, :, i, j] @ w[:, :, u, v]).astype(x.dtype)
    return out
