"""Grading one submission: rebuild it, run it in the sandbox, judge it from outside."""

from __future__ import annotations

import functools
import json
import platform
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.assignments import load_assignment
from autograder.errors import SandboxError
from autograder.grading.results import PartResult, SubmissionResult, without_points
from autograder.intake.notebook_file import saved_with
from autograder.intake.rebuild import Rebuilt, defines, rebuild
from autograder.intake.untrusted import Unreadable, parse_notebook
from autograder.judging.callers import Caller, Gone
from autograder.judging.diagnose import report_of, report_on_mistake
from autograder.judging.examine import examine, first_failures, points_for
from autograder.judging.judge import Verdict
from autograder.judging.report import Report, Unjudged
from autograder.part import PUBLIC_SEED, Part
from autograder.sandbox.submission import Submission, Waiting
from autograder.shared.errors import Error
from autograder.shared.limits import CALL_SECONDS

if TYPE_CHECKING:
    from autograder.sandbox.box import Box


# the cases of a seed, all or some of them, put to callers
Put = Callable[[Part, Sequence[Caller], int], list[Verdict]]
NOTES = 50  # failed cells that are listed
# Where grading gives more than running the notebook would, by the names in book/grading.md
AT_THE_END = "a check that stands above its work: it counts as it stands at the end of the notebook"
DELETED = "a check that was deleted: it was asked below what defines its functions"
FAILED = "a cell that failed: what of it defines a function counts all the same"
MERGE_MARK = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


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
    asks = [
        _Asked(part, job.seed, rebuilt.place_of(part.grade_id, part.functions))
        for part in load_assignment(job.assignment).load_parts()
    ]
    waiting = [Waiting(asked.part.functions, asked.place) for asked in asks if asked.place is not None]
    with box.submission(rebuilt.cells, rebuilt.demonstrations, waiting) as submission:
        notes = [*job.notes, *rebuilt.notes, *_cell_notes(rebuilt, submission.outcomes)]
        notes += _version_note(submitted, submission.outcomes)
        for asked in asks:
            asked.put_to(submission)
        asks = [_before_later_cells(asked, submission) if asked.missed_a_file else asked for asked in asks]
        asks = [_at_the_end(asked, submission) if asked.could_be_more else asked for asked in asks]
        for asked in asks:
            notes += _more_than_home(asked, rebuilt, submission.outcomes)
    slow = any(isinstance(asked.judged, Report) and asked.judged.slow for asked in asks)
    results = _with_examples(asks, submission)
    return Graded(
        SubmissionResult(job.student, job.assignment, results, tuple(notes)), rebuilt.notebook, slow
    )


@dataclass
class _Asked:
    """A part put to a student's functions.

    place: after how many cells; None stands for the end of the notebook.
    verdicts: on its cases; None where they could not be put: `unjudged` says why.
    """

    part: Part
    seed: int
    place: int | None
    verdicts: list[Verdict] | None = None
    unjudged: Unjudged | None = None

    def put_to(self, submission: Submission, *, replayed: bool = False, cases: Put = examine) -> None:
        """replayed: whether it is asked before any later cell has run, which may have removed a file.
        cases: puts them to the functions."""
        seconds = self.part.seconds if self.part.seconds != CALL_SECONDS else None
        where = self.part.functions, self.place, seconds
        try:
            with submission.part(*where, replayed=replayed) as found:
                callers = [caller for caller in found if caller is not None]
                if len(callers) == len(found):
                    self.verdicts = cases(self.part, callers, self.seed)
                    return
                absent = self.part.functions[found.index(None)]
        except Gone as gone:
            self.unjudged = Unjudged(self.part.id, self.part.max_points, gone.status, str(gone))
        else:
            self.unjudged = _absent(self.part, absent, submission)

    @property
    def points(self) -> float:
        return 0.0 if self.verdicts is None else points_for(self.part, self.verdicts, self.seed)

    @property
    def took_too_long(self) -> bool:
        gone = [verdict.answer.gone for verdict in self.verdicts or ()]
        return any(one and one.status == "timed out" for one in gone)

    @property
    def could_be_more(self) -> bool:
        return self.points < self.part.max_points and not self.took_too_long

    @property
    def missed_a_file(self) -> bool:
        errors = [verdict.answer.error for verdict in self.verdicts or ()]
        return any(error and "FileNotFoundError" in error.names for error in errors)

    @functools.cached_property
    def judged(self) -> Report | Unjudged:
        if self.verdicts is None:
            assert self.unjudged
            return self.unjudged
        return report_of(self.part, self.verdicts, self.seed)


def _before_later_cells(asked: _Asked, submission: Submission) -> _Asked:
    """The part asked where no later cell has run, where it earns more there: one may have removed a file."""
    earlier = _Asked(asked.part, asked.seed, asked.place)
    earlier.put_to(submission, replayed=True)
    return max(asked, earlier, key=lambda one: one.points)


