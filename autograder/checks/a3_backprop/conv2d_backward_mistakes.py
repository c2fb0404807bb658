"""Mistakes of a3.conv2d_backward in what the three gradients share, around any right program."""

from __future__ import annotations

import numpy as np

from autograder.checks.a3_backprop.conv2d_backward_mistakes_dx import dx_of_dout_as_it_is, dx_stride_ignored
from autograder.checks.a3_backprop.conv2d_backward_mistakes_parameters import (
    dw_of_dout_as_it_is,
    dw_stride_ignored,
)


def image_not_padded(right, dout, cache):
    """With a padding your windows leave the image, so that their shapes do not fit. The filter has seen the padded
    image: pad x again in the backward pass, and cut the border off dx at the end."""
    if any(cache[4]):
        raise ValueError("operands could not be broadcast together with shapes (1,3,3) (1,2,3) (1,3,3) ")
    return right(dout, cache)


def weights_and_bias_averaged(right, dout, cache):
    """Your dw and your db are divided by the number of images. Where the loss is a mean, that is in dout already:
    both are sums over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw / dw.dtype.type(len(dout)), db / db.dtype.type(len(dout))


def all_averaged(right, dout, cache):
    """All three gradients are divided by the number of images. Where the loss is a mean, that is in dout
    already."""
    return tuple(d / d.dtype.type(len(dout)) for d in right(dout, cache))


def of_first_image(right, dout, cache):
    """You go through the first image alone: dx is 0 in the others, and dw and db lack their shares."""
    x, w, b, stride, padding = cache
    dx, dw, db = right(dout[:1], (x[:1], w, b, stride, padding))
    all_of_dx = np.zeros(x.shape, x.dtype)
    all_of_dx[:1] = dx
    return all_of_dx, dw, db


def negative(right, dout, cache):
    """All three gradients have the wrong sign. The step against the gradient is taken later, where the weights
    are changed."""
    return tuple(-d for d in right(dout, cache))


def weights_first(right, dout, cache):
    """You return dw, dx, db. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dw, dx, db


def bias_before_weights(right, dout, cache):
    """You return dx, db, dw. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dx, db, dw


def stride_ignored(right, dout, cache):
    """In dx and in dw neighbouring windows lie one step apart. The window of output (i, j) begins at row
    i * stride and column j * stride."""
    return dx_stride_ignored(right, dout, cache)[0], *dw_stride_ignored(right, dout, cache)[1:]


def first_of_stride_for_both(right, dout, cache):
    """You use the first number of the stride for both directions. The second one moves the window to the
    right."""
    x, w, b, stride, padding = cache
    return right(dout, (x, w, b, (stride[0], stride[0]), padding))


def first_of_padding_for_both(right, dout, cache):
    """You use the first number of the padding for both directions. The second one counts the columns."""
    x, w, b, stride, padding = cache
    return right(dout, (x, w, b, stride, (padding[0], padding[0])))


def first_numbers_for_both(right, dout, cache):
    """You use the first numbers of the stride and of the padding for both directions. The second ones are for the
    columns."""
    x, w, b, stride, padding = cache
    return right(dout, (x, w, b, (stride[0], stride[0]), (padding[0], padding[0])))


def stride_pair_swapped(right, dout, cache):
    """You exchange the two numbers of the stride. The first one moves the window down, the second to the right."""
    x, w, b, stride, padding = cache
    return right(dout, (x, w, b, stride[::-1], padding))


def padding_pair_swapped(right, dout, cache):
    """You exchange the two numbers of the padding. The first one counts rows, the second columns."""
    x, w, b, stride, padding = cache
    return right(dout, (x, w, b, stride, padding[::-1]))


def padding_not_in_the_size(right, dout, cache):
    """You count the windows without the padding, so that the last ones are missing in dx and in dw. dout has one value
    for each window: its shape says how many there are."""
    x, w, _, stride, _ = cache
    height, width = (
        max((n - k) // s + 1, 0) for n, k, s in zip(x.shape[2:], w.shape[2:], stride, strict=True)
    )
    seen = dout.copy()
    seen[:, :, height:] = 0
    seen[..., width:] = 0
    return *right(seen, cache)[:2], right(dout, cache)[2]


def dout_as_it_is(right, dout, cache):
    """You write dx and dw as convolutions with dout as it is, which is right at stride 1 alone. With a stride
    neighbouring windows lie further apart: the values of dout have to lie a stride apart, with zeros between them."""
    dx = dx_of_dout_as_it_is(right, dout, cache)[0]
    return dx, *dw_of_dout_as_it_is(right, dout, cache)[1:]


def square_kernels_only(right, dout, cache):
    """Your function works for square filters only. w.shape[2] is the filter's height and w.shape[3] its width;
    windows have that size too."""
    if cache[1].shape[2] != cache[1].shape[3]:
        raise ValueError("operands could not be broadcast together with shapes (1,3,3) (1,3,2) ")
    return right(dout, cache)


def square_outputs_only(right, dout, cache):
    """You take the height of dout as its width as well, and where it is higher than wide your index leaves it.
    Images need not be square: dout.shape[3] is the width."""
    height, width = dout.shape[2:]
    if height > width:
        raise IndexError(f"index {width} is out of bounds for axis 3 with size {width}")
    kept = dout.copy()
    kept[..., height:] = 0
    return right(kept, cache)


def always_float64(right, dout, cache):
    """You return float64 whatever comes in. Each gradient has the dtype of its array: np.zeros alone makes
    float64."""
    return tuple(d.astype(np.float64) for d in right(dout, cache))


def dx_always_float64(right, dout, cache):
    """Your dx is float64 whatever comes in. It has the dtype of x: np.zeros alone makes float64."""
    dx, dw, db = right(dout, cache)
    return dx.astype(np.float64), dw, db


BACKWARD_MISTAKES = (
    image_not_padded, weights_and_bias_averaged, all_averaged, of_first_image, negative, weights_first,
    bias_before_weights, stride_ignored, first_of_stride_for_both, first_of_padding_for_both,
    square_kernels_only, square_outputs_only, always_float64, dx_always_float64, padding_not_in_the_size,
    dout_as_it_is, first_numbers_for_both, stride_pair_swapped, padding_pair_swapped,
)  # fmt: skip
