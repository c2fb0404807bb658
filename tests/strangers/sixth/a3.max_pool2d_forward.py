# %% zeros_as_border
# fault: The border is filled with zeros instead of minus infinity, so a zero wins wherever all pixels of a window with border are negative.
# names: border_of_zeros
import numpy as np

def as_pair(v):
    return (v, v) if isinstance(v, int) else v

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None:
        stride = kernel
    kh, kw = as_pair(kernel)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    N, C, H, W = x.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    Ho = (H + 2 * ph - kh) // sh + 1
    Wo = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = x_pad[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].max(axis=(2, 3))
    return out, (x, (kh, kw), (sh, sw), (ph, pw))

# %% float64_result
# fault: The output is made with np.zeros without a dtype, so that float32 images give a float64 result.
# names: always_float64
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    stride = kernel if stride is None else stride
    kH, kW = (kernel, kernel) if isinstance(kernel, int) else kernel
    sH, sW = (stride, stride) if isinstance(stride, int) else stride
    pH, pW = (padding, padding) if isinstance(padding, int) else padding
    n, c, h, w = x.shape
    # put x in the middle of an array of -inf
    big = np.full((n, c, h + 2*pH, w + 2*pW), -np.inf)
    big[:, :, pH:pH+h, pW:pW+w] = x
    rows = (h + 2*pH - kH)//sH + 1
    cols = (w + 2*pW - kW)//sW + 1
    result = np.zeros((n, c, rows, cols))
    for img in range(n):
        for ch in range(c):
            for r in range(rows):
                for q in range(cols):
                    win = big[img, ch, r*sH:r*sH+kH, q*sW:q*sW+kW]
                    result[img, ch, r, q] = np.max(win)
    cache = {"x": x, "kernel": (kH, kW), "stride": (sH, sW), "padding": (pH, pW)}
    return result, cache

# %% default_stride_one
# fault: When stride is None the windows move in steps of 1 instead of in steps of the kernel.
# names: stride_one_by_default
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    def pair(a):
        return tuple(a) if isinstance(a, (tuple, list)) else (a, a)

    kh, kw = pair(kernel)
    sh, sw = pair(stride or 1)
    ph, pw = pair(padding)
    xp = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)], constant_values=-np.inf)
    win = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw), axis=(2, 3))
    win = win[:, :, ::sh, ::sw]
    return win.max(axis=(-2, -1)), (x, (kh, kw), (sh, sw), (ph, pw))

# %% only_ints
# fault: Kernel, stride and padding are used as ints only; a pair for one of them raises a TypeError.
# names: pairs_refused
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    xpad = np.full((N, C, H + 2*padding, W + 2*padding), -np.inf, dtype=x.dtype)
    xpad[:, :, padding:H+padding, padding:W+padding] = x
    H_out = (H + 2*padding - kernel)//stride + 1
    W_out = (W + 2*padding - kernel)//stride + 1
    out = np.empty((N, C, H_out, W_out), x.dtype)
    for i in range(H_out):
        for j in range(W_out):
            a = i*stride
            b = j*stride
            out[:, :, i, j] = np.max(xpad[:, :, a:a+kernel, b:b+kernel], axis=(2, 3))
    return out, (x, kernel, stride, padding)

# %% size_counts_padding_once
# fault: The output size counts the padding only once, (H + p - k) // s + 1, so that with padding the last rows and columns of windows can be missing.
# names: padding_top_left_only
import numpy as np

def to_pair(value):
    if isinstance(value, int):
        value = (value, value)
    return value

def out_size(n, k, s, p):
    return (n + p - k) // s + 1

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel = to_pair(kernel)
    stride = kernel if stride is None else to_pair(stride)
    padding = to_pair(padding)
    N, C, H, W = x.shape
    rows = out_size(H, kernel[0], stride[0], padding[0])
    cols = out_size(W, kernel[1], stride[1], padding[1])
    padded = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2), constant_values=-np.inf)
    out = np.zeros((N, C, rows, cols), dtype=x.dtype)
    for i in range(rows):
        top = i * stride[0]
        for j in range(cols):
            left = j * stride[1]
            window = padded[:, :, top:top + kernel[0], left:left + kernel[1]]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, kernel, stride, padding)

