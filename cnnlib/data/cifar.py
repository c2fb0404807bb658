"""CIFAR-10 in its binary version: six batches of 10,000 records, a label and three colour planes each."""

from __future__ import annotations

import gzip
import hashlib
import tarfile
import zlib
from pathlib import Path, PurePosixPath

import numpy as np

from cnnlib.data.cache import data_folder, locked
from cnnlib.data.dataset import Array, Dataset
from cnnlib.data.published import Published, require_published

RECORD = 1 + 3 * 32 * 32  # bytes: the label, then the red, green and blue plane, row by row
SIZE = 10_000 * RECORD
HELD_OUT = 5_000  # training images that stand in for missing test images

# The archive's checksum: www.cs.toronto.edu/~kriz/cifar.html; its files': of that archive, unpacked.
ARCHIVE = Published("cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530")
TRAIN = (
    Published("data_batch_1.bin", SIZE, "5dd7e06a14cb22eb9f671a540d1b7c25"),
    Published("data_batch_2.bin", SIZE, "5ea93a67294ea407fff1d09f752e9692"),
    Published("data_batch_3.bin", SIZE, "942cd6a4bcdd0dd3c604fbe906cb4421"),
    Published("data_batch_4.bin", SIZE, "ae636b3ba5c66a11e91e8cb52e771fcb"),
    Published("data_batch_5.bin", SIZE, "53f37980c15c3d472c316c40844f3f0d"),
)
TEST = Published("test_batch.bin", SIZE, "803d5f7f4d78ea53de84dbe85f74fb6d")
INSIDE = "cifar-10-batches-bin"  # the archive's folder
MIRRORS = (
    "https://www.cs.toronto.edu/~kriz/",
    "https://cave.cs.toronto.edu/kriz/",
    "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/",
)
CLASSES = "airplane automobile bird cat deer dog frog horse ship truck"


def cifar10() -> Dataset:
    """60,000 small photographs, 32x32 in colour; 170 MB, downloaded once.

    The batches are read from the data folder as NAME.bin or NAME.bin.xz. Where the five training
    batches are there and the test batch is not, the last 5,000 training images are the test set, and
    the data set's `about` says so.

    Source: Krizhevsky, "Learning multiple layers of features from tiny images" (2009).

    Returns:
        50,000 training and 10,000 test images (45,000 and 5,000), (N, 3, 32, 32), uint8.

    Raises:
        DownloadError: the batches are not in the data folder and no mirror gave them.
        ValueError: a file there is not the published one.
    """
    folder = data_folder() / "cifar-10"
    if not _has_training(folder):
        _download(folder)
    train = np.concatenate([_read(_stored(folder, batch), batch) for batch in TRAIN])
    if (path := _stored(folder, TEST)).is_file():
        test, about = _read(path, TEST), "Its own split: 50,000 and 10,000 images."
    else:
        train, test = train[:-HELD_OUT], train[-HELD_OUT:]
        about = f"{TEST.name} is not in the data folder: the last 5,000 training images are the test set."
    return Dataset(
        name="CIFAR-10",
        train_images=_images(train),
        train_labels=train[:, 0].astype(np.int64),
        test_images=_images(test),
        test_labels=test[:, 0].astype(np.int64),
        classes=tuple(CLASSES.split()),
        about=about,
    )


def unpack(archive: Path, folder: Path) -> None:
    """The six batches of the archive, written into a folder.

    No name and no kind of file is taken from the archive: a batch is read, compared with the published
    checksum, and written under the name that we know. An archive that holds anything but plain files
    and folders, or a way out of its own folder, is not the published one and is refused.

    Args:
        archive: a gzipped tar file.
        folder: where the batches go.

    Raises:
        ValueError: it is damaged, or holds what it should not, or lacks a batch.
    """
    wanted = {f"{INSIDE}/{batch.name}": batch for batch in (*TRAIN, TEST)}
    found: dict[Published, bytes] = {}
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for member in tar:
                _refuse_odd(member)
                if batch := wanted.pop(member.name, None):
                    found[batch] = _content(tar, member)
                    _require(folder / batch.name, found[batch], batch)
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, ValueError) as error:
        raise ValueError(f"{archive} is refused ({error}): remove it, and it is downloaded again") from error
    if wanted:
        raise ValueError(f"{archive} lacks {', '.join(wanted)}: remove it, and it is downloaded again")
    for batch in (TEST, *TRAIN):  # the test batch first: once all training batches are there, it is, too
        part = folder / f"{batch.name}.part"
        part.write_bytes(found[batch])
        part.replace(folder / batch.name)


def _download(folder: Path) -> None:
    from cnnlib.data.fetch import fetch  # here, so that the embedded sets load nothing of the network

    with locked(folder.parent):  # fetch locks the folder itself
        if _has_training(folder):
            return  # the process that we waited for has unpacked them
        put_there = (folder / ARCHIVE.name).exists()
        archive = fetch(ARCHIVE, folder, MIRRORS)
        unpack(archive, folder)
        if not put_there:
            archive.unlink()  # what was in it now takes the space


def _refuse_odd(member: tarfile.TarInfo) -> None:
    path = PurePosixPath(member.name)
    if not (member.isreg() or member.isdir()):
        raise ValueError(f"it holds {member.name}, which is a link or a device")
    if path.is_absolute() or ".." in path.parts or "\\" in member.name or ":" in member.name:
        raise ValueError(f"it holds {member.name}, which leads out of its folder")
    if member.size > SIZE:
        raise ValueError(f"it holds {member.name} of {member.size:,} bytes, expected at most {SIZE:,}")


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    if file is None:
        raise ValueError(f"it holds {member.name}, which is no file")
    return file.read()


def _has_training(folder: Path) -> bool:
    """Whether all training batches are there."""
    return all(_stored(folder, batch).is_file() for batch in TRAIN)


def _stored(folder: Path, batch: Published) -> Path:
    """The file that holds a batch, or where it would be."""
    plain, zipped = folder / batch.name, folder / f"{batch.name}.xz"
    return zipped if zipped.is_file() and not plain.is_file() else plain


def _read(path: Path, batch: Published) -> Array:
    """(10000, 3073): the records of a batch."""
    content = _start(path)
    _require(path, content, batch)
    return np.frombuffer(content, np.uint8).reshape(-1, RECORD)


def _start(path: Path) -> bytes:
    """The bytes of a batch and one more, which shows that there are too many."""
    if path.suffix != ".xz":
        with path.open("rb") as file:
            return file.read(SIZE + 1)
    import lzma  # here, as not every Python was built with it

    try:
        with lzma.open(path) as file:
            return file.read(SIZE + 1)
    except (lzma.LZMAError, EOFError) as error:
        raise ValueError(f"{path} is not a whole xz file ({error}): remove it") from error


def _require(path: Path, content: bytes, batch: Published) -> None:
    if len(content) != SIZE:
        found = "more" if len(content) > SIZE else f"{len(content):,}"
        raise ValueError(f"{path} holds {found} bytes: expected {SIZE:,}; remove it")
    require_published(path, hashlib.md5(content, usedforsecurity=False).hexdigest(), batch)


def _images(records: Array) -> Array:
    return records[:, 1:].reshape(-1, 3, 32, 32)
