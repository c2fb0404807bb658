# %% crop_minus_p
# fault: The border of dx is cut off by [p:-p], which is empty where the padding of a direction is 0.
# names: dx_cut_up_to_minus_zero
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    sh, sw = stride
    ph, pw = padding
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    db = dout.sum(axis=(0, 2, 3)).astype(b.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    r, c = i * sh, j * sw
                    dw[f] += dout[n, f, i, j] * xp[n, :, r:r + kh, c:c + kw]
                    dxp[n, :, r:r + kh, c:c + kw] += dout[n, f, i, j] * w[f]
    dx = dxp[:, :, ph:-ph, pw:-pw]
    return dx, dw, db

# %% divides_by_n
# fault: dw and db are divided by the number of images N, although the mean over the batch is in dout already.
# names: weights_and_bias_averaged
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (sH, sW), (pH, pW) = cache
    N, C, H, W = x.shape
    F, C, kH, kW = w.shape
    _, _, Ho, Wo = dout.shape

    x_pad = np.pad(x, ((0, 0), (0, 0), (pH, pH), (pW, pW)), mode="constant")
    dx_pad = np.zeros(x_pad.shape, dtype=x.dtype)
    dw = np.zeros(w.shape, dtype=w.dtype)
    db = np.sum(dout, axis=(0, 2, 3)).astype(b.dtype)
    for i in range(Ho):
        for j in range(Wo):
            win = x_pad[:, :, i * sH:i * sH + kH, j * sW:j * sW + kW]
            for f in range(F):
                d = dout[:, f, i, j][:, None, None, None]
                dw[f] += np.sum(win * d, axis=0)
                dx_pad[:, :, i * sH:i * sH + kH, j * sW:j * sW + kW] += w[f] * d
    # average over the batch
    dw /= N
    db /= N
    return dx_pad[:, :, pH:pH + H, pW:pW + W], dw, db

# %% not_flipped
# fault: dx is computed as a convolution of the (spread and padded) dout with the filter as it is; the filter is not flipped by 180 degrees.
# names: dx_kernel_flipped
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    Ho, Wo = dout.shape[2:]

    db = dout.sum((0, 2, 3)).astype(b.dtype)

    dw = np.zeros_like(w)
    for u in range(kh):
        for v in range(kw):
            part = xp[:, :, u:u + (Ho - 1) * stride[0] + 1:stride[0], v:v + (Wo - 1) * stride[1] + 1:stride[1]]
            dw[:, :, u, v] = np.einsum("nfij,ncij->fc", dout, part)

    # spread dout by the stride, border of k - 1, then convolve
    Hp, Wp = xp.shape[2:]
    spread = np.zeros((N, F, Hp + kh - 1, Wp + kw - 1), dtype=dout.dtype)
    spread[:, :, kh - 1:kh - 1 + (Ho - 1) * stride[0] + 1:stride[0],
           kw - 1:kw - 1 + (Wo - 1) * stride[1] + 1:stride[1]] = dout
    dxp = np.zeros(xp.shape, dtype=x.dtype)
    for p in range(Hp):
        for q in range(Wp):
            dxp[:, :, p, q] = np.einsum("nfuv,fcuv->nc", spread[:, :, p:p + kh, q:q + kw], w)
    return dxp[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W], dw, db

# %% float64_gradients
# fault: The gradients are collected in np.zeros arrays without a dtype, so dx and dw are float64 when x and w are float32.
# names: always_float64
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    (s0, s1), (p0, p1) = stride, padding
    n_img, n_in, H, W = x.shape
    n_out, _, KH, KW = w.shape
    xx = np.zeros((n_img, n_in, H + 2 * p0, W + 2 * p1))
    xx[:, :, p0:p0 + H, p1:p1 + W] = x
    dxx = np.zeros(xx.shape)
    dw = np.zeros(w.shape)
    db = np.zeros(b.shape)
    for n in range(n_img):
        for f in range(n_out):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    g = dout[n, f, i, j]
                    db[f] += g
                    dw[f] += g * xx[n, :, i * s0:i * s0 + KH, j * s1:j * s1 + KW]
                    dxx[n, :, i * s0:i * s0 + KH, j * s1:j * s1 + KW] += g * w[f]
    return dxx[:, :, p0:p0 + H, p1:p1 + W], dw, db

# %% dx_replaced
# fault: The window of dx is set with = instead of +=, so of overlapping windows and of several filters only the last share remains.
# names: dx_overwritten_by_filters
# hints: dx_overwritten
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    pad_h, pad_w = padding
    x_padded = np.pad(x, [(0, 0), (0, 0), (pad_h, pad_h), (pad_w, pad_w)])
    dx_padded = np.zeros_like(x_padded)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            db[f] += dout[n, f].sum()
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    h0 = i * stride[0]
                    w0 = j * stride[1]
                    dw[f] += x_padded[n, :, h0:h0 + HH, w0:w0 + WW] * dout[n, f, i, j]
                    dx_padded[n, :, h0:h0 + HH, w0:w0 + WW] = w[f] * dout[n, f, i, j]
    return dx_padded[:, :, pad_h:pad_h + H, pad_w:pad_w + W], dw, db

# %% stride_forgotten
# fault: The windows in the backward pass begin at row i and column j; the stride is not used at all.
# names: stride_ignored
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    ph, pw = padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    db = dout.sum(axis=(0, 2, 3)).astype(b.dtype)
    Hout, Wout = dout.shape[2], dout.shape[3]
    for i in range(Hout):
        for j in range(Wout):
            g = dout[:, :, i, j]                                   # (N, F)
            dw += np.tensordot(g, xp[:, :, i:i + kh, j:j + kw], axes=([0], [0]))
            dxp[:, :, i:i + kh, j:j + kw] += np.tensordot(g, w, axes=([1], [0]))
    return dxp[:, :, ph:ph + H, pw:pw + W], dw, db

# %% border_stays
# fault: dx is returned with the border of the padding, in the padded size.
# names: dx_with_its_border
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    F, C, kh, kw = w.shape
    dx, dw = np.zeros_like(xp), np.zeros_like(w)
    oh, ow = dout.shape[2:]
    for u in range(kh):
        for v in range(kw):
            rows = slice(u, u + sh * (oh - 1) + 1, sh)
            cols = slice(v, v + sw * (ow - 1) + 1, sw)
            dw[:, :, u, v] = np.einsum("nfij,ncij->fc", dout, xp[:, :, rows, cols])
            dx[:, :, rows, cols] += np.einsum("nfij,fc->ncij", dout, w[:, :, u, v])
    db = np.einsum("nfij->f", dout).astype(b.dtype)
    return dx, dw, db

# %% no_spreading_for_stride
# fault: dx and dw are computed as plain stride-1 convolutions with dout (dx with the flipped filter), which is right at stride 1 only; with a stride dout is not spread and the shapes or values are wrong.
# names: stride_ignored, dout_as_it_is
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def correlate(a, k):
    """valid, stride 1: (N, A, H, W) with (B, A, h, w)"""
    win = sliding_window_view(a, k.shape[2:], axis=(2, 3))
    return np.einsum("naijuv,bauv->nbij", win, k)

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    ph, pw = padding
    kh, kw = w.shape[2:]
    H, W = x.shape[2:]
    db = dout.sum(axis=(0, 2, 3)).astype(b.dtype)
    # dw: the images convolved with dout (channels and images change roles)
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dw = correlate(xp.transpose(1, 0, 2, 3), dout.transpose(1, 0, 2, 3)).transpose(1, 0, 2, 3)
    # dx: full convolution of dout with the flipped filters
    full = np.pad(dout, ((0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)))
    dx = correlate(full, w[:, :, ::-1, ::-1].transpose(1, 0, 2, 3))
    dx = dx[:, :, ph:ph + H, pw:pw + W]
    return dx.astype(x.dtype), np.ascontiguousarray(dw).astype(w.dtype), db

# %% leftover_rows_lost
# fault: dx is built in an array of the size (H' - 1) * stride + kernel; rows and columns of the padded image that lie in no window at the end are missing, so the shape of dx is too small when the stride does not fit.
# names: dx_as_large_as_the_windows
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    N, F, Ho, Wo = dout.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    dxp = np.zeros((N, C, (Ho - 1) * sh + kh, (Wo - 1) * sw + kw), dtype=x.dtype)
    for f in range(F):
        db[f] = dout[:, f].sum()
        for i in range(Ho):
            for j in range(Wo):
                d = dout[:, f, i, j].reshape(N, 1, 1, 1)
                dw[f] += (d * xp[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw]).sum(axis=0)
                dxp[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw] += d * w[f]
    return dxp[:, :, ph:ph + H, pw:pw + W], dw, db

# %% flips_cached_filter
# fault: Each filter is flipped by writing the rotated copy back into w, so the layer's own weights in the cache are changed by the backward pass.
# names: input_changed
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    Ho, Wo = dout.shape[2:]
    sh, sw = stride
    ph, pw = padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))

    db = dout.sum(axis=(0, 2, 3)).astype(b.dtype)
    dw = np.zeros_like(w)
    for i in range(Ho):
        for j in range(Wo):
            patch = xp[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
            dw += np.einsum("nf,ncuv->fcuv", dout[:, :, i, j], patch)

    # flip the filters
    for f in range(F):
        for c in range(C):
            w[f, c] = np.rot90(w[f, c], 2).copy()

    big = np.zeros((N, F, H + 2 * ph + kh - 1, W + 2 * pw + kw - 1), dtype=dout.dtype)
    big[:, :, kh - 1:kh - 1 + Ho * sh:sh, kw - 1:kw - 1 + Wo * sw:sw] = dout
    dx = np.zeros_like(x)
    for p in range(H):
        for q in range(W):
            region = big[:, :, p + ph:p + ph + kh, q + pw:q + pw + kw]
            dx[:, :, p, q] = np.einsum("nfuv,fcuv->nc", region, w)
    return dx, dw, db

# %% db_not_over_batch
# fault: db sums dout over rows and columns only and not over the images, so it has the shape (N, C_out).
# names: db_summed_over_places_alone
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    sh, sw = stride
    ph, pw = padding
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    dw = np.einsum("nfij,ncijuv->fcuv", dout, windows).astype(w.dtype)
    db = dout.sum(axis=(2, 3)).astype(b.dtype)
    dx = np.zeros_like(xp)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw] += np.einsum("nf,fcuv->ncuv", dout[:, :, i, j], w)
    return dx[:, :, ph:ph + H, pw:pw + W], dw, db