# %% window_at_output_place
# fault: The window of output (i, j) begins at row i and column j of the padded image; the stride is used for the output size only.
# names: stride_in_size_only
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
    N, C, H, W = x.shape
    p, q = padding
    padded = np.full((N, C, H+2*p, W+2*q), -np.inf, dtype=x.dtype)
    padded[:, :, p:p+H, q:q+W] = x
    Hn = (H+2*p-kernel[0])//stride[0]+1
    Wn = (W+2*q-kernel[1])//stride[1]+1
    out = np.zeros((N, C, Hn, Wn), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(Hn):
                for j in range(Wn):
                    out[n, c, i, j] = padded[n, c, i:i+kernel[0], j:j+kernel[1]].max()
    return out, (x, kernel, stride, padding)

# %% zeros_replaced_by_inf
# fault: The image is padded with zeros and afterwards every zero of the padded array becomes minus infinity, real pixels that are 0 among them.
# names: zeros_become_minus_infinity
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    k = np.broadcast_to(kernel, 2)
    s = k if stride is None else np.broadcast_to(stride, 2)
    p = np.broadcast_to(padding, 2)
    xp = np.pad(x, ((0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])), mode="constant")
    xp[xp == 0] = -np.inf      # the border must never win
    oh = (x.shape[2] + 2*p[0] - k[0]) // s[0] + 1
    ow = (x.shape[3] + 2*p[1] - k[1]) // s[1] + 1
    out = np.zeros((x.shape[0], x.shape[1], oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            out[:, :, i, j] = xp[:, :, i*s[0]:i*s[0]+k[0], j*s[1]:j*s[1]+k[1]].max(axis=(2, 3))
    return out, (x, tuple(k), tuple(s), tuple(p))

# %% best_starts_at_zero
# fault: The running maximum of each window starts at 0, so a window whose pixels are all negative gives 0.
# names: never_below_zero
import numpy as np

def pair(v):
    if type(v) is int:
        return v, v
    return v

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = pair(kernel)
    sh, sw = pair(kernel if stride is None else stride)
    ph, pw = pair(padding)
    N, C, H, W = x.shape
    Ho = (H + 2*ph - kh)//sh + 1
    Wo = (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(Ho):
                for j in range(Wo):
                    best = 0
                    for u in range(kh):
                        for v in range(kw):
                            r = i*sh + u - ph
                            q = j*sw + v - pw
                            # outside of the image: skip
                            if r < 0 or q < 0 or r >= H or q >= W:
                                continue
                            if x[n, c, r, q] > best:
                                best = x[n, c, r, q]
                    out[n, c, i, j] = best
    return out, (x, (kh, kw), (sh, sw), (ph, pw))

# %% last_window_missing
# fault: The window starts run over range(0, H - k, s), which leaves out the window that ends exactly at the last row or column.
# names: size_one_short, window_at_the_edge_missing
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    pair = lambda z: (z, z) if isinstance(z, int) else tuple(z)
    kernel = pair(kernel)
    stride = kernel if stride is None else pair(stride)
    padding = pair(padding)
    padded = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])),
                    constant_values=-np.inf)
    tops = list(range(0, padded.shape[2] - kernel[0], stride[0]))
    lefts = list(range(0, padded.shape[3] - kernel[1], stride[1]))
    out = np.zeros((*x.shape[:2], len(tops), len(lefts)), dtype=x.dtype)
    for i, t in enumerate(tops):
        for j, l in enumerate(lefts):
            out[:, :, i, j] = padded[:, :, t:t+kernel[0], l:l+kernel[1]].max(axis=(2, 3))
    return out, (x, kernel, stride, padding)

