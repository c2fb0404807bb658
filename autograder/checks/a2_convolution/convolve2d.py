"""a2.convolve2d: the true convolution of mathematics, which flips the filter first."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolve2d_mistakes import CONVOLUTION_MISTAKES
from autograder.checks.a2_convolution.convolve2d_mistakes_flips import FLIPS, ONCE_FLIPPED
from autograder.checks.a2_convolution.one_channel import one_channel_cases, product_by_product
from autograder.checks.a2_convolution.one_channel_mistakes import FLIPPED_OR_NOT
from autograder.checks.a2_convolution.one_channel_mistakes_memory import MEMORY_FLIPPED_OR_NOT
from autograder.checks.a2_convolution.one_channel_mistakes_sides import (
    SIDES_FLIPPED_OR_NOT,
    kernel_height_for_both,
    kernel_width_for_both,
)
from autograder.checks.a2_convolution.one_channel_mistakes_sums import SUMS_FLIPPED_OR_NOT
from autograder.part import part


@part("a2.convolve2d", points={"values": 2, "filter sizes": 1.5, "memory layout": 1, "float32": 0.5})
def convolve2d(rng):
    yield from one_channel_cases(
        rng, "convolve2d", lambda image, kernel: product_by_product(image, kernel[::-1, ::-1])
    )


@convolve2d.right
def window_by_window(image, kernel):
    rows, columns = kernel.shape
    out = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = np.sum(image[i : i + rows, j : j + columns] * kernel[::-1, ::-1])
    return out


@convolve2d.right
def indices_that_run_backwards(image, kernel):
    rows, columns = kernel.shape
    height, width = image.shape[0] - rows + 1, image.shape[1] - columns + 1
    out = np.zeros((width, height), image.dtype).T
    for u in range(rows):
        for v in range(columns):
            top, left = rows - 1 - u, columns - 1 - v
            out += kernel[u, v] * image[top : top + height, left : left + width]
    return out


@convolve2d.right
def every_pixel_spread(image, kernel):
    """Each pixel lays the filter, weighted by itself, on the result; the border is cut off."""
    rows, columns = kernel.shape
    out = np.zeros((image.shape[0] + rows - 1, image.shape[1] + columns - 1), image.dtype)
    for (i, j), pixel in np.ndenumerate(image):
        out[i : i + rows, j : j + columns] += pixel * kernel
    return out[rows - 1 : image.shape[0], columns - 1 : image.shape[1]]


@convolve2d.right
def turned_by_half(image, kernel):
    print("filter", kernel.shape)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, np.rot90(kernel, 2), axes=2)


@convolve2d.right
def products_of_spectra(image, kernel):
    full = np.fft.irfft2(np.fft.rfft2(image) * np.fft.rfft2(kernel, image.shape), image.shape)
    return full[kernel.shape[0] - 1 :, kernel.shape[1] - 1 :].astype(image.dtype)


convolve2d.mistake(*FLIPPED_OR_NOT, *SIDES_FLIPPED_OR_NOT, *SUMS_FLIPPED_OR_NOT, *MEMORY_FLIPPED_OR_NOT)
convolve2d.mistake(
    kernel_height_for_both, kernel_width_for_both, *CONVOLUTION_MISTAKES, *FLIPS, *ONCE_FLIPPED
)
