"""Mistakes of a2.conv1d: the filter, the stride, the padding and the length along the one axis."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.conv1d_mistakes_places import SIGNAL_PLACE_MISTAKES
from autograder.checks.a2_convolution.conv1d_mistakes_steps import SIGNAL_STEP_MISTAKES
from autograder.checks.a2_convolution.conv1d_mistakes_sums import SIGNAL_SUM_MISTAKES
from autograder.checks.a2_convolution.layer_mistakes import LAYER_MISTAKES
from autograder.checks.a2_convolution.output_mistakes import OF_ANY_LAYER
from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    one_buffer,
    raise_at_minus_zero,
)


def _with_zeros(x, before, after):
    return np.pad(x, ((0, 0), (0, 0), (before, after)))


def _left_over(x, w, stride, padding):
    """Numbers at the end that no place of the filter reaches."""
    return (x.shape[2] + 2 * padding - w.shape[2]) % stride


def kernel_flipped(right, x, w, b, stride=1, padding=0):
    """Your filter is turned round, as np.convolve does it. Here it is laid on as it is: w[f, c, u] meets the u-th
    number of the window."""
    return right(x, w[:, :, ::-1], b, stride, padding)


def bias_along_the_signal(right, x, w, b, stride=1, padding=0):
    """You add b as it is to maps of shape (..., L'), so that NumPy lays it along the signal. Its numbers belong to the
    filters: give it the shape (C_out, 1) first, or add b[f] to map f."""
    return right(x, w, 0 * b, stride, padding) + b


def last_weight_only(right, x, w, b, stride=1, padding=0):
    """Only the last weight of each filter counts: each product takes the place of the one before. Add them up,
    with +=."""
    in_a_row = w.reshape(len(w), -1)
    last = np.zeros_like(in_a_row)
    counted = np.flatnonzero(in_a_row.any(axis=0))[-1:]  # another mistake may leave some out
    last[:, counted] = in_a_row[:, counted]
    return right(x, last.reshape(w.shape), b, stride, padding)


def first_kernel_for_all_channels(right, x, w, b, stride=1, padding=0):
    """You lay the first channel of a filter on every channel of the signal. Channel c of the signal meets w[f, c]."""
    return right(x, w[:, :1].repeat(w.shape[1], 1), b, stride, padding)


def stride_ignored(right, x, w, b, stride=1, padding=0):
    """Your filter moves one step at a time whatever the stride. It should move by the stride."""
    return right(x, w, b, 1, padding)


def stride_in_size_only(right, x, w, b, stride=1, padding=0):
    """Your output has the length that the stride asks for, but neighbouring windows are one step apart. Window i begins
    at i * stride."""
    length = (x.shape[2] + 2 * padding - w.shape[2]) // stride + 1
    return right(x, w, b, 1, padding)[:, :, :length]


def stride_missing_in_the_size(right, x, w, b, stride=1, padding=0):
    """Your output is as long as without a stride, and stays 0 at its end. With a stride s its length is (L + 2p - K) //
    s + 1."""
    out = right(x, w, b, stride, padding)
    if stride == 1:
        return out
    long = np.zeros((*out.shape[:2], x.shape[2] + 2 * padding - w.shape[2] + 1), out.dtype)
    long[:, :, : out.shape[2]] = out
    return long


def padding_ignored(right, x, w, b, stride=1, padding=0):
    """The padding has no effect in your function. Put zeros at both ends first."""
    if x.shape[2] < w.shape[2]:
        raise ValueError("negative dimensions are not allowed")
    return right(x, w, b, stride, 0)


def padding_at_the_beginning_only(right, x, w, b, stride=1, padding=0):
    """Your padding counts at one end only: the zeros stand at the beginning alone, or the length of your output has no
    room for those at the end. They go at both ends."""
    return right(_with_zeros(x, padding, 0), w, b, stride, 0)


def padding_at_the_end_only(right, x, w, b, stride=1, padding=0):
    """You pad at the end only. The zeros go at both ends."""
    return right(_with_zeros(x, 0, padding), w, b, stride, 0)


def signal_at_the_beginning(right, x, w, b, stride=1, padding=0):
    """Your padded signal has the right length, but the signal stands at its beginning. It belongs in the middle, after
    the first zeros."""
    return right(_with_zeros(x, 0, 2 * padding), w, b, stride, 0)


def every_axis_padded(right, x, w, b, stride=1, padding=0):
    """With a padding your shapes do not fit together. np.pad with a single number pads every axis, where only the last
    one grows; and a window that begins before the signal is empty where its index is negative: zeros stand there."""
    if padding:
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding)


def padding_repeats_the_edge(right, x, w, b, stride=1, padding=0):
    """You pad with copies of the first and the last number. The padding is made of zeros."""
    return right(np.pad(x, ((0, 0), (0, 0), (padding, padding)), mode="edge"), w, b, stride, 0)


def slice_up_to_minus_zero(right, x, w, b, stride=1, padding=0):
    """Without padding your slice [p:-p] is [0:0], which is empty. Let the slice end at p + L instead of -p."""
    raise_at_minus_zero(padding)
    return right(x, w, b, stride, padding)


def as_long_as_the_signal(right, x, w, b, stride=1, padding=0):
    """You add zeros until the output is as long as the signal, whatever the padding. There are as many zeros at each
    end as the padding says, none where it is 0."""
    more = w.shape[2] - 1
    return right(_with_zeros(x, more // 2, more - more // 2), w, b, stride, padding)


def every_overlap(right, x, w, b, stride=1, padding=0):
    """Your filter is laid on wherever it touches the signal. It belongs only where all of it fits on the padded
    signal: (L + 2p - K) // s + 1 places."""
    more = w.shape[2] - 1
    return right(_with_zeros(x, more, more), w, b, stride, padding)


def size_one_short(right, x, w, b, stride=1, padding=0):
    """Your output lacks its last number: there is one position more than there are steps."""
    return right(x, w, b, stride, padding)[:, :, :-1]


def last_window_missed(right, x, w, b, stride=1, padding=0):
    """The last number of your output stays 0 where a window ends exactly at the end of the signal. That window still
    fits: range stops before its end."""
    out = right(x, w, b, stride, padding)
    if _left_over(x, w, stride, padding) == 0:
        out[:, :, -1] = 0
    return out


def last_window_missed_before_the_bias(right, x, w, b, stride=1, padding=0):
    """The last number of your output is the bias alone where a window ends exactly at the end of the signal. That
    window still fits: range stops before its end."""
    out = right(x, w, b, stride, padding)
    if _left_over(x, w, stride, padding) == 0:
        out[:, :, -1] = b
    return out


def last_window_left_out(right, x, w, b, stride=1, padding=0):
    """Your output lacks its last number where a window ends exactly at the end of the signal. That window still fits:
    range stops before its end."""
    out = right(x, w, b, stride, padding)
    return out if _left_over(x, w, stride, padding) else out[:, :, :-1]


def size_rounded_up(right, x, w, b, stride=1, padding=0):
    """You round the output's length up, so that the last window hangs over the end. Round down: what does not fill a
    whole window is left out."""
    if _left_over(x, w, stride, padding):
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding)


