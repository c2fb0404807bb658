# %% crop_minus_p
# fault: The padding is cut off with out[:, :, p:-p, p:-p], which is empty when the padding is 0.
# names: cut_up_to_minus_zero
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    _, C_out, kH, kW = w.shape
    out = np.zeros((N, C_out, (H - 1) * stride + kH, (W - 1) * stride + kW), dtype=x.dtype)
    for n in range(N):
        for c in range(C_in):
            for i in range(H):
                for j in range(W):
                    r, s = i * stride, j * stride
                    out[n, :, r:r + kH, s:s + kW] += x[n, c, i, j] * w[c]
    out = out[:, :, padding:-padding, padding:-padding]
    return out + b[None, :, None, None]

# %% bias_with_every_kernel
# fault: The bias is added each time a kernel is laid down, so a value of out gets it as often as kernels (and input channels) overlap there.
# names: bias_with_every_kernel
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    n_img, c_in, h, wd = x.shape
    c_out, kh, kw = w.shape[1:]
    big = np.zeros((n_img, c_out, (h - 1) * stride + kh, (wd - 1) * stride + kw), dtype=x.dtype)
    for n in range(n_img):
        for c in range(c_in):
            for f in range(c_out):
                for i in range(h):
                    for j in range(wd):
                        big[n, f, i * stride:i * stride + kh, j * stride:j * stride + kw] += x[n, c, i, j] * w[c, f] + b[f]
    rows = (h - 1) * stride - 2 * padding + kh
    cols = (wd - 1) * stride - 2 * padding + kw
    return big[:, :, padding:padding + rows, padding:padding + cols]

