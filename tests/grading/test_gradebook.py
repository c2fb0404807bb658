"""The gradebook: the same from `autograder grade` and from stock `nbgrader autograde`, and never lost."""

import json
import os
import re
import shutil
import sqlite3
import sys
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader

from autograder.assignments import load_assignment
from autograder.errors import CourseError
from autograder.grading.folders import Folders
from autograder.grading.nbgrader import database, steps, times
from autograder.grading.nbgrader.gradebook import GradebookError, ensure_assignment, write
from autograder.grading.results import PartResult, SubmissionResult, without_points
from autograder.grading.submission import Graded
from autograder.intake.rebuild import rebuild
from autograder.intake.untrusted import Unreadable, read_notebook

A1 = "a1_shapes"
PARTS = load_assignment(A1).load_parts()
OUTPUT_SIZE = """def output_size(n, kernel, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1"""
MODEL = "### BEGIN SOLUTION\n    return 'a model answer'\n    ### END SOLUTION"


def instructor() -> nbformat.NotebookNode:
    """An instructor's notebook with all parts of a1, and one question marked by hand."""
    setup = {"solution": False, "grade": False, "locked": True}
    cells = [_marked(new_code_cell("from autograder import check"), "a1-setup-1", setup)]
    for part in PARTS:
        name = part.id.replace(".", "-")
        for number, function in enumerate(part.functions, start=1):
            own = {"solution": True, "grade": False, "locked": False}
            cells.append(
                _marked(new_code_cell(f"def {function}(*args):\n    {MODEL}"), f"{name}-{number}", own)
            )
        mark = {"solution": False, "grade": True, "locked": True, "points": part.max_points}
        cells.append(_marked(new_code_cell(f'check("{part.id}", {", ".join(part.functions)})'), name, mark))
    by_hand = {"solution": True, "grade": True, "locked": False, "points": 6}
    answer = "Why?\n\n<!-- ### BEGIN SOLUTION -->\nBecause.\n<!-- ### END SOLUTION -->"
    cells.append(_marked(new_markdown_cell(answer), "a1-why", by_hand))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _marked(cell, name, mark):
    cell.id = name
    cell.metadata["nbgrader"] = {"grade_id": name, "schema_version": 3, "task": False, **mark}
    return cell


def settings(root: Path):
    """The repository's own configuration of nbgrader, with this root as the course."""
    return PyFileConfigLoader("nbgrader_config.py", str(root)).load_config()


def nbgrader(converter, root: Path) -> None:
    """Run one of nbgrader's commands at a course's root."""
    config = settings(root)
    course = CourseDirectory(config=config)
    course.assignment_id = A1
    converter(coursedir=course, config=config).start()


@pytest.fixture(scope="module")
def released(tmp_path_factory, root) -> Path:
    """A course whose notebook nbgrader has released, with the gradebook that it made for it."""
    course = tmp_path_factory.mktemp("released")
    shutil.copy(root / "nbgrader_config.py", course)
    source = course / "solutions" / A1 / f"{A1}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(instructor(), source)
    before = os.environ["PATH"]
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        nbgrader(GenerateAssignment, course)
    finally:
        os.environ["PATH"] = before
    return course


@pytest.fixture
def course(released, tmp_path) -> Folders:
    """A copy of the released course with nobody in it."""
    root = tmp_path / "course"
    shutil.copytree(released, root)
    return Folders(root, root / "grading", root / "grading" / "submitted")


def released_json(course: Folders) -> dict:
    return json.loads(course.release(A1).read_text())


def hand_in(
    course: Folders, student: str, cells: dict[str, str] | None = None, text: str | None = None
) -> None:
    """Put a submission in place: the release with these sources, or any text at all."""
    notebook = released_json(course)
    for cell in notebook["cells"]:
        cell["source"] = (cells or {}).get(cell["id"], cell["source"])
    path = course.submission(student, A1)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook) if text is None else text)


def graded(course: Folders, student: str, points: float = 0.0, comment: str = "a report") -> Graded:
    """A made-up result of what a student handed in."""
    release = released_json(course)
    try:
        notebook = rebuild(release, read_notebook(course.submission(student, A1))).notebook
    except Unreadable as error:
        return Graded(
            without_points(student, A1, "unreadable", str(error)), rebuild(release, {"cells": []}).notebook
        )
    parts = tuple(
        PartResult(p.id, min(points, p.max_points), p.max_points, None, "graded", comment, f"<p>{p.id}</p>")
        for p in PARTS
    )
    return Graded(SubmissionResult(student, A1, parts), notebook)


