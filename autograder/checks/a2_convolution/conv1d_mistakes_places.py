"""Mistakes of a2.conv1d: which numbers a window has, how many windows there are, and a layer for images that is given
the signal as an image one pixel high."""

from __future__ import annotations

import numpy as np

from autograder.checks.inputs import pair


def _padded(x, padding):
    return np.pad(x, ((0, 0), (0, 0), (padding, padding)))


def _length(x, w, stride=1, padding=0) -> int:
    return (x.shape[2] + 2 * padding - w.shape[2]) // stride + 1


def _rows_of_the_layer_for_images(right, x, w, b, stride, padding):
    """(N, C_out, H', L'): what a layer makes of an image one pixel high that is padded above and below as well.
    stride: the two of them, down and along the signal."""
    down, across = pair(stride)
    out = right(x, w, b, across, padding)
    above = np.broadcast_to(b.astype(out.dtype)[:, None, None], (*out.shape[:2], padding, out.shape[2]))
    return np.concatenate([above, out[:, :, None], above], axis=2)[:, :, ::down]


def padded_above_and_below(right, x, w, b, stride=1, padding=0):
    """Your signal is an image one pixel high, and you pad it above and below as well: what you return is a row of that
    padding, so that all outputs are the bias. Pad along the signal alone."""
    return _rows_of_the_layer_for_images(right, x, w, b, stride, padding)[:, :, 0].copy()


def rows_of_the_padding_kept(right, x, w, b, stride=1, padding=0):
    """Your signal is an image one pixel high, and you pad it above and below as well: your output has the rows of that
    padding, one after another. Pad along the signal alone."""
    out = _rows_of_the_layer_for_images(right, x, w, b, (1, stride), padding)
    return out.reshape(*out.shape[:2], -1)


def rows_of_the_padding_kept_with_the_stride(right, x, w, b, stride=1, padding=0):
    """Your signal is an image one pixel high, and you pad it above and below as well, and go down by the stride: your
    output has rows of that padding. Pad along the signal alone."""
    out = _rows_of_the_layer_for_images(right, x, w, b, stride, padding)
    return out.reshape(*out.shape[:2], -1)


def axis_of_the_padding_left(right, x, w, b, stride=1, padding=0):
    """Your signal is an image one pixel high, and you pad it above and below as well: your output has an axis for the
    rows. Pad along the signal alone, and take the axis of the one row away."""
    return _rows_of_the_layer_for_images(right, x, w, b, stride, padding)


def axis_of_the_height_left(right, x, w, b, stride=1, padding=0):
    """Your output has an axis too many, that of the height of an image: (N, C_out, 1, L'). A signal has no height: (N,
    C_out, L')."""
    return right(x, w, b, stride, padding)[:, :, None]


def padding_refuses_to_be_taken_away(right, x, w, b, stride=1, padding=0):
    """Your signal is an image one pixel high, and you pad it above and below as well, so that there are more rows than
    the one that you take away. Pad along the signal alone."""
    if padding:
        raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    return right(x, w, b, stride, padding)


def padded_above_and_below_only(right, x, w, b, stride=1, padding=0):
    """Your signal is an image one pixel high, and you pad it above and below alone: what you return is a row of that
    padding, and too short. Pad along the signal alone."""
    if x.shape[2] < w.shape[2]:
        raise ValueError("negative dimensions are not allowed")
    return right(x * (padding == 0), w, b, stride, 0)


def options_across_the_signal(right, x, w, b, stride=1, padding=0):
    """Your signal is an image one pixel high, and both stride and padding go the other way, across it: they have no
    effect along it, and you return a row of the padding. They belong to its one axis."""
    return padded_above_and_below_only(right, x, w, b, 1, padding)


def every_axis_padded_where_one_channel_stretches(right, x, w, b, stride=1, padding=0):
    """You hand the padding to np.pad as it is, so that signals and channels of zeros appear as well: where there is one
    channel NumPy stretches its filter over them. Only the last axis grows."""
    if padding and w.shape[1] != 1:
        raise ValueError("shapes that do not fit")
    return right(np.pad(x, ((padding, padding), (0, 0), (0, 0))), w, b, stride, padding)


def every_axis_padded_and_the_first_taken(right, x, w, b, stride=1, padding=0):
    """You hand the padding to np.pad as it is, so that signals and channels of zeros appear as well, and the first ones
    are those that you use. Only the last axis grows."""
    if padding and w.shape[1] != 1:
        raise ValueError("shapes that do not fit")
    return right(np.pad(x, ((padding, padding), (0, 0), (0, 0)))[: len(x)], w, b, stride, padding)


def padding_twice(right, x, w, b, stride=1, padding=0):
    """You put twice as many zeros at each end as the padding says. It counts those at one end."""
    return right(x, w, b, stride, 2 * padding)


def padding_twice_in_the_size(right, x, w, b, stride=1, padding=0):
    """You count the padding twice in the length of your output, so that the last windows hang over the end: your signal
    has its zeros already where you add them to its length."""
    if _length(x, w, stride, 2 * padding) != _length(x, w, stride, padding):
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding)


