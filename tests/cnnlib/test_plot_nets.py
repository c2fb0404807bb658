"""Pictures of a net: what they show, say in words, and label."""

import io
import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.image import imread

from cnnlib import plot
from cnnlib.plot.picture import SHARPNESS, WIDTH

RNG = np.random.default_rng(0)
ROWS = [
    {
        "epoch": epoch,
        "lr": 0.1,
        "loss": 2 / epoch,
        "accuracy": 1 - 0.5 / epoch,
        "validation_loss": 2.2 / epoch,
        "validation_accuracy": 1 - 0.6 / epoch,
    }
    for epoch in (1, 2, 3, 4)
]
NAMES = ["cat", "dog", "<emu>"]
TRUTH, PREDICTED = np.array([0, 0, 1, 1, 1, 2]), np.array([0, 1, 1, 0, 0, 2])
DRAWN = {
    "grey filters": lambda: plot.filters(RNG.normal(size=(20, 1, 5, 5)), "First layer"),
    "coloured filters": lambda: plot.filters(RNG.normal(size=(7, 3, 5, 5)), "First layer"),
    "many channels": lambda: plot.filters(RNG.normal(size=(3, 4, 3, 5)), "Second layer"),
    "filters all zero": lambda: plot.filters(np.zeros((2, 3, 3, 3), np.float32), "Nothing yet"),
    "maps": lambda: plot.activation_maps(np.maximum(RNG.normal(size=(12, 7, 9)), 0), "relu1"),
    "dead maps": lambda: plot.activation_maps(np.zeros((2, 3, 3)), "relu1"),
    "curves": lambda: plot.training_curves(ROWS, "A run"),
    "one epoch": lambda: plot.training_curves([{"epoch": 1, "loss": 2.0, "accuracy": 0.5}], "A run"),
    "confusions": lambda: plot.confusion_matrix(TRUTH, PREDICTED, NAMES, "A net"),
}


@pytest.mark.parametrize("name", DRAWN)
def test_each_is_an_image_with_a_text_alternative(name):
    picture = DRAWN[name]()
    assert len(picture.alt) > 30 and "nan" not in picture.alt
    assert f'width="{picture.width}"' in picture._repr_html_() and "<emu>" not in picture._repr_html_()
    assert picture.width <= 96 * WIDTH
    pixels = imread(io.BytesIO(picture.png))
    assert pixels.shape[1] == pytest.approx(SHARPNESS * picture.width, abs=SHARPNESS)
    assert pixels[..., :3].std() > 0.01


@pytest.mark.parametrize("name", DRAWN)
def test_axes_are_labelled_and_nothing_lies_outside(name, figures):
    DRAWN[name]()
    (figure,) = figures
    for axes in figure.axes:
        if axes.axison:
            assert axes.get_ylabel() and (axes.get_xlabel() or axes.get_label() == "<colorbar>")
    FigureCanvasAgg(figure).draw()
    box, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    assert min(box.x0, box.y0) > -0.01 and box.x1 < width + 0.01 and box.y1 < height + 0.01


def test_every_filter_is_there_with_its_number(figures):
    DRAWN["grey filters"]()
    DRAWN["many channels"]()
    first, second = (figure.axes[0] for figure in figures)
    assert [text.get_text() for text in first.texts] == [str(number) for number in range(20)]
    assert len(first.images) == 20 and len(second.images) == 12
    assert [text.get_text() for text in second.texts][:5] == ["0, 0", "0, 1", "0, 2", "0, 3", "1, 0"]


def test_a_coloured_filter_goes_from_its_least_to_its_largest_weight(figures):
    weights = RNG.normal(size=(2, 3, 4, 4))
    before = weights.copy()
    plot.filters(weights, "First layer")
    for image, w in zip(figures[0].axes[0].images, weights, strict=True):
        shown = image.get_array()
        assert shown.shape == (4, 4, 3) and (shown.min(), shown.max()) == (0, 1)
        np.testing.assert_allclose(shown, (w.transpose(1, 2, 0) - w.min()) / (w.max() - w.min()))
    assert np.array_equal(weights, before)


