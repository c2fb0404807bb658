"""One writer that stores the results of many graders."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from autograder.grading.ledger import Entry


class Writer:
    """Stores results in a thread of its own: at most one group a second, of all that have come meanwhile.

    A group costs more than the results in it, and takes its time from the graders. prepare: the thread's
    first work; write: stores a group. What they raise is raised by the next call.
    """

    EVERY = 1.0  # seconds from the beginning of one group to that of the next

    def __init__(self, prepare: Callable[[], set[str]], write: Callable[[Sequence[Entry]], None]):
        self._thread, self._write = ThreadPoolExecutor(1), write
        self._waiting: list[Entry] = []
        self._prepared = self._thread.submit(prepare)
        self._running: Future = self._prepared
        self._begun = time.monotonic()

    def put(self, entry: Entry) -> None:
        self._waiting.append(entry)
        if self._running.done() and time.monotonic() - self._begun >= self.EVERY:
            self._next()

    def prepared(self) -> set[str]:
        """What `prepare` returned; waits for it."""
        return self._prepared.result()

    def finish(self) -> None:
        """Store what is left, and wait for it."""
        while self._waiting:
            self._next()
        self._running.result()

    def _next(self) -> None:
        self._running.result()
        group, self._waiting, self._begun = self._waiting, [], time.monotonic()
        self._running = self._thread.submit(self._write, group)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *error: object) -> None:
        self._thread.shutdown()
