"""The lock on HTML: what is admitted stays, all else is text, and nothing of a student's acts or is lost."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from autograder.grading.nbgrader.shown import Sanitize
from autograder.grading.sanitize import MARKDOWN_TAGS, TAGS, markdown, safe
from autograder.sample import attacks

HOSTILE = [
    attacks.MARKUP,
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org></SCRIPT >",
    "<img src=x onerror=alert(1)>",
    '<p onclick="alert(1)" style="background:url(x)">x</p>',
    '<a href="javascript:alert(1)">x</a><a href=" jav&#x0A;ascript:alert(1)">x</a>',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<details open ontoggle=alert(1)>x</details>",
    "<div<script>alert(1)</script>",
    "</div></td><iframe srcdoc=x>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<form action=//example.org><input name=x autofocus onfocus=alert(1)>",
]


class Elements(HTMLParser):
    """What a browser would find: elements with their attributes, and text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


def acts(html, tags):
    """Elements and attributes that are not admitted, and addresses that are no web page's or mail's."""
    admitted = {"scope", "open", "id", "title", "alt", "href", "src", "rel"}
    found = []
    for tag, attributes in Elements(html).tags:
        found += [tag] * (tag not in tags) + [name for name in attributes if name not in admitted]
        for name in ("href", "src"):
            address = unescape(attributes.get(name) or "")
            found += [address] * bool(
                re.match(r"[^/?#]*:", address) and not re.match("https?:|mailto:", address)
            )
    return found


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_acts(markup):
    assert acts(safe(markup), TAGS) == []
    for source in (markup, f"text {markup} text", f"# {markup}", f"- {markup}\n\n> {markup}"):
        assert acts(markdown(source), MARKDOWN_TAGS) == []


def test_what_acts_would_be_found():
    for markup in ("<script>", "<p onclick=x>", "<a href=javascript:x>", "<img src=data:x>"):
        assert acts(markup, MARKDOWN_TAGS) != []


def test_a_reports_own_elements_stay_and_its_colours_go():
    html = '<table><thead><tr><th scope="col" style="color:red">a</th></tr></thead></table><pre>b<br>c</pre>'
    assert safe(html) == html.replace(' style="color:red"', "")


def test_what_is_not_admitted_is_shown_as_text():
    """A student's words are never lost, be they an attack or a comparison that looks like an element."""
    assert safe("<p>ok</p><script>alert(1)</script>") == "<p>ok</p>&lt;script&gt;alert(1)&lt;/script&gt;"
    for text in ("if n <m and m> k", "x<y", "a <b", "a > b", "<script>alert(1)</script>", "`a < b`"):
        assert Elements(markdown(f"{text} end")).text.strip() == f"{text} end".replace("`", "")


def test_markdown_keeps_what_text_is_made_of():
    source = "# Why\n\n> quoted\n\n**bold** [a](https://example.org) [b](#part)\n\n<details>more</details>"
    html = markdown(source)
    for piece in (
        "<h1 id=",
        "<blockquote>",
        "<strong>bold</strong>",
        "<details>more</details>",
        'href="#part"',
    ):
        assert piece in html
    link = next(
        attributes for tag, attributes in Elements(html).tags if attributes.get("href", "").startswith("http")
    )
    assert link == {"href": "https://example.org", "rel": "noopener noreferrer"}


def test_of_a_notebook_raw_cells_and_outputs_are_cleaned_and_text_is_left_to_the_filter():
    data = {
        "text/html": attacks.MARKUP,
        "text/plain": "1",
        "application/javascript": "alert(1)",
        "image/svg+xml": "<svg>",
    }
    cells = [
        new_raw_cell(attacks.MARKUP),
        new_markdown_cell("> a < b"),
        new_code_cell("1 < 2", outputs=[new_output("display_data", data)]),
    ]
    shown, _ = Sanitize(enabled=True)(new_notebook(cells=cells), {})
    raw, text, code = shown.cells
    assert acts(raw.source, TAGS) == [] and "alert(1)" in raw.source
    assert text.source == "> a < b" and code.source == "1 < 2"
    assert set(code.outputs[0].data) == {"text/html", "text/plain"}
    assert acts(code.outputs[0].data["text/html"], TAGS) == []
