"""Stock nbgrader, run from the repository's root, uses the course's folders and its way of releasing."""

import functools
from pathlib import Path

from autograder import layout
from autograder.authoring.build import release_settings
from autograder.grading.folders import Folders
from autograder.grading.nbgrader.copied import copy_plain_files
from autograder.grading.nbgrader.steps import prepare
from autograder.grading.nbgrader.times import teach_nbgrader

c = get_config()  # noqa: F821  given by traitlets

root = Path(__file__).resolve().parent
folders = Folders.all_below(root, root / layout.GRADING)
folders.grading.mkdir(exist_ok=True)  # SQLite makes the gradebook, not its folder

c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = layout.SOLUTIONS
c.CourseDirectory.release_directory = layout.ASSIGNMENTS
# parts of a source lie beside its notebook, and the answers are in them
c.CourseDirectory.ignore = [".ipynb_checkpoints", "__pycache__", "*.pyc", "feedback", "*.py"]
c.CourseDirectory.submitted_directory = str(folders.submissions)
c.CourseDirectory.autograded_directory = str(folders.grading / layout.AUTOGRADED)
c.CourseDirectory.feedback_directory = str(folders.pages)
c.CourseDirectory.db_url = f"sqlite:///{folders.gradebook}"

release_settings(c)

# Grading in the sandbox in place of running the notebook: see autograder/grading/nbgrader/steps.py
teach_nbgrader()
copy_plain_files()
c.Autograde.pre_convert_hook = functools.partial(prepare, folders)
c.Autograde.exporter_class = "autograder.grading.nbgrader.steps.Reader"
c.Autograde.sanitize_preprocessors = ["autograder.grading.nbgrader.steps.Rebuild"]
c.Autograde.autograde_preprocessors = [
    "autograder.grading.nbgrader.steps.Grade",
    "autograder.grading.nbgrader.steps.Save",
    "nbgrader.preprocessors.AssignLatePenalties",
]
# formgrader shows what students wrote in an instructor's browser, and runs the scripts in it otherwise
c.HTMLExporter.preprocessors = ["autograder.grading.nbgrader.shown.Sanitize"]
# Markdown is rendered after that step, and comments in `nbgrader generate_feedback` without it
c.HTMLExporter.filters = {"markdown2html": "autograder.grading.sanitize.markdown"}
