# %% reshape_without_transpose
# fault: The product of shape (N H' W', C_out) is reshaped straight to (N, C_out, H', W') without moving the axis, so right values stand in wrong places (with several filters).
# names: reshaped_without_transposing, places_exchanged_in_the_product


def to_pair(a):
    return (a, a) if isinstance(a, int) else a


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = to_pair(stride)
    ph, pw = to_pair(padding)
    dh, dw = to_pair(dilation)
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = xp.shape
    F, Cg, kh, kw = w.shape
    Ho = (H - dh * (kh - 1) - 1) // sh + 1
    Wo = (W - dw * (kw - 1) - 1) // sw + 1
    Fg = F // groups
    outs = []
    for g in range(groups):
        cols = np.zeros((N, Ho, Wo, Cg, kh, kw), dtype=x.dtype)
        part = xp[:, g * Cg : (g + 1) * Cg]
        for u in range(kh):
            for v in range(kw):
                block = part[
                    :,
                    :,
                    u * dh : u * dh + sh * (Ho - 1) + 1 : sh,
                    v * dw : v * dw + sw * (Wo - 1) + 1 : sw,
                ]
                cols[:, :, :, :, u, v] = block.transpose(0, 2, 3, 1)
        wg = w[g * Fg : (g + 1) * Fg].reshape(Fg, -1)
        prod = cols.reshape(N * Ho * Wo, -1) @ wg.T + b[g * Fg : (g + 1) * Fg]
        outs.append(prod.reshape(N, Fg, Ho, Wo))
    return np.concatenate(outs, axis=1), None


# %% loops_over_positions
# fault: The values are right, but Python loops over the output positions (one small product for each window), so it is not vectorised and far too slow.
# names: loops_over_positions


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    N, C, H, W = x.shape
    F, Cg, kH, kW = w.shape
    eH = dilation[0] * (kH - 1) + 1
    eW = dilation[1] * (kW - 1) + 1
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    Ho = (xp.shape[2] - eH) // stride[0] + 1
    Wo = (xp.shape[3] - eW) // stride[1] + 1
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    Fg = F // groups
    for g in range(groups):
        fs = slice(g * Fg, (g + 1) * Fg)
        W_col = w[fs].reshape(Fg, -1).T
        for i in range(Ho):
            for j in range(Wo):
                r, c = i * stride[0], j * stride[1]
                win = xp[
                    :, g * Cg : (g + 1) * Cg, r : r + eH : dilation[0], c : c + eW : dilation[1]
                ]
                out[:, fs, i, j] = win.reshape(N, -1) @ W_col + b[fs]
    return out, xp


# %% dilation_missing_in_size
# fault: The slices are dilated, but the size of the output still uses k where d (k - 1) + 1 belongs; with dilation the maps are too large, the slices do not fit and the assignment raises (or spreads a slice of one line over the whole map).
# names: dilation_not_in_the_size


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    s = (stride, stride) if isinstance(stride, int) else stride
    p = (padding, padding) if isinstance(padding, int) else padding
    d = (dilation, dilation) if isinstance(dilation, int) else dilation
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    H_out = (H + 2 * p[0] - kh) // s[0] + 1
    W_out = (W + 2 * p[1] - kw) // s[1] + 1
    xp = np.zeros((N, C, H + 2 * p[0], W + 2 * p[1]), dtype=x.dtype)
    xp[:, :, p[0] : p[0] + H, p[1] : p[1] + W] = x
    n_f = F // groups
    out = np.zeros((N, F, H_out, W_out), dtype=x.dtype)
    cache = []
    for g in range(groups):
        xg = xp[:, g * Cg : (g + 1) * Cg]
        cols = np.zeros((N, H_out, W_out, Cg, kh, kw), dtype=x.dtype)
        for u in range(kh):
            for v in range(kw):
                a, c = u * d[0], v * d[1]
                piece = xg[:, :, a : a + s[0] * H_out : s[0], c : c + s[1] * W_out : s[1]]
                cols[..., u, v] = np.moveaxis(piece, 1, 3)
        rows = cols.reshape(N * H_out * W_out, -1)
        res = rows @ w[g * n_f : (g + 1) * n_f].reshape(n_f, -1).T
        res = res.reshape(N, H_out, W_out, n_f).transpose(0, 3, 1, 2)
        out[:, g * n_f : (g + 1) * n_f] = res + b[g * n_f : (g + 1) * n_f].reshape(1, -1, 1, 1)
        cache.append(rows)
    return out, cache


