"""What of a notebook is a student's work: its cells that differ from the release."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import layout
from autograder.assignments import assignments
from autograder.errors import CourseError, mendable
from autograder.intake.notebook_file import slim
from autograder.intake.untrusted import Unreadable, parse_notebook

FUNCTION = re.compile(r"^def (\w+)\(", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """A cell that can be read. source: without what differs between editors, blanks at line ends."""

    source: str
    grade_id: str


@dataclass(frozen=True)
class Work:
    """What of a notebook is a student's own.

    cells: the sources that are not the release's, in order; none in a notebook as it was released.
    related: something in it belongs to the assignment. other: the assignment that it is instead, or empty.
    """

    cells: tuple[str, ...]
    related: bool
    other: str


class Releases:
    """The released notebooks, by which work is told from what was there.

    notebooks: by assignment, as JSON.
    """

    def __init__(self, assignment: str, notebooks: Mapping[str, Mapping[str, Any]]):
        self.assignment = assignment
        self._cells = {name: _cells(notebook) for name, notebook in notebooks.items()}
        self._own = {cell.source for cell in self._cells[assignment]}
        self._functions = {f for cell in self._cells[assignment] for f in FUNCTION.findall(cell.source)}
        self._marks = {name: self._marks_of(name) for name in notebooks}

    def work(self, notebook: Mapping[str, Any]) -> Work:
        """What of a submitted notebook is work."""
        cells = _cells(notebook)
        own = tuple(cell.source for cell in cells if cell.source and cell.source not in self._own)
        counts = {
            name: sum(cell.source in marks or cell.grade_id in marks for cell in cells)
            for name, marks in self._marks.items()
        }
        most = max(counts, key=lambda name: (counts[name], name == self.assignment))
        related = bool(counts[self.assignment]) or any(f in self._functions for f in _defined(own))
        return Work(own, related, most if most != self.assignment else "")

    def _marks_of(self, name: str) -> set[str]:
        """Grade ids and sources that only this assignment's release has."""
        elsewhere = {cell.source for other, cells in self._cells.items() if other != name for cell in cells}
        sources = {cell.source for cell in self._cells[name]} - elsewhere
        return (sources | {cell.grade_id for cell in self._cells[name]}) - {""}


def read_release(root: Path, assignment: str) -> bytes:
    """An assignment's released notebook. root: the course.

    Raises:
        CourseError: it is not built, or damaged.
    """
    path = layout.released_notebook(root, assignment)
    if not path.is_file():
        raise CourseError(f"{path} is not there: build it with `make notebooks`")
    with mendable(path, "read"):
        content = path.read_bytes()
    try:
        parse_notebook(content, str(path))
    except Unreadable as error:
        raise CourseError(f"{error}: build it again with `make notebooks`") from None
    return content


def read_releases(root: Path, assignment: str, release: bytes | None = None) -> Releases:
    """The releases of a course. root: its folder; release: this assignment's, where it was read already.

    Those of other assignments only serve to recognise their notebooks: one that is not built is no error.

    Raises:
        CourseError: as `read_release` does, of this assignment's.
    """
    paths = {name: layout.released_notebook(root, name) for name in assignments() if name != assignment}
    others = tuple((name, path.read_bytes()) for name, path in paths.items() if path.is_file())
    return _parsed(assignment, read_release(root, assignment) if release is None else release, others)


@functools.lru_cache(maxsize=8)
def _parsed(assignment: str, own: bytes, others: tuple[tuple[str, bytes], ...]) -> Releases:
    return Releases(
        assignment, {assignment: json.loads(own)} | {name: json.loads(text) for name, text in others}
    )


def _cells(notebook: Mapping[str, Any]) -> list[Cell]:
    found = [cell for cell in slim(dict(notebook))["cells"] if isinstance(cell, dict)]
    return [
        Cell(_plain(cell["source"]), cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
        for cell in found
        if isinstance(cell["source"], str)
    ]


def _plain(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _defined(sources: Iterable[str]) -> list[str]:
    return [name for source in sources for name in FUNCTION.findall(source)]
