"""Mistakes of a3.linear in one of the three gradients. The cache is (x, w, b)."""

from __future__ import annotations

import numpy as np


def flat(cache):
    return cache[0].reshape(len(cache[0]), -1)


def pixels(x):
    """Each example in a row, with the channels innermost."""
    return np.moveaxis(x, 1, -1).reshape(len(x), -1)


def pixels_back(dx):
    return np.moveaxis(dx.reshape(len(dx), *dx.shape[2:], dx.shape[1]), -1, 1)


def columns(x):
    """Each example in a row, with its first axis innermost."""
    return np.array([example.ravel("F") for example in x])


def columns_back(dx):
    return np.array([row.ravel().reshape(row.shape, order="F") for row in dx])


# dx


def dx_with_w_transposed(right, dout, cache):
    """Your dx is a product with w transposed. In the forward pass w was transposed, so that it stands as it is in
    the backward pass: (N, out) times (out, in) is (N, in)."""
    x, w, b = cache
    dx, dw, db = right(dout, cache)
    if w.shape[0] != w.shape[1]:
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0")
    return right(dout, (x, w.T, b))[0], dw, db


def dx_stays_flat(right, dout, cache):
    """Your dx is (N, in). It has the shape of x: bring each row back into the shape of an example."""
    dx, dw, db = right(dout, cache)
    return dx.reshape(len(dx), -1), dw, db


def dx_channels_last(right, dout, cache):
    """Your dx lays the values of a row back with the channels innermost. They go back in the order in which they
    were taken: a reshape to x.shape."""
    dx, dw, db = right(dout, cache)
    return pixels_back(dx), dw, db


def dx_first_axis_innermost(right, dout, cache):
    """Your dx lays the values of a row back with the first axis innermost, as order="F" does. They go back in the order
    in which they were taken: a reshape to x.shape."""
    dx, dw, db = right(dout, cache)
    return columns_back(dx), dw, db


def dx_reshaped_not_transposed(right, dout, cache):
    """Your dx holds the right numbers in wrong places: a product of the two transposed is (in, N), and a reshape
    does not turn it round. Transpose it, or exchange the factors."""
    dx, dw, db = right(dout, cache)
    return dx.reshape(len(dx), -1).T.reshape(dx.shape), dw, db


def dx_same_in_all_examples(right, dout, cache):
    """In your dx all examples are equal: each has the sum over the batch. Example n gets dout of example n
    alone."""
    dx, dw, db = right(dout, cache)
    return dx.sum(axis=0, keepdims=True).repeat(len(dx), axis=0), dw, db


def dx_summed_over_batch(right, dout, cache):
    """Your dx is summed over the batch. The weights belong to all examples, so dw is a sum over them; an input
    belongs to one example."""
    dx, dw, db = right(dout, cache)
    return dx.sum(axis=0), dw, db


def dx_averaged(right, dout, cache):
    """Your dx is divided by the number of examples. Where the loss is a mean, that is in dout already."""
    dx, dw, db = right(dout, cache)
    return dx / dx.dtype.type(len(dx)), dw, db


def dx_of_the_inputs(right, dout, cache):
    """Your dx is dout times the inputs. The slope of a product w x with respect to x is w: dx adds up dout times the
    weights."""
    dx, dw, db = right(dout, cache)
    return dout.sum(axis=1).reshape(-1, *[1] * (dx.ndim - 1)) * cache[0], dw, db


def dx_without_dout(right, dout, cache):
    """Your dx adds up the weights as they are. Each output counts as much as it matters to the loss: times dout."""
    dx, dw, db = right(dout, cache)
    return right(np.ones_like(dout), cache)[0], dw, db


def dx_of_last_output(right, dout, cache):
    """Your dx holds the share of the last output alone. Every output has used every input: dx is the sum over the
    outputs, += and not =."""
    dx, dw, db = right(dout, cache)
    last = np.zeros_like(dout)
    last[:, -1] = dout[:, -1]
    return right(last, cache)[0], dw, db


