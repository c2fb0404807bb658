"""A filter on a photograph: the module's arithmetic against the library's, and the page."""

import re

import numpy as np
import pytest
from traitlets import TraitError

from cnnlib.data import photograph
from cnnlib.explore import Filtering
from cnnlib.ops.conv import correlate2d


def image_of(array):
    return {"height": array.shape[0], "width": array.shape[1], "values": array.ravel().tolist()}


def test_as_in_the_library(functions):
    rng = np.random.default_rng(0)
    cases = [
        (rng.random(rng.integers(1, 12, 2)), rng.normal(size=rng.integers(1, 8, 2))) for _ in range(2000)
    ]
    found = functions("filtering")(
        [("correlate", image_of(image), kernel.tolist()) for image, kernel in cases]
    )
    assert 200 < sum(answer["height"] == 0 for answer in found) < 1800
    for (image, kernel), answer in zip(cases, found, strict=True):
        try:
            expected = correlate2d(image, kernel)
        except ValueError:
            assert answer == {"height": 0, "width": 0, "values": []}
        else:
            assert (answer["height"], answer["width"]) == expected.shape
            np.testing.assert_allclose(answer["values"], expected.ravel(), rtol=0, atol=1e-12)


def test_grey_is_black_for_nothing_or_lies_around_the_middle(functions):
    filtering = functions("filtering")
    signed, positive, bright = filtering(
        [("greys", values) for values in ([-2, 0, 1], [0, 0.5, 1], [0, 2, 4])]
    )
    assert signed == [0, 127.5, 191.25]
    assert positive == [0, 127.5, 255]
    assert bright == [0, 127.5, 255]


def test_the_page_gets_the_photograph():
    carried = Filtering("flower").image
    assert (carried["height"], carried["width"]) == photograph("flower", grey=True).shape[1:]
    assert carried["credit"].startswith("Photograph: vultilion")


def test_by_keyboard(page):
    page.open(Filtering())
    assert page.says().startswith("The output has 126 × 190 pixels, from −")
    assert page.says().endswith("The filter's numbers sum to 0: areas without change give 0.")
    page.press("filter", "b")
    assert page.says().endswith("The filter's numbers sum to 1: areas without change are multiplied by 1.")
    page.press("filter, row 1, column 1", "Control+a", "1")
    assert page.says().endswith("multiplied by 1.75.")
    assert page.view.locator("select").input_value() == "own"
    assert page.fragment().startswith("#filtering.kernel=0.0625,0.125,0.0625;0.125,1,0.125;")


def test_what_is_shown_is_what_is_computed(page):
    """A step from black to white, and the filter that finds it."""
    step = np.repeat([[0.0, 0, 1, 1]], 4, axis=0)
    page.open(Filtering(step, kernel=[[-1, 1]]))
    shown = page.view.locator("canvas").last.evaluate(
        "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, at) => at % 4 === 0)"
    )
    assert np.reshape(shown, (4, 3)).tolist() == [[0, 255, 0]] * 4


@pytest.mark.parametrize(
    ("image", "message"),
    [
        ("cat", "image is 'cat': expected an array or one of china, flower"),
        (np.zeros((3, 4, 4)), "image has shape (3, 4, 4): expected (H, W), at most 256 each"),
        (np.full((2, 2), 255), "image has numbers from 255 to 255: expected 0 to 1"),
        (np.full((2, 2), np.nan), "image has numbers from nan to nan: expected 0 to 1"),
    ],
)
def test_a_wrong_image_is_refused(image, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        Filtering(image)


def test_a_wrong_filter_is_refused():
    with pytest.raises(
        TraitError, match=re.escape("kernel has shape (8, 8): expected 2 axes of 1 to 7, 1 to 7")
    ):
        Filtering(kernel=np.ones((8, 8)))
