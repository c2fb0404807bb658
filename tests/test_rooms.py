"""What may import what: the rooms of the course form no circle, and neither do their modules."""

import ast
import graphlib
from pathlib import Path

import pytest

PACKAGES = ("autograder", "cnnlib")
# copied into the sandbox, where it stands for the real one
STAND_IN = ("autograder", "sandbox", "inside", "autograder")


def modules(root: Path) -> dict[str, Path]:
    """Module -> file, of both packages."""
    found = {}
    for file in sorted(path for package in PACKAGES for path in (root / package).rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        if parts[: len(STAND_IN)] != STAND_IN:
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imports(module: str, file: Path, known: dict[str, Path]) -> set[str]:
    """The modules of ours that a file imports, wherever in it: inside a function too."""
    asked = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            asked += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            asked += [name if name in known else node.module for name in names]
    return {name for name in asked if name in known} - {module}


def room(module: str) -> str:
    """autograder.judging.report -> autograder.judging; all of cnnlib's ops.conv -> cnnlib.ops."""
    return ".".join(module.split(".")[:2])


@pytest.fixture(scope="module")
def graph(root) -> dict[str, set[str]]:
    known = modules(root)
    return {module: imports(module, file, known) for module, file in known.items()}


def order(graph: dict[str, set[str]]) -> list[str]:
    """The graph's nodes, each after those that it needs. Fails with the circle, if there is one."""
    try:
        return list(graphlib.TopologicalSorter(graph).static_order())
    except graphlib.CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def rooms_of(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    rooms: dict[str, set[str]] = {}
    for module, needed in graph.items():
        rooms.setdefault(room(module), set()).update(map(room, needed))
    return {name: needed - {name, *PACKAGES} for name, needed in rooms.items()}


def test_no_circle_between_rooms(graph):
    order(rooms_of(graph))


def test_no_circle_between_modules(graph):
    order(graph)


def test_what_lies_on_both_sides_of_the_wall_knows_nothing_of_the_course(graph):
    needed = rooms_of(graph)
    assert needed["autograder.shared"] == set() and needed["autograder.errors"] == set()
    inside = {n for m, names in graph.items() if m.startswith("autograder.sandbox.inside") for n in names}
    assert inside == set()


def test_the_library_knows_nothing_of_its_judge(graph):
    assert not [
        m
        for m, needed in graph.items()
        if m.startswith("cnnlib") and any(n.startswith("autograder") for n in needed)
    ]


def test_a_circle_is_seen():
    with pytest.raises(pytest.fail.Exception, match="b -> a -> b|a -> b -> a"):
        order({"a": {"b"}, "b": {"a"}})
