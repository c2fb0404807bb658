"""What may import what: the rooms of the course form no circle, and neither do their modules.

Run as a program, this writes the drawing and the table of the rooms into the book.
"""

import graphlib
import re
from pathlib import Path

import pytest
import rooms

BOOK = Path(__file__).resolve().parents[1] / "book"
PAGE, DRAWING = BOOK / "architecture.md", BOOK / "rooms.svg"
TABLE = re.compile(r"(<!-- rooms.*?-->\n).*?(<!-- end of rooms -->)", re.DOTALL)


@pytest.fixture(scope="module")
def graph(root) -> rooms.Graph:
    return rooms.of_modules(root)


def order(graph: rooms.Graph) -> list[str]:
    """The graph's nodes, each after those that it needs. Fails with the circle, if there is one."""
    try:
        return list(graphlib.TopologicalSorter(graph).static_order())
    except graphlib.CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def test_no_circle_between_rooms(graph):
    assert "autograder.judging" in order(rooms.of_rooms(graph))


def test_no_circle_between_modules(graph):
    assert "autograder.judging.report" in order(graph)


def test_a_circle_is_seen():
    with pytest.raises(pytest.fail.Exception, match="-> a ->|-> b ->"):
        order({"a": {"b"}, "b": {"a"}})


def test_an_import_inside_a_function_counts(root, tmp_path):
    file = tmp_path / "x.py"
    file.write_text("def late():\n    from autograder.judging import report\n    import cnnlib.shapes\n")
    assert rooms.imported("x", file, rooms.modules(root)) == {"autograder.judging.report", "cnnlib.shapes"}


def test_what_lies_on_both_sides_of_the_wall_knows_nothing_of_the_course(graph):
    alone = [m for m in graph if m.startswith(("autograder.shared.", "autograder.sandbox.inside."))]
    others = {m: {n for n in graph[m] if not n.startswith("autograder.shared.")} for m in alone}
    assert len(alone) > 8 and not any(others.values())


def test_the_library_and_its_judge_know_nothing_of_each_other(graph):
    for package, other in (rooms.PACKAGES, rooms.PACKAGES[::-1]):
        needed = {name for module in graph if module.startswith(package) for name in graph[module]}
        assert needed and not [name for name in needed if name.startswith(other)]


def with_table(page: str, graph: rooms.Graph) -> str:
    table = rooms.table(rooms.of_rooms(graph))
    return TABLE.sub(lambda match: f"{match[1]}{table}\n{match[2]}", page)


def test_the_book_shows_the_rooms_as_they_are(graph):
    text = PAGE.read_text(encoding="utf-8")
    assert TABLE.search(text) and text == with_table(text, graph), "run `python tests/test_rooms.py`"
    assert DRAWING.read_text(encoding="utf-8") == rooms.drawing(rooms.of_rooms(graph))


if __name__ == "__main__":
    found = rooms.of_modules(BOOK.parent)
    DRAWING.write_text(rooms.drawing(rooms.of_rooms(found)), encoding="utf-8")
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
