"""Sources to notebooks: what is derived, what is refused, and what a release never holds."""

import functools
import inspect
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.assignments import Assignment, assignments, load_assignment
from autograder.authoring import build, source
from autograder.authoring.build import build_assignment, instructor_notebook, out_of_step
from autograder.authoring.source import BuildError
from autograder.part import Part

SOURCE = '''# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
# ---

# %% [markdown]
# # Two functions

# %% tags=["setup"]
import numpy as np
from autograder import check, once_written

# %%
def double(n: int) -> int:
    """Twice n."""
    ### BEGIN SOLUTION
    return twice_the_number(n)
    ### END SOLUTION

# %%
with once_written():
    print(double(2))

# %%
check("a9.double", double)

# %%
def up(n):
    ### BEGIN SOLUTION
    return n + one_more_step
    ### END SOLUTION

# %%
def down(n):
    ### BEGIN SOLUTION
    return n - one_more_step
    ### END SOLUTION

# %%
with once_written():
    print(double(2))

# %%
%time both = up, down
check("a9.steps", up, down)

# %% [markdown] tags=["by-hand"]
# ### a9.why (6 points)
# Why twice?
#
# <!-- BEGIN SOLUTION -->
# Because the answer says so.
# <!-- END SOLUTION -->
'''
PARTS = {
    "a9.double": Part("a9.double", {"values": 40}, ("double",), (), lambda rng: iter(())),
    "a9.steps": Part("a9.steps", {"up": 26.5, "down": 27.5}, ("up", "down"), (), lambda rng: iter(())),
}
NINE = Assignment("a9_tests", "For these tests", (), ("double", "steps"))


@pytest.fixture
def course(tmp_path, monkeypatch) -> Path:
    """A course's root with the one source above, and its two parts known."""
    monkeypatch.setattr(build, "load_assignment", {"a9_tests": NINE}.__getitem__)
    monkeypatch.setattr(source, "load_part", PARTS.__getitem__)
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "a9_tests.py").write_text(SOURCE)
    return tmp_path


@pytest.fixture
def built(course) -> dict[str, nbformat.NotebookNode]:
    texts = build_assignment(course / "solutions" / "a9_tests.py")
    return {path.split("/")[0]: nbformat.reads(text, as_version=4) for path, text in texts.items()}


def graded_ids(notebook) -> dict[str, dict]:
    return {c.id: c.metadata.nbgrader for c in notebook.cells if "nbgrader" in c.metadata}


def test_ids_points_and_locks_are_derived(built):
    marks = graded_ids(built["solutions"])
    assert list(marks) == [
        "a9-setup-1", "a9-double-1", "a9-double", "a9-steps-1", "a9-steps-2", "a9-steps", "a9-why",
    ]  # fmt: skip
    assert all(mark.grade_id == id for id, mark in marks.items())
    kinds = {id: (mark.grade, mark.solution, mark.locked) for id, mark in marks.items()}
    assert kinds["a9-setup-1"] == (False, False, True)
    assert kinds["a9-steps-2"] == (False, True, False)
    assert kinds["a9-steps"] == (True, False, True)
    assert kinds["a9-why"] == (True, True, False)
    points = {id: mark.points for id, mark in marks.items() if mark.grade}
    assert points == {"a9-double": 40, "a9-steps": 54, "a9-why": 6}
    assert json.dumps(points["a9-steps"]) == "54"


def test_other_ids_come_from_the_source_and_never_repeat(built):
    for notebook in built.values():
        ids = [cell.id for cell in notebook.cells]
        assert len(ids) == len(set(ids))
    demonstrations = [c.id for c in built["solutions"].cells if c.source.startswith("with once_written")]
    assert demonstrations[1] == f"{demonstrations[0]}-2"
    assert [c.id for c in built["solutions"].cells] == [c.id for c in built["assignments"].cells]


