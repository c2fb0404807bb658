"""What the terminal shows of a class: progress while it is graded, one row per student at the end."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from tqdm import tqdm

from autograder.columns import aligned
from autograder.grading.results import PartResult, SubmissionResult
from autograder.intake.collect import Record
from autograder.intake.untrusted import printable


@contextlib.contextmanager
def progress(total: int, quiet: bool = False) -> Iterator[Callable[[SubmissionResult], None]]:
    """What to call with each result: on a terminal a bar with the time left and the counts so far on
    stderr; elsewhere a line for each; nothing where it shall be quiet."""
    counts = dict.fromkeys(("full", "part", "none", "failed"), 0)
    tqdm.monitor_interval = 0  # its thread would be running when processes are forked
    with tqdm(total=total, unit="notebook", disable=quiet or not sys.stderr.isatty(), leave=False) as bar:

        def tell(result: SubmissionResult) -> None:
            counts[_kind(result)] += 1
            if bar.disable and not quiet:
                done = f"{sum(counts.values())} of {total} graded: {printable(result.student)}"
                print(f"{done} {result.points:g} / {result.max_points:g}", file=sys.stderr, flush=True)
            bar.update()
            bar.set_postfix({name: count for name, count in counts.items() if count})

        yield tell


def _kind(result: SubmissionResult) -> str:
    """Full, part or no points; failed where something kept a part from being graded."""
    if any(part.status not in ("graded", "not written") for part in result.parts):
        return "failed"
    return "full" if result.points == result.max_points else "part" if result.points else "none"


def results_table(results: Sequence[SubmissionResult]) -> str:
    """One row per student: what was recognised, then the total as `87 / 100`."""
    return class_table([[result] for result in results])


def class_table(rows: Iterable[Sequence[SubmissionResult]]) -> str:
    """One row per student over one or more assignments, each worth the same share of the total."""
    rows = list(rows)
    names = [result.assignment for result in rows[0]] if rows and len(rows[0]) > 1 else []
    lines = [["student", *names, "recognised", "total"]]
    for results in rows:
        scores = [f"{result.points:g}" for result in results] if names else []
        total = sum(100 * result.points / result.max_points for result in results) / len(results)
        lines.append([printable(results[0].student), *scores, _recognised(results), f"{_round(total)} / 100"])
    return aligned(_narrowed(lines), {*range(1, len(names) + 1), len(lines[0]) - 1})


def changes_table(pairs: Iterable[tuple[SubmissionResult, SubmissionResult]]) -> str:
    """One row per part that changed: what a student has, and what they would have."""
    lines = [["student", "part", "has", "would have", "recognised"]]
    for before, now in pairs:
        had = {part.part: part for part in before.parts}
        for part in now.parts:
            old = had.get(part.part)
            if old is None or (old.points, old.mistake, old.status) != (
                part.points,
                part.mistake,
                part.status,
            ):
                has = f"{old.points:g}" if old else "-"
                row = [printable(now.student), part.part, has, f"{part.points:g}", _what(part)]
                lines.append(row)
    return aligned(lines, {2, 3})


def collected_table(records: Sequence[Record]) -> str:
    """One line per student for a terminal, then how many of each status."""
    lines = [["student", "name", "status", ""]]
    lines += [[printable(text) for text in (r.student, r.name, r.status, r.sentence)] for r in records]
    statuses = [record.status for record in records]
    counts = ", ".join(f"{statuses.count(status)} {status}" for status in dict.fromkeys(statuses))
    return f"{aligned(lines)}\n{len(records)} students: {counts}"


def _what(part: PartResult) -> str:
    return part.mistake or ("" if part.status == "graded" else part.status)


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
