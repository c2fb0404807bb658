"""What the convolution parts of a2 share: how their cases are drawn, and sizes and windows of an image."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import numpy as np

from autograder.checks.cases import called_again, given_back
from autograder.checks.inputs import biases, kernels, pair, whole
from autograder.part import Call, Case


def convolution_cases(rng: np.random.Generator, oracle: Callable[..., Any]) -> Callable[..., Case]:
    """A function `case(group, x_shape, w_shape, ...)` that draws x, w and b and asks the oracle.

    draw: `whole` or `normal`. layout: that of the three arrays. dtype, of_weights: that of x, and that of
    w and b where it is another. by_position: the options, given in the order of the parameters, go without
    their names. rtol: as in Case. Further options go to the call.
    """

    def case(
        group, x_shape, w_shape, draw=whole, layout=np.copy, dtype=np.float64, of_weights=None,
        by_position=False, rtol=None, **options,
    ):  # fmt: skip
        x = layout(draw(rng, x_shape).astype(dtype))
        w = kernels(rng, w_shape) if draw is whole else draw(rng, w_shape)
        w, b = (layout(array.astype(of_weights or dtype)) for array in (w, biases(rng, w_shape[0])))
        call = Call(x, w, b, *options.values()) if by_position else Call(x, w, b, **options)
        return Case(group, call, oracle(x, w, b, **options), rtol)

    return case


def calls_in_a_row(
    rng: np.random.Generator,
    group: str,
    name: str,
    oracle: Callable[..., Any],
    sizes: tuple[tuple[int, ...], ...] = ((3, 3), (4, 5), (2, 2)),
    **options: Any,
) -> Iterator[Case]:
    """The function of this name called again with one array that is new at a time, then with a new size; and
    called twice with one filter, then with its own first result, whose map is the image's one channel.

    sizes: of the images, of a larger one and of the filters, without the axes before them.
    """
    x, larger = whole(rng, (2, 1, *sizes[0])), whole(rng, (1, 1, *sizes[1]))
    w, other_w = (kernels(rng, (2, 1, *sizes[2])) for _ in range(2))
    b, other_b = (biases(rng, 2) for _ in range(2))
    other_x = whole(rng, x.shape)
    calls = [(x, w, b), (x, other_w, b), (x, other_w, other_b), (other_x, other_w, other_b), (larger, w, b)]
    about = f"{name} called five times: then with another w, another b, another x, an x of another size"
    yield called_again(group, oracle, calls, about, **options)
    w, b = w[:1], b[:1]
    about = f"{name} called twice with images of one size, then with its own first result"
    yield given_back(group, oracle, (x, w, b), (other_x, w, b), (w, b), about, **options)


def around(
    x: np.ndarray,
    top: int,
    bottom: int,
    left: int,
    right: int,
    mode: Literal["constant", "edge"] = "constant",
) -> np.ndarray:
    """x (N, C, H, W) with rows and columns added around each image."""
    if mode == "constant":  # np.pad takes a fifth of the time of all known mistakes of a layer
        height, width = x.shape[2:]
        order: Literal["F", "C"] = "F" if x.flags.fnc else "C"  # as np.pad keeps it
        out = np.zeros((*x.shape[:2], top + height + bottom, left + width + right), x.dtype, order)
        out[:, :, top : top + height, left : left + width] = x
        return out
    return np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)), mode=mode)


def padded(
    x: np.ndarray, padding: int | tuple[int, int], mode: Literal["constant", "edge"] = "constant"
) -> np.ndarray:
    """x (N, C, H, W) with its zeros around, or with copies of its edge."""
    rows, columns = pair(padding)
    return around(x, rows, rows, columns, columns, mode)


def output_sizes(x: np.ndarray, w: np.ndarray, stride: Any, dilation: Any = 1) -> tuple[int, ...]:
    """Height and width of the output of images that are already padded."""
    axes = zip(x.shape[2:], w.shape[2:], pair(stride), pair(dilation), strict=True)
    return tuple((n - d * (k - 1) - 1) // s + 1 for n, k, s, d in axes)


def seen(x: np.ndarray, u: int, v: int, sizes: tuple[int, ...], stride: Any, dilation: Any = 1) -> np.ndarray:
    """(N, C, H', W'): what kernel position (u, v) meets in padded images."""
    (height, width), (down, across), (du, dv) = sizes, pair(stride), pair(dilation)
    return x[:, :, u * du :: down, v * dv :: across][:, :, :height, :width]


def left_over(
    x: np.ndarray, w: np.ndarray, stride: Any, padding: Any, dilation: Any = 1, groups: int = 1
) -> tuple[int, ...]:
    """Rows and columns at the end that no position of the kernel reaches."""
    steps = output_sizes(padded(x, padding), w, 1, dilation)
    return tuple((n - 1) % s for n, s in zip(steps, pair(stride), strict=True))
