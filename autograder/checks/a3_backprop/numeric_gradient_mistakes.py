"""Mistakes of a3.numeric_gradient."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def each(x: np.ndarray, slope: Callable[[tuple[int, ...]], float]) -> np.ndarray:
    """An array of x's shape with this number at each place."""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        gradient[place] = slope(place)
    return gradient


def moved(x: np.ndarray, place: tuple[int, ...], by: float) -> np.ndarray:
    """A copy of x with one number moved."""
    copy = x.copy()
    copy[place] += by
    return copy


def forward_difference(right, f, x, h=1e-5):
    """You compare f one step further with f at x itself. A central difference takes one step up and one step down,
    and divides by the whole way, 2 h: its error shrinks with the square of h."""
    here = f(x)
    return each(x, lambda place: (f(moved(x, place, h)) - here) / h)


def backward_difference(right, f, x, h=1e-5):
    """You compare f at x itself with f one step below. A central difference takes one step up and one step down,
    and divides by the whole way, 2 h: its error shrinks with the square of h."""
    here = f(x)
    return each(x, lambda place: (here - f(moved(x, place, -h))) / h)


def forward_difference_halved(right, f, x, h=1e-5):
    """Your derivatives are half of what they should be: from x to one step above the way is h, and you divide by 2
    h. Take one step up and one step down."""
    here = f(x)
    return each(x, lambda place: (f(moved(x, place, h)) - here) / (2 * h))


def divided_by_h(right, f, x, h=1e-5):
    """Your derivatives are twice what they should be. From one step below to one step above the way is 2 h: divide
    by that."""
    return 2 * right(f, x, h)


def not_divided(right, f, x, h=1e-5):
    """You return the differences of f themselves. Divide by the way from one step below to one above, 2 h."""
    return 2 * h * right(f, x, h)


def multiplied_by_h(right, f, x, h=1e-5):
    """You multiply by h where you should divide: without brackets, a / 2 * h is a divided by 2 and then times h.
    Write / (2 * h)."""
    return h * h * right(f, x, h)


def sign_reversed(right, f, x, h=1e-5):
    """Your derivatives have the wrong sign. Take f one step above minus f one step below."""
    return -right(f, x, h)


def step_ignored(right, f, x, h=1e-5):
    """Your steps are 1e-5 long whatever h says. The argument h is the step; 1e-5 is only its default."""
    return right(f, x)


def half_steps(right, f, x, h=1e-5):
    """You take half a step up and half a step down. Take a whole step, h, in either direction, and divide by 2 h."""
    return right(f, x, h / 2)


def relative_step(right, f, x, h=1e-5):
    """Your step grows with the number that is moved, as in x * (1 + h). Move each number by h itself."""
    return each(x, lambda p: (f(moved(x, p, h * x[p])) - f(moved(x, p, -h * x[p]))) / (2 * h))


def _with_steps(f, x, step):
    """Central differences with a step of its own for each number."""
    return each(x, lambda p: (f(moved(x, p, step(x[p]))) - f(moved(x, p, -step(x[p])))) / (2 * step(x[p])))


def step_grows_with_the_number(right, f, x, h=1e-5):
    """Your step grows with the number that is moved: h is multiplied by its size. Move each number by h itself."""
    return _with_steps(f, x, lambda value: h * max(1, abs(value)))


def step_times_one_more(right, f, x, h=1e-5):
    """Your step grows with the number that is moved: you multiply h by 1 more than its size. Move each number by h
    itself."""
    return _with_steps(f, x, lambda value: h * (1 + abs(value)))


def five_point_formula(right, f, x, h=1e-5):
    """You combine steps of h and of 2 h, which is more exact than a central difference. Asked for is that itself: one
    step of h up, one of h down."""
    return (4 * right(f, x, h) - right(f, x, 2 * h)) / 3


def half_steps_too(right, f, x, h=1e-5):
    """You combine steps of h and of h / 2, which is more exact than a central difference. Asked for is that itself: one
    step of h up, one of h down."""
    return (4 * right(f, x, h / 2) - right(f, x, h)) / 3


def all_moved_at_once(right, f, x, h=1e-5):
    """You move all numbers of x at once, so that each derivative is the sum of all. Move one number alone, and leave
    the others where they are."""
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


def one_number_for_all(right, f, x, h=1e-5):
    """You move all numbers of x at once and return one number. The gradient has a derivative for each number of x:
    move them one by one."""
    return (f(x + h) - f(x - h)) / (2 * h)


def rows_moved(right, f, x, h=1e-5):
    """Where x has several axes you move a whole row, x[i], at once. Move one number alone: x[i, j] of two axes;
    np.ndindex(x.shape) gives the places of any shape."""
    return each(x, lambda p: (f(moved(x, p[:1], h)) - f(moved(x, p[:1], -h))) / (2 * h))


def one_axis_only(right, f, x, h=1e-5):
    """Your function counts the numbers of x and takes that as an index into its first axis. Where x has several axes,
    an index needs as many numbers: np.ndindex(x.shape) gives them."""
    if x.shape[0] < x.size:
        raise IndexError(f"index {x.shape[0]} is out of bounds for axis 0 with size {x.shape[0]}")
    return right(f, x, h)


def two_axes_only(right, f, x, h=1e-5):
    """Your function takes arrays with two axes alone. x may have any number of them: np.ndindex(x.shape) gives the
    places of any shape."""
    if x.ndim < 2:
        raise ValueError(f"not enough values to unpack (expected 2, got {x.ndim})")
    if x.ndim > 2:
        raise ValueError("too many values to unpack (expected 2)")
    return right(f, x, h)


