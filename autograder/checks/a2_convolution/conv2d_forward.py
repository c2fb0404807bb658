"""a2.conv2d_forward: the whole layer, with dilation and groups, without loops over positions."""

from __future__ import annotations

from operator import itemgetter

import numpy as np

from autograder.checks.a2_convolution import conv2d_forward_rights as rights
from autograder.checks.a2_convolution.conv2d_forward_mistakes import FORWARD_MISTAKES
from autograder.checks.a2_convolution.convolution import (
    calls_in_a_row,
    convolution_cases,
    output_sizes,
    padded,
    seen,
)
from autograder.checks.a2_convolution.convolution_mistakes import SHARED_MISTAKES
from autograder.checks.cases import called_again
from autograder.checks.inputs import LAYOUTS, biases, kernels, normal, whole
from autograder.part import ANY, Call, Case, part

VECTORISED_SIZE = 288  # rows and columns of the image on which loops over positions are far too slow


def weight_by_weight(x, w, b, stride=1, padding=0, dilation=1, groups=1) -> np.ndarray:
    """The oracle: one weight after another, each times all that it meets, in float64, in the dtype of x.

    PyTorch says the same, as a test holds; to import it would take longer than everything else in a first
    check.
    """
    image = padded(np.asarray(x, np.float64), padding)
    out = np.zeros((len(x), len(w), *output_sizes(image, w, stride, dilation))) + b[:, None, None]
    for f, c, u, v in np.ndindex(*w.shape):
        channel = f // (len(w) // groups) * w.shape[1] + c
        out[:, f] += float(w[f, c, u, v]) * seen(image, u, v, out.shape[2:], stride, dilation)[:, channel]
    return out.astype(x.dtype)


@part(
    "a2.conv2d_forward",
    points={
        "values": 4, "stride": 2.5, "padding": 2.5, "dilation": 2.5, "groups": 2.5, "all together": 1.5,
        "memory layout": 1.5, "float32": 1, "vectorised": 2,
    },
    caches=("conv2d_forward",),
)  # fmt: skip
def conv2d_forward(rng):
    case = convolution_cases(rng, lambda *arrays, **options: (weight_by_weight(*arrays, **options), ANY))
    size = int(rng.integers(5, 8))
    # No two cases have images and filters of one size and other options: what somebody keeps by sizes alone from
    # call to call goes wrong where the calls of one case have other options, and nowhere by chance.
    yield case("values", (1, 1, 3, 3), (1, 1, 2, 2))
    yield case("values", (1, 1, 4, 5), (1, 1, 3, 2))
    yield case("values", (1, 1, 3, 5), (1, 1, 2, 3))
    yield case("values", (1, 1, 4, 4), (1, 1, 4, 4))
    yield case("values", (1, 2, 3, 3), (1, 2, 2, 2))
    yield case("values", (1, 3, 2, 3), (2, 3, 1, 1))
    yield case("values", (2, 1, 3, 4), (3, 1, 2, 2))
    yield case("values", (4, 5, size + 2, size + 3), (6, 5, 3, 2), normal)

    yield case("stride", (1, 1, 4, 4), (1, 1, 2, 2), stride=2)
    yield case("stride", (1, 1, 6, 5), (1, 1, 3, 3), stride=2)
    yield case("stride", (1, 1, 4, 6), (1, 1, 2, 2), stride=(1, 2))
    yield case("stride", (1, 1, 6, 7), (1, 1, 1, 2), stride=3)  # 5 / 3 steps: rounded, they are 2
    yield case("stride", (1, 1, 6, 4), (1, 1, 2, 3), stride=7)  # larger than the image
    yield case("stride", (2, 2, size + 3, size + 4), (3, 2, 3, 2), normal, stride=(3, 2))

    yield case("padding", (1, 1, 2, 2), (1, 1, 3, 3), padding=1)
    yield case("padding", (1, 1, 2, 3), (1, 1, 3, 3), padding=4)  # larger than the image
    yield case("padding", (1, 1, 3, 2), (1, 1, 2, 2), padding=(0, 1))
    yield case("padding", (2, 2, size, size + 2), (3, 2, 3, 3), normal, padding=(2, 1))

    yield case("dilation", (1, 1, 5, 4), (1, 1, 2, 2), dilation=2)
    yield case("dilation", (1, 1, 6, 4), (1, 1, 2, 2), dilation=(1, 3))
    yield case("dilation", (1, 1, 7, 9), (1, 1, 3, 2), dilation=3)
    yield case("dilation", (2, 2, size + 3, size + 2), (2, 2, 3, 3), normal, dilation=(2, 1))

    yield case("groups", (1, 2, 3, 3), (2, 1, 2, 2), groups=2)
    yield case("groups", (1, 2, 3, 3), (4, 1, 2, 2), groups=2)
    yield case("groups", (1, 4, 3, 3), (4, 2, 2, 2), groups=2)
    yield case("groups", (2, 6, size, size - 1), (9, 2, 2, 3), normal, groups=3)

    yield case("all together", (1, 2, 6, 7), (2, 2, 2, 3), stride=2, padding=1, dilation=2)
    yield case(
        "all together", (2, 4, 2 * size, 11), (6, 2, 3, 2), normal, by_position=True,
        stride=(2, 3), padding=(1, 2), dilation=(2, 3), groups=2,
    )  # fmt: skip
    yield _other_options(rng)

    for layout in LAYOUTS:
        yield case("memory layout", (2, 3, 4, 5), (2, 3, 2, 2), layout=layout)
    yield from calls_in_a_row(rng, "memory layout", "conv2d_forward", weight_by_weight, judged=itemgetter(0))

    yield case("float32", (1, 2, 3, 4), (2, 2, 2, 2), dtype=np.float32)
    yield case("float32", (2, 2, size, 6), (3, 2, 3, 3), normal, dtype=np.float32)
    yield case("float32", (1, 2, 3, 4), (2, 2, 2, 2), normal, of_weights=np.float32, rtol=1e-4)

    yield _large(rng)


