"""The sandbox at work: what a student's code can do, and what it costs whom when it fails."""

import contextlib
import os
import time
from pathlib import Path

import numpy as np
import pytest
from sandboxed import FORKS, Assigned, answer, ends, function, needs_sandbox, refused

from autograder.judging.callers import Gone
from autograder.part import Callback, Fixture
from autograder.sandbox.box import Box
from autograder.shared import wire
from autograder.shared.errors import Error
from autograder.shared.limits import Limits

pytestmark = needs_sandbox


# What works


def test_a_call(box):
    reply = answer(
        box, "def f(x, *, k=1):\n    print('hello')\n    return x * k, {'k': k}", np.arange(3.0), k=2
    )
    assert wire.same(reply.value, (np.array([0.0, 2.0, 4.0]), {"k": 2}))
    assert (reply.error, reply.changed, reply.printed) == (None, False, "hello\n")
    assert 0 < reply.seconds < 5


def test_cells_run_as_in_jupyter(box):
    cells = [
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "a = 1; a",
        "a b",
        "1 / 0",
    ]
    cells += ["import ipywidgets\nipywidgets.interact(lambda x: x, x=3)", "b = a + 1", "raise SystemExit(3)"]
    with box.submission([*cells, "def f():\n    return b"]) as submission:
        kinds = [outcome and outcome.names[0] for outcome in submission.outcomes]
        assert kinds == [None, None, "SyntaxError", "ZeroDivisionError", None, None, "SystemExit", None]
        with submission.part(["f", "g", "b"]) as (f, g, b):
            assert f.call((), {}).value == 2
            assert g is None
            assert "TypeError" in b.call((), {}).error.names


def test_an_exception_is_described(box):
    error = answer(box, "def f(x):\n    y = x\n    raise ValueError(f'not {y}')", 3).error
    assert error == Error(("ValueError", "Exception", "BaseException"), "not 3", "line 3 of f")


def test_changed_inputs_are_seen(box):
    source = "def f(x, how):\n    if how == 'values': x += 1\n    if how == 'shape': x.shape = (3, 1)\n    return x"
    for how, changed in [("values", True), ("shape", True), ("not at all", False)]:
        assert answer(box, source, np.arange(3.0), how).changed is changed


def test_prints_and_warnings_are_collected_up_to_a_limit(box):
    source = "import warnings\ndef f():\n    warnings.warn('careful')\n    print('x' * 50_000)"
    printed = answer(box, source).printed
    assert "careful" in printed and len(printed) == 10_000


def test_layouts_arrive_inside(box):
    source = "def f(x):\n    return x.flags.c_contiguous, x.flags.f_contiguous, x.flags.writeable"
    read_only = np.arange(6.0)
    read_only.flags.writeable = False
    for array in (np.zeros((2, 3)), np.zeros((2, 3), order="F"), np.zeros((4, 4))[:, ::2], read_only):
        flags = array.flags
        assert answer(box, source, array).value == (flags.c_contiguous, flags.f_contiguous, flags.writeable)


def test_state_left_over_shows(box):
    with box.submission(["seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)"]) as submission:
        for _ in range(2):  # each part starts anew
            with submission.part(["f"]) as (f,):
                assert [f.call((i,), {}).value for i in range(3)] == [1, 2, 3]


def test_a_cache_stays_inside(box):
    source = (
        "def forward(x):\n    return x + 1, (x, object())\ndef backward(d, cache):\n    return d * cache[0]"
    )
    with (
        box.submission([source]) as submission,
        submission.part(["forward", "backward"]) as (forward, backward),
    ):
        first = forward.call((np.array([2.0]),), {}, cache=True).value
        second = forward.call((np.array([3.0]),), {}, cache=True).value
        assert wire.same(first[0], np.array([3.0]))
        assert backward.call((10.0, first[1]), {}).value == 20.0
        assert backward.call((10.0, second[1]), {}).value == 30.0


def test_a_fixture_is_made_inside(box):
    source = "def f(rng):\n    return rng.normal(size=3)"
    expected = np.random.default_rng(3).normal(size=3)
    assert wire.same(answer(box, source, Fixture("generator", seed=3)).value, expected)


