"""What runs of a cell, and what a part's functions find where its check stands."""

import time

import pytest
from sandboxed import answer, needs_sandbox, small_box

from autograder.judging.callers import Gone
from autograder.sandbox.submission import Waiting

pytestmark = needs_sandbox

F = ("f",)


def value(box, cells, place=None, demonstrations=()):
    """What f() gives where its check stands after so many cells; None for the end."""
    waiting = [] if place is None else [Waiting(F, place)]
    with box.submission(cells, demonstrations, waiting) as submission, submission.part(F, place) as (f,):
        if f is None:
            return "not defined"
        reply = f.call((), {})
        return reply.error.names[0] if reply.error else reply.value


# When a part is asked


def test_a_part_is_asked_where_its_check_stands(box):
    cells = ["def helper():\n    return 1", "def f():\n    return helper()", "def helper():\n    return 2"]
    assert value(box, cells, 2) == 1
    assert value(box, cells) == value(box, cells, 3) == 2
    assert value(box, cells, 1) == "not defined"
    assert value(box, ["def f():\n    return max(1, 2)", "max = 3"], 1) == 2


def test_nothing_is_asked_before_the_last_cell_has_run(box):
    """The child's own file says when: it is written by the call, and no cell finds it."""
    cells = ["import os\ndef f():\n    open('/tmp/asked', 'w').close()\n    return 1"]
    cells += ["assert not os.path.exists('/tmp/asked')"]
    with box.submission(cells, (), [Waiting(F, 1)]) as submission:
        assert submission.outcomes == [None, None]
        with submission.part(F, 1) as (f,):
            assert f.call((), {}).value == 1


def test_a_child_that_waits_is_made_again_where_a_cell_has_ended_it(box):
    kill = "import os, signal\ntry:\n    os.kill(-1, signal.SIGKILL)\nexcept ProcessLookupError: pass"
    cells = ["k = 1\ndef f():\n    return k", kill, "k = 2"]
    assert value(box, cells, 1) == 1


def test_what_a_part_leaves_running_is_ended_and_what_waits_is_spared(box):
    leave = "import os, time\ndef f():\n"
    leave += "    for _ in range(20):\n        if not os.fork(): time.sleep(100)\n    return 1"
    forks = "k = 5\ndef g():\n    for _ in range(20): os.fork() or os._exit(0)\n    return k"
    waiting = [Waiting(F, 1), Waiting(("g",), 2)]
    with box.submission([leave, forks, "k = 6"], (), waiting) as submission:
        opened = dict(submission._opened)
        with submission.part(F, 1) as (f,):
            assert f.call((), {}).value == 1
        with submission.part(["g"], 2) as (g,):
            assert g.part.process is opened[waiting[1]]  # the one that waited, and no replay
            assert g.call((), {}).value == 5


def test_a_process_may_bear_a_name_that_is_no_text(box):
    name = "import ctypes\nctypes.CDLL(None).prctl(15, b'\\xff\\xfe')\ndef f():\n    return 1"
    with box.submission([name, ""], (), [Waiting(("f",), 1)]) as submission:
        assert submission.outcomes == [None, None]
        with submission.part(["f"], 1) as (f,):
            assert f.call((), {}).value == 1


def test_processes_that_multiply_end_with_their_submission_and_the_part_is_replayed(box):
    chain = (
        "import os\ndef f():\n    if os.fork(): return 1\n    while True:\n        if os.fork(): os._exit(0)"
    )
    with box.submission(
        [chain, "def g():\n    return 2"], (), [Waiting(F, 1), Waiting(("g",), 2)]
    ) as submission:
        with submission.part(F, 1) as (f,):
            f.call((), {})
        with submission.part(["g"], 2) as (g,):
            assert g.call((), {}).value == 2


