"""Submissions whose files are damaged, odd, or not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.sample.student import Student

A1, A2 = "a1_shapes", "a2_convolution"


def truncated(path: Path, text: str) -> None:
    path.write_text(text[: len(text) // 2], encoding="utf-8")


def web_page(path: Path, text: str) -> None:
    path.write_text("<!DOCTYPE html>\n<html><body>Sign in to download this file</body></html>\n")


def utf16(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-16"))


def nothing(path: Path, text: str) -> None:
    """Hands in a folder without a notebook."""


def link(path: Path, text: str) -> None:
    """A link to a classmate's notebook."""
    path.symlink_to(Path("..", "..", "right-loops", path.parent.name, path.name))


def deeply_nested(path: Path, text: str) -> None:
    path.write_text('{"cells": ' + 100_000 * "[" + 100_000 * "]" + "}")


def a_list(path: Path, text: str) -> None:
    path.write_text(json.dumps(json.loads(text)["cells"]))


def wrong_types(notebook: dict) -> None:
    """Puts cells that are no cells between those that are."""
    odd: list[Any] = [
        None,
        7,
        {"cell_type": "code"},
        {"cell_type": "code", "source": 3, "metadata": "x"},
        {"cell_type": []},
    ]
    notebook["cells"][1:1] = odd


BROKEN = (
    Student("file-truncated", "The a2 notebook ends in the middle.", broken={A2: truncated}, unread=(A2,)),
    Student(
        "file-web-page", "A log-in page was saved as a1's notebook.", broken={A1: web_page}, unread=(A1,)
    ),
    Student(
        "file-utf16", "The a2 notebook is in another encoding.", style=1, broken={A2: utf16}, unread=(A2,)
    ),
    Student("file-absent", "Nothing was handed in for a2.", style=2, broken={A2: nothing}, unread=(A2,)),
    Student("file-link", "The a2 notebook is a link to a classmate's.", broken={A2: link}, unread=(A2,)),
    Student(
        "file-nested", "The a1 notebook is 100,000 lists deep.", broken={A1: deeply_nested}, unread=(A1,)
    ),
    Student("file-list", "The a2 notebook is a list of cells.", style=3, broken={A2: a_list}, unread=(A2,)),
    Student(
        "file-odd-cells",
        "Some cells of a2 are of no known type; the others are right.",
        spoil={A2: wrong_types},
    ),
)
