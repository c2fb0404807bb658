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
from cnnlib.plot import one_axis
from cnnlib.plot import picture as canvas

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
    "numbers": lambda: plot.arrays({"image": np.eye(5), "filter": np.ones((3, 3))}, window=(3, 3)),
    "maps": lambda: plot.arrays({"scene": np.eye(40), "1 -1\n2  3": np.eye(40) - 0.5}),
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
    assert pixels == pytest.approx(canvas.SHARPNESS * int(attributes["width"]), abs=canvas.SHARPNESS)
    assert picture.width <= 96 * canvas.WIDTH


@pytest.fixture
def drawn(monkeypatch):
    """The figures behind the pictures that are made, in order, each with where its texts were drawn.

    Labels of ticks are not among these: those beyond an axis are never drawn.
    """
    figures = []

    class Look(plot.Picture):
        def __init__(self, figure, alt):
            figure.draw_without_rendering()
            axes = [axis for panel in figure.axes for axis in (panel.xaxis, panel.yaxis)]
            ticks = [label for axis in axes for label in axis.get_ticklabels()]
            figure.places = [t.get_window_extent() for t in texts(figure) if t not in ticks]
            figures.append(figure)
            super().__init__(figure, alt)

    for module in (one_axis, canvas):
        monkeypatch.setattr(module, "Picture", Look)
    return figures


def texts(figure):
    return [text for text in figure.findobj(Text) if text.get_text()]


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_is_smaller_than_9_points_or_leaves_the_picture(name, drawn):
    DRAWN[name]()
    [figure] = drawn
    assert min(text.get_fontsize() for text in texts(figure)) >= 9
    assert not any("$" in text.get_text() for text in texts(figure)), "exponents would be smaller"
    for place in figure.places:
        assert place.x0 >= 0 and place.x1 <= figure.bbox.x1
        assert place.y0 >= 0 and place.y1 <= figure.bbox.y1


def test_only_inputs_have_an_index_and_the_colours_are_explained(drawn):
    plot.sliding_window(8, 3, stride=2, padding=1, dilation=2)
    plot.sliding_window(7, 3)
    plot.receptive_field([(3, 1), (3, 2)])
    labels = [text.get_text() for text in drawn[0].axes[0].texts]
    assert [label for label in labels if label.isdigit()] == [str(index) for index in range(8)]
    keys = [[text.get_text() for key in figure.legends for text in key.get_texts()] for figure in drawn]
    assert keys == [
        ["an input, with its index", "padding: a zero", "left over at the end"],
        [],
        ["seen by the first output", "by both", "by its neighbour"],
    ]


def test_pixels_have_one_size_and_shades_one_meaning_in_all_arrays(drawn):
    plot.arrays({"image": np.eye(5), "filter": np.full((3, 2), 4.0)})
    [figure] = drawn
    sizes = []
    for axes, array in zip(figure.axes, (np.eye(5), np.ones((3, 2))), strict=True):
        box = axes.get_window_extent()
        sizes += [box.height / array.shape[0], box.width / array.shape[1]]
    assert sizes == pytest.approx([sizes[0]] * 4)
    assert {axes.images[0].get_clim() for axes in figure.axes} == {(0, 8)}


def test_a_map_with_negative_numbers_is_drawn_around_grey_for_zero(drawn):
    bright, signed = np.eye(20), -3.0 * np.eye(20)
    picture = plot.arrays({"bright": bright, "signed": signed})
    scales = [axes.images[0].get_clim() for axes in drawn[0].axes]
    assert scales == [(0, 1), (-3, 3)]
    assert [axes.get_xlabel() for axes in drawn[0].axes] == ["black 0, white 1", "black -3, grey 0, white 3"]
    assert picture.alt.startswith("bright: 20 x 20 numbers from 0 to 1. signed: 20 x 20 numbers from -3 to")


def test_small_arrays_are_listed_in_words():
    picture = plot.arrays({"image": [[1, 0.5], [0, 2]], "filter": [[1]]})
    assert picture.alt == "image: 1 0.5; 0 2. filter: 1."
    for wrong in ({}, {"row": [1, 2]}):
        with pytest.raises(ValueError, match=r"expected at least one, each \(H, W\)"):
            plot.arrays(wrong)


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


def test_importing_is_cheap_and_needs_no_finished_functions():
    """Grading hides cnnlib.shapes, and imports this module once for each submission."""
    code = "import sys, cnnlib.plot; print([m for m in ('matplotlib', 'cnnlib.shapes') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
