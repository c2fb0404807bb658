"""Numbers by which the outputs of a layer have both signs, as a ReLU behind it would show."""

from __future__ import annotations

import numpy as np

from autograder.checks.inputs import normal


def far_from_0(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """float64 numbers whose sums of products are large beside any bias."""
    return 4 * normal(rng, shape)
