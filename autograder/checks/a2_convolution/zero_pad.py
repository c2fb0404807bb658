"""a2.zero_pad: rows and columns of zeros around a batch of images."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.convolution import around, padded
from autograder.checks.cases import answered_by, called_again
from autograder.checks.inputs import LAYOUTS, normal, pair, whole
from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    input_changed,
    nothing_returned,
    pairs_refused,
    raise_at_minus_zero,
)
from autograder.part import Case, part


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
    points={"values": 5, "pair": 4, "padding 0": 3, "memory layout": 2.5, "float32": 1.5},
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

    for layout in LAYOUTS:
        yield case("memory layout", layout(whole(rng, (2, 3, 3, size), 1)), 1)
    first, second = whole(rng, (2, 1, 3, 4), 1), whole(rng, (2, 1, 3, 4), 1)
    yield called_again(
        "memory layout",
        framed,
        [(first, 1), (second, 1)],
        about="zero_pad called twice with images of one size",
    )
    tall, wide = whole(rng, (2, 1, 4, 2), 1), whole(rng, (2, 1, 2, 4), 1)
    yield Case(
        "memory layout",
        lambda f: (f(tall, (1, 2)), f(wide, (2, 1)))[1],
        framed(wide, (2, 1)),
        about="zero_pad called twice: another image, another padding, a result of the same size",
    )

    yield case("float32", normal(rng, (2, 2, 3, size)).astype(np.float32), 1)


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


@zero_pad.mistake
def one_side_only(right, x, padding):
    """Your zeros stand above and to the left only. They go on all four sides of every image."""
    rows, columns = pair(padding)
    out = right(x, padding)
    return out[:, :, : out.shape[2] - rows, : out.shape[3] - columns]


@zero_pad.mistake
def rows_only(right, x, padding):
    """You add zeros above and below, but none to the left and right: the width must grow too."""
    return right(x, (pair(padding)[0], 0))


@zero_pad.mistake
def columns_only(right, x, padding):
    """You add zeros to the left and right, but none above and below: the height must grow too."""
    return right(x, (0, pair(padding)[1]))


@zero_pad.mistake
def other_side_only(right, x, padding):
    """Your zeros stand below and to the right only. They go on all four sides of every image."""
    rows, columns = pair(padding)
    return right(x, padding)[:, :, rows:, columns:]


@zero_pad.mistake
def pair_as_before_and_after(right, x, padding):
    """Of a pair you put the first number before and the second after, along rows and columns alike. The first
    number counts the rows at both ends, the second the columns."""
    before, after = pair(padding)
    return right(around(x, before, after, before, after), 0)


@zero_pad.mistake
def pair_swapped(right, x, padding):
    """You read a pair as (columns, rows). The height comes first: padding[0] counts the rows added at each
    end, padding[1] the columns."""
    return right(x, pair(padding)[::-1])


@zero_pad.mistake
def first_of_pair_for_both(right, x, padding):
    """Of a pair you use the first number for both directions. The second one counts the columns."""
    return right(x, pair(padding)[0])


@zero_pad.mistake
def second_of_pair_for_both(right, x, padding):
    """Of a pair you use the second number for both directions. The first one counts the rows."""
    return right(x, pair(padding)[1])


@zero_pad.mistake
def whole_number_refused(right, x, padding):
    """Your function takes a pair (rows, columns) only. A whole number, which stands for both, is allowed as
    well."""
    if not isinstance(padding, tuple):
        raise TypeError("cannot unpack non-iterable int object")
    return right(x, padding)


zero_pad.mistake(
    pairs_refused,
    name="pair_refused",
    explanation="Your function takes a whole number only. A pair (rows, columns) is allowed as well.",
)


@zero_pad.mistake
def every_axis_padded(right, x, padding):
    """You pad all four axes, so that images and channels of zeros appear. Only the last two, height and
    width, grow."""
    rows, columns = pair(padding)
    return right(np.pad(x, ((rows,), (rows,), (0,), (0,))), padding)


@zero_pad.mistake
def numpys_own_padding(right, x, padding):
    """You hand the padding to np.pad as it is. To np.pad a number means all four axes, images and channels
    too, and a pair means before and after: give it a pair for each axis."""
    before, after = pair(padding)
    return right(np.pad(x, (before, after)), 0)


@zero_pad.mistake
def channels_and_rows_padded(right, x, padding):
    """You pad the second and third axis, as if the channels came last. x is (N, C, H, W): the last two axes
    grow."""
    return right(x.transpose(0, 3, 1, 2), padding).transpose(0, 2, 3, 1)


@zero_pad.mistake
def images_and_channels_padded(right, x, padding):
    """You pad the first two axes, so that images and channels of zeros appear. The last two, height and width,
    grow."""
    return right(x.transpose(2, 3, 0, 1), padding).transpose(2, 3, 0, 1)


@zero_pad.mistake
def height_for_both(right, x, padding):
    """You take the image's height as its width as well. Images need not be square: where they are wider,
    columns are missing, and where they are higher, your index leaves them."""
    height, width = x.shape[2:]
    if height > width:
        raise IndexError(f"index {width} is out of bounds for axis 3 with size {width}")
    rest = [(0, 0), (0, 0), (0, 0), (0, width - height)]
    return right(np.pad(x[..., :height], rest), padding)


@zero_pad.mistake
def height_for_both_in_size(right, x, padding):
    """You take the image's height as its width as well, in the size of your result. Images need not be
    square."""
    if x.shape[2] != x.shape[3]:
        raise ValueError("could not broadcast input array from shape (1,1,2,3) into shape (1,1,2,2)")
    return right(x, padding)


@zero_pad.mistake
def frame_inside(right, x, padding):
    """You put the zeros over the outermost pixels of x itself. They go around the image, in a new and larger
    array; x stays as it was."""
    rows, columns = pair(padding)
    x[:, :, :rows] = x[:, :, x.shape[2] - rows :] = 0
    x[..., :columns] = x[..., x.shape[3] - columns :] = 0
    return right(x, 0)


@zero_pad.mistake
def padded_once(right, x, padding):
    """Your result has only one row and one column more than x at each end, whatever the padding is."""
    return right(x, (min(pair(padding)[0], 1), min(pair(padding)[1], 1)))


@zero_pad.mistake
def slice_up_to_minus_zero(right, x, padding):
    """Your function raises an error where a padding is 0, which is allowed. If you slice [p:-p]: with p = 0
    that is [0:0], which is empty. Let the slice end at p + height instead of -p."""
    raise_at_minus_zero(padding)
    return right(x, padding)


@zero_pad.mistake
def edge_repeated(right, x, padding):
    """You repeat the pixels of the border. What is added must be zeros."""
    return right(padded(x, padding, "edge"), 0)


@zero_pad.mistake
def border_of_ones(right, x, padding):
    """Your border is made of ones. It must be zeros, which add nothing to a weighted sum."""
    rows, columns = pair(padding)
    return right(np.pad(x, ((0,), (0,), (rows,), (columns,)), constant_values=1), 0)


@zero_pad.mistake
def placed_in_the_corner(right, x, padding):
    """Your result has the right size, but the image lies in its top left corner. It belongs in the middle,
    after the first rows and columns of zeros."""
    return np.roll(right(x, padding), (-pair(padding)[0], -pair(padding)[1]), axis=(2, 3))


zero_pad.mistake(always_float32, nothing_returned)
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
