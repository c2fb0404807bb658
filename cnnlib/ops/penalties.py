"""Penalties on large weights, to be added to the loss, and a limit on them.

Source: Goodfellow, Bengio and Courville, "Deep Learning" (2016), sections 7.1 and 7.2.
"""

import numpy as np

from cnnlib.arguments import Array, as_real, require_floating


def l2_penalty(w: Array, strength: float) -> tuple[float, Array]:
    """loss = strength / 2 times the sum of w^2, also called weight decay; its gradient is strength w.

    Args:
        w: any shape, floating.
        strength: at least 0.

    Returns:
        loss, gradient: of w's shape and dtype.

    Raises:
        ValueError: strength is negative or not finite.
        TypeError: w is not a floating array, or strength is not a number.

    >>> l2_penalty(np.array([1.0, -2.0]), 0.5)
    (1.25, array([ 0.5, -1. ]))
    """
    strength = _checked(w, "strength", strength)
    return strength / 2 * float(np.sum(w * w)), strength * w


def l1_penalty(w: Array, strength: float) -> tuple[float, Array]:
    """loss = strength times the sum of |w|; its gradient is strength sign(w), 0 at 0.

    Args, Returns and Raises: as in `l2_penalty`.

    >>> l1_penalty(np.array([1.0, -2.0]), 0.5)
    (1.5, array([ 0.5, -0.5]))
    """
    strength = _checked(w, "strength", strength)
    return strength * float(np.sum(np.abs(w))), strength * np.sign(w)


def max_norm(w: Array, c: float) -> Array:
    """The weights with each output unit's no longer than c.

        w[o] <- w[o] min(1, c / |w[o]|)

    where |w[o]| is the root of the sum of squares of unit o's weights (Srivastava et al., 2014).

    Args:
        w: (out, ...), floating: (out, in) of a dense layer, (C_out, C_in, kH, kW) of a convolution.
        c: the largest norm, at least 0.

    Returns:
        A new array of w's shape and dtype.

    Raises:
        ValueError: w has no axis, or c is negative or not finite.
        TypeError: w is not a floating array, or c is not a number.

    >>> max_norm(np.array([[3.0, 4.0], [1.0, 0.0]]), 2.5)
    array([[1.5, 2. ],
           [1. , 0. ]])
    """
    c = _checked(w, "c", c)
    if w.ndim == 0:
        raise ValueError("w has shape (): expected (out, ...); the first axis counts the output units")
    norm = np.sqrt(np.sum(w * w, axis=tuple(range(1, w.ndim)), keepdims=True))  # (out, 1, ...)
    return w * np.divide(c, norm, out=np.ones_like(norm), where=norm > c)


def _checked(w: Array, name: str, value: float) -> float:
    require_floating("w", w)
    return as_real(name, value)