def rows(path: Path, sql: str) -> list[tuple]:
    with sqlite3.connect(path) as connection:
        return sorted(connection.execute(sql).fetchall(), key=repr)


CELLS = {
    "base": "select name, type from base_cell",
    "grade": "select b.name, g.max_score, g.cell_type from grade_cells g join base_cell b on b.id = g.id",
    "source": "select name, cell_type, locked, source, checksum from source_cell",
    "notebook": "select name, kernelspec from notebook",
    "assignment": "select name, duedate, course_id from assignment",
    "version": "select * from alembic_version",
}
OF = """join base_cell b on b.id = x.cell_id join submitted_notebook n on n.id = x.notebook_id
    join submitted_assignment s on s.id = n.assignment_id"""
SCORES = {
    "grades": f"""select s.student_id, b.name, x.auto_score, x.manual_score, x.extra_credit, x.needs_manual_grade,
        s.timestamp, n.late_submission_penalty from grade x {OF}""",
    "comments": f"select s.student_id, b.name, x.auto_comment, x.manual_comment from comment x {OF}",
    "students": "select id from student",
}


def dump(path: Path, queries: dict[str, str]) -> dict[str, list[tuple]]:
    return {name: rows(path, sql) for name, sql in queries.items()}


def change(course: Folders, sql: str, *values) -> None:
    with sqlite3.connect(course.gradebook) as connection:
        assert connection.execute(sql, values).rowcount


def test_an_absent_gradebook_becomes_what_generate_assignment_makes(course):
    made = course.gradebook.rename(course.gradebook.with_name("nbgraders.db"))
    ensure_assignment(course, A1)
    assert dump(course.gradebook, CELLS) == dump(made, CELLS)
    assert len(rows(course.gradebook, CELLS["grade"])) == len(PARTS) + 1
    ensure_assignment(course, A1)
    assert dump(course.gradebook, CELLS) == dump(made, CELLS)


def make_class(course: Folders) -> list[str]:
    hand_in(course, "ada", {"a1-output_size-1": OUTPUT_SIZE, "a1-why": "Because it does."})
    hand_in(course, "ben")
    hand_in(course, "cy", text='{"cells": [')
    hand_in(course, "dee", text='{"worksheets": [], "nbformat": 3}')
    (course.submission("ada", A1).parent / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC\n")
    return ["ada", "ben", "cy", "dee"]


@pytest.fixture
def canned(course, monkeypatch):
    """Grading that takes no sandbox: made-up results, by either way of grading."""
    worth = {"ada": 5.0, "ben": 0.0}

    def grade(student):
        return graded(course, student, worth.get(student, 0.0), f"report for {student}")

    monkeypatch.setattr(steps, "grade_student", lambda folders, assignment, student: grade(student))
    return grade


def test_both_ways_of_grading_write_the_same(course, canned, tmp_path):
    names = make_class(course)
    change(course, "update assignment set duedate = '2026-02-01 00:00:00.000000'")
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + '\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    untouched = tmp_path / "untouched.db"
    shutil.copy(course.gradebook, untouched)

    write(course, A1, [canned(name) for name in names])
    ours = dump(course.gradebook, SCORES)
    autograded = course.grading / "autograded"
    notebooks = {name: (autograded / name / A1 / f"{A1}.ipynb").read_bytes() for name in names}
    shutil.rmtree(autograded)
    shutil.copy(untouched, course.gradebook)

    nbgrader(Autograde, course.root)
    assert dump(course.gradebook, SCORES) == ours
    assert {name: (autograded / name / A1 / f"{A1}.ipynb").read_bytes() for name in names} == notebooks

    scores = {(row[0], row[1]): row[2:] for row in ours["grades"]}
    assert len(scores) == len(names) * (len(PARTS) + 1)
    assert scores["ada", "a1-output_size"][0] == 5.0
    late = scores["ada", "a1-output_size"][-1]
    assert late == sum(min(5.0, part.max_points) for part in PARTS)
    assert scores["ada", "a1-why"][0] is None and scores["ada", "a1-why"][3] == 1
    assert scores["ben", "a1-why"][0] == 0.0 and scores["ben", "a1-why"][3] == 0
    assert {scores[who, f"a1-{part.functions[0]}"][0] for who in ("cy", "dee") for part in PARTS[:3]} == {0.0}
    comments = {(row[0], row[1]): row[2] for row in ours["comments"]}
    assert comments["ada", "a1-output_size-1"] == "report for ada"
    assert comments["ada", "a1-parameters-3"] == "report for ada"
    assert comments["ada", "a1-parameters-1"] == "No response."
    assert "not a notebook" in comments["cy", "a1-fits-1"]


def test_stock_nbgrader_grades_in_the_sandbox_and_believes_no_output(course):
    hand_in(course, "ada", {"a1-output_size-1": OUTPUT_SIZE})
    hand_in(course, "eve")
    path = course.submission("eve", A1)
    forged = json.loads(path.read_text())
    for cell in forged["cells"]:
        cell["metadata"]["tags"] = ["skip-execution"]
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "4"}, "metadata": {}}]
    path.write_text(json.dumps(forged))
    nbgrader(Autograde, course.root)
    scores = {row[:2]: row[2] for row in rows(course.gradebook, SCORES["grades"])}
    assert scores["ada", "a1-output_size"] == PARTS[0].max_points
    assert sum(score for (who, _), score in scores.items() if who == "ada") == PARTS[0].max_points
    assert {score for (who, _), score in scores.items() if who == "eve"} == {0.0}


