"""Reading a notebook's source: which cell is what, and the nbgrader metadata that follows.

A source is a jupytext py:percent file and carries no nbgrader metadata. Ids, points and locks are
derived here, and a source from which they cannot be derived is refused with a BuildError that names
the cell. The strictness has a reason: nbgrader 0.9 gives full points to a graded cell whose last
statement is not the one that shows the score.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import layout
from autograder.assignments import Assignment, load_part
from autograder.errors import FAILED, CourseError
from autograder.part import Part, grade_id

BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"
REFUSED_REGIONS = ("HIDDEN TESTS", "MARK SCHEME", "AUTOTEST")
TAGS = ("setup", "by-hand")
TOPIC = "topic:"  # begins the tag of a cell whose heading opens the section on a topic
PART = "[0-9][0-9]_*.py"  # of a source that is a folder
TOTAL = 100
BY_HAND_TITLE = re.compile(r"#* *(\w+)\.(\w+) \((\d+(?:\.5)?) points?\)")


class BuildError(CourseError):
    """A source from which a notebook cannot be built: names the file, the cell and the fix."""

    status = FAILED


@dataclass
class Cell:
    """One cell of a source: `node` is the nbformat cell, `number` counts from 1."""

    source: Path
    number: int
    node: Any

    @property
    def text(self) -> str:
        return self.node.source

    @property
    def tags(self) -> list[str]:
        return self.node.metadata.get("tags", [])

    @property
    def topics(self) -> list[str]:
        """The topics whose section begins here; in the notebook its id is the first, by which links find it."""
        return [tag.removeprefix(TOPIC) for tag in self.tags if tag.startswith(TOPIC)]

    @property
    def grade_id(self) -> str | None:
        return self.node.metadata.get("nbgrader", {}).get("grade_id")

    def error(self, problem: str, fix: str) -> BuildError:
        first = next((line.strip() for line in self.text.splitlines() if line.strip()), "")
        where = f"{self.source.parent.name}/{self.source.name}, cell {self.number} ({first!r})"
        return BuildError(f"{where}: {problem}. {fix}")

    def mark(self, grade_id: str, *, points: float | None = None, solution: bool, locked: bool) -> None:
        """Give the cell its nbgrader metadata; a cell with points is a graded one."""
        marks = {
            "grade_id": grade_id,
            "grade": points is not None,
            "solution": solution,
            "locked": locked,
            "task": False,
            "schema_version": 3,
        }
        if points is not None:
            marks["points"] = int(points) if points == int(points) else points
        self.node.metadata["nbgrader"] = marks


def python(cell: Cell) -> tuple[str, ast.Module]:
    """The cell as plain Python (IPython's magics written out) and its syntax tree."""
    from IPython.core.inputtransformer2 import TransformerManager

    code = TransformerManager().transform_cell(cell.text)
    try:
        return code, ast.parse(code)
    except SyntaxError as error:
        raise cell.error(
            f"syntax error in its line {error.lineno}: {error.msg}",
            "Correct it: a notebook runs from top to bottom.",
        ) from error


def has_solution(cell: Cell) -> bool:
    """Whether the cell holds a solution region; refuses one that does not close."""
    opened = False
    found = False
    for line in cell.text.splitlines():
        if BEGIN in line or END in line:
            if opened == (BEGIN in line):
                raise cell.error(
                    f"{BEGIN} and {END} do not come in turns at {line.strip()!r}",
                    f"Close each {BEGIN} with one {END}; regions do not nest.",
                )
            opened, found = not opened, True
    if opened:
        raise cell.error(f"{BEGIN} without {END}", f"Add a line ### {END} after the solution.")
    return found


def mentions_of_check(tree: ast.Module) -> list[ast.AST]:
    """Every use of the name `check`: called, assigned, renamed on import, or autograder.check."""
    return [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "check")
        or (
            isinstance(node, ast.Attribute)
            and node.attr == "check"
            and isinstance(node.value, ast.Name)
            and node.value.id == "autograder"
        )
        or (isinstance(node, ast.alias) and node.name == "check" and node.asname)
    ]


