"""Which of a student's files is the work. Students rename, copy and pack.

One rule for all ways in, an export of a learning platform or a folder of submissions. Work is what differs
from the release. One file with work in it is taken, whatever its name. Of several that differ the one that
is named as the assignment is taken; else none, for which of them counts is the student's to say. Whatever
is passed over is named, with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from autograder.intake.archives import Folder, Zip, nested
from autograder.intake.platforms import File
from autograder.intake.untrusted import (
    LARGE,
    SIZE_LIMIT,
    Unreadable,
    parse_notebook,
    printable,
    without_outputs,
)
from autograder.intake.work import Releases, Work
from autograder.layout import COLLECTED, COLLECTED_FROM, TIMESTAMP

NESTED_FILES = 3  # how many of a student's zip files are looked into
NOTEBOOKS = 10  # and how many notebooks: each may be large
FILES_LIMIT = 10_000  # of one student
NAME_LIMIT = 255  # characters of a file's name, on every system
NAMED = 12  # files that are named in the notes
CANVAS_TAKEN = re.compile(r"-(?:[0-9]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\.ipynb$)")
MACOS = "is a note that macOS keeps beside a file, not the file"
HIDDEN = {
    "__MACOSX": MACOS,
    "._": MACOS,
    ".ipynb_checkpoints": "is a copy that Jupyter keeps for itself; if it is to count, hand it in from outside",
    ".": "is a hidden file; if it is to count, give it another name",
}
OWN = (TIMESTAMP, COLLECTED, COLLECTED_FROM)  # what nbgrader and we put beside a notebook


class NoNotebook(Exception):
    """None of a student's files is the notebook: a sentence that says what is there instead."""


class Undecided(NoNotebook):
    """Several notebooks with different work, of which none is named as the assignment."""


@dataclass(frozen=True)
class Picked:
    """The notebook that was taken.

    content: as it was handed in; compact: the same, or if it is large its cells without their outputs.
    notes: sentences on why it was taken, and on what was passed over.
    """

    content: bytes
    compact: bytes
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Notebook:
    """A notebook that may be the one. named: as the assignment. is_large: compact is not all of it."""

    source: Zip | Folder
    file: File
    named: bool
    compact: bytes
    is_large: bool
    work: Work

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Of those with the same work, and of those that are named alike, the greatest is taken."""
        return self.named, self.file.upload, -len(self.file.path)


@dataclass
class _Found:
    """What a student's files are.

    unread: sentences on those that may have been meant as the notebook; passed: on others that are left out.
    others: names of files that are no notebooks.
    """

    notebooks: list[_Notebook] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def notebook(releases: Releases, source: Zip | Folder, files: Sequence[File]) -> Picked:
    """A student's notebook.

    Raises:
        Unreadable: it may be there, but what should hold it cannot be read.
        NoNotebook: there is none. Undecided: there are several.
    """
    if len(files) > FILES_LIMIT:
        raise Unreadable(f"{len(files):,} files, expected at most {FILES_LIMIT:,}")
    found = _Found()
    zips = [file for file in files if file.path[-1].lower().endswith(".zip") and not _hidden(file)]
    _look_at(releases, source, [file for file in files if file not in zips], found)
    if any(one.named and one.work.cells for one in found.notebooks):
        found.passed += [f"{_shown(file)} was not opened, with the notebook beside it" for file in zips]
    else:
        _look_into(releases, source, zips, found)
    chosen = _choose(releases.assignment, found)
    content = chosen.source.read(chosen.file.item, SIZE_LIMIT) if chosen.is_large else chosen.compact
    return Picked(content, chosen.compact, tuple(_notes(releases.assignment, found, chosen)))


def _look_at(releases: Releases, source: Zip | Folder, files: Sequence[File], found: _Found) -> None:
    """Sort files into what they are."""
    last = {file.path: file for file in files}  # of two with one name the last, as when it is unpacked
    found.passed += [
        f"{_shown(f)} is there twice; the last one counts" for f in files if f is not last[f.path]
    ]
    by_name = sorted(last.values(), key=lambda file: not _is_named(releases.assignment, file))
    for file in by_name:
        if hidden := _hidden(file):
            found.passed += [f"{_shown(file)} {hidden}"] if _may_be_notebook(file) else []
        elif _may_be_notebook(file) or _holds_cells(source, file):
            _read(releases, source, file, found)
        elif file.path[-1] not in OWN:
            found.others.append(_shown(file))


def _read(releases: Releases, source: Zip | Folder, file: File, found: _Found) -> None:
    """Take a notebook in, or say why not."""
    name = _shown(file)
    if len(found.notebooks) + len(found.unread) >= NOTEBOOKS:
        found.unread.append(f"{name} is one notebook too many")
        return
    try:
        raw = source.read(file.item, SIZE_LIMIT)
        compact = without_outputs(raw, name)
        work = releases.work(parse_notebook(compact, name))
    except Unreadable as error:
        found.unread.append(str(error))
        return
    named = _is_named(releases.assignment, file)
    if work.other:
        sentence = f"{name} is the notebook of {work.other}, not of {releases.assignment}"
        (found.unread if named else found.passed).append(sentence)
    else:
        found.notebooks.append(_Notebook(source, file, named, compact, len(raw) > LARGE, work))


def _look_into(releases: Releases, source: Zip | Folder, zips: list[File], found: _Found) -> None:
    """The notebooks in a student's zip files, the latest ones first; zip files in those stay closed."""
    zips.sort(key=lambda file: -file.upload)
    found.unread += [f"{_shown(file)} is one zip file too many" for file in zips[NESTED_FILES:]]
    for file in zips[:NESTED_FILES]:
        try:
            inside = nested(source.read(file.item, SIZE_LIMIT), file.path[-1])
        except Unreadable as error:
            found.unread.append(str(error))
            continue
        inner = [File((*file.path, *item.path), item, file.upload) for item in inside.items]
        _look_at(releases, inside, inner, found)


