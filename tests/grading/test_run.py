"""A class graded: what a killed run, a lost grader, a busy machine and a changed check may do to anybody."""

import dataclasses
import errno
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from unittest import mock

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from autograder.errors import CourseError, GradebookError
from autograder.grading import ledger, run
from autograder.grading.folders import Folders, passed_over, seed_of, students
from autograder.grading.ledger import Ledger
from autograder.grading.pool import TWICE, grade_jobs
from autograder.grading.processes import Graders
from autograder.grading.run import grade_class
from autograder.grading.submission import NOTES, Graded, Job, _cell_notes, ungraded
from autograder.grading.writer import Writer
from autograder.intake.rebuild import Rebuilt
from autograder.shared.errors import Error

ROOT = Path(__file__).parents[2]
A1 = "a1_shapes"


class Desk:
    """A pool that answers at once, by a function. Notes whom it was asked to grade, in order."""

    count, room, Lost = 2, 4, (RuntimeError,)

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def submit(self, job: Job) -> Future:
        future = Future()
        self.asked.append(job.student)
        try:
            future.set_result(self.answer(job))
        except Exception as error:
            future.set_exception(error)
        return future


def worth(job: Job, points: float, slow: bool = False) -> Graded:
    """A result with so many points in every part that is worth as many."""
    blank = ungraded(job, "graded", "")
    parts = [dataclasses.replace(p, points=min(points, p.max_points)) for p in blank.result.parts]
    return Graded(dataclasses.replace(blank.result, parts=tuple(parts)), blank.notebook, slow)


@pytest.fixture
def class_(tmp_path) -> Folders:
    """Three students who handed in different notebooks."""
    folders = Folders(ROOT, tmp_path, tmp_path / "submitted")
    for number, student in enumerate(("ada", "ben", "cy")):
        path = folders.submission(student, A1)
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"cells": [], "metadata": {"number": number}}))
    return folders


def grade(folders, answer=lambda job: worth(job, 1), **options):
    """One run by a `Desk`. Gives what came of it, and whom the desk was asked for."""
    desk = Desk(answer)
    outcome = grade_class(A1, folders, seed=options.pop("seed", 1), cluster=lambda: desk, **options)
    return outcome, desk.asked


def scores(folders: Folders) -> dict[str, float]:
    """Points by student, as the gradebook has them."""
    query = """
        SELECT submitted_assignment.student_id, SUM(grade.auto_score) FROM grade
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        GROUP BY submitted_assignment.student_id
    """
    with sqlite3.connect(folders.gradebook) as gradebook:
        return dict(gradebook.execute(query))


def written(folders: Folders) -> dict[str, bytes]:
    """All that a run leaves for people, without the gradebook: that is read by `scores`."""
    kinds = ("log", "feedback", "autograded")
    files = (path for kind in kinds for path in (folders.grading / kind).rglob("*") if path.is_file())
    return {str(path.relative_to(folders.grading)): path.read_bytes() for path in files}


# What is graded again


def test_nothing_unchanged_is_graded_twice(class_):
    assert sorted(grade(class_)[1]) == ["ada", "ben", "cy"]
    before = written(class_)
    outcome, asked = grade(class_)
    assert asked == [] and written(class_) == before
    assert [result.student for result in outcome.sorted()] == ["ada", "ben", "cy"]
    assert sorted(grade(class_, again=True)[1]) == ["ada", "ben", "cy"]


def test_whoever_hands_in_again_is_graded_again_and_nobody_else(class_):
    grade(class_)
    class_.submission("ben", A1).write_text('{"cells": [], "metadata": {}}')
    outcome, asked = grade(class_, lambda job: worth(job, 2))
    assert asked == ["ben"] and not outcome.held
    assert scores(class_)["ben"] > scores(class_)["ada"] == scores(class_)["cy"]


def test_a_file_that_comes_or_goes_is_a_change(class_):
    class_.submission("ben", A1).rename(class_.grading / "kept")
    grade(class_)
    (class_.grading / "kept").rename(class_.submission("ben", A1))
    assert grade(class_)[1] == ["ben"]
    class_.submission("ben", A1).unlink()
    class_.submission("ben", A1).symlink_to(class_.submission("ada", A1))
    assert grade(class_)[1] == ["ben"]


