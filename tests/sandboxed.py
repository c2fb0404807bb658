"""Helpers of the sandbox's tests: an assignment to box, and one-cell submissions."""

from dataclasses import dataclass

import pytest

from autograder.calls import Error, Gone, Reply
from autograder.sandbox.box import MIB, Box

FORKS = """\
import os, time
count = 0
while True:
    try:
        pid = os.fork()
    except BlockingIOError:
        return count
    if not pid:
        time.sleep(100)
    count += 1"""


@dataclass(frozen=True)
class Assigned:
    """What a box needs to know of an assignment."""

    library: tuple[str, ...] = ("cnnlib.shapes",)
    packages: tuple[str, ...] = ("numpy", "matplotlib", "ipython", "ipywidgets")


def function(body: str) -> str:
    """A cell that defines f with these lines as its body."""
    return "def f(*args):\n" + "".join(f"    {line}\n" for line in body.splitlines())


def small_box(**options) -> Box:
    """A box with limits that a test reaches quickly."""
    return Box(
        Assigned(), **{"cpu_seconds": 1, "memory": 1024 * MIB, "file_size": MIB, "disk": 4 * MIB} | options
    )


def answer(box: Box, source: str, *args, name: str = "f", **kwargs) -> Reply:
    """The reply of a function that one cell defines."""
    with box.submission([source]) as submission:
        assert submission.outcomes == [None], submission.outcomes
        with submission.part([name]) as (remote,):
            return remote.call(args, kwargs)


def refused(box: Box, body: str) -> Error:
    """The exception that these lines raise as the body of a function in the sandbox."""
    error = answer(box, function(body)).error
    assert error is not None, body
    return error


def ends(box: Box, body: str, *args) -> Gone:
    """How a function with this body ends its process."""
    with pytest.raises(Gone) as caught:
        answer(box, function(body), *args)
    return caught.value
