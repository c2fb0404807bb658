# %% ints_only
# fault: Stride and padding are used as ints only; a pair for either raises a TypeError.
# names: pairs_refused
# hints: stride_pair_refused, padding_pair_refused
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, _, kH, kW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    H_out = (H + 2 * padding - kH) // stride + 1
    W_out = (W + 2 * padding - kW) // stride + 1
    out = np.zeros((N, F, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    window = xp[n, :, i * stride:i * stride + kH, j * stride:j * stride + kW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out

# %% float64_result
# fault: The output array is made by np.zeros without a dtype, so the result is float64 when x is float32.
# names: always_float64
import numpy as np

def to_pair(v):
    if isinstance(v, int):
        return v, v
    return v

def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = to_pair(stride)
    ph, pw = to_pair(padding)
    n_img, c_in, h, wd = x.shape
    n_filt, _, kh, kw = w.shape
    padded = np.zeros((n_img, c_in, h + 2 * ph, wd + 2 * pw))
    padded[:, :, ph:ph + h, pw:pw + wd] = x
    oh = (h + 2 * ph - kh) // sh + 1
    ow = (wd + 2 * pw - kw) // sw + 1
    result = np.zeros((n_img, n_filt, oh, ow))
    for a in range(n_img):
        for f in range(n_filt):
            for i in range(oh):
                for j in range(ow):
                    patch = padded[a, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    result[a, f, i, j] = (patch * w[f]).sum() + b[f]
    return result

# %% stride_only_in_the_size
# fault: The stride enters the output's size, but the window of output (i, j) begins at row i and column j of the padded image, not at i * stride and j * stride.
# names: stride_in_size_only, stride_ignored
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    H_out = 1 + (H - HH) // stride[0]
    W_out = 1 + (W - WW) // stride[1]
    out = np.zeros((N, F, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    out[n, f, i, j] = np.sum(x[n, :, i:i + HH, j:j + WW] * w[f]) + b[f]
    return out

# %% bias_per_channel
# fault: The bias is added inside the loop over the channels, so it is counted once for each channel instead of once.
# names: bias_for_every_channel
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    s1, s2 = (stride, stride) if isinstance(stride, int) else stride
    p1, p2 = (padding, padding) if isinstance(padding, int) else padding
    x_pad = np.pad(x, [(0, 0), (0, 0), (p1, p1), (p2, p2)])
    N, C_in = x.shape[:2]
    C_out, _, k1, k2 = w.shape
    h = (x_pad.shape[2] - k1) // s1 + 1
    v = (x_pad.shape[3] - k2) // s2 + 1
    out = np.zeros((N, C_out, h, v), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for i in range(h):
                for j in range(v):
                    for c in range(C_in):
                        part = x_pad[n, c, i * s1:i * s1 + k1, j * s2:j * s2 + k2]
                        out[n, f, i, j] += np.sum(part * w[f, c]) + b[f]
    return out

# %% square_filters
# fault: Only the filter's height is read and used for both directions, so filters that are not square raise a ValueError or give a wrong size.
# names: kernel_height_for_both, square_kernels_only, kernel_height_with_slices, square_kernels_only_in_products
# hints: kernel_height_in_windows, kernel_height_in_size
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    if type(stride) == int:
        stride = (stride, stride)
    if type(padding) == int:
        padding = (padding, padding)
    N, C, H, W = x.shape
    F = w.shape[0]
    k = w.shape[2]      # filter size
    Ho = (H + 2 * padding[0] - k) // stride[0] + 1
    Wo = (W + 2 * padding[1] - k) // stride[1] + 1
    xp = np.zeros((N, C, H + 2 * padding[0], W + 2 * padding[1]), dtype=x.dtype)
    xp[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    out = np.zeros((N, F, Ho, Wo), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    r = i * stride[0]
                    c = j * stride[1]
                    out[n, f, i, j] = (xp[n, :, r:r + k, c:c + k] * w[f]).sum() + b[f]
    return out

# %% overwrites_channels
# fault: In the loop over the channels the output is assigned with = and not added with +=, so only the last channel counts.
# names: last_channel_only
import numpy as np

def zero_pad(x, ph, pw):
    return np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))

def conv2d_naive(x, w, b, stride=1, padding=0):
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    xp = zero_pad(x, ph, pw)
    num_filters, channels, fh, fw = w.shape
    out_h = (xp.shape[2] - fh) // sh + 1
    out_w = (xp.shape[3] - fw) // sw + 1
    out = np.zeros((x.shape[0], num_filters, out_h, out_w), dtype=x.dtype)
    for img in range(x.shape[0]):
        for filt in range(num_filters):
            for ch in range(channels):
                for row in range(out_h):
                    for col in range(out_w):
                        top, left = row * sh, col * sw
                        window = xp[img, ch, top:top + fh, left:left + fw]
                        out[img, filt, row, col] = np.sum(window * w[filt, ch]) + b[filt]
    return out

# %% index_with_pixel_row
# fault: The loops run over the window's corner in steps of the stride, and this corner (not corner // stride) is used as the output index, so a stride above 1 raises an IndexError or fills the wrong places.
# names: written_at_the_pixel
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        sh = sw = stride
    else:
        sh, sw = stride
    if isinstance(padding, int):
        ph = pw = padding
    else:
        ph, pw = padding
    x_padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), mode="constant")
    N, C, H, W = x_padded.shape
    F, _, kh, kw = w.shape
    out = np.zeros((N, F, (H - kh) // sh + 1, (W - kw) // sw + 1), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(0, H - kh + 1, sh):
                for j in range(0, W - kw + 1, sw):
                    out[n, f, i, j] = np.sum(x_padded[n, :, i:i + kh, j:j + kw] * w[f]) + b[f]
    return out

# %% size_from_padded_plus_padding
# fault: x is padded first and the size is then computed from the padded height and width with 2 * padding added once more, so with padding the loops run beyond the image and raise a ValueError (or give too large a result).
# names: padding_twice_in_the_size, padding_twice_in_the_size_in_products
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    def pair(a):
        return (a, a) if isinstance(a, int) else a
    sH, sW = pair(stride)
    pH, pW = pair(padding)
    x = np.pad(x, ((0, 0), (0, 0), (pH, pH), (pW, pW)))
    N, Cin, H, W = x.shape
    Cout, Cin, kH, kW = w.shape
    Hout = (H + 2 * pH - kH) // sH + 1
    Wout = (W + 2 * pW - kW) // sW + 1
    out = np.empty((N, Cout, Hout, Wout), dtype=x.dtype)
    for n in range(N):
        for f in range(Cout):
            for i in range(Hout):
                for j in range(Wout):
                    out[n, f, i, j] = b[f] + np.sum(w[f] * x[n, :, i * sH:i * sH + kH, j * sW:j * sW + kW])
    return out

# %% flipped_filter
# fault: The filter is flipped in both directions before it is laid on the image, as in the mathematical convolution.
# names: kernel_flipped
# hints: kernel_upside_down, kernel_mirrored
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    """Convolution: flip the kernel, slide, multiply and add."""
    if not isinstance(stride, tuple):
        stride = (stride, stride)
    if not isinstance(padding, tuple):
        padding = (padding, padding)
    (sh, sw), (ph, pw) = stride, padding
    kernel = np.flip(w, axis=(2, 3))
    N, _, H, W = x.shape
    F, _, kh, kw = kernel.shape
    img = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    H2 = (H + 2 * ph - kh) // sh + 1
    W2 = (W + 2 * pw - kw) // sw + 1
    y = np.zeros((N, F, H2, W2), x.dtype)
    for n, f, i, j in np.ndindex(N, F, H2, W2):
        y[n, f, i, j] = np.sum(img[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw] * kernel[f]) + b[f]
    return y

# %% window_multiplied_in_place
# fault: window is a view and is multiplied in place (window *= w[f]), so the padded image is destroyed for the windows and filters that follow; all results after the first are wrong.
# names: window_multiplied_in_place, window_multiplied_in_place_by_every_filter
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.zeros((N, C, H + 2 * padding[0], W + 2 * padding[1]), dtype=x.dtype)
    xp[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W] = x
    oh = (xp.shape[2] - kh) // stride[0] + 1
    ow = (xp.shape[3] - kw) // stride[1] + 1
    out = np.zeros((N, F, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(oh):
                y0 = i * stride[0]
                for j in range(ow):
                    x0 = j * stride[1]
                    window = xp[n, :, y0:y0 + kh, x0:x0 + kw]
                    window *= w[f]
                    out[n, f, i, j] = window.sum() + b[f]
    return out

# %% bias_forgotten_pair_swapped
# fault: Two faults: the bias is never added, and pairs of strides are read as (width, height).
# names: bias_forgotten + stride_pair_swapped
# hints: bias_forgotten, stride_pair_swapped, stride_swapped_in_windows, stride_swapped_in_size
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int):
        sx, sy = stride, stride
    else:
        sx, sy = stride
    py, px = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (py, py), (px, px)))
    n_out, _, ky, kx = w.shape
    rows = (xp.shape[2] - ky) // sy + 1
    cols = (xp.shape[3] - kx) // sx + 1
    out = np.zeros((x.shape[0], n_out, rows, cols), dtype=x.dtype)
    for n in range(x.shape[0]):
        for f in range(n_out):
            for r in range(rows):
                for c in range(cols):
                    out[n, f, r, c] = np.sum(xp[n, :, r * sy:r * sy + ky, c * sx:c * sx + kx] * w[f])
    return out

# %% size_without_plus_one
# fault: The + 1 in the output's size is missing, so the last row and the last column of outputs are lost.
# names: size_one_short
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = np.broadcast_to(stride, 2)
    ph, pw = np.broadcast_to(padding, 2)
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    Hn = (H + 2 * ph - kh) // sh
    Wn = (W + 2 * pw - kw) // sw
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    out = np.zeros((N, F, Hn, Wn), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(Hn):
                for j in range(Wn):
                    region = padded[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                    out[n, f, i, j] = np.sum(region * w[f]) + b[f]
    return out

# %% matrix_product_of_window
# fault: Window and filter are combined with @ (a matrix product per channel) and then summed, instead of being multiplied element by element; filters that are not square raise a ValueError.
# names: matrix_product_of_window
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    stride = (stride, stride) if isinstance(stride, int) else stride
    padding = (padding, padding) if isinstance(padding, int) else padding
    ph, pw = padding
    x_pad = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), "constant", constant_values=0)
    F, C, kh, kw = w.shape
    out_h = (x_pad.shape[2] - kh) // stride[0] + 1
    out_w = (x_pad.shape[3] - kw) // stride[1] + 1
    out = np.zeros((len(x), F, out_h, out_w), dtype=x.dtype)
    for n in range(len(x)):
        for f in range(F):
            for i in range(out_h):
                for j in range(out_w):
                    hs = i * stride[0]
                    ws = j * stride[1]
                    out[n, f, i, j] = np.sum(x_pad[n, :, hs:hs + kh, ws:ws + kw] @ w[f]) + b[f]
    return out

# %% window_end_without_start
# fault: The window is sliced as i*sh : i + kh (and j*sw : j + kw), so its end does not move with the stride; a stride above 1 gives windows of the wrong size and a ValueError (or, for small filters, wrong sums).
# names: window_end_without_the_stride
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    if isinstance(stride, int): stride = (stride, stride)
    if isinstance(padding, int): padding = (padding, padding)
    sh, sw = stride
    ph, pw = padding
    N, Cin, H, W = x.shape
    Cout, _, kh, kw = w.shape
    xt = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    oh = (H + 2*ph - kh)//sh + 1
    ow = (W + 2*pw - kw)//sw + 1
    out = np.zeros((N, Cout, oh, ow), dtype=x.dtype)
    for n in range(N):
        for f in range(Cout):
            for i in range(oh):
                for j in range(ow):
                    out[n, f, i, j] = b[f] + (w[f] * xt[n, :, i*sh:i+kh, j*sw:j+kw]).sum()
    return out

# %% dtype_of_the_filters
# fault: The result takes the dtype of w instead of that of x, so float64 images with float32 filters give a float32 result.
# names: dtype_of_the_filters
import numpy as np

def pad_images(x, ph, pw):
    n, c, h, w = x.shape
    big = np.zeros((n, c, h + 2 * ph, w + 2 * pw), dtype=x.dtype)
    big[:, :, ph:ph + h, pw:pw + w] = x
    return big

def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    big = pad_images(x, ph, pw)
    F, _, kh, kw = w.shape
    oh = (big.shape[2] - kh) // sh + 1
    ow = (big.shape[3] - kw) // sw + 1
    out = np.zeros_like(w, shape=(x.shape[0], F, oh, ow))
    for i in range(oh):
        for j in range(ow):
            win = big[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
            for f in range(F):
                out[:, f, i, j] = (win * w[f]).sum(axis=(1, 2, 3)) + b[f]
    return out

# %% bias_view_accumulates
# fault: The sum is gathered in total = b[f:f+1], which is a view of b, with +=; the caller's b is changed and each output also contains all earlier sums of its filter (a read-only b raises a ValueError).
# names: bias_used_as_the_sum
# hints: input_changed
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = xp.shape
    F, _, kh, kw = w.shape
    out = np.zeros((N, F, (H - kh) // sh + 1, (W - kw) // sw + 1), dtype=x.dtype)
    for n in range(out.shape[0]):
        for f in range(out.shape[1]):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    total = b[f:f + 1]      # start with the bias
                    for c in range(C):
                        for u in range(kh):
                            for v in range(kw):
                                total += w[f, c, u, v] * xp[n, c, i * sh + u, j * sw + v]
                    out[n, f, i, j] = total[0]
    return out

# %% right_scatter_from_pixels
# right
import numpy as np

def conv2d_naive(x, w, b, stride=1, padding=0):
    """Goes the other way: each pixel hands its share to every output whose window contains it.

    No padded image is needed: a pixel of the frame is 0 and would add nothing.
    """
    (sh, sw), (ph, pw) = (v if isinstance(v, tuple) else (v, v) for v in (stride, padding))
    n_images, _, height, width = x.shape
    n_filters, _, kh, kw = w.shape
    rows = (height + 2 * ph - kh) // sh + 1
    cols = (width + 2 * pw - kw) // sw + 1
    out = np.empty((n_images, n_filters, rows, cols))
    out[...] = b[:, None, None]
    for r in range(height):
        for u in range(kh):
            i, rest = divmod(r + ph - u, sh)
            if rest or not 0 <= i < rows:
                continue
            for c in range(width):
                for v in range(kw):
                    j, rest = divmod(c + pw - v, sw)
                    if rest == 0 and 0 <= j < cols:
                        # (images, channels) times (channels, filters)
                        out[:, :, i, j] += x[:, :, r, c].astype(float) @ w[:, :, u, v].T.astype(float)
    return out.astype(x.dtype)
