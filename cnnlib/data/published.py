"""A file as its publisher describes it, and how one on the disk is known to be that file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

EMBEDDED = "cnnlib.data.digits() and cnnlib.data.coloured_shapes(1000, seed=0) need no network"


@dataclass(frozen=True)
class Published:
    """A file as its publisher describes it.

    Attributes:
        name: the file's name, in a data set's folder and below a mirror's address.
        size: bytes.
        md5: of its content, in hexadecimal.
    """

    name: str
    size: int
    md5: str


def md5_of(path: Path) -> str:
    """The checksum of a file, in hexadecimal."""
    with path.open("rb") as file:
        # against damage, not against forgery, so that machines which forbid md5 for security allow it
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def require_published(path: Path, found: str, published: Published) -> None:
    """Refuse content that is not the published one.

    Args:
        path: the file, for the message.
        found: the md5 of its content.
        published: what it should be.

    Raises:
        ValueError: the checksums differ.
    """
    if found != published.md5:
        raise ValueError(
            f"{path} is not the published {published.name}: its md5 is {found}, expected {published.md5}; "
            f"it is damaged or cut short: remove it, and it is downloaded again. {EMBEDDED}"
        )
