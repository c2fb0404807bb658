"""Whose is a file in an export, by the name that the learning platform gave it.

Canvas, "Download Submissions": one folder of files,
    NAME_[LATE_]USER_UPLOAD_FILE        smithbob_340934_208490284_a1_shapes.ipynb
    [LATE_]USER_UPLOAD_FILE             where the course grades anonymously
    NAME_[LATE_]USER_text.html, _link.html    what was typed instead of uploaded
  NAME is the sortable name in lower case without spaces, USER the number of Canvas's gradebook (column
  ID), UPLOAD the number of the upload, which grows. A file name that was taken gets -1, -2, ..., in
  newer versions from the eighth on a UUID. Sources: ContentZipper and Attachment.make_unique_filename
  in canvas-lms (app/models/content_zipper.rb, attachment.rb); the README of mikewesthad/canvas-unzipper.
  Canvas's code writes `late` in lower case, exports show `LATE`: both are read.

Moodle, "Download all submissions": by default a folder per student, else one folder of files,
    NAME_NUMBER_assignsubmission_file_/FILE      NAME_NUMBER_assignsubmission_file_FILE
  NAME is the full name, or the group's, or "Participant" in anonymous marking, in the site's language.
  Moodle makes its underscores spaces, some sites its spaces underscores; some put the student's own number
  before it, OWN_NAME_NUMBER_assignsubmission_file_. A default group has no NUMBER. The folder's last
  underscore is missing in newer versions; assignsubmission_onlinetext is text that was typed. Source:
  moodle/moodle, mod/assign/classes/downloader.php. NUMBER is Moodle's "Participant" number, one per student and
  assignment (assign::get_uniqueid_for_user), which its grading worksheet shows as Identifier.

Gradescope, "Export Submissions": a folder per submission and one file on all of them,
    assignment_N_export/submission_N/FILE        assignment_N_export/submission_metadata.yml
  The metadata has, by folder, `:submitters:` (a list, for a group, of `:name:`, `:sid:`, `:email:`) and
  `:created_at:`, in UTC where no zone is given. Sources, since Gradescope publishes no description:
  itsgeagle/provenance, packages/server/src/services/ingest/gradescope/parse-metadata.ts, and
  itsgeagle/provenance-gradescope-gateway, src/provgate/sync/prune.py, which take such exports.

An export in a folder of its own, as after unpacking and packing again, is read alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from autograder.errors import CourseError
from autograder.intake.archives import BadArchive, Folder, Item, Zip
from autograder.intake.gradescope import METADATA, Metadata, read_metadata
from autograder.intake.student_ids import safe_id
from autograder.intake.untrusted import printable

CANVAS = re.compile(
    r"(?:(?P<name>.*?)_)??(?P<late>late_)?(?P<user>[0-9]+)_"
    r"(?:(?P<upload>[0-9]+)_(?P<file>.+)|(?P<typed>(?:text|link)\.html))",
    re.IGNORECASE | re.DOTALL,
)
MOODLE = re.compile(
    r"(?:(?P<own>[a-z]{0,3}[0-9]{5,}[a-z]?)_+(?![0-9]+_assignsubmission))?(?P<name>.+?)(?:_+(?P<number>[0-9]+))?"
    r"_assignsubmission_[a-z]+(?:_(?P<file>.*))?",
    re.DOTALL | re.IGNORECASE,
)
GRADESCOPE = re.compile(r"submission_[0-9]+")
EXAMPLES = {
    "canvas": "smithbob_340934_208490284_a1_shapes.ipynb",
    "moodle": "Bob Smith_12345_assignsubmission_file_/a1_shapes.ipynb",
    "gradescope": "assignment_1_export/submission_1/a1_shapes.ipynb with submission_metadata.yml",
}


@dataclass(frozen=True)
class File:
    """A file that somebody handed in. path: inside their submission; upload: later ones have more."""

    path: tuple[str, ...]
    item: Item
    upload: int = 0


@dataclass
class Submission:
    """What one student handed in.

    student: the folder's name. name: as the platform spells it. time: when, in UTC, where the export says it.
    called: a name that stays the same from one export to the next, where names of files alone say who is who.
    notes: sentences for the instructor. fault: why none of it may be taken; empty where it may.
    """

    student: str
    name: str
    files: list[File] = field(default_factory=list)
    time: datetime | None = None
    called: str = ""
    notes: list[str] = field(default_factory=list)
    fault: str = ""


@dataclass(frozen=True)
class _Claim:
    """One file, as its name has it. doubt: why nobody can say whose it is; empty where that is plain. called: as a
    Submission's."""

    student: str
    name: str
    file: File
    late: bool = False
    doubt: str = ""
    called: str = ""
    time: datetime | None = None


