# %% cut_with_minus_p
# fault: The border of dx is cut off with [p:-p] in both directions, which gives an empty dx without padding.
# names: dx_cut_up_to_minus_zero
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
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
                    d = dout[n, f, i, j]
                    dw[f] += d * xp[n, :, i*sh:i*sh+kh, j*sw:j*sw+kw]
                    dxp[n, :, i*sh:i*sh+kh, j*sw:j*sw+kw] += d * w[f]
    dx = dxp[:, :, ph:-ph, pw:-pw]
    return dx, dw, db

# %% divided_by_batch
# fault: dw and db are divided by the number of images N, although the mean over the batch is in dout already.
# names: weights_and_bias_averaged, dw_averaged + db_averaged
# hints: dw_averaged, db_averaged
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    n_img, c_in, H, W = x.shape
    c_out, _, kH, kW = w.shape
    sH, sW = stride
    pH, pW = padding
    padded = np.pad(x, ((0, 0), (0, 0), (pH, pH), (pW, pW)))
    dpadded = np.zeros(padded.shape, dtype=x.dtype)
    dw = np.zeros(w.shape, dtype=w.dtype)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            win = padded[:, :, i*sH:i*sH+kH, j*sW:j*sW+kW]
            dw += np.einsum("nf,ncuv->fcuv", dout[:, :, i, j], win)
            dpadded[:, :, i*sH:i*sH+kH, j*sW:j*sW+kW] += np.einsum("nf,fcuv->ncuv", dout[:, :, i, j], w)
    db = dout.sum(axis=(0, 2, 3))
    dw = dw / n_img
    db = db / n_img
    return dpadded[:, :, pH:pH+H, pW:pW+W], dw, db.astype(b.dtype)

# %% filter_not_flipped
# fault: dx is made as a full correlation of the (spread) dout with the filter, but the filter is not flipped.
# names: dx_kernel_flipped
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    Ho, Wo = dout.shape[2:]
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    win = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    dw = np.einsum("nfij,ncijuv->fcuv", dout, win).astype(w.dtype)
    db = dout.sum((0, 2, 3)).astype(b.dtype)

    # spread dout (stride) on a field of the padded size, with k - 1 zeros around
    spread = np.zeros((N, F, xp.shape[2] + kh - 1, xp.shape[3] + kw - 1), dtype=dout.dtype)
    spread[:, :, kh-1:kh-1+(Ho-1)*sh+1:sh, kw-1:kw-1+(Wo-1)*sw+1:sw] = dout
    dwin = np.lib.stride_tricks.sliding_window_view(spread, (kh, kw), axis=(2, 3))
    dxp = np.einsum("nfpquv,fcuv->ncpq", dwin, w)
    dx = dxp[:, :, ph:ph+H, pw:pw+W].astype(x.dtype)
    return dx, dw, db

# %% stride_ignored
# fault: The window of dout (i, j) begins at row i and column j in dw and in dx; the stride is unpacked but never used.
# names: stride_ignored, dx_stride_ignored + dw_stride_ignored
# hints: dx_stride_ignored, dw_stride_ignored
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    p, q = padding
    x_pad = np.pad(x, ((0, 0), (0, 0), (p, p), (q, q)), mode="constant")
    dx_pad = np.zeros_like(x_pad)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            db[f] += dout[n, f].sum()
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    dw[f] += dout[n, f, i, j] * x_pad[n, :, i:i+HH, j:j+WW]
                    dx_pad[n, :, i:i+HH, j:j+WW] += dout[n, f, i, j] * w[f]
    return dx_pad[:, :, p:p+H, q:q+W], dw, db

