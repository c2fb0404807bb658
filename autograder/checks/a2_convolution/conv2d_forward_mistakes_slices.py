"""Mistakes of a2.conv2d_forward in the slices that the places of a filter take, and in the output's size.

Where a slice and the size do not agree, NumPy spreads a slice of one line over the whole map and refuses any
other; tables of indices leave the image instead. Both are done here as a student's program does them.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import around, output_sizes, padded
from autograder.checks.inputs import pair


def _size(n: int, k: int, s: int, d: int) -> int:
    """The output's size along one axis of images of n pixels, zeros around them included."""
    return (n - d * (k - 1) - 1) // s + 1


def _product(right, met, w, b, groups):
    """The layer on what every place of the filter meets: met is (N, C, kH, kW, H', W')."""
    channels = met.shape[1] * met.shape[2] * met.shape[3]
    flat = met.reshape(len(met), channels, *met.shape[4:])
    return right(flat, w.reshape(len(w), -1, 1, 1), b, 1, 0, 1, groups)


def _in_slices(right, x, w, b, image, groups, sizes, apart, steps, lengths=None):
    """The layer by one slice for each place of the filter. sizes: of the output. apart: from place to place.
    steps: in the slice. lengths: from where a slice begins to where it stops."""
    met = np.zeros((*image.shape[:2], *w.shape[2:], *sizes), x.dtype)
    lengths = lengths or [size * step for size, step in zip(sizes, steps, strict=True)]
    for u, v in np.ndindex(*w.shape[2:]):
        rows = slice(u * apart[0], u * apart[0] + lengths[0], steps[0])
        columns = slice(v * apart[1], v * apart[1] + lengths[1], steps[1])
        met[:, :, u, v] = image[:, :, rows, columns]
    return _product(right, met, w, b, groups)


def _with_indices(right, w, b, image, groups, sizes, apart, steps):
    """The layer by tables of row and column numbers, which may leave the image."""
    rows = apart[0] * np.arange(w.shape[2])[:, None] + steps[0] * np.arange(sizes[0])
    columns = apart[1] * np.arange(w.shape[3])[:, None] + steps[1] * np.arange(sizes[1])
    return _product(right, image[:, :, rows[:, None, :, None], columns[None, :, None, :]], w, b, groups)


def _of_size(right, x, w, b, stride, padding, dilation, groups, sizes):
    """The layer by slices, with an output of this size."""
    return _in_slices(right, x, w, b, padded(x, padding), groups, sizes, pair(dilation), pair(stride))


def _of_size_off_the_image(right, x, w, b, stride, padding, dilation, groups, sizes):
    """The layer by indices, with an output of this size."""
    return _with_indices(right, w, b, padded(x, padding), groups, sizes, pair(dilation), pair(stride))


def _moved(right, x, w, b, stride, padding, dilation, groups, apart, steps):
    """The layer by slices, with an output of the right size."""
    image = padded(x, padding)
    return _in_slices(right, x, w, b, image, groups, output_sizes(image, w, stride, dilation), apart, steps)


def _moved_off_the_image(right, x, w, b, stride, padding, dilation, groups, apart, steps):
    """The layer by indices, with an output of the right size."""
    image = padded(x, padding)
    return _with_indices(right, w, b, image, groups, output_sizes(image, w, stride, dilation), apart, steps)


def _times(one, other):
    return tuple(a * b for a, b in zip(pair(one), pair(other), strict=True))


