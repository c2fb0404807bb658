# %% reshape_without_transpose
# fault: The product of shape (N H' W', C_out) is reshaped directly to (N, C_out, H', W') without moving the axis of the filters, so the values stand in the wrong places as soon as there are several filters.
# names: reshaped_without_transposing, places_exchanged_in_the_product, reshaped_without_transposing_before_the_bias, places_exchanged_before_the_bias
import numpy as np

def pair(v):
    return (v, v) if isinstance(v, int) else v

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = pair(stride)
    ph, pw = pair(padding)
    dh, dw = pair(dilation)
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    oh = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    ow = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    Fg = F // groups
    parts = []
    for g in range(groups):
        xg = xp[:, g * Cg:(g + 1) * Cg]
        cols = np.zeros((N, oh, ow, Cg, kh, kw), dtype=x.dtype)
        for u in range(kh):
            for v in range(kw):
                s = xg[:, :, u * dh:u * dh + sh * oh:sh, v * dw:v * dw + sw * ow:sw]
                cols[:, :, :, :, u, v] = s.transpose(0, 2, 3, 1)
        wg = w[g * Fg:(g + 1) * Fg].reshape(Fg, -1)
        res = cols.reshape(N * oh * ow, -1) @ wg.T + b[g * Fg:(g + 1) * Fg]
        parts.append(res.reshape(N, Fg, oh, ow))
    out = np.concatenate(parts, axis=1)
    return out.astype(x.dtype), None