# %% dx_assigned
# fault: dx is written with = in the innermost loop, so every window (and every filter) replaces what others have sent.
# names: dx_overwritten_by_filters, dx_overwritten
# hints: dx_of_last_filter
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    xp = np.pad(x, ((0,0),(0,0),(padding[0],padding[0]),(padding[1],padding[1])))
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    db = np.sum(dout, axis=(0,2,3)).astype(b.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(dout.shape[2]):
                r = i*stride[0]
                for j in range(dout.shape[3]):
                    c = j*stride[1]
                    dw[f] += dout[n,f,i,j]*xp[n,:,r:r+kh,c:c+kw]
                    dxp[n,:,r:r+kh,c:c+kw] = dout[n,f,i,j]*w[f]
    dx = dxp[:,:,padding[0]:padding[0]+H, padding[1]:padding[1]+W]
    return dx, dw, db

# %% float64_gradients
# fault: The gradients are collected in arrays made by np.zeros(shape) and are float64 for float32 arrays.
# names: always_float64
# hints: dx_always_float64
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (s1, s2), (p1, p2) = cache
    N, C, H, W = x.shape
    F, _, k1, k2 = w.shape
    xp = np.zeros((N, C, H + 2*p1, W + 2*p2))
    xp[:, :, p1:p1+H, p2:p2+W] = x
    dxp = np.zeros(xp.shape)
    dw = np.zeros(w.shape)
    db = np.zeros(F)
    for n in range(N):
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    g = dout[n, f, i, j]
                    a, c = i*s1, j*s2
                    db[f] += g
                    dw[f] += g * xp[n, :, a:a+k1, c:c+k2]
                    dxp[n, :, a:a+k1, c:c+k2] += g * w[f]
    return dxp[:, :, p1:p1+H, p2:p2+W], dw, db

# %% dw_from_unpadded_image
# fault: dw is computed from the windows of x without padding, places outside the shorter slices being left out, so with padding the weights meet shifted pixels.
# names: image_not_padded
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    ph, pw = padding
    dxp = np.zeros((N, C, H + 2*ph, W + 2*pw), dtype=x.dtype)
    dw = np.zeros_like(w)
    db = dout.sum(axis=(0, 2, 3), dtype=b.dtype)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            r, c = i * stride[0], j * stride[1]
            for n in range(N):
                for f in range(F):
                    g = dout[n, f, i, j]
                    window = x[n, :, r:r+kh, c:c+kw]
                    dw[f, :, :window.shape[1], :window.shape[2]] += g * window
                    dxp[n, :, r:r+kh, c:c+kw] += g * w[f]
    return dxp[:, :, ph:ph+H, pw:pw+W], dw, db

# %% im2col_mixes_batch
# fault: dout is made a matrix with dout.reshape(C_out, -1) without bringing the filter axis to the front, so for more than one image filters and images are mixed up in dw and dx.
# names: dw_mixes_images_and_filters, dx_mixes_images_and_filters + dw_mixes_images_and_filters
# hints: dx_mixes_images_and_filters
import numpy as np

def im2col(xp, kh, kw, sh, sw):
    v = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    N, C, Ho, Wo = v.shape[:4]
    return v.transpose(1, 4, 5, 0, 2, 3).reshape(C * kh * kw, N * Ho * Wo)

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    Ho, Wo = dout.shape[2:]
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    cols = im2col(xp, kh, kw, sh, sw)
    dmat = dout.reshape(F, -1)
    dw = (dmat @ cols.T).reshape(w.shape).astype(w.dtype)
    db = dout.sum(axis=(0, 2, 3)).astype(b.dtype)
    dcols = (w.reshape(F, -1).T @ dmat).reshape(C, kh, kw, N, Ho, Wo)
    dxp = np.zeros_like(xp)
    for u in range(kh):
        for v in range(kw):
            dxp[:, :, u:u+sh*(Ho-1)+1:sh, v:v+sw*(Wo-1)+1:sw] += dcols[:, u, v].transpose(1, 0, 2, 3)
    return dxp[:, :, ph:ph+H, pw:pw+W], dw, db

# %% dw_of_last_image
# fault: dw[f] is set to zero anew inside the loop over the images, so only the last image of the batch has a say.
# names: dw_of_last_image
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dpadded = np.zeros_like(padded)
    dw = np.empty_like(w)
    db = np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            dw[f] = 0
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    win = (slice(None), slice(i*sh, i*sh+kh), slice(j*sw, j*sw+kw))
                    dw[f] += dout[n, f, i, j] * padded[n][win]
                    dpadded[n][win] += dout[n, f, i, j] * w[f]
            db[f] += dout[n, f].sum()
    return dpadded[:, :, ph:ph+H, pw:pw+W], dw, db

# %% db_is_a_mean
# fault: db is the mean of dout over images, rows and columns instead of its sum.
# names: db_is_the_mean
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    kh, kw = w.shape[2:]
    xp = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    Ho, Wo = dout.shape[2:]
    dw = np.zeros_like(w)
    dxp = np.zeros_like(xp)
    for u in range(kh):
        for v in range(kw):
            rows = slice(u, u + (Ho - 1) * stride[0] + 1, stride[0])
            cols = slice(v, v + (Wo - 1) * stride[1] + 1, stride[1])
            dw[:, :, u, v] = np.tensordot(dout, xp[:, :, rows, cols], axes=((0, 2, 3), (0, 2, 3)))
            dxp[:, :, rows, cols] += np.einsum("nfij,fc->ncij", dout, w[:, :, u, v])
    db = dout.mean(axis=(0, 2, 3)).astype(b.dtype)
    H, W = x.shape[2:]
    return dxp[:, :, padding[0]:padding[0] + H, padding[1]:padding[1] + W], dw, db

# %% dx_full_convolution_stride_one
# fault: dx is the full convolution of dout with the flipped filter without spreading dout by the stride, so for a stride above 1 the gradients sit at wrong places (packed together at the top left).
# names: dx_of_dout_as_it_is, dx_stride_ignored
import numpy as np

def correlate(a, k):
    """a: (N, F, H, W), k: (C, F, kh, kw)"""
    v = np.lib.stride_tricks.sliding_window_view(a, k.shape[2:], axis=(2, 3))
    return np.einsum("nfijuv,cfuv->ncij", v, k)

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
    H, W = x.shape[2:]
    kh, kw = w.shape[2:]
    # dw: windows of the image times dout
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    v = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    dw = np.einsum("ncijuv,nfij->fcuv", v, dout)
    # dx: dout with a border of k - 1 zeros, filter turned by 180 degrees
    wide = np.pad(dout, ((0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)))
    full = correlate(wide, w[:, :, ::-1, ::-1].transpose(1, 0, 2, 3))
    dxp = np.zeros(xp.shape, x.dtype)
    dxp[:, :, :full.shape[2], :full.shape[3]] = full
    dx = dxp[:, :, ph:ph + H, pw:pw + W]
    return dx, dw.astype(w.dtype), dout.sum(axis=(0, 2, 3)).astype(b.dtype)

# %% db_keeps_images
# fault: db is summed over rows and columns only and has the shape (N, C_out) instead of (C_out,).
# names: db_summed_over_places_alone
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    xp = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)])
    dxp, dw = np.zeros_like(xp), np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            d = dout[:, :, i, j]                       # (N, F)
            win = xp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw]  # (N, C, kh, kw)
            dw += np.tensordot(d, win, axes=(0, 0))
            dxp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw] += np.tensordot(d, w, axes=(1, 0))
    db = dout.sum(axis=(2, 3)).astype(b.dtype)
    return dxp[:, :, ph:ph+H, pw:pw+W], dw, db

