"""The walls of the sandbox: what a student's code cannot reach, read or forge, and where it runs."""

import contextlib
import inspect
import os
import platform
from pathlib import Path

import pytest
from sandboxed import Assigned, answer, function, needs_sandbox, refused

from autograder.assignments import load_assignment
from autograder.grading import doctor
from autograder.judging.callers import Gone
from autograder.sandbox import box as sandbox
from autograder.sandbox import mounts
from autograder.sandbox.box import Box
from autograder.sandbox.inside import jail
from autograder.shared.limits import Limits

pytestmark = needs_sandbox


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
    source = function(WRITE_EVERYWHERE)
    with Box(Assigned(), limits=Limits(cell_seconds=20, call_seconds=20)) as box:
        assert answer(box, source).value == []


DEVICES = """\
import os
def f():
    seen = {}
    for name in os.listdir("/dev"):
        path = f"/dev/{name}"
        with open(path, "r+b", 0) as device:
            works = (device.write(b"x"), len(device.read(1)))
        times = os.stat(path).st_mtime_ns
        try: os.utime(path)
        except OSError as error: seen[name] = (works, error.strerror, os.stat(path).st_mtime_ns == times)
    return seen
"""


def test_devices_work_but_keep_no_time_that_tells_the_next_one_something(box):
    kept = "Read-only file system", True
    expected = {name: ((1, 0 if name == "null" else 1), *kept) for name in mounts.DEVICES}
    assert answer(box, DEVICES).value == expected