# %% float64_columns
# fault: The matrix of windows is made by np.zeros without a dtype, so the product and the result are float64 for float32 images.
# names: always_float64
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    N, C_in, H, W = x.shape
    C_out, C_g, kH, kW = w.shape
    # padded images
    xp = np.zeros((N, C_in, H + 2 * padding[0], W + 2 * padding[1]), dtype=x.dtype)
    xp[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    H_out = (H + 2 * padding[0] - (dilation[0] * (kH - 1) + 1)) // stride[0] + 1
    W_out = (W + 2 * padding[1] - (dilation[1] * (kW - 1) + 1)) // stride[1] + 1
    # im2col
    cols = np.zeros((N, C_in, kH, kW, H_out, W_out))
    for i in range(kH):
        for j in range(kW):
            top = i * dilation[0]
            left = j * dilation[1]
            cols[:, :, i, j] = xp[:, :, top:top + stride[0] * H_out:stride[0],
                                  left:left + stride[1] * W_out:stride[1]]
    cols = cols.reshape(N, groups, C_g * kH * kW, H_out * W_out)
    w_mat = w.reshape(groups, C_out // groups, C_g * kH * kW)
    out = np.matmul(w_mat, cols).reshape(N, C_out, H_out, W_out)
    out = out + b.reshape(1, -1, 1, 1)
    return out, cols

# %% only_out_returned
# fault: The function returns the array alone and not the pair (out, cache).
# names: cache_forgotten
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    dh, dw = dilation if isinstance(dilation, tuple) else (dilation, dilation)
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    n, c, hp, wp = xp.shape
    f, cg, kh, kw = w.shape
    oh = (hp - dh * (kh - 1) - 1) // sh + 1
    ow = (wp - dw * (kw - 1) - 1) // sw + 1
    fg = f // groups
    out = np.zeros((n, f, oh, ow), dtype=x.dtype)
    for g in range(groups):
        for u in range(kh):
            for v in range(kw):
                piece = xp[:, g * cg:(g + 1) * cg, u * dh:u * dh + oh * sh:sh, v * dw:v * dw + ow * sw:sw]
                weights = w[g * fg:(g + 1) * fg, :, u, v]
                out[:, g * fg:(g + 1) * fg] += np.einsum("fc,nchw->nfhw", weights, piece)
    out += b[None, :, None, None]
    return out

# %% slice_stop_without_stride
# fault: The strided slice stops at u + H' instead of u + stride * H', so with a stride above 1 it has too few rows and columns and the assignment raises a ValueError (or a slice of one row or column is broadcast and gives wrong values).
# names: slice_stops_too_early, slice_stops_too_early_to_join, stride_does_not_fit, slice_stops_too_early + dilation_and_groups_unwritten, slice_stops_too_early_to_join + dilation_and_groups_unwritten, stride_does_not_fit + dilation_and_groups_unwritten
# hints: dilation_and_groups_unwritten, dilation_unwritten, groups_unwritten
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if dilation != 1 and dilation != (1, 1):
        raise NotImplementedError
    if groups != 1:
        raise NotImplementedError
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    Ho = (H + 2 * ph - kh) // sh + 1
    Wo = (W + 2 * pw - kw) // sw + 1
    windows = np.zeros((N, Ho, Wo, C, kh, kw), x.dtype)
    for u in range(kh):
        for v in range(kw):
            block = xp[:, :, u:u + Ho:sh, v:v + Wo:sw]      # (N, C, Ho, Wo)
            windows[:, :, :, :, u, v] = block.transpose(0, 2, 3, 1)
    rows = windows.reshape(N * Ho * Wo, C * kh * kw)
    product = rows @ w.reshape(F, -1).T + b
    out = product.reshape(N, Ho, Wo, F).transpose(0, 3, 1, 2)
    return out.astype(x.dtype), rows

# %% size_ignores_dilation
# fault: The output's size is computed with k in place of d(k - 1) + 1, so with a dilation above 1 the slices are shorter than the output and a ValueError is raised (or a slice of one row or column is broadcast).
# names: dilation_not_in_the_size, dilation_does_not_fit
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    as2 = lambda t: (t, t) if isinstance(t, int) else tuple(t)
    (sh, sw), (ph, pw), (dh, dw) = as2(stride), as2(padding), as2(dilation)
    N, C, H, W = x.shape
    F, cpg, kh, kw = w.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    fpg = F // groups
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for g in range(groups):
        cols = np.zeros((N, cpg, kh, kw, oh, ow), dtype=x.dtype)
        for u in range(kh):
            for v in range(kw):
                cols[:, :, u, v] = x_pad[:, g * cpg:(g + 1) * cpg,
                                         u * dh:u * dh + sh * oh:sh, v * dw:v * dw + sw * ow:sw]
        cols = cols.reshape(N, cpg * kh * kw, oh * ow)
        wg = w[g * fpg:(g + 1) * fpg].reshape(fpg, -1)
        out[:, g * fpg:(g + 1) * fpg] = (wg @ cols).reshape(N, fpg, oh, ow)
    return out + b[:, None, None], (x, w, b)

# %% loop_over_outputs
# fault: The values are right, but the function loops over all output positions in Python, so it is not vectorised and far too slow on large images.
# names: loops_over_positions
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    Fg = F // groups
    eh = dh * (kh - 1) + 1
    ew = dw * (kw - 1) + 1
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    Ho = (H + 2 * ph - eh) // sh + 1
    Wo = (W + 2 * pw - ew) // sw + 1
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            g = f // Fg
            for i in range(Ho):
                for j in range(Wo):
                    win = xp[n, g * Cg:(g + 1) * Cg, i * sh:i * sh + eh:dh, j * sw:j * sw + ew:dw]
                    out[n, f, i, j] = np.sum(win * w[f]) + b[f]
    return out, None

# %% column_order
# fault: The windows are collected as (row, column, channel) while w.reshape(C_out, -1) has the order (channel, row, column), so with several channels weights meet the wrong pixels.
# names: windows_channels_last, channels_last_in_the_weights, windows_channels_last + groups_unwritten, channels_last_in_the_weights + groups_unwritten
# hints: groups_unwritten
import numpy as np

def two(a):
    if isinstance(a, int):
        return a, a
    return a

def im2col(xp, kh, kw, oh, ow, sh, sw, dh, dw):
    taps = []
    for u in range(kh):
        for v in range(kw):
            taps.append(xp[:, :, u * dh:u * dh + sh * oh:sh, v * dw:v * dw + sw * ow:sw])
    cols = np.stack(taps)                       # (kh*kw, N, C, oh, ow)
    cols = cols.transpose(1, 3, 4, 0, 2)        # (N, oh, ow, kh*kw, C)
    return cols.reshape(-1, kh * kw * xp.shape[1])

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if groups > 1:
        raise NotImplementedError("groups")
    sh, sw = two(stride)
    ph, pw = two(padding)
    dh, dw = two(dilation)
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    F, C, kh, kw = w.shape
    oh = (xp.shape[2] - dh * (kh - 1) - 1) // sh + 1
    ow = (xp.shape[3] - dw * (kw - 1) - 1) // sw + 1
    cols = im2col(xp, kh, kw, oh, ow, sh, sw, dh, dw)
    y = cols @ w.reshape(F, -1).T + b
    y = y.reshape(x.shape[0], oh, ow, F).transpose(0, 3, 1, 2)
    return y.astype(x.dtype), cols

# %% options_silently_ignored
# fault: Dilation and groups are not written, but no NotImplementedError is raised: dilation is ignored and gives the result without it, and groups above 1 end in a ValueError of the matrix product.
# names: dilation_ignored + groups_do_not_fit
# hints: dilation_ignored, groups_do_not_fit
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = stride, stride
    if isinstance(padding, int):
        padding = padding, padding
    sH, sW = stride
    pH, pW = padding
    N, C, H, W = x.shape
    Co, _, kH, kW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (pH, pH), (pW, pW)))
    Ho, Wo = (H + 2 * pH - kH) // sH + 1, (W + 2 * pW - kW) // sW + 1
    X = np.empty((N, Ho, Wo, C, kH, kW), dtype=x.dtype)
    for u in range(kH):
        for v in range(kW):
            X[..., u, v] = xp[:, :, u:u + sH * Ho:sH, v:v + sW * Wo:sW].transpose(0, 2, 3, 1)
    out = X.reshape(N * Ho * Wo, C * kH * kW) @ w.reshape(Co, -1).T + b
    out = out.reshape(N, Ho, Wo, Co).transpose(0, 3, 1, 2).astype(x.dtype)
    # TODO dilation, groups
    return out, (X, w)

