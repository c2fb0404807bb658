"""Pooling: the module's arithmetic against the library's, and the page."""

import numpy as np
import pytest
from traitlets import TraitError

from cnnlib.explore import Pooling
from cnnlib.ops.pool import avg_pool2d_backward, avg_pool2d_forward, max_pool2d_backward, max_pool2d_forward

LIBRARY = {
    "max": (max_pool2d_forward, max_pool2d_backward),
    "average": (avg_pool2d_forward, avg_pool2d_backward),
}


def test_forwards_and_backwards_as_in_the_library(functions):
    """Few different numbers, so that maxima are shared; windows overlap, leave gaps, or do not fit."""
    rng = np.random.default_rng(0)
    states = [
        {
            "image": rng.integers(-2, 3, rng.integers(1, 9, 2)).astype(float).tolist(),
            "pooling": str(rng.choice(list(LIBRARY))),
            "kernel": int(rng.integers(1, 5)),
            "stride": int(rng.integers(1, 5)),
        }
        for _ in range(2000)
    ]
    pooling = functions("pooling")
    maps, gradients, sizes = (pooling([(name, s) for s in states]) for name in ("map", "gradient", "mapSize"))
    assert 100 < sum(bool(size["refused"]) for size in sizes) < 1900
    for state, found, gradient, size in zip(states, maps, gradients, sizes, strict=True):
        forward, backward = LIBRARY[state["pooling"]]
        try:
            out, cache = forward(np.array(state["image"])[None, None], state["kernel"], state["stride"])
        except ValueError:
            assert size["refused"]
            continue
        assert [size["height"], size["width"]] == list(out.shape[2:])
        np.testing.assert_allclose(found, out[0, 0], rtol=0, atol=1e-14)
        np.testing.assert_allclose(gradient, backward(np.ones_like(out), cache)[0, 0], rtol=0, atol=1e-14)


def test_by_keyboard(page):
    page.open(Pooling())
    assert page.says() == (
        "Max pooling, 2 × 2 with stride 2: 4 × 4 becomes 2 × 2. The output at row 0, column 0 is 6, from row 1, "
        "column 1, where all of its gradient goes."
    )
    page.view.locator(".drawing").focus()
    page.view.keyboard.press("ArrowDown")
    assert "row 1, column 0 is 3, from row 2, column 0" in page.says()
    page.press("pooling", "a")
    assert page.says().endswith("is 2, the mean of 4 cells; each gets 0.25 of its gradient.")
    page.press("stride", "ArrowLeft")
    assert page.says().startswith("Average pooling, 2 × 2 with stride 1: 4 × 4 becomes 3 × 3.")
    page.press("change the image's numbers", "Enter")
    page.press("image, row 1, column 0", "Control+a", "9")
    assert "row 1, column 0 is 5, the mean" in page.says()
    assert page.fragment().startswith(
        "#pooling.image=1,1,2,4;9,6,7,8;3,2,1,0;1,2,3,4&pooling.pooling=average&"
    )


def test_equal_maxima_are_said(page):
    page.open(Pooling(image=[[3, 3], [3, 1]]))
    assert page.says().endswith("3 cells have this maximum; the first gets it all.")


def test_what_does_not_fit_is_said(page):
    page.open(Pooling(image=[[1, 2, 3]]))
    assert page.says() == "Does not fit: a window of 2 × 2 is larger than the image of 1 × 3."


def test_a_wrong_word_is_refused():
    with pytest.raises(TraitError, match="pooling is 'mean': expected one of max, average"):
        Pooling(pooling="mean")
