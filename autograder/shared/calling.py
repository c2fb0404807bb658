"""Calling a student's function: what it receives, and what is kept of what it does.

The rule is written here once, for a notebook at home (`autograder.judging.callers.Local`) and for the sandbox
(`PartServer`), so that both bring out the same.
"""

from __future__ import annotations

import contextlib
import io
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from . import fixtures, wire
from .errors import Error, describe
from .limits import PRINTED_LIMIT
from .messages import CallbackReply, CallReply

# An argument is a pair of kind and content. The content of "data" is the value, of "fixture" its name and
# seed; of "opaque", what the student's side kept, and of "callback" it is the side's own business.
Kind = Literal["data", "fixture", "opaque", "callback"]


class Side(Protocol):
    """Where a function is called: at home or in the sandbox.

    ours: how the paths begin of files that are not the student's.
    interrupts: exceptions that are not the function's, but the user's who wants it to stop.
    """

    ours: tuple[str, ...]
    interrupts: tuple[type[BaseException], ...]

    def keep(self, value: Any) -> int:
        """Keep a student's cache or answer on this side, itself and no copy. Gives its number."""

    def kept(self, content: Any) -> Any:
        """What an "opaque" argument stands for."""

    def ask(self, callback: Any, args: tuple, kwargs: dict) -> CallbackReply:
        """Have the grader call one of its functions, the content of a "callback"."""


# what one of the grader's functions raises is raised in a student's as the first of these that it is
RAISED = {
    kind.__name__: kind
    for kind in (ValueError, TypeError, IndexError, KeyError, AttributeError, ArithmeticError, MemoryError)
}


def _raised(error: Error) -> Exception:
    """The exception by which a student's function is told of one in a function of the grader's."""
    kind = next((RAISED[name] for name in error.names if name in RAISED), RuntimeError)
    return kind(error.message)


@dataclass
class Lent:
    """One of the grader's functions as a student's receives it, for as long as that one runs."""

    side: Side
    callback: Any
    running: bool = True

    def __repr__(self) -> str:
        return "<a function of the check's>"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self.running:
            raise RuntimeError("this function can be called only while yours runs")
        reply = self.side.ask(self.callback, args, kwargs)
        if reply.error is not None:
            raise _raised(reply.error)
        return reply.value


def call(function: Callable, args: tuple, kwargs: dict, cache: bool, keep: bool, side: Side) -> CallReply:
    """Call a function and describe what came of it. See `CallFunction` for the arguments.

    Data is handed over as a copy, and changed if that copy no longer is the same.
    """
    pairs = (*args, *kwargs.values())
    given = [_hand_over(kind, content, side) for kind, content in pairs]
    positional, named = given[: len(args)], dict(zip(kwargs, given[len(args) :], strict=True))
    printed = Printed()
    value: Any = None
    error: Error | None = None
    with _collected(printed):
        try:
            value = function(*positional, **named)
        except side.interrupts:
            raise
        except BaseException as raised:
            error = describe(raised, side.ours)
    for lent in given:
        if type(lent) is Lent:
            lent.running = False
    changed = any(
        kind == "data" and not wire.same(content, after)
        for (kind, content), after in zip(pairs, given, strict=True)
    )
    answer, number = value, None
    base = wire.container(value)
    if cache and base in (tuple, list):
        items = list(base.__iter__(value))
        if len(items) > 1:
            value, number, answer = base(items[:-1]), side.keep(items[-1]), items[0]
    kept = side.keep(answer) if keep and error is None else None
    return CallReply(value, number, kept, error, changed, printed.getvalue())


def _hand_over(kind: Kind, content: Any, side: Side) -> Any:
    """What a student's function receives for an argument."""
    if kind == "data":
        return wire.clone(content)
    if kind == "fixture":
        return fixtures.make(*content)
    return side.kept(content) if kind == "opaque" else Lent(side, content)


class Printed(io.StringIO):
    """Keeps the first characters that are written to it, and stays readable whoever closes it."""

    def __init__(self) -> None:
        super().__init__()
        self.left = PRINTED_LIMIT

    def write(self, text: str) -> int:
        super().write(text[: self.left])
        self.left -= min(len(text), self.left)
        return len(text)

    def close(self) -> None:
        """A student's code may close what it prints to."""


@contextlib.contextmanager
def _collected(printed: Printed) -> Iterator[None]:
    """Prints, stderr and warnings go to `printed`: on a cell's own stderr they would cost its points."""

    def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        printed.write(f"{category.__name__}: {message}\n")

    with (
        _led_to(printed, sys.stdout),
        _led_to(printed, sys.stderr),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        warnings.catch_warnings(),
    ):
        warnings.showwarning = show
        yield


@contextlib.contextmanager
def _led_to(printed: Printed, stream: Any) -> Iterator[None]:
    """Who holds a stream from before writes to `printed` all the same: a handler of `logging` does."""
    own = getattr(stream, "__dict__", {})
    before = own.get("write")
    try:
        stream.write = printed.write
    except Exception:  # there is no stream, or one that admits no changes
        yield
        return
    try:
        yield
    finally:
        if before is None:
            own.pop("write", None)
        else:
            stream.write = before
