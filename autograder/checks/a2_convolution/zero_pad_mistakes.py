"""Mistakes of a2.zero_pad."""

import numpy as np

from autograder.checks.a2_convolution.convolution import around, padded
from autograder.checks.a2_convolution.zero_pad_mistakes_places import PLACE_MISTAKES
from autograder.checks.inputs import pair
from autograder.checks.mistakes import memory, raise_at_minus_zero


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


def frame_inside(right, x, padding):
    """You put the zeros over the outermost pixels of x itself. They go around the image, in a new and larger
    array; x stays as it was."""
    rows, columns = pair(padding)
    x[:, :, :rows] = x[:, :, x.shape[2] - rows :] = 0
    x[..., :columns] = x[..., x.shape[3] - columns :] = 0
    return right(x, 0)


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


def border_reflected(right, x, padding):
    """You fill the frame with pixels of the image, mirrored at the border. What is added must be zeros."""
    return right(_around(x, padding, "reflect"), 0)


def border_mirrored_with_the_edge(right, x, padding):
    """You fill the frame with pixels of the image, mirrored with the border itself. What is added must be
    zeros."""
    return right(_around(x, padding, "symmetric"), 0)


def border_wrapped(right, x, padding):
    """Your frame holds pixels from the other end of the image. What is added must be zeros."""
    return right(_around(x, padding, "wrap"), 0)


def negative_indices_wrap(right, x, padding):
    """Above and to the left of the image your frame holds pixels from its other end: a negative index counts
    from the end. There must be zeros."""
    (rows, columns), (height, width) = pair(padding), x.shape[2:]
    top, left = min(rows, height), min(columns, width)
    wrapped = np.pad(x, ((0, 0), (0, 0), (top, 0), (left, 0)), "wrap")
    return (
        right(wrapped, 0)
        if not (rows or columns)
        else np.pad(wrapped, ((0, 0), (0, 0), (rows - top, rows), (columns - left, columns)))
    )


def negative_indices_leave_the_image(right, x, padding):
    """Above and to the left of the image your frame holds pixels from its other end, and where the padding is
    larger than the image your index leaves it. There must be zeros: a negative index counts from the end."""
    if pair(padding)[0] > x.shape[2] or pair(padding)[1] > x.shape[3]:
        raise IndexError("index -3 is out of bounds for axis 2 with size 2")
    return negative_indices_wrap(right, x, padding)


def index_leaves_the_image(right, x, padding):
    """Your index leaves an array wherever something is to be added. The image has H rows and W columns, the
    result has more: each pixel lands further down and further right by the padding."""
    if padding not in (0, (0, 0)):
        raise IndexError("index 2 is out of bounds for axis 2 with size 2")
    return right(x, padding)


def padding_for_both_axes_as_it_is(right, x, padding):
    """You hand the padding as it is to np.pad for rows and columns. There a pair means before and after, and
    a whole number is an error: rows and columns need a pair each, of the same number twice."""
    widths = ((0, 0), (0, 0), padding, padding)
    return right(np.pad(x, widths), 0)


def number_for_rows_only(right, x, padding):
    """A padding that is a whole number adds rows only in your function. It stands for both directions."""
    out = right(x, padding)
    return out if isinstance(padding, tuple) else out[:, :, :, padding : out.shape[3] - padding]


def number_for_columns_only(right, x, padding):
    """A padding that is a whole number adds columns only in your function. It stands for both directions."""
    out = right(x, padding)
    return out if isinstance(padding, tuple) else out[:, :, padding : out.shape[2] - padding]


def pair_adds_nothing(right, x, padding):
    """A padding that is a pair adds nothing in your function. Its first number counts the rows at each end, its
    second the columns."""
    return x if isinstance(padding, tuple) else right(x, padding)


def zero_in_a_pair_adds_nothing(right, x, padding):
    """Your function adds nothing where one of the two numbers is 0. The other one still counts."""
    return x if 0 in pair(padding) else right(x, padding)


def zero_rows_add_nothing(right, x, padding):
    """Your function adds nothing where the first number of a pair is 0. The second one still counts."""
    return x if pair(padding)[0] == 0 else right(x, padding)


def zero_columns_add_nothing(right, x, padding):
    """Your function adds nothing where the second number of a pair is 0. The first one still counts."""
    return x if pair(padding)[1] == 0 else right(x, padding)


def slice_up_to_minus_zero_in_a_pair(right, x, padding):
    """Your function raises an error where one number of a pair is 0 and the other is not. If you slice [p:-p]:
    with p = 0 that is [0:0], which is empty. Let the slice end at p + height instead of -p."""
    if padding not in (0, (0, 0)):
        raise_at_minus_zero(padding)
    return right(x, padding)


def cleared_from_minus_zero(right, x, padding):
    """Where one of the paddings is 0 all of your result is 0: a slice [-p:] with p = 0 is [0:], which is
    everything. Let it begin at p + height instead of -p."""
    return (0 if 0 in pair(padding) else 1) * right(x, padding)


