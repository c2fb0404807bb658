"""Seconds to grade a notebook of light checks, gradebook and feedback included, beyond the start-up.

A class of CLASS students and a class of one hand in the instructor's a1; the difference of the two
runs is shared among the students that the larger class has more. CPU time is that of all processes
together: it holds on a busy machine too.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ASSIGNMENT = "a1_shapes"
CLASS = 60
ROOT = Path(__file__).resolve().parents[1]


def grade(students: int) -> tuple[float, float]:
    """Wall and CPU seconds of `autograder grade` for so many students, in a grading folder of its own."""
    notebook = (ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()
    with tempfile.TemporaryDirectory() as grading:
        for number in range(students):
            copy = Path(grading, "submitted", f"student{number:03}", ASSIGNMENT, f"{ASSIGNMENT}.ipynb")
            copy.parent.mkdir(parents=True)
            copy.write_bytes(notebook)
        command = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--grading", grading]
        wall, cpu = time.perf_counter(), cpu_of_children()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"grading ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return time.perf_counter() - wall, cpu_of_children() - cpu


def cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    one, many = grade(1), grade(CLASS)
    wall, cpu = ((more - less) / (CLASS - 1) for more, less in zip(many, one, strict=True))
    print(f"start-up and one notebook: {one[0]:.2f} s, {one[1]:.2f} s of CPU")
    print(f"{CLASS} notebooks: {many[0]:.2f} s, {many[1]:.2f} s of CPU")
    print(f"a notebook beyond the start-up: {wall:.3f} s, {cpu:.3f} s of CPU")


if __name__ == "__main__":
    main()