def read_export(source: Zip | Folder, platform: str | None = None) -> tuple[list[Submission], list[str]]:
    """The submissions in an export, sorted by student, and the names in it that are nobody's.

    platform: "canvas", "moodle" or "gradescope"; None finds it out from the names.

    Raises:
        BadArchive: the names fit no platform, or not the one that was given.
        CourseError: there is no such platform.
    """
    if platform is not None and platform not in EXAMPLES:
        raise CourseError(f"platform is {platform!r}, expected one of {', '.join(EXAMPLES)}")
    items = _without_wrapper([item for item in source.items if item.path[0] != "__MACOSX"])
    found = platform or _detect(items)
    readers: dict[str, Callable[[Item], Iterable[_Claim]]] = {"canvas": _canvas}
    if found == "moodle":
        owners = _owners(items)
        readers["moodle"] = lambda item: _moodle(item, owners)
    if found == "gradescope":
        known = _metadata(source, items)
        readers["gradescope"] = lambda item: _gradescope(item, known)
    claims, strays = [], []
    for item in items:
        claimed = list(readers[found](item)) if found else []
        claims += claimed
        if not claimed and item.path != (METADATA,) and item.path[-1] != ".DS_Store":
            strays.append(item.name)
    if not claims:
        raise BadArchive(_unknown(platform, [item.name for item in items]))
    return _grouped(claims), strays


def _without_wrapper(items: Sequence[Item]) -> list[Item]:
    """The items without the folders that hold the whole export."""
    sound = [item for item in items if not item.fault and item.path[-1] != ".DS_Store"]
    while sound and len({item.path[0] for item in sound}) == 1 and all(len(item.path) > 1 for item in sound):
        top = sound[0].path[0]
        if any(pattern.fullmatch(top) for pattern in (CANVAS, MOODLE, GRADESCOPE)):
            break
        items = [_inner(item) if item.path[0] == top and len(item.path) > 1 else item for item in items]
        sound = [_inner(item) for item in sound]
    return list(items)


def _inner(item: Item) -> Item:
    return Item(item.path[1:], item.fault, item.source)