def test_a_new_time_of_handing_in_reaches_the_gradebook(class_):
    grade(class_)
    stamp = class_.submission("ben", A1).with_name("timestamp.txt")
    stamp.write_text("2026-03-01 10:00:00 UTC\n")
    outcome, asked = grade(class_, lambda job: worth(job, 2))
    assert asked == ["ben"] and not outcome.held
    with sqlite3.connect(class_.gradebook) as gradebook:
        times = dict(gradebook.execute("SELECT student_id, timestamp FROM submitted_assignment"))
    assert times["ben"].startswith("2026-03-01 10:00") and times["ada"] is None


@pytest.mark.parametrize("lost", ["gradebook.db", "feedback", "autograded", "log"])
def test_what_was_taken_away_comes_back(class_, lost):
    grade(class_)
    before, points = written(class_), scores(class_)
    path = class_.grading / lost
    path.unlink() if path.is_file() else shutil.rmtree(path)
    assert sorted(grade(class_)[1]) == ["ada", "ben", "cy"]
    assert written(class_) == before and scores(class_) == points


def test_a_page_of_the_ledger_that_cannot_be_read_is_none(class_):
    grade(class_)
    for text in (
        "",
        "{",
        "[]",
        '{"stored": 1}',
        '{"stored": {"key": {}}}',
        '{"student": "ada", "parts": []}',
    ):
        class_.log("ada", A1).write_text(text)
        assert grade(class_)[1] == ["ada"]


def test_a_corrected_check_another_seed_and_another_release_are_changes(class_, monkeypatch):
    grade(class_)
    assert len(grade(class_, seed=2)[1]) == 3
    assert grade(class_, seed=2)[1] == []
    monkeypatch.setattr(ledger, "course_digest", lambda: "another")
    assert len(grade(class_, seed=2)[1]) == 3
    monkeypatch.setattr(Folders, "read_release", lambda self, name: self.release(name).read_bytes() + b" ")
    assert len(grade(class_, seed=2)[1]) == 3


def test_the_digest_sees_every_file_and_no_two_lists_of_texts_alike(monkeypatch, tmp_path):
    assert ledger.digest(b"ab", b"c") != ledger.digest(b"a", b"bc") != ledger.digest(b"a", b"b", b"c")
    names = ("autograder/checks/one.py", "cnnlib/two.py", "autograder/judging/templates/three.html")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1")
    monkeypatch.setattr(ledger, "ROOT", tmp_path)
    digests = {ledger.course_digest.__wrapped__()}
    for name in names:
        (tmp_path / name).write_text("x = 2")
        digests.add(ledger.course_digest.__wrapped__())
    (tmp_path / "cnnlib/two.py").rename(tmp_path / "cnnlib/three.py")
    assert len(digests | {ledger.course_digest.__wrapped__()}) == 5


# What changes points that students have


def test_points_that_would_change_are_shown_and_held_until_accepted(class_):
    grade(class_)
    before, points = written(class_), scores(class_)
    ada = lambda job: worth(job, 2 if job.student == "ada" else 1)  # noqa: E731
    outcome, asked = grade(class_, ada, seed=2)
    had, would_have = outcome.held["ada"]
    assert list(outcome.held) == ["ada"] and had.points < would_have.points
    assert outcome.results["ada"] == had
    assert scores(class_) == points
    changed = {name for name, content in written(class_).items() if content != before[name]}
    assert changed == {f"log/{student}/{A1}.json" for student in ("ada", "ben", "cy")}
    assert Ledger(class_, A1).read("ada").stored.result == had

    outcome, asked = grade(class_, ada, seed=2)
    assert asked == [] and list(outcome.held) == ["ada"]
    outcome, asked = grade(class_, ada, seed=2, accept=True)
    assert asked == [] and not outcome.held and scores(class_)["ada"] == would_have.points
    assert grade(class_, ada, seed=2)[0].held == {}


def test_another_mistake_or_status_is_a_change_too_and_another_comment_is_none(class_):
    grade(class_)

    def answer(job, **new):
        graded = worth(job, 1)
        parts = tuple(dataclasses.replace(part, **new) for part in graded.result.parts)
        return Graded(dataclasses.replace(graded.result, parts=parts), graded.notebook)

    assert len(grade(class_, lambda job: answer(job, mistake="no_plus_one"), seed=2)[0].held) == 3
    assert len(grade(class_, lambda job: answer(job, status="crashed"), seed=3)[0].held) == 3
    outcome, _ = grade(class_, lambda job: answer(job, comment="other words"), seed=4)
    assert not outcome.held
    assert Ledger(class_, A1).read("ada").stored.result.parts[0].comment == "other words"


