"""What has been graded, submission by submission, in `log/STUDENT/ASSIGNMENT.json`.

A result is written down as soon as it is known and kept as "waiting" until the gradebook has it; then it
is "stored". So a run that was killed goes on with what waits, and nothing is graded twice. Each result
carries two digests: of what was handed in, and of all else that it depends on. Where both are those of
now, the result is the one that grading would give again.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import platform
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.grading.atomic import write_atomically
from autograder.grading.folders import Folders
from autograder.grading.results import SubmissionResult

ROOT = Path(__file__).resolve().parents[2]
DECIDING = ("autograder", "cnnlib")  # the packages of the course that decide a result
KINDS = ("*.py", "*.html")  # code, and what reports are made from
LIBRARIES = ("numpy", "torch", "ipython", "matplotlib")  # and the installed ones


@dataclass(frozen=True)
class Key:
    """What a result depends on. submission: digest of what was handed in; grading: of all the rest."""

    submission: str
    grading: str


@dataclass(frozen=True)
class Entry:
    """A result, what it depends on, and the notebook rebuilt for it, empty once that is stored elsewhere."""

    key: Key
    result: SubmissionResult
    notebook: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"key": asdict(self.key), "result": self.result.to_json(), "notebook": self.notebook}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Entry:
        return cls(Key(**data["key"]), SubmissionResult.from_json(data["result"]), data["notebook"])


@dataclass(frozen=True)
class StudentRecord:
    """What the ledger has of a student: the entry that the gradebook has, and the one that waits for it."""

    stored: Entry | None = None
    waiting: Entry | None = None

    def to_json(self) -> dict[str, Any]:
        entries = {"stored": self.stored, "waiting": self.waiting}
        return {name: entry and entry.to_json() for name, entry in entries.items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> StudentRecord:
        return cls(**{name: entry and Entry.from_json(entry) for name, entry in data.items()})


class Ledger:
    """The entries of one assignment."""

    def __init__(self, folders: Folders, assignment: str):
        self.folders, self.assignment = folders, assignment

    def read(self, student: str) -> StudentRecord:
        """A student's record; an empty one where there is none, or none that can be read."""
        try:
            text = self.folders.log(student, self.assignment).read_text(encoding="utf-8")
            return StudentRecord.from_json(json.loads(text))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return StudentRecord()  # then the submission is graded again, which gives the same

    def note_graded(self, entry: Entry) -> None:
        """Write down a result that the gradebook does not have yet."""
        self._write(entry, replace(self.read(entry.result.student), waiting=entry))

    def note_stored(self, entry: Entry) -> None:
        """Write down that the gradebook has a result now."""
        self._write(entry, StudentRecord(stored=replace(entry, notebook={})))

    def _write(self, entry: Entry, record: StudentRecord) -> None:
        path = self.folders.log(entry.result.student, self.assignment)
        write_atomically(path, json.dumps(record.to_json()) + "\n")


def digest(*texts: bytes) -> str:
    """One digest of several texts, so that no two lists of texts have the same."""
    total = hashlib.sha256()
    for text in texts:
        total.update(hashlib.sha256(text).digest())
    return total.hexdigest()


def grading_digest(release: bytes, seed: int) -> str:
    """What a result depends on beside the submission: the release, the seed, the course's code, libraries."""
    return digest(release, str(seed).encode(), course_digest().encode())


@functools.cache
def course_digest() -> str:
    """The code of the course and the versions of what it runs on."""
    files = sorted(f for package in DECIDING for kind in KINDS for f in (ROOT / package).rglob(kind))
    texts = [text for file in files for text in (str(file.relative_to(ROOT)).encode(), file.read_bytes())]
    versions = [platform.python_version(), *map(importlib.metadata.version, LIBRARIES)]
    return digest(*texts, *(version.encode() for version in versions))
