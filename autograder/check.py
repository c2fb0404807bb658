"""Judging a student's functions: `check` in a notebook, `run_check` everywhere else."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from autograder.calls import PRINTED_LIMIT, Callback, Caller, Counted, Error, Gone, Local
from autograder.compare import RTOL, Difference, compare, kind
from autograder.parts import ANY, PUBLIC_SEED, Call, Case, Part, Raises, UnknownPart, load_part
from autograder.report import CaseResult, Report, Shown, failed_to_start, paste
from autograder.sandbox.wire import Foreign

OWN_TRIES = 10  # timings of our own: the least of many, or a busy machine would lend time to slow functions
TRIES = 5  # timings of a function that seems too slow
HOPELESS = 6  # beyond so many times the limit no busy machine is the reason
MESSAGE_LIMIT = 2_000  # characters of a message, which may quote an answer
CHANGED = "an input was changed in place; work on a copy"


@dataclass
class Answer:
    """What one case brought out of the student's functions, before it is judged."""

    value: Any = None
    error: Error | None = None
    gone: Gone | None = None
    unread: str = ""  # why our own reading of the value failed
    overused: str = ""  # which callback was called too often
    changed: bool = False
    slow: str = ""  # how much slower than ours, where that is judged and too much
    printed: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """An answer and what is wrong with it (None: nothing)."""

    answer: Answer
    difference: Difference | None

    @property
    def passed(self) -> bool:
        return self.difference is None


class _Raised(Exception):
    """Carries a student's exception out of a case's `act`."""


class _Probe:
    """One of the part's functions as a case's `act` sees it during one attempt."""

    def __init__(self, name: str, caller: Caller, cache: bool, answer: Answer):
        self.__name__ = name
        self.caller, self.cache, self.answer = caller, cache, answer

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        args = tuple(Counted(a) if isinstance(a, Callback) else a for a in args)
        reply = self.caller.call(args, kwargs, self.cache)
        self.answer.changed |= reply.changed
        self.answer.seconds += reply.seconds
        if reply.printed:
            self.answer.printed.append(reply.printed)
        for counted in (a for a in args if isinstance(a, Counted)):
            if counted.count > counted.limit:
                self.answer.overused = f"a function given to yours was called more than {counted.limit} times"
        if reply.error:
            self.answer.error = reply.error
            raise _Raised
        return reply.value


def attempt(part: Part, callers: Sequence[Caller], case: Case) -> Answer:
    """Put one case to the student's functions. Raises nothing that they cause."""
    answer = Answer()
    probes = [
        _Probe(name, caller, name in part.caches, answer)
        for name, caller in zip(part.functions, callers, strict=True)
    ]
    try:
        answer.value = case.act(*probes)
    except _Raised:
        pass
    except Gone as gone:
        answer.gone = gone
    except Exception as exception:  # our own reading of what the student returned
        says_all = isinstance(exception, TypeError | ValueError)
        answer.unread = str(exception) if says_all else f"{type(exception).__name__}: {exception}"
    return answer


def judge(case: Case, answer: Answer) -> Difference | None:
    """What is wrong with an answer, or None."""
    if answer.gone:
        return Difference(str(answer.gone))
    if isinstance(case.expect, Raises):
        return _judge_exception(case.expect, answer)
    if answer.overused:
        return Difference(answer.overused)
    if answer.error and answer.error.names[0] == "NotImplementedError":
        return Difference("not written yet: it raises NotImplementedError")
    if answer.error:
        return Difference(f"raised {answer.error}")
    if answer.unread:
        return Difference(f"could not read your answer: {answer.unread}")
    difference = compare(answer.value, case.expect, case.rtol)
    if difference is None and answer.changed:
        return Difference(CHANGED)
    return difference or (Difference(answer.slow) if answer.slow else None)


def _judge_exception(expect: Raises, answer: Answer) -> Difference | None:
    wanted = expect.kind.__name__
    if isinstance(answer.value, Foreign) and answer.value.name.endswith(("Error", "Exception")):
        return Difference(f"returned {kind(answer.value)} instead of raising it")
    if answer.error is None:
        return Difference(f"returned {_short(answer.value)}; expected {expect!r}")
    if wanted not in answer.error.names:
        return Difference(f"raised {answer.error}; expected {expect!r}")
    return Difference(CHANGED) if answer.changed else None


