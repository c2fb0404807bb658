"""CIFAR-10, with batches of 20 images: damaged and hostile archives; the real batches where they are at hand."""

import io
import lzma
import tarfile
from pathlib import Path

import numpy as np
import pytest

from cnnlib import data
from cnnlib.data import cifar, fetch

BATCH = 20 * cifar.RECORD


def batches() -> dict[str, bytes]:
    rng = np.random.default_rng(0)
    content = {}
    for name in [batch.name for batch in (*cifar.TRAIN, cifar.TEST)]:
        records = rng.integers(0, 256, (20, cifar.RECORD), np.uint8)
        records[:, 0] %= 10
        content[name] = records.tobytes()
    return content


@pytest.fixture
def small(folder, monkeypatch, published) -> dict[str, bytes]:
    """Small batches, and their checksums in place of the real ones."""
    content = batches()
    monkeypatch.setattr(cifar, "SIZE", BATCH)
    monkeypatch.setattr(cifar, "HELD_OUT", 30)
    monkeypatch.setattr(cifar, "TRAIN", tuple(published(b.name, content[b.name]) for b in cifar.TRAIN))
    monkeypatch.setattr(cifar, "TEST", published(cifar.TEST.name, content[cifar.TEST.name]))
    (folder / "cifar-10").mkdir()
    return content


def member(name: str, content: bytes = b"", **fields) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for field, value in fields.items():
        setattr(info, field, value)
    return info, content


