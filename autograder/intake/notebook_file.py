"""The file of a notebook: its JSON, or in a few words what the file is instead.

Only the standard library is used here, because a large file is read by this file run as a program of its
own, with limited memory (see `untrusted.parse_notebook`). It hands back the cells without their outputs.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 2**30  # bytes for the process that reads a large file
SECONDS = 60  # of computing, and on the clock
CELLS_LIMIT = 20 * 2**20  # bytes of all cells without their outputs
IS_SOMETHING_ELSE = 3  # exit status: what the file is stands on the output

AGAIN = "hand in the notebook itself, the .ipynb file that Jupyter saves"
WEB_PAGE = (
    "is a web page, not the notebook: download the notebook again (on GitHub with `Download raw file`, in "
    "JupyterLab with File > Download) and hand that in"
)
UTF16 = "is text in UTF-16, expected UTF-8: open it in a text editor and save it as UTF-8"
DAMAGED = "open it in Jupyter; where that fails, copy your cells into a new copy of the assignment"
SIGNATURES = {
    b"PK\x03\x04": f"is a zip file under another name: unpack it, and {AGAIN}",
    b"%PDF": f"is a PDF, not a notebook: {AGAIN}",
    b"{\\rtf": f"is a document of a word processor, not a notebook: {AGAIN}",
    b"\xd0\xcf\x11\xe0": f"is an Office document, not a notebook: {AGAIN}",
    b"bplist00": WEB_PAGE,  # Safari's archive of a page
    b"\x1f\x8b": f"is a packed file, not a notebook: unpack it, and {AGAIN}",
    b"7z\xbc\xaf": f"is a packed file, not a notebook: unpack it, and {AGAIN}",
    b"Rar!": f"is a packed file, not a notebook: unpack it, and {AGAIN}",
    b"\x89PNG": f"is a picture, not a notebook: {AGAIN}",
    b"\xff\xd8\xff": f"is a picture, not a notebook: {AGAIN}",
    b"GIF8": f"is a picture, not a notebook: {AGAIN}",
    b"\x00\x05\x16\x07": "is a note that macOS keeps beside a file, not the file",
    b"\xff\xfe": UTF16,
    b"\xfe\xff": UTF16,
}
OFFICE = {b"word/": "a Word document", b"xl/": "an Excel sheet", b"ppt/": "a PowerPoint document"}
BEGINNINGS = {
    "<": WEB_PAGE,
    "mime-version:": WEB_PAGE,
    "from: <saved by": WEB_PAGE,
    "version https://git-lfs": "is a pointer of Git LFS, not the notebook: run `git lfs pull`, and hand it in again",
}
MERGE_MARKS = re.compile(r"^(?:<{7}|>{7}|={7})(?: .*)?$", re.MULTILINE)
PYTHON = re.compile(r"^(?:import |from \S+ import |def \w+\(|class \w+|# ?%%|# In ?\[|#!)", re.MULTILINE)
CUT = re.compile(r"|-|\\.{0,5}|[a-zA-Z]{1,8}", re.DOTALL)  # what may be left where a file ends too early


class SomethingElse(Exception):
    """A file that is no notebook: what it is and what to do, to be put after its name."""


def load(raw: bytes) -> dict[str, Any]:
    """A notebook as JSON. Raises SomethingElse."""
    if told := _by_signature(raw):
        raise SomethingElse(told)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SomethingElse(_not_utf8(raw, error.start)) from None
    try:
        notebook = json.loads(text)
    except RecursionError:
        raise SomethingElse(f"nests its lists too deeply to be a notebook: {AGAIN}") from None
    except json.JSONDecodeError as error:
        raise SomethingElse(_not_json(text, error)) from None
    except ValueError:
        raise SomethingElse(f"is not a notebook: it holds a number of thousands of digits; {AGAIN}") from None
    if not isinstance(notebook, dict):
        raise SomethingElse(f"holds {json_kind(notebook)}, expected a notebook: {AGAIN}")
    if not any(True for _ in _lists_of_cells(notebook)):
        raise SomethingElse(f"has no list of cells: it is not a notebook; {AGAIN}")
    return notebook


def slim(notebook: dict[str, Any]) -> dict[str, Any]:
    """What grading reads of a notebook: kind, source and ids of its cells, and the Python it was saved with.

    A source is one text. What is of a wrong type keeps its type and loses its content.
    """
    cells = [_slim_cell(cell) for cells in _lists_of_cells(notebook) for cell in cells]
    version = saved_with(notebook)
    return {"cells": cells, "metadata": {"language_info": {"version": version}} if version else {}}


def saved_with(notebook: dict[str, Any]) -> str:
    """The version of Python that a notebook was saved with, such as "3.12.1"; empty where it does not say."""
    version: Any = notebook
    for key in ("metadata", "language_info", "version"):
        version = version.get(key) if isinstance(version, dict) else None
    return version if isinstance(version, str) and re.fullmatch(r"\d{1,3}(\.\w{1,9}){1,4}", version) else ""


def json_kind(value: Any) -> str:
    """What a value of JSON is, in words."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", type(None): "nothing"}
    return kinds.get(type(value), "a number")