def _detect(items: Sequence[Item]) -> str | None:
    """The platform whose pattern most names fit; None where none does."""
    tops = [item.path[0] for item in items]
    counts = {
        "gradescope": sum(bool(GRADESCOPE.fullmatch(top)) for top in tops),
        "moodle": sum(bool(MOODLE.fullmatch(top)) for top in tops),
        "canvas": sum(bool(CANVAS.fullmatch(top)) for top in tops),
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


def _unknown(platform: str | None, names: Sequence[str]) -> str:
    shown = ", ".join(printable(name[:80]) for name in names[:3]) + (", ..." if len(names) > 3 else "")
    kinds = [platform] if platform else list(EXAMPLES)
    expected = "; ".join(f"{kind}: {EXAMPLES[kind]}" for kind in kinds)
    return (
        f"the names in the export fit no known pattern. Found: {shown or 'no files'}. "
        f"Expected: {expected}. Download the submissions again and leave the names as they are"
    )


def _canvas(item: Item) -> Iterator[_Claim]:
    """The id is Canvas's user number alone: the gradebook's column ID, whatever the student is called.

    A display name such as "bob_999" makes a file look like user 999's, as a file's name that begins with a number
    does. Nothing in the export tells the two apart, so both are set apart.
    """
    if match := CANVAS.fullmatch(item.path[0]):
        path = (match["file"] or match["typed"], *item.path[1:])
        file = File(path, item, int(match["upload"] or 0))
        if match["file"] and re.match(r"[0-9]+_|(?:text|link)\.html$", match["file"]):
            doubt = f"the name does not say whether user {match['user']} handed it in: see to it by hand"
            yield _Claim(safe_id(item.path[0]), "", file, bool(match["late"]), doubt)
        else:
            name = match["name"] or ""
            yield _Claim(safe_id(match["user"]), name, file, bool(match["late"]), called=name)


def _moodle(item: Item, owners: dict[str, set[str]]) -> Iterator[_Claim]:
    """The id is the student's own number where the site puts it first. Else it is the name and Moodle's
    number: the number tells namesakes apart, the name tells people.

    owners: number -> names. A number that several names begin with is no student's.
    """
    if match := MOODLE.fullmatch(item.path[0]):
        inside = (*([match["file"]] if match["file"] else []), *item.path[1:])
        own, parts = match["own"], [match["own"], match["name"].strip(), match["number"]]
        student = own if own and len(owners[own]) == 1 else "_".join(part for part in parts if part)
        yield _Claim(safe_id(student), match["name"], File(inside or ("?",), item))


def _owners(items: Iterable[Item]) -> dict[str, set[str]]:
    """The numbers that names in a Moodle export begin with, and the names."""
    owners: dict[str, set[str]] = {}
    for match in filter(None, (MOODLE.fullmatch(item.path[0]) for item in items)):
        owners.setdefault(match["own"] or "", set()).add(match["name"])
    return owners


def _gradescope(item: Item, known: dict[str, Metadata]) -> Iterator[_Claim]:
    """The id is the email, which an account proves. A sid alone proves nothing: a student may have typed somebody
    else's. Without both, as in anonymous grading, it is the folder's name, which changes with every resubmission.
    """
    folder = item.path[0]
    if len(item.path) < 2 or not (GRADESCOPE.fullmatch(folder) or folder in known):
        return
    data = known.get(folder, Metadata())
    for person in data.people or [{}]:
        email, sid = (person.get(key, "").strip() for key in ("email", "sid"))
        doubt = f"it has no e-mail address, and anybody can type the student number {printable(sid)}: see to it by hand"
        student = safe_id(email.lower() or (f"{folder} {sid}" if sid else folder))
        file = File(item.path[1:], item)
        yield _Claim(
            student, person.get("name", ""), file, doubt="" if email or not sid else doubt, time=data.time
        )


def _metadata(source: Zip | Folder, items: Sequence[Item]) -> dict[str, Metadata]:
    item = next((item for item in items if item.path == (METADATA,)), None)
    if item is None:
        raise BadArchive(f"the export has no {METADATA}, which says whose the submissions are")
    return read_metadata(source, item)


def _grouped(claims: Sequence[_Claim]) -> list[Submission]:
    """The claims by student, sorted."""
    students: dict[str, Submission] = {}
    for claim in claims:
        one = students.setdefault(claim.student.casefold(), Submission(claim.student, claim.name))
        _add(one, claim)
    return sorted(students.values(), key=lambda one: one.student)


def _add(one: Submission, claim: _Claim) -> None:
    one.fault, one.called = one.fault or claim.doubt, one.called or claim.called
    if claim.student != one.student:
        one.fault = (
            f"{one.student} and {claim.student} would share a folder: rename one of them in the export"
        )
    sentences = ["late, says Canvas"] if claim.late else []
    if claim.time and one.time and claim.time != one.time:
        sentences.append("handed in twice, alone and in a group; the later one counts")
        if claim.time > one.time:
            one.files.clear()
    one.notes += [sentence for sentence in sentences if sentence not in one.notes]
    if not (claim.time and one.time and claim.time < one.time):
        one.time = claim.time or one.time
        one.files.append(claim.file)