# %% weights_reshaped_to_columns
# fault: The filters are reshaped to (C_in kH kW, C_out) directly instead of being reshaped to (C_out, ...) and transposed, so with several filters their weights are mixed.
# names: weights_reshaped_for_transposed


def im2col(xp, kh, kw, sh, sw, dh, dw, oh, ow):
    N, C = xp.shape[:2]
    cols = np.empty((N, oh, ow, C, kh, kw), dtype=xp.dtype)
    for u in range(kh):
        for v in range(kw):
            part = xp[:, :, u * dh : u * dh + oh * sh : sh, v * dw : v * dw + ow * sw : sw]
            cols[:, :, :, :, u, v] = part.transpose(0, 2, 3, 1)
    return cols.reshape(N * oh * ow, C * kh * kw)


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    oh = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    ow = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    Fg = F // groups
    parts = []
    for g in range(groups):
        cols = im2col(xp[:, g * Cg : (g + 1) * Cg], kh, kw, sh, sw, dh, dw, oh, ow)
        wcol = w[g * Fg : (g + 1) * Fg].reshape(Cg * kh * kw, Fg)
        y = cols @ wcol + b[g * Fg : (g + 1) * Fg]
        parts.append(y.reshape(N, oh, ow, Fg).transpose(0, 3, 1, 2))
    return np.concatenate(parts, axis=1), None


# %% column_order_differs_from_weights
# fault: The matrix of windows holds its columns in the order (row, column, channel) while the filters are stretched as (channel, row, column), so with several channels pixels meet the wrong weights.
# names: channels_last_in_the_weights, windows_channels_last


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sy, sx = stride if isinstance(stride, tuple) else (stride, stride)
    py, px = padding if isinstance(padding, tuple) else (padding, padding)
    dy, dx = dilation if isinstance(dilation, tuple) else (dilation, dilation)
    xp = np.pad(x, ((0, 0), (0, 0), (py, py), (px, px)))
    N, C, H, W = xp.shape
    F, Cg, kh, kw = w.shape
    Ho = (H - (dy * (kh - 1) + 1)) // sy + 1
    Wo = (W - (dx * (kw - 1) + 1)) // sx + 1
    Fg = F // groups
    result = []
    for g in range(groups):
        xg = xp[:, g * Cg : (g + 1) * Cg]
        columns = []
        for u in range(kh):
            for v in range(kw):
                sl = xg[:, :, u * dy :, v * dx :][:, :, ::sy, ::sx][:, :, :Ho, :Wo]
                columns.append(sl.transpose(0, 2, 3, 1).reshape(-1, Cg))
        M = np.concatenate(columns, axis=1)
        P = M.dot(w[g * Fg : (g + 1) * Fg].reshape(Fg, -1).T) + b[g * Fg : (g + 1) * Fg]
        result.append(P.reshape(N, Ho, Wo, Fg).transpose(0, 3, 1, 2))
    out = np.concatenate(result, axis=1)
    return out, (x, w, b)


# %% output_without_cache
# fault: The function returns only the array and not the pair (out, cache).
# names: cache_forgotten


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    (sh, sw), (ph, pw), (dh, dw) = stride, padding, dilation
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    Ho = (H + 2 * ph - (dh * (kh - 1) + 1)) // sh + 1
    Wo = (W + 2 * pw - (dw * (kw - 1) + 1)) // sw + 1
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    Fg = F // groups
    for g in range(groups):
        for u in range(kh):
            for v in range(kw):
                patch = xp[
                    :,
                    g * Cg : (g + 1) * Cg,
                    u * dh : u * dh + sh * Ho : sh,
                    v * dw : v * dw + sw * Wo : sw,
                ]
                out[:, g * Fg : (g + 1) * Fg] += np.einsum(
                    "nchw,fc->nfhw", patch, w[g * Fg : (g + 1) * Fg, :, u, v]
                )
    out += b.reshape(1, F, 1, 1)
    return out