# %% filters_summed_apart
# fault: For dx, dout and w are summed over the filters each by itself and then multiplied, instead of summing the products, which is wrong for more than one filter.
# names: none
# wanted: for dx dout and the weights are summed over the filters apart and then multiplied; multiply first, for each filter, and add the products up
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    (sh, sw), (ph, pw) = stride, padding
    N, C, H, W = x.shape
    kh, kw = w.shape[2], w.shape[3]
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    d_all = dout.sum(axis=1)     # over the filters
    w_all = w.sum(axis=0)
    for n in range(N):
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                window = xp[n, :, i*sh:i*sh+kh, j*sw:j*sw+kw]
                dw += dout[n, :, i, j, None, None, None] * window[None]
                dxp[n, :, i*sh:i*sh+kh, j*sw:j*sw+kw] += d_all[n, i, j] * w_all
    db = dout.sum(axis=(0, 2, 3)).astype(b.dtype)
    return dxp[:, :, ph:ph+H, pw:pw+W], dw, db

# %% dx_as_large_as_windows
# fault: dx is given the size that the windows cover, (H' - 1) s + k - 2 p, so it is too small when rows or columns are left over.
# names: dx_as_large_as_the_windows, dx_of_size_without_the_rest
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
    N, F, Ho, Wo = dout.shape
    _, C, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    big_h = (Ho - 1)*sh + kh
    big_w = (Wo - 1)*sw + kw
    dbig = np.zeros((N, C, big_h, big_w), dtype=x.dtype)
    dw = np.zeros(w.shape, dtype=w.dtype)
    for i in range(Ho):
        for j in range(Wo):
            sl = np.s_[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw]
            for f in range(F):
                g = dout[:, f, i, j].reshape(N, 1, 1, 1)
                dw[f] += (g * xp[sl]).sum(axis=0)
                dbig[sl] += g * w[f]
    dx = dbig[:, :, ph:big_h - ph, pw:big_w - pw]
    return dx, dw, dout.sum(axis=(0, 2, 3)).astype(b.dtype)

