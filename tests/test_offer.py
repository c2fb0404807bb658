"""A failing case in a notebook is offered as a picture, below the report, and nothing else changes."""

import nbformat
import pytest
from nbclient import NotebookClient

from autograder import check

WRONG = """from cnnlib import shapes
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    return shapes.output_size(n, kernel, stride, padding)"""
RIGHT = "from cnnlib.shapes import output_size"
UNWRITTEN = "def output_size(n, kernel, stride=1, padding=0, dilation=1):\n    raise NotImplementedError"


def outputs(source, checks=1):
    """What the cell of a check puts out, each time that it is run."""
    cells = ["from autograder import check", source, *checks * ["check('a1.output_size', output_size)"]]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [cell.outputs for cell in notebook.cells[2:]]


def test_a_failing_case_is_offered_once_below_the_report():
    for shown in outputs(WRONG, checks=2):
        kinds = [output.output_type for output in shown]
        assert kinds == ["execute_result", "display_data"]
        assert float(shown[0].data["text/plain"]) == 7
        case = "Sizes(n=7, kernel=3, stride=1, padding=0, dilation=2,"  # and not how an explorer begins
        assert shown[1].data["text/plain"].startswith(f"Accordion(children=({case}")
        assert "application/vnd.jupyter.widget-view+json" in shown[1].data


@pytest.mark.parametrize("source", [RIGHT, UNWRITTEN])
def test_where_nothing_fails_nothing_is_offered(source):
    (shown,) = outputs(source)
    assert [output.output_type for output in shown] == ["execute_result"]


def test_outside_a_notebook_a_check_only_reports(capsys):
    report = check("a1.output_size", lambda n, kernel, stride=1, padding=0, dilation=1: n)
    assert report.shown and capsys.readouterr().out == ""