# %% groups_all_see_first_channels
# fault: With groups every filter is laid on the first C_in / G channels; the later channels are never used.
# names: groups_see_the_first_channels


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    pair = lambda q: (q, q) if isinstance(q, int) else q
    (sh, sw), (ph, pw), (dh, dw) = pair(stride), pair(padding), pair(dilation)
    F, C, kh, kw = w.shape
    N, _, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    Ho = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    Wo = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    col = np.zeros((N, Ho, Wo, C, kh, kw), dtype=x.dtype)
    for c in range(C):
        for u in range(kh):
            for v in range(kw):
                col[:, :, :, c, u, v] = xp[
                    :, c, u * dh : u * dh + sh * Ho : sh, v * dw : v * dw + sw * Wo : sw
                ]
    col = col.reshape(N * Ho * Wo, C * kh * kw)
    out = col @ w.reshape(F, -1).T + b
    out = out.reshape(N, Ho, Wo, F).transpose(0, 3, 1, 2)
    return out, (col, w)


# %% groups_interleaved
# fault: The channels are dealt out to the groups in turn (x[:, g::groups]) instead of in consecutive blocks.
# names: group_channels_interleaved


def single_group(xp, w, b, sh, sw, dh, dw):
    N, C, H, W = xp.shape
    F, C, kh, kw = w.shape
    Ho = (H - dh * (kh - 1) - 1) // sh + 1
    Wo = (W - dw * (kw - 1) - 1) // sw + 1
    cols = np.zeros((C, kh, kw, N, Ho, Wo), dtype=xp.dtype)
    for u in range(kh):
        for v in range(kw):
            cols[:, u, v] = xp[
                :, :, u * dh : u * dh + sh * Ho : sh, v * dw : v * dw + sw * Wo : sw
            ].swapaxes(0, 1)
    y = w.reshape(F, -1) @ cols.reshape(C * kh * kw, -1) + b[:, None]
    return y.reshape(F, N, Ho, Wo).swapaxes(0, 1)


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    n = w.shape[0] // groups
    outs = [
        single_group(
            xp[:, g::groups], w[g * n : (g + 1) * n], b[g * n : (g + 1) * n], *stride, *dilation
        )
        for g in range(groups)
    ]
    return np.concatenate(outs, axis=1), None


# %% kernel_blown_up_to_d_times_k
# fault: For dilation the filter is written into a table of d * k zeros with step d; d - 1 lines of zeros too many hang on its lower and right end, so the output is too small (or has no size at all).
# names: dilation_times_kernel, dilation_times_kernel_in_windows


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    # 1. dilate the filters
    F, Cg, kh, kw = w.shape
    big = np.zeros((F, Cg, kh * dh, kw * dw), dtype=x.dtype)
    big[:, :, ::dh, ::dw] = w
    kh, kw = big.shape[2:]
    # 2. pad
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = xp.shape
    Ho, Wo = (H - kh) // sh + 1, (W - kw) // sw + 1
    # 3. windows and product, one group after the other
    Fg = F // groups
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for g in range(groups):
        view = np.lib.stride_tricks.sliding_window_view(
            xp[:, g * Cg : (g + 1) * Cg], (kh, kw), axis=(2, 3)
        )
        view = view[:, :, ::sh, ::sw]
        cols = view.transpose(0, 2, 3, 1, 4, 5).reshape(N * Ho * Wo, -1)
        y = cols @ big[g * Fg : (g + 1) * Fg].reshape(Fg, -1).T + b[g * Fg : (g + 1) * Fg]
        out[:, g * Fg : (g + 1) * Fg] = y.reshape(N, Ho, Wo, Fg).transpose(0, 3, 1, 2)
    return out, None