def dx_left_at_zero(right, dout, cache):
    """Your dx is 0 everywhere. Each output passes dout times its weights on to the inputs."""
    dx, dw, db = right(dout, cache)
    return np.zeros_like(dx), dw, db


def dx_is_w(right, dout, cache):
    """Your dx is w. That is the slope of the outputs with respect to the inputs; the slope of the loss is the
    product of dout and w, with a row for each example."""
    dx, dw, db = right(dout, cache)
    return cache[1].copy(), dw, db


# dw


def dw_transposed(right, dout, cache):
    """Your dw is (in, out). It has the shape of w, (out, in): the weights of one output stand in a row."""
    dx, dw, db = right(dout, cache)
    return dx, dw.T, db


def dw_dout_not_transposed(right, dout, cache):
    """Your dw is dout times x, neither of them transposed. dw[o, d] sums over the batch, so the batch has to be
    the axis that the two share in the product."""
    dx, dw, db = right(dout, cache)
    if dout.shape[1] != len(dout):
        raise ValueError("matmul: Input operand 1 has a mismatch in its core dimension 0")
    return dx, dout @ flat(cache), db


def dw_averaged(right, dout, cache):
    """Your dw is divided by the number of examples. Where the loss is a mean, that is in dout already: dw is the
    sum over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw / dw.dtype.type(len(dout)), db


def dw_of_last_example(right, dout, cache):
    """Your dw is that of the last example. All examples have used the weights, so dw is the sum over the batch: +=
    and not =."""
    x, w, b = cache
    dx, dw, db = right(dout, cache)
    return dx, right(dout[-1:], (x[-1:], w, b))[1], db


def dw_of_first_example(right, dout, cache):
    """Your dw is that of the first example. All examples have used the weights, so dw is the sum over the
    batch."""
    x, w, b = cache
    dx, dw, db = right(dout, cache)
    return dx, right(dout[:1], (x[:1], w, b))[1], db


def dw_of_each_example(right, dout, cache):
    """Your dw has one table for each example. All examples have used the same weights: sum over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dout[:, :, None] * flat(cache)[:, None], db


def dw_same_for_all_outputs(right, dout, cache):
    """In your dw all rows are equal: each has the sum over the outputs. Row o gets dout[:, o] alone."""
    dx, dw, db = right(dout, cache)
    return dx, dw.sum(axis=0, keepdims=True).repeat(len(dw), axis=0), db


def dw_without_dout(right, dout, cache):
    """Your dw adds up the inputs as they are. Each counts as much as its output matters to the loss: times
    dout."""
    dx, dw, db = right(dout, cache)
    return dx, right(np.ones_like(dout), cache)[1], db


def dw_of_the_weights(right, dout, cache):
    """Your dw is dout times the weights. The slope of a product w x with respect to w is x: dw adds up dout times
    the inputs."""
    dx, dw, db = right(dout, cache)
    return dx, cache[1] * dout.sum(axis=0)[:, None], db


def dw_product_of_sums(right, dout, cache):
    """Your dw multiplies the sums of dout with the sums of x: dout of one example meets the inputs of another. Multiply
    within each example, and sum over the batch then."""
    dx, dw, db = right(dout, cache)
    return dx, np.outer(dout.sum(axis=0), flat(cache).sum(axis=0)), db


def dw_channels_last(right, dout, cache):
    """In your dw the inputs of an image stand pixel by pixel, with the channels innermost. They go in the order of the
    axes, as in the forward pass: channel by channel, row by row."""
    dx, dw, db = right(dout, cache)
    return dx, dout.T @ pixels(cache[0]), db


def dw_first_axis_innermost(right, dout, cache):
    """In your dw the inputs of an image stand with its first axis innermost, as order="F" lays them. They go in the
    order of the axes, as in the forward pass: channel by channel, row by row."""
    dx, dw, db = right(dout, cache)
    return dx, dout.T @ columns(cache[0]), db


