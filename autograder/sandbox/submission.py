"""One submission in a sandbox: its cells, its functions, and what is read of their answers.

Nothing that comes from the student's side is believed beyond its form; whatever has the wrong form, or
does not come, is `Gone`. What is said, and in which order, stands in `autograder.shared.messages`.

Where a part's check stands among the cells, the cells' process forks a child, with all names as they are there.
The child waits until all cells have run, and answers calls only then: nothing that a cell can do learns of an
input.
"""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from autograder.judging.callers import Counted, Gone, Opaque, Reply, argument, as_reply
from autograder.part import Callback
from autograder.sandbox.callbacks import CallbackProcess
from autograder.sandbox.line import Clock, Control, Line, no_answer
from autograder.shared import wire
from autograder.shared.errors import Error
from autograder.shared.messages import (
    Announce,
    CallBack,
    CallbackReply,
    CallFunction,
    CallReply,
    CellReply,
    Defined,
    Message,
    OpenPart,
    Plan,
    Planned,
    Reached,
    Reap,
    RunCell,
)

CELL_BYTES = wire.LIMITS.header // 2  # of a cell's source as JSON
OPENING_SECONDS = 5  # computing time for a fork


@dataclass(frozen=True)
class Waiting:
    """A part to be opened after so many cells: the names of its functions there."""

    functions: tuple[str, ...]
    place: int


class Submission:
    """A student's cells in a process of their own, replayed without the bad statements where one ends it.

    demonstrations: the numbers of cells that run only where another one uses a name that they define.
    waiting: the parts that are opened while the cells run.
    outcomes: per cell, None where it ran, the Error that it raised, or the Gone that it caused.
    """

    def __init__(
        self,
        control: Control,
        callbacks: CallbackProcess,
        clock: Clock,
        cells: Sequence[str],
        demonstrations: Collection[int] = (),
        waiting: Sequence[Waiting] = (),
    ):
        self.control, self.callbacks, self.clock = control, callbacks, clock
        self.cells, self.demonstrations, self.waiting = list(cells), demonstrations, waiting
        self.outcomes: list[Error | Gone | None] = [None] * len(self.cells)
        self._left_out: list[set[int]] = [set() for _ in self.cells]  # statements, by cell
        self._skipped = {place for place, cell in enumerate(self.cells) if self._is_too_long(place, cell)}
        self._ran = 0  # cells that have run before
        self._opened: dict[Waiting, PartProcess] = {}
        self._process: CellsProcess | None = None

    def again(self) -> Submission:
        """The same cells in a fresh process, without what ended this one, on the same clock."""
        same = Submission(
            self.control, self.callbacks, self.clock, self.cells, self.demonstrations, self.waiting
        )
        same._left_out, same._skipped, same._ran = self._left_out, self._skipped, self._ran
        return same

    def __enter__(self) -> Submission:
        try:
            while not self._run_cells():
                pass
            if self.end_others():
                self._reap()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()

    @contextlib.contextmanager
    def part(
        self,
        functions: Sequence[str],
        place: int | None = None,
        seconds: int | None = None,
        *,
        replayed: bool = False,
    ) -> Iterator[list[Remote | None]]:
        """The functions of a part, in a process of its own; None where a name is not defined.

        place: after how many cells; None stands for all of them, and ends every process that waits.
        seconds: computing time of a call, where it is not the usual one.
        replayed: whether no later cell may have run, which could have removed a file.
        Calls raise Gone where no process can be had.
        """
        asked = AskedPart(
            self, Waiting(tuple(functions), len(self.cells) if place is None else place), seconds
        )
        waiting = None if place is None else self._opened.pop(asked.waiting, None)
        try:
            if place is None:
                asked.process = self._open_at_end(asked.waiting)
            elif waiting and not replayed and not waiting.line.is_closed():
                asked.process = waiting
            # it was ended while it waited, or the cells' process was left unusable
            if not asked.process or asked.process.gone:
                asked.open_again()
            assert asked.process
            yield [Remote(asked, i) if defined else None for i, defined in enumerate(asked.process.defined)]
        finally:
            asked.close()
            self.end_others()

    def replay(self, place: int) -> CellsProcess:
        """A fresh process in which so many cells have run, without what has ended one before."""
        process = self._start()
        try:
            for number in range(place):
                if number not in self._skipped:
                    process.run(number, self._left_out[number], counts=False)
        except Gone:  # its parts will say so
            pass
        return process

    def _open_at_end(self, waiting: Waiting) -> PartProcess:
        assert self._process
        for part in self._opened.values():
            part.close()
        self._opened.clear()
        return self._process.open(waiting.functions, alone=True)

    def _run_cells(self) -> bool:
        """Run the cells in a fresh process, and open the parts on the way. Whether it came to the end."""
        self._stop()
        process = self._process = self._start()
        for number in range(len(self.cells)):
            self._open_waiting(number)
            if number in self._skipped:
                continue
            try:
                error = process.run(number, self._left_out[number], counts=number >= self._ran)
                self.outcomes[number] = self.outcomes[number] or error
            except Gone as gone:
                self.outcomes[number] = gone
                if self.clock.is_over:
                    self.outcomes[number:] = [gone] * (len(self.cells) - number)
                    return True
                self._leave_out(number, process.reached)
                return False
            finally:
                self._ran = max(self._ran, number + 1)
        self._open_waiting(len(self.cells))
        return True

    def _leave_out(self, number: int, statement: int) -> None:
        """Next time the cell runs without the statement in which its process ended; where that is none of
        what ran, it does not run at all."""
        if statement in self._left_out[number]:
            self._skipped.add(number)
        self._left_out[number].add(statement)

    def _is_too_long(self, place: int, cell: str) -> bool:
        length = len(json.dumps(cell)) if len(cell) > CELL_BYTES // 12 else 0
        if length > CELL_BYTES:
            self.outcomes[place] = Gone("crashed", f"it is too long: {len(cell):,} characters")
        return length > CELL_BYTES

    def _open_waiting(self, place: int) -> None:
        assert self._process
        for waiting in self.waiting:
            if waiting.place == place:
                self._opened[waiting] = self._process.open(waiting.functions, alone=False)

    def end_others(self) -> int:
        """End what the cells, or the part that was asked last, have left running; how many processes."""
        spared = [part.number for part in self._opened.values()]
        return self._process.keeper.end_others(spared) if self._process else 0

    def _reap(self) -> None:
        """What the cells had left running was the cells' process's own, and counts until it has waited for it."""
        assert self._process
        with contextlib.suppress(Gone):  # the parts will say so
            self._process.reap()

    def _start(self) -> CellsProcess:
        cells = ["" if place in self._skipped else cell for place, cell in enumerate(self.cells)]
        return CellsProcess(self.control, self.callbacks, self.clock, cells, self.demonstrations)

    def _stop(self) -> None:
        for part in self._opened.values():
            part.close()
        self._opened.clear()
        if self._process:
            self._process.stop()
            self._process = None


