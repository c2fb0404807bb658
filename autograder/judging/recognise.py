"""Which known mistake a student's function makes, where one gives the same answer on every case."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.judging.callers import Local
from autograder.judging.compare import RTOL, compare
from autograder.judging.examine import examine
from autograder.judging.judge import Verdict
from autograder.part import ANY, Case, Part


@functools.lru_cache(maxsize=256)  # two seeds of an assignment with all its mistakes
def known_verdicts(part: Part, name: str, seed: int) -> list[Verdict]:
    """How one of the part's known mistakes does on every case."""
    return examine(part, wrong_functions(part, name), seed)


def wrong_functions(part: Part, name: str) -> list[Local]:
    """The part's functions, one of them with a known mistake."""
    mistake = part.mistakes[name]
    return [Local(f) for f in part.with_(**{mistake.of: mistake.around(part.reference(mistake.of))})]


def alike(case: Case, one: Verdict, other: Verdict) -> bool:
    """Whether two answers to a case are the same answer."""
    if one.passed or other.passed:
        return one.passed and other.passed
    a, b = one.answer, other.answer
    if a.error or b.error:
        return bool(a.error and b.error and a.error.names[0] == b.error.names[0])
    if a.gone or b.gone or a.changed != b.changed or bool(a.slow) != bool(b.slow):
        return False
    if a.unread or b.unread or a.overused or b.overused:
        return (a.unread, a.overused) == (b.unread, b.overused)
    rtol = _rtol(case.expect) if case.rtol is None else case.rtol
    return compare(a.value, _judged(b.value, case.expect), rtol) is None


def _rtol(expect: Any) -> float | None:
    """The tolerance of float32 where a float32 array is right: two wrong float64 answers made from one may
    have rounded on different ways."""
    arrays = expect if isinstance(expect, tuple) else (expect,)
    found = [a.dtype for a in arrays if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
    return max((RTOL[dtype] for dtype in found), default=None)


def _judged(value: Any, expect: Any) -> Any:
    """A value with ANY where the right answer has it."""
    if isinstance(expect, tuple) and type(value) in (tuple, list) and len(value) == len(expect):
        return tuple(ANY if e is ANY else v for v, e in zip(value, expect, strict=True))
    return value


def same_answers(cases: Sequence[Case], one: Sequence[Verdict], other: Sequence[Verdict]) -> bool:
    """Whether two programs answer every case alike."""
    if [v.passed for v in one] != [v.passed for v in other]:  # the cheap half of the question first
        return False
    return all(alike(c, a, b) for c, a, b in zip(cases, one, other, strict=True))


def recognise(part: Part, seed: int, verdicts: Sequence[Verdict]) -> str | None:
    """The known mistake that gives the same answer on every case, or None.

    A mistake that fails where the student is right is not the student's; with two faults at once,
    no single mistake agrees everywhere, so none is named.
    """
    if all(v.passed for v in verdicts) or any(v.answer.gone for v in verdicts):
        return None
    cases, untimed = part.cases(seed), part.untimed
    quick = [v for case, v in zip(cases, verdicts, strict=True) if not case.faster_than]
    for name in part.mistakes:  # a slow mistake runs on the large case only where it may be the one
        if same_answers(untimed.cases(seed), quick, known_verdicts(untimed, name, seed)) and (
            len(quick) == len(verdicts) or same_answers(cases, verdicts, known_verdicts(part, name, seed))
        ):
            return name
    return None
