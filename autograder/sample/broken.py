"""Submissions whose files are damaged, odd, or not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.layout import released_notebook
from autograder.sample.student import Student

ROOT = Path(__file__).resolve().parents[2]
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


def renamed(path: Path, text: str) -> None:
    """Leaves the notebook as it was released, and hands in the work beside it, and what systems add."""
    path.write_bytes(released_notebook(ROOT, path.parent.name).read_bytes())
    path.with_name(f"{path.stem}_final (1).ipynb").write_text(text, encoding="utf-8")
    path.with_name(f"._{path.name}").write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")


def ends_in_txt(path: Path, text: str) -> None:
    path.with_name(f"{path.name}.txt").write_text(text, encoding="utf-8")


def of_another_assignment(path: Path, text: str) -> None:
    other = next(name for name in (A1, A2) if name != path.parent.name)
    path.write_bytes(released_notebook(ROOT, other).read_bytes())


def two_that_differ(path: Path, text: str) -> None:
    path.with_name("first try.ipynb").write_text(text.replace("import", "import sys, ", 1), encoding="utf-8")
    path.with_name("second try.ipynb").write_text(text, encoding="utf-8")


def merge_marks(path: Path, text: str) -> None:
    lines = text.splitlines(keepends=True)
    marks = ["<<<<<<< HEAD\n", lines[39], "=======\n", lines[39], ">>>>>>> main\n"]
    path.write_text("".join([*lines[:39], *marks, *lines[40:]]), encoding="utf-8")


def many_outputs(notebook: dict) -> None:
    """More output than is read in the grader's own process."""
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 3_000_000}
    next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")["outputs"] = [output]


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
    Student(
        "file-truncated",
        "The a2 notebook ends in the middle. The work on a1 lies beside the blank notebook.",
        broken={A1: renamed, A2: truncated},
        unread=(A2,),
    ),
    Student(
        "file-web-page",
        "A log-in page was saved as a1's notebook. Notepad has added .txt to the name of a2's.",
        broken={A1: web_page, A2: ends_in_txt},
        unread=(A1,),
    ),
    Student(
        "file-utf16",
        "The a2 notebook is in another encoding. For a1, that of a2 was handed in.",
        broken={A1: of_another_assignment, A2: utf16},
        unread=(A1, A2),
    ),
    Student("file-absent", "Nothing was handed in for a2.", style=2, broken={A2: nothing}, unread=(A2,)),
    Student(
        "file-link",
        "The a2 notebook is a link to a classmate's. git has left its marks in a1's.",
        broken={A1: merge_marks, A2: link},
        unread=(A1, A2),
    ),
    Student(
        "file-nested",
        "The a1 notebook is 100,000 lists deep. That of a2 holds megabytes of outputs.",
        spoil={A2: many_outputs},
        broken={A1: deeply_nested},
        unread=(A1,),
    ),
    Student(
        "file-list",
        "The a2 notebook is a list of cells. There are two with different work on a1.",
        broken={A1: two_that_differ, A2: a_list},
        unread=(A1, A2),
    ),
    Student(
        "file-odd-cells",
        "Some cells of a2 are of no known type; the others are right.",
        spoil={A2: wrong_types},
    ),
)
