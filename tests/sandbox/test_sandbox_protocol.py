"""Abuse of the wire by a student's process: what it says costs its own points, and earns none."""

import os
import time
import tracemalloc

import numpy as np
import pytest
from sandboxed import TALK, answer, function, needs_sandbox, small_box

from autograder.judging.callers import Gone
from autograder.part import Callback
from autograder.shared import wire

pytestmark = needs_sandbox


@pytest.fixture(scope="module")
def hasty_box():
    """A box whose submissions have two seconds in all."""
    with small_box(total_seconds=2) as started:
        yield started


ABUSE = {
    "a huge announcement": "struct.pack('<IQ', 2, 1 << 60)",
    "no JSON": "message(b'{{{')",
    "truncated, then the end": "reply(1)[:-1]",
    "an array larger than sent": 'reply({"array": ["float64", [1000000], [0], False, True]})',
    "a callback nobody gave": "call_back([])",
    "a callback below zero": "call_back([], callback=-1)",
    "a callback without arguments": "say(callback=0)",
    "no reply": "message(b'1')",
    "an array for a reply": 'message(b\'{"array":["int8",[1],[0],false,true]}\', b"1")',
    "a number that is an array": 'message(b\'{"dict":[["number",{"array":["int8",[1],[0],false,true]}]]}\', b"1")',
    "no number": "reply(1).replace(b'\"number\"', b'\"numbed\"')",
    "a number that was not asked": "reply(1).replace(b'[\"number\", ', b'[\"number\", 1')",
    "an entry too many": "reply(1, points=100)",
    "wrong types": "reply(1, changed=1)",
    "an error without a name": 'reply(1, error={"dict": [["names", {"tuple": []}], ["message", ""], ["where", ""]]})',
    "an error that is a text": 'reply(1, error="ValueError")',
}


@pytest.mark.parametrize("name", ABUSE)
def test_abuse_of_the_wire_is_a_crash_of_the_part(box, name):
    source = f"{TALK}\ndef f():\n    talk({ABUSE[name]})\n    os._exit(0)\ndef g():\n    return 1"
    with box.submission([source]) as submission:
        with submission.part(["f"]) as (f,), pytest.raises(Gone) as caught:
            f.call((), {})
        assert caught.value.status == "crashed"
        with submission.part(["g"]) as (g,):
            assert g.call((), {}).value == 1


def test_a_forged_reply_is_worth_what_a_function_returning_it_is_worth(box):
    """It also shows that the cases above fail for the reason that they name."""
    assert answer(box, f"{TALK}\ndef f():\n    talk(reply(1))\n    return 2").value == 1


@pytest.mark.parametrize("kept, ends", [("None", "first"), ("5", "second"), ("-9", "second")])
def test_a_number_under_which_nothing_is_kept_is_a_crash_of_the_part(box, kept, ends):
    source = f"{TALK}\ndef f(x):\n    talk(reply(1, kept={kept}))\n    return 2\ndef g(x):\n    return x"
    with box.submission([source]) as submission:
        with submission.part(["f", "g"]) as (f, g), pytest.raises(Gone) as caught:
            reply = f.call((1,), {}, keep=True)
            assert ends == "second"
            g.call((reply.kept,), {})
        assert caught.value.status == "crashed"
        with submission.part(["g"]) as (g,):
            assert g.call((1,), {}).value == 1


@pytest.mark.parametrize("many", [1, 100_000])
def test_an_answer_given_before_the_question_is_none(box, many):
    source = f"{TALK}\ndef f(x):\n    if x == 1: talk(reply(2) * {many})\n    return x"
    with box.submission([source]) as submission, submission.part(["f"]) as (f,):
        assert f.call((1,), {}).value == 2
        with pytest.raises(Gone, match="does not answer the question"):
            f.call((2,), {})
    assert answer(box, "def f():\n    return 3").value == 3


def test_a_cell_cannot_answer_for_the_next_one(box):
    cells = [
        f"{TALK}\ntalk(say(error=None) * 2)\nraise ValueError",
        "raise KeyError",
        "def f():\n    return 1",
    ]
    with box.submission(cells) as submission:
        assert submission.outcomes[0] is None  # its own outcome is its own to forge
        assert [outcome.status for outcome in submission.outcomes[1:]] == ["crashed"] * 2


def test_a_cell_cannot_answer_for_a_part(box):
    """The parts' sockets come later than any cell's last word, and answer numbers of their own."""
    forged = "say(defined={'tuple': [True]}) + say(error=None)"
    with box.submission([f"{TALK}\ntalk({forged})", "x = 1"]) as submission:
        assert isinstance(submission.outcomes[0], Gone)
        with submission.part(["f"]) as callers:
            assert callers == [None]


def test_the_answers_of_a_part_are_bounded_together(box):
    """They are kept until the part is judged."""
    size = wire.LIMITS.payload - 1000
    source = f"import numpy\ndef f():\n    return numpy.zeros({size}, 'int8')"
    with box.submission([source]) as submission:
        for _ in range(2):  # each part has its own allowance
            with submission.part(["f"]) as (f,):
                for _ in range(3):
                    assert f.call((), {}).value.nbytes == size
                with pytest.raises(Gone, match="256 MiB in all"):
                    for _ in range(3):
                        f.call((), {})


