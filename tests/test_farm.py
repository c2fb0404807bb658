"""Many submissions at once: what a busy machine and a killed run may not do to anybody."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder import farm
from autograder.calls import Error
from autograder.grade import NOTES, Graded, _cell_notes
from autograder.records import without_points

ROOT = Path(__file__).parents[1]


def grade_with(monkeypatch, tmp_path, names, grade_notebook):
    """Results by student of a class whose notebooks are graded by this function, in forked processes."""
    monkeypatch.setattr(farm, "_open_box", lambda start: setattr(farm, "_start", start))
    monkeypatch.setattr(farm, "_box", None, raising=False)
    monkeypatch.setattr(farm, "grade_notebook", grade_notebook)
    for name in names:
        path = tmp_path / name / "a1_shapes" / "a1_shapes.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text('{"cells": []}')
    folders = farm.Folders(ROOT, tmp_path, tmp_path)
    return {g.result.student: g.result for g in farm.grade_class("a1_shapes", folders, names, 1, jobs=2)}


def test_who_was_too_slow_among_others_is_timed_again_alone(tmp_path, monkeypatch):
    def grade_notebook(assignment, release, submitted, student, seed, box):
        mark = tmp_path / student / "graded-before"
        note = "fast" if mark.exists() else "slow"
        mark.touch()
        return Graded(without_points(student, assignment, "graded", note), {}, slow=note == "slow")

    results = grade_with(monkeypatch, tmp_path, ["one", "two"], grade_notebook)
    assert {name: result.notes for name, result in results.items()} == {"one": ("fast",), "two": ("fast",)}


def test_a_grader_that_ends_without_a_word_costs_its_own_submission_alone(tmp_path, monkeypatch):
    def grade_notebook(assignment, release, submitted, student, seed, box):
        if student == "bad":
            os._exit(1)
        return Graded(without_points(student, assignment, "graded", "fine"), {})

    results = grade_with(monkeypatch, tmp_path, ["bad", "good-1", "good-2", "good-3"], grade_notebook)
    assert results.pop("bad").parts[0].status == "crashed"
    assert sorted(results) == ["good-1", "good-2", "good-3"]
    assert all(result.notes == ("fine",) for result in results.values())


def test_cells_that_fail_by_the_thousand_are_counted_not_listed():
    failed = Error(("ValueError",), "x" * 10_000)
    notes = _cell_notes(["raise ValueError"] * 1000, [failed] * 1000)
    assert len(notes) == NOTES + 1 and notes[-1] == f"{1000 - NOTES} more cells failed."
    assert max(map(len, notes)) < 1200


def processes_of(session: int) -> set[int]:
    found = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found.add(int(entry.parent.name))
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_nothing_is_left_of_a_run_that_was_killed(tmp_path):
    for student in ("one", "two"):
        folder = tmp_path / "submitted" / student / "a1_shapes"
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "solutions/a1_shapes/a1_shapes.ipynb", folder)
        text = (folder / "a1_shapes.ipynb").read_text()
        (folder / "a1_shapes.ipynb").write_text(
            text.replace("import math", "import math, time; time.sleep(40)")
        )
    command = [sys.executable, "-m", "autograder", "grade", "a1_shapes", "--grading", str(tmp_path)]
    run = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    deadline = time.monotonic() + 60
    while len(processes_of(run.pid)) < 4 and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(3)
    assert len(processes_of(run.pid)) >= 3
    run.send_signal(signal.SIGKILL)
    run.wait()
    deadline = time.monotonic() + 20
    while processes_of(run.pid) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not processes_of(run.pid)
