"""Activations: one function of one number, for every number of an array of any shape.

Results keep the shape and the floating dtype of x; no input is changed. The cache of sigmoid and tanh is
out itself, not a copy: their slopes follow from it.
"""

from typing import Any

import numpy as np

from cnnlib.arguments import Array, as_gradient, require_floating


def relu_forward(x: Array) -> tuple[Array, Any]:
    """out = max(0, x), the rectified linear unit (Nair and Hinton, 2010).

    Args:
        x: any shape, floating.

    Returns:
        out: x's shape and dtype.
        cache: what `relu_backward` needs.

    Raises:
        TypeError: x is not a floating array.

    >>> out, cache = relu_forward(np.array([-1.0, 0.0, 2.0]))
    >>> out
    array([0., 0., 2.])
    """
    require_floating("x", x)
    return np.maximum(x, 0), (x > 0, x.dtype)


def relu_backward(dout: Array, cache: Any) -> Array:
    """dx = dout where x > 0, else 0: the slope at 0 is 0.

    Args:
        dout: the derivatives with respect to out, of its shape.
        cache: from the forward pass.

    Returns:
        dx: of x's shape and dtype.

    Raises:
        ValueError, TypeError: dout does not have out's shape, or is not a floating array.

    >>> _, cache = relu_forward(np.array([-1.0, 0.0, 2.0]))
    >>> relu_backward(np.array([5.0, 6.0, 7.0]), cache)
    array([0., 0., 7.])
    """
    positive, dtype = cache
    # a product with True or False costs a fifth of np.where, which has to guess at every element
    return as_gradient(dout, positive.shape, dtype, positive) * positive


def sigmoid_forward(x: Array) -> tuple[Array, Any]:
    """out = 1 / (1 + exp(-x)), written for x < 0 as exp(x) / (1 + exp(x)), so that no power is too large.

    Args:
        x: any shape, floating.

    Returns:
        out: x's shape and dtype, between 0 and 1.
        cache: what `sigmoid_backward` needs.

    Raises:
        TypeError: x is not a floating array.

    >>> out, cache = sigmoid_forward(np.array([-1000.0, 0.0, 1000.0]))
    >>> out
    array([0. , 0.5, 1. ])
    """
    require_floating("x", x)
    power = np.exp(-np.abs(x))
    out = np.where(x >= 0, 1, power) / (1 + power)
    return out, out


def sigmoid_backward(dout: Array, cache: Any) -> Array:
    """dx = dout out (1 - out).

    Args, Returns and Raises: as in `relu_backward`.

    >>> _, cache = sigmoid_forward(np.zeros(1))
    >>> sigmoid_backward(np.ones(1), cache)
    array([0.25])
    """
    return _times(dout, cache * (1 - cache))


def tanh_forward(x: Array) -> tuple[Array, Any]:
    """out = tanh(x), the hyperbolic tangent.

    Args:
        x: any shape, floating.

    Returns:
        out: x's shape and dtype, between -1 and 1.
        cache: what `tanh_backward` needs.

    Raises:
        TypeError: x is not a floating array.

    >>> out, cache = tanh_forward(np.array([-1000.0, 0.0, 1000.0]))
    >>> out
    array([-1.,  0.,  1.])
    """
    require_floating("x", x)
    out = np.tanh(x)
    return out, out


def tanh_backward(dout: Array, cache: Any) -> Array:
    """dx = dout (1 - out^2).

    Args, Returns and Raises: as in `relu_backward`.

    >>> _, cache = tanh_forward(np.zeros(1))
    >>> tanh_backward(np.array([3.0]), cache)
    array([3.])
    """
    return _times(dout, 1 - cache * cache)


def _times(dout: Array, slope: Array) -> Array:
    """The chain rule: dout, once it is sure that it belongs to the output, times the slope at each number."""
    return as_gradient(dout, slope.shape, slope.dtype, slope) * slope
