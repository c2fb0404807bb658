"""What a student writes, held against what came out: a guess, and a design with its bounds.

Both print below the cell, and what was written stays on screen.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from numbers import Real
from typing import Any

TELLS = "CNNLIB_TELLS"  # where this variable is set, a value is told without a guess: for pages that are only read
FACTOR = 100  # from here on an error is told as a factor and not as a difference


def compare_guess(guess: Any, value: Any, about: str = "") -> None:
    """Print a guess beside the value that came out, and how far off it was.

    Args:
        guess: a number, a text or a tuple; None for no guess yet, and then the value is not told.
        value: what came out, of the same kind. Texts are alike whatever their capitals.
        about: what was guessed, to begin the line with.

    >>> compare_guess(5, 5, "outputs")
    outputs: you guessed 5, and that is right.
    >>> compare_guess(7, 5)
    You guessed 7, it is 5: too high by 2.
    >>> compare_guess(1_000_000, 1_600_000_000)
    You guessed 1,000,000, it is 1,600,000,000: too low by a factor of 1,600.
    >>> compare_guess("moved", "the same", "the map")
    the map: you guessed "moved", it is "the same".
    >>> compare_guess(None, 5, "outputs")
    outputs: no guess yet: write one in place of None, then run both cells again.
    """
    line = f"{about}: {_compared(guess, value)}" if about else _compared(guess, value)
    print(line if about else line[0].upper() + line[1:])


def compare_bounds(
    found: Mapping[str, float],
    at_least: Mapping[str, float] | None = None,
    at_most: Mapping[str, float] | None = None,
) -> None:
    """Print for every bound whether a design meets it, or by how much it is missed.

    Args:
        found: what was counted of the design, by name.
        at_least, at_most: name -> bound.

    >>> found = {"field": 36, "parameters": 138_330}
    >>> compare_bounds(found, at_least={"field": 32}, at_most={"parameters": 30_000})
    field: 36, at least 32: met.
    parameters: 138,330, at most 30,000: missed by 108,330.
    1 of 2 bounds met.
    """
    missed = {name: bound - found[name] for name, bound in (at_least or {}).items()}
    missed |= {name: found[name] - bound for name, bound in (at_most or {}).items()}
    for side, bounds in (("at least", at_least or {}), ("at most", at_most or {})):
        for name, bound in bounds.items():
            judged = "met" if missed[name] <= 0 else f"missed by {_told(missed[name])}"
            print(f"{name}: {_told(found[name])}, {side} {_told(bound)}: {judged}.")
    met = sum(amount <= 0 for amount in missed.values())
    print("All bounds met." if met == len(missed) else f"{met} of {len(missed)} bounds met.")


def _compared(guess: Any, value: Any) -> str:
    if guess is None and os.environ.get(TELLS):
        return f"it is {_told(value)}."
    if guess is None:
        return "no guess yet: write one in place of None, then run both cells again."
    if _alike(guess, value):
        return f"you guessed {_told(value)}, and that is right."
    off = f": {_distance(guess, value)}" if _is_number(guess) and _is_number(value) else ""
    return f"you guessed {_told(guess)}, it is {_told(value)}{off}."


def _alike(guess: Any, value: Any) -> bool:
    if isinstance(guess, str) and isinstance(value, str):
        return guess.strip().casefold() == value.strip().casefold()
    return _told(guess) == _told(value)


def _distance(guess: Any, value: Any) -> str:
    side = "high" if guess > value else "low"
    low, high = sorted((guess, value))
    if low > 0 and high / low >= FACTOR:
        return f"too {side} by a factor of {_told(float(f'{high / low:.3g}'))}"
    return f"too {side} by {_told(high - low)}"


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


def _told(value: Any) -> str:
    if _is_number(value):
        return f"{int(value):,}" if value == int(value) else f"{value:.3g}"
    return f'"{value}"' if isinstance(value, str) else str(value)
