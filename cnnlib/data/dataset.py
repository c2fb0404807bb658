"""What every loader returns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

Array = np.ndarray
LEVELS = np.arange(256)  # what a byte can hold
BLOCK = 1000  # images counted at a time, so that nothing as large as the data set is made


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Labelled images, split into training and test.

    Attributes:
        name: what the set is called.
        train_images, test_images: (N, C, H, W), uint8; float32 once normalised.
        train_labels, test_labels: (N,), int64, indices into `classes`.
        classes: the name of each label.
        about: where the images come from and how they were split, in a sentence.
        mean, std: (C,), of the training images' bytes, once normalised; None before.

    Raises:
        ValueError: labels that do not fit the images or the classes.
        TypeError: images that are neither uint8 nor float32, labels that are not whole numbers.

    >>> from cnnlib import data
    >>> images, labels = np.zeros((4, 1, 8, 8), np.uint8), np.array([0, 1, 0, 1])
    >>> data.Dataset("Black", images, labels, images[:2], labels[:2], ("cat", "dog"), "All alike.")
    Black: 4 training and 2 test images of 1x8x8, 2 classes. All alike.
    """

    name: str
    train_images: Array
    train_labels: Array
    test_images: Array
    test_labels: Array
    classes: tuple[str, ...]
    about: str
    mean: Array | None = None
    std: Array | None = None

    def __post_init__(self) -> None:
        for part in ("train", "test"):
            _check(part, getattr(self, f"{part}_images"), getattr(self, f"{part}_labels"), len(self.classes))
        train, test = self.train_images.shape, self.test_images.shape
        if train[1:] != test[1:]:
            raise ValueError(
                f"train_images has shape {train}, test_images has shape {test}: (C, H, W) differ"
            )

    def __repr__(self) -> str:
        size = "x".join(map(str, self.train_images.shape[1:]))
        counts = f"{len(self.train_images):,} training and {len(self.test_images):,} test images"
        return f"{self.name}: {counts} of {size}, {len(self.classes)} classes. {self.about}"

    def normalised(self) -> Dataset:
        """The same set with each channel of the training images at mean 0 and standard deviation 1.

            x = (image - mean[c]) / std[c]

        where mean and std are those of channel c over all training images and positions. The test
        images are moved by the same numbers: nothing about them is known in training. A channel that
        never changes becomes zeros.

        Returns:
            A new set of float32 images, with `mean` and `std` filled in. (N, C, H, W) as before.

        Raises:
            TypeError: the images are already normalised.
            ValueError: there is no training image.

        >>> from cnnlib import data
        >>> digits = data.digits().normalised()
        >>> print(digits.train_images.dtype, f"{digits.train_images.std():.3f}")
        float32 1.000
        """
        if self.train_images.dtype != np.uint8:
            raise TypeError(f"train_images has dtype {self.train_images.dtype}: it is normalised already")
        if not len(self.train_images):
            raise ValueError(f"train_images has shape {self.train_images.shape}: there is nothing to average")
        counts = _counts(self.train_images)  # (C, 256): how often each channel has each byte
        total = counts.sum(axis=1)
        mean = counts @ LEVELS / total
        std = np.sqrt((counts * (LEVELS - mean[:, None]) ** 2).sum(axis=1) / total)
        # 256 levels are few: normalise those once, then look every pixel up
        table = ((LEVELS - mean[:, None]) / np.where(std > 0, std, 1)[:, None]).astype(np.float32)
        return replace(
            self,
            train_images=_look_up(table, self.train_images),
            test_images=_look_up(table, self.test_images),
            mean=mean,
            std=std,
        )


def _counts(images: Array) -> Array:
    """(C, 256): how many pixels of each channel have each level."""
    counts = np.zeros((images.shape[1], len(LEVELS)), np.int64)
    for start in range(0, len(images), BLOCK):
        for channel, row in enumerate(counts):
            row += np.bincount(images[start : start + BLOCK, channel].ravel(), minlength=len(LEVELS))
    return counts


def _look_up(table: Array, images: Array) -> Array:
    out = np.empty(images.shape, table.dtype)
    for channel, row in enumerate(table):
        out[:, channel] = row[images[:, channel]]
    return out


def _check(part: str, images: Array, labels: Array, classes: int) -> None:
    if images.dtype not in (np.uint8, np.float32):
        raise TypeError(f"{part}_images has dtype {images.dtype}: expected uint8, 0 to 255")
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{part}_labels has dtype {labels.dtype}: expected whole numbers, such as int64")
    if images.ndim != 4:
        raise ValueError(f"{part}_images has shape {images.shape}: expected four axes (N, C, H, W)")
    if labels.shape != images.shape[:1]:
        raise ValueError(
            f"{part}_images has shape {images.shape}, {part}_labels has shape {labels.shape}: "
            f"expected one label an image, ({len(images)},)"
        )
    if len(labels) and not 0 <= labels.min() <= labels.max() < classes:
        raise ValueError(
            f"{part}_labels goes from {labels.min()} to {labels.max()}: "
            f"expected 0 to {classes - 1}, as there are {classes} classes"
        )