def find_check(cell: Cell) -> ast.Call | None:
    """The cell's check, None where there is none; a check in any other form is refused."""
    if cell.text.lstrip().startswith("%%"):
        if re.search(r"\bcheck\b", cell.text):
            raise cell.error(
                "a check under a cell magic, which nbgrader would not score",
                "Remove the magic, or keep the word check out of the cell.",
            )
        return None
    code, tree = python(cell)
    mentions = mentions_of_check(tree)
    if not mentions:
        return None
    last = tree.body[-1]
    call = last.value if isinstance(last, ast.Expr) else None
    if not isinstance(call, ast.Call) or mentions != [call.func]:
        raise cell.error(
            "check is used otherwise than in one bare check(...) as the last statement",
            'End the cell with check("<part>", function) and use check nowhere else in it.',
        )
    if not code.rstrip().endswith(str(ast.get_source_segment(code, last))):
        raise cell.error(
            "text after the check",
            "Remove all that follows check(...): a semicolon or a comment hides the score.",
        )
    return call


def checked_part(cell: Cell, call: ast.Call, assignment: Assignment) -> Part:
    """The part that a check names; refuses an unknown one, or functions that are not the part's."""
    if not (call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)):
        raise cell.error(
            "the check does not name its part", 'Write the part as text: check("a1.part", function).'
        )
    part_id = call.args[0].value
    known = assignment.part_ids
    if part_id not in known:
        raise cell.error(f"unknown part {part_id!r}", f"{assignment.name} has {', '.join(known)}.")
    part = load_part(part_id)
    given = [getattr(argument, "id", None) for argument in call.args[1:]]
    if given != list(part.functions) or call.keywords:
        wanted = ", ".join([f'"{part_id}"', *part.functions])
        raise cell.error("the check does not pass the part's functions", f"Write check({wanted}).")
    return part


@dataclass
class Marker:
    """Walks through the cells of one assignment's source and gives each its nbgrader metadata."""

    assignment: Assignment
    points: dict[str, float] = field(default_factory=dict)
    setups: int = 0
    pending: list[Cell] = field(default_factory=list)

    def visit(self, cell: Cell) -> None:
        refuse_foreign(cell)
        solution = has_solution(cell)
        code = cell.node.cell_type == "code"
        call = find_check(cell) if code else None
        roles = {
            "setup": "setup" in cell.tags,
            "by-hand": "by-hand" in cell.tags,
            "check": call is not None,
            "solution": solution and "by-hand" not in cell.tags,
        }
        held = [role for role, holds in roles.items() if holds]
        if len(held) > 1:
            raise cell.error(f"the cell is {' and '.join(held)} at once", "Split it: one purpose a cell.")
        if call is not None:
            self.check(cell, call)
        elif roles["setup"]:
            self.setup(cell, code)
        elif roles["by-hand"]:
            self.by_hand(cell, code, solution)
        elif solution:
            self.solution(cell, code)

    def check(self, cell: Cell, call: ast.Call) -> None:
        part = checked_part(cell, call, self.assignment)
        self.graded(cell, part.id, part.max_points, solution=False)
        if not self.pending:
            raise cell.error(
                f"no solution cell above the check of {part.id}",
                f"Put a code cell with {BEGIN} and {END} between it and the check before.",
            )
        for number, solution in enumerate(self.pending, start=1):
            solution.mark(part.solution_id(number), solution=True, locked=False)
        self.pending = []

    def setup(self, cell: Cell, code: bool) -> None:
        if not code:
            raise cell.error("only a code cell can be a setup cell", "Remove the tag setup.")
        self.setups += 1
        cell.mark(f"{self.assignment.prefix}-setup-{self.setups}", solution=False, locked=True)

    def by_hand(self, cell: Cell, code: bool, solution: bool) -> None:
        title = BY_HAND_TITLE.match(cell.text)
        if code or not title or title[1] != self.assignment.prefix:
            raise cell.error(
                "a question marked by hand needs its id and its points",
                f"Begin a markdown cell with: {self.assignment.prefix}.name (6 points)",
            )
        if not solution:
            raise cell.error(
                "a question marked by hand without a model answer: nbgrader would clear the question too",
                f"Put the answer between <!-- {BEGIN} --> and <!-- {END} -->.",
            )
        self.graded(cell, f"{title[1]}.{title[2]}", float(title[3]), solution=True)

    def solution(self, cell: Cell, code: bool) -> None:
        if not code:
            raise cell.error(
                "a solution in a markdown cell", "Tag it by-hand, or move the solution to a code cell."
            )
        self.pending.append(cell)

    def graded(self, cell: Cell, part_id: str, points: float, *, solution: bool) -> None:
        if part_id in self.points:
            raise cell.error(f"{part_id} is graded twice", "Keep one of the two cells.")
        self.points[part_id] = points
        cell.mark(grade_id(part_id), points=points, solution=solution, locked=not solution)

    def finish(self, source: Path) -> None:
        """What can be seen only after the last cell."""
        if self.pending:
            raise self.pending[0].error(
                "a solution cell without a check below it",
                'Add a cell that ends with check("<part>", function).',
            )
        missing = [part for part in self.assignment.part_ids if part not in self.points]
        if missing:
            raise BuildError(
                f"{source.name}: never checked: {', '.join(missing)}. "
                "Add the cells, or take the parts out of the assignment."
            )
        total = sum(self.points.values())
        if total != TOTAL:
            raise BuildError(
                f"{source.name}: the points sum to {total:g}, expected {TOTAL}. "
                "Rebalance the points in the checks or in the questions marked by hand."
            )


