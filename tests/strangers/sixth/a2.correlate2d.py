# %% one_k_for_both
# fault: The filter is taken to be square: its height serves for its width too, in the window and in the output size.
# names: kernel_height_for_both, square_windows_of_the_height
import numpy as np

def correlate2d(image, kernel):
    H, W = image.shape
    k = kernel.shape[0]
    out = np.zeros((H - k + 1, W - k + 1), dtype=image.dtype)
    for i in range(H - k + 1):
        for j in range(W - k + 1):
            out[i, j] = np.sum(image[i:i+k, j:j+k] * kernel)
    return out

# %% forgot_plus_one
# fault: The output size is H - kH by W - kW, without the + 1: the last row and the last column of the map are missing.
# names: size_one_short
import numpy as np

def correlate2d(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = np.zeros((h - kh, w - kw), image.dtype)
    for row in range(h - kh):
        for col in range(w - kw):
            window = image[row : row + kh, col : col + kw]
            result[row, col] = (window * kernel).sum()
    return result

# %% zeros_are_float64
# fault: The output is made by np.zeros without a dtype and so is float64 where the image is float32.
# names: always_float64
import numpy as np

def correlate2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    kH, kW = kernel.shape
    oH = image.shape[0] - kH + 1
    oW = image.shape[1] - kW + 1
    activation = np.zeros((oH, oW))
    for i in range(oH):
        for j in range(oW):
            # element-wise product of window and filter
            activation[i, j] = np.sum(image[i : i + kH, j : j + kW] * kernel)
    return activation

# %% flips_the_filter
# fault: The filter is turned by 180 degrees before it is laid on the image, so the result is the true convolution and not the cross-correlation.
# names: kernel_flipped
import numpy as np

def correlate2d(image, kernel):
    # convolution: flip kernel first, then slide
    flipped = np.flipud(np.fliplr(kernel))
    m, n = flipped.shape
    rows = image.shape[0] - m + 1
    cols = image.shape[1] - n + 1
    output = np.empty((rows, cols), dtype=image.dtype)
    for y in range(rows):
        for x in range(cols):
            output[y, x] = np.sum(flipped * image[y:y+m, x:x+n])
    return output

# %% same_size_with_zeros
# fault: The image is framed with zeros so that the map is as large as the image (a "same" correlation); the task is without padding.
# names: zeros_around, zeros_around_more_above, zeros_below_and_right
import numpy as np

def correlate2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    padded = np.zeros((H + kH - 1, W + kW - 1), dtype=image.dtype)
    top, left = kH // 2, kW // 2
    padded[top:top + H, left:left + W] = image
    out = np.zeros_like(image)
    for i in range(H):
        for j in range(W):
            out[i, j] = np.sum(padded[i:i + kH, j:j + kW] * kernel)
    return out

# %% around_the_centre
# fault: The filter is centred on each pixel with half = k // 2 on both sides, which is right for odd sizes only: with an even size the window is one larger than the filter, and the product raises (or is stretched).
# names: odd_filters_only
import numpy as np

def correlate2d(image, kernel):
    H, W = image.shape
    half_h = kernel.shape[0] // 2
    half_w = kernel.shape[1] // 2
    out = np.zeros((H - 2 * half_h, W - 2 * half_w), dtype=image.dtype)
    for r in range(half_h, H - half_h):
        for c in range(half_w, W - half_w):
            patch = image[r - half_h : r + half_h + 1, c - half_w : c + half_w + 1]
            out[r - half_h, c - half_w] = (patch * kernel).sum()
    return out

# %% x_and_y_mixed
# fault: Width and height of the image are unpacked in the wrong order (W, H = image.shape), so the map of an image that is not square has the wrong shape and cut-off windows, or the call raises.
# names: size_on_its_side
# hints: index_over_the_edge
import numpy as np

def correlate2d(image, kernel):
    W, H = image.shape
    kh, kw = kernel.shape
    out = np.zeros((H - kh + 1, W - kw + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            total = 0
            for u in range(kh):
                for v in range(kw):
                    total += kernel[u, v] * image[i + u, j + v]
            out[i, j] = total
    return out

# %% total_not_reset
# fault: The running sum is set to 0 once a row and not once a place, so each output also contains all the outputs to its left.
# names: sum_goes_on_along_a_row
import numpy as np

def correlate2d(image, kernel):
    kh, kw = kernel.shape
    nrows = image.shape[0] - kh + 1
    ncols = image.shape[1] - kw + 1
    out = np.zeros((nrows, ncols), dtype=image.dtype)
    for i in range(nrows):
        s = 0.0
        for j in range(ncols):
            for u in range(kh):
                for v in range(kw):
                    s += image[i + u, j + v] * kernel[u, v]
            out[i, j] = s
    return out

# %% at_instead_of_times
# fault: Window and filter are multiplied as matrices (np.dot) in place of element by element, which gives other sums and raises where the filter is not square.
# names: matrix_product
import numpy as np

def correlate2d(image, kernel):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    res = np.zeros((oh, ow), dtype=image.dtype)
    for i in range(oh):
        for j in range(ow):
            res[i, j] = np.dot(image[i:i + kh, j:j + kw], kernel).sum()
    return res

# %% minus_zero_slice
# fault: The end of each slice is counted from the back, -(kH - 1 - u), which is -0 for the last row or column of the filter: the slice is empty and the addition raises (also for a 1 x 1 filter).
# names: none
# wanted: a slice whose end is counted from the back: for the last row or column of the filter it is -0, and the slice is empty
import numpy as np

def correlate2d(image, kernel):
    """Loops over the filter only, adds shifted images."""
    kH, kW = kernel.shape
    H, W = image.shape
    acc = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for u in range(kH):
        for v in range(kW):
            shifted = image[u : -(kH - 1 - u), v : -(kW - 1 - v)]
            acc += kernel[u, v] * shifted
    return acc

# %% strides_from_itemsize
# fault: The windows are made by as_strided with byte steps worked out from the item size and the width, as if the image always lay row by row; the copy keeps the order in memory, so a transposed (column by column) image gives wrong numbers.
# names: byte_strides_of_c_order, image_in_memory_order
import numpy as np
from numpy.lib.stride_tricks import as_strided

def correlate2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    s = image.itemsize
    image = np.array(image)     # own memory, so that the trick is safe
    windows = as_strided(
        image,
        shape=(H - kH + 1, W - kW + 1, kH, kW),
        strides=(W * s, s, W * s, s),
    )
    return np.einsum("ijuv,uv->ij", windows, kernel).astype(image.dtype)

# %% multiplies_in_place
# fault: The window is a view and is multiplied in place (window *= kernel): the image is changed, later windows see the changed pixels, and an image that cannot be written to raises.
# names: window_multiplied_in_place
# hints: image_or_filter_changed, input_written
import numpy as np

def correlate2d(image, kernel):
    kh, kw = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kh + 1, W - kw + 1), dtype=image.dtype)
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            window = image[i:i + kh, j:j + kw]
            window *= kernel
            out[i, j] = window.sum()
    return out

# %% divides_by_the_weights
# fault: Each sum is divided by the sum of the weights (where that is not 0), as in a weighted mean; the formula has no division.
# names: divided_by_the_weights
import numpy as np

def correlate2d(image, kernel):
    kh, kw = kernel.shape
    norm = kernel.sum()
    if norm == 0:
        norm = 1   # edge filters
    rows = []
    for i in range(image.shape[0] - kh + 1):
        row = []
        for j in range(image.shape[1] - kw + 1):
            row.append(np.sum(image[i:i + kh, j:j + kw] * kernel) / norm)
        rows.append(row)
    return np.array(rows, dtype=image.dtype)

# %% steps_by_the_filter
# fault: The filter moves on by its own size and not by one pixel (windows do not overlap), so most outputs stay 0.
# names: windows_side_by_side
import numpy as np

def correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    out = np.zeros((H - kh + 1, W - kw + 1), dtype=image.dtype)
    for i in range(0, H - kh + 1, kh):
        for j in range(0, W - kw + 1, kw):
            out[i, j] = np.sum(image[i:i+kh, j:j+kw] * kernel)
    return out

# %% map_kept_between_calls
# fault: The output array is kept in a dictionary by its shape and dtype and reused: a second call with the same sizes overwrites the result that the first call returned.
# names: one_buffer
import numpy as np

_maps = {}

def correlate2d(image, kernel):
    kh, kw = kernel.shape
    shape = (image.shape[0] - kh + 1, image.shape[1] - kw + 1)
    key = (shape, image.dtype.str)
    if key not in _maps:
        _maps[key] = np.empty(shape, dtype=image.dtype)
    out = _maps[key]
    for i in range(shape[0]):
        for j in range(shape[1]):
            out[i, j] = np.sum(image[i:i + kh, j:j + kw] * kernel)
    return out

# %% rectified_and_float64
# fault: Two faults: negative sums are set to 0, since the map is called an activation map (ReLU), and the result is float64 also for a float32 image.
# names: negative_values_cut_off + always_float64
# hints: negative_values_cut_off, always_float64
import numpy as np

def correlate2d(image, kernel):
    fh, fw = kernel.shape
    out_h = image.shape[0] - fh + 1
    out_w = image.shape[1] - fw + 1
    activation_map = np.zeros((out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            z = np.sum(image[i:i+fh, j:j+fw] * kernel)
            activation_map[i, j] = max(0.0, z)
    return activation_map

# %% banded_matrices
# right
import numpy as np

def correlate2d(image, kernel):
    """Each row of the filter becomes a banded matrix that does the horizontal part for a whole image."""
    H, W = image.shape
    kH, kW = kernel.shape
    oH, oW = H - kH + 1, W - kW + 1
    result = np.zeros((oH, oW), image.dtype)
    for u, line in enumerate(kernel):
        band = np.zeros((W, oW), image.dtype)
        for v, weight in enumerate(line):
            band[np.arange(oW) + v, np.arange(oW)] = weight
        result += image[u:u + oH] @ band
    return result
