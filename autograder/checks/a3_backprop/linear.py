"""a3.linear: a fully connected layer, a matrix product with a bias, and its three gradients."""

from __future__ import annotations

import math
from operator import itemgetter

import numpy as np

from autograder.checks.a3_backprop.linear_mistakes import FORWARD_MISTAKES
from autograder.checks.a3_backprop.linear_mistakes_backward import SHARED_MISTAKES
from autograder.checks.a3_backprop.linear_mistakes_gradients import GRADIENT_MISTAKES
from autograder.checks.a3_backprop.mistakes import kept_outside_the_cache
from autograder.checks.cases import called_again, given_back, of_first
from autograder.checks.inputs import LAYOUTS, biases, kernels, normal
from autograder.checks.mistakes import (
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    one_buffer,
)
from autograder.part import ANY, CacheOf, Call, Case, part

NAMES = ("linear_forward", "linear_backward")
GRADIENTS = ("dx", "dw", "db")


def summed(x, w, b):
    """The oracle: product by product in Python's own floats."""
    out = np.zeros((len(x), len(w)), x.dtype)
    for n, o in np.ndindex(*out.shape):
        inputs = np.ravel(x[n]).tolist()
        out[n, o] = float(b[o]) + sum(value * float(w[o, d]) for d, value in enumerate(inputs))
    return out


def passed_on(dout, x, w, b):
    """The oracle of dx, dw, db: each product passes dout on to both of its factors."""
    dx, dw, db = np.zeros((len(x), w.shape[1])), np.zeros(w.shape), np.zeros(b.shape)
    for (n, o), slope in np.ndenumerate(np.asarray(dout, np.float64)):
        db[o] += slope
        for d, value in enumerate(np.ravel(x[n]).tolist()):
            dx[n, d] += slope * float(w[o, d])
            dw[o, d] += slope * value
    return dx.reshape(x.shape).astype(x.dtype), dw.astype(w.dtype), db.astype(b.dtype)


Shapes = tuple[tuple[tuple[int, ...], int], ...]
# The shape of x and the number of outputs. Where two sizes are equal a product of the wrong transposes fits too.
PLAIN: Shapes = (((1, 2), 1), ((1, 2), 3), ((3, 2), 1), ((2, 3), 4), ((2, 2), 2), ((3, 2), 3), ((2, 3), 3))
OF_IMAGES: Shapes = (
    ((1, 1, 2, 3), 1),
    ((2, 1, 2, 2), 3),
    ((2, 2, 2, 2), 4),
    ((2, 1, 2, 2), 4),
    ((2, 2, 3), 4),
)


@part(
    "a3.linear",
    points={
        "values": 1.5, "images": 1, "db": 1, "dw": 2, "dx": 2, "gradients of images": 1.5,
        "memory layout": 0.5, "float32": 0.5,
    },
    functions=NAMES,
    caches=NAMES[:1],
)  # fmt: skip
def linear(rng):
    def arguments(shape, outputs, draw=kernels, layout=np.copy, dtype=np.float64):
        """dout, x, w, b"""
        w, b = draw(rng, (outputs, math.prod(shape[1:]))), biases(rng, outputs)
        drawn = draw(rng, (shape[0], outputs)), draw(rng, shape), w, b
        return [layout(array.astype(dtype)) for array in drawn]

    def forward(group, *shape, **options):
        _, *given = arguments(*shape, **options)
        return Case(group, Call(*given, of=NAMES[0]), (summed(*given), ANY))

    def backward(group, *shape, **options):
        dout, *given = arguments(*shape, **options)
        answers = passed_on(dout, *given)
        if group in GRADIENTS:
            answers = tuple(a if name == group else ANY for name, a in zip(GRADIENTS, answers, strict=True))
        call = Call(dout, CacheOf(*given, of=NAMES[0]), of=NAMES[1])
        return Case(group, call, answers, names=GRADIENTS)

    size = int(rng.integers(5, 8))
    for shape in PLAIN:
        yield forward("values", *shape)
    yield forward("values", (size, 4), 3, draw=normal)
    for shape in OF_IMAGES:
        yield forward("images", *shape)
    yield forward("images", (3, 2, size, 4), 5, draw=normal)

    for group in GRADIENTS[::-1]:
        for shape in PLAIN:
            yield backward(group, *shape)
        yield backward(group, (size, 4), 3, draw=normal)
    for shape in OF_IMAGES:
        yield backward("gradients of images", *shape)
    yield backward("gradients of images", (3, 2, size, 4), 5, draw=normal)

    for layout in LAYOUTS:
        yield forward("memory layout", (2, 2, 2, 3), 4, layout=layout)
        yield backward("memory layout", (2, 2, 2, 3), 4, layout=layout)
    yield from _in_a_row(rng)

    drawn = iter(lambda: forward("float32", (2, 1, 3, size), 4, draw=normal, dtype=np.float32), None)
    yield next(case for case in drawn if (case.expect[0] < 0).any())  # where a ReLU in the layer shows
    yield backward("float32", (2, 1, 3, size), 4, draw=normal, dtype=np.float32)