def test_grey_filters_share_a_scale_around_zero(figures):
    weights = RNG.normal(size=(3, 1, 4, 4))
    plot.filters(weights, "First layer")
    top = np.abs(weights).max()
    for image in figures[0].axes[0].images:
        assert image.get_clim() == pytest.approx((-top, top))


def test_words_of_the_maps():
    maps = np.zeros((4, 3, 5))
    maps[2, 1, 4] = 7
    maps[1, 0, 0] = 1
    alt = plot.activation_maps(maps, "relu2 of image 3").alt
    assert "4 maps of 3 x 5" in alt and "map 2, at row 1, column 4" in alt and "zero everywhere: 2" in alt


def test_words_and_lines_of_the_curves(figures):
    alt = plot.training_curves(ROWS, "A run").alt
    assert "4 epochs" in alt and "validation accuracy from 0.4 to 0.85" in alt
    left, right = figures[0].axes
    assert (left.get_ylabel(), right.get_ylabel()) == ("loss", "accuracy")
    training, validation = left.lines
    assert training.get_marker() != validation.get_marker()
    assert training.get_linestyle() != validation.get_linestyle()
    assert [text.get_text() for text in left.get_legend().get_texts()] == ["training", "validation"]
    assert list(training.get_ydata()) == [row["loss"] for row in ROWS]


def test_words_and_numbers_of_the_confusions(figures):
    picture = plot.confusion_matrix(TRUTH, PREDICTED, NAMES, "A net")
    assert "3 of 6 right" in picture.alt and "dog taken for cat: 2; cat taken for dog: 1" in picture.alt
    axes = figures[0].axes[0]
    numbers = {(text.get_position()[::-1], text.get_text()) for text in axes.texts}
    assert numbers == {((0, 0), "1"), ((0, 1), "1"), ((1, 1), "1"), ((1, 0), "2"), ((2, 2), "1")}
    np.testing.assert_allclose(axes.images[0].get_array().sum(1), 1)
    perfect = plot.confusion_matrix(TRUTH, TRUTH, NAMES, "A net")
    assert re.search(r"6 of 6 right\. No mistakes\.$", perfect.alt)


def test_counts_stand_out_from_their_squares(figures):
    plot.confusion_matrix(TRUTH, PREDICTED, NAMES, "A net")
    axes = figures[0].axes[0]
    image = axes.images[0]
    for text in axes.texts:
        j, i = text.get_position()
        ground = luminance(image.cmap(image.norm(image.get_array()[i, j]))[:3])
        ink = luminance({"white": (1, 1, 1), "black": (0, 0, 0)}[text.get_color()])
        assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5


def luminance(colour):
    """Relative luminance (WCAG 2)."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda: plot.filters(np.zeros((5, 5)), "F"), r"weights has shape \(5, 5\): expected \(C_out"),
        (lambda: plot.filters(np.zeros((0, 1, 5, 5)), "F"), "none of them 0"),
        (lambda: plot.activation_maps(np.zeros((1, 2, 3, 3)), "F"), r"maps has .* expected \(C, H, W\)"),
        (lambda: plot.activation_maps(np.zeros((2, 3, 3)), "F", columns=0), "columns is 0"),
        (lambda: plot.training_curves([], "F"), "rows is empty"),
        (lambda: plot.confusion_matrix(TRUTH, PREDICTED[:4], NAMES, "F"), r"\(6,\), predicted \(4,\)"),
        (lambda: plot.confusion_matrix(TRUTH, PREDICTED, NAMES[:2], "F"), "truth goes from 0 to 2"),
    ],
)
def test_what_cannot_be_drawn_is_named(call, match):
    with pytest.raises(ValueError, match=match):
        call()
