"""Grading a class: many submissions at once, one writer of the gradebook."""

from __future__ import annotations

import ctypes
import json
import os
import secrets
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from autograder.grade import Graded, grade_notebook
from autograder.parts import PUBLIC_SEED, load_assignment
from autograder.rebuild import Unreadable, read_notebook, rebuild
from autograder.records import without_points
from autograder.sandbox.box import Box, SandboxError

WRITE_EVERY = 25  # submissions written to the gradebook together


class NothingToGrade(ValueError):
    """No submission is where it was looked for."""


@dataclass(frozen=True)
class Folders:
    """Where a course keeps what grading needs. root: the course; grading: all that grading writes."""

    root: Path
    grading: Path
    submissions: Path

    def release(self, assignment: str) -> Path:
        return self.root / "assignments" / assignment / f"{assignment}.ipynb"

    def submission(self, student: str, assignment: str) -> Path:
        return self.submissions / student / assignment / f"{assignment}.ipynb"

    def log(self, student: str, assignment: str) -> Path:
        return self.grading / "log" / student / f"{assignment}.json"

    def feedback(self, student: str, assignment: str) -> Path:
        return self.grading / "feedback" / student / assignment / f"{assignment}.html"

    @property
    def gradebook(self) -> Path:
        return self.grading / "gradebook.db"


def students(folders: Folders, only: str | None = None) -> list[str]:
    """Students with a folder of their own among the submissions, sorted.

    Raises:
        NothingToGrade: there is no such folder, or none of this student.
    """
    if not folders.submissions.is_dir():
        raise NothingToGrade(
            f"there is no folder {folders.submissions}. Submissions belong in "
            f"{folders.submissions}/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb; or name another folder with --submissions"
        )
    found = sorted(
        entry.name
        for entry in os.scandir(folders.submissions)
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
    )
    if only is not None and only not in found:
        raise NothingToGrade(f"{folders.submissions} holds no student {only!r}. It holds {len(found)} others")
    if not found:
        raise NothingToGrade(
            f"{folders.submissions} is empty: put STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb into it"
        )
    return [only] if only is not None else found


def seed_of(folders: Folders, given: int | None = None) -> int:
    """The secret seed of this course's grading: kept beside the gradebook, so that a regrade repeats it."""
    path = folders.grading / "seed"
    if given is not None:
        return given
    if not path.exists():
        folders.grading.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{secrets.randbits(62)}\n")
    text = path.read_text().strip()
    if not text.isdecimal():
        raise ValueError(f"{path} holds {text[:40]!r}, expected one whole number; restore it, or give --seed")
    return int(text)


def grade_class(
    assignment: str, folders: Folders, names: Sequence[str], seed: int, jobs: int
) -> Iterator[Graded]:
    """Grade the submissions of these students, in the order in which they are done.

    Every student gets a result, whatever their files or their code do, and whatever happens to a
    process that grades them.
    """
    start = _Start(assignment, folders, seed)
    _use_one_thread()
    for part in load_assignment(assignment).load_parts():
        for known in (seed, PUBLIC_SEED):
            part.cases(known)  # once here; the processes that are forked below share them
    left, slow = list(names), []
    with ProcessPoolExecutor(min(jobs, len(left)), get_context("fork"), _open_box, (start,)) as pool:
        running = {pool.submit(_grade_one, name): name for name in left}
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            try:
                for future in done:
                    graded = future.result()
                    left.remove(name := running.pop(future))
                    if graded.slow and len(names) > 1 and jobs > 1:
                        slow.append(name)
                    else:
                        yield graded
            except BrokenProcessPool:
                break
    for name in left:  # one of them ended its grader: each gets one of its own, so that it ends no other's
        yield _grade_alone(start, name)
    for name in slow:  # a neighbour may have kept the machine busy: too slow is only what is so alone
        yield _grade_alone(start, name)