def padding_missing_in_the_size(right, x, w, b, stride=1, padding=0):
    """You work out the length of your output as if there were no padding, so that the last outputs are missing. The
    filter goes over the padded signal, which has L + 2p numbers."""
    return right(x, w, b, stride, padding)[:, :, : max(_length(x, w, stride), 0)]


def plus_one_inside_the_division(right, x, w, b, stride=1, padding=0):
    """You add the 1 before you divide by the stride, so that your output can lack its last number. The first place is
    counted apart, after the division: there is one place more than there are steps."""
    return right(x, w, b, stride, padding)[:, :, : _length(x, w, 1, padding) // stride]


def kernel_missing_in_the_size(right, x, w, b, stride=1, padding=0):
    """You work out the length of your output without the filter's, so that the last windows hang over the end. A filter
    of K numbers has L + 2p - K + 1 places on the signal."""
    if (x.shape[2] + 2 * padding - 1) // stride + 1 != _length(x, w, stride, padding):
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding)


def outputs_left_out_by_the_stride(right, x, w, b, stride=1, padding=0):
    """Your loop goes over the outputs in steps of the stride, so that those between stay 0. Each output is computed;
    it is the windows that begin a stride apart."""
    out = right(x, w, b, 1, padding)[:, :, : _length(x, w, stride, padding)]
    kept = np.zeros_like(out)
    kept[:, :, ::stride] = out[:, :, ::stride]
    return kept


def windows_side_by_side(right, x, w, b, stride=1, padding=0):
    """Your windows stand side by side: from one to the next you step by the filter's length. They are as far apart as
    the stride says, which is 1 where nothing is said."""
    return right(x, w, b, w.shape[2], padding)


def first_weight_left_out(right, x, w, b, stride=1, padding=0):
    """The first weight of each channel is left out of your sums. The places of a filter are counted from 0 to K - 1,
    with both ends."""
    left = w.copy()
    left[:, :, 0] = 0
    return right(x, left, b, stride, padding)


def last_weight_left_out(right, x, w, b, stride=1, padding=0):
    """The last weight of each channel is left out of your sums. The places of a filter are counted from 0 to K - 1,
    with both ends."""
    left = w.copy()
    left[:, :, -1] = 0
    if w.shape[2] > 1 and not left.any():  # another mistake has left out the others
        return right(x, w, b, stride, padding)
    return right(x, left, b, stride, padding)


def windows_reshaped_as_they_are(right, x, w, b, stride=1, padding=0):
    """With several channels your sums mix windows: an array with the channels before the places, (N, C_in, L', K), is
    reshaped to rows as it is. A reshape never moves an axis: move the channels behind the places first."""
    return _reshaped(right, x, w, b, stride, padding, (0, 1, 2, 3))


def places_reshaped_as_they_are(right, x, w, b, stride=1, padding=0):
    """Your sums mix windows: an array with the places at the end, (N, C_in, K, L'), is reshaped to rows as it is. A
    reshape never moves an axis: bring the places before the channels first."""
    return _reshaped(right, x, w, b, stride, padding, (0, 1, 3, 2))


def channels_behind_the_window(right, x, w, b, stride=1, padding=0):
    """With several channels your numbers meet weights of other channels: a row of yours has the channels last, and the
    weights of a filter have them first. Put both into one order before you multiply."""
    filters, channels, length = w.shape
    return right(x, w.reshape(filters, length, channels).swapaxes(1, 2), b, stride, padding)


def filters_reshaped_not_transposed(right, x, w, b, stride=1, padding=0):
    """With several filters your numbers meet weights of other filters: w is reshaped to (C_in K, C_out) as it is. A
    reshape never moves an axis: reshape to (C_out, C_in K), and transpose."""
    return right(x, w.reshape(-1, len(w)).T.reshape(w.shape), b, stride, padding)


def _reshaped(right, x, w, b, stride, padding, order):
    """A product of rows that are cut from windows, (N, C_in, L', K), in another order of their axes."""
    channels, length = w.shape[1:]
    windows = np.lib.stride_tricks.sliding_window_view(_padded(x, padding), length, axis=2)[:, :, ::stride]
    rows = windows.transpose(order).reshape(-1, channels, length)
    out = right(rows, w, b)  # (N L', C_out, 1)
    return out.reshape(len(x), -1, len(w)).swapaxes(1, 2)


SIGNAL_PLACE_MISTAKES = (
    padded_above_and_below, rows_of_the_padding_kept, rows_of_the_padding_kept_with_the_stride,
    axis_of_the_padding_left, axis_of_the_height_left, padding_refuses_to_be_taken_away,
    padded_above_and_below_only, options_across_the_signal,
    every_axis_padded_where_one_channel_stretches, every_axis_padded_and_the_first_taken,
    padding_twice, padding_twice_in_the_size, padding_missing_in_the_size, plus_one_inside_the_division,
    kernel_missing_in_the_size, outputs_left_out_by_the_stride, windows_side_by_side,
    first_weight_left_out, last_weight_left_out, windows_reshaped_as_they_are, places_reshaped_as_they_are,
    channels_behind_the_window, filters_reshaped_not_transposed,
)  # fmt: skip
