"""Mistakes of a3.max_pool2d_backward in the place of the maximum and in the border, around any right program whose
cache is (x, kernel, stride, padding)."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.max_pool2d_backward_mistakes import chosen, each_winner, shared_out
from autograder.checks.a3_backprop.pooling import first_maximum, framed, unframed


def place_in_the_window(right, dout, cache):
    """You use the place of the maximum in its window as if it were a place in the image, so that all windows write
    into the top left corner. The window of output (i, j) begins at row i * stride and column j * stride."""
    x, _, _, padding = cache
    dx = np.zeros_like(framed(x, padding))
    for (n, c, i, j), place, _ in each_winner(cache):
        dx[n, c, *place] += dout[n, c, i, j]
    return unframed(dx, x, padding)


def _divided_by_the_height(dout, cache, spare):
    """dx where row and column of a maximum are its number divided by the window's height. spare: rows and columns
    beyond the framed images that can be written to."""
    x, kernel, stride, padding = cache
    image = framed(x, padding)
    dx = np.zeros((*x.shape[:2], *(n + spare for n in image.shape[2:])), x.dtype)
    for (n, c, i, j), (u, v), _ in each_winner(cache):
        u, v = divmod(u * kernel[1] + v, kernel[0])
        dx[n, c, i * stride[0] + u, j * stride[1] + v] += dout[n, c, i, j]
    return unframed(dx, x, padding)


def place_divided_by_the_height(right, dout, cache):
    """Where a window is not square, your maximum is at another place. The number that argmax gives counts row by
    row: divide it by the window's width to get the row."""
    return _divided_by_the_height(dout, cache, 0)


def place_divided_by_the_height_beyond(right, dout, cache):
    """Where a window is not square, your maximum is at another place, and what falls beyond the image is cut off.
    The number that argmax gives counts row by row: divide it by the window's width to get the row."""
    return _divided_by_the_height(dout, cache, sum(cache[1]))


def place_transposed(right, dout, cache):
    """Row and column of the maximum in its window are exchanged. The number that argmax gives counts row by row:
    divided by the width it gives the row, and the rest is the column."""

    def wrong(window):
        v, u = first_maximum(window)
        if u >= window.shape[0] or v >= window.shape[1]:
            raise IndexError(f"index {u} is out of bounds for axis 2 with size {window.shape[0]}")
        return u, v

    return shared_out(dout, cache, lambda window: chosen(window, wrong))


def with_its_border(right, dout, cache):
    """Your dx has the size of the padded image. dx has the shape of x: the border is cut off at the end."""
    x, kernel, stride, padding = cache
    return right(dout, (framed(x, padding), kernel, stride, (0, 0)))


def cut_at_the_end(right, dout, cache):
    """Your dx has the size of x, but it begins in the border: all that is cut off lies below and to the right. Cut
    the first rows and columns of the border too, so that dx[0, 0] belongs to x[0, 0]."""
    x = cache[0]
    return with_its_border(right, dout, cache)[:, :, : x.shape[2], : x.shape[3]]


def cut_up_to_minus_zero(right, dout, cache):
    """Without padding your dx is empty: the slice [p:-p] is [0:0] then. Let the slice end at p + height instead
    of -p."""
    rows, columns = cache[3]
    return with_its_border(right, dout, cache)[:, :, rows:-rows, columns:-columns]


def padding_ignored(right, dout, cache):
    """The padding has no effect in your backward pass: windows begin at the image's edge. They have begun outside
    it by the padding."""
    x, kernel, stride, padding = cache
    if any(padding):
        raise ValueError("attempt to get argmax of an empty sequence")
    return right(dout, cache)


def border_of_zeros(right, dout, cache):
    """Your border is made of zeros, which win against negative values and take their dout with them. It counts as
    minus infinity, so that it never is the maximum."""
    return shared_out(dout, cache, lambda window: chosen(window, first_maximum), value=0)


def row_and_column_apart(right, dout, cache):
    """You look for the row of the maximum and for its column apart. Where equal maxima stand in several rows and
    columns that place may hold none of them: look for row and column together, as np.argmax of a window does."""

    def apart(window):
        return int(np.argmax(window.max(axis=1))), int(np.argmax(window.max(axis=0)))

    return shared_out(dout, cache, lambda window: chosen(window, apart))


def place_in_the_padded_image(right, dout, cache):
    """You write to the place that the maximum has in the padded image. In dx, which has no border, it lies as many
    rows higher and columns further left as the padding has."""
    x = cache[0]
    dx = np.zeros_like(x)
    for (n, c, i, j), _, place in each_winner(cache):
        dx[n, c, *place] += dout[n, c, i, j]
    return dx


def cut_at_the_beginning(right, dout, cache):
    """Your dx has the size of x, but it ends in the border: all that is cut off lies above and to the left. Cut as
    many rows and columns at the end as at the beginning."""
    rows, columns = cache[3]
    return with_its_border(right, dout, cache)[:, :, 2 * rows :, 2 * columns :]


def cut_above_and_left_only(right, dout, cache):
    """You cut the border off above and to the left alone, so that your dx is larger than x. It lies on all four
    sides."""
    rows, columns = cache[3]
    return with_its_border(right, dout, cache)[:, :, rows:, columns:]


def cut_up_to_the_height(right, dout, cache):
    """Your dx ends too early: a slice that begins at row p and ends at row H has H - p rows. Count its end from where
    it begins."""
    x, _, _, (rows, columns) = cache
    return with_its_border(right, dout, cache)[:, :, rows : x.shape[2], columns : x.shape[3]]


PLACE_MISTAKES = (
    place_in_the_window, place_divided_by_the_height, place_divided_by_the_height_beyond,
    place_transposed, with_its_border, cut_at_the_end, cut_up_to_minus_zero, padding_ignored,
    border_of_zeros, row_and_column_apart, place_in_the_padded_image, cut_at_the_beginning,
    cut_above_and_left_only, cut_up_to_the_height,
)  # fmt: skip
