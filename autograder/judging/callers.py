"""The seam between a check and a student's function.

A check never calls a student's function itself. It goes through a caller, which has one method,
`call(args, kwargs, cache, keep) -> Reply`. `Local` calls a plain function in this process (a student's own
notebook); `autograder.sandbox.submission.Remote` calls one inside the sandbox (grading). A check cannot
tell the difference, so there is one set of checks.
"""

from __future__ import annotations

import sys
import sysconfig
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from autograder.judging.limit import Limited, TimeUp
from autograder.judging.printed import descriptors_to
from autograder.part import Callback, Fixture, NotAllowed
from autograder.shared import calling, messages, wire
from autograder.shared.errors import Error, describe
from autograder.shared.limits import CALLBACK_ERROR_LIMIT, CLOCK, PRINTED_LIMIT
from autograder.shared.messages import CallBack, CallbackReply, CallReply

# paths of code that is not a student's
OURS = (
    *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")),
    str(Path(__file__).parents[1]),
)


def refused(why: str) -> CallbackReply:
    """What a student's function is told that has called a function of ours in vain."""
    return CallbackReply(None, Error(("RuntimeError", "Exception"), why[:CALLBACK_ERROR_LIMIT]))


UNABLE = refused("the function given to yours could not work with these arguments")


@dataclass(frozen=True)
class Reply:
    """What came of one call.

    changed: an input was changed in place. seconds: what it cost.
    kept: the answer itself, as it stays with the student, where it was asked for and is there.
    """

    value: Any = None
    error: Error | None = None
    changed: bool = False
    printed: str = ""
    seconds: float = 0.0
    kept: Opaque | None = None


class Gone(Exception):
    """A call ended before it was answered, in grading with the student's process.

    status: "crashed" or "timed out".
    """

    def __init__(self, status: str, message: str):
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Opaque:
    """Stands in a check for what stays with the student: a cache, which no check may look into, or an answer.

    content: its number where it stays in the sandbox; at home the thing itself.
    holder: the process in the sandbox that has it; None at home.
    """

    content: Any
    holder: Any = None

    def __repr__(self) -> str:
        return "<cache>"


class Counted:
    """One attempt's use of a Callback: counts the calls and refuses those beyond the limit.

    misused: what fails the case, whatever the student's function makes of the exception. Empty where nothing does.
    raised: what the last call raised.
    """

    def __init__(self, callback: Callback):
        self.callback = callback
        self.limit = callback.calls
        self.count = 0
        self.misused = ""
        self.raised: Error | None = None

    def answer(
        self, args: tuple, kwargs: dict, run: Callable[[Callback, tuple, dict], CallbackReply]
    ) -> CallbackReply:
        """What a student's function is told that has called. run: does the work."""
        self.count += 1
        if self.count > self.limit:
            self.misused = f"a function given to yours was called more than {self.limit} times"
            return refused(f"this function may be called at most {self.limit} times")
        reply = run(self.callback, args, kwargs)
        if reply.error and reply.error.names[0] == NotAllowed.__name__:
            self.misused = self.misused or reply.error.message
        self.raised = reply.error
        return reply


def call_back(callback: Callback, args: tuple, kwargs: dict) -> CallbackReply:
    """Call our function with what a student's has given it."""
    foreign = next((a for a in (*args, *kwargs.values()) if isinstance(a, wire.Foreign)), None)
    if foreign:
        return refused(f"found a {foreign.name} as argument, expected an array or a number")
    try:
        return CallbackReply(callback.function(*args, **kwargs), None)
    except Exception as exception:
        error = describe(exception, OURS)
        return CallbackReply(None, Error(error.names, error.message[:CALLBACK_ERROR_LIMIT]))


def argument(value: Any, lend: Callable[[Counted], Any]) -> tuple[calling.Kind, Any]:
    """What a case gives to a student's function, as a pair of kind and content.

    lend: the content for one of our functions.
    """
    if isinstance(value, Opaque):
        return "opaque", value.content
    if isinstance(value, Fixture):
        return "fixture", (value.name, value.seed)
    if isinstance(value, Callback):
        value = Counted(value)
    if isinstance(value, Counted):
        return "callback", lend(value)
    return "data", value


