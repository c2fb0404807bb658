"""Opening nbgrader's gradebook: a new one where there is none, and a sentence where it cannot be used."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader import api
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from traitlets.config import Config, PyFileConfigLoader

from autograder.errors import CourseError, GradebookError, mendable
from autograder.grading.folders import Folders
from autograder.layout import CONFIG

LOCK_SECONDS = 30  # how long to wait for another program that writes to the gradebook


@contextlib.contextmanager
def opened(folders: Folders) -> Iterator[Session]:
    """A session on the gradebook, which is made if it is not there."""
    with mendable(folders.grading):
        folders.grading.mkdir(parents=True, exist_ok=True)
    try:
        _begin(folders)
        with api.Gradebook(address(folders)) as gradebook:
            yield gradebook.db
    except (DatabaseError, api.InvalidEntry) as error:
        words = str(getattr(error, "orig", error))
        raise GradebookError(
            f"{folders.gradebook} {_advice(words)}; the results so far are kept in {folders.grading / 'log'}"
        ) from error


def address(folders: Folders) -> URL:
    return URL.create("sqlite", database=str(folders.gradebook), query={"timeout": str(LOCK_SECONDS)})


def _advice(words: str) -> str:
    """What is wrong with a gradebook and what to do about it, from SQLite's own words."""
    if "locked" in words:
        return "is locked by another program, such as formgrader or a second grader: close it and run again"
    if "not a database" in words or "malformed" in words:
        return f"is damaged ({words}): put back a copy, or move it away for a new one, and run again"
    return f"cannot be used ({words}): see to it and run again"


def _begin(folders: Folders) -> None:
    """Note nbgrader's version in a new gradebook: to look it up, nbgrader itself starts a program by its
    bare name, which is found only where its environment is active, and takes seconds."""
    engine = create_engine(address(folders))
    if not inspect(engine).get_table_names():
        with engine.begin() as connection:
            MigrationContext.configure(connection).stamp(ScriptDirectory(ALEMBIC_DIR), "head")
    engine.dispose()


def config_of(root: Path) -> Config:
    """nbgrader's configuration of the course; an empty one where it has none. Raises CourseError."""
    if not (root / CONFIG).is_file():
        return Config()
    try:
        return PyFileConfigLoader(CONFIG, str(root)).load_config()
    except Exception as error:  # it is a program, which the instructor may have changed
        raise CourseError(f"{root / CONFIG} does not run: {type(error).__name__}: {error}") from error
