# %% kernel_upside_down
# fault: the kernel is flipped along both axes before it is multiplied
# names: kernel_flipped
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = xp.shape
    F, _, kh, kw = w.shape
    oh = (H - kh) // sh + 1
    ow = (W - kw) // sw + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    w_flipped = w[:, :, ::-1, ::-1]  # convolution = flip + slide
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                for j in range(ow):
                    window = xp[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(window * w_flipped[f]) + b[f]
    return out

# %% no_bias
# fault: the bias b is never added
# names: bias_forgotten
def conv2d_naive(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int | tuple[int, int] = 1, padding: int | tuple[int, int] = 0) -> np.ndarray:
    """A convolution layer as its definition reads."""
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    N, C_in, H, W = x.shape
    C_out, C_in, kH, kW = w.shape
    sH, sW = stride
    pH, pW = padding
    x_tilde = np.zeros((N, C_in, H + 2 * pH, W + 2 * pW), dtype=x.dtype)
    x_tilde[:, :, pH:pH + H, pW:pW + W] = x
    H2 = (H + 2 * pH - kH) // sH + 1
    W2 = (W + 2 * pW - kW) // sW + 1
    out = np.zeros((N, C_out, H2, W2), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for i in range(H2):
                for j in range(W2):
                    for c in range(C_in):
                        for u in range(kH):
                            for v in range(kW):
                                out[n, f, i, j] += w[f, c, u, v] * x_tilde[n, c, i * sH + u, j * sW + v]
    return out

# %% bias_once_per_channel
# fault: the bias is added inside the loop over channels, so it is added C_in times
# names: bias_for_every_channel
def conv2d_naive(x, w, b, stride=1, padding=0):
    def pair(v):
        return (v, v) if isinstance(v, int) else tuple(v)
    (s1, s2), (p1, p2) = pair(stride), pair(padding)
    n_img, n_ch, hh, ww = x.shape
    n_filt, _, k1, k2 = w.shape
    xx = np.zeros((n_img, n_ch, hh + 2*p1, ww + 2*p2), x.dtype)
    xx[:, :, p1:p1+hh, p2:p2+ww] = x
    h_out = (hh + 2*p1 - k1)//s1 + 1
    w_out = (ww + 2*p2 - k2)//s2 + 1
    y = np.zeros((n_img, n_filt, h_out, w_out), x.dtype)
    for img in range(n_img):
        for flt in range(n_filt):
            for ch in range(n_ch):
                for r in range(h_out):
                    for q in range(w_out):
                        patch = xx[img, ch, r*s1:r*s1+k1, q*s2:q*s2+k2]
                        y[img, flt, r, q] += (patch * w[flt, ch]).sum() + b[flt]
    return y

# %% stride_only_in_the_size
# fault: the stride makes the output smaller, but the windows still move by one pixel
# names: stride_in_size_only
def conv2d_naive(x, w, b, stride=1, padding=0):
    stride = np.array([stride, stride]) if np.isscalar(stride) else np.array(stride)
    padding = np.array([padding, padding]) if np.isscalar(padding) else np.array(padding)
    x = np.pad(x, [(0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2])
    kernel = np.array(w.shape[2:])
    out_h, out_w = (np.array(x.shape[2:]) - kernel) // stride + 1
    out = np.empty((len(x), len(w), out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = x[:, None, :, i:i + kernel[0], j:j + kernel[1]]
            out[:, :, i, j] = (window * w).sum(axis=(2, 3, 4)) + b
    return out

# %% stride_inside_the_window
# fault: the stride multiplies the place in the kernel instead of the output position, x[i + u*s], and IndexError is avoided by stopping at the border
# names: stride_spreads_the_kernel
def conv2d_naive(x, w, b, stride=1, padding=0):
    if type(stride) == int: stride = (stride, stride)
    if type(padding) == int: padding = (padding, padding)
    x = np.pad(x, ((0,0),(0,0),(padding[0],padding[0]),(padding[1],padding[1])))
    N = x.shape[0]; Cin = x.shape[1]; H = x.shape[2]; W = x.shape[3]
    Cout = w.shape[0]; kH = w.shape[2]; kW = w.shape[3]
    Ho = (H-kH)//stride[0]+1
    Wo = (W-kW)//stride[1]+1
    out = np.zeros((N,Cout,Ho,Wo),dtype=x.dtype)
    for n in range(N):
        for f in range(Cout):
            for i in range(Ho):
                for j in range(Wo):
                    s = b[f]
                    for c in range(Cin):
                        for u in range(kH):
                            for v in range(kW):
                                if i+u*stride[0] < H and j+v*stride[1] < W:
                                    s = s + w[f,c,u,v]*x[n,c,i+u*stride[0],j+v*stride[1]]
                    out[n,f,i,j] = s
    return out

# %% last_window_missing
# fault: range(0, H - k, s) stops one window too early where the last window ends exactly at the border: the last row and column of the output stay 0 there
# names: last_window_missed
def conv2d_naive(x, w, b, stride=1, padding=0):
    (sy, sx) = (stride, stride) if isinstance(stride, int) else stride
    (py, px) = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    F, _, ky, kx = w.shape
    H, W = H + 2 * py, W + 2 * px
    big = np.zeros((N, C, H, W), dtype=x.dtype)
    big[:, :, py:H - py, px:W - px] = x
    out = np.zeros((N, F, (H - ky) // sy + 1, (W - kx) // sx + 1), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for oy, y in enumerate(range(0, H - ky, sy)):
                for ox, xx in enumerate(range(0, W - kx, sx)):
                    out[n, f, oy, ox] = np.sum(big[n, :, y:y + ky, xx:xx + kx] * w[f]) + b[f]
    return out

# %% double_precision_out
# fault: the result is float64 also when x is float32
# names: always_float64
def zeropad(x, p):
    h, w = x.shape[2:]
    z = np.zeros(x.shape[:2] + (h + 2 * p[0], w + 2 * p[1]), dtype=x.dtype)
    z[:, :, p[0]:p[0] + h, p[1]:p[1] + w] = x
    return z

def conv2d_naive(x, w, b, stride=1, padding=0):
    stride = (stride,) * 2 if isinstance(stride, int) else stride
    padding = (padding,) * 2 if isinstance(padding, int) else padding
    x = zeropad(x, padding)
    hp = 1 + (x.shape[2] - w.shape[2]) // stride[0]
    wp = 1 + (x.shape[3] - w.shape[3]) // stride[1]
    out = np.zeros((x.shape[0], w.shape[0], hp, wp))
    for n, f, i, j in np.ndindex(*out.shape):
        i0, j0 = i * stride[0], j * stride[1]
        out[n, f, i, j] = b[f] + np.sum(x[n, :, i0:i0 + w.shape[2], j0:j0 + w.shape[3]] * w[f])
    return out

# %% one_k_for_both
# fault: the kernel's height is used as its width as well: right for square kernels; for others it raises ValueError
# names: kernel_height_for_both, square_kernels_only, square_kernels_only_in_products, kernel_height_with_slices
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    k = w.shape[-2]
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])), "constant")
    h_out = int((H + 2 * padding[0] - k) / stride[0]) + 1
    w_out = int((W + 2 * padding[1] - k) / stride[1]) + 1
    out = np.zeros((N, w.shape[0], h_out, w_out), dtype=x.dtype)
    for n in range(N):
        for f in range(w.shape[0]):
            for i in range(h_out):
                for j in range(w_out):
                    region = xp[n, :, i * stride[0]: i * stride[0] + k, j * stride[1]: j * stride[1] + k]
                    out[n, f, i, j] = np.tensordot(region, w[f], axes=3) + b[f]
    return out

# %% padding_bottom_right
# fault: all the padding is put at the bottom and on the right, nothing at the top and on the left; the size is right
# names: image_in_the_corner, padding_bottom_right_only
def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    N, Ci, H, W = x.shape
    Co, Ci, KH, KW = w.shape
    OH, OW = (H + 2 * ph - KH) // sh + 1, (W + 2 * pw - KW) // sw + 1
    x_pad = np.zeros((N, Ci, H + 2 * ph, W + 2 * pw), dtype=x.dtype)
    x_pad[:, :, 0:H, 0:W] += x
    ans = []
    for n in range(N):
        maps = []
        for f in range(Co):
            amap = [[(x_pad[n, :, r:r + KH, c:c + KW] * w[f]).sum() + b[f]
                     for c in range(0, OW * sw, sw)]
                    for r in range(0, OH * sh, sh)]
            maps.append(amap)
        ans.append(maps)
    return np.array(ans, dtype=x.dtype)

# %% first_image_only
# fault: the return stands inside the loop over images, so all images after the first stay 0
# names: first_image_only
def conv2d_naive(x, w, b, stride=1, padding=0):
    if not isinstance(stride, tuple):
        stride = (stride, stride)
    if not isinstance(padding, tuple):
        padding = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    N, C, H, W = x.shape
    F, C, KH, KW = w.shape
    out = np.zeros((N, F, (H - KH) // stride[0] + 1, (W - KW) // stride[1] + 1), dtype=x.dtype)
    n = 0
    while n < N:
        f = 0
        while f < F:
            i = 0
            while i < out.shape[2]:
                j = 0
                while j < out.shape[3]:
                    top, left = i * stride[0], j * stride[1]
                    out[n, f, i, j] = (x[n, :, top:top + KH, left:left + KW] * w[f]).sum() + b[f]
                    j += 1
                i += 1
            f += 1
        n += 1
        return out

# %% pair_turned_round
# fault: a pair is taken as (width, height) for the stride and for the padding
# names: pairs_swapped, stride_pair_swapped + padding_pair_swapped
def conv2d_naive(x, w, b, stride=1, padding=0):
    sx, sy = (stride, stride) if isinstance(stride, int) else stride
    px, py = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    K, C, kh, kw = w.shape
    x = np.pad(x, ((0, 0), (0, 0), (py, py), (px, px)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(2, 3))[:, :, ::sy, ::sx]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[None, :, None, None]
    return out.astype(x.dtype)

# %% flipped_without_bias
# fault: two faults: scipy-like convolution with the kernel flipped along both axes, and the bias is not added
# names: kernel_flipped + bias_forgotten, kernel_flipped_and_bias_forgotten
def _valid_conv(img, ker):
    """2d convolution like in the signal processing lecture"""
    kh, kw = ker.shape
    out = np.zeros((img.shape[0] - kh + 1, img.shape[1] - kw + 1), dtype=img.dtype)
    for m in range(kh):
        for n in range(kw):
            out += ker[m, n] * img[kh - 1 - m:img.shape[0] - m, kw - 1 - n:img.shape[1] - n]
    return out

def conv2d_naive(x, w, b, stride=1, padding=0):
    s = [stride] * 2 if isinstance(stride, int) else stride
    p = [padding] * 2 if isinstance(padding, int) else padding
    x = np.pad(x, [[0, 0], [0, 0], [p[0], p[0]], [p[1], p[1]]])
    return np.stack([
        np.stack([
            sum(_valid_conv(x[n, c], w[f, c]) for c in range(x.shape[1]))[::s[0], ::s[1]]
            for f in range(w.shape[0])
        ])
        for n in range(x.shape[0])
    ])

# %% stride_int_padding_lost
# fault: two faults: a stride that is a pair is not handled and raises TypeError; and the output size is computed from the unpadded image, so with padding the last rows and columns are missing
# names: padding_not_in_the_size + stride_pair_refused
# hints: padding_not_in_the_size, pairs_refused
def conv2d_naive(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    if isinstance(padding, int):
        pad = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    else:
        pad = ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1]))
    x_padded = np.pad(x, pad, mode='constant', constant_values=0)
    H_out = 1 + (H - HH) // stride
    W_out = 1 + (W - WW) // stride
    out = np.zeros((N, F, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    h_start = i * stride
                    w_start = j * stride
                    out[n, f, i, j] = np.sum(x_padded[n, :, h_start:h_start+HH, w_start:w_start+WW] * w[f]) + b[f]
    return out

# %% bias_grows
# fault: two faults: b itself is used as the accumulator with +=, so b is changed and every output also contains the sums of the positions before it; and only channel 0 is looked at
# names: input_changed + first_channel_only, bias_used_as_the_sum + first_channel_only
def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int): stride = (stride, stride)
    if isinstance(padding, int): padding = (padding, padding)
    xt = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    out_h = (xt.shape[2] - w.shape[2]) // stride[0] + 1
    out_w = (xt.shape[3] - w.shape[3]) // stride[1] + 1
    out = np.zeros((x.shape[0], w.shape[0], out_h, out_w), dtype=x.dtype)
    for n in range(x.shape[0]):
        for i in range(out_h):
            for j in range(out_w):
                total = b
                for u in range(w.shape[2]):
                    for v in range(w.shape[3]):
                        total += w[:, 0, u, v] * xt[n, 0, i * stride[0] + u, j * stride[1] + v]
                out[n, :, i, j] = total
    return out

# %% vectorized_formula
# right
def conv2d_naive(x, w, b, stride=1, padding=0):
    """Nothing but the formula from the notebook; NumPy may worry about the loops."""
    sH, sW = (stride, stride) if isinstance(stride, int) else stride
    pH, pW = (padding, padding) if isinstance(padding, int) else padding
    (N, C, H, W), (F, _, kH, kW) = x.shape, w.shape

    def out(n, f, i, j):
        # instead of a frame of zeros: the part of the filter that lies on the image
        top, left = i * sH - pH, j * sW - pW
        u = slice(max(0, -top), max(0, min(kH, H - top)))
        v = slice(max(0, -left), max(0, min(kW, W - left)))
        seen = x[n, :, max(0, top):max(0, top + kH), max(0, left):max(0, left + kW)]
        return np.vdot(w[f][:, u, v].copy(), seen.copy()) + b[f]

    size = N, F, (H + 2 * pH - kH) // sH + 1, (W + 2 * pW - kW) // sW + 1
    return np.vectorize(out, otypes=[x.dtype])(*np.indices(size))

# %% seven_indices_in_python_lists
# right
from itertools import product
from math import fsum


def conv2d_naive(x, w, b, stride=1, padding=0):
    sH, sW = stride if hasattr(stride, "__iter__") else (stride, stride)
    pH, pW = padding if hasattr(padding, "__iter__") else (padding, padding)
    N, C, H, W = x.shape
    F, _, kH, kW = w.shape
    X, K, B = x.tolist(), w.tolist(), b.tolist()

    def pixel(n, c, r, q):
        r, q = r - pH, q - pW
        return X[n][c][r][q] if 0 <= r < H and 0 <= q < W else 0.0

    shape = N, F, (H + 2 * pH - kH) // sH + 1, (W + 2 * pW - kW) // sW + 1
    places = list(product(range(C), range(kH), range(kW)))
    values = [
        fsum([B[f], *(K[f][c][u][v] * pixel(n, c, i * sH + u, j * sW + v) for c, u, v in places)])
        for n, f, i, j in product(*map(range, shape))
    ]
    return np.array(values, dtype=x.dtype).reshape(shape)
