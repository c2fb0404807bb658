"""Mistakes of a3.conv_transpose2d in what is laid where: loops that are too short, places that are moved, and
channels that are taken for others."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.conv_transpose2d_mistakes import laid_by


def _end(size: int) -> IndexError:
    return IndexError(f"index {size} is out of bounds for axis 2 with size {size}")


def _unfit() -> ValueError:
    return ValueError("shapes that do not fit")


def _without(x, rows=0, columns=0, channels=0):
    """x with its last rows, columns or channels at zero, which lays nothing down."""
    kept = np.zeros_like(x)
    ends = tuple(max(n - less, 0) for n, less in zip(x.shape[1:], (channels, rows, columns), strict=True))
    here = (slice(None), *map(slice, ends))
    kept[here] = x[here]
    return kept


def last_row_left_out(right, x, w, b, stride=1, padding=0):
    """The last row of x lays nothing down. range(n) ends before n already: go through all rows."""
    return right(_without(x, rows=1), w, b, stride, padding)


def last_column_left_out(right, x, w, b, stride=1, padding=0):
    """The last column of x lays nothing down. range(n) ends before n already: go through all columns."""
    return right(_without(x, columns=1), w, b, stride, padding)


def last_row_and_column_left_out(right, x, w, b, stride=1, padding=0):
    """The last row and the last column of x lay nothing down. range(n) ends before n already: go through all of
    them."""
    return right(_without(x, rows=1, columns=1), w, b, stride, padding)


def last_channel_left_out(right, x, w, b, stride=1, padding=0):
    """The last channel of x lays nothing down. range(n) ends before n already: go through all channels."""
    return right(_without(x, channels=1), w, b, stride, padding)


def columns_counted_by_rows(right, x, w, b, stride=1, padding=0):
    """You go through as many columns of x as it has rows. x need not be square: x.shape[3] is the number of columns."""
    more = x.shape[3] - x.shape[2]
    if more < 0:
        raise _end(x.shape[3])
    return right(_without(x, columns=more), w, b, stride, padding)


def kernel_columns_counted_by_rows(right, x, w, b, stride=1, padding=0):
    """You go through as many columns of the kernel as it has rows. It need not be square: w.shape[3] is the number of
    columns."""
    more = w.shape[3] - w.shape[2]
    if more < 0:
        raise _end(w.shape[3])
    return right(x, _without(w, columns=more), b, stride, padding)


def channels_counted_by_outputs(right, x, w, b, stride=1, padding=0):
    """You go through as many channels of x as the output has. w is (C_in, C_out, kH, kW): x has w.shape[0] of
    them."""
    more = w.shape[0] - w.shape[1]
    if more < 0:
        raise _end(w.shape[0])
    return right(_without(x, channels=more), w, b, stride, padding)


def first_channel_for_all(right, x, w, b, stride=1, padding=0):
    """The values of channel 0 of x are taken for every channel. Channel c has its own: x[:, c]."""
    return right(x[:, :1].repeat(x.shape[1], axis=1), w, b, stride, padding)


def x_transposed(right, x, w, b, stride=1, padding=0):
    """Rows and columns of x are exchanged. x[n, c, i, j] stands in row i and column j."""
    if x.shape[2] != x.shape[3]:
        raise _end(x.shape[2])
    return right(x.swapaxes(2, 3), w, b, stride, padding)


def x_transposed_in_slices(right, x, w, b, stride=1, padding=0):
    """Rows and columns are exchanged where kernels begin. That of x[i, j] begins at row i * stride and column
    j * stride."""
    if x.shape[2] != x.shape[3]:
        raise _unfit()
    return right(x.swapaxes(2, 3), w, b, stride, padding)


def square_images_only(right, x, w, b, stride=1, padding=0):
    """Your function works for square images only. x is (N, C_in, H, W): x.shape[2] is the height and x.shape[3] the
    width."""
    if x.shape[2] != x.shape[3]:
        raise _end(x.shape[2])
    return right(x, w, b, stride, padding)


def kernel_transposed_by_index(right, x, w, b, stride=1, padding=0):
    """Rows and columns of your kernel are exchanged, so that your index leaves it where it is not square.
    w[c, f, u, v] goes u rows down and v columns to the right."""
    if w.shape[2] != w.shape[3]:
        raise _end(w.shape[2])
    return right(x, w.swapaxes(2, 3), b, stride, padding)


def kernel_counted_backwards(right, x, w, b, stride=1, padding=0):
    """You count the kernel's rows and columns from its end, beginning at -0, which is the first. Each input value lays
    the kernel down as it is."""
    return right(x, np.roll(w[:, :, ::-1, ::-1], (1, 1), (2, 3)), b, stride, padding)


def batch_axis_dropped(right, x, w, b, stride=1, padding=0):
    """Your output has three axes, those of the first image. It has four: (N, C_out, H', W')."""
    return right(x, w, b, stride, padding)[0]


def filters_first_repeated(right, x, w, b, stride=1, padding=0):
    """You read w as (C_out, C_in, kH, kW), as it is in a convolution: for channel c of x you take w[:, c]. In a
    transposed one the channels of x come first: w is (C_in, C_out, kH, kW)."""
    if w.shape[0] not in (1, w.shape[1]):
        raise _unfit()
    kernels = w[:, : x.shape[1]].swapaxes(0, 1)
    kernels = kernels.repeat(w.shape[1] // w.shape[0], axis=1)
    return laid_by(x, kernels, stride, padding) + b[:, None, None]


def filters_first_in_the_loop_alone(right, x, w, b, stride=1, padding=0):
    """You take w for (C_out, C_in, kH, kW), as it is in a convolution, where you count: your output has w.shape[0]
    channels, made of w.shape[1] of x. w is (C_in, C_out, kH, kW)."""
    if w.shape[0] == w.shape[1]:
        return right(x, w, b, stride, padding)
    if w.shape[1] > 1:
        raise _unfit()
    return laid_by(x[:, :1], w[:1].repeat(len(w), axis=1), stride, padding) + b[:, None, None]


def filters_first_in_the_loops_alone(right, x, w, b, stride=1, padding=0):
    """You take w for (C_out, C_in, kH, kW), as it is in a convolution, where you count, and where there are more
    channels of one kind than of the other your index leaves an array. w is (C_in, C_out, kH, kW)."""
    if w.shape[0] != w.shape[1]:
        raise _end(w.shape[1])
    return right(x, w, b, stride, padding)


def filters_first_by_einsum_repeated(right, x, w, b, stride=1, padding=0):
    """You read w as (C_out, C_in, kH, kW), as it is in a convolution, and where an axis is 1 long NumPy repeats it
    without a word. In a transposed one the channels of x come first: w is (C_in, C_out, kH, kW)."""
    if w.shape[0] == w.shape[1]:
        return right(x, w.swapaxes(0, 1), b, stride, padding)
    if w.shape[0] > 1:
        raise _unfit()
    return laid_by(x, w.sum(axis=1, keepdims=True), stride, padding) + b[:, None, None]


def stride_refused(right, x, w, b, stride=1, padding=0):
    """With a stride above 1 your kernels do not fit where you lay them. The stride says how far apart kernels begin:
    it belongs into the size of the output, and a kernel itself covers neighbouring places."""
    if stride > 1:
        raise _unfit()
    return right(x, w, b, stride, padding)


def stride_beside_the_output(right, x, w, b, stride=1, padding=0):
    """With a stride above 1 you write beside your output. The stride says how far apart kernels begin: it belongs into
    the size of the output, (H - 1) * stride + kH before the padding is taken away."""
    if stride > 1:
        raise _end(x.shape[2])
    return right(x, w, b, stride, padding)


def _moved(right, x, w, b, stride, padding, top, size):
    """The kernels on an output of this size, moved up and left by so much; what falls beside it is lost."""
    whole = right(x, w, 0 * b, stride)
    out = np.zeros((*whole.shape[:2], *(max(n, 0) for n in size)), whole.dtype)
    for i, j in np.ndindex(*whole.shape[2:]):
        if 0 <= i - top < size[0] and 0 <= j - top < size[1]:
            out[:, :, i - top, j - top] = whole[:, :, i, j]
    return out + b[:, None, None]


def _size(x, w, stride, more):
    return tuple((n - 1) * stride + k + more for n, k in zip(x.shape[2:], w.shape[2:], strict=True))


def moved_down_by_the_padding(right, x, w, b, stride=1, padding=0):
    """You move the kernels down and to the right by the padding. It takes away rows above and columns on the left, so
    that everything moves up and to the left."""
    return _moved(right, x, w, b, stride, padding, -padding, _size(x, w, stride, -2 * padding))


def cut_above_and_filled_below(right, x, w, b, stride=1, padding=0):
    """Your output is moved up and to the left by the padding, and is as large as without it, so that rows and columns
    at the end hold the bias alone. It is smaller by twice the padding."""
    return _moved(right, x, w, b, stride, padding, padding, _size(x, w, stride, 0))


def padding_adds_to_the_size(right, x, w, b, stride=1, padding=0):
    """Your output grows by twice the padding, below and to the right. Here the padding takes rows and columns away from
    each of the four sides."""
    return _moved(right, x, w, b, stride, padding, 0, _size(x, w, stride, 2 * padding))


def padding_adds_to_the_size_and_moves(right, x, w, b, stride=1, padding=0):
    """Your output is moved up and to the left by the padding, but grows by twice as much instead of becoming smaller.
    The padding takes rows and columns away from each of the four sides."""
    return _moved(right, x, w, b, stride, padding, padding, _size(x, w, stride, 2 * padding))


def padding_in_steps(right, x, w, b, stride=1, padding=0):
    """You take away stride times the padding on each side. It counts rows and columns of the output, not of x."""
    more = -2 * padding * stride
    return _moved(right, x, w, b, stride, padding, padding * stride, _size(x, w, stride, more))


def moved_by_steps(right, x, w, b, stride=1, padding=0):
    """Your output has the right size, but is moved up and to the left by stride times the padding. The padding counts
    rows and columns of the output, not of x."""
    return _moved(right, x, w, b, stride, padding, padding * stride, _size(x, w, stride, -2 * padding))


def border_emptied(right, x, w, b, stride=1, padding=0):
    """You empty the border of the output where the padding takes it away, and keep its size. The rows and columns are
    cut off: the output becomes smaller."""
    whole = right(x, w, 0 * b, stride)
    kept = np.zeros_like(whole)
    inner = tuple(slice(padding, n - padding) for n in whole.shape[2:])
    kept[:, :, *inner] = whole[:, :, *inner]
    return kept + b[:, None, None]


def first_row_left_empty(right, x, w, b, stride=1, padding=0):
    """Nothing is laid on the first row and column of your output. Places begin at 0, so 0 is inside."""
    out = right(x, w, 0 * b, stride, padding)
    out[:, :, 0] = 0
    out[..., 0] = 0
    return out + b[:, None, None]


def last_row_left_empty(right, x, w, b, stride=1, padding=0):
    """Nothing is laid on the last row and column of your output. With H' rows the last of them is H' - 1."""
    out = right(x, w, 0 * b, stride, padding)
    out[:, :, -1] = 0
    out[..., -1] = 0
    return out + b[:, None, None]


def border_of_half_the_kernel(right, x, w, b, stride=1, padding=0):
    """You write it as a convolution of x and give x a border of half the kernel. Each value of x meets the whole kernel
    only where the border is as wide as the kernel less 1, less the padding."""
    whole = right(x, w, b, stride)
    rows, columns = (k - 1 - k // 2 for k in w.shape[2:])
    return whole[:, :, rows : whole.shape[2] - rows, columns : whole.shape[3] - columns]


def border_at_the_beginning(right, x, w, b, stride=1, padding=0):
    """You write it as a convolution of x with a border above and to the left alone. Each value of x meets the whole
    kernel where there is one on all four sides."""
    out = right(x, w, b, stride, padding)
    rows, columns = (n - k + 1 + padding for n, k in zip(out.shape[2:], w.shape[2:], strict=True))
    return out[:, :, : max(rows, 0), : max(columns, 0)]


def border_at_the_end(right, x, w, b, stride=1, padding=0):
    """You write it as a convolution of x with a border below and to the right alone. Each value of x meets the whole
    kernel where there is one on all four sides."""
    return right(x, w, b, stride, padding)[:, :, w.shape[2] - 1 - padding :, w.shape[3] - 1 - padding :]


PLACE_MISTAKES = (
    last_row_left_out, last_column_left_out, last_row_and_column_left_out, last_channel_left_out,
    columns_counted_by_rows, kernel_columns_counted_by_rows, channels_counted_by_outputs,
    first_channel_for_all, x_transposed, x_transposed_in_slices, square_images_only,
    kernel_transposed_by_index, kernel_counted_backwards, batch_axis_dropped, filters_first_repeated,
    filters_first_in_the_loop_alone, filters_first_in_the_loops_alone, filters_first_by_einsum_repeated,
    stride_refused, stride_beside_the_output, moved_down_by_the_padding, cut_above_and_filled_below,
    padding_adds_to_the_size, padding_adds_to_the_size_and_moves, padding_in_steps, moved_by_steps,
    border_emptied, first_row_left_empty, last_row_left_empty, border_of_half_the_kernel,
    border_at_the_beginning, border_at_the_end,
)  # fmt: skip