def in_formgrader(course: Folders, student: str) -> str:
    """The page on which an instructor reads a student's notebook."""
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader import handlers

    config = settings(course.root)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    names = (
        "assignment_id",
        "notebook_id",
        "submission_id",
        "base_url",
        "student",
        "last_name",
        "first_name",
    )
    resources = dict.fromkeys((*names, "notebook_path"), "x") | {"index": 0, "total": 1}
    path = course.grading / "autograded" / student / A1 / f"{A1}.ipynb"
    html, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    return html


def test_what_formgrader_shows_holds_the_reports_and_no_script(course):
    hand_in(course, "ada", {"a1-output_size-1": OUTPUT_SIZE, "a1-why": "<script>alert(1)</script>"})
    one = graded(course, "ada", 3.0)
    evil = tuple(
        PartResult(p.part, p.points, p.max_points, html="<p>ok</p><script>alert(2)</script>")
        for p in one.result.parts
    )
    write(course, A1, [Graded(SubmissionResult("ada", A1, evil), one.notebook)])
    path = course.grading / "autograded" / "ada" / A1 / f"{A1}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = {cell.id: cell for cell in notebook.cells}
    data = cells["a1-output_size"].outputs[0].data
    assert data["text/plain"] == "3" and data["text/html"].startswith("<p>ok</p>&lt;script&gt;")
    assert cells["a1-output_size-1"].source == OUTPUT_SIZE
    html = in_formgrader(course, "ada")
    assert "alert(1)" in html and "alert(2)" in html
    assert "<script>alert" not in html


def test_formgrader_shows_an_answer_as_it_was_written(course):
    """To take the source of a text cell for HTML would spoil a quotation and a comparison."""
    hand_in(course, "ada", {"a1-why": "> quoted\n\nBecause `n > m` and m<k."})
    write(course, A1, [graded(course, "ada")])
    html = in_formgrader(course, "ada")
    assert re.search(r"<blockquote>\s*<p>quoted</p>\s*</blockquote>", html)
    assert "<code>n &gt; m</code> and m&lt;k." in html


def test_what_a_person_gave_is_never_touched(course):
    hand_in(course, "ada", {"a1-output_size-1": OUTPUT_SIZE})
    write(course, A1, [graded(course, "ada", 2.0)])
    with Gradebook(f"sqlite:///{course.gradebook}") as book:
        grade = book.find_grade("a1-output_size", A1, A1, "ada")
        grade.manual_score, grade.extra_credit = 7.5, 1.0
        book.find_comment("a1-output_size-1", A1, A1, "ada").manual_comment = "Well done."
        book.db.commit()
    write(course, A1, [graded(course, "ada", 4.0, "another report")])
    with Gradebook(f"sqlite:///{course.gradebook}") as book:
        grade = book.find_grade("a1-output_size", A1, A1, "ada")
        assert (grade.auto_score, grade.manual_score, grade.extra_credit, grade.score) == (4.0, 7.5, 1.0, 8.5)
        assert grade.needs_manual_grade
        comment = book.find_comment("a1-output_size-1", A1, A1, "ada")
        assert (comment.auto_comment, comment.comment) == ("another report", "Well done.")


