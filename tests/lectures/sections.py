"""What a lecture says in the section on a topic."""

from itertools import takewhile
from pathlib import Path

from autograder import layout
from autograder.authoring.source import TOPIC, Cell, read_cells
from autograder.authoring.topics import HEADING


def section(root: Path, topic: str) -> str:
    """The markdown of the section, from its heading to the next of the same level, each run of spaces as one."""
    for source in sorted((root / layout.LECTURES).glob("*.py")):
        cells = read_cells(source)
        for place, cell in enumerate(cells):
            if f"{TOPIC}{topic}" in cell.tags:
                level = len(HEADING.search(cell.text)[1])
                rest = takewhile(lambda cell, level=level: not _begins(cell, level), cells[place + 1 :])
                told = [cell, *(other for other in rest if other.node.cell_type == "markdown")]
                return " ".join(" ".join(cell.text for cell in told).split())
    raise LookupError(f"no lecture has a section on {topic}")


def _begins(cell: Cell, level: int) -> bool:
    """Whether a section of this level, or of one above it, begins here."""
    headings = HEADING.findall(cell.text) if cell.node.cell_type == "markdown" else []
    return any(len(marks) <= level for marks, _ in headings)
