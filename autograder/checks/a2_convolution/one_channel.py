"""What the parts on one image of one channel share: the oracle, how their cases are drawn, and calls in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.checks.cases import called_again, given_back
from autograder.checks.inputs import LAYOUTS, kernels, normal, strided, whole
from autograder.part import Call, Case

Oracle = Callable[[np.ndarray, np.ndarray], np.ndarray]


def product_by_product(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The oracle of the filter laid on as it is: one product after another in Python's own floats."""
    (height, width), (k_rows, k_columns) = image.shape, kernel.shape
    out = np.zeros((height - k_rows + 1, width - k_columns + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        terms = (float(weight) * float(image[i + u, j + v]) for (u, v), weight in np.ndenumerate(kernel))
        out[i, j] = sum(terms)
    return out


def one_kernel(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """float64 whole numbers, all different in size and none of them 0."""
    return kernels(rng, (1, *shape))[0]


def one_channel_cases(rng: np.random.Generator, name: str, oracle: Oracle) -> Iterator[Case]:
    """The cases of a function of this name that lays a kernel on an image, in the groups "values", "filter
    sizes", "memory layout" and "float32"."""

    def case(
        group: str,
        image_shape: tuple[int, int],
        kernel_shape: tuple[int, int],
        draw: Callable[..., np.ndarray] = whole,
        layout: Callable[[np.ndarray], np.ndarray] = np.copy,
        dtype: Any = np.float64,
    ) -> Case:
        kernel = one_kernel(rng, kernel_shape) if draw is whole else draw(rng, kernel_shape)
        image, kernel = (layout(array.astype(dtype)) for array in (draw(rng, image_shape), kernel))
        return Case(group, Call(image, kernel), oracle(image, kernel))

    size = int(rng.integers(5, 8))
    yield case("values", (3, 4), (2, 2))
    yield case("values", (4, 3), (2, 2))
    yield case("values", (4, 4), (3, 3))
    yield case("values", (size + 2, size), (3, 3), normal)
    yield case("values", (size, size + 3), (4, 4), normal)

    yield case("filter sizes", (3, 4), (2, 3))
    yield case("filter sizes", (4, 3), (3, 2))
    yield case("filter sizes", (2, 4), (1, 3))
    yield case("filter sizes", (4, 2), (3, 1))
    yield case("filter sizes", (2, 3), (2, 3))  # as large as the image
    yield case("filter sizes", (2, 3), (1, 1))
    yield case("filter sizes", (size + 1, size + 2), (2, 5), normal)

    for layout in LAYOUTS:
        yield case("memory layout", (3, 4), (2, 3), layout=layout)
    yield case("memory layout", (4, 5), (2, 2), normal, layout=strided)  # outputs of both signs
    (image, other_image), (kernel, other_kernel) = (
        [draw(rng, shape) for _ in range(2)] for draw, shape in ((whole, (4, 4)), (one_kernel, (2, 2)))
    )
    calls = [
        (image, kernel),
        (image, other_kernel),
        (other_image, other_kernel),
        (whole(rng, (3, 5)), kernel),
    ]
    about = f"{name} called four times: then with another filter, another image, an image of another size"
    yield called_again("memory layout", oracle, calls, about)
    about = f"{name} called twice with images of one size, then with its own first result"
    yield given_back("memory layout", oracle, (image, kernel), (other_image, kernel), (kernel,), about)

    yield case("float32", (8, size + 4), (3, 2), normal, dtype=np.float32)
