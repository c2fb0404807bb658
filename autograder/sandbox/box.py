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
import os
import pwd
import socket
import subprocess
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import IO, Protocol

from autograder.errors import SandboxError
from autograder.sandbox import bubblewrap, mounts
from autograder.sandbox.callbacks import CallbackProcess
from autograder.sandbox.line import Clock, Control
from autograder.sandbox.submission import Submission, Waiting
from autograder.shared.limits import Limits
from autograder.shared.messages import Config

DEFAULTS = Limits()
ENVIRONMENT = {
    "HOME": "/tmp", "USER": "student", "LOGNAME": "student", "IPYTHONDIR": "/tmp", "MPLCONFIGDIR": "/tmp",
    "PATH": "/python/bin", "LD_LIBRARY_PATH": "/python/lib", "LANG": "C.UTF-8", "MPLBACKEND": "agg",
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}  # fmt: skip


class Needs(Protocol):
    """What a box has to know of an assignment: see `autograder.assignments`."""

    @property
    def hidden(self) -> tuple[str, ...]: ...

    @property
    def packages(self) -> tuple[str, ...]: ...

    @property
    def parts(self) -> tuple[str, ...]: ...


class Box:
    """A sandbox for the submissions of one assignment. A context manager.

    setup: cells of the release that run once, before any submission; each finds what they left.
    demonstrations: cells of the release that may run among a student's.
    limits: what a submission may use, where it is not the usual.

    Raises:
        SandboxError: on entering, where the sandbox does not work on this machine.
    """

    def __init__(
        self,
        assignment: Needs,
        setup: Sequence[str] = (),
        demonstrations: Sequence[str] = (),
        *,
        limits: Limits | None = None,
    ):
        self.assignment, self.limits = assignment, limits or DEFAULTS
        self.setup, self.demonstrations = list(setup), list(demonstrations)
        self.callbacks = CallbackProcess(self.limits.call_seconds)
        self._exit = contextlib.ExitStack()

    def __enter__(self) -> Box:
        program = bubblewrap.find().path
        with contextlib.ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sandbox-")))
            inside = folder / "box"
            inside.mkdir()
            mounts.prepare(inside, self.assignment.hidden)
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self.control = Control(ours)
            complaints = stack.enter_context((folder / "complaints").open("w+"))
            with theirs:
                process = subprocess.Popen(
                    [program, *self._arguments(inside, theirs.fileno())],
                    env=ENVIRONMENT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL, stderr=complaints, cwd="/",
                )  # fmt: skip
            stack.callback(_finish, process, ours)
            stack.callback(self.callbacks.close)
            self._wait_until_ready(complaints)
            self._exit = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._exit.close()

    def submission(
        self, cells: Sequence[str], demonstrations: Collection[int] = (), waiting: Sequence[Waiting] = ()
    ) -> Submission:
        """A process in which these cells have run; a context manager. See `Submission`."""
        return Submission(self.control, self.callbacks, Clock(self.limits), cells, demonstrations, waiting)

    def _arguments(self, inside: Path, control: int) -> list[str]:
        """The arguments of bubblewrap."""
        root = os.geteuid() == 0
        packages = self.assignment.packages
        uid = _unused_uid() if root else None
        config = Config(uid, self.setup, self.demonstrations, len(self.assignment.parts), self.limits)
        # Root builds the mounts itself and the worker becomes an ordinary user as its first step:
        # only then does the limit on processes hold.
        rights = "--cap-drop ALL --cap-add CAP_SETUID --cap-add CAP_SETGID" if root else "--unshare-user"
        return [
            *rights.split(), "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
            "--die-with-parent", "--new-session", *mounts.mounts(inside, packages), "--chdir", "/tmp",
            "/python/bin/python3", "-I", "-S", "-B", "/box/worker/worker.py", str(control), config.to_json(),
        ]  # fmt: skip

    def _wait_until_ready(self, complaints: IO[str]) -> None:
        try:
            self.control.answer()
        except SandboxError:
            complaints.seek(0)
            raise SandboxError(bubblewrap.diagnose(complaints.read())) from None


def probe() -> str | None:
    """None where the sandbox works on this machine; else one sentence: why not, and what to do."""
    try:
        with Box(_Probe()) as box, box.submission(["x = 1"]):
            return None
    except SandboxError as error:
        return str(error)


class _Probe:
    hidden: tuple[str, ...] = ()
    packages: tuple[str, ...] = ("numpy", "ipython")
    parts: tuple[str, ...] = ()


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
