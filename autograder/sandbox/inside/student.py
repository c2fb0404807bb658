"""The student's process: runs the cells, and forks one child per part, which waits and answers calls.

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
import threading
import time
from collections.abc import Mapping
from typing import Any

from cells import OURS, Runner, Scope, wanted
from shared import calling, messages, wire
from shared.messages import (
    Announce,
    CallBack,
    CallbackReply,
    CallFunction,
    CellReply,
    Defined,
    M,
    Message,
    OpenPart,
    Plan,
    Planned,
    Reached,
    Reap,
    RunCell,
)
from shell import Shell


def serve(sock: socket.socket, shell: Shell, scopes: Mapping[str, Scope], cell_seconds: int) -> None:
    """Answer requests about one submission: run a cell, or open a part on a socket of its own.

    scopes: of the release's demonstrations.
    """
    own = os.getpid()
    sys.stdin = open(os.devnull)  # noqa: SIM115  for as long as the process lives
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115

    def answer(message: Message) -> None:
        if os.getpid() != own:  # a copy that a cell made by os.fork and let run on
            os._exit(0)
        wire.send(sock, messages.to_data(message, number))

    runner = Runner(shell, reached=lambda statement: answer(Reached(statement)))
    cells: list[Announce] = []
    while True:
        tag, descriptors, _, _ = socket.recv_fds(sock, 1, 1)
        if not tag:
            return
        data = wire.receive(sock)
        number = messages.take_number(data)
        match messages.read(data, Announce, Plan, RunCell, OpenPart, Reap):
            case Announce() as cell:
                cells.append(cell)
            case Plan(announced):
                demonstrations = [place for place, cell in enumerate(cells) if cell.demonstration]
                sources = [cell.source for cell in cells[:announced]]
                answer(Planned(tuple(sorted(wanted(shell, sources, demonstrations, scopes)))))
            case RunCell(place, left_out):
                limit_cpu(cell_seconds)
                answer(CellReply(runner.run(cells[place].source, left_out)))
            case OpenPart(names, alone):
                part = PartServer(socket.socket(fileno=descriptors[0]), number)
                open_part(sock, part, names, alone, shell)
            case Reap():
                reap()
                answer(CellReply(None))


def limit_cpu(seconds: int) -> None:
    """From now on this process may compute for so many seconds; then the kernel ends it."""
    used = math.ceil(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def open_part(
    sock: socket.socket, part: PartServer, names: tuple[str, ...], alone: bool, shell: Shell
) -> None:
    """Fork a child that answers calls of these functions. Where none can be had, its socket is closed."""
    if alone:
        end_others()
    try:
        child = os.fork()
    except OSError:  # the student's code has started as many processes as it may
        child = -1
    if child:
        part.sock.close()
        return
    try:
        os.setpgid(0, 0)  # what it does to its process group stops no other part
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


def reap() -> None:
    """Wait for the children that have ended: until then they count against the limit on processes."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


class PartServer:
    """Answers calls of a part's functions until the other side closes the socket."""

    ours: tuple[str, ...] = OURS
    interrupts: tuple[type[BaseException], ...] = ()  # nobody sits in front of it

    def __init__(self, sock: socket.socket, number: int):
        self.sock, self.number = sock, number
        self.asking = threading.Lock()  # a function may hand its work to several threads
        self.held: list[Any] = []  # the student's own values, known outside by number

    def serve(self, names: tuple[str, ...], namespace: dict[str, Any]) -> None:
        own = os.getpid()
        self.send(Defined(tuple(name in namespace for name in names), own))
        functions: list[Any] = [namespace.get(name) for name in names]
        while True:
            request = self.receive(CallFunction)
            limit_cpu(request.seconds)
            function = functions[request.function]
            reply = calling.call(function, request.args, request.kwargs, request.cache, request.keep, self)
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

    def keep(self, value: Any) -> int:
        self.held.append(value)
        return len(self.held) - 1

    def kept(self, content: int) -> Any:
        return self.held[content]

    def ask(self, callback: int, args: tuple, kwargs: dict) -> CallbackReply:
        with self.asking:
            self.send(CallBack(callback, args, kwargs))
            return self.receive(CallbackReply)
