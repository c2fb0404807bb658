"""Mistakes of a3.conv_transpose2d with sizes, places, the stride and the padding."""

from __future__ import annotations

import numpy as np

EMPTY = "operands could not be broadcast together with shapes (1,0,0) (1,2,2) "


def _end(size: int) -> IndexError:
    return IndexError(f"index {size} is out of bounds for axis 2 with size {size}")


def _on_canvas(right, x, w, b, stride, padding, size, missing="cut"):
    """The kernels on a canvas of this size, padding taken away, bias added. missing: what comes of a canvas that is
    too small: "cut", or the exception."""
    whole = right(x, w, 0 * b, stride)
    short = any(have < need for have, need in zip(size, whole.shape[2:], strict=True))
    if short and missing != "cut":
        raise missing
    canvas = np.zeros((*whole.shape[:2], *size), whole.dtype)
    rows, columns = np.minimum(size, whole.shape[2:])
    canvas[:, :, :rows, :columns] = whole[:, :, :rows, :columns]
    return canvas[:, :, padding : size[0] - padding, padding : size[1] - padding] + b[:, None, None]


def _unfit():
    return ValueError("shapes that do not fit")


def _sizes(x, w, stride):
    """The height of the output as x and w give it, and the width."""
    return tuple((n - 1) * stride + k for n, k in zip(x.shape[2:], w.shape[2:], strict=True))


def height_for_both(right, x, w, b, stride=1, padding=0):
    """You take the height of the output as its width as well. Neither x nor the kernel need be square."""
    height, _ = _sizes(x, w, stride)
    return _on_canvas(right, x, w, b, stride, padding, (height, height), _unfit())


def height_for_both_by_index(right, x, w, b, stride=1, padding=0):
    """You take the height of the output as its width as well, and what is wider is written beside it. Neither x nor
    the kernel need be square."""
    height, _ = _sizes(x, w, stride)
    return _on_canvas(right, x, w, b, stride, padding, (height, height), _end(height))


def height_for_both_cut(right, x, w, b, stride=1, padding=0):
    """You take the height of the output as its width as well, and what is wider is lost. Neither x nor the kernel need
    be square."""
    height, _ = _sizes(x, w, stride)
    return _on_canvas(right, x, w, b, stride, padding, (height, height))


def squares_only(right, x, w, b, stride=1, padding=0):
    """Your function takes heights as widths, those of the kernel and of the output. Neither x nor the kernel need be
    square."""
    if w.shape[2] != w.shape[3]:
        raise _unfit()
    return height_for_both(right, x, w, b, stride, padding)


def squares_only_by_index(right, x, w, b, stride=1, padding=0):
    """Your function takes heights as widths, those of the kernel and of the output, in loops over single values.
    Neither x nor the kernel need be square."""
    k_rows, k_columns = w.shape[2:]
    if k_rows > k_columns:
        raise _end(k_columns)
    return height_for_both_by_index(right, x, w[..., :k_rows], b, stride, padding)


def width_for_both(right, x, w, b, stride=1, padding=0):
    """You take the width of the output as its height as well. Neither x nor the kernel need be square."""
    _, width = _sizes(x, w, stride)
    return _on_canvas(right, x, w, b, stride, padding, (width, width), _unfit())


def squares_of_the_width_only(right, x, w, b, stride=1, padding=0):
    """Your function takes widths as heights, those of the kernel and of the output. Neither x nor the kernel need be
    square."""
    if w.shape[2] != w.shape[3]:
        raise _unfit()
    return width_for_both(right, x, w, b, stride, padding)


def image_height_for_both(right, x, w, b, stride=1, padding=0):
    """You take the height of x as its width as well. x need not be square: x.shape[3] is the width."""
    size = _sizes(x, w, stride)[0], (x.shape[2] - 1) * stride + w.shape[3]
    return _on_canvas(right, x, w, b, stride, padding, size, _unfit())


def image_height_for_both_by_index(right, x, w, b, stride=1, padding=0):
    """You take the height of x as its width as well, so that columns are left out or missing. x need not be square:
    x.shape[3] is the width."""
    height, width = x.shape[2:]
    if height > width:
        raise _end(width)
    return right(x[..., :height], w, b, stride, padding)