# %% bias_on_the_last_axis
# fault: The bias is added as out + b to an array of shape (N, C_out, H', W'), so NumPy lines it up with the columns and not with the filters: with several filters a ValueError, or wrong numbers where W' is 1 or equal to C_out.
# names: bias_along_the_width
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    F, Cg, kh, kw = w.shape
    span = ((kh - 1) * dh + 1, (kw - 1) * dw + 1)
    win = sliding_window_view(xp, span, axis=(2, 3))[:, :, ::sh, ::sw, ::dh, ::dw]
    Fg = F // groups
    outs = [
        np.einsum("nchwuv,fcuv->nfhw", win[:, g * Cg:(g + 1) * Cg], w[g * Fg:(g + 1) * Fg], optimize=True)
        for g in range(groups)
    ]
    out = np.concatenate(outs, axis=1) + b
    return out.astype(x.dtype), None

# %% groups_bias_not_sliced
# fault: In each group the first C_out / G biases are added: w and the channels are sliced for the group, but b always from its beginning.
# names: first_biases_for_every_group
import numpy as np

def conv_one_group(xp, w, b, sh, sw, dh, dw):
    N, C, Hp, Wp = xp.shape
    F, _, kh, kw = w.shape
    Ho = (Hp - dh * (kh - 1) - 1) // sh + 1
    Wo = (Wp - dw * (kw - 1) - 1) // sw + 1
    cols = np.empty((N, Ho, Wo, C, kh, kw), dtype=xp.dtype)
    for u in range(kh):
        for v in range(kw):
            s = xp[:, :, u * dh::sh, v * dw::sw][:, :, :Ho, :Wo]
            cols[:, :, :, :, u, v] = np.moveaxis(s, 1, 3)
    out = cols.reshape(N * Ho * Wo, -1) @ w.reshape(F, -1).T
    out = out + b[:F]
    return np.moveaxis(out.reshape(N, Ho, Wo, F), 3, 1)

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    dh, dw = dilation if isinstance(dilation, tuple) else (dilation, dilation)
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    cin = x.shape[1] // groups
    cout = w.shape[0] // groups
    pieces = []
    for g in range(groups):
        pieces.append(conv_one_group(xp[:, g * cin:(g + 1) * cin], w[g * cout:(g + 1) * cout], b, sh, sw, dh, dw))
    return np.concatenate(pieces, axis=1).astype(x.dtype), xp

