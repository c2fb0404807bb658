"""The seam between a check and a student's function.

A check never calls a student's function itself. It goes through a caller, which has one method,
`call(args, kwargs, cache) -> Reply`. `Local` calls a plain function in this process (a student's own
notebook); `autograder.sandbox.box.Remote` calls one inside the sandbox (grading). A check cannot
tell the difference, so there is one set of checks.
"""

from __future__ import annotations

import contextlib
import io
import sysconfig
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from autograder.part import Callback, Fixture
from autograder.shared import fixtures, wire
from autograder.shared.errors import Error, describe
from autograder.shared.limits import PRINTED_LIMIT

# paths of code that is not a student's
OURS = (
    *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")),
    str(Path(__file__).parents[1]),
)


@dataclass(frozen=True)
class Reply:
    """What came of one call. `changed`: an input was changed in place. `seconds`: what it cost."""

    value: Any = None
    error: Error | None = None
    changed: bool = False
    printed: str = ""
    seconds: float = 0.0


class Gone(Exception):
    """The student's process ended before it answered. `status`: "crashed" or "timed out"."""

    def __init__(self, status: str, message: str):
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Opaque:
    """Stands outside the sandbox for a value that stays inside: the student's cache."""

    number: int


class Counted:
    """One attempt's use of a Callback: counts the calls and refuses those beyond the limit."""

    def __init__(self, callback: Callback):
        self.callback, self.function = callback, callback.function
        self.limit = callback.calls
        self.count = 0

    def __call__(self, *args: Any) -> Any:
        self.count += 1
        if self.count > self.limit:
            raise RuntimeError(f"this function may be called at most {self.limit} times")
        return self.function(*args)


class Caller(Protocol):
    """Calls one student function."""

    def call(self, args: tuple, kwargs: dict, cache: bool) -> Reply: ...


class Local:
    """A caller around a plain function in this process. `Reply.seconds` is this thread's computing time:
    other threads of a matrix product wait for each other, which costs most on a busy machine."""

    def __init__(self, function: Callable):
        self.function = function

    def call(self, args: tuple, kwargs: dict, cache: bool = False) -> Reply:
        given = [_hand_over(value) for value in (*args, *kwargs.values())]
        positional, named = given[: len(args)], dict(zip(kwargs, given[len(args) :], strict=True))
        printed, value, error = io.StringIO(), None, None
        with _collected(printed):
            started = time.thread_time()
            try:
                value = self.function(*positional, **named)
            except (Exception, SystemExit) as exception:
                error = describe(exception, OURS)
            seconds = time.thread_time() - started
        value = _as_sent(value, cache)
        changed = any(
            not wire.same(before, after)
            for before, after in zip((*args, *kwargs.values()), given, strict=True)
            if _is_data(before)
        )
        return Reply(value, error, changed, printed.getvalue()[:PRINTED_LIMIT], seconds)


@contextlib.contextmanager
def _collected(printed: io.StringIO) -> Iterator[None]:
    """Prints, stderr and warnings go to `printed`: on a cell's own stderr they would cost its points."""

    def show(message: Warning, category: type[Warning], *where: Any) -> None:
        printed.write(f"{category.__name__}: {message}\n")

    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), warnings.catch_warnings():
        warnings.showwarning = show
        yield


def _hand_over(value: Any) -> Any:
    """What a function in this process receives: a copy of data, a fixture made, the rest as it is."""
    if isinstance(value, Fixture):
        return fixtures.make(value.name, value.seed)
    return wire.clone(value) if _is_data(value) else value


def _as_sent(value: Any, cache: bool) -> Any:
    """What the sandbox would send of an answer, so that home and grading judge the same; a cache stays."""
    if cache and type(value) in (tuple, list) and len(value) > 1:
        return type(value)((*wire.received(value[:-1]), value[-1]))
    return wire.received(value)


def _is_data(value: Any) -> bool:
    return not (callable(value) or isinstance(value, Fixture | Opaque))