def _lists_of_cells(notebook: dict[str, Any]) -> Iterator[list[Any]]:
    """The lists of cells: one in nbformat 4, one a worksheet in nbformat 3."""
    sheets = notebook.get("worksheets")
    for holder in (notebook, *(sheets if isinstance(sheets, list) else [])):
        if isinstance(holder, dict) and isinstance(holder.get("cells"), list):
            yield holder["cells"]


def _slim_cell(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return _emptied(cell)
    kept = {key: _emptied(cell[key]) for key in ("cell_type", "id") if key in cell}
    source = cell.get("source", cell.get("input"))  # nbformat 3 says input
    if isinstance(source, list):
        odd = [line for line in source if not isinstance(line, str)]
        source = [_emptied(odd[0])] if odd else "".join(source)
    metadata = cell.get("metadata")
    mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = mark.get("grade_id") if isinstance(mark, dict) else None
    own = {"nbgrader": {"grade_id": grade_id}} if isinstance(grade_id, str) else {}
    return {**kept, "source": source if isinstance(source, list) else _emptied(source), "metadata": own}


def _emptied(value: Any) -> Any:
    """A text, or something of the same kind as a value."""
    if isinstance(value, list | dict):
        return type(value)()
    return value if isinstance(value, str | bool | None) else 0


def _by_signature(raw: bytes) -> str:
    """What a file is by its first bytes; empty where it may be text."""
    if not raw.strip(b"\0 \t\r\n"):
        return "is empty: save the notebook in Jupyter, and hand it in again"
    for beginning, told in SIGNATURES.items():
        if raw.startswith(beginning):
            ends = raw[:4096] + raw[-65536:]
            kinds = [kind for place, kind in OFFICE.items() if beginning == b"PK\x03\x04" and place in ends]
            return f"is {kinds[0]}, not a notebook: {AGAIN}" if kinds else told
    if raw[:64].count(b"\0") > 16:
        return UTF16 if b'"' in raw[:64] else f"is not text, so it is not a notebook: {AGAIN}"
    return ""


def _not_utf8(raw: bytes, place: int) -> str:
    text = raw.decode("latin-1")
    if text.lstrip()[:1] != "{":
        return _by_beginning(text)
    line = raw.count(b"\n", 0, place) + 1
    return f"is not text in UTF-8 from line {line} on: open it in a text editor and save it as UTF-8"


def _not_json(text: str, error: json.JSONDecodeError) -> str:
    if marks := MERGE_MARKS.search(text):
        line = text.count("\n", 0, marks.start()) + 1
        return (
            f"is not a notebook as it is, with merge marks in line {line}: take one of the two versions, "
            "with `git checkout --ours` or `--theirs`, and hand that in"
        )
    if text.lstrip()[:1] != "{":
        return _by_beginning(text)
    if error.msg.startswith("Unterminated") or CUT.fullmatch(text[error.pos :].rstrip()):
        return "is not a notebook as it is: the file ends in the middle, it was not uploaded whole; hand it in again"
    return f"is not a notebook as it is: it is damaged in line {error.lineno}; {DAMAGED}"


def _by_beginning(text: str) -> str:
    """What a text is that is no JSON at all."""
    beginning = text[:10_000].lstrip().lower()
    for word, told in BEGINNINGS.items():
        if beginning.startswith(word):
            return told
    if PYTHON.search(text[:10_000]):
        return f"is a Python program, not a notebook: {AGAIN}"
    return f"is a plain text, not a notebook: {AGAIN}"


def main() -> int:
    """Read a notebook from the input, write it without its outputs. Exit status: 0, or IS_SOMETHING_ELSE."""
    import contextlib
    import resource

    with contextlib.suppress(OSError, ValueError):  # not every system limits memory; Linux does
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        cells = json.dumps(slim(load(sys.stdin.buffer.read())))
        if len(cells) > CELLS_LIMIT:
            raise SomethingElse(
                f"holds more than {CELLS_LIMIT // 2**20} MB of text in its cells: shorten them"
            )
    except SomethingElse as error:
        sys.stdout.write(str(error))
        return IS_SOMETHING_ELSE
    sys.stdout.write(cells)
    return 0


if __name__ == "__main__":
    sys.exit(main())
