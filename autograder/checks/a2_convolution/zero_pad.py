"""a2.zero_pad: rows and columns of zeros around a batch of images."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.zero_pad_mistakes import ZERO_PAD_MISTAKES
from autograder.checks.cases import answered_by, called_again, given_back
from autograder.checks.inputs import LAYOUTS, normal, pair, whole
from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    one_buffer,
    pairs_refused,
)
from autograder.part import part


def framed(x: np.ndarray, padding: int | tuple[int, int]) -> np.ndarray:
    """The oracle: each value copied, one at a time, to its place in a frame of zeros."""
    rows, columns = pair(padding)
    batch, channels, height, width = x.shape
    out = np.zeros((batch, channels, height + 2 * rows, width + 2 * columns), x.dtype)
    for n, c, i, j in np.ndindex(*x.shape):
        out[n, c, i + rows, j + columns] = x[n, c, i, j]
    return out


@part(
    "a2.zero_pad",
    points={"values": 2.5, "pair": 2, "padding 0": 1.5, "memory layout": 1.5, "float32": 0.5},
)
def zero_pad(rng):
    case = answered_by(framed)
    size = int(rng.integers(3, 6))
    yield case("values", whole(rng, (1, 1, 2, 2), 1), 1)
    yield case("values", whole(rng, (1, 1, 2, 3), 1), 4)  # larger than the image
    yield case("values", whole(rng, (4, 5, size + 3, size + 4), 1), 1)
    yield case("values", normal(rng, (3, 2, size + 2, size)), 3)

    yield case("pair", whole(rng, (1, 1, 2, 2), 1), (1, 2))
    yield case("pair", whole(rng, (2, 2, size, size + 2), 1), (3, 1))
    yield case("pair", whole(rng, (2, 2, size, size + 2), 1), (2, 2))

    yield case("padding 0", whole(rng, (1, 1, 2, 2), 1), 0)
    yield case("padding 0", whole(rng, (1, 2, 2, 3), 1), (0, 1))
    yield case("padding 0", whole(rng, (2, 1, 3, size), 1), (2, 0))

    for layout, padding in zip(LAYOUTS, (1, 3, 1), strict=True):
        yield case("memory layout", layout(whole(rng, (2, 3, 3, size + 2), 1)), padding)
    first, second = whole(rng, (2, 1, 3, 4), 1), whole(rng, (2, 1, 3, 4), 1)
    yield called_again(
        "memory layout",
        framed,
        [(first, 1), (second, 1)],
        about="zero_pad called twice with images of one size",
    )
    yield given_back(
        "memory layout",
        framed,
        (first, (2, 1)),
        (second, (2, 1)),
        (1,),
        about="zero_pad called twice with images of one size, then with its own first result",
    )
    tall, wide = whole(rng, (2, 1, 4, 2), 1), whole(rng, (2, 1, 2, 4), 1)
    yield given_back(
        "memory layout",
        framed,
        (tall, (1, 2)),
        (wide, (2, 1)),
        (1,),
        about="zero_pad called twice: another image, another padding, a result of the same size; then with its "
        "own first result",
    )

    yield case("float32", normal(rng, (2, 2, 3, size + 2)).astype(np.float32), 1)
    yield case("float32", normal(rng, (1, 1, 2, 4)).astype(np.float32), 3)


@zero_pad.right
def copied_into_zeros(x, padding):
    rows, columns = pair(padding)
    batch, channels, height, width = x.shape
    out = np.zeros((batch, channels, height + 2 * rows, width + 2 * columns), x.dtype)
    out[:, :, rows : rows + height, columns : columns + width] = x
    return out


@zero_pad.right
def numpy_pad(x, padding):
    rows, columns = pair(padding)
    return np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)))


@zero_pad.right
def bands_joined(x, padding):
    rows, columns = pair(padding)
    side = np.zeros((*x.shape[:3], columns), x.dtype)
    x = np.concatenate([side, x, side], axis=3)
    band = np.zeros((*x.shape[:2], rows, x.shape[3]), x.dtype)
    return np.concatenate([band, x, band], axis=2)


@zero_pad.right
def image_by_image(x, padding):
    print("padding", padding)
    rows, columns = pair(padding)
    images = [[np.pad(image, ((rows,), (columns,))) for image in sample] for sample in x]
    return np.asfortranarray(images)


@zero_pad.right
def part_of_a_larger_array(x, padding):
    if padding == 0:
        return x
    rows, columns = pair(padding)
    height, width = x.shape[2] + 2 * rows, x.shape[3] + 2 * columns
    out = np.zeros((2 * height, width + 3, *x.shape[:2]), x.dtype).transpose(2, 3, 0, 1)[:, :, ::2, 3:]
    out[:, :, rows : height - rows, columns : width - columns] = x
    return out


zero_pad.mistake(*ZERO_PAD_MISTAKES)
zero_pad.mistake(
    pairs_refused,
    name="pair_refused",
    explanation="Your function takes a whole number only. A pair (rows, columns) is allowed as well.",
)


zero_pad.mistake(always_float32, nothing_returned, one_buffer)
zero_pad.mistake(
    always_float64,
    explanation="""
    You return float64 whatever comes in. np.zeros makes float64 unless you give it dtype=x.dtype.""",
)
zero_pad.mistake(
    input_changed,
    explanation="""
    You write into the x that you were given. Whoever called you still needs it: make a new array.""",
)
zero_pad.mistake(
    first_answer_kept,
    explanation="""
    Called again with an image of the same size, your function returns the earlier answer. Keep nothing
    from one call to the next.""",
)
