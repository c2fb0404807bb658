"""Mistakes of a2.zero_pad in how large the result is and where the image lies in it."""

import numpy as np

from autograder.checks.a2_convolution.convolution import around, padded
from autograder.checks.inputs import pair


def _placed(x, size, place):
    """x in zeros of this size, put there with a slice that begins at this row and column."""
    (height, width), (top, left) = size, place
    out = np.zeros((*x.shape[:2], height, width), x.dtype)
    out[:, :, top : top + x.shape[2], left : left + x.shape[3]] = x
    return out


def _sizes(x, padding):
    rows, columns = pair(padding)
    return x.shape[2] + 2 * rows, x.shape[3] + 2 * columns


def placed_in_the_corner(right, x, padding):
    """Your result has the right size, but the image lies in its top left corner. It belongs in the middle,
    after the first rows and columns of zeros."""
    rows, columns = pair(padding)
    return right(around(x, 0, 2 * rows, 0, 2 * columns), 0)


def placed_in_the_last_corner(right, x, padding):
    """Your result has the right size, but the image lies in its bottom right corner. It belongs in the
    middle: as many zeros before it as after it."""
    rows, columns = pair(padding)
    return right(around(x, 2 * rows, 0, 2 * columns, 0), 0)


def placed_at_the_top(right, x, padding):
    """Your result has the right size, but the image lies at its upper edge, with all rows of zeros below.
    Half of them belong above."""
    return np.roll(right(x, padding), -pair(padding)[0], axis=2)


def placed_at_the_left(right, x, padding):
    """Your result has the right size, but the image lies at its left edge, with all columns of zeros to the
    right. Half of them belong on the left."""
    return np.roll(right(x, padding), -pair(padding)[1], axis=3)


def placed_with_the_pair_swapped(right, x, padding):
    """The size of your result is right, but you begin to put the image there at row padding[1] and column
    padding[0]. The first number of a pair counts rows."""
    return _placed(x, _sizes(x, padding), pair(padding)[::-1])


def size_with_the_pair_swapped(right, x, padding):
    """You put the image at the right place, but the height of your result grows by the pair's second number
    and the width by its first. The first number counts rows."""
    return _placed(x, _sizes(x, pair(padding)[::-1]), pair(padding))


def placed_with_the_first_of_a_pair(right, x, padding):
    """The size of your result is right, but you use the first number of a pair for the row and the column
    where the image begins. It begins at column padding[1]."""
    return _placed(x, _sizes(x, padding), pair(pair(padding)[0]))


def placed_with_the_second_of_a_pair(right, x, padding):
    """The size of your result is right, but you use the second number of a pair for the row and the column
    where the image begins. It begins at row padding[0]."""
    return _placed(x, _sizes(x, padding), pair(pair(padding)[1]))


def size_with_the_first_of_a_pair(right, x, padding):
    """You put the image at the right place, but height and width of your result both grow by the first number
    of a pair. The second number counts the columns."""
    return _placed(x, _sizes(x, pair(padding)[0]), pair(padding))


def size_with_the_second_of_a_pair(right, x, padding):
    """You put the image at the right place, but height and width of your result both grow by the second
    number of a pair. The first number counts the rows."""
    return _placed(x, _sizes(x, pair(padding)[1]), pair(padding))


def placed_one_too_early(right, x, padding):
    """Your image begins one row and one column too early. Rows are counted from 0: after p rows of zeros it
    begins at row p."""
    return np.roll(right(x, padding), (-1, -1), axis=(2, 3))


def placed_one_too_late(right, x, padding):
    """Your image begins one row and one column too late. Rows are counted from 0: after p rows of zeros it
    begins at row p."""
    rows, columns = pair(padding)
    return _placed(x, _sizes(x, padding), (rows + 1, columns + 1))


