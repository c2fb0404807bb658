"""a2.conv2d_forward: the whole layer, with dilation and groups, without loops over positions."""

from __future__ import annotations

from operator import itemgetter

import numpy as np

from autograder.checks.a2_convolution import conv2d_forward_rights as rights
from autograder.checks.a2_convolution.convolution import (
    called_five_times,
    convolution_cases,
    output_sizes,
    padded,
    seen,
)
from autograder.checks.a2_convolution.convolution_mistakes import SHARED_MISTAKES
from autograder.checks.inputs import LAYOUTS, normal, pair
from autograder.checks.mistakes import on_output
from autograder.part import ANY, Call, Case, part

VECTORISED_SIZE = 288  # rows and columns of the image on which loops over positions are far too slow


def torch_conv2d(x, w, b, **options) -> np.ndarray:
    """The oracle: PyTorch's convolution in float64, in the dtype of x."""
    import torch

    x64, w64, b64 = (torch.tensor(np.asarray(array, np.float64)) for array in (x, w, b))
    return torch.nn.functional.conv2d(x64, w64, b64, **options).numpy().astype(x.dtype)


@part(
    "a2.conv2d_forward",
    points={
        "values": 10, "stride": 6, "padding": 6, "dilation": 6, "groups": 6, "all together": 3,
        "memory layout": 4, "float32": 4, "vectorised": 5,
    },
    caches=("conv2d_forward",),
)  # fmt: skip
def conv2d_forward(rng):
    case = convolution_cases(rng, lambda *arrays, **options: (torch_conv2d(*arrays, **options), ANY))
    size = int(rng.integers(5, 8))
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
    yield case("stride", (1, 1, 4, 4), (1, 1, 2, 2), stride=(1, 2))
    yield case("stride", (1, 1, 6, 7), (1, 1, 1, 2), stride=3)  # 5 / 3 steps: rounded, they are 2
    yield case("stride", (1, 1, 5, 4), (1, 1, 2, 3), stride=6)  # larger than the image
    yield case("stride", (2, 2, size + 3, size + 4), (3, 2, 3, 2), normal, stride=(3, 2))

    yield case("padding", (1, 1, 2, 2), (1, 1, 3, 3), padding=1)
    yield case("padding", (1, 1, 2, 3), (1, 1, 3, 3), padding=4)  # larger than the image
    yield case("padding", (1, 1, 3, 3), (1, 1, 2, 2), padding=(0, 1))
    yield case("padding", (2, 2, size, size + 2), (3, 2, 3, 3), normal, padding=(2, 1))

    yield case("dilation", (1, 1, 4, 4), (1, 1, 2, 2), dilation=2)
    yield case("dilation", (1, 1, 4, 5), (1, 1, 2, 2), dilation=(1, 3))
    yield case("dilation", (1, 1, 7, 8), (1, 1, 3, 2), dilation=3)
    yield case("dilation", (2, 2, size + 3, size + 2), (2, 2, 3, 3), normal, dilation=(2, 1))

    yield case("groups", (1, 2, 3, 3), (2, 1, 2, 2), groups=2)
    yield case("groups", (1, 2, 3, 3), (4, 1, 2, 2), groups=2)
    yield case("groups", (1, 4, 3, 3), (4, 2, 2, 2), groups=2)
    yield case("groups", (2, 6, size, size - 1), (9, 2, 2, 3), normal, groups=3)

    yield case("all together", (1, 2, 6, 7), (2, 2, 2, 3), stride=2, padding=1, dilation=2)
    yield case(
        "all together", (2, 4, size + 6, size + 5), (6, 2, 3, 2), normal, by_position=True,
        stride=(2, 3), padding=(1, 2), dilation=(2, 3), groups=2,
    )  # fmt: skip

    for layout in LAYOUTS:
        yield case("memory layout", (2, 3, 4, 5), (2, 3, 2, 2), layout=layout)
    yield called_five_times(rng, "memory layout", "conv2d_forward", torch_conv2d, judged=itemgetter(0))

    yield case("float32", (1, 2, 3, 4), (2, 2, 2, 2), dtype=np.float32)
    yield case("float32", (2, 2, size, 6), (3, 2, 3, 3), normal, dtype=np.float32)
    yield case("float32", (1, 2, 3, 4), (2, 2, 2, 2), normal, of_weights=np.float32, rtol=1e-4)

    yield _large(rng)


