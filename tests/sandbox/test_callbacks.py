"""Our functions called with a student's values: one process for many calls, replaced where one ends it."""

import os
import socket
import time

import numpy as np
import pytest

from autograder.part import Callback
from autograder.sandbox.callbacks import CallbackProcess
from autograder.shared.messages import CallbackReply

WHERE = Callback(os.getpid, calls=1)
DOUBLE = Callback(lambda x: 2 * x, calls=1)


@pytest.fixture
def callback_process():
    started = CallbackProcess(cpu_seconds=1)
    yield started
    started.close()


def soon() -> float:
    return time.monotonic() + 20


def test_many_calls_go_to_one_process_which_is_not_this_one(callback_process):
    pids = {callback_process.run(WHERE, (), {}, soon()).value for _ in range(3)}
    assert len(pids) == 1 and os.getpid() not in pids
    answer = callback_process.run(DOUBLE, (np.arange(3.0),), {}, soon())
    assert answer.error is None and answer.value.tolist() == [0, 2, 4]
    assert callback_process.run(WHERE, (), {}, soon()).value in pids


def test_a_callback_that_came_later_is_known(callback_process):
    callback_process.run(WHERE, (), {}, soon())
    assert callback_process.run(Callback(lambda: "later", calls=1), (), {}, soon()).value == "later"


@pytest.mark.parametrize(
    "function",
    [lambda: os._exit(0), lambda: os.abort(), lambda: sum(range(10**11)), lambda: np.ones(1 << 31)],
    ids=["exits", "crashes", "computes", "takes memory"],
)
def test_a_call_that_goes_wrong_costs_no_other(callback_process, function):
    assert callback_process.run(DOUBLE, (1,), {}, soon()).value == 2
    assert callback_process.run(Callback(function, calls=1), (), {}, soon()).error
    assert callback_process.run(DOUBLE, (2,), {}, soon()) == CallbackReply(4, None)


def test_each_call_has_the_whole_time(callback_process):
    """Calls that take a tenth of the limit each, and more than twice of it together."""

    def busy():
        start = time.process_time()
        while time.process_time() < start + callback_process.cpu_seconds / 10:
            pass

    answers = [callback_process.run(Callback(busy, calls=1), (), {}, soon())]
    again = Callback.all[-1]
    answers += [callback_process.run(again, (), {}, soon()) for _ in range(25)]
    assert answers == [CallbackReply(None, None)] * 26


def test_a_call_that_never_returns_is_ended_in_time(callback_process):
    before = callback_process.run(WHERE, (), {}, soon()).value
    with pytest.raises(TimeoutError):
        callback_process.run(Callback(lambda: time.sleep(100), calls=1), (), {}, time.monotonic() + 0.2)
    after = callback_process.run(WHERE, (), {}, soon()).value
    assert after != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


def test_it_holds_no_connection_of_anybody_else(callback_process):
    """Who waits for the end of a student's connection would wait for ever."""
    ours, theirs = socket.socketpair()
    callback_process.run(WHERE, (), {}, soon())
    ours.close()
    theirs.settimeout(5)
    assert theirs.recv(1) == b""
    theirs.close()
