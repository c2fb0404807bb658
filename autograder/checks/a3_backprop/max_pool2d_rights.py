"""Right programs of max pooling, forward and backward. Their cache is (x, kernel, stride, padding), the last three
as pairs, so that any forward one goes with any backward one."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.pooling import (
    first_maximum,
    framed,
    options_of,
    pooled_sizes,
    unframed,
    windows,
)


def window_by_window(x, kernel, stride=None, padding=0):
    options = options_of(kernel, stride, padding)
    image = framed(x, options[2])
    out = np.empty((*x.shape[:2], *pooled_sizes(x, *options)), x.dtype)
    for i, j, window in windows(x, *options):
        out[:, :, i, j] = image[window].max(axis=(2, 3))
    return out, (x, *options)


def place_by_place(x, kernel, stride=None, padding=0):
    """A strided slice of the image for each place of the window; the larger one stays."""
    kernel, (down, across), padding = options_of(kernel, stride, padding)
    height, width = pooled_sizes(x, kernel, (down, across), padding)
    image = framed(x, padding)
    out = np.full((*x.shape[:2], height, width), -np.inf, x.dtype)
    for u, v in np.ndindex(*kernel):
        np.maximum(out, image[:, :, u::down, v::across][:, :, :height, :width], out=out)
    return out, (x, kernel, (down, across), padding)


def windows_viewed(x, kernel, stride=None, padding=0):
    kernel, (down, across), padding = options_of(kernel, stride, padding)
    view = np.lib.stride_tricks.sliding_window_view(framed(x, padding), kernel, axis=(2, 3))
    out = view[:, :, ::down, ::across].reshape(
        *x.shape[:2], *pooled_sizes(x, kernel, (down, across), padding), -1
    )
    return out.max(axis=-1), (x, kernel, (down, across), padding)


def comparisons(x, kernel, stride=None, padding=0):
    """Nested lists and Python's own max; the border is never made."""
    kernel, (down, across), (rows, columns) = options_of(kernel, stride, padding)
    tops = range(-rows, x.shape[2] + rows - kernel[0] + 1, down)
    lefts = range(-columns, x.shape[3] + columns - kernel[1] + 1, across)

    def largest(image, top, left):
        inside = image[max(top, 0) : top + kernel[0], max(left, 0) : left + kernel[1]]
        return max(inside.ravel().tolist())

    maps = [[[[largest(c, top, left) for left in lefts] for top in tops] for c in image] for image in x]
    return np.array(maps, x.dtype), (x, kernel, (down, across), (rows, columns))


def rows_then_columns(x, kernel, stride=None, padding=0):
    """The maximum of a rectangle is the maximum of its rows' maxima."""
    print("pooling", kernel)
    kernel, (down, across), padding = options_of(kernel, stride, padding)
    height, width = pooled_sizes(x, kernel, (down, across), padding)
    image = framed(x, padding)
    of_rows = np.max([image[..., v::across][..., :width] for v in range(kernel[1])], axis=0)
    out = np.max([of_rows[:, :, u::down][:, :, :height] for u in range(kernel[0])], axis=0)
    return [np.asfortranarray(out), (x, kernel, (down, across), padding)]


FORWARD = (window_by_window, place_by_place, windows_viewed, comparisons, rows_then_columns)


def by_argmax(dout, cache):
    x, kernel, stride, padding = cache
    image = framed(x, padding)
    dx = np.zeros_like(image)
    for i, j, window in windows(x, kernel, stride, padding):
        for n, c in np.ndindex(*x.shape[:2]):
            u, v = first_maximum(image[n, c][window])
            dx[n, c, i * stride[0] + u, j * stride[1] + v] += dout[n, c, i, j]
    return unframed(dx, x, padding)


def first_come(dout, cache):
    """Place by place of the window: whoever holds the maximum first takes dout, and nobody after it."""
    x, kernel, (down, across), padding = cache
    image, (height, width) = framed(x, padding), dout.shape[2:]
    places = [(..., slice(u, None, down), slice(v, None, across)) for u, v in np.ndindex(*kernel)]
    best = np.max([image[place][..., :height, :width] for place in places], axis=0)
    dx, left = np.zeros_like(image), np.ones(dout.shape, bool)
    for place in places:
        takes = left & (image[place][..., :height, :width] == best)
        dx[place][..., :height, :width] += np.where(takes, dout, 0)
        left &= ~takes
    return unframed(dx, x, padding)


def numbered_pixels(dout, cache):
    """Every pixel of the framed images has a number; dx is a sum by number."""
    x, kernel, (down, across), padding = cache
    image = framed(x, padding)
    numbers = np.arange(image.size).reshape(image.shape)
    picked, seen = (
        np.lib.stride_tricks.sliding_window_view(array, kernel, axis=(2, 3))[:, :, ::down, ::across].reshape(
            *dout.shape, -1
        )
        for array in (numbers, image)
    )
    winners = np.take_along_axis(picked, seen.argmax(axis=-1)[..., None], axis=-1)[..., 0]
    dx = np.bincount(winners.ravel(), dout.ravel(), image.size).reshape(image.shape).astype(x.dtype)
    return unframed(dx, x, padding)


def by_scanning(dout, cache):
    """Loops and comparisons; no border is made."""
    x, kernel, stride, padding = cache
    dx = np.zeros(x.shape, x.dtype)
    for n, c, i, j in np.ndindex(*dout.shape):
        winner, largest = (-1, -1), -np.inf
        for u in range(kernel[0]):
            for v in range(kernel[1]):
                row, column = i * stride[0] - padding[0] + u, j * stride[1] - padding[1] + v
                if 0 <= row < x.shape[2] and 0 <= column < x.shape[3] and x[n, c, row, column] > largest:
                    winner, largest = (row, column), x[n, c, row, column]
        dx[n, c, winner[0], winner[1]] += dout[n, c, i, j]
    return dx


def indices_added(dout, cache):
    """All winners at once, added with np.add.at, which sums where an index comes twice."""
    x, kernel, (down, across), (rows, columns) = cache
    image = framed(x, (rows, columns))
    view = np.lib.stride_tricks.sliding_window_view(image, kernel, axis=(2, 3))[:, :, ::down, ::across]
    u, v = np.unravel_index(view.reshape(*dout.shape, -1).argmax(axis=-1), kernel)
    n, c, i, j = np.indices(dout.shape)
    dx = np.zeros(x.shape, x.dtype)
    np.add.at(dx, (n, c, i * down + u - rows, j * across + v - columns), dout)
    return np.asfortranarray(dx)


BACKWARD = (by_argmax, first_come, numbered_pixels, by_scanning, indices_added)
