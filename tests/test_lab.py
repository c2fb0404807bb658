"""`autograder lab` copies what is not there yet, and never touches what is."""

from pathlib import Path

import pytest

from autograder import cli, lab


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two assignments, one of them with a data file, and a lecture."""
    files = {
        "assignments/a1_first/a1_first.ipynb": "one",
        "assignments/a1_first/.ipynb_checkpoints/a1_first-checkpoint.ipynb": "old",
        "assignments/a2_second/a2_second.ipynb": "two",
        "assignments/a2_second/cells.csv": "1,2",
        "lectures/01_sliding.ipynb": "lecture",
        "lectures/01_sliding.py": "source",
        "nbgrader_config.py": "",
    }
    root = tmp_path / "course"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_copies_everything_side_by_side(course):
    first = lab.copy_missing(course)
    assert first == course / "work" / "a1_first.ipynb"
    expected = {
        "a1_first.ipynb": "one",
        "a2_second.ipynb": "two",
        "cells.csv": "1,2",
        "01_sliding.ipynb": "lecture",
    }
    assert contents(course / "work") == expected


def test_work_that_is_there_is_never_overwritten(course):
    work = course / "work"
    work.mkdir()
    (work / "a1_first.ipynb").write_text("my answers")
    (work / "01_sliding.ipynb").write_text("")
    lab.copy_missing(course)
    (work / "a2_second.ipynb").write_text("more answers")
    lab.copy_missing(course)
    kept = {"a1_first.ipynb": "my answers", "a2_second.ipynb": "more answers", "01_sliding.ipynb": ""}
    assert contents(work) == kept | {"cells.csv": "1,2"}


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
def test_a_link_is_not_followed(course, tmp_path, there):
    outside = tmp_path / "outside.ipynb"
    if there:
        outside.write_text("somebody's")
    (course / "work").mkdir()
    (course / "work" / "a1_first.ipynb").symlink_to(outside)
    lab.copy_missing(course)
    assert (course / "work" / "a1_first.ipynb").is_symlink()
    assert outside.exists() == there
    assert not there or outside.read_text() == "somebody's"


def test_a_copy_of_a_read_only_release_can_be_written(course):
    (course / "assignments/a1_first/a1_first.ipynb").chmod(0o444)
    first = lab.copy_missing(course)
    assert first.stat().st_mode & 0o200


def test_a_missing_release_and_a_file_in_the_way_are_clear_sentences(course, monkeypatch, capsys):
    monkeypatch.chdir(course)
    (course / "work").write_text("not a folder")
    assert cli.main(["lab"]) == cli.NOT_THERE
    assert "expected a folder for your notebooks" in capsys.readouterr().err
    for notebook in course.glob("assignments/*/*.ipynb"):
        notebook.unlink()
    assert cli.main(["lab"]) == cli.NOT_THERE
    assert "run make notebooks" in capsys.readouterr().err


def test_lab_starts_jupyterlab_on_the_copy_from_any_folder_of_the_course(course, monkeypatch):
    started = []
    monkeypatch.chdir(course / "assignments")
    monkeypatch.setattr("os.execvp", lambda file, command: started.append((Path.cwd(), command)))
    cli.main(["lab"])
    [(folder, command)] = started
    assert folder == course / "work"
    assert command[1:4] == ["-m", "jupyterlab", "a1_first.ipynb"]


def test_the_server_shows_the_site_where_it_is_built(course, monkeypatch):
    commands = []
    monkeypatch.chdir(course)
    monkeypatch.setattr("os.execvp", lambda file, command: commands.append(command))
    monkeypatch.setattr("os.environ", environment := {})
    cli.main(["lab"])
    assert not environment and "static" not in " ".join(commands[0])
    site = course / "build" / "book" / "html"
    site.mkdir(parents=True)
    (site / "index.html").touch()
    monkeypatch.chdir(course)
    cli.main(["lab"])
    assert environment == {"COURSE_SITE": str(site)}
    assert f"--ServerApp.extra_static_paths={site}" in commands[1]
