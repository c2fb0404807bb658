"""An export of a learning platform to nbgrader's folders: STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb.

No name in an export ever becomes a path. A file's name says whose it is and whether it is the
notebook; where it is written follows from the student's id and the assignment alone. What is wrong
with one student's files costs that student alone: limits hold per student, not per export, so that
a bomb cannot use up what others need. Nothing that was collected before is ever deleted; where it is
not replaced, the record says so. Only Gradescope's export says when something was handed in.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError, mendable
from autograder.intake.archives import Folder, Zip, opened
from autograder.intake.pick import NoNotebook, notebook
from autograder.intake.place import Home
from autograder.intake.platforms import Submission, read_export
from autograder.intake.student_ids import safe_id
from autograder.intake.untrusted import Unreadable, printable
from autograder.intake.work import Releases, read_releases
from autograder.layout import COLLECTED_FROM, find_course

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Record:
    """What became of one student's files.

    student: the folder's name. name: the student's, as the platform has it, or empty.
    status: new, changed, unchanged, no notebook, unreadable. sentence: what to know; may be empty.
    """

    student: str
    name: str
    status: str
    sentence: str


def collect(
    assignment: str,
    archive: Path,
    submissions: Path,
    *,
    platform: str | None = None,
    course: Path | None = None,
) -> list[Record]:
    """Collect an export into the folder `submissions`, and say what happened, one record per student.

    archive: the zip file, or the folder that somebody unpacked it to. platform: "canvas", "moodle" or
    "gradescope"; None finds it out. course: whose release tells work from what was there; None is the one
    that the current folder lies in. Every student with files in the export has a folder afterwards, so
    that one without a notebook is graded as missing. Students who are not in the export, and
    notebooks that are there already with the same bytes, are left alone.

    Raises:
        BadArchive: the export cannot be read as a whole; nothing was written.
        CourseError: there is no such platform, the assignment's name is no folder's, its release is not
            built, or the system refuses to read the export or to make the folder.
    """
    if assignment != safe_id(assignment):
        raise CourseError(f"assignment is {assignment!r}, expected a name such as 'a1_shapes'")
    with opened(archive) as source:
        releases = read_releases(course or find_course(), assignment)
        found, strays = read_export(source, platform)
        if strays:
            shown = ", ".join(printable(name[:80]) for name in strays[:3])
            log.warning("%s: no student's by their names: %s; %d in all", archive.name, shown, len(strays))
        if submissions.exists() and not submissions.is_dir():
            raise CourseError(f"{submissions} is no folder: name another one for the submissions")
        with mendable(submissions):
            submissions.mkdir(parents=True, exist_ok=True)
        return [_collect_one(releases, source, one, submissions) for one in found]


def _collect_one(releases: Releases, source: Zip | Folder, one: Submission, submissions: Path) -> Record:
    notes = list(one.notes)
    try:
        with Home(submissions, one.student, releases.assignment) as home:
            try:
                if one.fault:
                    raise Unreadable(one.fault)
                picked = notebook(releases, source, one.files)
                if not home.is_of(one.called):
                    noted = f"{one.student}/{releases.assignment}/{COLLECTED_FROM}"
                    raise Unreadable(
                        f"what was collected before came under another name, which stands in {noted}: see to it by "
                        "hand, and remove that file if both are one person"
                    )
                status = home.put(picked.content, one.time, one.called)
                home.note(picked.notes)
                notes += picked.notes
                if status == "changed":
                    notes.append("replaces what was collected before")
            except (Unreadable, NoNotebook) as error:
                status = "no notebook" if isinstance(error, NoNotebook) else "unreadable"
                notes.append(str(error))
                if home.holds_notebook():
                    notes.append("the notebook collected before is left as it is")
                else:
                    home.note([str(error)])
    except OSError as error:
        status = "unreadable"
        notes.append(f"{submissions / one.student} cannot be written: {error.strerror}")
    return Record(one.student, one.name, status, "; ".join(notes))