def test_a_first_grading_is_never_held(class_):
    shutil.rmtree(class_.submissions / "ben")
    grade(class_)
    class_.submission("ben", A1).parent.mkdir(parents=True)
    class_.submission("ben", A1).write_text('{"cells": []}')
    outcome, _ = grade(class_, lambda job: worth(job, 2), seed=2)
    assert sorted(outcome.held) == ["ada", "cy"] and scores(class_)["ben"] > scores(class_)["ada"]


# What goes wrong on the way


def test_a_run_that_breaks_off_goes_on_where_it_was(class_):
    def answer(job):
        if job.student == "cy":
            raise KeyboardInterrupt
        return worth(job, 1)

    class OneAtATime(Desk):
        room = 1

    with pytest.raises(KeyboardInterrupt):
        grade_class(A1, class_, seed=1, cluster=lambda: OneAtATime(answer))
    outcome, asked = grade(class_)
    assert asked == ["cy"] and len(outcome.results) == 3
    assert set(scores(class_)) == {"ada", "ben", "cy"}


def test_what_the_gradebook_could_not_take_waits_for_it(class_, monkeypatch):
    from autograder.grading.nbgrader import gradebook

    def locked(*arguments):
        raise GradebookError("locked")

    with monkeypatch.context() as patched, pytest.raises(GradebookError):
        patched.setattr(gradebook, "write", locked)
        grade(class_)
    waiting = [student for student in ("ada", "ben", "cy") if Ledger(class_, A1).read(student).waiting]
    assert waiting and not (class_.grading / "feedback").exists()
    outcome, asked = grade(class_)
    assert sorted(asked) == sorted({"ada", "ben", "cy"} - set(waiting))
    assert len(outcome.results) == len(scores(class_)) == 3
    assert not any(Ledger(class_, A1).read(student).waiting for student in scores(class_))


def test_who_ends_a_grader_costs_nobody_else_and_gets_a_second_try(class_):
    def answer(job):
        if job.student == "ada" or (job.student == "ben" and desk.asked.count("ben") == 1):
            raise RuntimeError
        return worth(job, 1)

    desk = Desk(answer)
    results = grade_class(A1, class_, seed=1, cluster=lambda: desk).results
    assert {part.status for part in results["ada"].parts} == {"crashed"}
    assert results["ada"].notes == (TWICE,)
    assert results["ben"].points == results["cy"].points > results["ada"].points == 0
    assert desk.asked[:3] == ["ada", "ben", "cy"] and sorted(desk.asked[3:]) == ["ada", "ben"]


def test_who_was_too_slow_among_others_is_timed_again_alone(class_):
    def answer(job):
        first = desk.asked.count("ada") == 1
        return worth(job, 1, slow=True) if job.student == "ada" and first else worth(job, 2)

    desk = Desk(answer)
    results = grade_class(A1, class_, seed=1, cluster=lambda: desk).results
    assert desk.asked == ["ada", "ben", "cy", "ada"]
    assert results["ada"].points == results["ben"].points
    desk.asked.clear()
    desk.count = 1  # where one grader works, nobody was busy beside it
    grade_class(A1, class_, seed=2, accept=True, cluster=lambda: desk)
    assert desk.asked == ["ada", "ben", "cy"]


def jobs_of(folders: Folders) -> list[Job]:
    release = folders.read_release(A1)
    return [run.open_job(folders, A1, student, release, 1) for student in ("ada", "ben", "cy")]


def test_a_process_that_ends_without_a_word_is_replaced(class_, monkeypatch):
    def grade(job, box):
        if job.student == "ada":
            os._exit(1)
        return worth(job, 1)

    monkeypatch.setattr("autograder.grading.processes.grade_submission", grade)
    monkeypatch.setattr("autograder.grading.processes._box", lambda assignment: None)
    with Graders(A1, 1, 2) as graders:
        results = {job.student: graded.result for job, graded in grade_jobs(jobs_of(class_), graders)}
    assert results["ada"].notes == (TWICE,)
    assert results["ben"].points == results["cy"].points > 0


@pytest.mark.skipif(sys.platform != "linux", reason="a process can be kept on a core on Linux alone")
def test_graders_keep_to_cores_of_their_own(class_, monkeypatch):
    monkeypatch.setattr(
        "autograder.grading.processes.grade_submission", lambda job, box: sorted(os.sched_getaffinity(0))
    )
    monkeypatch.setattr("autograder.grading.processes._box", lambda assignment: time.sleep(0.3))
    cores = sorted(os.sched_getaffinity(0))
    with Graders(A1, 1, 2) as graders:
        seen = {tuple(future.result()) for future in [graders.submit(job) for job in jobs_of(class_)]}
    assert seen == {(cores[number % len(cores)],) for number in range(2)}
    assert sorted(os.sched_getaffinity(0)) == cores


