"""The convolution stepper: the module's arithmetic against the library's, and the page."""

import numpy as np
import pytest
from traitlets import TraitError

from cnnlib.explore import Stepper
from cnnlib.ops.conv import conv2d_forward

OPTIONS = ("stride", "padding", "dilation")


@pytest.fixture(scope="module")
def states():
    """Some thousand states; many filters do not fit, some have another number of channels."""
    rng = np.random.default_rng(0)
    limits = [(Stepper().fields[name]["least"], Stepper().fields[name]["most"]) for name in OPTIONS]

    def draw():
        channels, height, width = rng.integers(1, (3, 9, 9))
        other = channels if rng.random() < 0.95 else 3 - channels
        state = {n: int(rng.integers(a, b + 1)) for n, (a, b) in zip(OPTIONS, limits, strict=True)}
        state["image"] = rng.integers(-9, 10, (channels, height, width)).astype(float).tolist()
        state["kernel"] = rng.normal(size=(other, *rng.integers(1, 6, 2))).tolist()
        place = {name: int(rng.integers(0, 14)) for name in ("row", "column")}
        return state | place | {"bias": float(rng.normal()), "true_convolution": bool(rng.integers(2))}

    return [draw() for _ in range(3000)]


@pytest.fixture(scope="module")
def stepper(functions):
    return functions("stepper")


def forward(state):
    kernel = np.array(state["kernel"])
    if state["true_convolution"]:
        kernel = kernel[:, ::-1, ::-1]
    options = {name: state[name] for name in OPTIONS}
    out, _ = conv2d_forward(np.array([state["image"]]), kernel[None], np.array([state["bias"]]), **options)
    return out[0, 0]


def test_the_map_is_the_librarys(stepper, states):
    maps, sizes = (stepper([(name, state) for state in states]) for name in ("map", "mapSize"))
    assert 100 < sum(bool(size["refused"]) for size in sizes) < 2900
    for state, found, size in zip(states, maps, sizes, strict=True):
        try:
            expected = forward(state)
        except ValueError:
            assert size["refused"] and found == []
        else:
            assert size == {"height": expected.shape[0], "width": expected.shape[1], "refused": ""}
            np.testing.assert_allclose(found, expected, rtol=0, atol=1e-11)


def test_a_step_adds_up(functions, stepper, states):
    sizes = stepper([("mapSize", state) for state in states])
    fitting = [(state, size) for state, size in zip(states, sizes, strict=True) if size["height"]]
    places = functions("walk")([("place", state, size) for state, size in fitting])
    fitting = [state for state, _ in fitting]
    found = stepper([("step", state, *place) for state, place in zip(fitting, places, strict=True)])
    for state, place, step in zip(fitting, places, found, strict=True):
        assert step["output"] == pytest.approx(forward(state)[tuple(place)], abs=1e-11)
        assert step["sum"] == pytest.approx(np.sum(step["products"]), abs=1e-11)
        assert np.shape(step["products"]) == np.shape(step["inputs"]) == np.shape(state["kernel"])


def test_by_keyboard(page):
    page.open(Stepper())
    assert page.says().startswith("Correlation, window at row 0, column 0 of the map: 4. 1 of 9 outputs")
    page.view.keyboard.press("Tab")
    page.view.locator(".drawing").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft"):
        page.view.keyboard.press(key)
    assert page.says().startswith("Correlation, window at row 2, column 0 of the map: 2. 7 of 9 outputs")
    page.press("next", "Enter")
    assert "column 1 of the map: 3." in page.says()
    page.press("padding", "ArrowRight")
    assert "8 of 9" not in page.says() and "of 25 outputs" in page.says()


def test_the_nine_outputs_of_the_well_known_example(page):
    """Stanford's UFLDL tutorial: 4 3 4, 2 4 3, 2 3 4."""
    page.open(Stepper())
    page.view.locator(".drawing").focus()
    page.press("next", *["Enter"] * 8)
    map_ = page.view.locator(".array svg").last.get_attribute("aria-label")
    assert map_ == "map, 3 × 3: 4 3 4; 2 4 3; 2 3 4."


def test_the_filter_can_be_written(page):
    page.open(Stepper(kernel=[[1, 2], [3, 4]], image=np.eye(3)))
    assert "of the map: 5." in page.says()
    page.press("change the filter's numbers", "Enter")
    page.press("filter, channel 0, row 1, column 1", "Control+a", "7")
    assert "of the map: 8." in page.says()
    assert "stepper.kernel=1,2;3,7&" in page.fragment()


def test_arrays_of_a_case_are_shown_as_given(page):
    """Two channels, an image that is not square, numbers with decimals."""
    image, kernel = np.arange(24.0).reshape(2, 3, 4), np.array([[[0.5, -1.25]], [[1, 0]]])
    page.open(Stepper(image=image, kernel=kernel, bias=0.5, true_convolution=True))
    expected = (image[0, 0, :2] * [-1.25, 0.5]).sum() + (image[1, 0, :2] * [0, 1]).sum() + 0.5
    assert f"of the map: {expected:g}." in page.says()


def test_what_does_not_fit_is_said(page):
    page.open(Stepper(image=np.ones((2, 2)), kernel=np.ones((3, 3))))
    assert page.says().startswith("Does not fit: the filter is larger than the padded image")
    page.view.locator(".drawing").focus()
    page.view.keyboard.press("ArrowRight")
    page.open(Stepper(image=np.ones((2, 4, 4)), kernel=np.ones((3, 3))))
    assert page.says().startswith("Does not fit: the image has 2 channels, the filter one channel")


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"image": np.ones((9, 2))}, r"image has shape \(9, 2\): expected 3 axes of 1 to 2, 1 to 8, 1 to 8"),
        ({"kernel": [[1, np.nan]]}, "kernel is .* expected an array of finite numbers"),
        ({"kernel": [[1], [1, 2]]}, "kernel is .* expected an array of finite numbers"),
        ({"image": np.ones((1, 1, 1, 1))}, "image has shape"),
        ({"bias": "1"}, "bias is '1': expected a number"),
        ({"bias": np.inf}, "bias is inf: expected a finite number"),
    ],
)
def test_a_wrong_array_is_refused(state, message):
    with pytest.raises(TraitError, match=message):
        Stepper(**state)


def test_a_ragged_array_in_a_link_is_left_out(page):
    page.open(Stepper(), fragment="#stepper.kernel=1,2;3")
    assert page.note().startswith(
        "The link says kernel=1,2;3, expected axes of 1 to 2, 1 to 5, 1 to 5 numbers"
    )
    assert "of the map: 4." in page.says()
