"""Mistakes of a2.conv2d_forward: in what is kept from call to call, and in how the arrays lie in memory."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import padded
from autograder.checks.inputs import pair
from autograder.checks.mistakes import memory, on_output


def dtype_of_the_filters(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your result has the dtype of the filters. It has that of the images."""
    return on_output(right(x, w, b, stride, padding, dilation, groups), lambda out: out.astype(w.dtype))


def filters_reshaped_in_place(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You assign to w.shape, which gives the array of whoever called you another shape. Make a new view with
    reshape instead."""
    filters, channels, height, width = w.shape
    w.shape = (filters, channels * height * width)
    view = w.reshape(filters, channels, height, width)
    return right(x, view, b, stride, padding, dilation, groups)


def bias_reshaped_in_place(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You write into b or give it another shape, and it is not yours. Whoever called you still needs it as it
    was."""
    result = right(x, w, b.ravel(), stride, padding, dilation, groups)
    b.shape = (len(w), 1, 1)
    return result


def _read_in_c_order(x: np.ndarray) -> np.ndarray:
    """The numbers from where x begins in memory, one after the other, as if x were in C order."""
    strides = np.cumprod([x.itemsize, *x.shape[:0:-1]])[::-1]
    return np.lib.stride_tricks.as_strided(x, x.shape, strides).copy()


def byte_strides_of_c_order(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You work the byte strides of your windows out of the shape. An array may lie in memory in another order
    or with gaps: take x.strides, or make a copy in C order first."""
    if pair(padding) != (0, 0):
        return right(x, w, b, stride, padding, dilation, groups)
    return right(_read_in_c_order(x), w, b, stride, padding, dilation, groups)


def byte_strides_after_padding(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You work the byte strides of your windows out of the shape. np.pad keeps the memory order of x, which
    may be another one: take the strides of the padded array, or make a copy in C order first."""
    return right(_read_in_c_order(padded(x, padding)), w, b, stride, 0, dilation, groups)


def input_written(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You write into an array that you were given, even if its numbers stay or come back. It need not allow
    that: work on a copy."""
    x[...] = x
    return right(x, w, b, stride, padding, dilation, groups)


def images_in_float32(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You compute with the images in float32, which keeps 7 digits of 16. Arrays made on the way have the
    dtype of x."""
    result = right(x.astype(np.float32).astype(x.dtype), w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.astype(x.dtype))


def filters_in_float32(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You compute with the filters in float32, which keeps 7 digits of 16. Arrays made on the way have the
    dtype of x."""
    return right(x, w.astype(np.float32).astype(w.dtype), b, stride, padding, dilation, groups)


def cache_first(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You return the cache first. The answer is the pair (out, cache)."""
    return None, right(x, w, b, stride, padding, dilation, groups)[0]


def _first_of(right, shapes, key, found):
    """What was found first under a key, where the arrays have not had other shapes since."""
    kept = memory(right)
    if kept.get("shapes") != shapes:
        kept.clear()
        kept["shapes"] = shapes
    return kept.setdefault(key, found)


def kept_without_dilation(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Called again with arrays of the same shapes, your function uses the dilation of the first call. What it
    keeps must not depend on an option that the key does not have; better keep nothing."""
    key = (pair(stride), pair(padding))
    first = _first_of(right, (x.shape, w.shape), key, dilation)
    return right(x, w, b, stride, padding, first, groups)


def kept_without_stride(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Called again with arrays of the same shapes, your function uses the stride of the first call. What it
    keeps must not depend on an option that the key does not have; better keep nothing."""
    key = (pair(dilation), pair(padding))
    first = _first_of(right, (x.shape, w.shape), key, stride)
    return right(x, w, b, first, padding, dilation, groups)


def kept_without_stride_and_dilation(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Called again with arrays of the same shapes, your function uses stride and dilation of the first call.
    What it keeps must not depend on an option that the key does not have; better keep nothing."""
    first = _first_of(right, (x.shape, w.shape), pair(padding), (stride, dilation))
    return right(x, w, b, first[0], padding, first[1], groups)


def kept_without_options(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Called again with the same arrays and other options, your function answers with the options of the first
    call. What it keeps must not depend on an option that the key does not have; better keep nothing."""
    first = _first_of(right, (x.shape, w.shape), "options", (stride, padding, dilation))
    return right(x, w, b, *first, groups)


MEMORY_MISTAKES = (
    input_written, images_in_float32, filters_in_float32, cache_first, dtype_of_the_filters,
    filters_reshaped_in_place, bias_reshaped_in_place, byte_strides_of_c_order,
    byte_strides_after_padding, kept_without_dilation, kept_without_stride,
    kept_without_stride_and_dilation, kept_without_options,
)  # fmt: skip
