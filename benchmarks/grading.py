"""Seconds to grade a notebook of light checks, gradebook and feedback included, beyond the start-up.

A class of CLASS students and a class of one hand in the instructor's a1; the difference of the two
runs is shared among the students that the larger class has more.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ASSIGNMENT = "a1_shapes"
CLASS = 60
ROOT = Path(__file__).resolve().parents[1]


def seconds(students: int) -> float:
    """Wall time of `autograder grade` for so many students, in a grading folder of its own."""
    notebook = (ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()
    with tempfile.TemporaryDirectory() as grading:
        for number in range(students):
            copy = Path(grading, "submitted", f"student{number:03}", ASSIGNMENT, f"{ASSIGNMENT}.ipynb")
            copy.parent.mkdir(parents=True)
            copy.write_bytes(notebook)
        command = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--grading", grading]
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start


def main() -> None:
    one, many = seconds(1), seconds(CLASS)
    print(f"start-up and one notebook: {one:.2f} s")
    print(
        f"{CLASS} notebooks: {many:.2f} s, {(many - one) / (CLASS - 1):.3f} s a notebook beyond the start-up"
    )


if __name__ == "__main__":
    main()
