# %% whole_number_filters
# fault: The filters are whole numbers of 64 bits, so the result of a float32 image is float64.
# names: always_float64
import numpy as np

def correlate2d(image, kernel):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    out = 0
    for u in range(kh):
        for v in range(kw):
            out = out + kernel[u, v] * image[u:u + oh, v:v + ow]
    return out

def sobel_magnitude(image):
    sx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    sy = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
    gx = correlate2d(image, sx)
    gy = correlate2d(image, sy)
    return np.sqrt(gx**2 + gy**2)

# %% sum_of_absolutes
# fault: |gx| + |gy| is returned in place of the root of the sum of the squares.
# names: absolute_values_added
import numpy as np

def filter3(image, k):
    h, w = image.shape
    res = np.zeros((h - 2, w - 2), dtype=image.dtype)
    for i in range(h - 2):
        for j in range(w - 2):
            res[i, j] = np.sum(image[i:i+3, j:j+3] * k)
    return res

def sobel_magnitude(image):
    kx = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    gx = filter3(image, kx)
    gy = filter3(image, kx.T)
    return np.abs(gx) + np.abs(gy)

# %% root_forgotten
# fault: The root is missing: gx^2 + gy^2 is returned.
# names: root_forgotten
import numpy as np

def sobel_magnitude(image):
    H, W = image.shape
    right = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], image.dtype)
    down = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], image.dtype)
    mag = np.zeros((H - 2, W - 2), image.dtype)
    for i in range(H - 2):
        for j in range(W - 2):
            win = image[i:i + 3, j:j + 3]
            a = (win * right).sum()
            b = (win * down).sum()
            mag[i, j] = a * a + b * b
    return mag

# %% rows_flipped_is_no_turn
# fault: The second filter is made by reversing the rows of the first, which gives the same filter again: gx is used twice, gy never.
# names: steps_to_the_right_twice, steps_to_the_right_only
import numpy as np

def correlate2d(image, kernel):
    out = np.zeros((image.shape[0] - 2, image.shape[1] - 2), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i:i+3, j:j+3] * kernel)
    return out

def sobel_magnitude(image):
    sideways = np.array([[1.0, 0, -1], [2.0, 0, -2], [1.0, 0, -1]]).astype(image.dtype)
    downwards = sideways[::-1]
    gx = correlate2d(image, sideways)
    gy = correlate2d(image, downwards)
    return np.sqrt(gx ** 2 + gy ** 2)

# %% size_kept_with_border
# fault: The result has the size of the image, (H, W), with a border of zeros, in place of (H - 2, W - 2).
# names: frame_of_zeros
import numpy as np

def sobel_magnitude(image):
    Gx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    Gy = Gx.T
    H, W = image.shape
    out = np.zeros_like(image)
    for r in range(1, H - 1):
        for c in range(1, W - 1):
            region = image[r-1:r+2, c-1:c+2]
            gx = np.sum(Gx * region)
            gy = np.sum(Gy * region)
            out[r, c] = np.sqrt(gx**2 + gy**2)
    return out

# %% divided_by_eight
# fault: The filters are divided by 8, as some books do; the weights should be taken as they are.
# names: divided_by_eight
import numpy as np

def sobel_magnitude(image):
    t = image.dtype.type
    # separable: smooth one way, difference the other way
    smooth_v = image[:-2] + 2 * image[1:-1] + image[2:]
    gx = (smooth_v[:, 2:] - smooth_v[:, :-2]) / t(8)
    smooth_h = image[:, :-2] + 2 * image[:, 1:-1] + image[:, 2:]
    gy = (smooth_h[2:] - smooth_h[:-2]) / t(8)
    return np.sqrt(gx * gx + gy * gy)

# %% scaled_to_the_maximum
# fault: The magnitudes are divided by their largest value so that they lie between 0 and 1; large values should stay large (and a flat image gives 0 / 0).
# names: divided_by_the_largest
import numpy as np

def correlate2d(img, k):
    h, w = k.shape
    return np.array([[np.sum(img[i:i+h, j:j+w] * k) for j in range(img.shape[1] - w + 1)]
                     for i in range(img.shape[0] - h + 1)], dtype=img.dtype)

def sobel_magnitude(image):
    kx = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]], dtype=image.dtype)
    ky = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]], dtype=image.dtype)
    g = np.hypot(correlate2d(image, kx), correlate2d(image, ky))
    return g / g.max()

# %% one_after_the_other
# fault: The second filter is laid on the map of the first and not on the image, so the result is (H - 4, W - 4) and holds other numbers; images under 5 pixels raise.
# names: none
# wanted: the second filter is laid on the map of the first and not on the image
import numpy as np

def correlate2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1), dtype=image.dtype)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i:i+kh, j:j+kw] * kernel).sum()
    return out

def sobel_magnitude(image):
    gx_filter = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    gy_filter = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], dtype=image.dtype)
    g = correlate2d(image, gx_filter)
    g = correlate2d(g, gy_filter)
    return np.sqrt(g ** 2)

# %% square_of_the_sum
# fault: The maps are added before squaring, sqrt((gx + gy)^2), which is |gx + gy|: edges in one diagonal direction vanish.
# names: added_before_squaring, maps_added
import numpy as np

def sobel_magnitude(image):
    kx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    ky = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
    h, w = image.shape
    out = np.zeros((h - 2, w - 2), dtype=image.dtype)
    for i in range(h - 2):
        for j in range(w - 2):
            patch = image[i:i+3, j:j+3]
            gx = np.sum(patch * kx)
            gy = np.sum(patch * ky)
            out[i, j] = np.sqrt((gx + gy) ** 2)
    return out

