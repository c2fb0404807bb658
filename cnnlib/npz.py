"""Arrays by name in a file: what a net has learned, or a training run that can go on.

The format is NumPy's .npz: plain arrays, never pickled objects, so that a file from a stranger can
hold wrong numbers but nothing that runs.
"""

import os
import zipfile
from collections.abc import Mapping
from os import PathLike
from pathlib import Path

import numpy as np

Array = np.ndarray


def write(path: str | PathLike, arrays: Mapping[str, Array]) -> None:
    """Write arrays to a file, which appears only once it is whole.

    Args:
        path: where, by custom ending in .npz; the folder is made if need be.
        arrays: name -> array of numbers or text, such as a net's `state()`.

    Raises:
        ValueError: an array holds Python objects.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write(f"{folder}/two.npz", {"w": np.array([1.0, 2.0])})
    ...     read(f"{folder}/two.npz")
    {'w': array([1., 2.])}
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with open(unfinished, "wb") as file, zipfile.ZipFile(file, "w") as archive:
            for name, array in arrays.items():
                with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                    np.lib.format.write_array(member, np.asanyarray(array), allow_pickle=False)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def read(path: str | PathLike) -> dict[str, Array]:
    """Read what `write` wrote.

    Args:
        path: the file.

    Returns:
        name -> array.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it is cut off, damaged, no .npz file, or holds Python objects.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except (ValueError, EOFError, AttributeError, TypeError, zipfile.BadZipFile) as error:
        raise ValueError(
            f"{path} cannot be read as arrays ({error}): delete it or give another file"
        ) from error