def placed_inside_one(right, x, padding):
    """You put the image inside a frame of one pixel, with a slice such as [1:-1], whatever the padding is.
    That fits a padding of 1 alone."""
    out = np.zeros((*x.shape[:2], *_sizes(x, padding)), x.dtype)
    out[:, :, 1:-1, 1:-1] = x
    return out


def slice_ends_too_early(right, x, padding):
    """The place into which you put the image ends at row H and column W, as the image itself does. In the
    result, which is larger, it begins after the padding, and so it ends later by the padding."""
    rows, columns = pair(padding)
    out = np.zeros((*x.shape[:2], *_sizes(x, padding)), x.dtype)
    out[:, :, rows : x.shape[2], columns : x.shape[3]] = x
    return out


def loops_end_too_early(right, x, padding):
    """The last rows and columns of the image are missing in your result, as many as there are of padding at
    one end: the image begins after the padding, so it ends later by the padding as well."""
    rows, columns = pair(padding)
    out = right(x, padding).copy()
    out[:, :, max(rows, x.shape[2]) :] = 0
    out[:, :, :, max(columns, x.shape[3]) :] = 0
    return out


def size_one_too_large(right, x, padding):
    """Your result has one row and one column too many. There are H + 2p rows, without any + 1."""
    return np.pad(right(x, padding), ((0, 0), (0, 0), (0, 1), (0, 1)))


def size_one_too_small(right, x, padding):
    """Your result has one row and one column too few. There are H + 2p rows, without any - 1."""
    height, width = _sizes(x, padding)
    return _placed(x, (height - 1, width - 1), pair(padding))


def padding_doubled(right, x, padding):
    """Your frame is twice as thick as it should be. With padding p there are p rows above and p below, 2p
    together."""
    return padded(padded(x, padding), padding)


def size_grown_twice_as_much(right, x, padding):
    """Your result grows by 4p rows and columns, while the image begins after p of them. There are p at each
    end, 2p together."""
    rows, columns = pair(padding)
    return np.pad(right(x, padding), ((0, 0), (0, 0), (0, 2 * rows), (0, 2 * columns)))