def test_a_grade_id_survives_an_edited_sentence(course):
    path = course / "solutions" / "a9_tests.py"
    before = graded_ids(nbformat.reads(instructor_notebook(path), as_version=4))
    path.write_text(SOURCE.replace("Twice n.", "Two times n.").replace("Why twice?", "Why two?"))
    assert list(graded_ids(nbformat.reads(instructor_notebook(path), as_version=4))) == list(before)


def test_the_release_has_stubs_and_no_solution(built):
    released = built["assignments"]
    text = json.dumps(released)
    for solution in (
        "twice_the_number",
        "one_more_step",
        "because the answer",
        "BEGIN SOLUTION",
        "END SOLUTION",
    ):
        assert solution.lower() not in text.lower()
    double = next(c for c in released.cells if c.id == "a9-double-1")
    assert double.source == 'def double(n: int) -> int:\n    """Twice n."""\n    raise NotImplementedError'
    assert "Why twice?" in released.cells[-1].source


def test_notebooks_are_valid_and_bare(built):
    for notebook in built.values():
        nbformat.validate(notebook)
        MetadataValidator().validate_nb(notebook)
        assert set(notebook.metadata) == {"kernelspec", "language_info"}
        assert notebook.metadata.kernelspec.name == "python3"
        for cell in notebook.cells:
            assert set(cell.metadata) <= {"nbgrader", "tags", "deletable", "editable"}
            assert not cell.get("outputs") and cell.get("execution_count") is None


def test_builds_are_byte_identical(course):
    path = course / "solutions" / "a9_tests.py"
    assert build_assignment(path) == build_assignment(path)


CHECK = 'check("a9.double", double)'
ONE_BARE_CHECK = "otherwise than in one bare check"
STEPS = SOURCE[SOURCE.index("# %%\ndef up") : SOURCE.index("# %% [markdown] tags")]
REFUSED = [
    ("text after the check", [(CHECK, CHECK + "  # done")]),
    ("text after the check", [(CHECK, CHECK + ";")]),
    (ONE_BARE_CHECK, [(CHECK, "r = " + CHECK)]),
    (ONE_BARE_CHECK, [(CHECK, CHECK + "\nprint()")]),
    (ONE_BARE_CHECK, [(CHECK, CHECK + "\n" + CHECK)]),
    (ONE_BARE_CHECK, [(CHECK, "with once_written():\n    " + CHECK)]),
    (ONE_BARE_CHECK, [(CHECK, f"import autograder\nautograder.{CHECK}\nNone")]),
    (ONE_BARE_CHECK, [("import check, once_written", "import check as c, once_written")]),
    ("under a cell magic", [(CHECK, "%%time\n" + CHECK)]),
    ("does not name its part", [('"a9.double"', "name")]),
    ("unknown part 'a9.doubel'", [('"a9.double"', '"a9.doubel"')]),
    ("does not pass the part's functions", [("up, down)", "down, up)")]),
    ("does not pass the part's functions", [("up, down)", "up, down, n=1)")]),
    ("graded twice", [('"a9.steps", up, down', '"a9.double", double')]),
    ("no solution cell above", [("# %%\ndef double", f"# %%\n{CHECK}\n\n# %%\ndef double")]),
    ("without a check below", [('check("a9.steps", up, down)', "pass")]),
    ("never checked: a9.steps", [(STEPS, "")]),
    ("points sum to 101", [("(6 points)", "(7 points)")]),
    ("BEGIN SOLUTION without END", [("    ### END SOLUTION\n", "")]),
    ("do not come in turns", [("    ### BEGIN SOLUTION\n", "")]),
    ("do not come in turns", [("return twice_the", "### BEGIN SOLUTION\n    return twice_the")]),
    ("region HIDDEN TESTS", [(CHECK, f"### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS\n{CHECK}")]),
    ("needs its id and its points", [("### a9.why (6 points)", "### a9.why")]),
    ("needs its id and its points", [("### a9.why (6 points)", "### a8.why (6 points)")]),
    ("without a model answer", [("# <!-- BEGIN SOLUTION -->\n", ""), ("# <!-- END SOLUTION -->\n", "")]),
    ("solution in a markdown cell", [(' tags=["by-hand"]', "")]),
    ("unknown tag 'set-up'", [('"setup"', '"set-up"')]),
    ("check and solution at once", [("    ### END SOLUTION\n", f"    ### END SOLUTION\n{CHECK}\n")]),
    ("setup and solution at once", [("# %%\ndef double", '# %% tags=["setup"]\ndef double')]),
    ("nbgrader metadata in a source", [('tags=["setup"]', 'nbgrader={"grade": true}')]),
    ("only a code cell can be a setup cell", [("# %% [markdown]\n", '# %% [markdown] tags=["setup"]\n')]),
    ("syntax error in its line 2", [("    print(double(2))", "    print(double(2)")]),
]


