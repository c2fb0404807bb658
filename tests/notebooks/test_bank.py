"""Home and grading ask the same question at the same moment: the bank of whole notebooks, run and graded."""

import contextlib
import functools
import re
from collections import Counter
from pathlib import Path

import pytest
from bank import ABOVE, DELETED, FAILED, PARAGRAPHS, STUB, Notebook, box, grade, notebooks, run_at_home
from sandboxed import needs_sandbox

pytestmark = needs_sandbox

ALL = list(notebooks())
QUICK = (
    "bank-01_constant_of_each_section",
    "bank-08_decorated_later",
    "bank-13_colab_drive",
    "bank-16_assert_below_the_function",
    "bank-22_tqdm_in_notebook_style",
    "bank-30_original_beside_the_final",
    "bank-36_merge_marks_in_a_cell",
    "bank-38_logging_to_stderr",
)
# what no student has to read
INTERNALS = re.compile(
    r"/box/|/site/|/python/|Traceback|JSONDecode|line \d+ column|\(char \d+\)|stand_?in|errno|<frozen|SandboxError"
)


CASES = [
    pytest.param(notebook, id=str(notebook), marks=() if str(notebook) in QUICK else pytest.mark.slow)
    for notebook in ALL
]


@pytest.fixture(scope="module")
def boxes():
    """A sandbox for each assignment, opened when it is first needed."""
    with contextlib.ExitStack() as stack:
        yield functools.cache(lambda assignment: stack.enter_context(box(assignment)))


@pytest.mark.parametrize("notebook", CASES)
def test_grading_gives_what_home_gave(notebook: Notebook, tmp_path: Path, boxes):
    (tmp_path / "home").mkdir()
    written = notebook.written()
    home = run_at_home(notebook, written, tmp_path / "home")
    result = grade(notebook, written, tmp_path / "grading", boxes(notebook.assignment))
    said = {part.part: part for part in result.parts}
    wrong = []
    for part in notebook.parts:
        wrong += _at_home(notebook, part, home.get(part.id))
        wrong += _in_grading(notebook, part, home.get(part.id), said[part.id], result.notes)
    texts = [*result.notes, *(part.comment for part in result.parts)]
    wrong += [f"says {found[0]!r}: {text}" for text in texts if (found := INTERNALS.search(text))]
    wrong += [f"does not say {p!r}" for p in notebook.get("NOTES", ()) if not re.search(p, "\n".join(texts))]
    assert not wrong, "\n".join([*wrong, *result.notes])


def _at_home(notebook, part, shown):
    """What is not as the notebook says of its points at home."""
    points = shown.points if shown else 0
    expected = notebook.get("HOME", {}).get(part.id, part.max_points)
    if points != expected and not (expected is None and points < part.max_points):
        yield f"{part.id} has {points:g} at home, expected {expected}: {shown and shown.report}"
    if shown and shown.stock not in (None, shown.points):
        yield f"{part.id} has {points:g} at home, and Validate reads {shown.stock:g}"
    missing = notebook.get("NOT_THERE", {}).get(part.id)
    if missing and not (shown and missing in shown.report):
        yield f"the check of {part.id} does not say that grading has no {missing}"


def _in_grading(notebook, part, shown, graded, notes):
    """What is not as at home, or is and should not be."""
    points = shown.points if shown else 0
    if part.id in notebook.get("NOT_THERE", {}):
        return
    expected, why = notebook.get("GRADED", {}).get(part.id, (points, ""))
    if graded.points != expected:
        told = f"{part.id} has {points:g} at home and {graded.points:g} in grading, expected {expected:g}"
        yield f"{told}: {graded.comment}"
    if why and why not in " ".join([graded.comment, *notes]):
        yield f"{part.id} has more than at home, and the report does not say why: {why}"


@pytest.mark.parametrize("why", [STUB, FAILED, DELETED, ABOVE])
def test_the_book_lists_why_grading_gives_more(root, why):
    assert why in (root / "book" / "grading.md").read_text(encoding="utf-8")


def test_at_least_sixty_and_each_says_what_is_odd():
    assert len(ALL) >= 60 and set(QUICK) < set(map(str, ALL))
    told = [notebook.module.__doc__ for notebook in ALL]
    assert all(told) and len(set(told)) == len(told)
    about = Counter(notebook.get("ABOUT", "by a stranger") for notebook in ALL)
    assert set(about) == {*PARAGRAPHS, "by a stranger"} and min(about.values()) >= 3
    assert about["by a stranger"] >= 20