def tar_of(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as tar:
        for info, content in members:
            tar.addfile(info, io.BytesIO(content) if content else None)
    return file.getvalue()


def official(content: dict[str, bytes]) -> list[tuple[tarfile.TarInfo, bytes]]:
    top = member("cifar-10-batches-bin", type=tarfile.DIRTYPE)
    text = member("cifar-10-batches-bin/readme.html", b"<html>")
    return [top, text, *(member(f"cifar-10-batches-bin/{name}", bytes_) for name, bytes_ in content.items())]


def test_cifar_from_the_data_folder(folder, small):
    for number, (name, content) in enumerate(small.items()):
        if number % 2:
            (folder / "cifar-10" / f"{name}.xz").write_bytes(lzma.compress(content))
        else:
            (folder / "cifar-10" / name).write_bytes(content)
    got = data.cifar10()
    assert got.train_images.shape == (100, 3, 32, 32) and got.test_images.shape == (20, 3, 32, 32)
    records = np.frombuffer(small["data_batch_2.bin"], np.uint8).reshape(20, -1)
    assert np.array_equal(got.train_labels[20:40], records[:, 0])
    assert np.array_equal(got.train_images[20, 1], records[0, 1025:2049].reshape(32, 32)), "green, row by row"
    assert "Its own split" in got.about


def test_cifar_without_its_test_batch_holds_training_images_out(folder, small):
    for name, content in small.items():
        if name != "test_batch.bin":
            (folder / "cifar-10" / name).write_bytes(content)
    got = data.cifar10()
    assert (len(got.train_images), len(got.test_images)) == (70, 30)
    last = np.frombuffer(small["data_batch_5.bin"], np.uint8).reshape(20, -1)
    assert np.array_equal(got.test_labels[-20:], last[:, 0])
    assert "test_batch.bin is not in the data folder" in got.about


def test_cifar_from_the_archive(folder, small, monkeypatch, published):
    content = tar_of(official(small))
    monkeypatch.setattr(cifar, "ARCHIVE", published("cifar-10-binary.tar.gz", content))
    archive = folder / "cifar-10" / "cifar-10-binary.tar.gz"
    archive.write_bytes(content)
    got = data.cifar10()
    assert archive.exists(), "it was put there by hand"
    assert sorted(f.name for f in archive.parent.iterdir()) == sorted([archive.name, *small])
    archive.unlink()
    assert np.array_equal(data.cifar10().train_images, got.train_images)


def test_unpacking_that_was_interrupted_is_done_again(folder, small, monkeypatch, published):
    """Not taken for a folder without a test batch."""
    content, write = tar_of(official(small)), Path.write_bytes
    monkeypatch.setattr(cifar, "ARCHIVE", published("cifar-10-binary.tar.gz", content))
    (folder / "cifar-10" / "cifar-10-binary.tar.gz").write_bytes(content)
    for stop in range(6):
        written = []

        def interrupted(path, content, stop=stop, written=written):
            written.append(path)
            if len(written) > stop:
                raise KeyboardInterrupt
            return write(path, content)

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(Path, "write_bytes", interrupted)
            data.cifar10()
    got = data.cifar10()
    assert (len(got.train_images), len(got.test_images)) == (100, 20)


def test_a_downloaded_archive_makes_room_for_what_was_in_it(folder, small, monkeypatch):
    content = tar_of(official(small))

    def download(file, target, mirrors):
        (target / file.name).write_bytes(content)
        return target / file.name

    monkeypatch.setattr(fetch, "fetch", download)
    assert len(data.cifar10().test_images) == 20
    assert sorted(f.name for f in (folder / "cifar-10").iterdir()) == sorted(small)


def test_an_archive_with_another_checksum_is_not_opened(folder, small):
    (folder / "cifar-10" / "cifar-10-binary.tar.gz").write_bytes(tar_of(official(small)))
    with pytest.raises(ValueError, match=r"not the published cifar-10-binary\.tar\.gz"):
        data.cifar10()


ODD = {
    "symbolic link": member("cifar-10-batches-bin/a", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "hard link": member("cifar-10-batches-bin/a", type=tarfile.LNKTYPE, linkname="../../a"),
    "linked batch": member(
        "cifar-10-batches-bin/test_batch.bin", type=tarfile.SYMTYPE, linkname="/etc/passwd"
    ),
    "folder for a batch": member("cifar-10-batches-bin/data_batch_1.bin", type=tarfile.DIRTYPE),
    "device": member("cifar-10-batches-bin/a", type=tarfile.CHRTYPE),
    "pipe": member("cifar-10-batches-bin/a", type=tarfile.FIFOTYPE),
    "absolute": member("/tmp/cnnlib-escaped", b"x"),
    "upwards": member("../cnnlib-escaped", b"x"),
    "upwards later": member("cifar-10-batches-bin/../../cnnlib-escaped", b"x"),
    "upwards on Windows": member("..\\cnnlib-escaped", b"x"),
    "a drive": member("C:cnnlib-escaped", b"x"),
    "absurd size": member("cifar-10-batches-bin/data_batch_1.bin", size=10**12),
    "wrong content": member("cifar-10-batches-bin/data_batch_1.bin", bytes(BATCH)),
    "short content": member("cifar-10-batches-bin/data_batch_1.bin", bytes(BATCH - 1)),
}


@pytest.mark.parametrize("what", ODD)
def test_an_odd_archive_is_refused(tmp_path, small, what):
    archive, target = tmp_path / "archive.tar.gz", tmp_path / "below" / "target"
    target.mkdir(parents=True)
    archive.write_bytes(tar_of([ODD[what], *official(small)]))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ValueError, match=r"archive\.tar\.gz is refused"):
        cifar.unpack(archive, target)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_that_lacks_a_batch_is_refused(tmp_path, small):
    archive = tmp_path / "archive.tar.gz"
    archive.write_bytes(tar_of(official(small)[:-1]))
    with pytest.raises(ValueError, match=r"lacks cifar-10-batches-bin/test_batch\.bin"):
        cifar.unpack(archive, tmp_path)


@pytest.mark.parametrize("keep", [0, 5, 100, 0.5, 0.99])
def test_an_archive_cut_short_is_refused(tmp_path, small, keep):
    archive, whole = tmp_path / "archive.tar.gz", tar_of(official(small))
    archive.write_bytes(whole[: int(keep * len(whole)) if isinstance(keep, float) else keep])
    with pytest.raises(ValueError, match=r"archive\.tar\.gz"):
        cifar.unpack(archive, tmp_path)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    "name, change, words",
    [
        ("data_batch_1.bin", lambda content: content[:-1], "holds 61,459 bytes: expected 61,460"),
        ("data_batch_1.bin", lambda content: content + b"x", "holds more bytes"),
        ("data_batch_1.bin", lambda content: bytes(BATCH), "not the published data_batch_1.bin"),
        ("data_batch_1.bin.xz", lambda content: lzma.compress(content)[:-40], "not a whole xz file"),
        ("data_batch_1.bin.xz", lambda content: b"not xz", "not a whole xz file"),
        ("data_batch_1.bin.xz", lambda content: lzma.compress(content + bytes(1 << 24)), "holds more bytes"),
        ("data_batch_1.bin.xz", lambda content: lzma.compress(bytes(BATCH)), "not the published"),
    ],
)
def test_a_damaged_batch_is_refused(folder, small, name, change, words):
    for other, content in small.items():
        if not name.startswith(other):
            (folder / "cifar-10" / other).write_bytes(content)
    (folder / "cifar-10" / name).write_bytes(change(small["data_batch_1.bin"]))
    with pytest.raises(ValueError, match=words):
        data.cifar10()


def test_a_real_batch_of_cifar(real):
    folder = real / "cifar-10"
    records = cifar._read(folder / "data_batch_1.bin.xz", cifar.TRAIN[0])
    assert records.shape == (10000, 3073)
    assert records[:, 0].max() == 9 and np.bincount(records[:, 0]).tolist()[6] == 1030
    assert (folder / "batches.meta.txt").read_text().split() == cifar.CLASSES.split()


@pytest.mark.slow
def test_the_real_cifar(real):
    got = data.cifar10()
    test = (real / "cifar-10" / "test_batch.bin").exists()
    assert (len(got.train_images), len(got.test_images)) == ((50000, 10000) if test else (45000, 5000))
    assert got.train_labels[:5].tolist() == [6, 9, 9, 4, 1]  # a frog, two trucks, a deer, an automobile
    labels = np.concatenate([got.train_labels, got.test_labels])[:50000]
    assert np.bincount(labels).tolist() == [5000] * 10
    if not test:
        assert "the last 5,000 training images are the test set" in got.about
