"""The digits: scikit-learn's own, read without it."""

import gzip
from importlib import import_module

import numpy as np
import pytest

from cnnlib import data

MODULE = import_module("cnnlib.data.digits")  # the package gives the function of this name


def test_digits_are_scikit_learns():
    from sklearn.datasets import load_digits

    theirs, ours = load_digits(), data.digits()
    test = np.zeros(1797, bool)
    for digit in range(10):
        test[np.flatnonzero(theirs.target == digit)[4::5]] = True
    for images, labels, part in (
        (ours.train_images, ours.train_labels, ~test),
        (ours.test_images, ours.test_labels, test),
    ):
        assert images.dtype == np.uint8 and images.flags.writeable
        assert np.array_equal(np.rint(images[:, 0] * (16 / 255)), theirs.images[part])
        assert np.array_equal(labels, theirs.target[part])
    assert ours.train_images.max() == 255 and ours.classes == tuple("0123456789")
    assert np.bincount(ours.test_labels, minlength=10).min() >= 34


def test_without_scikit_learn_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(MODULE, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install scikit-learn.*cnnlib\.data\.coloured_shapes"):
        data.digits()


@pytest.mark.parametrize(
    "zipped, content", [(False, b""), (False, b"not gzip"), (True, b"1,2,3\n"), (True, b"a,b\n")]
)
def test_a_broken_digits_file_is_refused(monkeypatch, tmp_path, zipped, content):
    file = tmp_path / "digits.csv.gz"
    file.write_bytes(gzip.compress(content) if zipped else content)
    monkeypatch.setattr(MODULE, "_installed", lambda: file)
    with pytest.raises(ValueError, match="install scikit-learn again"):
        data.digits()
