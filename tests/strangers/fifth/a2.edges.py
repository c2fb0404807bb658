# %% sum_of_absolutes
# fault: |gx| + |gy| is returned in place of the root of the sum of squares.
# names: absolute_values_added
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    out = np.zeros((image.shape[0] - kH + 1, image.shape[1] - kW + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i:i + kH, j:j + kW] * kernel)
    return out

def sobel_magnitude(image):
    kx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    ky = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
    gx = correlate2d(image, kx)
    gy = correlate2d(image, ky)
    return np.abs(gx) + np.abs(gy)

# %% whole_number_filters
# fault: the filters are whole numbers of 64 bits and no dtype is given, so a float32 image gives a float64 result.
# names: always_float64
import numpy as np

def sobel_magnitude(image):
    sobel_x = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    sobel_y = sobel_x.T
    H, W = image.shape
    gx = np.zeros((H - 2, W - 2))
    gy = np.zeros((H - 2, W - 2))
    for i in range(H - 2):
        for j in range(W - 2):
            window = image[i:i+3, j:j+3]
            gx[i, j] = np.sum(window * sobel_x)
            gy[i, j] = np.sum(window * sobel_y)
    return np.sqrt(gx ** 2 + gy ** 2)

# %% no_root
# fault: the root is missing, the sum of the squares is returned.
# names: root_forgotten
import numpy as np

def correlate2d(image, kernel):
    h, w = kernel.shape
    rows, cols = image.shape[0] - h + 1, image.shape[1] - w + 1
    out = np.zeros((rows, cols), image.dtype)
    for r in range(rows):
        for c in range(cols):
            out[r, c] = (image[r:r+h, c:c+w] * kernel).sum()
    return out

def sobel_magnitude(image):
    right = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    down = np.array([[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]], dtype=image.dtype)
    g_x = correlate2d(image, right)
    g_y = correlate2d(image, down)
    return g_x * g_x + g_y * g_y

# %% divided_by_8
# fault: the filters are divided by 8, as in some books, so the result is 8 times too small.
# names: divided_by_eight
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(kernel * image[i:i+kH, j:j+kW])
    return out

def sobel_magnitude(image):
    sx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], image.dtype) / 8
    sy = sx.T
    return np.sqrt(correlate2d(image, sx) ** 2 + correlate2d(image, sy) ** 2)

# %% clipped_to_one
# fault: the result is clipped to 1, but large values should stay large.
# names: cut_off_at_one
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for u in range(kH):
        for v in range(kW):
            out += kernel[u, v] * image[u:u + H - kH + 1, v:v + W - kW + 1]
    return out

def sobel_magnitude(image):
    gx_filter = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]], dtype=image.dtype)
    gy_filter = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]], dtype=image.dtype)
    gx = correlate2d(image, gx_filter)
    gy = correlate2d(image, gy_filter)
    magnitude = np.sqrt(gx**2 + gy**2)
    return np.clip(magnitude, 0, 1)   # brightness goes from 0 to 1

# %% twice_the_same_direction
# fault: the second filter is the first one flipped from left to right and not transposed, so both look to the right and edges across the picture are not seen.
# names: steps_to_the_right_twice
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    out = np.zeros((image.shape[0] - kH + 1, image.shape[1] - kW + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = np.sum(image[i : i + kH, j : j + kW] * kernel)
    return out

def sobel_magnitude(image):
    sideways = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]], dtype=image.dtype)
    downwards = sideways[:, ::-1]
    gx = correlate2d(image, sideways)
    gy = correlate2d(image, downwards)
    return np.sqrt(gx**2 + gy**2)

# %% all_weights_one
# fault: the filters have 1 in place of 2 in the middle (Prewitt's filters, not Sobel's).
# names: weights_one_one_one
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    windows = np.lib.stride_tricks.sliding_window_view(image, (kH, kW))
    return (windows * kernel).sum(axis=(2, 3))

def sobel_magnitude(image):
    gx = correlate2d(image, np.array([[-1, 0, 1]] * 3, dtype=image.dtype))
    gy = correlate2d(image, np.array([[-1] * 3, [0] * 3, [1] * 3], dtype=image.dtype))
    return np.hypot(gx, gy)

# %% minus_forgotten
# fault: the last row of the filter for downwards has no minus signs, so it adds above and below in place of subtracting.
# names: minus_forgotten_downwards
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    rows = image.shape[0] - kH + 1
    cols = image.shape[1] - kW + 1
    out = np.zeros((rows, cols), dtype=image.dtype)
    for i in range(rows):
        for j in range(cols):
            out[i, j] = (image[i:i+kH, j:j+kW] * kernel).sum()
    return out

def sobel_magnitude(image):
    d = image.dtype
    to_the_right = np.array([[-1, 0, 1],
                             [-2, 0, 2],
                             [-1, 0, 1]], d)
    downwards = np.array([[1, 2, 1],
                          [0, 0, 0],
                          [1, 2, 1]], d)
    gx = correlate2d(image, to_the_right)
    gy = correlate2d(image, downwards)
    return np.sqrt(np.square(gx) + np.square(gy))

# %% square_of_the_sum
# fault: the two maps are added before they are squared, which gives |gx + gy|; the directions cancel out.
# names: added_before_squaring
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
    return out

def sobel_magnitude(image):
    a = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    b = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], dtype=image.dtype)
    return np.sqrt((correlate2d(image, a) + correlate2d(image, b)) ** 2)

# %% keeps_the_size
# fault: the image is padded with zeros and the result is (H, W) in place of (H - 2, W - 2), with false edges along the border.
# names: zeros_around
import numpy as np

