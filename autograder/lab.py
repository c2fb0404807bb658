"""A student's own copies of the course's notebooks, and the JupyterLab that opens them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from autograder.errors import CourseError, mendable
from autograder.layout import ASSIGNMENTS, LECTURES, SITE, WORK

NO_UPDATES = "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"  # constraints.txt decides


def copy_missing(root: Path) -> Path:
    """Copy into root/work what is not there yet; return the student's first assignment.

    Lectures and assignments, with the files that an assignment brings along, lie side by side in
    work/. Whatever is there already, also a link, is never written to: it is somebody's work.

    Raises:
        CourseError: the course has no released assignment, work is there and is not a folder, or it
            cannot be written.
    """
    lectures = sorted((root / LECTURES).glob("*.ipynb"))
    released = sorted(path for path in (root / ASSIGNMENTS).glob("*/[!.]*") if path.is_file())
    notebooks = [path for path in released if path.suffix == ".ipynb"]
    if not notebooks:
        raise CourseError(f"{root / ASSIGNMENTS} holds no notebook: run make notebooks")
    work = root / WORK
    if work.exists() and not work.is_dir():
        raise CourseError(f"{work} is a file, expected a folder for your notebooks: move it away")
    with mendable(work):
        work.mkdir(exist_ok=True)
        for path in [*lectures, *released]:
            _copy_new(path, work / path.name)
    return work / notebooks[0].name


def _copy_new(source: Path, target: Path) -> None:
    """Copy a file's content where nothing has the target's name."""
    content = source.read_bytes()
    try:
        with target.open("xb") as file:  # refuses a link too, even one that leads nowhere
            file.write(content)
    except FileExistsError:
        pass


def built_site(root: Path) -> Path | None:
    """The folder of the site, if it is built."""
    site = root.resolve() / SITE
    return site if (site / "index.html").is_file() else None


def command(notebook: Path, site: Path | None = None) -> list[str]:
    """The command line that opens a notebook in JupyterLab, from the notebook's own folder.

    site: the folder of a built site. The same server shows it, since from a served page a browser opens no file.

    Whoever works as root, as in most containers, has been asked before; Jupyter would refuse.
    """
    command = [sys.executable, "-m", "jupyterlab", notebook.name, NO_UPDATES]
    if site:
        command.append(f"--ServerApp.extra_static_paths={site}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command
