"""A film of a filter: what it says, and how it plays."""

import io

import numpy as np
import pytest
from PIL import Image

from cnnlib import plot
from cnnlib.ops.conv import conv2d_naive


@pytest.mark.parametrize("stride", [1, 2])
def test_the_map_is_the_layer_s(stride, figures):
    image, weights = np.arange(30.0).reshape(5, 6) % 7, np.array([[1.0, -2, 0], [3, 0, 1]])
    film = plot.sliding_filter(image, weights, stride)
    [right] = conv2d_naive(image[None, None], weights[None, None], np.zeros(1), stride)[0]
    rows, columns = right.shape
    assert f"{right.size} positions, and leaves a map of {rows} x {columns}" in film.alt
    assert film.facts == {"rows": rows, "columns": columns}
    assert np.array_equal(figures[0].axes[2].images[0].get_array(), right)


def test_it_plays_once_in_less_than_five_seconds_and_ends_with_the_whole_map():
    with Image.open(io.BytesIO(plot.sliding_filter(np.eye(12), np.eye(3)).png)) as film:
        assert (film.n_frames, film.info["loop"], film.info["default_image"]) == (101, 1, True)
        assert sum(film.info["duration"] for _ in map(film.seek, range(1, 101))) < 5000
        film.seek(100)
        last = np.asarray(film.convert("RGB"))
        film.seek(0)
        assert np.array_equal(last, np.asarray(film.convert("RGB")))


@pytest.mark.parametrize("side", [2, 40])
def test_a_filter_that_does_not_fit_or_never_ends_is_refused(side):
    with pytest.raises(ValueError, match="expected 1 to 200"):
        plot.sliding_filter(np.eye(side), np.eye(3))
