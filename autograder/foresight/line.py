"""The one line that a report has about what grading lacks. It costs no point."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from autograder.assignments import assignment_of
from autograder.foresight.inside import Inside
from autograder.foresight.walk import Walk
from autograder.part import Part


def foresee(part: Part, functions: Sequence[Callable]) -> str:
    """One line on all that a part's functions use and grading lacks; empty where there is nothing to say."""
    inside = Inside(assignment_of(part))
    uses = {name: _uses(function, inside) for name, function in zip(part.functions, functions, strict=True)}
    users = [name for name, lacking in uses.items() if lacking]
    lacking = list(dict.fromkeys(one for found in uses.values() for one in found))
    if not lacking:
        return ""
    use, they = ("uses", "it is") if len(users) == 1 else ("use", "they are")
    be = "is" if len(lacking) == 1 else "are"
    return f"Note: {_listed(users)} {use} {_listed(lacking)}, which {be} not there when {they} graded."


def _uses(function: Callable, inside: Inside) -> list[str]:
    try:
        return Walk(inside).of(function)
    except Exception:  # a student's object may raise anything when it is looked at
        return []


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
