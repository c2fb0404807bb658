"""What a student reads after grading: one page per student and assignment, complete in one file."""

from __future__ import annotations

import functools
from pathlib import Path

from bleach.sanitizer import Cleaner
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from autograder.grading.atomic import write_atomically
from autograder.grading.results import SubmissionResult
from autograder.intake.untrusted import encodable

TAGS = {
    *("div", "p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"th": ["scope"], "details": ["open"]}  # no style: how a report looks is the page's business


def write(path: Path, result: SubmissionResult) -> None:
    """Write a student's page."""
    write_atomically(path, page(result))


def page(result: SubmissionResult) -> str:
    """A result as one HTML document that needs no other file, no script and no network."""
    reports = {part.part: Markup(safe(part.html)) for part in result.parts}
    return encodable(_template().render(result=result, reports=reports, points="{:g}".format))


@functools.lru_cache(maxsize=512)  # a class repeats itself, and the gradebook asks for the same reports
def safe(html: str) -> str:
    """A report's HTML with nothing in it but the elements that reports are made of.

    Reports escape all that comes from a student; this is the second lock on the same door.
    """
    return _cleaner().clean(html)


def markdown(source: str) -> str:
    """nbconvert's Markdown without active content, for what stock nbgrader shows: links and comments."""
    from nbconvert.filters import markdown2html

    return _markdown_cleaner().clean(markdown2html(source))


@functools.cache
def _markdown_cleaner() -> Cleaner:
    tags = TAGS | {"a", "img", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "del", "span", "div"}
    attributes = {**ATTRIBUTES, "a": ["href", "title"], "img": ["src", "alt", "title"], "*": ["id"]}
    return Cleaner(tags, attributes, protocols=("http", "https", "mailto"))


@functools.cache
def _cleaner() -> Cleaner:
    return Cleaner(TAGS, ATTRIBUTES, protocols=())


@functools.cache
def _template() -> Template:
    loader = PackageLoader("autograder.grading", "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("feedback.html")
