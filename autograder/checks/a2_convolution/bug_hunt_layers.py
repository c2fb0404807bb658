"""The layers that a2.bug_hunt lends to a student's test: right ones, written differently, and broken ones.

A broken one is a right one with a mistake around it, of those that conv2d_naive knows or of those below, which
go wrong in few calls only. Which right one, which of two mistakes that every test finds alike, and in what order
they come is drawn from the seed, so that no layer can be known by its numbers or its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.a2_convolution import convolution_mistakes as shared
from autograder.checks.a2_convolution import output_mistakes as output
from autograder.checks.a2_convolution.conv2d_naive_mistakes import size_rounded_to_nearest
from autograder.checks.a2_convolution.convolution import output_sizes, padded, seen
from autograder.checks.inputs import pair
from autograder.checks.mistakes import always_float64
from autograder.part import NotAllowed

CALLS, VALUES = 200, 10_000

Layer = Callable[..., np.ndarray]
Around = Callable[..., np.ndarray]  # a mistake: a right layer, then a layer's arguments


class Lendable:
    """A layer that refuses what no layer has to take, and whose name and text say nothing."""

    def __init__(self, layer: Layer):
        self._layer = layer

    def __repr__(self) -> str:
        return "<a layer>"

    def __call__(self, x: Any, w: Any, b: Any, stride: Any = 1, padding: Any = 0) -> np.ndarray:
        require_legal(x, w, b, stride, padding)
        return self._layer(x, w, b, stride, padding)


# What a call may be


def require_legal(x: Any, w: Any, b: Any, stride: Any, padding: Any) -> None:
    """Raises NotAllowed, which fails the student's case with its message."""
    for name, array, axes in (("x", x, 4), ("w", w, 4), ("b", b, 1)):
        _require_array(name, array, axes)
    if w.shape[1] != x.shape[1] or b.shape != w.shape[:1]:
        raise NotAllowed(
            f"your test calls a layer with x {x.shape}, w {w.shape}, b {b.shape}: no layer has these"
        )
    (down, across), (rows, columns) = _pair("stride", stride, 1), _pair("padding", padding, 0)
    height, width = x.shape[2] + 2 * rows, x.shape[3] + 2 * columns
    if w.shape[2] > height or w.shape[3] > width:
        raise NotAllowed(
            f"your test calls a layer with a filter of {w.shape[2]} x {w.shape[3]} on padded images of {height} x "
            f"{width}: it does not fit in"
        )
    places = ((height - w.shape[2]) // down + 1) * ((width - w.shape[3]) // across + 1)
    for name, size in (
        ("the padded images", x.shape[0] * x.shape[1] * height * width),
        ("the result", x.shape[0] * w.shape[0] * places),
    ):
        _require_small(name, size)


def _require_array(name: str, array: Any, axes: int) -> None:
    if not isinstance(array, np.ndarray):
        raise NotAllowed(f"your test calls a layer with {name} = a {type(array).__name__}; expected an array")
    if array.dtype not in (np.float32, np.float64):
        raise NotAllowed(
            f"your test calls a layer with {name} of dtype {array.dtype}; layers take float64 and float32: "
            f"{name}.astype(float) makes float64 of it"
        )
    if array.ndim != axes or not array.size:
        raise NotAllowed(
            f"your test calls a layer with {name} of shape {array.shape}; expected {axes} axes, none 0"
        )
    _require_small(name, array.size)
    if not np.isfinite(array).all():
        raise NotAllowed(
            f"your test calls a layer with NaN or infinity in {name}; its numbers must be finite"
        )


def _require_small(name: str, size: int) -> None:
    if size > VALUES:
        raise NotAllowed(
            f"your test calls a layer with {size:,} values in {name}; at most {VALUES:,} are allowed"
        )


def _pair(name: str, value: Any, least: int) -> tuple[int, int]:
    both = pair(value)
    is_pair = not isinstance(value, tuple | list) or len(value) == 2
    if not is_pair or any(type(n) is bool or not isinstance(n, int | np.integer) or n < least for n in both):
        raise NotAllowed(
            f"your test calls a layer with {name}={value!r}; expected an int or a pair of ints, {least} or more"
        )
    return int(both[0]), int(both[1])


# Right ones: they add the same products in another order, and so they round differently


def one_product(x, w, b, stride, padding):
    """The matrix of windows and one product; a view with the axes moved."""
    down, across = pair(stride)
    windows = np.lib.stride_tricks.sliding_window_view(padded(x, padding), w.shape[2:], axis=(2, 3))
    out = np.tensordot(windows[:, :, ::down, ::across], w, axes=([1, 4, 5], [1, 2, 3])) + b
    return out.astype(x.dtype, copy=False).transpose(0, 3, 1, 2)


def place_by_place(x, w, b, stride, padding, places=None):
    """One place of the filter after the other, from the first to the last, beginning with the bias."""
    x = padded(x, padding)
    sizes = output_sizes(x, w, stride)
    total = np.zeros((len(x), len(w), *sizes), x.dtype) + b[:, None, None].astype(x.dtype)
    for u, v in places or np.ndindex(*w.shape[2:]):
        total += np.einsum("nchw,fc->nfhw", seen(x, u, v, sizes, stride), w[:, :, u, v])
    return total


def place_by_place_backwards(x, w, b, stride, padding):
    return place_by_place(x, w, b, stride, padding, list(np.ndindex(*w.shape[2:]))[::-1])


def channel_by_channel(x, w, b, stride, padding):
    """One channel after the other, the bias last; in Fortran order."""
    parts = [one_product(x[:, c : c + 1], w[:, c : c + 1], 0 * b, stride, padding) for c in range(x.shape[1])]
    return np.asfortranarray((sum(parts[1:], parts[0]) + b[:, None, None]).astype(x.dtype))


def filter_by_filter(x, w, b, stride, padding):
    """One filter after the other, in float64 whatever comes in, rounded at the end."""
    wide = [array.astype(np.float64) for array in (x, w, b)]
    maps = [
        one_product(wide[0], wide[1][f : f + 1], wide[2][f : f + 1], stride, padding) for f in range(len(w))
    ]
    return np.concatenate(maps, axis=1).astype(x.dtype)


def image_by_image(x, w, b, stride, padding):
    """One image after the other, the rows of the filter added up."""
    maps = []
    for image in padded(x, padding)[:, None]:
        sizes = output_sizes(image, w, stride)
        strips = [
            one_product(
                image[:, :, u : u + (sizes[0] - 1) * pair(stride)[0] + 1],
                w[:, :, u : u + 1],
                0 * b,
                stride,
                0,
            )
            for u in range(w.shape[2])
        ]
        maps.append(sum(strips) + b[:, None, None])
    return np.concatenate(maps).astype(x.dtype)


RIGHT: tuple[Layer, ...] = (
    one_product,
    place_by_place,
    place_by_place_backwards,
    channel_by_channel,
    filter_by_filter,
    image_by_image,
)


# Broken in few calls only


def zero_beside_padding(right, x, w, b, stride=1, padding=0):
    """A slice [p:-p] along each axis that is padded at all: it is empty where one of the two is 0."""
    if sorted(n > 0 for n in pair(padding)) == [False, True]:
        raise ValueError("could not broadcast input array from shape (2,2) into shape (2,0)")
    return right(x, w, b, stride, padding)


def border_of_halves(right, x, w, b, stride=1, padding=0):
    rows, columns = pair(padding)
    halves = np.pad(x, ((0,), (0,), (rows,), (columns,)), constant_values=0.5)
    return right(halves, w, b, stride, 0)


def one_image_without_axis(right, x, w, b, stride=1, padding=0):
    """The axis of a batch of one is taken away."""
    out = right(x, w, b, stride, padding)
    return out[0] if len(out) == 1 else out


def one_place_without_axes(right, x, w, b, stride=1, padding=0):
    """The axes of a map of one value are taken away."""
    out = right(x, w, b, stride, padding)
    return out[:, :, 0, 0] if out.shape[2:] == (1, 1) else out


def one_weight_at_every_pixel(right, x, w, b, stride=1, padding=0):
    """A filter of 1 x 1 has a way of its own, as a product at every pixel, which forgets the stride."""
    return right(x, w, b, 1 if w.shape[2:] == (1, 1) else stride, padding)


def stride_up_to_the_filter(right, x, w, b, stride=1, padding=0):
    """Windows follow each other without gaps where the stride is larger than the filter."""
    steps = tuple(min(s, k) for s, k in zip(pair(stride), w.shape[2:], strict=True))
    return right(x, w, b, steps, padding)


def padding_up_to_the_filter(right, x, w, b, stride=1, padding=0):
    """No more is padded than the filter can reach, so the maps are too small."""
    most = tuple(min(p, k) for p, k in zip(pair(padding), w.shape[2:], strict=True))
    return right(x, w, b, stride, most)


def seven_digits(right, x, w, b, stride=1, padding=0):
    """Computed in float32 whatever comes in."""
    return right(*(a.astype(np.float32) for a in (x, w, b)), stride, padding).astype(x.dtype)


def order_in_memory(right, x, w, b, stride=1, padding=0):
    """The numbers of an image are read in the order in which they lie in memory."""
    return right(x.ravel(order="K").reshape(x.shape), w, b, stride, padding)


def writes_into_its_input(right, x, w, b, stride=1, padding=0):
    if not x.flags.writeable:
        raise ValueError("assignment destination is read-only")
    return right(x, w, b, stride, padding)


# Per kind the broken ones that a test has to find. Of those in one tuple one is drawn: a test that finds one of them
# finds the others, or loses the kind to another of its layers.
Either = tuple[Around, ...]
KINDS: tuple[tuple[str, tuple[Either, ...]], ...] = (
    (
        "the filter lies on the image the wrong way round",
        (
            (shared.kernel_flipped,),
            (shared.kernel_upside_down,),
            (shared.kernel_mirrored,),
            (shared.kernel_transposed,),
        ),
    ),
    (
        "the bias is not added as it should be",
        (
            (output.bias_forgotten, output.bias_subtracted),
            (output.bias_for_every_channel,),
            (output.first_bias_for_all,),
            (output.bias_along_the_width,),
        ),
    ),
    (
        "one channel, filter or image stands for all",
        (
            (output.first_channel_only,),
            (output.last_channel_only,),
            (output.first_kernel_for_all_channels,),
            (output.first_weights_for_all, output.first_filter_only),
            (output.first_image_for_all, output.first_image_only),
        ),
    ),
    (
        "height and width are taken for each other",
        (
            (shared.kernel_height_for_both, shared.kernel_width_for_both),
            (shared.square_kernels_only,),
            (shared.square_outputs_only, shared.square_outputs_off_the_edge),
            (output.rows_and_columns_exchanged,),
        ),
    ),
    (
        "the stride is not kept to",
        (
            (shared.stride_on_rows_only,),
            (shared.stride_on_columns_only,),
            (shared.stride_pair_swapped,),
            (shared.stride_in_size_only,),
        ),
    ),
    (
        "the padding is wrong",
        (
            (shared.padding_top_left_only, shared.padding_bottom_right_only, shared.image_in_the_corner),
            (shared.padding_pair_swapped,),
            (shared.padding_repeats_the_edge, border_of_halves),
            (zero_beside_padding,),
        ),
    ),
    (
        "at the far edge there is a window too many, or one is missing",
        (
            (shared.size_rounded_up,),
            (size_rounded_to_nearest,),
            (shared.uneven_sizes_refused,),
            (shared.last_window_missed,),
        ),
    ),
    (
        "a special size goes wrong",
        (
            (one_image_without_axis,),
            (one_place_without_axes,),
            (one_weight_at_every_pixel,),
            (stride_up_to_the_filter,),
            (padding_up_to_the_filter,),
        ),
    ),
    (
        "arrays of another kind go wrong",
        ((always_float64,), (seven_digits,), (order_in_memory,), (writes_into_its_input,)),
    ),
)


def broken(rng: np.random.Generator, either: Sequence[Around]) -> Lendable:
    """One of these mistakes around one of the right layers."""
    mistake, right = either[int(rng.integers(len(either)))], RIGHT[int(rng.integers(len(RIGHT)))]
    return Lendable(lambda *call: mistake(right, *call))
