"""Mistakes of a3.conv_transpose2d with channels, images and biases, and with what is returned."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.conv_transpose2d_mistakes import laid_by


def _filters_first(x, w, b, stride, padding, add_bias):
    """w is read as (C_out, C_in, kH, kW) by indices: there are as many outputs as w has on its first axis."""
    if x.shape[1] > w.shape[1]:
        raise IndexError(f"index {w.shape[1]} is out of bounds for axis 1 with size {w.shape[1]}")
    return add_bias(laid_by(x, w[:, : x.shape[1]].swapaxes(0, 1), stride, padding), b)


def _one_by_one(out, b):
    """The bias of every channel that there is."""
    if len(b) < out.shape[1]:
        raise IndexError(f"index {len(b)} is out of bounds for axis 0 with size {len(b)}")
    return out + b[: out.shape[1], None, None]


def _at_once(out, b):
    """All biases by broadcasting, which one channel or one bias allows."""
    if 1 not in (len(b), out.shape[1]) and len(b) != out.shape[1]:
        raise ValueError("shapes that do not fit")
    return out + b[:, None, None]


def _in_place(out, b):
    """All biases by broadcasting into the output."""
    if len(b) not in (1, out.shape[1]):
        raise ValueError("shapes that do not fit")
    return out + b[:, None, None]


def filters_first(right, x, w, b, stride=1, padding=0):
    """You read w as (C_out, C_in, kH, kW), as it is in a convolution: your output has w.shape[0] channels. In a
    transposed one the channels of x come first: w is (C_in, C_out, kH, kW)."""
    return _filters_first(x, w, b, stride, padding, _one_by_one)


def filters_first_biases_at_once(right, x, w, b, stride=1, padding=0):
    """You read w as (C_out, C_in, kH, kW), as it is in a convolution: your output is made with w.shape[0] channels.
    In a transposed one the channels of x come first: w is (C_in, C_out, kH, kW)."""
    return _filters_first(x, w, b, stride, padding, _at_once)


def filters_first_biases_in_place(right, x, w, b, stride=1, padding=0):
    """You read w as (C_out, C_in, kH, kW), as it is in a convolution: your output is made with w.shape[0] channels,
    and the biases do not fit it. In a transposed one the channels of x come first: w is (C_in, C_out, kH, kW)."""
    return _filters_first(x, w, b, stride, padding, _in_place)


def filters_first_in_every_loop(right, x, w, b, stride=1, padding=0):
    """You read w as (C_out, C_in, kH, kW), as it is in a convolution, and go through w.shape[1] channels of x. In a
    transposed one the channels of x come first: w is (C_in, C_out, kH, kW)."""
    if w.shape[1] > x.shape[1]:
        raise IndexError(f"index {x.shape[1]} is out of bounds for axis 1 with size {x.shape[1]}")
    return _at_once(laid_by(x[:, : w.shape[1]], w.swapaxes(0, 1), stride, padding), b)


def filters_first_by_einsum(right, x, w, b, stride=1, padding=0):
    """You read w as (C_out, C_in, kH, kW), as it is in a convolution, and where one of these is 1 NumPy repeats it
    without a word. In a transposed one the channels of x come first: w is (C_in, C_out, kH, kW)."""
    if w.shape[0] == w.shape[1]:
        return right(x, w.swapaxes(0, 1), b, stride, padding)
    if 1 not in w.shape[:2]:
        raise ValueError("shapes that do not fit")
    whole = laid_by(x.sum(axis=1, keepdims=True), w.sum(axis=1)[None], stride, padding)
    return _at_once(whole, b)


def as_many_outputs_as_inputs(right, x, w, b, stride=1, padding=0):
    """You make the output with as many channels as x has, and more or fewer do not fit in. It has w.shape[1]
    channels: w is (C_in, C_out, kH, kW)."""
    if w.shape[1] not in (1, x.shape[1]):
        raise ValueError("shapes that do not fit")
    return right(x, w, b, stride, padding).repeat(x.shape[1] // w.shape[1], axis=1)


def as_many_outputs_as_inputs_by_index(right, x, w, b, stride=1, padding=0):
    """You compute as many output channels as x has channels. There are w.shape[1] of them: w is
    (C_in, C_out, kH, kW)."""
    count = x.shape[1]
    if count > w.shape[1]:
        raise IndexError(f"index {w.shape[1]} is out of bounds for axis 1 with size {w.shape[1]}")
    return right(x, w[:, :count], b[:count], stride, padding)


def each_channel_to_its_own(right, x, w, b, stride=1, padding=0):
    """Output channel f sees channel f of x alone. Every channel of x lays a kernel on every output channel, and all
    is added."""
    count = w.shape[1]
    if count > x.shape[1]:
        raise IndexError(f"index {x.shape[1]} is out of bounds for axis 1 with size {x.shape[1]}")
    alone = np.eye(*w.shape[:2], dtype=w.dtype)[:, :, None, None]
    return right(x, w * alone, b, stride, padding)


def channels_summed_first(right, x, w, b, stride=1, padding=0):
    """You add the channels of x, and the kernels, before you multiply. Each channel of x lays down its own kernels:
    first the products, then the sum."""
    return right(x.sum(axis=1, keepdims=True), w.sum(axis=0, keepdims=True), b, stride, padding)


def first_kernels_for_every_channel(right, x, w, b, stride=1, padding=0):
    """Every channel of x lays down the kernels of channel 0. Channel c has its own: w[c]."""
    return right(x, w[:1].repeat(len(w), axis=0), b, stride, padding)


def first_kernel_for_every_output(right, x, w, b, stride=1, padding=0):
    """All output channels are made with the kernels of the first. Output channel f has its own: w[:, f]."""
    return right(x, w[:, :1].repeat(w.shape[1], axis=1), b, stride, padding)


def first_output_only(right, x, w, b, stride=1, padding=0):
    """Only the first output channel is computed; the others hold the bias alone. Go through all w.shape[1] of
    them."""
    kept = w.copy()
    kept[:, 1:] = 0
    return right(x, kept, b, stride, padding)


def input_channels_averaged(right, x, w, b, stride=1, padding=0):
    """You take the mean of what the channels of x lay down. All is added, without a division."""
    share = right(x, w, 0 * b, stride, padding) / w.dtype.type(len(w))
    return share + b[:, None, None]


def input_channels_averaged_with_the_bias(right, x, w, b, stride=1, padding=0):
    """You take the mean over the channels of x, and the bias is divided with it. All is added, without a division, and
    the bias once."""
    return right(x, w, b, stride, padding) / w.dtype.type(len(w))


def largest_channel(right, x, w, b, stride=1, padding=0):
    """Of what the channels of x lay on a place you take the largest. All is added."""
    apart = [laid_by(x[:, c : c + 1], w[c : c + 1], stride, padding) for c in range(len(w))]
    return np.max(apart, axis=0) + b[:, None, None]


def _covers(right, x, w, b, stride, padding):
    """How many kernels lie on each place of the output."""
    return right(np.ones_like(x[:, :1]), np.ones_like(w[:1]), 0 * b, stride, padding)


def overlaps_averaged(right, x, w, b, stride=1, padding=0):
    """Where kernels overlap you take their mean. What overlaps is added, without a division."""
    covers = np.maximum(_covers(right, x, w, b, stride, padding), 1).astype(x.dtype)
    return right(x, w, 0 * b, stride, padding) / covers + b[:, None, None]


def bias_where_a_kernel_lies(right, x, w, b, stride=1, padding=0):
    """Where no kernel lies your output is 0. Every place of the output gets the bias, also those between kernels that
    lie apart."""
    lies = _covers(right, x, w, b, stride, padding) > 0
    return right(x, w, 0 * b, stride, padding) + (lies * b[:, None, None]).astype(x.dtype)


def bias_with_every_value(right, x, w, b, stride=1, padding=0):
    """You add the bias with every value of x that lays its kernels down, so that it counts several times where they
    overlap and not at all where none lies. Each place of the output gets it once."""
    covers = _covers(right, x, w, b, stride, padding)
    return right(x, w, 0 * b, stride, padding) + (covers * b[:, None, None]).astype(x.dtype)


def bias_at_the_corners(right, x, w, b, stride=1, padding=0):
    """You add the bias only where a kernel begins. Each place of the output gets it once."""
    corner = np.zeros_like(w[:1])
    corner[..., 0, 0] = b
    return right(x, w, 0 * b, stride, padding) + right(np.ones_like(x[:, :1]), corner, 0 * b, stride, padding)


def bias_for_every_image(right, x, w, b, stride=1, padding=0):
    """You add the bias once for every image of the batch. Each image gets it once."""
    return right(x, w, b * len(x), stride, padding)


def bias_of_the_input_channels(right, x, w, b, stride=1, padding=0):
    """You count the biases with the channels of x, so that each output channel gets those of all of them. Output
    channel f adds b[f] once."""
    if len(w) > len(b):
        raise IndexError(f"index {len(b)} is out of bounds for axis 0 with size {len(b)}")
    return right(x, w, 0 * b, stride, padding) + b[: len(w)].sum()


def last_bias_for_all(right, x, w, b, stride=1, padding=0):
    """You add the last bias to every output channel. Channel f adds its own b[f]."""
    return right(x, w, b[-1:].repeat(len(b)), stride, padding)


def all_biases_for_each(right, x, w, b, stride=1, padding=0):
    """You add the sum of all biases to every output channel. Channel f adds its own b[f]."""
    return right(x, w, np.full_like(b, b.sum()), stride, padding)


def bias_subtracted(right, x, w, b, stride=1, padding=0):
    """You subtract the bias. It is added."""
    return right(x, w, -b, stride, padding)


def first_image_for_all(right, x, w, b, stride=1, padding=0):
    """Every image of your output is made of the first of the batch. Image n is made of x[n]."""
    return right(x[:1].repeat(len(x), axis=0), w, b, stride, padding)


def first_image_alone(right, x, w, b, stride=1, padding=0):
    """Only the first image of a batch is filled; the others are 0 everywhere. Go through all images."""
    out = right(x, w, b, stride, padding)
    out[1:] = 0
    return out


def one_image_returned(right, x, w, b, stride=1, padding=0):
    """Your output holds one image, the first. It has as many as x: (N, C_out, H', W')."""
    return right(x[:1], w, b, stride, padding)


def images_summed(right, x, w, b, stride=1, padding=0):
    """All images of a batch are laid on one another, and each image of your output holds them all. Image n is made of
    x[n] alone."""
    return right(x.sum(axis=0, keepdims=True).repeat(len(x), axis=0), w, b, stride, padding)


def channels_last(right, x, w, b, stride=1, padding=0):
    """Your output has its channels last, as a product can leave them. They belong before the rows: (N, C_out, H',
    W')."""
    return right(x, w, b, stride, padding).transpose(0, 2, 3, 1)


def channels_reshaped(right, x, w, b, stride=1, padding=0):
    """Your product has the channels last, and a reshape gives it the right shape: the values come to wrong places. Axes
    are moved by transpose."""
    out = right(x, w, b, stride, padding)
    return out.transpose(0, 2, 3, 1).reshape(out.shape)


def pair_returned(right, x, w, b, stride=1, padding=0):
    """You return a pair, as if a backward pass needed a cache. Here the output alone is asked for."""
    return right(x, w, b, stride, padding), (x, w, b, stride, padding)


CHANNEL_MISTAKES = (
    filters_first, filters_first_biases_at_once, filters_first_biases_in_place, filters_first_in_every_loop,
    filters_first_by_einsum, as_many_outputs_as_inputs, as_many_outputs_as_inputs_by_index,
    each_channel_to_its_own, channels_summed_first, first_kernels_for_every_channel,
    first_kernel_for_every_output, first_output_only, input_channels_averaged,
    input_channels_averaged_with_the_bias, largest_channel, overlaps_averaged, bias_where_a_kernel_lies,
    bias_with_every_value, bias_at_the_corners, bias_for_every_image, bias_of_the_input_channels,
    last_bias_for_all, all_biases_for_each, bias_subtracted, first_image_for_all, first_image_alone,
    one_image_returned, images_summed, channels_last, channels_reshaped, pair_returned,
)  # fmt: skip
