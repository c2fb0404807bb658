"""The convolution layer as its definition reads: zeros around the images, then one output after another.

So short that it can be believed, and so slow that it is for small layers only.
"""

import numpy as np

from cnnlib.arguments import Array, Pair, as_pair, require_images
from cnnlib.ops.conv.arguments import as_options, require_layer, window_counts


def zero_pad(x: Array, padding: Pair) -> Array:
    """Images with rows and columns of zeros around them.

    Args:
        x: (N, C, H, W), floating.
        padding: (rows, columns) added at each end, or an int for both.

    Returns:
        (N, C, H + 2 rows, W + 2 columns), a new array of x's dtype.

    Raises:
        ValueError: x does not have four axes, or a padding is negative.
        TypeError: x is not a floating array, or a padding is not a whole number.

    >>> zero_pad(np.ones((1, 1, 1, 2)), 1)[0, 0]
    array([[0., 0., 0., 0.],
           [0., 1., 1., 0.],
           [0., 0., 0., 0.]])
    """
    require_images("x", x)
    rows, columns = as_pair("padding", padding, 0)
    n, c, height, width = x.shape
    out = np.zeros((n, c, height + 2 * rows, width + 2 * columns), x.dtype)
    out[:, :, rows : rows + height, columns : columns + width] = x
    return out


def conv2d_naive(x: Array, w: Array, b: Array, stride: Pair = 1, padding: Pair = 0) -> Array:
    """A convolution layer as its definition reads, one output value after another.

        out[n, f, i, j] = b[f] + sum over c, u, v of w[f, c, u, v] xp[n, c, i sH + u, j sW + v]

    where xp is x with zeros around it and (sH, sW) is the stride.

    Args:
        x: (N, C_in, H, W).
        w: (C_out, C_in, kH, kW).
        b: (C_out,).
        stride, padding: an int or a pair.

    Returns:
        (N, C_out, H', W') with H' = floor((H + 2 pH - kH) / sH) + 1.

    Raises:
        ValueError, TypeError: as in `cnnlib.ops.conv.conv2d_forward`.

    >>> x, w = np.arange(9.0).reshape(1, 1, 3, 3), np.ones((1, 1, 2, 2))
    >>> conv2d_naive(x, w, np.zeros(1))[0, 0]
    array([[ 8., 12.],
           [20., 24.]])
    """
    given = as_options(stride, padding)
    require_layer(x, w, b, given.groups)
    (down, across), padded = given.stride, zero_pad(x, padding)
    k_rows, k_columns = w.shape[2:]
    out = np.zeros((len(x), len(w), *window_counts(x.shape[2:], w.shape[2:], given)), x.dtype)
    for n, f, i, j in np.ndindex(*out.shape):
        top, left = i * down, j * across
        window = padded[n, :, top : top + k_rows, left : left + k_columns]
        out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out
