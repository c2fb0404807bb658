"""Mistakes that go wrong around any right convolution of a2, in the kernel, the stride, the padding or the
size. Those in what is added up and where it is put are in `output_mistakes.py`.

Each is written for `f(x, w, b, stride, padding, *rest, **options)`, whatever follows the padding (dilation
and groups, or nothing) and whether f returns the output alone or the output and a cache.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import around, left_over, padded
from autograder.checks.a2_convolution.output_mistakes import OUTPUT_MISTAKES
from autograder.checks.inputs import pair
from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    on_output,
    one_buffer,
    pairs_refused,
    raise_at_minus_zero,
)


def kernel_flipped(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your filter is flipped, top to bottom and left to right: that is the true convolution of mathematics. A
    convolution layer lays the filter on the image as it is."""
    return right(x, w[:, :, ::-1, ::-1], b, stride, padding, *rest, **options)


def kernel_upside_down(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your filter is flipped top to bottom. w[f, c, u, v] meets row u and column v of the window."""
    return right(x, w[:, :, ::-1], b, stride, padding, *rest, **options)


def kernel_mirrored(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your filter is flipped left to right. w[f, c, u, v] meets row u and column v of the window."""
    return right(x, w[:, :, :, ::-1], b, stride, padding, *rest, **options)


def kernel_transposed(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Rows and columns of your filter are exchanged. w[f, c, u, v] meets row u and column v of the window."""
    return right(x, w.swapaxes(2, 3), b, stride, padding, *rest, **options)


def kernel_indices_exchanged(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Rows and columns of your filter are exchanged, and where it is not square your index leaves it. w[f, c,
    u, v] meets row u and column v of the window."""
    if w.shape[2] != w.shape[3]:
        raise IndexError("index 2 is out of bounds for axis 3 with size 2")
    return right(x, w.swapaxes(2, 3), b, stride, padding, *rest, **options)


def kernel_height_for_both(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You take the filter's height as its width as well. Filters need not be square: w.shape[2] is the height
    and w.shape[3] the width."""
    if w.shape[2] > w.shape[3]:
        raise IndexError(f"index {w.shape[3]} is out of bounds for axis 3 with size {w.shape[3]}")
    return right(x, w[:, :, :, : w.shape[2]], b, stride, padding, *rest, **options)


def kernel_width_for_both(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You take the filter's width as its height as well. Filters need not be square: w.shape[2] is the height
    and w.shape[3] the width."""
    if w.shape[2] < w.shape[3]:
        raise IndexError(f"index {w.shape[2]} is out of bounds for axis 2 with size {w.shape[2]}")
    return right(x, w[:, :, : w.shape[3]], b, stride, padding, *rest, **options)


def square_kernels_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your function works for square filters only. w.shape[2] is the filter's height and w.shape[3] its
    width; windows have that size too."""
    if w.shape[2] != w.shape[3]:
        raise ValueError("operands could not be broadcast together with shapes (1,3,3) (1,3,2) ")
    return right(x, w, b, stride, padding, *rest, **options)


def stride_ignored(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your filter moves one step at a time whatever the stride. It should move by the stride."""
    return right(x, w, b, 1, padding, *rest, **options)


def stride_on_rows_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your filter moves down by the stride, but to the right by single steps. The stride holds for both
    directions."""
    return right(x, w, b, (pair(stride)[0], 1), padding, *rest, **options)


def stride_on_columns_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your filter moves to the right by the stride, but down by single steps. The stride holds for both
    directions."""
    return right(x, w, b, (1, pair(stride)[1]), padding, *rest, **options)


def stride_in_size_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your output has the size that the stride asks for, but neighbouring windows are one step apart. Window
    (i, j) begins at row i * stride and column j * stride."""
    sparse = right(x, w, b, stride, padding, *rest, **options)
    height, width = (sparse[0] if isinstance(sparse, tuple) else sparse).shape[2:]
    dense = right(x, w, b, 1, padding, *rest, **options)
    return on_output(dense, lambda out: out[:, :, :height, :width])


def stride_pair_swapped(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You read the stride as (width, height). The first number of a pair moves the filter down, the second to
    the right."""
    return right(x, w, b, pair(stride)[::-1], padding, *rest, **options)


def padding_ignored(right, x, w, b, stride=1, padding=0, *rest, **options):
    """The padding has no effect in your function. Put zeros around the images first."""
    return right(x, w, b, stride, 0, *rest, **options)


def padding_top_left_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """The zeros below and to the right are missing: you pad above and to the left only, or count the padding
    once in the output's size. The zeros go on all four sides."""
    rows, columns = pair(padding)
    return right(around(x, rows, 0, columns, 0), w, b, stride, 0, *rest, **options)


def padding_bottom_right_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You pad below and to the right only. The zeros go on all four sides."""
    rows, columns = pair(padding)
    return right(around(x, 0, rows, 0, columns), w, b, stride, 0, *rest, **options)


def image_in_the_corner(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your padded image has the right size, but the image lies in its top left corner. It belongs in the
    middle, after the first rows and columns of zeros."""
    rows, columns = pair(padding)
    return right(around(x, 0, 2 * rows, 0, 2 * columns), w, b, stride, 0, *rest, **options)


def padding_pair_as_before_and_after(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Of a padding given as a pair you put the first number before and the second after, along rows and
    columns alike. The first number counts the rows at both ends, the second the columns."""
    before, after = pair(padding)
    return right(around(x, before, after, before, after), w, b, stride, 0, *rest, **options)


def border_of_ones(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your padding is made of ones. It must be zeros, which add nothing to a weighted sum."""
    rows, columns = pair(padding)
    ones = np.pad(x, ((0,), (0,), (rows,), (columns,)), constant_values=1)
    return right(ones, w, b, stride, 0, *rest, **options)


def padding_on_columns_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You pad to the left and right, but not above and below. Both directions are padded."""
    return right(x, w, b, stride, (0, pair(padding)[1]), *rest, **options)


def padding_on_rows_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You pad above and below, but not to the left and right. Both directions are padded."""
    return right(x, w, b, stride, (pair(padding)[0], 0), *rest, **options)


def padding_pair_swapped(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You read the padding as (width, height). The first number of a pair counts the rows added at each end,
    the second the columns."""
    return right(x, w, b, stride, pair(padding)[::-1], *rest, **options)


def first_of_stride_for_both(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Of a stride given as a pair you use the first number for both directions. The second one moves the
    filter to the right."""
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


def size_one_short(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your output lacks its last row and its last column: there is one position more than there are
    steps."""
    return on_output(right(x, w, b, stride, padding, *rest, **options), lambda out: out[:, :, :-1, :-1])


def last_window_missed(right, x, w, b, stride=1, padding=0, *rest, **options):
    """The last row and the last column of your output stay 0 where a window ends exactly at the edge. That
    window still fits: range stops before its end."""
    rows, columns = left_over(x, w, stride, padding, *rest, **options)

    def without(out):
        kept = np.zeros_like(out)
        inside = (slice(-1 if rows == 0 else None), slice(-1 if columns == 0 else None))
        kept[:, :, *inside] = out[:, :, *inside]
        return kept

    return on_output(right(x, w, b, stride, padding, *rest, **options), without)


def square_outputs_only(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You take the output's height as its width as well. Images need not be square: the width follows from
    the image's width."""

    def square(out):
        height, width = out.shape[2:]
        if height > width:
            raise ValueError("operands could not be broadcast together with shapes (1,2,1) (1,2,2) ")
        return out[..., :height]

    return on_output(right(x, w, b, stride, padding, *rest, **options), square)


def square_outputs_off_the_edge(right, x, w, b, stride=1, padding=0, *rest, **options):
    """You take the output's height as its width as well, and where the image is higher than wide your index
    leaves it. The width follows from the image's width."""

    def square(out):
        height, width = out.shape[2:]
        if height > width:
            raise IndexError(f"index {width} is out of bounds for axis 3 with size {width}")
        return out[..., :height]

    return on_output(right(x, w, b, stride, padding, *rest, **options), square)


def uneven_sizes_refused(right, x, w, b, stride=1, padding=0, *rest, **options):
    """Your function raises an error where the windows do not end exactly at the edge: it refuses such sizes,
    or it rounds the output's size up. They are allowed here: round down, the rest is left out."""
    if any(left_over(x, w, stride, padding, *rest, **options)):
        raise ValueError("the windows do not tile the input")
    return right(x, w, b, stride, padding, *rest, **options)


SHARED_MISTAKES = (
    kernel_flipped, kernel_upside_down, kernel_mirrored, kernel_transposed, kernel_indices_exchanged,
    kernel_height_for_both, kernel_width_for_both, square_kernels_only,
    *OUTPUT_MISTAKES,
    stride_ignored, stride_on_rows_only, stride_on_columns_only, stride_in_size_only, stride_pair_swapped,
    first_of_stride_for_both, first_of_padding_for_both, pairs_refused, slice_up_to_minus_zero,
    padding_ignored, padding_top_left_only, padding_bottom_right_only, image_in_the_corner,
    padding_on_rows_only, padding_on_columns_only, padding_pair_swapped, padding_pair_as_before_and_after,
    padding_repeats_the_edge, border_of_ones,
    size_rounded_up, size_one_short, last_window_missed, square_outputs_only, square_outputs_off_the_edge,
    uneven_sizes_refused,
    always_float64, always_float32, input_changed, first_answer_kept, one_buffer, nothing_returned,
)  # fmt: skip