def test_graders_compute_on_one_thread(class_, monkeypatch):
    """Two threads on a grader's one core wait for each other: a class of a2 took three times as long."""
    monkeypatch.setattr("autograder.grading.processes._box", lambda assignment: None)
    monkeypatch.setattr(
        "autograder.grading.processes.grade_submission",
        lambda job, box: {library["num_threads"] for library in threadpool_info()},
    )
    with threadpool_limits(2), Graders(A1, 1, 2) as graders:
        seen = [future.result() for future in [graders.submit(job) for job in jobs_of(class_)]]
    assert seen == [{1}] * 3


def test_cells_that_fail_by_the_thousand_are_counted_not_listed():
    failed = Error(("ValueError",), "x" * 10_000)
    rebuilt = Rebuilt(["raise ValueError"] * 1000, frozenset(), {}, {}, ())
    notes = _cell_notes(rebuilt, [failed] * 1000)
    assert len(notes) == NOTES + 1 and notes[-1] == f"{1000 - NOTES} more cells failed."
    assert max(map(len, notes)) < 1200


@pytest.mark.parametrize(("every", "groups"), [(0, [[1], [2], [3]]), (60, [[1, 2, 3]])])
def test_results_are_written_in_groups_and_none_is_lost(every, groups, monkeypatch):
    monkeypatch.setattr(Writer, "EVERY", every)
    written = []
    with Writer(lambda: None, written.append) as writer:
        for result in (1, 2, 3):
            writer.put(result)
            if every == 0:
                writer.finish()
        writer.finish()
    assert written == groups


# A real run, killed

STUDENTS = [f"student{number:02}" for number in range(12)]


def hand_in_real_work(grading: Path) -> Folders:
    """Half of the class hands in the instructor's notebook, half the released one."""
    folders = Folders(ROOT, grading, grading / "submitted")
    for number, student in enumerate(STUDENTS):
        path = folders.submission(student, A1)
        path.parent.mkdir(parents=True)
        shutil.copy(ROOT / ("solutions", "assignments")[number % 2] / A1 / path.name, path)
    return folders


def start(folders: Folders) -> subprocess.Popen:
    argv = [sys.executable, "-m", "autograder", "grade", A1, "--seed", "9", "--quiet", "--grading"]
    return subprocess.Popen(
        [*argv, folders.grading], cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory) -> tuple[dict, dict]:
    """The scores and files of a class graded in one go."""
    folders = hand_in_real_work(tmp_path_factory.mktemp("uninterrupted"))
    assert start(folders).wait() == 0
    return scores(folders), written(folders)


def graded(folders: Folders) -> int:
    """For how many students the ledger has a result."""
    return len(list((folders.grading / "log").glob("*/*.json")))


@pytest.mark.slow
@pytest.mark.parametrize("attempt", range(4))
def test_a_run_killed_at_random_moments_ends_as_if_it_had_not_been(uninterrupted, tmp_path, attempt):
    """The moments are counted in results, not in seconds: a fast machine is caught in its work too."""
    folders, moments = hand_in_real_work(tmp_path), random.Random(attempt)
    first = moments.randrange(len(STUDENTS) // 2)
    later = moments.sample(range(first + 1, len(STUDENTS) + 1), 3)
    ends = []
    for moment in [first, *sorted(later)]:
        process = start(folders)
        if ends:  # the first is caught for sure
            time.sleep(moments.uniform(0, 0.5))
        while process.poll() is None and graded(folders) < moment:
            time.sleep(0.002)
        process.kill()
        ends.append(process.wait())
    assert ends[0] == -signal.SIGKILL and set(ends) <= {0, -signal.SIGKILL}
    assert start(folders).wait() == 0
    assert (scores(folders), written(folders)) == uninterrupted


def processes_of(session: int) -> set[int]:
    found = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found.add(int(entry.parent.name))
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_nothing_is_left_of_a_run_that_was_ended(tmp_path, how):
    for student in ("one", "two"):
        folder = tmp_path / "submitted" / student / "a1_shapes"
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "solutions/a1_shapes/a1_shapes.ipynb", folder)
        text = (folder / "a1_shapes.ipynb").read_text()
        (folder / "a1_shapes.ipynb").write_text(
            text.replace("import math", "import math, time; time.sleep(40)")
        )
    command = [sys.executable, "-m", "autograder", "grade", "a1_shapes", "--grading", str(tmp_path)]
    run = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while len(processes_of(run.pid)) < 4 and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(3)
    assert len(processes_of(run.pid)) >= 3
    os.killpg(run.pid, how) if how == signal.SIGINT else run.send_signal(how)  # Ctrl-C reaches the group
    said = run.communicate(timeout=20)[1].splitlines()
    if how == signal.SIGINT:
        assert (run.returncode, said) == (130, ["autograder: stopped; what was finished is kept"])
    deadline = time.monotonic() + 20
    while processes_of(run.pid) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not processes_of(run.pid)


