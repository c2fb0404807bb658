"""The locally connected layer: windows as in a convolution, but no weight is shared.

Every output position has its own filters and every output value its own bias. Compared with the
convolution layer it shows what sharing weights saves.

Source: LeCun, "Generalization and network design strategies" (1989).
"""

from typing import Any

from cnnlib.arguments import Array, Pair, as_gradient, require_axes, require_floating, require_images
from cnnlib.ops.conv.arguments import Options, as_options, window_counts
from cnnlib.ops.conv.unfold import col2im, im2col


def locally_connected_forward(
    x: Array, w: Array, b: Array, stride: Pair = 1, padding: Pair = 0
) -> tuple[Array, Any]:
    """A convolution layer whose filters differ from position to position.

        out[n, f, i, j] = b[f, i, j] + sum over c, u, v of w[i, j, f, c, u, v] xp[n, c, i sH + u, j sW + v]

    where xp is x with zeros around it.

    Args:
        x: (N, C_in, H, W), float32 or float64.
        w: (H', W', C_out, C_in, kH, kW).
        b: (C_out, H', W').
        stride, padding: an int or a pair (height, width).

    Returns:
        out: (N, C_out, H', W') with H' = floor((H + 2 pH - kH) / sH) + 1, x's dtype.
        cache: what `locally_connected_backward` needs.

    Raises:
        ValueError: shapes that do not belong together, or a number out of range.
        TypeError: an array that is not floating, or a size that is not a whole number.

    >>> x, w = np.array([[[[1.0, 2.0, 3.0]]]]), np.array([[1.0, 0.0], [0.0, 1.0]]).reshape(1, 2, 1, 1, 1, 2)
    >>> out, cache = locally_connected_forward(x, w, np.zeros((1, 1, 2)))
    >>> out
    array([[[[1., 3.]]]])
    """
    given = as_options(stride, padding)
    _require_shapes(x, w, b, given)
    height, width, filters = w.shape[:3]
    rows = im2col(x, w.shape[4:], stride, padding).reshape(len(x), height * width, -1)
    weights = w.reshape(height * width, filters, -1)  # one matrix (C_out, C_in kH kW) a position
    product = weights @ rows.transpose(1, 2, 0)  # (H' W', C_out, N)
    out = product.transpose(2, 1, 0).reshape(len(x), filters, height, width) + b
    return out.astype(x.dtype, copy=False), (rows, x, w, b, given)


def locally_connected_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """Gradients of a locally connected layer: those of one linear layer a position.

        db[f, i, j]          = sum over n of dout[n, f, i, j]
        dw[i, j, f, c, u, v] = sum over n of dout[n, f, i, j] xp[n, c, i sH + u, j sW + v]

    and dx adds w[i, j, f, c, u, v] dout[n, f, i, j] to where it was read.

    Args:
        dout: (N, C_out, H', W').
        cache: what `locally_connected_forward` returned beside out.

    Returns:
        dx: (N, C_in, H, W), dw: like w, db: like b, each with the dtype of its array.

    Raises:
        ValueError: dout does not have the output's shape.
        TypeError: dout is not a floating array.

    >>> x, w = np.array([[[[1.0, 2.0, 3.0]]]]), np.array([[1.0, 0.0], [0.0, 1.0]]).reshape(1, 2, 1, 1, 1, 2)
    >>> out, cache = locally_connected_forward(x, w, np.zeros((1, 1, 2)))
    >>> dx, dw, db = locally_connected_backward(np.ones_like(out), cache)
    >>> dx, dw.reshape(2, 2)
    (array([[[[1., 0., 1.]]]]), array([[1., 2.],
           [2., 3.]]))
    """
    rows, x, w, b, given = cache
    height, width, filters = w.shape[:3]
    dout = as_gradient(dout, (len(x), filters, height, width), x.dtype)
    by_position = dout.reshape(len(x), filters, -1).transpose(2, 1, 0)  # (H' W', C_out, N)
    dw = (by_position @ rows.transpose(1, 0, 2)).reshape(w.shape)
    weights = w.reshape(height * width, filters, -1)
    drows = (by_position.transpose(0, 2, 1) @ weights).transpose(1, 0, 2)  # (N, H' W', C_in kH kW)
    drows = drows.reshape(len(x) * height * width, -1).astype(x.dtype, copy=False)
    dx = col2im(drows, x.shape, w.shape[4:], given.stride, given.padding)
    return dx, dw.astype(w.dtype, copy=False), dout.sum(0).astype(b.dtype, copy=False)


def _require_shapes(x: Array, w: Array, b: Array, given: Options) -> None:
    require_images("x", x)
    require_axes("w", w, "(H', W', C_out, C_in, kH, kW)")
    require_floating("b", b)
    if w.shape[3] != x.shape[1]:
        raise ValueError(
            f"x has shape {x.shape}, w has shape {w.shape}: a filter needs {x.shape[1]} channels, "
            f"found {w.shape[3]}; axis 1 of x and axis 3 of w hold the channels"
        )
    sizes = window_counts(x.shape[2:], w.shape[4:], given)
    if w.shape[:2] != sizes:
        raise ValueError(
            f"x has shape {x.shape}, w has shape {w.shape}: the output is {sizes[0]} x {sizes[1]} with "
            f"stride={given.stride} and padding={given.padding}, so w must begin with {sizes}"
        )
    expected = (w.shape[2], *sizes)
    if b.shape != expected:
        raise ValueError(
            f"b has shape {b.shape}, w has shape {w.shape}: expected one bias an output value, {expected}; "
            "for a layer without a bias give zeros"
        )
