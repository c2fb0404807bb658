"""A bank of what students hand in instead of one notebook under the right name."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
A, A2 = "a1_shapes", "a2_convolution"
NAME = f"{A}.ipynb"
RELEASED, OF_A2 = ((ROOT / "assignments" / name / f"{name}.ipynb").read_bytes() for name in (A, A2))


def solved(answer: int = 1, outputs: str = "", release: bytes = RELEASED) -> bytes:
    """The released notebook with its first stub filled in. answer: tells one work from another."""
    notebook = json.loads(release)
    stubs = [cell for cell in notebook["cells"] if "raise NotImplementedError" in "".join(cell["source"])]
    stubs[0]["source"] = "".join(stubs[0]["source"]).replace("raise NotImplementedError", f"return {answer}")
    if outputs:
        stubs[0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": outputs}]
    return json.dumps(notebook, indent=1, ensure_ascii=False).encode()


def only_run(release: bytes = RELEASED) -> bytes:
    """The released notebook after it was run: outputs and metadata, but no work."""
    notebook = json.loads(release)
    for number, cell in enumerate(c for c in notebook["cells"] if c["cell_type"] == "code"):
        cell["execution_count"] = number
        cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "ran"}]
        cell["metadata"]["collapsed"] = True
        cell["source"] = "".join(cell["source"]) + "\n"
    notebook["metadata"]["widgets"] = {}
    return json.dumps(notebook).encode()


def stripped(notebook: bytes) -> bytes:
    """A notebook without metadata and ids, as some editors leave it."""
    cells = [{"cell_type": c["cell_type"], "source": c["source"]} for c in json.loads(notebook)["cells"]]
    return json.dumps({"cells": cells}).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def merged(notebook: bytes, line: int) -> bytes:
    """A notebook with git's merge marks from a line on."""
    lines = notebook.splitlines(keepends=True)
    marks = [b"<<<<<<< HEAD\n", lines[line - 1], b"=======\n", lines[line - 1], b">>>>>>> main\n"]
    return b"".join([*lines[: line - 1], *marks, *lines[line:]])


@dataclass(frozen=True)
class Odd:
    """What one student hands in.

    files: by path. taken: the path of what counts, or None. says: words of what is said about it.
    """

    id: str
    files: Mapping[str, bytes]
    taken: str | None
    says: tuple[str, ...] = ()


WORK, OTHER = solved(1), solved(2)
CHECKPOINT = f".ipynb_checkpoints/{A}-checkpoint.ipynb"
APPLE = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        " + bytes(100)
PAGE = b"<!DOCTYPE html>\n<html><head><title>GitHub</title></head><body>Sign in</body></html>\n"
EXPORTED = b'<!DOCTYPE html><html><body class="jp-Notebook"><pre>{"cells": []}</pre></body></html>'
SCRIPT = b"#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\ndef output_size(n):\n    return n\n"


def said(id: str, content: bytes, *words: str) -> Odd:
    """A file under the right name that is no notebook."""
    return Odd(id, {NAME: content}, None, (NAME, *words))


