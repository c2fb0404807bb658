"""a2.im2col: every window of a batch of images, stretched to a row of one matrix."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution import im2col_rights as rights
from autograder.checks.a2_convolution.im2col_mistakes import IM2COL_MISTAKES
from autograder.checks.a2_convolution.im2col_windows import window_counts
from autograder.checks.cases import answered_by, called_again
from autograder.checks.inputs import LAYOUTS, normal, pair
from autograder.part import part


def pixel_by_pixel(x, kernel, stride=1, padding=0, dilation=1) -> np.ndarray:
    """The oracle: each number looked up by itself, and 0 where it lies outside of its image."""
    (k_rows, k_columns), (down, across), (top, left), (du, dv) = map(
        pair, (kernel, stride, padding, dilation)
    )
    height, width = window_counts(x, kernel, stride, padding, dilation)
    batch, channels, rows, columns = x.shape
    out = np.zeros((batch * height * width, channels * k_rows * k_columns), x.dtype)
    for n, i, j, c, u, v in np.ndindex(batch, height, width, channels, k_rows, k_columns):
        row, column = i * down + u * du - top, j * across + v * dv - left
        if 0 <= row < rows and 0 <= column < columns:
            out[(n * height + i) * width + j, (c * k_rows + u) * k_columns + v] = x[n, c, row, column]
    return out


def all_different(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """float64 whole numbers from 1 on, each of them once: a number tells where in the images it comes from."""
    return rng.permutation(np.arange(1.0, np.prod(shape) + 1)).reshape(shape)


@part(
    "a2.im2col",
    points={
        "values": 4, "kernel sizes": 1.5, "stride": 1.5, "padding": 1, "dilation": 1.5, "pairs": 1,
        "memory layout": 1, "float32": 0.5,
    },
)  # fmt: skip
def im2col(rng):
    right = answered_by(pixel_by_pixel)

    def case(group, shape, kernel, draw=all_different, **options):
        return right(group, draw(rng, shape), kernel, **options)

    size = int(rng.integers(5, 8))
    yield case("values", (1, 1, 2, 3), 2)
    yield case("values", (1, 1, 3, 2), 2)
    yield case("values", (1, 1, 3, 4), 2)
    yield case("values", (1, 2, 3, 3), 2)
    yield case("values", (2, 1, 2, 3), 2)
    yield case("values", (1, 3, 1, 2), 1)
    yield case("values", (2, 3, 4, 3), 2)
    yield case("values", (1, 1, 3, 3), 3)  # one window
    yield case("values", (3, 2, size, size + 2), 3, normal)

    yield case("kernel sizes", (1, 1, 3, 4), (1, 2))
    yield case("kernel sizes", (1, 1, 4, 3), (2, 1))
    yield case("kernel sizes", (1, 1, 3, 3), (2, 2))
    yield case("kernel sizes", (1, 2, 4, 3), (2, 3))
    yield case("kernel sizes", (2, 2, size, size), (3, 2), normal)

    yield case("stride", (1, 1, 4, 4), 2, stride=2)
    yield case("stride", (1, 1, 5, 6), 3, stride=2)
    yield case("stride", (1, 1, 6, 7), 1, stride=3)  # 5 / 3 steps: rounded, they are 2
    yield case("stride", (1, 1, 3, 4), 2, stride=5)  # larger than the image
    yield case("stride", (2, 2, size, size + 2), 2, normal, stride=2)

    yield case("padding", (1, 1, 2, 2), 2, padding=1)
    yield case("padding", (1, 1, 1, 2), 3, padding=3)  # larger than the image
    yield case("padding", (2, 2, 3, size), 3, normal, padding=2)

    yield case("dilation", (1, 1, 4, 5), 2, dilation=2)
    yield case("dilation", (1, 1, 6, 6), 2, dilation=3)
    yield case("dilation", (2, 2, size + 1, size + 3), 3, normal, dilation=2)

    yield case("pairs", (1, 1, 3, 4), 2, stride=(1, 2))
    yield case("pairs", (1, 1, 2, 2), 2, padding=(0, 1))
    yield case("pairs", (1, 1, 4, 4), 2, dilation=(1, 2))
    yield case("pairs", (1, 1, 6, 5), (2, 3), stride=(2, 1), dilation=(2, 1))
    yield right("pairs", normal(rng, (2, 2, 7, size + 4)), (3, 2), (2, 3), (1, 2), (2, 3))

    for layout in LAYOUTS:
        yield right("memory layout", layout(all_different(rng, (2, 2, 3, 4))), (2, 3))
    first, second = (all_different(rng, (2, 1, 3, 4)) for _ in range(2))
    calls = [(first, 2), (second, 2), (all_different(rng, (1, 2, 4, 3)), 2), (first, (1, 2))]
    about = "im2col called four times: then with other images, images of another size, another kernel"
    yield called_again("memory layout", pixel_by_pixel, calls, about)
    image = all_different(rng, (1, 1, 5, 6))
    calls = [(image, 2, *options) for options in ((), (1, 0, 2), (2,), (1, 1))]
    about = "im2col called again with the same image: with dilation 2, stride 2, padding 1"
    yield called_again("memory layout", pixel_by_pixel, calls, about)

    yield right("float32", normal(rng, (2, 2, 3, 4)).astype(np.float32), 2)
    yield right("float32", normal(rng, (1, 2, size, 4)).astype(np.float32), (3, 2), padding=1)


im2col.right(
    rights.window_by_window,
    rights.place_by_place,
    rights.strides_in_bytes,
    rights.windows_viewed,
    rights.indices_of_all_pixels,
    rights.image_by_image,
    rights.pixel_numbers,
    rights.columns_joined,
)
im2col.mistake(*IM2COL_MISTAKES)
