"""nbgrader's gradebook: the rows of the released assignment and of the students' results.

Both ways to grade a class store a result through the same functions. A score comes from a
SubmissionResult alone, never from a cell's output; what a person gave in formgrader is never touched.
This module imports nbgrader, which takes seconds: import it where it is needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader import api
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_locked, is_solution
from sqlalchemy.orm import Session

from autograder.assignments import load_assignment
from autograder.errors import GradebookError
from autograder.grading.folders import Folders
from autograder.grading.nbgrader.database import address, config_of, opened
from autograder.grading.nbgrader.notebooks import handed_in_at, reported, write_notebook
from autograder.grading.results import PartResult, SubmissionResult
from autograder.grading.submission import Graded
from autograder.intake.student_ids import gradebook_id
from autograder.intake.untrusted import encodable
from autograder.layout import AUTOGRADED
from autograder.part import grade_id


def ensure_assignment(folders: Folders, assignment: str) -> None:
    """Have a gradebook that knows the released assignment, its cells and their points.

    It writes what `nbgrader generate_assignment` would, and removes nothing.

    Raises:
        GradebookError: the gradebook cannot be used, or the release is out of step with the checks.
    """
    release = nbformat.reads(folders.read_release(assignment).decode(), as_version=4)
    _compare_points(assignment, release)
    with opened(folders) as db:
        course = config_of(folders.root).CourseDirectory.get("course_id", "")
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
        write_notebook(folders, result, node)


def graded_students(folders: Folders, assignment: str) -> set[str]:
    """Names of the students whose result the gradebook has, and formgrader their notebook."""
    with opened(folders) as db:
        rows = db.query(api.SubmittedAssignment).join(api.Assignment).filter_by(name=assignment)
        known = {submission.student_id for submission in rows}
    notebooks = (folders.grading / AUTOGRADED).glob(f"*/{assignment}/{assignment}.ipynb")
    return {path.parts[-3] for path in notebooks if gradebook_id(path.parts[-3]) in known}


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
    with opened(folders) as db:
        row = db.query(api.Assignment).filter_by(name=assignment).one()
        notebook = db.query(api.Notebook).filter_by(name=assignment, assignment=row).one()
        submitted = _submitted(db, notebook, [gradebook_id(result.student) for result, _ in results])
        for result, node in results:
            own = submitted[gradebook_id(result.student)]
            if time := handed_in_at(folders, result.student, assignment):
                own.assignment.timestamp = time
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
    resources = {"nbgrader": {**names, "db_url": address(folders)}}
    AssignLatePenalties(config=config_of(folders.root)).preprocess(new_notebook(), resources)
