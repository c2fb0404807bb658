"""Which known mistake a student's function makes, or which two, where they give the same answer on every case.

A mistake's name is its id; two have the name "outer + inner", the outer one nested around the inner.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.judging import kinds
from autograder.judging.callers import Local, Opaque
from autograder.judging.compare import RTOL, compare
from autograder.judging.examine import examine, one_by_one
from autograder.judging.judge import Verdict, attempt, judge
from autograder.part import ANY, Case, Mistake, Part

JOINED = " + "
CANDIDATES = 4  # mistakes whose nestings are tried: a count and no clock, so that home and grading name alike
LEAST_SHARE = 1 / 4  # of the failing cases: fewer are explained by chance, on one seed and not on another
AS_SLOW = 3  # a slow program that takes a third of the time of a known slow one is slow for its reason


@dataclass(frozen=True)
class Match:
    """How far a known mistake explains what fails: the numbers of cases.

    explained: where the student fails with its answer. fails: where it fails. either: where either of them does.
    """

    name: str
    explained: frozenset[int]
    fails: frozenset[int]
    either: frozenset[int]

    @property
    def share(self) -> float:
        return len(self.explained) / len(self.either)


def mistakes_in(part: Part, name: str) -> list[Mistake]:
    """The mistake of a name, or the two of them, the outer one first."""
    return [part.mistakes[one] for one in name.split(JOINED)]


def wrong_functions(part: Part, name: str) -> list[Local]:
    """The part's functions with a known mistake, or with two."""
    wrong: dict[str, Any] = {}
    for mistake in reversed(mistakes_in(part, name)):
        wrong[mistake.of] = mistake.around(wrong.get(mistake.of) or part.reference(mistake.of))
    return [Local(f) for f in part.with_(**wrong)]


class _Kept:
    """Verdicts in order, each made when it is first looked at, and kept: one case or two tell a program from
    most of the known mistakes."""

    def __init__(self, coming: Iterator[Verdict]):
        self._coming = coming
        self._made: list[Verdict] = []

    def __iter__(self) -> Iterator[Verdict]:
        for place in itertools.count():
            if place == len(self._made):
                self._made += itertools.islice(self._coming, 1)
            if place == len(self._made):
                return
            yield self._made[place]


@functools.lru_cache(maxsize=2048)  # two seeds of an assignment with all its mistakes
def _known(part: Part, name: str, seed: int) -> _Kept:
    return _Kept(one_by_one(part, wrong_functions(part, name), seed))


def known_verdicts(part: Part, name: str, seed: int) -> list[Verdict]:
    """How one of the part's known mistakes does on every case, or two of them nested."""
    return list(_known(part, name, seed))


def alike(case: Case, one: Verdict, known: Verdict) -> bool:
    """Whether an answer to a case is that of a known mistake."""
    if one.passed or known.passed:
        return one.passed and known.passed
    a, b = one.answer, known.answer
    if _says_nothing(case, one) or _says_nothing(case, known):
        return True
    if a.error or b.error:
        return bool(a.error and b.error and kinds.alike(a.error, b.error))
    if a.gone or b.gone or a.changed != b.changed or bool(a.slow) != bool(b.slow):
        return False
    if a.slow and AS_SLOW * a.seconds < b.seconds:
        return False
    if a.unread or b.unread or a.misused or b.misused:
        return (a.unread, a.misused) == (b.unread, b.misused)
    rtol = _rtol(case.expect) if case.rtol is None else case.rtol
    return compare(a.value, _judged(b.value, case.expect), rtol) is None


def _says_nothing(case: Case, verdict: Verdict) -> bool:
    """Whether a function refused its own answer: how, is no trace of what made the answer wrong."""
    return case.feeds_back and verdict.answer.error is not None


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


def same_answers(cases: Sequence[Case], one: Iterable[Verdict], other: Iterable[Verdict]) -> bool:
    """Whether two programs answer every case alike."""
    return all(alike(c, a, b) for c, a, b in zip(cases, one, other, strict=True))


def recognise(part: Part, seed: int, verdicts: Sequence[Verdict]) -> str | None:
    """The known mistake that gives the same answer on every case, or the two that do together, or None.

    A mistake that fails where the student is right is not the student's.
    """
    cases = part.cases(seed)
    traces = [v for case, v in zip(cases, verdicts, strict=True) if not (v.passed or _says_nothing(case, v))]
    if not traces or any(v.answer.gone for v in verdicts):
        return None
    return _single(part, seed, verdicts) or _pair(part, seed, verdicts)


def _single(part: Part, seed: int, verdicts: Sequence[Verdict]) -> str | None:
    """A slow mistake runs on the large case only where it may be the one."""
    cases, untimed = part.cases(seed), part.untimed
    quick = [v for case, v in zip(cases, verdicts, strict=True) if not case.faster_than]
    for name in part.mistakes:
        if same_answers(untimed.cases(seed), quick, _known(untimed, name, seed)) and (
            len(quick) == len(verdicts) or same_answers(cases, verdicts, _known(part, name, seed))
        ):
            return name
    return None


