"""The sandbox from outside: start it, run a submission's cells in it, call the functions they define.

    with Box(assignment) as box, box.submission(cells) as submission:
        with submission.part(["conv2d_forward"]) as (remote,):
            reply = remote.call((x, w, b), {"stride": 2})

A `Box` belongs to the thread that started it. Whatever a student's process does, the only exception
that comes of it is `Gone`.
"""

from __future__ import annotations

import contextlib
import grp
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Protocol

from autograder.errors import SandboxError
from autograder.sandbox import mounts
from autograder.sandbox.callbacks import CallbackProcess
from autograder.sandbox.submission import Submission
from autograder.shared.limits import PRINTED_LIMIT

MIB = 1 << 20
ENVIRONMENT = {
    "HOME": "/tmp", "USER": "student", "LOGNAME": "student", "IPYTHONDIR": "/tmp", "MPLCONFIGDIR": "/tmp",
    "PATH": "/python/bin", "LD_LIBRARY_PATH": "/python/lib", "LANG": "C.UTF-8", "MPLBACKEND": "agg",
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}  # fmt: skip


class Needs(Protocol):
    """What a box has to know of an assignment: see `autograder.assignments`."""

    hidden: tuple[str, ...]
    packages: tuple[str, ...]


class Box:
    """A sandbox for the submissions of one assignment. A context manager.

    setup: cells of the release that run once, before any submission; each finds what they left.
    cpu_seconds: computing time of one cell or call; ten times as long on the clock.
    total_seconds: time on the clock of a whole submission.
    memory: bytes of address space of a process, and of what all processes of a submission hold together.
    file_size, disk: bytes of one file, of /tmp.
    processes: processes and threads of one submission at a time.

    Raises:
        SandboxError: on entering, where the sandbox does not work on this machine.
    """

    def __init__(
        self,
        assignment: Needs,
        setup: Sequence[str] = (),
        *,
        cpu_seconds: int = 5,
        total_seconds: float = 300.0,
        memory: int = 2048 * MIB,
        processes: int = 32,
        file_size: int = 16 * MIB,
        disk: int = 64 * MIB,
    ):
        self.assignment, self.setup = assignment, list(setup)
        self.cpu_seconds, self.total_seconds = cpu_seconds, total_seconds
        self.limits = {"memory": memory, "processes": processes, "file_size": file_size, "disk": disk}
        self.callback_process = CallbackProcess(cpu_seconds)
        self._exit = contextlib.ExitStack()

    def __enter__(self) -> Box:
        if shutil.which("bwrap") is None:
            raise SandboxError(missing_bubblewrap())
        with contextlib.ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sandbox-")))
            inside = folder / "box"
            inside.mkdir()
            mounts.prepare(inside, self.assignment.hidden)
            self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            complaints = stack.enter_context((folder / "complaints").open("w+"))
            with theirs:
                process = subprocess.Popen(
                    self._command(inside, theirs.fileno()),
                    env=ENVIRONMENT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL, stderr=complaints, cwd="/",
                )  # fmt: skip
            stack.callback(_finish, process, self._control)
            stack.callback(self.callback_process.close)
            self._wait_until_ready(complaints)
            self._exit = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._exit.close()

    def submission(self, cells: Sequence[str]) -> Submission:
        """A process in which these cells have run; a context manager."""
        return Submission(self, cells)

    def start(self) -> tuple[int, socket.socket, socket.socket]:
        """A fresh process: its number for `stop`, its socket, and one on which b"memory" comes if it had
        to be ended for that reason."""
        (ours, theirs), (word, keepers) = socket.socketpair(), socket.socketpair()
        with theirs, keepers:
            return int(self._ask(b"start", [theirs.fileno(), keepers.fileno()])), ours, word

    def stop(self, number: int) -> None:
        """End a process and all that it started, at once."""
        self._ask(b"stop %d" % number, [])

    def _ask(self, request: bytes, descriptors: list[int]) -> bytes:
        with contextlib.suppress(OSError):  # a broken connection shows in the answer
            socket.send_fds(self._control, [request], descriptors)
        return self._answer()

    def _answer(self) -> bytes:
        try:
            answer = self._control.recv(64)
        except OSError:
            answer = b""
        if not answer:
            raise SandboxError("the sandbox ended unexpectedly; run `autograder doctor`")
        return answer

    def _command(self, inside: Path, control: int) -> list[str]:
        root = os.geteuid() == 0
        packages = self.assignment.packages
        config = {
            "uid": _unused_uid() if root else None,
            "setup": self.setup,
            "hidden": mounts.hidden_modules(packages),
            "cpu_seconds": self.cpu_seconds,
            "limits": self.limits,
            "printed": PRINTED_LIMIT,
        }
        # Root builds the mounts itself and the worker becomes an ordinary user as its first step:
        # only then does the limit on processes hold.
        rights = "--cap-drop ALL --cap-add CAP_SETUID --cap-add CAP_SETGID" if root else "--unshare-user"
        return [
            shutil.which("bwrap"), *rights.split(), "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
            "--die-with-parent", "--new-session", *mounts.mounts(inside, packages), "--chdir", "/tmp",
            "/python/bin/python3", "-I", "-S", "-B", "/box/worker/worker.py", str(control), json.dumps(config),
        ]  # fmt: skip

    def _wait_until_ready(self, complaints: IO[str]) -> None:
        self._control.settimeout(60)
        try:
            self._answer()
        except SandboxError:
            complaints.seek(0)
            raise SandboxError(_diagnose(complaints.read())) from None


def probe() -> str | None:
    """None where the sandbox works on this machine; else one sentence: why not, and what to do."""
    try:
        with Box(_Probe()) as box, box.submission(["x = 1"]):
            return None
    except SandboxError as error:
        return str(error)


class _Probe:
    hidden: tuple[str, ...] = ()
    packages = ("numpy", "ipython")


def missing_bubblewrap() -> str:
    """Why there is no bubblewrap, and how to get it."""
    if sys.platform != "linux":
        return "the sandbox needs Linux: grade in a Linux machine or a virtual one (for example with WSL 2 or Lima)"
    return "bubblewrap is not installed: run `sudo apt install bubblewrap` (Fedora: `sudo dnf install bubblewrap`)"


def _diagnose(complaints: str) -> str:
    """A sentence for what bubblewrap or the worker said when it failed to start."""
    last = complaints.strip().splitlines()[-1] if complaints.strip() else "it ended without a word"
    restricted = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
    if os.geteuid() != 0 and restricted.exists() and restricted.read_text().strip() == "1":
        return (
            f"the sandbox does not start ({last}): AppArmor forbids user namespaces; "
            "run `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`"
        )
    return f"the sandbox does not start: {last}; in a container, allow user namespaces and mounts, or use a machine"


def _unused_uid() -> int:
    """A number that is neither a user's nor a group's."""
    users = {entry.pw_uid for entry in pwd.getpwall()} | {entry.gr_gid for entry in grp.getgrall()}
    return next(uid for uid in range(60_600, 60_000, -1) if uid not in users)


def _finish(process: subprocess.Popen, control: socket.socket) -> None:
    control.close()
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
