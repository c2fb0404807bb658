"""Data sets as such: what a Dataset refuses, how it is normalised, what an import costs."""

import dataclasses
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnlib import data


def small(train: int = 6, test: int = 3, channels: int = 2, seed: int = 0) -> dict:
    rng = np.random.default_rng(seed)
    return {
        "name": "small",
        "train_images": rng.integers(0, 256, (train, channels, 4, 5), np.uint8),
        "train_labels": np.arange(train) % 3,
        "test_images": rng.integers(0, 256, (test, channels, 4, 5), np.uint8),
        "test_labels": np.arange(test) % 3,
        "classes": ("a", "b", "c"),
        "about": "",
    }


@given(st.integers(1, 40), st.integers(0, 5), st.integers(1, 4), st.integers(0, 1000))
def test_normalised_is_the_formula_with_the_training_images_numbers(train, test, channels, seed):
    given_ = data.Dataset(**small(train, test, channels, seed))
    before = given_.train_images.copy(), given_.test_images.copy()
    got = given_.normalised()
    mean = given_.train_images.astype(float).mean(axis=(0, 2, 3))
    std = given_.train_images.astype(float).std(axis=(0, 2, 3))
    np.testing.assert_allclose(got.mean, mean, rtol=1e-12)
    np.testing.assert_allclose(got.std, std, rtol=1e-12)
    for part, old in zip(("train_images", "test_images"), before, strict=True):
        new = getattr(got, part)
        assert new.dtype == np.float32 and new.shape == old.shape
        expected = (old - mean[:, None, None]) / std[:, None, None]
        np.testing.assert_allclose(new, expected, rtol=1e-5, atol=1e-6)
        assert np.array_equal(getattr(given_, part), old), "the data set itself was changed"
    assert got.train_labels is given_.train_labels and got.classes == given_.classes


def test_normalised_more_than_one_block_at_a_time(monkeypatch):
    whole = data.Dataset(**small(50)).normalised()
    monkeypatch.setattr("cnnlib.data.dataset.BLOCK", 7)
    pieces = data.Dataset(**small(50)).normalised()
    assert np.array_equal(whole.train_images, pieces.train_images)


def test_a_channel_that_never_changes_becomes_zeros():
    parts = small()
    parts["train_images"][:, 1] = 77
    got = data.Dataset(**parts).normalised()
    assert not got.train_images[:, 1].any() and got.std[1] == 0
    assert np.isfinite(got.test_images).all()


def test_normalised_twice_or_with_nothing_is_refused():
    with pytest.raises(TypeError, match="normalised already"):
        data.Dataset(**small()).normalised().normalised()
    with pytest.raises(ValueError, match="nothing to average"):
        data.Dataset(**small(train=0)).normalised()


@pytest.mark.parametrize(
    "change, error, words",
    [
        ({"train_images": np.zeros((6, 2, 4, 5))}, TypeError, "train_images has dtype float64"),
        ({"train_labels": np.zeros(6)}, TypeError, "train_labels has dtype float64"),
        ({"train_images": np.zeros((6, 40), np.uint8)}, ValueError, "four axes"),
        ({"test_labels": np.zeros((3, 1), int)}, ValueError, r"one label an image, \(3,\)"),
        ({"test_labels": np.zeros(4, int)}, ValueError, r"\(3, 2, 4, 5\).*\(4,\)"),
        ({"train_labels": np.full(6, 3)}, ValueError, "expected 0 to 2"),
        ({"train_labels": np.full(6, -1)}, ValueError, "expected 0 to 2"),
        ({"test_images": np.zeros((3, 2, 5, 4), np.uint8)}, ValueError, "differ"),
    ],
)
def test_parts_that_do_not_fit_are_refused(change, error, words):
    with pytest.raises(error, match=words):
        data.Dataset(**small() | change)


def test_a_data_set_says_what_it_is():
    assert repr(data.digits()).startswith("Digits: 1,442 training and 355 test images of 1x8x8, 10 classes.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        data.digits().name = "mine"


def test_the_embedded_sets_import_nothing_heavy_and_no_network(root):
    code = (
        "import sys; from cnnlib import data; data.digits().normalised(); data.coloured_shapes(3, 0);"
        "print(*{'torch', 'scipy', 'sklearn', 'matplotlib', 'tqdm', 'ssl', 'urllib.request'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
