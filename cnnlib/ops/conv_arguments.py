"""What the convolution layers accept: shapes that belong together, floating arrays, sizes that fit.

Only these checks live here, so that a layer's own file holds its mathematics.
"""

from collections.abc import Sequence

import numpy as np

from cnnlib import arrays
from cnnlib.whole import Pair, pair, whole

Array = np.ndarray
Two = tuple[int, int]


def window_counts(size: Sequence[int], kernel: Two, stride: Two, padding: Two, dilation: Two) -> Two:
    """How often a kernel fits: (H', W') with H' = floor((H + 2 pH - dH (kH - 1) - 1) / sH) + 1.

    Args:
        size: (H, W) of the image without its padding.
        kernel, stride, padding, dilation: pairs (height, width).

    Returns:
        (H', W'), both at least 1.

    Raises:
        ValueError: the dilated kernel is larger than the padded image.

    Source: PyTorch's Conv2d.
    """
    room = [n + 2 * p - d * (k - 1) - 1 for n, k, p, d in zip(size, kernel, padding, dilation, strict=True)]
    if min(room) < 0:
        raise ValueError(
            f"the kernel {tuple(kernel)} with dilation={dilation} does not fit into the input {tuple(size)} "
            f"with padding={padding}: use a smaller kernel or a larger padding"
        )
    return room[0] // stride[0] + 1, room[1] // stride[1] + 1


def require_layer(
    x: Array, w: Array, b: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int
) -> tuple[Two, Two, Two]:
    """stride, padding and dilation as pairs, once it is sure that a layer's arguments belong together.

    Args:
        x: (N, C_in, H, W).
        w: (C_out, C_in / groups, kH, kW).
        b: (C_out,).
        stride, padding, dilation: an int or a pair (height, width).
        groups: a whole number that divides C_in and C_out.

    Returns:
        The three pairs.

    Raises:
        ValueError, TypeError: naming the argument, both shapes and the likely fix.
    """
    arrays.images("x", x)
    _require_weights(w, x, whole("groups", groups, 1))
    require_bias(b, w, len(w))
    return pair("stride", stride, 1), pair("padding", padding, 0), pair("dilation", dilation, 1)


def require_bias(b: Array, w: Array, filters: int) -> None:
    """One floating number a filter, else ValueError or TypeError."""
    arrays.floating("b", b)
    if b.shape != (filters,):
        raise ValueError(
            f"b has shape {b.shape}, w has shape {w.shape}: expected one bias a filter, ({filters},); "
            "for a layer without a bias give zeros"
        )


def _require_weights(w: Array, x: Array, groups: int) -> None:
    arrays.floating("w", w)
    if w.ndim != 4 or 0 in w.shape:
        raise ValueError(f"w has shape {w.shape}: expected (C_out, C_in / groups, kH, kW), none of them 0")
    channels = x.shape[1]
    for name, count, letters in (("x", channels, "C_in"), ("w", len(w), "C_out")):
        if count % groups:
            raise ValueError(
                f"groups={groups} does not divide {letters}={count}: x has shape {x.shape}, w has shape "
                f"{w.shape}; axis {1 if name == 'x' else 0} of {name} must split evenly"
            )
    if w.shape[1] * groups != channels:
        raise ValueError(
            f"x has shape {x.shape}, w has shape {w.shape}: with groups={groups} a filter needs "
            f"C_in / groups = {channels // groups} channels, found {w.shape[1]}; "
            "axis 1 of x holds the channels"
        )