def kernel_height_in_the_width(right, x, w, b, stride=1, padding=0):
    """You compute the width of the output from the height of the kernel, and wider kernels do not fit in. w.shape[3]
    is the kernel's width."""
    size = _sizes(x, w, stride)[0], (x.shape[3] - 1) * stride + w.shape[2]
    return _on_canvas(right, x, w, b, stride, padding, size, _unfit())


def kernel_height_in_the_width_by_index(right, x, w, b, stride=1, padding=0):
    """You compute the width of the output from the height of the kernel, and what is wider is written beside it.
    w.shape[3] is the kernel's width."""
    size = _sizes(x, w, stride)[0], (x.shape[3] - 1) * stride + w.shape[2]
    return _on_canvas(right, x, w, b, stride, padding, size, _end(size[1]))


def image_height_in_the_width_cut(right, x, w, b, stride=1, padding=0):
    """You compute the width of the output from the height of x, and what is wider is lost. x need not be square:
    x.shape[3] is the width."""
    size = _sizes(x, w, stride)[0], (x.shape[2] - 1) * stride + w.shape[3]
    return _on_canvas(right, x, w, b, stride, padding, size)


def kernel_height_in_the_width_cut(right, x, w, b, stride=1, padding=0):
    """You compute the width of the output from the height of the kernel, and what is wider is lost. w.shape[3] is the
    kernel's width."""
    size = _sizes(x, w, stride)[0], (x.shape[3] - 1) * stride + w.shape[2]
    return _on_canvas(right, x, w, b, stride, padding, size)


def kernels_side_by_side_refused(right, x, w, b, stride=1, padding=0):
    """You lay the kernels side by side, as if the stride were the kernel's size, and they do not fit in. That of
    x[i, j] begins at row i * stride and column j * stride, so that they can overlap."""
    return _on_canvas(right, _stretched(x, *w.shape[2:]), w, b, 1, padding, _sizes(x, w, stride), _unfit())


def stride_in_the_kernel_cut(right, x, w, b, stride=1, padding=0):
    """Your stride pulls the kernel's weights apart, which is what dilation does, and what does not fit into the output
    is lost. It pulls the kernels apart: that of x[i, j] begins at row i * stride and column j * stride."""
    return _on_canvas(right, x, _stretched(w, stride, stride), b, 1, padding, _sizes(x, w, stride))


def stride_in_the_kernel_by_index(right, x, w, b, stride=1, padding=0):
    """Your stride pulls the kernel's weights apart, which is what dilation does, and you write beside the output. It
    pulls the kernels apart: that of x[i, j] begins at row i * stride and column j * stride."""
    size = _sizes(x, w, stride)
    return _on_canvas(right, x, _stretched(w, stride, stride), b, 1, padding, size, _end(size[0]))


def height_and_width_exchanged(right, x, w, b, stride=1, padding=0):
    """You take rows for columns in the size of the output. The height comes from x.shape[2] and w.shape[2], the width
    from x.shape[3] and w.shape[3]."""
    return _on_canvas(right, x, w, b, stride, padding, _sizes(x, w, stride)[::-1], _unfit())


def _longer(right, x, w, b, stride, padding, more):
    return _on_canvas(right, x, w, b, stride, padding, [n + more for n in _sizes(x, w, stride)])


def zeros_after_every_value(right, x, w, b, stride=1, padding=0):
    """Your output has stride - 1 rows and columns too many, as if zeros stood after the last value of x as well. The
    last kernel begins at (H - 1) * stride and ends with the output."""
    return _longer(right, x, w, b, stride, padding, stride - 1)


def zeros_before_every_value(right, x, w, b, stride=1, padding=0):
    """Your output has stride - 1 rows and columns too many above and to the left, as if zeros stood before the first
    value of x as well. Its kernel begins at row 0 and column 0."""
    whole = np.pad(right(x, w, 0 * b, stride), ((0, 0), (0, 0), (stride - 1, 0), (stride - 1, 0)))
    cut = whole[:, :, padding : whole.shape[2] - padding, padding : whole.shape[3] - padding]
    return cut + b[:, None, None]


def one_step_too_many(right, x, w, b, stride=1, padding=0):
    """Your output is too large by one stride. Between H values there are H - 1 steps."""
    return _longer(right, x, w, b, stride, padding, stride)


