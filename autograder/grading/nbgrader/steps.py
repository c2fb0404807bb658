"""The steps that stock `nbgrader autograde` takes in this course, named by nbgrader_config.py.

A submission is rebuilt in place of being cleaned, and graded in the sandbox in place of being run.
"""

from __future__ import annotations

import contextlib
import json
import logging
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy.engine import make_url

from autograder.errors import CourseError
from autograder.grading.folders import Folders
from autograder.grading.nbgrader.gradebook import ensure_assignment, store
from autograder.grading.nbgrader.notebooks import reported
from autograder.grading.run import grade_student, open_job
from autograder.intake.rebuild import rebuild
from autograder.intake.untrusted import Unreadable, parse_notebook


class Reader(NotebookExporter):
    """Begins with an empty notebook: nbformat raises on files that Rebuild and Grade can read."""

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        return self.from_notebook_node(new_notebook(), resources, **options)


def prepare(folders: Folders, *, assignment: str, student: str, notebooks: list[str]) -> None:
    """What nbgrader calls before it grades a submission: it has the gradebook know the assignment, as
    `autograder grade` has, and the notebook go by the assignment's name, whatever the student calls it.

    notebooks: paths of all that lie in one student's folder of the assignment; changed in place.
    """
    try:
        ensure_assignment(folders, assignment)
    except CourseError as error:
        logging.getLogger("nbgrader").error("%s", error)
    if notebooks:
        notebooks[:] = [str(Path(notebooks[0]).with_name(f"{assignment}.ipynb"))]


class Step(NbGraderPreprocessor):
    """A step of `nbgrader autograde` in this course."""

    @property
    def folders(self) -> Folders:
        """The course's folders, from nbgrader's configuration."""
        course = self.parent.parent.coursedir
        root = Path(course.root)
        grading = root / Path(make_url(course.db_url).database or "").parent
        return Folders(root, grading, root / course.submitted_directory)


class Rebuild(Step):
    """In place of all that nbgrader does to make a submission safe to read."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        student, assignment = (resources["nbgrader"][name] for name in ("student", "assignment"))
        release = self.folders.read_release(assignment)
        job = open_job(self.folders, assignment, student, release, seed=0)
        submitted: dict[str, Any] = {"cells": []}
        with contextlib.suppress(Unreadable):  # then Grade says why
            submitted = parse_notebook(job.submitted, assignment)
        return nbformat.from_dict(rebuild(json.loads(release), submitted).notebook), resources


class Grade(Step):
    """In place of running the notebook: it is graded as `autograder grade` does, in the sandbox."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        student, assignment = (resources["nbgrader"][name] for name in ("student", "assignment"))
        graded = grade_student(self.folders, assignment, student)
        resources["nbgrader"]["result"] = graded.result
        return reported(graded), resources


class Save(Step):
    """In place of reading scores from outputs: they come from the result that Grade left."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        result = resources["nbgrader"]["result"]
        store(self.folders, result.assignment, [(result, nb)])
        return nb, resources