# %% square_filter_only
# fault: The window is kh x kh in both directions, so filters that are not square raise a broadcasting error.
# names: square_kernels_only
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    N, C, H, W = x.shape
    F, _, k, _ = w.shape
    ph, pw = padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    a, c = i*stride[0], j*stride[1]
                    dw[f] += dout[n, f, i, j] * xp[n, :, a:a+k, c:c+k]
                    dxp[n, :, a:a+k, c:c+k] += dout[n, f, i, j] * w[f]
                    db[f] += dout[n, f, i, j]
    return dxp[:, :, ph:ph+H, pw:pw+W], dw, db

# %% one_number_for_stride_and_padding
# fault: Only the first number of the pairs is used, for rows and columns alike, so a stride or padding that differs in the two directions gives wrong gradients or raises.
# names: first_numbers_for_both, first_of_stride_for_both + first_of_padding_for_both
# hints: first_of_stride_for_both, first_of_padding_for_both
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    s, p = stride[0], padding[0]
    N, C, H, W = x.shape
    F, C, kh, kw = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    for n in range(N):
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    g = dout[n, f, i, j]
                    dw[f] += xp[n, :, i*s:i*s+kh, j*s:j*s+kw] * g
                    dxp[n, :, i*s:i*s+kh, j*s:j*s+kw] += w[f] * g
    return dxp[:, :, p:p+H, p:p+W], dw, dout.sum(axis=(0, 2, 3)).astype(b.dtype)

# %% buffer_reused
# fault: Without padding the "padded" image is x itself, and it is set to zero and used again as the buffer for dx, so the caller's x is overwritten.
# names: input_changed
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, (sh, sw), (ph, pw) = cache
    N, C, H, W = x.shape
    kh, kw = w.shape[2:]
    if ph == 0 and pw == 0:
        buf = x
    else:
        buf = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    Ho, Wo = dout.shape[2:]
    dw = np.zeros_like(w)
    for i in range(Ho):
        for j in range(Wo):
            dw += np.einsum("nf,ncuv->fcuv", dout[:, :, i, j], buf[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw])
    # the image is not needed any more, save memory
    buf[...] = 0
    for i in range(Ho):
        for j in range(Wo):
            buf[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw] += np.einsum("nf,fcuv->ncuv", dout[:, :, i, j], w)
    db = dout.sum(axis=(0, 2, 3)).astype(b.dtype)
    return buf[:, :, ph:ph+H, pw:pw+W], dw, db

# %% dw_mean_and_dx_uncut
# fault: dw is divided by the number of windows (a mean over the places instead of a sum), and dx is returned with the padded border still on it.
# names: dw_averaged_over_places + dx_with_its_border
# hints: dw_averaged_over_places, dx_with_its_border
import numpy as np

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    sh, sw = stride
    ph, pw = padding
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, F, Ho, Wo = dout.shape
    kh, kw = w.shape[2:]
    dx = np.zeros_like(xp)
    dw = np.zeros_like(w)
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    y, z = i*sh, j*sw
                    dw[f] += dout[n, f, i, j]*xp[n, :, y:y+kh, z:z+kw]
                    dx[n, :, y:y+kh, z:z+kw] += dout[n, f, i, j]*w[f]
    dw /= Ho*Wo
    db = dout.sum(axis=(0, 2, 3)).astype(b.dtype)
    return dx, dw, db

# %% selection_matrices
# right
import numpy as np

def _select(size, count, k, s, p):
    """E[u, i, r] is 1 where place u of window i is row r of the image; no padding is needed."""
    row = np.arange(count)[None, :] * s + np.arange(k)[:, None] - p
    return (row[..., None] == np.arange(size)).astype(float)

def conv2d_backward(dout, cache):
    x, w, b, stride, padding = cache
    down = _select(x.shape[2], dout.shape[2], w.shape[2], stride[0], padding[0])
    across = _select(x.shape[3], dout.shape[3], w.shape[3], stride[1], padding[1])
    # out = sum of x[n,c,r,q] w[f,c,u,v] down[u,i,r] across[v,j,q]: linear in x and in w,
    # so both gradients are the same sum with dout in the place of out
    dx = np.einsum("nfij,fcuv,uir,vjq->ncrq", dout, w, down, across, optimize=True)
    dw = np.einsum("nfij,ncrq,uir,vjq->fcuv", dout, x, down, across, optimize=True)
    db = np.einsum("nfij->f", dout)
    return dx.astype(x.dtype), dw.astype(w.dtype), db.astype(b.dtype)
