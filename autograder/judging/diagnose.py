"""From verdicts to a report: what is wrong, what is likely, and the case to look at first."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from autograder.judging.callers import Caller
from autograder.judging.compare import Difference
from autograder.judging.examine import examine
from autograder.judging.judge import Verdict
from autograder.judging.recognise import alike, known_verdicts, recognise, wrong_functions
from autograder.judging.report import CaseResult, Report, Shown
from autograder.judging.wording import describe, outline, paste, size
from autograder.part import PUBLIC_SEED, Case, Part
from autograder.shared.limits import PRINTED_LIMIT

MESSAGE_LIMIT = 2_000  # characters of a message, which may quote an answer


def report_on(part: Part, callers: Sequence[Caller], seed: int) -> Report:
    """Judge the callers on the cases of a seed."""
    return report_of(part, examine(part, callers, seed), seed)


def report_of(part: Part, verdicts: Sequence[Verdict], seed: int) -> Report:
    """The report on verdicts on the cases of a seed."""
    cases = part.cases(seed)
    mistake = recognise(part, seed, verdicts)
    shown = _number_to_show(part, cases, verdicts)
    results = tuple(
        CaseResult(case.group, describe(part, case), v.passed, _message(v.difference))
        for case, v in zip(cases, verdicts, strict=True)
    )
    return Report(
        part=part.id,
        worth=part.points,
        cases=results,
        mistake=mistake,
        explanation=part.mistakes[mistake].explanation if mistake else "",
        hint="" if mistake or shown is None else _hint(part, seed, verdicts, shown),
        status=_status(verdicts),
        shown=None if shown is None else _show(part, cases[shown], shown, verdicts[shown]),
        slow=any(v.answer.slow for v in verdicts),
        printed="".join(text for v in verdicts for text in v.answer.printed)[:PRINTED_LIMIT],
    )


@functools.lru_cache(maxsize=256)
def report_on_mistake(part: Part, name: str) -> Report:
    """The report that one of the part's known mistakes gets on the public cases."""
    return report_on(part, wrong_functions(part, name), PUBLIC_SEED)


def _message(difference: Difference | None) -> str:
    return difference.message[:MESSAGE_LIMIT] if difference else ""


def _status(verdicts: Sequence[Verdict]) -> str:
    gone = next((v.answer.gone for v in verdicts if v.answer.gone), None)
    if gone:
        return gone.status
    errors = [v.answer.error for v in verdicts]
    unwritten = all(error and "NotImplementedError" in error.names for error in errors)
    return "not written" if unwritten else "graded"


def _number_to_show(part: Part, cases: Sequence[Case], verdicts: Sequence[Verdict]) -> int | None:
    """The failing case to look at first: the one with the least input in the first group that fails."""
    failing = [i for i, v in enumerate(verdicts) if not v.passed and v.answer.asked]
    groups = list(part.points)
    return min(failing, key=lambda i: (groups.index(cases[i].group), size(cases[i]), i), default=None)


def _show(part: Part, case: Case, number: int, verdict: Verdict) -> Shown:
    difference = verdict.difference or Difference("")
    return Shown(
        call=paste(part, case, number),
        outline=outline(part, case),
        message=_message(difference),
        found=difference.found,
        expected=difference.expected,
    )


def partly_explained(part: Part, seed: int, verdicts: Sequence[Verdict]) -> tuple[str, set[int]]:
    """The mistake that explains most of the failing cases, speed aside, and the numbers of those cases."""
    best: tuple[str, set[int]] = ("", set())
    if any(v.answer.gone for v in verdicts):
        return best
    cases = part.cases(seed)
    quick = [i for i, case in enumerate(cases) if not case.faster_than]
    for name in part.mistakes:
        known = zip(quick, known_verdicts(part.untimed, name, seed), strict=True)
        same = {i for i, k in known if not verdicts[i].passed and alike(cases[i], verdicts[i], k)}
        best = max(best, (name, same), key=lambda found: len(found[1]))
    return best


def _hint(part: Part, seed: int, verdicts: Sequence[Verdict], shown: int) -> str:
    """What to say where no mistake explains all: what the best one explains, and what it does not.

    Silent where it explains less than half, or not the case that the report shows.
    """
    failing = [i for i, v in enumerate(verdicts) if not v.passed]
    name, explained = partly_explained(part, seed, verdicts)
    others = [i for i in failing if i not in explained]
    if len(explained) < 2 or shown not in explained or len(others) > len(explained):
        return ""
    rest = "Where that mistake goes wrong in other cases, yours is right."
    if others:
        first = _message(verdicts[others[0]].difference)
        rest = f"The other cases fail in another way; the first of them: {first}."
    return (
        f"On {len(explained)} of the {len(failing)} failing cases, the one below among them, your answer is that "
        f"of a known mistake. {part.mistakes[name].explanation} {rest}"
    )
