"""Notebooks as a student meets them: released ones run from top to bottom, finished ones are green."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.assignments import assignments, load_assignment

ROOT = Path(__file__).parents[2]


def executed(folder, name):
    """The notebook after a run from top to bottom in a real kernel; raises if a cell does."""
    notebook = nbformat.read(ROOT / folder / name / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    return notebook


def reports(notebook):
    """Text of each graded cell's last value, by grade id."""
    cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
    results = {}
    for cell in cells:
        values = [out for out in cell.outputs if out.output_type == "execute_result"]
        results[cell.metadata.nbgrader.grade_id] = (cell, values[0].data)
    return results


@pytest.mark.parametrize("name", assignments())
def test_a_released_notebook_runs_to_the_end_and_scores_nothing(name):
    found = reports(executed("assignments", name))
    assert list(found) == [id.replace(".", "-") for id in load_assignment(name).part_ids]
    for _, data in found.values():
        assert data["text/plain"] == "0" and "not written yet" in data["text/html"].lower()


@pytest.mark.parametrize("name", assignments())
def test_an_instructors_notebook_runs_to_the_end_and_scores_everything(name):
    notebook = executed("solutions", name)
    for cell, data in reports(notebook).values():
        assert float(data["text/plain"]) == cell.metadata.nbgrader.points
    streams = [
        out.text for c in notebook.cells for out in c.get("outputs", []) if out.output_type == "stream"
    ]
    assert not any("Warning" in text for text in streams)