def _at_the_end(asked: _Asked, submission: Submission) -> _Asked:
    """The part asked at the end of the notebook, where it earns more there: a check may have been run last."""
    if asked.place == len(submission.cells) or not _can_earn_more_at_the_end(asked, submission):
        return asked
    at_end = _Asked(asked.part, asked.seed, None)
    at_end.put_to(submission)
    return max(asked, at_end, key=lambda one: one.points)


def _can_earn_more_at_the_end(asked: _Asked, submission: Submission) -> bool:
    """Mostly nothing has changed: a few cases tell."""
    before = asked.verdicts
    if before is None:
        return True
    few = _Asked(asked.part, asked.seed, None)
    few.put_to(
        submission, cases=lambda part, callers, seed: list(first_failures(part, callers, seed, before))
    )
    return any(verdict.passed for verdict in few.verdicts or ())


def _absent(part: Part, function: str, submission: Submission) -> Unjudged:
    for cell, outcome in zip(submission.cells, submission.outcomes, strict=True):
        if outcome and re.search(rf"^[ \t]*def {function}\b", cell, re.MULTILINE):
            status = outcome.status if isinstance(outcome, Gone) else "crashed"
            sentence = f"The cell that defines {function} failed: {outcome}"
            return Unjudged(part.id, part.max_points, status, sentence)
    sentence = f"The notebook defines no function {function}."
    return Unjudged(part.id, part.max_points, "not written", sentence)


def _with_examples(asks: list[_Asked], submission: Submission) -> tuple[PartResult, ...]:
    """Results whose examples come from the public seed.

    A recognised mistake is shown by the mistake itself. Other code runs again, in a fresh process with a
    fresh disk, so that nothing seen among the secret inputs can find its way into the feedback.
    """
    public: dict[str, Report | Unjudged] = {}
    unnamed = []
    for asked in asks:
        if not _wants_example(asked.judged) or asked.took_too_long:
            continue
        if mistake := asked.judged.mistake:
            public[asked.part.id] = report_on_mistake(asked.part, mistake)
        else:
            unnamed.append(_Asked(asked.part, PUBLIC_SEED, asked.place))
    if unnamed:
        with submission.again() as fresh:
            for asked in sorted(unnamed, key=lambda one: one.place is None):
                asked.put_to(fresh)
        public |= {asked.part.id: asked.judged for asked in unnamed}
    return tuple(_result(asked.judged, public.get(asked.part.id)) for asked in asks)


def _wants_example(judged: Report | Unjudged) -> bool:
    return isinstance(judged, Report) and judged.points < judged.max_points and judged.status != "not written"


def _result(judged: Report | Unjudged, public: Report | Unjudged | None) -> PartResult:
    shown, example = judged, None
    if isinstance(judged, Report):
        shown = judged.for_student(public if isinstance(public, Report) else None)
        example = shown.shown.number if shown.shown and shown.shown.call else None
    return PartResult(
        judged.part,
        judged.points,
        judged.max_points,
        judged.mistake,
        judged.status,
        comment=str(shown),
        html=shown._repr_html_(),
        example=example,
    )


def _more_than_home(asked: _Asked, rebuilt: Rebuilt, outcomes: list[Error | Gone | None]) -> Iterator[str]:
    """Why a part may have more points than running the notebook would give it."""
    if not asked.points:
        return
    if asked.place is None:
        yield f"{asked.part.id}: {AT_THE_END}."
    if asked.part.grade_id not in rebuilt.checks:
        yield f"{asked.part.id}: {DELETED}."
    failed = [cell for cell, outcome in zip(rebuilt.cells, outcomes, strict=True) if outcome]
    if any(defines(cell, name) for cell in failed for name in asked.part.functions):
        yield f"{asked.part.id}: {FAILED}."


def _cell_notes(rebuilt: Rebuilt, outcomes: list[Error | Gone | None]) -> list[str]:
    """A sentence on every cell of the student's in which something failed."""
    notes = [
        f"The cell that begins {_first_line(cell)!r} failed: {_why(cell, outcome)}"
        for place, (cell, outcome) in enumerate(zip(rebuilt.cells, outcomes, strict=True))
        if outcome and not (isinstance(outcome, Error) and "NotImplementedError" in outcome.names)
        if place not in rebuilt.demonstrations
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


def _why(cell: str, outcome: Error | Gone) -> str:
    mark = MERGE_MARK.search(cell)
    if mark and isinstance(outcome, Error) and "SyntaxError" in outcome.names:
        line = cell.count("\n", 0, mark.start()) + 1
        return f"there are merge marks in its line {line}: keep one of the two versions, without the marks"
    return str(outcome)[:1000]


def _first_line(cell: str) -> str:
    line = next((line for line in cell.splitlines() if line.strip()), "")
    return line if len(line) <= 60 else line[:57] + "..."
