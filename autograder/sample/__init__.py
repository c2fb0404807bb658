"""The sample class: submissions composed from known right and wrong code, by which grading is tried."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.layout import ASSIGNMENTS as RELEASED
from autograder.sample.broken import BROKEN
from autograder.sample.honest import PARTLY_RIGHT, RIGHT
from autograder.sample.hostile import HOSTILE, Hostile
from autograder.sample.student import ASSIGNMENTS, Student

__all__ = [
    "ASSIGNMENTS", "BROKEN", "HOSTILE", "PARTLY_RIGHT", "RIGHT", "STUDENTS", "Hostile", "Student", "compose",
]  # fmt: skip

STUDENTS = (*RIGHT, *PARTLY_RIGHT, *HOSTILE, *BROKEN)


def compose(root: Path, submissions: Path, students: Sequence[Student] = STUDENTS) -> list[Student]:
    """Write the class as submissions/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, afresh.

    root: the course, whose released notebooks are filled in.

    Raises:
        FileNotFoundError: a released notebook is not there.
    """
    if submissions.exists():
        shutil.rmtree(submissions)
    for student in students:
        student.write(root / RELEASED, submissions / student.id)
    return list(students)
