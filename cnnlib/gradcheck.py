"""Is a gradient right? Compare it with differences, or a linear map with its transpose.

Two tests that need no other library. They find a wrong gradient, not a wrong forward pass: zeros
everywhere agree with themselves.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from cnnlib.arguments import Array, as_positive, require_floating


def numeric_gradient(f: Callable[[Array], Any], x: Array, h: float = 1e-5) -> Array:
    """The gradient of a function of many numbers, by moving one number at a time.

        df/dx[i] = (f(x + h e_i) - f(x - h e_i)) / (2 h)    up to terms of order h^2

    where e_i is 1 at i and 0 elsewhere. With h = 1e-5 the error of the formula and that of rounding in
    float64 are about equal. In float32 rounding would leave nothing.

    Args:
        f: maps an array of x's shape to a number; called twice for each element. It must not keep
            or change the array.
        x: float64, any shape. It is moved in place, so that f may also look at it by another name,
            and holds its first values again afterwards, also after an error in f.
        h: the step, above 0.

    Returns:
        A new array of x's shape: one derivative for each element.

    Raises:
        ValueError: h is not above 0, x is read-only, or f does not give one number.
        TypeError: x is not a float64 array, or h is not a number.

    >>> numeric_gradient(lambda x: np.sum(x**2), np.array([1.0, 3.0])).round(6)
    array([2., 6.])
    """
    require_floating("x", x)
    if x.dtype.itemsize < 8:
        raise TypeError(
            f"x has dtype {x.dtype}: rounding would hide the differences; use x.astype(np.float64)"
        )
    if not x.flags.writeable:
        raise ValueError("x is read-only: its elements are moved one at a time; use x.copy()")
    h = as_positive("h", h)
    gradient = np.zeros(x.shape, x.dtype)
    for place in np.ndindex(x.shape):
        first = x[place]
        try:
            x[place] = first + h
            above, f_above = x[place], _number(f(x))
            x[place] = first - h
            below, f_below = x[place], _number(f(x))
        finally:
            x[place] = first
        gradient[place] = (f_above - f_below) / (above - below)  # 2 h as it was after rounding
    return gradient


def gradient_error(found: Array, expected: Array) -> float:
    """The largest difference of two gradients in relation to the largest derivative.

        max |found - expected| / max(max |found|, max |expected|)

    An error of one element in relation to that element alone would be large wherever the derivative
    is nearly 0, where differences say nothing. In float64, with h = 1e-5 and a smooth function, below
    1e-7 is right, above 1e-3 wrong; in between, look for a kink such as that of a ReLU near 0.

    Args:
        found, expected: two arrays of one shape, floating.

    Returns:
        0 for equal gradients, at most 2; not a number where an element is not.

    Raises:
        ValueError: the shapes differ.
        TypeError: an array is not floating.

    >>> gradient_error(np.array([1.0, 4.0]), np.array([1.0, 3.0]))
    0.25
    """
    require_floating("found", found)
    require_floating("expected", expected)
    if found.shape != expected.shape:
        raise ValueError(
            f"found has shape {found.shape}, expected has shape {expected.shape}: a gradient has the shape of "
            "what it is the gradient of"
        )
    largest = max(np.max(np.abs(found), initial=0), np.max(np.abs(expected), initial=0))
    difference = np.max(np.abs(found - expected), initial=0)
    return float(difference / largest) if difference != 0 else 0.0


def adjoint_error(forward: Callable, backward: Callable, x: Array, y: Array) -> float:
    """How far a linear map and its backward pass are from <A x, y> = <x, A^T y>.

    The backward pass of out = A x is dx = A^T dout, so the two inner products agree for all x and y:
    a test of every linear layer (convolution, average pooling, padding) that needs no small step.

    Args:
        forward: x -> A x, without a bias.
        backward: y -> A^T y.
        x, y: arrays as the two maps expect them; random ones find any mistake with certainty.

    Returns:
        The difference in relation to the product of the norms, the larger of |A x| |y| and |x| |A^T y|:
        about 1e-16 in float64.

    Raises:
        ValueError: A x does not have y's shape, or A^T y does not have x's.

    >>> a, x, y = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 0.0]), np.array([0.0, 1.0])
    >>> adjoint_error(lambda x: a @ x, lambda y: a.T @ y, x, y)
    0.0
    >>> adjoint_error(lambda x: a @ x, lambda y: a @ y, x, y) > 0.1
    True
    """
    image, back = forward(x), backward(y)
    for name, array, wanted, other in (("forward(x)", image, "y", y), ("backward(y)", back, "x", x)):
        if np.shape(array) != other.shape:
            raise ValueError(
                f"{name} has shape {np.shape(array)}, {wanted} has shape {other.shape}: expected the same"
            )
    difference = np.abs(np.sum(image * y) - np.sum(x * back))
    norm = np.linalg.norm
    largest = max(norm(image) * norm(y), norm(x) * norm(back))
    return float(difference / largest) if difference != 0 else 0.0


def _number(value: Any) -> Any:
    """What f gave, as a number: an array of one element is not refused."""
    if np.size(value) != 1:
        raise ValueError(
            f"f gives shape {np.shape(value)}: expected one number, such as the loss or (out * dout).sum()"
        )
    return np.asarray(value).reshape(())[()]