# %% ones_in_place_of_twos
# fault: The weights in the middle are 1 and not 2 (Prewitt's filters).
# names: weights_one_one_one
import numpy as np

def apply(image, k):
    H, W = image.shape
    out = np.zeros((H - 2, W - 2), image.dtype)
    for u in range(3):
        for v in range(3):
            out += k[u][v] * image[u:u + H - 2, v:v + W - 2]
    return out

def sobel_magnitude(image):
    x_edges = apply(image, [[-1, 0, 1]] * 3)
    y_edges = apply(image, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
    return np.sqrt(x_edges**2 + y_edges**2)

# %% plain_differences
# fault: The gradient is np.gradient's difference of the two neighbours, without the smoothing across with weights 1 2 1 (times 8 to come to the same size): right on planes, wrong elsewhere.
# names: plain_differences
# hints: halved_differences
import numpy as np

def sobel_magnitude(image):
    gy, gx = np.gradient(image)
    gx = 8 * gx[1:-1, 1:-1]
    gy = 8 * gy[1:-1, 1:-1]
    return np.sqrt(gx**2 + gy**2).astype(image.dtype)

# %% sign_slip_in_one_corner
# fault: One corner of the filter to the right has the wrong sign (+1 in place of -1 at the lower left), so its weights no longer add up to 0 and flat surfaces show up.
# names: none
# wanted: one weight of a filter has the wrong sign, so that its weights do not add up to 0
import numpy as np

SOBEL_X = [[-1, 0, 1],
           [-2, 0, 2],
           [ 1, 0, 1]]
SOBEL_Y = [[-1, -2, -1],
           [ 0,  0,  0],
           [ 1,  2,  1]]

def corr(image, weights):
    k = np.array(weights, dtype=image.dtype)
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    return np.einsum("ijuv,uv->ij", windows, k)

def sobel_magnitude(image):
    return np.hypot(corr(image, SOBEL_X), corr(image, SOBEL_Y))

# %% last_row_and_column_left_out
# fault: The loops run over range(H - 3) and range(W - 3), one turn too few, so the last row and the last column of the map stay 0.
# names: last_place_missed
import numpy as np

def sobel_magnitude(image):
    H, W = image.shape
    kx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    ky = kx.T
    result = np.zeros((H - 2, W - 2), dtype=image.dtype)
    for i in range(H - 3):
        for j in range(W - 3):
            gx = (image[i:i + 3, j:j + 3] * kx).sum()
            gy = (image[i:i + 3, j:j + 3] * ky).sum()
            result[i, j] = (gx ** 2 + gy ** 2) ** 0.5
    return result

# %% stretched_in_place
# fault: The image is brought to the range 0..1 in place before filtering (subtract the minimum, divide by the range), which changes the caller's array and the scale of the result, and raises where the image cannot be written to.
# names: none
# wanted: the image is stretched to the range 0 to 1 first, which scales the result (and in place, which changes the image)
# hints: input_changed, divided_by_the_largest
import numpy as np

def correlate2d(image, kernel):
    h, w = image.shape[0] - 2, image.shape[1] - 2
    return sum(kernel[u, v] * image[u:u + h, v:v + w] for u in range(3) for v in range(3))

def sobel_magnitude(image):
    image -= image.min()
    if image.max() > 0:
        image /= image.max()
    kx = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]], dtype=image.dtype)
    gx = correlate2d(image, kx)
    gy = correlate2d(image, kx.T)
    return np.sqrt(gx ** 2 + gy ** 2)

# %% n_by_n
# fault: The image is taken to be square (n is its height, used for the columns too): on others the map has the wrong width, or the loop runs past the border and raises or notes numbers of cut windows.
# names: height_for_both
import numpy as np

def sobel_magnitude(image):
    n = image.shape[0]
    kx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    ky = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], dtype=image.dtype)
    out = np.zeros((n - 2, n - 2), dtype=image.dtype)
    for i in range(n - 2):
        for j in range(n - 2):
            w = image[i:i+3, j:j+3]
            out[i, j] = np.sqrt(np.sum(w * kx) ** 2 + np.sum(w * ky) ** 2)
    return out

# %% brighter_only
# fault: Two faults: negative answers of both filters are set to 0, so only edges that become brighter to the right or downwards are found, and the result is clipped to at most 1.
# names: negative_steps_cut_off + cut_off_at_one
# hints: negative_steps_cut_off, cut_off_at_one
import numpy as np

def correlate2d(image, kernel):
    h, w = image.shape
    out = np.zeros((h - 2, w - 2), dtype=image.dtype)
    for i in range(h - 2):
        for j in range(w - 2):
            out[i, j] = np.sum(image[i:i+3, j:j+3] * kernel)
    return out

def sobel_magnitude(image):
    right = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=image.dtype)
    down = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], dtype=image.dtype)
    gx = np.maximum(correlate2d(image, right), 0)
    gy = np.maximum(correlate2d(image, down), 0)
    return np.sqrt(gx**2 + gy**2).clip(0, 1)

# %% complex_plane
# right
import numpy as np

def sobel_magnitude(image):
    """To the right is the real axis, downwards the imaginary one; the magnitude is the absolute value."""
    z = image.astype(np.result_type(image.dtype, np.complex64))
    h, w = image.shape[0] - 2, image.shape[1] - 2
    ring = {(0, 0): -1 - 1j, (0, 1): -2j, (0, 2): 1 - 1j,
            (1, 0): -2, (1, 2): 2,
            (2, 0): -1 + 1j, (2, 1): 2j, (2, 2): 1 + 1j}
    total = np.zeros((h, w), dtype=z.dtype)
    for (u, v), weight in ring.items():
        total += z.dtype.type(weight) * z[u:u + h, v:v + w]
    return np.abs(total)
