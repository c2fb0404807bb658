"""What a student reads after grading: one page per student and assignment, complete in one file."""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from autograder.grading.atomic import write_atomically
from autograder.grading.results import SubmissionResult
from autograder.grading.sanitize import safe
from autograder.intake.untrusted import encodable


def write(path: Path, result: SubmissionResult) -> None:
    """Write a student's page."""
    write_atomically(path, page(result))


def page(result: SubmissionResult) -> str:
    """A result as one HTML document that needs no other file, no script and no network."""
    reports = {part.part: Markup(safe(part.html)) for part in result.parts}
    return encodable(_template().render(result=result, reports=reports, points="{:g}".format))


@functools.cache
def _template() -> Template:
    loader = PackageLoader("autograder.grading", "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("feedback.html")
