"""What a student reads after grading: one page per student and assignment, complete in one file."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from autograder.grading.atomic import write_atomically
from autograder.grading.pictured import picture
from autograder.grading.results import SubmissionResult
from autograder.grading.sanitize import safe
from autograder.intake.untrusted import encodable

Explained = Mapping[str, Sequence[str]]  # a part's id -> where the lectures explain it


def write(path: Path, result: SubmissionResult, explained: Explained = MappingProxyType({})) -> None:
    """Write a student's page."""
    write_atomically(path, page(result, explained))


def page(result: SubmissionResult, explained: Explained = MappingProxyType({})) -> str:
    """A result as one HTML document that needs no other file, no script and no network."""
    reports = {part.part: Markup(safe(part.html)) for part in result.parts}
    pictures = {
        part.part: (Markup(found[0]), found[1])
        for part in result.parts
        if part.example is not None and (found := picture(part.part, part.example))
    }
    told = {"result": result, "reports": reports, "explained": explained, "pictures": pictures}
    told["points"] = "{:g}".format
    return encodable(_template().render(told))


@functools.cache
def _template() -> Template:
    loader = PackageLoader("autograder.grading", "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("feedback.html")
