"""Exports of the learning platforms, built here by their name patterns, and what is collected of them."""

import io
import json
import os
import unicodedata
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.utils import parse_utc

from autograder.errors import CourseError
from autograder.grading.terminal import collected_table
from autograder.intake.archives import BadArchive
from autograder.intake.collect import collect
from autograder.intake.student_ids import safe_id

A = "a1_shapes"
ROOT_OF_COURSE = Path(__file__).resolve().parents[2]
RELEASED, OF_A2 = (
    (ROOT_OF_COURSE / "assignments" / name / f"{name}.ipynb").read_bytes() for name in (A, "a2_convolution")
)


def working(answer: str) -> bytes:
    """A notebook of the assignment in which a student has written something."""
    cell = {"cell_type": "code", "source": f"def output_size(n):\n    return {answer!r}", "outputs": []}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


NB, OTHER = working("mine"), working("other")


def packed(files) -> bytes:
    """A zip file of (name or ZipInfo, content) pairs or of a dict."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, content)
    return buffer.getvalue()


def collected(tmp_path: Path, files, **options):
    """Student -> record, after collecting an export of these files into tmp_path/submitted."""
    archive = tmp_path / "export.zip"
    archive.write_bytes(files if isinstance(files, bytes) else packed(files))
    records = collect(A, archive, tmp_path / "submitted", **options)
    assert len({record.student for record in records}) == len(records)
    return {record.student: record for record in records}


def notebook(tmp_path: Path, student: str) -> bytes:
    return (tmp_path / "submitted" / student / A / f"{A}.ipynb").read_bytes()


def moodle(student: str, file: str = f"{A}.ipynb") -> str:
    return f"{student}_assignsubmission_file_/{file}"


@pytest.mark.parametrize(
    ("entry", "student", "name"),
    [
        ("smithbob_340934_208490284_a1_shapes.ipynb", "340934", "smithbob"),
        ("smithbob_LATE_340934_208490284_a1_shapes.ipynb", "340934", "smithbob"),
        ("smithbob_late_340934_208490284_a1_shapes-1.ipynb", "340934", "smithbob"),
        ("müllerjörg_7_9_a1_shapes.ipynb", "7", "müllerjörg"),
        ("340934_208490284_a1_shapes.ipynb", "340934", ""),
        ("LATE_340934_208490284_a1_shapes.ipynb", "340934", ""),
        ("o_neill_7_9_a1_shapes.ipynb", "7", "o_neill"),
        ("Bob Smith_12345_assignsubmission_file_/a1_shapes.ipynb", "Bob Smith_12345", "Bob Smith"),
        ("Bob Smith_12345_assignsubmission_file/a1_shapes.ipynb", "Bob Smith_12345", "Bob Smith"),
        ("Bob Smith_12345_assignsubmission_file_a1_shapes.ipynb", "Bob Smith_12345", "Bob Smith"),
        ("Bob Smith_1_assignsubmission_file_/week 1/a/a1_shapes.ipynb", "Bob Smith_1", "Bob Smith"),
        ("Participant_12345_assignsubmission_file_/a1_shapes.ipynb", "Participant_12345", "Participant"),
        ("Teilnehmer_in 3_12_assignsubmission_file_/x.ipynb", "Teilnehmer_in 3_12", "Teilnehmer_in 3"),
        ("12345678_Ada Lovelace_987_assignsubmission_file_/a1_shapes.ipynb", "12345678", "Ada Lovelace"),
        ("12345678_Ada Lovelace_987_assignsubmission_file/x.ipynb", "12345678", "Ada Lovelace"),
        ("12345678_Ada Lovelace_987_assignsubmission_file_a1_shapes.ipynb", "12345678", "Ada Lovelace"),
        ("s1234567_Ada Lovelace_987_assignsubmission_file_/a1_shapes.ipynb", "s1234567", "Ada Lovelace"),
        ("12345678_Müller-Lüdenscheidt Jörg_9_assignsubmission_file_/x.ipynb", "12345678", None),
        ("12345678_李 小龙_9_assignsubmission_file_/x.ipynb", "12345678", "李 小龙"),
        ("12345678_Ada_King_Lovelace_9_assignsubmission_file_/x.ipynb", "12345678", "Ada_King_Lovelace"),
        ("12345678_Ada Lovelace_assignsubmission_file_/x.ipynb", "12345678", "Ada Lovelace"),
        ("Ada_Lovelace_987_assignsubmission_file_/x.ipynb", "Ada_Lovelace_987", "Ada_Lovelace"),
        ("12345678_987_assignsubmission_file_/x.ipynb", "12345678_987", "12345678"),
        ("Ада Лавлейс_987_assignsubmission_file_/x.ipynb", "Ада Лавлейс_987", "Ада Лавлейс"),
        ("Ada Lovelace__adaATuni.org__987_assignsubmission_file_/x.ipynb", None, None),
        ("Team 3_77_assignsubmission_file_/a1_shapes.ipynb", "Team 3_77", "Team 3"),
        ("Default group_assignsubmission_file_/a1_shapes.ipynb", "Default group", "Default group"),
        ("Qidi SUN (ikun SUN)_14_assignsubmission_file_/a1_shapes.ipynb", "Qidi SUN (ikun SUN)_14", None),
    ],
)
def test_a_name_says_whose_the_file_is(tmp_path, entry, student, name):
    [record] = collected(tmp_path, {entry: NB}).values()
    assert record.status == "new" and (student is None or record.student == student)
    assert name is None or record.name == name
    assert notebook(tmp_path, record.student) == NB
    assert ("late" in record.sentence) == ("late_" in entry.lower())


def test_typed_text_is_a_submission_without_a_notebook(tmp_path):
    records = collected(
        tmp_path,
        {
            "smithbob_1_2_a1_shapes.ipynb": NB,
            "doejane_3_text.html": b"<p>done</p>",
            "roejim_LATE_4_link.html": b"x",
        },
    )
    assert {student: record.status for student, record in records.items()} == {
        "1": "new",
        "3": "no notebook",
        "4": "no notebook",
    }
    assert (tmp_path / "submitted" / "3" / A).is_dir()  # so that grading says missing
    assert "text.html" in records["3"].sentence
    found = collected(tmp_path, {"Jane Doe_3_assignsubmission_onlinetext_/onlinetext.html": b"<p>"})
    assert found["Jane Doe_3"].status == "no notebook"


# "bob_999" as the display name of user 340934, before and after user 999 has handed in; "999" as one; a file's own
# name that begins with a number, which looks the same
DOUBTFUL = [
    "bob_999_340934_2084_a1_shapes.ipynb", "bob_LATE_999_340934_2084_a1_shapes.ipynb",
    "carol_999_340934_2084_a1_shapes.ipynb", "999_340934_2084_a1_shapes.ipynb", "bob_999_340934_text.html",
    "carol_999_2100_2024_homework.ipynb",
]  # fmt: skip


@pytest.mark.parametrize("name", DOUBTFUL)
@pytest.mark.parametrize("others", [{}, {"carol_999_2000_a1_shapes.ipynb": NB}], ids=["alone", "beside work"])
def test_canvas_a_name_that_can_be_read_in_two_ways_is_set_apart(tmp_path, name, others):
    collected(tmp_path, {"carol_999_2000_a1_shapes.ipynb": NB})
    for files in ({name: OTHER, **others}, {**others, name: OTHER}):
        records = collected(tmp_path, files)
        assert notebook(tmp_path, "999") == NB
        [odd] = [record for record in records.values() if record.student != "999"]
        assert (
            odd.status == "unreadable" and "whether user 999 handed it in: see to it by hand" in odd.sentence
        )
        assert others.keys() <= {"carol_999_2000_a1_shapes.ipynb"} and ("999" in records) == bool(others)


def test_canvas_work_of_one_name_never_replaces_that_of_another(tmp_path):
    collected(tmp_path, {"carol_999_2000_a1_shapes.ipynb": NB})
    [record] = collected(tmp_path, {"mallory_999_2001_a1_shapes.ipynb": OTHER}).values()
    assert record.status == "unreadable"
    assert f"stands in 999/{A}/collected_from.txt: see to it by hand" in record.sentence
    assert "left as it is" in record.sentence and notebook(tmp_path, "999") == NB
    (tmp_path / "submitted" / "999" / A / "collected_from.txt").unlink()
    [record] = collected(tmp_path, {"mallory_999_2001_a1_shapes.ipynb": OTHER}).values()
    assert record.status == "changed" and notebook(tmp_path, "999") == OTHER
    assert (
        collected(tmp_path, {"999_2002_a1_shapes.ipynb": NB})["999"].status == "changed"
    )  # graded anonymously


METADATA = """---
submission_101:
  :submitters:
  - :name: Ada Lovelace
    :sid: 00123
    :email: Ada@Uni.edu
  :created_at: 2023-09-20 23:11:12.123456000 -07:00
  :score: 3.5
  :results: {tests: [{name: ":created_at", output: "x"}]}
  :history:
  - :submitters: []
    :created_at: 2020-01-01 00:00:00.000000000 Z
