"""Our functions called with a student's values: the work is done in a forked, limited process."""

from __future__ import annotations

import contextlib
import math
import os
import resource
import signal
import socket
import time
from pathlib import Path

from autograder.judging.callers import UNABLE, call_back
from autograder.part import Callback
from autograder.shared import messages, wire
from autograder.shared.messages import CallbackReply

EXTRA_MEMORY = 1 << 30  # bytes beyond what the process has when it starts


class CallbackProcess:
    """A process forked from this one that calls the functions of callbacks, one call after the other.

    It knows the callbacks that are there when it is forked; for a later one it is forked anew, and so it
    is after a call that ended it. From one call to the next it keeps nothing, because our functions do not.

    cpu_seconds: what one call may compute.
    """

    def __init__(self, cpu_seconds: int):
        self.cpu_seconds = cpu_seconds
        self._sock: socket.socket | None = None
        self._pid = self._known = 0

    def run(self, callback: Callback, args: tuple, kwargs: dict, deadline: float) -> CallbackReply:
        """What a student's function is told that has called.

        Raises:
            TimeoutError: the moment `deadline` (time.monotonic) has come.
        """
        if callback.number >= self._known:
            self.close()
            self._start()
        assert self._sock
        try:
            wire.send(self._sock, (callback.number, args, kwargs), deadline=deadline)
            return messages.read(wire.receive(self._sock, deadline=deadline), CallbackReply)
        except TimeoutError:
            self.close()
            raise
        except wire.WireError:
            self.close()
            return UNABLE

    def close(self) -> None:
        """End the process, if there is one."""
        if self._sock:
            self._sock.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._sock, self._known = None, 0

    def _start(self) -> None:
        self._sock, child = socket.socketpair()
        self._known = len(Callback.all)
        self._pid = os.fork()
        if self._pid:
            child.close()
            return
        try:
            self._serve(child)
        finally:
            os._exit(0)

    def _serve(self, sock: socket.socket) -> None:
        _close_all_but(sock.fileno())
        _limit_memory()
        while True:
            number, args, kwargs = wire.receive(sock)
            _limit_cpu(self.cpu_seconds)
            reply = call_back(Callback.all[number], args, kwargs)
            try:
                wire.send(sock, messages.to_data(reply))
            except wire.Closed:
                return


def _close_all_but(descriptor: int) -> None:
    """Whoever waits for the end of another connection must not wait for this process."""
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2 and int(name) != descriptor:
            with contextlib.suppress(OSError):
                os.close(int(name))


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    memory = pages * resource.getpagesize() + EXTRA_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_cpu(seconds: int) -> None:
    """The kernel ends this process once the next call has computed for so long."""
    used = math.ceil(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))