def examine(part: Part, callers: Sequence[Caller], seed: int) -> list[Verdict]:
    """The verdict on every case of a seed, in order. Once a process is gone, the rest has failed."""
    verdicts: list[Verdict] = []
    for index, case in enumerate(part.cases(seed)):
        gone = next((v.answer.gone for v in verdicts if v.answer.gone), None)
        answer = Answer(gone=gone) if gone else _answer(part, callers, index, seed)
        verdicts.append(Verdict(answer, judge(case, answer)))
    return verdicts


def _answer(part: Part, callers: Sequence[Caller], index: int, seed: int) -> Answer:
    """The answer to a case, timed where speed is judged."""
    case = part.cases(seed)[index]
    if not case.faster_than:
        return attempt(part, callers, case)
    # On a busy machine the threads of a matrix product wait for each other: ours took ten times as long.
    with threadpool_limits(1):
        answer = attempt(part, callers, case)
        if judge(case, answer) is None:
            answer.slow = _slower(part, callers, index, seed, answer.seconds)
    return answer


def _slower(part: Part, callers: Sequence[Caller], index: int, seed: int, seconds: float) -> str:
    """How much too slow the functions are on a case; empty where they are fast enough.

    The least of a few tries counts on both sides, so that a busy machine costs nobody points.
    Each try has numbers of its own and must be right: a repeated question could be answered from memory.
    """
    case = part.cases(seed)[index]
    own = _own_seconds(part, index, seed)
    for number in range(1, TRIES):
        if not own * case.times < seconds < own * case.times * HOPELESS:
            break
        other = part.cases(seed + number)[index]
        again = attempt(part, callers, other)
        if judge(other, again) is None:
            seconds = min(seconds, again.seconds)
    if seconds <= own * case.times:
        return ""
    return (
        f"right, but took {seconds / own:.0f} times as long as one matrix product; at most "
        f"{case.times:.0f} times is admitted"
    )


@functools.lru_cache(maxsize=256)
def _own_seconds(part: Part, index: int, seed: int) -> float:
    """What our own function takes on a case, measured once."""
    case = part.cases(seed)[index]
    return min(Local(case.faster_than).call(case.act.args, case.act.kwargs).seconds for _ in range(OWN_TRIES))


@functools.lru_cache(maxsize=256)  # two seeds of an assignment with all its mistakes
def _known(part: Part, name: str, seed: int) -> list[Verdict]:
    """How one of the part's known mistakes does on every case."""
    return examine(part, _wrong(part, name), seed)


def _wrong(part: Part, name: str) -> list[Local]:
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
        if same_answers(untimed.cases(seed), quick, _known(untimed, name, seed)) and (
            len(quick) == len(verdicts) or same_answers(cases, verdicts, _known(part, name, seed))
        ):
            return name
    return None


def partly_explained(part: Part, seed: int, verdicts: Sequence[Verdict]) -> tuple[str, set[int]]:
    """The mistake that explains most of the failing cases, speed aside, and the numbers of those cases."""
    best: tuple[str, set[int]] = ("", set())
    if any(v.answer.gone for v in verdicts):
        return best
    cases = part.cases(seed)
    quick = [i for i, case in enumerate(cases) if not case.faster_than]
    for name in part.mistakes:
        known = zip(quick, _known(part.untimed, name, seed), strict=True)
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


def report_on(part: Part, callers: Sequence[Caller], seed: int) -> Report:
    """Judge the callers on the cases of a seed."""
    verdicts = examine(part, callers, seed)
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
        shown=None if shown is None else _show(part, cases[shown], shown, verdicts[shown].difference),
        slow=any(v.answer.slow for v in verdicts),
        printed="".join(text for v in verdicts for text in v.answer.printed)[:PRINTED_LIMIT],
    )


