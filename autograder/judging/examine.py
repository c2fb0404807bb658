"""All cases of a seed put to a student's functions, and timed where a part asks for speed."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Sequence

from threadpoolctl import threadpool_limits

from autograder.judging.callers import Caller, Gone, Local
from autograder.judging.judge import Answer, Verdict, attempt, judge
from autograder.part import Call, Case, Part, groups_lost

OWN_TRIES = 10  # timings of our own: the least of many, or a busy machine would lend time to slow functions
TRIES = 5  # timings of a function that seems too slow
HOPELESS_GROUPS = 2  # ended by a student's code that has answered nothing: it will answer no other
HURRY = 1  # second of computing
HOPELESS = 6  # beyond so many times the limit no busy machine is the reason


def examine(part: Part, callers: Sequence[Caller], seed: int) -> list[Verdict]:
    """The verdict on every case of a seed, in order."""
    return list(one_by_one(part, callers, seed))


def one_by_one(part: Part, callers: Sequence[Caller], seed: int) -> Iterator[Verdict]:
    """The verdict on every case of a seed, in order, each case put when its verdict is asked for.

    After a case that ended the student's code (Gone) its group has no points left, and the rest of the group is
    not asked; the other groups are. Code that never ends is told so soon: while it has answered nothing, the
    next group has HURRY seconds for its answer, and is the last to be asked if none comes. All this holds at
    home and in grading alike.
    """
    ended: dict[str, Gone] = {}
    answered = False
    for index, case in enumerate(part.cases(seed)):
        before = None if answered else next(iter(ended.values()), None)
        gone = ended.get(case.group) or (before if len(ended) >= HOPELESS_GROUPS else None)
        if gone:
            answer = Answer(gone=gone, asked=False)
        else:
            with _hurried(callers) if before else contextlib.nullcontext():
                answer = _answer(part, callers, index, seed)
        if answer.gone:
            answer.gone = before or answer.gone
            ended.setdefault(case.group, answer.gone)
        answered = answered or not answer.gone
        yield Verdict(answer, judge(case, answer))


def first_failures(
    part: Part, callers: Sequence[Caller], seed: int, before: Sequence[Verdict]
) -> Iterator[Verdict]:
    """New verdicts on the first case of each group that has failed, as far as none ends the student's code: where
    none of these cases passes, no group does."""
    asked = set()
    for index, (case, verdict) in enumerate(zip(part.cases(seed), before, strict=True)):
        if verdict.passed or case.group in asked:
            continue
        asked.add(case.group)
        answer = _answer(part, callers, index, seed)
        yield Verdict(answer, judge(case, answer))
        if answer.gone:
            return


@contextlib.contextmanager
def _hurried(callers: Sequence[Caller]) -> Iterator[None]:
    """Calls have less time here."""
    usual = [caller.seconds for caller in callers]
    for caller in callers:
        caller.seconds = min(caller.seconds or HURRY, HURRY)
    try:
        yield
    finally:
        for caller, seconds in zip(callers, usual, strict=True):
            caller.seconds = seconds


def _answer(part: Part, callers: Sequence[Caller], index: int, seed: int) -> Answer:
    case = part.cases(seed)[index]
    if case.faster_than:
        return _timed(part, callers, case, _alike_on_other_seeds(part, index, seed))
    return attempt(part, callers, case)


def points_for(part: Part, verdicts: Sequence[Verdict], seed: int) -> float:
    """What verdicts on the cases of a seed earn."""
    failing = [case for case, v in zip(part.cases(seed), verdicts, strict=True) if not v.passed]
    lost = groups_lost(part.points, failing)
    return float(sum(points for group, points in part.points.items() if group not in lost))


def _alike_on_other_seeds(part: Part, index: int, seed: int) -> Iterator[Case]:
    """The same question with other numbers, for the tries after the first."""
    return (part.cases(seed + number)[index] for number in range(1, TRIES))


def _timed(part: Part, callers: Sequence[Caller], case: Case, others: Iterator[Case]) -> Answer:
    """The answer to a case that judges speed."""
    # On a busy machine the threads of a matrix product wait for each other: ours took ten times as long.
    with threadpool_limits(1):
        answer = attempt(part, callers, case)
        if judge(case, answer) is None:
            answer.slow = _slower(part, callers, case, others, answer.seconds)
    return answer


def _slower(part: Part, callers: Sequence[Caller], case: Case, others: Iterator[Case], seconds: float) -> str:
    """How much too slow the functions are on a case; empty where they are fast enough.

    The least of a few tries counts on both sides, so that a busy machine costs nobody points.
    Each try has numbers of its own and must be right: a repeated question could be answered from memory.
    """
    own = _own_seconds(case)
    while own * case.times < seconds < own * case.times * HOPELESS and (other := next(others, None)):
        again = attempt(part, callers, other)
        if judge(other, again) is None:
            seconds = min(seconds, again.seconds)
    if seconds <= own * case.times:
        return ""
    return (
        f"right, but took {seconds / own:.0f} times as long as the course's own function; at most "
        f"{case.times:.0f} times is admitted"
    )


@functools.lru_cache(maxsize=256)
def _own_seconds(case: Case) -> float:
    """What our own function takes on a case, measured once."""
    assert case.faster_than and isinstance(case.act, Call)  # a Case's own promise
    own = Local(case.faster_than)
    return min(own.call(case.act.args, case.act.kwargs).seconds for _ in range(OWN_TRIES))
