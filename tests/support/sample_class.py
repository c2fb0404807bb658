"""The sample class, graded once for all tests and all of pytest's processes: as it is shown, and with all attackers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
from attackers import ATTACKERS
from once import once

from autograder.assignments import assignment_of, load_assignment
from autograder.grading.folders import Folders
from autograder.grading.ledger import Ledger
from autograder.grading.results import PartResult, SubmissionResult
from autograder.grading.run import grade_class
from autograder.layout import SUBMITTED
from autograder.part import Part
from autograder.sample import ASSIGNMENTS, BROKEN, PARTLY_RIGHT, RIGHT, STUDENTS, Student, compose
from autograder.shared.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
BEFORE = "before.json"
SEED = 20  # of the grading, instead of a secret one
HASTY = Limits(cell_seconds=10, call_seconds=10)


@dataclass(frozen=True)
class Grading:
    """What came of grading a class, read from what grading wrote."""

    folders: Folders
    submissions_before: dict[str, str]

    @staticmethod
    def parts() -> list[Part]:
        return [part for name in ASSIGNMENTS for part in load_assignment(name).load_parts()]

    @property
    def submissions_after(self) -> dict[str, str]:
        return digests(self.folders.submissions)

    def submission(self, student: str, assignment: str) -> SubmissionResult:
        return Ledger(self.folders, assignment).read(student).stored.result

    def result(self, student: str, part: str) -> PartResult:
        results = self.submission(
            student, next(assignment_of(p).name for p in self.parts() if p.id == part)
        ).parts
        return next(result for result in results if result.part == part)

    def rows(self, student: str) -> str:
        """A student's records as `autograder grade --json` writes them."""
        return json.dumps([self.submission(student, assignment).rows() for assignment in ASSIGNMENTS])


def digests(folder: Path) -> dict[str, str]:
    """Every file and link below a folder, with a digest of its content."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() or path.is_symlink())
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def grade_once(base: Path, name: str, students: Sequence[Student]) -> Grading:
    """Compose and grade a class below `base`; where another process has or does, take what it wrote."""

    def grade(folder: Path) -> None:
        folders = Folders(ROOT, folder, folder / SUBMITTED)
        compose(ROOT, folders.submissions, students)
        (folder / BEFORE).write_text(json.dumps(digests(folders.submissions)))
        with mock.patch("autograder.sandbox.box.DEFAULTS", HASTY):  # some do nothing until time is up
            for assignment in ASSIGNMENTS:
                grade_class(assignment, folders, seed=SEED, jobs=2)

    folder = once(base, name, grade)
    return Grading(Folders(ROOT, folder, folder / SUBMITTED), json.loads((folder / BEFORE).read_text()))


@pytest.fixture(scope="session", name="sample_class")
def demonstrated(tmp_path_factory) -> Grading:
    """The class of the demonstration."""
    return grade_once(tmp_path_factory.getbasetemp(), "shown", STUDENTS)


@pytest.fixture(scope="session", name="attacked_class")
def everybody(tmp_path_factory) -> Grading:
    """The same class with every attacker that is known."""
    return grade_once(
        tmp_path_factory.getbasetemp(), "everybody", (*RIGHT, *PARTLY_RIGHT, *ATTACKERS, *BROKEN)
    )


@pytest.fixture(scope="session", name="well_meant_alone")
def well_meant(tmp_path_factory) -> Grading:
    """Those who do what they are asked to, without the others."""
    return grade_once(tmp_path_factory.getbasetemp(), "well-meant", (*RIGHT, *PARTLY_RIGHT))
