"""The sample class: submissions composed from known right and wrong code, by which grading is tried."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.sample.broken import BROKEN
from autograder.sample.honest import PARTLY_RIGHT, RIGHT
from autograder.sample.hostile import HOSTILE, Hostile
from autograder.sample.student import ASSIGNMENTS, Student

__all__ = [
    "ASSIGNMENTS", "BROKEN", "EVERYBODY", "HOSTILE", "PARTLY_RIGHT", "RIGHT", "STUDENTS", "Hostile", "Student",
    "compose",
]  # fmt: skip

# Of the hostile ones a demonstration takes one of nearly every sort; the tests grade all of them.
DEMONSTRATED = (
    "skips-checks", "doubles-grade-id", "forges-outputs", "patches-comparison", "lies-about-equality",
    "stashes-library", "reads-frames", "copies-classmate", "writes-gradebook", "kills-parent", "loops-forever",
    "prints-markup",
)  # fmt: skip
_BY_ID = {student.id: student for student in HOSTILE}

EVERYBODY = (*RIGHT, *PARTLY_RIGHT, *HOSTILE, *BROKEN)
STUDENTS = (*RIGHT, *PARTLY_RIGHT, *(_BY_ID[id] for id in DEMONSTRATED), *BROKEN)


def compose(root: Path, submissions: Path, students: Sequence[Student] = STUDENTS) -> list[Student]:
    """Write the class as submissions/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, afresh.

    root: the course, whose released notebooks are filled in.

    Raises:
        FileNotFoundError: a released notebook is not there.
    """
    if submissions.exists():
        shutil.rmtree(submissions)
    for student in students:
        student.write(root / "assignments", submissions / student.id)
    return list(students)