# %% last_image_only
# fault: dw and db are set to zero anew inside the loop over the images, so they hold the gradient of the last image only.
# names: dw_of_last_image + db_of_last_image
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, _, kH, kW = w.shape
    dx = np.zeros_like(x)
    for n in range(N):
        dw = np.zeros_like(w)
        db = np.zeros_like(b)
        img = np.pad(x[n], ((0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
        dimg = np.zeros_like(img)
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    rows = slice(i * stride[0], i * stride[0] + kH)
                    cols = slice(j * stride[1], j * stride[1] + kW)
                    dw[f] += dout[n, f, i, j] * img[:, rows, cols]
                    db[f] += dout[n, f, i, j]
                    dimg[:, rows, cols] += dout[n, f, i, j] * w[f]
        dx[n] = dimg[:, padding[0]:padding[0] + H, padding[1]:padding[1] + W]
    return dx, dw, db

# %% output_size_without_padding
# fault: The numbers of windows are computed again from H and W without the padding, so with padding the last windows are left out of dw and dx.
# names: padding_not_in_the_size
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    out_h = (H - kh) // stride[0] + 1
    out_w = (W - kw) // stride[1] + 1
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0], padding[0]), (padding[1], padding[1])))
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    db = np.sum(dout, axis=(0, 2, 3)).astype(b.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(out_h):
                for j in range(out_w):
                    a, c = i * stride[0], j * stride[1]
                    dw[f] += dout[n, f, i, j] * xp[n, :, a:a + kh, c:c + kw]
                    dxp[n, :, a:a + kh, c:c + kw] += dout[n, f, i, j] * w[f]
    return dxp[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W], dw, db

# %% one_number_for_both_directions
# fault: Of stride and padding only the first entry is used, for rows and columns alike; unequal pairs give wrong results or an error.
# names: first_numbers_for_both, first_of_stride_for_both + first_of_padding_for_both
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    s = stride[0]
    p = padding[0]
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    N, F, Ho, Wo = dout.shape
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), mode="constant", constant_values=0)
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for f in range(F):
        db[f] = np.sum(dout[:, f, :, :])
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    dw[f] += xp[n, :, i * s:i * s + HH, j * s:j * s + WW] * dout[n, f, i, j]
                    dxp[n, :, i * s:i * s + HH, j * s:j * s + WW] += w[f] * dout[n, f, i, j]
    dx = dxp[:, :, p:p + H, p:p + W]
    return dx, dw, db

