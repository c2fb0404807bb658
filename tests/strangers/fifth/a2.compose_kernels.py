# %% second_flipped
# fault: the second filter is turned round before it is used, out of the belief that composing needs a flip, so its weights enter at the mirrored places.
# names: second_turned_round
import numpy as np


def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    flipped = second[:, :, ::-1, ::-1]
    out = np.zeros((F, C, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    for u in range(lH):
        for v in range(lW):
            out[:, :, u : u + kH, v : v + kW] += np.einsum("fm,mcij->fcij", flipped[:, :, u, v], first)
    return out


# %% assigned_not_added
# fault: each contribution is assigned with = in place of added with +=, so contributions that overlap, and those of all maps but the last, are overwritten.
# names: products_overwritten, products_overwritten + last_middle_map_only
import numpy as np


def compose_kernels(first, second):
    m, c, kh, kw = first.shape
    f, _, lh, lw = second.shape
    out = np.zeros((f, c, kh + lh - 1, kw + lw - 1), dtype=first.dtype)
    for fi in range(f):
        for ci in range(c):
            for mi in range(m):
                for u in range(lh):
                    for v in range(lw):
                        out[fi, ci, u : u + kh, v : v + kw] = second[fi, mi, u, v] * first[mi, ci]
    return out


# %% second_laid_on_first
# fault: the second filter is laid on the first like on an image, wherever it fits (a valid cross-correlation), so the result is smaller than it should be, and it raises where the second filter is larger.
# names: laid_only_where_all_fits, only_where_all_fits_or_nothing
# hints: second_turned_round
import numpy as np


def correlate(image, kernel):
    H = image.shape[0] - kernel.shape[0] + 1
    W = image.shape[1] - kernel.shape[1] + 1
    out = np.zeros((H, W), dtype=image.dtype)
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(image[i : i + kernel.shape[0], j : j + kernel.shape[1]] * kernel)
    return out


def compose_kernels(first, second):
    M, C = first.shape[:2]
    F = second.shape[0]
    rows = []
    for f in range(F):
        row = []
        for c in range(C):
            row.append(sum(correlate(first[m, c], second[f, m]) for m in range(M)))
        rows.append(row)
    return np.array(rows, dtype=first.dtype)


# %% full_correlation_with_first
# fault: two faults: the second filter is framed with zeros and the first is laid on it as it is (a full cross-correlation), so the first filter enters turned round, since the places are subtracted where they should be added; and the zeros have no dtype, so the result is float64 for float32 filters.
# names: first_turned_round + always_float64
import numpy as np


def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    # every placement in which the two filters overlap
    framed = np.pad(second, ((0, 0), (0, 0), (kH - 1, kH - 1), (kW - 1, kW - 1)))
    out = np.zeros((F, C, kH + lH - 1, kW + lW - 1))
    for i in range(kH + lH - 1):
        for j in range(kW + lW - 1):
            window = framed[:, :, i : i + kH, j : j + kW]          # (F, M, kH, kW)
            out[:, :, i, j] = np.einsum("fmst,mcst->fc", window, first)
    return out


# %% only_matching_maps
# fault: there is no sum over the maps between the layers: filter f of the second layer is combined with map f only, which raises or leaves most of the result out unless F and M are 1.
# names: filter_with_the_map_of_its_number
import numpy as np


def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    result = np.zeros((F, C, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    for f in range(F):
        for c in range(C):
            for u in range(lH):
                for v in range(lW):
                    result[f, c, u : u + kH, v : v + kW] += second[f, f, u, v] * first[f, c]
    return result


# %% float64_zeros
# fault: the array of zeros has no dtype, so the result is float64 for float32 filters.
# names: always_float64
import numpy as np


def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, M2, lH, lW = second.shape
    composed = np.zeros((F, C, kH + lH - 1, kW + lW - 1))
    for u in range(lH):
        for v in range(lW):
            for s in range(kH):
                for t in range(kW):
                    composed[:, :, u + s, v + t] += second[:, :, u, v] @ first[:, :, s, t]
    return composed


# %% heights_and_widths_mixed
# fault: the size and the slice use kH for both directions of the first filter (square filters are assumed), so filters that are not square give a wrong shape or raise.
# names: heights_for_both
# hints: height_for_both
import numpy as np


def compose_kernels(first, second):
    M, C, k, _ = first.shape
    F, _, l, _ = second.shape
    size = k + l - 1
    out = np.zeros((F, C, size, size), dtype=first.dtype)
    for f in range(F):
        for m in range(M):
            for u in range(l):
                for v in range(l):
                    out[f, :, u : u + k, v : v + k] += second[f, m, u, v] * first[m]
    return out


# %% order_exchanged
# fault: the two layers are taken in the wrong order, as if second were applied before first, so shapes do not fit or the channels are multiplied in the wrong order.
# names: first_and_second_exchanged
import numpy as np


def compose_kernels(first, second):
    A, B, kH, kW = first.shape
    D, E, lH, lW = second.shape
    out = np.zeros((A, E, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    for s in range(kH):
        for t in range(kW):
            for u in range(lH):
                for v in range(lW):
                    out[:, :, s + u, t + v] += first[:, :, s, t] @ second[:, :, u, v]
    return out


# %% impulse_not_turned_back
# fault: the single point of light is sent through both layers and the picture that comes out is taken for the filter, but it is the filter turned round in both directions.
# names: result_turned_round
import numpy as np


def two_d(x, w):
    kh, kw = w.shape[2:]
    h, wd = x.shape[2] - kh + 1, x.shape[3] - kw + 1
    y = np.zeros((x.shape[0], w.shape[0], h, wd), dtype=x.dtype)
    for i in range(h):
        for j in range(wd):
            y[:, :, i, j] = np.tensordot(x[:, :, i : i + kh, j : j + kw], w, axes=([1, 2, 3], [1, 2, 3]))
    return y


def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    oh, ow = kH + lH - 1, kW + lW - 1
    # image c has one bright pixel, in channel c, far enough from the border
    lights = np.zeros((C, C, 2 * oh - 1, 2 * ow - 1), dtype=first.dtype)
    for c in range(C):
        lights[c, c, oh - 1, ow - 1] = 1
    response = two_d(two_d(lights, first), second)  # (C, F, oh, ow)
    return response.transpose(1, 0, 2, 3)


# %% product_of_sums
# fault: the maps are added up in each of the two filters before they are combined (a product of sums in place of a sum of products), which is wrong with more than one map between the layers.
# names: every_first_with_every_second
import numpy as np


def compose_kernels(first, second):
    one = first.sum(axis=0)      # (C, kH, kW), the maps added up
    two = second.sum(axis=1)     # (F, lH, lW)
    C, kH, kW = one.shape
    F, lH, lW = two.shape
    out = np.zeros((F, C, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    for u in range(lH):
        for v in range(lW):
            out[:, :, u : u + kH, v : v + kW] += two[:, u, v][:, None, None, None] * one
    return out


# %% fft_wraps_round
# fault: the spectra are multiplied on a grid as large as the larger filter in each direction and the result is then put into the full size, so what should lie beyond is wrapped round to the front and the last rows and columns stay zero.
# names: grid_of_the_spectra_too_small
import numpy as np


def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    n = (max(kH, lH), max(kW, lW))
    A = np.fft.fft2(first, s=n)
    B = np.fft.fft2(second, s=n)
    product = np.fft.ifft2(np.einsum("fmij,mcij->fcij", B, A)).real
    out = np.zeros((F, C, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    out[:, :, : n[0], : n[1]] = product
    return out


# %% loops_over_the_wrong_filter
# fault: the loops over the places of the second filter run over the size of the first, so with filters of different sizes places are left out or an index is beyond the end.
# names: second_counted_with_the_first
import numpy as np


def compose_kernels(first, second):
    n_maps, n_in, k_h, k_w = first.shape
    n_out, _, l_h, l_w = second.shape
    total = np.zeros((n_out, n_in, k_h + l_h - 1, k_w + l_w - 1), dtype=first.dtype)
    for u in range(k_h):
        for v in range(k_w):
            weights = second[:, :, u, v]
            total[:, :, u : u + k_h, v : v + k_w] += np.tensordot(weights, first, axes=1)
    return total


# %% scales_first_in_place
# fault: the first filter is multiplied in place by each weight of the second, so the argument is changed and every later contribution starts from a filter that is already scaled.
# names: first_multiplied_in_place
# hints: kernels_changed, first_written
import numpy as np


def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    result = np.zeros((F, C, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    for f in range(F):
        for m in range(M):
            copy_of_filter = first[m]
            for u in range(lH):
                for v in range(lW):
                    copy_of_filter *= second[f, m, u, v]
                    result[f, :, u : u + kH, v : v + kW] += copy_of_filter
    return result


# %% tensordot_axes_not_moved
# fault: tensordot gives the axes F, lH, lW, C, kH, kW, and a reshape is used to bring the channels forward, which moves no axis, so with several channels (and a second filter larger than 1 x 1) the products are mixed up.
# names: products_reshaped_not_transposed
import numpy as np


def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    products = np.tensordot(second, first, axes=(1, 0))
    products = products.reshape(F, C, lH, lW, kH, kW)
    out = np.zeros((F, C, kH + lH - 1, kW + lW - 1), dtype=first.dtype)
    for u in range(lH):
        for v in range(lW):
            out[:, :, u : u + kH, v : v + kW] += products[:, :, u, v]
    return out


# %% same_size_as_first
# fault: the result keeps the size of the first filter, with the second one centred on it (a 'same' result), so the outer parts are cut off.
# names: as_large_as_the_first, as_large_as_the_first_a_row_later
import numpy as np


def compose_kernels(first, second):
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    out = np.zeros((F, C, kH, kW), dtype=first.dtype)
    for f in range(F):
        for c in range(C):
            for i in range(kH):
                for j in range(kW):
                    for u in range(lH):
                        for v in range(lW):
                            s = i - u + lH // 2
                            t = j - v + lW // 2
                            if 0 <= s < kH and 0 <= t < kW:
                                out[f, c, i, j] += np.dot(second[f, :, u, v], first[:, c, s, t])
    return out


# %% size_one_too_large
# fault: the result has kH + lH rows and kW + lW columns, without the - 1, so a row and a column of zeros stand at the end.
# names: sizes_added
import numpy as np


def compose_kernels(first, second):
    kH, kW = first.shape[2:]
    lH, lW = second.shape[2:]
    shape = (second.shape[0], first.shape[1], kH + lH, kW + lW)
    kernel = np.zeros(shape, first.dtype)
    for u, v in np.ndindex(lH, lW):
        for f in range(shape[0]):
            for m in range(first.shape[0]):
                kernel[f, :, u : u + kH, v : v + kW] += first[m] * second[f, m, u, v]
    return kernel


# %% ask_the_layers
# right
import numpy as np


def lay(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))
    return np.einsum("ncijuv,fcuv->nfij", windows, w)


def compose_kernels(first, second):
    """On an image as large as the composed filter there is one output. If one pixel is 1 and all others are 0,
    that output is the weight of this pixel. So ask the two layers for each pixel of each channel."""
    M, C, kH, kW = first.shape
    F, _, lH, lW = second.shape
    height, width = kH + lH - 1, kW + lW - 1
    pixels = C * height * width
    images = np.eye(pixels, dtype=first.dtype).reshape(pixels, C, height, width)
    answers = lay(lay(images, first), second).reshape(pixels, F)
    return answers.T.reshape(F, C, height, width).astype(first.dtype)
