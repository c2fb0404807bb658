"""What the hostile students of the sample class do to the notebook, and what their code does."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from textwrap import dedent

MARKUP = (
    "</pre></details></style></title><script>alert(1)</script><img src=x onerror=alert(1)>"
    '<a href="javascript:alert(1)">x</a><iframe src="https://example.org"></iframe>'
)


def checks(notebook: dict) -> Iterator[dict]:
    """The graded cells of a notebook."""
    return (cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade"))


def added(source: str, kind: str = "code") -> dict:
    """A cell of the student's own."""
    cell = {"cell_type": kind, "id": "mine", "metadata": {}, "source": dedent(source).strip()}
    return cell | ({"outputs": [], "execution_count": 1} if kind == "code" else {})


def cell(source: str) -> Callable[[dict], None]:
    """Adds a cell of the student's own below the first code cell."""

    def spoil(notebook: dict) -> None:
        first = next(i for i, each in enumerate(notebook["cells"]) if each["cell_type"] == "code")
        notebook["cells"].insert(first + 1, added(source))

    return spoil


def skip_checks(notebook: dict) -> None:
    for each in checks(notebook):
        each["metadata"]["tags"] = ["skip-execution"]


def double_grade_id(notebook: dict) -> None:
    """Pastes copies of the last check, as copying cells in Jupyter does; one of them as a text cell."""
    original = list(checks(notebook))[-1]
    second, third = copy.deepcopy(original), copy.deepcopy(original)
    second["id"], third["id"] = "copy-1", "copy-2"
    for key in ("outputs", "execution_count"):
        del third[key]
    notebook["cells"] += [second, third | {"cell_type": "markdown"}]


def forge_outputs(notebook: dict) -> None:
    for each in checks(notebook):
        points = each["metadata"]["nbgrader"]["points"]
        data = {"text/plain": [f"{points}"]}
        result = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}
        each["outputs"] = [result]


# Code, of a cell where it is indented, else in place of a function

PATCH_COMPARISON = """
    import importlib

    importlib.import_module("autograder.judging.examine").judge = lambda case, answer: None
"""

LYING_ARRAY = """
import numpy as np


class Liar(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __sub__(self, other):
        return np.zeros(self.shape)

    __rsub__ = __sub__

    def __array_function__(self, function, types, args, kwargs):
        return True


def conv2d_forward(x, w, b, **options):
    return np.zeros((len(x), len(w), *x.shape[2:])).view(Liar), None
"""

STASH_LIBRARY = """
    import builtins
    import importlib.util
    import sys
    from pathlib import Path

    for folder in sys.path:
        path = Path(folder, "cnnlib", "ops", "conv", "conv2d.py")
        if path.exists():
            try:
                spec = importlib.util.spec_from_file_location("cnnlib.ops.conv.conv2d", path)
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                builtins.stashed = module.conv2d_forward
            except Exception:
                pass
"""

USE_STASH = """
def conv2d_forward(*args, **options):
    return stashed(*args, **options)
"""

READ_FRAMES = """
import sys


def conv2d_forward(*args, **options):
    frame = sys._getframe()
    while frame:
        if hasattr(frame.f_locals.get("case"), "expect"):
            return frame.f_locals["case"].expect
        frame = frame.f_back
"""

# takes conv2d_forward, with whatever it calls, from the notebook of a folder that lies anywhere above this one
COPY_FROM = """
import json
from pathlib import Path

theirs = dict(globals())
for folder in Path.cwd().resolve().parents:
    for path in sorted(folder.glob("{where}/a2_convolution.ipynb")):
        for cell in json.loads(path.read_text())["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {{}}).get("solution"):
                exec(source, theirs)
conv2d_forward = theirs.get("conv2d_forward")
"""

WRITE_GRADEBOOK = """
    import sqlite3
    from pathlib import Path

    for folder in Path.cwd().resolve().parents:
        for path in [*folder.glob("gradebook.db"), *folder.glob("grading/gradebook.db")]:
            with sqlite3.connect(path) as gradebook:
                gradebook.execute("UPDATE grade SET auto_score = 0")
"""

KILL_PARENT = """
    import os
    import signal

    os.kill(os.getppid(), signal.SIGKILL)
"""

LOOP_FOREVER = """
def conv2d_forward(*args, **options):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""

PRINT_MARKUP = f"""
import sys


def conv2d_forward(*args, **options):
    print({MARKUP!r})
    print({MARKUP!r}, file=sys.stderr)
    return {MARKUP!r}
"""
