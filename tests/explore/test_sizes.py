"""Sizes along one axis: the module's arithmetic against the library's, and the page."""

import numpy as np
import pytest

from cnnlib.explore import Sizes
from cnnlib.ops.conv import conv_transpose2d
from cnnlib.shapes import fits, output_size

NAMES = ("n", "kernel", "stride", "padding", "dilation")


@pytest.fixture(scope="module")
def settings():
    """Thousands of states: many that do not fit among them."""
    rng = np.random.default_rng(0)
    limits = [(Sizes().fields[name]["least"], Sizes().fields[name]["most"]) for name in NAMES]
    return [
        {n: int(rng.integers(a, b + 1)) for n, (a, b) in zip(NAMES, limits, strict=True)} for _ in range(4000)
    ]


@pytest.fixture(scope="module")
def sizes(functions):
    return functions("sizes")


def test_windows_as_in_the_library(functions, settings):
    found = functions("axis")([("convolved", state) for state in settings])
    assert 100 < sum(bool(answer["refused"]) for answer in found) < 3900
    for state, answer in zip(settings, found, strict=True):
        try:
            assert answer["outputs"] == output_size(**state)
        except ValueError as error:
            assert answer["refused"] == str(error)
        else:
            assert answer["refused"] == ""
            assert (answer["left"] == 0) == fits(**state)
            assert all(fits(**state | {"n": size}) for size in answer["nearest"])


def test_transposed_as_in_the_library(functions, settings):
    """A kernel with gaps is a longer one with zeros between its ones."""
    found = functions("axis")([("transposed", state) for state in settings])
    for state, answer in zip(settings, found, strict=True):
        kernel = np.zeros((1, 1, 1, state["dilation"] * (state["kernel"] - 1) + 1))
        kernel[..., :: state["dilation"]] = 1
        steps, padding = (1, state["stride"]), (0, state["padding"])
        try:
            out = conv_transpose2d(np.ones((1, 1, 1, state["n"])), kernel, np.zeros(1), steps, padding)
        except ValueError:
            assert answer["refused"] and answer["outputs"] == 0
        else:
            assert answer["refused"] == ""
            assert answer["layers"] == out[0, 0, 0].tolist()
            assert answer["outputs"] == out.shape[3]


def test_the_formula_ends_with_the_size(functions, sizes, settings):
    states = [state | {"transposed": flag, "position": 0} for state in settings for flag in (False, True)]
    formulas = sizes([("formula", state) for state in states])
    found = functions("axis")([("transposed" if s["transposed"] else "convolved", s) for s in states])
    for text, answer in zip(formulas, found, strict=True):
        assert answer["refused"] or text.endswith(f" = {answer['outputs']}")


def test_by_keyboard(page):
    page.open(Sizes(n=7, kernel=3))
    assert page.says().startswith("7 inputs make 5 outputs. The last window ends at the last cell.")
    page.press("stride", "ArrowRight", "ArrowRight")
    assert page.says().startswith("7 inputs make 2 outputs. 1 cell left over at the end; 6 or 9 inputs")
    page.press("framed output", "End")
    assert page.says().endswith("Output 1 looks at cells 3 to 5.")
    page.press("transposed convolution", "Space")
    assert page.says().startswith("7 inputs make 21 outputs. Each sums 1 input.")
    page.press("kernel", "ArrowRight")
    assert page.says().startswith("7 inputs make 22 outputs. They sum 1 to 2 inputs: not evenly.")


def test_what_does_not_fit_is_said(page):
    page.open(Sizes(n=3, kernel=5))
    assert page.says().startswith("Does not fit: kernel=5 with dilation=1 covers 5 cells, but n=3")
    page.press("padding", "ArrowRight")
    assert page.says().startswith("3 inputs make 1 output.")
