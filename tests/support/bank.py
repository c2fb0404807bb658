"""The bank: whole notebooks as students make them, each run at home in a real kernel, and graded.

A notebook of the bank is a module whose docstring says what is odd about it. Its names:

    ASSIGNMENT   the assignment that it is work for
    ABOUT        what it tries; see PARAGRAPHS. Notebooks by strangers, who do not know of these, say nothing
    edit         receives the released cells (dicts, each source one text) and returns the student's
    HOME         points at home where they are not full, by part; None: less than full, whatever it is
    GRADED       points in grading where they are more than at home, and why, by part: a name of the list in
                 book/grading.md
    NOT_THERE    what a function uses that grading will not have, by part: said at home, where it costs nothing
    NOTES        patterns of sentences that grading has to say
    order        receives the cells and returns the places in which they are run; else from top to bottom
    AGAIN        parts whose check is run again last
    INPUTS       what is typed where a cell asks
    BESIDE       files that lie beside the notebook at home, by name
    METADATA     the notebook's
    INTERRUPTED  how cells begin that the student interrupts, since they never end
    hand_in      receives the submission's folder, the notebook's text and the release's, and writes there

The functions below edit cells; they name a released cell by the function that is written in it.
"""

from __future__ import annotations

import functools
import html
import importlib.util
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbgrader.utils import determine_grade

from autograder import layout
from autograder.assignments import assignments, load_assignment
from autograder.grading.folders import Folders
from autograder.grading.results import SubmissionResult
from autograder.grading.run import open_job
from autograder.grading.submission import grade_submission
from autograder.intake.rebuild import setup
from autograder.part import Part
from autograder.sandbox.box import Box

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "tests" / "notebooks" / name for name in ("bank", "strangers")]
SEED = 7  # of the grading, in place of a secret one
PATIENCE, SECONDS = 10, 200  # for a cell at home that is interrupted, and for any other

PARAGRAPHS = (
    "When a part is asked",
    "What a failing cell costs",
    "What is there",
    "Limits",
    "Which file is the work",
    "Messages",
    "Stock nbgrader",
    "An earlier release",
)

# why grading may give more than home, by the names of the list in book/grading.md
STUB = "an untouched stub below work of one's own"
FAILED = "a cell that failed"
DELETED = "a check that was deleted"
ABOVE = "a check that stands above its work"

Cell = dict[str, Any]
Cells = list[Cell]

# Packages that a student has, and this environment may lack: mocks in their place.
AT_HOME = ("pandas", "seaborn")
MOCK = "import sys\nfrom unittest.mock import MagicMock\n\nsys.modules[__name__] = MagicMock()\n"

# Before the first cell: somebody sits there and types.
TYPED = "get_ipython().kernel.raw_input = lambda prompt='', answers=iter({!r}): next(answers)"


# Editing cells


def released(assignment: str) -> Cells:
    return _cells(layout.released_notebook(ROOT, assignment))


def earlier(assignment: str) -> Cells:
    """The cells of an earlier release, of which notebooks are about that were begun and not handed in yet."""
    return _cells(ROOT / "tests" / "notebooks" / "earlier" / f"{assignment}.ipynb")


def _cells(path: Path) -> Cells:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [{**cell, "source": "".join(cell["source"])} for cell in cells]


def grade_id(cell: Cell) -> str:
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


@functools.cache
def _solutions() -> dict[str, tuple[str, str]]:
    """Function -> the grade id of its cell, and that cell with the right answer."""
    found = {}
    for name in assignments():
        for cell in _cells(layout.instructor_notebook(ROOT, name)):
            if "### BEGIN SOLUTION" in cell["source"]:
                lines = cell["source"].splitlines()
                text = "\n".join(line for line in lines if " SOLUTION" not in line or "###" not in line)
                found[re.search(r"^def (\w+)", text, re.MULTILINE)[1]] = grade_id(cell), text
    return found


def right_by_grade_id() -> dict[str, str]:
    """Grade id of a solution cell -> that cell with the right answer."""
    return dict(_solutions().values())


