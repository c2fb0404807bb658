"""Where downloaded data sets are kept, and how a file there is known to be the published one.

The folder is what the environment variable CNNLIB_DATA names, else the platform's user cache folder.
Below it: mnist/, fashion-mnist/ and cifar-10/. Files can also be put there by hand.
"""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "CNNLIB_DATA"
EMBEDDED = "cnnlib.data.digits() and cnnlib.data.shapes(1000, seed=0) need no network"


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


def data_folder() -> Path:
    """Where the data sets are kept. It need not exist yet.

    Returns:
        $CNNLIB_DATA where it is set, else cnnlib/ in the user's cache: $XDG_CACHE_HOME or ~/.cache,
        ~/Library/Caches on a Mac, %LOCALAPPDATA% on Windows.
    """
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "cnnlib"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "cnnlib"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cnnlib"


def md5_of(path: Path) -> str:
    """The checksum of a file, in hexadecimal."""
    with path.open("rb") as file:
        # against damage, not against forgery, so that machines which forbid md5 for security allow it
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def require(path: Path, found: str, published: Published) -> None:
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
