"""What the audit of each part came to on fifty seeds, kept with what it depends on.

An audit on fifty seeds of seventy parts takes hours, and comes out as before unless a part was changed. So
`autograder audit --seeds 50` writes down, per part, a digest of the code of its check, cases and mistakes, and
the matrix: the groups of cases that each mistake loses, the same on every seed. The tests believe it where the
digest is still right, and compute some rows of it again.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.assignments import assignment_of, load_part
from autograder.authoring.audit import Groups, Matrix
from autograder.part import Part

SEEDS = 50
ROOM = "autograder.checks"
FILE = Path(__file__).parents[1] / "checks" / "audited.json"


@dataclass(frozen=True)
class Kept:
    """A part's row of the file. lost: as in `Matrix`."""

    digest: str
    lost: dict[str, Groups]


def read(file: Path | None = None) -> dict[str, Kept]:
    """Part -> what is kept of it."""
    file = file or FILE
    if not file.is_file():
        return {}
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {
        id: Kept(row["digest"], {name: frozenset(groups) for name, groups in row["loses"].items()})
        for id, row in rows.items()
    }


def write(matrices: list[Matrix], file: Path | None = None) -> None:
    """Keep what was found out about these parts on SEEDS seeds; the rows of others stay as they are."""
    kept = read(file) | {m.part: Kept(digest(load_part(m.part)), m.lost) for m in matrices}
    text = json.dumps({id: _as_json(kept[id]) for id in sorted(kept)}, indent=1)
    (file or FILE).write_text(text + "\n", encoding="utf-8")


def _as_json(one: Kept) -> dict[str, Any]:
    return {"digest": one.digest, "loses": {name: sorted(groups) for name, groups in one.lost.items()}}


def digest(part: Part) -> str:
    """A digest of the code of a part and of all that it imports of the checks' room. Docstrings are no part of
    it: an explanation may be put better, and nothing is judged otherwise."""
    total = hashlib.sha256()
    for source in sorted(
        _sources(f"{ROOM}.{assignment_of(part).name}.{part.id.partition('.')[2]}", {}).items()
    ):
        total.update("\0".join(source).encode())
    return total.hexdigest()[:16]


def _sources(module: str, found: dict[str, str]) -> dict[str, str]:
    """Module -> its code, of a module of the room and those in it that it imports."""
    if module in found:
        return found
    spec = importlib.util.find_spec(module)
    assert spec and spec.origin, f"{module} is imported, so it is there"
    source = Path(spec.origin).read_text(encoding="utf-8")
    tree = ast.parse(source)
    found[module] = _without_docstrings(source, tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{ROOM}."):
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                if _is_module(name):
                    _sources(name, found)
    return found


def _without_docstrings(source: str, tree: ast.Module) -> str:
    """The lines of a module in which no docstring stands."""
    lines = dict(enumerate(source.splitlines(), 1))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            for number in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1):
                del lines[number]
    return "\n".join(lines.values())


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # its parent is a module, so that it is a name in it
        return False
