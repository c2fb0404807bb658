# %% overwrites_overlap
# fault: the kernels are written into the output with = instead of being added with +=, so where the kernels of neighbouring values overlap only the last one stays (the sum over input channels is right).
# names: overwritten
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    _, C_out, kH, kW = w.shape
    H_full = (H - 1) * stride + kH
    W_full = (W - 1) * stride + kW
    out = np.zeros((N, C_out, H_full, W_full), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for i in range(H):
                for j in range(W):
                    # every input pixel lays down its multiple of the kernel
                    patch = np.sum(x[n, :, i, j][:, None, None] * w[:, f], axis=0)
                    out[n, f, i * stride : i * stride + kH, j * stride : j * stride + kW] = patch
    out = out[:, :, padding : H_full - padding, padding : W_full - padding]
    return out + b.reshape(1, -1, 1, 1)


# %% minus_p_slice
# fault: the border is cut off with [padding:-padding], which is empty when padding is 0, so without padding the result has no rows and columns.
# names: cut_up_to_minus_zero, cut_up_to_minus_zero_refused
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    n, c_in, h, wd = x.shape
    c_in, c_out, kh, kw = w.shape
    out = np.zeros((n, c_out, (h - 1) * stride + kh, (wd - 1) * stride + kw), dtype=x.dtype)
    for i in range(h):
        for j in range(wd):
            r, c = i * stride, j * stride
            out[:, :, r:r + kh, c:c + kw] += np.einsum("nc,cfuv->nfuv", x[:, :, i, j], w)
    out = out[:, :, padding:-padding, padding:-padding]
    return out + b[None, :, None, None]


# %% bias_with_every_kernel
# fault: the bias is added together with each kernel that is laid down, so places where kernels overlap get it several times and places that no kernel reaches (stride larger than the kernel) never get it.
# names: bias_with_every_kernel, bias_with_every_value
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, kh, kw = w.shape[1:]
    big_h = (H - 1) * stride + kh
    big_w = (W - 1) * stride + kw
    y = np.zeros((N, F, big_h, big_w), x.dtype)
    for n in range(N):
        for i in range(H):
            for j in range(W):
                for f in range(F):
                    s = np.tensordot(x[n, :, i, j], w[:, f], axes=1) + b[f]
                    y[n, f, i*stride:i*stride+kh, j*stride:j*stride+kw] += s
    return y[:, :, padding:big_h - padding, padding:big_w - padding]


# %% reads_w_as_cout_cin
# fault: the axes of w are taken as (C_out, C_in, kH, kW) as in an ordinary convolution; with C_in = C_out > 1 the weights are exchanged, with different numbers of channels it raises.
# names: channels_exchanged, channels_exchanged_by_index, filters_first, filters_first_biases_at_once, filters_first_repeated
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    C_out, _, kH, kW = w.shape
    full_h = (H - 1) * stride + kH
    full_w = (W - 1) * stride + kW
    out = np.zeros((N, C_out, full_h, full_w), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for c in range(C_in):
                for i in range(H):
                    for j in range(W):
                        top = i * stride
                        left = j * stride
                        out[n, f, top:top+kH, left:left+kW] += x[n, c, i, j] * w[f, c]
            out[n, f] += b[f]
    return out[:, :, padding:full_h-padding, padding:full_w-padding]


# %% dilate_then_correlate
# fault: spreads the input with zeros and runs an ordinary correlation over it, but forgets to turn the kernel by 180 degrees, so every value lays down the flipped kernel.
# names: kernel_flipped
import numpy as np

def _correlate(x, w):
    kh, kw = w.shape[2:]
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(2, 3))
    return np.einsum("ncijuv,cfuv->nfij", windows, w)

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    kh, kw = w.shape[2:]
    # put stride - 1 zeros between the pixels
    spread = np.zeros((N, C, (H - 1) * stride + 1, (W - 1) * stride + 1), dtype=x.dtype)
    spread[:, :, ::stride, ::stride] = x
    ph = kh - 1 - padding
    pw = kw - 1 - padding
    spread = np.pad(spread, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    out = _correlate(spread, w)
    return out + b[:, None, None]


# %% padding_adds_zeros
# fault: the padding puts a border of zeros round the input before it is spread, as in a forward convolution, in place of taking rows and columns away from the output.
# names: padding_around_the_input
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    x_pad = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    N, C_in, H, W = x_pad.shape
    _, C_out, kH, kW = w.shape
    out = np.zeros((N, C_out, (H - 1) * stride + kH, (W - 1) * stride + kW), dtype=x.dtype)
    out += b[None, :, None, None]
    for i in range(H):
        for j in range(W):
            for n in range(N):
                for c in range(C_in):
                    out[n, :, i * stride:i * stride + kH, j * stride:j * stride + kW] += x_pad[n, c, i, j] * w[c]
    return out


# %% float64_result
# fault: the output is collected in np.zeros without a dtype, so the result is float64 also where x is float32.
# names: always_float64
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    batch, cin, height, width = x.shape
    cout, kh, kw = w.shape[1], w.shape[2], w.shape[3]
    H_out = (height - 1) * stride - 2 * padding + kh
    W_out = (width - 1) * stride - 2 * padding + kw
    result = np.zeros((batch, cout, H_out + 2 * padding, W_out + 2 * padding))
    for u in range(kh):
        for v in range(kw):
            contribution = np.einsum('ncij,cf->nfij', x, w[:, :, u, v])
            result[:, :, u:u + height * stride:stride, v:v + width * stride:stride][:, :, :height, :width] += contribution
    result = result[:, :, padding:padding + H_out, padding:padding + W_out]
    return result + b[None, :, None, None]


# %% bias_on_last_axis
# fault: the bias is added as out + b without giving it axes, so it runs along the width instead of along the channels; where W' and C_out differ (and C_out is not 1) it raises.
# names: bias_along_the_width
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    n, _, h, wid = x.shape
    kh, kw = w.shape[-2:]
    rows = (h - 1) * stride + kh
    cols = (wid - 1) * stride + kw
    out = np.zeros((n, w.shape[1], rows, cols), dtype=x.dtype)
    for i in range(h):
        for j in range(wid):
            out[:, :, i*stride:i*stride+kh, j*stride:j*stride+kw] += np.tensordot(x[:, :, i, j], w, axes=(1, 0))
    return out[:, :, padding:rows - padding, padding:cols - padding] + b


# %% crops_only_the_end
# fault: the output is cut to the right size, but only at the bottom and on the right ([:H'] and [:W']), in place of `padding` rows and columns from each of the four sides.
# names: padding_at_the_end, padding_taken_at_the_end_alone
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, Cin, H, W = x.shape
    Cin, Cout, kH, kW = w.shape
    Hout = (H - 1) * stride - 2 * padding + kH
    Wout = (W - 1) * stride - 2 * padding + kW
    canvas = np.zeros((N, Cout, (H - 1) * stride + kH, (W - 1) * stride + kW), dtype=x.dtype)

    for n in range(N):
        for c in range(Cin):
            for i in range(H):
                for j in range(W):
                    canvas[n, :, i * stride:i * stride + kH, j * stride:j * stride + kW] += x[n, c, i, j] * w[c]

    canvas = canvas[:, :, :Hout, :Wout]
    for f in range(Cout):
        canvas[:, f] += b[f]
    return canvas


# %% stride_as_in_the_forward_pass
# fault: the stride thins the input out as in a forward convolution (only every stride-th value of x lays its kernel, the values lie one place apart), so for a stride above 1 the map is made smaller instead of larger.
# names: none
# wanted: the stride thins x out, as in a forward convolution: only every stride-th value of x lays its kernel, and the map becomes smaller; every value lays its kernel, and that of x[i, j] begins at row i * stride and column j * stride
# hints: stride_ignored
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    x = x[:, :, ::stride, ::stride]
    N, C, H, W = x.shape
    C, F, kH, kW = w.shape
    out = np.zeros((N, F, H + kH - 1, W + kW - 1), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            pixel = x[:, :, i, j]                      # (N, C)
            out[:, :, i:i + kH, j:j + kW] += (pixel @ w.reshape(C, -1)).reshape(N, F, kH, kW)
    out = out[:, :, padding:out.shape[2] - padding, padding:out.shape[3] - padding]
    return out + b[:, None, None]


# %% only_last_input_channel
# fault: for every input channel the output of a filter is begun anew, so only the last input channel counts instead of the sum over all of them.
# names: last_channel_only
import numpy as np

def spread_one(image, kernel, s):
    """image (H, W), kernel (kH, kW)"""
    H, W = image.shape
    kH, kW = kernel.shape
    res = np.zeros(((H - 1) * s + kH, (W - 1) * s + kW), dtype=image.dtype)
    for i in range(H):
        for j in range(W):
            res[i * s:i * s + kH, j * s:j * s + kW] += image[i, j] * kernel
    return res

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in = x.shape[:2]
    C_out = w.shape[1]
    images = []
    for n in range(N):
        maps = []
        for f in range(C_out):
            for c in range(C_in):
                m = spread_one(x[n, c], w[c, f], stride)
            h, wi = m.shape
            maps.append(m[padding:h - padding, padding:wi - padding] + b[f])
        images.append(maps)
    return np.array(images, dtype=x.dtype)


# %% small_canvas_skips_the_rim
# fault: builds the output in its final size and lays down only the kernels that lie wholly inside it, so with padding the parts that the border values would still contribute are lost.
# names: none
# wanted: kernels that lie only partly on the output are left out whole; only what falls beside the output is left out, the rest of such a kernel is added
# hints: padding_before_the_kernels
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    _, C_out, kH, kW = w.shape
    H2 = (H - 1) * stride - 2 * padding + kH
    W2 = (W - 1) * stride - 2 * padding + kW
    out = np.zeros((N, C_out, H2, W2), dtype=x.dtype)
    for i in range(H):
        for j in range(W):
            r = i * stride - padding
            c = j * stride - padding
            if r < 0 or c < 0 or r + kH > H2 or c + kW > W2:
                continue   # falls on the part that the padding takes away
            out[:, :, r:r + kH, c:c + kW] += np.einsum('nc,cfuv->nfuv', x[:, :, i, j], w)
    out += b.reshape(1, C_out, 1, 1)
    return out


# %% stride_zeros_between
# fault: puts `stride` zeros between neighbouring values in place of stride - 1 (the values then lie stride + 1 places apart when stride is above 1), so sizes and places are wrong for every stride above 1.
# names: stride_one_larger
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    kH, kW = w.shape[2], w.shape[3]
    if stride > 1:
        step = stride + 1
        bigger = np.zeros((N, C, H + (H - 1) * stride, W + (W - 1) * stride), dtype=x.dtype)
        bigger[:, :, ::step, ::step] = x
    else:
        bigger = x
    border = ((0, 0), (0, 0), (kH - 1, kH - 1), (kW - 1, kW - 1))
    bigger = np.pad(bigger, border)
    turned = w[:, :, ::-1, ::-1]
    h = bigger.shape[2] - kH + 1
    wd = bigger.shape[3] - kW + 1
    out = np.zeros((N, w.shape[1], h, wd), dtype=x.dtype)
    for i in range(h):
        for j in range(wd):
            window = bigger[:, :, i:i + kH, j:j + kW]
            out[:, :, i, j] = np.tensordot(window, turned, axes=([1, 2, 3], [0, 2, 3])) + b
    return out[:, :, padding:h - padding, padding:wd - padding]


# %% one_kernel_size
# fault: takes the height of the kernel for its width too (k = w.shape[2]), so a kernel that is not square raises or gives a wrong shape.
# names: square_kernels_only
# hints: kernel_height_in_the_width
import numpy as np

def conv_transpose2d(x, w, b, stride=1, padding=0):
    N, C_in, H, W = x.shape
    C_out = w.shape[1]
    k = w.shape[2]
    H_out = (H - 1) * stride + k
    W_out = (W - 1) * stride + k
    out = np.zeros((N, C_out, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for f in range(C_out):
            for c in range(C_in):
                for i in range(H):
                    for j in range(W):
                        out[n, f, i * stride:i * stride + k, j * stride:j * stride + k] += w[c, f] * x[n, c, i, j]
            out[n, f] += b[f]
    if padding > 0:
        out = out[:, :, padding:-padding, padding:-padding]
    return out


# %% matrix_per_axis
# right
import numpy as np

def _placements(size, k, stride, padding):
    """T[p, i, u] is 1 where weight u of the kernel of value i falls on output p (after the cut)."""
    full = (size - 1) * stride + k
    place = np.arange(size)[:, None] * stride + np.arange(k)
    kept = np.arange(padding, full - padding)
    return kept[:, None, None] == place

def conv_transpose2d(x, w, b, stride=1, padding=0):
    down = _placements(x.shape[2], w.shape[2], stride, padding).astype(x.dtype)
    across = _placements(x.shape[3], w.shape[3], stride, padding).astype(x.dtype)
    spread = np.einsum("ncij,cfuv,piu,qjv->nfpq", x, w, down, across, optimize=True)
    return (spread + b[:, None, None]).astype(x.dtype, copy=False)
