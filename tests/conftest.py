"""What several test files need."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# One commit, one verdict, however busy the machine is. Chance finds new examples on a developer's machine, not while
# landing.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return Path(__file__).resolve().parents[1]