def refuse_foreign(cell: Cell) -> None:
    """Metadata and regions that a source must not carry."""
    unknown = [tag for tag in cell.tags if tag not in TAGS and not tag.startswith(TOPIC)]
    if unknown:
        raise cell.error(f"unknown tag {unknown[0]!r}", f"The tags are {', '.join(TAGS)} and {TOPIC}NAME.")
    if "nbgrader" in cell.node.metadata:
        raise cell.error("nbgrader metadata in a source", "Remove it: ids, points and locks are derived.")
    for region in REFUSED_REGIONS:
        if region in cell.text:
            raise cell.error(
                f"a region {region}", "Remove it: what is hidden from students is the seed of a check."
            )


def refuse_graded(cell: Cell) -> None:
    """What a lecture has no use for: it is read and run, and nothing in it is filled in or graded."""
    refuse_foreign(cell)
    if has_solution(cell) or any(tag in TAGS for tag in cell.tags):
        raise cell.error(
            "a solution or a tag in a lecture", "Exercises are an assignment's: solutions/NAME.py."
        )
    if cell.node.cell_type == "code" and find_check(cell):
        raise cell.error("a check in a lecture", "Exercises are an assignment's: solutions/NAME.py.")


def read_cells(source: Path) -> list[Cell]:
    """The cells of a py:percent file, or of all parts in a folder."""
    import jupytext

    files = sorted(source.glob(PART)) if source.is_dir() else [source]
    return [
        Cell(file, number, node)
        for file in files
        for number, node in enumerate(
            jupytext.reads(file.read_text(encoding="utf-8"), fmt="py:percent").cells, start=1
        )
    ]


def sources(root: Path) -> dict[str, Path]:
    """Name -> source, of every assignment and every lecture below root."""
    parts = {part.parent for part in (root / layout.SOLUTIONS).glob(f"*/{PART}")}
    found = [*(root / layout.SOLUTIONS).glob("*.py"), *parts, *(root / layout.LECTURES).glob("*.py")]
    names = Counter(source.stem for source in found)
    for name, count in names.items():
        if count > 1:
            raise BuildError(
                f"{name} has {count} sources: keep one file, or its parts in the folder of that name"
            )
    return {source.stem: source for source in sorted(found, key=lambda source: source.stem)}