def padding_split_between_the_ends(right, x, padding):
    """You take the padding for the sum of both ends and split it between them. It is the number of rows or
    columns that are added at each end."""
    rows, columns = pair(padding)
    return _placed(x, (x.shape[2] + rows, x.shape[3] + columns), (rows // 2, columns // 2))


def padding_split_with_more_before(right, x, padding):
    """You take the padding for the sum of both ends and split it between them, with the larger half before
    the image. It is the number of rows or columns that are added at each end."""
    rows, columns = pair(padding)
    return _placed(x, (x.shape[2] + rows, x.shape[3] + columns), ((rows + 1) // 2, (columns + 1) // 2))


def padding_halved(right, x, padding):
    """You add half of the padding at each end. The padding is the number of rows or columns that are added at
    each end, not at both together."""
    rows, columns = pair(padding)
    return right(x, (rows // 2, columns // 2))


def padded_once(right, x, padding):
    """Your result has only one row and one column more than x at each end, whatever the padding is."""
    return right(x, (min(pair(padding)[0], 1), min(pair(padding)[1], 1)))


def padded_by_one(right, x, padding):
    """You add one row and one column at each end whatever the padding is, even where it is 0."""
    return right(x, 1)


def frame_no_thicker_than_the_image(right, x, padding):
    """Your frame is never thicker than the image is high or wide, as where its strips are made of parts of
    the image. A padding may be larger than the image."""
    rows, columns = pair(padding)
    return right(x, (min(rows, x.shape[2]), min(columns, x.shape[3])))


def nothing_added(right, x, padding):
    """You return x as it came, without a frame."""
    return x


def image_missing(right, x, padding):
    """Your result has the right size, but all of it is 0: the image is missing."""
    return 0 * right(x, padding)


def last_row_and_column_missing(right, x, padding):
    """The last row and the last column of each image are missing in your result: they are 0. range(n) ends at
    n - 1 by itself, and a slice up to -1 leaves out the last one."""
    kept = x.copy()
    kept[:, :, -1] = kept[..., -1] = 0
    return right(kept, padding)


def last_row_missing(right, x, padding):
    """The last row of each image is missing in your result: it is 0."""
    kept = x.copy()
    kept[:, :, -1] = 0
    return right(kept, padding)


def last_column_missing(right, x, padding):
    """The last column of each image is missing in your result: it is 0."""
    kept = x.copy()
    kept[..., -1] = 0
    return right(kept, padding)


def first_row_and_column_missing(right, x, padding):
    """The first row and the first column of each image are missing in your result: they are 0. Rows and
    columns are counted from 0."""
    kept = x.copy()
    kept[:, :, 0] = kept[..., 0] = 0
    return right(kept, padding)


def height_for_both(right, x, padding):
    """You take the image's height as its width as well. Images need not be square: where they are wider,
    columns are missing, and where they are higher, your index leaves them."""
    height, width = x.shape[2:]
    if height > width:
        raise IndexError(f"index {width} is out of bounds for axis 3 with size {width}")
    rest = [(0, 0), (0, 0), (0, 0), (0, width - height)]
    return right(np.pad(x[..., :height], rest), padding)


def width_for_both(right, x, padding):
    """You take the image's width as its height as well. Images need not be square: where they are higher,
    rows are missing, and where they are wider, your index leaves them."""
    height, width = x.shape[2:]
    if width > height:
        raise IndexError(f"index {height} is out of bounds for axis 2 with size {height}")
    rest = [(0, 0), (0, 0), (0, height - width), (0, 0)]
    return right(np.pad(x[:, :, :width], rest), padding)


def height_for_both_in_size(right, x, padding):
    """You take the image's height for its width, or its width for its height, in the size of your result or
    of the place where the image goes. Images need not be square."""
    if x.shape[2] != x.shape[3]:
        raise ValueError("could not broadcast input array from shape (1,1,2,3) into shape (1,1,2,2)")
    return right(x, padding)


def height_for_both_in_indices(right, x, padding):
    """You take the image's height for its width, or its width for its height, so that your index leaves an
    array wherever an image is not square."""
    if x.shape[2] != x.shape[3]:
        raise IndexError("index 2 is out of bounds for axis 2 with size 2")
    return right(x, padding)


def height_for_both_in_strips(right, x, padding):
    """You take the image's height for its width, or its width for its height, in the strips of zeros that you
    join to it. Images need not be square."""
    if x.shape[2] != x.shape[3]:
        raise ValueError(
            "all the input array dimensions except for the concatenation axis must match exactly"
        )
    return right(x, padding)


def height_for_width_in_the_result(right, x, padding):
    """The width of your result follows from the image's height. Images need not be square: the width is W +
    2p, whatever the height is."""
    height = x.shape[2] + 2 * pair(padding)[0]
    return _placed(x, (height, x.shape[2] + 2 * pair(padding)[1]), pair(padding))


def width_for_height_in_the_result(right, x, padding):
    """The height of your result follows from the image's width. Images need not be square: the height is H +
    2p, whatever the width is."""
    width = x.shape[3] + 2 * pair(padding)[1]
    return _placed(x, (x.shape[3] + 2 * pair(padding)[0], width), pair(padding))


def sides_exchanged_in_the_result(right, x, padding):
    """The height of your result follows from the image's width, and its width from the image's height. x is
    (N, C, H, W): the height comes first."""
    height, width = x.shape[3] + 2 * pair(padding)[0], x.shape[2] + 2 * pair(padding)[1]
    return _placed(x, (height, width), pair(padding))


def column_strips_too_short(right, x, padding):
    """You join rows of zeros to the image first, and then columns that are as high as the image was before:
    they do not fit. They must be higher by the rows that came in."""
    if pair(padding)[0]:
        raise ValueError(
            "all the input array dimensions except for the concatenation axis must match exactly"
        )
    return right(x, padding)


def row_strips_too_short(right, x, padding):
    """You join columns of zeros to the image first, and then rows that are as wide as the image was before:
    they do not fit. They must be wider by the columns that came in."""
    if pair(padding)[1]:
        raise ValueError(
            "all the input array dimensions except for the concatenation axis must match exactly"
        )
    return right(x, padding)


def rows_and_columns_exchanged(right, x, padding):
    """Rows and columns of your result are exchanged. Its shape is (N, C, H + 2 rows, W + 2 columns)."""
    return right(x, padding).swapaxes(2, 3)


def place_of_another_size(right, x, padding):
    """Your function raises an error wherever something is to be added: the place into which you put the image
    is not as high and wide as the image."""
    rows, columns = pair(padding)
    out = np.zeros((*x.shape[:2], *_sizes(x, padding)), x.dtype)
    out[:, :, rows:, columns:] = x
    return out


def size_grown_once(right, x, padding):
    """Your result grows by p rows and columns, too few for zeros at both ends, and the slice [p:-p] of it is
    too small for the image. There are p at each end, 2p together."""
    rows, columns = pair(padding)
    out = np.zeros((*x.shape[:2], x.shape[2] + rows, x.shape[3] + columns), x.dtype)
    out[:, :, rows:-rows, columns:-columns] = x
    return out


def put_back_into_x(right, x, padding):
    """You put the larger image back into x, where it does not fit. The result is a new array."""
    x[...] = right(x, padding)
    return x


def zeros_before_the_last(right, x, padding):
    """The zeros that belong behind the image stand before its last row and its last column. np.insert at -1
    inserts before the last one."""
    out, (rows, columns) = right(x, padding), pair(padding)
    for axis, p in ((2, rows), (3, columns)):
        last = out.shape[axis] - p - 1
        order = [i for i in range(out.shape[axis]) if i != last]
        out = out.take([*order, last], axis)
    return out


def frame_inside_a_copy(right, x, padding):
    """You put the zeros over the outermost pixels of the image, and your result is as large as x. They go
    around the image, in a larger array."""
    rows, columns = pair(padding)
    kept = np.zeros_like(x)
    inside = (slice(rows, max(x.shape[2] - rows, 0)), slice(columns, max(x.shape[3] - columns, 0)))
    kept[:, :, *inside] = x[:, :, *inside]
    return right(kept, 0)


def large_padding_refused(right, x, padding):
    """Your function refuses a padding that is larger than the image. It is allowed."""
    if pair(padding)[0] > x.shape[2] or pair(padding)[1] > x.shape[3]:
        raise ValueError("the padding is larger than the image")
    return right(x, padding)


PLACE_MISTAKES = (
    placed_in_the_corner, placed_in_the_last_corner, placed_at_the_top, placed_at_the_left,
    placed_with_the_pair_swapped, size_with_the_pair_swapped, placed_with_the_first_of_a_pair,
    placed_with_the_second_of_a_pair, size_with_the_first_of_a_pair, size_with_the_second_of_a_pair,
    placed_one_too_early, placed_one_too_late, placed_inside_one, slice_ends_too_early,
    loops_end_too_early, size_one_too_large, size_one_too_small, padding_doubled,
    size_grown_twice_as_much,
    padding_split_between_the_ends, padding_split_with_more_before, padding_halved, padded_once,
    padded_by_one, frame_no_thicker_than_the_image, nothing_added, image_missing,
    last_row_and_column_missing, last_row_missing, last_column_missing, first_row_and_column_missing,
    height_for_both, width_for_both, height_for_both_in_size, height_for_both_in_indices,
    height_for_both_in_strips, height_for_width_in_the_result, width_for_height_in_the_result,
    sides_exchanged_in_the_result, column_strips_too_short, row_strips_too_short,
    rows_and_columns_exchanged, place_of_another_size, size_grown_once, put_back_into_x,
    zeros_before_the_last, frame_inside_a_copy, large_padding_refused,
)  # fmt: skip