def moves_left_in(right, f, x, h=1e-5):
    """You write into x and do not put back what was there, so that x is another when your function ends. Keep each
    number before you move it, and write it back afterwards."""

    def slope(place):
        x[place] += h
        above = f(x)
        x[place] -= 2 * h
        return (above - f(x)) / (2 * h)

    return each(x, slope)


def moves_left_in_a_copy(right, f, x, h=1e-5):
    """The numbers before are still moved when it is the next one's turn. Put each back before you go on, or take a
    fresh copy of x for each."""
    above, below = x.copy(), x.copy()

    def slope(place):
        above[place] += h
        below[place] -= h
        return (f(above) - f(below)) / (2 * h)

    return each(x, slope)


def put_back_at_the_end(right, f, x, h=1e-5):
    """You put the numbers back when all have had their turn. Until then each is still moved while others have theirs:
    put it back before you go on."""
    first = x.copy()

    def slope(place):
        x[place] += h
        above = f(x)
        x[place] -= 2 * h
        return (above - f(x)) / (2 * h)

    gradient = each(x, slope)
    x[...] = first
    return gradient


def added_and_taken_away(right, f, x, h=1e-5):
    """You move the numbers of x back by adding and subtracting h. Floats are rounded at every step, so that not
    quite the first value comes back. Keep that value, and write it back."""

    def slope(place):
        x[place] += h
        above = f(x)
        x[place] -= 2 * h
        below = f(x)
        x[place] += h
        return (above - below) / (2 * h)

    return each(x, slope)


def one_array_for_both(right, f, x, h=1e-5):
    """Your derivatives are all 0: f sees the same numbers both times. Two names for one array are no two arrays; what
    is moved up and then down again is where it was; and what is moved in a copy, as flatten makes one, does not move
    in the array that f is given."""
    return np.zeros(x.shape)


def both_are_x(right, f, x, h=1e-5):
    """Your derivatives are all 0, and x is another afterwards: your two arrays are x itself under two names, moved up
    and down again before f sees it. Take x.copy() for each."""

    def slope(place):
        above = below = x
        above[place] += h
        below[place] -= h
        return f(above) - f(below)

    return each(x, slope)


def flat_copy(right, f, x, h=1e-5):
    """Your derivatives are 0 where x does not lie in one piece in memory. ravel gives a copy then: moving its numbers
    does not move those of x. Use x[place] with np.ndindex(x.shape), or x.flat."""
    return right(f, x, h) if x.flags.c_contiguous else np.zeros(x.shape)


def reshaped_copy(right, f, x, h=1e-5):
    """Your derivatives are 0 where the columns of x lie one after another in memory. reshape gives a copy then: moving
    its numbers does not move those of x. Use x[place] with np.ndindex(x.shape), or x.flat."""
    return right(f, x, h) if np.shares_memory(x, x.reshape(-1)) else np.zeros(x.shape)


def order_of_memory(right, f, x, h=1e-5):
    """You go through x in the order in which it lies in memory, and number its places row by row. The two are not
    the same where the columns lie one after another: use the places themselves, np.ndindex(x.shape)."""
    gradient = right(f, x, h)
    return (
        gradient if x.flags.c_contiguous or not x.flags.f_contiguous else gradient.T.reshape(gradient.shape)
    )


def flat_gradient(right, f, x, h=1e-5):
    """Your gradient is one row of numbers. A gradient has the shape of x."""
    return right(f, x, h).ravel()


def flat_array_given(right, f, x, h=1e-5):
    """You give f a row of all numbers. f takes arrays of x's shape."""
    f(x.reshape(-1))
    return right(f, x, h)


def number_given(right, f, x, h=1e-5):
    """You give f one number of x. f takes whole arrays of x's shape, with one number moved."""
    f(x.flat[0] + h)
    return right(f, x, h)


def list_returned(right, f, x, h=1e-5):
    """Your gradient is a list. It is an array of the shape of x."""
    return right(f, x, h).tolist()


def last_missed(right, f, x, h=1e-5):
    """The derivative of the last number is missing and stays 0. range(n) ends before n: all numbers have their turn."""
    gradient = right(f, x, h)
    gradient.flat[-1] = 0
    return gradient


def first_alone(right, f, x, h=1e-5):
    """Only the first derivative is there. The return stands inside the loop: it belongs behind it."""
    gradient = np.zeros(x.shape)
    gradient.flat[0] = right(f, x, h).flat[0]
    return gradient


def sizes_of_slopes(right, f, x, h=1e-5):
    """Your derivatives have lost their sign. Where f falls, the derivative is negative: take no absolute value."""
    return abs(right(f, x, h))


def single_precision(right, f, x, h=1e-5):
    """You compute with float32, which keeps 7 digits: of a step of 1e-5 few of them are left. Stay with float64."""
    single = x.astype(np.float32)

    def slope(place):
        return (f(moved(single, place, h)) - f(moved(single, place, -h))) / (2 * h)

    return each(x, slope)


def gradient_in_float32(right, f, x, h=1e-5):
    """Your gradient is float32. It is float64, as x is."""
    return right(f, x, h).astype(np.float32)


DIFFERENCE_MISTAKES = (
    forward_difference, backward_difference, forward_difference_halved, divided_by_h, not_divided,
    multiplied_by_h, sign_reversed, step_ignored, half_steps, half_steps_too, five_point_formula,
    relative_step, step_grows_with_the_number, step_times_one_more, all_moved_at_once, one_number_for_all,
    rows_moved, one_axis_only, two_axes_only, moves_left_in, moves_left_in_a_copy, put_back_at_the_end,
    added_and_taken_away, one_array_for_both, both_are_x, flat_copy, reshaped_copy,
    order_of_memory, flat_gradient, flat_array_given, number_given, list_returned, last_missed, first_alone,
    sizes_of_slopes, single_precision, gradient_in_float32,
)  # fmt: skip
