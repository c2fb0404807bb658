"""The limits of a submission and what it is inside, the same whether root or an ordinary user grades."""

import errno
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest
from sandboxed import FORKS, needs_sandbox

from autograder.sandbox import box as sandbox
from autograder.shared.limits import MIB

pytestmark = needs_sandbox

CAPABILITIES = """\
import ctypes
libc = ctypes.CDLL(None)
header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[1] * 6)
assert libc.capget(header, sets) == 0
bounding = [c for c in range(64) if libc.prctl(23, c, 0, 0, 0) == 1]
ambient = [c for c in range(64) if libc.prctl(47, 1, c, 0, 0) == 1]
return list(sets), bounding, ambient"""

THREADS = """\
import os, threading, time
told, tell = os.pipe()
said = b""
while True:
    try: pid = os.fork()
    except BlockingIOError: return said.count(b"p"), said.count(b"t")
    if not pid:
        try: threading.Thread(target=time.sleep, args=(100,)).start()
        except RuntimeError: os.write(tell, b"p")
        else: os.write(tell, b"pt")
        time.sleep(100)
    said += os.read(told, 2)"""

ADDRESSES = """\
import mmap
kept = []
try:
    while True: kept.append(mmap.mmap(-1, 1 << 20))
except OSError: return len(kept)"""

ALL_TOGETHER = """\
import os, time
for _ in range(8):
    if not os.fork():
        kept = bytearray(256 << 20)
        time.sleep(100)
time.sleep(100)"""

SHARED = """\
import os
kept = bytearray(500 << 20)
children = [os.fork() or (time.sleep(0.5), os._exit(0)) for _ in range(6)]
return [os.waitpid(child, 0)[1] for child in children]"""

HIDDEN_FROM_A_LOOK = """\
import ctypes, os, time
for _ in range(8):
    if not os.fork():
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
        kept = bytearray(256 << 20)
        time.sleep(100)
time.sleep(100)"""

HANDED_ON = """\
import os, time
for _ in range(4):
    if not os.fork():
        kept = bytearray(400 << 20)
        while True:
            kept[::4096] = bytes(len(kept[::4096]))
            if os.fork(): os._exit(0)
time.sleep(100)"""

ONE_FILE = """\
import os
try:
    with open("/tmp/x", "wb", 0) as file:
        while True: file.write(bytes(100_000))
except OSError as error: return error.errno, os.path.getsize("/tmp/x")"""

DISK = """\
total = 0
try:
    for i in range(100):
        with open(f"/tmp/{i}", "wb", 0) as file:
            for _ in range(8): total += file.write(bytes(1 << 16))
except OSError as error: return error.errno, total"""

INODES = """\
for i in range(10_000):
    try: open(f"/tmp/{i}", "w").close()
    except OSError as error: return error.errno, i"""

OPEN_FILES = """\
kept = []
try:
    while True: kept.append(open("/dev/null"))
except OSError as error: return error.errno, len(kept)"""

RAISED = """\
import resource
raised = []
for name in ("AS", "NPROC", "FSIZE", "CORE", "NOFILE", "SIGPENDING", "MEMLOCK", "MSGQUEUE", "NICE", "RTPRIO"):
    limit = getattr(resource, f"RLIMIT_{name}")
    hard = resource.getrlimit(limit)[1]
    if hard == resource.RLIM_INFINITY: raised.append(name)
    try: resource.setrlimit(limit, (hard, hard + 1))
    except ValueError: continue
    raised.append(name)
return raised"""

PRIORITY = """\
import os
def refused(action, *args):
    try: action(*args)
    except PermissionError: return True
return refused(os.nice, -1), refused(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1))"""

ELSEWHERE = """\
import os
done = []
def attempt(what, action, *args):
    try: action(*args)
    except OSError: return
    done.append(what)
for folder in ("/", "/box", "/box/worker", "/box/lib/cnnlib", "/site", "/python", "/usr/lib", "/dev", "/proc"):
    attempt(f"write in {folder}", open, f"{folder}/x", "w")
    attempt(f"change {folder}", os.chmod, folder, 0o777)
ours = "/box/worker/wire.py"
attempt("write", open, ours, "a")
for action in (os.unlink, os.utime): attempt(action.__name__, action, ours)
attempt("rename", os.rename, "/box/lib", "/box/gone")
return done"""

TOO_MUCH = {"gone": "crashed", "words": "your code used too much memory: 1024 MiB in all are allowed"}

