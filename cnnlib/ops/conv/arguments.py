"""What the convolution layers accept: options in range, shapes that belong together, kernels that fit.

Only these checks live here, so that a layer's own file holds its mathematics.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cnnlib.arguments import Array, Pair, as_pair, as_whole, require_axes, require_bias, require_images

Two = tuple[int, int]


class Options(NamedTuple):
    """How a kernel moves over an image: three pairs (height, width), and the number of groups."""

    stride: Two
    padding: Two
    dilation: Two
    groups: int


def as_options(stride: Pair, padding: Pair, dilation: Pair = 1, groups: int = 1) -> Options:
    """The options of a layer once it is sure that they are in range.

    Args:
        stride, padding, dilation: an int or a pair (height, width); dilation=1 leaves no gap.
        groups: channels and filters are split into so many parts that do not mix.

    Raises:
        ValueError: a number is below 1, or a padding below 0.
        TypeError: a number is not whole.
    """
    return Options(
        as_pair("stride", stride, 1),
        as_pair("padding", padding, 0),
        as_pair("dilation", dilation, 1),
        as_whole("groups", groups, 1),
    )


def window_counts(size: Sequence[int], kernel: Two, options: Options) -> Two:
    """How often a kernel fits: (H', W') with H' = floor((H + 2 pH - dH (kH - 1) - 1) / sH) + 1.

    Args:
        size: (H, W) of the image without its padding.
        kernel: (kH, kW).
        options: of the layer.

    Returns:
        (H', W'), both at least 1.

    Raises:
        ValueError: the dilated kernel is larger than the padded image.

    Source: PyTorch's Conv2d.
    """
    stride, padding, dilation, _ = options
    room = [n + 2 * p - d * (k - 1) - 1 for n, k, p, d in zip(size, kernel, padding, dilation, strict=True)]
    if min(room) < 0:
        raise ValueError(
            f"the kernel {tuple(kernel)} with dilation={dilation} does not fit into the input {tuple(size)} "
            f"with padding={padding}: use a smaller kernel or a larger padding"
        )
    return room[0] // stride[0] + 1, room[1] // stride[1] + 1


def require_layer(x: Array, w: Array, b: Array, groups: int) -> None:
    """Refuse arrays that do not make a convolution layer.

    Args:
        x: (N, C_in, H, W).
        w: (C_out, C_in / groups, kH, kW).
        b: (C_out,).
        groups: from `as_options`.

    Raises:
        ValueError, TypeError: naming the argument, both shapes and the likely fix.
    """
    require_images("x", x)
    require_axes("w", w, "(C_out, C_in / groups, kH, kW)")
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
    require_bias(b, w, len(w))
