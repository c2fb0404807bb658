"""Pooling layers: the maximum or the mean of a window, the maximum of neighbouring channels.

Arrays are (N, C, H, W): images in the batch, channels, height, width. kernel, stride and padding are
an int or a pair (height, width), as in PyTorch; the output size takes the floor. Results keep the
floating dtype of x and the order of its axes in memory; no input is changed. A cache holds x and out
themselves, not copies.

A window is a rectangle, so it is pooled along its rows first and then along its columns: kW + kH
steps instead of kH kW. Each step takes one place of all windows at once, a slice of the image.

Sources: PyTorch's MaxPool2d and AvgPool2d for the formulas and the names; Goodfellow et al., "Maxout
networks" (2013), for the maximum over channels.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from cnnlib.arguments import Array, Pair, as_gradient, as_pair, as_whole, require_images

Window = tuple[int, int, int]  # kernel, stride and padding along one axis
BLOCK = 1 << 17  # numbers in a block: half a megabyte in float32
ROWS, COLUMNS = 2, 3  # the axes of (N, C, H, W) along which a window has its height and its width


def max_pool2d_forward(
    x: Array, kernel: Pair, stride: Pair | None = None, padding: Pair = 0
) -> tuple[Array, Any]:
    """The largest value of every window.

        out[n, c, i, j] = max over u < kH, v < kW of x[n, c, i sH + u - pH, j sW + v - pW]

    where a place outside the image counts as minus infinity.

    Args:
        x: (N, C, H, W), floating.
        kernel: the window's size.
        stride: the step from one window to the next; None means the kernel.
        padding: places added at each end, at most half the kernel.

    Returns:
        out: (N, C, H', W') with H' = floor((H + 2 pH - kH) / sH) + 1, x's dtype.
        cache: what `max_pool2d_backward` needs.

    Raises:
        ValueError: x does not have four axes, a number is out of range, or the window does not fit
            into the padded image.
        TypeError: x is not a floating array, or a size is not a whole number.

    >>> out, cache = max_pool2d_forward(np.arange(16.0).reshape(1, 1, 4, 4), 2)
    >>> out[0, 0]
    array([[ 5.,  7.],
           [13., 15.]])
    """
    windows = _checked(x, kernel, stride, padding)
    down, across = windows
    of_rows = _empty_pooled(x, COLUMNS, across)  # (N, C, H, W'): the maxima of the windows' rows
    out = _empty_pooled(of_rows, ROWS, down)
    for some in _blocks(x):
        _maximum(x[some], COLUMNS, across, of_rows[some])
        _maximum(of_rows[some], ROWS, down, out[some])
    return out, (x, of_rows, out, windows)


def max_pool2d_backward(dout: Array, cache: Any) -> Array:
    """The gradient of `max_pool2d_forward`: every output's goes to the place that had the maximum.

    The first of equal values in row order gets it all: the first row that holds the maximum, and in
    it the first column. Where windows overlap, an input gets the sum.

    Args:
        dout: (N, C, H', W'), the derivatives with respect to out.
        cache: from the forward pass.

    Returns:
        dx: (N, C, H, W), x's dtype.

    Raises:
        ValueError, TypeError: dout does not have out's shape, or is not a floating array.

    >>> out, cache = max_pool2d_forward(np.array([[[[1.0, 4.0, 4.0, 2.0]]]]), (1, 4))
    >>> max_pool2d_backward(np.ones_like(out), cache)
    array([[[[0., 1., 0., 0.]]]])
    """
    x, of_rows, out, (down, across) = cache
    dout = as_gradient(dout, out.shape, x.dtype, out)
    dx = np.empty_like(x)
    for some in _blocks(x):
        of_rows_dx = np.empty_like(of_rows[some])
        _to_the_first(dout[some], of_rows[some], out[some], ROWS, down, of_rows_dx)
        _to_the_first(of_rows_dx, x[some], of_rows[some], COLUMNS, across, dx[some])
    return dx


def avg_pool2d_forward(x: Array, kernel: Pair, stride: Pair | None = None) -> tuple[Array, Any]:
    """The mean of every window.

        out[n, c, i, j] = 1 / (kH kW) sum over u < kH, v < kW of x[n, c, i sH + u, j sW + v]

    Args:
        x, kernel, stride: as in `max_pool2d_forward`. With kernel=x.shape[2:] it is the mean of the
            whole map.

    Returns:
        out: (N, C, H', W') with H' = floor((H - kH) / sH) + 1, x's dtype.
        cache: what `avg_pool2d_backward` needs.

    Raises:
        ValueError, TypeError: as in `max_pool2d_forward`.

    >>> out, cache = avg_pool2d_forward(np.arange(16.0).reshape(1, 1, 4, 4), 2)
    >>> out[0, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """
    down, across = _checked(x, kernel, stride, 0)
    out = _sum(_sum(x, COLUMNS, across), ROWS, down)
    out /= down[0] * across[0]
    return out, (x.shape, out.shape, x.dtype, down, across)


def avg_pool2d_backward(dout: Array, cache: Any) -> Array:
    """The gradient of `avg_pool2d_forward`: every output's goes in equal parts to its window.

    Args:
        dout: (N, C, H', W'), the derivatives with respect to out.
        cache: from the forward pass.

    Returns:
        dx: (N, C, H, W), x's dtype.

    Raises:
        ValueError, TypeError: dout does not have out's shape, or is not a floating array.

    >>> out, cache = avg_pool2d_forward(np.zeros((1, 1, 2, 3)), 2, stride=1)
    >>> avg_pool2d_backward(np.ones_like(out), cache)[0, 0]
    array([[0.25, 0.5 , 0.25],
           [0.25, 0.5 , 0.25]])
    """
    shape, out_shape, dtype, down, across = cache
    part = as_gradient(dout, out_shape, dtype) / (down[0] * across[0])
    return _to_all(_to_all(part, shape[ROWS], ROWS, down), shape[COLUMNS], COLUMNS, across)


def max_over_channels_forward(x: Array, group: int) -> tuple[Array, Any]:
    """The maximum of every `group` neighbouring channels, also called maxout.

        out[n, c, i, j] = max over u < group of x[n, c group + u, i, j]

    Args:
        x: (N, C, H, W), floating.
        group: how many channels become one; it divides C.

    Returns:
        out: (N, C / group, H, W), x's dtype.
        cache: what `max_over_channels_backward` needs.

    Raises:
        ValueError: x does not have four axes, or group does not divide C.
        TypeError: x is not a floating array, or group is not a whole number.

    >>> out, cache = max_over_channels_forward(np.array([1.0, 5.0, 3.0, 2.0]).reshape(1, 4, 1, 1), 2)
    >>> out.ravel()
    array([5., 3.])
    """
    require_images("x", x)
    group = as_whole("group", group, 1)
    channels = x.shape[1]
    if channels == 0 or channels % group:
        raise ValueError(
            f"group={group} does not divide C={channels}: x has shape {x.shape}; axis 1 holds the channels "
            "and must split evenly"
        )
    window = group, group, 0
    out = _empty_pooled(x, 1, window)
    _maximum(x, 1, window, out)
    return out, (x, out, window)


def max_over_channels_backward(dout: Array, cache: Any) -> Array:
    """The gradient of `max_over_channels_forward`: to the channel of the maximum, the first of equals.

    Args:
        dout: (N, C / group, H, W), the derivatives with respect to out.
        cache: from the forward pass.

    Returns:
        dx: (N, C, H, W), x's dtype.

    Raises:
        ValueError, TypeError: dout does not have out's shape, or is not a floating array.

    >>> out, cache = max_over_channels_forward(np.array([1.0, 5.0, 3.0, 2.0]).reshape(1, 4, 1, 1), 2)
    >>> max_over_channels_backward(np.ones_like(out), cache).ravel()
    array([0., 1., 1., 0.])
    """
    x, out, window = cache
    dx = np.empty_like(x)
    _to_the_first(as_gradient(dout, out.shape, x.dtype, out), x, out, 1, window, dx)
    return dx


def _maximum(x: Array, axis: int, window: Window, out: Array) -> None:
    """Fill out with x pooled along one axis."""
    places = _places(x.shape[axis], axis, window)
    if window[2]:
        out[...] = -np.inf
    else:
        _, first = next(places)
        out[...] = x[first]
    for outputs, inputs in places:
        np.maximum(out[outputs], x[inputs], out=out[outputs])


def _to_the_first(dout: Array, x: Array, out: Array, axis: int, window: Window, dx: Array) -> None:
    """Fill dx for the out of _maximum(x, axis, window): dout goes to the first place that holds the maximum.

    A product with True or False costs a fifth of np.where, which has to guess at every element.
    """
    kernel, stride, padding = window
    if kernel == stride and not padding:
        _to_the_first_tiled(dout, x, out, axis, window, dx)
        return
    dx[...] = 0
    left = dout.copy(order="K")  # what has not found its place yet
    for outputs, inputs in _places(x.shape[axis], axis, window):
        given = (x[inputs] == out[outputs]) * left[outputs]
        dx[inputs] += given
        left[outputs] -= given


def _to_the_first_tiled(dout: Array, x: Array, out: Array, axis: int, window: Window, dx: Array) -> None:
    """The same where every input lies in one window at most, so that nothing has to be summed.

    What does not belong to a place is laid down at the next one; there the rest moves on from it.
    """
    dx[_along(axis, slice(out.shape[axis] * window[0], None))] = 0  # no window reaches these
    places = [inputs for _, inputs in _places(x.shape[axis], axis, window)]
    left = dout
    for here, after in pairwise(places):
        given = (x[here] == out) * left
        np.subtract(left, given, out=dx[after])
        dx[here] = given
        left = dx[after]
    if len(places) == 1:
        dx[places[0]] = dout


def _sum(x: Array, axis: int, window: Window) -> Array:
    """The sums of the windows along one axis, without padding."""
    (_, first), *places = _places(x.shape[axis], axis, window)
    out = x[first].copy(order="K")
    for _, inputs in places:
        out += x[inputs]
    return out


def _to_all(dout: Array, size: int, axis: int, window: Window) -> Array:
    """dx, of that size along the axis, from dout for out = _sum(x, axis, window)."""
    dx = np.zeros_like(dout, shape=_with_size(dout.shape, axis, size))
    for _, inputs in _places(size, axis, window):
        dx[inputs] += dout
    return dx


def _empty_pooled(x: Array, axis: int, window: Window) -> Array:
    """Room for x pooled along one axis, in the same order of memory."""
    return np.empty_like(x, shape=_with_size(x.shape, axis, _count(x.shape[axis], window)))


def _with_size(shape: tuple[int, ...], axis: int, size: int) -> tuple[int, ...]:
    return (*shape[:axis], size, *shape[axis + 1 :])


def _places(size: int, axis: int, window: Window) -> Iterator[tuple[tuple, tuple]]:
    """For each place of the window: the outputs whose window has it inside the image, and the inputs there.

    Both as indices of an array. Output i has its place u over input i stride + u - padding.
    """
    kernel, stride, padding = window
    count = _count(size, window)
    for place in range(kernel):
        shift = place - padding
        first = max(0, -(shift // stride))  # the smallest i with i stride + shift >= 0
        end = min(count, (size - 1 - shift) // stride + 1)
        if first < end:
            inputs = slice(first * stride + shift, (end - 1) * stride + shift + 1, stride)
            yield _along(axis, slice(first, end)), _along(axis, inputs)


def _blocks(x: Array) -> Iterator[tuple[slice, ...]]:
    """Some images or some channels at a time, so few that what is computed on the way stays in the cache.

    Whichever of the two lie further apart in memory are parted, so that the runs of memory stay long.
    """
    axis = 0 if x.strides[0] >= x.strides[1] else 1
    step = max(1, BLOCK * x.shape[axis] // max(1, x.size))
    for start in range(0, x.shape[axis], step):
        yield _along(axis, slice(start, start + step))


def _along(axis: int, part: slice) -> tuple[slice, ...]:
    """The index of a slice along one axis."""
    return (slice(None),) * axis + (part,)


def _count(size: int, window: Window) -> int:
    """Windows along one axis: floor((size + 2 padding - kernel) / stride) + 1, at most 0 if none fits."""
    kernel, stride, padding = window
    return (size + 2 * padding - kernel) // stride + 1


def _checked(x: Array, kernel: Pair, stride: Pair | None, padding: Pair) -> tuple[Window, Window]:
    """The windows along the height and along the width, once it is sure that they fit."""
    require_images("x", x)
    kernel, padding = as_pair("kernel", kernel, 1), as_pair("padding", padding, 0)
    stride = kernel if stride is None else as_pair("stride", stride, 1)
    if any(2 * p > k for p, k in zip(padding, kernel, strict=True)):
        raise ValueError(
            f"padding={padding} is more than half of kernel={kernel}: a window could lie outside the image; "
            f"use at most {tuple(k // 2 for k in kernel)}"
        )
    down, across = zip(kernel, stride, padding, strict=True)
    if _count(x.shape[ROWS], down) < 1 or _count(x.shape[COLUMNS], across) < 1:
        raise ValueError(
            f"kernel={kernel} does not fit into x of shape {x.shape}, height and width {x.shape[2:]}, with "
            f"padding={padding}: use a smaller kernel or a larger input"
        )
    return down, across
