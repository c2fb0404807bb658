"""Which of a student's files is the notebook. Students rename, copy and pack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.intake.archives import Folder, Zip, nested
from autograder.intake.platforms import File, Submission
from autograder.intake.untrusted import SIZE_LIMIT, Unreadable

NESTED_LIMIT = 4 * SIZE_LIMIT  # bytes of a zip file that a student handed in
NESTED_FILES = 3  # how many of a student's zip files are looked into
FILES_LIMIT = 10_000  # of one student
COPY = r"(?:copy of )?{}(?: ?\(([0-9]{{1,4}})\)|[-_ ]([0-9]{{1,4}})|[-_ ]{{1,3}}copy ?([0-9]{{0,4}})){{0,3}}"
CANVAS_TAKEN = re.compile(r"-(?:[0-9]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\.ipynb$)")


class NoNotebook(Exception):
    """None of a student's files is the notebook: a sentence that says what is there instead."""


@dataclass(frozen=True)
class _Candidate:
    """A notebook that may be the one. rank: of several named ones the largest is taken."""

    source: Zip | Folder
    file: File
    named: bool
    rank: tuple[bool, int, int, int]

    @property
    def name(self) -> str:
        return "/".join(self.file.path)

    @property
    def fault(self) -> str:
        return self.file.item.fault


def notebook(assignment: str, source: Zip | Folder, one: Submission) -> tuple[bytes, list[str]]:
    """A student's notebook, and sentences on what the instructor may want to know.

    The one named like the assignment counts, the latest of several, whether it was handed in as it is
    or in a zip file; else the only one, whatever its name.

    Raises:
        Unreadable: it may be there, but what should hold it cannot be read.
        NoNotebook: there is none, or several with other names.
    """
    if one.fault:
        raise Unreadable(one.fault)
    if len(one.files) > FILES_LIMIT:
        raise Unreadable(f"{len(one.files):,} files, expected at most {FILES_LIMIT:,}")
    problems: list[str] = []
    candidates = list(_candidates(assignment, source, one.files))
    if not any(candidate.named and not candidate.fault for candidate in candidates):
        candidates += _from_zips(assignment, source, one.files, problems)
    problems += [f"{candidate.name} {candidate.fault}" for candidate in candidates if candidate.fault]
    sound = [candidate for candidate in candidates if not candidate.fault]
    if not sound and problems:
        raise Unreadable("; ".join(problems[:3]))
    chosen, note = _choose(assignment, one.files, sound)
    content = chosen.source.read(chosen.file.item, SIZE_LIMIT)
    left_out = [f"left out: {problem}" for problem in problems[:3]]
    return content, [note, *left_out] if note else left_out


def _choose(assignment: str, files: Sequence[File], sound: list[_Candidate]) -> tuple[_Candidate, str]:
    """The notebook, and what to say about the choice."""
    named = [candidate for candidate in sound if candidate.named]
    if named:  # of equals the last one in the archive, as when it is unpacked
        chosen = max(reversed(named), key=lambda candidate: candidate.rank)
        return chosen, f"{chosen.name} was taken, of {len(named)} such names" if len(named) > 1 else ""
    if len(sound) == 1:
        return sound[0], f"{sound[0].name} was taken, the only notebook"
    if sound:
        names = _some("/".join(candidate.file.path) for candidate in sound)
        raise NoNotebook(f"none of {len(sound)} notebooks is named {assignment}.ipynb: {names}")
    raise NoNotebook(f"no notebook, but {_some('/'.join(file.path) for file in files)}")


def _some(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:4]) + (", ..." if len(names) > 4 else "")


def _candidates(assignment: str, source: Zip | Folder, files: Iterable[File]) -> Iterator[_Candidate]:
    for file in files:
        if file.path[-1].lower().endswith(".ipynb") and not _is_hidden(file.path):
            yield _candidate(assignment, source, file)


def _candidate(assignment: str, source: Zip | Folder, file: File) -> _Candidate:
    """How well a notebook's name fits, then how late it is.

    The name itself, be it with the number that Canvas adds to names that were taken, comes before
    copies of it: `Copy of NAME`, `NAME (1)`, `NAME-Copy1`, of which the highest number is the latest.
    """
    name, own = _plain(file.path[-1]), _plain(assignment)
    exact = f"{own}.ipynb" in (name, CANVAS_TAKEN.sub("", name) if file.upload else name)
    copy = re.fullmatch(COPY.format(re.escape(own)) + r"\.ipynb", name)
    numbers = [int(number) for number in copy.groups() if number] if copy else []
    rank = (exact, file.upload, max(numbers, default=0), -len(file.path))
    return _Candidate(source, file, exact or copy is not None, rank)


def _from_zips(
    assignment: str, source: Zip | Folder, files: Sequence[File], problems: list[str]
) -> Iterator[_Candidate]:
    """The notebooks in a student's zip files, the latest ones first; zip files in those stay closed."""
    zips = [file for file in files if file.path[-1].lower().endswith(".zip") and not _is_hidden(file.path)]
    zips.sort(key=lambda file: -file.upload)
    problems += [f"{file.path[-1]} is one zip file too many" for file in zips[NESTED_FILES:]]
    for file in zips[:NESTED_FILES]:
        try:
            inside = nested(source.read(file.item, NESTED_LIMIT), file.path[-1])
        except Unreadable as error:
            problems.append(str(error))
            continue
        inner = [File((*file.path, *item.path), item, file.upload) for item in inside.items]
        yield from _candidates(assignment, inside, inner)


def _is_hidden(path: Sequence[str]) -> bool:
    """What systems and Jupyter put beside a student's files: __MACOSX, .ipynb_checkpoints, ._name."""
    return any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in path)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
