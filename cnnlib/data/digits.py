"""scikit-learn's handwritten digits, read from its data file without importing it."""

from __future__ import annotations

import gzip
import zlib
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from cnnlib.data.dataset import Dataset

PIXELS = 8 * 8
INK = 16  # the darkest level in the file
EVERY = 5  # one image in five of each class is a test image


def digits() -> Dataset:
    """1,797 real digits, 8x8, written by 13 people; needs no network.

    The file's levels, 0 to 16, are spread over 0 to 255, so that full ink is 255 as in the other
    sets. Every fifth image of each digit is a test image. The file goes writer by writer, so both
    parts have every writer: a test score says nothing about a writer who was never seen. With 355 test
    images an accuracy of 98 % has a standard error of 0.7 %: another split can score a point less.

    Source: Alpaydin and Kaynak, "Optical recognition of handwritten digits" (1998), UCI repository;
    the test part of that set, as scikit-learn ships it (sklearn.datasets.load_digits).

    Returns:
        1,442 training and 355 test images, (N, 1, 8, 8), uint8.

    Raises:
        ModuleNotFoundError: scikit-learn is not installed.
        ValueError: its file does not hold what it should.

    >>> from cnnlib import data
    >>> digits = data.digits()
    >>> digits.train_images.shape, digits.test_images.shape
    ((1442, 1, 8, 8), (355, 1, 8, 8))
    """
    path = _installed()
    try:
        with gzip.open(path, "rt", encoding="ascii") as file:
            rows = np.array([line.split(",") for line in file], np.int64)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise ValueError(f"{path} cannot be read ({error}): install scikit-learn again") from error
    if rows.shape != (1797, PIXELS + 1) or not 0 <= rows.min() <= rows.max() <= INK:
        raise ValueError(
            f"{path} has shape {rows.shape}: expected (1797, 65), levels 0 to {INK}; install scikit-learn again"
        )
    images = np.rint(rows[:, :PIXELS] * (255 / INK)).astype(np.uint8).reshape(-1, 1, 8, 8)
    test = np.zeros(len(rows), bool)
    for digit in range(10):
        # by class, as every fifth line has too many of some: people wrote 0 to 9 over and over
        test[np.flatnonzero(rows[:, PIXELS] == digit)[EVERY - 1 :: EVERY]] = True
    return Dataset(
        name="Digits",
        train_images=images[~test],
        train_labels=rows[~test, PIXELS],
        test_images=images[test],
        test_labels=rows[test, PIXELS],
        classes=tuple("0123456789"),
        about="Real digits from scikit-learn's file; every fifth of each class is a test image.",
    )


def _installed() -> Path:
    """scikit-learn's data file. Finding a package does not run it: its imports are slow, and may be missing."""
    spec = find_spec("sklearn")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder, "datasets", "data", "digits.csv.gz")
        if path.is_file():
            return path
    raise ModuleNotFoundError(
        "the digits come with scikit-learn, which is not installed: run `pip install scikit-learn`, "
        "or use cnnlib.data.coloured_shapes(1000, seed=0), which needs nothing"
    )