def right(function: str) -> str:
    """The source of a cell with the right function."""
    return _solutions()[function][1]


def functions(cells: Cells) -> list[str]:
    """What is to be written in these cells."""
    there = set(map(grade_id, cells))
    return [name for name, (id, _) in _solutions().items() if id in there]


def solution(cells: Cells, function: str) -> int:
    """The place of a function's cell."""
    return next(n for n, cell in enumerate(cells) if grade_id(cell) == _solutions()[function][0])


def check(cells: Cells, function: str) -> int:
    """The place of the check of a function's part."""
    id = _solutions()[function][0].rpartition("-")[0]
    return next(n for n, cell in enumerate(cells) if grade_id(cell) == id)


def fill(cells: Cells, **own: str) -> None:
    """Write the right functions, but what the student has of their own."""
    for function in functions(cells):
        write(cells, function, own.get(function, right(function)))


def write(cells: Cells, function: str, text: str) -> None:
    cells[solution(cells, function)]["source"] = text.strip("\n")


def code(text: str) -> Cell:
    """A cell of the student's own."""
    return {"cell_type": "code", "id": "", "metadata": {}, "source": text.strip("\n"), **_no_outputs()}


def _no_outputs() -> Cell:
    return {"outputs": [], "execution_count": None}


def above(cells: Cells, function: str, text: str) -> None:
    """A new cell right above a function's."""
    cells.insert(solution(cells, function), code(text))


def below(cells: Cells, function: str, text: str) -> None:
    """A new cell right below a function's, and so above the check."""
    cells.insert(solution(cells, function) + 1, code(text))


def after(cells: Cells, function: str, text: str) -> None:
    """A new cell below the check of a function's part."""
    cells.insert(check(cells, function) + 1, code(text))


def last(cells: Cells, text: str) -> None:
    cells.append(code(text))


# The notebooks


@dataclass(frozen=True)
class Notebook:
    """A notebook of the bank."""

    path: Path

    def __str__(self) -> str:
        return f"{self.path.parent.name}-{self.path.stem}"

    @functools.cached_property
    def module(self) -> ModuleType:
        folder = str(self.path.parent)
        if folder not in sys.path:
            sys.path.append(folder)  # strangers have a module of their own beside their notebooks
        spec = importlib.util.spec_from_file_location(re.sub(r"\W", "_", str(self)), self.path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def get(self, name: str, default: Any) -> Any:
        return getattr(self.module, name, default)

    @property
    def assignment(self) -> str:
        return self.module.ASSIGNMENT

    @property
    def parts(self) -> list[Part]:
        return load_assignment(self.assignment).load_parts()

    def written(self) -> nbformat.NotebookNode:
        """What the student has written, not run yet."""
        cells = self.module.edit(released(self.assignment))
        for number, cell in enumerate(cells):
            cell["id"] = cell.get("id") or f"own-{number}"
            if cell["cell_type"] == "code":
                cell |= _no_outputs()
        metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        metadata |= self.get("METADATA", {})
        return nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def notebooks() -> Iterator[Notebook]:
    for folder in FOLDERS:
        yield from map(Notebook, sorted(folder.glob("[0-9]*.py")))


# At home


@dataclass(frozen=True)
class Shown:
    """What the check of a part showed.

    report: its text, in one line. stock: the points that nbgrader reads off its cell, where it still knows it.
    """

    points: float
    report: str
    stock: float | None


def run_at_home(notebook: Notebook, written: nbformat.NotebookNode, folder: Path) -> dict[str, Shown]:
    """Run a notebook as its student did. Part -> the most that its check showed."""
    for name, content in notebook.get("BESIDE", {}).items():
        (folder / name).write_text(content, encoding="utf-8")
    checks = {part.id: _check(notebook, written.cells, part.id) for part in notebook.parts}
    order = notebook.get("order", lambda cells: range(len(cells)))(written.cells)
    again = [checks[part] for part in notebook.get("AGAIN", ())]
    shown: dict[str, Shown] = {}
    with _kernel(notebook, written, folder) as execute:
        written.cells.append(nbformat.v4.new_code_cell(TYPED.format(notebook.get("INPUTS", []))))
        execute(written.cells[-1], len(written.cells) - 1)
        del written.cells[-1]
        for place in (*order, *again):
            execute(written.cells[place], place)
            for part, own in checks.items():
                if own == place and (now := _shown(written.cells[place])):
                    shown[part] = max(shown.get(part, now), now, key=lambda one: one.points)
    return shown


class _kernel:
    """A kernel that goes on after errors, and is interrupted where a cell takes too long."""

    def __init__(self, notebook: Notebook, written: nbformat.NotebookNode, folder: Path):
        hanging = notebook.get("INTERRUPTED", ())
        self.client = NotebookClient(
            written,
            timeout_func=lambda cell: PATIENCE if cell.source.startswith(hanging) else SECONDS,
            interrupt_on_timeout=True,
            allow_errors=True,
            resources={"metadata": {"path": str(folder)}},
        )
        packages = folder.with_name("packages")
        packages.mkdir()
        for name in AT_HOME:
            if importlib.util.find_spec(name) is None:
                (packages / f"{name}.py").write_text(MOCK, encoding="utf-8")
        self.environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(packages), str(ROOT)])}

    def __enter__(self) -> Callable:
        self.context = self.client.setup_kernel(env=self.environment)
        self.context.__enter__()
        return self.execute

    def execute(self, cell: nbformat.NotebookNode, place: int) -> None:
        if cell.cell_type == "code" and cell.source.strip():
            self.client.execute_cell(cell, place)

    def __exit__(self, *error: object) -> None:
        self.context.__exit__(*error)


