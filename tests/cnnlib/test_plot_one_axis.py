"""Pictures of windows: what they count, and what they explain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib import plot, shapes


def test_only_inputs_have_an_index_and_the_colours_are_explained(figures):
    plot.sliding_window(8, 3, stride=2, padding=1, dilation=2)
    plot.sliding_window(7, 3)
    plot.cone([(3, 1), (3, 2)])
    labels = [text.get_text() for text in figures[0].axes[0].texts]
    assert [label for label in labels if label.isdigit()] == [str(index) for index in range(8)]
    keys = [[text.get_text() for key in figure.legends for text in key.get_texts()] for figure in figures]
    assert keys == [
        ["an input, with its index", "padding: a zero", "left over at the end"],
        [],
        ["seen by the first output", "by both", "by its neighbour"],
    ]


@settings(max_examples=15)
@given(st.integers(1, 20), st.integers(1, 5), st.integers(1, 4), st.integers(0, 3), st.integers(1, 3))
def test_sliding_window_counts_what_the_formula_says(n, kernel, stride, padding, dilation):
    sizes = (n, kernel, stride, padding, dilation)
    picture = plot.sliding_window(*sizes)
    alt, facts = picture.alt, picture.facts
    assert facts["reach"] == dilation * (kernel - 1) + 1
    try:
        assert facts["outputs"] == shapes.output_size(*sizes)
        assert (facts["left over"] > 0) is not shapes.fits(*sizes)
        assert f"Outputs: {shapes.output_size(*sizes)};" in alt
        assert ("not reached" in alt) is not shapes.fits(*sizes)
    except ValueError:
        assert "longer than the padded input" in alt


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(1, 2)), min_size=1, max_size=2))
def test_cone_reaches_as_far_as_the_formula_says(layers):
    field, jump = shapes.receptive_field(layers)
    picture = plot.cone(layers)
    assert f"sees {field} inputs; its neighbour looks {jump} further" in picture.alt
    assert picture.facts == {"field": field, "jump": jump}


def test_pictures_that_nobody_could_read_are_refused():
    with pytest.raises(ValueError, match=r"n \+ 2 padding is 40: expected at most 32"):
        plot.sliding_window(38, 3, padding=1)
    with pytest.raises(ValueError, match="number of inputs seen by two outputs is"):
        plot.cone([(11, 4), (3, 2), (5, 1)])
