"""Mistakes of a3.linear: in the product, in its gradients, and in the way from images to rows. The cache is
(x, w, b)."""

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
    channels_last, mean_in_place_of_sum, first_example_alone, out_alone, forward_returns_nothing,
)  # fmt: skip


def _flat(cache):
    return cache[0].reshape(len(cache[0]), -1)


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
    x, w, b = cache
    dx, dw, db = right(dout, cache)
    return np.moveaxis(dx.reshape(len(x), *x.shape[2:], x.shape[1]), -1, 1), dw, db


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
    return dx, dout @ _flat(cache), db


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
    return dx, dout[:, :, None] * _flat(cache)[:, None], db


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


def dw_left_at_zero(right, dout, cache):
    """Your dw is 0 everywhere. Each output passes dout times its inputs on to its weights."""
    dx, dw, db = right(dout, cache)
    return dx, np.zeros_like(dw), db


def dw_is_x(right, dout, cache):
    """Your dw is x. That is the slope of the outputs with respect to the weights; the slope of the loss is the
    product of dout and x, summed over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, _flat(cache).copy(), db


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


# what they share


def images_refused_backward(right, dout, cache):
    """Your backward pass multiplies images as they are. Lay the values of each example in a row, as in the forward
    pass, and bring dx back into the shape of x at the end."""
    if cache[0].ndim > 2:
        raise ValueError("shapes that do not fit")
    return right(dout, cache)


def weights_and_bias_averaged(right, dout, cache):
    """Your dw and your db are divided by the number of examples. Where the loss is a mean, that is in dout already:
    both are sums over the batch."""
    dx, dw, db = right(dout, cache)
    return dx, dw / dw.dtype.type(len(dout)), db / db.dtype.type(len(dout))


def all_averaged(right, dout, cache):
    """All three gradients are divided by the number of examples. Where the loss is a mean, that is in dout
    already."""
    return tuple(d / d.dtype.type(len(dout)) for d in right(dout, cache))


def negative(right, dout, cache):
    """All three gradients have the wrong sign. The step against the gradient is taken later, where the weights are
    changed."""
    return tuple(-d for d in right(dout, cache))


def weights_first(right, dout, cache):
    """You return dw, dx, db. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dw, dx, db


def weights_and_bias_first(right, dout, cache):
    """You return dw, db, dx. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dw, db, dx


def bias_before_weights(right, dout, cache):
    """You return dx, db, dw. The order is dx, dw, db."""
    dx, dw, db = right(dout, cache)
    return dx, db, dw


def db_left_out(right, dout, cache):
    """You return two gradients. There are three, in the order dx, dw, db: the bias has one too."""
    return right(dout, cache)[:2]


def gradients_always_float64(right, dout, cache):
    """Your gradients are float64 whatever comes in. Each has the dtype of its array: np.zeros alone makes
    float64."""
    return tuple(d.astype(np.float64) for d in right(dout, cache))


def dout_changed(right, dout, cache):
    """You write into dout. Whoever called you still needs it: work on a copy."""
    gradients = right(dout, cache)
    dout += 1
    return gradients


BACKWARD_MISTAKES = (
    dx_with_w_transposed, dx_stays_flat, dx_channels_last, dx_reshaped_not_transposed, dx_same_in_all_examples,
    dx_summed_over_batch, dx_averaged, dx_of_the_inputs, dx_without_dout, dx_of_last_output,
    dx_left_at_zero, dx_is_w,
    dw_transposed, dw_dout_not_transposed, dw_averaged, dw_of_last_example, dw_of_first_example,
    dw_of_each_example, dw_same_for_all_outputs, dw_without_dout, dw_of_the_weights, dw_left_at_zero,
    dw_is_x,
    db_of_the_examples, db_not_summed, db_keeps_its_axis, db_as_a_column, db_is_one_number, db_averaged,
    db_of_last_example, db_left_at_one, db_counts_examples, db_times_the_bias,
    images_refused_backward, weights_and_bias_averaged, all_averaged, negative, weights_first,
    weights_and_bias_first, bias_before_weights, db_left_out, gradients_always_float64, dout_changed,
)  # fmt: skip