def length_and_filters_exchanged(right, x, w, b, stride=1, padding=0):
    """The last two axes of your output are exchanged. Its shape is (N, C_out, L')."""
    return right(x, w, b, stride, padding).swapaxes(1, 2)


def reshaped_without_transposing(right, x, w, b, stride=1, padding=0):
    """Your values are right but in the wrong places: a product of shape (N L', C_out) must be reshaped to (N, L',
    C_out) first, and its last two axes then exchanged."""
    out = right(x, w, b, stride, padding)
    return out.swapaxes(1, 2).reshape(out.shape)


def filters_read_as_channels(right, x, w, b, stride=1, padding=0):
    """You read w as (C_in, C_out, K). It is (C_out, C_in, K): filters first, then the channels that each of them
    sees."""
    if len(w) != w.shape[1]:
        raise ValueError("shapes that do not fit")
    return right(x, w.swapaxes(0, 1), b, stride, padding)


def channels_not_added(right, x, w, b, stride=1, padding=0):
    """You do not add the channels up, so that each filter makes as many maps as there are channels. Their sums are
    added: one number for each filter and place."""
    return np.stack([right(x[:, [c]], w[:, [c]], b, stride, padding) for c in range(w.shape[1])], axis=2)


def sizes_are_floats(right, x, w, b, stride=1, padding=0):
    """Your function takes a number made with / as a size or in a slice: / makes a float, even of whole numbers.
    Divide with //."""
    right(x, w, b, stride, padding)
    raise TypeError("'float' object cannot be interpreted as an integer")


def input_written(right, x, w, b, stride=1, padding=0):
    """You write into an array that you were given, even if its numbers stay or come back. It need not allow that: work
    on a copy."""
    x[...] = x
    return right(x, w, b, stride, padding)


SIGNAL_MISTAKES = (
    kernel_flipped, *OF_ANY_LAYER, bias_along_the_signal, last_weight_only, first_kernel_for_all_channels,
    stride_ignored, stride_in_size_only, stride_missing_in_the_size,
    padding_ignored, padding_at_the_beginning_only, padding_at_the_end_only, signal_at_the_beginning,
    every_axis_padded, padding_repeats_the_edge, slice_up_to_minus_zero, as_long_as_the_signal, every_overlap,
    size_one_short, last_window_missed, last_window_missed_before_the_bias, last_window_left_out,
    size_rounded_up, length_and_filters_exchanged,
    reshaped_without_transposing, filters_read_as_channels, channels_not_added, sizes_are_floats,
    *LAYER_MISTAKES, *SIGNAL_PLACE_MISTAKES, *SIGNAL_SUM_MISTAKES, *SIGNAL_STEP_MISTAKES,
    input_written,
    always_float64, always_float32, input_changed, first_answer_kept, one_buffer, nothing_returned,
)  # fmt: skip
