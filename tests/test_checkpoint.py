"""cnnlib.checkpoint: plain arrays in a file, whole or not at all."""

import os

import numpy as np
import pytest

from cnnlib import checkpoint, models


def test_pickles_are_neither_written_nor_read(tmp_path):
    path = tmp_path / "evil.npz"
    with pytest.raises(ValueError, match="allow_pickle"):
        checkpoint.write(path, {"a": np.array([object()])})
    assert not list(tmp_path.iterdir())
    np.savez(path, a=np.array([{"b": 1}], dtype=object))
    with pytest.raises(ValueError, match=r"evil\.npz cannot be read"):
        checkpoint.read(path)
    with pytest.raises(FileNotFoundError):
        checkpoint.read(tmp_path / "missing.npz")


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "w.npz"
    checkpoint.write(path, {"a": np.arange(3)})
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        checkpoint.write(path, {"a": np.zeros(9)})
    assert checkpoint.read(path)["a"].tolist() == [0, 1, 2]
    assert [file.name for file in tmp_path.iterdir()] == ["w.npz"]


def test_weights_go_through_a_file(tmp_path):
    first, second = models.small_vgg(np.random.default_rng(0)), models.small_vgg(np.random.default_rng(1))
    checkpoint.write(tmp_path / "vgg.npz", first.state())
    second.load(checkpoint.read(tmp_path / "vgg.npz"))
    assert all(np.array_equal(array, second.state()[name]) for name, array in first.state().items())
