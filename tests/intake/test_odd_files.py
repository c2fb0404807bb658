"""The bank of odd files: both ways in take the same file, and say the same of what they pass over."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from odd_files import A2, CONTENTS, NAME, ODD, ROOT, WORK, A, Odd, solved, zipped

from autograder.intake import notebook_file, untrusted
from autograder.intake.collect import collect
from autograder.intake.handed_in import HandedIn, handed_in
from autograder.intake.notebook_file import load, slim
from autograder.intake.untrusted import LARGE, Unreadable, parse_notebook, without_outputs
from autograder.intake.work import read_releases

INTERNAL = re.compile(
    r"char \d|column|Expecting|delimiter|Extra data|Unterminated|decode|codec|Error|Exception|Traceback|"
    r"None\b|json\.|0x|dict|str\b|nbformat|parse",
)
RELEASES = read_releases(ROOT, A)


def write(folder: Path, files) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def content(odd: Odd) -> bytes:
    """What is in the file that counts; of a path in a zip file the file in there."""
    if odd.taken in odd.files:
        return odd.files[odd.taken]
    return WORK


def said(found: HandedIn) -> str:
    return "; ".join([*(found.problem or ())[1:], *found.notes])


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.id)
def test_a_folder_of_submissions(odd, tmp_path):
    found = handed_in(write(tmp_path / "ada" / A, odd.files), RELEASES)
    if odd.taken is None:
        assert found.problem and found.problem[0] in ("missing", "unreadable") and found.content == b""
    else:
        assert found.problem is None
        assert slim(json.loads(found.content)) == slim(json.loads(content(odd).decode("utf-8-sig")))
    for words in odd.says:
        assert words in said(found)
    assert not INTERNAL.search(said(found))


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.id)
def test_an_export(odd, tmp_path):
    """What is collected is the file as it was handed in, and grading then says what collecting said."""
    prefix = "12345678_Ada Lovelace_987_assignsubmission_file_"
    archive = tmp_path / "export.zip"
    archive.write_bytes(zipped({f"{prefix}/{name}": data for name, data in odd.files.items()}))
    [record] = collect(A, archive, tmp_path / "submitted", course=ROOT)
    assert record.student == "12345678"
    found = handed_in(tmp_path / "submitted" / "12345678" / A, RELEASES)
    if odd.taken is None:
        assert record.status in ("no notebook", "unreadable") and found.problem
    else:
        assert record.status == "new" and found.problem is None
        assert (tmp_path / "submitted" / "12345678" / A / NAME).read_bytes() == content(odd)
    for words in odd.says:
        assert words in record.sentence and words in said(found)
    assert not INTERNAL.search(record.sentence)


@pytest.mark.parametrize("odd", CONTENTS, ids=lambda odd: odd.id)
def test_what_is_said_says_what_to_do(odd, tmp_path):
    found = handed_in(write(tmp_path / "ada" / A, odd.files), RELEASES)
    assert re.search(r"hand|download|open it|save|take one|is empty|macOS", said(found))


@pytest.mark.parametrize("path", ["mywork.ipynb", f"A1_Shapes/{NAME}", f"homework 1/{NAME}"])
def test_a_notebook_outside_the_assignments_folder_is_found(path, tmp_path):
    home = write(tmp_path / "ada", {path: WORK, f"{A2}/{A2}.ipynb": b"{", f"{A2}/x.ipynb": solved(2)}) / A
    found = handed_in(home, RELEASES)
    assert found.problem is None and found.content == WORK


def test_nothing_is_missing_in_the_words_that_it_was(tmp_path):
    missing = ("missing", f"No notebook was handed in: {NAME} is not there.")
    assert handed_in(tmp_path / "nobody" / A, RELEASES).problem == missing
    (tmp_path / "ada" / A).mkdir(parents=True)
    (tmp_path / "ada" / A / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC")
    assert handed_in(tmp_path / "ada" / A, RELEASES).problem == missing


def test_a_folder_that_is_a_link_is_not_followed(tmp_path):
    write(tmp_path / "ben" / A, {NAME: WORK})
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / A).symlink_to(tmp_path / "ben" / A)
    status, sentence = handed_in(tmp_path / "ada" / A, RELEASES).problem
    assert status == "unreadable" and "is a link" in sentence


def test_folders_in_folders_are_followed_to_their_end(tmp_path, monkeypatch):
    home = write(tmp_path / "ada" / A, {"notes.txt": b"x"})
    monkeypatch.chdir(home)
    for _ in range(1200):  # Python's own limit is 1000 calls in calls
        os.mkdir("f")
        os.chdir("f")
    Path(NAME).write_bytes(WORK)
    assert handed_in(home, RELEASES).content == WORK
    Path(NAME).unlink()
    while Path.cwd() != home:  # or pytest could not remove it
        os.chdir("..")
        os.rmdir("f")


def test_only_so_many_notebooks_are_read(tmp_path):
    files = {f"{number}.ipynb": solved(number) for number in range(30)} | {NAME: WORK}
    found = handed_in(write(tmp_path / "ada" / A, files), RELEASES)
    assert found.content == WORK and len(found.notes) <= 13 and "18 more files" in found.notes[-1]


def test_a_large_notebook_is_its_cells():
    large = solved(1, "é" * LARGE)
    compact = without_outputs(large, NAME)
    assert len(compact) < 2 * len(WORK) and json.loads(compact) == slim(load(large))
    assert slim(json.loads(compact)) == json.loads(compact)


def test_a_large_notebook_in_the_format_of_old_and_cells_of_wrong_types():
    cells = [
        7,
        None,
        [1],
        {"cell_type": []},
        {"cell_type": "code", "source": ["a", 3]},
        {"cell_type": "code"},
    ]
    old = {
        "worksheets": [{"cells": [{"cell_type": "code", "input": ["a\n", "b"], "outputs": ["x" * LARGE]}]}]
    }
    notebook = parse_notebook(json.dumps({"cells": cells} | old).encode(), NAME)
    assert notebook["cells"] == [
        0, None, [], {"cell_type": [], "source": None, "metadata": {}},
        {"cell_type": "code", "source": [0], "metadata": {}}, {"cell_type": "code", "source": None, "metadata": {}},
        {"cell_type": "code", "source": "a\nb", "metadata": {}},
    ]  # fmt: skip


@pytest.mark.parametrize("odd", CONTENTS, ids=lambda odd: odd.id)
def test_a_large_file_is_told_as_a_small_one_is(odd, monkeypatch):
    told = []
    for limit in (LARGE, 0):
        monkeypatch.setattr(untrusted, "LARGE", limit)
        with pytest.raises(Unreadable) as error:
            parse_notebook(odd.files[NAME], NAME)
        told.append(str(error.value))
    assert told[0] == told[1]


HOSTILE = {
    "lists": b'{"cells": [' + b"[]," * (30 * 2**20) + b"[]]}",
    "objects": b'{"cells": [' + b"{}," * (30 * 2**20) + b"{}]}",
    "text of cells": b'{"cells": [{"source": "' + b"x" * (90 * 2**20) + b'"}]}',
    "digits": b'{"cells": [], "x": ' + b"9" * (90 * 2**20) + b"}",
    "one open list": b'{"cells": ' + b"[" * (90 * 2**20),
}


# In a process of its own, whose children are those that read the file and no others.
READ = """
import resource, sys, time, tracemalloc
from autograder.intake.untrusted import Unreadable, parse_notebook

content = sys.stdin.buffer.read()
tracemalloc.start()
start = time.monotonic()
try:
    parse_notebook(content, "a1_shapes.ipynb")
except Unreadable as error:
    _, own = tracemalloc.get_traced_memory()
    print(own, time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024, error)
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_costs_a_limited_process_alone(kind):
    done = subprocess.run(
        [sys.executable, "-c", READ], input=HOSTILE[kind], stdout=subprocess.PIPE, check=True
    )
    own, seconds, of_children, told = done.stdout.decode().split(maxsplit=3)
    assert int(own) < 2**26 and float(seconds) < 90
    assert int(of_children) < 1.1 * notebook_file.MEMORY
    assert not INTERNAL.search(told)


@pytest.mark.slow
def test_sixty_megabytes_of_outputs_beside_little_source():
    large = solved(1, "π" + "x" * (60 * 2**20)).replace(b"return 1", "return 1  # 🙂".encode())
    assert slim(parse_notebook(large, NAME))["cells"][0]["source"]
    assert len(without_outputs(large, NAME)) < 200_000