def _in_a_row(rng):
    """The forward function again and with its own result; two layers forward before the first goes backward; and one
    layer whose gradients are asked for twice."""
    first, second, third = (kernels(rng, (2, 3)) for _ in range(3))
    w, b = kernels(rng, (3, 3)), biases(rng, 3)
    douts = [kernels(rng, (2, 3)) for _ in range(2)]

    about = "linear_forward called four times: with other inputs of one shape, then of another"
    calls = [(first, w, b), (second, w, b), (third, w, b), (kernels(rng, (3, 2)), w[:2, :2], b[:2])]
    yield of_first(called_again("memory layout", summed, calls, about, judged=itemgetter(0)))
    about = "linear_forward called twice with inputs of one shape, then with its own first result"
    given = (first, w, b), (second, w, b), (w, b)
    yield of_first(given_back("memory layout", summed, *given, about, judged=itemgetter(0)))

    def act(forward, backward):
        caches = [CacheOf(x, w, b, of=NAMES[0])(forward) for x in (first, second)]
        return tuple(tuple(backward(dout, cache)) for dout, cache in zip(douts, caches, strict=True))

    answers = tuple(passed_on(dout, x, w, b) for dout, x in zip(douts, (first, second), strict=True))
    about = "two layers of one size: linear_forward twice, then linear_backward for each of them"
    yield Case("memory layout", act, answers, about=about)

    def twice(forward, backward):
        cache = CacheOf(first, w, b, of=NAMES[0])(forward)
        return tuple(tuple(backward(dout, cache)) for dout in douts)

    answers = tuple(passed_on(dout, first, w, b) for dout in douts)
    about = (
        "one layer: linear_forward once, then linear_backward twice with its cache, each with another dout"
    )
    yield Case("memory layout", twice, answers, about=about)


# Every variant keeps (x, w, b), so that any forward one goes with any backward one.


@linear.right(of=NAMES[0])
def one_product(x, w, b):
    return x.reshape(len(x), -1) @ w.T + b, (x, w, b)


@linear.right(of=NAMES[0])
def output_by_output(x, w, b):
    out = np.empty((len(x), len(w)), x.dtype)
    for n, example in enumerate(x):
        for o, weights in enumerate(w):
            out[n, o] = np.dot(example.ravel(), weights) + b[o]
    return [out, (x, w, b)]


@linear.right(of=NAMES[0])
def templates(x, w, b):
    """Each row of w is brought into the shape of an example."""
    shaped = w.reshape(len(w), *x.shape[1:])
    axes = list(range(1, x.ndim))
    print("templates", shaped.shape)
    return np.tensordot(x, shaped, axes=(axes, axes)) + b, (x, w, b)


@linear.right(of=NAMES[0])
def bias_as_a_weight(x, w, b):
    """The bias is the weight of one more input, which is always 1."""
    flat = x.reshape(len(x), w.shape[1])
    with_one = np.concatenate([flat, np.ones((len(x), 1), x.dtype)], axis=1)
    return (np.column_stack([w, b]) @ with_one.T).T, (x, w, b)


@linear.right(of=NAMES[1])
def three_lines(dout, cache):
    x, w, b = cache
    return (dout @ w).reshape(x.shape), dout.T @ x.reshape(len(x), -1), dout.sum(axis=0)


@linear.right(of=NAMES[1])
def example_by_example(dout, cache):
    x, w, b = cache
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros_like(b)
    for n in range(len(x)):
        for o in range(len(w)):
            dx[n] += dout[n, o] * w[o].reshape(x.shape[1:])
            dw[o] += dout[n, o] * x[n].ravel()
            db[o] += dout[n, o]
    return dx, dw, db


@linear.right(of=NAMES[1])
def einsums(dout, cache):
    x, w, b = cache
    flat = x.reshape(len(x), -1)
    dx = np.einsum("no,od->nd", dout, w).reshape(x.shape)
    return [dx, np.einsum("no,nd->od", dout, flat), np.einsum("no->o", dout)]


@linear.right(of=NAMES[1])
def transposed_twice(dout, cache):
    """Results in Fortran order."""
    x, w, b = cache
    dw = (x.reshape(len(x), -1).T @ dout).T
    dx = np.asfortranarray((w.T @ dout.T).T.reshape(x.shape))
    return dx, dw, np.ones(len(dout), dout.dtype) @ dout


linear.mistake(*FORWARD_MISTAKES, input_changed, one_buffer, first_answer_kept, always_float64, of=NAMES[0])
linear.mistake(kept_outside_the_cache, of=NAMES[0])
linear.mistake(*GRADIENT_MISTAKES, *SHARED_MISTAKES, of=NAMES[1])
linear.mistake(
    nothing_returned,
    of=NAMES[1],
    explanation="linear_backward returns None: it computes, and ends without a return.",
)
