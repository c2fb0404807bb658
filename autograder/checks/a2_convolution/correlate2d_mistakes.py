"""Mistakes of a2.correlate2d alone: the filter laid on the image otherwise than as it is."""

from __future__ import annotations

import numpy as np


def kernel_flipped(right, image, kernel):
    """Your filter is flipped, top to bottom and left to right: that is the true convolution of mathematics. Here
    the filter is laid on the image as it is: kernel[u, v] meets image[i + u, j + v]."""
    return right(image, kernel[::-1, ::-1])


def kernel_upside_down(right, image, kernel):
    """Your filter is flipped top to bottom. kernel[u, v] meets row u and column v of the window."""
    return right(image, kernel[::-1])


def kernel_mirrored(right, image, kernel):
    """Your filter is flipped left to right. kernel[u, v] meets row u and column v of the window."""
    return right(image, kernel[:, ::-1])


def kernel_transposed_in_windows(right, image, kernel):
    """You multiply each window by the transposed filter, so that only square filters work at all. kernel[u, v]
    meets row u and column v of the window."""
    if min(kernel.shape) > 1 and kernel.shape[0] != kernel.shape[1]:
        raise ValueError("operands could not be broadcast together with shapes (2,3) (3,2) ")
    # a row times a column stretches to a table of all products
    return right(image, kernel.T if min(kernel.shape) > 1 else np.full_like(kernel, kernel.sum()))


def kernel_indices_exchanged(right, image, kernel):
    """Rows and columns of your filter are exchanged, and where it is not square your index leaves it. kernel[u,
    v] meets row u and column v of the window."""
    if kernel.shape[0] != kernel.shape[1]:
        raise IndexError(
            f"index {min(kernel.shape)} is out of bounds for axis 0 with size {min(kernel.shape)}"
        )
    return right(image, kernel.T)


def laid_upwards(right, image, kernel):
    """Your window goes up and left from its place, image[i - u, j - v], where indices below 0 count from the end
    of the image. It goes down and right: image[i + u, j + v]."""
    back = (kernel.shape[0] - 1, kernel.shape[1] - 1)
    return right(np.roll(image, back, axis=(0, 1)), kernel[::-1, ::-1])


CORRELATION_MISTAKES = (
    kernel_flipped, kernel_upside_down, kernel_mirrored,
    kernel_transposed_in_windows, kernel_indices_exchanged, laid_upwards,
)  # fmt: skip
