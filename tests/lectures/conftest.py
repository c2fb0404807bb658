"""What the tests of all lectures ask."""

import pytest
from sections import section


@pytest.fixture
def says(root):
    """Whether the section on a topic has a sentence, however its lines are broken."""
    return lambda topic, sentence: sentence in section(root, topic)


@pytest.fixture
def runs(root):
    """Whether the section on a topic has these lines of code, however they are broken."""
    return lambda topic, lines: lines in section(root, topic, "code")
