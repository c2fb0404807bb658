"""a3.avg_pool2d: the mean of every window, and dout spread evenly over it."""

from __future__ import annotations

from operator import itemgetter

import numpy as np

from autograder.checks.a3_backprop.avg_pool2d_mistakes import MEAN_MISTAKES
from autograder.checks.a3_backprop.avg_pool2d_mistakes_spread import SPREAD_MISTAKES
from autograder.checks.a3_backprop.mistakes import dx_grows, kept_outside_the_cache
from autograder.checks.a3_backprop.pooling import (
    layers_in_turn,
    one_layer_twice,
    options_of,
    pooled_sizes,
    windows,
)
from autograder.checks.cases import called_again, given_back, of_first
from autograder.checks.inputs import LAYOUTS, kernels, normal
from autograder.checks.mistakes import (
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    one_buffer,
)
from autograder.part import ANY, CacheOf, Call, Case, part

NAMES = ("avg_pool2d_forward", "avg_pool2d_backward")


def summed(x, kernel, stride=None):
    """The oracle: value by value in Python's own floats."""
    stride = kernel if stride is None else stride
    out = np.zeros((*x.shape[:2], *pooled_sizes(x, *options_of(kernel, stride))), x.dtype)
    for n, c, i, j in np.ndindex(*out.shape):
        places = [(i * stride + u, j * stride + v) for u, v in np.ndindex(kernel, kernel)]
        out[n, c, i, j] = sum(float(x[n, c, row, column]) for row, column in places) / kernel**2
    return out


def dealt(dout, x, kernel, stride=None):
    """The oracle of dx."""
    stride = kernel if stride is None else stride
    dx = np.zeros(x.shape)
    for (n, c, i, j), slope in np.ndenumerate(np.asarray(dout, np.float64)):
        for u, v in np.ndindex(kernel, kernel):
            dx[n, c, i * stride + u, j * stride + v] += slope / kernel**2
    return dx.astype(x.dtype)


@part(
    "a3.avg_pool2d",
    points={
        "values": 1.5, "stride": 1.5, "gradient": 2, "gradient with a stride": 2, "memory layout": 0.5,
        "float32": 0.5,
    },
    functions=NAMES,
    caches=NAMES[:1],
)  # fmt: skip
def avg_pool2d(rng):
    def forward(group, shape, *options, draw=kernels, layout=np.copy, dtype=np.float64):
        x = layout(draw(rng, shape).astype(dtype))
        return Case(group, Call(x, *options, of=NAMES[0]), (summed(x, *options), ANY))

    def backward(group, shape, *options, draw=kernels, layout=np.copy, dtype=np.float64):
        x = draw(rng, shape)
        dout = draw(rng, (*shape[:2], *pooled_sizes(x, *options_of(*options))))
        dout, x = (layout(array.astype(dtype)) for array in (dout, x))
        call = Call(dout, CacheOf(x, *options, of=NAMES[0]), of=NAMES[1])
        return Case(group, call, dealt(dout, x, *options), names=("dx",))

    size = int(rng.integers(5, 8))
    yield forward("values", (1, 1, 2, 4), 2)
    yield forward("values", (1, 1, 3, 6), 3)
    yield forward("values", (1, 1, 5, 4), 2)  # a row lies in no window
    yield forward("values", (2, 3, 4, 6), 2)
    yield forward("values", (2, 2, size + 3, size + 4), 3, draw=normal)

    yield forward("stride", (1, 1, 3, 3), 2, 1)
    yield forward("stride", (1, 1, 5, 5), 3, 2)
    yield forward("stride", (1, 1, 5, 8), 2, 3)  # places between the windows
    yield forward("stride", (1, 1, 6, 4), 3, 2)  # a row and a column lie in no window
    yield forward("stride", (2, 2, size + 3, size + 4), 3, 2, draw=normal)

    yield backward("gradient", (1, 1, 2, 4), 2)
    yield backward("gradient", (1, 1, 3, 6), 3)
    yield backward("gradient", (1, 2, 2, 4), 2)
    yield backward("gradient", (3, 1, 2, 4), 2)
    yield backward("gradient", (2, 3, 6, 9), 3, draw=normal)

    yield backward("gradient with a stride", (1, 1, 3, 3), 2, 1)
    yield backward("gradient with a stride", (1, 1, 5, 5), 3, 2)
    yield backward("gradient with a stride", (1, 1, 5, 4), 2)
    yield backward("gradient with a stride", (1, 1, 5, 8), 2, 3)
    yield backward("gradient with a stride", (2, 2, size + 3, size + 4), 3, 2, draw=normal)

    for layout in LAYOUTS:
        yield forward("memory layout", (2, 2, 4, 6), 2, layout=layout)
        yield backward("memory layout", (2, 2, 4, 6), 2, layout=layout)
    yield from _in_a_row(rng)

    yield forward("float32", (2, 2, 5, 2 * size), 2, draw=normal, dtype=np.float32)
    yield backward("float32", (2, 2, 5, size + 1), 2, 1, draw=normal, dtype=np.float32)


