"""A class graded by stock nbgrader with its default lists, for comparison.

Hostile notebooks run there without a sandbox of nbgrader's, so the whole run is put into one: the
machine is read-only, the course's folder and a throwaway home are the only places to write to, and
there is no network and no process to be seen outside.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from autograder.sample import Student

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 600  # for one command
Scores = dict[str, dict[str, float | None]]


def prepare(folder: Path, assignment: str) -> None:
    """A course in an empty folder, with one assignment released from the instructor's notebook."""
    source = folder / "source" / assignment
    source.mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / assignment / f"{assignment}.ipynb", source)
    released = nbgrader(folder, "generate_assignment", assignment)
    assert released.returncode == 0, released.stderr


def grade(folder: Path, assignment: str, students: Sequence[tuple[str, Student]]) -> Scores:
    """What each student has in the gradebook after `nbgrader autograde`, by grade id.

    students: the name to hand in under, which decides the order, and who hands in.
    """
    for name, student in students:
        handed_in = folder.parent / f"{folder.name}-handed-in" / name
        student.write(ROOT / "assignments", handed_in)
        shutil.copytree(handed_in / assignment, folder / "submitted" / name / assignment, symlinks=True)
    nbgrader(folder, "autograde", assignment)
    return {name: _scores(folder / "gradebook.db", name) for name, _ in students}


def nbgrader(folder: Path, *command: str) -> subprocess.CompletedProcess:
    """Run a command of nbgrader's in a course's folder, locked into it."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    # found after the installed packages, as the course is after `pip install -e .`: not before them
    (home / "sitecustomize.py").write_text(f"import sys\nsys.path.append({str(ROOT)!r})\n")
    environment = {
        "HOME": str(home), "PYTHONPATH": str(home), "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "JUPYTER_PREFER_ENV_PATH": "1", "TMPDIR": str(home),
    }  # fmt: skip
    locked_in = [
        "bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--die-with-parent", "--new-session",
        "--ro-bind", "/", "/", "--dev", "/dev", "--ro-bind", "/proc", "/proc", "--bind", folder, folder,
        "--chdir", folder, sys.executable, "-B", "-m", "nbgrader", *command,
    ]  # fmt: skip
    return subprocess.run(locked_in, env=environment, capture_output=True, text=True, timeout=SECONDS)


def _scores(gradebook: Path, student: str) -> dict[str, float | None]:
    """A student's points by grade id, as nbgrader counts them: by hand before automatic."""
    query = """
        SELECT base_cell.name, COALESCE(grade.manual_score, grade.auto_score)
        FROM grade
        JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        WHERE submitted_assignment.student_id = ?
    """
    with closing(sqlite3.connect(gradebook)) as database:
        return dict(database.execute(query, (student,)).fetchall())
