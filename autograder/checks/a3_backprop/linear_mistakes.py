"""Mistakes of a3.linear in the forward pass: in the product, and in the way from images to rows."""

from __future__ import annotations

import numpy as np

from autograder.checks.mistakes import on_output


def w_not_transposed(right, x, w, b):
    """You multiply x by w as it is. The weights of one output stand in a row of w, (out, in), as in PyTorch: the
    product that adds them up is with w transposed."""
    out, cache = right(x, w, b)
    if w.shape[0] != w.shape[1]:
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0")
    return right(x, w.T, b)[0], cache


def bias_forgotten(right, x, w, b):
    """You do not add the bias. Each output is a weighted sum plus its own bias."""
    out, cache = right(x, w, b)
    return right(x, w, np.zeros_like(b))[0], cache


def bias_subtracted(right, x, w, b):
    """You subtract the bias. It is added."""
    out, cache = right(x, w, b)
    return right(x, w, -b)[0], cache


def bias_of_each_example(right, x, w, b):
    """You add b along the batch, b[n] to all outputs of example n. b has one number for each output: b[o] belongs
    to column o."""
    out, cache = right(x, w, b)
    return right(x, w, np.zeros_like(b))[0] + b[:, None], cache


def bias_in_every_product(right, x, w, b):
    """You add the bias to every product, so that it counts as often as there are inputs. It is added once to the
    sum."""
    out, cache = right(x, w, b)
    return right(x, w, b * w.dtype.type(w.shape[1]))[0], cache


def first_bias_everywhere(right, x, w, b):
    """You add the first bias to all outputs. Each output has its own: b[o]."""
    out, cache = right(x, w, b)
    return right(x, w, np.full_like(b, b[0]))[0], cache


def sum_of_all_biases(right, x, w, b):
    """You add the sum of all biases to every output. Each output has its own: b[o]."""
    out, cache = right(x, w, b)
    return right(x, w, np.full_like(b, b.sum()))[0], cache


def out_transposed(right, x, w, b):
    """You return the outputs with one row for each output. The first axis is the batch: out is (N, out)."""
    return on_output(right(x, w, b), lambda out: out.T)


def multiplied_without_summing(right, x, w, b):
    """You multiply x and w number by number, each example with one row of w. Every example meets every row of w:
    that is a matrix product."""
    out, cache = right(x, w, b)
    return (x.reshape(len(x), -1) * w).sum(axis=1) + b, cache


def negative_left_out(right, x, w, b):
    """You set negative outputs to 0. That is the work of a ReLU behind the layer: the layer itself returns the sums
    as they are."""
    return on_output(right(x, w, b), lambda out: np.maximum(out, 0))


def images_not_flattened(right, x, w, b):
    """You multiply images by w as they are. Lay the values of each example in a row first, (N, in), the batch
    axis kept."""
    if x.ndim > 2:
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0")
    return right(x, w, b)


def four_axes_only(right, x, w, b):
    """You take the shape of x apart into four numbers. x is (N, ...): rows of numbers, images, or anything else
    behind the batch axis."""
    if x.ndim < 4:
        raise ValueError(f"not enough values to unpack (expected 4, got {x.ndim})")
    return right(x, w, b)


def only_images_flattened(right, x, w, b):
    """You lay the values of an example in a row where x has four axes, and leave x as it is otherwise. Behind the
    batch axis there may be any number of axes."""
    if x.ndim == 3:
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0")
    return right(x, w, b)


def batch_in_one_row(right, x, w, b):
    """You lay the whole batch in one row, so that only a batch of one fits. Keep the first axis: (N, in)."""
    if len(x) > 1:
        raise ValueError("shapes that do not fit")
    return right(x, w, b)


def examples_mixed(right, x, w, b):
    """You bring x into (in, N) with a reshape and turn it round, so that the examples are mixed. A reshape never
    moves a value: reshape to (N, in)."""
    out, cache = right(x, w, b)
    return right(x.reshape(-1, len(x)).T, w, b)[0], cache


def channels_last(right, x, w, b):
    """You lay the values of an image in a row pixel by pixel, with the channels innermost. They go in the order of
    the axes: channel by channel, row by row."""
    out, cache = right(x, w, b)
    return right(np.moveaxis(x, 1, -1).reshape(len(x), -1), w, b)[0], cache


def first_axis_innermost(right, x, w, b):
    """You lay the values of an image in a row with its first axis innermost, as order="F" does. They go in the order
    of the axes: channel by channel, row by row."""
    out, cache = right(x, w, b)
    return right(np.array([example.ravel("F") for example in x]), w, b)[0], cache


def mean_in_place_of_sum(right, x, w, b):
    """You divide the weighted sum by the number of inputs. It is a sum."""
    out, cache = right(x, w, b)
    return right(x, w / w.dtype.type(w.shape[1]), b)[0], cache


def first_example_alone(right, x, w, b):
    """Your outputs are those of the first example alone. Every example of the batch has a row of out."""
    return on_output(right(x, w, b), lambda out: out[:1])


def out_alone(right, x, w, b):
    """linear_forward returns the output alone. It returns the pair (out, cache): the backward pass needs to know
    what was multiplied."""
    return right(x, w, b)[0]


def forward_returns_nothing(right, x, w, b):
    """linear_forward returns None: it computes, and ends without a return."""
    right(x, w, b)


FORWARD_MISTAKES = (
    w_not_transposed, bias_forgotten, bias_subtracted, bias_of_each_example, bias_in_every_product,
    first_bias_everywhere, sum_of_all_biases, out_transposed, multiplied_without_summing, negative_left_out,
    images_not_flattened, four_axes_only, only_images_flattened, batch_in_one_row, examples_mixed,
    channels_last, first_axis_innermost, mean_in_place_of_sum, first_example_alone, out_alone, forward_returns_nothing,
)  # fmt: skip
