"""Right variants of a2.conv2d_forward beside its reference."""

from __future__ import annotations

import warnings

import numpy as np

from autograder.checks.a2_convolution.convolution import output_sizes, padded, seen
from autograder.checks.inputs import pair


def one_matrix_product(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Windows by stride tricks, stretched to rows, times the filters."""
    image = np.ascontiguousarray(padded(x, padding))
    (down, across), (du, dv) = pair(stride), pair(dilation)
    sizes, (n, c, h, k) = output_sizes(image, w, stride, dilation), image.strides
    windows = np.lib.stride_tricks.as_strided(
        image,
        (len(x), *sizes, x.shape[1], *w.shape[2:]),
        (n, h * down, k * across, c, h * du, k * dv),
    )
    rows = windows.reshape(-1, groups, w[0].size)
    product = rows.transpose(1, 0, 2) @ w.reshape(groups, -1, w[0].size).transpose(0, 2, 1)
    out = product.transpose(1, 0, 2).reshape(len(x), *sizes, len(w)) + b
    return out.transpose(0, 3, 1, 2), rows


def windows_and_einsum(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    (down, across), (du, dv) = pair(stride), pair(dilation)
    spans = ((w.shape[2] - 1) * du + 1, (w.shape[3] - 1) * dv + 1)
    windows = np.lib.stride_tricks.sliding_window_view(padded(x, padding), spans, axis=(2, 3))
    windows = windows[:, :, ::down, ::across, ::du, ::dv]
    windows = windows.reshape(len(x), groups, -1, *windows.shape[2:])
    out = np.einsum("ngchwuv,gfcuv->ngfhw", windows, w.reshape(groups, -1, *w.shape[1:]))
    return out.reshape(len(x), len(w), *out.shape[3:]) + b.reshape(1, -1, 1, 1), None


def group_by_group_tensordot(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    image = padded(x, padding)
    sizes = output_sizes(image, w, stride, dilation)
    maps = []
    for channels, filters in zip(np.split(image, groups, 1), np.split(w, groups), strict=True):
        stack = np.array([seen(channels, u, v, sizes, stride, dilation) for u, v in np.ndindex(*w.shape[2:])])
        flat = filters.reshape(len(filters), filters.shape[1], -1)
        maps.append(np.tensordot(flat, stack, axes=([1, 2], [2, 0])))
    return np.concatenate(maps).swapaxes(0, 1) + b[:, None, None], {"x": x}


def image_by_image_with_indices(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Tables of row and column numbers pick every window of an image at once."""
    images = padded(x, padding)
    height, width = output_sizes(images, w, stride, dilation)
    (down, across), (du, dv) = pair(stride), pair(dilation)
    rows = down * np.arange(height)[:, None] + du * np.arange(w.shape[2])
    columns = across * np.arange(width)[:, None] + dv * np.arange(w.shape[3])
    out = np.empty((len(x), len(w), height, width), x.dtype)
    for n, image in enumerate(images):
        picked = image[:, rows[:, None, :, None], columns[None, :, None, :]]
        for g, filters in enumerate(np.split(w, groups)):
            own = picked[g * w.shape[1] : (g + 1) * w.shape[1]].transpose(1, 2, 0, 3, 4)
            product = filters.reshape(len(filters), -1) @ own.reshape(height * width, -1).T
            first = g * len(filters)
            out[n, first : first + len(filters)] = product.reshape(-1, height, width)
    out += b.reshape(-1, 1, 1)
    return out, (rows, columns)


def groups_as_zero_weights(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Filters reach through all channels, with zeros for those of the other groups; Fortran order."""
    each = len(w) // groups
    full = np.zeros((len(w), x.shape[1], *w.shape[2:]), w.dtype)
    for f, kernel in enumerate(w):
        first = f // each * w.shape[1]
        full[f, first : first + w.shape[1]] = kernel
    out, cache = windows_and_einsum(x, full, b, stride, padding, dilation)
    return np.asfortranarray(out), cache


def kernel_spread_out(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """A dilated kernel is a larger one with zeros in between; the result is part of a larger array."""
    (du, dv), (down, across) = pair(dilation), pair(stride)
    spread = np.zeros((*w.shape[:2], (w.shape[2] - 1) * du + 1, (w.shape[3] - 1) * dv + 1), w.dtype)
    spread[:, :, ::du, ::dv] = w
    out, cache = one_matrix_product(x, spread, b, 1, padding, 1, groups)
    return [out[:, :, ::down, ::across], cache]


def prints_and_warns(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    print(f"x {x.shape}, w {w.shape}")
    warnings.warn("a warning is no mistake", stacklevel=1)
    out, cache = one_matrix_product(x, w, b, stride, padding, dilation, groups)
    return np.ascontiguousarray(out), (out, cache)
