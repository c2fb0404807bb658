"""Images that are moved, turned and enlarged, and how often a net's answer stays the same meanwhile."""

from collections.abc import Callable
from math import cos, radians, sin

import numpy as np

from cnnlib.arguments import Array, as_positive, as_whole, require_images


def moved(images: Array, right: float = 0, down: float = 0, degrees: float = 0, scale: float = 1) -> Array:
    """Images turned and enlarged around their middle, then shifted; zeros enter.

    Between pixels the four around are mixed by their distance (bilinear). Whole shifts copy the pixels.

    Args:
        images: (N, C, H, W), floating.
        right, down: the shift, in pixels.
        degrees: how far they are turned, against the clock.
        scale: 2 is twice as large.

    Returns:
        A new array of the same shape and dtype.

    Raises:
        ValueError: images does not have four axes, or scale is not above 0.
        TypeError: images is not a floating array.

    >>> row = np.array([[[[1.0, 2.0, 3.0]]]])
    >>> moved(row, right=1)[0, 0], moved(row, right=0.5)[0, 0], moved(row, degrees=180)[0, 0]
    (array([[0., 1., 2.]]), array([[0.5, 1.5, 2.5]]), array([[3., 2., 1.]]))
    """
    require_images("images", images)
    scale, angle = as_positive("scale", scale), radians(degrees)
    height, width = images.shape[2:]
    middle_row, middle_column = (height - 1) / 2, (width - 1) / 2
    y, x = np.mgrid[:height, :width]
    y, x = (y - middle_row - down) / scale, (x - middle_column - right) / scale
    # where each pixel comes from; the rounding lets a half turn meet the pixels exactly
    rows = np.round(cos(angle) * y + sin(angle) * x + middle_row, 9)
    columns = np.round(cos(angle) * x - sin(angle) * y + middle_column, 9)
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    v, u = rows - top, columns - left
    framed = np.pad(images, ((0, 0), (0, 0), (1, 1), (1, 1)))  # what lies outside is looked up in the frame
    out = np.zeros_like(images)
    for below, beside, share in (
        (0, 0, (1 - v) * (1 - u)),
        (0, 1, (1 - v) * u),
        (1, 0, v * (1 - u)),
        (1, 1, v * u),
    ):
        row, column = np.clip(top + below + 1, 0, height + 1), np.clip(left + beside + 1, 0, width + 1)
        out += framed[:, :, row, column] * share.astype(images.dtype)
    return out


def shift_consistency(predict: Callable[[Array], Array], images: Array, max_shift: int) -> Array:
    """The share of images whose label stays when they are moved s pixels to the right, s = 0 to max_shift.

    Source: Zhang, "Making convolutional networks shift-invariant again" (2019), who compares random shifts.

    Args:
        predict: images -> labels (N,).
        images: (N, C, H, W), floating; zeros enter from the left.
        max_shift: the largest shift, in pixels.

    Returns:
        (max_shift + 1,), from 0 to 1; the first is 1.

    Raises:
        ValueError, TypeError: as `moved`, and for a max_shift that is no whole number from 0 on.

    >>> def first_bright_column(images):
    ...     return images[:, 0, 0].argmax(axis=1) // 2
    >>> shift_consistency(first_bright_column, np.array([[[[0.0, 0.0, 1.0, 0.0, 0.0]]]]), 2)
    array([1., 1., 0.])
    """
    shifts = range(as_whole("max_shift", max_shift, 0) + 1)
    before = predict(images)
    return np.array([np.mean(predict(moved(images, right=shift)) == before) for shift in shifts])
