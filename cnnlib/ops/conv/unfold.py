"""The convolution layer by im2col and one matrix product, forward and backward, nothing else.

This is the version to read first, and the one that lectures show: `cnnlib.ops.conv` gives the same
numbers faster. All windows are stretched at once, which needs kH kW times the memory of the images.

Source: Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
processing" (2006).
"""

from typing import Any

import numpy as np

from cnnlib.arguments import Array, Pair, as_gradient, as_pair, require_images
from cnnlib.ops.conv.arguments import as_options, require_layer, window_counts
from cnnlib.ops.conv.definition import zero_pad


def im2col(x: Array, kernel: Pair, stride: Pair = 1, padding: Pair = 0, dilation: Pair = 1) -> Array:
    """Every window that the kernel sees, stretched to a row.

    Args:
        x: (N, C, H, W).
        kernel: its size, an int or (kH, kW).
        stride, padding, dilation: an int or a pair.

    Returns:
        (N H' W', C kH kW), a new array: rows in the order n, i, j of the output's positions, columns
        in the order channel, row, column of the window.

    Raises:
        ValueError, TypeError: as in `cnnlib.ops.conv.conv2d_forward`.

    >>> im2col(np.arange(9.0).reshape(1, 1, 3, 3), 2)
    array([[0., 1., 3., 4.],
           [1., 2., 4., 5.],
           [3., 4., 6., 7.],
           [4., 5., 7., 8.]])
    """
    require_images("x", x)
    kernel, given = as_pair("kernel", kernel, 1), as_options(stride, padding, dilation)
    (down, across), padded = given.stride, zero_pad(x, padding)
    height, width = window_counts(x.shape[2:], kernel, given)
    cols = np.empty((len(x), height, width, x.shape[1], *kernel), x.dtype)
    for u, v in np.ndindex(*kernel):
        top, left = u * given.dilation[0], v * given.dilation[1]
        seen = padded[:, :, top::down, left::across][:, :, :height, :width]
        cols[..., u, v] = seen.transpose(0, 2, 3, 1)
    return cols.reshape(len(x) * height * width, x.shape[1] * kernel[0] * kernel[1])


def im2col_forward(
    x: Array,
    w: Array,
    b: Array,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> tuple[Array, Any]:
    """A convolution layer as one matrix product: out = rows w^T + b.

    rows is `im2col` of x, (N H' W', C_in kH kW), and w is stretched to (C_out, C_in kH kW). With groups
    there is one such product for each.

    Args:
        x, w, b, stride, padding, dilation, groups: as in `cnnlib.ops.conv.conv2d_forward`.

    Returns:
        out: (N, C_out, H', W') with x's dtype.
        cache: what `im2col_backward` needs.

    Raises:
        ValueError, TypeError: as in `cnnlib.ops.conv.conv2d_forward`.

    >>> x, w = np.arange(9.0).reshape(1, 1, 3, 3), np.ones((1, 1, 2, 2))
    >>> out, cache = im2col_forward(x, w, np.zeros(1))
    >>> out[0, 0]
    array([[ 8., 12.],
           [20., 24.]])
    """
    given = as_options(stride, padding, dilation, groups)
    require_layer(x, w, b, given.groups)
    height, width = window_counts(x.shape[2:], w.shape[2:], given)
    rows = im2col(x, w.shape[2:], stride, padding, dilation).reshape(-1, groups, w[0].size)
    filters = w.reshape(groups, -1, w[0].size)  # (groups, C_out / groups, K)
    product = np.einsum("rgk,gfk->rgf", rows, filters, optimize=True)  # (N H' W', groups, C_out / groups)
    out = product.reshape(len(x), height, width, len(w)) + b
    out = out.transpose(0, 3, 1, 2).astype(x.dtype, copy=False)
    return out, (rows, x, w, b, given)


def im2col_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """The gradients of one matrix product: dw = dout^T rows, drows = dout w, and dx = col2im(drows).

    Args:
        dout: (N, C_out, H', W').
        cache: what `im2col_forward` returned beside out.

    Returns:
        dx: (N, C_in, H, W), dw: like w, db: like b, each with the dtype of its array.

    Raises:
        ValueError: dout does not have the output's shape.
        TypeError: dout is not a floating array.

    >>> x, w = np.arange(9.0).reshape(1, 1, 3, 3), np.ones((1, 1, 2, 2))
    >>> out, cache = im2col_forward(x, w, np.zeros(1))
    >>> dx, dw, db = im2col_backward(np.ones_like(out), cache)
    >>> dx[0, 0]
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])
    """
    rows, x, w, b, given = cache
    dout = as_gradient(dout, (len(x), len(w), *window_counts(x.shape[2:], w.shape[2:], given)), x.dtype)
    filters = w.reshape(given.groups, -1, w[0].size)
    dproduct = dout.transpose(0, 2, 3, 1).reshape(-1, *filters.shape[:2])
    dw = np.einsum("rgf,rgk->gfk", dproduct, rows, optimize=True).reshape(w.shape)
    drows = np.einsum("rgf,gfk->rgk", dproduct, filters, optimize=True).astype(x.dtype, copy=False)
    dx = col2im(drows.reshape(len(drows), -1), x.shape, w.shape[2:], *given[:3])
    return dx, dw.astype(w.dtype, copy=False), dout.sum((0, 2, 3)).astype(b.dtype, copy=False)


def col2im(
    rows: Array,
    shape: tuple[int, int, int, int],
    kernel: Pair,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
) -> Array:
    """Stretched windows added up where they came from: the adjoint of `im2col`.

    A pixel that k windows share receives k numbers; what falls into the padding is dropped.

    Args:
        rows: (N H' W', C kH kW), in the order of `im2col`.
        shape: (N, C, H, W) of the images; several sizes can give the same rows.
        kernel, stride, padding, dilation: an int or a pair, as in `im2col`.

    Returns:
        (N, C, H, W), a new array of rows' dtype.

    Raises:
        ValueError: rows does not have the shape that `im2col` gives for these images.
        ValueError, TypeError: as in `im2col`.

    >>> col2im(np.ones((4, 4)), (1, 1, 3, 3), 2)[0, 0]
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])
    """
    kernel, given = as_pair("kernel", kernel, 1), as_options(stride, padding, dilation)
    (down, across), (above, before), dilation, _ = given
    n, channels, *size = shape
    height, width = window_counts(size, kernel, given)
    expected = (n * height * width, channels * kernel[0] * kernel[1])
    if rows.shape != expected:
        raise ValueError(
            f"rows has shape {rows.shape}: images {tuple(shape)} have {expected} with this kernel, stride, "
            "padding and dilation; give those of the forward pass"
        )
    windows = rows.reshape(n, height, width, channels, *kernel)
    padded = np.zeros((n, channels, size[0] + 2 * above, size[1] + 2 * before), rows.dtype)
    for u, v in np.ndindex(*kernel):
        top, left = u * dilation[0], v * dilation[1]
        seen = padded[:, :, top::down, left::across][:, :, :height, :width]
        seen += windows[..., u, v].transpose(0, 3, 1, 2)
    return padded[:, :, above : above + size[0], before : before + size[1]].copy()
