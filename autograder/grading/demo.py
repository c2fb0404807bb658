"""`autograder demo`: the sample class, graded before your eyes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from autograder.errors import DONE, SandboxError, mendable
from autograder.grading import terminal
from autograder.grading.folders import Folders
from autograder.grading.results import SubmissionResult
from autograder.grading.run import grade_class
from autograder.layout import GRADING
from autograder.sample import ASSIGNMENTS, STUDENTS, compose
from autograder.sandbox import box

WORTH_READING = (
    (
        "kernel-flipped",
        "a2_convolution",
        "a mistake that was recognised, at the smallest input that shows it",
    ),
    ("two-faults", "a2_convolution", "two faults at once, which are not called one"),
    ("skips-checks", "a2_convolution", "an attempt to get points without work"),
)


def run(root: Path) -> int:
    """Compose the sample class into root/grading/demo, grade it, and say what to open. Starts afresh.

    Returns the exit status.

    Raises:
        SandboxError: the sandbox does not work here; then the last demonstration is left as it is.
    """
    if problem := box.probe():
        raise SandboxError(problem)
    folders = Folders.all_below(root, root / GRADING / "demo")
    for assignment in ASSIGNMENTS:
        folders.read_release(assignment)  # raises before anything is removed
    print(f"Composing {len(STUDENTS)} students ...", flush=True)
    with mendable(folders.grading):
        if folders.grading.exists():
            shutil.rmtree(folders.grading)
        compose(root, folders.submissions, STUDENTS)
    results: list[list[SubmissionResult]] = []
    for assignment in ASSIGNMENTS:
        print(f"Grading {assignment} ...", flush=True)
        with terminal.progress(len(STUDENTS)) as tell:
            results.append(grade_class(assignment, folders, tell=tell).sorted())
    print(terminal.class_table(zip(*results, strict=True)))
    print("\n".join(["", *_what_to_open(folders)]))
    return DONE


def _what_to_open(folders: Folders) -> list[str]:
    """Paths as seen from the folder that the command was run in."""
    pages = [(folders.feedback(student, assignment), why) for student, assignment, why in WORTH_READING]
    lines = ["Feedback worth reading:", *(f"  {os.path.relpath(page)}\n    {why}" for page, why in pages)]
    return [
        *lines,
        f"All feedback:       {os.path.relpath(folders.pages)}",
        f"nbgrader's records: {os.path.relpath(folders.gradebook)}",
        "To do the exercises yourself: autograder lab",
    ]
