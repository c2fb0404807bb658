"""Mistakes that go wrong around any right convolution of a2.

Each is written for `f(x, w, b, stride, padding, *rest, **options)`, whatever follows the padding (dilation
and groups, or nothing) and whether f returns the output alone or the output and a cache.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import around, left_over, padded
from autograder.checks.inputs import pair
from autograder.checks.mistakes import (
    always_float64,
    first_answer_kept,
    input_changed,
    on_output,
    pairs_refused,
    raise_at_minus_zero,
)


def kernel_flipped(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your kernel is flipped, top to bottom and left to right: that is the true convolution of mathematics.
    A convolution layer lays the kernel on the image as it is."""
    return right(x, w[:, :, ::-1, ::-1], b, stride, padding, *rest, **options)


def kernel_transposed(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Rows and columns of your kernel are exchanged. w[f, c, u, v] meets row u and column v of the window."""
    return right(x, w.swapaxes(2, 3), b, stride, padding, *rest, **options)


def kernel_indices_exchanged(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Rows and columns of your kernel are exchanged, and where it is not square your index leaves it.
    w[f, c, u, v] meets row u and column v of the window."""
    if w.shape[2] != w.shape[3]:
        raise IndexError("index is out of bounds")
    return right(x, w.swapaxes(2, 3), b, stride, padding, *rest, **options)


def kernel_height_for_both(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You take the kernel's height as its width as well. Kernels need not be square: w.shape[2] is the height
    and w.shape[3] the width."""
    if w.shape[2] > w.shape[3]:
        raise IndexError(f"index {w.shape[3]} is out of bounds for axis 3 with size {w.shape[3]}")
    return right(x, w[:, :, :, : w.shape[2]], b, stride, padding, *rest, **options)


def kernel_width_for_both(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You take the kernel's width as its height as well. Kernels need not be square: w.shape[2] is the height
    and w.shape[3] the width."""
    if w.shape[2] < w.shape[3]:
        raise IndexError(f"index {w.shape[2]} is out of bounds for axis 2 with size {w.shape[2]}")
    return right(x, w[:, :, : w.shape[3]], b, stride, padding, *rest, **options)


def square_kernels_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your function works for square kernels only. w.shape[2] is the kernel's height and w.shape[3] its
    width; windows have that size too."""
    if w.shape[2] != w.shape[3]:
        raise ValueError("operands could not be broadcast together: the window is square, the kernel is not")
    return right(x, w, b, stride, padding, *rest, **options)


def bias_forgotten(right, x, w, b, stride=1, padding=0, *rest, **options):
    """The bias is missing. Each filter adds its own b[f] once to every value of its map."""
    return right(x, w, 0 * b, stride, padding, *rest, **options)


def bias_for_every_channel(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You add the bias once for every input channel. Each filter adds it once, after the sum over all
    channels."""
    return right(x, w, b * w.shape[1], stride, padding, *rest, **options)


def stride_ignored(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your kernel moves one step at a time whatever the stride. It should move by the stride."""
    return right(x, w, b, 1, padding, *rest, **options)


def stride_on_rows_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your kernel moves down by the stride, but to the right by single steps. The stride holds for both
    directions."""
    return right(x, w, b, (pair(stride)[0], 1), padding, *rest, **options)


def stride_in_size_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your output has the size that the stride asks for, but neighbouring windows are one step apart. Window
    (i, j) begins at row i * stride and column j * stride."""
    sparse = right(x, w, b, stride, padding, *rest, **options)
    height, width = (sparse[0] if isinstance(sparse, tuple) else sparse).shape[2:]
    dense = right(x, w, b, 1, padding, *rest, **options)
    return on_output(dense, lambda out: out[:, :, :height, :width])


def stride_pair_swapped(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You read the stride as (width, height). The first number of a pair moves the kernel down, the second to
    the right."""
    return right(x, w, b, pair(stride)[::-1], padding, *rest, **options)


def padding_ignored(right, x, w, b, stride=1, padding=0, *rest, **options):
    """The padding has no effect in your function. Put zeros around the images first."""
    return right(x, w, b, stride, 0, *rest, **options)


def padding_top_left_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You pad above and to the left only. The zeros go on all four sides."""
    rows, columns = pair(padding)
    return right(around(x, rows, 0, columns, 0), w, b, stride, 0, *rest, **options)


def padding_on_rows_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You pad above and below, but not to the left and right. Both directions are padded."""
    return right(x, w, b, stride, (pair(padding)[0], 0), *rest, **options)


def padding_pair_swapped(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You read the padding as (width, height). The first number of a pair counts the rows added at each end,
    the second the columns."""
    return right(x, w, b, stride, pair(padding)[::-1], *rest, **options)


def first_of_stride_for_both(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Of a stride given as a pair you use the first number for both directions. The second one moves the
    kernel to the right."""
    return right(x, w, b, pair(stride)[0], padding, *rest, **options)


def first_of_padding_for_both(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Of a padding given as a pair you use the first number for both directions. The second one counts the
    columns."""
    return right(x, w, b, stride, pair(padding)[0], *rest, **options)


def slice_up_to_minus_zero(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Without padding your slice [p:-p] is [0:0], which is empty. Let the slice end at p + height instead of
    -p."""
    raise_at_minus_zero(padding)
    return right(x, w, b, stride, padding, *rest, **options)


def padding_repeats_the_edge(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You pad with copies of the border's pixels. The padding is made of zeros."""
    return right(padded(x, padding, "edge"), w, b, stride, 0, *rest, **options)


def size_rounded_up(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You round the output's size up, so the last window hangs over the edge. Round down: what does not fill
    a whole window is left out."""
    rows, columns = pair(padding)
    spare = left_over(x, w, stride, padding, *rest, **options)
    more_rows, more_columns = ((s - k) % s for s, k in zip(pair(stride), spare, strict=True))
    return right(
        around(x, rows, rows + more_rows, columns, columns + more_columns), w, b, stride, 0, *rest, **options
    )


def uneven_sizes_refused(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your function raises an error where the windows do not end exactly at the edge: it refuses such sizes,
    or it rounds the output's size up. They are allowed here: round down, the rest is left out."""
    if any(left_over(x, w, stride, padding, *rest, **options)):
        raise ValueError("the windows do not tile the input")
    return right(x, w, b, stride, padding, *rest, **options)


def first_channel_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Only the first channel of a filter counts in your sum. A filter reaches through all of its channels,
    and their sums are added."""
    return right(x, _first_of(w, 1), b, stride, padding, *rest, **options)


def first_filter_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Only the map of the first filter is filled, the others stay zero. Every filter makes a map of its
    own."""
    return on_output(right(x, w, b, stride, padding, *rest, **options), lambda out: _first_of(out, 1))


def first_filter_for_all(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Every map is made by the first filter. Filter f makes map f: use w[f] and b[f]."""
    return right(x, w[:1].repeat(len(w), 0), b[:1].repeat(len(b)), stride, padding, *rest, **options)


def first_image_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Only the first image of the batch is computed, the others stay zero."""
    return on_output(right(x, w, b, stride, padding, *rest, **options), lambda out: _first_of(out, 0))


def _first_of(x: np.ndarray, axis: int) -> np.ndarray:
    """The first entry along an axis, and zeros in place of the others."""
    first = np.zeros_like(x)
    kept = (slice(None),) * axis + (0,)
    first[kept] = x[kept]
    return first


SHARED_MISTAKES = (
    kernel_flipped, kernel_transposed, kernel_indices_exchanged,
    kernel_height_for_both, kernel_width_for_both, square_kernels_only,
    bias_forgotten, bias_for_every_channel,
    stride_ignored, stride_on_rows_only, stride_in_size_only, stride_pair_swapped,
    first_of_stride_for_both, first_of_padding_for_both, pairs_refused, slice_up_to_minus_zero,
    padding_ignored, padding_top_left_only, padding_on_rows_only, padding_pair_swapped,
    padding_repeats_the_edge, size_rounded_up, uneven_sizes_refused,
    first_channel_only, first_filter_only, first_filter_for_all, first_image_only,
    always_float64, input_changed, first_answer_kept,
)  # fmt: skip
