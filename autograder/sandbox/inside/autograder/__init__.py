"""Stands in for the autograder inside the sandbox. Checks run outside, so here they do nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any


def check(part: str, *functions: Any) -> None:
    """Does nothing."""


def run_check(part: str, *functions: Any, seed: int = 0) -> None:
    """Does nothing."""


def example(part: str, number: int) -> tuple[tuple, dict]:
    """No arguments: the cases stay outside."""
    return (), {}


@contextlib.contextmanager
def once_written() -> Iterator[None]:
    """Around a cell that uses what is not written yet: swallows NotImplementedError alone."""
    with contextlib.suppress(NotImplementedError):
        yield
