"""Rebuilding: what of a student's notebook is run, what is kept, and that nothing in it can hurt."""

import json
import os

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.intake.rebuild import CELLS_LIMIT, defines, rebuild, setup
from autograder.intake.untrusted import Unreadable, encodable, read_notebook


def cell(source, kind="code", id=None, **mark):
    made = {"cell_type": kind, "source": source, "metadata": {"nbgrader": mark} if mark else {}}
    return (
        made
        | ({"id": id} if id else {})
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
    )


def solution(name, source):
    return cell(source, id=name, grade_id=name, grade=False, solution=True, locked=False)


def check(name, source):
    return cell(source, id=name, grade_id=name, grade=True, solution=False, locked=True, points=10)


SETUP = cell("import numpy", id="a9-setup-1", grade_id="a9-setup-1", grade=False, solution=False, locked=True)
STUB = solution("a9-f-1", "def f(): raise NotImplementedError")
CHECK = check("a9-f", 'check("a9.f", f)')
DEMO = cell("print(f())", id="d0", tags=[])
DEMO["metadata"] = {"tags": ["picture"]}
TEXT = cell("# Title", "markdown", id="t0")
WHY = cell(
    "Why?", "markdown", id="a9-why", grade_id="a9-why", grade=True, solution=True, locked=False, points=6
)
RELEASE = {
    "cells": [TEXT, SETUP, STUB, DEMO, CHECK, WHY],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
DONE = STUB | {"source": "def f(): return 1"}


def of(*cells):
    return rebuild(RELEASE, {"cells": list(cells)})


def written(rebuilt):
    """What runs in any case."""
    return [one for place, one in enumerate(rebuilt.cells) if place not in rebuilt.demonstrations]


def sources(rebuilt):
    return [one["source"] for one in rebuilt.notebook["cells"]]


def by_grade_id(rebuilt):
    marked = [one for one in rebuilt.notebook["cells"] if "nbgrader" in one["metadata"]]
    return {one["metadata"]["nbgrader"]["grade_id"]: one["source"] for one in marked}


def test_the_released_notebook_comes_back_as_it_was():
    rebuilt = rebuild(RELEASE, RELEASE)
    assert rebuilt.notebook == RELEASE
    assert rebuilt.cells == [STUB["source"], DEMO["source"]]
    assert rebuilt.demonstrations == {1}
    assert rebuilt.checks == {"a9-f": 2}
    assert rebuilt.notes == ()


def test_setup_solutions_additions_and_changed_cells_run_and_nothing_else():
    added = cell("x = 1", id="mine")
    changed = DEMO | {"source": "print(f() + x)"}
    rebuilt = of(
        TEXT, added, SETUP, DONE, changed, DEMO, CHECK, cell("some words", "markdown"), cell("raw", "raw")
    )
    assert written(rebuilt) == ["x = 1", "def f(): return 1", "print(f() + x)"]
    assert rebuilt.cells == [*written(rebuilt), DEMO["source"]]  # which runs where its names are used


def test_the_order_is_the_students():
    one, two = cell("one = 1"), cell("two = 2")
    assert of(two, SETUP, DONE, one).cells == ["two = 2", "def f(): return 1", "one = 1"]


def test_a_changed_locked_cell_is_restored_and_the_students_version_kept_beside_it():
    changed = CHECK | {"source": "def f(): return 2"}
    rebuilt = of(SETUP | {"source": "import numpy\nimport math"}, DONE, changed)
    assert by_grade_id(rebuilt)["a9-f"] == CHECK["source"]
    assert by_grade_id(rebuilt)["a9-setup-1"] == "import numpy"
    assert rebuilt.cells == [
        "import numpy\nimport math",
        "def f(): return 1",
        "def f(): return 2",
    ]
    assert {"import numpy\nimport math", "def f(): return 2"} < set(sources(rebuilt))


@pytest.mark.parametrize("lost", [SETUP, STUB, CHECK, WHY])
def test_a_deleted_cell_is_put_back_after_its_predecessor(lost):
    rebuilt = of(*(one for one in RELEASE["cells"] if one is not lost))
    assert rebuilt.notebook == RELEASE


def test_an_empty_notebook_gets_every_marked_cell_back_in_order():
    assert list(by_grade_id(of())) == ["a9-setup-1", "a9-f-1", "a9-f", "a9-why"]


def test_a_stub_put_back_does_not_undo_a_function_written_elsewhere():
    elsewhere = cell("def f(): return 3")
    for order in ([elsewhere, SETUP, CHECK], [SETUP, elsewhere, CHECK], [SETUP, CHECK, elsewhere]):
        assert of(*order).cells == [STUB["source"], "def f(): return 3"]


def test_of_duplicates_all_run_and_the_last_one_keeps_the_id():
    later = STUB | {"source": "def f(): return 2", "id": "copy"}
    rebuilt = of(SETUP, DONE, CHECK, later, CHECK)
    assert rebuilt.cells == ["def f(): return 1", "def f(): return 2"]
    assert by_grade_id(rebuilt)["a9-f-1"] == "def f(): return 2"
    assert sources(rebuilt).count(CHECK["source"]) == 2
    ids = [one["id"] for one in rebuilt.notebook["cells"]]
    assert len(ids) == len(set(ids))


def test_a_cell_is_known_by_grade_id_else_cell_id_else_source():
    by_cell_id = DONE | {"metadata": {}}
    by_source = {"cell_type": "code", "source": DEMO["source"]}
    moved = DONE | {"id": "d0"}
    assert by_grade_id(of(by_cell_id))["a9-f-1"] == DONE["source"]
    assert written(of(by_source)) == written(of())
    assert by_grade_id(of(moved))["a9-f-1"] == DONE["source"]


def test_a_cell_turned_into_another_kind_is_an_added_one():
    rebuilt = of(SETUP, DONE | {"cell_type": "markdown"}, CHECK)
    assert rebuilt.cells == [STUB["source"]]
    assert DONE["source"] in sources(rebuilt)


def test_metadata_outputs_attachments_and_tags_are_the_releases():
    loud = json.loads(json.dumps(RELEASE))
    loud["metadata"] = {"kernelspec": {"name": "evil"}, "nbgrader": {"schema_version": 99}}
    for one in loud["cells"]:
        one["metadata"].setdefault("nbgrader", {})["schema_version"] = 99
        one["metadata"] |= {"tags": ["skip-execution"], "deletable": True}
        one["attachments"] = {"x.png": {"image/png": ""}}
        if one["cell_type"] == "code":
            one["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "10"}}]
    added = cell("1", tags=["skip-execution"]) | {"attachments": {"x": {}}}
    assert rebuild(RELEASE, loud).notebook == RELEASE
    assert of(*loud["cells"], added).notebook["cells"][-1] == cell("1", id="added-1")


def test_nbformat_3_is_read():
    old = {"worksheets": [{"cells": [
        {"cell_type": "heading", "level": 1, "source": "Title"},
        {"cell_type": "code", "input": ["def f():\n", "    return 1"], "language": "python", "metadata": {}},
    ]}]}  # fmt: skip
    assert rebuild(RELEASE, old).cells[-1] == "def f():\n    return 1"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("text", "it is a text"),
        ({"cell_type": "code", "source": 5}, "its source is a number"),
        ({"cell_type": "code"}, "its source is nothing"),
        ({"cell_type": "code", "source": ["a", None]}, "its source is nothing"),
        ({"cell_type": ["code"], "source": ""}, "its type is none of"),
        ({"cell_type": "video", "source": ""}, "its type is none of"),
    ],
)
def test_a_cell_that_cannot_be_read_is_left_out_with_a_note(bad, words):
    rebuilt = of(SETUP, bad, DONE)
    assert rebuilt.cells == ["def f(): return 1"]
    assert len(rebuilt.notes) == 1 and "Cell 2 " in rebuilt.notes[0] and words in rebuilt.notes[0]


