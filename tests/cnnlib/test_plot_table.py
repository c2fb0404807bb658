"""Tables as text and as HTML."""

from html.parser import HTMLParser

import numpy as np
import pytest

from cnnlib import plot

ROWS = [
    {"name": "conv1", "shape": (6, 28, 28), "parameters": 156, "multiply_adds": 117600, "receptive_field": 5},
    {"name": "relu1", "shape": (6, 28, 28), "parameters": 0, "multiply_adds": 0, "receptive_field": 5},
    {"name": "linear1", "shape": (10,), "parameters": 47050, "multiply_adds": 47040, "receptive_field": None},
]


class Tags(HTMLParser):
    """All tags with their attributes, and the text of each cell."""

    def __init__(self, html):
        super().__init__()
        self.found, self.text = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


def test_table_as_text():
    assert repr(plot.table(ROWS, "A net", totals=["parameters"])).splitlines() == [
        "A net",
        "name           shape  parameters  multiply-adds  receptive field",
        "conv1    6 x 28 x 28         156        117,600                5",
        "relu1    6 x 28 x 28           0              0                5",
        "linear1           10      47,050         47,040                -",
        "total              -      47,206              -                -",
    ]


def test_table_as_html():
    parsed = Tags(plot.table(ROWS, "<A & B>", totals=["parameters"])._repr_html_())
    heads = [attrs["scope"] for tag, attrs in parsed.found if tag == "th"]
    assert heads == ["col"] * 5 + ["row"] * 4
    sides = [attrs["align"] for tag, attrs in parsed.found if tag == "td"]
    assert sides == ["right"] * 16
    assert parsed.text[0] == "<A & B>" and "47,206" in parsed.text


def test_shares_stand_on_the_right_below_a_title_that_does_not_wrap():
    shares = plot.table(
        [{"what": "a", "share": "5 %"}, {"what": "b", "share": "100 %"}], "Shares of the whole"
    )
    assert repr(shares).splitlines()[2:] == ["a       5 %", "b     100 %"]
    found = Tags(shares._repr_html_()).found
    assert [attrs["align"] for tag, attrs in found if tag == "td"] == ["right"] * 2
    assert [attrs["style"] for tag, attrs in found if tag == "caption"] == [
        "text-align: left; white-space: nowrap"
    ]


def test_table_takes_numpy_numbers_and_refuses_nothing_to_show():
    assert "1,000  0.5" in repr(plot.table([{"a": np.int64(1000), "b": np.float64(0.5)}], ""))
    with pytest.raises(ValueError, match="rows is empty"):
        plot.table([], "")


def test_zeros_are_faint_and_totals_set_off():
    found = Tags(plot.table(ROWS, "A net", totals=["parameters"])._repr_html_()).found
    styles = [attrs["style"] for tag, attrs in found if tag == "td"]
    assert [place for place, style in enumerate(styles) if "color" in style] == [5, 6]
    lines = [attrs.get("style", "") for tag, attrs in found if tag == "tr"]
    assert lines[:-1] == [""] * 4 and "border-top" in lines[-1]
    assert "border-top" not in plot.table(ROWS, "A net")._repr_html_()
