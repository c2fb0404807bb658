"""One case put to a student's functions: what they answered, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder.judging.callers import Caller, Counted, Gone, Opaque, Reply
from autograder.judging.compare import Difference, compare, kind
from autograder.judging.gradients import compare_gradients
from autograder.judging.wording import short
from autograder.part import Call, Callback, Case, Part, Raises
from autograder.shared.errors import Error
from autograder.shared.wire import Foreign

CHANGED = "an input was changed in place; work on a copy"


@dataclass
class Answer:
    """What one case brought out of the student's functions, before it is judged."""

    value: Any = None
    error: Error | None = None
    gone: Gone | None = None
    asked: bool = True  # or taken to end as an earlier case of its group did
    unread: str = ""  # why our own reading of the value failed
    misused: str = ""  # how a callback was called that may not be called so
    let_through: bool = False  # the error is one that a callback raised
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
        return self._call(args, kwargs).value

    def kept(self, *args: Any, **kwargs: Any) -> Opaque:
        """The answer as it stays with the student, to be given to a later call, which reads what it then holds."""
        reply = self._call(args, kwargs, keep=True)
        assert reply.kept  # a caller's own promise where nothing was raised
        return reply.kept

    def _call(self, args: tuple, kwargs: dict, keep: bool = False) -> Reply:
        args = tuple(Counted(a) if isinstance(a, Callback) else a for a in args)
        reply = self.caller.call(args, kwargs, self.cache, keep)
        self.answer.changed |= reply.changed
        self.answer.seconds += reply.seconds
        if reply.printed:
            self.answer.printed.append(reply.printed)
        for counted in (a for a in args if isinstance(a, Counted)):
            self.answer.misused = self.answer.misused or counted.misused
            self.answer.let_through |= _is_from(counted, reply.error)
        if reply.error:
            self.answer.error = reply.error
            raise _Raised
        return reply


def _is_from(counted: Counted, error: Error | None) -> bool:
    """Whether an exception is the one that a callback raised when it was last called."""
    return error is not None and counted.raised is not None and error.message == counted.raised.message


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
    difference = _judge_answer(case, answer)
    if not answer.changed or answer.gone:
        return difference
    if difference is None:
        return Difference(CHANGED)
    return replace(difference, message=f"{difference.message}. Besides, {CHANGED}")


def unwritten(error: Error) -> str:
    """The function that an error says is not written, where that is known: a helper may be the one."""
    place = re.fullmatch(r"line \d+ of (\w+)", error.where)
    return place[1] if place else ""


def _judge_answer(case: Case, answer: Answer) -> Difference | None:
    """What is wrong, but for a changed input."""
    if answer.gone:
        return Difference(str(answer.gone))
    if isinstance(case.expect, Raises):
        return _judge_exception(case.expect, answer)
    if answer.misused:
        return Difference(answer.misused)
    if answer.error and answer.error.names[0] == "NotImplementedError":
        subject = f"{unwritten(answer.error)} " if unwritten(answer.error) else ""
        return Difference(f"{subject}raises NotImplementedError here, as what is not written yet does")
    if answer.error:
        source = ". The function that yours was given raised this" if answer.let_through else ""
        return Difference(f"raised {answer.error}{source}")
    if answer.unread:
        return Difference(f"could not read your answer: {answer.unread}")
    difference = _compared(case, answer.value)
    return difference or (Difference(answer.slow) if answer.slow else None)


def _compared(case: Case, value: Any) -> Difference | None:
    if not case.names:
        return compare(value, case.expect, case.rtol)
    first = case.act.args[0] if isinstance(case.act, Call) else None
    images = len(first) if isinstance(first, np.ndarray) else 1
    return compare_gradients(value, case.expect, case.rtol, case.names, images)


def _judge_exception(expect: Raises, answer: Answer) -> Difference | None:
    wanted = expect.kind.__name__
    if isinstance(answer.value, Foreign) and answer.value.name.endswith(("Error", "Exception")):
        return Difference(f"returned {kind(answer.value)} instead of raising it")
    if answer.error is None:
        return Difference(f"returned {short(answer.value)}; expected {expect!r}")
    if wanted not in answer.error.names:
        return Difference(f"raised {answer.error}; expected {expect!r}")
    return None
