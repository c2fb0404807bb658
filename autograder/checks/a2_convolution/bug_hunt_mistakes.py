"""Mistakes of a2.bug_hunt: tests that judge wrongly what comes back.

What a test never asks has no name here: to think of it is the exercise, and a report must not take it over.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.bug_hunt_rights import by_slices, is_close


def accepts_everything(right, f):
    """Your test returns True for every layer that it gets, broken ones included. Nothing that it asks makes a
    difference to what it returns."""
    right(f)
    return True


def refuses_everything(right, f):
    """Your test returned False for every layer that it was given here, right ones included. Look at what it returns
    at its end; at the layer that you compare with, which may be wrong itself; and at how near the numbers have to
    be: right layers add in different orders, so they round differently, and float32 rounds more than float64."""
    right(f)
    return False


def the_other_way_round(right, f):
    """True and False are exchanged: your test returns True for a broken layer and False for a right one."""
    return not right(f)


def exceptions_not_caught(right, f):
    """Where a layer raises an exception, your test ends with it. It should catch it and return False: such a
    layer is broken."""
    raised = []

    def watched(*args, **options):
        try:
            return f(*args, **options)
        except Exception as error:
            raised.append(error)
            raise

    verdict = right(watched)
    if raised:
        raise raised[0]
    return verdict


def exceptions_count_as_right(right, f):
    """Your test goes on, or returns True, where a layer raises an exception. Such a layer is broken: return
    False."""

    def forgiven(*args, **options):
        try:
            return f(*args, **options)
        except Exception:
            return by_slices(*args, **options)

    return right(forgiven)


def shapes_not_compared(right, f):
    """Your test compares numbers of results whose shapes differ: NumPy stretches one array over the other.
    Compare the shapes first."""

    def stretched(*args, **options):
        out, expected = f(*args, **options), by_slices(*args, **options)
        try:
            return np.broadcast_to(out, expected.shape)
        except ValueError:
            return out

    return right(stretched)


def first_value_only(right, f):
    """Your test looks at one value of each result, or at a few. The others may be wrong: compare all of
    them."""

    def one_value(*args, **options):
        out, expected = f(*args, **options), by_slices(*args, **options)
        if out.shape != expected.shape or out.dtype != expected.dtype:
            return out
        expected[0, 0, 0, 0] = out[0, 0, 0, 0]
        return expected

    return right(one_value)


def tolerance_too_wide(right, f):
    """Your test admits differences that are no rounding. In float64 some 15 digits are right: what differs by
    a millionth is wrong, and np.allclose admits more than that unless it is told otherwise."""

    def rounded(*args, **options):
        out, expected = f(*args, **options), by_slices(*args, **options)
        if out.shape == expected.shape and np.allclose(out, expected, rtol=0, atol=1e-4):
            return expected.astype(out.dtype)
        return out

    return right(rounded)


def one_match_is_enough(right, f):
    """One right result is enough for your test. A layer is right when all of them are: take `and` instead of
    `or`, `all` instead of `any`."""
    matches = []

    def noted(*args, **options):
        expected = by_slices(*args, **options)
        try:
            matches.append(is_close(f(*args, **options), expected))
        except Exception:
            matches.append(False)
        return expected

    right(noted)
    return any(matches)


def _answered_by_one(f, x_shape, w_shape):
    """What one plain call with random arrays says of a layer."""
    rng = np.random.default_rng(5)
    x, w, b = (rng.standard_normal(shape) for shape in (x_shape, w_shape, w_shape[:1]))
    try:
        return is_close(f(x, w, b), by_slices(x, w, b))
    except Exception:
        return False


def first_call_decides(right, f):
    """What your test returns is decided by its first call, which has neither stride nor padding: there is no other,
    or a return in your loop ends it after one turn."""
    return _answered_by_one(f, (2, 3, 5, 6), (4, 3, 3, 2))


def first_call_decides_by_square_maps(right, f):
    """What your test returns is decided by its first call, which has neither stride nor padding: there is no other,
    or a return in your loop ends it after one turn."""
    return _answered_by_one(f, (2, 3, 6, 7), (4, 3, 2, 3))


def order_in_memory_judged(right, f):
    """Your test refuses right layers for how their results lie in memory. A result may lie there in any way, and it
    may be a view: compare shape, dtype and values alone."""
    untidy = []

    def watched(*args, **options):
        out = f(*args, **options)
        untidy.append(not out.flags.c_contiguous)
        return out

    return right(watched) and not any(untidy)


def arrays_of_ints(right, f):
    """Your test gives a layer an array of ints. Layers take floats: write np.arange(12.0) or
    x.astype(float)."""

    def with_ints(x, w, b, **options):
        return f(np.round(x).astype(np.int64), w, b, **options)

    return right(with_ints)


def _can_be_called(f, image, kernel):
    """Whether a layer takes ones of these sizes, as a test asks that catches every exception."""
    try:
        f(np.ones((1, 1, *image)), np.ones((1, 1, *kernel)), np.ones(1))
    except Exception:
        return False
    return True


def filter_too_large(right, f):
    """Your test lays a filter on an image that it does not fit in, with its padding. Draw the sizes of the image so
    that they are never smaller than those of the filter."""
    return _can_be_called(f, (4, 3), (4, 4)) and right(f)


def arrays_too_large(right, f):
    """Your test calls a layer with more values than are allowed. Small arrays show as much, and sooner."""
    return _can_be_called(f, (128, 192), (2, 3)) and right(f)


def too_many_calls(right, f):
    """Your test calls right layers more often than is allowed. Loops in loops multiply: choose calls that ask
    different things, or draw them at random."""
    return right(f) and all(_can_be_called(f, (2, 2), (1, 1)) for _ in range(1000))


def text_returned(right, f):
    """Your test returns a text. Asked for are True for a right layer and False for a broken one, which are
    written without quotation marks."""
    return str(right(f))


BUG_HUNT_MISTAKES = (
    accepts_everything, refuses_everything, the_other_way_round,
    exceptions_not_caught, exceptions_count_as_right,
    shapes_not_compared, first_value_only, tolerance_too_wide, one_match_is_enough,
    first_call_decides, first_call_decides_by_square_maps, order_in_memory_judged,
    arrays_of_ints, filter_too_large, arrays_too_large, too_many_calls, text_returned,
)  # fmt: skip
