"""Mistakes of a2.conv2d_naive in what is multiplied and added up, and in what is returned."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import output_sizes, padded
from autograder.checks.inputs import pair


def matrix_product_of_window(right, x, w, b, stride=1, padding=0):
    """You multiply window and filter as matrices, channel by channel. Each weight is multiplied with the pixel
    below it: that is *, not @ or np.dot."""
    image, (down, across) = padded(x, padding), pair(stride)
    out = np.zeros((len(x), len(w), *output_sizes(image, w, stride)), x.dtype)
    for i, j in np.ndindex(*out.shape[2:]):
        top, left = i * down, j * across
        window = image[:, None, :, top : top + w.shape[2], left : left + w.shape[3]]
        out[:, :, i, j] = (window @ w).sum((2, 3, 4)) + b
    return out


def dot_of_all_channels(right, x, w, b, stride=1, padding=0):
    """You multiply window and filter with np.dot, which makes matrix products of all channels with all. Each
    weight is multiplied with the pixel below it: that is *."""
    one_channel = padded(x, padding).sum(1, keepdims=True).astype(x.dtype)
    return matrix_product_of_window(right, one_channel, w.sum(1, keepdims=True), b, stride)


def matrix_product_for_a_number(right, x, w, b, stride=1, padding=0):
    """You multiply window and filter as matrices, with @ or np.dot, which gives no single number. Each weight is
    multiplied with the pixel below it, and all products are added up."""
    if w.shape[2] != w.shape[3]:
        raise ValueError("shapes (1,3,2) and (1,3,2) not aligned: 2 (dim 2) != 3 (dim 1)")
    raise ValueError("setting an array element with a sequence.")


def largest_product(right, x, w, b, stride=1, padding=0):
    """You take the largest of the products. A filter adds them up."""
    image, (down, across) = padded(x, padding), pair(stride)
    out = np.zeros((len(x), len(w), *output_sizes(image, w, stride)), x.dtype)
    for i, j in np.ndindex(*out.shape[2:]):
        top, left = i * down, j * across
        window = image[:, None, :, top : top + w.shape[2], left : left + w.shape[3]]
        out[:, :, i, j] = (window * w).max((2, 3, 4)) + b
    return out


def sum_goes_on_along_a_row(right, x, w, b, stride=1, padding=0):
    """Each output contains those on its left: your sum begins anew for each row of the output only. It must begin
    anew for each place."""
    return _running(right, x, w, b, stride, padding, 3)


def sum_with_bias_goes_on_along_a_row(right, x, w, b, stride=1, padding=0):
    """Each output contains those on its left, with their biases: your sum begins anew for each row of the output
    only. It must begin anew for each place."""
    return _running_with_bias(right, x, w, b, stride, padding, 3)


def sum_goes_on_through_a_map(right, x, w, b, stride=1, padding=0):
    """Each output contains all those before it in its map: your sum begins anew for each map only. It must begin
    anew for each place."""
    return _running(right, x, w, b, stride, padding, 2)


def sum_with_bias_goes_on_through_a_map(right, x, w, b, stride=1, padding=0):
    """Each output contains all those before it in its map, with their biases: your sum begins anew for each map
    only. It must begin anew for each place."""
    return _running_with_bias(right, x, w, b, stride, padding, 2)


def sum_goes_on_through_an_image(right, x, w, b, stride=1, padding=0):
    """Each output contains all those before it, from other maps too: your sum begins anew for each image only. It
    must begin anew for each place."""
    return _running(right, x, w, b, stride, padding, 1)


def sum_with_bias_goes_on_through_an_image(right, x, w, b, stride=1, padding=0):
    """Each output contains all those before it, from other maps too, with their biases: your sum begins anew for
    each image only. It must begin anew for each place."""
    return _running_with_bias(right, x, w, b, stride, padding, 1)


def sum_goes_on_for_ever(right, x, w, b, stride=1, padding=0):
    """Each output contains all those before it, from other images too: your sum never begins anew. It must begin
    anew for each place."""
    return _running(right, x, w, b, stride, padding, 0)


def sum_with_bias_goes_on_for_ever(right, x, w, b, stride=1, padding=0):
    """Each output contains all those before it, from other images too, with their biases: your sum never begins
    anew. It must begin anew for each place."""
    return _running_with_bias(right, x, w, b, stride, padding, 0)


def bias_used_as_the_sum(right, x, w, b, stride=1, padding=0):
    """You add the products up in b itself: it is changed, and each output contains those before it. Begin each
    sum anew, with a number of its own."""
    sums = right(x, w, 0 * b, stride, padding)
    out = np.zeros_like(sums)
    for n, f, i, j in np.ndindex(*sums.shape):
        b[f] += sums[n, f, i, j]
        out[n, f, i, j] = b[f]
    return out


def kernel_flipped_and_bias_forgotten(right, x, w, b, stride=1, padding=0):
    """Your filter is flipped, as in the convolution of mathematics, and the bias is missing. A convolution layer
    lays the filter on the image as it is, and adds b[f] once to every value of map f."""
    return right(x, w[:, :, ::-1, ::-1], 0 * b, stride, padding)


def size_one_short_and_bias_forgotten(right, x, w, b, stride=1, padding=0):
    """Your output lacks its last row and its last column, and the bias is missing. There is one position more
    than there are steps, and each filter adds its own b[f] once to every value of its map."""
    return right(x, w, 0 * b, stride, padding)[:, :, :-1, :-1]


def byte_strides_of_another_order(right, x, w, b, stride=1, padding=0):
    """Where x has gaps in memory or its axes in another order your windows hold other pixels. Its byte strides
    are x.strides, and follow from shape and itemsize for arrays in C order alone."""
    if max(pair(padding)) == 0 and not x.flags.c_contiguous:
        x = np.lib.stride_tricks.as_strided(x, x.shape, np.empty_like(x, order="C").strides)
    return right(x, w, b, stride, padding)


def window_multiplied_in_place(right, x, w, b, stride=1, padding=0):
    """You multiply the window by the filter in place. The window is a view, so this changes the padded image, and
    later windows and filters meet other pixels: window * w[f] makes a new array."""
    return _multiplied_in_place(np.array(padded(x, padding)), x, w, b, stride, False)


def window_of_x_multiplied_in_place(right, x, w, b, stride=1, padding=0):
    """You multiply the window by the filter in place. The window is a view, so this changes the image, without
    padding x itself, and later windows and filters meet other pixels: window * w[f] makes a new array."""
    return _multiplied_in_place(padded(x, padding) if max(pair(padding)) else x, x, w, b, stride, False)


def window_multiplied_in_place_by_every_filter(right, x, w, b, stride=1, padding=0):
    """You multiply the window by one filter after another in place. The window is a view, so this changes the
    padded image, and later filters and windows meet other pixels: window * w[f] makes a new array."""
    return _multiplied_in_place(np.array(padded(x, padding)), x, w, b, stride, True)


def window_of_x_multiplied_in_place_by_every_filter(right, x, w, b, stride=1, padding=0):
    """You multiply the window by one filter after another in place. The window is a view, so this changes the
    image, without padding x itself, and later filters and windows meet other pixels: window * w[f] makes a new
    array."""
    return _multiplied_in_place(padded(x, padding) if max(pair(padding)) else x, x, w, b, stride, True)


def filter_f_sees_channel_f(right, x, w, b, stride=1, padding=0):
    """Filter f sees channel f of the image alone, with the first of its tables. Every filter reaches through all
    channels, and there can be more filters than channels."""
    return right(x, _of_channel_f(w, w[:, 0]), b, stride, padding)


def filter_f_sees_channel_f_with_its_table(right, x, w, b, stride=1, padding=0):
    """Filter f sees channel f of the image alone, with its table f. Every filter reaches through all channels, and
    there can be more filters than channels."""
    _raise_off_the_channels(w)
    return right(x, _of_channel_f(w, w[range(len(w)), range(len(w))]), b, stride, padding)


def filter_f_sees_channel_f_with_all_tables(right, x, w, b, stride=1, padding=0):
    """Filter f sees channel f of the image alone, with all of its tables. Table c of a filter lies on channel c,
    and there can be more filters than channels."""
    return right(x, _of_channel_f(w, w.sum(1)), b, stride, padding)


def as_many_filters_as_channels(right, x, w, b, stride=1, padding=0):
    """You make as many maps as the image has channels: further maps stay 0, and where there are fewer filters
    than channels your index leaves them. There is a map for each filter."""
    channels = w.shape[1]
    if channels > len(w):
        raise IndexError("index 1 is out of bounds for axis 0 with size 1")
    out = right(x, w, b, stride, padding)
    out[:, channels:] = 0
    return out


def as_many_filters_and_maps_as_channels(right, x, w, b, stride=1, padding=0):
    """You make as many maps as the image has channels: others are missing, and where there are fewer filters than
    channels your index leaves them. There is a map for each filter: w is (C_out, C_in, kH, kW)."""
    channels = w.shape[1]
    if channels > len(w):
        raise IndexError("index 1 is out of bounds for axis 0 with size 1")
    return right(x, w, b, stride, padding)[:, :channels]


def first_channel_of_the_image_for_all_tables(right, x, w, b, stride=1, padding=0):
    """You lay all channels of a filter on the first channel of the image. Channel c of the image meets w[f,
    c]."""
    return right(x[:, :1].repeat(x.shape[1], 1), w, b, stride, padding)


def as_many_maps_as_channels(right, x, w, b, stride=1, padding=0):
    """Your output has as many maps as the image has channels: too many, or too few, so that your index leaves it.
    There is a map for each filter."""
    out, channels = right(x, w, b, stride, padding), w.shape[1]
    if channels < len(w):
        raise IndexError("index 1 is out of bounds for axis 1 with size 1")
    return np.pad(out, ((0, 0), (0, channels - len(w)), (0, 0), (0, 0)))


def as_many_channels_as_filters(right, x, w, b, stride=1, padding=0):
    """You add up over as many channels as there are filters: too few, or too many, so that your index leaves the
    image. A filter reaches through all channels."""
    if w.shape[1] < len(w):
        raise IndexError("index 1 is out of bounds for axis 1 with size 1")
    kept = w.copy()
    kept[:, len(w) :] = 0
    return right(x, kept, b, stride, padding)


def weights_of_all_filters_summed(right, x, w, b, stride=1, padding=0):
    """Every map is made with the weights of all filters. Filter f makes map f: use w[f]."""
    return right(x, w.sum(0, keepdims=True).repeat(len(w), 0), b, stride, padding)


def images_summed(right, x, w, b, stride=1, padding=0):
    """Every map is made of all images of the batch. Image n has maps of its own, made of x[n]."""
    return right(x.sum(0, keepdims=True).repeat(len(x), 0), w, b, stride, padding)


def channels_averaged(right, x, w, b, stride=1, padding=0):
    """You take the mean over the channels. A filter adds them up."""
    return right(x, w / w.shape[1], b, stride, padding).astype(x.dtype)


def window_averaged(right, x, w, b, stride=1, padding=0):
    """You take the mean of the products of each channel. A filter adds them up."""
    return right(x, w / w[0, 0].size, b, stride, padding).astype(x.dtype)


def last_kernel_row_only(right, x, w, b, stride=1, padding=0):
    """Only the last row of the filter counts in your sum: each row takes the place of the one before. Add them
    up, with +=."""
    kept = np.zeros_like(w)
    kept[:, :, -1] = w[:, :, -1]
    return right(x, kept, b, stride, padding)


def last_kernel_row_of_the_last_channel_only(right, x, w, b, stride=1, padding=0):
    """Only the last row of the last channel of the filter counts in your sum: each row takes the place of the one
    before. Add them up, with +=."""
    kept = np.zeros_like(w)
    kept[:, -1, -1] = w[:, -1, -1]
    return right(x, kept, b, stride, padding)


def last_kernel_row_and_column_missed(right, x, w, b, stride=1, padding=0):
    """The last row and the last column of the filter do not count in your sum. range(n) ends at n - 1 by
    itself."""
    kept = w.copy()
    kept[:, :, -1] = kept[..., -1] = 0
    return right(x, kept, b, stride, padding)


def first_kernel_row_and_column_missed(right, x, w, b, stride=1, padding=0):
    """The first row and the first column of the filter do not count in your sum. Rows and columns are counted
    from 0."""
    kept = w.copy()
    kept[:, :, 0] = kept[..., 0] = 0
    return right(x, kept, b, stride, padding)


def several_numbers_for_one(right, x, w, b, stride=1, padding=0):
    """You put several numbers, or an array that holds one, where one number of the output belongs. An output is
    one sum, to which filter f adds the number b[f] alone."""
    np.zeros(1)[0] = b
    return right(x, w, b, stride, padding)


def bias_along_the_height(right, x, w, b, stride=1, padding=0):
    """You add b in the shape (C_out, 1) to an array (N, C_out, H', W'), so that NumPy lays it along the height.
    Its numbers belong to the channels: give it the shape (C_out, 1, 1)."""
    return right(x, w, 0 * b, stride, padding) + b[:, None]


def bias_along_the_images(right, x, w, b, stride=1, padding=0):
    """You add b in the shape (C_out, 1, 1, 1) to an array (N, C_out, H', W'), so that NumPy lays it along the
    images. Its numbers belong to the channels: give it the shape (C_out, 1, 1)."""
    return right(x, w, 0 * b, stride, padding) + b[:, None, None, None]


def bias_multiplied(right, x, w, b, stride=1, padding=0):
    """You multiply by the bias. Each filter adds its own b[f] to every value of its map."""
    return right(x, w, 0 * b, stride, padding) * b[:, None, None]


def bias_twice(right, x, w, b, stride=1, padding=0):
    """You add the bias twice. Each filter adds its own b[f] once to every value of its map."""
    return right(x, w, 2 * b, stride, padding)


def bias_for_every_row(right, x, w, b, stride=1, padding=0):
    """You add the bias once for every row of the filter. Each filter adds it once, after the sum."""
    return right(x, w, b * w.shape[2], stride, padding)


def bias_of_the_image(right, x, w, b, stride=1, padding=0):
    """You add b[n] to the maps of image n, and where there are more images than filters your index leaves b.
    Filter f adds b[f]."""
    if len(x) > len(b):
        raise IndexError("index 1 is out of bounds for axis 0 with size 1")
    return right(x, w, 0 * b, stride, padding) + b[: len(x), None, None, None]


def bias_of_each_channel(right, x, w, b, stride=1, padding=0):
    """You add b[c] with channel c of the image, and where there are more channels than filters your index leaves
    b. Filter f adds b[f] once."""
    if w.shape[1] > len(b):
        raise IndexError("index 1 is out of bounds for axis 0 with size 1")
    return right(x, w, b[: w.shape[1]].sum(keepdims=True).repeat(len(b)), stride, padding)


def last_bias_for_all(right, x, w, b, stride=1, padding=0):
    """You add the last bias to every map. Filter f adds its own b[f]."""
    return right(x, w, b[-1:].repeat(len(b)), stride, padding)


def last_filter_for_all(right, x, w, b, stride=1, padding=0):
    """Every map is made by the last filter. Filter f makes map f: use w[f] and b[f], in an array of its own."""
    return right(x, w[-1:].repeat(len(w), 0), b[-1:].repeat(len(b)), stride, padding)


def last_image_for_all(right, x, w, b, stride=1, padding=0):
    """All your maps are those of the last image. Image n has maps of its own, made of x[n], in an array of its
    own."""
    return right(x[-1:].repeat(len(x), 0), w, b, stride, padding)


def filters_added_up(right, x, w, b, stride=1, padding=0):
    """Each map contains those of the filters before it. Filter f makes map f alone: begin each sum anew."""
    return right(x, w.cumsum(0), b.cumsum(), stride, padding).astype(x.dtype)


def first_map_only(right, x, w, b, stride=1, padding=0):
    """Only the first map of the first image is computed, all others stay zero. The return belongs after the
    loops."""
    return _first_places(right(x, w, b, stride, padding), 0, 0)


def first_row_only(right, x, w, b, stride=1, padding=0):
    """Only the first row of the first map is computed, all others stay zero. The return belongs after the
    loops."""
    return _first_places(right(x, w, b, stride, padding), 0, 0, 0)


def first_output_only(right, x, w, b, stride=1, padding=0):
    """Only the very first output is computed, all others stay zero. The return belongs after the loops."""
    return _first_places(right(x, w, b, stride, padding), 0, 0, 0, 0)


def image_axis_lost(right, x, w, b, stride=1, padding=0):
    """You return the maps of the first image alone, with three axes. The result has four: (N, C_out, H', W')."""
    return right(x[:1], w, b, stride, padding)[0]


def last_image_returned(right, x, w, b, stride=1, padding=0):
    """You return the maps of the last image alone, with three axes. The result has four: (N, C_out, H', W')."""
    return right(x[-1:], w, b, stride, padding)[0]


def squeezed(right, x, w, b, stride=1, padding=0):
    """You drop the axes of length 1. A batch of one image and a result of one map keep their axes."""
    return right(x, w, b, stride, padding).squeeze()


def lists_returned(right, x, w, b, stride=1, padding=0):
    """You return a list of lists. The result is one NumPy array: np.array makes one of a list."""
    return right(x, w, b, stride, padding).tolist()


def list_of_images_returned(right, x, w, b, stride=1, padding=0):
    """You return a list of arrays. The result is one NumPy array: np.array makes one of a list."""
    return list(right(x, w, b, stride, padding))


def reshaped_from_channels_last(right, x, w, b, stride=1, padding=0):
    """You reshape an array that has the channels last, and its numbers land in other places. reshape keeps the
    order of the numbers: transpose moves an axis."""
    out = right(x, w, b, stride, padding)
    return out.transpose(0, 2, 3, 1).reshape(out.shape)


def reshaped_from_places_first(right, x, w, b, stride=1, padding=0):
    """You reshape an array that has the places before images and filters, and its numbers land in other places.
    reshape keeps the order of the numbers: transpose moves an axis."""
    out = right(x, w, b, stride, padding)
    return out.transpose(2, 3, 0, 1).reshape(out.shape)


def filters_reshaped(right, x, w, b, stride=1, padding=0):
    """You reshape the filters to have one in each column, and their weights get mixed. reshape keeps the order of
    the numbers: one filter in each row, and .T after it."""
    return right(x, w.reshape(-1, len(w)).T.reshape(w.shape), b, stride, padding)


def reshaped_from_filters_first(right, x, w, b, stride=1, padding=0):
    """You reshape an array that has the filters before the images, and its numbers land in other places. reshape
    keeps the order of the numbers: transpose moves an axis."""
    out = right(x, w, b, stride, padding)
    return out.swapaxes(0, 1).reshape(out.shape)


def images_and_filters_mixed_up(right, x, w, b, stride=1, padding=0):
    """You take the number of images for the number of filters, or the other way round, so that your index leaves
    an array wherever there are not as many of both. The result is (N, C_out, H', W')."""
    if len(x) != len(w):
        raise IndexError("index 1 is out of bounds for axis 0 with size 1")
    return right(x, w, b, stride, padding)


def dtype_of_the_filters(right, x, w, b, stride=1, padding=0):
    """Your result has the dtype of the filters or biases. It has that of x, which may be another."""
    return right(x, w, b, stride, padding).astype(w.dtype)


def whole_numbers_returned(right, x, w, b, stride=1, padding=0):
    """Your result holds whole numbers: what comes after the point is cut off. It has the dtype of x, which is
    floating."""
    return right(x, w, b, stride, padding).astype(np.int64)


def size_not_whole(right, x, w, b, stride=1, padding=0):
    """Your function raises an error whatever comes in, since a size or an index of yours is no whole number.
    Division with / gives a float, even where it comes out even."""
    raise TypeError("'float' object cannot be interpreted as an integer")


def shapes_that_never_fit(right, x, w, b, stride=1, padding=0):
    """Your function raises an error whatever comes in, since the shapes of its arrays do not fit. x and the
    padded images have four axes, a window of one image has three, and so has one filter w[f]."""
    raise ValueError("operands could not be broadcast together with shapes (3,3) (2,2)")


def fewer_axes_unpacked(right, x, w, b, stride=1, padding=0):
    """Your function raises an error whatever comes in, since it unpacks into too few names. x and w have four
    axes each."""
    raise ValueError("too many values to unpack (expected 2)")


def _running(right, x, w, b, stride, padding, axis):
    """Sums that go on through the axes from this one on, and biases that are added afterwards."""
    out = right(x, w, 0 * b, stride, padding)
    return out.reshape(*out.shape[:axis], -1).cumsum(-1).reshape(out.shape) + b[:, None, None]


def _running_with_bias(right, x, w, b, stride, padding, axis):
    """Outputs that go on through the axes from this one on."""
    out = right(x, w, b, stride, padding)
    return out.reshape(*out.shape[:axis], -1).cumsum(-1).reshape(out.shape)


def _multiplied_in_place(image, x, w, b, stride, filters_last):
    """Windows of an image multiplied in place, filter by filter or at each place by all filters."""
    down, across = pair(stride)
    out = np.zeros((len(image), len(w), *output_sizes(image, w, stride)), x.dtype)
    filters, places = range(len(w)), list(np.ndindex(*out.shape[2:]))
    order = (
        [(f, p) for p in places for f in filters]
        if filters_last
        else [(f, p) for f in filters for p in places]
    )
    for f, (i, j) in order:
        top, left = i * down, j * across
        window = image[:, :, top : top + w.shape[2], left : left + w.shape[3]]
        window *= w[f]
        out[:, f, i, j] = window.sum((1, 2, 3)) + b[f]
    return out


def _of_channel_f(w, tables):
    """Filters (C_out, C_in, kH, kW) that have one table each, on channel f."""
    _raise_off_the_channels(w)
    kept = np.zeros_like(w)
    kept[range(len(w)), range(len(w))] = tables
    return kept


def _raise_off_the_channels(w):
    if len(w) > w.shape[1]:
        raise IndexError(f"index {w.shape[1]} is out of bounds for axis 1 with size {w.shape[1]}")


def _first_places(out, *place):
    kept = np.zeros_like(out)
    kept[place] = out[place]
    return kept


SUM_MISTAKES = (
    matrix_product_of_window, dot_of_all_channels, matrix_product_for_a_number, largest_product,
    sum_goes_on_along_a_row, sum_with_bias_goes_on_along_a_row, sum_goes_on_through_a_map,
    sum_with_bias_goes_on_through_a_map, sum_goes_on_through_an_image,
    sum_with_bias_goes_on_through_an_image, sum_goes_on_for_ever, sum_with_bias_goes_on_for_ever,
    bias_used_as_the_sum, kernel_flipped_and_bias_forgotten, size_one_short_and_bias_forgotten,
    byte_strides_of_another_order, window_multiplied_in_place, window_of_x_multiplied_in_place,
    window_multiplied_in_place_by_every_filter, window_of_x_multiplied_in_place_by_every_filter,
    filter_f_sees_channel_f, filter_f_sees_channel_f_with_its_table,
    filter_f_sees_channel_f_with_all_tables, as_many_filters_as_channels,
    as_many_filters_and_maps_as_channels, first_channel_of_the_image_for_all_tables,
    as_many_maps_as_channels, as_many_channels_as_filters,
    weights_of_all_filters_summed, images_summed, channels_averaged, window_averaged,
    last_kernel_row_only, last_kernel_row_of_the_last_channel_only, last_kernel_row_and_column_missed,
    first_kernel_row_and_column_missed, several_numbers_for_one, bias_along_the_height,
    bias_along_the_images, bias_multiplied, bias_twice, bias_for_every_row, bias_of_the_image,
    bias_of_each_channel, last_bias_for_all, last_filter_for_all, last_image_for_all, filters_added_up,
    first_map_only, first_row_only, first_output_only, image_axis_lost, last_image_returned, squeezed,
    lists_returned, list_of_images_returned, reshaped_from_channels_last, reshaped_from_places_first,
    filters_reshaped, reshaped_from_filters_first, images_and_filters_mixed_up, dtype_of_the_filters,
    whole_numbers_returned, size_not_whole, shapes_that_never_fit, fewer_axes_unpacked,
)  # fmt: skip
