"""a2.edges: how steep an image is at every pixel, by Sobel's two filters."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks.a2_convolution.edges_mistakes import EDGES_MISTAKES, steepness
from autograder.checks.a2_convolution.edges_mistakes_filters import FILTER_MISTAKES
from autograder.checks.cases import answered_by, called_again, given_back
from autograder.checks.inputs import LAYOUTS, normal, whole
from autograder.part import part


def magnitude(image: np.ndarray) -> np.ndarray:
    """The oracle: for each window two weighted sums in Python's own floats."""
    out = np.zeros((image.shape[0] - 2, image.shape[1] - 2), image.dtype)
    smooth, step = (1, 2, 1), (1, 0, -1)
    for i, j in np.ndindex(*out.shape):
        across = down = 0.0
        for u, v in np.ndindex(3, 3):
            pixel = float(image[i + u, j + v])
            across += smooth[u] * step[v] * pixel
            down += step[u] * smooth[v] * pixel
        out[i, j] = math.sqrt(across * across + down * down)
    return out


@part(
    "a2.edges",
    points={"one direction": 1.5, "values": 3, "memory layout": 1, "float32": 0.5},
    functions=("sobel_magnitude",),
)
def edges(rng):
    case = answered_by(magnitude)
    size = int(rng.integers(5, 8))
    heights = np.cumsum(rng.integers(1, 5, 5)).astype(np.float64)  # no two steps of opposite sign
    yield case("one direction", np.repeat(heights[:3, None], 4, axis=1))
    yield case("one direction", np.repeat(heights[None, :3], 4, axis=0))
    yield case("one direction", np.repeat(heights[::-1, None], 3, axis=1))

    yield case("values", whole(rng, (3, 3)))
    yield case("values", whole(rng, (3, 4)))
    yield case("values", whole(rng, (5, 3)))
    yield case("values", normal(rng, (size, size + 2)))
    yield case("values", 300 * normal(rng, (size + 1, size)))

    for layout in LAYOUTS:
        yield case("memory layout", layout(whole(rng, (4, 5))))
    image, other = whole(rng, (5, 5)), whole(rng, (5, 5))
    about = "sobel_magnitude called three times: then with another image, an image of another size"
    yield called_again("memory layout", magnitude, [(image,), (other,), (whole(rng, (3, 5)),)], about)
    about = "sobel_magnitude called twice with images of one size, then with its own first result"
    yield given_back("memory layout", magnitude, (image,), (other,), (), about)

    yield case("float32", normal(rng, (4, size)).astype(np.float32))


@edges.right
def root_of_squares(image):
    across, down = steepness(image)
    return np.sqrt(across**2 + down**2)


@edges.right
def window_by_window(image):
    down = np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]], image.dtype)
    out = np.empty((image.shape[0] - 2, image.shape[1] - 2), image.dtype, order="F")
    for i, j in np.ndindex(*out.shape):
        window = image[i : i + 3, j : j + 3]
        out[i, j] = np.hypot(np.sum(window * down), np.sum(window * down.T))
    return out


@edges.right
def two_filters_at_once(image):
    print("edges of", image.shape)
    smooth, step = np.array([1, 2, 1], image.dtype), np.array([-1, 0, 1], image.dtype)
    filters = np.stack([np.outer(smooth, step), np.outer(step, smooth)])
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    return np.linalg.norm(np.einsum("ijuv,fuv->fij", windows, filters), axis=0)


@edges.right
def length_of_complex_numbers(image):
    rows = image[:-2] + 2 * image[1:-1] + image[2:]
    columns = image[:, :-2] + 2 * image[:, 1:-1] + image[:, 2:]
    steps = rows[:, 2:] - rows[:, :-2] + 1j * (columns[2:] - columns[:-2])
    return abs(steps).astype(image.dtype)


edges.mistake(*EDGES_MISTAKES, *FILTER_MISTAKES)