# Whose folders are read

# all that a run does with a student's files, by a user whom the system's modes bind
READ = """
import sys
from pathlib import Path
from autograder.grading.folders import Folders, students
from autograder.grading.run import _Course

folders = Folders.all_below(Path(sys.argv[1]), Path(sys.argv[2]))
course = _Course(folders, "a1_shapes", seed=1)
for student in students(folders):
    course.record(student, again=False)
    print(student, *course.job(student).problem or ["taken"], sep="; ")
"""
BOUND = [] if os.geteuid() else ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


@pytest.mark.parametrize("closed", ["ben", f"ben/{A1}", f"ben/{A1}/{A1}.ipynb", f"ben/{A1}/timestamp.txt"])
def test_what_may_not_be_read_is_one_students_and_ends_no_run(class_, closed):
    class_.submission("ben", A1).with_name("timestamp.txt").write_text("2026-03-01 10:00:00 UTC")
    path = class_.submissions / closed
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        command = [*BOUND, sys.executable, "-c", READ, class_.root, class_.grading]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    finally:
        path.chmod(mode)
    assert done.returncode == 0, done.stderr
    ada, ben, cy = done.stdout.splitlines()
    assert (ada, cy) == ("ada; taken", "cy; taken")
    if path.name == "timestamp.txt":
        assert ben == "ben; taken"
    else:
        assert ben.startswith("ben; unreadable; ") and "Permission denied" in ben


def test_every_folder_that_is_not_graded_is_named(class_):
    for name in (".x", "..."):
        shutil.copytree(class_.submissions / "ada", class_.submissions / name)
    (class_.submissions / "link").symlink_to(class_.submissions / "ada")
    (class_.submissions / "notes.txt").touch()
    assert students(class_) == ["ada", "ben", "cy"]
    *dots, link = passed_over(class_)
    assert [sentence.partition(" is not graded: ")[0] for sentence in dots] == ["...", ".x"]
    assert all("begins with a dot" in sentence for sentence in dots)
    assert link.startswith("link is not graded: it is a link")


def test_two_students_whom_the_gradebook_could_not_tell_apart_are_refused(class_):
    for name in (b"ann\xff", b"ann\\xff"):
        os.mkdir(os.path.join(os.fsencode(class_.submissions), name))
    with pytest.raises(CourseError, match=r"'ann\\\\xff' and 'ann\\udcff'.*rename one of them"):
        students(class_)


# Two runs at once

HOLD = """
import os, signal, sys
from pathlib import Path
from autograder.grading.lock import alone

with alone(Path(sys.argv[1]), "grading a1_shapes"):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_run_that_was_killed_holds_nothing(class_):
    killed = subprocess.run([sys.executable, "-c", HOLD, class_.grading], cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    grade(class_)


def test_who_is_late_takes_the_seed_that_is_there(class_, monkeypatch):
    """Another has written theirs between the look for one and the writing."""
    path = class_.grading / "seed"
    path.unlink(missing_ok=True)
    monkeypatch.setattr("secrets.randbits", lambda bits: path.write_text("5\n"))
    assert seed_of(class_) == 5
    assert not list(class_.grading.glob(".seed*"))


def test_a_seed_that_cannot_be_written_is_in_nobodys_way(class_, monkeypatch):
    path = class_.grading / "seed"
    path.unlink(missing_ok=True)
    with monkeypatch.context() as full:
        full.setattr(os, "link", mock.Mock(side_effect=OSError(errno.ENOSPC, "No space left on device")))
        with pytest.raises(CourseError, match="seed cannot be written: No space left on device"):
            seed_of(class_)
    assert not path.exists() and not list(class_.grading.glob(".seed*"))
    assert seed_of(class_) == seed_of(class_)
    assert path.stat().st_mode & 0o777 == 0o600
