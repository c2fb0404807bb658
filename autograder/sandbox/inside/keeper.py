"""Watches over the processes of a submission from outside their pid namespace: how much memory they hold
together, and which of them are to be ended.

RLIMIT_AS holds for each process alone, and a cgroup cannot be made everywhere. So the keeper looks again
and again, and what grew too large is ended.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import socket
import time
from collections.abc import Iterator

from shared import messages

INTERVAL = 0.02  # seconds; a look at the processes of an honest submission costs less than a millisecond
FIRST, CELLS = 1, 2  # numbers inside of the namespace's first process and of its first child
RUNNING = re.compile(r"^State:\s*[^ZX\s](?s:.*)^NSpid:.*?(?P<here>\d+)\s+(?P<inside>\d+)$", re.MULTILINE)
ROUNDS = 200  # how often others are ended before all are, because they multiply too fast


def watch(first: int, limit: int, word: socket.socket) -> None:
    """Do what the grader asks for until the child `first` has ended, or all processes below this one hold more
    than `limit` bytes together. They must exceed it twice in a row: before a new process calls exec, it
    shows its parent's memory as its own.
    """
    over = 0
    while os.waitpid(first, os.WNOHANG) == (0, 0):
        if select.select([word], [], [], INTERVAL)[0]:
            number = end_others(messages.spared(word.recv(4096)))
            if number is None:
                return
            word.send(messages.ended(number))
            continue
        over = over + 1 if held(limit) > limit else 0
        if over == 2:
            word.send(messages.OUTGROWN)
            return


def end_others(spared: set[int]) -> int | None:
    """End every process below this one but the first two of the namespace and those of these numbers in it,
    and see that no other runs. How many were ended; None where more and more came.
    """
    spared = spared | {FIRST, CELLS}
    ended = 0
    for _ in range(ROUNDS):
        others = [here for here, inside in map(_numbers, below("self")) if inside and inside not in spared]
        if not others:
            return ended
        ended += len(others)
        for pid in others:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.0005)
    return None


def _numbers(pid: str) -> tuple[int, int]:
    """A running process's numbers in the keeper's pid namespace and in its own; zeros where it has ended."""
    running = RUNNING.search(_read(f"/proc/{pid}/status"))
    return (int(running["here"]), int(running["inside"])) if running else (0, 0)


def held(limit: int) -> int:
    """Bytes that the processes below this one hold, swapped out or not. Exact, with shared pages counted
    once, where their plain sum exceeds the limit; else that sum.
    """
    pids = list(below("self"))
    most = sum(map(_resident, pids))
    return most if most <= limit else sum(map(_share, pids))


def below(pid: str) -> Iterator[str]:
    """The numbers of the processes that come from this one. Those that end or move meanwhile may be missed."""
    for thread in _threads(pid):
        for child in _read(f"{thread}/children").split():
            yield child
            yield from below(child)


def require() -> None:
    """Raises OSError where the kernel does not list the children of a process."""
    for thread in _threads("self"):
        os.stat(f"{thread}/children")


def _threads(pid: str) -> list[str]:
    with contextlib.suppress(OSError):
        return [f"/proc/{pid}/task/{name}" for name in os.listdir(f"/proc/{pid}/task")]
    return []


def _resident(pid: str) -> int:
    return _sum(f"/proc/{pid}/status", "VmRSS", "VmSwap")


def _share(pid: str) -> int:
    """A page that n processes share counts 1/n for each. A process that hides this counts in full."""
    return _sum(f"/proc/{pid}/smaps_rollup", "Pss", "SwapPss") or _resident(pid)


def _sum(path: str, *entries: str) -> int:
    """Bytes: the sum of entries that are given in KiB."""
    lines = (line.partition(":") for line in _read(path).splitlines())
    return sum(int(rest.split()[0]) << 10 for name, _, rest in lines if name in entries)


def _read(path: str) -> str:
    """A file's text; empty where its process has ended. A process may bear a name that is no text."""
    try:
        # without text layers, which cost more than the rest: this is done often
        with open(path, "rb", buffering=0) as file:
            return file.read().decode(errors="replace")
    except OSError:
        return ""
