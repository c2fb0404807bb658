"""The command: what it writes, and one clear sentence and exit status for everything that can be amiss."""

import errno
import importlib
import json
import os
import pkgutil
import shutil
import sqlite3
import zipfile
from pathlib import Path
from unittest import mock

import pytest

import autograder
from autograder import cli, errors
from autograder.assignments import assignments, load_assignment
from autograder.authoring.source import BuildError
from autograder.commands import PointsHeld
from autograder.errors import CourseError, GradebookError, SandboxError
from autograder.grading import doctor
from autograder.grading.lock import HOLDER, alone
from autograder.grading.results import STATUSES
from autograder.sandbox import bubblewrap

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def in_the_course(monkeypatch):
    monkeypatch.chdir(ROOT)


def hand_in(folder, student, assignment="a2_convolution", source="solutions"):
    target = folder / "submitted" / student / assignment
    target.mkdir(parents=True)
    shutil.copy(ROOT / source / assignment / f"{assignment}.ipynb", target)
    return target / f"{assignment}.ipynb"


def run(capsys, *argv):
    """Exit status, standard output, standard error."""
    status = cli.main([str(word) for word in argv])
    return status, *capsys.readouterr()


def grade(capsys, folder, *argv, assignment="a2_convolution"):
    return run(capsys, "grade", assignment, "--grading", folder, *argv)


def test_instructor_notebooks_earn_everything_and_released_ones_nothing(tmp_path, capsys):
    for name in assignments():
        hand_in(tmp_path, "instructor", name)
        hand_in(tmp_path, "released", name, source="assignments")
    (tmp_path / "submitted" / ".hidden").mkdir()
    for name in assignments():
        status, out, err = grade(capsys, tmp_path, "--json", tmp_path / "out.json", assignment=name)
        assert ".hidden is not graded: its name begins with a dot" in err
        rows = json.loads((tmp_path / "out.json").read_text())
        parts = load_assignment(name).load_parts()
        assert status == 0
        assert [(r["student"], r["part"]) for r in rows] == [
            (s, p.id) for s in ("instructor", "released") for p in parts
        ]
        for row in rows:
            full = row["student"] == "instructor"
            assert row["points"] == (row["max_points"] if full else 0)
            assert row["status"] == ("graded" if full else "not written")
            assert row["mistake"] is None and row["assignment"] == name
        totals = [line.split()[-3:] for line in out.splitlines() if " / " in line]
        assert totals == [["100", "/", "100"], ["0", "/", "100"]]


def test_there_is_one_record_per_student_and_part_whatever_was_handed_in(tmp_path, capsys):
    hand_in(tmp_path, "no-json").write_text("{")
    hand_in(tmp_path, "nothing").unlink()
    (tmp_path / "submitted" / "no-folder").mkdir()
    status, out, _ = grade(capsys, tmp_path, "--json", tmp_path / "out.json")
    rows = json.loads((tmp_path / "out.json").read_text())
    assert status == 0 and len(rows) == 3 * len(load_assignment("a2_convolution").part_ids)
    assert {(r["student"], r["status"]) for r in rows} == {
        ("no-json", "unreadable"), ("nothing", "missing"), ("no-folder", "missing"),
    }  # fmt: skip
    assert set(STATUSES) > {r["status"] for r in rows}
    page = (tmp_path / "feedback/no-json/a2_convolution/a2_convolution.html").read_text()
    assert "is not a notebook" in page


def test_one_student_alone_and_the_seed_is_kept(tmp_path, capsys):
    hand_in(tmp_path, "one")
    hand_in(tmp_path, "two")
    assert grade(capsys, tmp_path, "--student", "one")[0] == 0
    assert not (tmp_path / "feedback/two").exists() and (tmp_path / "feedback/one").exists()
    seed = (tmp_path / "seed").read_text()
    assert grade(capsys, tmp_path)[0] == 0
    assert (tmp_path / "seed").read_text() == seed and int(seed) > 2**20
    assert (tmp_path / "seed").stat().st_mode & 0o077 == 0


def test_a_given_seed_leaves_the_courses_own_alone(tmp_path, capsys):
    hand_in(tmp_path, "one")
    assert grade(capsys, tmp_path, "--seed", "5")[0] == 0
    assert not (tmp_path / "seed").exists()


@pytest.mark.parametrize(
    "argv, words",
    [
        (("grade", "a9_nothing"), "no assignment is called 'a9_nothing'. There are: a1_shapes"),
        (("audit", "a1.nothing"), "no part is called 'a1.nothing'. a1_shapes has: a1.output_size"),
        (("audit", "nothing"), "no part is called 'nothing'"),
        (("grade", "a1_shapes", "--grading", "{empty}"), "Submissions belong in"),
        (("grade", "a1_shapes", "--submissions", "{empty}"), "is empty"),
    ],
)
def test_what_is_not_there_is_status_2_and_a_sentence(tmp_path, capsys, argv, words):
    (tmp_path / "empty").mkdir()
    argv = [word.replace("{empty}", str(tmp_path / "empty")) for word in argv]
    if "--submissions" in argv:
        argv += ["--grading", str(tmp_path / "grading")]
    status, out, err = run(capsys, *argv)
    assert status == 2 and words in err and "Traceback" not in err and not out


