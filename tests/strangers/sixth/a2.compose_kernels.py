# %% second_not_turned
# fault: The first filters are framed with l - 1 zeros and the second is laid on them as it is; that would need the second turned round, so its weights go to the mirrored places.
# names: second_turned_round
import numpy as np

def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    padded = np.pad(first, ((0, 0), (0, 0), (lH - 1, lH - 1), (lW - 1, lW - 1)))
    H, W = kH + lH - 1, kW + lW - 1
    out = np.zeros((F, C, H, W), dtype=first.dtype)
    for f in range(F):
        for c in range(C):
            for i in range(H):
                for j in range(W):
                    out[f, c, i, j] = np.sum(padded[:, c, i:i + lH, j:j + lW] * second[f])
    return out
# %% impulse_response_not_turned
# fault: An image with a single 1 is sent through both layers and the maps are returned as the weights; the answer to an impulse is the filter turned round, so the whole result is turned by 180 degrees.
# names: result_turned_round, first_turned_round + second_turned_round
# hints: first_turned_round, second_turned_round
import numpy as np

def _layer(x, w):
    kh, kw = w.shape[2:]
    oh, ow = x.shape[2] - kh + 1, x.shape[3] - kw + 1
    out = np.zeros((x.shape[0], w.shape[0], oh, ow), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            out += np.einsum("fc,nchw->nfhw", w[:, :, u, v], x[:, :, u:u + oh, v:v + ow])
    return out

def compose_kernels(first, second):
    C = first.shape[1]
    H = first.shape[2] + second.shape[2] - 1
    W = first.shape[3] + second.shape[3] - 1
    image = np.zeros((C, C, 2 * H - 1, 2 * W - 1), dtype=first.dtype)
    for c in range(C):
        image[c, c, H - 1, W - 1] = 1
    response = _layer(_layer(image, first), second)   # (C, F, H, W)
    return response.transpose(1, 0, 2, 3)
# %% assigned_not_added
# fault: The contributions of the places of the second filter are written with = in place of +=, so overlapping ones replace each other.
# names: products_overwritten
import numpy as np

def compose_kernels(first, second):
    M, C, kh, kw = first.shape
    F, M, lh, lw = second.shape
    result = np.zeros((F, C, kh + lh - 1, kw + lw - 1), dtype=first.dtype)
    for u in range(lh):
        for v in range(lw):
            result[:, :, u:u + kh, v:v + kw] = np.einsum("fm,mchw->fchw", second[:, :, u, v], first)
    return result
# %% float64_weights
# fault: The result is np.zeros without a dtype, so float32 weights give float64.
# names: always_float64
import numpy as np

def compose_kernels(first, second):
    m, c, a1, a2 = first.shape
    f, _, b1, b2 = second.shape
    out = np.zeros((f, c, a1 + b1 - 1, a2 + b2 - 1))
    for i in range(f):
        for j in range(c):
            for k in range(m):
                for u in range(b1):
                    for v in range(b2):
                        out[i, j, u:u + a1, v:v + a2] += second[i, k, u, v] * first[k, j]
    return out
# %% maps_overwritten
# fault: For each middle map the result is computed anew and assigned, so only the last map counts; there is no sum over m.
# names: last_middle_map_only
import numpy as np

def full(a, b):
    r = np.zeros((a.shape[0] + b.shape[0] - 1, a.shape[1] + b.shape[1] - 1), dtype=a.dtype)
    for u in range(b.shape[0]):
        for v in range(b.shape[1]):
            r[u:u + a.shape[0], v:v + a.shape[1]] += b[u, v] * a
    return r

def compose_kernels(first, second):
    M, C = first.shape[:2]
    F = second.shape[0]
    H = first.shape[2] + second.shape[2] - 1
    W = first.shape[3] + second.shape[3] - 1
    composed = np.zeros((F, C, H, W), dtype=first.dtype)
    for f in range(F):
        for c in range(C):
            for m in range(M):
                composed[f, c] = full(first[m, c], second[f, m])
    return composed
# %% parts_cut_off
# fault: The second is laid on the first only where it fits (a plain layer without padding), so the result has k - l + 1 places, the rest is missing; it raises or is empty where the second is larger.
# names: only_where_all_fits_or_nothing, laid_only_where_all_fits, inner_part_only
import numpy as np

def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    H, W = kH - lH + 1, kW - lW + 1
    flipped = second[:, :, ::-1, ::-1]
    out = np.zeros((F, C, H, W), dtype=first.dtype)
    for i in range(H):
        for j in range(W):
            patch = first[:, :, i:i + lH, j:j + lW]
            out[:, :, i, j] = np.einsum("mcuv,fmuv->fc", patch, flipped)
    return out
# %% one_row_and_column_too_many
# fault: The final size is taken as k + l, without the - 1, so there is a row and a column of zeros too many.
# names: sizes_added
import numpy as np

def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    new = np.zeros((F, C, kH + lH, kW + lW), first.dtype)
    for s in range(kH):
        for t in range(kW):
            for u in range(lH):
                for v in range(lW):
                    new[:, :, s + u, t + v] += second[:, :, u, v] @ first[:, :, s, t]
    return new
# %% matrices_in_the_wrong_order
# fault: The product for two places is first @ second, (M, C) times (F, M): raises unless C is F, and is otherwise put together over the wrong axis.
# names: first_and_second_exchanged
import numpy as np

def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    out = np.zeros((F, C, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    for u in range(lH):
        for v in range(lW):
            for s in range(kH):
                for t in range(kW):
                    out[:, :, u + s, v + t] += first[:, :, s, t] @ second[:, :, u, v]
    return out
# %% slice_as_large_as_the_second
# fault: At place (u, v) of the second filter the slice is u to u + lH, v to v + lW in place of the first filter's size, so kernels of different size raise.
# names: laid_in_slices_of_the_second
import numpy as np

def compose_kernels(first, second):
    M, C, kh, kw = first.shape
    F, _, lh, lw = second.shape
    out = np.zeros((F, C, kh + lh - 1, kw + lw - 1), dtype=first.dtype)
    for f in range(F):
        for m in range(M):
            for u in range(lh):
                for v in range(lw):
                    out[f, :, u:u + lh, v:v + lw] += second[f, m, u, v] * first[m]
    return out
# %% kronecker
# fault: The Kronecker product of the two tables is taken and cut to the final size, so the copies of the first filter lie side by side in place of overlapping.
# names: none
# wanted: the Kronecker product: the copies of the first kernel lie side by side, as far apart as it is large, and not one place apart
import numpy as np

def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    H, W = kH + lH - 1, kW + lW - 1
    out = np.zeros((F, C, H, W), dtype=first.dtype)
    for f in range(F):
        for c in range(C):
            for m in range(M):
                out[f, c] += np.kron(second[f, m], first[m, c])[:H, :W]
    return out
# %% channels_added_up
# fault: The sum runs over the image channels as well as over the middle maps, and each channel of the result gets this same sum.
# names: channels_added
import numpy as np

def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    out = np.zeros((F, C, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    for f in range(F):
        for u in range(lH):
            for v in range(lW):
                for s in range(kH):
                    for t in range(kW):
                        out[f, :, u + s, v + t] += np.sum(second[f, :, u, v][:, None] * first[:, :, s, t])
    return out
# %% square_only
# fault: The height of either filter is used for both directions, so filters that are not square raise or come out with the wrong size.
# names: heights_for_both_in_every_loop, heights_for_both
# hints: height_for_both
import numpy as np

def compose_kernels(first, second):
    M, C, k, _ = first.shape
    F, _, l, _ = second.shape
    size = k + l - 1
    out = np.zeros((F, C, size, size), dtype=first.dtype)
    for u in range(l):
        for v in range(l):
            out[:, :, u:u + k, v:v + k] += np.tensordot(second[:, :, u, v], first, axes=1)
    return out
# %% turned_left_right_only
# fault: The second filter is turned only along the last axis before it is laid on the framed first filter, so with more than one row the rows go to the mirrored places.
# names: rows_of_the_second_turned_round
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def compose_kernels(first, second):
    lH, lW = second.shape[2:]
    frame = np.pad(first, ((0, 0), (0, 0), (lH - 1, lH - 1), (lW - 1, lW - 1)))
    win = sliding_window_view(frame, (lH, lW), axis=(2, 3))
    flipped = second[..., ::-1]
    return np.einsum("mcijuv,fmuv->fcij", win, flipped).astype(first.dtype)
# %% channels_before_filters
# fault: The result is (C, F, ...) in place of (F, C, ...): the axes of filters and channels are exchanged.
# names: filters_and_channels_exchanged
import numpy as np

def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, M2, lH, lW = second.shape
    big = np.zeros((C, F, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    for c in range(C):
        for f in range(F):
            for m in range(M):
                for i in range(kH):
                    for j in range(kW):
                        big[c, f, i:i + lH, j:j + lW] += first[m, c, i, j] * second[f, m]
    return big
# %% padding_ravelled_rows
# fault: The tables are stretched to one row and composed with np.convolve in one dimension, and the result is filled into the final shape (with zeros at the end, or cut), which ignores where the rows end.
# names: none
# wanted: both kernels are stretched to one row and composed along it, so that what is laid over the end of a row goes on in the next one
import numpy as np

def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    H, W = kH + lH - 1, kW + lW - 1
    result = np.zeros((F, C, H * W), dtype=first.dtype)
    for f in range(F):
        for c in range(C):
            for m in range(M):
                r = np.convolve(first[m, c].ravel(), second[f, m].ravel())[:H * W]
                result[f, c, :len(r)] += r
    return result.reshape(F, C, H, W)
# %% right_polynomials
# right
import numpy as np

def compose_kernels(first, second):
    # tables are polynomials in two unknowns; rows wide enough that nothing runs over make it one unknown
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    H, W = kH + lH - 1, kW + lW - 1
    a = np.pad(first, ((0, 0), (0, 0), (0, 0), (0, W - kW))).reshape(M, C, kH * W)
    b = np.pad(second, ((0, 0), (0, 0), (0, 0), (0, W - lW))).reshape(F, M, lH * W)
    rows = [[sum(np.convolve(a[m, c], b[f, m]) for m in range(M))[: H * W] for c in range(C)] for f in range(F)]
    return np.array(rows, dtype=first.dtype).reshape(F, C, H, W)
