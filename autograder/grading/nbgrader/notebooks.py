"""The notebooks that formgrader shows: what a student handed in, with the reports as outputs."""

from __future__ import annotations

import os
from datetime import datetime

import nbformat
from nbformat import NotebookNode

from autograder.grading.atomic import write_atomically
from autograder.grading.folders import Folders
from autograder.grading.nbgrader import times
from autograder.grading.results import SubmissionResult
from autograder.grading.sanitize import safe
from autograder.grading.submission import Graded
from autograder.layout import TIMESTAMP
from autograder.part import grade_id

READ_ONLY = 0o444


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


def write_notebook(folders: Folders, result: SubmissionResult, node: NotebookNode) -> None:
    """Write autograded/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, read-only as nbgrader does."""
    path = folders.autograded(result.student, result.assignment)
    text = nbformat.v4.writes(node) + "\n"  # rebuilt from the release, so valid: no need to check it again
    write_atomically(path, text, READ_ONLY)
    time = handed_in_at(folders, result.student, result.assignment)
    if time:  # nbgrader tells by it whether a later submission has come
        write_atomically(path.with_name(TIMESTAMP), f"{time.isoformat(sep=' ')} UTC\n", READ_ONLY)


def handed_in_at(folders: Folders, student: str, assignment: str) -> datetime | None:
    """When the submission was handed in, by nbgrader's own file; None where it does not say."""
    path = folders.timestamp(student, assignment)
    return times.handed_in_at(path) if os.path.lexists(path) else None