@functools.lru_cache(maxsize=256)
def report_on_mistake(part: Part, name: str) -> Report:
    """The report that one of the part's known mistakes gets on the public cases."""
    return report_on(part, _wrong(part, name), PUBLIC_SEED)


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
    failing = [i for i, v in enumerate(verdicts) if not v.passed]
    groups = list(part.points)
    return min(failing, key=lambda i: (groups.index(cases[i].group), _size(cases[i]), i), default=None)


def _show(part: Part, case: Case, number: int, difference: Difference) -> Shown:
    return Shown(
        call=paste(part, case, number),
        outline=outline(part, case),
        message=_message(difference),
        found=difference.found,
        expected=difference.expected,
    )


def _size(case: Case) -> float:
    """How much there is to look at in a case's arguments."""
    if not isinstance(case.act, Call):
        return float("inf")
    values = (*case.act.args, *case.act.kwargs.values())
    return sum(getattr(value, "size", None) or len(str(value)) for value in values)


def describe(part: Part, case: Case) -> str:
    """A case in one line: arrays by dtype and shape, other arguments as they are."""
    if not isinstance(case.act, Call):
        return case.about or case.group
    return _line(part, case.act, _short)


def outline(part: Part, case: Case) -> str:
    """A case in one line without its values: arrays by dtype and shape, other arguments by type."""
    if not isinstance(case.act, Call):
        return f"a case of the group {case.group!r}"
    return _line(part, case.act, lambda value: type(value).__name__)


def _line(part: Part, call: Call, shown: Callable[[Any], str]) -> str:
    """A call as text. shown: how arguments are that are neither arrays nor functions."""

    def text(value: Any) -> str:
        if hasattr(value, "dtype") and getattr(value, "shape", None) != ():
            return f"{value.dtype}{value.shape}"
        return "a function" if isinstance(value, Callback) else shown(value)

    args = [text(value) for value in call.args]
    args += [f"{name}={text(value)}" for name, value in call.kwargs.items()]
    return f"{call.of or part.functions[0]}({', '.join(args)})"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + " ..."


def run_check(part: str, *functions: Callable, seed: int = PUBLIC_SEED) -> Report:
    """Judge plain functions and return the Report.

    Raises:
        UnknownPart: no part has this id.
        TypeError: not the part's functions, in its order, are given.
    """
    known = _resolve(part, functions)
    return report_on(known, [Local(f) for f in functions], seed)


def check(part: str, *functions: Callable) -> Report:
    """Judge functions in a notebook: the cell shows the report. Raises nothing."""
    try:
        known = _resolve(part, functions)
    except (UnknownPart, TypeError) as error:
        return failed_to_start(str(part), str(error))
    return report_on(known, [Local(f) for f in functions], PUBLIC_SEED)


def _resolve(part: str, functions: Sequence[Callable]) -> Part:
    """The part of an id, once it is sure that its functions are given."""
    known = load_part(part)
    names = ", ".join(known.functions)
    usage = f'call check("{part}", {names})'
    if len(functions) != len(known.functions):
        raise TypeError(f"{part} takes {len(known.functions)} functions, found {len(functions)}; {usage}")
    for function, name in zip(functions, known.functions, strict=True):
        if not callable(function):
            raise TypeError(f"{part}: {name} is {_short(function)}, expected a function; {usage}")
    return known


def example(part: str, number: int) -> tuple[tuple, dict]:
    """The arguments of one of a part's public cases, as `args, options`.

    Raises:
        UnknownPart: no part has this id.
        ValueError: the part has no such case, or it takes several calls.
    """
    cases = load_part(part).cases(PUBLIC_SEED)
    if not 0 <= number < len(cases):
        raise ValueError(f"{part} has the cases 0 to {len(cases) - 1}, found {number}")
    case = cases[number]
    if not isinstance(case.act, Call):
        raise ValueError(f"case {number} of {part} takes several calls: {case.about or case.group}")
    args = tuple(a.function if isinstance(a, Callback) else a for a in case.act.args)
    return args, case.act.kwargs


@contextlib.contextmanager
def once_written() -> Iterator[None]:
    """Around a cell that uses what the student has not written yet: swallows NotImplementedError alone."""
    try:
        yield
    except NotImplementedError:
        print("This cell shows something once the exercise above is written.")
