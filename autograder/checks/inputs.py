"""Inputs for checks: drawn from the seed, in every memory layout that a student's function can meet.

    draw = integers_from(rng)
    yield right("stride", draw(20, 40), 3)
    for layout in LAYOUTS:
        yield case("memory layout", layout(whole(rng, (2, 3, 4, 5))))

A seed must always give the same inputs: the order in which a part draws from `rng` is part of the part.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np


def pair(value: int | tuple[int, int] | list[int]) -> tuple[int, int]:
    """(height, width) from an int, which stands for both, or a pair."""
    return (value[0], value[1]) if isinstance(value, tuple | list) else (value, value)


def integers_from(rng: np.random.Generator) -> Callable[[int, int], int]:
    """A function `draw(low, high)` that draws a Python int from low to high - 1."""
    return lambda low, high: int(rng.integers(low, high))


def whole(rng: np.random.Generator, shape: int | tuple[int, ...], low: int = -4, high: int = 5) -> np.ndarray:
    """float64 whole numbers from low to high - 1: small enough to check an answer by hand."""
    return rng.integers(low, high, shape).astype(np.float64)


def kernels(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """float64 whole numbers of both signs, (filters, ...). The weights of one filter all differ in size and
    none is 0, so that no kernel is its own mirror image; no two filters are equal."""
    sizes = np.arange(1, math.prod(shape[1:]) + shape[0] + 1)
    while True:
        drawn = np.array([rng.permutation(sizes)[: math.prod(shape[1:])] for _ in range(shape[0])])
        drawn = drawn * rng.choice([-1.0, 1.0], drawn.shape)
        if len(np.unique(drawn, axis=0)) == len(drawn):
            return drawn.reshape(shape)


def biases(rng: np.random.Generator, filters: int) -> np.ndarray:
    """float64 whole numbers, (filters,), all different and none of them 0."""
    return rng.permutation(filters + 3)[:filters] + 1.0


def normal(rng: np.random.Generator, shape: int | tuple[int, ...]) -> np.ndarray:
    """float64 numbers from the standard normal distribution."""
    return rng.standard_normal(shape)


def strided(x: np.ndarray) -> np.ndarray:
    """The same values with a gap after each in memory: a non-contiguous view of a wider array."""
    wide = np.zeros((*x.shape[:-1], 2 * x.shape[-1]), x.dtype)
    wide[..., ::2] = x
    return wide[..., ::2]


def fortran(x: np.ndarray) -> np.ndarray:
    """The same values in Fortran order: the first axis varies fastest in memory."""
    return np.array(x, order="F")


def readonly(x: np.ndarray) -> np.ndarray:
    """The same values in an array that refuses to be written to."""
    copy = x.copy()
    copy.setflags(write=False)
    return copy


LAYOUTS = (strided, fortran, readonly)  # a part takes one case of each
