"""Strict and fair comparison of an answer with the right one.

Exact kind of value, then shape, then finiteness, then values within a tolerance that any sound
algorithm keeps. An array is a plain ndarray; a whole number is an int or a NumPy integer, not a bool
and not a float; a truth value may be np.bool_; a tuple may be a list and a list a tuple.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.part import ANY
from autograder.shared.wire import Foreign

RTOL = {np.dtype(np.float64): 1e-9, np.dtype(np.float32): 1e-4}


@dataclass(frozen=True)
class Difference:
    """Where an answer differs. `found` and `expected` are arrays of one shape, or None; name: what they are
    called where the answer has several."""

    message: str
    found: np.ndarray | None = None
    expected: np.ndarray | None = None
    name: str = ""


def compare(found: Any, expected: Any, rtol: float | None = None, name: str = "answer") -> Difference | None:
    """What is wrong with `found`, or None where it is right.

    name: how the message calls the value, for example "answer[0]".
    """
    if expected is ANY:
        return None
    if isinstance(expected, np.ndarray):
        return _compare_arrays(found, expected, rtol, name)
    if isinstance(expected, dict):
        return _compare_dicts(found, expected, rtol, name)
    if isinstance(expected, tuple | list):
        return _compare_sequences(found, expected, rtol, name)
    return _compare_scalars(found, expected, rtol, name)


def kind(value: Any) -> str:
    """The kind of a value in a student's words."""
    if value is None:
        return "None"
    if type(value) is np.ndarray:
        return f"a NumPy array of {value.dtype} and shape {value.shape}"
    name = value.name if isinstance(value, Foreign) else type(value).__name__
    return f"an {name}" if name[:1] in tuple("aeiou") else f"a {name}"


def _compare_arrays(found: Any, expected: np.ndarray, rtol: float | None, name: str) -> Difference | None:
    if type(found) is not np.ndarray:
        return Difference(f"{name} is {kind(found)}; expected a NumPy array (numpy.ndarray)")
    if found.shape != expected.shape:
        return Difference(f"{name} has shape {found.shape}; expected {expected.shape}")
    exact = expected.dtype.kind in "fc"
    if exact:
        right_kind = found.dtype.newbyteorder("=") == expected.dtype
    else:  # whole numbers of any size are whole numbers, and no truth values
        right_kind = found.dtype.kind in ("b" if expected.dtype.kind == "b" else "iu")
    if not right_kind:
        return Difference(f"{name} has dtype {found.dtype}; expected {expected.dtype}")
    if exact and not np.isfinite(found).all() and np.isfinite(expected).all():
        bad = int((~np.isfinite(found)).sum())
        return Difference(f"{name}: {bad} of {found.size} values are NaN or infinite", found, expected)
    wrong = ~_close(found, expected, rtol)
    if not wrong.any():
        return None
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    at = f"[{', '.join(map(str, first))}]" if first else ""
    return Difference(
        f"{name}: {int(wrong.sum())} of {found.size} values differ; the first is "
        f"{name}{at} = {found[first]:.6g}, expected {expected[first]:.6g}",
        found,
        expected,
    )


def _close(found: np.ndarray, expected: np.ndarray, rtol: float | None) -> np.ndarray:
    """Elementwise: equal, or within rtol times the largest finite right value."""
    if expected.dtype.kind not in "fc":
        return found == expected
    rtol = RTOL.get(expected.dtype, 1e-9) if rtol is None else rtol
    finite = np.abs(expected[np.isfinite(expected)])
    scale = max(float(finite.max()), 1e-300) if finite.size else 1.0
    with np.errstate(invalid="ignore", over="ignore"):
        near = np.abs(found - expected) <= rtol * scale
    return near | (found == expected) | (np.isnan(found) & np.isnan(expected))


def _compare_sequences(found: Any, expected: Any, rtol: float | None, name: str) -> Difference | None:
    if not isinstance(found, tuple | list):
        return Difference(f"{name} is {kind(found)}; expected a tuple or list of {len(expected)}")
    if len(found) != len(expected):
        return Difference(f"{name} has {len(found)} elements{_lengths(found, expected)}")
    pairs = enumerate(zip(found, expected, strict=True))
    return _first_of(compare(one, right, rtol, f"{name}[{i}]") for i, (one, right) in pairs)


def _lengths(found: Sequence, expected: Sequence) -> str:
    """The rest of a sentence on two lengths: with both lists where they are short and plain."""
    if len(found) <= 40 and all(type(item) in (str, int) for item in (*found, *expected)):
        lists = f": {found!r}; expected {expected!r}"
        if len(lists) <= 200:
            return lists
    return f"; expected {len(expected)}"


def _compare_dicts(found: Any, expected: dict, rtol: float | None, name: str) -> Difference | None:
    if not isinstance(found, dict):
        return Difference(f"{name} is {kind(found)}; expected a dict")
    if set(found) != set(expected):
        return Difference(f"{name} has the keys {sorted(map(str, found))}; expected {sorted(expected)}")
    return _first_of(compare(found[key], value, rtol, f"{name}[{key!r}]") for key, value in expected.items())


def _first_of(differences: Iterable[Difference | None]) -> Difference | None:
    return next((difference for difference in differences if difference), None)


def _compare_scalars(found: Any, expected: Any, rtol: float | None, name: str) -> Difference | None:
    allowed, wanted = _scalar_kinds(expected)
    is_bool = isinstance(found, bool | np.bool_)
    if not isinstance(found, allowed) or (is_bool and not isinstance(expected, bool | np.bool_)):
        hint = ""
        if type(found) is float and isinstance(expected, int) and not isinstance(expected, bool):
            hint = "; use // where a whole number is meant"
        shown = f" ({found!r})" if isinstance(found, float | int | bool | str) else ""
        return Difference(f"{name} is {kind(found)}{shown}; expected {wanted}{hint}")
    if isinstance(expected, float | np.floating):
        right = _close(np.array(found, np.float64), np.array(expected, np.float64), rtol)
    else:
        right = found == expected
    plain = found.item() if isinstance(found, np.generic) else found  # no "np.float64()" around it
    return None if right else Difference(f"{name} = {plain!r}; expected {expected!r}")


def _scalar_kinds(expected: Any) -> tuple[tuple[type, ...], str]:
    if expected is None:
        return (type(None),), "None"
    if isinstance(expected, bool | np.bool_):
        return (bool, np.bool_), "True or False"
    if isinstance(expected, int | np.integer):
        return (int, np.integer), "a whole number (int)"
    if isinstance(expected, float | np.floating):
        return (float, np.floating), "a float"
    return (type(expected),), kind(expected)
