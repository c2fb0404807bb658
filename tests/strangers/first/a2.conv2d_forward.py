# %% reshape_without_transpose
# fault: the product of shape (N*H'*W', C_out) is reshaped straight to (N, C_out, H', W') without moving the axis, so the values stand in the wrong places
# names: reshaped_without_transposing, places_exchanged_in_the_product
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    pair = lambda a: (a, a) if isinstance(a, int) else a
    (sH, sW), (pH, pW), (dH, dW) = pair(stride), pair(padding), pair(dilation)
    xp = np.pad(x, ((0, 0), (0, 0), (pH, pH), (pW, pW)))
    N, C, H, W = xp.shape
    F, Cg, kH, kW = w.shape
    H_ = (H - dH * (kH - 1) - 1) // sH + 1
    W_ = (W - dW * (kW - 1) - 1) // sW + 1
    outs = []
    for g in range(groups):
        cols = np.zeros((N, H_, W_, Cg, kH, kW), dtype=x.dtype)
        for u in range(kH):
            for v in range(kW):
                part = xp[:, g * Cg:(g + 1) * Cg, u * dH:u * dH + sH * H_:sH, v * dW:v * dW + sW * W_:sW]
                cols[:, :, :, :, u, v] = part.transpose(0, 2, 3, 1)
        wg = w[g * (F // groups):(g + 1) * (F // groups)].reshape(F // groups, -1)
        bg = b[g * (F // groups):(g + 1) * (F // groups)]
        prod = cols.reshape(N * H_ * W_, -1) @ wg.T + bg
        outs.append(prod.reshape(N, F // groups, H_, W_))
    return np.concatenate(outs, axis=1).astype(x.dtype), (x, w, b)

# %% weights_reshaped_to_columns
# fault: the weights become columns by w.reshape(-1, C_out) instead of w.reshape(C_out, -1).T, which mixes the numbers of different filters; groups are not written and raise NotImplementedError
# names: weights_reshaped_for_transposed + groups_unwritten
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if groups != 1:
        raise NotImplementedError
    s = (stride, stride) if isinstance(stride, int) else stride
    p = (padding, padding) if isinstance(padding, int) else padding
    d = (dilation, dilation) if isinstance(dilation, int) else dilation
    N, C_in, H, W = x.shape
    C_out, _, kH, kW = w.shape
    x_pad = np.zeros((N, C_in, H + 2 * p[0], W + 2 * p[1]), dtype=x.dtype)
    x_pad[:, :, p[0]:p[0] + H, p[1]:p[1] + W] = x
    out_h = (H + 2 * p[0] - (d[0] * (kH - 1) + 1)) // s[0] + 1
    out_w = (W + 2 * p[1] - (d[1] * (kW - 1) + 1)) // s[1] + 1
    windows = np.empty((N, out_h, out_w, C_in, kH, kW), dtype=x.dtype)
    for u in range(kH):
        for v in range(kW):
            r, c = u * d[0], v * d[1]
            windows[..., u, v] = np.moveaxis(
                x_pad[:, :, r:r + (out_h - 1) * s[0] + 1:s[0], c:c + (out_w - 1) * s[1] + 1:s[1]], 1, -1)
    rows = windows.reshape(N * out_h * out_w, C_in * kH * kW)
    columns = w.reshape(-1, C_out)
    out = rows @ columns + b
    out = out.reshape(N, out_h, out_w, C_out).transpose(0, 3, 1, 2)
    return out, (rows, columns)

# %% slice_stops_too_early
# fault: the strided slice stops at u + H' instead of u + H' * stride, so any stride above 1 raises ValueError because the shapes do not agree
# names: slice_stops_too_early
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int): stride = (stride, stride)
    if isinstance(padding, int): padding = (padding, padding)
    if isinstance(dilation, int): dilation = (dilation, dilation)
    x_p = np.pad(x, ((0,0), (0,0), (padding[0],)*2, (padding[1],)*2))
    n, cin, h, wd = x_p.shape
    cout, cg, kh, kw = w.shape
    ho = (h - dilation[0]*(kh-1) - 1)//stride[0] + 1
    wo = (wd - dilation[1]*(kw-1) - 1)//stride[1] + 1
    result = np.zeros((n, cout, ho, wo), dtype=x.dtype)
    og = cout // groups
    for g in range(groups):
        A = np.zeros((n, ho, wo, cg, kh, kw), dtype=x.dtype)
        for u in range(kh):
            for v in range(kw):
                rows = slice(u*dilation[0], u*dilation[0] + ho, stride[0])
                cols = slice(v*dilation[1], v*dilation[1] + wo, stride[1])
                A[:, :, :, :, u, v] = x_p[:, g*cg:(g+1)*cg, rows, cols].transpose(0, 2, 3, 1)
        M = A.reshape(n*ho*wo, cg*kh*kw) @ w[g*og:(g+1)*og].reshape(og, -1).T
        result[:, g*og:(g+1)*og] = M.reshape(n, ho, wo, og).transpose(0, 3, 1, 2)
    result += b.reshape(1, -1, 1, 1)
    return result, None

# %% dilation_forgotten
# fault: dilation is accepted and never used: the result is that of dilation 1
# names: dilation_ignored
def im2col(x, kh, kw, sh, sw):
    win = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    N, C, oh, ow, _, _ = win.shape
    return win.transpose(0, 2, 3, 1, 4, 5).reshape(N * oh * ow, C * kh * kw), oh, ow


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    x_padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    xs = np.split(x_padded, groups, axis=1)
    ws = np.split(w, groups)
    bs = np.split(b, groups)
    results = []
    for xg, wg, bg in zip(xs, ws, bs):
        col, oh, ow = im2col(xg, wg.shape[2], wg.shape[3], sh, sw)
        y = col @ wg.reshape(len(wg), -1).T + bg
        results.append(y.reshape(len(x), oh, ow, len(wg)).transpose(0, 3, 1, 2))
    return np.concatenate(results, axis=1), (x_padded, w)

# %% groups_do_not_fit
# fault: groups is accepted and never used, so for groups above 1 the matrix product raises ValueError because the rows are too long
# names: groups_do_not_fit
def conv2d_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride=1, padding=0, dilation=1, groups=1):
    def two(v):
        if isinstance(v, (tuple, list)):
            return v
        return v, v

    sh, sw = two(stride)
    ph, pw = two(padding)
    dh, dw = two(dilation)
    N, C, H, W = x.shape
    C_out, _, kh, kw = w.shape
    padded = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    padded[:, :, ph:H + ph, pw:W + pw] = x
    Ho = (H + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    Wo = (W + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    # fancy indexing: index of every pixel of every window
    r = (np.arange(Ho) * sh)[:, None] + (np.arange(kh) * dh)[None, :]
    c = (np.arange(Wo) * sw)[:, None] + (np.arange(kw) * dw)[None, :]
    patches = padded[:, :, r[:, None, :, None], c[None, :, None, :]]      # N C Ho Wo kh kw
    patches = patches.transpose(0, 2, 3, 1, 4, 5).reshape(N * Ho * Wo, -1)
    out = np.dot(patches, w.reshape(C_out, -1).T) + b
    out = out.reshape(N, Ho, Wo, C_out)
    return np.ascontiguousarray(np.transpose(out, (0, 3, 1, 2))), patches

# %% every_second_channel
# fault: group g gets the channels g, g + G, g + 2G, ... instead of a block of neighbouring channels (the filters and the bias are taken in blocks)
# names: group_channels_interleaved
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    st = (stride, stride) if np.isscalar(stride) else stride
    pd = (padding, padding) if np.isscalar(padding) else padding
    dl = (dilation, dilation) if np.isscalar(dilation) else dilation
    N, Cin, H, W = x.shape
    Cout, Cper, KH, KW = w.shape
    per = Cout // groups
    X = np.pad(x, ((0, 0), (0, 0), (pd[0], pd[0]), (pd[1], pd[1])))
    OH = (X.shape[2] - dl[0] * (KH - 1) - 1) // st[0] + 1
    OW = (X.shape[3] - dl[1] * (KW - 1) - 1) // st[1] + 1
    out = np.empty((N, Cout, OH, OW), dtype=x.dtype)
    for g in range(groups):
        Xg = X[:, g::groups]
        Wg = w[g * per:(g + 1) * per]
        acc = np.zeros((per, N, OH, OW), dtype=x.dtype)
        for u in range(KH):
            for v in range(KW):
                piece = Xg[:, :, u * dl[0]:u * dl[0] + OH * st[0]:st[0], v * dl[1]:v * dl[1] + OW * st[1]:st[1]]
                acc += np.tensordot(Wg[:, :, u, v], piece, axes=([1], [1]))
        out[:, g * per:(g + 1) * per] = acc.transpose(1, 0, 2, 3) + b[g * per:(g + 1) * per][:, None, None]
    return out, {"x": x, "w": w}

# %% float64_columns
# fault: the matrix of windows is made by np.zeros without a dtype, so the result is float64 for float32 input
# names: always_float64
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    dh, dw = (dilation, dilation) if isinstance(dilation, int) else dilation
    x_pad = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), mode="constant")
    B, C, H, W = x_pad.shape
    F, CG, KH, KW = w.shape
    H_out = (H - (dh * (KH - 1) + 1)) // sh + 1
    W_out = (W - (dw * (KW - 1) + 1)) // sw + 1
    x_col = np.zeros((B, groups, CG, KH, KW, H_out, W_out))
    x_grp = x_pad.reshape(B, groups, CG, H, W)
    for i in range(KH):
        for j in range(KW):
            x_col[:, :, :, i, j] = x_grp[:, :, :, i * dh: i * dh + H_out * sh: sh, j * dw: j * dw + W_out * sw: sw]
    x_col = x_col.reshape(B, groups, CG * KH * KW, H_out * W_out)
    w_col = w.reshape(groups, F // groups, CG * KH * KW)
    out = np.matmul(w_col, x_col)
    out = out.reshape(B, F, H_out, W_out) + b[:, None, None]
    return out, (x_col, w_col)

# %% images_and_positions_mixed
# fault: the columns are ordered with the image first and then the position, but the product is reshaped to (C_out, H', W', N), so with more than one image pixels of different images are mixed; one image is right
# names: images_dealt_out
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    stride = stride if isinstance(stride, tuple) else (stride, stride)
    padding = padding if isinstance(padding, tuple) else (padding, padding)
    dilation = dilation if isinstance(dilation, tuple) else (dilation, dilation)

    def one_group(x, w, b):
        N, C, H, W = x.shape
        F, _, kh, kw = w.shape
        h = (H - dilation[0] * (kh - 1) - 1) // stride[0] + 1
        ww = (W - dilation[1] * (kw - 1) - 1) // stride[1] + 1
        i = np.repeat(np.arange(kh) * dilation[0], kw)[:, None] + np.repeat(np.arange(h) * stride[0], ww)
        j = np.tile(np.arange(kw) * dilation[1], kh)[:, None] + np.tile(np.arange(ww) * stride[1], h)
        cols = x[:, :, i, j]                                   # N, C, kh*kw, h*ww
        cols = cols.transpose(1, 2, 0, 3).reshape(C * kh * kw, -1)
        res = w.reshape(F, -1) @ cols + b.reshape(-1, 1)
        res = res.reshape(F, h, ww, N)
        return res.transpose(3, 0, 1, 2)

    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    parts = [one_group(*t) for t in zip(np.split(xp, groups, 1), np.split(w, groups, 0), np.split(b, groups, 0))]
    return np.concatenate(parts, 1), (x, w, b, stride, padding)

# %% still_loops_over_positions
# fault: the values are right, but Python loops over images, filters and all output positions, which is far too slow
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
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    reach_h = dilation[0] * (kH - 1) + 1
    reach_w = dilation[1] * (kW - 1) + 1
    H_out = (H + 2 * padding[0] - reach_h) // stride[0] + 1
    W_out = (W + 2 * padding[1] - reach_w) // stride[1] + 1
    out = np.zeros((N, F, H_out, W_out), dtype=x.dtype)
    F_g = F // groups
    for n in range(N):
        for f in range(F):
            g = f // F_g
            for i in range(H_out):
                for j in range(W_out):
                    window = xp[n, g * Cg:(g + 1) * Cg,
                                i * stride[0]:i * stride[0] + reach_h:dilation[0],
                                j * stride[1]:j * stride[1] + reach_w:dilation[1]]
                    # one dot product per position
                    out[n, f, i, j] = window.ravel() @ w[f].ravel() + b[f]
    return out, (x, w, b)

# %% returns_only_out
# fault: returns the array alone instead of the pair (out, cache)
# names: cache_forgotten
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sH, sW = stride if isinstance(stride, tuple) else (stride,) * 2
    pH, pW = padding if isinstance(padding, tuple) else (padding,) * 2
    dH, dW = dilation if isinstance(dilation, tuple) else (dilation,) * 2
    N, Cin, H, W = x.shape
    Cout, Cg, kH, kW = w.shape
    xpad = np.zeros((N, Cin, H + 2 * pH, W + 2 * pW), x.dtype)
    xpad[:, :, pH:pH + H, pW:pW + W] = x
    Hn = (H + 2 * pH - dH * (kH - 1) - 1) // sH + 1
    Wn = (W + 2 * pW - dW * (kW - 1) - 1) // sW + 1
    og = Cout // groups
    teile = []
    for g in range(groups):
        fenster = np.array([[xpad[:, g * Cg:(g + 1) * Cg, u * dH:u * dH + Hn * sH:sH, v * dW:v * dW + Wn * sW:sW]
                             for v in range(kW)] for u in range(kH)])       # kH kW N Cg Hn Wn
        fenster = fenster.transpose(2, 4, 5, 3, 0, 1).reshape(N * Hn * Wn, -1)
        gewichte = w[g * og:(g + 1) * og].reshape(og, -1)
        teil = fenster @ gewichte.T + b[g * og:(g + 1) * og]
        teile.append(teil.reshape(N, Hn, Wn, og).transpose(0, 3, 1, 2))
    out = np.concatenate(teile, axis=1)
    return out

# %% window_d_times_k
# fault: a dilated filter is taken to cover d*k pixels instead of d*(k-1)+1, so with dilation the output is too small by some rows and columns
# names: dilation_times_kernel, dilation_times_kernel_in_windows
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    def as_pair(value):
        return np.array([value, value]) if isinstance(value, int) else np.array(value)
    s, p, d = as_pair(stride), as_pair(padding), as_pair(dilation)
    xp = np.pad(x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])))
    k = np.array(w.shape[2:])
    cover = d * k
    v = np.lib.stride_tricks.sliding_window_view(xp, tuple(cover), axis=(2, 3))
    v = v[:, :, ::s[0], ::s[1], ::d[0], ::d[1]]
    N, C, oh, ow, kh, kw = v.shape
    v = v.reshape(N, groups, C // groups, oh, ow, kh, kw)
    wg = w.reshape(groups, w.shape[0] // groups, C // groups, kh, kw)
    out = np.einsum("ngcijuv,gfcuv->ngfij", v, wg, optimize=True)
    out = out.reshape(N, w.shape[0], oh, ow) + b.reshape(1, -1, 1, 1)
    return out, (v, wg)

# %% as_strided_and_reshaped_bias
# fault: two faults: as_strided is given strides counted from the shape as if x were contiguous, which is wrong for a view when there is no padding (for a reversed or cut view it even reads memory outside x); and b.shape is set in place, so the caller's b is changed
# names: byte_strides_of_c_order + bias_reshaped_in_place
# hints: input_changed
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    stride = (stride, stride) if isinstance(stride, int) else stride
    padding = (padding, padding) if isinstance(padding, int) else padding
    dilation = (dilation, dilation) if isinstance(dilation, int) else dilation
    if padding != (0, 0):
        x = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    N, C, H, W = x.shape
    F, Cg, kH, kW = w.shape
    Ho = (H - dilation[0] * (kH - 1) - 1) // stride[0] + 1
    Wo = (W - dilation[1] * (kW - 1) - 1) // stride[1] + 1
    e = x.itemsize
    view = np.lib.stride_tricks.as_strided(
        x,
        shape=(N, groups, Cg, kH, kW, Ho, Wo),
        strides=(C * H * W * e, Cg * H * W * e, H * W * e, dilation[0] * W * e, dilation[1] * e,
                 stride[0] * W * e, stride[1] * e),
    )
    cols = view.reshape(N, groups, Cg * kH * kW, Ho * Wo)
    out = w.reshape(groups, F // groups, -1) @ cols
    b.shape = (1, F, 1, 1)
    out = out.reshape(N, F, Ho, Wo) + b
    return out, (cols, w)

# %% bias_per_group_and_sides
# fault: two faults: the whole product of every group gets the single number b[g] instead of the biases of its filters (also without groups: all filters get b[0]); and the padding stands at the top and on the left only
# names: one_bias_a_group + image_in_the_far_corner, one_bias_a_group + padding_top_left_only
# hints: first_bias_for_all
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    if isinstance(stride, int): stride = [stride, stride]
    if isinstance(padding, int): padding = [padding, padding]
    if isinstance(dilation, int): dilation = [dilation, dilation]
    N, C, H, W = x.shape
    F, Cg, R, S = w.shape
    P = (H + 2*padding[0] - dilation[0]*(R-1) - 1)//stride[0] + 1
    Q = (W + 2*padding[1] - dilation[1]*(S-1) - 1)//stride[1] + 1
    xx = np.pad(x, ((0, 0), (0, 0), (2*padding[0], 0), (2*padding[1], 0)))
    out = []
    for g in range(groups):
        M = np.zeros((N, P, Q, Cg, R, S), dtype=x.dtype)
        for r in range(R):
            for s in range(S):
                a = r*dilation[0]
                c = s*dilation[1]
                M[..., r, s] = xx[:, g*Cg:(g+1)*Cg, a:a+P*stride[0]:stride[0], c:c+Q*stride[1]:stride[1]].transpose(0, 2, 3, 1)
        y = M.reshape(N*P*Q, Cg*R*S).dot(w[g*F//groups:(g+1)*F//groups].reshape(F//groups, Cg*R*S).T) + b[g]
        out.append(y.reshape(N, P, Q, F//groups).transpose(0, 3, 1, 2))
    return np.concatenate(out, axis=1), M

# %% dilation_moves_windows_flipped
# fault: two faults: dilation multiplies the output position instead of the place in the filter (positions that would leave the image are clipped to its border, so nothing is raised); and the filter is flipped along both axes. With dilation 1 only the second shows
# names: dilation_moves_the_windows_to_the_edge + kernel_flipped, dilation_moves_the_windows + kernel_flipped
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sy, sx = (stride, stride) if isinstance(stride, int) else stride
    py, px = (padding, padding) if isinstance(padding, int) else padding
    dy, dx = (dilation, dilation) if isinstance(dilation, int) else dilation
    w = np.flip(w, axis=(2, 3))
    x = np.pad(x, ((0, 0), (0, 0), (py, py), (px, px)))
    N, C, H, W = x.shape
    F, Cg, ky, kx = w.shape
    oy = (H - dy * (ky - 1) - 1) // sy + 1
    ox = (W - dx * (kx - 1) - 1) // sx + 1
    ys = np.minimum(np.arange(oy) * sy * dy, H - ky)
    xs = np.minimum(np.arange(ox) * sx * dx, W - kx)
    out = np.zeros((N, F, oy, ox), dtype=x.dtype)
    n_f = F // groups
    for g in range(groups):
        for u in range(ky):
            for v in range(kx):
                pix = x[:, g * Cg:(g + 1) * Cg][:, :, ys + u][:, :, :, xs + v]
                out[:, g * n_f:(g + 1) * n_f] += np.einsum("fc,ncij->nfij", w[g * n_f:(g + 1) * n_f, :, u, v], pix, optimize=True)
    out += b[None, :, None, None]
    return out, (x, w)

# %% block_diagonal_weights
# right
def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Groups are only a filter with many zeros, dilation is only a filter with many zeros."""
    both = lambda t: (t, t) if isinstance(t, int) else tuple(t)
    s, p, d = map(both, (stride, padding, dilation))
    F, c, kH, kW = w.shape
    N, C, H, W = x.shape
    full = np.zeros((F, C, d[0] * (kH - 1) + 1, d[1] * (kW - 1) + 1), dtype=w.dtype)
    for f in range(F):
        first = f // (F // groups) * c
        full[f, first:first + c, ::d[0], ::d[1]] = w[f]
    image = np.zeros((N, C, H + 2 * p[0], W + 2 * p[1]), dtype=x.dtype)
    image[:, :, p[0]:p[0] + H, p[1]:p[1] + W] = x
    h = (image.shape[2] - full.shape[2]) // s[0] + 1
    v = (image.shape[3] - full.shape[3]) // s[1] + 1
    y = np.zeros((F, N, h, v), dtype=np.result_type(x, w))
    for i, j in np.argwhere(full.any(axis=(0, 1))):
        taken = image[:, :, i:i + h * s[0]:s[0], j:j + v * s[1]:s[1]]
        y += np.tensordot(full[:, :, i, j], taken, axes=(1, 1))
    y = y.swapaxes(0, 1) + b[:, None, None]
    return y.astype(x.dtype), full

# %% take_with_flat_indices
# right
from functools import lru_cache


@lru_cache(maxsize=None)
def _where(H, W, kH, kW, sH, sW, dH, dW):
    """Flat index into an (H, W) image for every (place in filter, output position)."""
    oh = (H - dH * (kH - 1) - 1) // sH + 1
    ow = (W - dW * (kW - 1) - 1) // sW + 1
    rows = np.add.outer(np.arange(kH) * dH, np.arange(oh) * sH)
    cols = np.add.outer(np.arange(kW) * dW, np.arange(ow) * sW)
    index = rows[:, None, :, None] * W + cols[None, :, None, :]
    return index.reshape(kH * kW, oh * ow), oh, ow


def conv2d_forward(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    sH, sW = np.broadcast_to(stride, 2).tolist()
    pH, pW = np.broadcast_to(padding, 2).tolist()
    dH, dW = np.broadcast_to(dilation, 2).tolist()
    x = np.pad(x, ((0, 0), (0, 0), (pH, pH), (pW, pW)))
    N, C, H, W = x.shape
    F, c, kH, kW = w.shape
    index, oh, ow = _where(H, W, kH, kW, sH, sW, dH, dW)
    cols = x.reshape(N, groups, c, H * W).take(index, axis=3)
    cols = cols.reshape(N, groups, c * kH * kW, oh * ow)
    y = (w.reshape(groups, F // groups, -1) @ cols).reshape(N, F, oh, ow)
    return np.asarray(y + b.reshape(F, 1, 1), dtype=x.dtype), cols