def as_reply(said: CallReply, cache: Opaque | None, kept: Opaque | None, seconds: float) -> Reply:
    """What a check is told of a call; a cache stands at the end of the value, where it was taken off."""
    value = said.value
    if cache and type(value) in (tuple, list):
        value = type(value)((*value, cache))
    return Reply(value, said.error, said.changed, said.printed[:PRINTED_LIMIT], seconds, kept)


class Caller(Protocol):
    """Calls one student function.

    seconds: what one call may compute; None for what is usual.
    """

    seconds: int | None

    def call(self, args: tuple, kwargs: dict, cache: bool = False, keep: bool = False) -> Reply: ...


def too_long(seconds: float) -> Gone:
    """How a call ends that took too long. seconds: the computing time that it was allowed."""
    return Gone("timed out", f"your code took too long: {seconds:g} seconds of computing are allowed")


class Local:
    """A caller around a plain function in this process. `Reply.seconds` is what grading would measure, where a
    function has one core and the clock is read outside: the time on the clock, or the computing time of all its
    threads where that is more.

    seconds: what one call of a student's function may compute; None for a function of ours, which may take its
        time. What a student's leaves on the descriptors of stdout and stderr is kept as printed.

    It is also the side on which `calling.call` calls.
    """

    ours: tuple[str, ...] = OURS
    interrupts: tuple[type[BaseException], ...] = (KeyboardInterrupt, Gone)

    def __init__(self, function: Callable, seconds: int | None = None):
        self.function = function
        self.seconds = seconds
        self.used = 0.0  # by the last call, in seconds
        self.held: list[Any] = []  # of the last call, by number

    def call(self, args: tuple, kwargs: dict, cache: bool = False, keep: bool = False) -> Reply:
        """Call the function.

        Raises:
            Gone: it took too long. It can be called again.
        """
        positional = tuple(argument(value, lambda counted: counted) for value in args)
        named = {name: argument(value, lambda counted: counted) for name, value in kwargs.items()}
        run = self._timed if self.seconds is None else self._limited
        self.held = []
        said = _sent(calling.call(run, positional, named, cache, keep, self))
        cached, kept = (None if n is None else Opaque(self.held[n]) for n in (said.cache, said.kept))
        return as_reply(said, cached, kept, self.used)

    def _timed(self, *args: Any, **kwargs: Any) -> Any:
        computed, began = time.process_time(), time.perf_counter()
        try:
            return self.function(*args, **kwargs)
        finally:
            self.used = max(time.process_time() - computed, time.perf_counter() - began)

    def _limited(self, *args: Any, **kwargs: Any) -> Any:
        assert self.seconds is not None  # `call` asks
        limited = Limited(self.seconds, CLOCK * self.seconds)
        try:
            with descriptors_to(sys.stderr):
                return limited.run(self._timed, args, kwargs)
        except TimeUp:
            raise too_long(self.seconds) from None

    def keep(self, value: Any) -> int:
        self.held.append(value)
        return len(self.held) - 1

    def kept(self, content: Any) -> Any:
        return content

    def ask(self, callback: Counted, args: tuple, kwargs: dict) -> CallbackReply:
        said = messages.crossed(CallBack(0, args, kwargs))
        return callback.answer(said.args, said.kwargs, _call_back_here)


def _sent(said: CallReply) -> CallReply:
    """What the sandbox would send of a reply, so that home and grading judge the same."""
    try:
        return messages.crossed(said)
    except wire.WireError:
        return messages.crossed(said.without_value())


def _call_back_here(callback: Callback, args: tuple, kwargs: dict) -> CallbackReply:
    try:
        return messages.crossed(call_back(callback, args, kwargs))
    except wire.WireError:
        return UNABLE