def test_a_student_who_is_not_there(tmp_path, capsys):
    hand_in(tmp_path, "one")
    status, _, err = grade(capsys, tmp_path, "--student", "two")
    assert status == 2 and "holds no student 'two'" in err


@pytest.mark.parametrize(
    "argv", [("grade", "a1_shapes", "--jobs", "0"), ("audit", "--seeds", "x"), ("nothing",)]
)
def test_wrong_usage_is_status_2(capsys, argv):
    with pytest.raises(SystemExit) as stopped:
        cli.main(argv)
    assert stopped.value.code == 2 and "usage" in capsys.readouterr().err


def help_of(capsys, *argv):
    with pytest.raises(SystemExit) as stopped:
        cli.main([*argv, "--help"])
    assert stopped.value.code == 0
    return capsys.readouterr().out


def test_help_says_each_status_on_a_line_of_its_own(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = help_of(capsys).splitlines()
    statuses = lines[lines.index("exit statuses:") + 1 :]
    assert [line.split()[0] for line in statuses] == [str(status) for status in errors.MEANINGS]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    "command", ["grade", "collect", "audit", "build", "release", "doctor", "demo", "lab"]
)
def test_each_command_explains_itself_within_80_columns(capsys, monkeypatch, command):
    monkeypatch.setenv("COLUMNS", "80")
    lines = help_of(capsys, command).splitlines()
    told = next(line for line in lines if line[:1].isupper()).partition(". ")[0].rstrip(".")
    assert f"{told[0].lower()}{told[1:]}" in help_of(capsys) and max(map(len, lines)) <= 80


def test_without_bubblewrap_grading_and_the_demo_stop_with_status_3(tmp_path, capsys, monkeypatch):
    hand_in(tmp_path, "one")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bubblewrap, "PACKAGE", "a-package-that-is-not-installed")
    status, _, err = grade(capsys, tmp_path)
    assert status == 3 and "sudo apt install bubblewrap" in err
    assert not (tmp_path / "gradebook.db").exists() and not (tmp_path / "feedback").exists()
    status, _, err = run(capsys, "demo")
    assert status == 3 and "sudo apt install bubblewrap" in err


def test_a_sandbox_that_does_not_start_says_why(tmp_path, capsys, monkeypatch):
    hand_in(tmp_path, "one")
    fake = tmp_path / "bin" / "bwrap"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
    status, _, err = grade(capsys, tmp_path)
    assert status == 3 and "No permissions to create new namespace" in err


def test_a_locked_gradebook_is_status_4_and_keeps_the_results(tmp_path, capsys, monkeypatch):
    from autograder.grading.nbgrader import database

    monkeypatch.setattr(database, "LOCK_SECONDS", 1)
    hand_in(tmp_path, "one")
    assert grade(capsys, tmp_path)[0] == 0
    (tmp_path / "log/one/a2_convolution.json").unlink()
    before = (tmp_path / "gradebook.db").read_bytes()
    with sqlite3.connect(tmp_path / "gradebook.db") as other:
        other.execute("BEGIN EXCLUSIVE")
        status, _, err = grade(capsys, tmp_path)
        other.rollback()
    assert status == 4 and "is locked by another program" in err and "Traceback" not in err
    assert (tmp_path / "gradebook.db").read_bytes() == before
    assert grade(capsys, tmp_path)[0] == 0


def test_a_damaged_gradebook_is_status_4_and_left_as_it_is(tmp_path, capsys):
    hand_in(tmp_path, "one")
    (tmp_path / "gradebook.db").write_bytes(b"this is no database" * 100)
    status, _, err = grade(capsys, tmp_path)
    assert status == 4 and "is damaged" in err
    assert (tmp_path / "gradebook.db").read_bytes() == b"this is no database" * 100


def test_a_damaged_seed_is_not_replaced(tmp_path, capsys):
    hand_in(tmp_path, "one")
    (tmp_path / "seed").write_text("not a number")
    status, _, err = grade(capsys, tmp_path)
    assert status == 2 and "expected one whole number" in err
    assert (tmp_path / "seed").read_text() == "not a number"


def test_outside_the_course_says_where_to_go(tmp_path, capsys, monkeypatch):
    hand_in(tmp_path, "one")
    monkeypatch.chdir(tmp_path)
    status, _, err = run(capsys, "grade", "a1_shapes", "--grading", tmp_path)
    assert status == 2 and "go to the folder that holds assignments/" in err


