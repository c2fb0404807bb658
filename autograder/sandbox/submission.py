"""One submission in a sandbox: its cells, its functions, and what is read of their answers.

Nothing that comes from the student's side is believed beyond its form; whatever has the wrong form, or
does not come, is `Gone`. What is said, and in which order, stands in `autograder.shared.messages`.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator, Sequence

from autograder.judging.callers import Counted, Gone, Opaque, Reply, argument, as_reply
from autograder.part import Callback
from autograder.sandbox.callbacks import CallbackProcess
from autograder.sandbox.line import Control, Line, no_answer
from autograder.shared import messages
from autograder.shared.errors import Error
from autograder.shared.limits import Limits
from autograder.shared.messages import (
    CallBack,
    CallbackReply,
    CallFunction,
    CallReply,
    CellReply,
    Defined,
    Message,
    OpenPart,
    RunCell,
)


class Submission:
    """A student's cells in a process of their own, replayed without the bad ones where one ends it.

    outcomes: per cell, None where it ran, the Error that it raised, or the Gone that it caused.
    """

    def __init__(self, control: Control, limits: Limits, callbacks: CallbackProcess, cells: Sequence[str]):
        self.control, self.limits, self.callbacks = control, limits, callbacks
        self.cells = list(cells)
        self.outcomes: list[Error | Gone | None] = [None] * len(self.cells)
        self.end = 0.0
        self._number: int | None = None

    def __enter__(self) -> Submission:
        self.end = time.monotonic() + self.limits.total_seconds
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

    def _open(self, functions: Sequence[str]) -> PartProcess:
        ours, theirs = socket.socketpair()
        part = PartProcess(self._line_on(ours), self.callbacks, len(functions))
        with theirs:
            try:
                self._line.begin()
                self._line.request(OpenPart(tuple(functions)), part.line.begin(), theirs)
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
        self._number, sock, self._last_word = self.control.start()
        self._line = self._line_on(sock)
        self._line.read_ready()
        for index, cell in enumerate(self.cells):
            if isinstance(self.outcomes[index], Gone):
                continue
            try:
                self._line.request(RunCell(cell), self._line.begin())
                self.outcomes[index] = self._line.receive(CellReply).error
            except Gone as gone:
                self.outcomes[index] = gone
                if time.monotonic() < self.end:
                    return False
                self.outcomes[index:] = [gone] * (len(self.cells) - index)
                return True
        return True

    def _line_on(self, sock: socket.socket) -> Line:
        return Line(sock, self.limits, self.end, self._outgrown)

    def _outgrown(self) -> bool:
        """Whether the process was ended because all that it started held too much memory."""
        try:
            return self._last_word.recv(16, socket.MSG_DONTWAIT | socket.MSG_PEEK) == messages.OUTGROWN
        except BlockingIOError:
            return False

    def _stop(self) -> None:
        if self._number is not None:
            self._line.sock.close()
            self._last_word.close()
            self.control.stop(self._number)
            self._number = None


class Remote:
    """A caller around a student's function inside the sandbox. See `autograder.judging.callers`."""

    def __init__(self, part: PartProcess, index: int):
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


class PartProcess:
    """The process of one part, seen from outside: its line, and the call that is going on."""

    def __init__(self, line: Line, callbacks: CallbackProcess, functions: int):
        self.line, self.callbacks = line, callbacks
        self.defined: Sequence[bool] = [True] * functions
        self.gone: Gone | None = None

    def read_defined(self) -> None:
        defined = self.line.receive(Defined).defined
        if len(defined) != len(self.defined):
            raise no_answer(Defined.wrong_types)
        self.defined = defined

    def call(self, index: int, args: tuple, kwargs: dict, cache: bool) -> Reply:
        lent: list[Counted] = []

        def lend(counted: Counted) -> int:
            lent.append(counted)
            return len(lent) - 1

        positional = tuple(argument(value, lend) for value in args)
        named = {name: argument(value, lend) for name, value in kwargs.items()}
        self.line.begin()
        self.line.send(CallFunction(index, positional, named, cache))
        said: Message = self.line.receive(CallBack, CallReply)
        while isinstance(said, CallBack):
            self.line.send(self._call_back(said, lent))
            said = self.line.receive(CallBack, CallReply)
        assert isinstance(said, CallReply)
        opaque = Opaque(said.cache) if cache and said.cache is not None else None
        return as_reply(said, opaque, time.monotonic() - self.line.started)

    def _call_back(self, said: CallBack, lent: list[Counted]) -> CallbackReply:
        if not 0 <= said.callback < len(lent):
            raise no_answer(CallBack.wrong_types)
        return lent[said.callback].answer(said.args, self._run)

    def _run(self, callback: Callback, args: tuple) -> CallbackReply:
        try:
            return self.callbacks.run(callback, args, self.line.deadline)
        except TimeoutError:
            raise Gone("timed out", "your code took too long with the function given to it") from None
