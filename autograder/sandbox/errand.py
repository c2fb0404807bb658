"""Our functions called with a student's values: the work is done in a forked, limited process."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from autograder.sandbox import wire

EXTRA_MEMORY = 1 << 30  # bytes beyond what the process has when it starts


class Errand:
    """Calls functions by number in a process that is forked at the first call. A context manager.

    cpu_seconds: what all calls together may compute.
    """

    def __init__(self, functions: Sequence[Callable], cpu_seconds: int):
        self.functions, self.cpu_seconds = functions, cpu_seconds
        self.sock: socket.socket | None = None
        self.pid = 0

    def __enter__(self) -> Errand:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.sock:
            self.sock.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    def run(self, number: int, args: tuple, deadline: float) -> dict:
        """The answer to the student's stub: value and error, one of them None.

        Raises:
            TimeoutError: the moment `deadline` (time.monotonic) has come.
        """
        if self.sock is None:
            self._start()
        try:
            wire.send(self.sock, (number, args), deadline=deadline)
            return wire.receive(self.sock, deadline=deadline)
        except wire.WireError:
            return {"value": None, "error": "the function given to yours could not work with these arguments"}

    def _start(self) -> None:
        self.sock, child = socket.socketpair()
        self.pid = os.fork()
        if self.pid:
            child.close()
            return
        try:
            self.sock.close()
            self._limit()
            while True:
                number, args = wire.receive(child)
                wire.send(child, _call(self.functions[number], args))
        finally:
            os._exit(0)

    def _limit(self) -> None:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        memory = pages * resource.getpagesize() + EXTRA_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (self.cpu_seconds, self.cpu_seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _call(function: Callable, args: tuple) -> dict:
    foreign = next((a for a in args if isinstance(a, wire.Foreign)), None)
    if foreign:
        return {"value": None, "error": f"found a {foreign.name} as argument, expected an array or a number"}
    try:
        return {"value": function(*args), "error": None}
    except Exception as error:
        return {"value": None, "error": f"{type(error).__name__}: {error}"[:1000]}
