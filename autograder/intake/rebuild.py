"""A student's notebook to what is run and what is kept: a fresh notebook, never a cleaned-up one.

From the student's file come the kind and the source of each cell, in their order, and nothing else.
Metadata, ids, points and locks come from the release.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from autograder.intake.untrusted import Unreadable, encodable, json_kind
from autograder.part import grade_id

CELLS_LIMIT = 2_000
CHECK = re.compile(r"""^check\(\s*["']([\w.]+)["']""", re.MULTILINE)
ABOVE_A_STUB = (
    "stands above the cell of the exercise (an untouched stub below work of one's own): run from the top, that "
    "cell would replace it. What you wrote was graded."
)
KINDS = {"code": "code", "markdown": "markdown", "raw": "raw", "heading": "markdown", "html": "markdown"}


@dataclass(frozen=True)
class Rebuilt:
    """A submission after rebuilding.

    cells: the sources to run, in this order, after the release's `setup`.
    demonstrations: the numbers of those that run only where another one uses a name that they define.
    checks: per grade id of a check that is there, how many of the cells run before it.
    notebook: the fresh notebook, nbformat 4.5 as JSON.
    notes: a sentence on each cell that could not be read, and on each function where grading gives more than
        running the notebook would.
    """

    cells: list[str]
    demonstrations: frozenset[int]
    checks: dict[str, int]
    notebook: dict[str, Any]
    notes: tuple[str, ...]

    def place_of(self, grade_id: str, functions: Iterable[str]) -> int:
        """After how many cells a check is asked: where it stands; where it was deleted, after the last cell
        that defines one of its functions."""
        if grade_id in self.checks:
            return self.checks[grade_id]
        places = (n for n, cell in enumerate(self.cells, 1) if any(defines(cell, name) for name in functions))
        return max(places, default=len(self.cells))


def rebuild(release: dict[str, Any], submitted: dict[str, Any]) -> Rebuilt:
    """What of a submitted notebook is run and kept. Both notebooks are JSON.

    A released cell is known again by its grade id, else its cell id, else its source. Of two versions
    of it the last one takes its place, as the last definition counts when they run.

    What is `setup` runs before that, whatever the student did to it. First come the stubs of solution
    cells that were deleted, or left untouched while the student wrote the function in another cell: a stub
    that ran later would undo it. Then follows what the student wrote, in the student's order. What the
    student left as it was is a demonstration.

    Raises:
        Unreadable: the submitted JSON is no notebook. Nothing else that is in it raises.
    """
    ours = [_released(cell) for cell in release["cells"]]
    theirs, notes = _read_cells(submitted)
    known = _known_by(ours)
    places = _places(theirs, known, ours)
    last = {place: number for number, place in enumerate(places)}
    kept: list[_Kept] = []
    for number, (cell, place) in enumerate(zip(theirs, places, strict=True)):
        kept += _keep(cell, ours, place, stands=place is not None and last[place] == number)
    missing = [place for place, cell in enumerate(ours) if _mark(cell) and place not in last]
    for place in missing:
        kept.insert(_after_predecessor(kept, place), _Kept(ours[place], place))
    stubs = [ours[place]["source"] for place in missing if _is_solution(ours[place])]
    undone = _undone(kept)
    notes += [f"{name} {ABOVE_A_STUB}" for name in undone.values() if name]
    script = _Script([*stubs, *(one.run for one in undone)])
    for one in kept:
        script.add(one if one not in undone else replace(one, run=""))
    notebook = _notebook(release, kept)
    return Rebuilt(script.cells, frozenset(script.demonstrations), script.checks, notebook, tuple(notes))


def setup(release: dict[str, Any]) -> list[str]:
    """The sources of a released notebook's setup cells: imports and the like, the same for everybody."""
    return [cell["source"] for cell in map(_released, release["cells"]) if _is_setup(cell)]


def demonstrations(release: dict[str, Any]) -> list[str]:
    """The sources of a released notebook's code cells that are no part of an exercise."""
    cells = map(_released, release["cells"])
    return [cell["source"] for cell in cells if cell["cell_type"] == "code" and not _mark(cell)]


@dataclass(frozen=True)
class _Cell:
    """What is read of a student's cell."""

    kind: str
    source: str
    grade_id: str | None
    id: str | None


@dataclass(frozen=True, eq=False)
class _Kept:
    """A cell of the fresh notebook.

    place: the one in the release if it has one. run: what of it runs. role: "stub" of a solution cell that is
    as it was, "demonstration" of another one, empty for what the student wrote.
    check: the grade id of the check that stands at its end.
    """

    cell: dict[str, Any]
    place: int | None = None
    run: str = ""
    role: str = ""
    check: str = ""


class _Script:
    """What runs, in order, and where the checks stand in it."""

    def __init__(self, stubs: list[str]):
        self.cells = stubs
        self.demonstrations: set[int] = set()
        self.checks: dict[str, int] = {}

    def add(self, one: _Kept) -> None:
        """A cell that calls checks is cut in front of each: what stands below a check has not run there."""
        calls = list(CHECK.finditer(one.run)) if not one.role else []
        cuts = [0, *(call.start() for call in calls), len(one.run)]
        checks = [*(grade_id(call[1]) for call in calls), "" if calls else one.check]
        for piece, check in zip((one.run[a:b] for a, b in pairwise(cuts)), checks, strict=True):
            if piece.strip():
                if one.role == "demonstration":
                    self.demonstrations.add(len(self.cells))
                self.cells.append(piece)
            if check:
                self.checks[check] = len(self.cells)


def _undone(kept: list[_Kept]) -> dict[_Kept, str]:
    """The untouched stubs of functions that the student wrote in another cell, each with the name of such a
    function that stands above it, and so would be undone by it; empty where there is none."""
    written = [(place, one.run) for place, one in enumerate(kept) if one.run.strip() and not one.role]
    found: dict[_Kept, str] = {}
    for place, one in enumerate(kept):
        for name in re.findall(r"^def (\w+)", one.run, re.MULTILINE) if one.role == "stub" else ():
            above = [other < place for other, run in written if defines(run, name)]
            if above:
                found[one] = found.get(one) or (name if any(above) else "")
    return found


def _keep(cell: _Cell, ours: list[dict], place: int | None, stands: bool) -> Iterator[_Kept]:
    """The cells that come of one student's cell. stands: it takes the released cell's place."""
    if place is None:
        yield _Kept(_added(cell), run=_code(cell))
        return
    released = ours[place]
    changed = cell.source.strip() != released["source"].strip()
    run = _Kept(_added(cell), check=_check(released))
    if changed:
        run = replace(run, run=_code(cell))
    elif not _is_locked(released):
        run = replace(run, run=_code(cell), role="stub" if _is_solution(released) else "demonstration")
    if not stands:
        yield run
    elif not _is_locked(released):
        yield replace(run, cell={**released, "source": cell.source}, place=place)
    elif changed:  # kept beside the released one, so that nothing a student wrote is lost
        yield from (_Kept(released, place), run)
    else:
        yield replace(run, cell=released, place=place)


def _code(cell: _Cell) -> str:
    return cell.source if cell.kind == "code" else ""


def _after_predecessor(kept: list[_Kept], place: int) -> int:
    """Where a missing cell goes: after the nearest released cell before it that is there."""
    there = {one.place: index for index, one in enumerate(kept) if one.place is not None}
    before = [released for released in there if released < place]
    return there[max(before)] + 1 if before else 0


def _released(cell: dict[str, Any]) -> dict[str, Any]:
    """A released cell with its source as one text, and without outputs."""
    return {**cell, "source": _text(cell["source"]), **_no_outputs(cell["cell_type"])}


def _mark(cell: dict[str, Any]) -> dict[str, Any]:
    """A released cell's nbgrader metadata; empty where nbgrader does not know the cell."""
    return cell["metadata"].get("nbgrader", {})


def _is_locked(cell: dict[str, Any]) -> bool:
    return bool(_mark(cell)) and not _mark(cell).get("solution")


def _is_solution(cell: dict[str, Any]) -> bool:
    return cell["cell_type"] == "code" and bool(_mark(cell).get("solution"))


def _is_setup(cell: dict[str, Any]) -> bool:
    return cell["cell_type"] == "code" and _is_locked(cell) and not _mark(cell).get("grade")


def _check(cell: dict[str, Any]) -> str:
    """The grade id of a released check; empty where the cell is none."""
    is_check = cell["cell_type"] == "code" and _is_locked(cell) and _mark(cell).get("grade")
    return _mark(cell)["grade_id"] if is_check else ""


def defines(source: str, name: str) -> bool:
    """Whether a cell defines this name at its top level, as far as that can be read off its lines."""
    assigned = rf"(?:async\s+)?def\s+{name}\b|class\s+{name}\b|{name}\s*=(?!=)"
    return re.search(rf"^(?:{assigned}|(?:from\s.*)?import\s.*\b{name}\b)", source, re.MULTILINE) is not None


def _known_by(ours: list[dict]) -> dict[tuple[str, str | None], int]:
    """Places in the release by grade id, cell id and source. The first of equal sources counts."""
    known: dict[tuple[str, str | None], int] = {}
    for place, cell in enumerate(ours):
        known.setdefault(("grade id", _mark(cell).get("grade_id", "")), place)
        known.setdefault(("id", cell.get("id", "")), place)
        known.setdefault(("source", cell["source"].strip()), place)
    for how in ("grade id", "id", "source"):
        known.pop((how, ""), None)
    return known


def _places(theirs: list[_Cell], known: dict, ours: list[dict]) -> list[int | None]:
    """The place in the release of each of the student's cells, None for those that they added.

    A cell that was turned into another kind is an added one: the released cell is missing then. So is
    one that repeats the source of a cell that is there by its id: it is a copy.
    """

    def place(cell: _Cell, *keys: tuple[str, str | None]) -> int | None:
        found = (known.get(key) for key in keys)
        return next((p for p in found if p is not None and ours[p]["cell_type"] == cell.kind), None)

    by_id = [place(cell, ("grade id", cell.grade_id), ("id", cell.id)) for cell in theirs]
    by_source = [place(cell, ("source", cell.source.strip())) for cell in theirs]
    copies = [None if like in by_id else like for like in by_source]
    return [own if own is not None else like for own, like in zip(by_id, copies, strict=True)]


def _read_cells(submitted: dict[str, Any]) -> tuple[list[_Cell], list[str]]:
    """The cells that can be read, and a sentence on each that cannot."""
    cells: list[_Cell] = []
    notes: list[str] = []
    for number, raw in enumerate(_raw_cells(submitted), start=1):
        problem = _problem(raw)
        if problem:
            notes.append(f"Cell {number} of the notebook was left out: {problem}.")
        else:
            kind, source = KINDS[raw["cell_type"]], _text(_source(raw))
            cells.append(_Cell(kind, source, _grade_id(raw), _name(raw.get("id"))))
    return cells, notes


def _grade_id(raw: dict[str, Any]) -> str | None:
    """A student's cell's grade id, from metadata of any shape or schema."""
    metadata = raw.get("metadata")
    mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return _name(mark.get("grade_id")) if isinstance(mark, dict) else None


def _raw_cells(submitted: dict[str, Any]) -> list[Any]:
    """The list of cells, of nbformat 4 or of the worksheets of nbformat 3."""
    sheets = submitted.get("worksheets")
    holders = [submitted, *(sheets if isinstance(sheets, list) else [])]
    found = [holder.get("cells") for holder in holders if isinstance(holder, dict)]
    lists = [cells for cells in found if isinstance(cells, list)]
    if not lists:
        raise Unreadable("the file has no list of cells: it is not a notebook")
    cells = [cell for cells in lists for cell in cells]
    if len(cells) > CELLS_LIMIT:
        raise Unreadable(f"the notebook has {len(cells):,} cells, expected at most {CELLS_LIMIT:,}")
    return cells


def _problem(raw: Any) -> str:
    """Why a cell cannot be read; empty where it can."""
    if not isinstance(raw, dict):
        return f"it is {json_kind(raw)}, expected a cell"
    kind, source = raw.get("cell_type"), _source(raw)
    if not (isinstance(kind, str) and kind in KINDS):
        return "its type is none of code, markdown and raw"
    lines = source if isinstance(source, list) else [source]
    wrong = [json_kind(line) for line in lines if not isinstance(line, str)]
    return f"its source is {wrong[0]}, expected text" if wrong else ""


def _source(raw: dict[str, Any]) -> Any:
    return raw.get("source", raw.get("input"))  # nbformat 3 says input


def _text(source: str | list[str]) -> str:
    return encodable("".join(source)).replace("\r\n", "\n")


def _name(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _added(cell: _Cell) -> dict[str, Any]:
    empty = {"cell_type": cell.kind, "id": "", "metadata": {}, **_no_outputs(cell.kind)}
    return {**empty, "source": cell.source}


def _no_outputs(kind: str) -> dict[str, Any]:
    """What a cell that was never run has to have in its place."""
    return {"outputs": [], "execution_count": None} if kind == "code" else {}


def _notebook(release: dict[str, Any], kept: list[_Kept]) -> dict[str, Any]:
    """The fresh notebook. Cells that the student added are numbered: their own ids may be anything."""
    count = 0
    cells = []
    for one in kept:
        count += one.place is None
        cells.append(one.cell if one.place is not None else {**one.cell, "id": f"added-{count}"})
    return {"cells": cells, "metadata": release["metadata"], "nbformat": 4, "nbformat_minor": 5}