class CellsProcess:
    """The process that runs the cells, seen from outside.

    reached: the number of the statement that it reached in the cell that ran last.
    idle: the demonstrations that need not run.
    """

    def __init__(
        self,
        control: Control,
        callbacks: CallbackProcess,
        clock: Clock,
        cells: Sequence[str],
        demonstrations: Collection[int],
    ):
        self.control, self.callbacks, self.clock = control, callbacks, clock
        self.reached = 0
        self.number, sock, self.keeper = control.start()
        self.line = Line(sock, clock, self.keeper.look)
        self.line.read_ready()
        self.idle = set(demonstrations)
        with contextlib.suppress(Gone), self.line.exchange(OPENING_SECONDS):  # the first cell will say so
            for place, source in enumerate(cells):
                self.line.request(Announce(source, place in demonstrations))
            if demonstrations:
                self.line.request(Plan(len(cells)))
                self.idle -= set(self.line.receive(Planned).demonstrations)

    def run(self, cell: int, left_out: Collection[int], counts: bool) -> Error | None:
        """Run a cell without these of its statements. Raises Gone where it does not come to its end."""
        self.reached = 0
        if cell in self.idle:
            return None
        with self.line.exchange(self.clock.limits.cell_seconds, counts):
            self.line.request(RunCell(cell, tuple(sorted(left_out))))
            said: Message = self.line.receive(Reached, CellReply)
            while isinstance(said, Reached):
                self.reached = said.statement
                said = self.line.receive(Reached, CellReply)
        assert isinstance(said, CellReply)
        return said.error

    def open(self, functions: tuple[str, ...], alone: bool) -> PartProcess:
        """The process of a part, forked now. alone: all that the cells' process has started ends before."""
        ours, theirs = socket.socketpair()
        part = PartProcess(Line(ours, self.clock, self.keeper.look), self.callbacks, len(functions))
        with theirs, part.starting():
            with self.line.exchange(OPENING_SECONDS):
                self.line.request(OpenPart(functions, alone), part.line.number, theirs)
            theirs.close()
            part.read_defined()
        return part

    def reap(self) -> None:
        """Have it wait for the processes that have ended."""
        with self.line.exchange(OPENING_SECONDS):
            self.line.request(Reap())
            self.line.receive(CellReply)

    def stop(self) -> None:
        self.line.sock.close()
        self.keeper.sock.close()
        self.control.stop(self.number)


