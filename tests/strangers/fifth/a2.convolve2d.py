# %% rows_only
# fault: only the rows of the filter are turned round, not its columns.
# names: flipped_top_to_bottom_only
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    out = np.zeros((image.shape[0] - kH + 1, image.shape[1] - kW + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i:i + kH, j:j + kW] * kernel)
    return out

def convolve2d(image, kernel):
    return correlate2d(image, kernel[::-1])

# %% columns_only
# fault: only the columns of the filter are turned round, not its rows.
# names: flipped_left_to_right_only
import numpy as np

def correlate2d(image, kernel):
    h, w = kernel.shape
    rows, cols = image.shape[0] - h + 1, image.shape[1] - w + 1
    out = np.zeros((rows, cols), image.dtype)
    for r in range(rows):
        for c in range(cols):
            out[r, c] = (image[r:r+h, c:c+w] * kernel).sum()
    return out

def convolve2d(image, kernel):
    flipped = np.fliplr(kernel)
    return correlate2d(image, flipped)

# %% no_flip
# fault: the filter is not flipped at all, this is the cross-correlation.
# names: not_flipped
import numpy as np

def convolve2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    out[i, j] += kernel[u, v] * image[i + u, j + v]
    return out

# %% transposed
# fault: the filter is transposed in place of flipped; this gives wrong values, and a wrong shape for filters that are not square.
# names: transposed
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(kernel * image[i:i+kH, j:j+kW])
    return out

def convolve2d(image, kernel):
    return correlate2d(image, kernel.T)

# %% quarter_turn
# fault: np.rot90 is called once, which turns the filter by 90 degrees and not by 180.
# names: turned_by_a_quarter
import numpy as np

def convolve2d(image, kernel):
    rotated = np.rot90(kernel)
    kH, kW = rotated.shape
    rows = image.shape[0] - kH + 1
    cols = image.shape[1] - kW + 1
    out = np.zeros((rows, cols), image.dtype)
    for i in range(rows):
        for j in range(cols):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * rotated)
    return out

# %% flips_the_image
# fault: the image is flipped and not the filter, so all numbers of the map are there but the map is turned by 180 degrees.
# names: map_flipped_too
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    out_h = image.shape[0] - kH + 1
    out_w = image.shape[1] - kW + 1
    out = np.zeros((out_h, out_w), dtype=image.dtype)
    for i in range(out_h):
        for j in range(out_w):
            out[i, j] = (image[i:i+kH, j:j+kW] * kernel).sum()
    return out

def convolve2d(image, kernel):
    image = image[::-1, ::-1]
    return correlate2d(image, kernel)

# %% flips_the_map
# fault: the map of the cross-correlation is flipped in the end, in place of the filter.
# names: map_flipped_alone
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    out = np.zeros((image.shape[0] - kH + 1, image.shape[1] - kW + 1), image.dtype)
    for i, j in np.ndindex(out.shape):
        out[i, j] = np.sum(image[i : i + kH, j : j + kW] * kernel)
    return out

def convolve2d(image, kernel):
    result = correlate2d(image, kernel)
    return np.flip(result)

# %% index_without_offset
# fault: the image is read at [i - u, j - v] without the offset kH - 1 and kW - 1; negative indices read from the other end of the image.
# names: image_around_the_corner
import numpy as np

def convolve2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            s = 0
            for u in range(kH):
                for v in range(kW):
                    s += kernel[u, v] * image[i - u, j - v]
            out[i, j] = s
    return out

# %% full_convolution
# fault: the full convolution is returned, of shape (H + kH - 1, W + kW - 1), with the places where the filter hangs over the border.
# names: every_overlap
import numpy as np

def convolve2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    out = np.zeros((H + kH - 1, W + kW - 1), dtype=image.dtype)
    for u in range(kH):
        for v in range(kW):
            out[u:u + H, v:v + W] += kernel[u, v] * image
    return out

# %% flips_in_place
# fault: the filter that came in is itself overwritten with its flipped form: the caller's array is changed, and a read-only filter raises.
# names: image_or_filter_changed
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
    return out

def convolve2d(image, kernel):
    kernel[:] = kernel[::-1, ::-1].copy()
    return correlate2d(image, kernel)

# %% double_precision
# fault: the result is float64 also for a float32 image.
# names: always_float64
import numpy as np

def convolve2d(image, kernel):
    k = np.rot90(kernel, 2)
    kh, kw = k.shape
    H = image.shape[0] - kh + 1
    W = image.shape[1] - kw + 1
    out = np.zeros((H, W))
    for u in range(kh):
        for v in range(kw):
            out = out + k[u, v] * image[u:u+H, v:v+W]
    return out

# %% height_twice
# fault: the filter's height minus 1 is the offset in both directions, so filters that are not square read wrong columns or leave the image.
# names: height_in_both_offsets
import numpy as np

def convolve2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    out[i, j] += kernel[u, v] * image[i + kH - 1 - u, j + kH - 1 - v]
    return out

# %% slice_loses_zero
# fault: the flipping slice [-1:0:-1] stops before index 0, so the first row and column of the filter are lost; values and shape are wrong.
# names: flip_loses_the_first
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    out = np.zeros((image.shape[0] - kH + 1, image.shape[1] - kW + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i:i + kH, j:j + kW] * kernel)
    return out

def convolve2d(image, kernel):
    flipped_kernel = kernel[-1:0:-1, -1:0:-1]
    return correlate2d(image, flipped_kernel)

# %% offset_one_too_large
# fault: the image is read one row and one column too far (kH - u in place of kH - 1 - u), so the values are wrong and the last places raise an IndexError.
# names: index_one_too_far
import numpy as np

def convolve2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    out = np.zeros((H - kH + 1, W - kW + 1), image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            total = 0.0
            for u in range(kH):
                for v in range(kW):
                    total += kernel[u, v] * image[i + kH - u, j + kW - v]
            out[i, j] = total
    return out

# %% fourier_from_zero
# fault: the Fourier transform gives the circular convolution, and the result is cut out from row and column 0 instead of from kH - 1 and kW - 1, so it holds the places that wrap round.
# names: image_around_the_corner
import numpy as np

def convolve2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    spectrum = np.fft.rfft2(image) * np.fft.rfft2(kernel, s=image.shape)
    everything = np.fft.irfft2(spectrum, s=image.shape)
    return everything[: H - kH + 1, : W - kW + 1].astype(image.dtype)

# %% flip_with_loop_over_itself
# fault: two faults: the filter is flipped in a copy by swapping each element with its opposite over the whole filter, so that every pair is swapped twice and the filter stays as it was; and the result has no dtype given, so it is float64 for float32.
# names: not_flipped + always_float64
import numpy as np

def convolve2d(image, kernel):
    kH, kW = kernel.shape
    k = kernel.copy()
    for u in range(kH):
        for v in range(kW):
            a = k[u, v]
            k[u, v] = k[kH - 1 - u, kW - 1 - v]
            k[kH - 1 - u, kW - 1 - v] = a
    rows, cols = image.shape[0] - kH + 1, image.shape[1] - kW + 1
    out = np.zeros((rows, cols))
    for i in range(rows):
        for j in range(cols):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * k)
    return out

# %% row_by_row
# right
import numpy as np

def convolve2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """np.convolve flips along one axis; the rows of the filter are taken from the last to the first."""
    kH = kernel.shape[0]
    result = [
        sum(np.convolve(row, weights, mode="valid") for row, weights in zip(image[top : top + kH], reversed(kernel)))
        for top in range(len(image) - kH + 1)
    ]
    return np.array(result, dtype=image.dtype)
