"""Mistakes of a2.conv1d: a stride that pulls windows apart, zeros in other places, indices beside the signal, memory
taken for C order, and channels taken for others."""

from __future__ import annotations

import numpy as np


def _padded(x, padding):
    return np.pad(x, ((0, 0), (0, 0), (padding, padding)))


def _length(x, w, stride, padding) -> int:
    return (x.shape[2] + 2 * padding - w.shape[2]) // stride + 1


def _end(size: int) -> IndexError:
    return IndexError(f"index {size} is out of bounds for axis 2 with size {size}")


def _unfit() -> ValueError:
    return ValueError("shapes that do not fit")


def _stepped(x, w, b, stride, padding, apart, beside):
    """Windows of numbers a stride apart that begin `apart` from one another, as many as there are outputs. beside:
    raised where one of them reaches beyond the signal."""
    signal, size = _padded(x, padding), w.shape[2]
    out = np.zeros((len(x), len(w), _length(x, w, stride, padding)), x.dtype)
    for i in range(out.shape[2]):
        window = signal[:, :, i * apart : i * apart + size * stride : stride]
        if window.shape[2] < size and (window.shape[2] != 1 or isinstance(beside, IndexError)):
            raise beside
        out[:, :, i] = (window[:, None] * w).sum(axis=(2, 3)) + b
    return out


def stride_in_the_window(right, x, w, b, stride=1, padding=0):
    """Your stride counts twice: windows begin a stride apart, and the numbers of a window are a stride apart as well,
    as with a dilation. A window has neighbouring numbers."""
    return _stepped(x, w, b, stride, padding, stride, _unfit())


def stride_in_the_window_by_index(right, x, w, b, stride=1, padding=0):
    """Your stride counts twice, and your index leaves the signal: windows begin a stride apart, and the numbers of a
    window are a stride apart as well, as with a dilation. A window has neighbouring numbers."""
    return _stepped(x, w, b, stride, padding, stride, _end(x.shape[2] + 2 * padding))


def stride_as_dilation(right, x, w, b, stride=1, padding=0):
    """Your stride pulls the numbers of a window apart, as a dilation would, and windows begin one step apart. It is the
    other way round: a window has neighbouring numbers, and the next one begins a stride further."""
    return _stepped(x, w, b, stride, padding, 1, _unfit())


def stride_as_dilation_by_index(right, x, w, b, stride=1, padding=0):
    """Your stride pulls the numbers of a window apart, as a dilation would, and windows begin one step apart, so that
    your index leaves the signal. It is the other way round: a window has neighbouring numbers, and the next one begins
    a stride further."""
    return _stepped(x, w, b, stride, padding, 1, _end(x.shape[2] + 2 * padding))


def stride_as_dilation_in_size_too(right, x, w, b, stride=1, padding=0):
    """Your stride pulls the numbers of a window apart, in your output's length as well, as a dilation would. It says
    how far apart windows begin; each has neighbouring numbers."""
    spread = np.zeros((*w.shape[:2], (w.shape[2] - 1) * stride + 1), w.dtype)
    spread[:, :, ::stride] = w
    return right(x, spread, b, 1, padding)


def thinned_before_the_filter(right, x, w, b, stride=1, padding=0):
    """You keep every stride-th number of the padded signal and lay the filter on these. The filter is laid on
    neighbouring numbers: the stride says how far apart the windows begin."""
    return right(_padded(x, padding)[:, :, ::stride], w, b)


def thinned_before_the_padding(right, x, w, b, stride=1, padding=0):
    """You keep every stride-th number of the signal, pad these and lay the filter on them. The filter is laid on
    neighbouring numbers: the stride says how far apart the windows begin."""
    return right(x[:, :, ::stride], w, b, 1, padding)


def all_zeros_in_front(right, x, w, b, stride=1, padding=0):
    """All zeros stand before the signal in your program, twice as many as the padding says. Half of them belong behind
    it: as many as the padding says at each end."""
    return right(np.pad(x, ((0, 0), (0, 0), (2 * padding, 0))), w, b, stride)


def index_beside_the_signal(right, x, w, b, stride=1, padding=0):
    """With a padding your index leaves the signal. What lies beside it counts as 0: put the zeros around it first, or
    leave those products out."""
    if padding:
        raise _end(x.shape[2])
    return right(x, w, b, stride)


def _from_the_end(x, padding):
    """The signal with its last numbers before it, as negative indices see it."""
    if padding > x.shape[2]:
        raise _end(x.shape[2])
    return np.concatenate([x[:, :, x.shape[2] - padding :], x], axis=2)


def zeros_in_front_taken_from_the_end(right, x, w, b, stride=1, padding=0):
    """What lies before the signal you take from its end, since an index below 0 counts from there. It counts as 0."""
    return right(np.pad(_from_the_end(x, padding), ((0, 0), (0, 0), (0, padding))), w, b, stride)


def signal_goes_round(right, x, w, b, stride=1, padding=0):
    """What lies beside the signal you take from its other end, as if it went round. It counts as 0."""
    return right(np.pad(x, ((0, 0), (0, 0), (padding, padding)), mode="wrap"), w, b, stride)


def signal_mirrored(right, x, w, b, stride=1, padding=0):
    """What lies beside the signal mirrors it in your program. It counts as 0."""
    return right(np.pad(x, ((0, 0), (0, 0), (padding, padding)), mode="symmetric"), w, b, stride)


