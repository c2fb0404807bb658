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
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from autograder.sandbox import wire
from autograder.sandbox.inside import fixtures

INSTALLED = tuple(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))
PRINTED_LIMIT = 10_000  # characters of a student's prints that a report keeps


@dataclass(frozen=True)
class Error:
    """An exception that a student's function raised.

    names: class names along the method resolution order, most specific first.
    where: for example "line 3 of conv2d_forward"; empty where it is not known.
    """

    names: tuple[str, ...]
    message: str
    where: str = ""

    def __str__(self) -> str:
        text = f"{self.names[0]}: {self.message}" if self.message else self.names[0]
        return f"{text} ({self.where})" if self.where else text


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


@dataclass(frozen=True)
class Fixture:
    """An object of ours made on the student's side by name and seed, as an argument of a call."""

    name: str
    seed: int


class Callback:
    """Our function as an argument of a call. More than `calls` calls fail the case.

    all: every callback there is, by number: what a forked process can be told to call.
    """

    all: ClassVar[list[Callback]] = []

    def __init__(self, function: Callable, calls: int):
        self.function = function
        self.calls = calls
        self.number = len(Callback.all)
        Callback.all.append(self)


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
                error = describe_error(exception)
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


def describe_error(exception: BaseException) -> Error:
    """The Error for an exception: its class names, its message, and the student's line that raised it."""
    frames = traceback.extract_tb(exception.__traceback__)[1:]
    own = [frame for frame in frames if not frame.filename.startswith(INSTALLED)]
    where = f"line {own[-1].lineno} of {own[-1].name}" if own else ""
    names = tuple(c.__name__ for c in type(exception).__mro__ if c is not object)
    try:
        message = str(exception)
    except Exception:
        message = ""
    return Error(names, message[:PRINTED_LIMIT], where)


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
