"""Files as publishers give them: the real ones where they are at hand, and damaged ones."""

import gzip
import hashlib
import io
import json
import lzma
import struct
import tarfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnlib import data
from cnnlib.data import cifar, fetch, idx
from cnnlib.data.published import Published

HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def idx_bytes(array: np.ndarray, kind: int = 8, shape: tuple | None = None) -> bytes:
    shape = array.shape if shape is None else shape
    return struct.pack(f">BBBB{len(shape)}I", 0, 0, kind, len(shape), *shape) + array.tobytes()


def published(name: str, content: bytes) -> Published:
    return Published(name, len(content), hashlib.md5(content).hexdigest())


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty data folder, and no network."""
    monkeypatch.setenv("CNNLIB_DATA", str(tmp_path))

    def no_network(url, start):
        raise fetch.MirrorError("no network in this test")

    monkeypatch.setattr(fetch, "_open", no_network)
    return tmp_path


# IDX


@HERE
@given(arrays(np.uint8, array_shapes(min_dims=1, max_dims=4, max_side=9)))
def test_an_idx_file_is_read_back(tmp_path, array):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(idx_bytes(array)))
    got = idx.read_idx(path)
    assert got.dtype == np.uint8 and got.flags.writeable
    assert np.array_equal(got, array) and got.shape == array.shape


IMAGES = np.arange(5 * 4 * 3, dtype=np.uint8).reshape(5, 4, 3)
WHOLE = gzip.compress(idx_bytes(IMAGES), mtime=0)


@HERE
@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_cut_short_anywhere_is_refused(tmp_path, length):
    path = tmp_path / "a.gz"
    path.write_bytes(WHOLE[:length])
    with pytest.raises(ValueError, match=r"a\.gz is not a whole IDX file .*remove it"):
        idx.read_idx(path)


@HERE
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
@example(3, 4)
def test_a_changed_byte_is_refused_or_changes_nothing(tmp_path, place, change):
    content = bytearray(WHOLE)
    content[place] ^= change
    path = tmp_path / "a.gz"
    path.write_bytes(content)
    try:
        assert np.array_equal(idx.read_idx(path), IMAGES)  # a time stamp, say
    except ValueError as error:
        assert "is not a whole IDX file" in str(error)


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "begins with nothing"),
        (b"\0\0\x08", "begins with 00 00 08,"),
        (b"<html>", "begins with 3c 68 74 6d"),
        (idx_bytes(IMAGES, kind=13), "begins with 00 00 0d 03, expected 00 00 08"),
        (b"\0\0\x08\0", "begins with 00 00 08 00"),
        (idx_bytes(IMAGES)[:10], "ends within its header"),
        (idx_bytes(IMAGES, shape=(6, 4, 3)), "says 6 x 4 x 3 bytes, it holds 60"),
        (idx_bytes(IMAGES, shape=(4, 4, 3)), "says 4 x 4 x 3 bytes, it holds more"),
        (idx_bytes(IMAGES, shape=(2**32 - 1,) * 3), "absurd"),
        (b"\0\0\x08\xff" + b"\xff" * 1020, "absurd"),
    ],
)
def test_an_idx_file_that_does_not_hold_what_it_says(tmp_path, content, words):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(content))
    with pytest.raises(ValueError, match=words):
        idx.read_idx(path)


def test_a_gzip_bomb_is_not_unpacked(tmp_path):
    """64 MB of zeros behind a header that says 60 bytes: one more byte than that is read."""
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(idx_bytes(IMAGES) + bytes(1 << 26), compresslevel=1))
    with pytest.raises(ValueError, match="it holds more"):
        idx.read_idx(path)


def put_mnist(folder: Path, monkeypatch, **changed: np.ndarray) -> None:
    """A small MNIST in the data folder, with its own checksums."""
    rng = np.random.default_rng(0)
    parts = {
        "train-images-idx3-ubyte.gz": rng.integers(0, 256, (20, 28, 28), np.uint8),
        "train-labels-idx1-ubyte.gz": rng.integers(0, 10, 20, np.uint8),
        "t10k-images-idx3-ubyte.gz": rng.integers(0, 256, (8, 28, 28), np.uint8),
        "t10k-labels-idx1-ubyte.gz": rng.integers(0, 10, 8, np.uint8),
    }
    for name, array in changed.items():
        parts[next(part for part in parts if part.startswith(name.replace("_", "-")))] = array
    (folder / "mnist").mkdir()
    files = {name: gzip.compress(idx_bytes(array)) for name, array in parts.items()}
    for name, content in files.items():
        (folder / "mnist" / name).write_bytes(content)
    monkeypatch.setattr(idx, "MNIST", tuple(published(name, content) for name, content in files.items()))


def test_mnist_from_the_data_folder(folder, monkeypatch):
    put_mnist(folder, monkeypatch)
    got = data.mnist()
    assert got.train_images.shape == (20, 1, 28, 28) and got.test_images.shape == (8, 1, 28, 28)
    assert got.train_labels.dtype == np.int64 and got.classes == tuple("0123456789")


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"train_images": np.zeros((20, 27, 28), np.uint8)}, r"train-images.*\(20, 27, 28\).*\(N, 28, 28\)"),
        ({"t10k_labels": np.zeros((8, 1), np.uint8)}, r"t10k-labels.*\(8, 1\): expected \(N,\)"),
        ({"train_labels": np.zeros(19, np.uint8)}, "expected one label an image"),
        ({"t10k_labels": np.full(8, 10, np.uint8)}, "expected 0 to 9"),
    ],
)
def test_files_that_do_not_belong_together(folder, monkeypatch, changed, words):
    put_mnist(folder, monkeypatch, **changed)
    with pytest.raises(ValueError, match=words):
        data.mnist()


def test_a_file_with_another_checksum_is_not_read(folder, monkeypatch):
    put_mnist(folder, monkeypatch)
    (folder / "mnist" / "t10k-labels-idx1-ubyte.gz").write_bytes(
        gzip.compress(idx_bytes(np.zeros(8, np.uint8)))
    )
    with pytest.raises(ValueError, match="not the published t10k-labels"):
        data.mnist()


@pytest.mark.parametrize("load", [data.mnist, data.fashion_mnist, data.cifar10])
def test_with_nothing_there_and_no_network(folder, load):
    with pytest.raises(fetch.DownloadError, match=r"no network in this test(.|\n)*cnnlib\.data\.digits"):
        load()
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {".lock"}


# CIFAR-10, with batches of 20 images

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
def small(folder, monkeypatch) -> dict[str, bytes]:
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


def test_cifar_from_the_archive(folder, small, monkeypatch):
    content = tar_of(official(small))
    monkeypatch.setattr(cifar, "ARCHIVE", published("cifar-10-binary.tar.gz", content))
    archive = folder / "cifar-10" / "cifar-10-binary.tar.gz"
    archive.write_bytes(content)
    got = data.cifar10()
    assert archive.exists(), "it was put there by hand"
    assert sorted(f.name for f in archive.parent.iterdir()) == sorted([archive.name, *small])
    archive.unlink()
    assert np.array_equal(data.cifar10().train_images, got.train_images)


def test_unpacking_that_was_interrupted_is_done_again(folder, small, monkeypatch):
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


# the real files


@pytest.fixture
def real(root, monkeypatch) -> Path:
    folder = root.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real files are not beside the checkout, in ../shared/data")
    monkeypatch.setenv("CNNLIB_DATA", str(folder))
    return folder


def test_the_checksums_are_the_published_ones(root):
    facts = root.parent / "shared" / "reference_facts.json"
    if not facts.is_file():
        pytest.skip("the published facts are not beside the checkout, in ../shared/reference_facts.json")
    stated = json.loads(facts.read_text())["md5"]
    for name, files in (
        ("mnist", idx.MNIST),
        ("fashion_mnist", idx.FASHION),
        ("cifar10_binary", (cifar.ARCHIVE, *cifar.TRAIN, cifar.TEST)),
    ):
        assert {file.name: file.md5 for file in files} == stated[name]


def test_every_mirror_is_safe():
    for mirror in (*idx.MNIST_MIRRORS, *idx.FASHION_MIRRORS, *cifar.MIRRORS):
        assert fetch.is_safe(mirror) and mirror.endswith("/")


def test_the_real_fashion_mnist(real):
    got = data.fashion_mnist()
    assert got.train_images.shape == (60000, 1, 28, 28) and got.test_images.shape == (10000, 1, 28, 28)
    assert np.bincount(got.train_labels).tolist() == [6000] * 10
    assert np.bincount(got.test_labels).tolist() == [1000] * 10
    for file in idx.FASHION:
        assert (real / "fashion-mnist" / file.name).stat().st_size == file.size
    # the mean and standard deviation that everybody types, here computed
    assert np.allclose(
        [got.normalised().mean / 255, got.normalised().std / 255], [[0.2860], [0.3530]], atol=1e-4
    )


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