# Callbacks


def test_a_callback_is_refused_for_ever_once_it_is_used_up(hasty_box):
    """A million calls: refused after the third, and ended when the time is over; nothing is kept of them."""
    greedy = "def f(g):\n    for i in range(10**6):\n        try: g(i)\n        except RuntimeError: pass"
    tracemalloc.start()
    started = time.monotonic()
    with pytest.raises(Gone) as caught:
        answer(hasty_box, greedy, Callback(lambda i: i, calls=3))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.status == "timed out"
    assert time.monotonic() - started < 4 and peak < 4 << 20


def test_a_callback_with_a_huge_array(hasty_box):
    """As large as a message may be, sent as raw bytes; the grader holds a few copies of it at most."""
    largest = wire.LIMITS.payload
    array = {"array": ["int8", [largest], [0], False, True]}
    source = f"{TALK}\ndef f(g):\n    talk(call_back([{array}], bytes({largest})))\n"
    tracemalloc.start()
    with pytest.raises(Gone):  # it does not read the callback's answer
        answer(hasty_box, source + "    time.sleep(100)", Callback(len, calls=1))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert largest < peak < 4 * largest
    one_more = f"import numpy\nreturn args[0](numpy.zeros({largest} + 1, 'int8'))"
    assert "WireError" in answer(hasty_box, function(one_more), Callback(len, calls=1)).error.names


def test_a_reply_in_the_place_of_a_callbacks_answer_ends_the_call(box):
    source = f"{TALK}\ndef f(g, x):\n    talk(call_back([1]) + reply(x))\n    return 0"
    with box.submission([source]) as submission, submission.part(["f"]) as (f,):
        double = Callback(lambda x: 2 * x, calls=1)
        assert f.call((double, 5), {}).value == 5
        with pytest.raises(Gone):  # the callback's answer, and a second reply, are still on their way
            f.call((double, 6), {})


def test_a_callback_cannot_be_called_between_the_calls(box):
    source = f"{TALK}\ndef f(g):\n    late = call_back([1])\n"
    source += "    threading.Thread(target=lambda: (time.sleep(0.2), talk(late))).start()\n    return 1"
    with box.submission([source]) as submission, submission.part(["f"]) as (f,):
        double = Callback(lambda x: 2 * x, calls=9)
        assert f.call((double,), {}).value == 1
        time.sleep(0.5)
        with pytest.raises(Gone, match="does not answer the question"):
            f.call((double,), {})


# The connection itself


def test_no_descriptor_can_be_handed_to_the_grader(box):
    source = f"{TALK}\ndef f():\n    kept = os.open('/dev/null', 0)\n    for d in wires():\n"
    source += "        sock = socket.socket(fileno=os.dup(d))\n        for byte in reply(7):\n            while True:\n"
    source += "                try: socket.send_fds(sock, [bytes([byte])], [kept] * 30); break\n"
    source += (
        "                except OSError: time.sleep(0.001)  # too many are on their way\n    time.sleep(100)"
    )
    before = os.listdir("/proc/self/fd")
    with box.submission([source]) as submission, submission.part(["f"]) as (f,):
        open_now = len(os.listdir("/proc/self/fd"))
        assert f.call((), {}).value == 7
        assert len(os.listdir("/proc/self/fd")) == open_now
    assert os.listdir("/proc/self/fd") == before


SLOW = {
    "never reads": ("talk(reply(1))\n    time.sleep(100)", 1),
    "sends byte by byte": ("for byte in reply(2): talk(bytes([byte])); time.sleep(0.1)", None),
    "never ends a message": ("talk(reply(1)[:-1])\n    time.sleep(100)", None),
}


@pytest.mark.parametrize("name", SLOW)
def test_the_time_is_that_of_the_whole_exchange(hasty_box, name):
    body, first = SLOW[name]
    started = time.monotonic()
    with (
        hasty_box.submission([f"{TALK}\ndef f(x):\n    {body}"]) as submission,
        submission.part(["f"]) as (f,),
    ):
        if first is not None:
            assert f.call((0,), {}).value == first
        with pytest.raises(Gone) as caught:
            f.call((np.zeros(4 << 20),), {})
    assert caught.value.status == "timed out"
    assert time.monotonic() - started < 4


def test_a_connection_closed_from_inside(box):
    source = f"{TALK}\ndef f():\n    for d in wires(): os.close(d)\n    time.sleep(100)"
    with pytest.raises(Gone) as caught:
        answer(box, source)
    assert caught.value.status == "crashed"


# A copy of the process that is let run on


def test_a_cell_may_fork_and_let_both_run_on(box):
    cells = ["import os, time\nchild = os.fork()", "x = 5", "def f():\n    return x, child > 0"]
    with box.submission(cells) as submission:
        assert submission.outcomes == [None] * 3
        with submission.part(["f"]) as (f,):
            assert f.call((), {}).value == (5, True)


def test_a_function_may_fork_and_let_both_run_on(box):
    source = "import os\ndef f(x):\n    return os.fork() > 0, x"
    with box.submission([source]) as submission, submission.part(["f"]) as (f,):
        assert [f.call((i,), {}).value for i in range(5)] == [(True, i) for i in range(5)]