def nesting_answers(
    part: Part, seed: int, verdicts: Sequence[Verdict], name: str, open_cases: Iterable[int]
) -> bool:
    """Whether two nested mistakes answer every case alike. open_cases: numbers of those to begin with, which
    neither explains alone: they refute most nestings."""
    cases = part.cases(seed)

    def agrees(i: int) -> bool:
        answer = attempt(part, functions, cases[i])
        return alike(cases[i], verdicts[i], Verdict(answer, judge(cases[i], answer)))

    quick = [i for i, case in enumerate(cases) if not case.faster_than]
    for numbers in (sorted(set(open_cases) & set(quick)), quick):
        functions = wrong_functions(part, name)  # new ones each time: a mistake may keep something
        if not all(agrees(i) for i in numbers):
            return False
    return len(quick) == len(cases) or same_answers(
        cases, verdicts, examine(part, wrong_functions(part, name), seed)
    )


def _pair(part: Part, seed: int, verdicts: Sequence[Verdict]) -> str | None:
    """Two faults at once, where no other two may do as well and the proof is in values. Each of them must be
    refuted by a failing case.

    Of two pairs that answer alike the one counts that fails in fewer cases: what only the other does has left
    no trace.
    """
    failing = failing_cases(verdicts)
    if not varied(part, seed, verdicts, failing):
        return None
    found: dict[frozenset[str], tuple[int, str]] = {}
    for one, other in itertools.permutations(_candidates(part, seed, verdicts), 2):
        both, name = frozenset((one.name, other.name)), JOINED.join((one.name, other.name))
        if both in found or failing in (one.explained, other.explained):
            continue
        if nesting_answers(part, seed, verdicts, name, failing - one.explained - other.explained):
            found[both] = len(one.fails) + len(other.fails), name
    least = min((count for count, _ in found.values()), default=0)
    names = [name for count, name in found.values() if count == least]
    return names[0] if len(names) == 1 else None


def _candidates(part: Part, seed: int, verdicts: Sequence[Verdict]) -> list[Match]:
    """The mistakes whose nestings are tried, in the part's order: those that explain a whole failing group by
    themselves, or the one that explains most.

    Beside them the next best, which may do as well, and mistakes that fail where the best does not explain what
    is wrong: one fault may hide the other.
    """
    cases, failing = part.cases(seed), failing_cases(verdicts)
    groups = [{i for i in failing if cases[i].group == group} for group in part.points]
    matches = sorted(matches_of(part, seed, verdicts), key=lambda m: -m.share)
    credible = [m for m in matches if m.explained and m.fails <= failing]
    seen = [m for m in matches if any(group and group <= m.explained for group in groups)]
    seen = [m for m in seen if m == seen[0] or m.explained - seen[0].explained]  # others add nothing
    seen = seen or [m for m in credible[:1] if m.share >= LEAST_SHARE]
    if not seen:
        return []
    next_best = [m for m in credible if m not in seen][:1]
    rest = failing - seen[0].explained
    hidden = [m for m in matches if m not in (*seen, *next_best) and m.fails & rest]
    hidden.sort(key=lambda m: -len(m.fails & rest) / len(m.fails | rest))
    order = list(part.mistakes)
    return sorted([*seen, *next_best, *hidden][:CANDIDATES], key=lambda m: order.index(m.name))


def failing_cases(verdicts: Sequence[Verdict]) -> frozenset[int]:
    """The numbers of the failing cases."""
    return frozenset(i for i, v in enumerate(verdicts) if not v.passed)


def matches_of(part: Part, seed: int, verdicts: Sequence[Verdict]) -> list[Match]:
    """The part's mistakes, in its order. Speed is asked of those alone that are nothing but slow."""
    cases, failing = part.cases(seed), failing_cases(verdicts)
    quick = [i for i, case in enumerate(cases) if not case.faster_than]
    slow = any(v.answer.slow for v in verdicts)
    matches = []
    for name in part.mistakes:
        known = dict(zip(quick, known_verdicts(part.untimed, name, seed), strict=True))
        if slow and all(v.passed for v in known.values()):
            known = dict(enumerate(known_verdicts(part, name, seed)))
        explained = {i for i in failing & known.keys() if alike(cases[i], verdicts[i], known[i])}
        fails = frozenset(i for i, v in known.items() if not v.passed)
        matches.append(Match(name, frozenset(explained), fails, failing | fails))
    return matches


def varied(part: Part, seed: int, verdicts: Sequence[Verdict], numbers: Iterable[int]) -> bool:
    """Whether two of these answers say more than yes or no, being numbers or arrays, and differ: two programs
    seldom agree on both by chance."""
    first: Any = None
    few = _has_few_answers(part, seed)
    for i in sorted(numbers):
        answer = verdicts[i].answer
        value = None if answer.error or answer.gone or answer.slow else _without_cache(answer.value)
        if _is_telling(value, few):
            if first is not None and compare(value, first):
                return True
            first = value
    return False


@functools.lru_cache(maxsize=256)
def _has_few_answers(part: Part, seed: int) -> bool:
    """Whether a part asks no more than which of two answers is right."""
    return len({repr(case.expect) for case in part.cases(seed)}) <= 2


def _without_cache(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return tuple(one for one in value if not isinstance(one, Opaque))
    return value


def _is_telling(value: Any, few: bool) -> bool:
    """few: no more than two answers are right anywhere, so that a wrong number says little."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind != "b" and value.size > 0
    if isinstance(value, tuple | list):
        return any(isinstance(one, str) or _is_telling(one, False) for one in value)
    if isinstance(value, dict):
        return _is_telling(list(value.values()), False)
    return not few and isinstance(value, int | float | np.number) and not isinstance(value, bool | np.bool_)