def _choose(assignment: str, found: _Found) -> _Notebook:
    """The notebook that counts. Raises as `notebook` does."""
    with_work = [one for one in found.notebooks if one.work.cells]
    related = [one for one in with_work if one.work.related]
    if not related and found.unread:
        raise Unreadable("; ".join([*found.unread[:3], *found.passed[:3]]))
    pool = related or with_work or found.notebooks
    if not pool:
        raise NoNotebook(_nothing(assignment, found))
    if len({one.work.cells for one in pool}) > 1:
        most = max(one.rank for one in pool)
        pool = [one for one in pool if one.rank == most]
        if not most[0] or len({one.work.cells for one in pool}) > 1:
            raise Undecided(_undecided(assignment, found, related or with_work))
    return max(reversed(pool), key=lambda one: one.rank)


def _nothing(assignment: str, found: _Found) -> str:
    there = [*found.passed, *found.others]
    return f"no notebook, but {_some(there)}: hand in {assignment}.ipynb itself" if there else "no notebook"


def _undecided(assignment: str, found: _Found, several: Sequence[_Notebook]) -> str:
    names = _some(_shown(one.file) for one in several)
    if any(one.named for one in several):
        said = f"{len(several)} notebooks differ: {names}; hand in only the one that counts"
    else:
        said = f"none of {len(several)} notebooks is named {assignment}.ipynb: {names}; "
        said += "hand in the one that counts under that name"
    return "; ".join([said, *_left_out(assignment, found, several)])


def _some(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:4]) + (", ..." if len(names) > 4 else "")


def _notes(assignment: str, found: _Found, chosen: _Notebook) -> Iterator[str]:
    """Why a notebook was taken, where that is not plain, and what was passed over."""
    if not chosen.named:
        among = "the only notebook" if len(found.notebooks) == 1 else "the only one with work in it"
        yield f"{_shown(chosen.file)} was taken, {among}"
    yield from _left_out(assignment, found, [chosen])


def _left_out(assignment: str, found: _Found, kept: Sequence[_Notebook]) -> list[str]:
    """What was passed over, and why. kept: the notebook that was taken, or those that might have been."""
    rest = [one for one in found.notebooks if one not in kept]
    reasons = [f"{_shown(one.file)} {_reason(assignment, one, kept[0])}" for one in rest]
    all = [f"left out: {reason}" for reason in (*found.unread, *reasons, *found.passed)]
    more = [f"left out: {len(all) - NAMED} more files"] if len(all) > NAMED else []
    return all[:NAMED] + more


def _reason(assignment: str, one: _Notebook, chosen: _Notebook) -> str:
    """Why a notebook is not the one that was taken."""
    if not one.work.cells:
        return "has no work in it, as it was released"
    if one.work.cells == chosen.work.cells:
        return f"has the same work as {_shown(chosen.file)}"
    if not one.work.related:
        return f"has nothing of {assignment} in it"
    return f"has other work; if that is to count, hand it in as {assignment}.ipynb"


def _may_be_notebook(file: File) -> bool:
    return ".ipynb" in file.path[-1].lower()


def _holds_cells(source: Zip | Folder, file: File) -> bool:
    """Whether a file of another name is a notebook: browsers save them as .json and .txt, or without."""
    name = file.path[-1].lower()
    if name in OWN or len(name) > NAME_LIMIT or not (name.endswith((".json", ".txt")) or "." not in name):
        return False
    try:
        raw = source.read(file.item, LARGE)
    except Unreadable:
        return False
    return raw.lstrip().startswith(b"{") and b'"cells"' in raw


def _is_named(assignment: str, file: File) -> bool:
    """Whether a file is named as the assignment, be it with the number that Canvas adds to a taken name."""
    name = _plain(file.path[-1])
    return f"{_plain(assignment)}.ipynb" in (name, CANVAS_TAKEN.sub("", name) if file.upload else name)


def _hidden(file: File) -> str:
    """What systems and Jupyter put beside a student's files: why it does not count; empty where it does."""
    parts = [part for part in file.path if part != ".."]
    found = (reason for start, reason in HIDDEN.items() for part in parts if part.startswith(start))
    return next(found, "")


def _shown(file: File) -> str:
    return printable("/".join(file.path))[:200]


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
