"""The convolution layer: padding, the definition in loops, and one matrix product.

Arrays are (N, C, H, W): images in the batch, channels, height, width. Weights are
(C_out, C_in / groups, kH, kW), as in PyTorch. stride, padding and dilation are an int or a pair
(height, width); dilation=1 leaves no gap. Results keep the floating dtype of x; no input is changed.

The kernel is laid on the image as it is (cross-correlation), which is what deep learning calls
convolution. Sources: PyTorch's Conv2d for the formula and the names; Chellapilla, Puri and Simard,
"High performance convolutional neural networks for document processing" (2006), for im2col.
"""

from typing import Any

import numpy as np

from cnnlib.whole import Pair, pair, whole

Array = np.ndarray


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
    """
    _require_images("x", x)
    rows, columns = pair("padding", padding, 0)
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
        ValueError, TypeError: as in `conv2d_forward`.
    """
    (down, across), padding, _ = _checked(x, w, b, stride, padding, 1, 1)
    padded = zero_pad(x, padding)
    k_rows, k_columns = w.shape[2:]
    height, width = _output_size(x.shape[2:], w.shape[2:], (down, across), padding, (1, 1))
    out = np.zeros((len(x), len(w), height, width), x.dtype)
    for n, f, i, j in np.ndindex(*out.shape):
        top, left = i * down, j * across
        window = padded[n, :, top : top + k_rows, left : left + k_columns]
        out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out


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
        ValueError, TypeError: as in `conv2d_forward`.
    """
    _require_images("x", x)
    kernel, (down, across) = pair("kernel", kernel, 1), pair("stride", stride, 1)
    padding, dilation = pair("padding", padding, 0), pair("dilation", dilation, 1)
    height, width = _output_size(x.shape[2:], kernel, (down, across), padding, dilation)
    padded = zero_pad(x, padding)
    cols = np.empty((len(x), height, width, x.shape[1], *kernel), x.dtype)
    for u, v in np.ndindex(*kernel):
        top, left = u * dilation[0], v * dilation[1]
        seen = padded[:, :, top::down, left::across][:, :, :height, :width]
        cols[..., u, v] = seen.transpose(0, 2, 3, 1)
    return cols.reshape(len(x) * height * width, x.shape[1] * kernel[0] * kernel[1])


def conv2d_forward(
    x: Array,
    w: Array,
    b: Array,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> tuple[Array, Any]:
    """A convolution layer as one matrix product.

        out[n, f, i, j] = b[f] + sum over c, u, v of w[f, c, u, v] xp[n, c0 + c, i sH + u dH, j sW + v dW]

    where xp is x with zeros around it, (sH, sW) the stride, (dH, dW) the dilation and c0 the first
    channel of the group of filter f. The sum over c, u, v is the product of a row of `im2col` with a
    filter stretched to a column.

    Args:
        x: (N, C_in, H, W), float32 or float64.
        w: (C_out, C_in / groups, kH, kW).
        b: (C_out,).
        stride, padding, dilation: an int or a pair (height, width).
        groups: channels and filters are split into so many parts that do not mix.

    Returns:
        out: (N, C_out, H', W') with H' = floor((H + 2 pH - dH (kH - 1) - 1) / sH) + 1, x's dtype.
        cache: (x, w, b, stride, padding, dilation, groups), with pairs, for the backward pass.

    Raises:
        ValueError: shapes that do not belong together, a number out of range, or a kernel that does
            not fit into the padded input.
        TypeError: an array that is not floating, or a size that is not a whole number.
    """
    stride, padding, dilation = _checked(x, w, b, stride, padding, dilation, groups)
    height, width = _output_size(x.shape[2:], w.shape[2:], stride, padding, dilation)
    rows = im2col(x, w.shape[2:], stride, padding, dilation).reshape(-1, groups, w[0].size)
    columns = w.reshape(groups, -1, w[0].size).transpose(0, 2, 1)
    product = rows.transpose(1, 0, 2) @ columns  # (groups, N H' W', C_out / groups)
    out = product.transpose(1, 0, 2).reshape(len(x), height, width, len(w)) + b
    out = out.transpose(0, 3, 1, 2).astype(x.dtype, copy=False)
    return out, (x, w, b, stride, padding, dilation, groups)


def _output_size(size, kernel, stride, padding, dilation) -> tuple[int, int]:
    """(H', W') from pairs (height, width)."""
    room = [n + 2 * p - d * (k - 1) - 1 for n, k, p, d in zip(size, kernel, padding, dilation, strict=True)]
    if min(room) < 0:
        raise ValueError(
            f"the kernel {tuple(kernel)} with dilation={dilation} does not fit into the input {tuple(size)} "
            f"with padding={padding}: use a smaller kernel or a larger padding"
        )
    return room[0] // stride[0] + 1, room[1] // stride[1] + 1


def _checked(x, w, b, stride, padding, dilation, groups) -> tuple[tuple[int, int], ...]:
    """stride, padding and dilation as pairs, once it is sure that all arguments belong together."""
    _require_images("x", x)
    _require_weights(w, x, whole("groups", groups, 1))
    _require_floating("b", b)
    if b.shape != (len(w),):
        raise ValueError(
            f"b has shape {b.shape}, w has shape {w.shape}: expected one bias a filter, ({len(w)},); "
            "for a layer without a bias give zeros"
        )
    return pair("stride", stride, 1), pair("padding", padding, 0), pair("dilation", dilation, 1)


def _require_images(name: str, x: Array) -> None:
    _require_floating(name, x)
    if x.ndim != 4:
        fix = {
            2: f"; {name}[None, None] makes one image of one channel",
            3: f"; {name}[None] makes a batch of one",
        }
        raise ValueError(f"{name} has shape {x.shape}: expected four axes (N, C, H, W){fix.get(x.ndim, '')}")


def _require_weights(w: Array, x: Array, groups: int) -> None:
    _require_floating("w", w)
    if w.ndim != 4 or 0 in w.shape:
        raise ValueError(f"w has shape {w.shape}: expected (C_out, C_in / groups, kH, kW), none of them 0")
    channels = x.shape[1]
    for name, count, letters in (("x", channels, "C_in"), ("w", len(w), "C_out")):
        if count % groups:
            raise ValueError(
                f"groups={groups} does not divide {letters}={count}: x has shape {x.shape}, w has shape "
                f"{w.shape}; axis {1 if name == 'x' else 0} of {name} must split evenly"
            )
    if w.shape[1] * groups != channels:
        raise ValueError(
            f"x has shape {x.shape}, w has shape {w.shape}: with groups={groups} a filter needs "
            f"C_in / groups = {channels // groups} channels, found {w.shape[1]}; "
            "axis 1 of x holds the channels"
        )


def _require_floating(name: str, array: Array) -> None:
    if not isinstance(array, np.ndarray):
        found = type(array).__name__
        raise TypeError(f"{name} is a {found}: expected a NumPy array; use np.asarray({name}, float)")
    if array.dtype.kind != "f":
        found = array.dtype
        raise TypeError(f"{name} has dtype {found}: expected a floating array; use {name}.astype(np.float64)")
