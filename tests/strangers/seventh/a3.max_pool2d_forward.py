# %% zero_padding
# fault: the border is filled with zeros instead of minus infinity, so a zero outside wins where all pixels of a border window are negative.
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
    N, C, H, W = x.shape
    kH, kW = kernel
    sH, sW = stride
    pH, pW = padding
    x_pad = np.pad(x, ((0, 0), (0, 0), (pH, pH), (pW, pW)))
    H_out = (H + 2 * pH - kH) // sH + 1
    W_out = (W + 2 * pW - kW) // sW + 1
    out = np.zeros((N, C, H_out, W_out), dtype=x.dtype)
    for i in range(H_out):
        for j in range(W_out):
            window = x_pad[:, :, i * sH:i * sH + kH, j * sW:j * sW + kW]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, kernel, stride, padding)


# %% stride_none_is_one
# fault: stride=None is taken as a stride of 1, as in a convolution, instead of the kernel.
# names: stride_one_by_default
import numpy as np

def to_pair(v):
    return v if isinstance(v, tuple) else (v, v)

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kh, kw = to_pair(kernel)
    sh, sw = to_pair(1 if stride is None else stride)
    ph, pw = to_pair(padding)
    n, c, h, w = x.shape
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf, dtype=x.dtype)
    padded[:, :, ph:ph + h, pw:pw + w] = x
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    out = np.empty((n, c, oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            out[:, :, i, j] = padded[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].max(axis=(2, 3))
    return out, (x, (kh, kw), (sh, sw), (ph, pw))


# %% float64_out
# fault: out is made by np.zeros without a dtype, so it is float64 also where x is float32.
# names: always_float64
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel = (kernel, kernel) if isinstance(kernel, int) else kernel
    stride = kernel if stride is None else stride
    stride = (stride, stride) if isinstance(stride, int) else stride
    padding = (padding, padding) if isinstance(padding, int) else padding

    N, C, H, W = x.shape
    big = np.full((N, C, H + 2 * padding[0], W + 2 * padding[1]), -np.inf)
    big[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    H_new = (big.shape[2] - kernel[0]) // stride[0] + 1
    W_new = (big.shape[3] - kernel[1]) // stride[1] + 1
    out = np.zeros((N, C, H_new, W_new))
    for n in range(N):
        for c in range(C):
            for i in range(H_new):
                for j in range(W_new):
                    r, s = i * stride[0], j * stride[1]
                    out[n, c, i, j] = np.max(big[n, c, r:r + kernel[0], s:s + kernel[1]])
    return out, (x, kernel, stride, padding)


# %% side_by_side_only
# fault: pools with a reshape into blocks of the kernel and ignores stride altogether, so every stride other than the kernel (windows that overlap or lie apart) is wrong.
# names: stride_is_the_kernel
# hints: blocks_reshaped, size_over_the_kernel
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kH, kW = (kernel, kernel) if np.isscalar(kernel) else kernel
    pH, pW = (padding, padding) if np.isscalar(padding) else padding
    cache = (x, (kH, kW), stride, (pH, pW))
    N, C, H, W = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (pH, pH), (pW, pW)), constant_values=-np.inf)
    Ho = (H + 2 * pH) // kH
    Wo = (W + 2 * pW) // kW
    xp = xp[:, :, :Ho * kH, :Wo * kW]        # rows that are left over lie in no window
    out = xp.reshape(N, C, Ho, kH, Wo, kW).max(axis=(3, 5))
    return out, cache


# %% rounds_up
# fault: the size of out is rounded up (np.ceil), so the rows and columns that are left over get windows of their own, cut off at the border.
# names: size_rounded_up
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    def pair(a):
        return (a, a) if isinstance(a, int) else tuple(a)

    kernel = pair(kernel)
    stride = kernel if stride is None else pair(stride)
    padding = pair(padding)
    n, c, h, w = x.shape
    h_out = int(np.ceil((h + 2 * padding[0] - kernel[0]) / stride[0])) + 1
    w_out = int(np.ceil((w + 2 * padding[1] - kernel[1]) / stride[1])) + 1
    xp = np.full((n, c, h + 2 * padding[0], w + 2 * padding[1]), -np.inf, x.dtype)
    xp[:, :, padding[0]:padding[0] + h, padding[1]:padding[1] + w] = x
    out = np.full((n, c, h_out, w_out), -np.inf, x.dtype)
    for i in range(h_out):
        for j in range(w_out):
            a, b = i * stride[0], j * stride[1]
            win = xp[:, :, a:a + kernel[0], b:b + kernel[1]]
            if win.size:
                out[:, :, i, j] = win.max(axis=(2, 3))
    return out, (x, kernel, stride, padding)


# %% ints_only
# fault: works with ints only: a pair for kernel, stride or padding (height and width apart) raises a TypeError or ValueError.
# names: pairs_refused, kernel_pair_refused + stride_pair_refused + padding_pair_refused
# hints: kernel_pair_refused, stride_pair_refused, padding_pair_refused, kernel_pair_as_stride_refused
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if stride is None:
        stride = kernel
    N, C, H, W = x.shape
    x_padded = np.full((N, C, H + 2 * padding, W + 2 * padding), -np.inf, dtype=x.dtype)
    x_padded[:, :, padding:padding + H, padding:padding + W] = x
    out_h = (H + 2 * padding - kernel) // stride + 1
    out_w = (W + 2 * padding - kernel) // stride + 1
    out = np.zeros((N, C, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            out[:, :, i, j] = np.max(
                x_padded[:, :, i * stride:i * stride + kernel, j * stride:j * stride + kernel], axis=(2, 3)
            )
    return out, (x, kernel, stride, padding)


# %% window_at_i
# fault: the window of output (i, j) begins at row i and column j of the padded images; the stride enters only the size of out, not the places.
# names: stride_in_size_only
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    pair = lambda t: t if isinstance(t, tuple) else (t, t)
    k = pair(kernel)
    s = k if stride is None else pair(stride)
    p = pair(padding)
    N, C, H, W = x.shape
    xp = np.pad(x, [(0, 0), (0, 0), (p[0], p[0]), (p[1], p[1])], constant_values=-np.inf)
    OH = (H + 2 * p[0] - k[0]) // s[0] + 1
    OW = (W + 2 * p[1] - k[1]) // s[1] + 1
    out = np.zeros((N, C, OH, OW), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(OH):
                for j in range(OW):
                    out[n, c, i, j] = xp[n, c, i:i + k[0], j:j + k[1]].max()
    return out, (x, k, s, p)


# %% first_number_of_the_kernel
# fault: with stride=None the stride is the kernel's height in both directions (stride = kernel[0]), which is wrong where the kernel is a pair of different numbers.
# names: kernel_height_as_stride
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if not isinstance(kernel, tuple):
        kernel = (kernel, kernel)
    if stride is None:
        stride = kernel[0]
    if not isinstance(stride, tuple):
        stride = (stride, stride)
    if not isinstance(padding, tuple):
        padding = (padding, padding)
    (kh, kw), (sh, sw), (ph, pw) = kernel, stride, padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), mode="constant", constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw), axis=(2, 3))
    out = windows[:, :, ::sh, ::sw].max(axis=(4, 5))
    return out, (x, kernel, stride, padding)


# %% before_and_after
# fault: the pair of paddings is given to np.pad for each axis as it is, so its numbers are taken as (before, after) and not as (height, width): a pair (1, 0) puts one row above, none below, one column left, none right.
# names: padding_before_and_after
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    if stride is None:
        stride = kernel
    stride = stride if isinstance(stride, tuple) else (stride, stride)
    padding = padding if isinstance(padding, tuple) else (padding, padding)
    padded = np.pad(x, ((0, 0), (0, 0), padding, padding), constant_values=-np.inf)
    H_out = (padded.shape[2] - kernel[0]) // stride[0] + 1
    W_out = (padded.shape[3] - kernel[1]) // stride[1] + 1
    out = np.zeros(x.shape[:2] + (H_out, W_out), dtype=x.dtype)
    for i in range(H_out):
        for j in range(W_out):
            top, left = i * stride[0], j * stride[1]
            out[:, :, i, j] = padded[:, :, top:top + kernel[0], left:left + kernel[1]].max(axis=(2, 3))
    return out, (x, kernel, stride, padding)


# %% maximum_of_all_channels
# fault: takes the maximum over the channels as well (axis=(1, 2, 3)) and gives every channel the same number, instead of pooling each channel by itself.
# names: over_all_channels
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    def both(v):
        if isinstance(v, int):
            return v, v
        return v
    kh, kw = both(kernel)
    sh, sw = both(stride) if stride is not None else (kh, kw)
    ph, pw = both(padding)
    N, C, H, W = x.shape
    xp = np.full((N, C, H + 2*ph, W + 2*pw), -np.inf, dtype=x.dtype)
    xp[:, :, ph:H + ph, pw:W + pw] = x
    Ho, Wo = (H + 2*ph - kh)//sh + 1, (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, C, Ho, Wo), dtype=x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            patch = xp[:, :, i*sh:i*sh + kh, j*sw:j*sw + kw]
            out[:, :, i, j] = patch.max(axis=(1, 2, 3))[:, None]
    return out, (x, (kh, kw), (sh, sw), (ph, pw))


# %% best_begins_at_zero
# fault: the running maximum of a window begins at 0, so every window whose pixels are all negative gives 0, with or without padding.
# names: never_below_zero
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel = (kernel,) * 2 if isinstance(kernel, int) else kernel
    stride = kernel if stride is None else ((stride,) * 2 if isinstance(stride, int) else stride)
    padding = (padding,) * 2 if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    rows = (H + 2 * padding[0] - kernel[0]) // stride[0] + 1
    cols = (W + 2 * padding[1] - kernel[1]) // stride[1] + 1
    out = np.zeros((N, C, rows, cols), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(rows):
                for j in range(cols):
                    best = 0
                    for u in range(kernel[0]):
                        for v in range(kernel[1]):
                            r = i * stride[0] + u - padding[0]
                            q = j * stride[1] + v - padding[1]
                            # outside the image there is nothing to compare
                            if 0 <= r < H and 0 <= q < W and x[n, c, r, q] > best:
                                best = x[n, c, r, q]
                    out[n, c, i, j] = best
    return out, (x, kernel, stride, padding)


# %% size_forgets_second_border
# fault: the size of out counts the padding once (H + p - k) and not on both sides, so with padding the last rows and columns of windows are often missing.
# names: padding_top_left_only
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kH, kW = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    if stride is None:
        sH, sW = kH, kW
    else:
        sH, sW = stride if isinstance(stride, tuple) else (stride, stride)
    pH, pW = padding if isinstance(padding, tuple) else (padding, padding)
    N, C, H, W = x.shape
    framed = np.full((N, C, H + 2 * pH, W + 2 * pW), -np.inf, dtype=x.dtype)
    framed[..., pH:pH + H, pW:pW + W] = x
    out_h = (H + pH - kH) // sH + 1
    out_w = (W + pW - kW) // sW + 1
    out = np.zeros((N, C, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            out[..., i, j] = framed[..., i * sH:i * sH + kH, j * sW:j * sW + kW].max(axis=(-2, -1))
    return out, (x, (kH, kW), (sH, sW), (pH, pW))


# %% zeros_made_minus_infinity
# fault: pads with zeros and afterwards sets everything in the padded array that equals 0 to minus infinity, real pixels that are 0 included (e.g. after a ReLU); windows where 0 is the largest value give a negative number or minus infinity.
# names: zeros_become_minus_infinity, zeros_become_minus_infinity_with_a_border
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    if type(kernel) is int: kernel = (kernel, kernel)
    if stride is None: stride = kernel
    if type(stride) is int: stride = (stride, stride)
    if type(padding) is int: padding = (padding, padding)
    n, c, h, w = x.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    xp[xp == 0] = -np.inf  # padding must never win
    h2 = 1 + (h + 2 * padding[0] - kernel[0]) // stride[0]
    w2 = 1 + (w + 2 * padding[1] - kernel[1]) // stride[1]
    out = np.zeros((n, c, h2, w2), dtype=x.dtype)
    for i in range(h2):
        for j in range(w2):
            out[:, :, i, j] = np.max(xp[:, :, i * stride[0]:i * stride[0] + kernel[0],
                                        j * stride[1]:j * stride[1] + kernel[1]], axis=(2, 3))
    return out, (x, kernel, stride, padding)


# %% list_of_maxima_reshaped
# fault: collects the maxima window by window (for each window those of all images and channels) and reshapes the list to (N, C, H', W'), which needs the order n, c, i, j: with several images or channels the numbers stand in the wrong places.
# names: none
# wanted: the maxima are collected window by window, with images and channels last, and a reshape gives them the right shape: they come to wrong places; axes are moved by transpose
import numpy as np

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    as_pair = lambda o: (o, o) if isinstance(o, int) else o
    kernel, padding = as_pair(kernel), as_pair(padding)
    stride = as_pair(stride) if stride is not None else kernel
    N, C, H, W = x.shape
    canvas = np.full((N, C, H + 2 * padding[0], W + 2 * padding[1]), -np.inf, dtype=x.dtype)
    canvas[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    maxima = []
    for r in range(0, canvas.shape[2] - kernel[0] + 1, stride[0]):
        for q in range(0, canvas.shape[3] - kernel[1] + 1, stride[1]):
            maxima.append(canvas[:, :, r:r + kernel[0], q:q + kernel[1]].max(axis=(2, 3)))
    H2 = (H + 2 * padding[0] - kernel[0]) // stride[0] + 1
    W2 = (W + 2 * padding[1] - kernel[1]) // stride[1] + 1
    return np.array(maxima).reshape(N, C, H2, W2), (x, kernel, stride, padding)


# %% clipped_windows_one_axis_at_a_time
# right
import numpy as np

def _along(x, k, s, p, axis):
    """Maxima of the windows along one axis; windows are clipped to the image, so no border is needed."""
    x = np.moveaxis(x, axis, 0)
    size = len(x)
    starts = [i * s - p for i in range((size + 2 * p - k) // s + 1)]
    rows = [x[max(a, 0):min(a + k, size)].max(axis=0) for a in starts]
    return np.moveaxis(np.stack(rows), 0, axis)

def max_pool2d_forward(x, kernel, stride=None, padding=0):
    kernel, stride, padding = (
        (o, o) if isinstance(o, int) else tuple(o) for o in (kernel, kernel if stride is None else stride, padding)
    )
    out = x
    for axis, k, s, p in zip((2, 3), kernel, stride, padding):
        out = _along(out, k, s, p, axis)
    return out, (x, kernel, stride, padding)
