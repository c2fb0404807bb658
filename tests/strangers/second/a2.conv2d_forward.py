# %% reshape_to_nfhw
# fault: the product with N*H'*W' rows and a column for each filter is reshaped straight to (N, filters, H', W') without a transpose, so the values stand in wrong places; wrong when a group has more than one filter and a map more than one output
# names: reshaped_without_transposing, places_exchanged_in_the_product
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    def pair(v):
        return (v, v) if isinstance(v, int) else v

    (sh, sw), (ph, pw), (dh, dw) = pair(stride), pair(padding), pair(dilation)
    N, C, H, W = x.shape
    F, Cg, kH, kW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    Ho = (H + 2 * ph - dh * (kH - 1) - 1) // sh + 1
    Wo = (W + 2 * pw - dw * (kW - 1) - 1) // sw + 1
    col = np.zeros((N, Ho, Wo, C, kH, kW), dtype=x.dtype)
    for u in range(kH):
        for v in range(kW):
            part = xp[:, :, u * dh:u * dh + sh * Ho:sh, v * dw:v * dw + sw * Wo:sw]
            col[:, :, :, :, u, v] = part.transpose(0, 2, 3, 1)
    Fg = F // groups
    outs = []
    for g in range(groups):
        rows = col[:, :, :, g * Cg:(g + 1) * Cg].reshape(N * Ho * Wo, -1)
        res = rows @ w[g * Fg:(g + 1) * Fg].reshape(Fg, -1).T + b[g * Fg:(g + 1) * Fg]
        outs.append(res.reshape(N, Fg, Ho, Wo))
    out = np.concatenate(outs, axis=1).astype(x.dtype)
    return out, (x, w, b)


