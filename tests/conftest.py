"""What several test files need."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# One commit, one verdict: chance finds new examples on a developer's machine, not while landing.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return Path(__file__).resolve().parents[1]
