"""cnnlib.plot: what the pictures say in words, and how they reach a notebook."""

import io
import re
import subprocess
import sys
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.image import imread
from matplotlib.text import Text

from cnnlib import plot, shapes

ROWS = [
    {"name": "conv1", "shape": (6, 28, 28), "parameters": 156, "multiply_adds": 117600, "receptive_field": 5},
    {"name": "relu1", "shape": (6, 28, 28), "parameters": 0, "multiply_adds": 0, "receptive_field": 5},
    {"name": "linear1", "shape": (10,), "parameters": 47050, "multiply_adds": 47040, "receptive_field": None},
]
DRAWN = {
    "window": lambda: plot.sliding_window(7, 3, 2),
    "window with leftovers": lambda: plot.sliding_window(28, 5, 3, 2, 2),
    "window that does not fit": lambda: plot.sliding_window(3, 5),
    "cone": lambda: plot.receptive_field([(3, 1), (2, 2), (3, 1)]),
    "bars": lambda: plot.bars({"small": 2, "large": 4_000_000}, "Weights", "weights", log=True),
    "cost": lambda: plot.cost(ROWS, "A net"),
    "profile": lambda: plot.profile([0, 1, 2, 1, 0], "Effect", "input", "change"),
    "grid": lambda: plot.grid([[True, False]], "Sizes that fit", {"stride": [2]}, {"n": [5, 6]}),
}


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


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_an_image_with_a_text_alternative(name):
    picture = DRAWN[name]()
    [(tag, attributes)] = Tags(picture._repr_html_()).found
    assert tag == "img" and attributes["src"].startswith("data:image/png;base64,")
    assert attributes["alt"] == repr(picture) == picture.alt and len(picture.alt) > 20
    pixels = imread(io.BytesIO(picture.png)).shape[1]
    assert pixels == pytest.approx(plot.SHARPNESS * int(attributes["width"]), abs=plot.SHARPNESS)
    assert picture.width <= 96 * plot.WIDTH


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_is_smaller_than_9_points(name, monkeypatch):
    seen = []

    class Look(plot.Picture):
        def __init__(self, figure, alt):
            figure.draw_without_rendering()
            seen.extend((t.get_fontsize(), t.get_text()) for t in figure.findobj(Text) if t.get_text())
            super().__init__(figure, alt)

    monkeypatch.setattr(plot, "Picture", Look)
    DRAWN[name]()
    assert seen and min(size for size, _ in seen) >= 9
    assert not any("$" in text for _, text in seen), "exponents would be smaller"


def test_pictures_are_the_same_from_run_to_run():
    assert DRAWN["cost"]().png == DRAWN["cost"]().png


def test_a_pyplot_figure_is_closed_and_its_alternative_escaped():
    figure, _ = plt.subplots()
    picture = plot.Picture(figure, 'less < more & "quoted"')
    assert not plt.fignum_exists(figure.number)
    assert 'alt="less &lt; more &amp; &quot;quoted&quot;"' in picture._repr_html_()


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 20), st.integers(1, 5), st.integers(1, 4), st.integers(0, 3), st.integers(1, 3))
def test_sliding_window_counts_what_the_formula_says(n, kernel, stride, padding, dilation):
    sizes = (n, kernel, stride, padding, dilation)
    alt = plot.sliding_window(*sizes).alt
    try:
        assert f"Outputs: {shapes.output_size(*sizes)};" in alt
        assert ("not reached" in alt) is not shapes.fits(*sizes)
    except ValueError:
        assert "longer than the padded input" in alt


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(1, 2)), min_size=1, max_size=2))
def test_cone_reaches_as_far_as_the_formula_says(layers):
    field, jump = shapes.receptive_field(layers)
    assert f"sees {field} inputs; its neighbour looks {jump} further" in plot.receptive_field(layers).alt


def test_pictures_that_nobody_could_read_are_refused():
    with pytest.raises(ValueError, match=r"n \+ 2 padding is 40: expected at most 32"):
        plot.sliding_window(38, 3, padding=1)
    with pytest.raises(ValueError, match="number of inputs seen by two outputs is"):
        plot.receptive_field([(11, 4), (3, 2), (5, 1)])


def test_cost_names_the_layers_that_matter():
    assert "2 layers with weights" in plot.cost(ROWS, "A net").alt
    assert re.search(r"linear1 has 100 % .* conv1 has 71 % ", plot.cost(ROWS, "A net").alt)


def test_table_as_text():
    assert repr(plot.table(ROWS, "A net", totals=["parameters"])).splitlines() == [
        "A net",
        "name           shape  parameters  multiply adds  receptive field",
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


def test_table_takes_numpy_numbers_and_refuses_nothing_to_show():
    assert "1,000  0.5" in repr(plot.table([{"a": np.int64(1000), "b": np.float64(0.5)}], ""))
    with pytest.raises(ValueError, match="rows is empty"):
        plot.table([], "")


def test_importing_is_cheap_and_needs_no_finished_functions():
    """Grading hides cnnlib.shapes, and imports this module once for each submission."""
    code = "import sys, cnnlib.plot; print([m for m in ('matplotlib', 'cnnlib.shapes') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
