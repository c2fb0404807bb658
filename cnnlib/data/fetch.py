"""Downloads: one mirror after another, resumed where they broke off, and checked before they get their name.

What has arrived is kept as NAME.part. Only a file whose md5 is the published one is renamed to NAME. A
second process that wants the same folder waits for the first.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from cnnlib.data.cache import VARIABLE, locked
from cnnlib.data.published import EMBEDDED, Published, md5_of, require_published

SILENCE = 10.0  # seconds without a byte after which a mirror is given up
WINDOW, SLOWEST = 20.0, 5_000  # fewer bytes a second over so many seconds is a stall, too
TRIES = 5  # of one mirror, each continuing where the last one broke off
BLOCK = 1 << 16  # bytes


class DownloadError(OSError):
    """No mirror gave the file."""


class MirrorError(Exception):
    """One mirror did not give the file; the next one may."""


class BrokeOff(MirrorError):
    """The connection ended early; this mirror may give the rest when asked again."""


def fetch(published: Published, folder: Path, mirrors: Sequence[str]) -> Path:
    """A published file in a folder, downloaded if it is not there yet.

    Args:
        published: name, size and md5.
        folder: where it is kept; made if needed.
        mirrors: addresses that end in a slash, tried in this order; the file's name is put behind.

    Returns:
        The file's path. Its md5 is the published one.

    Raises:
        DownloadError: no mirror gave it. What arrived is kept, and the next call continues there.
        PermissionError: the folder cannot be written.
        ValueError: a file of this name is there and is not the published one.
    """
    path = folder / published.name
    if not path.exists():
        with locked(folder):
            if not path.exists():  # else the process that we waited for has it by now
                _download(path, published, mirrors)
    require_published(path, md5_of(path), published)
    return path


def is_safe(url: str) -> bool:
    """Whether nobody on the way can read or change what comes from there."""
    return url.startswith("https://")


def _download(path: Path, published: Published, mirrors: Sequence[str]) -> None:
    reasons = []
    for mirror in mirrors:
        try:
            _complete(mirror + published.name, path, published)
            return
        except MirrorError as error:
            reasons.append(f"  {mirror}: {error}")
    raise DownloadError(
        "\n".join([f"{published.name} could not be downloaded:", *reasons])
        + f"\nIs there a network? {EMBEDDED}. A file from elsewhere can be put into {path.parent}; "
        f"{VARIABLE} names another data folder."
    )


def _complete(url: str, path: Path, published: Published) -> None:
    """The whole file from one mirror, in as many goes as it takes while each brings it further."""
    part = path.with_name(path.name + ".part")
    for _ in range(TRIES):
        start = _size(part)
        try:
            if start < published.size:
                _continue(url, part, start, published)
        except BrokeOff:
            if _size(part) <= start:
                raise
            continue
        if md5_of(part) == published.md5:
            part.replace(path)
            return
        part.unlink()
        if not start:
            raise MirrorError("it sends other content: the md5 is not the published one")
        # The wrong bytes may have been there before, from another mirror: now all of it from this one.
    raise MirrorError(f"it broke off {TRIES} times")


def _continue(url: str, part: Path, start: int, published: Published) -> None:
    """Write what a mirror sends from byte `start` on, or from 0 where it cannot begin in between."""
    from tqdm.auto import tqdm  # here, so that reading files needs no progress bar

    with _open(url, start) as response:
        start = _first_byte(response, start, published.size)
        part.touch()
        bar = tqdm(
            desc=published.name, total=published.size, initial=start, unit="B", unit_scale=True, leave=False
        )
        with bar, part.open("r+b") as file:
            file.seek(start)
            for block in _blocks(response, published.size - start):
                file.write(block)
                bar.update(len(block))


class _Redirects(HTTPRedirectHandler):
    """Follows a mirror to another address, unless the way there is open to others."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        if not is_safe(newurl):
            raise MirrorError(f"it redirects to {newurl}, which is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(url: str, start: int) -> HTTPResponse:
    if not is_safe(url):
        raise MirrorError("its address is not https")
    headers = {"User-Agent": "cnnlib"} | ({"Range": f"bytes={start}-"} if start else {})
    try:
        return build_opener(_Redirects).open(Request(url, headers=headers), timeout=SILENCE)
    except HTTPError as error:
        raise MirrorError(f"it answers {error.code} {error.reason}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise MirrorError(str(getattr(error, "reason", error)) or type(error).__name__) from error


def _first_byte(response: HTTPResponse, start: int, size: int) -> int:
    """Which byte of the file an answer begins with, if it says that it is about the right file."""
    if response.status == 206:
        found, expected = response.headers["Content-Range"], f"bytes {start}-{size - 1}/{size}"
        if found != expected:
            raise MirrorError(f"asked for {expected}, it sends {found}")
        return start
    length = response.headers["Content-Length"]
    if response.status != 200 or length not in (None, str(size)):
        raise MirrorError(f"it sends {length} bytes with status {response.status}, expected {size}")
    return 0


def _blocks(response: HTTPResponse, missing: int) -> Iterator[bytes]:
    """The bytes of an answer as they come, never more than are missing."""
    began, received = time.monotonic(), 0
    while missing:
        try:
            block = response.read1(min(BLOCK, missing))
        except TimeoutError as error:
            raise MirrorError(f"it stalls: nothing came for {SILENCE:g} seconds") from error
        except (OSError, HTTPException, ValueError) as error:
            raise BrokeOff(f"the connection broke: {error}") from error
        if not block:
            raise BrokeOff(f"it ends {missing:,} bytes early")
        yield block
        missing, received = missing - len(block), received + len(block)
        if (waited := time.monotonic() - began) > WINDOW:
            if received < SLOWEST * waited:
                raise MirrorError(f"it stalls: it sends {received / waited:,.0f} bytes a second")
            began, received = time.monotonic(), 0


def _size(part: Path) -> int:
    """How many bytes have arrived."""
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0
