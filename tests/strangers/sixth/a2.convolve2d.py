# %% no_flip
# fault: The filter is not flipped at all; the result is the cross-correlation.
# names: not_flipped
import numpy as np

def convolve2d(image, kernel):
    kh, kw = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kh + 1, W - kw + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(kernel * image[i:i + kh, j:j + kw])
    return out

# %% only_rows_flipped
# fault: Only the order of the rows is reversed (kernel[::-1]); the columns stay as they are.
# names: flipped_top_to_bottom_only
import numpy as np

def correlate2d(image, kernel):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    out = np.zeros((oh, ow), dtype=image.dtype)
    for i in range(oh):
        for j in range(ow):
            out[i, j] = (image[i:i + kh, j:j + kw] * kernel).sum()
    return out

def convolve2d(image, kernel):
    return correlate2d(image, kernel[::-1])

# %% second_flip_replaces_first
# fault: Both flips start from the original filter, so the second assignment throws the first one away and only the columns are reversed.
# names: flipped_left_to_right_only
import numpy as np

def correlate2d(image, kernel):
    a, b = kernel.shape
    rows = image.shape[0] - a + 1
    cols = image.shape[1] - b + 1
    result = np.zeros((rows, cols), image.dtype)
    for r in range(rows):
        for c in range(cols):
            result[r, c] = np.sum(image[r:r+a, c:c+b] * kernel)
    return result

def convolve2d(image, kernel):
    flipped = np.flip(kernel, axis=0)
    flipped = np.flip(kernel, axis=1)
    return correlate2d(image, flipped)

# %% transposed
# fault: The filter is transposed (rows and columns exchanged) and not turned by 180 degrees; with a filter that is not square the shape of the map is wrong too, or nothing fits.
# names: transposed
import numpy as np

def convolve2d(image, kernel):
    k = kernel.T
    kh, kw = k.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1), image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * k)
    return out

# %% quarter_turn
# fault: np.rot90 is called once, which turns the filter by 90 and not by 180 degrees.
# names: turned_by_a_quarter
import numpy as np

def convolve2d(image, kernel):
    rotated = np.rot90(kernel)
    m, n = rotated.shape
    h, w = image.shape
    out = np.empty((h - m + 1, w - n + 1), dtype=image.dtype)
    for y in range(h - m + 1):
        for x in range(w - n + 1):
            out[y, x] = np.vdot(rotated, np.ascontiguousarray(image[y:y+m, x:x+n]))
    return out

# %% flipped_the_image_instead
# fault: The image is flipped in place of the filter and the map is not turned back, so the right numbers come out in reversed order.
# names: map_flipped_too
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    out = np.zeros((image.shape[0] - kH + 1, image.shape[1] - kW + 1), dtype=image.dtype)
    for u in range(kH):
        for v in range(kW):
            out += kernel[u, v] * image[u:u + out.shape[0], v:v + out.shape[1]]
    return out

def convolve2d(image, kernel):
    # it does not matter which of the two is flipped
    return correlate2d(image[::-1, ::-1], kernel)

# %% flips_the_filter_for_good
# fault: The filter itself is flipped in place, so the caller's array is changed, and one that cannot be written to raises.
# names: image_or_filter_changed, input_written
import numpy as np

def convolve2d(image, kernel):
    kernel[:] = kernel[::-1, ::-1].copy()
    kh, kw = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kh + 1, W - kw + 1), dtype=image.dtype)
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            out[i, j] = np.sum(image[i:i+kh, j:j+kw] * kernel)
    return out

# %% index_without_minus_one
# fault: The index is i + kH - u, j + kW - v, without the - 1: the window lies one row and one column too far, and the last places raise an IndexError.
# names: index_one_too_far
import numpy as np

def convolve2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    out[i, j] += kernel[u, v] * image[i + kH - u, j + kW - v]
    return out

# %% i_minus_u
# fault: The formula of the textbook, image[i - u, j - v], is used without the shift by kH - 1 and kW - 1: negative indices wrap round to the other side of the image.
# names: image_around_the_corner
import numpy as np

