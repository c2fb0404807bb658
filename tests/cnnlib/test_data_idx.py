"""IDX files: what is written is read back, what is damaged is refused; the real ones where they are at hand."""

import gzip
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnlib import data
from cnnlib.data import idx

HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def idx_bytes(array: np.ndarray, kind: int = 8, shape: tuple | None = None) -> bytes:
    shape = array.shape if shape is None else shape
    return struct.pack(f">BBBB{len(shape)}I", 0, 0, kind, len(shape), *shape) + array.tobytes()


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


@pytest.fixture
def put_mnist(folder, monkeypatch, published):
    """Puts a small MNIST into the data folder, with its own checksums."""

    def put(**changed: np.ndarray) -> None:
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

    return put


def test_mnist_from_the_data_folder(put_mnist):
    put_mnist()
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
def test_files_that_do_not_belong_together(put_mnist, changed, words):
    put_mnist(**changed)
    with pytest.raises(ValueError, match=words):
        data.mnist()


def test_a_file_with_another_checksum_is_not_read(folder, put_mnist):
    put_mnist()
    (folder / "mnist" / "t10k-labels-idx1-ubyte.gz").write_bytes(
        gzip.compress(idx_bytes(np.zeros(8, np.uint8)))
    )
    with pytest.raises(ValueError, match="not the published t10k-labels"):
        data.mnist()


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