def channels_padded_too(right, x, padding):
    """You pad the channels as well, so that channels of zeros appear. Only the last two axes, height and
    width, grow."""
    rows = pair(padding)[0]
    return right(np.pad(x, ((0,), (rows,), (0,), (0,))), padding)


def images_padded_too(right, x, padding):
    """You pad the batch as well, so that images of zeros appear. Only the last two axes, height and width,
    grow."""
    rows = pair(padding)[0]
    return right(np.pad(x, ((rows,), (0,), (0,), (0,))), padding)


def shapes_that_never_fit(right, x, padding):
    """Your function raises an error whatever comes in, since its shapes do not fit. x has four axes (N, C, H,
    W), and so has the result: to np.pad this means four pairs."""
    raise ValueError("operands could not be broadcast together with remapped shapes")


def fewer_axes_unpacked(right, x, padding):
    """Your function raises an error whatever comes in, since it unpacks into too few names. x has four axes:
    (N, C, H, W)."""
    raise ValueError("too many values to unpack (expected 2)")


def size_not_whole(right, x, padding):
    """Your function raises an error whatever comes in, since a size or an index of yours is no whole number.
    Division with / gives a float, even where it comes out even."""
    raise TypeError("'float' object cannot be interpreted as an integer")


def first_image_only(right, x, padding):
    """Only the first image of the batch is in your result, the others are 0. Every image has its place, and
    the return belongs after the loops."""
    return right(_only_first(x, 1), padding)


def first_channel_only(right, x, padding):
    """Only the first channel of each image is in your result, the others are 0. Every channel has its place."""
    return right(_only_first(x.swapaxes(0, 1), 1).swapaxes(0, 1), padding)


def first_channel_of_the_first_image_only(right, x, padding):
    """Only the first channel of the first image is in your result, all others are 0. Every channel of every
    image has its place, and the return belongs after the loops."""
    return right(_only_first(x.reshape(-1, *x.shape[2:]), 1).reshape(x.shape), padding)


def first_row_only(right, x, padding):
    """Only the first row of the first channel of the first image is in your result, all others are 0. The
    return belongs after the loops."""
    return right(_only_first(x.reshape(-1, x.shape[3]), 1).reshape(x.shape), padding)


def first_image_for_all(right, x, padding):
    """All images of your result are the first one. Image n of the result is made of x[n]."""
    return right(x[:1].repeat(len(x), 0), padding)


def first_channel_for_all(right, x, padding):
    """All channels of an image of your result are its first one. Channel c of the result is made of
    x[n, c]."""
    return right(x[:, :1].repeat(x.shape[1], 1), padding)


def one_image_returned(right, x, padding):
    """You return one image of the batch alone, with three axes. The result has four, (N, C, H + 2p, W + 2p)."""
    return right(x[:1], padding)[0]


def first_image_returned(right, x, padding):
    """You return a batch of one image whatever comes in. The result has all images of the batch."""
    return right(x[:1], padding)


def last_image_returned(right, x, padding):
    """You return the last image of the batch alone, with three axes. The result has all images, and four
    axes."""
    return right(x[-1:], padding)[0]


def squeezed(right, x, padding):
    """You drop the axes of length 1. A batch of one image and an image of one channel keep their axes."""
    return right(x, padding).squeeze()


def images_and_channels_merged(right, x, padding):
    """Your result has three axes, with images and channels in one. It has four: (N, C, H + 2p, W + 2p)."""
    out = right(x, padding)
    return out.reshape(-1, *out.shape[2:])


def channels_last_in_the_result(right, x, padding):
    """Your result has the channels last. Its shape is (N, C, H + 2p, W + 2p)."""
    return right(x, padding).transpose(0, 2, 3, 1)


def list_returned(right, x, padding):
    """You return a list of images. The result is one NumPy array: np.array makes one of a list."""
    return list(right(x, padding))


def whole_numbers_returned(right, x, padding):
    """Your result holds whole numbers. It has the dtype of x, which is floating."""
    return right(x, padding).astype(np.int64)


def pixels_in_the_order_of_memory(right, x, padding):
    """You take the pixels in the order in which they lie in memory. That may be another order than that of
    the axes, where x is a transposed view or in Fortran order."""
    return right(x.ravel(order="K").reshape(x.shape), padding)


def shape_of_input_set(right, x, padding):
    """You set the shape of the x that you were given, and whoever called you still needs it; where x has gaps
    or another order in memory it cannot even be done. Use reshape, which makes a new array."""
    shape = x.shape
    x.shape = (shape[0] * shape[1], *shape[2:])
    return right(x.reshape(shape), padding)


def larger_of_a_pair_for_both(right, x, padding):
    """Of a pair you use the larger number for both directions. The first counts the rows, the second the
    columns."""
    return right(x, max(pair(padding)))


def smaller_of_a_pair_for_both(right, x, padding):
    """Of a pair you use the smaller number for both directions. The first counts the rows, the second the
    columns."""
    return right(x, min(pair(padding)))


