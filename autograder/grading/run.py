"""Grading a class: what is to be graded, what comes of it, and where that is written."""

from __future__ import annotations

import functools
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.assignments import load_assignment
from autograder.errors import CourseError
from autograder.grading.folders import Folders, seed_of, students
from autograder.grading.ledger import Entry, Key, Ledger, StudentRecord, digest, grading_digest
from autograder.grading.lock import alone
from autograder.grading.pool import Pool, grade_jobs
from autograder.grading.processes import Graders
from autograder.grading.results import SubmissionResult
from autograder.grading.submission import Graded, Job
from autograder.grading.writer import Writer
from autograder.intake.untrusted import Unreadable, read_bytes


def open_job(folders: Folders, assignment: str, student: str, release: bytes, seed: int) -> Job:
    """What a student handed in, as a job. Raises nothing that the student's files cause."""
    found = folders.handed_in(student, assignment, release)
    return Job(student, assignment, release, found.content, seed, found.problem, found.notes)


def grade_student(folders: Folders, assignment: str, student: str) -> Graded:
    """One student's result, with the course's own seed, written nowhere.

    Raises:
        SandboxError: no sandbox can be had.
    """
    release, seed = folders.read_release(assignment), seed_of(folders)
    with Graders(assignment, seed, 1) as graders:
        [(_, graded)] = grade_jobs([open_job(folders, assignment, student, release, seed)], graders)
    return graded


@dataclass
class Outcome:
    """What a run came to.

    results: what the gradebook has now, by student.
    held: by student, what it has and what it would have: written only where the run may change points.
    """

    results: dict[str, SubmissionResult] = field(default_factory=dict)
    held: dict[str, tuple[SubmissionResult, SubmissionResult]] = field(default_factory=dict)

    def sorted(self) -> list[SubmissionResult]:
        return [self.results[student] for student in sorted(self.results)]


def grade_class(
    assignment: str,
    folders: Folders,
    *,
    only: str | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    again: bool = False,
    accept: bool = False,
    cluster: Callable[[], Pool] | None = None,
    tell: Callable[[SubmissionResult], None] = lambda result: None,
) -> Outcome:
    """Grade a class and write everything: ledger as results come, gradebook, feedback pages.

    only: this student alone. seed: instead of the course's secret one. jobs: graders at once.
    again: grade what was graded before too.
    accept: write other points for what a student has points for, after a new seed or a corrected check.
    cluster: makes the pool that grades, in place of processes on this machine.
    tell: called with every result as it comes.

    Raises:
        NothingToGrade, UnknownPart, InUse, GradebookError, SandboxError: each with a sentence that says what to
            do. The results so far are in the ledger, and the next run goes on from there.
    """
    load_assignment(assignment)
    names = students(folders, only)
    with alone(folders.grading, f"grading {assignment}"):
        course = _Course(folders, assignment, seed_of(folders) if seed is None else seed)
        records = {student: course.record(student, again) for student in names}
        count = min(jobs or _cores(), len(names))
        with (
            cluster() if cluster else Graders(assignment, course.seed, count) as pool,
            Writer(course.prepare, course.write) as writer,
        ):
            results = _Results(course.ledger, writer, accept, tell)
            for record in records.values():
                if record.waiting:
                    results.take(record.waiting)
            for job, graded in grade_jobs(_jobs(course, records, results), pool):
                entry = Entry(course.key(job), graded.result, graded.notebook)
                course.ledger.note_graded(entry)
                results.take(entry)
            writer.finish()
    return results.outcome


