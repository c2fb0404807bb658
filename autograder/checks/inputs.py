"""Inputs for checks: drawn from the seed, in every memory layout that a student's function can meet."""

from __future__ import annotations

import numpy as np


def whole(rng: np.random.Generator, shape: int | tuple[int, ...], low: int = -4, high: int = 5) -> np.ndarray:
    """float64 whole numbers from low to high - 1: small enough to check an answer by hand."""
    return rng.integers(low, high, shape).astype(np.float64)


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
