"""Limits on which both sides of the wall agree: of what is said about a call, and of a submission."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20
CLOCK = 3  # on the clock a cell or a call may take so many times its computing time
CALL_SECONDS = 10  # computing time of one call, at home and in grading, where its part asks for no more

# characters that are kept, at home as in grading
PRINTED_LIMIT = 10_000  # of a student's prints in one call
MESSAGE_LIMIT = 10_000  # of an exception's message
NAME_LIMIT = 100  # of the name of a class
WHERE_LIMIT = 200  # of the place that raised an exception
CALLBACK_ERROR_LIMIT = 1_000  # of what a function given to a student's has to say
NAMES_LIMIT = 20  # class names of one exception


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    cpu_seconds: computing time of one cell or call.
    total_seconds: time on the clock of a whole submission.
    memory: bytes of address space of a process, and of what all processes of a submission hold together.
    processes: processes and threads of one submission at a time.
    file_size, disk: bytes of one file, of /tmp.
    """

    cpu_seconds: int = 5
    total_seconds: float = 300.0
    memory: int = 2048 * MIB
    processes: int = 32
    file_size: int = 16 * MIB
    disk: int = 64 * MIB

    @property
    def clock_seconds(self) -> int:
        """Time on the clock of one cell or call."""
        return CLOCK * self.cpu_seconds
