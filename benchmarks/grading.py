"""The same honest notebooks graded by `autograder grade` and by stock nbgrader, on the clock.

A class hands in the sample class's honest work, right and partly right, in turn. We grade all of it, by
the command that an instructor runs, on all cores. Stock nbgrader, with its default lists and a course
folder of its own, grades one notebook and then a sample, every kind of work once; its time for the whole
class is extrapolated from the two. Both sides' times are of whole commands: start-up, gradebook,
and our feedback pages included. Both draw the cases from the public seed, and the scores are compared part by part.

    python -m benchmarks.grading [--notebooks 100] [--json FILE]

`linear` is the time per notebook of a class of 400 over that of a class of 50, start-up left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.grading import feedback, sanitize
from autograder.grading.atomic import write_json
from autograder.grading.folders import Folders
from autograder.grading.ledger import Ledger
from autograder.part import PUBLIC_SEED
from autograder.sample import PARTLY_RIGHT, RIGHT
from benchmarks.timing import print_table

ROOT = Path(__file__).resolve().parents[1]
HONEST = (*RIGHT, *PARTLY_RIGHT)
A1, A2 = "a1_shapes", "a2_convolution"  # checks that import no PyTorch, and checks that do
FEW, MANY = 50, 400
LIMITS = {"ratio_to_nbgrader": 20, "linear": 1.3, "seconds_per_feedback": 0.05}
Scores = dict[str, dict[str, float]]


class Class:
    """So many students, named in order, who hand in the honest kinds of work in turn."""

    def __init__(self, size: int):
        self.students = [(f"student{n:04}", kind) for n, kind in enumerate(islice(cycle(HONEST), size))]

    def hand_in(self, submissions: Path) -> None:
        for name, kind in self.students:
            kind.write(ROOT / "assignments", submissions / name)


def grade(assignment: str, size: int, grading: Path) -> tuple[float, Scores]:
    """Seconds of `autograder grade` for a class of this size, and the points by student and part."""
    Class(size).hand_in(grading / "submitted")
    command = [sys.executable, "-m", "autograder", "grade", assignment, "--grading", str(grading), "--quiet"]
    command += ["--seed", str(PUBLIC_SEED), "--json", str(grading / "rows.json")]
    start = time.perf_counter()
    run(command, ROOT)
    seconds = time.perf_counter() - start
    scores: Scores = {}
    for row in json.loads((grading / "rows.json").read_text()):
        scores.setdefault(row["student"], {})[row["part"].replace(".", "-")] = row["points"]
    return seconds, scores


def grade_by_stock(assignment: str, size: int, folder: Path) -> tuple[float, Scores]:
    """The same by stock nbgrader, in a course folder of its own without any configuration."""
    source = folder / "source" / assignment
    source.mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / assignment / f"{assignment}.ipynb", source)
    nbgrader(folder, "generate_assignment", assignment)
    Class(size).hand_in(folder / "submitted")
    start = time.perf_counter()
    nbgrader(folder, "autograde", assignment)
    seconds = time.perf_counter() - start
    scores: Scores = {}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        for submission in gradebook.notebook_submissions(assignment, assignment):
            scores[submission.student.id] = {grade.name: grade.score for grade in submission.grades}
    return seconds, scores


def nbgrader(folder: Path, *command: str) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # it calls alembic by name
    environment = {**os.environ, "PATH": path, "HOME": str(folder), "JUPYTER_PREFER_ENV_PATH": "1"}
    run([sys.executable, "-m", "nbgrader", *command], folder, environment)


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def compare(assignment: str, notebooks: int, folder: Path) -> dict:
    """One row of the table: seconds of both sides for so many notebooks, and whether the points agree."""
    sample = min(len(HONEST), notebooks)
    one, _ = grade_by_stock(assignment, 1, folder / f"{assignment}-one")
    some, expected = grade_by_stock(assignment, sample, folder / f"{assignment}-some")
    ours, found = grade(assignment, notebooks, folder / f"{assignment}-ours")
    theirs = one + (some - one) / (sample - 1) * (notebooks - 1)
    return {
        "assignment": assignment,
        "notebooks": notebooks,
        "ours_s": ours,
        "nbgrader_s": theirs,
        f"measured_on_{sample}_s": some,
        "ratio": theirs / ours,
        "scores_equal": all(found[student] == points for student, points in expected.items()),
    }


def seconds_per_feedback(assignment: str, grading: Path) -> float:
    """Seconds to make and write one student's page, each as if it were the first."""
    folders = Folders(ROOT, grading, grading / "submitted")
    ledger = Ledger(folders, assignment)
    results = [ledger.read(path.parent.name).stored.result for path in grading.glob("log/*/*.json")]
    spent = 0.0
    for result in results:
        sanitize.safe.cache_clear()
        start = time.perf_counter()
        feedback.write(grading / "page.html", result)
        spent += time.perf_counter() - start
    return spent / len(results)


def measure(notebooks: int) -> dict:
    """Print the tables and give the figures."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rows = [compare(assignment, notebooks, folder) for assignment in (A1, A2)]
        print_table(rows)
        sizes = (1, FEW, MANY)
        seconds = {size: grade(A1, size, folder / f"{size}")[0] for size in sizes}
        few, many = ((seconds[size] - seconds[1]) / (size - 1) for size in (FEW, MANY))
        figures = {
            "ratio_to_nbgrader": rows[0]["ratio"],
            "ratio_to_nbgrader_a2": rows[1]["ratio"],
            "extrapolated_from": len(HONEST),
            "scores_equal": all(row["scores_equal"] for row in rows),
            "linear": many / few,
            "seconds_per_notebook": rows[0]["ours_s"] / notebooks,
            "seconds_per_feedback": seconds_per_feedback(A1, folder / f"{A1}-ours"),
        }
    print(f"nbgrader_s is extrapolated from 1 and {len(HONEST)} notebooks")
    print(
        f"a notebook of a1 beyond the start-up: {few:.3f} s in a class of {FEW}, {many:.3f} s in one of {MANY}"
    )
    for name, value in figures.items():
        limit = f"  (limit {LIMITS[name]})" if name in LIMITS else ""
        print(f"{name}: {value:.4g}{limit}" if isinstance(value, float) else f"{name}: {value}")
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notebooks", type=int, default=100, metavar="N", help="size of the class (100)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    arguments = parser.parse_args()
    if arguments.notebooks < 2:
        parser.error("--notebooks: expected at least 2")
    figures = measure(arguments.notebooks)
    if arguments.json:
        write_json(arguments.json, figures)


if __name__ == "__main__":
    main()