# %% max_over_everything
# fault: np.max of the slice is taken without an axis, so every image and channel gets the maximum over all images and channels of the batch.
# names: one_maximum_for_all, over_all_channels + over_all_images
# hints: over_all_channels, over_all_images
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    stride = stride if stride is not None else kernel
    (kh, kw), (sh, sw), (ph, pw) = [(o, o) if isinstance(o, int) else o for o in (kernel, stride, padding)]
    N, C, H, W = x.shape
    xp = np.full((N, C, H + 2*ph, W + 2*pw), -np.inf, x.dtype)
    xp[:, :, ph:ph + H, pw:pw + W] = x
    Hout, Wout = (H + 2*ph - kh)//sh + 1, (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, C, Hout, Wout), x.dtype)
    for i in range(Hout):
        for j in range(Wout):
            region = xp[:, :, sh*i:sh*i + kh, sw*j:sw*j + kw]
            out[:, :, i, j] = np.max(region)
    return out, (x, (kh, kw), (sh, sw), (ph, pw))

# %% refuses_rest
# fault: A size that the windows do not fill is refused with a ValueError instead of being rounded down.
# names: uneven_sizes_refused
import numpy as np

def check_size(size, k, s, p):
    rest = (size + 2*p - k) % s
    if rest != 0:
        raise ValueError("windows do not fit")
    return (size + 2*p - k)//s + 1

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None: stride = kernel
    if isinstance(kernel, int): kernel = (kernel,)*2
    if isinstance(stride, int): stride = (stride,)*2
    if isinstance(padding, int): padding = (padding,)*2
    n, c, h, w = x.shape
    ho = check_size(h, kernel[0], stride[0], padding[0])
    wo = check_size(w, kernel[1], stride[1], padding[1])
    xp = np.pad(x, ((0,0), (0,0), (padding[0],)*2, (padding[1],)*2), constant_values=-np.inf)
    out = np.zeros((n, c, ho, wo), dtype=x.dtype)
    for i in range(ho):
        for j in range(wo):
            hs, ws = i*stride[0], j*stride[1]
            out[:,:,i,j] = np.amax(xp[:,:,hs:hs+kernel[0], ws:ws+kernel[1]], axis=(2,3))
    return out, (x, kernel, stride, padding)

# %% rounded_up
# fault: The output size is rounded up (np.ceil), so rows and columns that are left over get windows of their own, cut off at the edge.
# names: size_rounded_up
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if np.isscalar(kernel):
        kernel = (kernel, kernel)
    if stride is None:
        stride = kernel
    elif np.isscalar(stride):
        stride = (stride, stride)
    if np.isscalar(padding):
        padding = (padding, padding)

    batch, channels, height, width = x.shape
    new_h = int(np.ceil((height + 2*padding[0] - kernel[0]) / stride[0])) + 1
    new_w = int(np.ceil((width + 2*padding[1] - kernel[1]) / stride[1])) + 1

    padded = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])),
                    "constant", constant_values=-np.inf)
    out = np.full((batch, channels, new_h, new_w), -np.inf, dtype=x.dtype)
    for i in range(new_h):
        for j in range(new_w):
            patch = padded[:, :, i*stride[0]:i*stride[0]+kernel[0], j*stride[1]:j*stride[1]+kernel[1]]
            if patch.size:
                out[:, :, i, j] = patch.max(axis=(2, 3))
    return out, (x, kernel, stride, padding)

# %% pairs_width_first
# fault: Pairs are read as (width, height): the first number of kernel, stride and padding is used for the columns and the second for the rows.
# names: pairs_swapped, kernel_pair_swapped + stride_pair_swapped + padding_pair_swapped
# hints: kernel_pair_swapped, stride_pair_swapped, padding_pair_swapped
import numpy as np

def unpack(option):
    """gives back width, height"""
    if isinstance(option, int):
        return option, option
    return option[0], option[1]

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kw, kh = unpack(kernel)
    sw, sh = unpack(stride) if stride is not None else (kw, kh)
    pw, ph = unpack(padding)
    N, C, H, W = x.shape
    xp = np.full((N, C, H + 2 * ph, W + 2 * pw), -np.inf, dtype=x.dtype)
    xp[:, :, ph:ph+H, pw:pw+W] = x
    out_h = (H + 2*ph - kh) // sh + 1
    out_w = (W + 2*pw - kw) // sw + 1
    out = np.empty((N, C, out_h, out_w), dtype=x.dtype)
    for y in range(out_h):
        for z in range(out_w):
            out[:, :, y, z] = xp[:, :, y*sh:y*sh+kh, z*sw:z*sw+kw].max((2, 3))
    return out, (x, (kh, kw), (sh, sw), (ph, pw))

