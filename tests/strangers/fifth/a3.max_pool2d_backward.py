# %% replaces_instead_of_adds
# fault: Backward writes dout to the place of the maximum with = instead of +=, so where windows overlap only the last window's dout remains.
# names: overwritten
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    if stride is None:
        stride = kernel
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    kh, kw = kernel
    sh, sw = stride
    ph, pw = padding
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    Ho = (H + 2 * ph - kh) // sh + 1
    Wo = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = xp[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw].max(axis=(2, 3))
    return out, (x, kernel, stride, padding)

def max_pool2d_backward(dout, cache):
    x, (kh, kw), (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    dxp = np.zeros_like(xp)
    for n in range(N):
        for c in range(C):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    win = xp[n, c, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    r, s = divmod(np.argmax(win), kw)
                    dxp[n, c, i * sh + r, j * sw + s] = dout[n, c, i, j]
    return dxp[:, :, ph:ph + H, pw:pw + W]

# %% mask_gives_to_all_ties
# fault: Backward uses the mask window == max, so all equal maxima of a window get the whole dout instead of the first one only.
# names: all_maxima_get_it
import numpy as np

def pair(v):
    return (v, v) if np.isscalar(v) else tuple(v)

def pad_inf(x, p):
    return np.pad(x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])), constant_values=-np.inf)

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    k = pair(kernel)
    s = k if stride is None else pair(stride)
    p = pair(padding)
    xp = pad_inf(x, p)
    H = (xp.shape[2] - k[0]) // s[0] + 1
    W = (xp.shape[3] - k[1]) // s[1] + 1
    out = np.empty(x.shape[:2] + (H, W), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            out[:, :, i, j] = xp[:, :, i * s[0]:i * s[0] + k[0], j * s[1]:j * s[1] + k[1]].max(axis=(2, 3))
    return out, (x, k, s, p)

def max_pool2d_backward(dout, cache):
    x, k, s, p = cache
    xp = pad_inf(x, p)
    dx = np.zeros(xp.shape, dtype=x.dtype)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * s[0], i * s[0] + k[0])
            cols = slice(j * s[1], j * s[1] + k[1])
            window = xp[:, :, rows, cols]
            mask = window == window.max(axis=(2, 3), keepdims=True)
            dx[:, :, rows, cols] += mask * dout[:, :, i:i + 1, j:j + 1]
    return dx[:, :, p[0]:p[0] + x.shape[2], p[1]:p[1] + x.shape[3]]

# %% crop_minus_p
# fault: The border of dx is cut off with [p:-p], which is empty when the padding of a direction is 0.
# names: cut_up_to_minus_zero
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kH, kW = kernel if isinstance(kernel, (tuple, list)) else (kernel, kernel)
    if stride is None:
        stride = (kH, kW)
    sH, sW = stride if isinstance(stride, (tuple, list)) else (stride, stride)
    pH, pW = padding if isinstance(padding, (tuple, list)) else (padding, padding)
    n, c, h, w = x.shape
    big = np.full((n, c, h + 2 * pH, w + 2 * pW), -np.inf, dtype=x.dtype)
    big[:, :, pH:pH + h, pW:pW + w] = x
    h2 = (h + 2 * pH - kH) // sH + 1
    w2 = (w + 2 * pW - kW) // sW + 1
    out = np.empty((n, c, h2, w2), x.dtype)
    for i in range(h2):
        for j in range(w2):
            out[:, :, i, j] = big[:, :, i * sH:i * sH + kH, j * sW:j * sW + kW].max(axis=(2, 3))
    return out, (big, (kH, kW), (sH, sW), (pH, pW))

def max_pool2d_backward(dout, cache):
    big, (kH, kW), (sH, sW), (pH, pW) = cache
    dbig = np.zeros_like(big)
    n, c, h2, w2 = dout.shape
    for a in range(n):
        for b in range(c):
            for i in range(h2):
                for j in range(w2):
                    window = big[a, b, i * sH:i * sH + kH, j * sW:j * sW + kW]
                    u, v = np.unravel_index(window.argmax(), window.shape)
                    dbig[a, b, i * sH + u, j * sW + v] += dout[a, b, i, j]
    return dbig[:, :, pH:-pH, pW:-pW]

