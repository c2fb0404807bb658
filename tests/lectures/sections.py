"""What a lecture says and computes: the section on a topic, and its cells as they run."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from autograder import layout
from autograder.authoring.source import TOPIC, Cell, read_cells
from autograder.authoring.topics import HEADING


def section(root: Path, topic: str, kind: str = "markdown") -> str:
    """The cells of this kind in the section, up to the next heading of its level, each run of spaces as one."""
    return _joined(cell for cell in _cells(root, topic) if cell.node.cell_type == kind)


def whole(root: Path, lecture: str) -> str:
    """All markdown of a lecture, such as "04", in the same form; some of it belongs to no topic."""
    return _joined(cell for cell in read_cells(_source(root, lecture)) if cell.node.cell_type == "markdown")


def played(root: Path, lecture: str) -> list[dict[str, Any]]:
    """What there is after each code cell of a lecture, where all are run in order in one namespace."""
    names: dict[str, Any] = {}
    states = []
    with threadpool_limits(1):  # and as many threads as before, when it is over
        for cell in read_cells(_source(root, lecture)):
            if cell.node.cell_type == "code":
                exec(cell.text, names)
                states.append(dict(names))
    return states


def first(states: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The state after the cell that made this name."""
    return next(state for state in states if name in state)


def _source(root: Path, lecture: str) -> Path:
    (source,) = (root / layout.LECTURES).glob(f"{lecture}_*.py")
    return source


def _joined(cells: Iterable[Cell]) -> str:
    return " ".join(" ".join(cell.text for cell in cells).split())


def _cells(root: Path, topic: str) -> Iterator[Cell]:
    for source in sorted((root / layout.LECTURES).glob("*.py")):
        cells = read_cells(source)
        for place, cell in enumerate(cells):
            if f"{TOPIC}{topic}" in cell.tags:
                level = len(HEADING.search(cell.text)[1])
                yield cell
                yield from takewhile(lambda cell, level=level: not _begins(cell, level), cells[place + 1 :])
                return
    raise LookupError(f"no lecture has a section on {topic}")


def _begins(cell: Cell, level: int) -> bool:
    """Whether a section of this level, or of one above it, begins here."""
    headings = HEADING.findall(cell.text) if cell.node.cell_type == "markdown" else []
    return any(len(marks) <= level for marks, _ in headings)
