"""The sandbox: what a student's code can do, what it cannot, and what it costs whom."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from autograder.calls import Callback, Error, Fixture, Gone
from autograder.sandbox import box as sandbox
from autograder.sandbox import view, wire
from autograder.sandbox.box import MIB, Box

PROBLEM = sandbox.probe()
pytestmark = pytest.mark.skipif(PROBLEM is not None, reason=f"no sandbox here: {PROBLEM}")


@dataclass(frozen=True)
class Assigned:
    """What a box needs to know of an assignment."""

    library: tuple[str, ...] = ("cnnlib.shapes",)
    packages: tuple[str, ...] = ("numpy", "matplotlib", "ipython", "ipywidgets")


@pytest.fixture(scope="module")
def box():
    with Box(Assigned(), cpu_seconds=1, memory=1024 * MIB, file_size=MIB, disk=4 * MIB) as started:
        yield started


def answer(box, source, *args, name="f", **kwargs):
    """The reply of a function that one cell defines."""
    with box.submission([source]) as submission:
        assert submission.outcomes == [None], submission.outcomes
        with submission.part([name]) as (remote,):
            return remote.call(args, kwargs)


def refused(box, body):
    """The exception that these lines raise as the body of a function in the sandbox."""
    source = "def f():\n" + "".join(f"    {line}\n" for line in body.splitlines())
    error = answer(box, source).error
    assert error is not None, body
    return error


def ends(box, body, *args):
    """How a function with this body ends its process."""
    source = "def f(*args):\n" + "".join(f"    {line}\n" for line in body.splitlines())
    with pytest.raises(Gone) as caught:
        answer(box, source, *args)
    return caught.value


# What works


def test_a_call(box):
    reply = answer(box, "def f(x, *, k=1):\n    print('hello')\n    return x * k, {'k': k}", np.arange(3.0), k=2)
    assert wire.same(reply.value, (np.array([0.0, 2.0, 4.0]), {"k": 2}))
    assert (reply.error, reply.changed, reply.printed) == (None, False, "hello\n")
    assert 0 < reply.seconds < 5


def test_cells_run_as_in_jupyter(box):
    cells = ["%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);", "a = 1; a", "a b", "1 / 0"]
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
    source = "def forward(x):\n    return x + 1, (x, object())\ndef backward(d, cache):\n    return d * cache[0]"
    with box.submission([source]) as submission, submission.part(["forward", "backward"]) as (forward, backward):
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
    assert "ZeroDivisionError" in failing.message
    foreign = answer(box, "def f(g):\n    return g(object())", scale).error
    assert "found a object" in foreign.message


def test_a_callback_dies_with_the_call_it_was_given_to(box):
    source = "kept = []\ndef f(g):\n    kept.append(g)\n    return 1\ndef h():\n    return kept[0](1)"
    with box.submission([source]) as submission, submission.part(["f", "h"]) as (f, h):
        assert f.call((Callback(lambda x: x, calls=9),), {}).value == 1
        assert h.call((), {}).error.names[0] == "RuntimeError"


def test_a_callback_cannot_be_used_to_exhaust_the_grader(box):
    error = answer(box, "def f(g):\n    return g(1 << 40)", Callback(lambda n: bytes(n), calls=1)).error
    assert "MemoryError" in error.message
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
        assert [type(outcome) for outcome in submission.outcomes] == [type(None), Gone, type(None), type(None)]
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
    with Box(Assigned(packages=("numpy", "ipython")), cpu_seconds=1, total_seconds=1.5) as box:
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


def test_a_fork_storm_stops_and_is_swept_up(box):
    source = "def f():\n" + "".join(f"    {line}\n" for line in FORKS.splitlines())
    with box.submission([source]) as submission:
        for _ in range(2):
            with submission.part(["f"]) as (f,):
                assert 1 <= f.call((), {}).value < 32
    assert "time.sleep" not in subprocess.run(["ps", "ax"], capture_output=True, text=True).stdout


def test_the_size_of_files(box):
    write = "with open('/tmp/x', 'wb') as file:\n    file.write(bytes(2 << 20))"
    assert "OSError" in refused(box, write).names
    many = "for i in range(10):\n    with open(f'/tmp/{i}', 'wb') as file:\n        file.write(bytes(1 << 20))"
    assert "No space left" in refused(box, many).message


def test_nothing_of_a_submission_is_left_running(box):
    def count():
        return len([p for p in Path("/proc").iterdir() if p.name.isdigit()])

    before = count()
    with box.submission(["import os, time\nfor _ in range(5):\n    if not os.fork(): time.sleep(100)"]):
        assert count() > before
    deadline = time.monotonic() + 5
    while count() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert count() <= before + 2  # others on this machine may start something


# What a student's code cannot reach

WRITE_EVERYWHERE = """\
import os
found = []
for folder, _, _ in os.walk("/"):
    if folder.startswith("/tmp"): continue
    try:
        open(os.path.join(folder, "x"), "w")
        found.append(folder)
    except OSError: pass