# %% bias_of_first_group_for_all
# fault: Inside the loop over groups b is cut as b[:Fg] and not with the group's own slice, so every group gets the biases of the first.
# names: first_biases_for_every_group


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    s1, s2 = stride if isinstance(stride, tuple) else (stride,) * 2
    p1, p2 = padding if isinstance(padding, tuple) else (padding,) * 2
    d1, d2 = dilation if isinstance(dilation, tuple) else (dilation,) * 2
    N, Cin, H, W = x.shape
    Cout, Cg, k1, k2 = w.shape
    Fg = Cout // groups
    padded = np.zeros((N, Cin, H + 2 * p1, W + 2 * p2), dtype=x.dtype)
    padded[:, :, p1 : p1 + H, p2 : p2 + W] = x
    H1 = (H + 2 * p1 - (d1 * (k1 - 1) + 1)) // s1 + 1
    W1 = (W + 2 * p2 - (d2 * (k2 - 1) + 1)) // s2 + 1
    out = np.empty((N, Cout, H1, W1), dtype=x.dtype)
    for g in range(groups):
        mat = np.empty((N, H1, W1, Cg, k1, k2), dtype=x.dtype)
        for u in range(k1):
            for v in range(k2):
                t = padded[
                    :,
                    g * Cg : (g + 1) * Cg,
                    u * d1 : u * d1 + s1 * H1 : s1,
                    v * d2 : v * d2 + s2 * W1 : s2,
                ]
                mat[:, :, :, :, u, v] = t.transpose(0, 2, 3, 1)
        y = mat.reshape(-1, Cg * k1 * k2) @ w[g * Fg : (g + 1) * Fg].reshape(Fg, -1).T
        y = y + b[:Fg]
        out[:, g * Fg : (g + 1) * Fg] = y.reshape(N, H1, W1, Fg).transpose(0, 3, 1, 2)
    return out, None


# %% windows_matrix_float64
# fault: The matrix of windows is np.zeros without a dtype, float64, so float32 images give a float64 result.
# names: always_float64


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    N, C, H, W = x.shape
    F, Cg, kH, kW = w.shape
    reach_h = dilation[0] * (kH - 1) + 1
    reach_w = dilation[1] * (kW - 1) + 1
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    Ho = (H + 2 * padding[0] - reach_h) // stride[0] + 1
    Wo = (W + 2 * padding[1] - reach_w) // stride[1] + 1
    cols = np.zeros((N, Ho, Wo, C, kH, kW))
    for u in range(kH):
        for v in range(kW):
            r, q = u * dilation[0], v * dilation[1]
            cols[:, :, :, :, u, v] = xp[
                :,
                :,
                r : r + (Ho - 1) * stride[0] + 1 : stride[0],
                q : q + (Wo - 1) * stride[1] + 1 : stride[1],
            ].transpose(0, 2, 3, 1)
    Fg = F // groups
    outs = []
    for g in range(groups):
        a = cols[:, :, :, g * Cg : (g + 1) * Cg].reshape(N * Ho * Wo, Cg * kH * kW)
        o = a @ w[g * Fg : (g + 1) * Fg].reshape(Fg, -1).T + b[g * Fg : (g + 1) * Fg]
        outs.append(o.reshape(N, Ho, Wo, Fg))
    out = np.concatenate(outs, axis=3).transpose(0, 3, 1, 2)
    return out, cols


# %% dilation_ignored
# fault: The argument dilation is accepted but never used; a dilated filter is laid on the image as if its weights were next to each other.
# names: dilation_ignored
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    kh, kw = w.shape[2:]
    windows = sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, :: stride[0], :: stride[1]]
    cin, cout = w.shape[1], w.shape[0] // groups
    out = []
    for g in range(groups):
        part = np.einsum(
            "nchwuv,fcuv->nfhw",
            windows[:, g * cin : (g + 1) * cin],
            w[g * cout : (g + 1) * cout],
            optimize=True,
        )
        out.append(part + b[g * cout : (g + 1) * cout][None, :, None, None])
    return np.concatenate(out, axis=1), None