# %% float64_dx
# fault: dx is made with np.zeros without a dtype, so it is float64 for a float32 x.
# names: always_float64
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None:
        stride = kernel
    if type(kernel) is int: kernel = (kernel, kernel)
    if type(stride) is int: stride = (stride, stride)
    if type(padding) is int: padding = (padding, padding)
    N, C, H, W = x.shape
    H_new = (H + 2 * padding[0] - kernel[0]) // stride[0] + 1
    W_new = (W + 2 * padding[1] - kernel[1]) // stride[1] + 1
    x_pad = np.full((N, C, H + 2 * padding[0], W + 2 * padding[1]), -np.inf, dtype=x.dtype)
    x_pad[:, :, padding[0]:H + padding[0], padding[1]:W + padding[1]] = x
    out = np.zeros((N, C, H_new, W_new), dtype=x.dtype)
    for i in range(H_new):
        for j in range(W_new):
            r, c = i * stride[0], j * stride[1]
            out[:, :, i, j] = x_pad[:, :, r:r + kernel[0], c:c + kernel[1]].max(axis=(2, 3))
    return out, {"x_pad": x_pad, "shape": x.shape, "kernel": kernel, "stride": stride, "padding": padding}

def max_pool2d_backward(dout, cache):
    x_pad = cache["x_pad"]
    N, C, H, W = cache["shape"]
    (kh, kw), (sh, sw), (ph, pw) = cache["kernel"], cache["stride"], cache["padding"]
    dx = np.zeros(x_pad.shape)
    for n in range(N):
        for c in range(C):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    win = x_pad[n, c, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    a, b = divmod(int(win.argmax()), kw)
                    dx[n, c, i * sh + a, j * sw + b] += dout[n, c, i, j]
    return dx[:, :, ph:ph + H, pw:pw + W]

# %% border_not_cut
# fault: dx is returned with the padded size; the border is never cut off.
# names: with_its_border
import numpy as np

def _pairs(kernel, stride, padding):
    f = lambda q: (q, q) if isinstance(q, int) else tuple(q)
    return f(kernel), f(kernel if stride is None else stride), f(padding)

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = _pairs(kernel, stride, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    view = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    flat = view.reshape(view.shape[:4] + (kh * kw,))
    return flat.max(axis=-1), (flat.argmax(axis=-1), xp.shape, kw, sh, sw, x.dtype)

def max_pool2d_backward(dout, cache):
    arg, shape, kw, sh, sw, dtype = cache
    dx = np.zeros(shape, dtype=dtype)
    for n, c, i, j in np.ndindex(dout.shape):
        u, v = divmod(arg[n, c, i, j], kw)
        dx[n, c, i * sh + u, j * sw + v] += dout[n, c, i, j]
    return dx

# %% shares_among_ties
# fault: When several pixels of a window are equal and largest, dout is shared out equally among them instead of going to the first.
# names: maxima_share_it
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    KH, KW = (kernel,) * 2 if isinstance(kernel, int) else kernel
    SH, SW = (KH, KW) if stride is None else ((stride,) * 2 if isinstance(stride, int) else stride)
    PH, PW = (padding,) * 2 if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    H_out = 1 + (H + 2 * PH - KH) // SH
    W_out = 1 + (W + 2 * PW - KW) // SW
    xp = np.pad(x, ((0,), (0,), (PH,), (PW,)), mode="constant", constant_values=-np.inf)
    out = np.zeros((N, C, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for i in range(H_out):
            for j in range(W_out):
                out[n, :, i, j] = xp[n, :, i * SH:i * SH + KH, j * SW:j * SW + KW].max(axis=(1, 2))
    return out, (x, out, (KH, KW), (SH, SW), (PH, PW))

def max_pool2d_backward(dout, cache):
    x, out, (KH, KW), (SH, SW), (PH, PW) = cache
    N, C, H, W = x.shape
    xp = np.pad(x, ((0,), (0,), (PH,), (PW,)), mode="constant", constant_values=-np.inf)
    dxp = np.zeros_like(xp)
    for n in range(N):
        for c in range(C):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    block = xp[n, c, i * SH:i * SH + KH, j * SW:j * SW + KW]
                    winners = block == out[n, c, i, j]
                    dxp[n, c, i * SH:i * SH + KH, j * SW:j * SW + KW] += winners * dout[n, c, i, j] / winners.sum()
    return dxp[:, :, PH:PH + H, PW:PW + W]

# %% pads_zeros_in_backward
# fault: Backward pads x again with zeros while forward uses minus infinity, so in border windows with only negative pixels a padding zero wins and the gradient is lost.
# names: border_of_zeros
import numpy as np

def both(v):
    return (v, v) if isinstance(v, int) else v

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel = both(kernel)
    stride = kernel if stride is None else both(stride)
    padding = both(padding)
    N, C, H, W = x.shape
    a, b = padding
    padded = np.full((N, C, H + 2 * a, W + 2 * b), -np.inf, dtype=x.dtype)
    padded[:, :, a:a + H, b:b + W] = x
    out = np.zeros((N, C, (H + 2 * a - kernel[0]) // stride[0] + 1, (W + 2 * b - kernel[1]) // stride[1] + 1), x.dtype)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            top, left = i * stride[0], j * stride[1]
            out[:, :, i, j] = padded[:, :, top:top + kernel[0], left:left + kernel[1]].max(axis=(2, 3))
    return out, (x, kernel, stride, padding)

def max_pool2d_backward(dout, cache):
    x, kernel, stride, padding = cache
    N, C, H, W = x.shape
    a, b = padding
    padded = np.pad(x, ((0, 0), (0, 0), (a, a), (b, b)))
    grad = np.zeros(padded.shape, dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    top, left = i * stride[0], j * stride[1]
                    piece = padded[n, c, top:top + kernel[0], left:left + kernel[1]]
                    row, column = divmod(piece.argmax(), kernel[1])
                    grad[n, c, top + row, left + column] += dout[n, c, i, j]
    return grad[:, :, a:a + H, b:b + W]

# %% fancy_index_add
# fault: All douts are added at once by dx[index arrays] += dout, where NumPy keeps only one of several additions to the same place; overlapping windows with the same winner lose gradient.
# names: overwritten
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if isinstance(kernel, int):
        kernel = kernel, kernel
    if stride is None:
        stride = kernel
    if isinstance(stride, int):
        stride = stride, stride
    if isinstance(padding, int):
        padding = padding, padding
    a, b = padding
    padded = np.pad(x, ((0, 0), (0, 0), (a, a), (b, b)), constant_values=-np.inf)
    windows = sliding_window_view(padded, kernel, axis=(2, 3))[:, :, ::stride[0], ::stride[1]]
    out = windows.max(axis=(4, 5))
    return out, (padded, kernel, stride, padding, x.shape)

def max_pool2d_backward(dout, cache):
    padded, kernel, stride, padding, shape = cache
    windows = sliding_window_view(padded, kernel, axis=(2, 3))[:, :, ::stride[0], ::stride[1]]
    best = windows.reshape(dout.shape + (-1,)).argmax(axis=-1)
    u, v = np.divmod(best, kernel[1])
    N, C, Ho, Wo = dout.shape
    n, c, i, j = np.ogrid[:N, :C, :Ho, :Wo]
    dx = np.zeros_like(padded)
    dx[n, c, i * stride[0] + u, j * stride[1] + v] += dout
    return dx[:, :, padding[0]:padding[0] + shape[2], padding[1]:padding[1] + shape[3]]

# %% divmod_by_height
# fault: The argmax of a window is turned into row and column with divmod by the height of the window instead of its width; wrong for kernels that are not square.
# names: place_divided_by_the_height, place_divided_by_the_height_beyond
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    if stride is None:
        sh, sw = kh, kw
    else:
        sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    Hout = (H + 2 * ph - kh) // sh + 1
    Wout = (W + 2 * pw - kw) // sw + 1
    out = np.empty((N, C, Hout, Wout), dtype=x.dtype)
    index = np.empty((N, C, Hout, Wout), dtype=int)
    for i in range(Hout):
        for j in range(Wout):
            w = xp[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw].reshape(N, C, kh * kw)
            out[:, :, i, j] = w.max(axis=2)
            index[:, :, i, j] = w.argmax(axis=2)
    return out, (index, x.shape, x.dtype, kh, kw, sh, sw, ph, pw)

def max_pool2d_backward(dout, cache):
    index, shape, dtype, kh, kw, sh, sw, ph, pw = cache
    N, C, H, W = shape
    # a little larger than needed, cut at the end
    dx = np.zeros((N, C, H + 2 * ph + kh + kw, W + 2 * pw + kh + kw), dtype=dtype)
    for n in range(N):
        for c in range(C):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    row, col = divmod(index[n, c, i, j], kh)
                    dx[n, c, i * sh + row, j * sw + col] += dout[n, c, i, j]
    return dx[:, :, ph:ph + H, pw:pw + W]

# %% last_maximum_wins
# fault: The maximum of a window is searched with >=, so of equal pixels the last one in row order gets dout.
# names: last_maximum_gets_it
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    def two(v):
        return (v, v) if isinstance(v, int) else (v[0], v[1])
    if stride is None:
        stride = kernel
    kh, kw = two(kernel)
    sh, sw = two(stride)
    ph, pw = two(padding)
    N, C, H, W = x.shape
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    places = {}
    for n in range(N):
        for c in range(C):
            for i in range(oh):
                for j in range(ow):
                    best = -np.inf
                    place = None
                    for r in range(i * sh - ph, i * sh - ph + kh):
                        for s in range(j * sw - pw, j * sw - pw + kw):
                            if 0 <= r < H and 0 <= s < W:
                                if x[n, c, r, s] >= best:
                                    best = x[n, c, r, s]
                                    place = (n, c, r, s)
                    out[n, c, i, j] = best
                    places[n, c, i, j] = place
    return out, (x, places)

def max_pool2d_backward(dout, cache):
    x, places = cache
    dx = np.zeros_like(x)
    for where, place in places.items():
        dx[place] += dout[where]
    return dx

# %% forgets_window_start
# fault: The row and column of the maximum within its window are used as its place in the image; the window's start (i * stride, j * stride) is not added.
# names: place_in_the_window
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if not isinstance(kernel, tuple):
        kernel = (kernel, kernel)
    if stride is None:
        stride = kernel
    elif not isinstance(stride, tuple):
        stride = (stride, stride)
    if not isinstance(padding, tuple):
        padding = (padding, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2), constant_values=-np.inf)
    N, C, Hp, Wp = xp.shape
    Hn = (Hp - kernel[0]) // stride[0] + 1
    Wn = (Wp - kernel[1]) // stride[1] + 1
    out = np.zeros((N, C, Hn, Wn)).astype(x.dtype)
    for r in range(Hn):
        for c in range(Wn):
            r0, c0 = r * stride[0], c * stride[1]
            out[:, :, r, c] = xp[:, :, r0:r0 + kernel[0], c0:c0 + kernel[1]].max(axis=(2, 3))
    return out, (x, xp, kernel, stride, padding)

def max_pool2d_backward(dout, cache):
    x, xp, kernel, stride, padding = cache
    dxp = np.zeros_like(xp)
    N, C, Hn, Wn = dout.shape
    for n in range(N):
        for ch in range(C):
            for r in range(Hn):
                for c in range(Wn):
                    r0, c0 = r * stride[0], c * stride[1]
                    win = xp[n, ch, r0:r0 + kernel[0], c0:c0 + kernel[1]]
                    pos = np.unravel_index(np.argmax(win), win.shape)
                    dxp[n, ch, pos[0], pos[1]] += dout[n, ch, r, c]
    return dxp[:, :, padding[0]:padding[0] + x.shape[2], padding[1]:padding[1] + x.shape[3]]

# %% side_by_side_repeat
# fault: Backward blows dout and out up with np.repeat and compares with x, which takes the windows as side by side; with any stride other than the kernel it is wrong, and also all ties get dout (second fault).
# names: blocks_repeated, stride_is_the_kernel + all_maxima_get_it
import numpy as np

def mkpair(a):
    return (a, a) if isinstance(a, int) else a

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    k = mkpair(kernel)
    s = mkpair(stride) if stride is not None else k
    p = mkpair(padding)
    N, C, H, W = x.shape
    padded = np.full((N, C, H + 2 * p[0], W + 2 * p[1]), -np.inf, dtype=x.dtype)
    padded[:, :, p[0]:p[0] + H, p[1]:p[1] + W] = x
    rows = (H + 2 * p[0] - k[0]) // s[0] + 1
    cols = (W + 2 * p[1] - k[1]) // s[1] + 1
    out = np.empty((N, C, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            w = padded[:, :, i * s[0]:i * s[0] + k[0], j * s[1]:j * s[1] + k[1]]
            out[:, :, i, j] = w.max(axis=(2, 3))
    return out, (x, padded, out, k, p)

def max_pool2d_backward(dout, cache):
    x, padded, out, k, p = cache
    big_out = out.repeat(k[0], axis=2).repeat(k[1], axis=3)
    big_dout = dout.repeat(k[0], axis=2).repeat(k[1], axis=3)
    h = min(padded.shape[2], big_out.shape[2])
    w = min(padded.shape[3], big_out.shape[3])
    dx = np.zeros_like(padded)
    dx[:, :, :h, :w] = (padded[:, :, :h, :w] == big_out[:, :, :h, :w]) * big_dout[:, :, :h, :w]
    return dx[:, :, p[0]:p[0] + x.shape[2], p[1]:p[1] + x.shape[3]]

# %% divides_by_n
# fault: dx is divided by the number of images N, although dout holds that already.
# names: averaged_over_images
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    as_pair = lambda q: (q, q) if isinstance(q, int) else tuple(q)
    kernel = as_pair(kernel)
    stride = kernel if stride is None else as_pair(stride)
    padding = as_pair(padding)
    (kh, kw), (sh, sw), (ph, pw) = kernel, stride, padding
    N, C, H, W = x.shape
    padded = np.full((N, C, H + 2 * ph, W + 2 * pw), -np.inf, dtype=x.dtype)
    padded[:, :, ph:ph + H, pw:pw + W] = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.full((N, C, oh, ow), -np.inf, dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            out = np.maximum(out, padded[:, :, u:u + (oh - 1) * sh + 1:sh, v:v + (ow - 1) * sw + 1:sw])
    return out, (x, padded, kernel, stride, padding)

def max_pool2d_backward(dout, cache):
    x, padded, (kh, kw), (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    dx = np.zeros_like(padded)
    for n in range(N):
        for c in range(C):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    window = padded[n, c, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    m = window.argmax()
                    dx[n, c, i * sh + m // kw, j * sw + m % kw] += dout[n, c, i, j]
    dx = dx / N    # mean over the batch
    return dx[:, :, ph:ph + H, pw:pw + W]

# %% first_row_and_column_apart
# fault: The row of the winner is found by argmax over the row maxima and the column by argmax over the column maxima, separately; with equal maxima in different rows and columns the place may hold no maximum at all.
# names: row_and_column_apart
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if isinstance(kernel, int): kernel = (kernel, kernel)
    if isinstance(stride, int): stride = (stride, stride)
    if isinstance(padding, int): padding = (padding, padding)
    if stride is None: stride = kernel
    N, C, H, W = x.shape
    k_H, k_W = kernel
    s_H, s_W = stride
    p_H, p_W = padding
    padded = np.full((N, C, H + 2 * p_H, W + 2 * p_W), -np.inf, dtype=x.dtype)
    padded[:, :, p_H:p_H + H, p_W:p_W + W] = x
    H_out = (H + 2 * p_H - k_H) // s_H + 1
    W_out = (W + 2 * p_W - k_W) // s_W + 1
    out = np.zeros((N, C, H_out, W_out), dtype=x.dtype)
    for i in range(H_out):
        for j in range(W_out):
            out[:, :, i, j] = np.max(padded[:, :, i * s_H:i * s_H + k_H, j * s_W:j * s_W + k_W], axis=(2, 3))
    return out, (x, padded, kernel, stride, padding)

def max_pool2d_backward(dout, cache):
    x, padded, (k_H, k_W), (s_H, s_W), (p_H, p_W) = cache
    N, C, H, W = x.shape
    dx = np.zeros_like(padded)
    for n in range(N):
        for c in range(C):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    win = padded[n, c, i * s_H:i * s_H + k_H, j * s_W:j * s_W + k_W]
                    row = np.argmax(win.max(axis=1))
                    col = np.argmax(win.max(axis=0))
                    dx[n, c, i * s_H + row, j * s_W + col] += dout[n, c, i, j]
    return dx[:, :, p_H:p_H + H, p_W:p_W + W]

# %% crop_from_the_corner
# fault: The border is cut off as dx[:, :, :H, :W], counting from the corner of the padded array instead of from row p and column p.
# names: cut_at_the_end
import numpy as np

def _pair(v):
    return v if isinstance(v, tuple) else (v, v)

def _padded(x, p):
    return np.pad(x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])), constant_values=-np.inf)

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    k, p = _pair(kernel), _pair(padding)
    s = k if stride is None else _pair(stride)
    xp = _padded(x, p)
    Ho = (xp.shape[2] - k[0]) // s[0] + 1
    Wo = (xp.shape[3] - k[1]) // s[1] + 1
    out = np.array([[[[image[i * s[0]:i * s[0] + k[0], j * s[1]:j * s[1] + k[1]].max() for j in range(Wo)]
                      for i in range(Ho)] for image in channels] for channels in xp], dtype=x.dtype)
    return out, (x, k, s, p)

def max_pool2d_backward(dout, cache):
    x, k, s, p = cache
    xp = _padded(x, p)
    dx = np.zeros(xp.shape, x.dtype)
    for (n, c, i, j), d in np.ndenumerate(dout):
        w = xp[n, c, i * s[0]:i * s[0] + k[0], j * s[1]:j * s[1] + k[1]]
        u, v = divmod(int(np.argmax(w)), k[1])
        dx[n, c, i * s[0] + u, j * s[1] + v] += d
    return dx[:, :, :x.shape[2], :x.shape[3]]

# %% dx_made_in_forward
# fault: Forward puts an array of zeros for dx into the cache and backward adds into it, so a second backward call with the same cache returns the sum of both.
# names: dx_grows
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    stride = (kh, kw) if stride is None else stride
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    oh, ow = (H + 2 * ph - kh) // sh + 1, (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    rows = np.zeros(out.shape, dtype=int)
    cols = np.zeros(out.shape, dtype=int)
    for n, c, i, j in np.ndindex(N, C, oh, ow):
        win = xp[n, c, i * sh:i * sh + kh, j * sw:j * sw + kw]
        u, v = np.unravel_index(np.argmax(win), win.shape)
        out[n, c, i, j] = win[u, v]
        rows[n, c, i, j] = i * sh + u - ph
        cols[n, c, i, j] = j * sw + v - pw
    dx = np.zeros_like(x)
    return out, (rows, cols, dx)

def max_pool2d_backward(dout, cache):
    rows, cols, dx = cache
    for n, c, i, j in np.ndindex(dout.shape):
        dx[n, c, rows[n, c, i, j], cols[n, c, i, j]] += dout[n, c, i, j]
    return dx

# %% right_bincount
# right
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = (int(v) for v in np.broadcast_to(kernel, 2))
    sh, sw = (kh, kw) if stride is None else (int(v) for v in np.broadcast_to(stride, 2))
    ph, pw = (int(v) for v in np.broadcast_to(padding, 2))
    N, C, H, W = x.shape
    top = np.arange((H + 2 * ph - kh) // sh + 1)[:, None] * sh - ph
    left = np.arange((W + 2 * pw - kw) // sw + 1)[None, :] * sw - pw
    best = np.full((N, C, top.size, left.size), -np.inf, dtype=x.dtype)
    place = np.full(best.shape, -1)              # number of the pixel in its channel, row by row
    for u in range(kh):
        for v in range(kw):
            r, c = np.broadcast_arrays(top + u, left + v)
            inside = (0 <= r) & (r < H) & (0 <= c) & (c < W)
            value = x[:, :, r.clip(0, H - 1), c.clip(0, W - 1)]
            better = inside & ((value > best) | (place < 0))
            best = np.where(better, value, best)
            place = np.where(better, r * W + c, place)
    return best, (place, x.shape, x.dtype)

def max_pool2d_backward(dout, cache):
    place, shape, dtype = cache
    N, C, H, W = shape
    numbers = place + (np.arange(N * C) * (H * W)).reshape(N, C, 1, 1)
    sums = np.bincount(numbers.ravel(), weights=dout.ravel(), minlength=N * C * H * W)
    return sums.reshape(shape).astype(dtype)