return found"""


def test_nothing_can_be_written_outside_tmp():
    source = "def f():\n" + "".join(f"    {line}\n" for line in WRITE_EVERYWHERE.splitlines())
    with Box(Assigned(), cpu_seconds=20) as box:
        assert answer(box, source).value == []


NETWORK = """\
import socket
return [name for _, name in socket.if_nameindex() if name != "lo"]"""


def test_there_is_no_network(box):
    source = "def f():\n" + "".join(f"    {line}\n" for line in NETWORK.splitlines())
    assert answer(box, source).value == []
    assert "OSError" in refused(box, "import socket\nsocket.create_connection(('127.0.0.1', 80), 1)").names


def test_no_other_process_can_be_seen_or_signalled(box):
    assert answer(box, "import os\ndef f():\n    return os.listdir('/proc')").value == []
    parent = os.getpid()
    assert refused(box, f"import os\nos.kill({parent}, 0)").names[0] == "ProcessLookupError"
    assert answer(box, "import os\ndef f():\n    return os.getpid() < 100, os.getuid() != 0").value == (True, True)


RIGHTS = ["os.setuid(0)", "os.setgid(0)", "os.chroot('/tmp')", "os.mknod('/tmp/d', 0o60666, 256)"]
UNSHARE = "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\n"
UNSHARE += "if c.unshare(0x10000000): raise OSError(ctypes.get_errno(), 'unshare')"


@pytest.mark.parametrize("line", [*RIGHTS, UNSHARE])
def test_no_rights_can_be_had(box, line):
    assert refused(box, f"import os\n{line}").names[0] in ("PermissionError", "OSError")


def test_no_other_connection_is_open(box):
    source = "import os, stat\ndef f():\n    found = []\n    for d in range(256):\n"
    source += "        try: found.append(stat.S_ISSOCK(os.fstat(d).st_mode))\n        except OSError: pass\n"
    assert sum(answer(box, source + "    return found").value) == 1  # the one it answers on


def test_submissions_share_nothing(box):
    look = "import os\ndef f():\n    return os.listdir('/tmp'), 'secret' in globals(), os.getpid() < 10"
    with box.submission(["secret = 1\nopen('/tmp/mine', 'w').write('x')", look]) as one:
        with box.submission([look]) as other, other.part(["f"]) as (f,):
            files, seen, first = f.call((), {}).value
            assert ("mine" in files, seen, first) == (False, False, True)
        with one.part(["f"]) as (f,):
            assert f.call((), {}).value[1:] == (True, True)


def test_hidden_modules_cost_nothing_until_they_are_used(box):
    unused = ["import torch\nimport torch.nn as nn\nfrom cnnlib.shapes import output_size\nimport scipy.signal"]
    uses = ["output_size(7, 3)", "nn.Linear(3, 4)", "class Net(nn.Module): pass", "scipy.signal.convolve2d"]
    uses += ["import cnnlib.shapes\ncnnlib.shapes.output_size(7, 3)", "import nbgrader\nnbgrader.apps.main()"]
    with box.submission(unused + uses) as submission:
        assert submission.outcomes[0] is None
        kinds = [outcome and outcome.names[0] for outcome in submission.outcomes[1:]]
    assert kinds == ["ModuleNotFoundError"] * 6, kinds


def test_the_stand_in_autograder(box):
    cells = ["from autograder import check, once_written, run_check, example"]
    cells += ["assert check('a1.fits', len) is None", "with once_written():\n    raise NotImplementedError"]
    cells += ["with once_written():\n    raise ValueError", "import autograder.parts"]
    with box.submission(cells) as submission:
        kinds = [outcome and outcome.names[0] for outcome in submission.outcomes]
    assert kinds == [None, None, None, "ValueError", "ModuleNotFoundError"]


WALK = """\
import os, sys
def f(needles):
    seen, hits = [], []
    for folder, _, names in os.walk("/"):
        for name in names:
            path = os.path.join(folder, name)
            try:
                status = os.stat(path)
                if folder.startswith("/dev"): continue
                with open(path, "rb") as file:
                    content = b"" if folder.startswith(("/usr", "/lib")) else file.read()
            except OSError:
                continue
            seen.append((path, status.st_dev, status.st_ino))
            hits += [(path, needle) for needle in needles if needle.encode() in content]
    return seen, hits
