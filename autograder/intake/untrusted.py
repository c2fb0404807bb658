"""Reading what others sent: bounded, without following links, and clean where it is shown or stored."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from autograder.errors import CourseError

SIZE_LIMIT = 20 * 2**20  # bytes of a file
BRACKETS_LIMIT = 2_000_000  # [ and {: what a file costs in memory goes with them


class Unreadable(CourseError):
    """A file that is no notebook: one sentence that says what it is instead."""


def read_notebook(path: Path) -> dict[str, Any]:
    """A notebook file as JSON.

    Raises:
        Unreadable: as `read_bytes` and `parse_notebook` do.
    """
    return parse_notebook(read_bytes(path), path.name)


def parse_notebook(raw: bytes, name: str) -> dict[str, Any]:
    """The bytes of a notebook's file as JSON. name: the file's, for the messages.

    Raises:
        Unreadable: not UTF-8, not JSON, not an object.
    """
    if raw.count(b"[") + raw.count(b"{") > BRACKETS_LIMIT:
        raise Unreadable(f"{name} holds more than {BRACKETS_LIMIT:,} lists, too many for a notebook")
    try:
        notebook = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not text in UTF-8: save it again from Jupyter") from None
    except RecursionError:
        raise Unreadable(f"{name} nests its lists too deeply to be a notebook") from None
    except ValueError as error:
        raise Unreadable(f"{name} is not a notebook: {error}") from None
    if not isinstance(notebook, dict):
        raise Unreadable(f"{name} holds {json_kind(notebook)}, expected a notebook")
    return notebook


def read_bytes(path: Path, limit: int = SIZE_LIMIT) -> bytes:
    """A file that a student handed in. Links are not followed.

    Raises:
        Unreadable: not a file of its own, empty, or of more than `limit` bytes.
    """
    if path.parent.is_symlink():
        raise Unreadable(f"the folder {path.parent.name} is a link: hand in the folder itself")
    try:
        # without waiting for the other end, should the file be a pipe
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        what = "a link: hand in the file itself" if path.is_symlink() else f"not readable: {error.strerror}"
        raise Unreadable(f"{path.name} is {what}") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unreadable(f"{path.name} is a folder, a pipe or a device, expected a file")
    with os.fdopen(descriptor, "rb") as file:
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise Unreadable(f"{path.name} is larger than {limit:,} bytes; in a notebook, clear the outputs")
    if not raw.strip():
        raise Unreadable(f"{path.name} is empty")
    return raw


def encodable(text: str) -> str:
    """Text that UTF-8 can express: half a surrogate pair, legal in JSON, would stop every writer."""
    return text.encode("utf-8", "replace").decode("utf-8")


def printable(text: str) -> str:
    """Text from outside as one line of a terminal: no control characters, no line ends."""
    return "".join(c if c.isprintable() else "?" for c in text)


def json_kind(value: Any) -> str:
    """What a value of JSON is, in words."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", type(None): "nothing"}
    return kinds.get(type(value), "a number")
