"""nbgrader's gradebook: the released assignment, the students' results, and what formgrader shows of them.

Both ways to grade a class store a result through the same functions. A score comes from a
SubmissionResult alone, never from a cell's output; what a person gave in formgrader is never touched.
This module imports nbgrader, which takes seconds: import it where it is needed.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader import api
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_locked, is_solution, parse_utc
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from traitlets.config import Config, PyFileConfigLoader

from autograder.assignments import load_assignment
from autograder.errors import CourseError, GradebookError, mendable
from autograder.grading.atomic import write_atomically
from autograder.grading.folders import Folders
from autograder.grading.results import PartResult, SubmissionResult
from autograder.grading.sanitize import safe
from autograder.grading.submission import Graded
from autograder.intake.untrusted import encodable, printable, read_bytes
from autograder.layout import AUTOGRADED, CONFIG, TIMESTAMP
from autograder.part import grade_id

LOCK_SECONDS = 30  # how long to wait for another program that writes to the gradebook
READ_ONLY = 0o444
log = logging.getLogger(__name__)


def ensure_assignment(folders: Folders, assignment: str) -> None:
    """Have a gradebook that knows the released assignment, its cells and their points.

    It writes what `nbgrader generate_assignment` would, and removes nothing.

    Raises:
        GradebookError: the gradebook cannot be used, or the release is out of step with the checks.
    """
    release = nbformat.reads(folders.read_release(assignment).decode(), as_version=4)
    _compare_points(assignment, release)
    with _opened(folders) as db:
        course = _config(folders.root).CourseDirectory.get("course_id", "")
        row = _row(db, api.Assignment, {"name": assignment}, course_id=course)
        key = {"name": assignment, "assignment": row}
        notebook = _row(db, api.Notebook, key, kernelspec=json.dumps(release.metadata.kernelspec))
        for cell in release.cells:
            _record_cell(db, notebook, cell)
        db.commit()


def write(folders: Folders, assignment: str, graded: Sequence[Graded]) -> None:
    """Store the results of some students, all or none, and the notebooks that formgrader shows.

    Raises:
        GradebookError: nothing of them was stored.
    """
    if not graded:
        return
    shown = [(one.result, reported(one)) for one in graded]
    store(folders, assignment, shown)
    for result, node in shown:
        _write_notebook(folders, result, node)


def graded_students(folders: Folders, assignment: str) -> set[str]:
    """Names of the students whose result the gradebook has, and formgrader their notebook."""
    with _opened(folders) as db:
        rows = db.query(api.SubmittedAssignment).join(api.Assignment).filter_by(name=assignment)
        known = {submission.student_id for submission in rows}
    notebooks = (folders.grading / AUTOGRADED).glob(f"*/{assignment}/{assignment}.ipynb")
    return {path.parts[-3] for path in notebooks if _student_id(path.parts[-3]) in known}


def _student_id(student: str) -> str:
    """A folder's name as the gradebook can hold it."""
    return os.fsencode(student).decode("utf-8", "backslashreplace")


def _compare_points(assignment: str, release: NotebookNode) -> None:
    """Refuse a release whose graded cells are not the parts that the checks know."""
    known = {part.grade_id: part.max_points for part in load_assignment(assignment).load_parts()}
    graded = [cell.metadata.nbgrader for cell in release.cells if is_grade(cell) and not is_solution(cell)]
    released = {mark.grade_id: float(mark.points) for mark in graded}
    if known != released:
        differing = sorted(name for name in known | released if known.get(name) != released.get(name))
        raise GradebookError(
            f"the release of {assignment} is out of step with the checks at {', '.join(differing)}: "
            "run `make notebooks`, and release it again"
        )


@contextlib.contextmanager
def _opened(folders: Folders) -> Iterator[Session]:
    """A session on the gradebook, which is made if it is not there."""
    with mendable(folders.grading):
        folders.grading.mkdir(parents=True, exist_ok=True)
    try:
        _begin(folders)
        with api.Gradebook(_address(folders)) as gradebook:
            yield gradebook.db
    except (DatabaseError, api.InvalidEntry) as error:
        words = str(getattr(error, "orig", error))
        raise GradebookError(
            f"{folders.gradebook} {_advice(words)}; the results so far are kept in {folders.grading / 'log'}"
        ) from error