def test_points_that_would_change_are_shown_before_they_are_written(tmp_path, capsys):
    """Status 5 and the changes, with nothing written, until --accept says so."""
    hand_in(tmp_path, "one", "a1_shapes")
    assert grade(capsys, tmp_path, assignment="a1_shapes")[0] == 0
    page = tmp_path / "log/one/a1_shapes.json"
    record = json.loads(page.read_text())
    record["stored"]["key"]["grading"] = "of another check"
    record["stored"]["result"]["parts"][0] |= {"points": 1.5, "mistake": "no_plus_one"}
    page.write_text(json.dumps(record))
    feedback = tmp_path / "feedback/one/a1_shapes/a1_shapes.html"
    feedback.write_text("what the student has read")
    before = (tmp_path / "gradebook.db").read_bytes()

    status, out, err = grade(capsys, tmp_path, assignment="a1_shapes")
    assert status == 5 and "give --accept to write these points" in err
    full = load_assignment("a1_shapes").load_parts()[0].max_points
    assert ["one", "a1.output_size", "1.5", f"{full:g}"] in [line.split() for line in out.splitlines()]
    assert feedback.read_text() == "what the student has read"
    assert (tmp_path / "gradebook.db").read_bytes() == before

    status, out, _ = grade(capsys, tmp_path, "--accept", assignment="a1_shapes")
    assert status == 0 and "would have" not in out
    assert feedback.read_text() != "what the student has read"
    assert grade(capsys, tmp_path, assignment="a1_shapes")[0] == 0


def test_an_export_is_collected_and_graded_in_one_go(tmp_path, capsys):
    """The zip file as Canvas names its files in it."""
    export = tmp_path / "submissions.zip"
    with zipfile.ZipFile(export, "w") as archive:
        for name, source in (("lovelaceada_11_101", "solutions"), ("babbagecharles_12_102", "assignments")):
            archive.write(ROOT / source / "a1_shapes/a1_shapes.ipynb", f"{name}_a1_shapes.ipynb")
    where = ("--grading", tmp_path / "grading")
    status, out, _ = run(capsys, "collect", "a1_shapes", export, *where)
    assert status == 0 and out.count(" new") == 2 + 1  # a row each, and the count
    assert len(list((tmp_path / "grading/submitted").iterdir())) == 2
    status, out, _ = run(capsys, "grade", "a1_shapes", "--submissions", export, *where)
    totals = sorted(line.split()[-3] for line in out.splitlines() if line.endswith(" / 100"))
    assert status == 0 and totals == ["0", "100"] and "2 unchanged" in out


def test_what_cannot_be_collected_is_status_2_and_a_sentence(tmp_path, capsys):
    (tmp_path / "no.zip").write_text("no archive")
    for argv in ([tmp_path / "no.zip"], [tmp_path / "absent.zip"], [tmp_path / "no.zip", "--platform", "x"]):
        status, out, err = run(capsys, "collect", "a1_shapes", *argv, "--grading", tmp_path)
        assert status == 2 and err.startswith("autograder: ") and not out and "Traceback" not in err
    assert not (tmp_path / "submitted").exists()


def mended_by_the_user():
    """Every class of errors of the course."""
    for module in pkgutil.walk_packages(autograder.__path__, "autograder."):
        if "inside" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = [CourseError]
    for kind in found:
        found += kind.__subclasses__()
    return found


def raising(error):
    def main():
        raise error

    return main


def test_what_a_user_can_mend_is_one_line_and_its_own_status(capsys, monkeypatch):
    for kind in mended_by_the_user():
        monkeypatch.setattr(doctor, "main", raising(kind("plug it in and run again")))
        status, out, err = run(capsys, "doctor")
        assert status == {SandboxError: 3, GradebookError: 4, PointsHeld: 5, BuildError: 1}.get(kind, 2), kind
        assert not out and err == "autograder: plug it in and run again\n"


@pytest.mark.parametrize("kind", [ValueError, FileNotFoundError, KeyError, RecursionError])
def test_a_fault_of_ours_keeps_its_traceback_and_is_status_70(capsys, monkeypatch, kind):
    """A ValueError and a FileNotFoundError too: they say nothing that a user could mend."""
    monkeypatch.setattr(doctor, "main", raising(kind("of ours")))
    status, out, err = run(capsys, "doctor")
    assert status == 70 and not out
    assert err.startswith("Traceback") and "in raising" not in err and "of ours" in err
    assert (
        err.splitlines()[-1]
        == "autograder: this is a fault of the course itself: please report the lines above"
    )


