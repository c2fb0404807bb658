"""The dense layer, also called fully connected: every output sees every input.

Sources: PyTorch's Linear for the formula and the names.
"""

from typing import Any

import numpy as np

from cnnlib.arguments import Array, as_gradient, require_axes, require_bias, require_floating


def linear_forward(x: Array, w: Array, b: Array) -> tuple[Array, Any]:
    """One weighted sum of all the inputs for each output.

        out[n, o] = b[o] + sum over d of w[o, d] x[n, d]

    where d counts all the values of an example, in the order of its axes: images (N, C, H, W) count
    as (N, C H W).

    Args:
        x: (N, ...), floating.
        w: (out, in), in being the number of values of an example.
        b: (out,).

    Returns:
        out: (N, out), x's dtype, the batch last in memory, as the convolutions leave it.
        cache: what `linear_backward` needs.

    Raises:
        ValueError: shapes that do not belong together.
        TypeError: an array that is not floating.

    >>> out, cache = linear_forward(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0]]), np.array([5.0]))
    >>> out
    array([[16.]])
    """
    _require(x, w, b)
    flat = x.reshape(len(x), w.shape[1])
    out = (w @ flat.T + b[:, None]).T.astype(x.dtype, copy=False)
    return out, (flat, x.shape, w, b)


def linear_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """The gradients of `linear_forward`.

        dx = dout w,    dw = dout^T x,    db[o] = sum over n of dout[n, o]

    Args:
        dout: (N, out), the derivatives with respect to out.
        cache: from the forward pass.

    Returns:
        dx, dw, db: of the shapes and dtypes of x, w and b.

    Raises:
        ValueError, TypeError: dout does not have out's shape, or is not a floating array.

    >>> _, cache = linear_forward(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0]]), np.array([5.0]))
    >>> dx, dw, db = linear_backward(np.array([[1.0]]), cache)
    >>> dx, dw, db
    (array([[3., 4.]]), array([[1., 2.]]), array([1.]))
    """
    flat, shape, w, b = cache
    dout = as_gradient(dout, (len(flat), len(w)), flat.dtype)
    dx = (w.T @ dout.T).T.astype(flat.dtype, copy=False)
    dw = (dout.T @ flat).astype(w.dtype, copy=False)
    db = dout.sum(axis=0).astype(b.dtype, copy=False)
    return dx.reshape(shape), dw, db


def _require(x: Array, w: Array, b: Array) -> None:
    require_floating("x", x)
    if x.ndim < 2:
        raise ValueError(f"x has shape {x.shape}: expected (N, ...); x[None] makes a batch of one")
    require_axes("w", w, "(out, in)")
    features = int(np.prod(x.shape[1:]))
    if w.shape[1] != features:
        fix = "; w is (out, in): use w.T" if w.shape[0] == features else ""
        raise ValueError(
            f"x has shape {x.shape}, w has shape {w.shape}: an example has {features} values, "
            f"w expects {w.shape[1]}{fix}"
        )
    require_bias(b, w, len(w))
