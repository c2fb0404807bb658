"""Processes that grade: several on this machine, each with a sandbox and a processor core of its own."""

from __future__ import annotations

import ctypes
import gc
import json
import multiprocessing
import os
import signal
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.util import Finalize

from threadpoolctl import threadpool_limits

from autograder.assignments import load_assignment
from autograder.errors import SandboxError
from autograder.grading.submission import Graded, Job, grade_submission
from autograder.intake.rebuild import demonstrations, setup
from autograder.part import PUBLIC_SEED
from autograder.sandbox import bubblewrap
from autograder.sandbox.box import Box


class Graders:
    """Processes on this machine: a `autograder.grading.pool.Pool`.

    count: how many; the cases of (assignment, seed) are computed once, before they start. One that ends
    takes all that it had been given with it.

    Raises:
        SandboxError: on entering, where there is no bubblewrap.
    """

    Lost: tuple[type[Exception], ...] = (BrokenProcessPool,)

    def __init__(self, assignment: str, seed: int, count: int):
        self.count = count
        self.room = count + 2  # submissions under way: so many are in doubt where a process ends
        use_one_thread()
        for part in load_assignment(assignment).load_parts():
            for known in (seed, PUBLIC_SEED):
                part.cases(known)

    def __enter__(self) -> Graders:
        bubblewrap.find()  # what it raises is said before anything is written
        self._pool = self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind:  # somebody waits for the error, and nobody for what is being graded
            for process in set(multiprocessing.active_children()) - self._others:
                process.kill()
        self._pool.shutdown(cancel_futures=True)

    def submit(self, job: Job) -> Future[Graded]:
        try:
            return self._pool.submit(grade_in_this_process, job)
        except BrokenProcessPool:
            self._pool = self._start()
            return self._pool.submit(grade_in_this_process, job)

    def _start(self) -> ProcessPoolExecutor:
        self._others = set(multiprocessing.active_children())
        context = multiprocessing.get_context("fork")  # so that the cases are there already
        gc.freeze()  # and stay shared: to look through them for garbage would copy them
        pool = ProcessPoolExecutor(self.count, context, _settle, (context.Value("i", 0), self.count))
        pool.submit(int)  # starts them all now, while this process has no other thread
        gc.unfreeze()
        return pool


def use_one_thread() -> None:
    """From now on no library computes with several threads: on one core they wait for each other, and they
    do not survive a fork, so that work handed to them in a forked process would never come back."""
    threadpool_limits(1)
    os.environ["OMP_NUM_THREADS"] = "1"  # for what is imported later


def _settle(started: Synchronized[int], count: int) -> None:
    """The first thing that a grading process does."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    with started.get_lock():
        number = started.value
        started.value += 1
    if count > 1:
        take_a_core(number)


def end_with_parent() -> None:
    """This process ends when its parent is killed, and its sandbox with it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, ctypes.c_ulong(signal.SIGKILL), 0, 0, 0)  # PR_SET_PDEATHSIG


def take_a_core(number: int) -> None:
    """Keep this process and its sandbox on one core: a student's processes slow down nobody else's."""
    if sys.platform == "linux":
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[number % len(cores)]})


_open: tuple[tuple[str, bytes], Box] | None = None  # this process's sandbox, and what it is for


def grade_in_this_process(job: Job) -> Graded:
    """Grade in this process, in a sandbox that lives on from job to job.

    Raises:
        SandboxError: no sandbox can be had. One that broke is replaced first, once.
    """
    try:
        return grade_submission(job, _box(job))
    except SandboxError:
        _close()
        return grade_submission(job, _box(job))


def _box(job: Job) -> Box:
    """An open sandbox for the assignment and the release of a job."""
    global _open
    key = job.assignment, job.release
    if _open is None or _open[0] != key:
        _close()
        release = json.loads(job.release)
        box = Box(load_assignment(job.assignment), setup(release), demonstrations(release)).__enter__()
        Finalize(box, box.__exit__, exitpriority=1)  # a process of multiprocessing skips atexit
        _open = key, box
    return _open[1]


def _close() -> None:
    global _open
    if _open:
        _open[1].__exit__()
        _open = None
