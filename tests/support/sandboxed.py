"""Helpers of the sandbox's tests: an assignment to box, and one-cell submissions."""

from dataclasses import dataclass, replace

import pytest

from autograder.judging.callers import Gone, Reply
from autograder.sandbox import box as sandbox
from autograder.sandbox.box import Box
from autograder.shared.errors import Error
from autograder.shared.limits import MIB, Limits

PROBLEM = sandbox.probe()
needs_sandbox = pytest.mark.skipif(PROBLEM is not None, reason=f"no sandbox here: {PROBLEM}")

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

# A cell that gives a student's code words of its own on the wire. `number` finds the number of the
# question that is being answered, as a dishonest program would.
TALK = """\
import json, os, socket, stat, struct, sys, threading, time
def wires():
    for d in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(d).st_mode): yield d
        except OSError: pass
def talk(data):
    for d in wires():
        sock = socket.socket(fileno=os.dup(d))
        sock.settimeout(2)
        try: sock.sendall(data)
        except OSError: pass
def message(header, payload=b""):
    return struct.pack("<IQ", len(header), len(payload)) + header + payload
def number():
    frame = sys._getframe()
    while "own" not in frame.f_locals: frame = frame.f_back
    return frame.f_locals.get("number") or frame.f_locals["self"].number
def say(payload=b"", **entries):
    return message(json.dumps({"dict": [["number", number()], *entries.items()]}).encode(), payload)
def call_back(args, payload=b"", callback=0):
    return say(payload, callback=callback, args={"tuple": args}, kwargs={"dict": []})
def reply(value, **entries):
    return say(**dict(value=value, cache=None, kept=None, error=None, changed=False, printed="") | entries)
"""


@dataclass(frozen=True)
class Assigned:
    """What a box needs to know of an assignment."""

    hidden: tuple[str, ...] = ("cnnlib.shapes",)
    packages: tuple[str, ...] = ("numpy", "matplotlib", "ipython", "ipywidgets", "tqdm")
    parts: tuple[str, ...] = ("f", "g", "h")


def function(body: str) -> str:
    """A cell that defines f with these lines as its body."""
    return "def f(*args):\n" + "".join(f"    {line}\n" for line in body.splitlines())


# much time on the clock: the machine may be busy
SMALL = Limits(cell_seconds=1, call_seconds=1, clock=10, memory=1024 * MIB, file_size=MIB, disk=4 * MIB)


def small_box(**limits) -> Box:
    """A box with limits that a test reaches quickly."""
    return Box(Assigned(), limits=replace(SMALL, **limits))


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
