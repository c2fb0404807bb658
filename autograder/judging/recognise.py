"""Which known mistake a student's function makes, or which two, where they give the same answer on every case.

A mistake's name is its id; two have the name "outer + inner", the outer one nested around the inner. Where a part
has several functions, each may make one of its own, and the names are joined in the functions' order.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from autograder.judging import kinds
from autograder.judging.callers import Local, Opaque
from autograder.judging.compare import RTOL, compare
from autograder.judging.examine import examine, one_by_one
from autograder.judging.judge import Verdict, attempt, judge
from autograder.part import ANY, Call, Case, Mistake, Part

JOINED = " + "
CANDIDATES = 8  # mistakes whose nestings are tried: a count and no clock, so that home and grading name alike
SAMPLE = 12  # cases on which all mistakes are tried where two faults are looked for: all cases of all would be seconds
LEAST_SHARE = 1 / 4  # of the failing cases: fewer are explained by chance, on one seed and not on another
AGAIN = 3  # tries of a known mistake that is slow
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
    functions = wrong_functions(part, name)
    return _Kept(_at_rest(part, functions, seed, one_by_one(part, functions, seed)))


def _at_rest(part: Part, functions: list[Local], seed: int, verdicts: Iterator[Verdict]) -> Iterator[Verdict]:
    """The verdicts, those on what is too slow with the least time of a few tries: beside one that was measured while
    the machine was busy, a student's that is as slow would look quick."""
    for case, verdict in zip(part.cases(seed), verdicts, strict=False):
        if verdict.answer.slow:
            with threadpool_limits(1):
                again = [attempt(part, functions, case).seconds for _ in range(AGAIN)]
            verdict.answer.seconds = min(verdict.answer.seconds, *again)
        yield verdict


def known_verdicts(part: Part, name: str, seed: int) -> list[Verdict]:
    """How one of the part's known mistakes does on every case, or two of them nested."""
    return list(_known(part, name, seed))


@functools.lru_cache(maxsize=1 << 15)  # some cases of all the mistakes of an assignment
def _verdict(part: Part, name: str, seed: int, number: int) -> Verdict:
    """How one of the part's known mistakes does on one case, by functions that have answered no other."""
    case = part.cases(seed)[number]
    answer = attempt(part, wrong_functions(part, name), case)
    return Verdict(answer, judge(case, answer))


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
        return a.unread == b.unread and _without_numbers(a.misused) == _without_numbers(b.misused)
    rtol = _rtol(case.expect, b.value) if case.rtol is None else case.rtol
    return compare(a.value, _judged(b.value, case.expect), rtol) is None


def _without_numbers(text: str) -> str:
    """What is wrong with a call, whatever the sizes of the arrays are that show it."""
    return re.sub(r"\d[\d,]*", "", text)


def _says_nothing(case: Case, verdict: Verdict) -> bool:
    """Whether a function refused its own answer: how, is no trace of what made the answer wrong."""
    return case.feeds_back and verdict.answer.error is not None