submission_102:
  :submitters:
  - :name: Pair One
    :sid: '200'
    :email: one@uni.edu
  - :name: Pair Two
    :sid: 0201
    :email:
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: &1 2023-09-21 06:11:12.000000000 Z
    zone: &2 !ruby/object:ActiveSupport::TimeZone
      name: Etc/UTC
    time: *1
submission_103:
  :submitters: []
  :created_at: never
"""
ROOT = "assignment_8046601_export"


def gradescope(metadata: str = METADATA, **files: bytes):
    return {f"{ROOT}/submission_metadata.yml": metadata} | {
        f"{ROOT}/submission_{number}/{A}.ipynb": content
        for number, content in (files or {"101": NB, "102": NB, "103": NB}).items()
    }


def test_gradescope(tmp_path):
    records = collected(tmp_path, gradescope())
    assert {s: r.name for s, r in records.items()} == {
        "ada@uni.edu": "Ada Lovelace",
        "one@uni.edu": "Pair One",
        "submission_102 0201": "Pair Two",  # no email; a sid is text, and not an octal number
        "submission_103": "",
    }
    odd = records["submission_102 0201"]
    assert odd.status == "unreadable" and "anybody can type the student number 0201" in odd.sentence
    assert {record.status for record in records.values() if record is not odd} == {"new"}
    times = {s: tmp_path / "submitted" / s / A / "timestamp.txt" for s in records}
    read = {s: parse_utc(path.read_text().strip()) for s, path in times.items() if path.exists()}
    assert read == {
        "ada@uni.edu": datetime(2023, 9, 21, 6, 11, 12, 123456),
        "one@uni.edu": datetime(2023, 9, 21, 6, 11, 12),
    }
    assert times["one@uni.edu"].read_text() == "2023-09-21 06:11:12 UTC\n"


def test_gradescope_a_typed_student_number_takes_nobody_elses_place(tmp_path):
    metadata = METADATA.replace("'200'", "00123")
    assert set(collected(tmp_path, gradescope(metadata))) >= {"ada@uni.edu", "one@uni.edu"}


def test_gradescope_the_later_of_two_submissions_counts(tmp_path):
    metadata = METADATA.replace("one@uni.edu", "ada@uni.edu").replace("06:11:12", "07:11:12")
    for files in ({"101": NB, "102": OTHER}, {"102": OTHER, "101": NB}):
        records = collected(tmp_path, gradescope(metadata, **files))
        assert notebook(tmp_path, "ada@uni.edu") == OTHER
        assert records["ada@uni.edu"].status in ("new", "unchanged")
        assert "later one counts" in records["ada@uni.edu"].sentence


@pytest.mark.parametrize(
    ("metadata", "says"),
    [
        (None, "no submission_metadata.yml"),
        ("a: [1, 2", "submission_metadata.yml cannot be read"),
        ("[" * 1000, "cannot be read"),
        ("- " * 1000, "cannot be read"),
        ("[" * 100_000 + "]" * 100_000, "cannot be read"),  # ends the process, where a loader reads it
        (b"\xff\xfe\x00", "cannot be read"),
        (" " * 100, "is empty"),
    ],
)
def test_gradescope_metadata_that_cannot_be_read_stops_before_anything_is_written(tmp_path, metadata, says):
    files = gradescope(metadata or "")
    if metadata is None:
        del files[f"{ROOT}/submission_metadata.yml"]
    with pytest.raises(BadArchive, match=says):
        collected(tmp_path, files)
    assert not (tmp_path / "submitted").exists()


def test_gradescope_metadata_that_would_grow_does_not(tmp_path):
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 99))
    merges = "m0: &m0 {k: v}\n" + "".join(
        f"m{i}: &m{i} {{<<: [*m{i - 1}, *m{i - 1}]}}\n" for i in range(1, 99)
    )
    calls = "c: !!python/object/apply:os.system ['touch grown']\n"
    records = collected(tmp_path, gradescope(METADATA + laughs + merges + calls))
    assert records["ada@uni.edu"].status == "new" and not Path("grown").exists()


def test_exports_in_a_folder_of_their_own_or_unpacked(tmp_path):
    one = {"smithbob_1_2_a1_shapes.ipynb": NB}
    two = {moodle("Ann_1"): NB}
    for files, student in ((one, "1"), (two, "Ann_1")):
        wrapped = {f"top/submissions/{name}": content for name, content in files.items()}
        junk = {"top/.DS_Store": b"x", "__MACOSX/top/._x": b"x"}
        assert list(collected(tmp_path, wrapped | junk)) == [student]
        folder = tmp_path / "unpacked" / student
        with zipfile.ZipFile(io.BytesIO(packed(files))) as archive:
            archive.extractall(folder)
        [record] = collect(A, folder, tmp_path / "submitted")
        assert (record.student, record.status) == (student, "unchanged")


def test_links_in_an_unpacked_export_are_not_followed(tmp_path):
    (tmp_path / "secret.ipynb").write_bytes(OTHER)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / f"{A}.ipynb").write_bytes(OTHER)
    folder = tmp_path / "unpacked"
    for student in ("Ann_1", "Ben_2", "Cem_3"):
        (folder / moodle(student)).parent.mkdir(parents=True)
    (folder / moodle("Ann_1")).symlink_to(tmp_path / "secret.ipynb")
    (folder / moodle("Ben_2", "sub")).symlink_to(tmp_path / "secrets")
    (folder / moodle("Cem_3")).write_bytes(NB)
    records = {record.student: record for record in collect(A, folder, tmp_path / "submitted")}
    assert "link" in records["Ann_1"].sentence and records["Ann_1"].status == "unreadable"
    assert records["Cem_3"].status == "new"
    assert [path.read_bytes() for path in (tmp_path / "submitted").rglob("*.ipynb")] == [NB]


def test_the_platform_can_be_named(tmp_path):
    files = {moodle("Ann_1"): NB, "smithbob_1_2_a1_shapes.ipynb": NB, moodle("Ben_2"): NB}
    assert set(collected(tmp_path, files)) == {"Ann_1", "Ben_2"}
    assert set(collected(tmp_path, files, platform="canvas")) == {"1"}
    with pytest.raises(CourseError, match="platform is 'blackboard', expected one of canvas"):
        collected(tmp_path, files, platform="blackboard")


def test_names_that_fit_no_pattern_are_shown_beside_the_patterns(tmp_path):
    files = {f"homework {i}\x1b[2J.ipynb": NB for i in range(5)}
    with pytest.raises(BadArchive) as error:
        collected(tmp_path, files)
    assert "homework 0?[2J.ipynb" in str(error.value) and "\x1b" not in str(error.value)
    for pattern in ("smithbob_340934", "assignsubmission_file_", "submission_metadata.yml"):
        assert pattern in str(error.value)
    with pytest.raises(BadArchive, match="Found: no files"):
        collected(tmp_path, {})
    assert not (tmp_path / "submitted").exists()


def test_files_that_are_nobodys_are_said(tmp_path, caplog):
    collected(tmp_path, {moodle("Ann_1"): NB, "notes\x1b.txt": b"x"})
    assert "no student's by their names: notes?.txt; 1 in all" in caplog.text


def test_a_number_that_several_names_begin_with_is_no_students(tmp_path):
    names = ("20261_Ada Lovelace_1", "20261_Bob Smith_2", "55555555_Cem Can_3", "55555555_Cem Can_3")
    files = {moodle(name, f"{number}.ipynb"): NB for number, name in enumerate(names)}
    records = collected(tmp_path, files)
    assert list(records) == ["20261_Ada Lovelace_1", "20261_Bob Smith_2", "55555555"]
    assert {record.status for record in records.values()} == {"new"}


@pytest.mark.parametrize(
    ("files", "taken"),
    [
        (["a1_shapes.ipynb", "scratch.ipynb"], "a1_shapes.ipynb"),
        (["A1_Shapes.IPYNB", "scratch.ipynb"], "A1_Shapes.IPYNB"),
        (["x.ipynb"], "x.ipynb"),
        (["released.ipynb"], "released.ipynb"),
        (["a1_shapes(1).ipynb", "released.ipynb"], "a1_shapes(1).ipynb"),
        (["a1_shapes(1).ipynb", "unrelated.ipynb"], "a1_shapes(1).ipynb"),
        (["a1_shapes (2).ipynb", "a1_shapes (10).ipynb"], None),
        (["Copy of a1_shapes.ipynb", "released.ipynb"], "Copy of a1_shapes.ipynb"),
        (["a1_shapes-Copy1.ipynb", "released/a1_shapes.ipynb"], "a1_shapes-Copy1.ipynb"),
        (["a1_shapes - Copy.ipynb", "of_a2.ipynb"], "a1_shapes - Copy.ipynb"),
        (["a1_shapes copy 2.ipynb", "unrelated.ipynb"], "a1_shapes copy 2.ipynb"),
        (["released/a1_shapes.ipynb", "a1_shapes_final.ipynb"], "a1_shapes_final.ipynb"),
        (["released/a1_shapes.ipynb", "a1_shapes_final.ipynb", "x.ipynb"], None),
        (["unrelated/a1_shapes.ipynb", "x.ipynb"], "x.ipynb"),
        (["of_a2/a1_shapes.ipynb", "x.ipynb"], "x.ipynb"),
        (["a1_shapes.ipynb.txt", "released.ipynb"], "a1_shapes.ipynb.txt"),
        (["a1_shapes.json"], "a1_shapes.json"),
        (["a1_shapes"], "a1_shapes"),
        (["a1_shapes(1).ipynb", "a1_shapes.ipynb"], "a1_shapes.ipynb"),
        (["old/a1_shapes.ipynb", "a1_shapes.ipynb"], "a1_shapes.ipynb"),
        (["x/a1_shapes.ipynb", "y/a1_shapes.ipynb"], None),
        (["a1_shapes.ipynb", ".ipynb_checkpoints/a1_shapes-checkpoint.ipynb"], "a1_shapes.ipynb"),
        (["my.ipynb", "__MACOSX/._my.ipynb", "._a1_shapes.ipynb"], "my.ipynb"),
        (["x.ipynb", "y.ipynb"], None),
        (["report.pdf"], None),
        ([".ipynb_checkpoints/a1_shapes.ipynb", "a.txt"], None),
        (["a1_shapes_reloaded.ipynb", "z.ipynb"], None),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_which_of_a_students_files_is_the_notebook(tmp_path, files, taken, zipped):
    contents = {name: content_of(name) for name in files}
    if zipped:
        entries = {moodle("Ann_1", "work.zip"): packed(contents)}
    else:
        entries = {moodle("Ann_1", name): content for name, content in contents.items()}
    record = collected(tmp_path, entries | {moodle("Ben_2"): NB})["Ann_1"]
    if taken is None:
        assert record.status == "no notebook"
        assert os.listdir(tmp_path / "submitted" / "Ann_1" / A) == ["collected.txt"]
    else:
        assert record.status == "new" and notebook(tmp_path, "Ann_1") == content_of(taken)
    for name in set(files) - {taken}:
        assert name in record.sentence


def content_of(name: str) -> bytes:
    """What a file holds, by the beginning of its name; work of its own otherwise."""
    kinds = {
        "a.txt": b"notes",
        "released": RELEASED,
        "of_a2": OF_A2,
        "unrelated": working("x").replace(b"output_size", b"unknown"),
    }
    return next((content for start, content in kinds.items() if name.startswith(start)), working(name))


def test_two_copies_of_the_same_work_are_one(tmp_path):
    files = {moodle("Ann_1", "x.ipynb"): NB, moodle("Ann_1", "y/z.ipynb"): NB.replace(b"1", b"1")}
    saved_again = json.dumps(json.loads(NB) | {"metadata": {"kernelspec": {"name": "x"}}}, indent=2)
    record = collected(tmp_path, files | {moodle("Ann_1", "w.ipynb"): saved_again})["Ann_1"]
    assert record.status == "new" and "z.ipynb has the same work as" in record.sentence


def test_a_notebook_of_another_name_and_several_of_the_right_one_are_said(tmp_path):
    files = {moodle("Ann_1", "x.ipynb"): NB, moodle("Ben_2"): NB, moodle("Ben_2", f"old/{A}.ipynb"): NB}
    files |= {moodle("Cem_3", "x.ipynb"): NB, moodle("Cem_3", "y.ipynb"): OTHER}
    files |= {moodle("Dea_4"): NB, moodle("Dea_4", "y.ipynb"): OTHER}
    records = collected(tmp_path, files)
    assert records["Ann_1"].sentence == "x.ipynb was taken, the only notebook"
    assert records["Ben_2"].sentence == "left out: old/a1_shapes.ipynb has the same work as a1_shapes.ipynb"
    assert "none of 2 notebooks is named a1_shapes.ipynb: x.ipynb, y.ipynb" in records["Cem_3"].sentence
    assert "left out: y.ipynb has other work; if that is to count" in records["Dea_4"].sentence


def test_what_was_passed_over_is_kept_for_grading_until_the_next_time(tmp_path):
    note = tmp_path / "submitted" / "Ann_1" / A / "collected.txt"
    collected(tmp_path, {moodle("Ann_1"): NB, moodle("Ann_1", "y.ipynb"): OTHER})
    assert note.read_text().startswith("left out: y.ipynb has other work")
    collected(tmp_path, {moodle("Ann_1"): NB})
    assert not note.exists()


def test_canvas_the_latest_upload_counts(tmp_path):
    uuid = "01234567-89ab-cdef-0123-456789abcdef"
    files = {
        "b_1_90_a1_shapes-1.ipynb": OTHER,
        "b_1_100_a1_shapes.ipynb": NB,
        "c_2_100_a1_shapes.ipynb": OTHER,
        f"c_2_101_a1_shapes-{uuid}.ipynb": NB,
        "d_3_100_a1_shapes.ipynb": NB,
        "d_3_101_a1_shapes(1).ipynb": OTHER,  # a copy by the student, beside the name itself
    }
    for order in (files, dict(reversed(files.items()))):
        collected(tmp_path, order)
        assert [notebook(tmp_path, student) for student in "123"] == [NB, NB, NB]


def test_students_zip_files(tmp_path):
    deep = packed({f"{A}.ipynb": NB})
    files = {
        moodle("Ann_1", "a.zip"): packed({f"{A}/{A}.ipynb": NB, "a2/a2.ipynb": OTHER}),
        moodle("Ben_2", "a.zip"): packed({"inner.zip": deep}),
        moodle("Cem_3", "a.zip"): b"no zip file",
        moodle("Dea_4", "a.zip"): b"no zip file",
        moodle("Dea_4"): NB,
        moodle("Eva_5", "a.ZIP"): packed({f"{A}.ipynb": NB}),
        moodle("Eva_5", "draft.ipynb"): OTHER,
    }
    records = collected(tmp_path, files)
    assert [r.status for r in records.values()] == ["new", "no notebook", "unreadable", "new", "new"]
    assert notebook(tmp_path, "Ann_1") == notebook(tmp_path, "Eva_5") == NB
    assert "not a whole zip file" in records["Cem_3"].sentence


def test_canvas_the_latest_zip_files_are_looked_into(tmp_path):
    files = {f"b_1_{number}_{number}.zip": packed({"x.txt": b"x"}) for number in (5, 6, 7, 9)}
    late = {"b_1_8_8.zip": packed({f"{A}.ipynb": NB})}
    record = collected(tmp_path, files | late)["1"]
    assert record.status == "new" and "6.zip is one zip file too many" in record.sentence
    early = {"b_1_4_4.zip": packed({f"{A}.ipynb": OTHER})}
    assert collected(tmp_path, files | early)["1"].status == "unreadable"


def test_what_is_there_already(tmp_path):
    first = {moodle("Ann_1"): NB, moodle("Ben_2"): NB, moodle("Cem_3"): NB, moodle("Dea_4"): NB}
    assert {record.status for record in collected(tmp_path, first).values()} == {"new"}
    submitted = tmp_path / "submitted"
    for path in submitted.rglob("*.ipynb"):
        os.utime(path, (1, 1))
    for student in ("Ann_1", "Ben_2"):
        (submitted / student / A / "timestamp.txt").write_text("2024-01-01 00:00:00 UTC")
    second = {moodle("Ann_1"): NB, moodle("Ben_2"): OTHER, moodle("Dea_4", "x.pdf"): b"x"}
    records = collected(tmp_path, second)
    assert {s: r.status for s, r in records.items()} == {
        "Ann_1": "unchanged",
        "Ben_2": "changed",
        "Dea_4": "no notebook",
    }
    times = {path.parts[-3]: path.stat().st_mtime for path in submitted.rglob("*.ipynb")}
    assert {student for student, time in times.items() if time == 1} == {"Ann_1", "Cem_3", "Dea_4"}
    assert (submitted / "Ann_1" / A / "timestamp.txt").exists()  # of this very notebook
    assert not (submitted / "Ben_2" / A / "timestamp.txt").exists()  # of another one
    assert "replaces" in records["Ben_2"].sentence and notebook(tmp_path, "Ben_2") == OTHER
    assert "left as it is" in records["Dea_4"].sentence and notebook(tmp_path, "Dea_4") == NB
    assert not [path for path in submitted.rglob("*") if path.name.endswith(".part")]


def test_the_same_notebook_handed_in_again_has_a_new_time_alone(tmp_path):
    collected(tmp_path, gradescope())
    again = collected(tmp_path, gradescope())
    assert {r.status for s, r in again.items() if "@" in s} == {"unchanged"}
    path = tmp_path / "submitted" / "ada@uni.edu" / A / f"{A}.ipynb"
    os.utime(path, (1, 1))
    records = collected(tmp_path, gradescope(METADATA.replace("2023-09-20", "2023-09-22")))
    assert records["ada@uni.edu"].status == "changed" and path.stat().st_mtime == 1
    assert path.with_name("timestamp.txt").read_text().startswith("2023-09-23 06:11:12.123456")


def test_a_student_has_one_id_however_the_name_is_encoded(tmp_path):
    for form in ("NFC", "NFD"):
        records = collected(tmp_path, {moodle(unicodedata.normalize(form, "Zoë Åström_5")): NB})
        assert list(records) == ["Zoë Åström_5"]
    assert [r.status for r in records.values()] == ["unchanged"]


@pytest.mark.parametrize(
    "name", ["340934", "ada@uni.edu", "Zoë Åström_5", "李雷_7", "O'Neil, Sean (S.)_8", "می\u200cخواهم_9"]
)
def test_an_id_that_is_safe_is_kept(name):
    assert safe_id(name) == name


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "...", ".hidden", " x ", "x.", "a/b", "a\\b", "a:b", "x\0y", "x\ny", "CON", "nul.txt"]
    + ["x" * 300, "ä" * 200, "\u202egnp", "a*b", "[ab]", "lpt1", "a\u2028b", "\ud800"],
)
def test_an_id_that_is_unsafe_is_changed_and_told_apart(name):
    made = safe_id(name)
    assert made != name and made == safe_id(made) and len(made.encode()) < 140
    assert made.isprintable() and not set('/\\:*?"<>|[]') & set(made) and made.strip(". ") == made
    assert made != safe_id(name + "2")


def test_ids_that_would_look_alike_are_told_apart():
    names = ["a-b", "a/b", "a:b", "a b", "a b ", ".a b", "a\nb", "x" * 200, "x" * 201]
    assert len({safe_id(name) for name in names}) == len(names)


def test_a_table_for_the_terminal(tmp_path):
    files = {moodle("A\x1bnn_1", "x\x1b[2J.ipynb"): NB, moodle("Ben_2", "a.txt"): b"x"}
    text = collected_table(list(collected(tmp_path, files).values()))
    assert "\x1b" not in text and text.splitlines()[-1] == "2 students: 1 new, 1 no notebook"
    assert "x?[2J.ipynb was taken" in text


def test_bad_arguments(tmp_path):
    with pytest.raises(BadArchive, match="nowhere.zip is not there"):
        collect(A, tmp_path / "nowhere.zip", tmp_path / "submitted")
    with pytest.raises(CourseError, match="assignment is '../x'"):
        collect("../x", tmp_path / "nowhere.zip", tmp_path / "submitted")
    (tmp_path / "submitted").write_text("a file")
    with pytest.raises(CourseError, match="submitted is no folder"):
        collected(tmp_path, {moodle("Ann_1"): NB})