def test_what_has_no_cells_is_unreadable():
    for submitted in ({}, {"cells": 3}, {"worksheets": [3]}, {"cells": [DONE] * (CELLS_LIMIT + 1)}):
        with pytest.raises(Unreadable, match="cells"):
            rebuild(RELEASE, submitted)


def test_half_a_surrogate_pair_and_windows_line_ends_do_no_harm():
    rebuilt = of(cell("x = '\ud800'\r\ny = 1"))
    assert rebuilt.cells[-1] == "x = '?'\ny = 1"
    assert encodable("\ud800").encode() == b"?"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
FIELDS = st.fixed_dictionaries({}, optional={
    "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | JSON,
    "source": st.sampled_from([STUB["source"], CHECK["source"]]) | st.text() | st.lists(st.text()) | JSON,
    "metadata": st.fixed_dictionaries({"nbgrader": st.fixed_dictionaries(
        {"grade_id": st.sampled_from(["a9-f", "a9-f-1", "a9-why"]) | JSON})}) | JSON,
    "id": st.sampled_from(["a9-f", "d0", "added-1"]) | JSON,
})  # fmt: skip
NOTEBOOKS = st.fixed_dictionaries({}, optional={
    "cells": st.lists(FIELDS | JSON) | JSON, "worksheets": JSON, "metadata": JSON,
})  # fmt: skip


@settings(max_examples=300)
@given(NOTEBOOKS)
def test_whatever_comes_a_valid_notebook_is_made_or_it_is_unreadable(submitted):
    try:
        rebuilt = rebuild(RELEASE, submitted)
    except Unreadable:
        return
    nbformat.validate(nbformat.from_dict(rebuilt.notebook))
    assert rebuilt.notebook["metadata"] == RELEASE["metadata"]
    found = by_grade_id(rebuilt)
    assert set(found) == {"a9-setup-1", "a9-f-1", "a9-f", "a9-why"}
    assert (found["a9-setup-1"], found["a9-f"]) == ("import numpy", CHECK["source"])
    again = rebuild(RELEASE, rebuilt.notebook)
    assert again.notebook == rebuilt.notebook
    assert sorted(again.cells) == sorted(rebuilt.cells)


