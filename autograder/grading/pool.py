"""Many submissions at once, whoever grades them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import Protocol, Self

from autograder.grading.submission import Graded, Job, ungraded

TWICE = "The process that graded this submission ended without a word, twice."


class Pool(Protocol):
    """Whoever grades: `autograder.grading.processes.Graders`, or `autograder.grading.dask_pool.Cluster`.

    A context manager, outside of which nothing is set and nothing can be submitted. An error that leaves it
    ends what is under way.

    count: graders at work; room: submissions to be given to them at a time.
    Lost: what a Future raises where a grader ended without a word. It raises a SandboxError where the
        sandbox does not work.
    """

    count: int
    room: int
    Lost: tuple[type[Exception], ...]

    def submit(self, job: Job) -> Future[Graded]: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None: ...


def grade_jobs(jobs: Iterable[Job], pool: Pool) -> Iterator[tuple[Job, Graded]]:
    """Every job with its result, in the order in which they are done.

    Whoever ended a grader or was too slow is graded again at the end, where nothing else runs: then
    they end no other's grader, and slow is what is slow alone.

    Raises:
        SandboxError: no sandbox can be had.
    """
    under_way: dict[Future[Graded], Job] = {}
    doubtful: list[Job] = []
    jobs = iter(jobs)
    while True:
        for job in islice(jobs, pool.room - len(under_way)):
            under_way[pool.submit(job)] = job
        if not under_way:
            break
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            job = under_way.pop(future)
            try:
                graded = future.result()
            except pool.Lost:
                doubtful.append(job)
                continue
            if graded.slow and pool.count > 1:
                doubtful.append(job)
            else:
                yield job, graded
    for job in doubtful:
        try:
            yield job, pool.submit(job).result()
        except pool.Lost:
            yield job, ungraded(job, "crashed", TWICE)
