"""What a student has in a folder of submissions: the notebook, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.assignments import assignments
from autograder.errors import CourseError
from autograder.intake.archives import Folder
from autograder.intake.pick import NoNotebook, Picked, Undecided, notebook
from autograder.intake.platforms import File
from autograder.intake.untrusted import Unreadable, printable, read_bytes, readable
from autograder.intake.work import Releases
from autograder.layout import COLLECTED

NOTES_LIMIT = 10_000  # bytes


@dataclass(frozen=True)
class HandedIn:
    """A student's notebook for an assignment.

    content: the file, or if it is large its cells without their outputs. problem: status and sentence where
    there is none. notes: sentences on why it was taken, and on what was passed over.
    """

    content: bytes = b""
    problem: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()


def handed_in(home: Path, releases: Releases) -> HandedIn:
    """What is in a student's folder of an assignment. home: submissions/STUDENT/ASSIGNMENT.

    Raises nothing that the student's files cause.
    """
    try:
        with readable(home.parent.name):
            picked = _picked(home, releases)
        return HandedIn(picked.compact, None, (*_collected(home), *picked.notes))
    except Undecided as error:
        return HandedIn(problem=("unreadable", str(error)))
    except NoNotebook as error:
        said = "; ".join(_collected(home)) or str(error)
        nothing = f"No notebook was handed in: {releases.assignment}.ipynb is not there."
        return HandedIn(problem=("missing", nothing if said == "no notebook" else said))
    except CourseError as error:
        return HandedIn(problem=("unreadable", str(error)))


def _picked(home: Path, releases: Releases) -> Picked:
    """The notebook in a student's folder of the assignment; else what lies in no assignment's folder."""
    if home.is_symlink():
        raise Unreadable(f"the folder {home.name} is a link: hand in the folder itself")
    try:
        return _notebook(releases, home)
    except Undecided:
        raise
    except NoNotebook as nothing:
        try:
            return _notebook(releases, home.parent, besides=assignments())
        except Undecided:
            raise
        except NoNotebook:
            raise nothing from None


def _notebook(releases: Releases, folder: Path, besides: Sequence[str] = ()) -> Picked:
    """The notebook below a folder. besides: names of folders in it that are not looked into."""
    if not folder.is_dir():
        raise NoNotebook("no notebook")
    source = Folder(folder)
    items = [item for item in source.items if len(item.path) == 1 or item.path[0] not in besides]
    return notebook(releases, source, [File(item.path, item) for item in items])


def _collected(home: Path) -> list[str]:
    """What `autograder collect` noted of the files that it passed over."""
    try:
        text = read_bytes(home / COLLECTED, NOTES_LIMIT).decode("utf-8", "replace")
    except Unreadable:
        return []
    return [printable(line) for line in text.splitlines()]
