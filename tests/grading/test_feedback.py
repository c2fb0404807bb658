"""Feedback pages: what they show, that they are one file, and that nothing of a student's runs in them."""

import re
from html.parser import HTMLParser

import pytest

from autograder.assignments import load_assignment, load_part
from autograder.check import example, run_check
from autograder.grading import feedback
from autograder.grading.results import PartResult, SubmissionResult, without_points
from cnnlib.plot import sliding_window

VOID = {"meta", "br", "img"}
PNG = re.compile(r"data:image/png;base64,[\w+/]+=*")
ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>body{display:none}</style>",
    "</title><script>alert(1)</script>",
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="http://example.org"></iframe>',
    "{{ 7 * 7 }}{% include 'x' %}",
]


class Page(HTMLParser):
    """Elements and texts of a page; fails where tags do not close in order."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.texts = [], [], []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if data.strip():
            self.texts.append(" ".join(data.split()))

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]


def of_report(id, *functions):
    report = run_check(id, *functions)
    words = report.mistake, report.status, str(report), report._repr_html_()
    shown = report.shown.number if report.shown else None
    return PartResult(id, report.points, report.max_points, *words, shown)


@pytest.fixture(scope="module")
def result():
    """A right part, one with a known mistake that is shown as a grid, and one not written."""
    pad, size = load_part("a2.zero_pad"), load_part("a1.output_size")
    name, mistake = next((n, m) for n, m in size.mistakes.items())
    parts = (
        of_report("a2.zero_pad", *pad.with_()),
        of_report("a1.output_size", mistake.around(size.reference(mistake.of))),
        PartResult("a1.fits", 0.0, 8.0, None, "not written", "", "<p>a1.fits</p><p>Not written yet.</p>"),
    )
    assert parts[1].mistake == name
    return SubmissionResult("ada", "a1_shapes", parts, ("A cell failed: NameError",))


def test_it_shows_who_what_total_parts_mistake_and_notes(result):
    page = Page(feedback.page(result))
    total = f"{result.points:g} / {result.max_points:g}"
    mistake = result.parts[1].mistake.replace("_", " ")
    explanation = load_part("a1.output_size").mistakes[result.parts[1].mistake].explanation
    for text in (
        "ada",
        "a1_shapes",
        total,
        "a1.output_size",
        mistake,
        "not written",
        "A cell failed: NameError",
    ):
        assert text in page.texts
    assert " ".join(explanation.split()) in page.texts
    assert any(text.startswith("output_size(") for text in page.texts)


def test_it_says_where_the_lectures_explain_a_part(result):
    html = feedback.page(result, {"a2.zero_pad": ['lecture 4, "What happens at the border?"', "lecture 9"]})
    told = [text for text in Page(html).texts if text.startswith("Explained in")]
    assert told == ['Explained in lecture 4, "What happens at the border?"; lecture 9']
    assert "Explained in" not in feedback.page(result)


def test_a_failing_case_is_a_picture_below_its_report(result):
    part = result.parts[1]
    args, options = example(part.part, part.example)
    page = Page(feedback.page(result))
    (image,) = page.all("img")
    settings = sliding_window(*args, **options)
    assert image["alt"] == settings.alt and PNG.search(image["src"])
    assert "This case, window by window" in page.texts


@pytest.mark.parametrize(("id", "number"), [("a1.receptive_field", 14), ("a2.zero_pad", 0)])
def test_a_case_that_cannot_be_drawn_has_no_picture(id, number):
    """A network that sees more inputs than can be read; a part whose cases no explorer shows."""
    part = PartResult(id, 0.0, 5.0, html="<p>x</p>", example=number)
    assert Page(feedback.page(SubmissionResult("ada", "a1_shapes", (part,)))).all("img") == []


def test_it_is_one_file_without_script_or_any_address(result):
    html = feedback.page(result)
    page = Page(html)
    assert not re.search(r"(https?:)?//|@import|url\(", PNG.sub("", html))
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "iframe", "object", "base", "form"})
    policies = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_it_can_be_read_by_a_screen_reader(result):
    page = Page(feedback.page(result))
    assert page.all("html")[0]["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False))
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.all("th"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for attributes in page.all("a"):
        assert attributes["href"][1:] in ids


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_a_students_gets_out_of_its_text(attack):
    part = PartResult(attack, 0.0, 5.0, attack, "graded", attack, f"<p>x</p><p>y</p>{attack}")
    html = feedback.page(SubmissionResult(attack, attack, (part,), (attack,)))
    page = Page(html)
    harmless = PartResult("s", 0.0, 5.0, "s", "graded", "s", "<p>x</p>")
    clean = Page(feedback.page(SubmissionResult("s", "s", (harmless,), ("s",))))
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in clean.tags}
    names = {name for _, attributes in page.tags for name in attributes}
    assert names == {name for _, attributes in clean.tags for name in attributes}
    assert len(page.all("style")) == 1
    assert "49" not in "".join(page.texts)
    assert attack in "".join(page.texts) or " ".join(attack.split()) in page.texts


@pytest.mark.parametrize("status", ["missing", "unreadable"])
def test_a_submission_of_which_nothing_was_graded_has_a_page_too(status):
    page = Page(feedback.page(without_points("ada", "a1_shapes", status, "No notebook was handed in.")))
    assert page.texts.count("No notebook was handed in.") == 1
    assert page.texts.count(status) == len(load_assignment("a1_shapes").part_ids)


def test_text_that_utf_8_cannot_express_is_written_all_the_same(tmp_path):
    result = SubmissionResult("a\udcff", "a1_shapes", (), ("\ud800",))
    path = tmp_path / "deep" / "page.html"
    feedback.write(path, result)
    assert "a?" in path.read_text(encoding="utf-8")
    assert [p.name for p in path.parent.iterdir()] == ["page.html"]
