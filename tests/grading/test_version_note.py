"""What is said where a notebook comes from another Python."""

import platform

import pytest

from autograder.grading.submission import _version_note
from autograder.shared.errors import Error

HERE = ".".join(platform.python_version_tuple()[:2])
SYNTAX, OTHER = (Error(message="x", names=names) for names in (("SyntaxError", "Exception"), ("ValueError",)))


def saved(version: object) -> dict:
    return {"cells": [], "metadata": {"language_info": {"version": version}}}


def test_a_cell_that_is_no_python_here_may_be_some_of_another_version():
    [note] = _version_note(saved("3.99.1"), [None, SYNTAX])
    assert note.startswith(f"The notebook was saved with Python 3.99 and is graded with {HERE}")


@pytest.mark.parametrize("version", [f"{HERE}.0", None, 7, "x" * 99, "<b>3.9</b>"])
def test_where_the_version_is_ours_or_none_nothing_is_said(version):
    assert _version_note(saved(version), [SYNTAX]) == ()


def test_where_no_cell_is_refused_nothing_is_said():
    assert _version_note(saved("3.99.1"), [None, OTHER]) == ()
    assert _version_note({"cells": []}, [SYNTAX]) == ()
