"""`autograder doctor`: what this machine has and lacks for grading, and how to get what it lacks."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import DONE, NO_SANDBOX, SandboxError
from autograder.layout import GRADING
from autograder.sandbox import box, bubblewrap


def main() -> int:
    """Print one line for each thing that grading needs. The exit status: 0, or 3 without a sandbox."""
    problem = box.probe()
    lines = [
        _python(),
        *map(_package, ("numpy", "torch", "nbgrader", "jupyterlab")),
        _kernel(),
        *_sandbox(problem),
        _folder(),
    ]
    for good, text in lines:
        print(f"{'ok     ' if good else 'missing'}  {text}")
    return NO_SANDBOX if problem else DONE


def _python() -> tuple[bool, str]:
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return good, f"Python {platform.python_version()}" + ("" if good else ": use one from 3.11 to 3.13")


def _package(name: str) -> tuple[bool, str]:
    try:
        return True, f"{name} {importlib.metadata.version(name)}"
    except importlib.metadata.PackageNotFoundError:
        return (
            False,
            f"{name} is not installed: run `pip install -c constraints.txt .` in the course's folder",
        )


def _kernel() -> tuple[bool, str]:
    """Since Linux 5.14 a limit on processes counts those of one user namespace, so of one submission."""
    release = platform.release()
    known = re.match(r"(\d+)\.(\d+)", release) if sys.platform == "linux" else None
    if known and tuple(map(int, known.groups())) < (5, 14):
        advice = "one submission's processes count against another's limit: use 5.14 or later"
        return False, f"Linux {release}: {advice}"
    return True, f"{platform.system()} {release}"


def _sandbox(problem: str | None) -> Iterator[tuple[bool, str]]:
    """Which bubblewrap is used and what the kernel says to it; then whether it works. problem: why not."""
    with contextlib.suppress(SandboxError):  # the problem
        yield True, str(bubblewrap.find())
    for switch in bubblewrap.switches():
        yield problem is None or switch.allows, f"{switch.name} = {switch.value}"
    yield problem is None, problem or "sandbox works"


def _folder() -> tuple[bool, str]:
    """The folder of the gradebook, or where it would be made."""
    folder = Path(GRADING) if Path(GRADING).exists() else Path()
    good = os.access(folder, os.W_OK)
    name = f"the folder for the gradebook, {GRADING}/,"
    return (
        good,
        f"{name} can be written" if good else f"{name} cannot be written: change its owner or its rights",
    )