def one_row_too_many(right, x, w, b, stride=1, padding=0):
    """Your output has one row and one column too many. H values at a stride of s span (H - 1) * s rows to where the
    last kernel begins; the kernel's own rows come to that and no more."""
    return _longer(right, x, w, b, stride, padding, 1)


def one_row_lost(right, x, w, b, stride=1, padding=0):
    """Your output lacks its last row and column. H values at a stride of s span (H - 1) * s rows to where the last
    kernel begins; all of the kernel's own rows come to that."""
    return _longer(right, x, w, b, stride, padding, -1)


def values_repeated_cut(right, x, w, b, stride=1, padding=0):
    """You repeat each value of x in a block for the stride, so that it lays its kernel down several times, and keep as
    much as the output is large. It lays it down once: that of x[i, j] begins at row i * stride and column
    j * stride."""
    out = right(x.repeat(stride, axis=2).repeat(stride, axis=3), w, b, 1, padding)
    height, width = (n - 2 * padding for n in _sizes(x, w, stride))
    return out[:, :, :height, :width]


def border_of_the_kernel(right, x, w, b, stride=1, padding=0):
    """You write it as a convolution of x and give x a border as wide as the kernel. One row and column less belongs on
    each side: there the kernel meets the first value with its last weight."""
    out = np.pad(right(x, w, 0 * b, stride), ((0, 0), (0, 0), (1, 1), (1, 1)))
    cut = out[:, :, padding : out.shape[2] - padding, padding : out.shape[3] - padding]
    return cut + b[:, None, None]


def border_of_the_kernel_height(right, x, w, b, stride=1, padding=0):
    """You write it as a convolution of x and take its border for the kernel's height on all four sides. On the left
    and on the right it follows from the kernel's width."""
    more = w.shape[2] - w.shape[3]
    whole = right(x, w, 0 * b, stride)
    whole = np.pad(whole, ((0, 0), (0, 0), (0, 0), (max(more, 0),) * 2))
    whole = whole[..., max(-more, 0) : whole.shape[3] - max(-more, 0)]
    cut = whole[:, :, padding : whole.shape[2] - padding, padding : whole.shape[3] - padding]
    return cut + b[:, None, None]


def rows_flipped(right, x, w, b, stride=1, padding=0):
    """Your kernel is flipped top to bottom. Each input value lays the kernel down as it is; where all is written as a
    convolution of x, it is flipped along both axes."""
    return right(x, w[:, :, ::-1], b, stride, padding)


def columns_flipped(right, x, w, b, stride=1, padding=0):
    """Your kernel is flipped left to right. Each input value lays the kernel down as it is; where all is written as a
    convolution of x, it is flipped along both axes."""
    return right(x, w[..., ::-1], b, stride, padding)


def channels_flipped(right, x, w, b, stride=1, padding=0):
    """The channels of w are in reverse order, as by a flip along all axes. A flip concerns rows and columns alone."""
    return right(x, w[::-1, ::-1], b, stride, padding)


def all_axes_flipped(right, x, w, b, stride=1, padding=0):
    """Your kernels are flipped, and their channels are in reverse order too. Each input value lays the kernel down as
    it is."""
    return right(x, w[::-1, ::-1, ::-1, ::-1], b, stride, padding)


def _stretched(x, rows, columns):
    """x with its values so many rows and columns apart."""
    height, width = x.shape[2:]
    spread = np.zeros((*x.shape[:2], (height - 1) * rows + 1, (width - 1) * columns + 1), x.dtype)
    spread[:, :, ::rows, ::columns] = x
    return spread


def stride_down_only(right, x, w, b, stride=1, padding=0):
    """Your stride acts on the rows alone. The kernel of x[i, j] begins at row i * stride and column j * stride."""
    return right(_stretched(x, stride, 1), w, b, 1, padding)


def stride_across_only(right, x, w, b, stride=1, padding=0):
    """Your stride acts on the columns alone. The kernel of x[i, j] begins at row i * stride and column j * stride."""
    return right(_stretched(x, 1, stride), w, b, 1, padding)


