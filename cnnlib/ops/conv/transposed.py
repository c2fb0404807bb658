"""Transposed convolution: the backward pass of a convolution, used as a layer of its own.

Weights are (C_in, C_out, kH, kW), as in PyTorch's ConvTranspose2d: the shape of the convolution that
leads from the output back to the input.

Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016), chapter 4.
"""

from typing import Any

from cnnlib.arguments import Array, Pair, as_gradient, require_axes, require_bias, require_images
from cnnlib.ops.conv import rows
from cnnlib.ops.conv.arguments import Options, Two, as_options


def conv_transpose2d(x: Array, w: Array, b: Array, stride: Pair = 1, padding: Pair = 0) -> Array:
    """The output of `conv_transpose2d_forward` alone.

    Args:
        x, w, b, stride, padding: as in `conv_transpose2d_forward`.

    Returns:
        (N, C_out, H', W').

    Raises:
        ValueError, TypeError: as in `conv_transpose2d_forward`.

    >>> x = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
    >>> conv_transpose2d(x, np.ones((1, 1, 2, 2)), np.zeros(1), stride=2)[0, 0]
    array([[1., 1., 2., 2.],
           [1., 1., 2., 2.],
           [3., 3., 4., 4.],
           [3., 3., 4., 4.]])
    """
    return conv_transpose2d_forward(x, w, b, stride, padding)[0]


def conv_transpose2d_forward(
    x: Array, w: Array, b: Array, stride: Pair = 1, padding: Pair = 0
) -> tuple[Array, Any]:
    """Each input value lays its multiple of the kernel on the output; what overlaps is added.

        out[n, f, i sH + u - pH, j sW + v - pW] += x[n, c, i, j] w[c, f, u, v]    for all c, i, j, u, v

    starting from b[f]. Padding takes away from the output what a convolution would have added around it.

    Args:
        x: (N, C_in, H, W), float32 or float64.
        w: (C_in, C_out, kH, kW).
        b: (C_out,).
        stride, padding: an int or a pair (height, width).

    Returns:
        out: (N, C_out, H', W') with H' = (H - 1) sH - 2 pH + kH, x's dtype.
        cache: what `conv_transpose2d_backward` needs.

    Raises:
        ValueError: shapes that do not belong together, a number out of range, or padding that leaves no
            output.
        TypeError: an array that is not floating, or a size that is not a whole number.

    Source: PyTorch's ConvTranspose2d.

    >>> x = np.array([[[[1.0, 2.0]]]])
    >>> out, cache = conv_transpose2d_forward(x, np.ones((1, 1, 1, 2)), np.zeros(1))
    >>> out
    array([[[[1., 3., 2.]]]])
    """
    _require_shapes(x, w, b)
    given = as_options(stride, padding)
    last, weights = rows.batch_last(x), w.astype(x.dtype, copy=False)
    out = rows.image_gradient(last, weights, _output_size(x, w, given), given)
    out += b.astype(x.dtype, copy=False)[:, None, None]
    return out, (x, w, b, given)


def conv_transpose2d_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """Gradients of a transposed convolution: dx is the convolution of dout with w.

        dx[n, c, i, j]  = sum over f, u, v of w[c, f, u, v] doutp[n, f, i sH + u, j sW + v]
        dw[c, f, u, v]  = sum over n, i, j of x[n, c, i, j] doutp[n, f, i sH + u, j sW + v]

    where doutp is dout with the padding's zeros around it.

    Args:
        dout: (N, C_out, H', W').
        cache: what `conv_transpose2d_forward` returned beside out.

    Returns:
        dx: (N, C_in, H, W), dw: like w, db: like b, each with the dtype of its array.

    Raises:
        ValueError: dout does not have the output's shape.
        TypeError: dout is not a floating array.

    >>> x = np.array([[[[1.0, 2.0]]]])
    >>> out, cache = conv_transpose2d_forward(x, np.ones((1, 1, 1, 2)), np.zeros(1))
    >>> dx, dw, db = conv_transpose2d_backward(np.ones_like(out), cache)
    >>> dx, dw, db
    (array([[[[2., 2.]]]]), array([[[[3., 3.]]]]), array([3.]))
    """
    x, w, b, given = cache
    dout = as_gradient(dout, (len(x), w.shape[1], *_output_size(x, w, given)), x.dtype)
    dealt = rows.deal(dout, given.padding, given.stride[1])
    dx = rows.convolve(dealt, w.astype(x.dtype, copy=False), None, x.shape[2:], given)
    dw, _ = rows.weight_gradient(dealt, rows.batch_last(x), w.shape[2:], given)
    return dx, dw.astype(w.dtype, copy=False), dout.sum((0, 2, 3), dtype=b.dtype)


def _output_size(x: Array, w: Array, given: Options) -> Two:
    axes = zip(x.shape[2:], w.shape[2:], given.stride, given.padding, strict=True)
    height, width = ((n - 1) * s - 2 * p + k for n, k, s, p in axes)
    if min(height, width) < 1:
        raise ValueError(
            f"x has shape {x.shape}, w has shape {w.shape}: with stride={given.stride} and "
            f"padding={given.padding} the output would be {height} x {width}; use a smaller padding"
        )
    return height, width


def _require_shapes(x: Array, w: Array, b: Array) -> None:
    require_images("x", x)
    require_axes("w", w, "(C_in, C_out, kH, kW)")
    if len(w) != x.shape[1]:
        fix = "; w.swapaxes(0, 1) exchanges its first two axes" if w.shape[1] == x.shape[1] else ""
        raise ValueError(
            f"x has shape {x.shape}, w has shape {w.shape}: axis 0 of w must equal x's {x.shape[1]} "
            f"channels, as in PyTorch's ConvTranspose2d{fix}"
        )
    require_bias(b, w, w.shape[1])
