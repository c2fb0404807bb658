"""What the cells of a notebook say: which files they write, and which statement made a value."""

from __future__ import annotations

import ast
import contextlib
import functools
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# %%writefile as it is typed, and as IPython keeps it
WRITEFILE = re.compile(
    r"^%%(?:writefile|file)\s+(?:-a\s+)?(\S+)|cell_magic\('(?:writefile|file)', '(?:-a )?([^']+)'"
)
WRITERS = re.compile(r"write\w*|\w*save\w*|dump|to_(csv|json|pickle)|tofile|copyfile")
WRITING = re.compile(r"[wax]\+?[bt]?\+?")  # a mode of `open`


class Cells:
    """The cells that have run in the namespace of a notebook, and those of its file where a kernel knows it."""

    def __init__(self, namespace: dict[str, Any]):
        self.namespace = namespace
        kept = namespace.get("In")
        self.run = [cell for cell in kept if isinstance(cell, str)] if isinstance(kept, list) else []

    def makes(self, name: str) -> ast.stmt | None:
        """The last statement that gave a name its value; None for a definition, and where none is known."""
        found = None
        for statement in (statement for cell in self.run for statement in _parsed(cell).body):
            if any(
                isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
                for node in ast.walk(statement)
            ):
                found = statement
        return None if isinstance(found, ast.FunctionDef | ast.ClassDef) else found

    def write(self, file: str | os.PathLike) -> bool:
        """Whether a cell writes a file."""
        return os.path.normpath(file) in self._written

    @functools.cached_property
    def _written(self) -> set[str]:
        texts = [*self.run, *_saved()]
        magics = [next(filter(None, found)) for text in texts for found in WRITEFILE.findall(text)]
        calls = [name for text in texts for name in self._files_of_calls(_parsed(text))]
        return {os.path.normpath(name) for name in (*magics, *calls)}

    def _files_of_calls(self, tree: ast.Module) -> Iterator[str]:
        """Names of files, and other texts, in calls that write."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _writes(node):
                for inner in ast.walk(node):
                    value = inner.value if isinstance(inner, ast.Constant) else None
                    if isinstance(inner, ast.Name):
                        value = self.namespace.get(inner.id)
                    if isinstance(value, str | os.PathLike):
                        yield os.fspath(value)


def _writes(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
    modes = [a.value for a in (*call.args, *(k.value for k in call.keywords)) if isinstance(a, ast.Constant)]
    if name == "open":
        return any(isinstance(mode, str) and WRITING.fullmatch(mode) for mode in modes)
    return WRITERS.fullmatch(name) is not None


@functools.lru_cache(maxsize=512)
def _parsed(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _saved() -> list[str]:
    """The code cells of the notebook's file: in a kernel that was started again, they may not have run yet."""
    path = os.environ.get("JPY_SESSION_NAME", "")
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        cells = json.loads(Path(path).read_text(encoding="utf-8"))["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return []