# %% groups_interleaved
# fault: Filter f is put in group f % groups instead of f // (C_out / groups), so the filters see the channels of the wrong group where there are several groups with several filters each.
# names: group_filters_interleaved
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    def pair(t): return (t, t) if isinstance(t, int) else t
    s, p, d = pair(stride), pair(padding), pair(dilation)
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * p[0], W + 2 * p[1]), dtype=x.dtype)
    xp[:, :, p[0]:p[0] + H, p[1]:p[1] + W] = x
    oh = (xp.shape[2] - d[0] * (kh - 1) - 1) // s[0] + 1
    ow = (xp.shape[3] - d[1] * (kw - 1) - 1) // s[1] + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for f in range(F):
        g = f % groups
        channels = xp[:, g * Cg:(g + 1) * Cg]
        for u in range(kh):
            for v in range(kw):
                block = channels[:, :, u * d[0]:u * d[0] + oh * s[0]:s[0], v * d[1]:v * d[1] + ow * s[1]:s[1]]
                out[:, f] += np.tensordot(block, w[f, :, u, v], axes=([1], [0])).astype(x.dtype)
        out[:, f] += b[f]
    return out, (x, w, b, stride, padding)

# %% depthwise_only
# fault: Groups are written as if there were always as many groups as channels: group g gets the single channel g, so 4 channels in 2 groups raise a ValueError of the product.
# names: none
# wanted: groups are written for the depthwise case only: group g gets the single channel g instead of its C_in / groups channels
# hints: group_begins_at_its_number
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride,) * 2 if isinstance(stride, int) else stride
    ph, pw = (padding,) * 2 if isinstance(padding, int) else padding
    dh, dw = (dilation,) * 2 if isinstance(dilation, int) else dilation
    if groups > 1:
        # depthwise convolution: every channel on its own
        per = w.shape[0] // groups
        maps = [
            conv2d_forward(x[:, g:g + 1], w[g * per:(g + 1) * per], b[g * per:(g + 1) * per],
                           stride, padding, dilation)[0]
            for g in range(groups)
        ]
        return np.concatenate(maps, axis=1), None
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    oh = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    ow = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    cols = np.empty((C, kh, kw, N, oh, ow), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            cols[:, u, v] = xp[:, :, u * dh:u * dh + sh * oh:sh, v * dw:v * dw + sw * ow:sw].swapaxes(0, 1)
    res = w.reshape(F, -1) @ cols.reshape(C * kh * kw, -1) + b[:, None]
    return res.reshape(F, N, oh, ow).swapaxes(0, 1).astype(x.dtype), cols

# %% as_strided_contiguous
# fault: as_strided is given strides worked out from the shape, as if the array were always contiguous; where padding is 0 and x has its numbers in another order or with gaps in memory, wrong pixels are read (for reversed arrays even memory beyond x).
# names: byte_strides_of_c_order
import numpy as np
from numpy.lib.stride_tricks import as_strided

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    dh, dw = dilation if isinstance(dilation, tuple) else (dilation, dilation)
    N, C, H, W = x.shape
    if ph or pw:
        padded = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
        padded[:, :, ph:ph + H, pw:pw + W] = x
    else:
        padded = x
    H, W = padded.shape[2:]
    F, Cg, kh, kw = w.shape
    Ho = (H - dh * (kh - 1) - 1) // sh + 1
    Wo = (W - dw * (kw - 1) - 1) // sw + 1
    item = x.itemsize
    windows = as_strided(
        padded,
        shape=(N, C, Ho, Wo, kh, kw),
        strides=(C * H * W * item, H * W * item, sh * W * item, sw * item, dh * W * item, dw * item),
    )
    Fg = F // groups
    out = np.empty((N, F, Ho, Wo), dtype=x.dtype)
    for g in range(groups):
        part = np.tensordot(windows[:, g * Cg:(g + 1) * Cg], w[g * Fg:(g + 1) * Fg], axes=((1, 4, 5), (1, 2, 3)))
        out[:, g * Fg:(g + 1) * Fg] = part.transpose(0, 3, 1, 2)
    out += b.reshape(1, F, 1, 1)
    return out, None

# %% dilation_by_thinning_the_image
# fault: Dilation is done by taking only every d-th row and column of the padded image and convolving that, so the outputs between are lost and the result is too small.
# names: dilation_thins_the_image
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    x_pad = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    # dilation: look at every d-th pixel only
    x_pad = x_pad[:, :, ::dilation[0], ::dilation[1]]
    N, C, H, W = x_pad.shape
    F, C_g, kh, kw = w.shape
    h_out = (H - kh) // stride[0] + 1
    w_out = (W - kw) // stride[1] + 1
    cols = np.zeros((N, C, kh, kw, h_out, w_out), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            cols[:, :, u, v] = x_pad[:, :, u:u + stride[0] * h_out:stride[0], v:v + stride[1] * w_out:stride[1]]
    cols = cols.reshape(N, groups, C_g * kh * kw, h_out * w_out)
    out = w.reshape(groups, F // groups, -1) @ cols
    out = out.reshape(N, F, h_out, w_out) + b.reshape(-1, 1, 1)
    return out.astype(x.dtype), cols

# %% columns_kept_between_calls
# fault: The matrix of windows is kept in a global dictionary under the shapes and options, so a second call with other images of the same shape returns the result of the first images.
# names: none
# wanted: the windows of the first images are kept under the shapes and used again for other images of the same shape (with the new filters and biases)
# hints: first_answer_kept
import numpy as np

_saved = {}

def get_columns(x, kh, kw, s, p, d):
    key = (x.shape, x.dtype, kh, kw, s, p, d)
    if key not in _saved:
        xp = np.pad(x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])))
        oh = (xp.shape[2] - d[0] * (kh - 1) - 1) // s[0] + 1
        ow = (xp.shape[3] - d[1] * (kw - 1) - 1) // s[1] + 1
        cols = np.empty(x.shape[:2] + (kh, kw, oh, ow), dtype=x.dtype)
        for u in range(kh):
            for v in range(kw):
                cols[:, :, u, v] = xp[:, :, u * d[0]:u * d[0] + s[0] * oh:s[0], v * d[1]:v * d[1] + s[1] * ow:s[1]]
        _saved[key] = cols
    return _saved[key]

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    s, p, d = [(t, t) if isinstance(t, int) else t for t in (stride, padding, dilation)]
    F, Cg, kh, kw = w.shape
    cols = get_columns(x, kh, kw, s, p, d)
    N, oh, ow = len(x), cols.shape[4], cols.shape[5]
    mat = cols.reshape(N, groups, Cg * kh * kw, oh * ow)
    out = (w.reshape(groups, F // groups, Cg * kh * kw) @ mat).reshape(N, F, oh, ow)
    return (out + b[None, :, None, None]).astype(x.dtype), cols

# %% shape_of_w_assigned
# fault: The filters are stretched by assigning w.shape, which changes the shape of the caller's own array (and raises where w is not contiguous).
# names: filters_reshaped_in_place
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    (sh, sw), (ph, pw), (dh, dw) = [a if isinstance(a, tuple) else (a, a) for a in (stride, padding, dilation)]
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    Hout = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    Wout = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    cols = np.zeros((groups, N, Hout, Wout, Cg, kh, kw), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            tap = xp[:, :, u * dh:u * dh + sh * Hout:sh, v * dw:v * dw + sw * Wout:sw]
            tap = tap.reshape(N, groups, Cg, Hout, Wout)
            cols[..., u, v] = tap.transpose(1, 0, 3, 4, 2)
    cols = cols.reshape(groups, N * Hout * Wout, Cg * kh * kw)
    w.shape = (groups, F // groups, Cg * kh * kw)
    y = cols @ w.transpose(0, 2, 1)                     # (groups, N*Hout*Wout, F/groups)
    y = y.reshape(groups, N, Hout, Wout, F // groups).transpose(1, 0, 4, 2, 3).reshape(N, F, Hout, Wout)
    y = y + b[:, None, None]
    return y.astype(x.dtype), cols

# %% filters_blown_up_too_far
# fault: Two faults: for the dilation the filter is filled with zeros to k * d rows and columns instead of d(k - 1) + 1, so the result is too small; and a pair of dilations is read as (width, height).
# names: dilation_times_kernel + dilation_pair_swapped, dilation_times_kernel_in_windows + dilation_pair_swapped
# hints: dilation_times_kernel, dilation_times_kernel_in_windows, dilation_pair_swapped
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dw, dh = (dilation, dilation) if isinstance(dilation, int) else dilation
    F, Cg, kh, kw = w.shape
    # put zeros between the weights, then there is no dilation any more
    big = np.zeros((F, Cg, kh * dh, kw * dw), dtype=w.dtype)
    big[:, :, ::dh, ::dw] = w
    kh, kw = big.shape[2:]
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N = x.shape[0]
    oh = (xp.shape[2] - kh) // sh + 1
    ow = (xp.shape[3] - kw) // sw + 1
    Fg = F // groups
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for g in range(groups):
        fs = slice(g * Fg, (g + 1) * Fg)
        cs = slice(g * Cg, (g + 1) * Cg)
        for u in range(kh):
            for v in range(kw):
                pix = xp[:, cs, u:u + sh * oh:sh, v:v + sw * ow:sw]
                out[:, fs] += np.einsum("nchw,fc->nfhw", pix, big[fs, :, u, v]).astype(x.dtype)
    out += b.reshape(1, -1, 1, 1)
    return out, xp

# %% right_by_index_table
# right
import numpy as np

def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """All windows in a single take: a table says where in a flat padded image each pixel of each window lies."""
    (sh, sw), (ph, pw), (dh, dw) = (v if isinstance(v, tuple) else (v, v) for v in (stride, padding, dilation))
    n, c, height, width = x.shape
    f, cg, kh, kw = w.shape
    hp, wp = height + 2 * ph, width + 2 * pw
    frame = np.zeros((n, c, hp, wp), dtype=x.dtype)
    frame[:, :, ph:ph + height, pw:pw + width] = x
    rows = np.arange(kh)[:, None] * dh + np.arange(0, hp - dh * (kh - 1), sh)      # (kh, H')
    cols = np.arange(kw)[:, None] * dw + np.arange(0, wp - dw * (kw - 1), sw)      # (kw, W')
    oh, ow = rows.shape[1], cols.shape[1]
    table = rows[:, None, :, None] * wp + cols[None, :, None, :]                   # (kh, kw, H', W')
    windows = frame.reshape(n, c, hp * wp).take(table.ravel(), axis=2)
    windows = windows.reshape(n, groups, cg * kh * kw, oh * ow)
    # a column of ones carries the bias into the product
    ones = np.ones((n, groups, 1, oh * ow), dtype=x.dtype)
    flat = np.concatenate([w.reshape(groups, f // groups, -1), b.reshape(groups, -1, 1)], axis=2)
    out = flat.astype(x.dtype) @ np.concatenate([windows, ones], axis=2)
    return out.reshape(n, f, oh, ow), None
