"""Exports that were made to do harm: what they cost, and whom."""

import io
import os
import stat
import struct
import time
import tracemalloc
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_collect import NB, OTHER, A, collected, moodle, notebook, packed

from autograder.intake.archives import BadArchive, Zip
from autograder.intake.collect import collect
from autograder.intake.untrusted import SIZE_LIMIT

GOOD = {moodle("Ann_1"): NB, moodle("Zoe_9"): NB}
FOLDERS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def info(name: str, mode: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system, made.external_attr = 3, mode << 16
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def with_bad(tmp_path, *bad):
    """The records of an export with these entries of Bad_5 between those of two others, who arrive."""
    [first, last] = GOOD.items()
    records = collected(tmp_path, packed([first, *bad, last]))
    assert notebook(tmp_path, "Ann_1") == notebook(tmp_path, "Zoe_9") == NB
    assert {records[student].status for student in ("Ann_1", "Zoe_9")} == {"new"}
    everything_is_below(tmp_path)
    return records


def everything_is_below(tmp_path: Path) -> None:
    """Nothing but the export and plain files in folders below submitted/ is there."""
    assert {path.name for path in tmp_path.iterdir()} <= {"export.zip", "submitted"}
    for path in (tmp_path / "submitted").rglob("*"):
        kind = path.lstat().st_mode
        depth = len(path.relative_to(tmp_path / "submitted").parts)
        assert stat.S_ISREG(kind) if depth == 3 else stat.S_ISDIR(kind)
        assert depth < 3 or path.name in (
            f"{A}.ipynb",
            "timestamp.txt",
            "collected.txt",
            "collected_from.txt",
        )


@pytest.mark.parametrize(
    "inner",
    ["../../a1_shapes.ipynb", "../Ann_1/a1_shapes/a1_shapes.ipynb", "x/../../../a1_shapes.ipynb"]
    + ["..\\..\\a1_shapes.ipynb", "..\\a1_shapes.ipynb"],
)
def test_a_way_out_costs_its_own_student(tmp_path, inner):
    records = with_bad(tmp_path, (moodle("Bad_5", inner), OTHER))
    assert records["Bad_5"].status == "unreadable" and "leads out" in records["Bad_5"].sentence


@pytest.mark.parametrize(
    "name", ["/etc/cron.d/x", "C:\\x.ipynb", "../../x.ipynb", "\\\\host\\x.ipynb", "/", ".."]
)
def test_a_way_out_that_is_nobodys(tmp_path, name):
    assert set(with_bad(tmp_path, (name, OTHER))) == {"Ann_1", "Zoe_9"}


def test_a_name_that_begins_at_the_root(tmp_path):
    records = with_bad(tmp_path, ("/" + moodle("Bad_5"), OTHER), ("\\" + moodle("Bad_6"), OTHER))
    assert all("leads out" in records[student].sentence for student in ("Bad_5", "Bad_6"))


def test_a_way_out_beside_an_honest_notebook(tmp_path):
    bad = [(moodle("Bad_5", "../../a1_shapes.ipynb"), OTHER), (moodle("Bad_5"), NB)]
    record = with_bad(tmp_path, *bad)["Bad_5"]
    assert record.status == "new" and "left out" in record.sentence
    assert notebook(tmp_path, "Bad_5") == NB


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device(tmp_path, kind):
    (tmp_path / "submitted").mkdir()
    record = with_bad(tmp_path, (info(moodle("Bad_5"), kind | 0o777), "/etc/passwd"))["Bad_5"]
    assert record.status == "unreadable" and "is a link or a device" in record.sentence


def test_a_link_beside_an_honest_copy(tmp_path):
    link = (info(moodle("Bad_5"), stat.S_IFLNK | 0o777), "/etc/passwd")
    record = with_bad(tmp_path, link, (moodle("Bad_5", f"{A} (1).ipynb"), NB))["Bad_5"]
    assert record.status == "new" and "a1_shapes.ipynb is a link" in record.sentence


def test_a_bomb_is_read_up_to_the_limit(tmp_path):
    bomb = bytes(2 * SIZE_LIMIT)
    tracemalloc.start()
    records = with_bad(tmp_path, (moodle("Bad_5"), bomb))
    assert tracemalloc.get_traced_memory()[1] < 4 * SIZE_LIMIT
    tracemalloc.stop()
    assert records["Bad_5"].status == "unreadable" and "larger than 100 MB" in records["Bad_5"].sentence


def test_a_zip_file_in_which_a_bomb_lies(tmp_path):
    bomb = packed({f"{A}.ipynb": bytes(SIZE_LIMIT + 1)})
    shell = packed({f"{i}.zip": bytes(2**20) for i in range(9)})
    records = with_bad(tmp_path, (moodle("Bad_5", "a.zip"), bomb), (moodle("Bad_6", "a.zip"), shell))
    assert "larger than 100 MB" in records["Bad_5"].sentence
    assert records["Bad_6"].status == "no notebook"
    records = collected(tmp_path, {**GOOD, moodle("Bad_7", "a.zip"): bytes(SIZE_LIMIT + 1)})
    assert "larger than 100 MB" in records["Bad_7"].sentence


@pytest.mark.parametrize("declared", [10, len(OTHER) - 1, len(OTHER) + 1, 2**31])
def test_a_size_that_is_a_lie(tmp_path, declared):
    raw = bytearray(packed({**GOOD, moodle("Bad_5"): OTHER}))
    place = raw.rindex(b"PK\x01\x02")  # the last entry of the table of contents
    raw[place + 24 : place + 28] = struct.pack("<I", declared)
    records = collected(tmp_path, bytes(raw))
    assert notebook(tmp_path, "Ann_1") == notebook(tmp_path, "Zoe_9") == NB
    if declared < len(OTHER):
        assert records["Bad_5"].status == "unreadable" and "damaged" in records["Bad_5"].sentence
    else:  # only what is there is counted and kept
        assert records["Bad_5"].status == "new" and notebook(tmp_path, "Bad_5") == OTHER


@pytest.mark.parametrize(
    ("offset", "value", "says"),
    [
        (8, b"\x01\x00", "without a password"),
        (10, b"\x63\x00", "compressed by a method"),
        (16, b"abcd", "damaged"),
    ],
)
def test_encryption_other_methods_and_wrong_checksums(tmp_path, offset, value, says):
    raw = bytearray(packed({**GOOD, moodle("Bad_5"): OTHER}))
    place = raw.rindex(b"PK\x01\x02")
    raw[place + offset : place + offset + len(value)] = value
    records = collected(tmp_path, bytes(raw))
    assert records["Bad_5"].status == "unreadable" and says in records["Bad_5"].sentence
    assert notebook(tmp_path, "Ann_1") == NB


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_whose_memory_nobody_bounds(tmp_path, method):
    entry = info(moodle("Bad_5"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, NB, compress_type=method)
        archive.writestr(*next(iter(GOOD.items())))
    records = collected(tmp_path, buffer.getvalue())
    assert records["Bad_5"].status == "unreadable" and "deflate" in records["Bad_5"].sentence


def test_two_names_for_one_entry(tmp_path):
    raw = packed({**GOOD, moodle("Bad_5"): OTHER})
    local = moodle("Bad_5").encode()
    raw = raw.replace(local, local.replace(b"Bad_5", b"Ann_1"), 1)  # in the local header alone
    records = collected(tmp_path, raw)
    assert records["Bad_5"].status == "unreadable" and notebook(tmp_path, "Ann_1") == NB


def test_names_twice_and_names_that_differ_only_by_case(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        bad = [
            (moodle("Bad_5"), OTHER),
            (moodle("Bad_5"), NB),
            (moodle("Bad_6"), NB),
            (moodle("BAD_6"), OTHER),
        ]
        records = with_bad(tmp_path, *bad)
    assert records["Bad_5"].status == "new" and "is there twice" in records["Bad_5"].sentence
    assert notebook(tmp_path, "Bad_5") == NB  # the last one, as when it is unpacked
    assert records["Bad_6"].status == "unreadable" and "BAD_6" in records["Bad_6"].sentence


def test_names_that_differ_only_by_normalisation_are_one_student(tmp_path):
    names = [unicodedata.normalize(form, "Zoë_5") for form in ("NFC", "NFD")]
    records = collected(tmp_path, {moodle(names[0], "x.txt"): b"x", moodle(names[1]): NB})
    assert list(records) == ["Zoë_5"] and records["Zoë_5"].status == "new"


def test_names_of_programs_that_do_not_say_their_encoding(tmp_path):
    name = moodle("Zoë_5")
    flagged = packed({name: NB})
    silent = flagged.replace(struct.pack("<HH", 20, 0x800), struct.pack("<HH", 20, 0))
    assert silent != flagged
    assert list(collected(tmp_path, silent)) == ["Zoë_5"]  # UTF-8, unsaid
    old = bytearray(packed({moodle("Zo?_5"): NB}).replace(b"Zo?", "Zoë".encode("cp437")))
    assert list(collected(tmp_path, bytes(old))) == ["Zoë_5"]


def test_zip64(tmp_path):
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w") as archive,
        archive.open(moodle("Ann_1"), "w", force_zip64=True) as file,
    ):
        file.write(NB)
    raw = bytearray(buffer.getvalue())
    assert collected(tmp_path, bytes(raw))["Ann_1"].status == "new"


def test_names_that_no_program_writes(tmp_path):
    bad = [(moodle("Bad_5", "x" * 5000 + ".ipynb"), OTHER), (moodle("Bad_6", "a1\x07shapes.ipynb"), NB)]
    records = with_bad(tmp_path, *bad, ("_1" * 30_000, b"x"), ("1_" * 30_000, b"x"), ("a" * 65_000, b"x"))
    assert records["Bad_5"].status != "new" and records["Bad_6"].status == "new"
    assert "a1?shapes.ipynb" in records["Bad_6"].sentence


def test_a_name_that_ends_early(tmp_path):
    raw = packed({**GOOD, moodle("Bad_5", "a1_shapes.ipynb@.txt"): OTHER}).replace(b"ipynb@", b"ipynb\0")
    records = collected(tmp_path, raw)
    assert records["Bad_5"].status == "unreadable" and "no program writes" in records["Bad_5"].sentence


def test_an_entry_without_a_name(tmp_path):
    raw = packed({**GOOD, "@": OTHER, moodle("Bad_5", "@"): OTHER}).replace(b"@", b"\0")
    records = collected(tmp_path, raw)
    assert notebook(tmp_path, "Ann_1") == NB and set(records) <= {"Ann_1", "Bad_5", "Zoe_9"}


@pytest.mark.parametrize(
    "name", ["CON", "nul.x", "Bad ", ".bad", "..", "bad:b", "\u202ebad", "B" * 400, "b\nad"]
)
def test_names_of_students_that_are_no_folders(tmp_path, name):
    records = with_bad(tmp_path, (f"{name}_assignsubmission_file_/{A}.ipynb", OTHER))
    others = set(records) - {"Ann_1", "Zoe_9"}
    assert all(records[one].status == "new" and len(one.encode()) < 200 for one in others)
    assert len(others) == (name != "..") or name == ".."


def test_names_take_no_time(tmp_path):
    names = [f"{A}" + " copy 1" * 130 + "x.ipynb", "_1" * 490 + "_x", "1" * 990, "_" * 990, "a_" * 490]
    start = time.process_time()
    with_bad(tmp_path, *((moodle("Bad_5", name), NB) for name in names), *((name, NB) for name in names))
    assert time.process_time() - start < 5


@pytest.mark.parametrize("cut", [0, 1, 20, 100, 300, -1, -10, -23, -100])
def test_an_archive_that_is_not_whole_writes_nothing(tmp_path, cut):
    raw = packed(GOOD)[:cut]
    with pytest.raises(BadArchive, match="export.zip is not a whole zip file .*: download it again"):
        collected(tmp_path, raw)
    assert not (tmp_path / "submitted").exists()


def test_too_many_files(tmp_path):
    many = packed({f"{i}": b"" for i in range(25_000)} | {f"{A}.ipynb": NB})
    records = with_bad(tmp_path, (moodle("Bad_5", "a.zip"), many))
    assert records["Bad_5"].status == "unreadable" and "too many files" in records["Bad_5"].sentence
    with pytest.raises(BadArchive, match="export.zip holds too many files"):
        Zip(io.BytesIO(many), "export.zip", directory_limit=2**16)


def test_too_many_files_of_one_student(tmp_path):
    records = with_bad(tmp_path, *((moodle("Bad_5", f"{i}.txt"), b"") for i in range(10_001)))
    assert records["Bad_5"].status == "unreadable" and "10,001 files" in records["Bad_5"].sentence


def links_away(path: Path, away: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(away)


@pytest.mark.parametrize("level", ["Bad_5", f"Bad_5/{A}"])
def test_a_link_that_is_there_already_is_not_followed(tmp_path, tmp_path_factory, level):
    away = tmp_path_factory.mktemp("away")
    (away / A).mkdir()
    links_away(tmp_path / "submitted" / level, away)
    records = collected(tmp_path, {**GOOD, moodle("Bad_5"): OTHER})
    assert records["Bad_5"].status == "unreadable" and "cannot be written" in records["Bad_5"].sentence
    assert [path for path in away.rglob("*") if path.is_file()] == []
    assert notebook(tmp_path, "Zoe_9") == NB


@pytest.mark.parametrize("name", [f"{A}.ipynb", f".{A}.ipynb.part", "timestamp.txt"])
@pytest.mark.parametrize("target", [NB, OTHER])
def test_a_link_in_a_files_place_is_replaced(tmp_path, tmp_path_factory, name, target):
    away = tmp_path_factory.mktemp("away") / "file"
    away.write_bytes(target)
    links_away(tmp_path / "submitted" / "Ann_1" / A / name, away)
    collected(tmp_path, GOOD)
    assert away.read_bytes() == target and notebook(tmp_path, "Ann_1") == NB
    assert not (tmp_path / "submitted" / "Ann_1" / A / f"{A}.ipynb").is_symlink()


def test_a_pipe_or_a_folder_in_a_files_place(tmp_path):
    for student in ("Ann_1", "Bad_5", "Cem_6"):
        (tmp_path / "submitted" / student / A).mkdir(parents=True)
    os.mkfifo(tmp_path / "submitted" / "Ann_1" / A / f"{A}.ipynb")
    (tmp_path / "submitted" / "Bad_5" / A / f"{A}.ipynb").mkdir()
    (tmp_path / "submitted" / "Cem_6" / A).rmdir()
    (tmp_path / "submitted" / "Cem_6" / A).write_text("a file")
    records = collected(tmp_path, {**GOOD, moodle("Bad_5"): NB, moodle("Cem_6"): NB})
    assert notebook(tmp_path, "Ann_1") == NB and records["Zoe_9"].status == "new"
    assert {records[student].status for student in ("Bad_5", "Cem_6")} == {"unreadable"}


PIECES = st.sampled_from(
    [
        "..",
        ".",
        "/",
        "\\",
        "\0",
        ":",
        "C:",
        "~",
        "CON",
        "_",
        "1",
        "22",
        "Ann_1",
        "ann_1",
        "Zoe_9",
        "LATE_",
        " ",
        "",
    ]
    + [
        "_assignsubmission_file_",
        "submission_1",
        "submission_metadata.yml",
        f"{A}",
        ".ipynb",
        ".zip",
        "__MACOSX",
    ]
    + ["\u202e", "e\u0301", "é", "\n", "\x1b", "x" * 200, "submitted", "export.zip"]
)
NAMES = st.lists(PIECES | st.text(max_size=4), min_size=1, max_size=8).map("".join)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(FOLDERS, max_examples=150)
@given(names=st.lists(NAMES, max_size=6))
@example(names=["../../../../../../tmp/x", "/etc/x", "_assignsubmission_file_/x.ipynb"])
def test_whatever_the_names_are(tmp_path_factory, names):
    """All that is written lies below submitted/ and is a plain file, and the others arrive."""
    tmp_path = tmp_path_factory.mktemp("names")
    [first, *others] = [(moodle(f"{i} honest_{700 + i}"), NB) for i in range(8)]
    entries = [(moodle("Bad_5", name), OTHER) for name in names] + [(name, OTHER) for name in names]
    safe = [(name, content) for name, content in entries if _can_be_packed(name)]
    collected(tmp_path, packed([first, *safe, *others]), platform="moodle")
    for i in range(8):
        assert notebook(tmp_path, f"{i} honest_{700 + i}") == NB
    everything_is_below(tmp_path)


def _can_be_packed(name: str) -> bool:
    """By Python's own program, that is: it cuts names at a zero byte and knows no empty ones."""
    return bool(name.split("\0")[0]) and name.encode(errors="ignore").decode() == name


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(FOLDERS, max_examples=200)
@given(flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4))
def test_whatever_bytes_are_changed(tmp_path_factory, flips):
    """Either one clear error and nothing is written, or records and nothing but plain files below."""
    tmp_path = tmp_path_factory.mktemp("bytes")
    inner = packed({f"{A}.ipynb": NB})
    raw = bytearray(packed({**GOOD, moodle("Bad_5", "a.zip"): inner, "notes.txt": b"x" * 50}))
    for place, value in flips:
        raw[place % len(raw)] = value
    try:
        records = collected(tmp_path, bytes(raw))
    except BadArchive:
        assert not (tmp_path / "submitted").exists()
    else:
        everything_is_below(tmp_path)
        for student, record in records.items():
            if record.status == "new":
                assert notebook(tmp_path, student) in (NB, b"x" * 50)


def test_a_folder_as_an_export_obeys_the_same_limits(tmp_path):
    for student, content in (("Ann_1", NB), ("Bad_5", bytes(SIZE_LIMIT + 1)), ("Cem_6", b"")):
        path = tmp_path / "export" / moodle(student)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    records = {record.student: record for record in collect(A, tmp_path / "export", tmp_path / "submitted")}
    assert [record.status for record in records.values()] == ["new", "unreadable", "unreadable"]