def signal_mirrored_at_its_ends(right, x, w, b, stride=1, padding=0):
    """What lies beside the signal mirrors it in your program, without its first and its last number. It counts
    as 0."""
    return right(np.pad(x, ((0, 0), (0, 0), (padding, padding)), mode="reflect"), w, b, stride)


def padding_of_ones(right, x, w, b, stride=1, padding=0):
    """Your padding is made of ones. It is made of zeros."""
    border = ((0, 0), (0, 0), (padding, padding))
    return right(np.pad(x, border, constant_values=1), w, b, stride)


def first_number_left_out(right, x, w, b, stride=1, padding=0):
    """The first number of each signal counts in no sum. Its index is 0, which is inside."""
    left = x.copy()
    left[:, :, 0] = 0
    return right(left, w, b, stride, padding)


def last_number_left_out(right, x, w, b, stride=1, padding=0):
    """The last number of each signal counts in no sum. Its index is L - 1, which is inside."""
    left = x.copy()
    left[:, :, -1] = 0
    return right(left, w, b, stride, padding)


def filter_counted_backwards(right, x, w, b, stride=1, padding=0):
    """You count the filter from its end, beginning at -0, which is the first weight. It is laid on as it is: w[f, c, u]
    meets the u-th number of the window."""
    return right(x, np.roll(w[:, :, ::-1], 1, axis=2), b, stride, padding)


def _in_c_order(x):
    """What lies in memory from the first number of x on, read as if x lay in C order without gaps."""
    steps = np.cumprod((x.itemsize, *x.shape[:0:-1]))[::-1]
    return np.lib.stride_tricks.as_strided(x, x.shape, steps).copy()


def memory_in_c_order(right, x, w, b, stride=1, padding=0):
    """You work the byte strides of the windows out of the shape, as if the array lay in C order without gaps. It can
    lie otherwise: its strides say how."""
    return right(x if padding else _in_c_order(x), w, b, stride, padding)


def memory_of_the_padded_in_c_order(right, x, w, b, stride=1, padding=0):
    """You work the byte strides of the windows out of the shape, as if the padded array lay in C order. np.pad keeps
    the order of its input: the strides of the array say how it lies."""
    return right(_in_c_order(_padded(x, padding)), w, b, stride)


def filter_f_sees_channel_f(right, x, w, b, stride=1, padding=0):
    """You lay filter f on channel f alone. It reaches through all channels, and their sums are added."""
    filters, channels = w.shape[:2]
    if filters > channels:
        raise _end(channels)
    alone = np.eye(filters, channels, dtype=w.dtype)[:, :, None]
    return right(x, w * alone, b, stride, padding)


def whole_filter_on_channel_f(right, x, w, b, stride=1, padding=0):
    """You lay all channels of filter f on channel f of the signal. Channel c of the signal meets w[f, c], and all are
    added."""
    filters, channels = w.shape[:2]
    if filters > channels:
        raise _end(channels)
    together = np.eye(filters, channels, dtype=w.dtype)[:, :, None] * w.sum(axis=1, keepdims=True)
    return right(x, together, b, stride, padding)


def first_channel_under_all(right, x, w, b, stride=1, padding=0):
    """You lay every channel of a filter on the first channel of the signal. Channel c of the signal meets w[f, c]."""
    return right(x[:, :1].repeat(x.shape[1], axis=1), w, b, stride, padding)


def channels_counted_by_filters(right, x, w, b, stride=1, padding=0):
    """You go through as many channels as there are filters. w is (C_out, C_in, K): a filter has w.shape[1]
    channels."""
    filters, channels = w.shape[:2]
    left = w.copy()
    left[:, filters:] = 0
    out = right(x, left, b, stride, padding)
    if filters > channels:  # after the channels that there are
        raise _end(channels)
    return out


def filters_counted_by_channels(right, x, w, b, stride=1, padding=0):
    """Your output has as many maps as the signal has channels. Each filter makes one: w is (C_out, C_in, K), with
    w.shape[0] filters."""
    filters, channels = w.shape[:2]
    if channels > filters:
        raise _end(filters)
    return right(x, w[:channels], b[:channels], stride, padding)


def channels_averaged(right, x, w, b, stride=1, padding=0):
    """You take the mean over the channels. Their sums are added, without a division."""
    return right(x, w / w.dtype.type(w.shape[1]), b, stride, padding)


def pair_returned(right, x, w, b, stride=1, padding=0):
    """You return a pair, as if a backward pass needed a cache. Here the output alone is asked for."""
    return right(x, w, b, stride, padding), (x, w, b, stride, padding)


SIGNAL_STEP_MISTAKES = (
    stride_in_the_window, stride_in_the_window_by_index, stride_as_dilation, stride_as_dilation_by_index,
    stride_as_dilation_in_size_too, thinned_before_the_filter, thinned_before_the_padding,
    all_zeros_in_front, index_beside_the_signal,
    zeros_in_front_taken_from_the_end, signal_goes_round, signal_mirrored, signal_mirrored_at_its_ends,
    padding_of_ones, first_number_left_out, last_number_left_out, filter_counted_backwards,
    memory_in_c_order, memory_of_the_padded_in_c_order, filter_f_sees_channel_f, whole_filter_on_channel_f,
    first_channel_under_all, channels_counted_by_filters, filters_counted_by_channels, channels_averaged,
    pair_returned,
)  # fmt: skip
