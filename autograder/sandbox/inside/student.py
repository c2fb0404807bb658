"""The student's process: runs the cells, then forks one child per part, which answers calls.

Everything said here may be forged by the student's code; the other side believes none of it. What is said,
and in which order, stands in `shared.messages`.
"""

from __future__ import annotations

import contextlib
import math
import os
import resource
import signal
import socket
import sys
import time
from typing import Any

from IPython.core.displaypub import DisplayPublisher
from IPython.core.formatters import DisplayFormatter
from IPython.core.interactiveshell import InteractiveShell
from shared import calling, errors, messages, wire
from shared.messages import (
    CallBack,
    CallbackReply,
    CallFunction,
    CellReply,
    Defined,
    M,
    Message,
    OpenPart,
    RunCell,
)
from traitlets.config import Config

OURS = ("/box", "/site", "/python", "<frozen")


class Publisher(DisplayPublisher):
    """Shows nothing."""

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Discards what a cell displays."""


class Formatter(DisplayFormatter):
    """Makes nothing of a value: what is not shown must cost nothing either."""

    def format(self, *args: Any, **kwargs: Any) -> tuple[dict, dict]:
        return {}, {}


class Shell(InteractiveShell):
    """Runs cells as Jupyter does, magics included, and shows nothing."""

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no window to open."""

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """The error is reported through the result of the cell."""

    showsyntaxerror = showindentationerror = showtraceback

    def init_display_formatter(self) -> None:
        self.display_formatter = Formatter(parent=self)
        self.configurables.append(self.display_formatter)  # type: ignore[arg-type]  # of any Configurable

    def init_display_pub(self) -> None:
        self.display_pub = Publisher(parent=self)


def make_shell() -> Shell:
    config = Config()
    config.HistoryManager.enabled = False
    return Shell.instance(config=config)


def serve(sock: socket.socket, shell: Shell, cpu_seconds: int) -> None:
    """Answer requests about one submission: run a cell, or open a part on a socket of its own."""
    own = os.getpid()
    sys.stdin = open(os.devnull)  # noqa: SIM115  for as long as the process lives
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    while True:
        tag, descriptors, _, _ = socket.recv_fds(sock, 1, 1)
        if not tag:
            return
        data = wire.receive(sock)
        number = messages.take_number(data)
        request: Message = messages.read(data, RunCell, OpenPart)
        if isinstance(request, OpenPart):
            part = PartServer(socket.socket(fileno=descriptors[0]), number, cpu_seconds)
            open_part(sock, part, request.names, shell)
            continue
        assert isinstance(request, RunCell)
        limit_cpu(cpu_seconds)
        reply = CellReply(run_cell(shell, request.cell))
        if os.getpid() != own:  # a copy that the cell made by os.fork and let run on
            return
        wire.send(sock, messages.to_data(reply, number))


def limit_cpu(seconds: int) -> None:
    """From now on this process may compute for so many seconds; then the kernel ends it."""
    used = math.ceil(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def run_cell(shell: Shell, text: str) -> errors.Error | None:
    result = shell.run_cell(text, store_history=False, silent=True)
    error = result.error_before_exec or result.error_in_exec
    return errors.describe(error, OURS) if error else None


def open_part(sock: socket.socket, part: PartServer, names: tuple[str, ...], shell: Shell) -> None:
    """Fork a child that answers calls of these functions. The child of the part before it ends."""
    end_others()
    if os.fork():
        part.sock.close()
        return
    try:
        sock.close()
        part.serve(names, shell.user_ns)
    finally:
        os._exit(0)


def end_others() -> None:
    """End every process of this submission but this one (and the first of the namespace), and see it gone:
    what still dies would count against the next part's limit on processes."""
    with contextlib.suppress(ProcessLookupError):
        while True:
            os.kill(-1, signal.SIGKILL)  # raises where there is no other
            with contextlib.suppress(ChildProcessError):
                while True:
                    os.waitpid(-1, 0)
            time.sleep(0.0001)  # the others are waited for by the first


class PartServer:
    """Answers calls of a part's functions until the other side closes the socket."""

    ours: tuple[str, ...] = OURS
    interrupts: tuple[type[BaseException], ...] = ()  # nobody sits in front of it

    def __init__(self, sock: socket.socket, number: int, cpu_seconds: int):
        self.sock, self.number, self.cpu_seconds = sock, number, cpu_seconds
        self.caches: list[Any] = []  # the student's own values, known outside by number

    def serve(self, names: tuple[str, ...], namespace: dict[str, Any]) -> None:
        own = os.getpid()
        self.send(Defined(tuple(name in namespace for name in names)))
        functions: list[Any] = [namespace.get(name) for name in names]
        while True:
            request = self.receive(CallFunction)
            limit_cpu(self.cpu_seconds)
            function = functions[request.function]
            reply = calling.call(function, request.args, request.kwargs, request.cache, self)
            if os.getpid() != own:  # a copy that the function made by os.fork and let run on
                return
            try:
                self.send(reply)
            except wire.Closed:
                return
            except wire.WireError:
                self.send(reply.without_value())

    def send(self, message: Message) -> None:
        wire.send(self.sock, messages.to_data(message, self.number))

    def receive(self, kind: type[M]) -> M:
        """The next message. From now on what is said answers to its number."""
        data = wire.receive(self.sock)
        self.number = messages.take_number(data)
        return messages.read(data, kind)

    def keep(self, cache: Any) -> int:
        self.caches.append(cache)
        return len(self.caches) - 1

    def kept(self, content: int) -> Any:
        return self.caches[content]

    def ask(self, callback: int, args: tuple) -> CallbackReply:
        self.send(CallBack(callback, args))
        return self.receive(CallbackReply)
