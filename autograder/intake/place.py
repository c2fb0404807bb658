"""Where a student's notebook is kept, written in one step and without following what is there."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from autograder.intake.untrusted import SIZE_LIMIT
from autograder.layout import COLLECTED, COLLECTED_FROM, TIMESTAMP

NAME_LIMIT = 1000  # bytes of a person's name


class Home:
    """A student's folder for an assignment, by its descriptor: what is a link is refused, not followed.

    Raises:
        OSError: a part of the path is a link or a file, or cannot be made.
    """

    def __init__(self, submissions: Path, student: str, assignment: str):
        self._submissions, self._parts = submissions, (student, assignment)
        self._notebook = f"{assignment}.ipynb"
        self._open: list[int] = []

    def __enter__(self) -> Home:
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
        self._open.append(os.open(self._submissions, flags))
        try:
            for part in self._parts:
                if not self._is_there(part):
                    os.mkdir(part, dir_fd=self._open[-1])
                self._open.append(os.open(part, flags | os.O_NOFOLLOW, dir_fd=self._open[-1]))
        except OSError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        while self._open:
            os.close(self._open.pop())

    def is_of(self, name: str) -> bool:
        """Whether what is there may be this person's, by the name that was noted when it was collected. Where one
        of the two names is not known, it may."""
        before = self._read(COLLECTED_FROM, NAME_LIMIT)
        return not (name and before) or before == _line(name)

    def put(self, content: bytes, time: datetime | None, name: str) -> str:
        """Have this notebook there, when it was handed in (UTC) and by whom as far as that is known: the status.

        The notebook is the old one or the new one at every moment, and a time never stands beside a
        notebook that it is not of. Nothing is written that is there already.
        """
        if name and self._read(COLLECTED_FROM, NAME_LIMIT) != _line(name):
            self._replace(COLLECTED_FROM, _line(name))
        had = self.holds_notebook()
        same = had and self._read(self._notebook, SIZE_LIMIT) == content
        stamp = None if time is None else f"{time.isoformat(sep=' ')} UTC\n".encode()
        if same and stamp in (None, self._read(TIMESTAMP, 100)):
            return "unchanged"
        if self._is_there(TIMESTAMP):
            os.unlink(TIMESTAMP, dir_fd=self._open[-1])
        if not same:
            self._replace(self._notebook, content)
        if stamp is not None:
            self._replace(TIMESTAMP, stamp)
        return "changed" if had else "new"

    def note(self, sentences: Iterable[str]) -> None:
        """Have these sentences there, for grading to repeat, one a line; no file where there are none."""
        content = "".join(f"{sentence}\n" for sentence in sentences).encode("utf-8", "replace")
        if content and self._read(COLLECTED, len(content)) != content:
            self._replace(COLLECTED, content)
        elif not content and self._is_there(COLLECTED):
            os.unlink(COLLECTED, dir_fd=self._open[-1])

    def holds_notebook(self) -> bool:
        return self._is_there(self._notebook)

    def _is_there(self, name: str) -> bool:
        try:
            os.stat(name, dir_fd=self._open[-1], follow_symlinks=False)
        except FileNotFoundError:
            return False
        return True

    def _read(self, name: str, limit: int) -> bytes | None:
        """A file's first bytes; None where it is not there, or is a link, a pipe or a folder."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            with os.fdopen(os.open(name, flags, dir_fd=self._open[-1]), "rb") as file:
                return file.read(limit + 1)
        except OSError:
            return None

    def _replace(self, name: str, content: bytes) -> None:
        folder, temporary = self._open[-1], f".{name}.part"
        if self._is_there(temporary):
            os.unlink(temporary, dir_fd=folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        with os.fdopen(os.open(temporary, flags, 0o644, dir_fd=folder), "wb") as file:
            file.write(content)
        os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)


def _line(name: str) -> bytes:
    return f"{unicodedata.normalize('NFC', name)}\n".encode("utf-8", "replace")[:NAME_LIMIT]