# %% w_like_a_convolution
# fault: Reads w as (C_out, C_in, kH, kW) as in a convolution; with unequal numbers of channels it raises, with equal ones it uses the transposed channels.
# names: channels_exchanged
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    full = np.zeros((N, F, (H - 1) * stride + KH, (W - 1) * stride + KW), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            patch = np.einsum("nc,fcuv->nfuv", x[:, :, i, j], w)
            full[:, :, i * stride:i * stride + KH, j * stride:j * stride + KW] += patch
    H_out = full.shape[2] - 2 * padding
    W_out = full.shape[3] - 2 * padding
    out = full[:, :, padding:padding + H_out, padding:padding + W_out]
    return out + b.reshape(1, F, 1, 1)

# %% float64_output
# fault: The output is collected in np.zeros without a dtype and is float64 for a float32 x.
# names: always_float64
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, Cin, H, W = x.shape
    Cin, Cout, kh, kw = w.shape
    Hf = (H - 1) * stride + kh
    Wf = (W - 1) * stride + kw
    out = np.zeros((N, Cout, Hf, Wf))
    for n in range(N):
        for i in range(H):
            for j in range(W):
                for c in range(Cin):
                    out[n, :, i * stride:i * stride + kh, j * stride:j * stride + kw] += w[c] * x[n, c, i, j]
    out = out + b[None, :, None, None]
    return out[:, :, padding:Hf - padding, padding:Wf - padding]

# %% overlaps_replaced
# fault: The kernels are laid down with = instead of +=, so where they overlap the last one replaces the others (the input channels are summed correctly).
# names: overwritten
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F = w.shape[1]
    kh, kw = w.shape[2], w.shape[3]
    out = np.zeros((N, F, (H - 1) * stride + kh, (W - 1) * stride + kw), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            top = i * stride
            left = j * stride
            out[:, :, top:top + kh, left:left + kw] = np.tensordot(x[:, :, i, j], w, axes=(1, 0))
    h = out.shape[2] - 2 * padding
    v = out.shape[3] - 2 * padding
    return out[:, :, padding:padding + h, padding:padding + v] + b[:, None, None]

# %% padding_enlarges
# fault: The padding is added to the output as a border instead of being taken away, so the output is 4 * padding too large in each direction.
# names: padding_around_the_output
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    C_out, kH, kW = w.shape[1:]
    H2 = (H - 1) * stride + kH + 2 * padding
    W2 = (W - 1) * stride + kW + 2 * padding
    out = np.zeros((N, C_out, H2, W2), dtype=x.dtype)
    out += b[None, :, None, None]
    for i in range(H):
        for j in range(W):
            y = padding + i * stride
            z = padding + j * stride
            out[:, :, y:y + kH, z:z + kW] += np.einsum("nc,cfuv->nfuv", x[:, :, i, j], w)
    return out

# %% kernel_not_flipped
# fault: Done as a convolution of the spread and bordered x, but with the kernel as it is, without turning it by 180 degrees; asymmetric kernels come out mirrored.
# names: kernel_flipped
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    kh, kw = w.shape[2:]
    # put stride - 1 zeros between the values
    z = np.zeros((N, C, (H - 1) * stride + 1, (W - 1) * stride + 1), dtype=x.dtype)
    z[:, :, ::stride, ::stride] = x
    # border kernel - 1 - padding
    a, c = kh - 1 - padding, kw - 1 - padding
    z = np.pad(z, ((0, 0), (0, 0), (a, a), (c, c)))
    windows = sliding_window_view(z, (kh, kw), axis=(2, 3))
    out = np.einsum("ncijuv,cfuv->nfij", windows, w)
    return (out + b[:, None, None]).astype(x.dtype)

# %% ordinary_convolution
# fault: Computes an ordinary convolution with stride and padding (channels first read from w's first axis) instead of the transposed one, so the output becomes smaller and not larger; kernels larger than the padded image raise.
# names: ordinary_convolution
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    _, C_out, kH, kW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    H_out = (H + 2 * padding - kH) // stride + 1
    W_out = (W + 2 * padding - kW) // stride + 1
    out = np.zeros((N, C_out, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for i in range(H_out):
                for j in range(W_out):
                    window = xp[n, :, i * stride:i * stride + kH, j * stride:j * stride + kW]
                    out[n, f, i, j] = np.sum(window * w[:, f]) + b[f]
    return out

# %% bias_forgotten
# fault: The bias is never added.
# names: bias_forgotten
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    _, F, kh, kw = w.shape
    full = np.zeros((N, F, (H - 1) * stride + kh, (W - 1) * stride + kw), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            share = np.einsum("ncij,cf->nfij", x, w[:, :, u, v])
            full[:, :, u:u + (H - 1) * stride + 1:stride, v:v + (W - 1) * stride + 1:stride] += share
    end_h, end_w = full.shape[2] - padding, full.shape[3] - padding
    return full[:, :, padding:end_h, padding:end_w]

# %% repeats_instead_of_zeros
# fault: For the stride each value of x is repeated stride times (nearest neighbour) before a stride-1 transposed convolution, instead of laying the kernel down once per value; the size is wrong as well by stride - 1.
# names: values_repeated
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    big = np.repeat(np.repeat(x, stride, axis=2), stride, axis=3)
    N, C, H, W = big.shape
    C, F, kh, kw = w.shape
    out = np.zeros((N, F, H - 1 + kh, W - 1 + kw), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            for f in range(F):
                for c in range(C):
                    out[:, f, i:i + kh, j:j + kw] += big[:, c, i, j][:, None, None] * w[c, f]
    for f in range(F):
        out[:, f] += b[f]
    return out[:, :, padding:out.shape[2] - padding, padding:out.shape[3] - padding]

# %% stride_ignored_in_place
# fault: The output has the right size for the stride, but the kernel of x[i, j] is laid down at row i and column j instead of i * stride and j * stride.
# names: stride_in_size_only
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, Ci, H, W = x.shape
    Ci, Co, KH, KW = w.shape
    h_out = (H - 1) * stride - 2 * padding + KH
    w_out = (W - 1) * stride - 2 * padding + KW
    tmp = np.zeros((N, Co, h_out + 2 * padding, w_out + 2 * padding), dtype=x.dtype)
    for n in range(N):
        for ci in range(Ci):
            for co in range(Co):
                for i in range(H):
                    for j in range(W):
                        tmp[n, co, i:i + KH, j:j + KW] += x[n, ci, i, j] * w[ci, co]
    out = tmp[:, :, padding:padding + h_out, padding:padding + w_out]
    return out + b.reshape(-1, 1, 1)

# %% cut_once_in_total
# fault: The padding is taken away only at the top and at the left, not at all four sides, so the output is too large by the padding.
# names: padding_taken_once
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    kh, kw = w.shape[-2:]
    out = np.empty((N, w.shape[1], (H - 1) * stride + kh, (W - 1) * stride + kw), dtype=x.dtype)
    out[:] = b[None, :, None, None]
    for i in range(H):
        for j in range(W):
            for c in range(C):
                out[:, :, i * stride:i * stride + kh, j * stride:j * stride + kw] += (
                    x[:, c, i, j][:, None, None, None] * w[c]
                )
    return out[:, :, padding:, padding:]

# %% border_k_minus_one_forgotten
# fault: Spread x and flipped kernel are right, but x gets a border of `padding` zeros as in a convolution instead of kernel - 1 - padding, so size and values are right only when both agree.
# names: border_of_the_padding
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    C_in, C_out, kH, kW = w.shape
    up = np.zeros((N, C_in, (H - 1) * stride + 1, (W - 1) * stride + 1), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            up[:, :, i * stride, j * stride] = x[:, :, i, j]
    up = np.pad(up, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    flipped = w[:, :, ::-1, ::-1]
    Ho = up.shape[2] - kH + 1
    Wo = up.shape[3] - kW + 1
    out = np.zeros((N, C_out, Ho, Wo), dtype=x.dtype)
    for p in range(Ho):
        for q in range(Wo):
            out[:, :, p, q] = np.einsum("ncuv,cfuv->nf", up[:, :, p:p + kH, q:q + kW], flipped) + b
    return out

# %% last_input_channel
# fault: The share of each input channel is assigned to the output of that image instead of being added, so only the last input channel counts.
# names: last_channel_only
import numpy as np

def spread(image, kernel, stride):
    """one channel, one kernel"""
    h, w = image.shape
    kh, kw = kernel.shape
    out = np.zeros(((h - 1) * stride + kh, (w - 1) * stride + kw), dtype=image.dtype)
    for i in range(h):
        for j in range(w):
            out[i * stride:i * stride + kh, j * stride:j * stride + kw] += image[i, j] * kernel
    return out

def conv_transpose2d(x, w, b, stride=1, padding=0):
    p = padding
    images = []
    for image in x:
        maps = []
        for f in range(w.shape[1]):
            for c in range(x.shape[1]):
                total = spread(image[c], w[c, f], stride)
            rows, columns = total.shape
            maps.append(total[p:rows - p, p:columns - p] + b[f])
        images.append(maps)
    return np.array(images, dtype=x.dtype)

# %% bias_along_width
# fault: The bias is added as out + b without new axes, so NumPy lays it along the width: it raises, or adds the biases to columns instead of channels (right only with one output channel).
# names: bias_along_the_width
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    C, F, kh, kw = w.shape
    cols = np.einsum("ncij,cfuv->nfijuv", x, w)
    out = np.zeros((N, F, (H - 1) * stride + kh, (W - 1) * stride + kw), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            out[:, :, i * stride:i * stride + kh, j * stride:j * stride + kw] += cols[:, :, i, j]
    out = out[:, :, padding:out.shape[2] - padding, padding:out.shape[3] - padding]
    return out + b

# %% square_kernel
# fault: The width of the kernel is taken to be its height, so kernels that are not square raise or are cut.
# names: square_kernels_only, kernel_height_for_both
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    C_out = w.shape[1]
    k = w.shape[2]
    out = np.zeros((N, C_out, (H - 1) * stride + k, (W - 1) * stride + k), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for c in range(C_in):
                for i in range(H):
                    for j in range(W):
                        for u in range(k):
                            for v in range(k):
                                out[n, f, i * stride + u, j * stride + v] += x[n, c, i, j] * w[c, f, u, v]
            out[n, f] += b[f]
    h_end = out.shape[2] - padding
    w_end = out.shape[3] - padding
    return out[:, :, padding:h_end, padding:w_end].copy()

# %% right_polynomials
# right
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    # Laying multiples of a kernel and adding is the product of two polynomials. A polynomial in two
    # variables becomes one in a single variable when its rows are written one after another, each as
    # long as a row of the product, so that nothing runs over into the next row.
    N, C, H, W = x.shape
    _, F, kh, kw = w.shape
    height, width = (H - 1) * stride + kh, (W - 1) * stride + kw

    def in_a_line(rows, step):
        h, v = rows.shape
        sheet = np.zeros(((h - 1) * step + 1, width), dtype=rows.dtype)
        sheet[::step, : (v - 1) * step + 1 : step] = rows
        return sheet.ravel()[: (h - 1) * step * width + (v - 1) * step + 1]

    out = np.empty((N, F, height, width), dtype=x.dtype)
    for n in range(N):
        values = [in_a_line(x[n, c], stride) for c in range(C)]
        for f in range(F):
            line = sum(np.convolve(values[c], in_a_line(w[c, f], 1)) for c in range(C))
            out[n, f] = line.reshape(height, width) + b[f]
    return out[:, :, padding : height - padding, padding : width - padding].copy()
