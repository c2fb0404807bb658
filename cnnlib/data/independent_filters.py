"""Filters that nobody wrote, found in photographs: read with NumPy alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from cnnlib import npz

Array = np.ndarray
FILE = Path(__file__).with_name("independent_filters.npz")  # made by `make weights`
COUNT, SIDE = 12, 5


def independent_filters() -> Array:
    """The filters that independent component analysis finds in patches of the two photographs of `photograph`.

    Source: scikit-learn's FastICA on 20,000 patches of 5 x 5 pixels, see `make_independent_filters.py`. They are
    ordered from grey to coloured; the largest weight of each is 1.

    Returns:
        (12, 3, 5, 5), float64: filters, red, green and blue, rows, columns. A new array at every call.

    >>> from cnnlib import data
    >>> data.independent_filters().shape
    (12, 3, 5, 5)
    """
    return npz.read(FILE)["filters"]
