# %% one_size_for_both
# fault: the height of the filter is used as its width too, so filters that are not square give a wrong shape or raise.
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

# %% float64_result
# fault: the result is made by np.zeros without a dtype, so a float32 image gives a float64 map.
# names: always_float64
import numpy as np

def correlate2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    kH, kW = kernel.shape
    rows = image.shape[0] - kH + 1
    cols = image.shape[1] - kW + 1
    out = np.zeros((rows, cols))
    for i in range(rows):
        for j in range(cols):
            window = image[i : i + kH, j : j + kW]
            out[i, j] = (window * kernel).sum()
    return out

# %% no_plus_one
# fault: the map has H - kH rows and W - kW columns; the last row and the last column of places are missing.
# names: size_one_short
import numpy as np

def correlate2d(image, kernel):
    kh, kw = kernel.shape
    h = image.shape[0] - kh
    w = image.shape[1] - kw
    result = np.zeros((h, w), image.dtype)
    for r in range(h):
        for c in range(w):
            patch = image[r:r+kh, c:c+kw]
            result[r, c] = np.sum(patch * kernel)
    return result

# %% turned_filter
# fault: the filter is flipped in both directions first, so this is the true convolution and not the cross-correlation.
# names: kernel_flipped
import numpy as np

def correlate2d(image, kernel):
    # convolution needs the flipped kernel
    kernel = np.flipud(np.fliplr(kernel))
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.empty((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(kernel * image[i:i + kH, j:j + kW])
    return out

# %% same_size
# fault: the image is padded with zeros so that the map keeps the size of the image; the exercise wants only the places where all of the filter fits.
# names: zeros_around, zeros_around_more_above
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    pad_h = kH // 2
    pad_w = kW // 2
    padded = np.pad(image, ((pad_h, kH - 1 - pad_h), (pad_w, kW - 1 - pad_w)))
    out = np.zeros_like(image)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            out[i, j] = np.sum(padded[i:i + kH, j:j + kW] * kernel)
    return out

# %% multiplies_in_place
# fault: the window is a view of the image and is multiplied in place, so the image is changed and all later windows that overlap are wrong.
# names: image_or_filter_changed, window_multiplied_in_place
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            window = image[i:i + kH, j:j + kW]
            window *= kernel
            out[i, j] = window.sum()
    return out

# %% square_image
# fault: the number of columns of the map is worked out from the height of the image, so images that are not square give a wrong number of columns or raise.
# names: height_for_both_off_the_image, height_for_both, image_height_for_both_off_the_image
import numpy as np

def correlate2d(image, kernel):
    n = len(image)
    kh = len(kernel)
    kw = len(kernel[0])
    rows = n - kh + 1
    cols = n - kw + 1
    amap = np.zeros((rows, cols), dtype=image.dtype)
    for i in range(rows):
        for j in range(cols):
            total = 0
            for u in range(kh):
                for v in range(kw):
                    total += kernel[u, v] * image[i + u, j + v]
            amap[i, j] = total
    return amap

# %% matrix_product
# fault: window and filter are multiplied as matrices (@) in place of number by number; values are wrong, and filters that are not square raise.
# names: matrix_product
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    out_h = image.shape[0] - kH + 1
    out_w = image.shape[1] - kW + 1
    out = np.zeros((out_h, out_w), dtype=image.dtype)
    for y in range(out_h):
        for x in range(out_w):
            out[y, x] = np.sum(image[y:y+kH, x:x+kW] @ kernel)
    return out

# %% sum_goes_on
# fault: the sum is set to 0 once per row of the map and not for each place, so each number holds all places left of it as well.
# names: sum_never_reset, sum_goes_on_along_a_row
import numpy as np

def correlate2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        s = 0.0
        for j in range(W - kW + 1):
            for u in range(kH):
                for v in range(kW):
                    s = s + kernel[u][v] * image[i + u][j + v]
            out[i][j] = s
    return out

# %% x_before_y
# fault: rows and columns of the map are exchanged, the result is the transposed map of shape (W - kW + 1, H - kH + 1).
# names: map_on_its_side
import numpy as np

def correlate2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    width = W - kW + 1
    height = H - kH + 1
    out = np.zeros((width, height), dtype=image.dtype)
    for x in range(width):
        for y in range(height):
            out[x, y] = (image[y:y+kH, x:x+kW] * kernel).sum()
    return out

# %% weighted_mean
# fault: each sum is divided by the number of weights, it is a mean and not a sum.
# names: averaged
import numpy as np

def apply_filter(window, kernel):
    return np.mean(window * kernel)

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.array([[apply_filter(image[i:i+kH, j:j+kW], kernel)
                     for j in range(W - kW + 1)]
                    for i in range(H - kH + 1)])
    return out.astype(image.dtype)

# %% returns_after_first_row
# fault: the return stands inside the outer loop, so only the first row of the map is computed and the others stay 0.
# names: first_row_returned
import numpy as np

def correlate2d(image, kernel):
    H, W = image.shape
    kH, kW = kernel.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            window = image[i : i + kH, j : j + kW]
            out[i, j] = np.sum(window * kernel)
        return out

# %% strides_by_hand
# fault: as_strided gets strides that are worked out from the shape, which holds only for an image whose rows lie one after another in memory; transposed images and images with gaps give wrong values.
# names: byte_strides_of_c_order
import numpy as np
from numpy.lib.stride_tricks import as_strided

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    size = image.itemsize
    row = W * size
    windows = as_strided(image, shape=(H - kH + 1, W - kW + 1, kH, kW),
                         strides=(row, size, row, size))
    return np.einsum("ijuv,uv->ij", windows, kernel).astype(image.dtype)

# %% windows_side_by_side
# fault: the filter moves by its own size, not by one pixel, so the map is as small as after pooling.
# names: windows_side_by_side
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    rows = image.shape[0] // kH
    cols = image.shape[1] // kW
    out = np.zeros((rows, cols), dtype=image.dtype)
    for i in range(rows):
        for j in range(cols):
            top, left = i * kH, j * kW
            out[i, j] = np.sum(image[top:top + kH, left:left + kW] * kernel)
    return out

# %% one_result_for_all_calls
# fault: the array of the result is kept from one call to the next and used again for the same shape; a second call overwrites the result of the first.
# names: one_buffer
import numpy as np

_buffers = {}

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    shape = (image.shape[0] - kH + 1, image.shape[1] - kW + 1)
    key = (shape, image.dtype)
    if key not in _buffers:
        _buffers[key] = np.empty(shape, image.dtype)   # saves allocating it every time
    out = _buffers[key]
    for i in range(shape[0]):
        for j in range(shape[1]):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
    return out

# %% whole_numbers
# fault: the map is built as whole numbers, so the digits behind the point are cut off before it gets the dtype of the image.
# names: cut_to_whole_numbers
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=int)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
    return out.astype(image.dtype)

# %% last_weight_left_out
# fault: two faults: the loops over the filter end one too early, so its last row and last column take no part; and the result is float64 for a float32 image.
# names: last_weights_left_out + always_float64
import numpy as np

def correlate2d(image, kernel):
    kernel_h, kernel_w = kernel.shape
    image_h, image_w = image.shape
    out = np.zeros((image_h - kernel_h + 1, image_w - kernel_w + 1))
    for i in range(image_h - kernel_h + 1):
        for j in range(image_w - kernel_w + 1):
            for u in range(kernel_h - 1):
                for v in range(kernel_w - 1):
                    out[i, j] += kernel[u, v] * image[i + u, j + v]
    return out

# %% flattened_by_memory
# fault: windows and filter are flattened in different orders (the filter with order "K", as it lies in memory), so a filter that lies in memory column by column meets the wrong pixels.
# names: filter_in_memory_order
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    weights = kernel.ravel(order="K")
    windows = np.lib.stride_tricks.sliding_window_view(image, (kH, kW))
    columns = windows.reshape(-1, kH * kW)
    return (columns @ weights).reshape(H - kH + 1, W - kW + 1).astype(image.dtype)

# %% banded_matrices
# right
import numpy as np

def correlate2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Each row of the filter becomes a banded matrix, which does the sum over the columns."""
    (H, W), (kH, kW) = image.shape, kernel.shape
    rows, columns = H - kH + 1, W - kW + 1
    out = np.zeros((rows, columns), dtype=image.dtype)
    for u in range(kH):
        band = np.zeros((W, columns), dtype=image.dtype)
        for v in range(kW):
            np.fill_diagonal(band[v:], kernel[u, v])
        out += image[u : u + rows] @ band
    return out
