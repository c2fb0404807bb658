"""Mistakes of a3.max_pool2d_forward in what an option stands for, in sizes, in memory, and in what is returned."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.max_pool2d_forward_mistakes import larger, pooled
from autograder.checks.a3_backprop.pooling import framed, options_of
from autograder.checks.inputs import pair
from autograder.checks.mistakes import on_output

TWO = "unsupported operand type(s) for //: 'int' and 'tuple'"


def zeros_become_minus_infinity(right, x, kernel, stride=None, padding=0):
    """You put minus infinity wherever there is a 0, which changes pixels that are 0. Only the border is minus
    infinity: give it that value where you make it."""
    return right(np.where(x == 0, x.dtype.type(-np.inf), x), kernel, stride, padding)


def zeros_become_minus_infinity_with_a_border(right, x, kernel, stride=None, padding=0):
    """With a padding you put minus infinity wherever there is a 0, which changes pixels that are 0. Only the border is
    minus infinity: give it that value where you make it."""
    if any(pair(padding)):
        return zeros_become_minus_infinity(right, x, kernel, stride, padding)
    return right(x, kernel, stride, padding)


def kernel_height_as_stride(right, x, kernel, stride=None, padding=0):
    """Where no stride is given you take the kernel's height for both directions. The stride is the kernel then: its
    height down, its width to the right."""
    return right(x, kernel, pair(kernel)[0] if stride is None else stride, padding)


def kernel_width_as_stride(right, x, kernel, stride=None, padding=0):
    """Where no stride is given you take the kernel's width for both directions. The stride is the kernel then: its
    height down, its width to the right."""
    return right(x, kernel, pair(kernel)[1] if stride is None else stride, padding)


def kernel_pair_as_stride_refused(right, x, kernel, stride=None, padding=0):
    """Where no stride is given and the kernel is a pair, your function fails. The stride is that same pair then: make
    pairs of whole numbers alone."""
    if stride is None and isinstance(kernel, tuple):
        raise TypeError(TWO)
    return right(x, kernel, stride, padding)


def kernel_pair_refused(right, x, kernel, stride=None, padding=0):
    """Your kernel can be a whole number only. It may be a pair (rows, columns) as well."""
    if isinstance(kernel, tuple):
        raise TypeError(TWO)
    return right(x, kernel, stride, padding)


def stride_pair_refused(right, x, kernel, stride=None, padding=0):
    """Your stride can be a whole number only. It may be a pair (rows, columns) as well."""
    if isinstance(stride, tuple):
        raise TypeError(TWO)
    return right(x, kernel, stride, padding)


def padding_pair_refused(right, x, kernel, stride=None, padding=0):
    """Your padding can be a whole number only. It may be a pair (rows, columns) as well."""
    if isinstance(padding, tuple):
        raise TypeError(TWO)
    return right(x, kernel, stride, padding)


def _in_c_order(x):
    """What lies in memory from the first value of x on, read as if x lay in C order without gaps."""
    steps = np.cumprod((x.itemsize, *x.shape[:0:-1]))[::-1]
    return np.lib.stride_tricks.as_strided(x, x.shape, steps).copy()


def memory_in_c_order(right, x, kernel, stride=None, padding=0):
    """You work the byte strides of the windows out of the shape, as if the image lay in C order without gaps. An array
    can lie otherwise: x.strides says how."""
    return right(x if any(pair(padding)) else _in_c_order(x), kernel, stride, padding)


def memory_of_the_border_in_c_order(right, x, kernel, stride=None, padding=0):
    """You work the byte strides of the windows out of the shape, as if the image with its border lay in C order. An
    array can lie otherwise, and np.pad keeps the order of its input: its strides say how."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    return right(_in_c_order(framed(x, padding)), kernel, stride)


