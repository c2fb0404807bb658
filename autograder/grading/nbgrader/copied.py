"""Which of a student's files nbgrader's own programs copy beside the graded notebook.

nbgrader copies all of them, follows links to anywhere, and gives a student with a link to nothing, or with a pipe, no
result. It offers no setting for it.
"""

from __future__ import annotations

import os
import stat

from nbgrader.converters import base
from nbgrader.utils import find_all_files


def copy_plain_files() -> None:
    """Have nbgrader copy files that are the student's own and can be read, and nothing else."""
    base.find_all_files = _plain_files


def _plain_files(path: str, exclude: list[str]) -> list[str]:
    return [file for file in find_all_files(path, exclude) if _is_plain(file)]


def _is_plain(file: str) -> bool:
    return stat.S_ISREG(os.lstat(file).st_mode) and os.access(file, os.R_OK)
