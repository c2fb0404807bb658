"""How much memory the processes of a submission hold together, measured from outside their pid namespace.

RLIMIT_AS holds for each process alone, and a cgroup cannot be made everywhere. So the keeper looks again
and again, and what grew too large is ended.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator

INTERVAL = 0.02  # seconds; a look at the three processes of an honest submission costs 0.2 ms


def outgrown(first: int, limit: int) -> bool:
    """Wait until the child `first` has ended (False), or all processes below this one hold more than
    `limit` bytes together (True). They must exceed it twice in a row: before a new process calls exec, it
    shows its parent's memory as its own.
    """
    over = 0
    while os.waitpid(first, os.WNOHANG) == (0, 0):
        time.sleep(INTERVAL)
        over = over + 1 if held(limit) > limit else 0
        if over == 2:
            return True
    return False


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
    """A file's text; empty where its process has ended."""
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""