class AskedPart:
    """A part whose functions are being called, in one process after the other where its calls take too long.

    A call that takes too long costs its process alone: the part is opened again, in a replay up to its place.
    """

    def __init__(self, submission: Submission, waiting: Waiting, seconds: int | None):
        self.submission, self.waiting, self.seconds = submission, waiting, seconds
        self.process: PartProcess | None = None
        self._replay: CellsProcess | None = None
        self._answered = False

    def call(self, index: int, args: tuple, kwargs: dict, cache: bool, keep: bool) -> Reply:
        assert self.process
        for value in (*args, *kwargs.values()):
            if isinstance(value, Opaque) and value.holder.gone:  # and it with its process
                raise value.holder.gone
        gone = self.process.gone
        if gone and gone.status == "timed out" and not self.submission.clock.is_over:
            self.open_again()
        if self.process.gone:
            raise self.process.gone
        try:
            return self._call(index, args, kwargs, cache, keep)
        except Gone as gone:
            if gone.status != "crashed" or self._replay or self._answered:
                raise
            self.open_again()  # a cell may have ended it while it waited
            return self._call(index, args, kwargs, cache, keep)

    def _call(self, index: int, args: tuple, kwargs: dict, cache: bool, keep: bool) -> Reply:
        assert self.process
        seconds = self.seconds or self.submission.clock.limits.call_seconds
        try:
            reply = self.process.call(index, args, kwargs, cache, keep, seconds)
        except Gone as gone:
            self.process.gone = gone
            raise
        self._answered = True
        return reply

    def open_again(self) -> None:
        self.close()
        self.submission.end_others()  # among them the process that was not done
        self._replay = self.submission.replay(self.waiting.place)
        self.process = self._replay.open(self.waiting.functions, alone=True)

    def close(self) -> None:
        if self.process:
            self.process.close()
        if self._replay:
            self._replay.stop()
            self._replay = None


class Remote:
    """A caller around a student's function inside the sandbox. See `autograder.judging.callers`."""

    def __init__(self, part: AskedPart, index: int):
        self.part, self.index = part, index

    def call(self, args: tuple, kwargs: dict, cache: bool = False, keep: bool = False) -> Reply:
        """Call the function. `Reply.seconds` is taken here, by the clock: inside, it could be a lie.

        Raises:
            Gone: the process ended, took too long, or sent what is no answer. All later calls raise it as
                well, but after one that took too long.
        """
        return self.part.call(self.index, args, kwargs, cache, keep)

    @property
    def seconds(self) -> int | None:
        """What a call may compute, None for what is usual. The functions of a part have it in common."""
        return self.part.seconds

    @seconds.setter
    def seconds(self, seconds: int | None) -> None:
        self.part.seconds = seconds


class PartProcess:
    """The process of one part, seen from outside: its line, and the call that is going on.

    number: the one by which the keeper spares it while it waits, as it says itself.
    """

    def __init__(self, line: Line, callbacks: CallbackProcess, functions: int):
        self.line, self.callbacks = line, callbacks
        self.defined: Sequence[bool] = [True] * functions
        self.number = 0
        self.gone: Gone | None = None

    @contextlib.contextmanager
    def starting(self) -> Iterator[None]:
        """The exchange in which the process is made. What goes wrong in it is kept in `gone`."""
        try:
            with self.line.exchange(OPENING_SECONDS):
                yield
        except Gone as gone:
            self.gone = gone

    def read_defined(self) -> None:
        said = self.line.receive(Defined)
        if len(said.defined) != len(self.defined):
            raise no_answer(Defined.wrong_types)
        self.defined, self.number = said.defined, said.process

    def close(self) -> None:
        self.line.sock.close()

    def call(self, index: int, args: tuple, kwargs: dict, cache: bool, keep: bool, seconds: int) -> Reply:
        lent: list[Counted] = []

        def lend(counted: Counted) -> int:
            lent.append(counted)
            return len(lent) - 1

        positional = tuple(argument(value, lend) for value in args)
        named = {name: argument(value, lend) for name, value in kwargs.items()}
        with self.line.exchange(seconds):
            said = self._ask(CallFunction(index, positional, named, cache, keep, seconds), lent)
            taken = self.line.taken()
        if keep and said.error is None and said.kept is None:
            raise no_answer(CallReply.wrong_entries)

        def held(number: int | None, asked: bool) -> Opaque | None:
            return Opaque(number, self) if asked and number is not None else None

        return as_reply(said, held(said.cache, cache), held(said.kept, keep), taken)

    def _ask(self, question: CallFunction, lent: list[Counted]) -> CallReply:
        self.line.send(question)
        said: Message = self.line.receive(CallBack, CallReply)
        while isinstance(said, CallBack):
            self.line.send(self._call_back(said, lent))
            said = self.line.receive(CallBack, CallReply)
        assert isinstance(said, CallReply)
        return said

    def _call_back(self, said: CallBack, lent: list[Counted]) -> CallbackReply:
        if not 0 <= said.callback < len(lent):
            raise no_answer(CallBack.wrong_types)
        return lent[said.callback].answer(said.args, said.kwargs, self._run)

    def _run(self, callback: Callback, args: tuple, kwargs: dict) -> CallbackReply:
        try:
            return self.callbacks.run(callback, args, kwargs, self.line.deadline)
        except TimeoutError:
            raise Gone("timed out", "your code took too long with the function given to it") from None