# %% crop_to_h
# fault: The border is cut off with dx[:, :, p:H, q:W] instead of p:p+H, q:q+W, so p rows and q columns too many are cut away.
# names: dx_cut_up_to_the_height
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, (p, q) = cache
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    sh, sw = stride
    padded = np.pad(x, ((0, 0), (0, 0), (p, p), (q, q)))
    dpadded = np.zeros_like(padded)
    dw = np.zeros_like(w)
    for (n, f, i, j), d in np.ndenumerate(dout):
        here = (n, slice(None), slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw))
        dw[f] += d * padded[here]
        dpadded[here] += d * w[f]
    db = dout.sum(axis=0).sum(axis=(1, 2)).astype(b.dtype)
    return dpadded[:, :, p:H, q:W], dw, db

# %% mean_over_places
# fault: dw is the mean over the output's rows and columns instead of the sum, so it is too small by the factor H' * W'; db is a mean over them as well.
# names: dw_averaged_over_places + db_averaged_over_places
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    Ho, Wo = dout.shape[2:]
    ph, pw = padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    db = dout.mean(axis=(2, 3)).sum(axis=0).astype(b.dtype)
    for u in range(kh):
        for v in range(kw):
            sl = (slice(None), slice(None), slice(u, u + stride[0] * (Ho - 1) + 1, stride[0]),
                  slice(v, v + stride[1] * (Wo - 1) + 1, stride[1]))
            for f in range(F):
                d = dout[:, f][:, None]
                dw[f, :, u, v] = (xp[sl] * d).mean(axis=(2, 3)).sum(axis=0)
                dxp[sl] += d * w[f, :, u, v][None, :, None, None]
    return dxp[:, :, ph:ph + H, pw:pw + W], dw, db

# %% right_selection_matrices
# right
import numpy as np

def meets(count, kernel, stride, padding, size):
    """m[i, u, p] is 1 where output i and weight u meet pixel p; pixels outside have no column."""
    pixel = np.arange(count)[:, None] * stride + np.arange(kernel) - padding
    return (pixel[:, :, None] == np.arange(size)).astype(float)

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    rows = meets(dout.shape[2], w.shape[2], stride[0], padding[0], x.shape[2])
    cols = meets(dout.shape[3], w.shape[3], stride[1], padding[1], x.shape[3])
    # the forward pass is bilinear in x and w, so each gradient is the same sum with another factor left out
    dx = np.einsum("nfij,fcuv,iup,jvq->ncpq", dout, w, rows, cols, optimize=True)
    dw = np.einsum("nfij,ncpq,iup,jvq->fcuv", dout, x, rows, cols, optimize=True)
    db = np.einsum("nfij->f", dout)
    return dx.astype(x.dtype), dw.astype(w.dtype), db.astype(b.dtype)
