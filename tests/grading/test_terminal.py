"""What the terminal shows: a bar or lines while a class is graded, and the tables at the end."""

import io
import sys

import pytest

from autograder.assignments import load_assignment
from autograder.grading import terminal
from autograder.grading.results import PartResult, SubmissionResult, without_points

A1 = "a1_shapes"


def result(student: str, share: float, **first) -> SubmissionResult:
    """A result with this share of every part's points."""
    parts = [
        PartResult(part.id, share * part.max_points, part.max_points, **(first if number == 0 else {}))
        for number, part in enumerate(load_assignment(A1).load_parts())
    ]
    return SubmissionResult(student, A1, tuple(parts))


RESULTS = [
    result("ada", 1),
    result("ben", 0.5),
    result("cy", 0),
    without_points("dee\x1b[2J", A1, "unreadable", "no notebook"),
]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, monkeypatch, quiet: bool = False) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with terminal.progress(len(RESULTS), quiet) as tell:
        for one in RESULTS:
            tell(one)
    return stream.getvalue()


def test_a_terminal_shows_a_bar_with_the_time_left_and_the_counts(monkeypatch):
    text = shown(Terminal(), monkeypatch)
    last = [line for line in text.split("\r") if line.strip()][-1]
    assert "4/4" in last and "100%" in last
    for count in ("full=1", "part=1", "none=1", "failed=1"):
        assert count in last
    assert "<" in last and "\n" not in text  # elapsed < left, on one line


def test_a_file_gets_a_plain_line_each(monkeypatch):
    lines = shown(io.StringIO(), monkeypatch).splitlines()
    assert lines[0] == "1 of 4 graded: ada 100 / 100" and len(lines) == 4
    assert all(line.isprintable() for line in lines) and "dee?[2J" in lines[3]


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_quiet_shows_nothing(monkeypatch, stream):
    assert shown(stream(), monkeypatch, quiet=True) == ""


def test_the_table_of_changes_shows_what_changed_and_nothing_else():
    pairs = [
        (result("ada", 1), result("ada", 1)),
        (result("ben", 1), result("ben", 1, mistake="no_plus_one")),
    ]
    pairs += [(result("cy", 1), result("cy", 1, status="crashed"))]
    head, *rows = terminal.changes_table(pairs).splitlines()
    assert head.split() == ["student", "part", "has", "would", "have", "recognised"]
    full = f"{load_assignment(A1).load_parts()[0].max_points:g}"
    assert [row.split() for row in rows] == [
        ["ben", "a1.output_size", full, full, "no_plus_one"],
        ["cy", "a1.output_size", full, full, "crashed"],
    ]