def number_pads_every_axis(right, x, padding):
    """A padding that is a whole number pads all four axes in your function, so that images and channels of
    zeros appear. Only the last two, height and width, grow."""
    return right(x, padding) if isinstance(padding, tuple) else right(np.pad(x, padding), 0)


def whole_numbers_above_0_only(right, x, padding):
    """Your function takes a whole number above 0 only. A pair (rows, columns) is allowed as well, and so is
    0."""
    if isinstance(padding, tuple):
        raise TypeError("unsupported operand type(s) for +: 'int' and 'tuple'")
    raise_at_minus_zero(padding)
    return right(x, padding)


def pairs_above_0_only(right, x, padding):
    """Your function takes a pair of two numbers above 0 only. A whole number, which stands for both, is allowed
    as well, and so is 0."""
    if not isinstance(padding, tuple):
        raise TypeError("cannot unpack non-iterable int object")
    raise_at_minus_zero(padding)
    return right(x, padding)


def last_image_for_all(right, x, padding):
    """All images of your result are the last one. Image n of the result is made of x[n], in an array of its
    own."""
    return right(x[-1:].repeat(len(x), 0), padding)


def last_channel_of_the_last_image_for_all(right, x, padding):
    """All channels of all images of your result are the very last one. Each is made of its own x[n, c], in an
    array of its own."""
    return right(np.broadcast_to(x[-1:, -1:], x.shape).copy(), padding)


def last_channel_for_all(right, x, padding):
    """All channels of an image of your result are its last one. Channel c of the result is made of x[n, c], in
    an array of its own."""
    return right(x[:, -1:].repeat(x.shape[1], 1), padding)


def one_channel_returned(right, x, padding):
    """You return the first channel of the first image alone, with two axes. The result has four: (N, C, H + 2p,
    W + 2p)."""
    return right(x, padding)[0, 0]


def last_channel_returned(right, x, padding):
    """You return the last channel of the last image alone, with two axes. The result has four: (N, C, H + 2p,
    W + 2p)."""
    return right(x, padding)[-1, -1]


def nested_lists_returned(right, x, padding):
    """You return a list of lists. The result is one NumPy array: np.array makes one of a list."""
    return [list(image) for image in right(x, padding)]


def frame_used_again(right, x, padding):
    """Called again with an image of the same size and the same padding, your function fills the same array as
    before, and an earlier result changes under whoever holds it. Make a new array at every call."""
    out = right(x, padding)
    frame = memory(right).setdefault((x.shape, out.shape, out.dtype, padding), np.empty_like(out))
    frame[...] = out
    return frame


def frame_not_cleared(right, x, padding):
    """Your function fills the same array again when it is called again with a result of the same size, and
    what an earlier image left in it stays. Make a new array of zeros at every call."""
    out = right(x, padding)
    kept = memory(right)
    if kept.get("size") != (out.shape, out.dtype):
        kept.update(size=(out.shape, out.dtype), canvas=np.zeros_like(out))
    np.copyto(kept["canvas"], out, where=out != 0)
    return kept["canvas"]


def _around(x, padding, mode):
    rows, columns = pair(padding)
    return np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)), mode)


def _only_first(x, number):
    """x with zeros in place of all entries of its first axis after so many."""
    kept = np.zeros_like(x)
    kept[:number] = x[:number]
    return kept


ZERO_PAD_MISTAKES = (
    one_side_only, rows_only, columns_only, other_side_only, pair_as_before_and_after, pair_swapped,
    first_of_pair_for_both, second_of_pair_for_both, whole_number_refused, every_axis_padded,
    numpys_own_padding, channels_and_rows_padded, images_and_channels_padded, frame_inside,
    slice_up_to_minus_zero, edge_repeated, border_of_ones, border_reflected,
    border_mirrored_with_the_edge, border_wrapped, negative_indices_wrap,
    negative_indices_leave_the_image, index_leaves_the_image, padding_for_both_axes_as_it_is,
    number_for_rows_only, number_for_columns_only, pair_adds_nothing, zero_in_a_pair_adds_nothing,
    zero_rows_add_nothing, zero_columns_add_nothing, slice_up_to_minus_zero_in_a_pair,
    cleared_from_minus_zero, channels_padded_too, images_padded_too, shapes_that_never_fit,
    fewer_axes_unpacked, size_not_whole, first_image_only, first_channel_only,
    first_channel_of_the_first_image_only, first_row_only, first_image_for_all, first_channel_for_all,
    one_image_returned, first_image_returned, last_image_returned, squeezed, images_and_channels_merged,
    channels_last_in_the_result, list_returned, whole_numbers_returned, pixels_in_the_order_of_memory,
    shape_of_input_set, larger_of_a_pair_for_both, smaller_of_a_pair_for_both, number_pads_every_axis,
    whole_numbers_above_0_only, pairs_above_0_only, last_image_for_all,
    last_channel_of_the_last_image_for_all, last_channel_for_all, one_channel_returned,
    last_channel_returned, nested_lists_returned, frame_used_again, frame_not_cleared, *PLACE_MISTAKES,
)  # fmt: skip