def _address(folders: Folders) -> URL:
    return URL.create("sqlite", database=str(folders.gradebook), query={"timeout": str(LOCK_SECONDS)})


def _advice(words: str) -> str:
    """What is wrong with a gradebook and what to do about it, from SQLite's own words."""
    if "locked" in words:
        return "is locked by another program, such as formgrader or a second grader: close it and run again"
    if "not a database" in words or "malformed" in words:
        return f"is damaged ({words}): put back a copy, or move it away for a new one, and run again"
    return f"cannot be used ({words}): see to it and run again"


def _begin(folders: Folders) -> None:
    """Note nbgrader's version in a new gradebook: to look it up, nbgrader itself starts a program by its
    bare name, which is found only where its environment is active, and takes seconds."""
    engine = create_engine(_address(folders))
    if not inspect(engine).get_table_names():
        with engine.begin() as connection:
            MigrationContext.configure(connection).stamp(ScriptDirectory(ALEMBIC_DIR), "head")
    engine.dispose()


def _row(db: Session, model: Any, key: dict[str, Any], **values: Any) -> Any:
    """The row with this key, made if it is not there, with these values."""
    row = db.query(model).filter_by(**key).one_or_none()
    if row is None:
        row = model(**key)
        db.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _record_cell(db: Session, notebook: api.Notebook, cell: NotebookNode) -> None:
    """Make or update the rows of one released cell."""
    if "nbgrader" not in cell.metadata:
        return
    mark = cell.metadata.nbgrader
    key = {"name": mark.grade_id, "notebook": notebook}
    if is_grade(cell):
        _row(db, api.GradeCell, key, max_score=float(mark.points), cell_type=cell.cell_type)
    if is_solution(cell):
        _row(db, api.SolutionCell, key)
    source = {"cell_type": cell.cell_type, "locked": is_locked(cell), "source": cell.source}
    _row(db, api.SourceCell, key, checksum=mark.get("checksum"), **source)


def store(
    folders: Folders, assignment: str, results: Iterable[tuple[SubmissionResult, NotebookNode]]
) -> None:
    """Write results into the gradebook in one transaction, then what being late costs."""
    results = list(results)
    late = []
    with _opened(folders) as db:
        row = db.query(api.Assignment).filter_by(name=assignment).one()
        notebook = db.query(api.Notebook).filter_by(name=assignment, assignment=row).one()
        submitted = _submitted(db, notebook, [_student_id(result.student) for result, _ in results])
        for result, node in results:
            own = submitted[_student_id(result.student)]
            own.assignment.timestamp = (
                _timestamp(folders, result.student, assignment) or own.assignment.timestamp
            )
            _save(own, result, node)
            if row.duedate and own.assignment.total_seconds_late > 0:
                late.append(own.student.id)
        db.commit()
    for student in late:
        _assign_penalty(folders, assignment, student)


def _submitted(db: Session, notebook: api.Notebook, ids: Iterable[str]) -> dict[str, api.SubmittedNotebook]:
    """These students' submissions of a notebook by student, each with a place for every grade and comment."""
    submitted: dict[str, api.SubmittedNotebook] = {}
    with db.no_autoflush:  # what was added is sent together: one by one takes most of the time
        people = {id: _row(db, api.Student, {"id": id}) for id in ids}
        handed_in = {
            id: _row(db, api.SubmittedAssignment, {"assignment": notebook.assignment, "student": person})
            for id, person in people.items()
        }
        db.flush()
        for id, assignment in handed_in.items():
            key = {"notebook": notebook, "assignment": assignment}
            submitted[id] = _row(db, api.SubmittedNotebook, key, late_submission_penalty=None)
        db.flush()
    for one in submitted.values():
        grades, comments = ({place.cell_id for place in places} for places in (one.grades, one.comments))
        db.add_all(api.Grade(cell=c, notebook=one) for c in notebook.grade_cells if c.id not in grades)
        db.add_all(api.Comment(cell=c, notebook=one) for c in notebook.solution_cells if c.id not in comments)
    return submitted


