# %% assigned_not_added
# fault: dout is written to the place of the maximum with = instead of +=, so where windows overlap the last one replaces the others.
# names: overwritten
import numpy as np

def pair(v):
    return (v, v) if isinstance(v, int) else tuple(v)

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel = pair(kernel)
    stride = kernel if stride is None else pair(stride)
    padding = pair(padding)
    (kh, kw), (sh, sw), (ph, pw) = kernel, stride, padding
    N, C, H, W = x.shape
    xp = np.full((N, C, H + 2*ph, W + 2*pw), -np.inf, dtype=x.dtype)
    xp[:, :, ph:ph+H, pw:pw+W] = x
    Ho, Wo = (H + 2*ph - kh)//sh + 1, (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = xp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].max(axis=(2, 3))
    return out, (x, kernel, stride, padding)

def max_pool2d_backward(dout, cache):
    x, (kh, kw), (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    xp = np.full((N, C, H + 2*ph, W + 2*pw), -np.inf, dtype=x.dtype)
    xp[:, :, ph:ph+H, pw:pw+W] = x
    dxp = np.zeros_like(xp)
    for n in range(N):
        for c in range(C):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    win = xp[n, c, i*sh:i*sh+kh, j*sw:j*sw+kw]
                    r, q = divmod(int(np.argmax(win)), kw)
                    dxp[n, c, i*sh+r, j*sw+q] = dout[n, c, i, j]
    return dxp[:, :, ph:ph+H, pw:pw+W]

# %% all_equal_pixels_get_it
# fault: A mask window == maximum gives dout to every pixel that equals the maximum, not only to the first.
# names: all_maxima_get_it
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None:
        stride = kernel
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    H2 = (H + 2*ph - kh)//sh + 1
    W2 = (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, C, H2, W2), dtype=x.dtype)
    for i in range(H2):
        for j in range(W2):
            out[:, :, i, j] = padded[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].max(axis=(2, 3))
    return out, (padded, out, (kh, kw), (sh, sw), (ph, pw), (H, W))

def max_pool2d_backward(dout, cache):
    padded, out, (kh, kw), (sh, sw), (ph, pw), (H, W) = cache
    dpad = np.zeros_like(padded)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            a, b = i*sh, j*sw
            window = padded[:, :, a:a+kh, b:b+kw]
            mask = window == out[:, :, i:i+1, j:j+1]
            dpad[:, :, a:a+kh, b:b+kw] += mask * dout[:, :, i:i+1, j:j+1]
    return dpad[:, :, ph:ph+H, pw:pw+W]

# %% cut_with_minus_p
# fault: The border is cut off with [p:-p], which is empty when there is no padding in that direction.
# names: cut_up_to_minus_zero
import numpy as np

def two(v):
    return v if isinstance(v, tuple) else (v, v)

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    k = two(kernel)
    s = k if stride is None else two(stride)
    p = two(padding)
    n, c, h, w = x.shape
    xp = np.pad(x, ((0,0),(0,0),(p[0],p[0]),(p[1],p[1])), constant_values=-np.inf)
    ho = (h+2*p[0]-k[0])//s[0]+1
    wo = (w+2*p[1]-k[1])//s[1]+1
    out = np.empty((n,c,ho,wo), dtype=x.dtype)
    for i in range(ho):
        for j in range(wo):
            out[:,:,i,j] = xp[:,:,i*s[0]:i*s[0]+k[0], j*s[1]:j*s[1]+k[1]].max(axis=(2,3))
    return out, {"xp": xp, "k": k, "s": s, "p": p}

def max_pool2d_backward(dout, cache):
    xp, k, s, p = cache["xp"], cache["k"], cache["s"], cache["p"]
    dxp = np.zeros_like(xp)
    n, c, ho, wo = dout.shape
    for b in range(n):
        for ch in range(c):
            for i in range(ho):
                for j in range(wo):
                    region = xp[b, ch, i*s[0]:i*s[0]+k[0], j*s[1]:j*s[1]+k[1]]
                    u, v = np.unravel_index(region.argmax(), region.shape)
                    dxp[b, ch, i*s[0]+u, j*s[1]+v] += dout[b, ch, i, j]
    return dxp[:, :, p[0]:-p[0], p[1]:-p[1]]

