"""From verdicts to a report: what is wrong, what is likely, and the case to look at first."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from autograder.judging.callers import Caller
from autograder.judging.compare import Difference
from autograder.judging.examine import examine
from autograder.judging.judge import Verdict, unwritten
from autograder.judging.likely import likely
from autograder.judging.recognise import known_verdicts, mistakes_in, recognise
from autograder.judging.report import CaseResult, Report, Shown
from autograder.judging.wording import describe, news, outline, paste, size
from autograder.part import PUBLIC_SEED, Case, Part
from autograder.shared.limits import PRINTED_LIMIT

MESSAGE_LIMIT = 2_000  # characters of a message, which may quote an answer


def report_on(part: Part, callers: Sequence[Caller], seed: int) -> Report:
    """Judge the callers on the cases of a seed."""
    return report_of(part, examine(part, callers, seed), seed)


def report_of(part: Part, verdicts: Sequence[Verdict], seed: int) -> Report:
    """The report on verdicts on the cases of a seed."""
    return _report(part, verdicts, seed, recognise(part, seed, verdicts))


@functools.lru_cache(maxsize=256)
def report_on_mistake(part: Part, name: str) -> Report:
    """The report that one of the part's known mistakes gets on the public cases."""
    return _report(part, known_verdicts(part, name, PUBLIC_SEED), PUBLIC_SEED, name)


def _report(part: Part, verdicts: Sequence[Verdict], seed: int, mistake: str | None) -> Report:
    cases = part.cases(seed)
    hints = {} if mistake else likely(part, seed, verdicts)
    shown = _number_to_show(part, cases, verdicts)
    results = tuple(
        CaseResult(case.group, describe(part, case), v.passed, _message(v.difference), case.vital)
        for case, v in zip(cases, verdicts, strict=True)
    )
    return Report(
        part=part.id,
        worth=part.points,
        told=part.told,
        cases=results,
        mistake=mistake,
        explanation="\n".join(m.explanation for m in mistakes_in(part, mistake)) if mistake else "",
        likely=tuple(hints),
        hint="\n".join([*hints.values(), *_slowness(mistake, verdicts)]),
        status=_status(verdicts),
        unwritten=next((unwritten(v.answer.error) for v in verdicts if v.answer.error), ""),
        shown=None if shown is None else _show(part, cases[shown], shown, verdicts[shown]),
        slow=any(v.answer.slow for v in verdicts),
        printed="".join(text for v in verdicts for text in v.answer.printed)[:PRINTED_LIMIT],
    )


def _message(difference: Difference | None) -> str:
    return difference.message[:MESSAGE_LIMIT] if difference else ""


def _status(verdicts: Sequence[Verdict]) -> str:
    gone = next((v.answer.gone for v in verdicts if v.answer.gone), None)
    if gone:
        return gone.status
    errors = [v.answer.error for v in verdicts]
    unwritten = all(error and "NotImplementedError" in error.names for error in errors)
    return "not written" if unwritten else "graded"


def _slowness(mistake: str | None, verdicts: Sequence[Verdict]) -> list[str]:
    """A slow program is called slow. Why, is known where its mistake is."""
    slow = any(v.answer.slow for v in verdicts)
    return ["Your function is right on the large input, but too slow."] if slow and not mistake else []


def _number_to_show(part: Part, cases: Sequence[Case], verdicts: Sequence[Verdict]) -> int | None:
    """The failing case to look at first: a vital one, then one call with no more than one new thing in it where
    such a one fails, of those in the first group that fails, the one with the least input."""
    failing = [i for i, v in enumerate(verdicts) if not v.passed and v.answer.asked]
    groups = list(part.points)

    def order(i: int) -> tuple:
        case = cases[i]
        return not case.vital, max(news(part, case), 1), groups.index(case.group), size(case), i

    return min(failing, key=order, default=None)


def _show(part: Part, case: Case, number: int, verdict: Verdict) -> Shown:
    difference = verdict.difference or Difference("")
    return Shown(
        call=paste(part, case, number),
        outline=outline(part, case),
        message=_message(difference),
        number=number,
        found=difference.found,
        expected=difference.expected,
        name=difference.name,
        ended=str(verdict.answer.gone or ""),
    )
