"""Mistakes of a3.conv_transpose2d, around any right program."""

from __future__ import annotations

import numpy as np


def _size(x, w, stride):
    """Height and width before anything is cut off."""
    return tuple((n - 1) * stride + k for n, k in zip(x.shape[2:], w.shape[2:], strict=True))


def kernel_flipped(right, x, w, b, stride=1, padding=0):
    """Your kernel is flipped, top to bottom and left to right. Each input value lays the kernel down as it is; only
    where all is written as a convolution of x is it flipped."""
    return right(x, w[:, :, ::-1, ::-1], b, stride, padding)


def kernel_transposed(right, x, w, b, stride=1, padding=0):
    """Rows and columns of your kernel are exchanged. w[c, f, u, v] goes u rows down and v columns to the right."""
    if w.shape[2] != w.shape[3]:
        raise ValueError("operands could not be broadcast together with shapes (1,3,2) (1,2,3) (1,3,2) ")
    return right(x, w.swapaxes(2, 3), b, stride, padding)


def channels_exchanged(right, x, w, b, stride=1, padding=0):
    """You read w as (C_out, C_in, kH, kW), as it is in a convolution. In a transposed one the channels of x come
    first: w is (C_in, C_out, kH, kW)."""
    if w.shape[0] != w.shape[1]:
        raise ValueError("operands could not be broadcast together with shapes (1,2,2) (3,2,2) ")
    return right(x, w.swapaxes(0, 1), b, stride, padding)


def overwritten(right, x, w, b, stride=1, padding=0):
    """Where kernels overlap, your output keeps what was laid there last. What overlaps is added: += and not =."""
    whole = np.zeros((len(x), w.shape[1], *_size(x, w, stride)), x.dtype)
    for i, j in np.ndindex(*x.shape[2:]):
        top, left = i * stride, j * stride
        laid = np.einsum("nc,cfuv->nfuv", x[:, :, i, j], w)
        whole[:, :, top : top + w.shape[2], left : left + w.shape[3]] = laid
    cut = whole[:, :, padding : whole.shape[2] - padding, padding : whole.shape[3] - padding]
    return cut + b[:, None, None]


def last_channel_only(right, x, w, b, stride=1, padding=0):
    """Your output holds what the last channel of x lays down alone. Every channel lays its kernels down, and all is
    added."""
    return right(x[:, -1:], w[-1:], b, stride, padding)


def first_channel_only(right, x, w, b, stride=1, padding=0):
    """Your output holds what the first channel of x lays down alone. Every channel lays its kernels down, and all is
    added."""
    return right(x[:, :1], w[:1], b, stride, padding)