# %% clamped_start_full_window
# fault: Instead of padding, the start of a window is clamped to 0 and its end is start + kernel, so windows over the upper and left border reach too far into the image.
# names: windows_moved_to_the_edge
import numpy as np

def pair(a):
    return (a, a) if isinstance(a, int) else a

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = pair(kernel)
    sh, sw = (kh, kw) if stride is None else pair(stride)
    ph, pw = pair(padding)
    N, C, H, W = x.shape
    Ho = (H + 2*ph - kh) // sh + 1
    Wo = (W + 2*pw - kw) // sw + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            # -inf never wins, so I just leave the places outside out
            r = max(i*sh - ph, 0)
            q = max(j*sw - pw, 0)
            out[:, :, i, j] = x[:, :, r:min(r+kh, H), q:min(q+kw, W)].max(axis=(2, 3))
    return out, (x, (kh, kw), (sh, sw), (ph, pw))

# %% default_stride_height_for_both
# fault: With stride=None and a kernel pair the stride becomes (kernel height, kernel height) in both directions.
# names: kernel_height_as_stride
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    if stride is None:
        stride = kh
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    oh = (xp.shape[2] - kh)//sh + 1
    ow = (xp.shape[3] - kw)//sw + 1
    # maximum over the places in the window, all windows at once
    out = np.full((x.shape[0], x.shape[1], oh, ow), -np.inf, dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            out = np.maximum(out, xp[:, :, u:u + (oh-1)*sh + 1:sh, v:v + (ow-1)*sw + 1:sw])
    return out, (x, (kh, kw), (sh, sw), (ph, pw))

# %% strides_of_a_contiguous_array
# fault: as_strided gets strides computed from the shape as if the array were C-contiguous; without padding x itself is used, so a transposed or sliced x gives wrong values.
# names: memory_in_c_order
import numpy as np
from numpy.lib.stride_tricks import as_strided

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    sh, sw = (kh, kw) if stride is None else ((stride, stride) if isinstance(stride, int) else stride)
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    data = x
    if ph > 0 or pw > 0:
        n, c, h, w = x.shape
        data = np.full((n, c, h + 2*ph, w + 2*pw), -np.inf, dtype=x.dtype)
        data[:, :, ph:ph+h, pw:pw+w] = x
    N, C, H, W = data.shape
    b = data.itemsize
    oh, ow = (H - kh)//sh + 1, (W - kw)//sw + 1
    windows = as_strided(data, (N, C, oh, ow, kh, kw),
                         (C*H*W*b, H*W*b, sh*W*b, sw*b, W*b, b))
    return windows.max(axis=(4, 5)), (x, (kh, kw), (sh, sw), (ph, pw))

# %% separable_without_padding
# right
import numpy as np

def _slide(a, k, s, p):
    """Maxima along the last axis; places outside are left out instead of padded."""
    size = a.shape[-1]
    count = (size + 2 * p - k) // s + 1
    columns = []
    for j in range(count):
        begin = j * s - p
        columns.append(a[..., max(begin, 0) : min(begin + k, size)].max(axis=-1))
    return np.stack(columns, axis=-1)

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None:
        stride = kernel
    k, s, p = ((o, o) if np.ndim(o) == 0 else tuple(o) for o in (kernel, stride, padding))
    # the maximum of a rectangle is the maximum of the maxima of its rows
    across = _slide(x, k[1], s[1], p[1])
    down = _slide(across.swapaxes(2, 3), k[0], s[0], p[0])
    return np.ascontiguousarray(down.swapaxes(2, 3)), (x, k, s, p)
