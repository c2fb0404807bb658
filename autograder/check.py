"""What a notebook calls: `check` below an exercise, `once_written` around what uses it.

`run_check` judges plain functions everywhere else, and `example` gives the inputs of a failing case.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from threadpoolctl import threadpool_limits

from autograder.assignments import UnknownPart, load_part
from autograder.foresight.line import foresee
from autograder.judging.callers import Local
from autograder.judging.diagnose import report_on
from autograder.judging.report import Report, failed_to_start
from autograder.judging.wording import short
from autograder.offer import offer
from autograder.part import PUBLIC_SEED, CacheOf, Call, Callback, Part


def run_check(part: str, *functions: Callable, seed: int = PUBLIC_SEED) -> Report:
    """Judge plain functions and return the Report.

    Raises:
        UnknownPart: no part has this id.
        TypeError: not the part's functions, in its order, are given.
    """
    known = _resolve(part, functions)
    return _judged(known, functions, seed)


def check(part: str, *functions: Callable) -> Report:
    """Judge functions in a notebook: the cell shows the report, and offers the failing case as a picture that moves.
    Raises nothing."""
    try:
        known = _resolve(part, functions)
    except (UnknownPart, TypeError) as error:
        return failed_to_start(str(part), str(error))
    report = _judged(known, functions, PUBLIC_SEED)
    if report.shown and report.status != "not written":
        offer(known, report.shown.number)
    return report


def _judged(part: Part, functions: Sequence[Callable], seed: int) -> Report:
    """The report on a student's functions. They run on one thread, as in grading."""
    with threadpool_limits(1):
        report = report_on(part, [Local(function, part.seconds) for function in functions], seed)
    return replace(report, note=foresee(part, functions))


def _resolve(part: str, functions: Sequence[Callable]) -> Part:
    """The part of an id, once it is sure that its functions are given."""
    known = load_part(part)
    names = ", ".join(known.functions)
    usage = f'call check("{part}", {names})'
    if len(functions) != len(known.functions):
        raise TypeError(f"{part} takes {len(known.functions)} functions, found {len(functions)}; {usage}")
    for function, name in zip(functions, known.functions, strict=True):
        if not callable(function):
            raise TypeError(f"{part}: {name} is {short(function)}, expected a function; {usage}")
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
    return tuple(map(_as_given, case.act.args)), case.act.kwargs


def _as_given(argument: Any) -> Any:
    """An argument of a case as one can give it: a cache comes as the arguments of the call that makes it."""
    if isinstance(argument, CacheOf):
        return argument.args, argument.kwargs
    return argument.function if isinstance(argument, Callback) else argument


@contextlib.contextmanager
def once_written() -> Iterator[None]:
    """Around a cell that uses what the student has not written yet: swallows NotImplementedError alone."""
    try:
        yield
    except NotImplementedError:
        print("This cell shows something once the exercise above is written.")