def _large(rng) -> Case:
    """One large image of two channels, three filters, which all differ. Their kernels look the same flipped
    and transposed, there is no bias and no option: what fails here and nowhere else is slow. They are small:
    the cheaper a position is in one product, the more a loop over positions costs beside it."""
    corners, others = rng.permutation(np.arange(1.0, 13.0)).reshape(2, 3, 2)
    w = np.stack([corners, others, others, corners], axis=-1).reshape(3, 2, 2, 2)
    call = Call(normal(rng, (1, 2, VECTORISED_SIZE, VECTORISED_SIZE)), w, np.zeros(3))
    return Case("vectorised", call, (torch_conv2d(*call.args), ANY), faster_than=rights.one_matrix_product)


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
conv2d_forward.mistake(*SHARED_MISTAKES)


@conv2d_forward.mistake
def dilation_ignored(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The dilation has no effect in your function. Neighbouring weights should meet pixels that lie dilation
    apart."""
    return right(x, w, b, stride, padding, 1, groups)


@conv2d_forward.mistake
def first_of_dilation_for_both(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Of a dilation given as a pair you use the first number for both directions. The second one spreads the
    kernel's columns."""
    return right(x, w, b, stride, padding, pair(dilation)[0], groups)


@conv2d_forward.mistake
def dilation_counts_the_gap(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You leave as many pixels out between two weights as the dilation says. It is the distance between
    them: dilation=1 leaves nothing out."""
    return right(x, w, b, stride, padding, (pair(dilation)[0] + 1, pair(dilation)[1] + 1), groups)


@conv2d_forward.mistake
def dilation_pair_swapped(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You read the dilation as (width, height). The first number of a pair spreads the kernel's rows, the
    second its columns."""
    return right(x, w, b, stride, padding, pair(dilation)[::-1], groups)


@conv2d_forward.mistake
def groups_see_the_first_channels(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """All your groups look at the same first channels. Group g begins at channel g * C_in / groups."""
    return right(x[:, : w.shape[1]], w, b, stride, padding, dilation, 1)


@conv2d_forward.mistake
def group_channels_interleaved(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal the channels out to the groups in turn. A group holds neighbouring channels: with 4 channels
    and 2 groups, 0 and 1, then 2 and 3."""
    dealt = np.arange(x.shape[1]).reshape(-1, groups).T.ravel()
    return right(x[:, dealt], w, b, stride, padding, dilation, groups)


@conv2d_forward.mistake
def group_filters_interleaved(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """You deal the filters out to the groups in turn. The first C_out / groups filters belong to the first
    group, the next ones to the second."""
    dealt = np.arange(len(w)).reshape(-1, groups).T.ravel()
    result = right(x, w[dealt], b[dealt], stride, padding, dilation, groups)
    return on_output(result, lambda out: out[:, np.argsort(dealt)])


@conv2d_forward.mistake
def reshaped_without_transposing(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your values are right but in the wrong places: a product of shape (N H' W', C_out) must be reshaped to
    (N, H', W', C_out) first, and its axes then moved to (N, C_out, H', W')."""
    result = right(x, w, b, stride, padding, dilation, groups)
    return on_output(result, lambda out: out.transpose(0, 2, 3, 1).reshape(out.shape))


@conv2d_forward.mistake
def channels_last_in_the_weights(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """The columns of your windows and of your filters are in different orders. Where a filter is stretched in
    the order channel, row, column, its window has to be as well."""
    return right(x, w.transpose(0, 2, 3, 1).reshape(w.shape), b, stride, padding, dilation, groups)


@conv2d_forward.mistake
def loops_over_positions(right, x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Your values are right, but Python visits the output positions one by one. Loop over the few positions
    of the kernel instead, or take all windows at once in one matrix product."""

    # One product and one sum at each position is what such a loop costs; the value is that of `right`,
    # so that this can be put around any other mistake.
    def visited(out):
        slow, window = np.empty_like(out), np.eye(1, w[0].size)[0]
        for i, j in np.ndindex(*out.shape[2:]):
            slow[:, :, i, j] = np.sum(out[:, :, i, j, None] * window, axis=-1)
        return slow

    return on_output(right(x, w, b, stride, padding, dilation, groups), visited)
