"""A student's own copies of the course's notebooks."""

from __future__ import annotations

from pathlib import Path

WORK = "work"


def copy_missing(root: Path) -> Path:
    """Copy into root/work what is not there yet; return the student's first assignment.

    Lectures and assignments lie side by side in work/. A file that is there is never written to,
    whatever it holds: it is somebody's work.

    Raises:
        FileNotFoundError: the course has no released assignment.
    """
    lectures = sorted(root.glob("lectures/*.ipynb"))
    assignments = sorted(root.glob("assignments/*/*.ipynb"))
    if not assignments:
        raise FileNotFoundError(f"{root / 'assignments'} holds no notebook: run make notebooks")
    work = root / WORK
    work.mkdir(exist_ok=True)
    for notebook in [*lectures, *assignments]:
        copy = work / notebook.name
        if not copy.exists():
            copy.write_bytes(notebook.read_bytes())
    return work / assignments[0].name
