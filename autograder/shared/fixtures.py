"""Objects that are made on the student's side, by name and seed, because they cannot cross the wire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

FIXTURES: dict[str, Callable[[int], Any]] = {"generator": np.random.default_rng}


def make(name: str, seed: int) -> Any:
    """The fixture of a name.

    Raises:
        ValueError: no fixture has this name.
    """
    if name not in FIXTURES:
        raise ValueError(f"no fixture is called {name!r}. There are: {', '.join(sorted(FIXTURES))}")
    return FIXTURES[name](seed)