def _use_one_thread() -> None:
    """Threads do not survive a fork: work handed to them in a forked process would never come back."""
    os.environ["OMP_NUM_THREADS"] = "1"
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


@dataclass(frozen=True)
class _Start:
    """What a grading process needs to begin."""

    assignment: str
    folders: Folders
    seed: int


_box: Box
_start: _Start


def _end_with_parent() -> None:
    """A grader whose parent was killed ends too, and its sandbox with it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, ctypes.c_ulong(signal.SIGKILL), 0, 0, 0)  # PR_SET_PDEATHSIG


def _open_box(start: _Start) -> None:
    """Start this process's sandbox. It ends with the process."""
    global _box, _start
    _start = start
    _end_with_parent()
    _box = Box(load_assignment(start.assignment)).__enter__()


def _grade_one(student: str) -> Graded:
    """Grade one student's submission in this process's sandbox. Raises nothing that a student causes."""
    assignment, folders = _start.assignment, _start.folders
    release = json.loads(folders.release(assignment).read_text(encoding="utf-8"))
    path = folders.submission(student, assignment)
    empty = rebuild(release, {"cells": []}).notebook
    try:
        if not os.path.lexists(path):
            sentence = f"No notebook was handed in: {path.name} is not there."
            return Graded(without_points(student, assignment, "missing", sentence), empty)
        submitted = read_notebook(path)
        try:
            return grade_notebook(assignment, release, submitted, student, _start.seed, _box)
        except SandboxError:  # the machine's fault; a sandbox that does not start again ends the run
            _box.__exit__()
            _open_box(_start)
            return grade_notebook(assignment, release, submitted, student, _start.seed, _box)
    except SandboxError:
        raise
    except Unreadable as error:
        return Graded(without_points(student, assignment, "unreadable", str(error)), empty)
    except Exception:  # a fault of ours must not cost the others their results
        sentence = "The grader itself failed on this submission:\n" + traceback.format_exc()
        return Graded(without_points(student, assignment, "crashed", sentence), empty)


def _grade_alone(start: _Start, student: str) -> Graded:
    with ProcessPoolExecutor(1, get_context("fork"), _open_box, (start,)) as pool:
        try:
            return pool.submit(_grade_one, student).result()
        except BrokenProcessPool:
            release = json.loads(start.folders.release(start.assignment).read_text(encoding="utf-8"))
            sentence = "The process that graded this submission ended without a word, twice."
            result = without_points(student, start.assignment, "crashed", sentence)
            return Graded(result, rebuild(release, {"cells": []}).notebook)


def run(
    assignment: str,
    folders: Folders,
    *,
    only: str | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    tell: Callable[[Graded], None] = lambda graded: None,
) -> list[Graded]:
    """Grade a class and write everything: logs as results come, gradebook, feedback pages.

    tell: called with each result as it comes.

    Raises:
        NothingToGrade, UnknownPart, GradebookError: each with a sentence that says what to do. The
        results so far are in the logs.
    """
    from autograder import feedback, gradebook

    load_assignment(assignment)
    names = students(folders, only)
    secret = seed_of(folders, seed)
    graded: list[Graded] = []
    waiting: list[Graded] = []
    gradebook.ensure_assignment(folders, assignment)
    for one in grade_class(assignment, folders, names, secret, jobs or os.cpu_count() or 1):
        _write_log(folders, one)
        feedback.write(folders.feedback(one.result.student, assignment), one.result)
        waiting.append(one)
        if len(waiting) == WRITE_EVERY:
            gradebook.write(folders, assignment, waiting)
            waiting.clear()
        graded.append(one)
        tell(one)
    gradebook.write(folders, assignment, waiting)
    return sorted(graded, key=lambda one: one.result.student)


def _write_log(folders: Folders, one: Graded) -> None:
    path = folders.log(one.result.student, one.result.assignment)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(one.result.to_json(), indent=1), encoding="utf-8")
    temporary.replace(path)