NAMES = (
    Odd("the right name", {NAME: WORK}, NAME),
    Odd("the blank original beside another name", {NAME: RELEASED, "a1_shapes_final.ipynb": WORK},
        "a1_shapes_final.ipynb", ("a1_shapes_final.ipynb was taken", f"{NAME} has no work in it")),
    Odd("the blank original after it was run", {NAME: only_run(), "mine.ipynb": WORK}, "mine.ipynb"),
    Odd("the blank original without metadata", {NAME: stripped(RELEASED), "mine.ipynb": WORK}, "mine.ipynb"),
    Odd("a browser's second download", {f"{A} (1).ipynb": WORK}, f"{A} (1).ipynb", ("was taken",)),
    Odd("Jupyter's copy", {f"{A}-Copy1.ipynb": WORK}, f"{A}-Copy1.ipynb", ("was taken",)),
    Odd("a name of their own", {"mywork.ipynb": WORK}, "mywork.ipynb", ("was taken",)),
    Odd("capitals", {"A1_Shapes.IPYNB": WORK}, "A1_Shapes.IPYNB"),
    Odd("a folder inside", {f"homework/{NAME}": WORK}, f"homework/{NAME}"),
    Odd("letters of another script", {"задание.ipynb": WORK}, "задание.ipynb", ("задание.ipynb was taken",)),
    Odd("Notepad's ending", {f"{NAME}.txt": WORK}, f"{NAME}.txt", (f"{NAME}.txt was taken",)),
    Odd("Notepad's ending beside the blank original", {NAME: RELEASED, f"{NAME}.txt": WORK}, f"{NAME}.txt"),
    Odd("an ending of JSON", {f"{A}.json": WORK}, f"{A}.json", ("was taken",)),
    Odd("no ending", {A: WORK}, A, ("was taken",)),
    Odd("two identical copies", {"x.ipynb": WORK, "y.ipynb": WORK}, "y.ipynb", ("has the same work",)),
    Odd("the same work saved twice", {NAME: WORK, "y.ipynb": solved(1, "printed")}, NAME, ("same work",)),
    Odd("two that differ, one named rightly", {NAME: WORK, "y.ipynb": OTHER}, NAME, ("y.ipynb has other work",)),
    Odd("two that differ, none named rightly", {"x.ipynb": WORK, "y.ipynb": OTHER}, None,
        ("x.ipynb, y.ipynb", f"named {NAME}", "hand in the one that counts")),
    Odd("two that differ beside the blank original", {NAME: RELEASED, "x.ipynb": WORK, "y.ipynb": OTHER}, None,
        ("x.ipynb, y.ipynb", f"{NAME} has no work in it")),
    Odd("two of the right name in two folders", {f"x/{NAME}": WORK, f"y/{NAME}": OTHER}, None,
        ("2 notebooks differ", "hand in only the one that counts")),
    Odd("a checkpoint beside it", {NAME: WORK, CHECKPOINT: OTHER}, NAME, (CHECKPOINT, "Jupyter keeps for itself")),
    Odd("a checkpoint alone", {CHECKPOINT: WORK}, None, (CHECKPOINT, "Jupyter keeps for itself")),
    Odd("what macOS keeps beside it", {NAME: WORK, f"._{NAME}": APPLE}, NAME, (f"._{NAME}", "macOS")),
    Odd("what macOS keeps, alone", {f"._{NAME}": APPLE}, None, (f"._{NAME}", "macOS")),
    Odd("what macOS keeps, renamed", {NAME: APPLE}, None, (NAME, "macOS")),
    Odd("another assignment's beside it", {NAME: WORK, f"{A2}.ipynb": OF_A2}, NAME, (f"the notebook of {A2}",)),
    Odd("another assignment's beside the blank one", {NAME: RELEASED, "x.ipynb": solved(1, release=OF_A2)}, NAME,
        (f"x.ipynb is the notebook of {A2}",)),
    Odd("another assignment's under this name", {NAME: OF_A2}, None, (f"{NAME} is the notebook of {A2}",)),
    Odd("another assignment's without metadata", {NAME: stripped(solved(1, release=OF_A2))}, None, (A2,)),
    Odd("something unrelated beside it", {"mine.ipynb": WORK, "notes.ipynb": b'{"cells": [{"cell_type": "code", '
        b'"source": "1 + 1", "metadata": {}}]}'}, "mine.ipynb", (f"notes.ipynb has nothing of {A} in it",)),
    Odd("a web page beside it", {NAME: PAGE, "mine.ipynb": WORK}, "mine.ipynb", (f"{NAME} is a web page",)),
    Odd("a web page beside the blank original", {NAME: RELEASED, "mine.ipynb": PAGE}, None, ("is a web page",)),
    Odd("a zip file", {f"{A}.zip": zipped({f"{A}/{NAME}": WORK})}, f"{A}.zip/{A}/{NAME}"),
    Odd("a zip file beside it", {NAME: WORK, "all.zip": zipped({NAME: OTHER})}, NAME, ("all.zip was not opened",)),
    Odd("a zip file beside the blank original", {NAME: RELEASED, "all.zip": zipped({"x.ipynb": WORK})},
        "all.zip/x.ipynb"),
    Odd("a PDF and a script alone", {f"{A}.pdf": b"%PDF-1.7", f"{A}.py": SCRIPT}, None, (f"{A}.pdf", f"{A}.py")),
    Odd("data beside it", {NAME: WORK, "data.csv": b"1,2", "config.json": b'{"a": 1}'}, NAME),
)  # fmt: skip

