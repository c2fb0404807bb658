"""Grading one submission: rebuild it, run it in the sandbox, judge it from outside."""

from __future__ import annotations

import json
import platform
import re
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.assignments import load_assignment
from autograder.errors import SandboxError
from autograder.grading.results import PartResult, SubmissionResult, without_points
from autograder.intake.notebook_file import saved_with
from autograder.intake.rebuild import rebuild
from autograder.intake.untrusted import Unreadable, parse_notebook
from autograder.judging.callers import Gone
from autograder.judging.diagnose import report_on, report_on_mistake
from autograder.judging.report import Report, Unjudged
from autograder.part import PUBLIC_SEED, Part
from autograder.shared.errors import Error

if TYPE_CHECKING:
    from autograder.sandbox.box import Box, Submission


NOTES = 50  # failed cells that are listed


@dataclass(frozen=True)
class Job:
    """One submission, with all that a grader needs, wherever it runs.

    release, submitted: bytes of the released notebook and of the student's.
    seed: secret; the right answers and the inputs depend on it alone.
    problem: status and sentence where there is no file, or none that can be read.
    notes: sentences on the files that were handed in, for whoever reads the result.
    """

    student: str
    assignment: str
    release: bytes
    submitted: bytes
    seed: int
    problem: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Graded:
    """A graded submission: its result, and the notebook that was rebuilt for it."""

    result: SubmissionResult
    notebook: dict
    slow: bool = False  # something was too slow: to be timed again where nothing else runs


def grade_submission(job: Job, box: Box) -> Graded:
    """Grade one submission. There is a result whatever the student's file holds and their code does.

    box: an open sandbox for this assignment.

    Raises:
        SandboxError: the sandbox broke, which no submission can bring about.
    """
    if job.problem:
        return ungraded(job, *job.problem)
    try:
        return _grade_notebook(job, box)
    except SandboxError:
        raise
    except Unreadable as error:
        return ungraded(job, "unreadable", str(error))
    except Exception:  # a fault of ours must not cost the others their results
        sentence = "The grader itself failed on this submission:\n" + traceback.format_exc()
        return ungraded(job, "crashed", sentence)


def ungraded(job: Job, status: str, sentence: str) -> Graded:
    """The result of a submission of which nothing can be graded, with a blank notebook."""
    blank = rebuild(json.loads(job.release), {"cells": []}).notebook
    return Graded(without_points(job.student, job.assignment, status, sentence), blank)


def _grade_notebook(job: Job, box: Box) -> Graded:
    """Grade what can be read. Whatever the student's code does costs only the part that it happens in."""
    submitted = parse_notebook(job.submitted, f"{job.assignment}.ipynb")
    rebuilt = rebuild(json.loads(job.release), submitted)
    parts = load_assignment(job.assignment).load_parts()
    with box.submission(rebuilt.cells) as submission:
        secret = {part.id: _judge(part, submission, rebuilt.cells, job.seed) for part in parts}
        notes = (*job.notes, *rebuilt.notes, *_cell_notes(rebuilt.cells, submission.outcomes))
        notes += _version_note(submitted, submission.outcomes)
    slow = any(isinstance(judged, Report) and judged.slow for judged in secret.values())
    results = _with_examples(parts, secret, rebuilt.cells, box)
    return Graded(SubmissionResult(job.student, job.assignment, results, notes), rebuilt.notebook, slow)


def _judge(part: Part, submission: Submission, cells: list[str], seed: int) -> Report | Unjudged:
    """The report on a part."""
    try:
        with submission.part(part.functions) as found:
            callers = [caller for caller in found if caller is not None]
            if len(callers) == len(found):
                return report_on(part, callers, seed)
            absent = part.functions[found.index(None)]
    except Gone as gone:
        return Unjudged(part.id, part.max_points, gone.status, str(gone))
    for cell, outcome in zip(cells, submission.outcomes, strict=True):
        if outcome and re.search(rf"^[ \t]*def {absent}\b", cell, re.MULTILINE):
            status = outcome.status if isinstance(outcome, Gone) else "crashed"
            sentence = f"The cell that defines {absent} failed: {outcome}"
            return Unjudged(part.id, part.max_points, status, sentence)
    sentence = f"The notebook defines no function {absent}."
    return Unjudged(part.id, part.max_points, "not written", sentence)


def _with_examples(
    parts: list[Part], judged: dict[str, Report | Unjudged], cells: list[str], box: Box
) -> tuple[PartResult, ...]:
    """Results whose examples come from the public seed.

    A recognised mistake is shown by the mistake itself. Other code runs again, in a fresh process with a
    fresh disk, so that nothing seen among the secret inputs can find its way into the feedback.
    """
    wanting = [part for part in parts if _wants_example(judged[part.id])]
    public: dict[str, Report | Unjudged] = {}
    unnamed = []
    for part in wanting:
        if mistake := judged[part.id].mistake:
            public[part.id] = report_on_mistake(part, mistake)
        else:
            unnamed.append(part)
    if unnamed:
        with box.submission(cells) as submission:
            public |= {part.id: _judge(part, submission, cells, PUBLIC_SEED) for part in unnamed}
    return tuple(_result(judged[part.id], public.get(part.id)) for part in parts)


def _wants_example(judged: Report | Unjudged) -> bool:
    return isinstance(judged, Report) and judged.points < judged.max_points and judged.status != "not written"


def _result(judged: Report | Unjudged, public: Report | Unjudged | None) -> PartResult:
    shown = judged
    if isinstance(judged, Report):
        shown = judged.for_student(public if isinstance(public, Report) else None)
    return PartResult(
        judged.part,
        judged.points,
        judged.max_points,
        judged.mistake,
        judged.status,
        comment=str(shown),
        html=shown._repr_html_(),
    )


def _cell_notes(cells: list[str], outcomes: list[Error | Gone | None]) -> list[str]:
    """A sentence on every cell that failed."""
    notes = [
        f"A cell failed and was left out, the one that begins {_first_line(cell)!r}: {str(outcome)[:1000]}"
        for cell, outcome in zip(cells, outcomes, strict=True)
        if outcome and not (isinstance(outcome, Error) and "NotImplementedError" in outcome.names)
    ]
    more = [f"{len(notes) - NOTES} more cells failed."] if len(notes) > NOTES else []
    return notes[:NOTES] + more


def _version_note(submitted: dict, outcomes: list[Error | Gone | None]) -> tuple[str, ...]:
    """Why a cell may be no Python here that was at home."""
    home, here = (".".join(v.split(".")[:2]) for v in (saved_with(submitted), platform.python_version()))
    refused = any(isinstance(outcome, Error) and "SyntaxError" in outcome.names for outcome in outcomes)
    if not (refused and home) or home == here:
        return ()
    return (
        f"The notebook was saved with Python {home} and is graded with {here}, which may not know all of it.",
    )


def _first_line(cell: str) -> str:
    line = next((line for line in cell.splitlines() if line.strip()), "")
    return line if len(line) <= 60 else line[:57] + "..."
