"""Where things lie in the course's folder."""

from __future__ import annotations

from pathlib import Path

from autograder.errors import CourseError

CONFIG = "nbgrader_config.py"  # by which the folder is known
ASSIGNMENTS, LECTURES, SOLUTIONS = "assignments", "lectures", "solutions"
WORK = "work"  # a student's own copies
SITE = "build/book/html"  # what make book builds
SERVED, SERVED_AT = "COURSE_SITE", "/static/"  # tells a notebook that its server shows the site, and where
GRADING = "grading"  # all that grading writes
SUBMITTED, AUTOGRADED, FEEDBACK = "submitted", "autograded", "feedback"  # in there, by nbgrader's names
TIMESTAMP = "timestamp.txt"  # nbgrader's file beside a notebook on when it was handed in
COLLECTED = "collected.txt"  # and ours on what else an export held of a student
COLLECTED_FROM = "collected_from.txt"  # and on what the platform called them


def find_course() -> Path:
    """The course's folder: the current one, or the nearest above it, that holds nbgrader_config.py.

    Raises:
        CourseError: there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file():
            return folder
    raise CourseError(f"{here} does not lie in the course: go to the folder that holds {ASSIGNMENTS}/")


def notebook(folder: Path, assignment: str) -> Path:
    """An assignment's notebook in the course's, or in a student's, folder of notebooks: NAME/NAME.ipynb."""
    return folder / assignment / f"{assignment}.ipynb"


def instructor_notebook(root: Path, assignment: str) -> Path:
    """The notebook with all answers: solutions/NAME/NAME.ipynb."""
    return notebook(root / SOLUTIONS, assignment)


def released_notebook(root: Path, assignment: str) -> Path:
    """The notebook that students receive: assignments/NAME/NAME.ipynb."""
    return notebook(root / ASSIGNMENTS, assignment)


def lecture(root: Path, name: str) -> Path:
    """A lecture's notebook: lectures/NN_name.ipynb."""
    return root / LECTURES / f"{name}.ipynb"
