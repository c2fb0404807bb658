"""What hostile students do to the notebook itself: metadata, outputs, encodings, markup."""

from __future__ import annotations

from collections.abc import Callable

from autograder.sample.attacks import MARKUP, added, checks


def before(check: str, source: str) -> Callable[[dict], None]:
    """Adds a cell of the student's own above the check of a part, below what it checks. check: its grade id."""

    def spoil(notebook: dict) -> None:
        marks = [each["metadata"].get("nbgrader", {}).get("grade_id") for each in notebook["cells"]]
        notebook["cells"].insert(marks.index(check), added(source))

    return spoil


def all_of(*changes: Callable[[dict], None]) -> Callable[[dict], None]:
    def spoil(notebook: dict) -> None:
        for change in changes:
            change(notebook)

    return spoil


def last(source: str) -> Callable[[dict], None]:
    """Adds a cell of the student's own at the end."""
    return lambda notebook: notebook["cells"].append(added("") | {"source": source})


# Metadata and structure


def newer_schema(notebook: dict) -> None:
    next(checks(notebook))["metadata"]["nbgrader"]["schema_version"] = 99


def claim_points(notebook: dict) -> None:
    for each in checks(notebook):
        each["metadata"]["nbgrader"] |= {"points": 1000, "solution": True, "locked": False, "checksum": "0"}
        each["source"] = "1000"


def swap_grade_ids(notebook: dict) -> None:
    """The check of what is right, and what is right, under the names of what is not, and the other way."""
    names = {"a2-zero_pad": "a2-conv2d_forward", "a2-conv2d_forward": "a2-zero_pad"}
    for each in notebook["cells"]:
        mark = each["metadata"].get("nbgrader", {})
        stem, _, number = mark.get("grade_id", "").rpartition("-")
        if mark.get("grade") and mark["grade_id"] in names:
            mark["grade_id"] = names[mark["grade_id"]]
        elif stem in names:
            mark["grade_id"] = f"{names[stem]}-{number}"


def other_kernel(notebook: dict) -> None:
    kernel = {"name": "bash", "display_name": "Bash", "language": "bash"}
    notebook["metadata"] = {"kernelspec": kernel, "language_info": {"name": "bash"}}


# Forged outputs


# Broken encodings


def half_characters(notebook: dict) -> None:
    """Halves of surrogate pairs, which JSON can write and UTF-8 cannot."""
    notebook["metadata"]["title"] = "\ud800"
    cells = [added("text \ud800", "markdown"), added("# \udc80\nraise ValueError('\udfff')")]
    notebook["cells"][1:1] = cells


def control_characters(notebook: dict) -> None:
    """NUL, an order mark, terminal commands, text that runs from right to left, line ends of all kinds."""
    odd = "\ufeff\x00\x1b[2J\x1b]0;x\x07\u202e\u2028\x85\x0b\x0c\r"
    notebook["cells"][1:1] = [added(f"# {odd}\nraise ValueError({odd!r} + '''{odd}''')"), added(odd, "raw")]


# Markup


def markup_cells(notebook: dict) -> None:
    """Text, code that fails, and saved outputs, all with active content."""
    failing = added(f"0 / 0  # {MARKUP}")
    data = {"text/html": MARKUP, "application/javascript": "alert(1)", "image/svg+xml": MARKUP}
    failing["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
    notebook["cells"][1:1] = [added(MARKUP, "markdown"), added(MARKUP, "raw"), failing]