def test_a_file_that_a_later_cell_removes_is_there_in_a_replay(box):
    cells = ["open('x', 'w').write('7')\ndef f():\n    return open('x').read()", "import os\nos.remove('x')"]
    with box.submission(cells, (), [Waiting(F, 1)]) as submission:
        with submission.part(F, 1) as (f,):
            assert f.call((), {}).error.names[0] == "FileNotFoundError"
        with submission.part(F, 1, replayed=True) as (f,):
            assert f.call((), {}).value == "7"


def test_a_call_that_takes_too_long_costs_that_call(box):
    source = "def f(x):\n    while x: pass\n    return 1"
    with (
        box.submission([source, "f = None"], (), [Waiting(F, 1)]) as submission,
        submission.part(F, 1) as (f,),
    ):
        assert f.call((0,), {}).value == 1
        with pytest.raises(Gone) as caught:
            f.call((1,), {})
        assert caught.value.status == "timed out"
        assert f.call((0,), {}).value == 1


def test_what_stayed_in_a_process_ends_with_it(box):
    """The process that comes after one that took too long has numbers of its own: an old one is none of them."""
    source = "def f(x):\n    while x is None: pass\n    return [x]"
    with box.submission([source], (), [Waiting(F, 1)]) as submission, submission.part(F, 1) as (f,):
        kept = f.call((1,), {}, keep=True).kept
        assert f.call((kept,), {}).value == [[1]]
        with pytest.raises(Gone) as caught:
            f.call((None,), {})
        assert f.call((2,), {}, keep=True).value == [2]
        with pytest.raises(Gone) as again:
            f.call((kept,), {})
        assert (again.value.status, str(again.value)) == ("timed out", str(caught.value))
        assert f.call((3,), {}).value == [3]  # it costs that call alone


# What a failing cell costs

WANTING = {
    "a package": "import nothing_of_that_name",
    "a file": "open('data.csv')",
    "a magic": "%nothing_of_that_name",
    "input": "n = int(input())",
    "a shell line": "name = !whoami\nname[0]",
    "a limit": "while True: pass",
    "a crash": "import os\nos._exit(1)",
}


@pytest.mark.parametrize("failing", WANTING)
def test_after_what_home_may_have_the_later_statements_run(box, failing):
    later = "k = 1\nk += 1\nprint(1 / 0)\nfor i in range(3): k = 9\nwith open('x', 'w') as file: k = 8\n"
    assert (
        value(
            box, ["k = 0\ndef f():\n    return 'old'", f"{WANTING[failing]}\n{later}def f():\n    return k"]
        )
        == 2
    )


def test_a_name_that_was_lost_counts_as_wanting_too(box):
    cells = ["import nothing as no", "def f():\n    return 0", "table = no.Table()\ndef f():\n    return 1"]
    assert value(box, cells) == 1


def test_after_an_error_of_ones_own_only_gaps_are_filled(box):
    """At home the rest of the cell does not run: what stands above it stays."""
    failing = "assert 1 == 2\ndef f():\n    return k\nk = 5\n"
    assert value(box, ["k = 1\ndef f():\n    return 1", failing]) == 1
    unwritten = "def f():\n    raise NotImplementedError"
    assert value(box, [unwritten, failing]) == 5
    assert value(box, [failing]) == 5
    assert value(box, ["k = 1", f"{failing}k += 1"]) == 1
    assert value(box, ["assert False\nmax = 3\nk = 2\ndef f():\n    return max(k, 1)"]) == 2
    assert (
        value(
            box,
            ["import nothing\nassert False\nk = 2", "k = 1", "assert False\nk = 3\ndef f():\n    return k"],
        )
        == 1
    )


def test_a_cell_that_is_no_python_defines_nothing(box):
    assert value(box, ["def f():\n    return 1", "def f():\n    return 2\nthis is no Python"]) == 1


def test_only_the_statement_that_was_killed_is_left_out(box):
    cells = ["a = 1\nimport os\nos._exit(0)\nb = 2\nos._exit(0)\ndef f():\n    return a + b"]
    assert value(box, cells) == 3