# What a submission tries in a small box, and whether what came of it is right. `value` is the answer.
TRIES = {
    "who it is": ("import os\nreturn [*os.getresuid(), *os.getresgid()]", lambda value: 0 not in value),
    "capabilities": (CAPABILITIES, lambda value: value == [[0] * 6, [], []]),
    "no new privileges": (
        "import ctypes\nreturn [ctypes.CDLL(None).prctl(n, 0, 0, 0, 0) for n in (39, 21)]",
        lambda value: value == [1, 2],  # and a filter of system calls
    ),
    "what it sees": (
        "import os\nreturn os.listdir('/proc'), os.listdir('/tmp'), os.getpid() < 10",
        lambda value: value == [[], [], True],
    ),
    "writing elsewhere": (ELSEWHERE, lambda value: value == []),
    "memory of a process": (ADDRESSES, lambda value: 500 < value < 1024),
    "memory in all": (ALL_TOGETHER, lambda found: found == TOO_MUCH),
    "memory that hides": (HIDDEN_FROM_A_LOOK, lambda found: found == TOO_MUCH),
    "memory handed on": (HANDED_ON, lambda found: found == TOO_MUCH),
    "memory that is shared": (f"import time\n{SHARED}", lambda value: value == [0] * 6),
    "processes": (FORKS, lambda value: 20 < value < 32),
    "threads": (THREADS, lambda value: 10 < value[1] <= value[0] and 20 < sum(value) < 32),
    "one file": (ONE_FILE, lambda value: value == [errno.EFBIG, MIB]),
    "disk": (DISK, lambda value: value[0] == errno.ENOSPC and 3 * MIB < value[1] <= 4 * MIB),
    "inodes": (INODES, lambda value: value[0] == errno.ENOSPC and 4000 < value[1] < 4096),
    "open files": (OPEN_FILES, lambda value: value[0] == errno.EMFILE and 40 < value[1] < 64),
    "raised limits": (RAISED, lambda value: value == []),
    "priority": (PRIORITY, lambda value: value == [True, True]),
    "computing time": (
        "while True: pass",
        lambda found: found["gone"] == "timed out" and found["seconds"] < 12,
    ),
    "time on the clock": (
        "import time\ntime.sleep(100)",
        lambda found: found["gone"] == "timed out" and found["seconds"] < 3,
    ),
}

SCRIPT = """\
import json, os, sys, time
from autograder.judging.callers import Gone
from sandboxed import answer, function, small_box

def observed(box, body):
    started = time.monotonic()
    try:
        reply = answer(box, function(body))
    except Gone as gone:
        found = {"gone": gone.status, "words": str(gone)}
        timed = {"seconds": time.monotonic() - started} if gone.status == "timed out" else {}
        return found | timed
    return {"error": str(reply.error)} if reply.error else reply.value

tries = json.loads(sys.argv[1])
with small_box(total_seconds=1.5) as box:
    last = {name: observed(box, tries.pop(name)) for name in ["time on the clock"]}
with small_box(cell_seconds=3, call_seconds=3) as box:
    found = {name: observed(box, body) for name, body in tries.items()}
print(json.dumps({"uid": os.geteuid()} | found | last))
"""

# As an ordinary user: a copy of this process's world at a place that everybody can read.
WORLD = """\
mount --bind "$PYTHON" "$WORLD/python"
mount --bind "$SITE" "$WORLD/site"
mount --bind "$REPOSITORY" "$WORLD/repository"
exec setpriv --reuid "$USER_ID" --regid "$USER_ID" --clear-groups "$@"
"""


def as_an_ordinary_user(root: Path, folder: Path, command: list[str]) -> subprocess.CompletedProcess:
    """Run Python with these arguments as a user that nobody is; only root can."""
    folder.chmod(0o755)
    base = Path(sys.base_prefix).resolve()
    for name in ("python", "site", "repository"):
        (folder / name).mkdir()
    uid = sandbox._unused_uid()
    environment = {
        "PYTHON": base, "SITE": sysconfig.get_path("purelib"), "REPOSITORY": root, "WORLD": folder, "USER_ID": uid,
        "PYTHONPATH": f"{folder}/repository:{folder}/repository/tests/support:{folder}/site",
        "LD_LIBRARY_PATH": f"{folder}/python/lib", "PATH": os.environ["PATH"], "TMPDIR": "/tmp",
    }  # fmt: skip
    python = folder / "python" / Path(sys.executable).resolve().relative_to(base)
    return subprocess.run(
        ["unshare", "--mount", "bash", "-ec", WORLD, "-", python, *command],
        env={name: str(value) for name, value in environment.items()},
        cwd="/", capture_output=True, text=True, timeout=300,
    )  # fmt: skip


@pytest.fixture(params=["root", "an ordinary user"])
def found(request, root):
    """What came of all tries in a sandbox that this user has started."""
    wanted_root, are_root = request.param == "root", os.geteuid() == 0
    if wanted_root and not are_root:
        pytest.skip("these tests were not started as root")
    command = ["-c", SCRIPT, json.dumps({name: body for name, (body, _) in TRIES.items()})]
    if are_root and not wanted_root:
        with tempfile.TemporaryDirectory() as folder:
            done = as_an_ordinary_user(root, Path(folder), command)
    else:
        done = subprocess.run(
            [sys.executable, *command],
            env=os.environ | {"PYTHONPATH": str(root / "tests" / "support")},
            cwd=root, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["uid"] == 0) == wanted_root
    return found


def test_every_limit_holds(found):
    assert {name: found[name] for name, (_, right) in TRIES.items() if not right(found[name])} == {}