def test_setup_cells_are_the_releases_own():
    assert setup(RELEASE) == ["import numpy"]


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path):
    path = tmp_path / "n.ipynb"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + json.dumps(RELEASE).encode())
        assert read_notebook(path) == RELEASE


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"{", "not a notebook"),
        (b"[1]", "holds a list"),
        (b"\xff\xfe\x00{", "UTF-8"),
        (b"[" * 100_000, "nests its lists too deeply"),
        (b'{"cells": [' + b"[]," * 2_000_001 + b"[]]}", "holds more than 2,000,000 lists"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "not a notebook"),
        (b" " * (100 * 2**20 + 1), "larger than 100 MB"),
    ],
)
def test_a_file_that_is_no_notebook_is_unreadable(tmp_path, content, words):
    path = tmp_path / "n.ipynb"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=words):
        read_notebook(path)


def test_links_folders_pipes_and_nothing_are_not_read(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text(json.dumps(RELEASE))
    (tmp_path / "link.ipynb").symlink_to(secret)
    (tmp_path / "folder").symlink_to(tmp_path)
    (tmp_path / "dir.ipynb").mkdir()
    os.mkfifo(tmp_path / "pipe.ipynb")
    for name in ("link.ipynb", "folder/secret.ipynb", "dir.ipynb", "pipe.ipynb", "absent.ipynb"):
        with pytest.raises(Unreadable):
            read_notebook(tmp_path / name)


def test_a_check_stands_after_what_runs_before_it():
    one, two = cell("one = 1"), cell("two = 2")
    assert of(SETUP, DONE, one, CHECK, two).checks == {"a9-f": 2}
    assert of(SETUP, CHECK, DONE).checks == {"a9-f": 0}
    renamed = CHECK | {"metadata": {}, "id": "other"}  # known by its source alone
    assert of(SETUP, DONE, renamed, two).checks == {"a9-f": 1}


def test_of_copies_of_a_check_the_last_one_counts():
    copy = cell(CHECK["source"], id="copy")
    assert of(SETUP, CHECK, DONE, copy, cell("x = 1")).checks == {"a9-f": 1}
    assert of(SETUP, CHECK, DONE, CHECK, cell("x = 1")).checks == {"a9-f": 1}


def test_a_changed_check_stands_where_it_is_called():
    changed = CHECK | {"source": 'k = 1\ncheck("a9.f", f)\nf = None'}
    rebuilt = of(SETUP, DONE, changed)
    assert rebuilt.cells == [DONE["source"], "k = 1\n", 'check("a9.f", f)\nf = None']
    assert rebuilt.checks == {"a9-f": 2}
    without = of(SETUP, DONE, CHECK | {"source": "k = 1"}, cell("later = 1"))
    assert without.checks == {"a9-f": 2}


def test_a_cell_that_was_merged_with_its_check_is_cut_in_front_of_it():
    merged = DONE | {"source": DONE["source"] + "\n\n" + CHECK["source"] + "\nf = None"}
    rebuilt = of(SETUP, merged)
    assert rebuilt.checks == {"a9-f": 1} and rebuilt.cells[0].strip() == DONE["source"]


def test_a_check_that_was_deleted_stands_after_the_last_cell_that_defines_its_function():
    again, other = cell("def f(): return 2"), cell("def g(): return f() == 1")
    rebuilt = of(SETUP, DONE, again, other)
    assert rebuilt.checks == {}
    assert rebuilt.place_of("a9-f", ["f"]) == 2
    assert rebuilt.place_of("a9-f", ["h"]) == 3  # nobody defines it: at the end


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(x): return x", True),
        ("async  def f(): pass", True),
        ("f = lambda x: x", True),
        ("class f:\n    pass", True),
        ("from mine import f", True),
        ("import f", True),
        ("x = 1\ndef f():\n    pass", True),
        ("f == 1", False),
        ("def ff(): pass", False),
        ("    def f(): pass", False),
        ("f(1)", False),
        ("# def f", False),
    ],
)
def test_what_defines_a_name(source, found):
    assert defines(source, "f") is found


def test_an_untouched_stub_does_not_undo_what_stands_above_it():
    own = cell("def f(): return 3")
    above, below = of(SETUP, own, STUB, CHECK), of(SETUP, STUB, own, CHECK)
    assert above.cells == below.cells == [STUB["source"], own["source"]]
    assert above.checks == below.checks == {"a9-f": 2}
    assert "an untouched stub" in above.notes[0] and above.notes[0].startswith("f ")
    assert below.notes == ()  # the notebook itself does so
