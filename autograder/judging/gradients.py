"""What is wrong with gradients: which of them, where, by what factor, and whether only the places are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.judging.compare import Difference, compare
from autograder.part import ANY

RTOL = 1e-6  # of a factor and of a sum, which only word the message


def compare_gradients(
    found: Any, expected: Any, rtol: float | None, names: Sequence[str], images: int
) -> Difference | None:
    """What is wrong with gradients, or None: `compare`, in these names.

    names: of the arrays in a tuple, or of the one array. images: how many the batch has.
    """
    if not isinstance(expected, tuple):
        return _named(found, expected, rtol, names[0], images)
    if not isinstance(found, tuple | list) or len(found) != len(expected):
        return compare(found, expected, rtol)
    triples = list(zip(names, found, expected, strict=True))
    wrong = {name: w for name, f, e in triples if (w := _named(f, e, rtol, name, images))}
    if not wrong:
        return None
    right = [name for name, _, e in triples if name not in wrong and e is not ANY]
    which = f"{_listed(list(wrong))} wrong, {_listed(right)} right. " if right else ""
    message = which + ". ".join(difference.message for difference in wrong.values())
    return replace(next(iter(wrong.values())), message=message)


def _named(found: Any, expected: Any, rtol: float | None, name: str, images: int) -> Difference | None:
    difference = compare(found, expected, rtol, name)
    if difference is None:
        return None
    remark = ""
    if difference.found is not None and np.isfinite(found).all():
        remark = _remark(np.asarray(found, float), np.asarray(expected, float), name, images)
    message = f"{difference.message}. {remark}" if remark else difference.message
    return replace(difference, message=message, name=name)


def _remark(found: np.ndarray, expected: np.ndarray, name: str, images: int) -> str:
    """What two arrays of one shape have in common; empty where that is nothing, or could be chance."""
    few = len(np.unique(np.abs(expected[expected != 0]))) < 2  # one number is always a factor of another
    if not found.any():
        return f"{name} is 0 everywhere"
    if few:
        return ""
    factor = np.vdot(expected, found) / np.vdot(expected, expected)
    if _near(found, factor * expected):
        return f"Every value of {name} is {_times(float(factor), images)}"
    if _near(np.sort(found, axis=None), np.sort(expected, axis=None)):
        return f"The values of {name} are right, their places are not"
    if abs(found.sum() - expected.sum()) <= RTOL * np.abs(expected).sum():
        return f"The sum of all values of {name} is right, their places are not"
    return ""


def _near(found: np.ndarray, expected: np.ndarray) -> bool:
    return bool(np.abs(found - expected).max() <= RTOL * np.abs(expected).max())


def _times(factor: float, images: int) -> str:
    """A factor in words. That it is the number of images is said where it is."""
    size, sign = abs(factor), "minus " if factor < 0 else ""
    whole = round(1 / size)
    part = size < 1 and abs(size * whole - 1) < RTOL
    words = f"1/{whole} of" if part else f"{size:.6g} times"
    batch = images > 1 and (abs(size - images) < RTOL * images or (part and whole == images))
    return f"{sign}{words} what it should be{f', and there are {images} images' if batch else ''}"


def _listed(names: Sequence[str]) -> str:
    """ "dw is", "dx and db are"."""
    *first, last = names
    return f"{', '.join(first)} and {last} are" if first else f"{last} is"
