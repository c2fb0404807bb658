"""Text sources to notebooks: what an author edits, and what students receive.

solutions/NAME.py gives solutions/NAME/NAME.ipynb, the instructor's notebook, and that gives
assignments/NAME/NAME.ipynb, the released one. A long source may be parts, solutions/NAME/NN_topic.py, which
are joined in order. lectures/NN_name.py gives lectures/NN_name.ipynb. All are committed without outputs, and a
build gives the same bytes from run to run, so that `autograder build --check` can tell when they are out of
step.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder import layout
from autograder.assignments import UnknownPart, load_assignment
from autograder.authoring import topics
from autograder.authoring.source import (
    BuildError,
    Cell,
    Marker,
    python,
    read_cells,
    refuse_graded,
    sources,
)

NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def give_ids(cells: list[Cell]) -> None:
    """A cell's id is its grade id or topic, else a hash of its source, with a counter where they repeat."""
    seen: Counter[str] = Counter()
    for cell in cells:
        digest = hashlib.sha256(f"{cell.node.cell_type}\n{cell.text}".encode()).hexdigest()[:12]
        name = cell.grade_id or next(iter(cell.topics), digest)
        seen[name] += 1
        cell.node["id"] = name + (f"-{seen[name]}" if seen[name] > 1 else "")


def write_notebook(cells: list[Cell]) -> str:
    """The cells as the text of an nbformat 4.5 notebook, without outputs and without foreign metadata."""
    import nbformat
    from nbformat.v4 import new_notebook

    for cell in cells:
        kept = {key: cell.node.metadata[key] for key in ("tags", "nbgrader") if key in cell.node.metadata}
        cell.node.metadata = nbformat.from_dict(kept)
    notebook = new_notebook(cells=[cell.node for cell in cells], metadata=NOTEBOOK_METADATA)
    notebook.nbformat_minor = 5
    return nbformat.writes(notebook) + "\n"


def instructor_notebook(source: Path) -> str:
    """The instructor's notebook of one assignment.

    source: solutions/NAME.py, or the folder solutions/NAME of its parts; NAME is the assignment's name.
    Raises BuildError where anything about the notebook cannot be derived.
    """
    try:
        marker = Marker(load_assignment(source.stem))
    except UnknownPart as error:
        raise BuildError(
            f"solutions/{source.name}: {error}. Name the source after its assignment."
        ) from error
    cells = read_cells(source)
    explained = topics.explained(source.parent.parent)
    for cell in cells:
        marker.visit(cell)
        topics.point_to_lectures(cell, explained)
    marker.finish(source)
    give_ids(cells)
    return write_notebook(cells)


def release_settings(config: Any) -> None:
    """What a released notebook has in place of a solution; also used by nbgrader_config.py."""
    config.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
    config.ClearSolutions.text_stub = "Write your answer here."


def released_notebook(name: str, instructor: str) -> str:
    """The notebook that students receive, made by nbgrader's generate_assignment.

    It runs in a temporary course and without the step that saves to a gradebook, so that a build
    needs none and changes none.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import SaveCells
    from traitlets.config import Config

    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder).resolve()
        source = course / "source" / name / f"{name}.ipynb"
        source.parent.mkdir(parents=True)
        source.write_text(instructor, encoding="utf-8")
        config = Config()
        release_settings(config)
        config.CourseDirectory.root = str(course)
        config.CourseDirectory.assignment_id = name
        converter = GenerateAssignment(
            coursedir=CourseDirectory(config=config), config=config, no_database=True
        )
        converter.preprocessors = [step for step in converter.preprocessors if step is not SaveCells]
        converter.start()
        return (course / "release" / name / f"{name}.ipynb").read_text(encoding="utf-8")


def refuse_broken_release(source: Path, released: str) -> None:
    """A released cell must still be Python: a solution region may not cut a statement in two."""
    import nbformat

    for number, node in enumerate(nbformat.reads(released, as_version=4).cells, start=1):
        if node.cell_type == "code":
            python(Cell(source.parent / f"{source.stem} as released", number, node))


def build_assignment(source: Path) -> dict[str, str]:
    """The two notebooks of one source: path below the course's root -> text of the notebook."""
    name = source.stem
    instructor = instructor_notebook(source)
    released = released_notebook(name, instructor)
    refuse_broken_release(source, released)
    return {
        layout.instructor_notebook(Path(), name).as_posix(): instructor,
        layout.released_notebook(Path(), name).as_posix(): released,
    }


def build_lecture(source: Path) -> dict[str, str]:
    """The notebook of a lecture's source: path below the course's root -> text. Raises BuildError."""
    cells = read_cells(source)
    for cell in cells:
        refuse_graded(cell)
    give_ids(cells)
    return {layout.lecture(Path(), source.stem).as_posix(): write_notebook(cells)}


def build(root: Path, names: list[str] | None = None) -> dict[str, str]:
    """Every notebook that follows from the sources below root (names: these assignments and lectures only).

    Returns path below root -> text of the notebook. Writes nothing. Raises BuildError.
    """
    known = sources(root)
    unknown = [name for name in names or [] if name not in known]
    if unknown or not known:
        found = ", ".join(known) or "none"
        wanted = ", ".join(unknown) or "solutions/*.py"
        raise BuildError(
            f"no source for {wanted} below {root}; found: {found}. Run from the repository's root."
        )
    products: dict[str, str] = {}
    for source in (known[name] for name in names or known):
        products |= (
            build_lecture(source) if source.parent.name == layout.LECTURES else build_assignment(source)
        )
    return products


def out_of_step(root: Path, products: dict[str, str]) -> Iterator[str]:
    """Paths below root of notebooks that differ from what their sources give, or have no source."""
    for path, text in products.items():
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            yield path
    known = sources(root)
    of_assignments = [
        file
        for folder in (layout.SOLUTIONS, layout.ASSIGNMENTS)
        for file in (root / folder).glob("*/*.ipynb")
    ]
    for file in sorted([*of_assignments, *(root / layout.LECTURES).glob("*.ipynb")]):
        if file.stem not in known or (file in of_assignments and file.stem != file.parent.name):
            yield file.relative_to(root).as_posix()


def write(root: Path, names: list[str] | None = None) -> list[str]:
    """Build and write: the paths below root of what was written. Raises BuildError."""
    products = build(root, names)
    for path, text in products.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return list(products)


def check(root: Path, names: list[str] | None = None) -> None:
    """Write nothing. Raises BuildError where a notebook is out of step with its source."""
    stale = list(out_of_step(root, build(root, names)))
    if stale:
        raise BuildError(
            f"out of step with their sources: {', '.join(stale)}. Run make notebooks and commit the result"
        )
