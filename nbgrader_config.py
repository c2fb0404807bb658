"""Stock nbgrader, run from the repository's root, uses the course's folders and its way of releasing."""

from pathlib import Path

from autograder.authoring.build import release_settings

c = get_config()  # noqa: F821  given by traitlets

root = Path(__file__).resolve().parent
grading = root / "grading"
grading.mkdir(exist_ok=True)  # SQLite makes the gradebook, not its folder

c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.submitted_directory = str(grading / "submitted")
c.CourseDirectory.autograded_directory = str(grading / "autograded")
c.CourseDirectory.feedback_directory = str(grading / "feedback")
c.CourseDirectory.db_url = f"sqlite:///{grading / 'gradebook.db'}"

release_settings(c)

# Grading in the sandbox in place of running the notebook: see autograder/grading/nbgrader/steps.py
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