def ordinary_convolution(right, x, w, b, stride=1, padding=0):
    """You compute an ordinary convolution, in which each output collects a window of x. In a transposed one each
    input value spreads over a window of the output, which is the larger of the two."""
    image = np.pad(x, ((0,), (0,), (padding,), (padding,)))
    if any(n < k for n, k in zip(image.shape[2:], w.shape[2:], strict=True)):
        raise ValueError("negative dimensions are not allowed")
    view = np.lib.stride_tricks.sliding_window_view(image, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncijuv,cfuv->nfij", view, w) + b[:, None, None]


def bias_forgotten(right, x, w, b, stride=1, padding=0):
    """The bias is missing. Each output channel adds its own b[f] once to every place."""
    return right(x, w, 0 * b, stride, padding)


def bias_for_every_channel(right, x, w, b, stride=1, padding=0):
    """You add the bias once for every channel of x. Each output channel adds it once."""
    return right(x, w, b * w.shape[0], stride, padding)


def bias_with_every_kernel(right, x, w, b, stride=1, padding=0):
    """You add the bias with every kernel that is laid down, so that it counts several times where they overlap and
    not at all where none lies. Each place of the output gets it once."""
    ones = np.broadcast_to(b[:, None, None].astype(w.dtype), w.shape).copy()
    counted = right(np.ones_like(x), ones, 0 * b, stride, padding)
    return right(x, w, 0 * b, stride, padding) + counted


def first_bias_for_all(right, x, w, b, stride=1, padding=0):
    """You add b[0] to every output channel. Channel f adds its own b[f]."""
    return right(x, w, b[:1].repeat(len(b)), stride, padding)


def stride_ignored(right, x, w, b, stride=1, padding=0):
    """You lay neighbouring kernels one step apart, whatever the stride. That of x[i, j] begins at row i * stride and
    column j * stride of the output."""
    return right(x, w, b, 1, padding)


def stride_in_size_only(right, x, w, b, stride=1, padding=0):
    """Your output has the size that the stride asks for, but neighbouring kernels are one step apart. That of
    x[i, j] begins at row i * stride and column j * stride."""
    near = right(x, w, 0 * b)
    whole = np.zeros((*near.shape[:2], *_size(x, w, stride)), x.dtype)
    whole[:, :, : near.shape[2], : near.shape[3]] = near
    cut = whole[:, :, padding : whole.shape[2] - padding, padding : whole.shape[3] - padding]
    return cut + b[:, None, None]


def kernels_side_by_side(right, x, w, b, stride=1, padding=0):
    """You lay the kernels side by side, as if the stride were the kernel's size. That of x[i, j] begins at row
    i * stride and column j * stride, so that they can overlap."""
    k_rows, k_columns = w.shape[2:]
    whole = np.einsum("ncij,cfuv->nfiujv", x, w)
    whole = whole.reshape(len(x), w.shape[1], x.shape[2] * k_rows, x.shape[3] * k_columns)
    cut = whole[:, :, padding : whole.shape[2] - padding, padding : whole.shape[3] - padding]
    return cut + b[:, None, None]


def stride_in_the_kernel(right, x, w, b, stride=1, padding=0):
    """Your stride pulls the kernel's weights apart, which is what dilation does. It pulls the kernels apart: that of
    x[i, j] begins at row i * stride and column j * stride."""
    spread = np.zeros((*w.shape[:2], *((k - 1) * stride + 1 for k in w.shape[2:])), w.dtype)
    spread[:, :, ::stride, ::stride] = w
    return right(x, spread, b, 1, padding)


def padding_ignored(right, x, w, b, stride=1, padding=0):
    """The padding has no effect in your function. Here it takes rows and columns away from each side of the
    output."""
    return right(x, w, b, stride)


def padding_around_the_input(right, x, w, b, stride=1, padding=0):
    """You put zeros around x, so that the output grows. Here the padding takes rows and columns away from each side
    of the output: it belongs to the convolution that leads back."""
    return right(np.pad(x, ((0,), (0,), (padding,), (padding,))), w, b, stride)


def padding_at_the_end(right, x, w, b, stride=1, padding=0):
    """You cut all that the padding takes away below and to the right. It is taken away on all four sides."""
    whole = right(x, w, b, stride)
    return whole[:, :, : whole.shape[2] - 2 * padding, : whole.shape[3] - 2 * padding]


def padding_at_the_beginning(right, x, w, b, stride=1, padding=0):
    """You cut all that the padding takes away above and to the left. It is taken away on all four sides."""
    return right(x, w, b, stride)[:, :, 2 * padding :, 2 * padding :]


def padding_taken_once(right, x, w, b, stride=1, padding=0):
    """You take the padding away above and to the left alone. It is taken away on all four sides."""
    return right(x, w, b, stride)[:, :, padding:, padding:]


def cut_up_to_minus_zero(right, x, w, b, stride=1, padding=0):
    """Without padding your output is empty: the slice [p:-p] is [0:0] then. Let the slice end at a number of rows
    instead of -p."""
    return right(x, w, b, stride)[:, :, padding:-padding, padding:-padding]


def square_kernels_only(right, x, w, b, stride=1, padding=0):
    """Your function works for square kernels only. w.shape[2] is the kernel's height and w.shape[3] its width."""
    if w.shape[2] != w.shape[3]:
        raise ValueError("operands could not be broadcast together with shapes (1,3,3) (1,3,2) ")
    return right(x, w, b, stride, padding)


def first_image_only(right, x, w, b, stride=1, padding=0):
    """Your output is right for the first image of a batch; the others hold the bias alone. Go through all
    images."""
    kept = x.copy()
    kept[1:] = 0
    return right(kept, w, b, stride, padding)


TRANSPOSE_MISTAKES = (
    kernel_flipped, kernel_transposed, channels_exchanged, overwritten, last_channel_only,
    first_channel_only, ordinary_convolution, bias_forgotten, bias_for_every_channel,
    bias_with_every_kernel, first_bias_for_all, stride_ignored, stride_in_size_only, kernels_side_by_side,
    stride_in_the_kernel, padding_ignored, padding_around_the_input, padding_at_the_end,
    padding_at_the_beginning, padding_taken_once, cut_up_to_minus_zero, square_kernels_only,
    first_image_only,
)  # fmt: skip
