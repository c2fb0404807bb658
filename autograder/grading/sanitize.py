"""The one lock on HTML that a student may have had a hand in: elements and attributes of a list, nothing else.

Reports escape all that comes from a student; this is the second lock on the same door. Text cells and
comments, which stock nbgrader shows in an instructor's browser, have no other.
"""

from __future__ import annotations

import functools
import re

from nh3 import Cleaner

TAGS = {
    *("div", "p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"th": {"scope"}, "details": {"open"}}  # no style: how a report looks is the page's business
MARKDOWN_TAGS = TAGS | {"a", "img", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "del", "span"}
MARKDOWN_ATTRIBUTES = ATTRIBUTES | {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "*": {"id"}}


@functools.lru_cache(maxsize=512)  # a class repeats itself, and the gradebook asks for the same reports
def safe(html: str) -> str:
    """A report's HTML with nothing in it but the elements that reports are made of; others are text."""
    return _cleaner().clean(_others_as_text(html, TAGS))


def markdown(source: str) -> str:
    """nbconvert's Markdown without active content. A link does not tell where it was followed from."""
    from nbconvert.filters import markdown2html

    return _markdown_cleaner().clean(_others_as_text(markdown2html(source), MARKDOWN_TAGS))


def _others_as_text(html: str, tags: set[str]) -> str:
    """Elements that are not admitted as text: the cleaner drops them, and what looks like one may be a
    student's answer, as in "n <m or n> k"."""
    return re.sub(rf"<(?!!--|/?(?:{'|'.join(sorted(tags))})[\s/>])", "&lt;", html, flags=re.IGNORECASE)


@functools.cache
def _cleaner() -> Cleaner:
    return Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=set())


@functools.cache
def _markdown_cleaner() -> Cleaner:
    schemes = {"http", "https", "mailto"}
    return Cleaner(tags=MARKDOWN_TAGS, attributes=MARKDOWN_ATTRIBUTES, url_schemes=schemes)