# %% slice_end_without_stride
# fault: The slice for a place of the filter ends at start + H' instead of start + stride * H', so with a stride above 1 it holds too few pixels and the assignment raises (or one pixel is spread over all).
# names: slice_stops_too_early


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    def two(t):
        return t if isinstance(t, tuple) else (t, t)

    sh, sw = two(stride)
    ph, pw = two(padding)
    dh, dw = two(dilation)
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    Ho = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    Wo = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    cols = np.zeros((N, C, kh, kw, Ho, Wo), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            top, left = u * dh, v * dw
            cols[:, :, u, v] = xp[:, :, top : top + Ho : sh, left : left + Wo : sw]
    cols = cols.reshape(N, groups, Cg * kh * kw, Ho * Wo)
    wg = w.reshape(groups, F // groups, Cg * kh * kw)
    out = (wg[None] @ cols).reshape(N, F, Ho, Wo) + b.reshape(1, F, 1, 1)
    return out, cols


# %% bias_on_last_axis
# fault: The bias is added after the maps have been moved to (N, C_out, H', W') as out + b, which broadcasts along the columns; it raises unless W' equals C_out or one of them is 1.
# names: bias_along_the_width


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    Ho = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    Wo = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for g in range(groups):
        f0, f1 = g * F // groups, (g + 1) * F // groups
        c0, c1 = g * Cg, (g + 1) * Cg
        for u in range(kh):
            for v in range(kw):
                piece = xp[:, c0:c1, u * dh : u * dh + sh * Ho : sh, v * dw : v * dw + sw * Wo : sw]
                out[:, f0:f1] += np.tensordot(piece, w[f0:f1, :, u, v], axes=([1], [1])).transpose(
                    0, 3, 1, 2
                )
    out = out + b
    return out, (x, w)


# %% as_strided_assumes_contiguous
# fault: The windows are cut with as_strided from strides worked out by hand for an array without gaps (itemsize * W ...); where no padding makes a copy, images in another memory order or with gaps give wrong numbers.
# names: byte_strides_of_c_order
from numpy.lib.stride_tricks import as_strided


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sH, sW = (stride, stride) if isinstance(stride, int) else stride
    pH, pW = (padding, padding) if isinstance(padding, int) else padding
    dH, dW = (dilation, dilation) if isinstance(dilation, int) else dilation
    if pH or pW:
        N, C, H, W = x.shape
        padded = np.zeros((N, C, H + 2 * pH, W + 2 * pW), dtype=x.dtype)
        padded[:, :, pH : pH + H, pW : pW + W] = x
        x = padded
    N, C, H, W = x.shape
    F, Cg, kH, kW = w.shape
    Ho = (H - dH * (kH - 1) - 1) // sH + 1
    Wo = (W - dW * (kW - 1) - 1) // sW + 1
    item = x.itemsize
    shape = (N, Ho, Wo, C, kH, kW)
    strides = (C * H * W * item, sH * W * item, sW * item, H * W * item, dH * W * item, dW * item)
    windows = as_strided(x, shape, strides, writeable=False)
    Fg = F // groups
    outs = []
    for g in range(groups):
        rows = windows[:, :, :, g * Cg : (g + 1) * Cg].reshape(N * Ho * Wo, -1)
        y = rows @ w[g * Fg : (g + 1) * Fg].reshape(Fg, -1).T + b[g * Fg : (g + 1) * Fg]
        outs.append(y.reshape(N, Ho, Wo, Fg).transpose(0, 3, 1, 2))
    return np.concatenate(outs, axis=1), windows


# %% index_table_kept_between_calls
# fault: The tables of row and column numbers are kept in a module dictionary whose key has the shapes, stride and padding but not the dilation; a later call with another dilation uses the old tables.
# names: kept_without_dilation

_tables = {}


def _indices(H, W, kh, kw, sh, sw, dh, dw):
    key = (H, W, kh, kw, sh, sw)
    if key not in _tables:
        Ho = (H - dh * (kh - 1) - 1) // sh + 1
        Wo = (W - dw * (kw - 1) - 1) // sw + 1
        rows = sh * np.arange(Ho)[:, None, None, None] + dh * np.arange(kh)[None, None, :, None]
        cols = sw * np.arange(Wo)[None, :, None, None] + dw * np.arange(kw)[None, None, None, :]
        _tables[key] = (rows, cols, Ho, Wo)
    return _tables[key]


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = xp.shape
    F, Cg, kh, kw = w.shape
    rows, cols, Ho, Wo = _indices(H, W, kh, kw, sh, sw, dh, dw)
    win = xp[:, :, rows, cols]  # N, C, Ho, Wo, kh, kw
    Fg = F // groups
    out = np.empty((N, F, Ho, Wo), dtype=x.dtype)
    for g in range(groups):
        m = win[:, g * Cg : (g + 1) * Cg].transpose(0, 2, 3, 1, 4, 5).reshape(N * Ho * Wo, -1)
        y = m @ w[g * Fg : (g + 1) * Fg].reshape(Fg, -1).T + b[g * Fg : (g + 1) * Fg]
        out[:, g * Fg : (g + 1) * Fg] = y.reshape(N, Ho, Wo, Fg).transpose(0, 3, 1, 2)
    return out, win


# %% dilation_repeats_weights
# fault: Dilation is done with np.repeat, so the filter is enlarged with copies of each weight (to d k weights) instead of having gaps between them.
# names: dilation_repeats_the_weights


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    # larger filter
    w = w.repeat(dilation[0], axis=2).repeat(dilation[1], axis=3)
    # every second row and column too many belongs to the gap
    w = w[:, :, : w.shape[2] - dilation[0] + 1, : w.shape[3] - dilation[1] + 1]
    F, Cg, kh, kw = w.shape
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    Ho = (H + 2 * padding[0] - kh) // stride[0] + 1
    Wo = (W + 2 * padding[1] - kw) // stride[1] + 1
    cols = np.zeros((N, C, kh, kw, Ho, Wo), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            cols[:, :, u, v] = xp[
                :, :, u : u + stride[0] * Ho : stride[0], v : v + stride[1] * Wo : stride[1]
            ]
    Fg = F // groups
    outs = []
    for g in range(groups):
        a = cols[:, g * Cg : (g + 1) * Cg].reshape(N, Cg * kh * kw, Ho * Wo)
        y = w[g * Fg : (g + 1) * Fg].reshape(Fg, -1) @ a
        outs.append(y.reshape(N, Fg, Ho, Wo) + b[g * Fg : (g + 1) * Fg, None, None])
    return np.concatenate(outs, axis=1), cols


# %% rows_of_images_mixed
# fault: The rows of the matrix are ordered (row, column, image), but the product is reshaped as (image, row, column), so in batches of several images the outputs land in the wrong image and place.
# names: positions_dealt_out


def get_im2col_indices(C, kh, kw, Ho, Wo, sh, sw, dh, dw):
    i0 = np.tile(np.repeat(np.arange(kh) * dh, kw), C)
    i1 = sh * np.repeat(np.arange(Ho), Wo)
    j0 = np.tile(np.arange(kw) * dw, kh * C)
    j1 = sw * np.tile(np.arange(Wo), Ho)
    i = i0.reshape(-1, 1) + i1.reshape(1, -1)
    j = j0.reshape(-1, 1) + j1.reshape(1, -1)
    k = np.repeat(np.arange(C), kh * kw).reshape(-1, 1)
    return k, i, j


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    Ho = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    Wo = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), mode="constant")
    k, i, j = get_im2col_indices(Cg, kh, kw, Ho, Wo, sh, sw, dh, dw)
    Fg = F // groups
    outs = []
    for g in range(groups):
        cols = xp[:, g * Cg : (g + 1) * Cg][:, k, i, j]
        cols = cols.transpose(1, 2, 0).reshape(Cg * kh * kw, -1)
        res = w[g * Fg : (g + 1) * Fg].reshape(Fg, -1) @ cols + b[g * Fg : (g + 1) * Fg].reshape(
            -1, 1
        )
        outs.append(res.reshape(Fg, N, Ho, Wo).transpose(1, 0, 2, 3))
    return np.concatenate(outs, axis=1), cols


# %% first_dilation_for_both
# fault: Of a pair of dilations only the first number is used, for the rows and for the columns.
# names: first_of_dilation_for_both


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    stride_h, stride_w = (stride, stride) if isinstance(stride, int) else stride
    pad_h, pad_w = (padding, padding) if isinstance(padding, int) else padding
    dil = dilation if isinstance(dilation, int) else dilation[0]
    n, c_in, h, wid = x.shape
    c_out, c_grp, kh, kw = w.shape
    xp = np.pad(x, [(0, 0), (0, 0), (pad_h, pad_h), (pad_w, pad_w)])
    ho = (h + 2 * pad_h - (dil * (kh - 1) + 1)) // stride_h + 1
    wo = (wid + 2 * pad_w - (dil * (kw - 1) + 1)) // stride_w + 1
    f_grp = c_out // groups
    maps = np.zeros((groups, f_grp, n, ho, wo), dtype=x.dtype)
    for g in range(groups):
        xg = xp[:, g * c_grp : (g + 1) * c_grp]
        wg = w[g * f_grp : (g + 1) * f_grp]
        for u in range(kh):
            for v in range(kw):
                piece = xg[
                    :,
                    :,
                    u * dil : u * dil + stride_h * ho : stride_h,
                    v * dil : v * dil + stride_w * wo : stride_w,
                ]
                maps[g] += np.tensordot(wg[:, :, u, v], piece, axes=(1, 1))
    out = maps.reshape(c_out, n, ho, wo).swapaxes(0, 1) + b[:, None, None]
    return out, None


# %% dilated_padding_and_joined_images
# fault: Two faults: the padding is multiplied by the dilation, and the results of the groups are joined along axis 0, the images, instead of the channels.
# names: padding_grows_with_dilation + groups_joined_along_the_images


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    sh, sw = stride
    dh, dw = dilation
    ph, pw = padding[0] * dh, padding[1] * dw  # the padding has to grow with the filter
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = xp.shape
    F, Cg, kh, kw = w.shape
    Ho = (H - dh * (kh - 1) - 1) // sh + 1
    Wo = (W - dw * (kw - 1) - 1) // sw + 1
    results = []
    for xg, wg, bg in zip(np.split(xp, groups, axis=1), np.split(w, groups), np.split(b, groups)):
        cols = np.stack(
            [
                xg[:, :, u * dh : u * dh + sh * Ho : sh, v * dw : v * dw + sw * Wo : sw]
                for u in range(kh)
                for v in range(kw)
            ],
            axis=2,
        )
        cols = cols.reshape(N, Cg * kh * kw, Ho * Wo)
        y = wg.reshape(len(wg), -1) @ cols + bg[:, None]
        results.append(y.reshape(N, len(wg), Ho, Wo))
    return np.concatenate(results, axis=0), results


# %% slices_start_at_u_times_stride
# fault: The slice for place (u, v) of the filter begins at u * stride * dilation instead of u * dilation, as though the stride also pulled the weights apart; with a stride above 1 pixels are wrong or slices too short.
# names: stride_spreads_the_places


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    p_h, p_w = (padding, padding) if isinstance(padding, int) else padding
    d_h, d_w = (dilation, dilation) if isinstance(dilation, int) else dilation
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    hp, wp = H + 2 * p_h, W + 2 * p_w
    xp = np.zeros((N, C, hp, wp), dtype=x.dtype)
    xp[:, :, p_h : p_h + H, p_w : p_w + W] = x
    ho = (hp - d_h * (kh - 1) - 1) // s_h + 1
    wo = (wp - d_w * (kw - 1) - 1) // s_w + 1
    out = np.zeros((N, F, ho, wo), dtype=x.dtype)
    fg = F // groups
    for n in range(N):
        for g in range(groups):
            M = np.zeros((Cg, kh, kw, ho, wo), dtype=x.dtype)
            for u in range(kh):
                for v in range(kw):
                    r = u * d_h * s_h
                    c = v * d_w * s_w
                    M[:, u, v] = xp[
                        n, g * Cg : (g + 1) * Cg, r : r + s_h * ho : s_h, c : c + s_w * wo : s_w
                    ]
            prod = w[g * fg : (g + 1) * fg].reshape(fg, -1) @ M.reshape(-1, ho * wo)
            out[n, g * fg : (g + 1) * fg] = (
                prod.reshape(fg, ho, wo) + b[g * fg : (g + 1) * fg, None, None]
            )
    return out, None


# %% ints_only_in_options
# fault: Stride, padding and dilation are used as ints; a pair for any of them raises a TypeError.
# names: pairs_refused


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    H_out = (H + 2 * padding - dilation * (kh - 1) - 1) // stride + 1
    W_out = (W + 2 * padding - dilation * (kw - 1) - 1) // stride + 1
    xp = np.zeros((N, C, H + 2 * padding, W + 2 * padding), dtype=x.dtype)
    xp[:, :, padding : padding + H, padding : padding + W] = x
    outs = []
    Fg = F // groups
    for g in range(groups):
        cols = np.zeros((N, H_out, W_out, Cg, kh, kw), dtype=x.dtype)
        for u in range(kh):
            for v in range(kw):
                a, c = u * dilation, v * dilation
                cols[:, :, :, :, u, v] = xp[
                    :,
                    g * Cg : (g + 1) * Cg,
                    a : a + stride * H_out : stride,
                    c : c + stride * W_out : stride,
                ].transpose(0, 2, 3, 1)
        y = (
            cols.reshape(N * H_out * W_out, -1) @ w[g * Fg : (g + 1) * Fg].reshape(Fg, -1).T
            + b[g * Fg : (g + 1) * Fg]
        )
        outs.append(y.reshape(N, H_out, W_out, Fg).transpose(0, 3, 1, 2))
    return np.concatenate(outs, axis=1), outs


# %% dtype_from_float32_filters
# fault: The images are brought to the dtype of the filters before the product, so float64 images with float32 filters give a float32 result.
# names: dtype_of_the_filters


def pair(v):
    return (v, v) if isinstance(v, int) else tuple(v)


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    (sh, sw), (ph, pw), (dh, dw) = map(pair, (stride, padding, dilation))
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=w.dtype)
    xp[:, :, ph : ph + H, pw : pw + W] = x
    Ho = (xp.shape[2] - dh * (kh - 1) - 1) // sh + 1
    Wo = (xp.shape[3] - dw * (kw - 1) - 1) // sw + 1
    win = np.lib.stride_tricks.sliding_window_view(
        xp, (dh * (kh - 1) + 1, dw * (kw - 1) + 1), axis=(2, 3)
    )
    win = win[:, :, ::sh, ::sw, ::dh, ::dw]
    win = win.reshape(N, groups, Cg, Ho, Wo, kh, kw)
    wg = w.reshape(groups, F // groups, Cg, kh, kw)
    out = np.einsum("ngchwuv,gfcuv->ngfhw", win, wg, optimize=True)
    return out.reshape(N, F, Ho, Wo) + b.reshape(1, -1, 1, 1), None


# %% right_flat_gather_batched_matmul
# right


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """One gather by flat pixel numbers, then one batched product over images and groups."""
    (sh, sw), (ph, pw), (dh, dw) = (
        np.broadcast_to(v, 2).tolist() for v in (stride, padding, dilation)
    )
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    Ho = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    Wo = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    # row and column of the image under weight u / v of output i / j; -1 or too large means the frame
    r = dh * np.arange(kh)[:, None] + sh * np.arange(Ho) - ph
    q = dw * np.arange(kw)[:, None] + sw * np.arange(Wo) - pw
    inside = ((r >= 0) & (r < H))[:, None, :, None] & ((q >= 0) & (q < W))[None, :, None, :]
    number = np.where(inside, r[:, None, :, None] * W + q[None, :, None, :], H * W)
    flat = np.zeros((N, C, H * W + 1), dtype=x.dtype)  # the last pixel is the 0 of the frame
    flat[:, :, :-1] = x.reshape(N, C, H * W)
    windows = flat[:, :, number.ravel()].reshape(N, groups, Cg * kh * kw, Ho * Wo)
    weights = w.reshape(groups, F // groups, Cg * kh * kw)
    out = np.matmul(weights, windows).reshape(N, F, Ho, Wo) + b.reshape(F, 1, 1)
    return out.astype(x.dtype, copy=False), windows
