"""Explorers in JupyterLab: each is shown, takes what Python sets, and gives back what the reader sets.

Set SCREENSHOTS to a folder to look at the pictures that this test takes.
"""

import os
import shutil
from pathlib import Path

import browser
import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from cnnlib import explore

pytestmark = pytest.mark.skipif(
    browser.CHROMIUM is None, reason="no chromium on this machine: apt install chromium"
)

NAMES = [cls.__name__ for cls in explore.Explorer.__subclasses__()]
CELLS = [
    "from cnnlib import explore\nexplorer = explore.Sizes(n=7)\nexplorer",
    "explorer.stride = 3",
    "explorer",
]
CELLS += [f"explore.{name}()" for name in NAMES] + ["print(explorer.kernel, explorer.state['stride'])"]
SAYS = ".jp-NotebookPanel .cnnlib-explorer .says"


@pytest.fixture
def course(root, tmp_path) -> Path:
    """A course whose one notebook has explorers in it."""
    folder = tmp_path / "course"
    target = folder / "assignments" / "a1_shapes" / "a1_shapes.ipynb"
    target.parent.mkdir(parents=True)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, target)
    shutil.copy(root / "nbgrader_config.py", folder)
    return folder


def test_in_jupyterlab(course, tmp_path):
    shots = Path(os.environ.get("SCREENSHOTS", tmp_path))
    asked: list[str] = []
    with browser.lab(course, tmp_path / "home") as address, browser.page(asked) as view:
        notebook = browser.Notebook(view, address)
        notebook.go_to_number(0)
        notebook.command("notebook:run-cell")
        first = view.locator(SAYS).first
        first.wait_for()
        assert first.inner_text().startswith("7 inputs make 5 outputs.")
        notebook.go_to_number(1)
        notebook.command("notebook:run-cell")
        view.wait_for_function(f"document.querySelector('{SAYS}').innerText.startsWith('7 inputs make 2')")
        view.locator(".cnnlib-explorer").first.get_by_label("kernel", exact=True).press("ArrowRight")
        assert first.inner_text().startswith("7 inputs make 2 outputs. The last window")
        notebook.go_to_number(len(CELLS) - 1)
        notebook.command("notebook:run-cell")
        printed = notebook.go_to_number(len(CELLS) - 1).locator(".jp-OutputArea-output")
        assert printed.inner_text().strip() == "4 3"
        for number, name in enumerate(NAMES, start=3):
            cell = notebook.go_to_number(number)
            notebook.command("notebook:run-cell")
            assert cell.locator(".says").inner_text()
            for theme in ("Dark", "Light"):
                notebook.theme(f"JupyterLab {theme}")
                cell.locator(".cnnlib-explorer").screenshot(path=shots / f"{name}-{theme}.png")
                found = Axe().run(view, context=".jp-mod-active .cnnlib-explorer").response["violations"]
                assert not [v["id"] for v in found if v["impact"] in ("serious", "critical")], (name, theme)
        assert notebook.errors() == []
    assert browser.foreign(asked) == []