# %% loops_with_np_sum
# fault: not vectorised: four Python loops over image, filter and output position; all values are right but it is far more than 20 times as slow as one matrix product on a large image
# names: loops_over_positions
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    if isinstance(dilation, int):
        dilation = (dilation, dilation)
    N, C, H, W = x.shape
    F, C_g, kH, kW = w.shape
    F_g = F // groups
    span_h = dilation[0] * (kH - 1) + 1
    span_w = dilation[1] * (kW - 1) + 1
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    H_out = (xp.shape[2] - span_h) // stride[0] + 1
    W_out = (xp.shape[3] - span_w) // stride[1] + 1
    out = np.zeros((N, F, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            g = f // F_g
            for i in range(H_out):
                for j in range(W_out):
                    r, c = i * stride[0], j * stride[1]
                    patch = xp[
                        n,
                        g * C_g:(g + 1) * C_g,
                        r:r + span_h:dilation[0],
                        c:c + span_w:dilation[1],
                    ]
                    out[n, f, i, j] = np.sum(patch * w[f]) + b[f]
    return out, (x, w, b, stride, padding)


# %% only_the_output
# fault: returns the output alone and not the pair (out, cache); the values are right
# names: cache_forgotten
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    F, Cg, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    views = np.lib.stride_tricks.sliding_window_view(
        xp, (dh * (kh - 1) + 1, dw * (kw - 1) + 1), axis=(2, 3)
    )
    views = views[:, :, ::sh, ::sw, ::dh, ::dw]
    step = F // groups
    maps = []
    for g in range(groups):
        block = np.tensordot(
            views[:, g * Cg:(g + 1) * Cg], w[g * step:(g + 1) * step], axes=((1, 4, 5), (1, 2, 3))
        )
        maps.append(block)
    out = np.concatenate(maps, axis=3) + b
    return out.transpose(0, 3, 1, 2).astype(x.dtype)


# %% im2col_channels_last
# fault: a row of the matrix of windows runs through (kH, kW, channels), but the filters are stretched in the order (channels, kH, kW), so weights meet wrong pixels; wrong when a filter has more than one channel and more than one place
# names: channels_last_in_the_weights, windows_channels_last
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    def both(a):
        return a if isinstance(a, tuple) else (a, a)

    def im2col(img, kh, kw, stride, dilation, oh, ow):
        pieces = []
        for u in range(kh):
            for v in range(kw):
                r = u * dilation[0]
                c = v * dilation[1]
                block = img[:, :, r:r + oh * stride[0]:stride[0], c:c + ow * stride[1]:stride[1]]
                pieces.append(block.transpose(0, 2, 3, 1))
        stack = np.stack(pieces, axis=3)
        return stack.reshape(img.shape[0] * oh * ow, -1)

    stride, padding, dilation = both(stride), both(padding), both(dilation)
    N, C, H, W = x.shape
    F, c_in, kh, kw = w.shape
    oh = (H + 2 * padding[0] - (dilation[0] * (kh - 1) + 1)) // stride[0] + 1
    ow = (W + 2 * padding[1] - (dilation[1] * (kw - 1) + 1)) // stride[1] + 1
    xp = np.pad(x, [(0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2])
    f_out = F // groups
    out = np.zeros((N, F, oh, ow), x.dtype)
    for g in range(groups):
        fs = slice(g * f_out, g * f_out + f_out)
        X = im2col(xp[:, g * c_in:(g + 1) * c_in], kh, kw, stride, dilation, oh, ow)
        Y = X.dot(w[fs].reshape(f_out, -1).T) + b[fs]
        out[:, fs] = Y.reshape(N, oh, ow, f_out).transpose(0, 3, 1, 2)
    return out, xp


# %% slice_stops_too_early
# fault: the strided slice for a place in the filter ends at begin + H' (and W') instead of begin + stride * H', so with a stride greater than 1 it has too few pixels; crashes with ValueError, or, where the slice has just one row or column, is silently spread over the whole map; right for stride 1 and along axes with one output
# names: slice_stops_too_early
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    s1, s2 = (stride, stride) if type(stride) is int else stride
    p1, p2 = (padding, padding) if type(padding) is int else padding
    d1, d2 = (dilation, dilation) if type(dilation) is int else dilation
    N, C, H, W = x.shape
    M, K, R, S = w.shape
    padded = np.zeros((N, C, H + 2 * p1, W + 2 * p2), dtype=x.dtype)
    padded[:, :, p1:p1 + H, p2:p2 + W] = x
    E = (H + 2 * p1 - ((R - 1) * d1 + 1)) // s1 + 1
    T = (W + 2 * p2 - ((S - 1) * d2 + 1)) // s2 + 1
    mg = M // groups
    out = np.zeros((N, M, E, T), dtype=x.dtype)
    for g in range(groups):
        xg = padded[:, g * K:(g + 1) * K]
        wg = w[g * mg:(g + 1) * mg]
        for u in range(R):
            for v in range(S):
                pixels = xg[:, :, u * d1:u * d1 + E:s1, v * d2:v * d2 + T:s2]
                out[:, g * mg:(g + 1) * mg] += np.einsum(
                    "ncij,fc->nfij", pixels, wg[:, :, u, v], optimize=True
                )
    out += b.reshape(1, -1, 1, 1)
    return out, (padded, w)


# %% reach_is_d_times_k
# fault: takes the reach of a dilated filter as d * k instead of d * (k - 1) + 1, so the output is too small (rows below and columns on the right are missing, or none is left or the size is negative and it crashes) unless the stride rounds the difference away; right for dilation 1
# names: dilation_times_kernel, dilation_times_kernel_in_windows
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    def to_pair(value):
        if isinstance(value, int):
            return value, value
        return value

    stride_h, stride_w = to_pair(stride)
    pad_h, pad_w = to_pair(padding)
    dil_h, dil_w = to_pair(dilation)
    batch, in_ch, in_h, in_w = x.shape
    out_ch, ch_per_group, k_h, k_w = w.shape
    eff_h = k_h * dil_h
    eff_w = k_w * dil_w
    out_h = (in_h + 2 * pad_h - eff_h) // stride_h + 1
    out_w = (in_w + 2 * pad_w - eff_w) // stride_w + 1
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad_h, pad_h), (pad_w, pad_w)), mode="constant")
    cols = np.empty((batch, in_ch, k_h, k_w, out_h, out_w), dtype=x.dtype)
    for kh in range(k_h):
        for kw in range(k_w):
            h0, w0 = kh * dil_h, kw * dil_w
            cols[:, :, kh, kw] = x_pad[
                :, :, h0:h0 + stride_h * out_h:stride_h, w0:w0 + stride_w * out_w:stride_w
            ]
    cols = cols.reshape(batch, groups, ch_per_group * k_h * k_w, out_h * out_w)
    w_mat = w.reshape(groups, out_ch // groups, ch_per_group * k_h * k_w)
    out = np.matmul(w_mat, cols).reshape(batch, out_ch, out_h, out_w)
    out = out + b.reshape(1, out_ch, 1, 1)
    return out.astype(x.dtype), {"cols": cols, "w": w}


# %% slices_w_twice
# fault: for each group it slices w along the channels with the image's channel numbers as well, though w has only C_in / G channels; from the second group on the slice is empty and it crashes with ValueError for groups greater than 1
# names: groups_do_not_fit
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    stride = (stride, stride) if isinstance(stride, int) else stride
    padding = (padding, padding) if isinstance(padding, int) else padding
    dilation = (dilation, dilation) if isinstance(dilation, int) else dilation
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    N, C = x.shape[:2]
    F, _, kh, kw = w.shape
    Ho = (xp.shape[2] - dilation[0] * (kh - 1) - 1) // stride[0] + 1
    Wo = (xp.shape[3] - dilation[1] * (kw - 1) - 1) // stride[1] + 1
    results = []
    for g in range(groups):
        c0, c1 = g * C // groups, (g + 1) * C // groups
        f0, f1 = g * F // groups, (g + 1) * F // groups
        xg = xp[:, c0:c1]
        wg = w[f0:f1, c0:c1]
        acc = 0
        for u in range(kh):
            for v in range(kw):
                a = xg[:, :, u * dilation[0]:, v * dilation[1]:][:, :, ::stride[0], ::stride[1]]
                a = a[:, :, :Ho, :Wo]
                acc = acc + np.tensordot(wg[:, :, u, v], a, axes=(1, 1))
        results.append(acc.transpose(1, 0, 2, 3) + b[f0:f1, None, None])
    return np.concatenate(results, axis=1).astype(x.dtype), None


# %% one_long_line
# fault: lays each padded image out as one line of pixels and applies the horizontal stride to the line, then cuts it into rows of Wp // s_W; if the padded width Wp is not a multiple of s_W, all output rows after the first begin at wrong pixels (so right with one output row); right when s_W divides Wp
# names: none
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    dh, dw = dilation if isinstance(dilation, tuple) else (dilation, dilation)
    N, C, H, W = x.shape
    F, Cg, kh, kw = w.shape
    Hp, Wp = H + 2 * ph, W + 2 * pw
    Ho = (Hp - dh * (kh - 1) - 1) // sh + 1
    Wo = (Wp - dw * (kw - 1) - 1) // sw + 1
    line = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw))).reshape(N, C, Hp * Wp)
    line = np.pad(line, ((0, 0), (0, 0), (0, Hp * Wp + sw * Wo)))
    per_row = max(Wp // sw, Wo)
    cols = []
    for u in range(kh):
        for v in range(kw):
            begin = u * dh * Wp + v * dw
            taken = line[:, :, begin::sw][:, :, :((Ho - 1) * sh + 1) * per_row]
            table = taken.reshape(N, C, (Ho - 1) * sh + 1, per_row)
            cols.append(table[:, :, ::sh, :Wo])
    cols = np.stack(cols, axis=2).reshape(N, groups, Cg * kh * kw, Ho * Wo)
    out = w.reshape(groups, F // groups, -1) @ cols
    out = out.reshape(N, F, Ho, Wo) + b[:, None, None]
    return out.astype(x.dtype), cols


# %% windows_wrong_steps
# fault: on the view of all windows the steps are exchanged: the dilation is taken for the positions of the windows and the stride for the pixels inside the window; wrong or a crash (ValueError) wherever stride and dilation differ and it matters, right when they are equal
# names: stride_and_dilation_exchanged, stride_and_dilation_exchanged_in_windows
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    st = np.broadcast_to(stride, 2)
    pd = np.broadcast_to(padding, 2)
    dl = np.broadcast_to(dilation, 2)
    n_filters, depth, kh, kw = w.shape
    framed = np.pad(x, ((0, 0), (0, 0), (pd[0], pd[0]), (pd[1], pd[1])))
    span = ((kh - 1) * dl[0] + 1, (kw - 1) * dl[1] + 1)
    win = np.lib.stride_tricks.sliding_window_view(framed, span, axis=(2, 3))
    win = win[:, :, ::dl[0], ::dl[1], ::st[0], ::st[1]]
    N, C, Ho, Wo = win.shape[:4]
    per = n_filters // groups
    out = np.zeros((N, n_filters, Ho, Wo), dtype=x.dtype)
    for g in range(groups):
        X = win[:, g * depth:(g + 1) * depth].transpose(0, 2, 3, 1, 4, 5).reshape(N * Ho * Wo, -1)
        Wt = w[g * per:(g + 1) * per].reshape(per, -1)
        Y = X @ Wt.T + b[g * per:(g + 1) * per]
        out[:, g * per:(g + 1) * per] = Y.reshape(N, Ho, Wo, per).transpose(0, 3, 1, 2)
    return out, win


# %% filters_as_rows
# fault: stretches the filters by assigning to w.shape, so the caller's w comes out of the call with shape (C_out, C_in / G * kH * kW); the result of the call is right, but a second call with the same w crashes, and a w that cannot be reshaped in place (transposed, Fortran order, sliced) crashes with AttributeError
# names: input_changed, filters_reshaped_in_place
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    def duo(k):
        return (k, k) if isinstance(k, int) else k

    stride, padding, dilation = duo(stride), duo(padding), duo(dilation)
    N, C, H, W = x.shape
    F, Cg, KH, KW = w.shape
    w.shape = (F, Cg * KH * KW)
    P = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    OH = (P.shape[2] - (dilation[0] * (KH - 1) + 1)) // stride[0] + 1
    OW = (P.shape[3] - (dilation[1] * (KW - 1) + 1)) // stride[1] + 1
    A = np.zeros((N, OH, OW, C, KH, KW), dtype=x.dtype)
    for u in range(KH):
        for v in range(KW):
            y, z = u * dilation[0], v * dilation[1]
            A[..., u, v] = np.moveaxis(
                P[:, :, y:y + OH * stride[0]:stride[0], z:z + OW * stride[1]:stride[1]], 1, 3
            )
    G = F // groups
    out = np.zeros((N, F, OH, OW), dtype=x.dtype)
    for g in range(groups):
        M = A[:, :, :, g * Cg:(g + 1) * Cg].reshape(N * OH * OW, Cg * KH * KW)
        R = M @ w[g * G:(g + 1) * G].T + b[g * G:(g + 1) * G]
        out[:, g * G:(g + 1) * G] = np.moveaxis(R.reshape(N, OH, OW, G), 3, 1)
    return out, A


# %% stretched_filter
# fault: dilates the filter by repeating each weight d times (cut to length d * (k - 1) + 1) instead of setting zeros between the weights; the shape is right, the values are wrong for dilation greater than 1 along an axis where the filter has more than one weight
# names: dilation_repeats_the_weights
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if not isinstance(stride, tuple):
        stride = (stride, stride)
    if not isinstance(padding, tuple):
        padding = (padding, padding)
    if not isinstance(dilation, tuple):
        dilation = (dilation, dilation)
    F, Cg, kh, kw = w.shape
    kh = dilation[0] * (kh - 1) + 1
    kw = dilation[1] * (kw - 1) + 1
    big = np.repeat(np.repeat(w, dilation[0], axis=2), dilation[1], axis=3)[:, :, :kh, :kw]
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    N = x.shape[0]
    Ho = (xp.shape[2] - kh) // stride[0] + 1
    Wo = (xp.shape[3] - kw) // stride[1] + 1
    Fg = F // groups
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for g in range(groups):
            total = np.zeros((Fg, Ho * Wo))
            for u in range(kh):
                for v in range(kw):
                    shifted = xp[
                        n,
                        g * Cg:(g + 1) * Cg,
                        u:u + stride[0] * Ho:stride[0],
                        v:v + stride[1] * Wo:stride[1],
                    ]
                    total += big[g * Fg:(g + 1) * Fg, :, u, v] @ shifted.reshape(Cg, -1)
            total += b[g * Fg:(g + 1) * Fg, None]
            out[n, g * Fg:(g + 1) * Fg] = total.reshape(Fg, Ho, Wo)
    return out, (xp, big)


# %% remembered_indices
# fault: keeps the tables of pixel numbers from call to call under the key (padded size, filter size) without stride and dilation; a later call with the same sizes but another stride or dilation gets the tables of the first and so its result; each first call is right
# names: kept_without_stride_and_dilation
TABLES = {}


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, Hp, Wp = xp.shape
    F, Cg, kh, kw = w.shape
    key = (Hp, Wp, kh, kw)
    if key not in TABLES:
        Ho = (Hp - dh * (kh - 1) - 1) // sh + 1
        Wo = (Wp - dw * (kw - 1) - 1) // sw + 1
        rows = np.arange(Ho)[:, None] * sh + np.arange(kh) * dh
        cols = np.arange(Wo)[:, None] * sw + np.arange(kw) * dw
        TABLES[key] = rows, cols
    rows, cols = TABLES[key]
    Ho, Wo = len(rows), len(cols)
    patches = xp[:, :, rows[:, None, :, None], cols[None, :, None, :]]
    Fg = F // groups
    parts = []
    for g in range(groups):
        a = patches[:, g * Cg:(g + 1) * Cg].transpose(0, 2, 3, 1, 4, 5).reshape(N * Ho * Wo, -1)
        y = a @ w[g * Fg:(g + 1) * Fg].reshape(Fg, -1).T
        parts.append(y.reshape(N, Ho, Wo, Fg))
    out = np.concatenate(parts, axis=-1) + b
    return np.ascontiguousarray(out.transpose(0, 3, 1, 2)).astype(x.dtype), patches


# %% one_group_after_the_other
# fault: two faults. Every group gets the biases of the first group (wrong for groups greater than 1 where those differ), and the first number of a pair of dilations serves for both directions (wrong for pairs of two different numbers; a dilated filter that no longer fits crashes)
# names: first_biases_for_every_group + first_of_dilation_for_both
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    d = dilation if isinstance(dilation, int) else dilation[0]

    def single(x, w, b):
        N, C, H, W = x.shape
        F, C, kh, kw = w.shape
        Ho = (H - d * (kh - 1) - 1) // sh + 1
        Wo = (W - d * (kw - 1) - 1) // sw + 1
        cols = np.zeros((C, kh, kw, N, Ho, Wo), dtype=x.dtype)
        for u in range(kh):
            for v in range(kw):
                piece = x[:, :, u * d:u * d + sh * Ho:sh, v * d:v * d + sw * Wo:sw]
                cols[:, u, v] = piece.swapaxes(0, 1)
        y = w.reshape(F, -1) @ cols.reshape(C * kh * kw, -1) + b[:, None]
        return y.reshape(F, N, Ho, Wo).swapaxes(0, 1)

    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    c_step = x.shape[1] // groups
    f_step = w.shape[0] // groups
    out = []
    for g in range(groups):
        x_part = xp[:, g * c_step:(g + 1) * c_step]
        w_part = w[g * f_step:(g + 1) * f_step]
        b_part = b[:f_step]
        out.append(single(x_part, w_part, b_part))
    return np.concatenate(out, axis=1).astype(x.dtype), (x, w)


# %% every_gth_filter
# fault: two faults. The output array is np.zeros without a dtype, so float32 input gives float64; and group g takes every G-th filter (g, g + G, ...) with its bias instead of the g-th block of filters, and writes the maps as block g (wrong for groups greater than 1 with more than one filter in a group)
# names: always_float64 + group_filters_interleaved, always_float64 + group_filters_interleaved_in_blocks
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    def hw(option):
        if isinstance(option, tuple):
            return option
        return option, option

    sh, sw = hw(stride)
    ph, pw = hw(padding)
    dh, dw = hw(dilation)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    p = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    hh = (p.shape[2] - dh * (kh - 1) - 1) // sh + 1
    ww = (p.shape[3] - dw * (kw - 1) - 1) // sw + 1
    out = np.zeros((N, F, hh, ww))
    cg, fg = C // groups, F // groups
    for g in range(groups):
        filters = w[g::groups].reshape(fg, cg, kh * kw)
        biases = b[g::groups]
        patches = np.array(
            [
                p[:, g * cg:(g + 1) * cg, u * dh:u * dh + sh * hh:sh, v * dw:v * dw + sw * ww:sw]
                for u in range(kh)
                for v in range(kw)
            ]
        )
        y = np.tensordot(filters, patches, axes=([1, 2], [2, 0]))
        out[:, g * fg:(g + 1) * fg] = y.transpose(1, 0, 2, 3) + biases[None, :, None, None]
    return out, p


# %% calls_itself
# right
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if groups > 1:
        xs, ws, bs = np.split(x, groups, 1), np.split(w, groups), np.split(b, groups)
        done = [conv2d_forward(*part, stride, padding, dilation) for part in zip(xs, ws, bs)]
        return np.concatenate([out for out, _ in done], axis=1), [cache for _, cache in done]
    (sh, sw), (ph, pw), (dh, dw) = (
        tuple(int(k) for k in np.broadcast_to(option, 2)) for option in (stride, padding, dilation)
    )
    n, c, height, width = x.shape
    sheet = np.zeros((n, c, height + 2 * ph, width + 2 * pw), x.dtype)
    sheet[:, :, ph:ph + height, pw:pw + width] = x
    kh, kw = w.shape[2:]
    rows = (sheet.shape[2] - dh * (kh - 1) - 1) // sh + 1
    columns = (sheet.shape[3] - dw * (kw - 1) - 1) // sw + 1
    a, e, down, right = sheet.strides
    windows = np.lib.stride_tricks.as_strided(
        sheet,
        (c, kh, kw, n, rows, columns),
        (e, dh * down, dw * right, a, sh * down, sw * right),
        writeable=False,
    )
    out = np.tensordot(w, windows, axes=3) + b.reshape(-1, 1, 1, 1)
    return np.swapaxes(out, 0, 1).astype(x.dtype), (windows, w)
