"""Files that others read while they are written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.errors import mendable


def write_atomically(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file in one step, so that nobody reads half of it, and its folder where there is none.

    Raises:
        CourseError: it cannot be written: the disk is full, say, or the folder may not be changed.
    """
    temporary = path.with_name(path.name + ".part")
    with mendable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)  # a killed run may have left a read-only one
        temporary.write_text(text, encoding="utf-8")
        temporary.chmod(mode)
        temporary.replace(path)


def write_json(path: Path, data: Any) -> None:
    """Write JSON in one step. Raises CourseError as `write_atomically` does."""
    write_atomically(path, json.dumps(data, indent=1) + "\n")
