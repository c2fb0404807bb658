"""Each lecture in JupyterLab, as `autograder lab` hands it out, run from top to bottom."""

import shutil
from pathlib import Path

import browser
import pytest

from autograder.layout import ASSIGNMENTS, CONFIG, LECTURES

LECTURE_FILES = sorted((Path(__file__).parents[2] / LECTURES).glob("*.ipynb"))
PATIENCE = 600_000  # milliseconds, on a machine that does much else
FULL_OF_TEXT = 20  # cells, of which a lecture has more
SHOWN = ".jp-NotebookPanel .cnnlib-explorer .says:not(:empty)"


@pytest.fixture
def course(root, tmp_path) -> Path:
    folder = tmp_path / "course"
    for name in (ASSIGNMENTS, LECTURES):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / CONFIG, folder)
    return folder


@pytest.mark.slow
@pytest.mark.skipif(browser.CHROMIUM is None, reason="no chromium on this machine: apt install chromium")
@pytest.mark.parametrize("lecture", LECTURE_FILES, ids=lambda path: path.stem)
def test_it_runs_from_top_to_bottom(lecture, course, tmp_path):
    asked: list[str] = []
    with browser.lab(course, tmp_path / "home") as address, browser.page(asked) as view:
        notebook = browser.Notebook(view, address.replace("a1_shapes.ipynb", lecture.name))
        notebook.run_all(PATIENCE)
        assert notebook.errors() == []
        assert len(notebook.run_counts()) > FULL_OF_TEXT and None not in notebook.run_counts()
        explorers = lecture.read_text(encoding="utf-8").count("explore.")
        if explorers:
            view.locator(SHOWN).first.wait_for()
    assert browser.foreign(asked) == []