def test_a_cell_in_which_nothing_helps_is_left_out(box):
    cells = [
        "def f():\n    return 1",
        "import threading, os\nthreading.Timer(0.05, os._exit, [0]).start()\nwhile True: pass",
    ]
    assert value(box, cells) == 1


@pytest.mark.parametrize("magic", ["time", "capture", "prun"])
def test_a_magic_around_python(box, magic):
    assert value(box, [f"%%{magic}\nimport nothing\nk = 2\ndef f():\n    return k"]) == 2


@pytest.mark.parametrize(
    "magic", ["html", "bash", "javascript", "latex", "script python", "timeit", "nothing", "R"]
)
def test_a_magic_around_something_else(box, magic):
    cells = ["def f():\n    return 1", f"%%{magic}\ndef f():\n    return 2", "k = 1"]
    with box.submission(cells) as submission:
        assert submission.outcomes == [None] * 3
    assert value(box, cells) == 1


# What is there


def test_what_does_nothing_raises_nothing(box):
    idle = [
        "%pip install x",
        "!ls",
        "x = !ls",
        "%matplotlib widget",
        "%load_ext tensorboard",
        "%config a.b = 1",
    ]
    idle += [
        "input('?')",
        "%conda list",
        "%autoreload 2",
        "help(len)",
        "import matplotlib.pyplot as plt\nplt.show()",
    ]
    with box.submission(idle) as submission:
        assert submission.outcomes == [None] * len(idle)


def test_a_file_that_a_cell_wrote_is_imported(box):
    assert value(box, ["%%writefile mine.py\ndef f():\n    return 4", "from mine import f"]) == 4


def test_tqdm(box):
    source = "from tqdm.auto import tqdm, trange\nfrom tqdm.notebook import tqdm as other\ndef f():\n"
    source += "    return sum(tqdm(range(3))) + sum(trange(3)) + sum(other(range(3)))"
    assert answer(box, source).value == 9


def test_a_demonstration_runs_where_its_names_are_used(box):
    demonstration = "image = [1, 2]\nopen('/tmp/ran', 'w').close()"
    ran = "import os\ndef f():\n    return os.path.exists('/tmp/ran')"
    for own, runs in [
        ("def g():\n    return image", True),
        ("other = image", True),
        ("%timeit -n1 -r1 image", True),
        ("def g(image):\n    return image", False),
        ("image = 3\nother = image", False),
        ("def g():\n    image = 1\n    return image", False),
    ]:
        assert value(box, [demonstration, own, ran], demonstrations=[0]) is runs, own


def test_a_demonstration_that_another_one_needs(box):
    cells = ["base = 20", "image = [base, 2]", "unused = 1 / 0", "def f():\n    return image[0]"]
    with box.submission(cells, [0, 1, 2]) as submission:
        assert submission.outcomes == [None] * 4
    assert value(box, cells, demonstrations=[0, 1, 2]) == 20


def test_a_cell_that_is_too_long_is_left_out(box):
    with box.submission([f"x = '{'y' * (1 << 20)}'", "z = 1"]) as submission:
        assert "too long" in str(submission.outcomes[0]) and submission.outcomes[1] is None


def test_each_statement_counts_once():
    with small_box(total_seconds=2.5, clock=3) as box:
        started = time.monotonic()
        cells = ["import time, os\ntime.sleep(1)", "os._exit(0)\ndef f():\n    return 1"]
        with box.submission(cells) as submission, submission.part(F) as (f,):
            assert time.monotonic() - started > 2  # it was played twice
            assert f.call((), {}).value == 1


def test_a_part_for_which_no_process_can_be_had_is_opened_in_a_replay(box):
    storm = (
        "import os, time\ntry:\n    while os.fork(): pass\n    time.sleep(100)\nexcept BlockingIOError: pass"
    )
    with box.submission(["k = 1\ndef f():\n    return k", storm, "k = 2"], (), [Waiting(F, 2)]) as submission:
        assert submission.outcomes == [None] * 3
        with submission.part(F, 2) as (f,):
            assert f.call((), {}).value == 1
