"""One student of the sample class: what they hand in, and what their honest work earns."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import layout
from autograder.assignments import assignment_of, assignments, load_assignment
from autograder.check import run_check
from autograder.judging.report import Report
from autograder.part import Part
from autograder.sample import as_source

ASSIGNMENTS = assignments()

# How a function is answered: names of mistakes, the outermost first, then of a right variant (the
# student's usual style where none is named); or text of the student's own, which earns nothing; or
# None: left as it was released.
Answer = tuple[str, ...] | str | None


@dataclass(frozen=True)
class Student:
    """id and `what` say what the submission is, in a word and in a sentence.

    style: which right variant of each function they write where `answers` says nothing.
    spoil: by assignment, what is done to the notebook (as JSON) once it is filled in.
    beside: by assignment, files handed in beside the notebook, by name.
    broken: by assignment, what is written in place of the notebook: receives the path and the
        text of the notebook that would have been handed in.
    """

    id: str
    what: str
    style: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    spoil: Mapping[str, Callable[[dict], None]] = field(default_factory=dict)
    beside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    broken: Mapping[str, Callable[[Path, str], None]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()  # assignments of which nothing can be graded
    hands_in: tuple[str, ...] = ASSIGNMENTS

    def chain(self, part: Part, function: str) -> Answer:
        """How this student answers a function: with a right variant at the end, unless by text."""
        answer = self.answers.get(function, ())
        if answer is None or isinstance(answer, str) or (answer and answer[-1] in part.rights[function]):
            return answer
        variants = list(part.rights[function])
        return (*answer, variants[self.style % len(variants)])

    def honest(self, part: Part, seed: int) -> Report | None:
        """The report on the work itself, by calling it here; None where nothing can be graded."""
        name = assignment_of(part).name
        if name in self.unread or name not in self.hands_in:
            return None
        return run_check(part.id, *(self._callable(part, name) for name in part.functions), seed=seed)

    def _callable(self, part: Part, function: str) -> Callable:
        chain = self.chain(part, function)
        return as_source.callables(part, function, chain) if isinstance(chain, tuple) else not_written

    def write(self, release: Path, folder: Path) -> None:
        """Write folder/ASSIGNMENT/ for every assignment that is handed in. release: the folder of released
        notebooks."""
        for assignment in self.hands_in:
            notebook = json.loads(layout.notebook(release, assignment).read_text(encoding="utf-8"))
            self._fill_in(notebook, load_assignment(assignment).load_parts())
            self.spoil.get(assignment, lambda notebook: None)(notebook)
            path = layout.notebook(folder, assignment)
            path.parent.mkdir(parents=True)
            text = json.dumps(notebook, indent=1) + "\n"
            self.broken.get(assignment, _write)(path, text)
            for name, content in self.beside.get(assignment, {}).items():
                (path.parent / name).write_text(content, encoding="utf-8")

    def _fill_in(self, notebook: dict, parts: list[Part]) -> None:
        """Put the answers into the solution cells, and number the cells as if they had been run."""
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        for number, cell in enumerate(code, start=1):
            cell["execution_count"] = number
        for part in parts:
            for function in part.functions:
                text = self._text(part, function)
                if text is not None:
                    next(c for c in code if defines(c, function))["source"] = text

    def _text(self, part: Part, function: str) -> str | None:
        chain = self.chain(part, function)
        return as_source.text(part, function, chain) if isinstance(chain, tuple) else chain


def defines(cell: Mapping[str, Any], function: str) -> bool:
    """Whether a cell of a notebook is the solution cell of this function."""
    is_solution = cell["metadata"].get("nbgrader", {}).get("solution", False)
    return is_solution and f"def {function}(" in "".join(cell["source"])


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def not_written(*args: Any, **options: Any) -> None:
    raise NotImplementedError
