"""Mistakes of a2.zero_pad."""

import numpy as np

from autograder.checks.a2_convolution.convolution import around, padded
from autograder.checks.inputs import pair
from autograder.checks.mistakes import raise_at_minus_zero


def one_side_only(right, x, padding):
    """Your zeros stand above and to the left only. They go on all four sides of every image."""
    rows, columns = pair(padding)
    out = right(x, padding)
    return out[:, :, : out.shape[2] - rows, : out.shape[3] - columns]


def rows_only(right, x, padding):
    """You add zeros above and below, but none to the left and right: the width must grow too."""
    return right(x, (pair(padding)[0], 0))


def columns_only(right, x, padding):
    """You add zeros to the left and right, but none above and below: the height must grow too."""
    return right(x, (0, pair(padding)[1]))


def other_side_only(right, x, padding):
    """Your zeros stand below and to the right only. They go on all four sides of every image."""
    rows, columns = pair(padding)
    return right(x, padding)[:, :, rows:, columns:]


def pair_as_before_and_after(right, x, padding):
    """Of a pair you put the first number before and the second after, along rows and columns alike. The first
    number counts the rows at both ends, the second the columns."""
    before, after = pair(padding)
    return right(around(x, before, after, before, after), 0)


def pair_swapped(right, x, padding):
    """You read a pair as (columns, rows). The height comes first: padding[0] counts the rows added at each
    end, padding[1] the columns."""
    return right(x, pair(padding)[::-1])


def first_of_pair_for_both(right, x, padding):
    """Of a pair you use the first number for both directions. The second one counts the columns."""
    return right(x, pair(padding)[0])


def second_of_pair_for_both(right, x, padding):
    """Of a pair you use the second number for both directions. The first one counts the rows."""
    return right(x, pair(padding)[1])


def whole_number_refused(right, x, padding):
    """Your function takes a pair (rows, columns) only. A whole number, which stands for both, is allowed as
    well."""
    if not isinstance(padding, tuple):
        raise TypeError("cannot unpack non-iterable int object")
    return right(x, padding)


def every_axis_padded(right, x, padding):
    """You pad all four axes, so that images and channels of zeros appear. Only the last two, height and
    width, grow."""
    rows, columns = pair(padding)
    return right(np.pad(x, ((rows,), (rows,), (0,), (0,))), padding)


def numpys_own_padding(right, x, padding):
    """You hand the padding to np.pad as it is. To np.pad a number means all four axes, images and channels
    too, and a pair means before and after: give it a pair for each axis."""
    before, after = pair(padding)
    return right(np.pad(x, (before, after)), 0)


def channels_and_rows_padded(right, x, padding):
    """You pad the second and third axis, as if the channels came last. x is (N, C, H, W): the last two axes
    grow."""
    return right(x.transpose(0, 3, 1, 2), padding).transpose(0, 2, 3, 1)


def images_and_channels_padded(right, x, padding):
    """You pad the first two axes, so that images and channels of zeros appear. The last two, height and width,
    grow."""
    return right(x.transpose(2, 3, 0, 1), padding).transpose(2, 3, 0, 1)


def height_for_both(right, x, padding):
    """You take the image's height as its width as well. Images need not be square: where they are wider,
    columns are missing, and where they are higher, your index leaves them."""
    height, width = x.shape[2:]
    if height > width:
        raise IndexError(f"index {width} is out of bounds for axis 3 with size {width}")
    rest = [(0, 0), (0, 0), (0, 0), (0, width - height)]
    return right(np.pad(x[..., :height], rest), padding)


def height_for_both_in_size(right, x, padding):
    """You take the image's height as its width as well, in the size of your result. Images need not be
    square."""
    if x.shape[2] != x.shape[3]:
        raise ValueError("could not broadcast input array from shape (1,1,2,3) into shape (1,1,2,2)")
    return right(x, padding)


def frame_inside(right, x, padding):
    """You put the zeros over the outermost pixels of x itself. They go around the image, in a new and larger
    array; x stays as it was."""
    rows, columns = pair(padding)
    x[:, :, :rows] = x[:, :, x.shape[2] - rows :] = 0
    x[..., :columns] = x[..., x.shape[3] - columns :] = 0
    return right(x, 0)


def padded_once(right, x, padding):
    """Your result has only one row and one column more than x at each end, whatever the padding is."""
    return right(x, (min(pair(padding)[0], 1), min(pair(padding)[1], 1)))


def slice_up_to_minus_zero(right, x, padding):
    """Your function raises an error where a padding is 0, which is allowed. If you slice [p:-p]: with p = 0
    that is [0:0], which is empty. Let the slice end at p + height instead of -p."""
    raise_at_minus_zero(padding)
    return right(x, padding)


def edge_repeated(right, x, padding):
    """You repeat the pixels of the border. What is added must be zeros."""
    return right(padded(x, padding, "edge"), 0)


def border_of_ones(right, x, padding):
    """Your border is made of ones. It must be zeros, which add nothing to a weighted sum."""
    rows, columns = pair(padding)
    return right(np.pad(x, ((0,), (0,), (rows,), (columns,)), constant_values=1), 0)


def placed_in_the_corner(right, x, padding):
    """Your result has the right size, but the image lies in its top left corner. It belongs in the middle,
    after the first rows and columns of zeros."""
    return np.roll(right(x, padding), (-pair(padding)[0], -pair(padding)[1]), axis=(2, 3))


ZERO_PAD_MISTAKES = (
    one_side_only,
    rows_only,
    columns_only,
    other_side_only,
    pair_as_before_and_after,
    pair_swapped,
    first_of_pair_for_both,
    second_of_pair_for_both,
    whole_number_refused,
    every_axis_padded,
    numpys_own_padding,
    channels_and_rows_padded,
    images_and_channels_padded,
    height_for_both,
    height_for_both_in_size,
    frame_inside,
    padded_once,
    slice_up_to_minus_zero,
    edge_repeated,
    border_of_ones,
    placed_in_the_corner,
)
