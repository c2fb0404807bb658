"""One run at a time on a folder of grading: two would tear each other's files."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from autograder.errors import CourseError, mendable
from autograder.grading.atomic import write_atomically

LOCK, HOLDER = ".lock", ".run"  # the first is the system's, the second says who has it


class InUse(CourseError):
    """Another run works on the folder."""


@contextlib.contextmanager
def alone(grading: Path, what: str) -> Iterator[None]:
    """Hold a folder of grading while a run writes to it; it is made where there is none. A run that is killed lets go.

    what: the run, for whoever finds it here.

    Raises:
        InUse: another run holds it.
        CourseError: the folder cannot be made, or not be written to.
    """
    from filelock import FileLock, Timeout

    with mendable(grading):
        grading.mkdir(parents=True, exist_ok=True)
        lock = FileLock(grading / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise InUse(
                f"{grading} is in use by {_holder(grading)}: wait until it has ended, or name another folder with "
                "--grading"
            ) from None
    try:
        begun = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        host = socket.gethostname()
        write_atomically(grading / HOLDER, f"{what}, process {os.getpid()} on {host}, since {begun}\n")
        yield
    finally:
        lock.release()


def _holder(grading: Path) -> str:
    try:
        return (grading / HOLDER).read_text(encoding="utf-8").strip()
    except OSError:
        return "another run"
