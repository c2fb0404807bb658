"""Two photographs, small enough to travel with the course: read with NumPy alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from cnnlib import npz

Array = np.ndarray
FILE = Path(__file__).with_name("photographs.npz")  # made by `make photographs`
PHOTOGRAPHS = ("china", "flower")
LUMA = (0.299, 0.587, 0.114)  # of red, green and blue


def photograph(name: str, grey: bool = False) -> Array:
    """A real photograph, 128 pixels high and 192 wide; needs no network.

    "china" is a tower of the Summer Palace in Beijing, full of edges in all directions; "flower" is a dahlia
    before a blurred background. Grey is 0.299 red + 0.587 green + 0.114 blue (Recommendation ITU-R BT.601).

    Source: the two photographs of scikit-learn (sklearn.datasets.load_sample_images), made smaller by
    `make photographs`. They are by danielbuechele and by vultilion, on Flickr, under CC BY 2.0: see
    `photographs.txt` beside this file.

    Args:
        name: "china" or "flower".
        grey: one channel in place of three.

    Returns:
        (3, 128, 192), or (1, 128, 192) in grey: float64 from 0, black, to 1. A new array at every call.

    Raises:
        ValueError: there is no photograph of this name.

    >>> from cnnlib import data
    >>> data.photograph("china").shape, data.photograph("flower", grey=True).shape
    ((3, 128, 192), (1, 128, 192))
    """
    if name not in PHOTOGRAPHS:
        raise ValueError(f"there is no photograph {name!r}: expected one of {', '.join(PHOTOGRAPHS)}")
    image = npz.read(FILE)[name] / 255
    return np.tensordot(LUMA, image, axes=1)[None] if grey else image
