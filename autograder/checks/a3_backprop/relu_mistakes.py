"""Mistakes of a3.relu. The cache is x."""

from __future__ import annotations

import numpy as np

from autograder.checks.mistakes import memory, on_output


def smaller_of_the_two(right, x):
    """You keep the numbers below 0. ReLU keeps those above 0: the larger of 0 and x."""
    return on_output(right(x), lambda out: np.minimum(x, 0))


def sizes(right, x):
    """You return the numbers without their sign. What is below 0 becomes 0."""
    return on_output(right(x), lambda out: abs(x))


def nothing_cut_off(right, x):
    """You return x as it is. What is below 0 becomes 0."""
    return x.copy(), right(x)[1]


def leaky(right, x):
    """Below 0 your output is a hundredth of x, as a leaky ReLU's. Here it is 0."""
    return on_output(right(x), lambda out: np.where(x > 0, x, x.dtype.type(0.01) * x))


def ones_and_zeros(right, x):
    """Your output is 1 where x is above 0. It is x there."""
    return on_output(right(x), lambda out: (x > 0).astype(x.dtype))


def marks_returned(right, x):
    """Your output says True or False. It is x where x is above 0, and 0 elsewhere."""
    return on_output(right(x), lambda out: x > 0)


def cut_at_one(right, x):
    """Your output is never above 1. ReLU cuts off below 0 alone."""
    return on_output(right(x), lambda out: np.clip(x, 0, 1))


def below_0_left_out(right, x):
    """Your output holds only the numbers above 0, in a row. It has x's shape, with 0 for the others."""
    return on_output(right(x), lambda out: x[x > 0])


def largest_alone(right, x):
    """Your output is one number, the largest of x. np.max reduces an array to one number, np.maximum compares
    number by number."""
    return on_output(right(x), lambda out: max(x.max(), x.dtype.type(0)))


AMBIGUOUS = "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"


def array_in_a_condition(right, x):
    """You compare an array with 0 in a condition, as Python's own max does, or as `if x[i] > 0` does where x[i] is a
    whole row. np.maximum compares number by number, whatever the axes are."""
    raise ValueError(AMBIGUOUS)


def zeros_written_to_x(right, x):
    """You write the zeros into x. Whoever called you still needs it: work on a copy."""
    x[x < 0] = 0
    return x, x


def flat_output(right, x):
    """Your output is one row of numbers. It has the shape of x."""
    return on_output(right(x), np.ravel)


def largest_of_an_axis(right, x):
    """You call np.max with 0 as its second argument, which is an axis: the largest number of each column. np.maximum
    compares number by number."""
    return on_output(right(x), lambda out: np.max(x, 0))


def out_alone(right, x):
    """relu_forward returns the output alone. It returns the pair (out, cache): the backward pass needs to know
    where x was above 0."""
    return right(x)[0]


def kept_outside_the_cache(right, x):
    """The first layer's dx is made with what the second has kept: you keep it outside the cache, or in one array for
    all calls. In a network two layers go forward before the first goes backward; put all that you need into a cache
    of its own."""
    out, cache = right(x)
    kept = memory(right).setdefault((x.shape, x.dtype), np.empty(x.shape, x.dtype))
    kept[...] = cache
    return out, kept


FORWARD_MISTAKES = (
    smaller_of_the_two, sizes, nothing_cut_off, leaky, ones_and_zeros, marks_returned, cut_at_one,
    below_0_left_out, largest_alone, array_in_a_condition, largest_of_an_axis, out_alone,
    kept_outside_the_cache, zeros_written_to_x, flat_output,
)  # fmt: skip


def all_passed_on(right, dout, cache):
    """Your dx is dout. Where x was below 0 the output stayed 0, whatever x did: nothing is passed on there."""
    return dout.copy()


def slope_one_at_0(right, dout, cache):
    """Where x is exactly 0 you pass dout on. The slope at 0 is 0 here: pass on what was above 0, and not what was
    at least 0."""
    return np.where(cache >= 0, dout, 0).astype(dout.dtype)


def half_at_0(right, dout, cache):
    """Where x is exactly 0 you pass half of dout on. The slope at 0 is 0 here."""
    return np.where(cache == 0, dout / 2, right(dout, cache)).astype(dout.dtype)


def by_the_sign_of_dout(right, dout, cache):
    """You cut off where dout is below 0. What counts is where x was: a dout below 0 is passed on like any other."""
    return np.maximum(dout, 0)


def both_above_0(right, dout, cache):
    """You pass dout on only where it is above 0 itself. What counts is x alone: a dout below 0 is passed on like
    any other."""
    return np.maximum(right(dout, cache), 0)


def where_below_0(right, dout, cache):
    """You pass dout on where x was below 0, and cut it off where it was above. It is the other way round."""
    return np.where(cache < 0, dout, 0).astype(dout.dtype)


def where_not_above_0(right, dout, cache):
    """You pass dout on where x was 0 or below, and cut it off where it was above. It is the other way round."""
    return np.where(cache > 0, 0, dout).astype(dout.dtype)


def slope_alone(right, dout, cache):
    """Your dx is 1 where x was above 0: that is the slope. The chain rule multiplies it by dout."""
    return (cache > 0).astype(dout.dtype)


def marks_as_dx(right, dout, cache):
    """Your dx says True or False. It is dout where x was above 0, and 0 elsewhere."""
    return cache > 0


def times_the_output(right, dout, cache):
    """You multiply dout by the output. The slope of max(0, x) is 1 where x was above 0, whatever x is there."""
    return dout * np.maximum(cache, 0)


def times_x(right, dout, cache):
    """You multiply dout by x. The slope of max(0, x) is 1 where x was above 0, whatever x is there, and 0
    elsewhere."""
    return dout * cache


def times_the_sign(right, dout, cache):
    """Where x was below 0 you pass on minus dout. The slope of max(0, x) is 0 there."""
    return dout * np.sign(cache)


def leaky_slope(right, dout, cache):
    """Where x was below 0 you pass a hundredth of dout on, as a leaky ReLU does. The slope is 0 there."""
    return np.where(cache > 0, dout, dout.dtype.type(0.01) * dout)


def dout_written_to(right, dout, cache):
    """You write the zeros into dout. Whoever called you still needs it: work on a copy."""
    dout[cache <= 0] = 0
    return dout


def cache_written_to(right, dout, cache):
    """Your backward function writes into the cache, which is x itself. Whoever called you still needs x: make an array
    of your own."""
    cache[cache <= 0] = 0
    cache[cache > 0] = 1
    return dout * cache


def slopes_in_a_condition(right, dout, cache):
    """Your backward function compares an array with 0 in a condition, as in `if x[i] > 0` where x[i] is a whole row. A
    comparison of the array itself gives True and False at each place, whatever the axes are."""
    raise ValueError(AMBIGUOUS)


def flat_dx(right, dout, cache):
    """Your dx is one row of numbers. It has the shape of x."""
    return right(dout, cache).ravel()


def below_0_missing(right, dout, cache):
    """Your dx holds only what is passed on, in a row. It has x's shape, with 0 for the others."""
    return dout[cache > 0]


BACKWARD_MISTAKES = (
    all_passed_on, slope_one_at_0, half_at_0, by_the_sign_of_dout, both_above_0, where_below_0, where_not_above_0,
    slope_alone, cache_written_to, slopes_in_a_condition, flat_dx,
    marks_as_dx, times_the_output, times_x, times_the_sign, leaky_slope, dout_written_to, below_0_missing,
)  # fmt: skip