def dw_of_mixed_examples(right, dout, cache):
    """For dw you bring x into (in, N) with a reshape, so that the examples are mixed. A reshape never moves a value:
    reshape to (N, in)."""
    dx, dw, db = right(dout, cache)
    return dx, dout.T @ cache[0].reshape(-1, len(dout)).T, db


def dw_left_at_zero(right, dout, cache):
    """Your dw is 0 everywhere. Each output passes dout times its inputs on to its weights."""
    dx, dw, db = right(dout, cache)
    return dx, np.zeros_like(dw), db


def dw_is_x(right, dout, cache):
    """Your dw is x. That is the slope of the outputs with respect to the weights; the slope of the loss is the
    product of dout and x, summed over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, flat(cache).copy(), db


# db


def db_of_the_examples(right, dout, cache):
    """Your db has one number for each example: it is summed over the outputs. Each output has a bias, and all
    examples have used it: sum over the batch, axis 0."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.sum(axis=1)


def db_not_summed(right, dout, cache):
    """Your db is dout, one row for each example. All examples have used the same biases: sum over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.copy()


def db_keeps_its_axis(right, dout, cache):
    """Your db is (1, out). Its shape is that of b, (out,)."""
    dx, dw, db = right(dout, cache)
    return dx, dw, db[None]


def db_as_a_column(right, dout, cache):
    """Your db is (out, 1). Its shape is that of b, (out,)."""
    dx, dw, db = right(dout, cache)
    return dx, dw, db[:, None]


def db_is_one_number(right, dout, cache):
    """Your db is one number, the sum of the whole dout. Each output has its own bias: sum over the batch, axis 0,
    and not over the outputs."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.sum()


def db_averaged(right, dout, cache):
    """Your db is divided by the number of examples. Where the loss is a mean, that is in dout already: db is the
    sum."""
    dx, dw, db = right(dout, cache)
    return dx, dw, db / db.dtype.type(len(dout))


def db_of_last_example(right, dout, cache):
    """Your db is the dout of the last example. All examples have used the biases, so db is the sum over the batch:
    += and not =."""
    dx, dw, db = right(dout, cache)
    return dx, dw, dout[-1].copy()


def db_left_at_one(right, dout, cache):
    """Your db is 1 for every output: that is the slope of one output with respect to its bias. The slope of the
    loss is that times dout, summed over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw, np.ones_like(db)


def db_counts_examples(right, dout, cache):
    """Your db is the number of examples. Each example passes its dout on to the bias: db is the sum of dout over
    the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw, np.full_like(db, len(dout))


def db_times_the_bias(right, dout, cache):
    """You multiply db by the bias. The bias is added, so its slope is 1 whatever it is."""
    dx, dw, db = right(dout, cache)
    return dx, dw, db * cache[2]


GRADIENT_MISTAKES = (
    dx_with_w_transposed, dx_stays_flat, dx_channels_last, dx_first_axis_innermost,
    dx_reshaped_not_transposed, dx_same_in_all_examples, dx_summed_over_batch, dx_averaged,
    dx_of_the_inputs, dx_without_dout, dx_of_last_output, dx_left_at_zero, dx_is_w, dw_transposed,
    dw_dout_not_transposed, dw_averaged, dw_of_last_example, dw_of_first_example, dw_of_each_example,
    dw_same_for_all_outputs, dw_without_dout, dw_of_the_weights, dw_product_of_sums, dw_channels_last,
    dw_first_axis_innermost, dw_of_mixed_examples, dw_left_at_zero, dw_is_x, db_of_the_examples,
    db_not_summed, db_keeps_its_axis, db_as_a_column, db_is_one_number, db_averaged, db_of_last_example,
    db_left_at_one, db_counts_examples, db_times_the_bias,
)  # fmt: skip
