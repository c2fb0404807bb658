"""Grading on a Dask cluster: the same results, a worker that is killed, and what is told where it fails."""

import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest
from distributed import LocalCluster
from sandboxed import needs_sandbox

from autograder import cli
from autograder.grading import dask_pool, run
from autograder.grading.dask_pool import Cluster, ClusterError, Grader, GraderLost
from autograder.grading.folders import Folders
from autograder.grading.ledger import Ledger
from autograder.grading.run import grade_class

ROOT = Path(__file__).parents[2]
A1 = "a1_shapes"
WORKERS = 3
pytestmark = needs_sandbox


@pytest.fixture(scope="module")
def dask():
    """Workers that are processes of their own, each watched by a nanny that starts it again."""
    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0"
    ) as running:
        yield running


def hand_in(grading: Path, students: int) -> Folders:
    """Every third student hands in the instructor's notebook, one the released one, one no notebook."""
    folders = Folders(ROOT, grading, grading / "submitted")
    for number in range(students):
        path = folders.submission(f"student{number:02}", A1)
        path.parent.mkdir(parents=True)
        if number % 3 < 2:
            shutil.copy(ROOT / ("solutions", "assignments")[number % 3] / A1 / path.name, path)
        else:
            path.write_text("{")
    return folders


def worker_pids(dask: LocalCluster) -> set[int]:
    return {worker.pid for worker in dask.workers.values()}


@pytest.mark.slow
def test_a_killed_worker_changes_nothing(dask, tmp_path):
    """The same class, on this machine and on a cluster that loses a worker while it grades."""
    here, there = (hand_in(tmp_path / name, 18) for name in ("here", "there"))
    expected = grade_class(A1, here, seed=3, jobs=2).results

    killed = []

    def kill_one(result):
        if not killed:
            killed.append(min(worker_pids(dask)))
            os.kill(killed[0], signal.SIGKILL)

    results = grade_class(
        A1, there, seed=3, cluster=lambda: Cluster(dask.scheduler_address, without_tls=True), tell=kill_one
    ).results
    assert killed[0] not in worker_pids(dask)
    assert results == expected
    assert pages(there) == pages(here) and len(pages(here)) == len(results)
    assert all(Ledger(there, A1).read(student).stored for student in results)


def pages(folders: Folders) -> dict[str, bytes]:
    return {path.parts[-3]: path.read_bytes() for path in (folders.grading / "feedback").rglob("*.html")}


def test_the_command_grades_on_a_cluster(dask, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    hand_in(tmp_path, 3)
    address = dask.scheduler_address
    assert (
        cli.main(["grade", A1, "--grading", str(tmp_path), "--dask", address, "--without-tls", "--quiet"])
        == 0
    )
    out = capsys.readouterr().out
    totals = [line.split()[-3] for line in out.splitlines() if line.startswith("student") and " / " in line]
    assert totals == ["100", "0", "0"]


def test_another_version_of_the_course_on_a_worker_is_refused(dask, tmp_path, monkeypatch):
    folders = hand_in(tmp_path, 1)
    monkeypatch.setattr(dask_pool, "course_digest", lambda: "another")
    with pytest.raises(ClusterError, match="another version of the course"):
        grade_class(A1, folders, seed=1, cluster=lambda: Cluster(dask.scheduler_address, without_tls=True))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_where_nobody_answers_it_says_so(address):
    with (
        pytest.raises(ClusterError, match="no Dask workers can be had from"),
        Cluster(address, without_tls=True, patience=1),
    ):
        pass


def test_a_cluster_without_workers_is_refused():
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=":0") as empty,
        pytest.raises(ClusterError, match="dask worker"),
        Cluster(empty.scheduler_address, without_tls=True, patience=1),
    ):
        pass


def test_without_dask_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install .*\[cluster\]"), Cluster("tls://127.0.0.1:9"):
        pass


def test_a_grader_that_ends_is_lost_and_the_next_one_works(tmp_path):
    folders = hand_in(tmp_path, 1)
    job = run.open_job(folders, A1, "student00", folders.read_release(A1), 1)
    grader = Grader()
    assert grader.grade(job).result.points == 100
    threading.Timer(0.1, grader._process.kill).start()
    with pytest.raises(GraderLost):
        while True:
            grader.grade(job)
    assert not grader.alive()
    dask_pool._graders[:] = [grader]
    try:
        assert dask_pool._grader() is not grader and dask_pool._grader().grade(job).result.points == 100
    finally:
        fresh = dask_pool._graders.pop()
        fresh._line.close()
        deadline = time.monotonic() + 20
        while fresh.alive() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not fresh.alive()  # a grader ends when its worker is gone


def test_a_scheduler_that_anybody_can_use_is_refused(dask, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    hand_in(tmp_path, 1)
    assert cli.main(["grade", A1, "--grading", str(tmp_path), "--dask", dask.scheduler_address]) == 2
    said = capsys.readouterr().err
    assert f"'{dask.scheduler_address}' is no tls:// address" in said and "add --without-tls" in said
    assert not list(tmp_path.glob("log/*"))
