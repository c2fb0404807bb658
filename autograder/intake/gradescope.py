"""The file in which a Gradescope export says whose the submissions are, read as a stream of scalars.

Nothing is constructed: no tags, no aliases, no numbers made of a sid. What is not asked for, the
results of Gradescope's own autograder among it, is passed over. A loader of PyYAML's, were it one that
makes only texts and lists, would do worse: it calls itself for every level, in C, so that a file of
brackets ends this process, and holds a hundred times a file's size in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import yaml

from autograder.intake.archives import BadArchive, Folder, Item, Zip
from autograder.intake.untrusted import Unreadable

METADATA = "submission_metadata.yml"
METADATA_LIMIT = 64 * 2**20  # bytes
DEPTH_LIMIT = 100
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ]+(\d\d:\d\d:\d\d(?:\.\d+)?) *(?:(Z|UTC)|([+-]\d\d):?(\d\d))?", re.ASCII
)


@dataclass
class Metadata:
    """Who handed in one submission, and when. people: each with "name", "sid", "email" as far as known."""

    people: list[dict[str, str]] = field(default_factory=list)
    time: datetime | None = None


def read_metadata(source: Zip | Folder, item: Item) -> dict[str, Metadata]:
    """Folder -> whose it is. Raises BadArchive where the file cannot be read."""
    known: dict[str, Metadata] = {}
    try:
        for path, text in scalars(source.read(item, METADATA_LIMIT)):
            folder, *keys = path
            _enter(known.setdefault(str(folder), Metadata()), [_plain(key) for key in keys], text)
    except (Unreadable, yaml.YAMLError, ValueError) as error:
        first = str(error).splitlines()[0]
        raise BadArchive(f"{item.name} cannot be read ({first}): export the submissions again") from None
    return known


def scalars(raw: bytes) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The scalars of a YAML text that lie four levels deep or less, each with its keys and places.

    Aliases are not followed, so that nothing grows. Raises ValueError on more than DEPTH_LIMIT levels.
    """
    levels: list[list[Any]] = []  # of each open collection: its key or place, None before a key
    for event in yaml.parse(raw, Loader=LOADER):
        text = None
        if isinstance(event, yaml.CollectionStartEvent):
            if len(levels) == DEPTH_LIMIT:
                raise ValueError(f"more than {DEPTH_LIMIT} levels")
            levels.append([None if isinstance(event, yaml.MappingStartEvent) else 0])
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            levels.pop()
        elif isinstance(event, yaml.ScalarEvent):
            text = event.value
        elif not isinstance(event, yaml.AliasEvent):
            continue
        if not levels:
            continue
        level = levels[-1]
        if level[0] is None:
            level[0] = text or ""
            continue
        if text is not None and len(levels) <= 4:
            yield tuple(key for [key] in levels), text
        level[0] = level[0] + 1 if isinstance(level[0], int) else None


def _plain(key: str | int) -> str | int:
    """A key without the colon of Ruby's symbols."""
    return key.removeprefix(":") if isinstance(key, str) else key


def _enter(one: Metadata, keys: list[str | int], text: str) -> None:
    match keys:
        case ["submitters", int(place), "name" | "sid" | "email" as key]:
            while len(one.people) <= place:
                one.people.append({})
            one.people[place][key] = text
        case ["created_at"] | ["created_at", "utc"]:  # the latter in Rails' own form
            one.time = _time(text)


def _time(text: str) -> datetime | None:
    """A time in UTC without a zone, as nbgrader keeps it; None where the text is none."""
    match = TIME.fullmatch(text.strip())
    if match is None:
        return None
    zone = f"{match[4]}:{match[5]}" if match[4] else "+00:00"
    try:
        return datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}").astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