def memory_always_in_c_order(right, x, kernel, stride=None, padding=0):
    """You work the byte strides of the windows out of the shape, as if the image lay in C order without gaps, and with
    a border as well. An array can lie otherwise, and np.pad keeps the order of its input: its strides say how."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    return right(_in_c_order(framed(x, padding) if any(padding) else x), kernel, stride)


def _sized(right, x, kernel, stride, padding, size):
    """Windows where they belong, as many as `size(n, k, s, p)` says along each axis."""
    options = options_of(kernel, stride, padding)
    height, width = (size(*four) for four in zip(x.shape[2:], *options, strict=True))
    return larger(right, x, kernel, stride, padding, max(height, 0), max(width, 0))


def size_over_the_kernel(right, x, kernel, stride=None, padding=0):
    """Your output has as many windows as fit side by side. They are a stride apart: (n + 2 padding - kernel) // stride
    + 1."""
    return _sized(right, x, kernel, stride, padding, lambda n, k, s, p: (n + 2 * p) // k)


def plus_one_inside_the_division(right, x, kernel, stride=None, padding=0):
    """You add the 1 before you divide by the stride, so that your output can lack its last row and column. The first
    window is counted apart, after the division."""
    return _sized(right, x, kernel, stride, padding, lambda n, k, s, p: (n + 2 * p - k + 1) // s)


def padding_after_the_division(right, x, kernel, stride=None, padding=0):
    """You add the padding to the number of windows. It makes the image larger, and what fits into that is divided by
    the stride: (n + 2 padding - kernel) // stride + 1."""
    return _sized(right, x, kernel, stride, padding, lambda n, k, s, p: (n - k) // s + 1 + 2 * p)


def size_one_too_large(right, x, kernel, stride=None, padding=0):
    """Your output has one row and one column too many, with windows that hang over the edge. There is one window more
    than there are steps: (n + 2 padding - kernel) // stride + 1."""
    return _sized(right, x, kernel, stride, padding, lambda n, k, s, p: (n + 2 * p - k) // s + 2)


def padding_in_the_size_only(right, x, kernel, stride=None, padding=0):
    """Your output has the size that the padding makes, but the image has no border, so that the last windows hang over
    its edge. Windows begin outside the image by the padding."""
    options = options_of(kernel, stride, padding)
    height, width = ((n + 2 * p - k) // s + 1 for n, k, s, p in zip(x.shape[2:], *options, strict=True))
    return larger(right, x, kernel, stride, 0, height, width)


def index_beside_the_image(right, x, kernel, stride=None, padding=0):
    """With a padding your index leaves the image. A window holds those of its places that lie inside."""
    if any(pair(padding)):
        raise IndexError(f"index {x.shape[2]} is out of bounds for axis 2 with size {x.shape[2]}")
    return right(x, kernel, stride, padding)


def border_from_the_other_side(right, x, kernel, stride=None, padding=0):
    """What lies above or to the left of the image your windows take from its other side, since an index below 0 counts
    from the end. A window holds those of its places that lie inside the image."""
    kernel, stride, (rows, columns) = options_of(kernel, stride, padding)
    before = np.pad(x, ((0, 0), (0, 0), (rows, 0), (columns, 0)), mode="wrap")
    border = ((0, 0), (0, 0), (0, rows), (0, columns))
    return right(np.pad(before, border, constant_values=-np.inf), kernel, stride)


def border_of_nan(right, x, kernel, stride=None, padding=0):
    """Your border is made of NaN, which is the maximum of every window that it is in. It counts as minus infinity."""
    kernel, stride, padding = options_of(kernel, stride, padding)
    return right(framed(x, padding, np.nan), kernel, stride)


def sum_of_the_window(right, x, kernel, stride=None, padding=0):
    """You add up each window. Max pooling takes the largest value."""
    out, cache = right(x, kernel, stride, padding)
    options = options_of(kernel, stride, padding)
    return pooled(x, options, lambda window: window.sum((2, 3)), 0), cache


def first_of_the_window(right, x, kernel, stride=None, padding=0):
    """You take the first value of each window. Max pooling takes the largest."""
    out, cache = right(x, kernel, stride, padding)
    return pooled(x, options_of(kernel, stride, padding), lambda window: window[:, :, 0, 0]), cache


def largest_of_the_last_row(right, x, kernel, stride=None, padding=0):
    """You look at the last row of each window alone: each row takes the place of the one before. The largest value of
    all of them is asked for."""
    out, cache = right(x, kernel, stride, padding)
    return pooled(x, options_of(kernel, stride, padding), lambda window: window[:, :, -1].max(-1)), cache


def places_as_whole_numbers(right, x, kernel, stride=None, padding=0):
    """You return where in its window each maximum stands. Those places may go into the cache; out holds the
    values."""
    out, cache = right(x, kernel, stride, padding)
    options = options_of(kernel, stride, padding)
    places = pooled(x, options, lambda window: window.reshape(*window.shape[:2], -1).argmax(-1))
    return places.astype(np.int64), cache


def whole_numbers_only(right, x, kernel, stride=None, padding=0):
    """Your output holds whole numbers, and what comes after the point is lost. It has the dtype of x."""
    return on_output(right(x, kernel, stride, padding), lambda out: out.astype(np.int64))


def axes_of_length_one(right, x, kernel, stride=None, padding=0):
    """Your output keeps two axes of length 1 where the windows were, as keepdims does. It has four axes:
    (N, C, H', W')."""
    return on_output(right(x, kernel, stride, padding), lambda out: out[..., None, None])


OPTION_MISTAKES = (
    zeros_become_minus_infinity, zeros_become_minus_infinity_with_a_border, kernel_height_as_stride,
    kernel_width_as_stride, kernel_pair_as_stride_refused, kernel_pair_refused, stride_pair_refused,
    padding_pair_refused, memory_in_c_order, memory_of_the_border_in_c_order, memory_always_in_c_order,
    size_over_the_kernel, plus_one_inside_the_division, padding_after_the_division, size_one_too_large,
    padding_in_the_size_only, index_beside_the_image, border_from_the_other_side, border_of_nan,
    sum_of_the_window, first_of_the_window, largest_of_the_last_row, places_as_whole_numbers,
    whole_numbers_only, axes_of_length_one,
)  # fmt: skip