def test_a_group_is_written_wholly_or_not_at_all(course):
    hand_in(course, "ada")
    hand_in(course, "ben")
    stranger = SubmissionResult("ben", A1, (PartResult("a1.unheard_of", 1.0, 1.0),))
    broken = Graded(stranger, graded(course, "ben").notebook)
    with pytest.raises(KeyError):
        write(course, A1, [graded(course, "ada"), broken])
    assert dump(course.gradebook, SCORES) == {name: [] for name in SCORES}


def test_a_locked_gradebook_is_waited_for_then_named_and_nothing_is_lost(course, monkeypatch):
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.2)
    hand_in(course, "ada")
    write(course, A1, [graded(course, "ada", 1.0)])
    before = dump(course.gradebook, SCORES)
    other = sqlite3.connect(course.gradebook, isolation_level=None)
    for begin in ("begin immediate", "begin exclusive"):
        other.execute(begin)
        with pytest.raises(GradebookError, match=r"gradebook\.db is locked by another program.*grading/log"):
            write(course, A1, [graded(course, "ada", 3.0)])
        other.execute("rollback")
    other.execute("begin exclusive")
    with pytest.raises(GradebookError, match="locked"):
        ensure_assignment(course, A1)
    other.execute("rollback")
    other.close()
    assert dump(course.gradebook, SCORES) == before


def test_a_damaged_gradebook_is_named_and_left_as_it_is(course):
    course.gradebook.write_bytes(b"these are no grades" * 100)
    with pytest.raises(GradebookError, match=r"gradebook\.db is damaged .*move it away"):
        ensure_assignment(course, A1)
    assert course.gradebook.read_bytes() == b"these are no grades" * 100


def test_a_release_that_is_absent_or_out_of_step_is_named(course):
    release = released_json(course)
    release["cells"][2]["metadata"]["nbgrader"]["points"] = 99
    course.release(A1).write_text(json.dumps(release))
    with pytest.raises(
        GradebookError, match="out of step with the checks at a1-output_size: run `make notebooks`"
    ):
        ensure_assignment(course, A1)
    course.release(A1).unlink()
    with pytest.raises(CourseError, match="make notebooks"):
        ensure_assignment(course, A1)


def test_a_changed_release_updates_the_points_and_finds_room_in_old_submissions(course):
    hand_in(course, "ada")
    write(course, A1, [graded(course, "ada", 1.0)])
    before = dump(course.gradebook, SCORES | CELLS)
    lost = "(select id from base_cell where name = 'a1-fits' or name = 'a1-fits-1')"
    change(course, "update grade_cells set max_score = 1")
    for table, column in [("grade", "cell_id"), ("comment", "cell_id"), ("grade_cells", "id"),
                          ("solution_cells", "id"), ("base_cell", "id")]:  # fmt: skip
        change(course, f"delete from {table} where {column} in {lost}")
    ensure_assignment(course, A1)
    write(course, A1, [graded(course, "ada", 1.0)])
    assert dump(course.gradebook, SCORES | CELLS) == before


@pytest.mark.parametrize(
    "text", ["", "yesterday, or so", "\x00" * 50, "9" * 90, "x" * 10_000, "1 2 99999999999999"]
)
def test_a_timestamp_that_is_none_costs_nobody_a_result(course, text):
    hand_in(course, "ada")
    (course.submission("ada", A1).parent / "timestamp.txt").write_text(text)
    write(course, A1, [graded(course, "ada", 1.0)])
    assert {row[6] for row in rows(course.gradebook, SCORES["grades"])} == {None}