def stride_down_only_in_places(right, x, w, b, stride=1, padding=0):
    """Your output has the right size, but kernels are one column apart whatever the stride. That of x[i, j] begins at
    row i * stride and column j * stride."""
    return _on_canvas(right, _stretched(x, stride, 1), w, b, 1, padding, _sizes(x, w, stride))


def stride_across_only_in_places(right, x, w, b, stride=1, padding=0):
    """Your output has the right size, but kernels are one row apart whatever the stride. That of x[i, j] begins at row
    i * stride and column j * stride."""
    return _on_canvas(right, _stretched(x, 1, stride), w, b, 1, padding, _sizes(x, w, stride))


def padding_down_only(right, x, w, b, stride=1, padding=0):
    """You take the padding away above and below alone. It is taken away on all four sides."""
    whole = right(x, w, b, stride)
    return whole[:, :, padding : whole.shape[2] - padding]


def padding_across_only(right, x, w, b, stride=1, padding=0):
    """You take the padding away on the left and on the right alone. It is taken away on all four sides."""
    whole = right(x, w, b, stride)
    return whole[..., padding : whole.shape[3] - padding]


def padding_twice(right, x, w, b, stride=1, padding=0):
    """You take the padding away twice on each side. On each of the four sides as many rows and columns go as it
    says."""
    whole = right(x, w, b, stride)
    bottom, end = (max(n - 2 * padding, 0) for n in whole.shape[2:])
    return whole[:, :, 2 * padding : bottom, 2 * padding : end]


def padding_in_size_twice(right, x, w, b, stride=1, padding=0):
    """You take the padding away from an output that is already smaller by it. On each of the four sides as many rows
    and columns go as it says, once."""
    return _longer(right, x, w, b, stride, padding, -2 * padding)


def padding_before_the_kernels(right, x, w, b, stride=1, padding=0):
    """With a padding your kernels do not fit where you lay them: the output is smaller already, or places of it are
    counted from a negative index. Lay them on an output without padding first, and cut it then."""
    if padding:
        raise _unfit()
    return right(x, w, b, stride)


def laid_beside_the_output(right, x, w, b, stride=1, padding=0):
    """With a padding you write to places outside of the output. What falls there is left out."""
    if padding:
        raise _end(len(x))
    return right(x, w, b, stride)


def laid_from_the_other_side(right, x, w, b, stride=1, padding=0):
    """With a padding, what falls out above or to the left comes in again from the other side, since an index below 0
    counts from the end. It is left out."""
    whole = right(x, w, 0 * b, stride)
    height, width = (n - 2 * padding for n in whole.shape[2:])
    folded = np.zeros((*whole.shape[:2], height, width), whole.dtype)
    for i, j in np.ndindex(height + padding, width + padding):
        row, column = i - padding, j - padding
        if row >= -height and column >= -width:
            folded[:, :, row, column] += whole[:, :, i, j]
    return folded + b[:, None, None]


def cut_up_to_minus_zero_refused(right, x, w, b, stride=1, padding=0):
    """Without padding there is nothing in your slice [p:-p]: it is [0:0] then. Let it end at a number of rows instead
    of -p."""
    if not padding:
        raise ValueError(EMPTY)
    return right(x, w, b, stride, padding)


SIZE_MISTAKES = (
    height_for_both, height_for_both_by_index, height_for_both_cut, squares_only, squares_only_by_index,
    width_for_both, squares_of_the_width_only, image_height_for_both, image_height_for_both_by_index,
    kernel_height_in_the_width, kernel_height_in_the_width_by_index, height_and_width_exchanged,
    zeros_after_every_value, zeros_before_every_value, one_step_too_many, one_row_too_many, one_row_lost,
    values_repeated_cut, border_of_the_kernel, border_of_the_kernel_height, rows_flipped, columns_flipped,
    channels_flipped, all_axes_flipped, stride_down_only, stride_across_only, stride_down_only_in_places,
    stride_across_only_in_places, padding_down_only, padding_across_only, padding_twice,
    padding_in_size_twice, padding_before_the_kernels, laid_beside_the_output,
    laid_from_the_other_side, cut_up_to_minus_zero_refused, image_height_in_the_width_cut,
    kernel_height_in_the_width_cut, kernels_side_by_side_refused, stride_in_the_kernel_cut,
    stride_in_the_kernel_by_index,
)  # fmt: skip