def _in_a_row(rng):
    """The forward function again and with its own result; two layers forward before the first goes backward."""
    first, second, third = (kernels(rng, (2, 1, 4, 4)) for _ in range(3))
    douts = [kernels(rng, (2, 1, 2, 2)) for _ in range(2)]

    about = "avg_pool2d_forward called four times: with other images of one size, then of another"
    calls = [(first, 2), (second, 2), (third, 2), (kernels(rng, (1, 2, 3, 4)), 2, 1)]
    yield of_first(called_again("memory layout", summed, calls, about, judged=itemgetter(0)))
    about = "avg_pool2d_forward called twice with images of one size, then with its own first result"
    yield of_first(
        given_back("memory layout", summed, (first, 2), (second, 2), (2,), about, judged=itemgetter(0))
    )

    about = "two layers of one size: avg_pool2d_forward twice, then avg_pool2d_backward for each of them"
    layers = [(dout, (x, 2)) for dout, x in zip(douts, (first, second), strict=True)]
    yield layers_in_turn(NAMES, dealt, layers, about)
    about = "two layers, the second with a kernel of 3 and a stride of 1: both forward, then each of them backward"
    yield layers_in_turn(NAMES, dealt, [layers[0], (douts[1], (second, 3, 1))], about)
    about = "one layer: avg_pool2d_forward once, then avg_pool2d_backward twice with its cache, each with another dout"
    yield one_layer_twice(NAMES, dealt, (first, 2), douts, about)


# Every variant keeps (x, kernel, stride), so that any forward one goes with any backward one.


@avg_pool2d.right(of=NAMES[0])
def window_by_window(x, kernel, stride=None):
    pairs = options_of(kernel, stride)
    out = np.empty((*x.shape[:2], *pooled_sizes(x, *pairs)), x.dtype)
    for i, j, window in windows(x, *pairs):
        out[:, :, i, j] = x[window].mean(axis=(2, 3))
    return out, (x, kernel, pairs[1][0])


@avg_pool2d.right(of=NAMES[0])
def place_by_place(x, kernel, stride=None):
    stride = kernel if stride is None else stride
    height, width = ((n - kernel) // stride + 1 for n in x.shape[2:])
    total = sum(
        x[:, :, u::stride, v::stride][:, :, :height, :width] for u in range(kernel) for v in range(kernel)
    )
    return total / x.dtype.type(kernel * kernel), (x, kernel, stride)


@avg_pool2d.right(of=NAMES[0])
def windows_viewed(x, kernel, stride=None):
    stride = kernel if stride is None else stride
    view = np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel), axis=(2, 3))
    return view[:, :, ::stride, ::stride].mean(axis=(4, 5)), (x, kernel, stride)


@avg_pool2d.right(of=NAMES[0])
def running_sums(x, kernel, stride=None):
    """Differences of sums from the corner on."""
    print("x", x.shape)
    stride = kernel if stride is None else stride
    sums = np.pad(x.astype(np.float64).cumsum(2).cumsum(3), ((0, 0), (0, 0), (1, 0), (1, 0)))
    boxes = sums[:, :, kernel:, kernel:] - sums[:, :, :-kernel, kernel:]
    boxes = boxes - sums[:, :, kernel:, :-kernel] + sums[:, :, :-kernel, :-kernel]
    out = (boxes / kernel**2)[:, :, ::stride, ::stride].astype(x.dtype)
    return [np.asfortranarray(out), (x, kernel, stride)]


@avg_pool2d.right(of=NAMES[1])
def added_to_windows(dout, cache):
    x, kernel, stride = cache
    dx = np.zeros(x.shape, x.dtype)
    for i, j in np.ndindex(*dout.shape[2:]):
        rows, columns = (slice(n * stride, n * stride + kernel) for n in (i, j))
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] / kernel**2
    return dx


@avg_pool2d.right(of=NAMES[1])
def slices_of_dx(dout, cache):
    x, kernel, stride = cache
    dx, (height, width) = np.zeros_like(x), dout.shape[2:]
    for u in range(kernel):
        for v in range(kernel):
            dx[:, :, u::stride, v::stride][:, :, :height, :width] += dout / kernel**2
    return dx


@avg_pool2d.right(of=NAMES[1])
def spread_then_summed(dout, cache):
    """dout with its values a stride apart, summed over windows that reach back."""
    x, kernel, stride = cache
    height, width = ((n - 1) * stride + 1 for n in dout.shape[2:])
    spread = np.zeros((*dout.shape[:2], height, width), dout.dtype)
    spread[:, :, ::stride, ::stride] = dout
    wide = np.pad(spread, ((0,), (0,), (kernel - 1,), (kernel - 1,)))
    sums = np.lib.stride_tricks.sliding_window_view(wide, (kernel, kernel), axis=(2, 3)).sum(axis=(4, 5))
    dx = np.zeros(x.shape, x.dtype, order="F")
    dx[:, :, : sums.shape[2], : sums.shape[3]] = sums / kernel**2
    return dx


@avg_pool2d.right(of=NAMES[1])
def pixel_by_pixel(dout, cache):
    """Each pixel asks which windows have seen it."""
    x, kernel, stride = cache
    seen = [
        np.array([[0 <= place - i * stride < kernel for i in range(count)] for place in range(n)], x.dtype)
        for n, count in zip(x.shape[2:], dout.shape[2:], strict=True)
    ]
    return (np.einsum("pi,qj,ncij->ncpq", *seen, dout) / kernel**2).astype(x.dtype)


avg_pool2d.mistake(*MEAN_MISTAKES, input_changed, one_buffer, first_answer_kept, always_float64, of=NAMES[0])
avg_pool2d.mistake(kept_outside_the_cache, of=NAMES[0])
avg_pool2d.mistake(*SPREAD_MISTAKES, dx_grows, nothing_returned, of=NAMES[1])
avg_pool2d.mistake(input_changed, of=NAMES[1], name="dout_changed")
avg_pool2d.mistake(
    always_float64,
    of=NAMES[1],
    name="dx_always_float64",
    explanation="Your dx is float64 whatever comes in. It has the dtype of x: np.zeros alone makes float64.",
)