"""


def answers_of(name):
    """Texts that give an answer away: explanations, names of mistakes, the solution's longest lines."""
    import inspect

    from autograder.parts import load_assignment

    assignment = load_assignment(name)
    needles = set()
    for part in assignment.load_parts():
        for mistake in part.mistakes.values():
            needles |= {f"def {mistake.name}(", mistake.explanation.splitlines()[0]}
        for function in part.functions:
            solution = assignment.from_library(function)
            if solution:
                body = inspect.getsource(solution).split('"""')[-1]
                needles.add(max(body.splitlines(), key=len).strip())
    return assignment, sorted(needle for needle in needles if len(needle) > 20)


@pytest.mark.parametrize("name", ["a1_shapes", "a2_convolution"])
def test_no_answer_can_be_read(name, root):
    assignment, needles = answers_of(name)
    assert len(needles) > 10
    limits = wire.Limits(header=1 << 24, items=10**6)
    with Box(assignment, cpu_seconds=60) as box:
        # The list of all files is longer than a student's answer may be, so it comes in pieces.
        pieces = "\nresult = None\ndef g(start, needles):\n    global result\n    result = result or f(needles)\n"
        pieces += "    return result[0][start:start + 5000], result[1]\n"
        seen, hits = [], []
        with box.submission([WALK + pieces]) as submission, submission.part(["g"]) as (g,):
            while True:
                piece, hits = g.call((len(seen), tuple(needles)), {}).value
                if not piece:
                    break
                seen += piece
    assert limits and hits == []
    for path, _, _ in seen:
        print(path)
    inside = {(device, inode) for _, device, inode in seen}
    ours = [p for folder in ("autograder", "cnnlib", "solutions", "tests", "assignments") for p in (root / folder).rglob("*")]
    assert ours and not [p for p in ours if (p.stat().st_dev, p.stat().st_ino) in inside]
    paths = [path for path, _, _ in seen]
    assert "/box/lib/cnnlib/shapes.py" in paths and len(paths) > 1000
    named = [p for p in paths if any(word in p for word in ("nbgrader", "autograder", "sklearn", "torch", "scipy"))]
    assert [p for p in named if not p.startswith("/usr/")] == ["/box/lib/autograder/__init__.py"]


# Abuse of the wire. `talk` finds the socket on which a part answers and sends bytes of its own.

