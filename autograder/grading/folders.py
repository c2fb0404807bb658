"""Where a course keeps its submissions and what grading writes, who handed in, and the secret seed."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder import layout
from autograder.errors import CourseError, mendable
from autograder.intake.handed_in import HandedIn, handed_in
from autograder.intake.student_ids import gradebook_id
from autograder.intake.untrusted import printable
from autograder.intake.work import read_release, read_releases

LINK = "it is a link, and what lies elsewhere is not read. Put the folder itself there"
DOT = "its name begins with a dot, as those of programs do. Rename it if it is a student's"


class NothingToGrade(CourseError):
    """No submission is where it was looked for."""


@dataclass(frozen=True)
class Folders:
    """Where a course keeps what grading needs. root: the course; grading: all that grading writes."""

    root: Path
    grading: Path
    submissions: Path

    @classmethod
    def all_below(cls, root: Path, grading: Path) -> Folders:
        """With the submissions below what grading writes, as nbgrader has it."""
        return cls(root, grading, grading / layout.SUBMITTED)

    def release(self, assignment: str) -> Path:
        return layout.released_notebook(self.root, assignment)

    def read_release(self, assignment: str) -> bytes:
        """The released notebook. Raises CourseError where it is not built, or damaged."""
        return read_release(self.root, assignment)

    def submission(self, student: str, assignment: str) -> Path:
        return layout.notebook(self.submissions / student, assignment)

    def handed_in(self, student: str, assignment: str, release: bytes) -> HandedIn:
        """What a student handed in. release: the bytes of the released notebook."""
        releases = read_releases(self.root, assignment, release)
        return handed_in(self.submission(student, assignment).parent, releases)

    def timestamp(self, student: str, assignment: str) -> Path:
        """nbgrader's file on when it was handed in."""
        return self.submission(student, assignment).with_name(layout.TIMESTAMP)

    def autograded(self, student: str, assignment: str) -> Path:
        """The notebook that formgrader shows."""
        return layout.notebook(self.grading / layout.AUTOGRADED / student, assignment)

    def log(self, student: str, assignment: str) -> Path:
        return self.grading / "log" / student / f"{assignment}.json"

    def feedback(self, student: str, assignment: str) -> Path:
        return self.pages / student / assignment / f"{assignment}.html"

    @property
    def pages(self) -> Path:
        return self.grading / layout.FEEDBACK

    @property
    def gradebook(self) -> Path:
        return self.grading / "gradebook.db"


def students(folders: Folders, only: str | None = None) -> list[str]:
    """Students with a folder of their own among the submissions, sorted.

    Raises:
        NothingToGrade: there is no such folder, or none of this student.
        CourseError: the folder cannot be read, or the gradebook could not tell two students apart.
    """
    if not folders.submissions.is_dir():
        raise NothingToGrade(
            f"there is no folder {folders.submissions}. Submissions belong in "
            f"{folders.submissions}/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb; or name another folder with --submissions"
        )
    found = [name for name, problem in _entries(folders) if not problem]
    if only is not None and only not in found:
        raise NothingToGrade(f"{folders.submissions} holds no student {only!r}. It holds {len(found)} others")
    if not found:
        raise NothingToGrade(
            f"{folders.submissions} is empty: put STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb into it"
        )
    known: dict[str, str] = {}
    for name in found:
        other = known.setdefault(gradebook_id(name), name)
        if other != name:
            raise CourseError(
                f"{folders.submissions} holds {ascii(other)} and {ascii(name)}, which would share one row of the "
                "gradebook: rename one of them"
            )
    return [only] if only is not None else found


def passed_over(folders: Folders) -> list[str]:
    """A sentence on every folder among the submissions that is not graded."""
    return [f"{printable(name)} is not graded: {problem}" for name, problem in _entries(folders) if problem]


def _entries(folders: Folders) -> list[tuple[str, str]]:
    """Folders among the submissions, sorted by name, each with why it is no student's, if it is none."""
    with mendable(folders.submissions, "read"):
        entries = sorted(os.scandir(folders.submissions), key=lambda entry: entry.name)
        return [
            (entry.name, LINK if entry.is_symlink() else DOT if entry.name.startswith(".") else "")
            for entry in entries
            if entry.is_symlink() or entry.is_dir()
        ]


def seed_of(folders: Folders) -> int:
    """The secret seed of this course's grading: kept beside the gradebook, so that a regrade repeats it.

    Raises:
        CourseError: it cannot be written or read, or is no number.
    """
    path = folders.grading / "seed"
    if not path.exists():
        with mendable(path):
            _write_new(path, f"{secrets.randbits(62)}\n")
    with mendable(path, "read"):
        text = path.read_text(encoding="utf-8", errors="replace").strip()
    if not text.isdecimal():
        raise CourseError(
            f"{path} holds {text[:40]!r}, expected one whole number; restore it, or give --seed"
        )
    return int(text)


def _write_new(path: Path, text: str) -> None:
    """A file for its owner alone, whole or not at all: an empty seed would be in every later run's way. Whoever else
    was first keeps theirs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.") as file:  # mode 0600
        file.write(text)
        file.flush()
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)