def slice_stops_too_early(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your slice takes steps of the stride, but ends where it would with steps of one. Of H' values, stride
    apart, the last lies (H' - 1) * stride after the first."""
    image = padded(x, padding)
    sizes = output_sizes(image, w, stride, dilation)
    return _in_slices(right, x, w, b, image, groups, sizes, pair(dilation), pair(stride), sizes)


def slice_lacks_its_last(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your slice is one value short: its end is the place of the last value, and a slice stops before its
    end."""
    image = padded(x, padding)
    sizes = output_sizes(image, w, stride, dilation)
    lengths = _times([size - 1 for size in sizes], stride)
    return _in_slices(right, x, w, b, image, groups, sizes, pair(dilation), pair(stride), lengths)


def slice_without_end(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your slices run to the edge of the image, so that they are longer than the output, and one longer than the
    other. Each has as many values as the output, wherever it begins."""
    image = padded(x, padding)
    sizes = output_sizes(image, w, stride, dilation)
    return _in_slices(right, x, w, b, image, groups, sizes, pair(dilation), pair(stride), image.shape[2:])


def slice_stops_too_early_to_join(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your slice is cut to the length of the output before its steps are taken, so that it is too short with a
    stride. Take the steps first."""
    sizes = output_sizes(padded(x, padding), w, stride, dilation)
    if any(len(range(0, size, step)) != size for size, step in zip(sizes, pair(stride), strict=True)):
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding, dilation, groups)


def size_divided_too_late(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You add the 1 before you divide by the stride, so that the last row or column can be missing. The first
    position counts whole: divide, then add 1."""
    steps = output_sizes(padded(x, padding), w, 1, dilation)
    sizes = [n // s for n, s in zip(steps, pair(stride), strict=True)]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def size_one_short_before_the_stride(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You leave out the last position at which a filter fits, and then take every position that the stride
    hits. The last position counts too."""
    steps = output_sizes(padded(x, padding), w, 1, dilation)
    sizes = [-((1 - n) // s) for n, s in zip(steps, pair(stride), strict=True)]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def stride_thins_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take every pixel that the stride hits, and no other, before you convolve. The stride moves the
    window, which still looks at neighbouring pixels."""
    down, across = pair(stride)
    return right(x[:, :, ::down, ::across], w, b, 1, padding, dilation, groups)


def stride_thins_the_padded_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You pad and then take every pixel that the stride hits, and no other. The stride moves the window, which
    still looks at neighbouring pixels."""
    down, across = pair(stride)
    return right(padded(x, padding)[:, :, ::down, ::across], w, b, 1, 0, dilation, groups)


def size_rounded_up_in_slices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You round the output's size up, so that your slices are shorter than it is. Round down: what does not
    fill a whole window is left out."""
    steps = output_sizes(padded(x, padding), w, 1, dilation)
    sizes = [-((1 - n) // s) + 1 for n, s in zip(steps, pair(stride), strict=True)]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def size_rounded_up_off_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You round the output's size up, so that your indices leave the image. Round down: what does not fill a
    whole window is left out."""
    steps = output_sizes(padded(x, padding), w, 1, dilation)
    sizes = [-((1 - n) // s) + 1 for n, s in zip(steps, pair(stride), strict=True)]
    return _of_size_off_the_image(right, x, w, b, stride, padding, dilation, groups, sizes)


def size_rounded_to_nearest(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You round the output's size to the nearest whole number, so that your slices can be shorter than it is.
    Round down always: with //, or with int."""
    steps = output_sizes(padded(x, padding), w, 1, dilation)
    sizes = [round((n - 1) / s) + 1 for n, s in zip(steps, pair(stride), strict=True)]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def size_one_too_large(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output is larger than the positions that there are, so that your slices are too short. A filter
    reaches across dilation * (k - 1) + 1 pixels: the + 1 belongs to it."""
    ends = zip(padded(x, padding).shape[2:], w.shape[2:], pair(stride), pair(dilation), strict=True)
    sizes = [(n - d * (k - 1)) // s + 1 for n, k, s, d in ends]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def size_one_too_large_off_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output is larger than the positions that there are, so that your indices leave the image. A filter
    reaches across dilation * (k - 1) + 1 pixels: the + 1 belongs to it."""
    ends = zip(padded(x, padding).shape[2:], w.shape[2:], pair(stride), pair(dilation), strict=True)
    sizes = [(n - d * (k - 1)) // s + 1 for n, k, s, d in ends]
    return _of_size_off_the_image(right, x, w, b, stride, padding, dilation, groups, sizes)


def kernel_counted_one_longer(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take a filter to reach across dilation * k + 1 pixels, so that your output is too small. It is
    dilation * (k - 1) + 1, which is k without dilation."""
    ends = zip(padded(x, padding).shape[2:], w.shape[2:], pair(stride), pair(dilation), strict=True)
    sizes = [(n - d * k - 1) // s + 1 for n, k, s, d in ends]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def reach_grows_once(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take a dilated filter to reach across k + dilation - 1 pixels. There is a gap after each weight but
    the last: it reaches across dilation * (k - 1) + 1."""
    ends = zip(padded(x, padding).shape[2:], w.shape[2:], pair(stride), pair(dilation), strict=True)
    sizes = [(n - (k + d - 1)) // s + 1 for n, k, s, d in ends]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def stride_not_in_the_size(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output has the size that it has at stride 1, so that your slices are shorter than it is. With a
    stride there are fewer positions."""
    sizes = output_sizes(padded(x, padding), w, 1, dilation)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def stride_not_in_the_size_off_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output has the size that it has at stride 1, so that your indices leave the image. With a stride
    there are fewer positions."""
    sizes = output_sizes(padded(x, padding), w, 1, dilation)
    return _of_size_off_the_image(right, x, w, b, stride, padding, dilation, groups, sizes)


def dilation_not_in_the_size(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output has the size that it has without dilation, so your slices are shorter than it is. A dilated
    filter covers dilation * (k - 1) + 1 pixels: there are fewer positions."""
    sizes = output_sizes(padded(x, padding), w, stride)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def dilation_not_in_the_size_off_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output has the size that it has without dilation, so your indices leave the image. A dilated
    filter covers dilation * (k - 1) + 1 pixels: there are fewer positions."""
    sizes = output_sizes(padded(x, padding), w, stride)
    return _of_size_off_the_image(right, x, w, b, stride, padding, dilation, groups, sizes)


def dilation_in_the_size_only(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output has the size that the dilation asks for, but neighbouring weights meet neighbouring pixels.
    They should meet pixels that lie dilation apart."""
    return _moved(right, x, w, b, stride, padding, dilation, groups, (1, 1), pair(stride))


def padding_not_in_the_size(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output has the size that it has without padding, so its last rows and columns are missing. Padding
    makes room for more positions."""
    sizes = output_sizes(x, w, stride, dilation)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def padding_twice_in_the_size_off_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """With a padding your indices leave the image: the output's size counts the padding twice, or the images
    are not padded."""
    ends = zip(x.shape[2:], pair(padding), w.shape[2:], pair(stride), pair(dilation), strict=True)
    sizes = [_size(n + 4 * p, k, s, d) for n, p, k, s, d in ends]
    return _of_size_off_the_image(right, x, w, b, stride, padding, dilation, groups, sizes)


def output_width_for_both(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You take the output's width as its height as well. Images need not be square: the height follows from
    the image's height."""
    _, width = output_sizes(padded(x, padding), w, stride, dilation)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, (width, width))


def sizes_exchanged(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You exchange the output's height and width, so that shapes do not fit. The output's is (N, C_out, H',
    W'), H' from the image's height."""
    sizes = output_sizes(padded(x, padding), w, stride, dilation)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes[::-1])


def kernel_height_in_both_sizes(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You work out the output's width with the filter's height. It follows from the filter's width."""
    image, height = padded(x, padding), w.shape[2]
    ends = zip(image.shape[2:], (height, height), pair(stride), pair(dilation), strict=True)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, [_size(*end) for end in ends])


def first_of_stride_in_both_sizes(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You divide by the first number of a stride in both sizes of the output. The second one belongs to the
    width."""
    sizes = output_sizes(padded(x, padding), w, pair(stride)[0], dilation)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def first_of_dilation_in_both_sizes(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You use the first number of a dilation in both sizes of the output. The second one belongs to the
    width."""
    sizes = output_sizes(padded(x, padding), w, stride, pair(dilation)[0])
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def first_of_padding_in_both_sizes(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You use the first number of a padding in both sizes of the output. The second one belongs to the
    width."""
    sizes = output_sizes(padded(x, pair(padding)[0]), w, stride, dilation)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def first_of_stride_in_both_slices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your slices take steps of the first number of a stride along rows and columns alike. The second one is
    the step along the columns."""
    down, _ = pair(stride)
    return _moved(right, x, w, b, stride, padding, dilation, groups, pair(dilation), (down, down))


def first_of_dilation_in_both_slices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your slices begin at multiples of the first number of a dilation along rows and columns alike. The
    second one spreads the filter's columns."""
    rows, _ = pair(dilation)
    return _moved(right, x, w, b, stride, padding, dilation, groups, (rows, rows), pair(stride))


def size_two_too_large(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your output is larger than the positions that there are, so that your slices are too short. The reach of
    a filter, dilation * (k - 1) + 1, is subtracted whole: its + 1 too."""
    ends = zip(padded(x, padding).shape[2:], w.shape[2:], pair(stride), pair(dilation), strict=True)
    sizes = [(n - d * (k - 1) + 1) // s + 1 for n, k, s, d in ends]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def gaps_as_long_as_the_dilation(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You count gaps as long as the dilation in the output's size, which is too small. It is the distance from
    weight to weight: dilation 1 leaves no gap."""
    ends = zip(padded(x, padding).shape[2:], w.shape[2:], pair(stride), pair(dilation), strict=True)
    sizes = [(n - (k + (k - 1) * d)) // s + 1 for n, k, s, d in ends]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def gaps_as_long_in_slices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You leave as many pixels out between two weights as the dilation says, but not in the output's size. It
    is the distance between them: dilation 1 leaves nothing out."""
    apart = [d + 1 for d in pair(dilation)]
    return _moved(right, x, w, b, stride, padding, dilation, groups, apart, pair(stride))


def places_one_pixel_too_close(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The places of your filter lie dilation - 1 pixels apart: without dilation all of them meet the same
    pixel. The dilation is the distance from place to place."""
    apart = [d - 1 for d in pair(dilation)]
    return _moved(right, x, w, b, stride, padding, dilation, groups, apart, pair(stride))


def dilation_moves_the_filter(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your dilation is added to the place in the filter, which moves the filter as a whole. It multiplies the
    place, which pulls the weights apart."""
    image, (rows, columns) = padded(x, padding), pair(dilation)
    sizes = output_sizes(image, w, stride, dilation)
    moved = image[:, :, rows - 1 :, columns - 1 :]
    return _in_slices(right, x, w, b, moved, groups, sizes, (1, 1), pair(stride))


def image_height_in_both_sizes(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You work out the output's width with the image's height. Images need not be square."""
    height, (rows, columns) = x.shape[2], pair(padding)
    lines = (height + 2 * rows, height + 2 * columns)
    ends = zip(lines, w.shape[2:], pair(stride), pair(dilation), strict=True)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, [_size(*end) for end in ends])


def image_width_in_both_sizes(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You work out the output's height with the image's width. Images need not be square."""
    width, (rows, columns) = x.shape[3], pair(padding)
    lines = (width + 2 * rows, width + 2 * columns)
    ends = zip(lines, w.shape[2:], pair(stride), pair(dilation), strict=True)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, [_size(*end) for end in ends])


def image_sizes_exchanged(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You exchange the image's height and width where you work out the output's size. x is (N, C_in, H, W),
    the height first."""
    lines = (x.shape[3] + 2 * pair(padding)[0], x.shape[2] + 2 * pair(padding)[1])
    ends = zip(lines, w.shape[2:], pair(stride), pair(dilation), strict=True)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, [_size(*end) for end in ends])


def size_rounded_to_nearest_at_the_end(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You round the output's size to the nearest whole number, so that your slices can be shorter than it is.
    Round down always: with //, or with int."""
    steps = output_sizes(padded(x, padding), w, 1, dilation)
    sizes = [round((n - 1) / s + 1) for n, s in zip(steps, pair(stride), strict=True)]
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def stride_pair_swapped_in_slices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The numbers of a stride are exchanged in the steps of your slices or in the output\'s size, but not in both.
    The first number of a pair moves the filter down, the second to the right."""
    image = padded(x, padding)
    sizes, steps = output_sizes(image, w, stride, dilation), pair(stride)[::-1]
    lengths = _times(sizes, stride)
    return _in_slices(right, x, w, b, image, groups, sizes, pair(dilation), steps, lengths)


def dilation_pair_swapped_in_slices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your slices begin where a dilation (width, height) would have them. The first number of a pair spreads
    the filter's rows, the second its columns."""
    return _moved(right, x, w, b, stride, padding, dilation, groups, pair(dilation)[::-1], pair(stride))


def padding_pair_swapped_in_the_images(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You pad the images with a pair the wrong way round, and count it the right way in the output's size. The
    first number counts the rows added at each end, the second the columns."""
    sizes = output_sizes(padded(x, padding), w, stride, dilation)
    image = padded(x, pair(padding)[::-1])
    return _in_slices(right, x, w, b, image, groups, sizes, pair(dilation), pair(stride))


def padding_pair_swapped_in_the_size(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You count a padding the wrong way round in the output's size. The first number of a pair counts the rows
    added at each end, the second the columns."""
    sizes = output_sizes(padded(x, pair(padding)[::-1]), w, stride, dilation)
    return _of_size(right, x, w, b, stride, padding, dilation, groups, sizes)


def first_of_padding_in_the_images(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You pad the images with the first number of a pair on all sides, and count both in the output's size.
    The second one counts the columns added at each end."""
    sizes = output_sizes(padded(x, padding), w, stride, dilation)
    image = padded(x, pair(padding)[0])
    return _in_slices(right, x, w, b, image, groups, sizes, pair(dilation), pair(stride))


def padding_pair_before_and_after_in_slices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Of a padding given as a pair you put the first number before and the second after, along rows and
    columns alike, so that your slices do not fit. The first number counts the rows at both ends, the second
    the columns."""
    sizes, (before, after) = output_sizes(padded(x, padding), w, stride, dilation), pair(padding)
    image = around(x, before, after, before, after)
    return _in_slices(right, x, w, b, image, groups, sizes, pair(dilation), pair(stride))


def padding_does_not_fit(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """With a padding your images and your output do not fit: the output's size counts more padding than the
    images have got, or they are padded along other axes as well."""
    if pair(padding) != (0, 0):
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding, dilation, groups)


def stride_does_not_fit(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """As soon as the stride is more than 1, shapes in your function do not fit one another. With a stride the
    output is smaller, and a slice of the image takes as many values as the output has."""
    if pair(stride) != (1, 1):
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding, dilation, groups)


def dilation_does_not_fit(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """As soon as the dilation is more than 1, shapes in your function do not fit one another. With a dilation
    the output is smaller, and a window still has as many places as the filter."""
    if pair(dilation) != (1, 1):
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding, dilation, groups)


def stride_spreads_the_places(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The stride moves the places of your filter apart, too, as the dilation does. Place (u, v) begins at u
    and v times the dilation, whatever the stride."""
    apart = _times(stride, dilation)
    return _moved(right, x, w, b, stride, padding, dilation, groups, apart, pair(stride))


def stride_spreads_the_places_off_the_image(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The stride moves the places of your filter apart, too, so that your indices leave the image. Place (u,
    v) begins at u and v times the dilation, whatever the stride."""
    apart = _times(stride, dilation)
    return _moved_off_the_image(right, x, w, b, stride, padding, dilation, groups, apart, pair(stride))


def stride_and_dilation_exchanged(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Stride and dilation are exchanged in your slices. The stride moves the window, the dilation moves the
    weights of one window apart."""
    return _moved(right, x, w, b, stride, padding, dilation, groups, pair(stride), pair(dilation))


def stride_and_dilation_exchanged_in_indices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Stride and dilation are exchanged in your indices. The stride moves the window, the dilation moves the
    weights of one window apart."""
    steps = pair(dilation)
    return _moved_off_the_image(right, x, w, b, stride, padding, dilation, groups, pair(stride), steps)


def stride_and_dilation_exchanged_in_windows(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Stride and dilation are exchanged where you pick from all windows. The stride moves the window, the
    dilation moves the weights of one window apart."""
    (down, across), (du, dv) = pair(stride), pair(dilation)
    spans = ((w.shape[2] - 1) * du + 1, (w.shape[3] - 1) * dv + 1)
    windows = np.lib.stride_tricks.sliding_window_view(padded(x, padding), spans, axis=(2, 3))
    windows = windows[:, :, ::du, ::dv, ::down, ::across]
    if windows.shape[4:] != w.shape[2:]:
        raise ValueError("shapes that do not fit")
    return _product(right, windows.transpose(0, 1, 4, 5, 2, 3), w, b, groups)


def dilation_moves_the_windows(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your dilation multiplies the output's position, as the stride does. It multiplies the place in the
    filter."""
    return right(x, w, b, _times(stride, dilation), padding, 1, groups)


def dilation_moves_the_slices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your slices begin at the place in the filter and take steps of stride * dilation. They begin at the
    place times the dilation and take steps of the stride."""
    steps = _times(stride, dilation)
    return _moved(right, x, w, b, stride, padding, dilation, groups, (1, 1), steps)


def dilation_moves_the_windows_to_the_edge(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your dilation multiplies the output's position, and windows that would leave the image stay at its edge.
    It multiplies the place in the filter."""
    image, steps = padded(x, padding), _times(stride, dilation)
    sizes = zip(output_sizes(image, w, stride, dilation), steps, image.shape[2:], w.shape[2:], strict=True)
    tops, lefts = (np.minimum(step * np.arange(size), n - k) for size, step, n, k in sizes)
    rows, columns = np.arange(w.shape[2])[:, None] + tops, np.arange(w.shape[3])[:, None] + lefts
    return _product(right, image[:, :, rows[:, None, :, None], columns[None, :, None, :]], w, b, groups)


def dilation_moves_the_indices(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your dilation multiplies the output's position, so that your indices leave the image. It multiplies the
    place in the filter."""
    steps = _times(stride, dilation)
    return _moved_off_the_image(right, x, w, b, stride, padding, dilation, groups, (1, 1), steps)


def dilation_in_the_steps_too(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your slices take steps of stride * dilation. The dilation moves only where they begin."""
    steps = _times(stride, dilation)
    return _moved(right, x, w, b, stride, padding, dilation, groups, pair(dilation), steps)


def first_of_pairs_in_both_tables(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your column numbers are made with the first number of a stride and of a dilation, as the row numbers
    are. The second one is for the columns."""
    (down, _), (rows, _) = pair(stride), pair(dilation)
    return _moved_off_the_image(right, x, w, b, stride, padding, dilation, groups, (rows, rows), (down, down))


SLICE_MISTAKES = (
    first_of_pairs_in_both_tables, padding_does_not_fit, stride_does_not_fit, dilation_does_not_fit,
    size_two_too_large, gaps_as_long_as_the_dilation, gaps_as_long_in_slices, places_one_pixel_too_close,
    dilation_moves_the_filter, image_height_in_both_sizes, image_width_in_both_sizes, image_sizes_exchanged,
    size_rounded_to_nearest_at_the_end, stride_pair_swapped_in_slices, dilation_pair_swapped_in_slices,
    padding_pair_swapped_in_the_images, padding_pair_swapped_in_the_size, first_of_padding_in_the_images,
    padding_pair_before_and_after_in_slices, stride_and_dilation_exchanged_in_indices,
    slice_stops_too_early, slice_lacks_its_last, slice_without_end, slice_stops_too_early_to_join,
    size_divided_too_late, size_one_short_before_the_stride, stride_thins_the_image,
    stride_thins_the_padded_image, size_rounded_up_in_slices, size_rounded_up_off_the_image,
    size_rounded_to_nearest, size_one_too_large,
    size_one_too_large_off_the_image, kernel_counted_one_longer, reach_grows_once, stride_not_in_the_size,
    stride_not_in_the_size_off_the_image, dilation_not_in_the_size, dilation_not_in_the_size_off_the_image,
    dilation_in_the_size_only, padding_not_in_the_size, padding_twice_in_the_size_off_the_image,
    output_width_for_both, sizes_exchanged, kernel_height_in_both_sizes,
    first_of_stride_in_both_sizes, first_of_dilation_in_both_sizes, first_of_padding_in_both_sizes,
    first_of_stride_in_both_slices, first_of_dilation_in_both_slices, stride_spreads_the_places,
    stride_spreads_the_places_off_the_image, stride_and_dilation_exchanged,
    stride_and_dilation_exchanged_in_windows, dilation_moves_the_windows, dilation_moves_the_slices,
    dilation_moves_the_indices, dilation_moves_the_windows_to_the_edge, dilation_in_the_steps_too,
)  # fmt: skip