def sobel_magnitude(image):
    H, W = image.shape
    padded = np.zeros((H + 2, W + 2), dtype=image.dtype)
    padded[1:-1, 1:-1] = image
    sx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    sy = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], dtype=image.dtype)
    out = np.zeros_like(image)
    for i in range(H):
        for j in range(W):
            p = padded[i:i+3, j:j+3]
            out[i, j] = np.sqrt(np.sum(p * sx) ** 2 + np.sum(p * sy) ** 2)
    return out

# %% numpy_gradient
# fault: np.gradient is used in place of Sobel's filters: plain differences without the weights 1 2 1.
# names: plain_differences, halved_differences
import numpy as np

def sobel_magnitude(image):
    gy, gx = np.gradient(image)
    magnitude = np.sqrt(gx ** 2 + gy ** 2)
    # the filters do not fit at the border
    return magnitude[1:-1, 1:-1].astype(image.dtype)

# %% larger_of_the_two
# fault: the larger of |gx| and |gy| is returned in place of the root of the sum of squares.
# names: larger_of_the_two
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    out = np.zeros((image.shape[0] - kH + 1, image.shape[1] - kW + 1), image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
    return out

def sobel_magnitude(image):
    kernel_x = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]], image.dtype)
    kernel_y = kernel_x.transpose()
    g = [np.abs(correlate2d(image, k)) for k in (kernel_x, kernel_y)]
    return np.maximum(g[0], g[1])

# %% scaled_to_one
# fault: the result is divided by its largest value, so that it lies between 0 and 1; an even image gives nan besides.
# names: divided_by_the_largest
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
    return out

def sobel_magnitude(image):
    Kx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    Ky = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]], dtype=image.dtype)
    G = np.sqrt(correlate2d(image, Kx) ** 2 + correlate2d(image, Ky) ** 2)
    G = G / G.max()
    return G

# %% shifts_brightness_in_place
# fault: the mean is subtracted from the image in place (-=), so the image that came in is changed and a read-only image raises.
# names: input_changed
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    H, W = image.shape
    out = np.zeros((H - kH + 1, W - kW + 1), dtype=image.dtype)
    for i in range(H - kH + 1):
        for j in range(W - kW + 1):
            out[i, j] = np.sum(image[i:i+kH, j:j+kW] * kernel)
    return out

def sobel_magnitude(image):
    image -= image.mean()      # only differences matter
    fx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    gx = correlate2d(image, fx)
    gy = correlate2d(image, fx.T)
    return np.sqrt(gx**2 + gy**2)

# %% smooths_the_wrong_way
# fault: in the separated form the weights 1 2 1 run along the direction of the difference and not across it, so each map is 1 2 1 smoothing along an axis followed by a central difference along the same axis, cut to the size.
# names: smoothed_along_the_step
import numpy as np

def sobel_magnitude(image):
    # 1 2 1 smoothing, then the difference of the neighbours
    smooth_x = image[:, :-2] + 2 * image[:, 1:-1] + image[:, 2:]
    smooth_y = image[:-2] + 2 * image[1:-1] + image[2:]
    padded_x = np.pad(smooth_x, ((0, 0), (1, 1)), mode="edge")
    padded_y = np.pad(smooth_y, ((1, 1), (0, 0)), mode="edge")
    gx = (padded_x[:, 2:] - padded_x[:, :-2])[1:-1, :]
    gy = (padded_y[2:] - padded_y[:-2])[:, 1:-1]
    return np.sqrt(gx**2 + gy**2)

# %% root_mean_square
# fault: the mean of the two squares is taken under the root in place of their sum, so everything is too small by the root of 2.
# names: mean_of_the_squares
import numpy as np

def correlate2d(image, kernel):
    kH, kW = kernel.shape
    windows = np.lib.stride_tricks.sliding_window_view(image, (kH, kW))
    return np.einsum("ijuv,uv->ij", windows, kernel)

def sobel_magnitude(image):
    filters = np.array([[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
                        [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]], dtype=image.dtype)
    maps = np.stack([correlate2d(image, f) for f in filters])
    return np.sqrt(np.mean(maps ** 2, axis=0))

# %% one_loop_bound
# fault: two faults: both loops run to the height of the image, so a wide image is only partly filled and a narrow one raises; and the result is float64 for float32.
# names: height_for_both_in_the_loops + always_float64
import numpy as np

def sobel_magnitude(image):
    sx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    sy = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
    n = image.shape[0] - 2
    out = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for i in range(n):
        for j in range(n):
            part = image[i:i+3, j:j+3]
            gx = (part * sx).sum()
            gy = (part * sy).sum()
            out[i, j] = (gx**2 + gy**2) ** 0.5
    return out

# %% complex_slope
# right
import numpy as np

def sobel_magnitude(image: np.ndarray) -> np.ndarray:
    """gx is the real part and gy the imaginary part of one complex filter; its absolute value is the magnitude."""
    weights = {(-1, -1): -1 - 1j, (-1, 0): -2j, (-1, 1): 1 - 1j, (0, -1): -2, (0, 1): 2,
               (1, -1): -1 + 1j, (1, 0): 2j, (1, 1): 1 + 1j}  # fmt: skip
    rows, columns = image.shape[0] - 2, image.shape[1] - 2
    slope = 0
    for (down, right), weight in weights.items():
        slope = slope + weight * image[1 + down : 1 + down + rows, 1 + right : 1 + right + columns]
    return np.abs(slope).astype(image.dtype)
