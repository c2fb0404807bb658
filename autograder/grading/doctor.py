"""`autograder doctor`: what this machine has and lacks for grading, and how to get what it lacks."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import DONE, NO_SANDBOX
from autograder.layout import GRADING
from autograder.sandbox import box


def sandbox_line() -> str | None:
    """Why submissions cannot be graded safely on this machine and what to do; None where they can."""
    if sys.platform != "linux" or shutil.which("bwrap") is None:
        return box.missing_bubblewrap()
    return box.probe()


def main() -> int:
    """Print one line for each thing that grading needs. The exit status: 0, or 3 without a sandbox."""
    problem = sandbox_line()
    lines = [
        _python(),
        *map(_package, ("numpy", "torch", "nbgrader", "jupyterlab")),
        _kernel(),
        _bubblewrap(),
    ]
    for good, text in (*lines, *_namespaces(), (problem is None, problem or "sandbox works"), _folder()):
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


def _bubblewrap() -> tuple[bool, str]:
    path = shutil.which("bwrap")
    return bool(path), f"bubblewrap at {path}" if path else box.missing_bubblewrap()


def _namespaces() -> Iterator[tuple[bool, str]]:
    """The kernel's switches for user namespaces, where it has them."""
    for name, wanted in [
        ("user.max_user_namespaces", lambda value: value > 0),
        ("kernel.unprivileged_userns_clone", lambda value: value == 1),
        ("kernel.apparmor_restrict_unprivileged_userns", lambda value: value == 0 or os.geteuid() == 0),
    ]:
        path = Path("/proc/sys", *name.split("."))
        if path.exists():
            value = int(path.read_text())
            good = wanted(value)
            best = {"user.max_user_namespaces": 10_000, "kernel.unprivileged_userns_clone": 1}.get(name, 0)
            yield good, f"{name} = {value}" + ("" if good else f": run `sudo sysctl {name}={best}`")


def _folder() -> tuple[bool, str]:
    """The folder of the gradebook, or where it would be made."""
    folder = Path(GRADING) if Path(GRADING).exists() else Path()
    good = os.access(folder, os.W_OK)
    name = f"the folder for the gradebook, {GRADING}/,"
    return (
        good,
        f"{name} can be written" if good else f"{name} cannot be written: change its owner or its rights",
    )
