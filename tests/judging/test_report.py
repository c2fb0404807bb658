"""How a report is built: as HTML that a screen reader can follow, and pictures that hide no wrong value."""

import subprocess
import sys
from html.parser import HTMLParser

import numpy as np
import pytest

from autograder.assignments import load_part
from autograder.check import run_check
from autograder.judging.report import Report, Shown, Unjudged


class Tables(HTMLParser):
    """The tables of a page: their captions, header cells and data cells."""

    def __init__(self, html: str):
        super().__init__()
        self.tables: list[dict] = []
        self.cell: list | None = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append({"caption": [], "th": [], "td": []})
        if tag in ("caption", "th", "td"):
            self.cell = ["", dict(attributes)]
            self.tables[-1][tag].append(self.cell)

    def handle_endtag(self, tag):
        if tag in ("caption", "th", "td"):
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell[0] += data


def report_of(id: str, mistake: str) -> Report:
    part = load_part(id)
    known = part.mistakes[mistake]
    return run_check(id, known.around(part.reference(known.of)))


def showing(found: np.ndarray, expected: np.ndarray) -> Report:
    """A report on one failing case with these arrays."""
    shown = Shown("f(x)", "f(x)", "values differ", found, expected, number=0)
    return Report("a0.f", {"values": 1}, (), shown=shown)


@pytest.mark.parametrize(
    ("part", "mistake", "tables"),
    [("a1.output_size", "dilation_ignored", 1), ("a2.zero_pad", "border_of_ones", 3)],
)
def test_every_table_has_a_caption_and_every_header_cell_a_scope(part, mistake, tables):
    found = Tables(report_of(part, mistake)._repr_html_()).tables
    assert len(found) == tables
    for table in found:
        assert [bool(text) for text, _ in table["caption"]] == [True]
        assert table["th"]
        for text, attributes in table["th"]:
            assert text and attributes["scope"] in ("row", "col")


def test_wrong_values_are_marked_in_what_was_found_alone():
    expected = np.arange(6.0).reshape(2, 3)
    answer = expected.copy()
    answer[1, 2] = 9
    _, found, right = Tables(showing(answer, expected)._repr_html_()).tables
    assert [text for text, _ in found["td"]] == ["", "0", "1", "2", "3", "4", "9 *"]
    assert [text for text, _ in right["td"]] == ["", "0", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize("shape", [(11, 11), (200, 30), (7, 1000), (318, 318)])
@pytest.mark.parametrize("corner", [(0, 0), (-1, -1), (0, -1), (-1, 0)])
def test_a_map_shows_a_single_wrong_value_wherever_it_lies(shape, corner):
    expected = np.zeros(shape)
    answer = expected.copy()
    answer[corner] = 1
    report = showing(answer, expected)
    lines = [line.strip() for line in str(report).splitlines() if set(line.strip()) <= {"#", "."}]
    assert sum(line.count("#") for line in lines) == 1
    assert lines[corner[0]][corner[1]] == "#"
    assert len(lines) <= 20 and len(lines[0]) <= 40
    assert "\n".join(lines) in report._repr_html_()


def test_a_map_says_how_much_one_mark_stands_for():
    one_for_one = str(showing(np.ones((12, 12)), np.zeros((12, 12))))
    assert "Where it differs: 144 of 144 values (# wrong, . right)" in one_for_one
    assert "one mark for 2 x 3 values" in str(showing(np.ones((40, 120)), np.zeros((40, 120))))


def test_no_template_is_loaded_before_a_report_is_shown_as_html():
    """It takes a tenth of a second of every notebook's start, and a terminal never needs it."""
    code = (
        "import sys; from autograder import run_check; report = run_check('a1.fits', lambda *a, **k: None);"
        "before = 'jinja2' in sys.modules; str(report); report._repr_html_();"
        "print(before, 'jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"]


def test_a_part_that_could_not_be_judged_is_told_in_the_same_two_ways():
    unjudged = Unjudged("a1.<fits>", 8.0, "crashed", "Your code <ended>.")
    assert str(unjudged) == "a1.<fits>: 0 / 8  (crashed)\nYour code <ended>."
    told = "<p><strong>a1.&lt;fits&gt;: 0 / 8 (crashed)</strong></p>\n<p>Your code &lt;ended&gt;.</p>"
    assert unjudged._repr_html_() == told
