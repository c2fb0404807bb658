"""MNIST and Fashion-MNIST: two data sets in one file format, IDX."""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cnnlib.data.cache import data_folder
from cnnlib.data.dataset import Array, Dataset
from cnnlib.data.published import Published

MOST = 1_000_000_000  # bytes; a header that says more is wrong
UNSIGNED_BYTE = 8  # IDX's code for the type

# training images and labels, test images and labels: both sets have the same names
NAMES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)


def _published(*sizes_and_md5s: tuple[int, str]) -> tuple[Published, ...]:
    return tuple(Published(name, *rest) for name, rest in zip(NAMES, sizes_and_md5s, strict=True))


# Checksums of MNIST: torchvision, datasets/mnist.py, where its sizes are those of yann.lecun.com/exdb/mnist;
# of Fashion-MNIST: the table in github.com/zalandoresearch/fashion-mnist.
MNIST = _published(
    (9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
    (28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
    (1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
    (4_542, "ec29112dd5afa0611ce80d1b7f02629c"),
)
MNIST_MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
FASHION = _published(
    (26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
    (29_515, "25c81989df183df01b3e8a0aad5dffbe"),
    (4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
    (5_148, "bb300cfdad3c16e7a12a480ee83cd310"),
)
FASHION_MIRRORS = (
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
)
GARMENTS = "T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot"


def mnist() -> Dataset:
    """70,000 handwritten digits, 28x28; 12 MB, downloaded once.

    Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits".

    Returns:
        60,000 training and 10,000 test images, (N, 1, 28, 28), uint8.

    Raises:
        DownloadError: the files are not in the data folder and no mirror gave them.
        ValueError: a file there is not the published one.
    """
    about = "Its own split: 60,000 and 10,000 images, by different writers."
    return _load("MNIST", data_folder() / "mnist", MNIST, MNIST_MIRRORS, tuple("0123456789"), about)


def fashion_mnist() -> Dataset:
    """70,000 pictures of clothes, 28x28; 31 MB, downloaded once.

    Source: Xiao, Rasul and Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine
    learning algorithms" (2017), MIT licence.

    Returns:
        60,000 training and 10,000 test images, (N, 1, 28, 28), uint8.

    Raises:
        DownloadError, ValueError: as in `mnist`.
    """
    folder, about = data_folder() / "fashion-mnist", "Its own split: 60,000 and 10,000 images."
    return _load("Fashion-MNIST", folder, FASHION, FASHION_MIRRORS, tuple(GARMENTS.split(",")), about)


def read_idx(path: Path) -> Array:
    """The array of bytes in a gzipped IDX file.

    The file begins with four bytes: 0, 0, the type of the values (8: unsigned byte), the number of
    axes; then the size of each axis as a big-endian 32-bit number; then the values, last axis fastest.
    Source: "The IDX file format", yann.lecun.com/exdb/mnist.

    Args:
        path: the file.

    Returns:
        The array, uint8.

    Raises:
        ValueError: it is not gzip, not IDX of bytes, cut short, longer than it says, or absurdly large.
    """
    try:
        with gzip.open(path) as file:
            return _parse(file)
    except (gzip.BadGzipFile, EOFError, zlib.error, ValueError) as error:
        raise ValueError(
            f"{path} is not a whole IDX file ({error}): remove it and load the data set again"
        ) from error


def _parse(file: gzip.GzipFile) -> Array:
    magic = file.read(4)
    if len(magic) < 4 or magic[:3] != bytes([0, 0, UNSIGNED_BYTE]) or magic[3] == 0:
        raise ValueError(
            f"it begins with {magic.hex(' ') or 'nothing'}, expected 00 00 08 and the number of axes"
        )
    header = file.read(4 * magic[3])
    if len(header) < 4 * magic[3]:
        raise ValueError("it ends within its header")
    shape = struct.unpack(f">{magic[3]}I", header)
    if (size := math.prod(shape)) > MOST:
        raise ValueError(f"its header says {' x '.join(map(str, shape))} bytes, which is absurd")
    values = file.read(size + 1)
    if len(values) != size:
        found = "more" if len(values) > size else f"{len(values):,}"
        raise ValueError(f"its header says {' x '.join(map(str, shape))} bytes, it holds {found}")
    return np.frombuffer(values, np.uint8).reshape(shape).copy()  # copied, so that it can be written to


def _load(
    name: str,
    folder: Path,
    files: Sequence[Published],
    mirrors: Sequence[str],
    classes: tuple[str, ...],
    about: str,
) -> Dataset:
    from cnnlib.data.fetch import fetch  # here, so that the embedded sets load nothing of the network

    arrays = [read_idx(fetch(file, folder, mirrors)) for file in files]
    for array, file, one in zip(arrays, files, [(28, 28), ()] * 2, strict=True):
        if array.shape[1:] != one:
            expected = "(N, 28, 28)" if one else "(N,)"
            raise ValueError(f"{folder / file.name} has shape {array.shape}: expected {expected}")
    train_images, train_labels, test_images, test_labels = arrays
    return Dataset(
        name=name,
        train_images=train_images[:, None],
        train_labels=train_labels.astype(np.int64),
        test_images=test_images[:, None],
        test_labels=test_labels.astype(np.int64),
        classes=classes,
        about=about,
    )