def _rtol(*values: Any) -> float | None:
    """The tolerance of float32 where a float32 array is right, or the known answer: two wrong float64 answers
    made from one, or two float32 ones, may have rounded on different ways."""
    arrays = [a for value in values for a in (value if isinstance(value, tuple | list) else (value,))]
    found = [RTOL.get(a.dtype) for a in arrays if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
    return max((rtol for rtol in found if rtol), default=None)


def _judged(value: Any, expect: Any) -> Any:
    """A value with ANY where the right answer has it, and for what stands beside an output that belongs alone: it is
    a cache, which every program fills otherwise."""
    if isinstance(expect, np.ndarray) and type(value) is tuple and len(value) == 2:
        return value[0], ANY
    if isinstance(expect, tuple) and type(value) in (tuple, list) and len(value) == len(expect):
        return tuple(ANY if e is ANY else _judged(v, e) for v, e in zip(value, expect, strict=True))
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
    return (
        _single(part, seed, verdicts)
        or _in_each_function(part, seed, verdicts)
        or _pair(part, seed, verdicts)
    )


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


def _in_each_function(part: Part, seed: int, verdicts: Sequence[Verdict]) -> str | None:
    """Mistakes in several functions of a part, one in each that fails: its own cases say which, as where it is
    alone in a part."""
    asked = [case.act.of if isinstance(case.act, Call) else None for case in part.cases(seed)]
    if None in asked or any(case.faster_than for case in part.cases(seed)):
        return None
    names = []
    for function in part.functions:
        own = [i for i, of in enumerate(asked) if of == function]
        if all(verdicts[i].passed for i in own):
            continue
        mistakes = (name for name, mistake in part.mistakes.items() if mistake.of == function)
        name = next((name for name in mistakes if _explains(part, seed, verdicts, name, own)), None)
        if name is None:
            return None
        names.append(name)
    return JOINED.join(names)


def _explains(part: Part, seed: int, verdicts: Sequence[Verdict], name: str, numbers: Iterable[int]) -> bool:
    """Whether a mistake answers the cases of these numbers alike."""
    known = known_verdicts(part, name, seed)
    return all(alike(part.cases(seed)[i], verdicts[i], known[i]) for i in numbers)


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
    hidden = _by_what_they_fail(part, seed, verdicts, failing - seen[0].explained)
    names = list(dict.fromkeys([*(m.name for m in (*seen, *next_best)), *hidden]))[:CANDIDATES]
    return [_match(part, seed, verdicts, name) for name in part.mistakes if name in names]


def _by_what_they_fail(part: Part, seed: int, verdicts: Sequence[Verdict], rest: frozenset[int]) -> list[str]:
    """The mistakes that fail in these cases: first those that do in most of them and in few others, and of such
    the ones that explain most. By a sample."""
    cases, failing = part.cases(seed), failing_cases(verdicts)
    sample = {*_sample(part, seed, rest), *_sample(part, seed, range(len(cases)))}
    found = []
    for name in part.mistakes:
        known = {i: _verdict(part, name, seed, i) for i in sample}
        fails = {i for i in sample if not known[i].passed}
        explained = {i for i in sample & failing if alike(cases[i], verdicts[i], known[i])}
        if fails & rest:
            share = len(explained) / len(fails | sample & failing)
            found.append((len(fails & rest) / len(fails | sample & rest), share, name))
    return [name for *_, name in sorted(found, key=lambda each: each[:2], reverse=True)]


def _sample(part: Part, seed: int, numbers: Iterable[int]) -> list[int]:
    """Some of these cases: of every group the first, then of every group the second, and so on; none that judges
    speed."""
    cases, places = part.cases(seed), Counter[str]()
    ordered = []
    for i in sorted(numbers):
        if not cases[i].faster_than:
            ordered.append((places[cases[i].group], i))
            places[cases[i].group] += 1
    return [i for _, i in sorted(ordered)[:SAMPLE]]


def failing_cases(verdicts: Sequence[Verdict]) -> frozenset[int]:
    """The numbers of the failing cases."""
    return frozenset(i for i, v in enumerate(verdicts) if not v.passed)


def matches_of(part: Part, seed: int, verdicts: Sequence[Verdict]) -> list[Match]:
    """The part's mistakes that may explain something, in its order: those that answer a case alike out of a sample
    of the failing ones, or are nothing but slow where the student is slow."""
    cases = part.cases(seed)
    sample = _sample(part, seed, failing_cases(verdicts))
    slow = any(v.answer.slow for v in verdicts)
    return [
        _match(part, seed, verdicts, name)
        for name in part.mistakes
        if any(alike(cases[i], verdicts[i], _verdict(part, name, seed, i)) for i in sample)
        or (slow and _is_only_slow(part, name, seed))
    ]


def _match(part: Part, seed: int, verdicts: Sequence[Verdict], name: str) -> Match:
    """Speed is asked of a mistake only where it is nothing but slow."""
    cases, failing = part.cases(seed), failing_cases(verdicts)
    if any(v.answer.slow for v in verdicts) and _is_only_slow(part, name, seed):
        known = dict(enumerate(known_verdicts(part, name, seed)))
    else:
        quick = (i for i, case in enumerate(cases) if not case.faster_than)
        known = dict(zip(quick, known_verdicts(part.untimed, name, seed), strict=True))
    explained = frozenset(i for i in failing & known.keys() if alike(cases[i], verdicts[i], known[i]))
    fails = frozenset(i for i, v in known.items() if not v.passed)
    return Match(name, explained, fails, failing | fails)


def _is_only_slow(part: Part, name: str, seed: int) -> bool:
    return all(v.passed for v in _known(part.untimed, name, seed))


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
