"""Mistakes of a3.conv_transpose2d, around any right program."""

from __future__ import annotations

import numpy as np


def _size(x, w, stride):
    """Height and width before anything is cut off."""
    return tuple((n - 1) * stride + k for n, k in zip(x.shape[2:], w.shape[2:], strict=True))


def laid_by(x, w, stride, padding):
    """A transposed convolution without bias, by any kernels (channels of x, channels of the output, kH, kW)."""
    whole = np.zeros((len(x), w.shape[1], *_size(x, w, stride)), x.dtype)
    for i, j in np.ndindex(*x.shape[2:]):
        top, left = i * stride, j * stride
        laid = np.einsum("nc,cfuv->nfuv", x[:, :, i, j], w)
        whole[:, :, top : top + w.shape[2], left : left + w.shape[3]] += laid
    return whole[:, :, padding : whole.shape[2] - padding, padding : whole.shape[3] - padding]


def _correlated(image, w, b, stride):
    """An ordinary convolution of the images, with the channels of w as they are here."""
    sizes = ((n - k) // stride + 1 for n, k in zip(image.shape[2:], w.shape[2:], strict=True))
    out = np.zeros((len(image), w.shape[1], *sizes), image.dtype)
    for i, j in np.ndindex(*out.shape[2:]):
        top, left = i * stride, j * stride
        window = image[:, :, top : top + w.shape[2], left : left + w.shape[3]]
        out[:, :, i, j] = np.einsum("ncuv,cfuv->nf", window, w) + b
    return out


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
        raise ValueError("shapes that do not fit")
    return right(x, w.swapaxes(0, 1), b, stride, padding)


def channels_exchanged_by_index(right, x, w, b, stride=1, padding=0):
    """You read w as (C_out, C_in, kH, kW), as it is in a convolution, and where there are more channels of one kind
    than of the other your index leaves it. In a transposed one the channels of x come first: w is
    (C_in, C_out, kH, kW)."""
    if w.shape[0] != w.shape[1]:
        raise IndexError("index 1 is out of bounds for axis 1 with size 1")
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


def overwritten_by_the_next_channel(right, x, w, b, stride=1, padding=0):
    """Where kernels overlap, your output keeps what was laid there last, and each channel of x writes over what the
    one before it has laid. What overlaps is added, and so are the channels: += and not =."""
    return overwritten(right, x[:, -1:], w[-1:], b, stride, padding)


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
    return _correlated(np.pad(x, ((0,), (0,), (padding,), (padding,))), w, b, stride)


def ordinary_convolution_refused(right, x, w, b, stride=1, padding=0):
    """You compute an ordinary convolution, in which each output collects a window of x, and which is impossible where
    the kernel is larger than x. In a transposed one each input value spreads over a window of the output."""
    if any(n + 2 * padding < k for n, k in zip(x.shape[2:], w.shape[2:], strict=True)):
        raise ValueError("window shape cannot be larger than input array shape")
    return ordinary_convolution(right, x, w, b, stride, padding)


def border_of_the_padding(right, x, w, b, stride=1, padding=0):
    """You write it as a convolution of x and give x a border as wide as the padding. Each value of x meets the whole
    kernel only where the border is as wide as the kernel less 1, less the padding."""
    spread = np.zeros((*x.shape[:2], *((n - 1) * stride + 1 for n in x.shape[2:])), x.dtype)
    spread[:, :, ::stride, ::stride] = x
    return _correlated(np.pad(spread, ((0,), (0,), (padding,), (padding,))), w[:, :, ::-1, ::-1], b, 1)


def values_repeated(right, x, w, b, stride=1, padding=0):
    """You repeat each value of x in a block for the stride, so that it lays its kernel down several times. It lays it
    down once: that of x[i, j] begins at row i * stride and column j * stride."""
    return right(x.repeat(stride, axis=2).repeat(stride, axis=3), w, b, 1, padding)


def stride_one_larger(right, x, w, b, stride=1, padding=0):
    """You put as many zeros between the values of x as the stride says, so that they are stride + 1 apart. The kernel
    of x[i, j] begins at row i * stride and column j * stride."""
    return right(x, w, b, stride + 1, padding)


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


def bias_along_the_width(right, x, w, b, stride=1, padding=0):
    """You add b without axes for rows and columns, so that NumPy lays it along the width. b[f] belongs to every place
    of channel f: give b two more axes."""
    return right(x, w, 0 * b, stride, padding) + b


def bias_along_the_height(right, x, w, b, stride=1, padding=0):
    """You add b with one more axis, so that NumPy lays it along the height. b[f] belongs to every place of channel f:
    give b two more axes."""
    return right(x, w, 0 * b, stride, padding) + b[:, None]


def bias_of_the_images(right, x, w, b, stride=1, padding=0):
    """You add b with three axes after it, so that NumPy lays it along the images. b[f] belongs to every place of
    channel f: give b two more axes."""
    return right(x, w, 0 * b, stride, padding) + b[:, None, None, None]


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


def padding_around_the_output(right, x, w, b, stride=1, padding=0):
    """You lay the padding around the output, which grows. Here the padding takes rows and columns away from each
    side of the output: it belongs to the convolution that leads back."""
    whole = right(x, w, 0 * b, stride)
    return np.pad(whole, ((0,), (0,), (padding,), (padding,))) + b[:, None, None]


def padding_of_zeros_around_the_output(right, x, w, b, stride=1, padding=0):
    """You lay zeros around the output once it has its bias, and it grows. Here the padding takes rows and columns
    away from each side of the output: it belongs to the convolution that leads back."""
    return np.pad(right(x, w, b, stride), ((0,), (0,), (padding,), (padding,)))


def padding_taken_at_the_end_alone(right, x, w, b, stride=1, padding=0):
    """You take the padding away below and to the right alone. It is taken away on all four sides."""
    whole = right(x, w, b, stride)
    return whole[:, :, : whole.shape[2] - padding, : whole.shape[3] - padding]


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


def kernel_height_for_both(right, x, w, b, stride=1, padding=0):
    """You take the kernel's height as its width as well: columns of a wider kernel are missing, and in a narrower one
    your index leaves it. w.shape[3] is the width."""
    height, width = w.shape[2:]
    if height > width:
        raise IndexError(f"index {width} is out of bounds for axis 3 with size {width}")
    return right(x, w[..., :height], b, stride, padding)


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
    first_image_only, channels_exchanged_by_index, ordinary_convolution_refused, border_of_the_padding,
    values_repeated, stride_one_larger, bias_along_the_width, bias_along_the_height, bias_of_the_images,
    padding_around_the_output, padding_of_zeros_around_the_output, padding_taken_at_the_end_alone,
    kernel_height_for_both, overwritten_by_the_next_channel,
)  # fmt: skip
