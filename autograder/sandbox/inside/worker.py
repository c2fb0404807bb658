"""The warm parent inside the sandbox. It runs the released setup cells once, with the imports in them that
are slow, and forks one child per submission.

It holds nothing secret and no submission. Started as `worker.py CONTROL CONFIG`. What it is asked on the
control socket, and what it answers, stands in `shared.messages`.

Below it, per submission: a keeper, which watches the memory; the first process of the new pid namespace,
which reaps; and the process that runs the student's cells (student.py), which forks one more per part.
"""

from __future__ import annotations

import sys

sys.path[:0] = ["/box/worker"]
sys.path += ["/site"]

import gc
import os
import signal
import socket
from collections.abc import Callable
from typing import Any

import jail
import keeper
import student
from cells import Runner, Scope
from shared import messages, wire
from shared.messages import Config, Ready
from shell import Shell, make_shell


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    config = Config.from_json(sys.argv[2])
    if config.uid is not None:
        jail.become(config.uid)
    shell = make_shell()
    # "" as in Jupyter: a file that a cell has written can be imported
    sys.path[:] = ["/box/lib", "", *(folder for folder in sys.path if folder != "/box/worker")]
    set_up(shell, config.setup)
    scopes = {text: Scope.of(shell, text) for text in config.demonstrations}
    gc.freeze()
    control.send(messages.READY)
    silence()
    serve(control, lambda sock, word: keep(sock, word, config, shell, scopes))


def set_up(shell: Shell, cells: list[str]) -> None:
    """Run the release's setup cells. Raises RuntimeError where one of them fails."""
    runner = Runner(shell, reached=lambda number: None)
    for cell in cells:
        error = runner.run(cell)
        if error:
            raise RuntimeError(f"a setup cell of the release fails: {error.names[0]}: {error.message}")


def silence() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)


def serve(control: socket.socket, child: Callable[..., None]) -> None:
    """Start and stop submissions until the other side closes the control socket."""
    running: set[int] = set()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 64, 2)
        if not message:
            return
        if message == messages.START:
            pid = start(control, [socket.socket(fileno=descriptor) for descriptor in descriptors], child)
            running.add(pid)
            control.send(str(pid).encode())
        else:
            pid = messages.number_to_stop(message)
            if pid in running:
                running.remove(pid)
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            control.send(messages.STOPPED)


def start(control: socket.socket, sockets: list[socket.socket], child: Callable[..., None]) -> int:
    def work() -> None:
        control.close()
        child(*sockets)

    pid = fork(work)
    for sock in sockets:
        sock.close()
    return pid


def keep(sock: socket.socket, word: socket.socket, config: Config, *of_cells: Any) -> None:
    """The keeper: its death ends the first process of the pid namespace, and with it all others.

    of_cells: what the cells' process has to know besides.
    """
    try:
        keeper.require()
        jail.enter_namespaces()
    except OSError as error:
        say_ready(sock, str(error))
        return
    first = fork(lambda: reap(sock, word, config, *of_cells))
    sock.close()
    keeper.watch(first, config.limits.memory, word)


def reap(sock: socket.socket, word: socket.socket, config: Config, *of_cells: Any) -> None:
    """The first process of the pid namespace. It ends when the cells' process does, which is its first child."""
    word.close()
    limits = config.limits
    try:
        jail.settle(
            memory=limits.memory,
            processes=limits.processes + config.waiting,
            file_size=limits.file_size,
            disk=limits.disk,
        )
    except OSError as error:
        say_ready(sock, str(error))
        return
    say_ready(sock, None)
    main = fork(lambda: student.serve(sock, *of_cells, limits.cell_seconds))
    sock.close()
    while os.wait()[0] != main:
        pass


def say_ready(sock: socket.socket, failed: str | None) -> None:
    wire.send(sock, messages.to_data(Ready(failed)))


def fork(work: Callable[[], object]) -> int:
    """Do the work in a child that never returns from here. Gives the child's number."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
