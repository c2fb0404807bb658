"""What an explorer's state is made of: traits that say which values they take, to Python and to the page.

A wrong value raises TraitError; its message names the trait, what was found, and what is expected. Each trait
describes itself in plain data, from which the ES modules make inputs and read links, so that the limits stand
here alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from numbers import Real
from operator import index
from typing import Any

import numpy as np
from traitlets import Bool, TraitError, TraitType

Limits = tuple[int, int]

LARGEST = 1e6  # size of a number in an array


class Field(TraitType):
    """A part of the state: kept in step with the page, read from and written to a link."""

    def __init__(self, default: Any):
        super().__init__(default)
        self.tag(sync=True)

    def validate(self, obj: Any, value: Any) -> Any:
        try:
            return self.checked(value)
        except (TypeError, ValueError) as error:
            raise TraitError(str(error)) from None

    def checked(self, value: Any) -> Any:
        """The value as plain data; TypeError or ValueError for what is not allowed."""
        raise NotImplementedError

    def describe(self) -> dict[str, Any]:
        """Which values are allowed, as plain data."""
        raise NotImplementedError


class Whole(Field):
    """A whole number from `least` to `most`."""

    def __init__(self, default: int, least: int, most: int):
        super().__init__(default)
        self.least, self.most = least, most

    def checked(self, value: Any) -> int:
        return _whole(self.name, value, self.least, self.most)

    def describe(self) -> dict[str, Any]:
        return {"kind": "whole", "least": self.least, "most": self.most}


class Number(Field):
    """A finite number, at most `most` in size."""

    def __init__(self, default: float, most: float):
        super().__init__(default)
        self.most = most

    def checked(self, value: Any) -> float:
        return _number(self.name, value, self.most)

    def describe(self) -> dict[str, Any]:
        return {"kind": "number", "most": self.most}


class Switch(Bool, Field):
    """On or off."""

    def checked(self, value: Any) -> bool:
        if not isinstance(value, (bool, np.bool_)):
            raise TypeError(f"{self.name} is {value!r}: expected True or False")
        return bool(value)

    def validate(self, obj: Any, value: Any) -> Any:
        return Field.validate(self, obj, value)

    def describe(self) -> dict[str, Any]:
        return {"kind": "switch"}


class Choice(Field):
    """One of several words, the first of them unless said otherwise."""

    def __init__(self, *options: str):
        super().__init__(options[0])
        self.options = options

    def checked(self, value: Any) -> str:
        if value not in self.options:
            raise ValueError(f"{self.name} is {value!r}: expected one of {', '.join(self.options)}")
        return value

    def describe(self) -> dict[str, Any]:
        return {"kind": "choice", "options": list(self.options)}


class Numbers(Field):
    """An array as nested lists.

    Args:
        default: the array to begin with.
        least, most: the smallest and the largest shape; their length is the number of axes. An array that
            lacks the first axis is taken as one of length 1.
    """

    def __init__(self, default: Any, least: tuple[int, ...], most: tuple[int, ...]):
        super().__init__(default)
        self.least, self.most = least, most

    def checked(self, value: Any) -> list:
        try:
            array = np.asarray(value, float)
        except (TypeError, ValueError):  # ragged, or not of numbers
            array = np.array(np.nan)
        if not np.isfinite(array).all():
            raise ValueError(f"{self.name} is {value!r}: expected an array of finite numbers")
        if array.size and abs(array).max() > LARGEST:
            raise ValueError(f"{self.name} has a number above {LARGEST:g}: expected smaller ones")
        if array.ndim == len(self.least) - 1:
            array = array[None]
        limits = [f"{low} to {high}" for low, high in zip(self.least, self.most, strict=True)]
        sizes = zip(self.least, array.shape, self.most, strict=False)
        if array.ndim != len(self.least) or not all(low <= size <= high for low, size, high in sizes):
            raise ValueError(
                f"{self.name} has shape {np.shape(value)}: expected {len(limits)} axes of {', '.join(limits)}"
            )
        return array.tolist()

    def describe(self) -> dict[str, Any]:
        return {"kind": "numbers", "least": list(self.least), "most": list(self.most), "size": LARGEST}


class Rows(Field):
    """Some rows of whole numbers, such as the layers of a stack, each a list.

    Args:
        default: the rows to begin with.
        forms: the kind of a row -> the limits of the numbers after it. Rows without a kind have the one
            form "".
        most: how many rows there may be.
        left_out: what numbers at a row's end are where they are left out.
    """

    def __init__(
        self,
        default: Sequence,
        forms: Mapping[str, Sequence[Limits]],
        most: int,
        left_out: Sequence[int] = (),
    ):
        super().__init__(default)
        self.forms, self.most, self.left_out = forms, most, left_out

    def checked(self, value: Any) -> list[list]:
        if not isinstance(value, (list, tuple)):
            raise TypeError(f"{self.name} is {value!r}: expected a list of layers")
        if len(value) > self.most:
            raise ValueError(f"{self.name} has {len(value)} rows: expected at most {self.most}")
        return [self._row(f"{self.name}[{place}]", row) for place, row in enumerate(value)]

    def _row(self, name: str, row: Any) -> list:
        if not isinstance(row, (list, tuple)):
            raise TypeError(f"{name} is {row!r}: expected a list or a tuple")
        head, values = ([], list(row)) if "" in self.forms else (list(row[:1]), list(row[1:]))
        kind = head[0] if head else ""
        if kind not in self.forms:
            raise ValueError(f"{name} is {row!r}: expected it to begin with one of {', '.join(self.forms)}")
        limits = self.forms[kind]
        missing = len(limits) - len(values)
        if 0 < missing <= len(self.left_out):
            values += self.left_out[-missing:]
        if len(values) != len(limits):
            raise ValueError(f"{name} is {row!r}: expected {len(limits)} whole numbers, found {len(values)}")
        return head + [_whole(name, v, *pair) for v, pair in zip(values, limits, strict=True)]

    def describe(self) -> dict[str, Any]:
        forms = {kind: [list(pair) for pair in limits] for kind, limits in self.forms.items()}
        return {"kind": "rows", "forms": forms, "most": self.most}


def _whole(name: str | None, value: Any, least: int, most: int) -> int:
    wrong = f"{name} is {value!r}: expected a whole number from {least} to {most}"
    if isinstance(value, (bool, np.bool_)) or not hasattr(value, "__index__"):
        raise TypeError(wrong)
    if not least <= index(value) <= most:
        raise ValueError(wrong)
    return index(value)


def _number(name: str | None, value: Any, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} is {value!r}: expected a number")
    number = float(value)
    if not isfinite(number) or abs(number) > most:
        raise ValueError(f"{name} is {value}: expected a finite number from {-most:g} to {most:g}")
    return number
