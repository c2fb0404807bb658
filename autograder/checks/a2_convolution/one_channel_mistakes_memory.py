"""Mistakes around any right `f(image, kernel)`: how the arrays lie in memory, and what is written into them."""

from __future__ import annotations

import numpy as np


def byte_strides_of_c_order(right, image, kernel):
    """You work the byte strides of your windows out of the image's shape. An array may lie in memory in another
    order or with gaps: take image.strides, or make a copy in C order first."""
    strides = image.shape[1] * image.itemsize, image.itemsize
    return right(np.lib.stride_tricks.as_strided(image, image.shape, strides).copy(), kernel)


def image_in_memory_order(right, image, kernel):
    """You read the pixels in the order in which they lie in memory, which need not be that of the rows. Flatten
    the image with order C, which is what ravel and reshape do unless told otherwise."""
    return right(image.ravel(order="K").reshape(image.shape), kernel)


def filter_in_memory_order(right, image, kernel):
    """You read the weights in the order in which they lie in memory, which need not be that of the rows. Flatten
    the filter with order C, which is what ravel and reshape do unless told otherwise."""
    return right(image, kernel.ravel(order="K").reshape(kernel.shape))


def both_in_memory_order(right, image, kernel):
    """You read pixels and weights in the order in which they lie in memory, which need not be that of the rows.
    Flatten both with order C, which is what ravel and reshape do unless told otherwise."""
    image, kernel = (array.ravel(order="K").reshape(array.shape) for array in (image, kernel))
    return right(image, kernel)


def input_written(right, image, kernel):
    """You write into an array that you were given, even if its numbers stay or come back. It need not allow that:
    work on a copy."""
    image[...] = image
    return right(image, kernel)


def window_multiplied_in_place(right, image, kernel):
    """You multiply the window in place, with *=: a slice is a view, so that the image itself changes, and with it
    the windows that come later. Make a new array of the products, or add them up with +=."""
    out = np.zeros((image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        window = image[i : i + kernel.shape[0], j : j + kernel.shape[1]]
        window *= kernel
        out[i, j] = window.sum()
    return out


def filter_multiplied_in_place(right, image, kernel):
    """You multiply the filter in place, with *=, so that the next window meets what the last one made of it. Make
    a new array of the products, or add them up with +=."""
    out = np.zeros((image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        kernel *= image[i : i + kernel.shape[0], j : j + kernel.shape[1]]
        out[i, j] = kernel.sum()
    return out


# These mean the same whether the filter is flipped or not.
MEMORY_FLIPPED_OR_NOT = (
    byte_strides_of_c_order, image_in_memory_order, filter_in_memory_order, both_in_memory_order, input_written,
)  # fmt: skip
MEMORY_AS_IT_IS = (window_multiplied_in_place, filter_multiplied_in_place)
