# %% stride_forgotten_in_window
# fault: The output has the right size, but the window of output (i, j) begins at (i, j) and not at (i * stride, j * stride).
# names: stride_in_size_only
def conv2d_naive(x, w, b, stride=1, padding=0):
    sH, sW = (stride, stride) if isinstance(stride, int) else stride
    pH, pW = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    F, _, kH, kW = w.shape
    xp = np.zeros((N, C, H + 2*pH, W + 2*pW), dtype=x.dtype)
    xp[:, :, pH:pH+H, pW:pW+W] = x
    Ho = (H + 2*pH - kH) // sH + 1
    Wo = (W + 2*pW - kW) // sW + 1
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    window = xp[n, :, i:i+kH, j:j+kW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out


# %% output_is_float64
# fault: The output is made by np.zeros without a dtype, so the result of float32 images is float64.
# names: always_float64
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    n_img, n_in, h, wd = x.shape
    n_out, n_in, kh, kw = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    oh = (h + 2 * padding[0] - kh) // stride[0] + 1
    ow = (wd + 2 * padding[1] - kw) // stride[1] + 1
    out = np.zeros((n_img, n_out, oh, ow))
    for n in range(n_img):
        for f in range(n_out):
            for i in range(oh):
                for j in range(ow):
                    r, c = i * stride[0], j * stride[1]
                    out[n, f, i, j] = (padded[n, :, r:r + kh, c:c + kw] * w[f]).sum() + b[f]
    return out


# %% bias_once_per_channel
# fault: The bias is added inside the loop over the input channels, so it counts C_in times.
# names: bias_for_every_channel
def as_pair(v):
    return v if isinstance(v, tuple) else (v, v)

def conv2d_naive(x, w, b, stride=1, padding=0):
    s1, s2 = as_pair(stride)
    p1, p2 = as_pair(padding)
    xp = np.pad(x, ((0, 0), (0, 0), (p1, p1), (p2, p2)))
    N, Cin, H, W = xp.shape
    Cout, _, k1, k2 = w.shape
    H_out = (H - k1) // s1 + 1
    W_out = (W - k2) // s2 + 1
    out = np.zeros((N, Cout, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(Cout):
            for c in range(Cin):
                for i in range(H_out):
                    for j in range(W_out):
                        patch = xp[n, c, i*s1:i*s1+k1, j*s2:j*s2+k2]
                        out[n, f, i, j] += np.sum(patch * w[f, c]) + b[f]
    return out


# %% flips_the_filter
# fault: The filter is turned by 180 degrees before it is laid on the image, as in the convolution of mathematics.
# names: kernel_flipped
def conv2d_naive(x, w, b, stride=1, padding=0):
    """Convolution = flip the kernel, then slide."""
    if type(stride) == int: stride = (stride, stride)
    if type(padding) == int: padding = (padding, padding)
    flipped = np.flip(w, axis=(2, 3))
    N, C, H, W = x.shape
    K, C, kh, kw = w.shape
    X = np.zeros((N, C, H + 2 * padding[0], W + 2 * padding[1]), x.dtype)
    X[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    rows = (X.shape[2] - kh) // stride[0] + 1
    cols = (X.shape[3] - kw) // stride[1] + 1
    res = np.empty((N, K, rows, cols), x.dtype)
    for i in range(rows):
        for j in range(cols):
            top, left = i * stride[0], j * stride[1]
            for n in range(N):
                for k in range(K):
                    res[n, k, i, j] = b[k] + np.sum(flipped[k] * X[n, :, top:top + kh, left:left + kw])
    return res


# %% ints_only
# fault: Stride and padding are used as ints everywhere; a pair raises a TypeError or ValueError.
# names: pairs_refused
def conv2d_naive(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    x_pad = np.pad(x, ((0,0), (0,0), (padding, padding), (padding, padding)), mode='constant')
    H_out = 1 + (H + 2 * padding - HH) // stride
    W_out = 1 + (W + 2 * padding - WW) // stride
    out = np.zeros((N, F, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    out[n, f, i, j] = np.sum(x_pad[n, :, i*stride:i*stride+HH, j*stride:j*stride+WW] * w[f]) + b[f]
    return out


# %% square_filter_assumed
# fault: The height of the filter serves for its width too, in the output's width and in the window; filters that are not square raise or give a wrong map.
# names: kernel_height_for_both, square_kernels_only, kernel_height_with_slices
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if np.isscalar(stride) else stride
    ph, pw = (padding, padding) if np.isscalar(padding) else padding
    x = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)])
    N, _, H, W = x.shape
    F = w.shape[0]
    k = w.shape[2]
    Hout = (H - k) // sh + 1
    Wout = (W - k) // sw + 1
    y = np.zeros((N, F, Hout, Wout), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Hout):
                for j in range(Wout):
                    y[n, f, i, j] = b[f] + np.sum(w[f] * x[n, :, i*sh:i*sh+k, j*sw:j*sw+k])
    return y


# %% first_stride_for_both
# fault: Of a pair of strides only the first number is used, going down and going right; the output's width follows from it too.
# names: first_of_stride_for_both
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(padding, int):
        pad_h = pad_w = padding
    else:
        pad_h, pad_w = padding
    step = stride if isinstance(stride, int) else stride[0]
    n, c, h, width = x.shape
    filters, _, fh, fw = w.shape
    big = np.zeros((n, c, h + 2 * pad_h, width + 2 * pad_w), dtype=x.dtype)
    big[:, :, pad_h:pad_h + h, pad_w:pad_w + width] = x
    out_h = (h + 2 * pad_h - fh) // step + 1
    out_w = (width + 2 * pad_w - fw) // step + 1
    out = np.zeros((n, filters, out_h, out_w), dtype=x.dtype)
    for f in range(filters):
        for i in range(out_h):
            for j in range(out_w):
                win = big[:, :, i * step:i * step + fh, j * step:j * step + fw]
                out[:, f, i, j] = (win * w[f]).sum(axis=(1, 2, 3)) + b[f]
    return out


# %% channel_overwrites
# fault: In the loop over the channels the sum is assigned and not added, so only the last channel of the image counts.
# names: last_channel_only
def conv2d_naive(x, w, b, stride=1, padding=0):
    if not isinstance(stride, tuple):
        stride = (stride, stride)
    if not isinstance(padding, tuple):
        padding = (padding, padding)
    N, C_in, H, W = x.shape
    C_out, _, kH, kW = w.shape
    xp = np.zeros((N, C_in, H + 2*padding[0], W + 2*padding[1]), dtype=x.dtype)
    xp[:, :, padding[0]:padding[0]+H, padding[1]:padding[1]+W] = x
    outH = (H + 2*padding[0] - kH) // stride[0] + 1
    outW = (W + 2*padding[1] - kW) // stride[1] + 1
    out = np.zeros((N, C_out, outH, outW), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for i in range(outH):
                for j in range(outW):
                    for c in range(C_in):
                        r = i * stride[0]
                        s = j * stride[1]
                        out[n, f, i, j] = np.sum(xp[n, c, r:r+kH, s:s+kW] * w[f, c])
                    out[n, f, i, j] += b[f]
    return out


# %% bias_broadcast_on_columns
# fault: The bias is added with out + b, which broadcasts along the last axis, the columns, and not along the filters; it raises unless W' equals C_out or one of them is 1.
# names: bias_along_the_width
def conv2d_naive(x, w, b, stride=1, padding=0):
    (sy, sx) = stride if isinstance(stride, tuple) else (stride, stride)
    (py, px) = padding if isinstance(padding, tuple) else (padding, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (py, py), (px, px)))
    N, C, H, W = xp.shape
    F, C, kh, kw = w.shape
    oh, ow = (H - kh) // sy + 1, (W - kw) // sx + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    region = xp[n, :, i * sy:i * sy + kh, j * sx:j * sx + kw]
                    out[n, f, i, j] = np.sum(region * w[f])
    out = out + b
    return out


# %% size_without_plus_one
# fault: The + 1 in the size of the output is missing, so the last row and the last column of each map are not computed.
# names: size_one_short
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = stride, stride
    if isinstance(padding, int):
        padding = padding, padding
    xpad = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    N, Cin, Hp, Wp = xpad.shape
    Cout, Cin, kH, kW = w.shape
    Hn = (Hp - kH) // stride[0]
    Wn = (Wp - kW) // stride[1]
    out = np.zeros((N, Cout, Hn, Wn), dtype=x.dtype)
    for n in range(N):
        for co in range(Cout):
            for i in range(Hn):
                for j in range(Wn):
                    a = i * stride[0]
                    e = j * stride[1]
                    out[n, co, i, j] = np.sum(xpad[n, :, a:a + kH, e:e + kW] * w[co]) + b[co]
    return out


# %% size_from_unpadded_image
# fault: The size of the output is computed from the image without its padding, so with padding the lower rows and right columns of the map are missing (or the size is not positive).
# names: padding_not_in_the_size
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    Ho = (H - kh) // sh + 1
    Wo = (W - kw) // sw + 1
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), mode="constant")
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    out[n, f, i, j] = b[f] + np.sum(xp[n, :, i*sh:i*sh+kh, j*sw:j*sw+kw] * w[f])
    return out


# %% padding_counted_twice
# fault: H and W are read after the padding and 2 * padding is added to them once more, so the output has too many rows and columns and the windows run over the end of the padded image, which raises (or gives extra outputs where the rest of a window can be broadcast).
# names: padding_twice_in_the_size
def _pair(t):
    if isinstance(t, int):
        return (t, t)
    return t

def conv2d_naive(x, w, b, stride=1, padding=0):
    stride = _pair(stride)
    ph, pw = _pair(padding)
    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = x.shape
    O, C, kh, kw = w.shape
    H2 = (H + 2 * ph - kh) // stride[0] + 1
    W2 = (W + 2 * pw - kw) // stride[1] + 1
    out = np.zeros((N, O, H2, W2), dtype=x.dtype)
    for n in range(N):
        for o in range(O):
            for i in range(H2):
                for j in range(W2):
                    y0 = i * stride[0]
                    x0 = j * stride[1]
                    out[n, o, i, j] = np.sum(x[n, :, y0:y0+kh, x0:x0+kw] * w[o]) + b[o]
    return out


# %% dtype_of_the_filters
# fault: The output has the dtype of w and not of x, so float64 images with float32 filters give a float32 result.
# names: dtype_of_the_filters
def conv2d_naive(x, w, b, stride=1, padding=0):
    sH, sW = stride if isinstance(stride, tuple) else (stride, stride)
    pH, pW = padding if isinstance(padding, tuple) else (padding, padding)
    N, Cin, H, W = x.shape
    Cout, Cin, kH, kW = w.shape
    xt = np.zeros((N, Cin, H + 2 * pH, W + 2 * pW), dtype=x.dtype)
    xt[:, :, pH : pH + H, pW : pW + W] = x
    out = np.zeros((N, Cout, (H + 2 * pH - kH) // sH + 1, (W + 2 * pW - kW) // sW + 1), dtype=w.dtype)
    for n, f, i, j in np.ndindex(*out.shape):
        total = b[f]
        for c in range(Cin):
            for u in range(kH):
                for v in range(kW):
                    total = total + w[f, c, u, v] * xt[n, c, i * sH + u, j * sW + v]
        out[n, f, i, j] = total
    return out


# %% refuses_stride_that_leaves_rest
# fault: A stride that does not divide H + 2 p - k (a rest of rows or columns) raises an AssertionError, although the size is to be rounded down.
# names: uneven_sizes_refused
def conv2d_naive(x, w, b, stride=1, padding=0):
    stride_h, stride_w = (stride, stride) if isinstance(stride, int) else stride
    pad_h, pad_w = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    # Check dimensions.
    assert (H + 2 * pad_h - HH) % stride_h == 0, "height does not work"
    assert (W + 2 * pad_w - WW) % stride_w == 0, "width does not work"
    x_padded = np.pad(x, ((0, 0), (0, 0), (pad_h, pad_h), (pad_w, pad_w)), mode="constant")
    H_out = (H + 2 * pad_h - HH) // stride_h + 1
    W_out = (W + 2 * pad_w - WW) // stride_w + 1
    out = np.zeros((N, F, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(0, H_out):
                for j in range(0, W_out):
                    hs, ws = i * stride_h, j * stride_w
                    out[n, f, i, j] = np.sum(x_padded[n, :, hs:hs+HH, ws:ws+WW] * w[f]) + b[f]
    return out


# %% matrix_product_of_window
# fault: Window and filter are multiplied with @, a matrix product of each channel's tables, and not weight by weight; filters that are not square raise.
# names: matrix_product_of_window
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    n, c, h, wid = x.shape
    nf, c, kh, kw = w.shape
    xp = np.pad(x, ((0,0),(0,0),(padding[0],padding[0]),(padding[1],padding[1])))
    oh = (h + 2*padding[0] - kh)//stride[0] + 1
    ow = (wid + 2*padding[1] - kw)//stride[1] + 1
    out = np.zeros((n, nf, oh, ow), dtype=x.dtype)
    for img in range(n):
        for f in range(nf):
            for i in range(oh):
                for j in range(ow):
                    window = xp[img, :, i*stride[0]:i*stride[0]+kh, j*stride[1]:j*stride[1]+kw]
                    out[img, f, i, j] = np.sum(window @ w[f]) + b[f]
    return out


# %% index_without_division
# fault: The loops run over the padded image in steps of the stride, and the sum is stored at out[i, j] with these pixel numbers, not divided by the stride; with a stride above 1 it raises or leaves gaps.
# names: written_at_the_pixel
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    X = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = X.shape
    F, C, kh, kw = w.shape
    out = np.zeros((N, F, (H - kh) // sh + 1, (W - kw) // sw + 1), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(0, H - kh + 1, sh):
                for j in range(0, W - kw + 1, sw):
                    out[n, f, i, j] = np.sum(X[n, :, i:i+kh, j:j+kw] * w[f]) + b[f]
    return out


# %% sum_not_reset
# fault: The running sum is set to the bias once for each row of the output and not for each place, so every output contains all those on its left.
# names: sum_goes_on_along_a_row
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    N, Cin, H, W = x.shape
    Cout, _, kH, kW = w.shape
    xp = np.zeros((N, Cin, H + 2 * padding[0], W + 2 * padding[1]), dtype=x.dtype)
    xp[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    Ho = (xp.shape[2] - kH) // stride[0] + 1
    Wo = (xp.shape[3] - kW) // stride[1] + 1
    out = np.zeros((N, Cout, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for f in range(Cout):
            for i in range(Ho):
                s = b[f]
                for j in range(Wo):
                    for c in range(Cin):
                        for u in range(kH):
                            for v in range(kW):
                                s = s + w[f, c, u, v] * xp[n, c, i * stride[0] + u, j * stride[1] + v]
                    out[n, f, i, j] = s
    return out


# %% multiplies_the_window_in_place
# fault: The window, a view, is multiplied by the filter in place (window *= w[f]); overlapping windows and later filters see changed pixels, and without padding the caller's x is changed.
# names: window_of_x_multiplied_in_place
# hints: input_changed
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    if ph > 0 or pw > 0:
        padded = np.zeros((N, C, H + 2*ph, W + 2*pw), dtype=x.dtype)
        padded[:, :, ph:ph+H, pw:pw+W] = x
    else:
        padded = x
    oh = (H + 2*ph - kh) // sh + 1
    ow = (W + 2*pw - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = padded[n, :, i*sh:i*sh+kh, j*sw:j*sw+kw]
                    window *= w[f]
                    out[n, f, i, j] = window.sum() + b[f]
    return out


# %% window_centred_on_pixel
# fault: The window of output (i, j) is centred on pixel (i * stride, j * stride) of the padded image, with zeros outside, instead of beginning there; only filters of 1 x 1 come out right.
# names: window_centred
def conv2d_naive(x, w, b, stride=1, padding=0):
    sy, sx = (stride, stride) if isinstance(stride, int) else stride
    py, px = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (py, py), (px, px)))
    N, C, H, W = xp.shape
    F, C, kh, kw = w.shape
    oh = (H - kh) // sy + 1
    ow = (W - kw) // sx + 1
    half_h, half_w = kh // 2, kw // 2
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    acc = b[f]
                    for c in range(C):
                        for u in range(kh):
                            for v in range(kw):
                                yy = i * sy + u - half_h
                                xx = j * sx + v - half_w
                                if 0 <= yy < H and 0 <= xx < W:
                                    acc += w[f, c, u, v] * xp[n, c, yy, xx]
                    out[n, f, i, j] = acc
    return out


# %% rounds_size_up
# fault: The size of the output is rounded up (np.ceil), so a stride that leaves a rest adds a row or column, whose window is cut off at the border: this raises, or, where the rest of the window can be broadcast, gives an extra line of wrong outputs.
# names: size_rounded_up_in_slices, size_rounded_up, uneven_sizes_refused
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int): stride = [stride, stride]
    if isinstance(padding, int): padding = [padding, padding]
    n, c, h, ww = x.shape
    f, c, kh, kw = w.shape
    px = np.pad(x, ((0,0), (0,0), (padding[0], padding[0]), (padding[1], padding[1])))
    out_h = int(np.ceil((h + 2*padding[0] - kh) / stride[0])) + 1
    out_w = int(np.ceil((ww + 2*padding[1] - kw) / stride[1])) + 1
    out = np.zeros((n, f, out_h, out_w), dtype=x.dtype)
    for a in range(n):
        for k in range(f):
            for i in range(out_h):
                for j in range(out_w):
                    out[a, k, i, j] = np.sum(px[a, :, i*stride[0]:i*stride[0]+kh, j*stride[1]:j*stride[1]+kw] * w[k]) + b[k]
    return out


# %% no_bias_and_swapped_padding
# fault: Two faults: the bias is never added, and the pair of paddings is used as (width, height).
# names: bias_forgotten + padding_pair_swapped
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    pw, ph = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = xp.shape
    F, _, kh, kw = w.shape
    maps = []
    for image in xp:
        for filt in w:
            rows = []
            for top in range(0, H - kh + 1, sh):
                row = []
                for left in range(0, W - kw + 1, sw):
                    row.append(np.sum(image[:, top:top + kh, left:left + kw] * filt))
                rows.append(row)
            maps.append(rows)
    maps = np.array(maps, dtype=x.dtype)
    return maps.reshape(N, F, maps.shape[1], maps.shape[2])


# %% filter_f_sees_channel_f
# fault: Each filter looks at one channel only: filter f is laid on channel f of the image with its table number 0; it does not sum over channels, and raises where there are more filters than channels.
# names: filter_f_sees_channel_f
def conv2d_naive(x, w, b, stride=1, padding=0):
    stride = (stride, stride) if isinstance(stride, int) else stride
    padding = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    F, _, kH, kW = w.shape
    x_new = np.zeros((N, C, H + 2 * padding[0], W + 2 * padding[1]), dtype=x.dtype)
    x_new[:, :, padding[0]:H + padding[0], padding[1]:W + padding[1]] = x
    H_new = (H + 2 * padding[0] - kH) // stride[0] + 1
    W_new = (W + 2 * padding[1] - kW) // stride[1] + 1
    out = np.zeros((N, F, H_new, W_new), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(H_new):
                for j in range(W_new):
                    y, z = i * stride[0], j * stride[1]
                    out[n, f, i, j] = np.sum(x_new[n, f, y:y+kH, z:z+kW] * w[f, 0]) + b[f]
    return out


# %% right_scatter_from_pixels
# right
def conv2d_naive(x, w, b, stride=1, padding=0):
    """Goes through the pixels: each pixel asks which outputs it takes part in."""
    sh, sw = (stride, stride) if np.ndim(stride) == 0 else stride
    ph, pw = (padding, padding) if np.ndim(padding) == 0 else padding
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    rows = (H + 2 * ph - kh) // sh + 1
    cols = (W + 2 * pw - kw) // sw + 1
    out = np.empty((N, F, rows, cols), dtype=x.dtype)
    out[...] = b[None, :, None, None]
    for r in range(H):
        for q in range(W):
            # no padded copy: pixel (r, q) lies at (r + ph, q + pw) of the padded image
            for u in range(kh):
                i, rest = divmod(r + ph - u, sh)
                if rest or not 0 <= i < rows:
                    continue
                for v in range(kw):
                    j, rest = divmod(q + pw - v, sw)
                    if rest or not 0 <= j < cols:
                        continue
                    for c in range(C):
                        out[:, :, i, j] += np.outer(x[:, c, r, q], w[:, c, u, v])
    return out
