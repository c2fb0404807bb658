"""What every picture is: an image with a text alternative, whose words can be read."""

import io
import re
import subprocess
import sys
from html import unescape

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.image import imread

from cnnlib import plot
from cnnlib.plot.picture import SHARPNESS, WIDTH

ROWS = [
    {"name": "conv1", "parameters": 156, "multiply_adds": 117600},
    {"name": "relu1", "parameters": 0, "multiply_adds": 0},
    {"name": "linear1", "parameters": 47050, "multiply_adds": 47040},
]
DRAWN = {
    "window": lambda: plot.sliding_window(7, 3, 2),
    "window with leftovers": lambda: plot.sliding_window(28, 5, 3, 2, 2),
    "window that does not fit": lambda: plot.sliding_window(3, 5),
    "cone": lambda: plot.cone([(3, 1), (2, 2), (3, 1)]),
    "bars": lambda: plot.bars({"small": 2, "large": 4_000_000}, "Weights", "weights", log=True),
    "parameters and work": lambda: plot.parameters_and_work(ROWS, "A net"),
    "profile": lambda: plot.profile([0, 1, 2, 1, 0], "Effect", "input", "change"),
    "numbers": lambda: plot.arrays({"image": np.eye(5), "filter": np.ones((3, 3))}, window=(3, 3)),
    "padded numbers": lambda: plot.arrays({"image": np.eye(5)}, padding=(1, 2)),
    "film": lambda: plot.sliding_filter(np.eye(6) / 3, np.array([[1.0, -1], [0, 2]]), stride=2),
    "film of numbers": lambda: plot.sliding_filter(np.eye(3), np.eye(2)),
    "long names": lambda: plot.arrays(
        {"a name much wider than its array": np.eye(1), "another such name": np.eye(2)}
    ),
    "maps": lambda: plot.arrays({"scene": np.eye(40), "1 -1\n2  3": np.eye(40) - 0.5}),
    "yes and no": lambda: plot.yes_no_grid([[True, False]], "Sizes that fit", {"stride": [2]}, {"n": [5, 6]}),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_an_image_with_a_text_alternative(name):
    picture = DRAWN[name]()
    tag = r'<img alt="([^"]+)" width="(\d+)" src="data:image/png;base64,[^"]+">'
    alt, width = re.fullmatch(tag, picture._repr_html_()).groups()
    assert unescape(alt) == repr(picture) == picture.alt and len(picture.alt) > 20
    pixels = imread(io.BytesIO(picture.png)).shape[1]
    assert pixels == pytest.approx(SHARPNESS * int(width), abs=SHARPNESS)
    assert picture.width <= 96 * WIDTH


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_is_smaller_than_9_points_or_leaves_the_picture(name, figures):
    DRAWN[name]()
    [figure] = figures
    assert min(label.get_fontsize() for label in figure.labels) >= 9
    assert not any("$" in label.get_text() for label in figure.labels), "exponents would be smaller"
    for place in figure.places:
        assert place.x0 >= 0 and place.x1 <= figure.bbox.x1
        assert place.y0 >= 0 and place.y1 <= figure.bbox.y1


def test_pictures_are_the_same_from_run_to_run():
    assert DRAWN["bars"]().png == DRAWN["bars"]().png


def test_a_pyplot_figure_is_closed_and_its_alternative_escaped():
    figure, _ = plt.subplots()
    picture = plot.Picture(figure, 'less < more & "quoted"')
    assert not plt.fignum_exists(figure.number)
    assert 'alt="less &lt; more &amp; &quot;quoted&quot;"' in picture._repr_html_()


def test_importing_is_cheap_and_needs_no_finished_functions():
    """Grading hides cnnlib.shapes, and imports this module once for each submission."""
    code = "import sys, cnnlib.plot; print([m for m in ('matplotlib', 'cnnlib.shapes') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
