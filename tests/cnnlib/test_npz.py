"""cnnlib.npz: plain arrays in a file, whole or not at all."""

import os

import numpy as np
import pytest

from cnnlib import models, npz


def test_pickles_are_neither_written_nor_read(tmp_path):
    path = tmp_path / "evil.npz"
    with pytest.raises(ValueError, match="allow_pickle"):
        npz.write(path, {"a": np.array([object()])})
    assert not list(tmp_path.iterdir())
    np.savez(path, a=np.array([{"b": 1}], dtype=object))
    with pytest.raises(ValueError, match=r"evil\.npz cannot be read"):
        npz.read(path)
    with pytest.raises(FileNotFoundError):
        npz.read(tmp_path / "missing.npz")


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "w.npz"
    npz.write(path, {"a": np.arange(3)})
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        npz.write(path, {"a": np.zeros(9)})
    assert npz.read(path)["a"].tolist() == [0, 1, 2]
    assert [file.name for file in tmp_path.iterdir()] == ["w.npz"]


def test_weights_go_through_a_file(tmp_path):
    first, second = models.small_vgg(np.random.default_rng(0)), models.small_vgg(np.random.default_rng(1))
    npz.write(tmp_path / "vgg.npz", first.state())
    second.load(npz.read(tmp_path / "vgg.npz"))
    assert all(np.array_equal(array, second.state()[name]) for name, array in first.state().items())