TIMES = {
    "2026-03-01 10:00:00": "10:00:00", "2026-03-01 10:00:00 UTC": "10:00:00", "2026-03-01T10:00:00Z": "10:00:00",
    "2026-03-01 10:00:00 CEST": "08:00:00", "2026-03-01 10:00:00 +0200": "08:00:00",
    "2026-03-01 10:00:00+02:00": "08:00:00", "2026-03-01 10:00:00 UTC+2": "08:00:00",
    "2026-03-01 10:00:00.000000 Europe/Berlin": "09:00:00", "2026-03-01 10:00:00 EST": "15:00:00",
    "Sun Mar  1 10:00:00 CET 2026": "09:00:00", "\ufeff2026-03-01 10:00:00 CET\r\n": "09:00:00",
}  # fmt: skip


@pytest.mark.parametrize("text", TIMES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_time_is_read_in_the_zone_that_it_names(tmp_path, text, encoding):
    path = tmp_path / "timestamp.txt"
    path.write_bytes(text.encode(encoding))
    assert times.handed_in_at(path) == datetime.fromisoformat(f"2026-03-01 {TIMES[text]}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-03-01 10:00:00 IST", "names the zone IST, which is unknown or means several"),
        ("2026-03-01 10:00:00 Mars/Base", "names the zone Mars/Base"),
        ("2026-03-01 10:00:00 +9999", "holds no time"),
        ("March 1, 10:00", "holds no time"),
        ("x" * 1000, "is no file of one line"),
    ],
)
def test_a_time_that_is_not_sure_is_refused_with_a_sentence(tmp_path, caplog, text, words):
    path = tmp_path / "timestamp.txt"
    path.write_text(text)
    assert times.handed_in_at(path) is None
    [message] = [record.getMessage() for record in caplog.records]
    assert words in message and "write a line such as 2026-03-01 10:00:00 +0200" in message


def test_stock_nbgrader_in_a_course_that_has_graded_nothing(course, monkeypatch, caplog):
    """The gradebook need not know the assignment, times are read in their zones, and a notebook counts
    whatever the student calls it."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")  # as where the environment is not active
    shutil.rmtree(course.grading)
    stamps = {
        "ada": b"2026-03-01 10:00:00 CEST",
        "ben": b"\xef\xbb\xbf2026-03-01 10:00:00 +0200",
        "cem": b"soon",
        "dee": b"9999-12-31 23:59:59 -1200",
        "eve": b"",
        "fay": b"\xff\xfe\x00",
        "gus": b"0001-01-01 00:00:00 +1200",
        "hal": b"x" * 1_000_000,
    }
    for student, stamp in stamps.items():
        hand_in(course, student, {"a1-output_size-1": OUTPUT_SIZE})
        (course.submission(student, A1).parent / "timestamp.txt").write_bytes(stamp)
    for student in (no_file := ("a folder", "a link", "a link to nothing", "a pipe")):
        hand_in(course, student, {"a1-output_size-1": OUTPUT_SIZE})
        place = course.submission(student, A1).parent / "timestamp.txt"
        if student == "a folder":
            place.mkdir()
        elif student == "a pipe":
            os.mkfifo(place)
        else:
            place.symlink_to("/nowhere" if student.endswith("nothing") else "/etc/hostname")
    for student in ("ben", "cem"):
        path = course.submission(student, A1)
        path.rename(path.with_name("my work (1).ipynb"))
    shutil.copy(course.release(A1), course.submission("ben", A1))
    nbgrader(Autograde, course.root)
    scores = {row[:2]: row[2] for row in rows(course.gradebook, SCORES["grades"])}
    assert {scores.get((who, "a1-output_size")) for who in (*stamps, *no_file)} == {PARTS[0].max_points}
    found = {row[0]: row[6] for row in rows(course.gradebook, SCORES["grades"])}
    sure = ("ada", "ben")
    assert found == dict.fromkeys([*stamps, *no_file]) | dict.fromkeys(sure, "2026-03-01 08:00:00.000000")
    assert "timestamp.txt holds no time" in caplog.text
    for student in (*stamps, *no_file):
        shown = course.autograded(student, A1)
        assert shown.is_file()
        assert not os.path.lexists(shown.with_name("timestamp.txt")) or student in stamps


def test_text_that_utf_8_cannot_express_stops_nobody(course):
    hand_in(course, "ada", {"a1-output_size-1": "x = '\ud800'"})
    hand_in(course, "b\udcff")
    write(course, A1, [graded(course, "ada", 1.0, "\ud800"), graded(course, "b\udcff", 1.0)])
    assert rows(course.gradebook, SCORES["students"]) == [("ada",), ("b\\xff",)]
