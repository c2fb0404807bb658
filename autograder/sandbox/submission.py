"""One submission in a box: its cells, its functions, and what is read of their answers.

Nothing that comes from the student's side is believed beyond its form; whatever has the wrong form, or
does not come, is `Gone`. Every message must give the number of the question that it answers, which is
drawn by lot when the question is asked: nothing said before it is an answer to it.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from autograder.errors import SandboxError
from autograder.judging.callers import Counted, Gone, Opaque, Reply
from autograder.part import Callback, Fixture
from autograder.shared import wire
from autograder.shared.errors import Error
from autograder.shared.limits import PRINTED_LIMIT

if TYPE_CHECKING:
    from autograder.sandbox.box import Box
    from autograder.sandbox.callbacks import CallbackProcess

CLOCK = 10  # on the clock a step may take so many times its CPU limit
ANSWERS = 1 << 28  # bytes that all answers of a part may take here, where they wait to be judged together
START_SECONDS = 60.0  # how long a fresh process may take to come up on a busy machine
ENDED = (
    "your code ended its process before it answered (out of memory, os._exit, or a crash in compiled code)"
)


class Submission:
    """A student's cells in a process of their own, replayed without the bad ones where one ends it.

    outcomes: per cell, None where it ran, the Error that it raised, or the Gone that it caused.
    """

    def __init__(self, box: Box, cells: Sequence[str]):
        self.box, self.cells = box, list(cells)
        self.outcomes: list[Error | Gone | None] = [None] * len(self.cells)
        self.end = 0.0
        self._number: int | None = None

    def __enter__(self) -> Submission:
        self.end = time.monotonic() + self.box.total_seconds
        try:
            self._run_cells()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()

    @contextlib.contextmanager
    def part(self, functions: Sequence[str]) -> Iterator[list[Remote | None]]:
        """The functions of a part, in a process forked for it; None where a name is not defined.

        Opening a part ends the one that was open before.
        Calls raise Gone where no process can be had.
        """
        part = self._open(functions)
        if part.gone and time.monotonic() < self.end:  # the cells' process may have been left unusable
            part.line.sock.close()
            self._run_cells()
            part = self._open(functions)
        try:
            yield [Remote(part, i) if part.defined[i] else None for i in range(len(functions))]
        finally:
            part.line.sock.close()

    def _open(self, functions: Sequence[str]) -> _Part:
        ours, theirs = socket.socketpair()
        part = _Part(_Line(ours, self), len(functions))
        with theirs:
            try:
                self._line.begin()
                self._line.request({"part": list(functions), "number": part.line.begin()}, theirs)
                theirs.close()
                part.read_defined()
            except Gone as gone:
                part.gone = gone
        return part

    def _run_cells(self) -> None:
        """Run the cells in a fresh process, as often as one of them ends it."""
        while not self._run_once():
            pass

    def _run_once(self) -> bool:
        self._stop()
        self._number, sock, self._last_word = self.box.start()
        self._line = _Line(sock, self)
        self._line.read_ready()
        for index, cell in enumerate(self.cells):
            if isinstance(self.outcomes[index], Gone):
                continue
            try:
                self._line.request({"cell": cell, "number": self._line.begin()})
                self.outcomes[index] = _read_outcome(self._line.receive())
            except Gone as gone:
                self.outcomes[index] = gone
                if time.monotonic() < self.end:
                    return False
                self.outcomes[index:] = [gone] * (len(self.cells) - index)
                return True
        return True

    def outgrown(self) -> bool:
        """Whether the process was ended because all that it started held too much memory."""
        try:
            return self._last_word.recv(16, socket.MSG_DONTWAIT | socket.MSG_PEEK) == b"memory"
        except BlockingIOError:
            return False

    def _stop(self) -> None:
        if self._number is not None:
            self._line.sock.close()
            self._last_word.close()
            self.box.stop(self._number)
            self._number = None


class Remote:
    """A caller around a student's function inside the sandbox. See `autograder.judging.callers`."""

    def __init__(self, part: _Part, index: int):
        self.part, self.index = part, index

    def call(self, args: tuple, kwargs: dict, cache: bool = False) -> Reply:
        """Call the function. `Reply.seconds` is taken here, by the clock: inside, it could be a lie.

        Raises:
            Gone: the process ended, took too long, or sent what is no answer; all later calls as well.
        """
        if self.part.gone:
            raise self.part.gone
        try:
            return self.part.call(self.index, args, kwargs, cache)
        except Gone as gone:
            self.part.gone = gone
            raise


