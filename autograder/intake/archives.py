"""Files that others packed, one at a time and in bounded memory. Nothing is ever unpacked by its name.

A zip file or a folder is a list of `Item`s and a way to read one of them. What is wrong with one
item (a way out of the folder, a link, encryption, a bomb) is said of that item alone.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from autograder.errors import CourseError, mendable
from autograder.intake.untrusted import Unreadable, larger, read_bytes

DIRECTORY_LIMIT = 16 * 2**20  # bytes of a zip file's table of contents: some 150,000 files
PIECE = 2**16  # bytes read at a time
NAME_LIMIT = 1_000  # characters of a path in an archive; the rest is not looked at
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others need memory that nobody can bound
ENCRYPTED = 0x1
UTF8 = 0x800


class BadArchive(CourseError):
    """An export that cannot be collected as a whole: a sentence that says why, and what to do."""


@dataclass(frozen=True)
class Item:
    """A file in an archive.

    path: the parts of its name. fault: why it must not be read; empty where it may.
    source: what the archive itself knows it by.
    """

    path: tuple[str, ...]
    fault: str
    source: Any

    @property
    def name(self) -> str:
        return "/".join(self.path)


class Zip:
    """The files of a zip file.

    Raises:
        BadArchive: it is no zip file, it is truncated, or its table of contents is damaged or larger
            than `directory_limit` bytes.
    """

    def __init__(self, file: BinaryIO, name: str, directory_limit: int = DIRECTORY_LIMIT):
        try:
            self._zip = zipfile.ZipFile(_InPieces(file, directory_limit))
        except BadArchive as error:
            raise BadArchive(f"{name} {error}") from None
        except Exception as error:  # anything may stand in the file, and zipfile raises many kinds
            raise BadArchive(f"{name} is not a whole zip file ({error})") from None
        # ZipInfo.is_dir fails on an empty name
        self.items = [_zip_item(info) for info in self._zip.infolist() if not info.filename.endswith("/")]

    def read(self, item: Item, limit: int) -> bytes:
        """An item's content. The bytes that come out are counted, whatever size the archive declares.

        Raises:
            Unreadable: it has a fault, it is damaged or empty, or larger than `limit` bytes.
        """
        name = item.path[-1]
        if item.fault:
            raise Unreadable(f"{name} {item.fault}")
        content = bytearray()
        try:
            with self._zip.open(item.source) as file:
                while len(content) <= limit and (piece := file.read(PIECE)):
                    content += piece
        except Exception as error:  # as above
            raise Unreadable(f"{name} is damaged in the archive ({error})") from None
        if len(content) > limit:
            raise Unreadable(f"{name} {larger(limit)}")
        if not content.strip():
            raise Unreadable(f"{name} is empty")
        return bytes(content)


class Folder:
    """The files below a folder, for an export that somebody has unpacked. Links are not followed.

    Raises:
        CourseError: a folder in it cannot be read: whose files it holds would be missing without a word.
    """

    def __init__(self, root: Path):
        with mendable(root, "read"):
            self.items = [Item(path.relative_to(root).parts, "", path) for path in sorted(_files(root))]

    def read(self, item: Item, limit: int) -> bytes:
        """An item's content. Raises Unreadable as `Zip.read` does."""
        return read_bytes(item.source, limit)


def _files(root: Path) -> Iterator[Path]:
    """All but the folders below a folder. Without os.walk: folders in folders to a thousand would exhaust its stack."""
    waiting = [root]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                else:
                    yield Path(entry.path)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Zip | Folder]:
    """An export, a zip file or an unpacked folder. Raises BadArchive, or CourseError as Folder does."""
    if path.is_dir():
        yield Folder(path)
        return
    if not path.is_file():
        raise BadArchive(f"{path} is not there: name the zip file that the platform gave you")
    with mendable(path, "read"):
        file = path.open("rb")
    with file:
        try:
            archive = Zip(file, path.name)
        except BadArchive as error:
            raise BadArchive(f"{error}: download it again") from None
        yield archive


class _InPieces:
    """A file that is never read in pieces larger than `limit` bytes.

    zipfile reads the whole table of contents at once: what it then holds in memory is bounded so.
    """

    def __init__(self, file: BinaryIO, limit: int):
        self._file, self._limit = file, limit

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(self._limit + 1 if size < 0 else min(size, self._limit + 1))
        if len(content) > self._limit:
            raise BadArchive(f"holds too many files: its table of contents exceeds {self._limit:,} bytes")
        return content

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def nested(content: bytes, name: str) -> Zip:
    """A zip file inside another one. Raises Unreadable where it cannot be opened."""
    try:
        return Zip(io.BytesIO(content), name, DIRECTORY_LIMIT // 16)
    except BadArchive as error:
        raise Unreadable(str(error)) from None


def _zip_item(info: zipfile.ZipInfo) -> Item:
    name = _decoded(info)
    path = tuple(part for part in re.split(r"[/\\]", name[:NAME_LIMIT]) if part not in ("", "."))
    return Item(path or ("?",), _fault(info, name, path), info)


def _decoded(info: zipfile.ZipInfo) -> str:
    """An entry's name. Programs that forget to say that they write UTF-8 are understood all the same."""
    if info.flag_bits & UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _fault(info: zipfile.ZipInfo, name: str, path: tuple[str, ...]) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if ".." in path or not path or name.startswith(("/", "\\")) or re.match("[A-Za-z]:", name):
        return "has a name that leads out of its folder"
    if "\0" in info.orig_filename:
        return "has a name that no program writes"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device, expected a file"
    if info.flag_bits & ENCRYPTED:
        return "is encrypted: hand it in without a password"
    if info.compress_type not in METHODS:
        return "is compressed by a method other than deflate: pack it with the system's own program"
    return ""
