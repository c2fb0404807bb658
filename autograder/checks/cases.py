"""Cases that many parts have: one call with the oracle's answer, calls in a row, an answer looked at later.

    right = answered_by(positions)
    yield right("stride", 7, 3, stride=2)
    yield called_again("memory layout", framed, [(first, 1), (second, 1)], "zero_pad called twice")

The oracle is brute force or PyTorch in float64, takes what the student's function takes, and answers as
that one should.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from autograder.part import Call, Case


def answered_by(oracle: Callable[..., Any]) -> Callable[..., Case]:
    """A function `right(group, *arguments, **options)` that makes the Case of one call with these."""

    def right(group: str, *arguments: Any, **options: Any) -> Case:
        return Case(group, Call(*arguments, **options), oracle(*arguments, **options))

    return right


def called_again(
    group: str,
    oracle: Callable[..., Any],
    calls: Sequence[tuple],
    about: str,
    judged: Callable[[Any], Any] = lambda value: value,
) -> Case:
    """One function called several times in a row, where what it keeps from an earlier call shows.

    calls: the arguments of each call.
    about: what a report says of them.
    judged: what is taken of each of the student's answers, such as an output without its cache.
    """
    answers = tuple(oracle(*call) for call in calls)
    return Case(group, lambda f: tuple(judged(f(*call)) for call in calls), answers, about=about)


def given_back(
    group: str,
    oracle: Callable[..., Any],
    first: tuple,
    second: tuple,
    further: tuple,
    about: str,
    judged: Callable[[Any], Any] = lambda value: value,
) -> Case:
    """A function called twice, and a third time with its own first answer, where one buffer handed out twice
    shows. That answer stays with the student, since a copy of it would not change any more.

    first, second: the arguments of the first two calls. Answers of one shape share a buffer.
    further: the arguments of the third call after the first answer.
    about, judged: as in `called_again`. The first answer shows in the third alone.
    """

    def act(f: Any) -> tuple:
        kept = f.kept(*first)
        return judged(f(*second)), judged(f(kept, *further))

    expected = oracle(*second), oracle(oracle(*first), *further)
    return Case(group, act, expected, about=about, feeds_back=True)


def of_first(case: Case) -> Case:
    """A case that calls one function, for a part of several: it is put to the first of them."""
    act = case.act
    return replace(case, act=lambda f, *others: act(f))
