"""Convolution along one axis: a convolution of images one pixel high.

Arrays are (N, C, L): signals in the batch, channels, length. Weights are (C_out, C_in / groups, K), as
in PyTorch's Conv1d.
"""

from typing import Any

from cnnlib.arguments import Array, as_gradient, as_whole, require_axes
from cnnlib.ops.conv.conv2d import conv2d_backward, conv2d_forward


def conv1d(x: Array, w: Array, b: Array, stride: int = 1, padding: int = 0) -> Array:
    """The output of `conv1d_forward` alone.

    Args:
        x, w, b, stride, padding: as in `conv1d_forward`.

    Returns:
        (N, C_out, L').

    Raises:
        ValueError, TypeError: as in `conv1d_forward`.

    >>> conv1d(np.array([[[1.0, 2.0, 4.0, 8.0]]]), np.array([[[-1.0, 1.0]]]), np.zeros(1))
    array([[[1., 2., 4.]]])
    """
    return conv1d_forward(x, w, b, stride, padding)[0]


def conv1d_forward(
    x: Array, w: Array, b: Array, stride: int = 1, padding: int = 0, dilation: int = 1, groups: int = 1
) -> tuple[Array, Any]:
    """A convolution layer on signals.

        out[n, f, i] = b[f] + sum over c, u of w[f, c, u] xp[n, c0 + c, i stride + u dilation]

    where xp is x with zeros around it and c0 the first channel of the group of filter f.

    Args:
        x: (N, C_in, L), float32 or float64.
        w: (C_out, C_in / groups, K).
        b: (C_out,).
        stride, padding, dilation, groups: whole numbers, as in PyTorch.

    Returns:
        out: (N, C_out, L') with L' = floor((L + 2 padding - dilation (K - 1) - 1) / stride) + 1.
        cache: what `conv1d_backward` needs.

    Raises:
        ValueError, TypeError: shapes that do not belong together, numbers out of range, arrays that are
            not floating. Messages of two axes speak of images (N, C, 1, L).

    Source: PyTorch's Conv1d.

    >>> x, w = np.array([[[1.0, 2.0, 4.0, 8.0]]]), np.array([[[-1.0, 1.0]]])
    >>> out, cache = conv1d_forward(x, w, np.zeros(1), stride=2)
    >>> out
    array([[[1., 4.]]])
    """
    require_axes("x", x, "(N, C, L)")
    require_axes("w", w, "(C_out, C_in / groups, K)")
    stride, padding = as_whole("stride", stride, 1), as_whole("padding", padding, 0)
    dilation = as_whole("dilation", dilation, 1)
    out, cache = conv2d_forward(
        x[:, :, None], w[:, :, None], b, (1, stride), (0, padding), (1, dilation), groups
    )
    return out[:, :, 0], (cache, out.shape, out.dtype)


def conv1d_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """Gradients of `conv1d_forward`; the formulas are those of `cnnlib.ops.conv.conv2d_backward`.

    Args:
        dout: (N, C_out, L').
        cache: what `conv1d_forward` returned beside out.

    Returns:
        dx: (N, C_in, L), dw: like w, db: like b, each with the dtype of its array.

    Raises:
        ValueError: dout does not have the output's shape.
        TypeError: dout is not a floating array.

    >>> x, w = np.array([[[1.0, 2.0, 4.0, 8.0]]]), np.array([[[-1.0, 1.0]]])
    >>> out, cache = conv1d_forward(x, w, np.zeros(1), stride=2)
    >>> dx, dw, db = conv1d_backward(np.ones_like(out), cache)
    >>> dx, dw, db
    (array([[[-1.,  1., -1.,  1.]]]), array([[[ 5., 10.]]]), array([2.]))
    """
    cache, (n, filters, _, length), dtype = cache
    dout = as_gradient(dout, (n, filters, length), dtype)
    dx, dw, db = conv2d_backward(dout[:, :, None], cache)
    return dx[:, :, 0], dw[:, :, 0], db
