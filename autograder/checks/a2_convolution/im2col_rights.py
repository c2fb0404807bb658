"""Right variants of a2.im2col."""

from __future__ import annotations

import warnings

import numpy as np

from autograder.checks.a2_convolution.convolution import padded
from autograder.checks.a2_convolution.im2col_windows import window_counts
from autograder.checks.inputs import pair


def window_by_window(x, kernel, stride=1, padding=0, dilation=1):
    (k_rows, k_columns), (down, across), (du, dv) = map(pair, (kernel, stride, dilation))
    height, width = window_counts(x, kernel, stride, padding, dilation)
    image = padded(x, padding)
    out = np.zeros((len(x) * height * width, x.shape[1] * k_rows * k_columns), x.dtype)
    row = 0
    for n in range(len(x)):
        for i in range(height):
            for j in range(width):
                top, left = i * down, j * across
                window = image[n, :, top : top + k_rows * du : du, left : left + k_columns * dv : dv]
                out[row] = window[:, :k_rows, :k_columns].ravel()
                row += 1
    return out


def place_by_place(x, kernel, stride=1, padding=0, dilation=1):
    """One slice for each place of the kernel."""
    (k_rows, k_columns), (down, across), (du, dv) = map(pair, (kernel, stride, dilation))
    height, width = window_counts(x, kernel, stride, padding, dilation)
    image = padded(x, padding)
    out = np.empty((len(x), height, width, x.shape[1], k_rows, k_columns), x.dtype)
    for u in range(k_rows):
        for v in range(k_columns):
            met = image[:, :, u * du :: down, v * dv :: across][:, :, :height, :width]
            out[..., u, v] = met.transpose(0, 2, 3, 1)
    return out.reshape(len(x) * height * width, -1)


def strides_in_bytes(x, kernel, stride=1, padding=0, dilation=1):
    image = np.ascontiguousarray(padded(x, padding))
    (down, across), (du, dv), (n, c, h, k) = pair(stride), pair(dilation), image.strides
    counts = window_counts(x, kernel, stride, padding, dilation)
    windows = np.lib.stride_tricks.as_strided(
        image,
        (len(x), *counts, x.shape[1], *pair(kernel)),
        (n, h * down, k * across, c, h * du, k * dv),
        writeable=False,
    )
    return windows.reshape(len(x) * counts[0] * counts[1], -1)


def windows_viewed(x, kernel, stride=1, padding=0, dilation=1):
    print("kernel", kernel)
    (down, across), (du, dv) = pair(stride), pair(dilation)
    spans = tuple(d * (k - 1) + 1 for k, d in zip(pair(kernel), pair(dilation), strict=True))
    windows = np.lib.stride_tricks.sliding_window_view(padded(x, padding), spans, axis=(2, 3))
    windows = windows[:, :, ::down, ::across, ::du, ::dv].transpose(0, 2, 3, 1, 4, 5)
    return np.asfortranarray(windows.reshape(-1, x.shape[1] * np.prod(pair(kernel))))


def indices_of_all_pixels(x, kernel, stride=1, padding=0, dilation=1):
    """All windows in one index, as in well-known courses, there with the images in another order."""
    (k_rows, k_columns), (down, across), (du, dv) = map(pair, (kernel, stride, dilation))
    height, width = window_counts(x, kernel, stride, padding, dilation)
    row = np.repeat(np.arange(height) * down, width)[:, None] + np.tile(
        np.repeat(np.arange(k_rows) * du, k_columns), x.shape[1]
    )
    column = np.tile(np.arange(width) * across, height)[:, None] + np.tile(
        np.arange(k_columns) * dv, k_rows * x.shape[1]
    )
    channel = np.repeat(np.arange(x.shape[1]), k_rows * k_columns)
    return np.concatenate(padded(x, padding)[:, channel, row, column])


def image_by_image(x, kernel, stride=1, padding=0, dilation=1):
    """A list of rows in one comprehension; places that are skipped by the dilation are cut out of a larger window."""
    warnings.warn("a warning is no mistake", stacklevel=1)
    (k_rows, k_columns), (down, across), (du, dv) = map(pair, (kernel, stride, dilation))
    tall, wide = du * (k_rows - 1) + 1, dv * (k_columns - 1) + 1
    rows = [
        image[:, top : top + tall : du, left : left + wide : dv].flatten()
        for image in padded(x, padding)
        for top in range(0, image.shape[1] - tall + 1, down)
        for left in range(0, image.shape[2] - wide + 1, across)
    ]
    return np.array(rows)


def pixel_numbers(x, kernel, stride=1, padding=0, dilation=1):
    """The windows of an image of pixel numbers, made once, then all pixels taken by their number."""
    image = padded(x, padding)
    numbers = np.arange(np.prod(image.shape[1:])).reshape(1, *image.shape[1:])
    taken = place_by_place(numbers, kernel, stride, 0, dilation)
    return image.reshape(len(x), -1)[:, taken].reshape(-1, taken.shape[1])


def columns_joined(x, kernel, stride=1, padding=0, dilation=1):
    """Column after column, joined; ends in a transposed view."""
    (down, across), (du, dv) = pair(stride), pair(dilation)
    height, width = window_counts(x, kernel, stride, padding, dilation)
    image = padded(x, padding)
    columns = [
        image[:, c, u * du :: down, v * dv :: across][:, :height, :width].ravel()
        for c, u, v in np.ndindex(x.shape[1], *pair(kernel))
    ]
    return np.stack(columns).T
