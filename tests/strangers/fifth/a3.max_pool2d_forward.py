# %% zero_padding
# fault: The border is padded with zeros (np.pad's default) and not with minus infinity, so zeros win in windows at the border whose pixels are all negative.
# names: border_of_zeros
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
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    Ho = (H + 2 * ph - kh) // sh + 1
    Wo = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            window = xp[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, kernel, stride, padding)

# %% float64_result
# fault: The output array is made with np.zeros without a dtype, so the result is float64 also when x is float32.
# names: always_float64
import numpy as np

def pair(v):
    return (v, v) if np.isscalar(v) else tuple(v)

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel = pair(kernel)
    stride = kernel if stride is None else pair(stride)
    padding = pair(padding)
    N, C, H, W = x.shape
    padded = np.full((N, C, H + 2 * padding[0], W + 2 * padding[1]), -np.inf)
    padded[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    H_out = (H + 2 * padding[0] - kernel[0]) // stride[0] + 1
    W_out = (W + 2 * padding[1] - kernel[1]) // stride[1] + 1
    out = np.zeros((N, C, H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            top, left = i * stride[0], j * stride[1]
            out[:, :, i, j] = np.max(padded[:, :, top:top + kernel[0], left:left + kernel[1]], axis=(2, 3))
    return out, (x, kernel, stride, padding)

# %% stride_none_is_one
# fault: stride=None is taken as a stride of 1 instead of the kernel.
# names: stride_one_by_default
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    # everything to pairs
    kH, kW = kernel if isinstance(kernel, (tuple, list)) else (kernel, kernel)
    if stride is None:
        stride = 1
    sH, sW = stride if isinstance(stride, (tuple, list)) else (stride, stride)
    pH, pW = padding if isinstance(padding, (tuple, list)) else (padding, padding)
    n, c, h, w = x.shape
    big = np.pad(x, [(0, 0), (0, 0), (pH, pH), (pW, pW)], constant_values=-np.inf)
    h2 = (h + 2 * pH - kH) // sH + 1
    w2 = (w + 2 * pW - kW) // sW + 1
    out = np.empty((n, c, h2, w2), x.dtype)
    for a in range(n):
        for b in range(c):
            for i in range(h2):
                for j in range(w2):
                    out[a, b, i, j] = big[a, b, i * sH:i * sH + kH, j * sW:j * sW + kW].max()
    return out, (x, (kH, kW), (sH, sW), (pH, pW))

# %% window_start_without_stride
# fault: The number of windows is computed with the stride, but window (i, j) begins at row i and column j instead of i * stride and j * stride.
# names: stride_in_size_only
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None:
        stride = kernel
    if type(kernel) is int: kernel = (kernel, kernel)
    if type(stride) is int: stride = (stride, stride)
    if type(padding) is int: padding = (padding, padding)
    N, C, H, W = x.shape
    H_new = int((H + 2 * padding[0] - kernel[0]) / stride[0]) + 1
    W_new = int((W + 2 * padding[1] - kernel[1]) / stride[1]) + 1

    x_pad = np.full((N, C, H + 2 * padding[0], W + 2 * padding[1]), -np.inf, dtype=x.dtype)
    x_pad[:, :, padding[0]:H + padding[0], padding[1]:W + padding[1]] = x

    out = np.zeros((N, C, H_new, W_new), dtype=x.dtype)
    for i in range(H_new):
        for j in range(W_new):
            patch = x_pad[:, :, i:i + kernel[0], j:j + kernel[1]]
            out[:, :, i, j] = patch.max(axis=3).max(axis=2)
    cache = {"x": x, "kernel": kernel, "stride": stride, "padding": padding}
    return out, cache

# %% running_max_from_zero
# fault: The maximum is searched with a running variable that begins at 0, so a window with only negative pixels gives 0 (places outside are skipped correctly).
# names: never_below_zero
def max_pool2d_forward(x, kernel, stride=None, padding=0):
    import numpy as np

    def two(v):
        if isinstance(v, int):
            return v, v
        return v[0], v[1]

    if stride is None:
        stride = kernel
    kh, kw = two(kernel)
    sh, sw = two(stride)
    ph, pw = two(padding)
    N, C, H, W = x.shape
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1
    out = np.zeros((N, C, oh, ow), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(oh):
                for j in range(ow):
                    best = 0
                    for u in range(kh):
                        for v in range(kw):
                            r = i * sh + u - ph
                            s = j * sw + v - pw
                            if 0 <= r < H and 0 <= s < W and x[n, c, r, s] > best:
                                best = x[n, c, r, s]
                    out[n, c, i, j] = best
    return out, (x, (kh, kw), (sh, sw), (ph, pw))

# %% ints_only
# fault: kernel, stride and padding are handled only as ints; any pair raises a TypeError (or misbehaves).
# names: pairs_refused
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="constant",
                constant_values=-np.inf)
    out_h = (H + 2 * padding - kernel) // stride + 1
    out_w = (W + 2 * padding - kernel) // stride + 1
    out = np.zeros((N, C, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            h0 = i * stride
            w0 = j * stride
            out[:, :, i, j] = np.amax(xp[:, :, h0:h0 + kernel, w0:w0 + kernel], axis=(2, 3))
    return out, (x, kernel, stride, padding)

# %% reshape_side_by_side
# fault: Uses the reshape trick for windows side by side after cropping to a multiple of the kernel; the stride is ignored, so any stride other than the kernel gives a wrong result.
# names: stride_is_the_kernel
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    x_padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
    N, C, H, W = x_padded.shape
    H2, W2 = H // kh, W // kw
    blocks = x_padded[:, :, :H2 * kh, :W2 * kw].reshape(N, C, H2, kh, W2, kw)
    out = blocks.max(axis=(3, 5))
    cache = (x, (kh, kw), stride, (ph, pw))
    return out, cache

# %% ceil_size
# fault: The output size is rounded up instead of down, so that rows and columns left over get a (partial) window of their own.
# names: size_rounded_up
import numpy as np
from math import ceil

def to_pair(a):
    if isinstance(a, (int, np.integer)):
        return (a, a)
    return a

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    k = to_pair(kernel)
    s = to_pair(stride) if stride is not None else k
    p = to_pair(padding)
    N, C, H, W = x.shape
    padded = np.full((N, C, H + 2 * p[0], W + 2 * p[1]), -np.inf, dtype=x.dtype)
    padded[:, :, p[0]:p[0] + H, p[1]:p[1] + W] = x
    rows = ceil((H + 2 * p[0] - k[0]) / s[0]) + 1
    cols = ceil((W + 2 * p[1] - k[1]) / s[1]) + 1
    out = np.empty((N, C, rows, cols), dtype=x.dtype)
    for i in range(rows):
        for j in range(cols):
            # slices stop at the edge by themselves
            w = padded[:, :, i * s[0]:i * s[0] + k[0], j * s[1]:j * s[1] + k[1]]
            out[:, :, i, j] = w.max(axis=(2, 3)) if w.size else -np.inf
    return out, (x, k, s, p)

# %% refuses_unfilled
# fault: Raises a ValueError when the windows do not fill the padded image exactly, where the size should be rounded down.
# names: uneven_sizes_refused
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    KH, KW = (kernel,) * 2 if isinstance(kernel, int) else kernel
    SH, SW = (KH, KW) if stride is None else ((stride,) * 2 if isinstance(stride, int) else stride)
    PH, PW = (padding,) * 2 if isinstance(padding, int) else padding
    N, C, H, W = x.shape

    if (H + 2 * PH - KH) % SH != 0 or (W + 2 * PW - KW) % SW != 0:
        raise ValueError("the windows do not fit into the image")

    H_out = 1 + (H + 2 * PH - KH) // SH
    W_out = 1 + (W + 2 * PW - KW) // SW
    xp = np.pad(x, ((0,), (0,), (PH,), (PW,)), mode="constant", constant_values=-np.inf)
    out = np.zeros((N, C, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for i in range(H_out):
            for j in range(W_out):
                out[n, :, i, j] = xp[n, :, i * SH:i * SH + KH, j * SW:j * SW + KW].max(axis=(1, 2))
    return out, (x, (KH, KW), (SH, SW), (PH, PW))

# %% maximum_into_view
# fault: The result is collected with np.maximum(..., out=out) in a strided view of the padded array; without padding the padded array is x itself, so x is changed (and since the view overlaps later slices, overlapping windows may get wrong values).
# names: collected_in_a_view
# hints: input_changed
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    as_pair = lambda q: (q, q) if isinstance(q, int) else tuple(q)
    kernel = as_pair(kernel)
    stride = kernel if stride is None else as_pair(stride)
    padding = as_pair(padding)
    (kh, kw), (sh, sw), (ph, pw) = kernel, stride, padding
    N, C, H, W = x.shape
    if ph > 0 or pw > 0:
        padded = np.full((N, C, H + 2 * ph, W + 2 * pw), -np.inf, dtype=x.dtype)
        padded[:, :, ph:ph + H, pw:pw + W] = x
    else:
        padded = x
    oh = (H + 2 * ph - kh) // sh + 1
    ow = (W + 2 * pw - kw) // sw + 1

    def shifted(u, v):
        return padded[:, :, u:u + (oh - 1) * sh + 1:sh, v:v + (ow - 1) * sw + 1:sw]

    out = shifted(0, 0)
    for u in range(kh):
        for v in range(kw):
            np.maximum(out, shifted(u, v), out=out)
    return out, (x, kernel, stride, padding)

# %% pair_as_before_after
# fault: A padding pair is handed to np.pad for both axes as (before, after), so with (p_H, p_W) each axis gets p_H places in front and p_W behind.
# names: padding_before_and_after
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
    xp = np.pad(x, ((0, 0), (0, 0), padding, padding), constant_values=-np.inf)
    N, C, Hp, Wp = xp.shape
    Hn = (Hp - kernel[0]) // stride[0] + 1
    Wn = (Wp - kernel[1]) // stride[1] + 1
    out = np.zeros((N, C, Hn, Wn)).astype(x.dtype)
    for r in range(Hn):
        for c in range(Wn):
            r0, c0 = r * stride[0], c * stride[1]
            out[:, :, r, c] = xp[:, :, r0:r0 + kernel[0], c0:c0 + kernel[1]].max(axis=(2, 3))
    return out, (x, kernel, stride, padding)

# %% only_out
# fault: Returns the array out alone instead of the pair (out, cache).
# names: out_alone
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
    windows = sliding_window_view(padded, kernel, axis=(2, 3))
    windows = windows[:, :, ::stride[0], ::stride[1]]
    return windows.max(axis=(4, 5))

# %% clipped_start_shifts_window
# fault: Instead of padding, the start of a window is clipped to 0 and the end is computed from the clipped start, so windows at the top and left border with padding reach too far into the image.
# names: windows_moved_to_the_edge
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    if stride is None:
        sh, sw = kh, kw
    else:
        sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    Hout = (H + 2 * ph - kh) // sh + 1
    Wout = (W + 2 * pw - kw) // sw + 1
    out = np.empty((N, C, Hout, Wout), dtype=x.dtype)
    for i in range(Hout):
        r_start = max(0, i * sh - ph)
        r_end = min(H, r_start + kh)
        for j in range(Wout):
            c_start = max(0, j * sw - pw)
            c_end = min(W, c_start + kw)
            # no need for -inf, we only look at the real pixels
            out[:, :, i, j] = x[:, :, r_start:r_end, c_start:c_end].max(axis=(2, 3))
    return out, (x, (kh, kw), (sh, sw), (ph, pw))

# %% square_output
# fault: Takes the image as square: the number of output columns is that of the output rows (computed with height, kernel, stride and padding of the height).
# names: square_outputs_only
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    def mk(v):
        return v if hasattr(v, "__len__") else (v, v)
    kernel, padding = mk(kernel), mk(padding)
    stride = kernel if stride is None else mk(stride)
    N, C, H, W = x.shape
    padded = np.full((N, C, H + 2 * padding[0], W + 2 * padding[1]), -np.inf, x.dtype)
    padded[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    size = (H + 2 * padding[0] - kernel[0]) // stride[0] + 1
    out = np.zeros((N, C, size, size), dtype=x.dtype)
    for i in range(size):
        for j in range(size):
            for c in range(C):
                win = padded[:, c, i * stride[0]:i * stride[0] + kernel[0], j * stride[1]:j * stride[1] + kernel[1]]
                out[:, c, i, j] = win.max(axis=(1, 2))
    return out, (x, kernel, stride, padding)

# %% size_without_padding
# fault: The image is padded with minus infinity, but the output size is computed from H and W without the padding, so the last rows and columns of windows are missing.
# names: padding_not_in_the_size
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

    H_out = (H - k_H) // s_H + 1
    W_out = (W - k_W) // s_W + 1
    out = np.zeros((N, C, H_out, W_out), dtype=x.dtype)
    for i in range(H_out):
        for j in range(W_out):
            out[:, :, i, j] = np.max(padded[:, :, i * s_H:i * s_H + k_H, j * s_W:j * s_W + k_W], axis=(2, 3))
    return out, (x, kernel, stride, padding)

# %% max_over_channels_too
# fault: The maximum of a window is taken over all channels of the image together, so every channel of out holds the same numbers.
# names: over_all_channels
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kH, kW = (kernel, kernel) if isinstance(kernel, int) else kernel
    stride = (kH, kW) if stride is None else stride
    sH, sW = (stride, stride) if isinstance(stride, int) else stride
    pH, pW = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    xpad = np.pad(x, ((0, 0), (0, 0), (pH, pH), (pW, pW)), "constant", constant_values=-np.inf)
    Hp = (H + 2 * pH - kH) // sH + 1
    Wp = (W + 2 * pW - kW) // sW + 1
    out = np.zeros((N, C, Hp, Wp), dtype=x.dtype)
    for n in range(N):
        for i in range(Hp):
            for j in range(Wp):
                out[n, :, i, j] = np.max(xpad[n, :, i * sH:i * sH + kH, j * sW:j * sW + kW])
    return out, (x, (kH, kW), (sH, sW), (pH, pW))

# %% pairs_as_width_height
# fault: Reads all pairs as (width, height) instead of (height, width): the first entry of kernel, stride and padding is used for the columns.
# names: pairs_swapped
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    # (x direction, y direction)
    kx, ky = (kernel, kernel) if isinstance(kernel, int) else kernel
    if stride is None:
        stride = (kx, ky)
    sx, sy = (stride, stride) if isinstance(stride, int) else stride
    px, py = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    img = np.full((N, C, H + 2 * py, W + 2 * px), -np.inf, dtype=x.dtype)
    img[:, :, py:py + H, px:px + W] = x
    h_out = (H + 2 * py - ky) // sy + 1
    w_out = (W + 2 * px - kx) // sx + 1
    out = np.zeros((N, C, h_out, w_out), dtype=x.dtype)
    for y in range(h_out):
        for xx in range(w_out):
            out[:, :, y, xx] = img[:, :, y * sy:y * sy + ky, xx * sx:xx * sx + kx].max(axis=(2, 3))
    return out, (x, (kx, ky), (sx, sy), (px, py))

# %% right_clipped_indices
# right
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    # A place outside is replaced by the nearest pixel of the border. Since the padding is at most half
    # the kernel, that pixel lies in the same window, and a maximum does not mind seeing a value twice.
    k = tuple(int(v) for v in np.broadcast_to(kernel, 2))
    s = k if stride is None else tuple(int(v) for v in np.broadcast_to(stride, 2))
    p = tuple(int(v) for v in np.broadcast_to(padding, 2))
    out = x
    for axis in (2, 3):
        a = axis - 2
        size = x.shape[axis]
        count = (size + 2 * p[a] - k[a]) // s[a] + 1
        places = np.arange(count)[:, None] * s[a] + np.arange(k[a]) - p[a]
        out = np.take(out, places.clip(0, size - 1), axis=axis).max(axis=axis + 1)
    return out, (x, k, s, p)