def _timestamp(folders: Folders, student: str, assignment: str) -> datetime | None:
    """When the submission was handed in, by nbgrader's own file; None where it does not say."""
    path = folders.timestamp(student, assignment)
    if not os.path.lexists(path):
        return None
    try:
        return parse_utc(read_bytes(path, limit=100).decode().strip())
    except Exception:  # a student may have written anything, and the parser raises many kinds
        log.warning("%s holds no time, so that it is not known when this was handed in", printable(str(path)))
        return None


def _save(submitted: api.SubmittedNotebook, result: SubmissionResult, node: NotebookNode) -> None:
    """A result's scores and comments, put where nbgrader keeps them."""
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in node.cells if "nbgrader" in cell.metadata}
    parts = {grade_id(part.part): part for part in result.parts}
    for grade in submitted.grades:
        if grade.cell.name in cells:  # a cell that is no longer released keeps what it had
            grade.auto_score = _score(cells[grade.cell.name], parts)
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
    last = _last_solutions(cells, parts)
    for comment in submitted.comments:
        name = comment.cell.name
        if name in cells:
            untouched = cells[name].metadata.nbgrader.get("checksum") == compute_checksum(cells[name])
            reply = "No response." if untouched else None
            comment.auto_comment = encodable(last[name].comment) if name in last else reply


def _score(cell: NotebookNode, parts: dict[str, PartResult]) -> float | None:
    """A graded cell's score; None where a person has to give it."""
    if is_solution(cell):
        return determine_grade(cell)[0]  # a question marked by hand: 0 where nothing was written
    return float(parts[cell.metadata.nbgrader.grade_id].points)


def _last_solutions(names: Iterable[str], parts: dict[str, PartResult]) -> dict[str, PartResult]:
    """Name of each part's last solution cell -> the part's result: its report is the comment there."""
    numbered = [match for match in (re.fullmatch(r"(.+)-(\d+)", name) for name in names) if match]
    last: dict[str, int] = {}
    for match in numbered:
        last[match[1]] = max(last.get(match[1], 0), int(match[2]))
    return {f"{part}-{number}": parts[part] for part, number in last.items() if part in parts}


def _assign_penalty(folders: Folders, assignment: str, student: str) -> None:
    """What being late costs, by nbgrader's own step as the course configures it."""
    names = {"notebook": assignment, "assignment": assignment, "student": student}
    resources = {"nbgrader": {**names, "db_url": _address(folders)}}
    AssignLatePenalties(config=_config(folders.root)).preprocess(new_notebook(), resources)


def _config(root: Path) -> Config:
    """nbgrader's configuration of the course; an empty one where it has none. Raises CourseError."""
    if not (root / CONFIG).is_file():
        return Config()
    try:
        return PyFileConfigLoader(CONFIG, str(root)).load_config()
    except Exception as error:  # it is a program, which the instructor may have changed
        raise CourseError(f"{root / CONFIG} does not run: {type(error).__name__}: {error}") from error


def reported(graded: Graded) -> NotebookNode:
    """The rebuilt notebook with each part's report as the output of its graded cell."""
    node = nbformat.from_dict(graded.notebook)
    parts = {grade_id(part.part): part for part in graded.result.parts}
    for cell in node.cells:
        part = parts.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if part and cell.cell_type == "code":
            data = {"text/plain": f"{part.points:g}"}
            if part.html:
                data["text/html"] = safe(part.html)
            output = {"output_type": "execute_result", "data": data, "execution_count": None, "metadata": {}}
            cell.outputs = [nbformat.from_dict(output)]
    return node


def _write_notebook(folders: Folders, result: SubmissionResult, node: NotebookNode) -> None:
    """Write autograded/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, read-only as nbgrader does."""
    path = folders.autograded(result.student, result.assignment)
    text = nbformat.v4.writes(node) + "\n"  # rebuilt from the release, so valid: no need to check it again
    write_atomically(path, text, READ_ONLY)
    time = _timestamp(folders, result.student, result.assignment)
    if time:  # nbgrader tells by it whether a later submission has come
        write_atomically(path.with_name(TIMESTAMP), f"{time.isoformat(sep=' ')} UTC\n", READ_ONLY)