def test_what_may_not_be_written_is_status_2_and_a_sentence(tmp_path, capsys):
    """A file where a folder should be: the superuser, too, is refused that."""
    (tmp_path / "file").write_text("")
    inside = tmp_path / "file" / "x"
    hand_in(tmp_path, "one", "a1_shapes")
    where = ("--submissions", tmp_path / "submitted")
    argvs = [
        ("grade", "a1_shapes", *where, "--grading", inside),
        ("grade", "a1_shapes", *where, "--grading", inside, "--seed", "5"),
        ("collect", "a1_shapes", exported(tmp_path), "--submissions", inside),
        ("audit", "a1.fits", "--json", inside),
    ]
    for argv in argvs:
        status, _, err = run(capsys, *argv)
        assert status == 2 and f"{inside}" in err and "cannot be written: " in err, argv
        assert "Traceback" not in err and len(err.splitlines()) == 1


def exported(folder):
    """An export of Canvas's."""
    (folder / "export").mkdir()
    shutil.copy(
        ROOT / "solutions/a1_shapes/a1_shapes.ipynb", folder / "export" / "smithbob_1_2_a1_shapes.ipynb"
    )
    return folder / "export"


def test_a_full_disk_is_status_2_and_a_sentence(tmp_path, capsys, monkeypatch):
    write = Path.write_text

    def full(self, *text, **options):
        if tmp_path not in self.parents or self.name.startswith(HOLDER):
            return write(self, *text, **options)
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    hand_in(tmp_path, "one", "a1_shapes")
    monkeypatch.setattr(Path, "write_text", full)
    status, _, err = grade(capsys, tmp_path, assignment="a1_shapes")
    assert status == 2 and "log/one/a1_shapes.json cannot be written: No space left on device" in err
    assert "Traceback" not in err


def test_a_second_run_on_a_folder_is_status_2_and_names_the_first(tmp_path, capsys):
    hand_in(tmp_path, "one", "a1_shapes")
    with alone(tmp_path, "grading a2_convolution"):
        status, out, err = grade(capsys, tmp_path, assignment="a1_shapes")
    assert status == 2 and not out
    assert f"{tmp_path} is in use by grading a2_convolution, process {os.getpid()} on " in err
    assert not (tmp_path / "gradebook.db").exists()


@pytest.mark.parametrize("path, act", [("export", "scandir"), ("export.zip", "open")])
def test_an_export_that_may_not_be_read_is_status_2_and_a_sentence(tmp_path, capsys, monkeypatch, path, act):
    """A folder of it, too: what lies there would be missing without a word."""
    refuse = mock.Mock(side_effect=PermissionError(errno.EACCES, "Permission denied"))
    exported(tmp_path)
    shutil.make_archive(tmp_path / "export", "zip", tmp_path / "export")
    monkeypatch.setattr(*((Path, "open") if act == "open" else (os, "scandir")), refuse)
    status, out, err = run(capsys, "collect", "a1_shapes", tmp_path / path, "--grading", tmp_path)
    assert status == 2 and err.startswith(f"autograder: {tmp_path / path} cannot be read: Permission denied")
    assert not out and not (tmp_path / "submitted").exists()


def test_a_configuration_and_a_release_that_are_damaged_are_a_sentence(tmp_path, capsys, monkeypatch):
    hand_in(tmp_path, "one", "a1_shapes")
    course = tmp_path / "course"
    shutil.copytree(ROOT / "assignments", course / "assignments")
    (course / "nbgrader_config.py").write_text("c = get_config(")
    monkeypatch.chdir(course)
    status, _, err = grade(capsys, tmp_path, assignment="a1_shapes")
    assert status == 2 and "nbgrader_config.py does not run: SyntaxError" in err and "Traceback" not in err
    (course / "assignments/a1_shapes/a1_shapes.ipynb").write_text("{")
    status, _, err = grade(capsys, tmp_path, assignment="a1_shapes")
    assert status == 2 and "build it again with `make notebooks`" in err and "Traceback" not in err


def test_audit_writes_the_kill_matrix(tmp_path, capsys):
    status, out, _ = run(capsys, "audit", "a1.fits", "a1.same_padding", "--json", tmp_path / "audit.json")
    matrix = json.loads((tmp_path / "audit.json").read_text())
    assert status == 0 and list(matrix) == ["a1.fits", "a1.same_padding"]
    for numbers in matrix.values():
        assert set(numbers) == {"mistakes", "killed", "named", "misnamed", "right", "accepted"}
        assert numbers["killed"] == numbers["mistakes"] >= 3 and numbers["accepted"] == numbers["right"] >= 3
    assert "a1.fits" in out and "clean" in out


def test_an_audit_that_finds_something_exits_1(capsys, monkeypatch):
    from autograder.assignments import load_part

    part = load_part("a1.fits")
    monkeypatch.setitem(part.rights["fits"], "wrong", lambda *a, **k: True)
    status, out, _ = run(capsys, "audit", "a1.fits")
    assert status == 1 and "right variant wrong refused" in out