TALK = """\
import os, socket, stat, struct
def talk(data):
    for d in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(d).st_mode):
                sock = socket.socket(fileno=os.dup(d))
                sock.settimeout(2)
                sock.sendall(data)
                sock.close()
        except OSError: pass
def message(header, payload=b""):
    return struct.pack("<IQ", len(header), len(payload)) + header + payload
"""
REPLY = b'{"dict":[["value",1],["cache",null],["error",null],["changed",false],["printed",""]]}'
ABUSE = {
    "a huge announcement": "struct.pack('<IQ', 2, 1 << 60)",
    "no JSON": "message(b'{{{')",
    "truncated, then the end": "message(b'[]')[:5]",
    "an array larger than sent": """message(b'{"array":["float64",[1000000],[0],false,true]}')""",
    "a callback nobody gave": """message(b'{"dict":[["callback",0],["args",{"tuple":[]}]]}')""",
    "a callback below zero": """message(b'{"dict":[["callback",-1],["args",{"tuple":[]}]]}')""",
    "no reply": "message(b'1')",
    "wrong types": "message(%r)" % REPLY.replace(b'"changed",false', b'"changed",1'),
    "an error without a name": "message(%r)" % REPLY.replace(b'"error",null', b'"error",{"tuple":[]}'),
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


def test_a_flood_of_replies_costs_nobody_else(box):
    flood = f"{TALK}\ndef f():\n    talk(message({REPLY!r}) * 100_000)\n    return 2"
    with box.submission([flood]) as submission, submission.part(["f"]) as (f,):
        assert f.call((), {}).value == 1  # forged, and worth what a function returning 1 is worth
    assert answer(box, "def f():\n    return 3").value == 3


def test_a_cell_may_forge_its_outcome_only(box):
    forged = message_of = b'{"dict":[["error",null]]}'
    assert message_of
    cells = [f"{TALK}\ntalk(message({forged!r}) * 3)\nraise ValueError", "def f():\n    return 1"]
    with box.submission(cells) as submission:
        assert submission.outcomes == [None, None]
        with submission.part(["f"]) as (f,):
            assert f.call((), {}).value == 1


# Where it runs


def test_a_machine_without_bubblewrap_is_told_so(monkeypatch, capsys):
    from autograder import doctor

    monkeypatch.setenv("PATH", "/nowhere")
    assert "apt install bubblewrap" in sandbox.probe()
    assert doctor.main() == doctor.UNUSABLE
    assert "apt install bubblewrap" in capsys.readouterr().out


def test_a_library_module_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ValueError, match=r"cnnlib\.nothing"):
        view.prepare(tmp_path, ["cnnlib.nothing"])


def test_an_ended_sandbox_is_reported(box):
    with Box(Assigned(packages=("numpy", "ipython"))) as other:
        other._control.shutdown(2)
        with pytest.raises(sandbox.SandboxError, match="autograder doctor"):
            other.start()


ORDINARY = """\
import os, sys
from dataclasses import dataclass
from autograder.sandbox.box import Box
from autograder.calls import Gone

@dataclass
class Assigned:
    library: tuple = ("cnnlib.shapes",)
    packages: tuple = ("numpy", "ipython")

assert os.geteuid() == int(sys.argv[1])
with Box(Assigned(), cpu_seconds=1) as box, box.submission([sys.argv[2]]) as submission:
    with submission.part(["f", "g"]) as (f, g):
        print(f.call((), {}).value < 32, g.call((), {}).value)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="all other tests run as an ordinary user already")
def test_it_works_for_an_ordinary_user_too(root):
    """A copy of this process's world at a place that everybody can read, and an unused user in it."""
    uid = sandbox._unused_uid()
    source = "def f():\n" + "".join(f"    {line}\n" for line in FORKS.splitlines())
    source += "import os\ndef g():\n    return os.getuid(), os.listdir('/proc'), os.listdir('/tmp')"
    base = Path(sys.base_prefix).resolve()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        binds = {"python": base, "site": Path(sysconfig.get_path("purelib")), "repository": root}
        script = []
        for name, place in binds.items():
            Path(folder, name).mkdir()
            script.append(f"mount --bind '{place}' '{folder}/{name}'")
        script.append('exec setpriv --reuid "$1" --regid "$1" --clear-groups "${@:2}"')
        python = Path(folder, "python", Path(sys.executable).resolve().relative_to(base))
        done = subprocess.run(
            ["unshare", "--mount", "bash", "-ec", "\n".join(script), "-", str(uid), str(python), "-c", ORDINARY]
            + [str(uid), source],
            env={"PYTHONPATH": f"{folder}/repository:{folder}/site", "PATH": os.environ["PATH"], "TMPDIR": "/tmp"},
            cwd="/", capture_output=True, text=True, timeout=120,
        )  # fmt: skip
    assert (done.stdout, done.stderr) == (f"True ({uid}, [], [])\n", "")