@pytest.mark.parametrize("kind", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_ALG"])
def test_there_is_no_network(box, kind):
    line = f"import socket\nsocket.socket(socket.{kind}, socket.SOCK_RAW)"
    assert refused(box, line).names[0] == "PermissionError"


@pytest.mark.parametrize(
    "line", ["bind('\\0name')", "setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)"]
)
def test_sockets_come_in_small_pairs_without_names(box, line):
    """A name would be seen by other submissions; a large buffer is memory that no limit counts."""
    assert refused(box, f"import socket\nsocket.socketpair()[0].{line}").names[0] == "PermissionError"


CALLS = """\
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
def f(numbers):
    found = []
    for number in numbers:
        ctypes.set_errno(0)
        result = libc.syscall(number, 0x10000000, 0, 0, 0, 0, 0)  # for clone: a new user namespace
        found.append(errno.errorcode.get(ctypes.get_errno()) if result == -1 else result)
    return found
"""


def test_system_calls_that_get_around_a_limit_are_refused(box):
    machine = platform.machine()
    names = [*jail.DENIED[machine], "clone", "clone3"]
    numbers = (*jail.DENIED[machine].values(), jail.CLONE[machine], jail.CLONE3)
    expected = {name: "EPERM" for name in names} | {"clone3": "ENOSYS"}
    assert dict(zip(names, answer(box, CALLS, numbers).value, strict=True)) == expected


def test_no_other_process_can_be_seen_or_signalled(box):
    assert answer(box, "import os\ndef f():\n    return os.listdir('/proc')").value == []
    parent = os.getpid()
    assert refused(box, f"import os\nos.kill({parent}, 0)").names[0] == "ProcessLookupError"
    assert answer(box, "import os\ndef f():\n    return os.getpid() < 100, os.getuid() != 0").value == (
        True,
        True,
    )


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


def test_what_is_not_there_is_a_plain_import_error(box):
    absent = (
        "import torch",
        "import sqlalchemy.orm",
        "from cnnlib.shapes import output_size",
        "import nbgrader.apps",
    )
    absent += ("import cnnlib.shapes\ncnnlib.shapes.output_size(7, 3)",)
    tries = "try:\n    import torch\nexcept ImportError:\n    torch = None\nassert torch is None"
    with box.submission([*absent, tries]) as submission:
        names = [outcome and outcome.names for outcome in submission.outcomes]
    assert all("ImportError" in kinds for kinds in names[:-1]), names
    assert names[-1] is None


def test_the_stand_in_autograder(box):
    cells = ["from autograder import check, once_written, run_check, example"]
    cells += ["assert check('a1.fits', len) is None", "with once_written():\n    raise NotImplementedError"]
    cells += ["with once_written():\n    raise ValueError", "import autograder.part"]
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
                    content = file.read() if folder.startswith(("/box", "/site", "/tmp")) and ".so" not in name else b""
            except OSError:
                continue
            seen.append((path, status.st_dev, status.st_ino))
            hits += [(path, needle) for needle in needles if needle.encode() in content]
    return seen, hits
"""


def answers_of(name):
    """Texts that give an answer away: of each file of mistakes one, its name and explanation, and the solution's
    longest lines."""
    assignment = load_assignment(name)
    needles = set()
    of_files = {m.function.__module__: m for part in assignment.load_parts() for m in part.mistakes.values()}
    for mistake in of_files.values():
        needles |= {f"def {mistake.name}(", mistake.explanation.splitlines()[0]}
    for part in assignment.load_parts():
        for name in part.functions:
            solution = assignment.from_library(name)
            if solution:
                body = inspect.getsource(solution).split('"""')[-1]
                needles.add(max(body.splitlines(), key=len).strip())
    return assignment, sorted(needle for needle in needles if len(needle) > 20)


@pytest.mark.parametrize("name", ["a1_shapes", "a2_convolution"])
def test_no_answer_can_be_read(name, root):
    assignment, needles = answers_of(name)
    assert len(needles) > 10
    with Box(assignment, limits=Limits(cell_seconds=60, call_seconds=60)) as box:
        # The list of all files is longer than a student's answer may be, so it comes in pieces.
        pieces = (
            "\nresult = None\ndef g(start, needles):\n    global result\n    result = result or f(needles)\n"
        )
        pieces += "    return result[0][start:start + 5000], result[1]\n"
        seen, hits = [], []
        with box.submission([WALK + pieces]) as submission, submission.part(["g"]) as (g,):
            while True:
                piece, hits = g.call((len(seen), tuple(needles)), {}).value
                if not piece:
                    break
                seen += piece
    assert hits == []
    for path, _, _ in seen:
        print(path)
    inside = {(device, inode) for _, device, inode in seen}
    folders = ("autograder", "cnnlib", "solutions", "tests", "assignments")
    ours = [path.stat() for folder in folders for path in (root / folder).rglob("*")]
    assert ours and not {(status.st_dev, status.st_ino) for status in ours} & inside
    paths = [Path(path) for path, _, _ in seen]
    assert Path("/box/lib/cnnlib/shapes.py") in paths and len(paths) > 1000
    ours = [path for path in paths if path.is_relative_to("/box/lib/autograder")]
    assert ours == [Path("/box/lib/autograder/__init__.py")]
    installed = {path.parts[2] for path in paths if path.parts[1] == "site"}
    assert "numpy" in installed and not installed & {"nbgrader", "autograder", "sklearn", "torch", "scipy"}


# Where it runs


@pytest.mark.parametrize(
    ("release", "good"), [("5.10.0-30", False), ("5.14.1", True), ("6.1", True), ("odd", True)]
)
def test_an_old_kernel_is_named(monkeypatch, capsys, release, good):
    monkeypatch.setattr("platform.release", lambda: release)
    doctor.main()
    line = next(line for line in capsys.readouterr().out.splitlines() if f"Linux {release}" in line)
    assert line.startswith("ok" if good else "missing") and ("5.14 or later" in line) == (not good)


def test_a_library_module_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ValueError, match=r"cnnlib\.nothing"):
        mounts.prepare(tmp_path, ["cnnlib.nothing"])


def test_an_ended_sandbox_is_reported(box):
    with Box(Assigned(packages=("numpy", "ipython"))) as other:
        other.control.sock.shutdown(2)
        with pytest.raises(sandbox.SandboxError, match="autograder doctor"):
            other.control.start()


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM", "SIGINT"])
@pytest.mark.parametrize("whom", [0, -1], ids=["own group", "everybody"])
def test_a_signal_to_all_costs_the_sender_alone(box, whom, number):
    """A process group may reach across a pid namespace: the warm parent must not be in the student's."""
    source = f"import os, signal\ndef f():\n    os.kill({whom}, signal.{number})"
    with (
        box.submission([source]) as submission,
        submission.part(["f"]) as (f,),
        contextlib.suppress(Gone),
    ):
        f.call((), {})
    assert answer(box, "def f():\n    return 3").value == 3
