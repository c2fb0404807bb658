"""Graders on the machines of a Dask cluster, in place of processes on this one.

Each Dask worker keeps one grader: a process of its own with a sandbox. A submission that ends it ends
no worker, and a worker's threads do not meet its forks. Where a worker is lost, Dask gives its
submissions to another.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import Future
from multiprocessing.connection import Connection, Pipe

from autograder.errors import CourseError, SandboxError
from autograder.grading.ledger import course_digest
from autograder.grading.submission import Graded, Job


class ClusterError(CourseError):
    """The cluster cannot be used: a sentence that says why, and what to do."""


class GraderLost(RuntimeError):
    """A grader ended without a word."""


class Cluster:
    """The workers of the scheduler at an address such as "tls://10.0.0.7:8786": a `autograder.grading.pool.Pool`.

    without_tls: whether an address may be used that anybody who reaches it can use as well.

    Raises:
        ClusterError: on entering, where the address is not protected, distributed is not installed, nobody answers,
            or no worker is there.
    """

    def __init__(self, address: str, *, without_tls: bool = False, patience: float = 10.0):
        self.address, self.without_tls, self.patience = address, without_tls, patience

    def __enter__(self) -> Cluster:
        if not (self.without_tls or self.address.startswith("tls://")):
            raise ClusterError(
                f"{self.address!r} is no tls:// address: whoever reaches that scheduler, over the network or from "
                "another account on its machine, can run code as you and read the secret seed. Set up TLS in Dask's "
                "configuration, or add --without-tls where nobody else can reach it"
            )
        try:
            from distributed import Client, KilledWorker
        except ImportError:
            raise ClusterError(
                "--dask needs `pip install 'convnet-course[cluster]'`, here and on the workers"
            ) from None
        try:
            self._client = Client(self.address, timeout=self.patience, set_as_default=False)
            self._client.wait_for_workers(1, timeout=self.patience)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(
                f"no Dask workers can be had from {self.address!r} ({type(error).__name__}: {error}); "
                "start `dask scheduler` and `dask worker`, and give the scheduler's address"
            ) from None
        self.count = len(self._client.scheduler_info(n_workers=-1)["workers"])
        self.room = 4 * self.count  # so that nobody waits for work while results are on their way
        self.Lost: tuple[type[Exception], ...] = (GraderLost, KilledWorker)
        self._executor = self._client.get_executor(pure=False)
        return self

    def __exit__(self, *error: object) -> None:
        self._executor.shutdown(wait=False)  # what is under way is cancelled
        self._client.close()

    def submit(self, job: Job) -> Future[Graded]:
        return self._executor.submit(grade_at_worker, job, course_digest())


def grade_at_worker(job: Job, course: str) -> Graded:
    """What a Dask worker does.

    Raises:
        ClusterError: the worker has another version of the course, which might give other points.
        GraderLost, SandboxError: as `Grader.grade`.
    """
    if course != course_digest():
        raise ClusterError(
            "a worker has another version of the course, of Python, or of a library than the machine that asks: "
            "install the same on both, in the versions of constraints.txt"
        )
    with _lock:  # a worker with several threads grades one submission at a time all the same
        return _grader().grade(job)


class Grader:
    """A process that grades what it is sent, one submission after the other."""

    def __init__(self):
        self._line, theirs = Pipe()
        descriptor = theirs.fileno()
        command = [sys.executable, "-m", "autograder.grading.dask_pool", str(descriptor)]
        self._process = subprocess.Popen(command, pass_fds=[descriptor], stdin=subprocess.DEVNULL)
        theirs.close()

    def alive(self) -> bool:
        return self._process.poll() is None

    def grade(self, job: Job) -> Graded:
        """Grade a submission there.

        Raises:
            GraderLost: the process ended.
            SandboxError: no sandbox can be had on that machine.
        """
        try:
            self._line.send(job)
            answer = self._line.recv()
        except (EOFError, OSError):
            self._process.kill()
            self._process.wait()
            raise GraderLost("the process that graded this submission ended without a word") from None
        if isinstance(answer, SandboxError):
            raise answer
        return answer


_lock = threading.Lock()
_graders: list[Grader] = []


def _grader() -> Grader:
    """This worker's grader; a new one where it has ended."""
    if not (_graders and _graders[0].alive()):
        _graders[:] = [Grader()]
    return _graders[0]


def serve(descriptor: int) -> None:
    """A grader's life: answer jobs until the worker is gone."""
    from autograder.grading.processes import end_with_parent, grade_in_this_process, use_one_thread

    end_with_parent()
    use_one_thread()
    line = Connection(descriptor)
    while True:
        try:
            job = line.recv()
        except EOFError:
            return
        try:
            line.send(grade_in_this_process(job))
        except SandboxError as error:
            line.send(error)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