# %% ties_shared
# fault: Where several pixels are equal and largest, dout is shared out evenly among them instead of going to the first.
# names: maxima_share_it
import numpy as np

def _pair(o):
    return (o, o) if isinstance(o, int) else o

def _windows(x, kernel, stride, padding):
    ph, pw = padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    v = np.lib.stride_tricks.sliding_window_view(xp, kernel, axis=(2, 3))
    return v[:, :, ::stride[0], ::stride[1]]

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel = _pair(kernel)
    stride = kernel if stride is None else _pair(stride)
    padding = _pair(padding)
    out = _windows(x, kernel, stride, padding).max(axis=(4, 5))
    return out, (x, kernel, stride, padding)

def max_pool2d_backward(dout, cache):
    x, kernel, stride, padding = cache
    win = _windows(x, kernel, stride, padding)
    mask = win == win.max(axis=(4, 5), keepdims=True)
    share = mask / mask.sum(axis=(4, 5), keepdims=True)
    N, C, H, W = x.shape
    ph, pw = padding
    dx = np.zeros((N, C, H + 2*ph, W + 2*pw), dtype=x.dtype)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i*stride[0], j*stride[1]
            dx[:, :, top:top+kernel[0], left:left+kernel[1]] += share[:, :, i, j] * dout[:, :, i, j, None, None]
    return dx[:, :, ph:ph+H, pw:pw+W]

# %% zeros_in_backward
# fault: The forward pass pads with minus infinity, but the backward pass pads x with zeros, so where all pixels of a border window are negative the gradient goes to the border and is lost.
# names: border_of_zeros
import numpy as np

def options(kernel, stride, padding):
    if stride is None:
        stride = kernel
    return [(o, o) if isinstance(o, int) else tuple(o) for o in (kernel, stride, padding)]

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    (kh, kw), (sh, sw), (ph, pw) = options(kernel, stride, padding)
    N, C, H, W = x.shape
    xp = np.full((N, C, H+2*ph, W+2*pw), -np.inf, dtype=x.dtype)
    xp[:, :, ph:H+ph, pw:W+pw] = x
    oh = 1 + (H+2*ph-kh)//sh
    ow = 1 + (W+2*pw-kw)//sw
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            out[:, :, i, j] = np.max(xp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw], axis=(2, 3))
    return out, (x, (kh, kw), (sh, sw), (ph, pw))

