"""Our functions called with a student's values: one process for many calls, replaced where one ends it."""

import os
import socket
import time

import numpy as np
import pytest

from autograder.calls import Callback
from autograder.sandbox.errand import Errands

WHERE = Callback(os.getpid, calls=1)
DOUBLE = Callback(lambda x: 2 * x, calls=1)


@pytest.fixture
def errands():
    started = Errands(cpu_seconds=1)
    yield started
    started.close()


def soon() -> float:
    return time.monotonic() + 20


def test_many_calls_go_to_one_process_which_is_not_this_one(errands):
    pids = {errands.run(WHERE, (), soon())["value"] for _ in range(3)}
    assert len(pids) == 1 and os.getpid() not in pids
    answer = errands.run(DOUBLE, (np.arange(3.0),), soon())
    assert answer["error"] is None and answer["value"].tolist() == [0, 2, 4]
    assert errands.run(WHERE, (), soon())["value"] in pids


def test_a_callback_that_came_later_is_known(errands):
    errands.run(WHERE, (), soon())
    assert errands.run(Callback(lambda: "later", calls=1), (), soon())["value"] == "later"


@pytest.mark.parametrize(
    "function",
    [lambda: os._exit(0), lambda: os.abort(), lambda: sum(range(10**11)), lambda: np.ones(1 << 31)],
    ids=["exits", "crashes", "computes", "takes memory"],
)
def test_a_call_that_goes_wrong_costs_no_other(errands, function):
    assert errands.run(DOUBLE, (1,), soon())["value"] == 2
    assert errands.run(Callback(function, calls=1), (), soon())["error"]
    assert errands.run(DOUBLE, (2,), soon()) == {"value": 4, "error": None}


def test_each_call_has_the_whole_time(errands):
    """Calls that take a tenth of the limit each, and more than twice of it together."""

    def busy():
        start = time.process_time()
        while time.process_time() < start + errands.cpu_seconds / 10:
            pass

    answers = [errands.run(Callback(busy, calls=1), (), soon())]
    again = Callback.all[-1]
    answers += [errands.run(again, (), soon()) for _ in range(25)]
    assert answers == [{"value": None, "error": None}] * 26


def test_a_call_that_never_returns_is_ended_in_time(errands):
    before = errands.run(WHERE, (), soon())["value"]
    with pytest.raises(TimeoutError):
        errands.run(Callback(lambda: time.sleep(100), calls=1), (), time.monotonic() + 0.2)
    after = errands.run(WHERE, (), soon())["value"]
    assert after != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


def test_it_holds_no_connection_of_anybody_else(errands):
    """Who waits for the end of a student's connection would wait for ever."""
    ours, theirs = socket.socketpair()
    errands.run(WHERE, (), soon())
    ours.close()
    theirs.settimeout(5)
    assert theirs.recv(1) == b""
    theirs.close()
