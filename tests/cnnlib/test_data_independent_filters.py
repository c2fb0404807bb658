"""The filters that nobody wrote: shipped numbers, and the command that makes them."""

import numpy as np

from cnnlib import data
from cnnlib.data import make_independent_filters


def test_they_are_a_new_array_of_filters_without_a_mean():
    filters = data.independent_filters()
    assert filters.shape == (12, 3, 5, 5) and abs(filters).max() == 1
    assert abs(filters.mean(axis=(1, 2, 3))).max() < 0.01
    filters[:] = 0
    assert data.independent_filters().any()


def test_the_file_is_what_its_command_makes():
    """Up to their order and sign: versions of scikit-learn and of linear algebra differ."""
    shipped, made = (f.reshape(12, -1) for f in (data.independent_filters(), make_independent_filters.made()))
    likeness = abs(np.corrcoef(shipped, made)[:12, 12:])
    assert likeness.max(axis=1).min() > 0.98
