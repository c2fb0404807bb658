"""What formgrader shows of a student's notebook, named by nbgrader_config.py."""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from autograder.grading.sanitize import safe


class Sanitize(Preprocessor):
    """In place of nbconvert's own step, which leaves it to bleach, which nobody maintains.

    Of outputs, text and HTML stay: grading writes no others. Text cells pass as they are, since the filter
    `autograder.grading.sanitize.markdown` cleans what is made of them; their source is not HTML yet, and
    to take it for HTML would spoil a quotation or a comparison.
    """

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> tuple[NotebookNode, Any]:
        if cell.cell_type == "raw":
            cell.source = safe(cell.source)
        for output in cell.get("outputs", ()):
            if "data" in output:
                output.data = _cleaned(output.data)
        return cell, resources


def _cleaned(data: NotebookNode) -> NotebookNode:
    kept = {kind: data[kind] for kind in ("text/plain", "text/html") if kind in data}
    if "text/html" in kept:
        kept["text/html"] = safe(kept["text/html"])
    return NotebookNode(kept)
