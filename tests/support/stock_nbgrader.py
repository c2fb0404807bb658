"""A class graded by stock nbgrader with its default lists, for comparison.

Hostile notebooks run there without a sandbox of nbgrader's, so the whole run is put into a container: an
unused ordinary user (limits on processes do not hold for root), a machine that is read-only but for the
course's folder, which is a disk of its own size, no network, no process to be seen outside, and limits on
processes, memory, files and time. What is stopped by these limits would have gone further without them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from autograder.sample import Student
from autograder.sandbox import bubblewrap

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120  # for a command: a run that has not ended by then is called stopped
SECONDS_EACH = 30  # for each student of a large class: some wait for nbgrader's own limit of 30 seconds
LIMITS = ("--nproc=200", f"--as={4 << 30}", f"--fsize={64 << 20}", "--nofile=512", "--core=0")
DISK = "size=512m,nr_inodes=50k,mode=0755"
COURSE = "/srv/course"

# Mounts the course's disk, runs the container, and takes the gradebook out, whatever is left running.
SCRIPT = """
disk=$1 given=$2 owner=$3 seconds=$4; shift 4
mount -t tmpfs -o "$DISK" stock "$disk"
cp -r "$given/." "$disk"
chown -hR "$owner" "$disk"
timeout --signal=KILL "$seconds" "$@" || status=$?
rm -rf "$given"/*; cp -rP "$disk/." "$given" || true
exit "${status:-0}"
"""


@dataclass(frozen=True)
class Outcome:
    """What is left of a run: points by student and grade id, and whether it ended by itself."""

    scores: dict[str, dict[str, float | None]]
    ended: bool


def prepare(folder: Path, assignment: str) -> None:
    """A course in an empty folder, with one assignment released from the instructor's notebook."""
    source = folder / "source" / assignment
    source.mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / assignment / f"{assignment}.ipynb", source)
    home = folder / "home"
    home.mkdir()
    # found after the installed packages, as the course is after `pip install -e .`: not before them
    (home / "sitecustomize.py").write_text(f"import sys\nsys.path.append({str(ROOT)!r})\n")
    released = nbgrader(folder, "generate_assignment", assignment)
    assert released.returncode == 0, released.stderr


def grade(folder: Path, assignment: str, students: Sequence[tuple[str, Student]]) -> Outcome:
    """What each student has in the gradebook after `nbgrader autograde` in a prepared folder.

    students: the name to hand in under, which decides the order, and who hands in.
    """
    for name, student in students:
        with tempfile.TemporaryDirectory() as handed_in:
            student.write(ROOT / "assignments", Path(handed_in))
            submitted = folder / "submitted" / name / assignment
            shutil.copytree(Path(handed_in) / assignment, submitted, symlinks=True)
    run = nbgrader(folder, "autograde", assignment, seconds=max(SECONDS, SECONDS_EACH * len(students)))
    scores = {name: _scores(folder / "gradebook.db", name) for name, _ in students}
    return Outcome(scores, ended=run.returncode != 128 + 9)


def nbgrader(folder: Path, *command: str, seconds: int = SECONDS) -> subprocess.CompletedProcess:
    """Run a command of nbgrader's on a course's folder, in the container; the folder is what it left."""
    root = os.geteuid() == 0
    uid = (
        61_000 + os.getpid() % 4_000 if root else 0
    )  # of this run: the limit on processes is one for all of a user's
    locked_in = [
        bubblewrap.find().path, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--die-with-parent", "--new-session",
        "--ro-bind", "/", "/", *readable(), "--dev", "/dev", "--size", str(16 << 20), "--tmpfs", "/dev/shm",
        "--ro-bind", "/proc", "/proc", "--perms", "0755", "--tmpfs", "/srv",
    ]  # fmt: skip
    ordinary = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups"] if root else []
    home = f"{COURSE}/home"
    environment = {
        "HOME": home, "PYTHONPATH": home, "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "TMPDIR": home,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "JUPYTER_PREFER_ENV_PATH": "1", "DISK": DISK,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as disk:
        return subprocess.run(
            ["unshare", *([] if root else ["--user", "--map-root-user"]), "--mount", "bash", "-ec", SCRIPT, "-"]
            + [disk, str(folder), str(uid), str(seconds), *locked_in, "--bind", disk, COURSE, "--chdir", COURSE]
            + [*ordinary, "prlimit", *LIMITS, sys.executable, "-B", "-m", "nbgrader", *command],
            env=environment, capture_output=True, text=True, errors="replace", timeout=2 * seconds,
        )  # fmt: skip


def readable() -> Iterator[str]:
    """Arguments of bubblewrap that show the interpreter and the course to a user who may not look into the
    folders above them."""
    made: set[Path] = set()
    for place in dict.fromkeys(Path(p).resolve() for p in (sys.base_prefix, sys.prefix, ROOT)):
        closed = next((p for p in reversed(place.parents) if p in made or not p.stat().st_mode & 0o001), None)
        if closed is None:
            continue
        if closed not in made:
            yield from ("--perms", "0755", "--tmpfs", str(closed))
            made.add(closed)
        for parent in reversed(place.parents):
            if closed in parent.parents and parent not in made:
                yield from ("--perms", "0755", "--dir", str(parent))
                made.add(parent)
        yield from ("--ro-bind", str(place), str(place))


def _scores(gradebook: Path, student: str) -> dict[str, float | None]:
    """A student's points by grade id, as nbgrader counts them: by hand before automatic."""
    query = """
        SELECT base_cell.name, COALESCE(grade.manual_score, grade.auto_score)
        FROM grade
        JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        WHERE submitted_assignment.student_id = ?
    """
    with closing(sqlite3.connect(gradebook)) as database:
        name = os.fsencode(student).decode("utf-8", "replace")
        return dict(database.execute(query, (name,)).fetchall())