class _Line:
    """One socket to a student's process. All that goes wrong on it is Gone."""

    def __init__(self, sock: socket.socket, submission: Submission):
        self.sock, self.submission = sock, submission
        self.cpu_seconds = submission.box.cpu_seconds
        self.started = self.deadline = 0.0
        self.number = 0
        self.left = ANSWERS

    def begin(self) -> int:
        """Begin an exchange: from now on the time counts. Gives the number of its question."""
        self.started = time.monotonic()
        self.deadline = min(self.started + CLOCK * self.cpu_seconds, self.submission.end)
        self.number = secrets.randbits(62)
        return self.number

    def request(self, message: dict, handed_over: socket.socket | None = None) -> None:
        """Ask the cells' process."""
        with self._gone():
            descriptors = [handed_over.fileno()] if handed_over else []
            wire.set_timeout(self.sock, self.deadline)
            socket.send_fds(self.sock, [b"+"], descriptors)
            wire.send(self.sock, message, deadline=self.deadline)

    def read_ready(self) -> None:
        """The first message of a process, sent before any of the student's code has run."""
        try:
            message = wire.receive(self.sock, deadline=time.monotonic() + START_SECONDS)
        except (wire.WireError, TimeoutError) as error:
            message = {"failed": str(error) or "it took too long"}
        if message["failed"] is not None:
            raise SandboxError(
                f"a student's process cannot be locked in ({message['failed']}); allow user namespaces, "
                "or use a machine where they are allowed"
            )

    def send(self, message: Any) -> None:
        with self._gone():
            wire.send(self.sock, message, deadline=self.deadline)

    def receive(self) -> dict:
        """The next message of the exchange, without its number."""
        with self._gone():
            message, weight = wire.receive_weighed(self.sock, deadline=self.deadline)
        self.left -= weight
        if self.left < 0:
            raise _no_answer(f"more than {ANSWERS >> 20} MiB in all")
        number = message.pop("number", None) if type(message) is dict else None
        if type(number) is not int or number != self.number:
            raise _no_answer("it does not answer the question that was asked")
        return message

    @contextlib.contextmanager
    def _gone(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError:
            raise self._too_slow() from None
        except (wire.Closed, OSError):
            if self.submission.outgrown():
                memory = self.submission.box.limits["memory"] >> 20
                raise Gone(
                    "crashed", f"your code used too much memory: {memory} MiB in all are allowed"
                ) from None
            if time.monotonic() - self.started >= self.cpu_seconds:
                raise self._too_slow() from None
            raise Gone("crashed", ENDED) from None
        except wire.WireError as error:
            raise Gone("crashed", f"your code's process sent what is no answer: {error}") from None

    def _too_slow(self) -> Gone:
        if time.monotonic() >= self.submission.end:
            total = f"{self.submission.box.total_seconds:g}"
            return Gone("timed out", f"your notebook took too long: {total} seconds in all are allowed")
        return Gone(
            "timed out", f"your code took too long: {self.cpu_seconds} seconds of computing are allowed"
        )


class _Part:
    """The process of one part: its socket, and the call that is going on."""

    def __init__(self, line: _Line, functions: int):
        self.line = line
        self.defined = [True] * functions
        self.gone: Gone | None = None

    def read_defined(self) -> None:
        defined = self.line.receive().get("defined")
        if type(defined) is not tuple or [type(d) for d in defined] != [bool] * len(self.defined):
            raise _no_answer("it was asked which functions are defined")
        self.defined = list(defined)

    def call(self, index: int, args: tuple, kwargs: dict, cache: bool) -> Reply:
        callbacks: list[Counted] = []
        request = {
            "function": index,
            "args": tuple(_argument(value, callbacks) for value in args),
            "kwargs": {name: _argument(value, callbacks) for name, value in kwargs.items()},
            "cache": cache,
            "number": self.line.begin(),
        }
        callback_process = self.line.submission.box.callback_process
        self.line.send(request)
        message = self.line.receive()
        while message.keys() == {"callback", "args"}:
            self.line.send(self._call_back(message, callbacks, callback_process))
            message = self.line.receive()
        return _read_reply(message, cache, time.monotonic() - self.line.started)

    def _call_back(self, message: dict, callbacks: list[Counted], callback_process: CallbackProcess) -> dict:
        number, args = message["callback"], message["args"]
        if type(number) is not int or not 0 <= number < len(callbacks) or type(args) is not tuple:
            raise _no_answer("it called a function that it was not given")
        counted = callbacks[number]
        counted.count += 1
        if counted.count > counted.limit:
            return {"value": None, "error": f"this function may be called at most {counted.limit} times"}
        try:
            return callback_process.run(counted.callback, args, self.line.deadline)
        except TimeoutError:
            raise Gone("timed out", "your code took too long with the function given to it") from None


def _argument(value: Any, callbacks: list[Counted]) -> tuple[str, Any]:
    """An argument as a pair of kind and content. Callbacks are noted, and sent by number."""
    if isinstance(value, Opaque):
        return "opaque", value.number
    if isinstance(value, Fixture):
        return "fixture", (value.name, value.seed)
    if isinstance(value, Callback):
        value = Counted(value)
    if isinstance(value, Counted):
        callbacks.append(value)
        return "callback", len(callbacks) - 1
    return "data", value


def _read_reply(message: dict, cache: bool, seconds: float) -> Reply:
    if message.keys() != {"value", "cache", "error", "changed", "printed"}:
        raise _no_answer("the reply to a call has not the right entries")
    value, number = message["value"], message["cache"]
    if type(message["changed"]) is not bool or type(message["printed"]) is not str:
        raise _no_answer("the reply to a call has entries of the wrong type")
    if cache and type(number) is int and type(value) in (tuple, list):
        value = (*value, Opaque(number)) if type(value) is tuple else [*value, Opaque(number)]
    error = _read_error(message["error"])
    return Reply(value, error, message["changed"], message["printed"][:PRINTED_LIMIT], seconds)


def _read_outcome(message: dict) -> Error | None:
    if message.keys() != {"error"}:
        raise _no_answer("the reply to a cell has not the right entries")
    return _read_error(message["error"])


def _read_error(data: Any) -> Error | None:
    if data is None:
        return None
    if type(data) is not dict or data.keys() != {"names", "message", "where"}:
        raise _no_answer("an error is not described as one")
    names, message, where = data["names"], data["message"], data["where"]
    if type(names) is not tuple or not names or any(type(t) is not str for t in (*names, message, where)):
        raise _no_answer("an error is not described as one")
    return Error(tuple(name[:100] for name in names[:20]), message[:PRINTED_LIMIT], where[:200])


def _no_answer(what: str) -> Gone:
    return Gone("crashed", f"your code's process sent what is no answer: {what}")