def convolve2d(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    cols = image.shape[1] - kernel.shape[1] + 1
    out = np.zeros((rows, cols), dtype=image.dtype)
    for i in range(rows):
        for j in range(cols):
            acc = 0
            for u in range(kernel.shape[0]):
                for v in range(kernel.shape[1]):
                    acc += kernel[u, v] * image[i - u, j - v]
            out[i, j] = acc
    return out

# %% full_convolution
# fault: It gives the full convolution, with zeros around the image, of size H + kH - 1 by W + kW - 1, and not only the places where all of the filter fits.
# names: every_overlap
import numpy as np

def convolve2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    big = np.zeros((H + 2 * (kh - 1), W + 2 * (kw - 1)), dtype=image.dtype)
    big[kh - 1:kh - 1 + H, kw - 1:kw - 1 + W] = image
    k = kernel[::-1, ::-1]
    out = np.zeros((H + kh - 1, W + kw - 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(big[i:i + kh, j:j + kw] * k)
    return out

# %% stops_before_row_zero
# fault: The reversing slices kernel[kH-1:0:-1, kW-1:0:-1] stop before index 0, so the filter loses its first row and column and the map is one too large in both directions (a 1 x n filter becomes empty).
# names: flip_loses_the_first
import numpy as np

def correlate2d(image, kernel):
    fh, fw = kernel.shape
    oh, ow = image.shape[0] - fh + 1, image.shape[1] - fw + 1
    out = np.zeros((oh, ow), dtype=image.dtype)
    for i in range(oh):
        for j in range(ow):
            out[i, j] = np.sum(image[i:i+fh, j:j+fw] * kernel)
    return out

def convolve2d(image, kernel):
    kH, kW = kernel.shape
    return correlate2d(image, kernel[kH-1:0:-1, kW-1:0:-1])

# %% swapped_twice
# fault: The flip swaps opposite weights for every (u, v) of the whole filter, so each pair is swapped twice and the filter ends as it began: no flip.
# names: not_flipped
import numpy as np

def flip(kernel):
    k = kernel.copy()
    h, w = k.shape
    for u in range(h):
        for v in range(w):
            tmp = k[u, v]
            k[u, v] = k[h - 1 - u, w - 1 - v]
            k[h - 1 - u, w - 1 - v] = tmp
    return k

def convolve2d(image, kernel):
    k = flip(kernel)
    h, w = k.shape
    out = np.zeros((image.shape[0] - h + 1, image.shape[1] - w + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i:i+h, j:j+w] * k)
    return out

# %% overwritten_while_flipping
# fault: The flip reads from the copy that it is writing to: the second half takes over values that were overwritten already, so the "flipped" filter is symmetric, made of the last half of the weights alone.
# names: none
# wanted: the filter is flipped into itself: weights are overwritten before they are read, so that the flipped filter is symmetric
import numpy as np

def convolve2d(image, kernel):
    kh, kw = kernel.shape
    turned = kernel.copy()
    for u in range(kh):
        for v in range(kw):
            turned[u, v] = turned[kh - u - 1, kw - v - 1]

    oh = image.shape[0] - kh + 1
    ow = image.shape[1] - kw + 1
    res = np.zeros((oh, ow), image.dtype)
    for i in range(oh):
        for j in range(ow):
            res[i, j] = (turned * image[i:i+kh, j:j+kw]).sum()
    return res

# %% height_in_both_indices
# fault: kH - 1 is subtracted from in both directions (one k for height and width), so filters that are not square take wrong columns, with negative indices that wrap round or an IndexError.
# names: height_in_both_offsets
import numpy as np

def convolve2d(image, kernel):
    kh, kw = kernel.shape
    k = len(kernel)
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            s = 0.0
            for u in range(kh):
                for v in range(kw):
                    s += kernel[u, v] * image[i + k - 1 - u, j + k - 1 - v]
            out[i, j] = s
    return out

# %% fourier_cut_at_the_wrong_end
# fault: The circular convolution by FFT is cut to its first rows and columns, where the image has wrapped round, and not to those from kH - 1 and kW - 1 on.
# names: image_around_the_corner
import numpy as np

def convolve2d(image, kernel):
    # convolution theorem: product of the spectra
    H, W = image.shape
    kh, kw = kernel.shape
    spectrum = np.fft.fft2(image) * np.fft.fft2(kernel, s=(H, W))
    full = np.fft.ifft2(spectrum).real
    return full[:H - kh + 1, :W - kw + 1].astype(image.dtype)

# %% flipped_here_and_there_float64
# fault: Two faults: the filter is flipped by np.flip and its index runs backwards as well, which cancels out to no flip, and the result is float64 for float32 images too.
# names: not_flipped + always_float64
# hints: not_flipped, always_float64
import numpy as np

def convolve2d(image, kernel):
    kernel = np.flip(kernel)
    kh, kw = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            for u in range(kh):
                for v in range(kw):
                    out[i, j] += kernel[u, v] * image[i + kh - 1 - u, j + kw - 1 - v]
    return out

# %% every_pixel_prints_the_filter
# right
import numpy as np

def convolve2d(image, kernel):
    """Each pixel prints the filter, as it is, with its own brightness; the middle of the print is the result."""
    H, W = image.shape
    kH, kW = kernel.shape
    sheet = np.zeros((H + kH - 1, W + kW - 1), dtype=image.dtype)
    for (r, c), brightness in np.ndenumerate(image):
        sheet[r:r + kH, c:c + kW] += brightness * kernel
    return sheet[kH - 1:H, kW - 1:W].copy()