def _other_options(rng) -> Case:
    """The function called again with the same arrays and other options."""
    arrays = whole(rng, (1, 1, 5, 6)), kernels(rng, (2, 1, 2, 3)), biases(rng, 2)
    calls = [(*arrays, *options) for options in ((), (1, 0, 2), (2,), (1, 1))]
    about = "conv2d_forward called again with the same arrays: with dilation 2, stride 2, padding 1"
    return called_again("all together", weight_by_weight, calls, about, itemgetter(0))


def _large(rng) -> Case:
    """One large image of two channels, three filters, which all differ. Their kernels look the same flipped
    and transposed, there is no bias and no option: what fails here and nowhere else is slow. They are small:
    the cheaper a position is in one product, the more a loop over positions costs beside it."""
    corners, others = rng.permutation(np.arange(1.0, 13.0)).reshape(2, 3, 2)
    w = np.stack([corners, others, others, corners], axis=-1).reshape(3, 2, 2, 2)
    call = Call(normal(rng, (1, 2, VECTORISED_SIZE, VECTORISED_SIZE)), w, np.zeros(3))
    return Case(
        "vectorised", call, (weight_by_weight(*call.args), ANY), faster_than=rights.one_matrix_product
    )


@conv2d_forward.right
def kernel_positions_added_up(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    image = padded(x, padding)
    sizes = output_sizes(image, w, stride, dilation)
    grouped = w.reshape(groups, -1, *w.shape[1:])
    out = np.zeros((len(x), *grouped.shape[:2], *sizes), x.dtype)
    for u, v in np.ndindex(*w.shape[2:]):
        met = seen(image, u, v, sizes, stride, dilation).reshape(len(x), groups, w.shape[1], *sizes)
        out += np.einsum("ngchw,gfc->ngfhw", met, grouped[..., u, v])
    return out.reshape(len(x), len(w), *sizes) + b[:, None, None], (x, w)


conv2d_forward.right(
    rights.one_matrix_product,
    rights.windows_and_einsum,
    rights.group_by_group_tensordot,
    rights.image_by_image_with_indices,
    rights.groups_as_zero_weights,
    rights.kernel_spread_out,
    rights.prints_and_warns,
)
conv2d_forward.mistake(*SHARED_MISTAKES, *FORWARD_MISTAKES)