@pytest.mark.parametrize(("problem", "edits"), REFUSED)
def test_what_cannot_be_derived_is_refused(course, problem, edits):
    path = course / "solutions" / "a9_tests.py"
    text = SOURCE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)
    with pytest.raises(BuildError) as caught:
        instructor_notebook(path)
    assert problem in str(caught.value)
    assert "a9_tests.py" in str(caught.value)


def test_an_error_names_the_cell_and_the_fix(course):
    path = course / "solutions" / "a9_tests.py"
    path.write_text(SOURCE.replace('"a9.double", double', '"a9.double", dubble'))
    with pytest.raises(BuildError) as caught:
        instructor_notebook(path)
    assert str(caught.value) == (
        """solutions/a9_tests.py, cell 5 ('check("a9.double", dubble)'): """
        """the check does not pass the part's functions. Write check("a9.double", double)."""
    )


def test_a_solution_region_may_not_cut_a_statement(course):
    path = course / "solutions" / "a9_tests.py"
    cut = "    ### BEGIN SOLUTION\n    both = [n,\n    ### END SOLUTION\n    n]\n"
    whole = SOURCE[SOURCE.index("    ### BEGIN SOLUTION\n    return twice") : SOURCE.index("\n# %%\nwith")]
    path.write_text(SOURCE.replace(whole, cut))
    with pytest.raises(BuildError, match="as released, cell 3.*syntax error"):
        build_assignment(path)


def test_a_notebook_out_of_step_is_found(course):
    build.write(course)
    build.check(course)
    notebook = course / "assignments" / "a9_tests" / "a9_tests.ipynb"
    notebook.write_text(notebook.read_text().replace("Two functions", "Two function"))
    left_over = course / "assignments" / "a8_gone" / "a8_gone.ipynb"
    left_over.parent.mkdir()
    left_over.write_text("{}")
    with pytest.raises(BuildError, match="out of step") as caught:
        build.check(course)
    complaint = str(caught.value)
    assert "assignments/a9_tests/a9_tests.ipynb" in complaint and "a8_gone" in complaint
    assert notebook.read_text().count("Two functions") == 0, "--check must write nothing"


def test_a_wrong_folder_is_a_clear_sentence(tmp_path):
    with pytest.raises(BuildError, match="Run from the repository's root"):
        build.write(tmp_path)


def test_a_long_source_may_be_parts_in_a_folder(course):
    """They are joined in order, and an error names the part."""
    whole = build.build(course)
    path = course / "solutions" / "a9_tests.py"
    first, second = SOURCE.split("# %%\ndef up", 1)
    folder = course / "solutions" / "a9_tests"
    folder.mkdir()
    (folder / "02_steps.py").write_text("# %%\ndef up" + second)
    (folder / "01_double.py").write_text(first)
    with pytest.raises(BuildError, match="a9_tests has 2 sources"):
        build.build(course)
    path.unlink()
    assert build.build(course) == whole
    (folder / "02_steps.py").write_text("# %%\ndef up" + second.replace("return n - one", "return (n - one"))
    with pytest.raises(BuildError, match=r"a9_tests/02_steps\.py, cell 2 .*syntax error"):
        build.build(course)