def test_callbacks(box):
    scale = Callback(lambda x: x * 2, calls=2)
    assert wire.same(answer(box, "def f(g):\n    return g(g(1)) + 0", scale).value, 4)
    too_often = answer(box, "def f(g):\n    return g(g(g(1)))", scale).error
    assert too_often.names[0] == "RuntimeError" and "at most 2 times" in too_often.message
    failing = answer(box, "def f(g):\n    return g(0)", Callback(lambda x: 1 // x, calls=1)).error
    assert "ArithmeticError" in failing.names and "zero" in failing.message
    foreign = answer(box, "def f(g):\n    return g(object())", scale).error
    assert "found a object" in foreign.message


def test_a_callback_dies_with_the_call_it_was_given_to(box):
    source = "kept = []\ndef f(g):\n    kept.append(g)\n    return 1\ndef h():\n    return kept[0](1)"
    with box.submission([source]) as submission, submission.part(["f", "h"]) as (f, h):
        assert f.call((Callback(lambda x: x, calls=9),), {}).value == 1
        assert h.call((), {}).error.names[0] == "RuntimeError"


def test_a_callback_cannot_be_used_to_exhaust_the_grader(box):
    error = answer(box, "def f(g):\n    return g(1 << 40)", Callback(lambda n: bytes(n), calls=1)).error
    assert "MemoryError" in error.names
    slow = Callback(lambda: sum(range(10**11)), calls=1)
    error = answer(box, "def f(g):\n    return g()", slow).error
    assert "could not work" in error.message


# What a student's code costs


def test_only_the_part_that_crashes_is_lost(box):
    cells = ["import os\ndef bad():\n    os._exit(0)\ndef good():\n    return 1"]
    with box.submission(cells) as submission:
        with submission.part(["bad", "good"]) as (bad, good):
            assert good.call((), {}).value == 1
            for remote in (bad, good):
                with pytest.raises(Gone) as caught:
                    remote.call((), {})
                assert caught.value.status == "crashed"
        with submission.part(["good"]) as (good,):
            assert good.call((), {}).value == 1


def test_a_cell_that_ends_the_process_is_left_out(box):
    cells = ["def f():\n    return 1", "import os\nos._exit(0)", "def g():\n    return f() + x", "x = 1"]
    with box.submission(cells) as submission:
        assert [type(outcome) for outcome in submission.outcomes] == [
            type(None),
            Gone,
            type(None),
            type(None),
        ]
        with submission.part(["g"]) as (g,):
            assert g.call((), {}).value == 2


def test_a_cell_that_hangs_is_left_out(box):
    with box.submission(["x = 1", "while True: pass", "def f():\n    return x"]) as submission:
        assert submission.outcomes[1].status == "timed out"
        with submission.part(["f"]) as (f,):
            assert f.call((), {}).value == 1


def test_a_submission_that_was_left_unusable_is_played_again(box):
    # A thread that ends the cells' process after its last cell, once.
    cells = ["import threading, time, os, sys\ndef f():\n    return 1"]
    cells += ["threading.Thread(target=lambda: (time.sleep(0.3), os._exit(0)), daemon=True).start()"]
    with box.submission(cells) as submission:
        time.sleep(0.8)
        with submission.part(["f"]) as (f,):
            assert f.call((), {}).value == 1


def test_computing_time(box):
    assert ends(box, "while True: pass").status == "timed out"


def test_sleeping_and_the_whole_time():
    limits = Limits(cell_seconds=1, call_seconds=1, total_seconds=1.5)
    with Box(Assigned(packages=("numpy", "ipython")), limits=limits) as box:
        started = time.monotonic()
        cells = ["import time", "time.sleep(100)", "x = 1", "def f():\n    return 1"]
        with box.submission(cells) as submission:
            assert [type(outcome) for outcome in submission.outcomes[1:]] == [Gone] * 3
            assert "1.5 seconds in all" in str(submission.outcomes[3])
            with submission.part(["f"]) as (f,), pytest.raises(Gone) as caught:
                f.call((), {})
            assert caught.value.status == "timed out"
        assert time.monotonic() - started < 5
        with box.submission(["x = 1"]) as after:
            assert after.outcomes == [None]


def test_memory(box):
    assert "MemoryError" in refused(box, "return len(bytearray(1 << 31))").names


def test_memory_that_no_limit_counts_is_refused(box):
    assert refused(box, "import os\nreturn os.memfd_create('x')").names[0] == "PermissionError"
    shm = "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\n"
    shm += "if c.shmget(0, 1 << 40, 0o1777) < 0: raise OSError(ctypes.get_errno(), 'shmget')"
    assert refused(box, shm).names[0] == "PermissionError"


def test_a_fork_storm_stops_and_is_swept_up(box):
    with box.submission([function(FORKS)]) as submission:
        for _ in range(2):
            with submission.part(["f"]) as (f,):
                assert 20 < f.call((), {}).value < 32


def test_the_size_of_files(box):
    write = "with open('/tmp/x', 'wb') as file:\n    file.write(bytes(2 << 20))"
    assert "OSError" in refused(box, write).names
    many = (
        "for i in range(10):\n    with open(f'/tmp/{i}', 'wb') as file:\n        file.write(bytes(1 << 20))"
    )
    assert "No space left" in refused(box, many).message


def descendants():
    """How many processes come from this one."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
    found, size = {os.getpid()}, 0
    while len(found) > size:
        size = len(found)
        found |= {pid for pid, parent in parents.items() if parent in found}
    return size - 1


def steady():
    """The number of descendants once it stays the same: processes take a moment to end."""
    last, now = -1, descendants()
    while now != last:
        time.sleep(0.3)
        last, now = now, descendants()
    return now


def test_nothing_of_a_submission_is_left_running(box):
    quiet = steady()
    with box.submission(["import os, time\nfor _ in range(5):\n    if not os.fork(): time.sleep(100)"]):
        assert steady() == quiet + 3  # the cells' process, its namespace's first, the keeper
    assert steady() == quiet