def _check(notebook: Notebook, cells: Cells, part: str) -> int | None:
    """The place of a part's check: the last copy of the released cell, else the last cell that calls it."""
    id = part.replace(".", "-")
    original = next(cell for cell in released(notebook.assignment) if grade_id(cell) == id)
    found = [
        lambda cell: grade_id(cell) == id,
        lambda cell: cell["id"] == original["id"],
        lambda cell: cell["source"].strip() == original["source"].strip(),
        lambda cell: re.search(rf"^check\(.{re.escape(part)}\b", cell["source"], re.MULTILINE),
    ]
    for is_it in found:
        places = [n for n, cell in enumerate(cells) if cell["cell_type"] == "code" and is_it(cell)]
        if places:
            return places[-1]
    return None


def _shown(cell: nbformat.NotebookNode) -> Shown | None:
    values = [output.data for output in cell.outputs if output.output_type == "execute_result"]
    if not values:
        return None
    stock = determine_grade(cell)[0] if cell.metadata.get("nbgrader", {}).get("grade") else None
    report = html.unescape(re.sub(r"<[^>]*>|\s+", " ", values[-1].get("text/html", "")))
    return Shown(float(values[-1]["text/plain"]), " ".join(report.split()), stock)


# In grading


def box(assignment: str) -> Box:
    """A sandbox for all notebooks of an assignment."""
    release = json.loads(layout.released_notebook(ROOT, assignment).read_bytes())
    return Box(load_assignment(assignment), setup(release))


def grade(notebook: Notebook, written: nbformat.NotebookNode, grading: Path, opened: Box) -> SubmissionResult:
    """Hand a notebook in and grade it."""
    folders = Folders.all_below(ROOT, grading)
    handed_in = folders.submission("student", notebook.assignment)
    handed_in.parent.mkdir(parents=True)
    text = nbformat.writes(written)
    release = folders.read_release(notebook.assignment)
    if hand_in := notebook.get("hand_in", None):
        hand_in(handed_in.parent, text, release.decode())
    else:
        handed_in.write_text(text, encoding="utf-8")
    job = open_job(folders, notebook.assignment, "student", release, SEED)
    return grade_submission(job, opened).result
