"""What goes past Python's streams to the descriptors of stdout and stderr: a child's output, os.write, print
in C. In a notebook it would stand in the cell, and what is on a cell's stderr costs its points."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from typing import IO, TextIO

from autograder.shared.limits import PRINTED_LIMIT


@contextlib.contextmanager
def descriptors_to(printed: TextIO) -> Iterator[None]:
    """Collect it, and print the beginning at the end.

    A file and no pipe: a child that runs on may keep its end. The kernel of a notebook reads what is written to
    the descriptors later, in a thread: to collect it there would be too late.
    """
    with tempfile.TemporaryFile() as file:
        try:
            with _led_to(file, 1, sys.__stdout__), _led_to(file, 2, sys.__stderr__):
                yield
        finally:
            file.seek(0)
            printed.write(file.read(PRINTED_LIMIT).decode(errors="replace"))


@contextlib.contextmanager
def _led_to(file: IO[bytes], number: int, stream: TextIO | None) -> Iterator[None]:
    """A descriptor leads to a file. stream: Python's own on the descriptor, if there is one."""
    try:
        kept = os.dup(number)
    except OSError:  # there is none: nothing can be written to it
        yield
        return
    try:
        _flush(stream)
        os.dup2(file.fileno(), number)
        yield
    finally:
        _flush(stream)
        os.dup2(kept, number)
        os.close(kept)


def _flush(stream: TextIO | None) -> None:
    with contextlib.suppress(AttributeError, OSError, ValueError):  # there is none, or it is closed
        stream.flush()  # type: ignore[union-attr]
