"""A sandbox for each file of tests."""

import pytest
from sandboxed import small_box


@pytest.fixture(scope="module")
def box():
    with small_box() as started:
        yield started
