"""What the terminal shows of a class: progress while it is graded, one row per student at the end."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

from autograder.grade import Graded
from autograder.records import SubmissionResult


class Progress:
    """A line on stderr with how many submissions are done; one line each where it is no terminal."""

    def __init__(self, total: int):
        self.total, self.done = total, 0

    def __call__(self, one: Graded) -> None:
        self.done += 1
        line = f"{self.done} of {self.total} graded: {printable(one.result.student)}"
        end = "\n" if not sys.stderr.isatty() or self.done == self.total else ""
        print(f"\r\x1b[K{line}" if sys.stderr.isatty() else line, end=end, file=sys.stderr, flush=True)


def of_results(results: Sequence[SubmissionResult]) -> str:
    """One row per student: what was recognised, then the total as `87 / 100`."""
    return of_class([[result] for result in results])


def of_class(rows: Iterable[Sequence[SubmissionResult]]) -> str:
    """One row per student over one or more assignments, each worth the same share of the total."""
    rows = list(rows)
    names = [result.assignment for result in rows[0]] if rows and len(rows[0]) > 1 else []
    lines = [["student", *names, "recognised", "total"]]
    for results in rows:
        scores = [f"{result.points:g}" for result in results] if names else []
        total = sum(100 * result.points / result.max_points for result in results) / len(results)
        lines.append([printable(results[0].student), *scores, _recognised(results), f"{_round(total)} / 100"])
    lines = _narrowed(lines)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    numbers = {*range(1, len(names) + 1), len(widths) - 1}
    return "\n".join(_line(line, widths, numbers) for line in lines)


def _line(texts: Sequence[str], widths: Sequence[int], numbers: set[int]) -> str:
    columns = enumerate(zip(texts, widths, strict=True))
    return "  ".join(text.rjust(w) if i in numbers else text.ljust(w) for i, (text, w) in columns)


def _narrowed(lines: list[list[str]]) -> list[list[str]]:
    """The lines with what was recognised cut to what a terminal has room for; whole in a file."""
    if not sys.stdout.isatty():
        return lines
    others = sum(
        max(map(len, column)) + 2
        for i, column in enumerate(zip(*lines, strict=True))
        if i != len(lines[0]) - 2
    )
    room = max(20, shutil.get_terminal_size().columns - others)
    return [[*line[:-2], _cut(line[-2], room), line[-1]] for line in lines]


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 3] + "..."


def _recognised(results: Iterable[SubmissionResult]) -> str:
    """Named mistakes by part, then whatever else kept a part from being graded, counted."""
    parts = [part for result in results for part in result.parts]
    named = [f"{part.part} {part.mistake}" for part in parts if part.mistake]
    statuses = [part.status for part in parts if part.status != "graded"]
    counted = [f"{statuses.count(status)} {status}" for status in dict.fromkeys(statuses)]
    return ", ".join(named + counted)


def _round(total: float) -> str:
    return f"{round(total * 4) / 4:g}"


def printable(text: str) -> str:
    """Text from outside as one line of a terminal: no control characters, no line ends."""
    return "".join(c if c.isprintable() else "?" for c in text)