def max_pool2d_backward(dout, cache):
    x, (kh, kw), (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dxp = np.zeros_like(xp)
    _, _, oh, ow = dout.shape
    for n in range(N):
        for c in range(C):
            for i in range(oh):
                for j in range(ow):
                    k = xp[n, c, i*sh:i*sh+kh, j*sw:j*sw+kw].argmax()
                    dxp[n, c, i*sh + k // kw, j*sw + k % kw] += dout[n, c, i, j]
    return dxp[:, :, ph:ph+H, pw:pw+W]

# %% float64_dx
# fault: dx is collected in np.zeros(shape) and returned as float64 also when x is float32.
# names: always_float64
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    to_pair = lambda a: (a, a) if isinstance(a, int) else a
    kh, kw = to_pair(kernel)
    sh, sw = to_pair(kernel if stride is None else stride)
    ph, pw = to_pair(padding)
    N, C, H, W = x.shape
    xp = np.full((N, C, H + 2*ph, W + 2*pw), -np.inf)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    Ho = (H + 2*ph - kh)//sh + 1
    Wo = (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    where = np.zeros((N, C, Ho, Wo), dtype=int)
    for i in range(Ho):
        for j in range(Wo):
            flat = xp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].reshape(N, C, -1)
            where[:, :, i, j] = flat.argmax(axis=2)
            out[:, :, i, j] = flat.max(axis=2)
    return out, (where, x.shape, (kh, kw), (sh, sw), (ph, pw))

def max_pool2d_backward(dout, cache):
    where, (N, C, H, W), (kh, kw), (sh, sw), (ph, pw) = cache
    dx = np.zeros((N, C, H, W))
    for n in range(N):
        for c in range(C):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    u, v = divmod(where[n, c, i, j], kw)
                    dx[n, c, i*sh + u - ph, j*sw + v - pw] += dout[n, c, i, j]
    return dx

# %% kernel_for_stride_in_backward
# fault: The backward pass takes the kernel as the step between windows and never looks at the stride.
# names: stride_is_the_kernel
import numpy as np

def pairs(*opts):
    return [(o, o) if isinstance(o, int) else o for o in opts]

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel, stride, padding = pairs(kernel, kernel if stride is None else stride, padding)
    n, c, h, w = x.shape
    xp = np.full((n, c, h + 2*padding[0], w + 2*padding[1]), -np.inf, dtype=x.dtype)
    xp[:, :, padding[0]:padding[0]+h, padding[1]:padding[1]+w] = x
    oh = (xp.shape[2] - kernel[0])//stride[0] + 1
    ow = (xp.shape[3] - kernel[1])//stride[1] + 1
    out = np.zeros((n, c, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            r, q = i*stride[0], j*stride[1]
            out[:, :, i, j] = xp[:, :, r:r+kernel[0], q:q+kernel[1]].max(axis=(2, 3))
    return out, (x, xp, kernel, stride, padding)

def max_pool2d_backward(dout, cache):
    x, xp, kernel, stride, padding = cache
    dxp = np.zeros_like(xp)
    kh, kw = kernel
    for n, c, i, j in np.ndindex(dout.shape):
        win = xp[n, c, i*kh:(i+1)*kh, j*kw:(j+1)*kw]
        if win.size == 0:
            continue
        u, v = np.unravel_index(np.argmax(win), win.shape)
        dxp[n, c, i*kh+u, j*kw+v] += dout[n, c, i, j]
    h, w = x.shape[2:]
    return dxp[:, :, padding[0]:padding[0]+h, padding[1]:padding[1]+w]

# %% last_of_equals
# fault: The search for the maximum compares with >=, so of equal pixels the last one in row order gets dout.
# names: last_maximum_gets_it
import numpy as np

def as_pair(p):
    if isinstance(p, int):
        return (p, p)
    return p

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = as_pair(kernel)
    sh, sw = as_pair(stride) if stride is not None else (kh, kw)
    ph, pw = as_pair(padding)
    N, C, H, W = x.shape
    Ho = (H + 2*ph - kh)//sh + 1
    Wo = (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    winners = []
    for n in range(N):
        for c in range(C):
            for i in range(Ho):
                for j in range(Wo):
                    best, place = -np.inf, None
                    for u in range(kh):
                        for v in range(kw):
                            r, q = i*sh + u - ph, j*sw + v - pw
                            if 0 <= r < H and 0 <= q < W and x[n, c, r, q] >= best:
                                best, place = x[n, c, r, q], (r, q)
                    out[n, c, i, j] = best
                    winners.append((n, c, i, j, place))
    return out, (x, winners)

def max_pool2d_backward(dout, cache):
    x, winners = cache
    dx = np.zeros_like(x)
    for n, c, i, j, (r, q) in winners:
        dx[n, c, r, q] += dout[n, c, i, j]
    return dx

# %% divmod_by_height
# fault: The number from argmax is split into row and column with the height of the window instead of its width, which is wrong or raises for kernels that are not square.
# names: place_divided_by_the_height
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if isinstance(kernel, int): kernel = (kernel, kernel)
    if stride is None: stride = kernel
    if isinstance(stride, int): stride = (stride, stride)
    if isinstance(padding, int): padding = (padding, padding)
    N, C, H, W = x.shape
    ph, pw = padding
    big = np.full((N, C, H+2*ph, W+2*pw), -np.inf, x.dtype)
    big[:, :, ph:ph+H, pw:pw+W] = x
    Ho = (H+2*ph-kernel[0])//stride[0]+1
    Wo = (W+2*pw-kernel[1])//stride[1]+1
    out = np.zeros((N, C, Ho, Wo), x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            y, z = i*stride[0], j*stride[1]
            out[:, :, i, j] = big[:, :, y:y+kernel[0], z:z+kernel[1]].max(axis=(2, 3))
    return out, (x, big, kernel, stride, padding)

def max_pool2d_backward(dout, cache):
    x, big, kernel, stride, padding = cache
    N, C, H, W = x.shape
    dbig = np.zeros(big.shape, x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    y, z = i*stride[0], j*stride[1]
                    number = np.argmax(big[n, c, y:y+kernel[0], z:z+kernel[1]])
                    row, col = divmod(number, kernel[0])
                    dbig[n, c, y+row, z+col] += dout[n, c, i, j]
    return dbig[:, :, padding[0]:padding[0]+H, padding[1]:padding[1]+W]

# %% padding_not_subtracted
# fault: The places of the maxima are found in the padded image and used in a dx of the unpadded size without subtracting the padding, so with padding everything is shifted down and right; places beyond the edge are dropped.
# names: place_in_the_padded_image, cut_at_the_end
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    def p2(v): return (v, v) if isinstance(v, int) else v
    kernel = p2(kernel)
    stride = kernel if stride is None else p2(stride)
    padding = p2(padding)
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])),
                constant_values=-np.inf)
    oh = (xp.shape[2] - kernel[0]) // stride[0] + 1
    ow = (xp.shape[3] - kernel[1]) // stride[1] + 1
    out = np.zeros(x.shape[:2] + (oh, ow), dtype=x.dtype)
    rows = np.zeros(out.shape, dtype=int)
    cols = np.zeros(out.shape, dtype=int)
    for n, c, i, j in np.ndindex(out.shape):
        w = xp[n, c, i*stride[0]:i*stride[0]+kernel[0], j*stride[1]:j*stride[1]+kernel[1]]
        u, v = divmod(int(w.argmax()), kernel[1])
        out[n, c, i, j] = w[u, v]
        rows[n, c, i, j] = i*stride[0] + u
        cols[n, c, i, j] = j*stride[1] + v
    return out, (x, rows, cols)

def max_pool2d_backward(dout, cache):
    x, rows, cols = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(dout.shape):
        r, q = rows[n, c, i, j], cols[n, c, i, j]
        if r < x.shape[2] and q < x.shape[3]:   # otherwise it is in the border
            dx[n, c, r, q] += dout[n, c, i, j]
    return dx

# %% dx_as_large_as_windows
# fault: dx gets the size that the windows cover, (H' - 1) s + k less the padding, so rows and columns that are left over are missing from its shape.
# names: as_large_as_the_windows, as_large_as_the_windows_cut
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    sh, sw = (kh, kw) if stride is None else (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    N, C, H, W = xp.shape
    Ho, Wo = (H - kh)//sh + 1, (W - kw)//sw + 1
    out = np.zeros((N, C, Ho, Wo), x.dtype)
    idx = np.zeros((N, C, Ho, Wo), np.intp)
    for i in range(Ho):
        for j in range(Wo):
            patch = xp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].reshape(N, C, kh*kw)
            idx[:, :, i, j] = patch.argmax(-1)
            out[:, :, i, j] = patch.max(-1)
    return out, (idx, x.dtype, kh, kw, sh, sw, ph, pw)

def max_pool2d_backward(dout, cache):
    idx, dtype, kh, kw, sh, sw, ph, pw = cache
    N, C, Ho, Wo = dout.shape
    H = (Ho - 1)*sh + kh - 2*ph
    W = (Wo - 1)*sw + kw - 2*pw
    dxp = np.zeros((N, C, H + 2*ph, W + 2*pw), dtype)
    n, c = np.ogrid[:N, :C]
    for i in range(Ho):
        for j in range(Wo):
            u, v = np.divmod(idx[:, :, i, j], kw)
            dxp[n, c, i*sh + u, j*sw + v] += dout[:, :, i, j]
    return dxp[:, :, ph:ph+H, pw:pw+W]

# %% global_winners
# fault: The places of the maxima are kept in a global variable that each forward call overwrites, so the gradients are wrong when a second layer goes forward before the first goes backward.
# names: kept_outside_the_cache
import numpy as np

LAST = {}

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    if stride is None:
        sh, sw = kh, kw
    else:
        sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    xp = np.full((N, C, H + 2*ph, W + 2*pw), -np.inf, dtype=x.dtype)
    xp[:, :, ph:ph+H, pw:pw+W] = x
    out = np.zeros((N, C, (H + 2*ph - kh)//sh + 1, (W + 2*pw - kw)//sw + 1), dtype=x.dtype)
    LAST.clear()
    for n, c, i, j in np.ndindex(*out.shape):
        win = xp[n, c, i*sh:i*sh+kh, j*sw:j*sw+kw]
        u, v = divmod(int(win.argmax()), kw)
        out[n, c, i, j] = win[u, v]
        LAST[n, c, i, j] = (i*sh + u - ph, j*sw + v - pw)
    return out, x

def max_pool2d_backward(dout, cache):
    x = cache
    dx = np.zeros(x.shape, dtype=x.dtype)
    for (n, c, i, j), (r, q) in LAST.items():
        dx[n, c, r, q] += dout[n, c, i, j]
    return dx

# %% value_searched_in_whole_channel
# fault: The maximum's value is searched in the whole channel instead of in the window, so dout goes to the first pixel of the channel with that value, even outside the window.
# names: none
# wanted: the value of the maximum is searched in the whole channel and not in its window
import numpy as np

def pr(v):
    return (v, v) if isinstance(v, int) else v

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = pr(kernel)
    sh, sw = pr(stride if stride is not None else kernel)
    ph, pw = pr(padding)
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    view = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    out = view.max(axis=(4, 5))
    return out, (x, out)

def max_pool2d_backward(dout, cache):
    x, out = cache
    dx = np.zeros_like(x)
    N, C, Ho, Wo = out.shape
    for n in range(N):
        for c in range(C):
            for i in range(Ho):
                for j in range(Wo):
                    # where did this number come from?
                    rows, cols = np.where(x[n, c] == out[n, c, i, j])
                    dx[n, c, rows[0], cols[0]] += dout[n, c, i, j]
    return dx

# %% dx_lives_in_cache
# fault: The array dx is allocated by the forward pass in the cache and added to by the backward pass, so a second backward call with the same cache returns the doubled gradient and changes the first result.
# names: dx_grows
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    def pair(a):
        return (a, a) if isinstance(a, int) else a
    kh, kw = pair(kernel)
    sh, sw = pair(kernel) if stride is None else pair(stride)
    ph, pw = pair(padding)
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    oh, ow = (H + 2*ph - kh)//sh + 1, (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            out[:, :, i, j] = xp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].max(axis=(2, 3))
    cache = {"xp": xp, "dxp": np.zeros_like(xp), "opts": (kh, kw, sh, sw, ph, pw), "hw": (H, W)}
    return out, cache

def max_pool2d_backward(dout, cache):
    xp, dxp = cache["xp"], cache["dxp"]
    kh, kw, sh, sw, ph, pw = cache["opts"]
    H, W = cache["hw"]
    for n in range(dout.shape[0]):
        for c in range(dout.shape[1]):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    w = xp[n, c, i*sh:i*sh+kh, j*sw:j*sw+kw]
                    u, v = np.unravel_index(w.argmax(), (kh, kw))
                    dxp[n, c, i*sh+u, j*sw+v] += dout[n, c, i, j]
    return dxp[:, :, ph:ph+H, pw:pw+W]

# %% fancy_plus_equals
# fault: All windows of one output row are added at once with dx[index arrays] += dout, where a repeated index counts once; horizontally overlapping windows with the same winner lose all but one share.
# names: overwritten
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    pair = lambda t: (t, t) if isinstance(t, int) else tuple(t)
    k, p = pair(kernel), pair(padding)
    s = k if stride is None else pair(stride)
    xp = np.pad(x, ((0, 0), (0, 0), (p[0],)*2, (p[1],)*2), constant_values=-np.inf)
    win = np.lib.stride_tricks.sliding_window_view(xp, k, axis=(2, 3))[:, :, ::s[0], ::s[1]]
    flat = win.reshape(*win.shape[:4], -1)
    best = flat.argmax(axis=-1)
    out = np.take_along_axis(flat, best[..., None], axis=-1)[..., 0]
    return out, (best, x.shape, x.dtype, k, s, p)

def max_pool2d_backward(dout, cache):
    best, shape, dtype, k, s, p = cache
    N, C, H, W = shape
    dx = np.zeros((N, C, H + 2*p[0], W + 2*p[1]), dtype)
    n = np.arange(N)[:, None, None]
    c = np.arange(C)[None, :, None]
    left = np.arange(dout.shape[3]) * s[1]
    for i in range(dout.shape[2]):
        u, v = np.divmod(best[:, :, i], k[1])
        dx[n, c, i*s[0] + u, left + v] += dout[:, :, i]
    return dx[:, :, p[0]:p[0]+H, p[1]:p[1]+W]

# %% columns_searched_first
# fault: The maximum is searched column by column, so of equal pixels the first one in column order gets dout instead of the first in row order.
# names: first_in_column_order
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None:
        stride = kernel
    kh, kw = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    N, C, H, W = x.shape
    rows, cols = (H + 2*ph - kh)//sh + 1, (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, C, rows, cols), x.dtype)
    arg = {}
    for n in range(N):
        for c in range(C):
            for i in range(rows):
                for j in range(cols):
                    m = -np.inf
                    for q in range(max(0, j*sw - pw), min(W, j*sw - pw + kw)):
                        for r in range(max(0, i*sh - ph), min(H, i*sh - ph + kh)):
                            if x[n, c, r, q] > m:
                                m = x[n, c, r, q]
                                arg[n, c, i, j] = (n, c, r, q)
                    out[n, c, i, j] = m
    return out, (arg, x.shape, x.dtype)

def max_pool2d_backward(dout, cache):
    arg, shape, dtype = cache
    dx = np.zeros(shape, dtype)
    for key in arg:
        dx[arg[key]] += dout[key]
    return dx

# %% writes_into_a_copy
# fault: dx = np.zeros_like(x) takes over the memory order of x, and for a Fortran-ordered x dx.reshape(...) is a copy, so everything added to it is lost and dx stays 0.
# names: none
# wanted: reshape gives a copy of dx where x does not lie in C order in memory, and what is added to the copy is lost
# hints: left_at_zero
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = (kernel,) * 2 if isinstance(kernel, int) else kernel
    sh, sw = (kh, kw) if stride is None else (stride,) * 2 if isinstance(stride, int) else stride
    ph, pw = (padding,) * 2 if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    oh, ow = (H + 2*ph - kh) // sh + 1, (W + 2*pw - kw) // sw + 1
    out = np.empty((N, C, oh, ow), x.dtype)
    place = np.empty((N, C, oh, ow), int)      # number of the pixel in its channel
    for i in range(oh):
        r0, r1 = max(i*sh - ph, 0), min(i*sh - ph + kh, H)
        for j in range(ow):
            q0, q1 = max(j*sw - pw, 0), min(j*sw - pw + kw, W)
            flat = x[:, :, r0:r1, q0:q1].reshape(N, C, -1)
            u, v = np.divmod(flat.argmax(axis=2), q1 - q0)
            out[:, :, i, j] = flat.max(axis=2)
            place[:, :, i, j] = (r0 + u) * W + q0 + v
    return out, (x, place)

def max_pool2d_backward(dout, cache):
    x, place = cache
    N, C, H, W = x.shape
    dx = np.zeros_like(x)
    flat = dx.reshape(N * C, H * W)
    image = np.arange(N * C)[:, None]
    np.add.at(flat, (image, place.reshape(N * C, -1)), dout.reshape(N * C, -1))
    return dx

# %% bincount_of_addresses
# right
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    k, s, p = (np.broadcast_to(o, 2) for o in (kernel, kernel if stride is None else stride, padding))
    N, C, H, W = x.shape
    best = address = None
    rows = np.arange((H + 2 * p[0] - k[0]) // s[0] + 1)[:, None] * s[0] - p[0]
    cols = np.arange((W + 2 * p[1] - k[1]) // s[1] + 1)[None, :] * s[1] - p[1]
    plane = (np.arange(N * C) * H * W).reshape(N, C, 1, 1)
    best = np.full((N, C, rows.size, cols.size), -np.inf, x.dtype)
    address = np.full(best.shape, -1)
    # a tournament: in row order, a later pixel has to be strictly larger to win
    for u in range(k[0]):
        for v in range(k[1]):
            r, q = np.broadcast_arrays(rows + u, cols + v)
            inside = (r >= 0) & (r < H) & (q >= 0) & (q < W)
            r, q = r.clip(0, H - 1), q.clip(0, W - 1)
            rival = x[:, :, r, q]
            wins = inside & ((rival > best) | (address < 0))
            best = np.where(wins, rival, best)
            address = np.where(wins, plane + r * W + q, address)
    return best, (address, x.shape, x.dtype)

def max_pool2d_backward(dout, cache):
    address, shape, dtype = cache
    total = np.bincount(address.ravel(), weights=dout.ravel(), minlength=int(np.prod(shape)))
    return total.reshape(shape).astype(dtype)