LECTURE = """# %% [markdown]
# # A lecture

# %%
1 + 1
"""


def test_a_lecture_is_a_notebook_without_anything_graded(course):
    (course / "lectures").mkdir()
    (course / "lectures" / "09_toys.py").write_text(LECTURE)
    build.write(course)
    build.check(course)
    notebook = nbformat.read(course / "lectures" / "09_toys.ipynb", as_version=4)
    assert [cell.source for cell in notebook.cells] == ["# A lecture", "1 + 1"]
    assert not graded_ids(notebook) and not notebook.cells[1].outputs
    (course / "lectures" / "08_gone.ipynb").write_text("{}")
    with pytest.raises(BuildError, match=r"out of step with their sources: lectures/08_gone\.ipynb\."):
        build.check(course)


@pytest.mark.parametrize(
    "cell, words",
    [
        ('# %%\ncheck("a9.double", double)\n', "a check in a lecture"),
        ("# %%\n### BEGIN SOLUTION\n1\n### END SOLUTION\n", "a solution or a tag in a lecture"),
        ('# %% tags=["setup"]\n1\n', "a solution or a tag in a lecture"),
    ],
)
def test_what_a_lecture_must_not_hold_is_refused(course, cell, words):
    (course / "lectures").mkdir()
    (course / "lectures" / "09_toys.py").write_text(LECTURE + "\n" + cell)
    with pytest.raises(BuildError, match=f"09_toys.py, cell 3 .*{words}"):
        build.build(course, ["09_toys"])


# The committed course


@functools.cache
def course_products(root: Path) -> dict[str, str]:
    return build.build(root)


def solution_lines(text: str) -> set[str]:
    """Lines of all solution regions that are long enough to mean something."""
    inside, found = False, set()
    for line in text.splitlines():
        if source.BEGIN in line or source.END in line:
            inside = source.BEGIN in line
        elif inside and len(line.strip()) > 12:
            found.add(line.strip().removeprefix("# "))
    return found


def released_text(root: Path, name: str) -> str:
    notebook = nbformat.read(root / "assignments" / name / f"{name}.ipynb", as_version=4)
    return "\n".join(cell.source for cell in notebook.cells)


def test_committed_notebooks_are_in_step(root):
    assert list(out_of_step(root, course_products(root))) == []


def test_every_assignment_has_its_source(root):
    assert [name for name, path in build.sources(root).items() if path.parent.name != "lectures"] == sorted(
        assignments()
    )


@pytest.mark.parametrize("name", assignments())
def test_no_solution_leaks_into_a_release(root, name):
    released = {line.strip() for line in released_text(root, name).splitlines()}
    solutions = solution_lines("\n".join(cell.text for cell in source.read_cells(build.sources(root)[name])))
    assert solutions, "no solution region found: this test would pass whatever leaks"
    assert solutions & released == set()


@pytest.mark.parametrize("name", assignments())
def test_no_check_leaks_into_a_release(root, name):
    released = released_text(root, name)
    for part in load_assignment(name).load_parts():
        for mistake in part.mistakes.values():
            assert " ".join(mistake.explanation.split()) not in " ".join(released.split())
        checks = inspect.getsource(inspect.getmodule(part.generate)).splitlines()
        telling = {line.strip() for line in checks if len(line.strip()) > 30}
        assert telling & {line.strip() for line in released.splitlines()} == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", assignments())
def test_stock_nbgrader_releases_the_same(root, name, tmp_path):
    """`nbgrader generate_assignment` from the root gives the bytes that are committed."""
    shutil.copy(root / "nbgrader_config.py", tmp_path)
    shutil.copytree(root / "solutions" / name, tmp_path / "solutions" / name)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", name]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # where alembic is
    subprocess.run(command, cwd=tmp_path, env=os.environ | {"PATH": path}, check=True, capture_output=True)
    [notebook] = (tmp_path / "assignments" / name).iterdir()
    assert notebook.read_bytes() == (root / "assignments" / name / f"{name}.ipynb").read_bytes()
