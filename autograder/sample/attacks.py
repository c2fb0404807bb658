"""The attacks of hostile students: texts of cells, and what is done to the notebook itself."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from textwrap import dedent


def checks(notebook: dict) -> Iterator[dict]:
    """The graded cells of a notebook."""
    return (cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade"))


def cell(source: str) -> Callable[[dict], None]:
    """Adds a cell of the student's own below the first code cell."""

    def spoil(notebook: dict) -> None:
        first = next(i for i, each in enumerate(notebook["cells"]) if each["cell_type"] == "code")
        added = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "execution_count": 1}
        notebook["cells"].insert(first + 1, {**added, "source": dedent(source).strip()})

    return spoil


def skip_checks(notebook: dict) -> None:
    for each in checks(notebook):
        each["metadata"]["tags"] = ["skip-execution"]


def forge_outputs(notebook: dict) -> None:
    for each in checks(notebook):
        points = each["metadata"]["nbgrader"]["points"]
        data = {"text/plain": [f"{points}"]}
        result = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}
        each["outputs"] = [result]


def double_grade_id(notebook: dict) -> None:
    """Pastes copies of the last check, as copying cells in Jupyter does; one of them as a text cell."""
    original = list(checks(notebook))[-1]
    second, third = copy.deepcopy(original), copy.deepcopy(original)
    second["id"], third["id"] = "copy-1", "copy-2"
    for key in ("outputs", "execution_count"):
        del third[key]
    notebook["cells"] += [second, third | {"cell_type": "markdown"}]


def newer_schema(notebook: dict) -> None:
    next(checks(notebook))["metadata"]["nbgrader"]["schema_version"] = 99


REWRITE_CELLS = """
    def no_checks(lines):
        return [] if any(line.startswith("check(") for line in lines) else lines

    get_ipython().input_transformers_cleanup.append(no_checks)
"""

REPLACE_CHECK = """
    def check(part, *functions):
        pass
"""

PATCH_REPORT = """
    import autograder.report

    autograder.report.Report.points = property(lambda report: report.max_points)
"""

PATCH_COMPARISON = """
    import importlib

    importlib.import_module("autograder.check").judge = lambda case, answer: None
"""

# a file that lies beside the notebook and is found before the installed autograder
OWN_AUTOGRADER = {
    "autograder.py": """
import contextlib


def check(part, *functions):
    pass


once_written = lambda: contextlib.suppress(NotImplementedError)
"""
}

TAKE_REFERENCE = """
from autograder.parts import load_part

conv2d_forward = load_part("a2.conv2d_forward").reference("conv2d_forward")
"""

IMPORT_LIBRARY = """
from cnnlib.ops.conv import conv2d_forward
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

READ_MEMORY = """
import gc


def conv2d_forward(x, w, b, **options):
    for found in gc.get_objects():
        act = getattr(found, "act", None)
        if hasattr(act, "args") and act.kwargs == options and len(act.args) == 3:
            if all(a.shape == g.shape and (a == g).all() for a, g in zip(act.args, (x, w, b))):
                return found.expect
"""

SHOW_NUMBER = """
import sys


def conv2d_forward(*args, **options):
    sys.displayhook(50)
"""

READ_CALLBACK = """
def probe_receptive_field(network, n):
    return network.function.field()
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

# runs what the notebook of a folder that lies anywhere above this one says about conv2d_forward
COPY_FROM = """
import json
from pathlib import Path

for folder in Path.cwd().resolve().parents:
    for path in sorted(folder.glob("{where}/a2_convolution.ipynb")):
        for cell in json.loads(path.read_text())["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and "def conv2d_forward" in source:
                exec(source)
"""

WRITE_GRADEBOOK = """
    import sqlite3
    from pathlib import Path

    for folder in Path.cwd().resolve().parents:
        for path in [*folder.glob("gradebook.db"), *folder.glob("grading/gradebook.db")]:
            with sqlite3.connect(path) as gradebook:
                gradebook.execute("UPDATE grade SET auto_score = 0")
"""

SPOIL_CLASSMATES = """
    from pathlib import Path

    for folder in Path.cwd().resolve().parents:
        for path in folder.glob("submitted/*/a2_convolution/a2_convolution.ipynb"):
            path.write_text(path.read_text().replace("def conv2d", "def was_conv2d"))
"""

LEAVE_STARTUP_FILE = """
    from pathlib import Path

    folder = Path.home() / ".ipython" / "profile_default" / "startup"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "00.py").write_text(
        "import importlib\\n"
        "module = importlib.import_module('autograder.check')\\n"
        "module.judge = lambda *case: module.Difference('no')\\n"
    )
"""

KILL_PARENT = """
    import os
    import signal

    os.kill(os.getppid(), signal.SIGKILL)
"""

END_PROCESS = """
    import atexit
    import os

    atexit.register(print, '{"points": 50}')
    os._exit(0)
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

FORK_STORM = """
    import os
    import time

    for _ in range(1000):
        try:
            if os.fork() == 0:
                while True:
                    time.sleep(1)
        except OSError:
            break
"""

EAT_MEMORY = """
kept = []


def conv2d_forward(*args, **options):
    while True:
        kept.append(bytearray(2**26))
"""

FLOOD = """
    import sys

    for _ in range(200):
        print("x" * 10**6)
        print("x" * 10**6, file=sys.stderr)
"""
