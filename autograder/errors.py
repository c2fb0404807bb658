"""What a user may be told, with the exit status that says so to a script.

Every error that somebody can mend who uses the course derives from `CourseError`: its text is one
sentence that says what was found, what was expected and what to do. The command prints it and ends with
its status; any other exception is a fault of ours and keeps its traceback.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

DONE, FAILED, NOT_THERE, NO_SANDBOX, NO_GRADEBOOK, HELD = range(6)
FAULT = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # as a shell says it of Ctrl-C
MEANINGS = {
    DONE: "done",
    FAILED: "a check or a notebook of the course's own is wrong",
    NOT_THERE: "what was asked for is not there, or cannot be read or written",
    NO_SANDBOX: "the sandbox does not work on this machine",
    NO_GRADEBOOK: "the gradebook cannot be used",
    HELD: "points that students have would change: --accept writes them",
    FAULT: "a fault of the course itself, with a traceback to report",
    INTERRUPTED: "stopped by Ctrl-C; what was finished is kept",
}


class CourseError(Exception):
    """Something that whoever uses the course can mend. status: the command's exit status."""

    status = NOT_THERE


class SandboxError(CourseError):
    """The sandbox cannot be used on this machine. The text says why and what to do."""

    status = NO_SANDBOX


class GradebookError(CourseError):
    """The gradebook cannot be used: a sentence that says why, and what to do."""

    status = NO_GRADEBOOK


@contextlib.contextmanager
def mendable(path: Path, act: str = "written") -> Iterator[None]:
    """What the system refuses while a file or folder is written or read, as a CourseError that names it."""
    try:
        yield
    except OSError as error:
        raise CourseError(f"{path} cannot be {act}: {error.strerror}; see to it and run again") from error
