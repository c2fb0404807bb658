"""The student's process: runs the cells, then forks one child per part, which answers calls.

Everything said here may be forged by the student's code; the other side believes none of it. Each
message gives the number of the question that it answers.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import math
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

import errors
import fixtures
import wire
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

OURS = ("/box", "/site", "/python", "<frozen")


class Publisher(DisplayPublisher):
    """Shows nothing."""

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Discards what a cell displays."""


class Shell(InteractiveShell):
    """Runs cells as Jupyter does, magics included, and shows nothing."""

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no window to open."""

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """The error is reported through the result of the cell."""

    showsyntaxerror = showindentationerror = showtraceback

    def init_display_pub(self) -> None:
        self.display_pub = Publisher(parent=self)


def make_shell() -> Shell:
    config = Config()
    config.HistoryManager.enabled = False
    shell = Shell.instance(config=config)
    shell.display_formatter.format = lambda *args, **kwargs: ({}, {})
    return shell


def serve(sock: socket.socket, shell: Shell, cpu_seconds: int, printed: int) -> None:
    """Answer requests about one submission: run a cell, or open a part on a socket of its own."""
    own = os.getpid()
    sys.stdin = open(os.devnull)  # noqa: SIM115  for as long as the process lives
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    while True:
        tag, descriptors, _, _ = socket.recv_fds(sock, 1, 1)
        if not tag:
            return
        request = wire.receive(sock)
        if "cell" in request:
            limit_cpu(cpu_seconds)
            outcome = run_cell(shell, request["cell"])
            if os.getpid() != own:  # a copy that the cell made by os.fork and let run on
                return
            wire.send(sock, {**outcome, "number": request["number"]})
        else:
            part = Part(socket.socket(fileno=descriptors[0]), request["number"], cpu_seconds, printed)
            open_part(sock, part, request["part"], shell)


def limit_cpu(seconds: int) -> None:
    """From now on this process may compute for so many seconds; then the kernel ends it."""
    used = math.ceil(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def run_cell(shell: Shell, text: str) -> dict:
    result = shell.run_cell(text, store_history=False, silent=True)
    error = result.error_before_exec or result.error_in_exec
    return {"error": as_data(error) if error else None}


def as_data(error: BaseException) -> dict:
    return dataclasses.asdict(errors.describe(error, OURS))


def open_part(sock: socket.socket, part: Part, names: list[str], shell: Shell) -> None:
    """Fork a child that answers calls of these functions. The child of the part before it ends."""
    end_others()
    if os.fork():
        part.sock.close()
        return
    try:
        sock.close()
        part.serve(
            [shell.user_ns.get(name) for name in names], tuple(name in shell.user_ns for name in names)
        )
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


class Printed(io.StringIO):
    """Keeps the first characters that are written to it."""

    def __init__(self, limit: int):
        super().__init__()
        self.left = limit

    def write(self, text: str) -> int:
        super().write(text[: self.left])
        self.left -= min(len(text), self.left)
        return len(text)


class Part:
    """Answers calls of a part's functions until the other side closes the socket."""

    def __init__(self, sock: socket.socket, number: int, cpu_seconds: int, printed: int):
        self.sock, self.number = sock, number
        self.cpu_seconds, self.printed = cpu_seconds, printed
        self.functions: list[Any] = []
        self.caches: list[Any] = []  # the student's own values, known outside by number

    def serve(self, functions: list[Any], defined: tuple[bool, ...]) -> None:
        own = os.getpid()
        self.functions = functions
        self.send({"defined": defined})
        while True:
            request = wire.receive(self.sock)
            self.number = request.pop("number")
            limit_cpu(self.cpu_seconds)
            reply = self.answer(**request)
            if os.getpid() != own:  # a copy that the function made by os.fork and let run on
                return
            try:
                self.send(reply)
            except wire.Closed:
                return
            except wire.WireError:
                self.send({**reply, "value": wire.Foreign("value too large to be sent"), "cache": None})

    def send(self, message: dict) -> None:
        wire.send(self.sock, {**message, "number": self.number})

    def answer(self, function: int, args: tuple, kwargs: dict, cache: bool) -> dict:
        """Call a function and describe what came of it. Each argument is a pair of kind and content."""
        alive = [True]
        values = [self.make(*item, alive=alive) for item in (*args, *kwargs.values())]
        named = dict(zip(kwargs, values[len(args) :], strict=True))
        before = [
            wire.clone(v) if kind == "data" else None for v, (kind, _) in self.pairs(values, args, kwargs)
        ]
        printed, value, error = Printed(self.printed), None, None
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                value = self.functions[function](*values[: len(args)], **named)
            except BaseException as raised:
                error = as_data(raised)
            alive[0] = False
        changed = any(
            kind == "data" and not wire.same(old, new)
            for old, (new, (kind, _)) in zip(before, self.pairs(values, args, kwargs), strict=True)
        )
        number = None
        if cache and type(value) in (tuple, list) and len(value) > 1:
            self.caches.append(value[-1])
            value, number = value[:-1], len(self.caches) - 1
        return {
            "value": value, "cache": number, "error": error, "changed": changed, "printed": printed.getvalue(),
        }  # fmt: skip

    @staticmethod
    def pairs(values: list, args: tuple, kwargs: dict) -> zip:
        return zip(values, (*args, *kwargs.values()), strict=True)

    def make(self, kind: str, content: Any, alive: list[bool]) -> Any:
        """What the student's function receives for an argument."""
        if kind == "data":
            return content
        if kind == "opaque":
            return self.caches[content]
        if kind == "fixture":
            return fixtures.make(*content)
        return self.stub(content, alive)

    def stub(self, number: int, alive: list[bool]) -> Callable:
        """Stands for one of the grader's functions during a call of the student's."""

        def function(*args: Any) -> Any:
            if not alive[0]:
                raise RuntimeError("this function can be called only while yours runs")
            self.send({"callback": number, "args": args})
            answer = wire.receive(self.sock)
            if answer["error"] is not None:
                raise RuntimeError(answer["error"])
            return answer["value"]

        return function
