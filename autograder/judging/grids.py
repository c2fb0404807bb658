"""The picture of where an answer differs: found and expected side by side, or a map of right and wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

GRID_LIMIT = 10  # rows and columns of a grid that are shown as numbers
MAP_LIMIT = 20, 40  # rows and columns of marks in a map of right and wrong


@dataclass(frozen=True)
class Grids:
    """The two-dimensional slice of an answer that holds the first wrong value.

    found, expected: numbers of shape (H, W); wrong: where they differ. where: the slice, such as "[0, 2]" or
    " dx[0, 2]"; empty where it is the whole answer.
    """

    found: np.ndarray
    expected: np.ndarray
    wrong: np.ndarray
    where: str

    @property
    def too_large(self) -> bool:
        """Whether there are too many numbers to be read, so that a map is drawn of them."""
        return max(self.wrong.shape) > GRID_LIMIT

    def lines(self) -> list[str]:
        """The picture as text."""
        if self.too_large:
            return [self.legend(), *self.map()]
        left = _padded([[number + "*" * wrong for number, wrong in row] for row in self.found_cells()])
        right = _padded([[number for number, _ in row] for row in self.expected_cells()])
        head = f"{'found' + self.where:<{len(left[0])}}   expected"
        return [head, *(f"{a}   {b}" for a, b in zip(left, right, strict=True)), "(* marks a wrong value)"]

    def found_cells(self) -> list[list[tuple[str, bool]]]:
        """What was found, row by row: each number as text, and whether it is wrong."""
        return [
            [(_number(value), bool(wrong)) for value, wrong in zip(*row, strict=True)]
            for row in zip(self.found, self.wrong, strict=True)
        ]

    def expected_cells(self) -> list[list[tuple[str, bool]]]:
        """What was expected, in the form of `found_cells`."""
        return [[(_number(value), False) for value in row] for row in self.expected]

    def legend(self) -> str:
        name = self.where if self.where.startswith(" ") else f" answer{self.where}"
        place = f" in{name}" if self.where else ""
        down, right = self._block()
        block = f", one mark for {down} x {right} values" if down * right > 1 else ""
        return f"Where it differs{place}: {int(self.wrong.sum())} of {self.wrong.size} values (# wrong, . right{block})"

    def map(self) -> list[str]:
        """One character for each block of values: wrong where any of them is."""
        wrong = self.wrong
        for axis, step in enumerate(self._block()):
            wrong = np.logical_or.reduceat(wrong, range(0, wrong.shape[axis], step), axis=axis)
        return ["".join("#" if w else "." for w in row) for row in wrong]

    def _block(self) -> tuple[int, int]:
        down, right = (-(-size // limit) for size, limit in zip(self.wrong.shape, MAP_LIMIT, strict=True))
        return down, right


def grids_of(found: np.ndarray | None, expected: np.ndarray | None, name: str = "") -> Grids | None:
    """Found and expected, of one shape, around the first wrong value; None where there is nothing to draw.

    name: what the array is called where the answer has several.
    """
    if found is None or expected is None or found.ndim == 0 or found.size == 0:
        return None
    close = np.isclose(found, expected, rtol=1e-6, atol=1e-9, equal_nan=True)
    first = tuple(int(i) for i in np.argwhere(~close)[0]) if not close.all() else (0,) * close.ndim
    place = first[:-2]
    where = (f" {name}" if name else "") + (f"[{', '.join(map(str, place))}]" if place else "")
    seen, right, same = np.atleast_2d(found[place], expected[place], close[place])
    return Grids(seen, right, ~same, where)


def _padded(rows: list[list[str]]) -> list[str]:
    width = max(len(text) for row in rows for text in row)
    return [" ".join(text.rjust(width) for text in row) for row in rows]


def _number(value: Any) -> str:
    return format(value, ".4g") if isinstance(value, float | np.floating) else str(value)
