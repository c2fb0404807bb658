"""a2.correlate2d: one filter laid on one image, wherever all of it fits."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.correlate2d_mistakes import CORRELATION_MISTAKES
from autograder.checks.a2_convolution.one_channel import one_channel_cases, product_by_product
from autograder.checks.a2_convolution.one_channel_mistakes import AS_IT_IS, FLIPPED_OR_NOT
from autograder.checks.a2_convolution.one_channel_mistakes_memory import (
    MEMORY_AS_IT_IS,
    MEMORY_FLIPPED_OR_NOT,
)
from autograder.checks.a2_convolution.one_channel_mistakes_sides import SIDES_AS_IT_IS, SIDES_FLIPPED_OR_NOT
from autograder.checks.a2_convolution.one_channel_mistakes_sums import SUMS_AS_IT_IS, SUMS_FLIPPED_OR_NOT
from autograder.part import part


@part("a2.correlate2d", points={"values": 3.5, "filter sizes": 2.5, "memory layout": 1.5, "float32": 0.5})
def correlate2d(rng):
    yield from one_channel_cases(rng, "correlate2d", product_by_product)


@correlate2d.right
def window_by_window(image, kernel):
    rows, columns = kernel.shape
    out = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = np.sum(image[i : i + rows, j : j + columns] * kernel)
    return out


@correlate2d.right
def shifted_images_added(image, kernel):
    """One loop over the weights: each shifts the whole image."""
    height, width = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    out = np.zeros((height, width), image.dtype, order="F")
    for (u, v), weight in np.ndenumerate(kernel):
        out += weight * image[u : u + height, v : v + width]
    return out


@correlate2d.right
def windows_viewed(image, kernel):
    print("filter", kernel.shape)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel)


@correlate2d.right
def numbers_in_lists(image, kernel):
    rows, columns = len(kernel), len(kernel[0])

    def output(i, j):
        return sum(kernel.item(u, v) * image.item(i + u, j + v) for u in range(rows) for v in range(columns))

    tops, lefts = range(len(image) - rows + 1), range(len(image[0]) - columns + 1)
    return np.array([[output(i, j) for j in lefts] for i in tops], dtype=image.dtype)


@correlate2d.right
def row_by_row_of_the_filter(image, kernel):
    """np.convolve turns its second list round, so it is turned round before; ends in a transposed view."""
    height = image.shape[0] - kernel.shape[0] + 1
    rows = [
        sum(np.convolve(image[i + u], weights[::-1], "valid") for u, weights in enumerate(kernel))
        for i in range(height)
    ]
    return np.stack(rows, axis=1).T


@correlate2d.right
def products_of_spectra(image, kernel):
    height, width = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    spectrum = np.fft.rfft2(image) * np.fft.rfft2(kernel, image.shape).conj()
    return np.fft.irfft2(spectrum, image.shape)[:height, :width].astype(image.dtype)


correlate2d.mistake(*FLIPPED_OR_NOT, *SIDES_FLIPPED_OR_NOT, *SUMS_FLIPPED_OR_NOT, *MEMORY_FLIPPED_OR_NOT)
correlate2d.mistake(*AS_IT_IS, *SIDES_AS_IT_IS, *SUMS_AS_IT_IS, *MEMORY_AS_IT_IS, *CORRELATION_MISTAKES)