CONTENTS = (
    said("a web page of GitHub", PAGE, "is a web page", "download the notebook again"),
    said("a web page that Jupyter exported", EXPORTED, "is a web page", "download the notebook again"),
    said("a web page in Latin-1", PAGE.replace(b"Sign in", b"Anmelden f\xfcr"), "is a web page"),
    said("a web page with its pictures", b"MIME-Version: 1.0\nContent-Type: multipart/related", "is a web page"),
    said("nothing", b"", "is empty"),
    said("blanks", b"\n \n", "is empty"),
    said("zeros", bytes(500), "is empty"),
    said("a zip file", zipped({NAME: WORK}), "is a zip file", "unpack it"),
    said("a Word document", zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "is a Word document"),
    said("a PDF", b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "is a PDF"),
    said("a picture", b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture"),
    said("a packed file", b"\x1f\x8b\x08\x00\x00", "is a packed file", "unpack it"),
    said("a document of TextEdit", b"{\\rtf1\\ansi {\\fonttbl}}", "is a document of a word processor"),
    said("other bytes", bytes(range(1, 9)) + bytes(90) + b"\x80", "is not text"),
    said("a Python program", SCRIPT, "is a Python program"),
    said("a plain text", b"My answer is 7.\n", "is a plain text"),
    said("a pointer of Git LFS", b"version https://git-lfs.github.com/spec/v1\noid x\n", "pointer of Git LFS"),
    said("cut in the middle of a text", WORK[: len(WORK) // 2], "ends in the middle", "not uploaded whole"),
    said("cut after an entry", WORK[: WORK.rindex(b"]")], "ends in the middle"),
    said("cut after the first byte", b"{", "ends in the middle"),
    said("cut in a word", b'{"cells": [], "metadata": {}, "x": tru', "ends in the middle"),
    said("merge marks", merged(WORK, 40), "merge marks in line 40"),
    said("merge marks at the beginning", merged(WORK, 1), "merge marks in line 1:"),
    said("a comma too many", WORK[: WORK.rindex(b"}")] + b",\n}\n", "damaged in line"),
    said("two notebooks in one file", WORK + b"\n" + WORK, "damaged in line"),
    said("quotes of Python", repr({"cells": []}).encode(), "damaged in line 1"),
    said("UTF-16", WORK.decode().encode("utf-16"), "UTF-16", "save it as UTF-8"),
    said("UTF-16 without a mark", WORK.decode().encode("utf-16-le"), "UTF-16"),
    said("Latin-1", WORK.replace(b"return 1", b"return 1  # f\xfcr"), "not text in UTF-8 from line"),
    said("a list of cells", json.dumps(json.loads(WORK)["cells"]).encode(), "holds a list"),
    said("a number", b"7", "holds a number"),
    said("no cells", b'{"message": "Not Found", "documentation_url": "x"}', "has no list of cells"),
    said("cells that are no list", b'{"cells": {}}', "has no list of cells"),
    said("lists in lists", b'{"cells": ' + 100_000 * b"[" + 100_000 * b"]" + b"}", "nests its lists too deeply"),
    said("a number without end", b'{"cells": [], "x": ' + b"9" * 10_000 + b"}", "thousands of digits"),
)  # fmt: skip

SOUND = (
    Odd("a byte order mark", {NAME: b"\xef\xbb\xbf" + WORK}, NAME),
    Odd("line ends of Windows", {NAME: WORK.replace(b"\n", b"\r\n")}, NAME),
    Odd("keys twice and numbers that are none", {NAME: WORK[: WORK.rindex(b"}")] + b', "x": NaN, "x": 1}'}, NAME),
    Odd("megabytes of outputs", {NAME: solved(1, "x" * 5_000_000)}, NAME),
)  # fmt: skip
ODD = (*NAMES, *CONTENTS, *SOUND)