def _cores() -> int:
    """Cores that this process may use: in a container, fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _jobs(course: _Course, records: Mapping[str, StudentRecord], results: _Results) -> Iterator[Job]:
    """What has to be graded: first whom the ledger does not know as they are now, then whose result in it is
    not where it belongs. All others keep what they have.

    By the time that the second question comes, the gradebook is open.
    """
    for student, record in records.items():
        if record == StudentRecord():
            yield course.job(student)
    for student, record in records.items():
        if record.stored and course.is_in_place(student, results.writer):
            results.keep(record.stored)
        elif record.stored:
            yield course.job(student)


class _Results:
    """Sorts what comes: to the writer, or held back because it would change a student's points."""

    def __init__(
        self, ledger: Ledger, writer: Writer, accept: bool, tell: Callable[[SubmissionResult], None]
    ):
        self.ledger, self.writer, self.accept, self.tell = ledger, writer, accept, tell
        self.outcome = Outcome()

    def take(self, entry: Entry) -> None:
        """A new result."""
        before = self.ledger.read(entry.result.student).stored
        if before and not self.accept and self._changes_points(before, entry):
            self.outcome.held[entry.result.student] = before.result, entry.result
            self.keep(before)
        else:
            self.writer.put(entry)
            self.keep(entry)

    def keep(self, entry: Entry) -> None:
        """What stands in the gradebook, or is on its way there."""
        self.outcome.results[entry.result.student] = entry.result
        self.tell(entry.result)

    @staticmethod
    def _changes_points(before: Entry, now: Entry) -> bool:
        """Whether a student would have other points, or another mistake, for what they handed in before."""
        return before.key.submission == now.key.submission and before.result.rows() != now.result.rows()


class _Course:
    """One assignment of a course while it is graded."""

    def __init__(self, folders: Folders, assignment: str, seed: int):
        self.folders, self.assignment, self.seed = folders, assignment, seed
        self.release = folders.read_release(assignment)
        self.grading = grading_digest(self.release, seed)
        self.ledger = Ledger(folders, assignment)

    @functools.cached_property
    def explained(self) -> dict[str, list[str]]:
        """Where the lectures explain each part. A lecture that cannot be read holds no grading up."""
        from autograder.authoring import topics

        try:
            found = topics.explained(self.folders.root)
        except CourseError:
            return {}
        return {id: [section.place for section in sections] for id, sections in found.items()}

    def job(self, student: str) -> Job:
        return open_job(self.folders, self.assignment, student, self.release, self.seed)

    def key(self, job: Job) -> Key:
        handed_in = job.submitted, repr(job.problem).encode(), self._time(job.student)
        notes = [note.encode("utf-8", "replace") for note in job.notes]
        return Key(digest(*handed_in, *notes), self.grading)

    def _time(self, student: str) -> bytes:
        """nbgrader's note on when it was handed in: the gradebook has it too."""
        try:
            return read_bytes(self.folders.timestamp(student, self.assignment), limit=200)
        except Unreadable:
            return b""

    def record(self, student: str, again: bool) -> StudentRecord:
        """The entries of the ledger that hold now, at most one of the two."""
        key, record = self.key(self.job(student)), self.ledger.read(student)
        if record.stored and record.stored.key == key and not again:
            return StudentRecord(stored=record.stored)
        return (
            StudentRecord(waiting=record.waiting)
            if record.waiting and record.waiting.key == key
            else StudentRecord()
        )

    def is_in_place(self, student: str, writer: Writer) -> bool:
        """Whether the gradebook has a result, formgrader the notebook, and the student a page."""
        return student in writer.prepared() and self.folders.feedback(student, self.assignment).is_file()

    def prepare(self) -> set[str]:
        """Have a gradebook that knows the assignment. Gives the students that it has results of."""
        # jsonschema looks for this and builds a grammar with it, for a format that no notebook uses: a
        # second of every start
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None: it is not there
        from autograder.grading.nbgrader import gradebook

        gradebook.ensure_assignment(self.folders, self.assignment)
        gc.freeze()  # all that was imported stays: to look through it for garbage takes a tenth of a second
        return gradebook.graded_students(self.folders, self.assignment)

    def write(self, entries: Sequence[Entry]) -> None:
        """Put results into the gradebook, write their feedback, and note in the ledger that it is done."""
        from autograder.grading import feedback
        from autograder.grading.nbgrader import gradebook

        gradebook.write(self.folders, self.assignment, [Graded(e.result, e.notebook) for e in entries])
        for entry in entries:
            path = self.folders.feedback(entry.result.student, self.assignment)
            feedback.write(path, entry.result, self.explained)
            self.ledger.note_stored(entry)
