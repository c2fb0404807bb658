"""Reading what others sent: bounded, without following links, and clean where it is shown or stored."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.intake import notebook_file
from autograder.intake.notebook_file import json_kind

__all__ = [
    "LARGE", "SIZE_LIMIT", "Unreadable", "encodable", "json_kind", "parse_notebook", "printable", "read_bytes",
    "read_notebook", "readable", "without_outputs",
]  # fmt: skip

SIZE_LIMIT = 100 * 2**20  # bytes of a file
LARGE = 2 * 2**20  # bytes: what is larger is read in a process of its own, whose start takes a while
BRACKETS_LIMIT = 2_000_000  # [ and {: what a file costs in memory goes with them
TOO_MUCH = (
    "holds too much to be read: in Jupyter, clear the outputs of all cells, save it and hand it in again"
)


class Unreadable(CourseError):
    """A file that is no notebook: one sentence that says what it is instead."""


@contextlib.contextmanager
def readable(name: str) -> Iterator[None]:
    """What the system refuses while a student's files are looked at, such as a folder that nobody may enter, as
    Unreadable: one student's, and no end of a run. name: of the file or folder, for the message."""
    try:
        yield
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}") from None


def read_notebook(path: Path) -> dict[str, Any]:
    """A notebook file as JSON.

    Raises:
        Unreadable: as `read_bytes` and `parse_notebook` do.
    """
    return parse_notebook(read_bytes(path), path.name)


def parse_notebook(raw: bytes, name: str) -> dict[str, Any]:
    """The bytes of a notebook's file as JSON; of a large one its cells alone. name: the file's, for the
    messages.

    Raises:
        Unreadable: it is something else, or holds too much.
    """
    raw = without_outputs(raw, name)
    if raw.count(b"[") + raw.count(b"{") > BRACKETS_LIMIT:
        raise Unreadable(f"{name} holds more than {BRACKETS_LIMIT:,} lists, too many for a notebook")
    try:
        return notebook_file.load(raw)
    except notebook_file.SomethingElse as error:
        raise Unreadable(f"{name} {error}") from None


def without_outputs(raw: bytes, name: str) -> bytes:
    """A notebook as it came, or if it is large its cells without their outputs. Raises Unreadable.

    Limits on what this process holds count only then: pictures in the outputs are nobody's fault.
    """
    if len(raw) <= LARGE:
        return raw
    program = [sys.executable, "-I", "-S", notebook_file.__file__]
    try:
        done = subprocess.run(program, input=raw, capture_output=True, timeout=notebook_file.SECONDS)
    except subprocess.TimeoutExpired:
        raise Unreadable(f"{name} {TOO_MUCH}") from None
    if done.returncode == notebook_file.IS_SOMETHING_ELSE:
        raise Unreadable(f"{name} {done.stdout.decode()}")
    if done.returncode:  # out of memory, or of time
        raise Unreadable(f"{name} {TOO_MUCH}")
    return done.stdout


def read_bytes(path: Path, limit: int = SIZE_LIMIT) -> bytes:
    """A file that a student handed in. Links are not followed.

    Raises:
        Unreadable: not a file of its own, empty, or of more than `limit` bytes.
    """
    with readable(path.name):
        if path.parent.is_symlink():
            raise Unreadable(f"the folder {path.parent.name} is a link: hand in the folder itself")
        if path.is_symlink():
            raise Unreadable(f"{path.name} is a link: hand in the file itself")
        # without waiting for the other end, should the file be a pipe
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise Unreadable(f"{path.name} is a folder, a pipe or a device, expected a file")
        with os.fdopen(descriptor, "rb") as file:
            raw = file.read(limit + 1)
    if len(raw) > limit:
        raise Unreadable(f"{path.name} {larger(limit)}")
    if not raw.strip():
        raise Unreadable(f"{path.name} is empty")
    return raw


def larger(limit: int) -> str:
    """What is said of a file above a limit, after its name."""
    size = f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit:,} bytes"
    return f"is larger than {size}; in a notebook, clear the outputs"


def encodable(text: str) -> str:
    """Text that UTF-8 can express: half a surrogate pair, legal in JSON, would stop every writer."""
    return text.encode("utf-8", "replace").decode("utf-8")


def printable(text: str) -> str:
    """Text from outside as one line of a terminal: no control characters, no line ends."""
    return "".join(c if c.isprintable() else "?" for c in text)
