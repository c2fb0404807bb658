"""A check in a notebook of the student's own: in a real kernel, and under stock nbgrader's Validate."""

import io

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import compute_checksum
from nbgrader.validator import Validator

CHECK = 'check("a1.output_size", output_size)'
DEFINITION = """\
def output_size(n, kernel, stride=1, padding=0, dilation=1):
    {body}
    span = dilation * (kernel - 1) + 1
    if n + 2 * padding < span or min(n, kernel, stride, dilation) < 1 or padding < 0:
        raise ValueError("the kernel does not fit")
    return (n + 2 * padding - span) // stride + 1
"""
SETUP = """\
import logging, os, subprocess, sys, warnings
from autograder import check
logging.basicConfig(level=logging.INFO)
stderr, log = sys.stderr, logging.getLogger("mine")
"""
# what stands on a cell's stderr, or would
NOISES = {
    "logging": 'log.info("said")',
    "a stream held from before": 'print("said", file=stderr)',
    "Python's own stream": 'print("said", file=sys.__stderr__)',
    "a child": 'subprocess.run([sys.executable, "-c", "import sys; sys.stderr.write(\'said\')"])',
    "the descriptor": 'os.write(2, b"said")',
    "the shell": 'os.system("echo said >&2")',
    "a warning": 'warnings.warn("said")',
}


def notebook(*cells: str):
    """A notebook whose last cell is the graded check."""
    graded = new_code_cell(CHECK, metadata={"nbgrader": dict(GRADED)})
    graded.metadata.nbgrader.checksum = compute_checksum(graded)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=[*map(new_code_cell, cells), graded], metadata=kernel)


GRADED = {
    "grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3,
    "grade_id": "a1-output_size", "points": 12, "cell_type": "code",
}  # fmt: skip


def executed(folder, *cells: str):
    """The outputs of the last cell, after a run from top to bottom in a folder."""
    made = notebook(*cells)
    NotebookClient(made, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return made.cells[-1].outputs


def said(outputs) -> str:
    return next(out.data["text/html"] for out in outputs if out.output_type == "execute_result")


def test_nothing_of_a_students_function_is_on_the_cells_stderr(tmp_path):
    body = "\n    ".join(NOISES.values())
    outputs = executed(tmp_path, SETUP, DEFINITION.format(body=body))
    assert [out.output_type for out in outputs] == ["execute_result"]
    assert said(outputs).count("said") >= len(NOISES)


def validated(folder, body: str) -> str:
    """What stock nbgrader's Validate says of a notebook."""
    file = folder / "home.ipynb"
    nbformat.write(notebook(SETUP, DEFINITION.format(body=body)), file)
    validator = Validator()
    validator.stream = io.StringIO()
    validator.validate_and_print(str(file))
    return validator.stream.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("name", NOISES)
def test_validate_is_not_failed_by_what_a_function_prints(name, tmp_path):
    assert "Success" in validated(tmp_path, NOISES[name])


def test_validate_fails_what_is_wrong(tmp_path):
    assert "Success" not in validated(tmp_path, "return 0")
