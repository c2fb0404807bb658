"""Answers that need no work. None of them may earn a group of points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.judging.callers import Local
from autograder.judging.judge import Answer, attempt, judge
from autograder.part import ANY, Call, Case, Part, Raises, groups_lost
from autograder.shared.errors import Error

Lazy = Callable[[Case, np.random.Generator], Answer]


def groups_earned(part: Part, seed: int) -> list[tuple[str, str]]:
    """The lazy answers that earn something on a seed, each with a group that it earns."""
    earned = []
    for name, lazy in LAZY.items():
        failing = [case for case in part.cases(seed) if _fails(part, case, lazy, seed)]
        earned += [(name, group) for group in part.points if group not in groups_lost(part.points, failing)]
    return earned


def _fails(part: Part, case: Case, lazy: Lazy, seed: int) -> bool:
    """Whether a case sees through a lazy answer, given as what the case judges and, where one function is
    called, as what that returns: a `then` must not repair it."""
    answer = lazy(case, np.random.default_rng(seed))
    through = isinstance(case.act, Call) and not answer.error
    return judge(case, answer) is not None and (
        not through
        or judge(case, attempt(part, [Local(lambda *a, **k: answer.value)] * len(part.functions), case))
        is not None
    )


def _always(value: Any) -> Lazy:
    return lambda case, rng: Answer(_with_cache(case, value))


def _with_cache(case: Case, value: Any) -> Any:
    """A lazy value in the place of the judged one, where the right answer is (out, cache)."""
    return (value, None) if isinstance(case.expect, tuple) and case.expect[-1] is ANY else value


def _first_input(case: Case, rng: np.random.Generator) -> Answer:
    args = case.act.args if isinstance(case.act, Call) else ()
    return Answer(_with_cache(case, args[0] if args else None))


def _filled(
    fill: Callable[[tuple, np.random.Generator], Any],
) -> Lazy:
    """An answer of the right kind and shape that holds what `fill(shape, rng)` gives."""

    def like(expect: Any, rng: np.random.Generator) -> Any:
        if isinstance(expect, np.ndarray):
            return np.asarray(fill(expect.shape, rng)).astype(expect.dtype)
        if isinstance(expect, tuple | list):
            return type(expect)(like(e, rng) for e in expect)
        if isinstance(expect, dict):
            return {key: like(e, rng) for key, e in expect.items()}
        if isinstance(expect, bool | int | float):
            return type(expect)(fill((), rng))
        if isinstance(expect, str):
            return ""
        return None if expect is ANY or isinstance(expect, Raises) else expect

    return lambda case, rng: Answer(like(case.expect, rng))


LAZY: dict[str, Lazy] = {
    "None": _always(None),
    "0": _always(0),
    "True": _always(True),
    "False": _always(False),
    "[]": _always([]),
    "the first input": _first_input,
    "zeros": _filled(lambda shape, rng: np.zeros(shape)),
    "ones": _filled(lambda shape, rng: np.ones(shape)),
    "noise": _filled(lambda shape, rng: 10 * rng.standard_normal(shape)),
    "ValueError": lambda case, rng: Answer(error=Error(("ValueError", "Exception"), "always")),
}
