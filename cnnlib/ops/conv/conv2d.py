"""The convolution layer, fast: forward and backward.

Sources: PyTorch's Conv2d for the formula and the names; Chellapilla, Puri and Simard, "High performance
convolutional neural networks for document processing" (2006), for the matrix products.
"""

from typing import Any

from cnnlib.arguments import Array, Pair, as_gradient
from cnnlib.ops.conv import rows
from cnnlib.ops.conv.arguments import as_options, require_layer, window_counts


def conv2d_forward(
    x: Array,
    w: Array,
    b: Array,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> tuple[Array, Any]:
    """A convolution layer as matrix products.

        out[n, f, i, j] = b[f] + sum over c, u, v of w[f, c, u, v] xp[n, c0 + c, i sH + u dH, j sW + v dW]

    where xp is x with zeros around it, (sH, sW) the stride, (dH, dW) the dilation and c0 the first
    channel of the group of filter f. The sum over c, u, v is the product of a stretched window with a
    stretched filter: `cnnlib.ops.conv.unfold` does it in one product, `cnnlib.ops.conv.rows`, used here,
    in one product a row of the output, which copies less.

    Args:
        x: (N, C_in, H, W), float32 or float64.
        w: (C_out, C_in / groups, kH, kW).
        b: (C_out,).
        stride, padding, dilation: an int or a pair (height, width).
        groups: channels and filters are split into so many parts that do not mix.

    Returns:
        out: (N, C_out, H', W') with H' = floor((H + 2 pH - dH (kH - 1) - 1) / sH) + 1, x's dtype;
            in memory the batch is the last axis.
        cache: what `conv2d_backward` needs.

    Raises:
        ValueError: shapes that do not belong together, a number out of range, or a kernel that does
            not fit into the padded input.
        TypeError: an array that is not floating, or a size that is not a whole number.

    >>> x, w = np.arange(9.0).reshape(1, 1, 3, 3), np.ones((1, 1, 2, 2))
    >>> out, cache = conv2d_forward(x, w, np.zeros(1))
    >>> out[0, 0]
    array([[ 8., 12.],
           [20., 24.]])
    """
    given = as_options(stride, padding, dilation, groups)
    require_layer(x, w, b, given.groups)
    counts = window_counts(x.shape[2:], w.shape[2:], given)
    dealt = rows.deal(x, given.padding, given.stride[1])
    out = rows.convolve(dealt, w.astype(x.dtype, copy=False), b.astype(x.dtype, copy=False), counts, given)
    return out, (dealt, x.shape[2:], w, b, out.shape, given)


def conv2d_backward(dout: Array, cache: Any, needs_dx: bool = True) -> tuple[Any, Array, Array]:
    """Gradients of a convolution layer.

        db[f]          = sum over n, i, j of dout[n, f, i, j]
        dw[f, c, u, v] = sum over n, i, j of dout[n, f, i, j] xp[n, c0 + c, i sH + u dH, j sW + v dW]
        dxp[n, c, p, q] = sum of dout[n, f, i, j] w[f, c - c0, u, v] over all f, i, j, u, v for which
                         i sH + u dH = p and j sW + v dW = q; dx is dxp without its border

    in the letters of `conv2d_forward`.

    Args:
        dout: (N, C_out, H', W'), the gradient of the loss with respect to out.
        cache: what `conv2d_forward` returned beside out.
        needs_dx: False where nobody asks for dx, as in the first layer of a net that learns.

    Returns:
        dx: (N, C_in, H, W), or None; dw: like w, db: like b, each with the dtype of its array.

    Raises:
        ValueError: dout does not have the output's shape.
        TypeError: dout is not a floating array.

    Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016), chapter 4.

    >>> x, w = np.arange(9.0).reshape(1, 1, 3, 3), np.ones((1, 1, 2, 2))
    >>> out, cache = conv2d_forward(x, w, np.zeros(1))
    >>> dx, dw, db = conv2d_backward(np.ones_like(out), cache)
    >>> dw[0, 0], db
    (array([[ 8., 12.],
           [20., 24.]]), array([4.]))
    """
    dealt, size, w, b, shape, given = cache
    dout = rows.batch_last(as_gradient(dout, shape, dealt.dtype))
    weights = w.astype(dealt.dtype, copy=False)
    dx = rows.image_gradient(dout, weights, size, given) if needs_dx else None
    dw, db = rows.weight_gradient(dealt, dout, w.shape[2:], given)
    return dx, dw.astype(w.dtype, copy=False), db.astype(b.dtype)
