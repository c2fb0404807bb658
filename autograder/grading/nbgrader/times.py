"""When something was handed in, by nbgrader's file timestamp.txt.

nbgrader takes a zone that it does not know for UTC, `+0200` for 200 seconds, and stops at a byte order
mark; an exchange in a zone of its own writes its short name, such as CEST.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil import parser  # type: ignore[import-untyped]
from nbgrader.coursedir import CourseDirectory

from autograder.intake.untrusted import Unreadable, printable, read_bytes
from autograder.layout import TIMESTAMP

LIMIT = 200  # bytes of the file
ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # by their marks
PLACE = re.compile(r"\s+([A-Za-z_]+/[A-Za-z0-9_+/-]+)$")  # a zone by its place, such as Europe/Berlin
# as in UTC+2, which the parser takes for two hours before
NAME_AND_OFFSET = re.compile(r"[A-Za-z]+(?=[+-]\d)")
HOURS = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3,
    "SAST": 2, "MSK": 3, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13, "HST": -10, "AKST": -9, "AKDT": -8, "PDT": -7, "MST": -7, "MDT": -6,
    "CDT": -5, "EST": -5, "EDT": -4,
}  # fmt: skip
# and not IST, CST, BST, PST, AST and others that several countries use for zones of their own


def handed_in_at(path: Path) -> datetime | None:
    """The time in a file timestamp.txt, in UTC without a zone; None, and a warning, where it says none."""
    try:
        return in_utc(_text(read_bytes(path, LIMIT)))
    except (ValueError, OverflowError) as error:
        why = str(error) if isinstance(error, _Unclear) else "holds no time"
    except Unreadable:
        why = "is no file of one line"
    where = printable(str(path))
    logging.getLogger(__name__).warning(
        "%s %s, so that it is not known when this was handed in: write a line such as "
        "2026-03-01 10:00:00 +0200",
        where,
        why,
    )
    return None


def in_utc(text: str) -> datetime:
    """A time in UTC without a zone. text: date and time, then the zone, or none for UTC.

    Raises:
        ValueError: it is no time, or its zone is not known.
    """
    text, place = text.replace("\ufeff", "").strip(), None
    if match := PLACE.search(text):
        text, place = text[: match.start()], _place(match[1])
    if not re.search(r"\d{4}", text):
        raise ValueError("no year")  # the parser would take today's
    time = parser.parse(NAME_AND_OFFSET.sub("", text), tzinfos=_zone)
    return time.replace(tzinfo=time.tzinfo or place or UTC).astimezone(UTC).replace(tzinfo=None)


def teach_nbgrader() -> None:
    """Have nbgrader's own programs read the file as grading does; they offer no setting for it."""

    def existing(self: CourseDirectory, folder: str) -> datetime | None:
        path = Path(folder, TIMESTAMP)
        return handed_in_at(path) if path.exists() else None

    CourseDirectory.get_existing_timestamp = existing


class _Unclear(ValueError):
    """What is wrong with a time, to be put after the file's name."""


def _zone(name: str | None, seconds: int | None) -> tzinfo | None:
    """The zone of a name and an offset, as far as a time has them."""
    if seconds is not None:
        return timezone(timedelta(seconds=seconds))
    if name is None:
        return None
    if name.upper() not in HOURS:
        raise _Unclear(f"names the zone {name}, which is unknown or means several")
    return timezone(timedelta(hours=HOURS[name.upper()]))


def _place(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # where there is none of the name, a KeyError
        raise _Unclear(f"names the zone {name}, which is unknown") from None


def _text(raw: bytes) -> str:
    return raw.decode(next((name for mark, name in ENCODINGS.items() if raw.startswith(mark)), "utf-8"))
