"""a2.conv2d_forward: the whole layer, with dilation and groups, without loops over positions."""

from __future__ import annotations

import warnings

import numpy as np

from autograder.checks.a2_convolution.convolution import SHARED_MISTAKES, around, on_output, pair
from autograder.checks.inputs import fortran, normal, readonly, strided, whole
from autograder.part import ANY, Call, Case, part

VECTORISED_SIZE = 320  # rows and columns of the image on which loops over positions are far too slow


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
    def case(group, x_shape, w_shape, draw=whole, layout=np.copy, dtype=np.float64, **options):
        x, w = (layout(draw(rng, shape).astype(dtype)) for shape in (x_shape, w_shape))
        b = layout(whole(rng, w_shape[0], 1).astype(dtype))
        return Case(group, Call(x, w, b, **options), (torch_conv2d(x, w, b, **options), ANY))

    size = int(rng.integers(5, 8))
    yield case("values", (1, 1, 3, 3), (1, 1, 2, 2))
    yield case("values", (1, 1, 4, 5), (1, 1, 3, 2))
    yield case("values", (1, 1, 3, 5), (1, 1, 2, 3))
    yield case("values", (1, 1, 4, 4), (1, 1, 4, 4))
    yield case("values", (1, 2, 3, 3), (1, 2, 2, 2))
    yield case("values", (1, 3, 2, 3), (2, 3, 1, 1))
    yield case("values", (2, 1, 3, 4), (3, 1, 2, 2))
    yield case("values", (3, 2, size, size + 1), (4, 2, 3, 3), normal)

    yield case("stride", (1, 1, 4, 4), (1, 1, 2, 2), stride=2)
    yield case("stride", (1, 1, 6, 5), (1, 1, 3, 3), stride=2)
    yield case("stride", (1, 1, 4, 4), (1, 1, 2, 2), stride=(1, 2))
    yield case("stride", (1, 1, 7, 8), (1, 1, 1, 2), stride=3)
    yield case("stride", (2, 2, size + 3, size + 4), (3, 2, 3, 2), normal, stride=(3, 2))

    yield case("padding", (1, 1, 2, 2), (1, 1, 3, 3), padding=1)
    yield case("padding", (1, 1, 3, 4), (1, 1, 2, 2), padding=2)
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
        "all together", (2, 4, size + 6, size + 5), (6, 2, 3, 2), normal,
        stride=(2, 3), padding=(1, 2), dilation=(2, 3), groups=2,
    )  # fmt: skip

    for layout in (strided, fortran, readonly):
        yield case("memory layout", (2, 3, 4, 5), (2, 3, 2, 2), layout=layout)
    yield _again(rng)

    yield case("float32", (1, 2, 3, 4), (2, 2, 2, 2), dtype=np.float32)
    yield case("float32", (2, 2, size, 6), (3, 2, 3, 3), normal, dtype=np.float32)

    yield _large(rng)


def _again(rng) -> Case:
    """The same function called a second time with new numbers, and a third time with a new size."""
    shapes = [(2, 1, 3, 3), (2, 1, 3, 3), (1, 1, 4, 5)]
    calls = [(whole(rng, shape), whole(rng, (2, 1, 2, 2)), whole(rng, 2, 1)) for shape in shapes]
    answers = tuple(torch_conv2d(*call) for call in calls)
    about = "conv2d_forward called three times: the second time with new numbers, the third with a new size"
    return Case("memory layout", lambda f: tuple(f(*call)[0] for call in calls), answers, about=about)


def _large(rng) -> Case:
    """One large image of one channel, two filters, which differ. They look the same flipped and transposed,
    there is no bias and no option: what fails here and nowhere else is slow."""
    sides = rng.permutation([1.0, 2.0, 3.0, 4.0]).reshape(2, 1, 2)
    profiles = np.stack([sides[..., 0], sides[..., 1], sides[..., 0]], axis=-1)
    x, b = normal(rng, (1, 1, VECTORISED_SIZE, VECTORISED_SIZE)), np.zeros(2)
    call = Call(x, profiles[..., :, None] * profiles[..., None, :], b)
    return Case("vectorised", call, (torch_conv2d(*call.args), ANY), faster_than=one_matrix_product)


def _sizes(x, w, stride, dilation) -> tuple[int, int]:
    """Height and width of the output of an image that is already padded."""
    axes = zip(x.shape[2:], w.shape[2:], pair(stride), pair(dilation), strict=True)
    return tuple((n - d * (k - 1) - 1) // s + 1 for n, k, s, d in axes)


def _padded(x, padding) -> np.ndarray:
    rows, columns = pair(padding)
    return around(x, rows, rows, columns, columns)


def _seen(x, u, v, sizes, stride, dilation) -> np.ndarray:
    """(N, C, H', W'): what kernel position (u, v) meets in a padded image."""
    (height, width), (down, across), (du, dv) = sizes, pair(stride), pair(dilation)
    return x[:, :, u * du :: down, v * dv :: across][:, :, :height, :width]


@conv2d_forward.right
def kernel_positions_added_up(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    padded = _padded(x, padding)
    sizes = _sizes(padded, w, stride, dilation)
    grouped = w.reshape(groups, -1, *w.shape[1:])
    out = np.zeros((len(x), *grouped.shape[:2], *sizes), x.dtype)
    for u, v in np.ndindex(*w.shape[2:]):
        seen = _seen(padded, u, v, sizes, stride, dilation)
        seen = seen.reshape(len(x), groups, w.shape[1], *sizes)
        out += np.einsum("ngchw,gfc->ngfhw", seen, grouped[..., u, v])
    return out.reshape(len(x), len(w), *sizes) + b[:, None, None], (x, w)


@conv2d_forward.right
def one_matrix_product(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Windows by stride tricks, stretched to rows, times the filters."""
    padded = np.ascontiguousarray(_padded(x, padding))
    (down, across), (du, dv) = pair(stride), pair(dilation)
    sizes, (n, c, h, k) = _sizes(padded, w, stride, dilation), padded.strides
    windows = np.lib.stride_tricks.as_strided(
        padded,
        (len(x), *sizes, x.shape[1], *w.shape[2:]),
        (n, h * down, k * across, c, h * du, k * dv),
    )
    rows = windows.reshape(-1, groups, w[0].size)
    product = rows.transpose(1, 0, 2) @ w.reshape(groups, -1, w[0].size).transpose(0, 2, 1)
    out = product.transpose(1, 0, 2).reshape(len(x), *sizes, len(w)) + b
    return out.transpose(0, 3, 1, 2), rows


@conv2d_forward.right
def windows_and_einsum(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    (down, across), (du, dv) = pair(stride), pair(dilation)
    padded = _padded(x, padding)
    spans = ((w.shape[2] - 1) * du + 1, (w.shape[3] - 1) * dv + 1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, spans, axis=(2, 3))
    windows = windows[:, :, ::down, ::across, ::du, ::dv]
    windows = windows.reshape(len(x), groups, -1, *windows.shape[2:])
    out = np.einsum("ngchwuv,gfcuv->ngfhw", windows, w.reshape(groups, -1, *w.shape[1:]))
    return out.reshape(len(x), len(w), *out.shape[3:]) + b.reshape(1, -1, 1, 1), None


@conv2d_forward.right
def group_by_group_tensordot(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    padded = _padded(x, padding)
    sizes = _sizes(padded, w, stride, dilation)
    maps = []
    for channels, filters in zip(np.split(padded, groups, 1), np.split(w, groups), strict=True):
        stack = np.array(
            [_seen(channels, u, v, sizes, stride, dilation) for u, v in np.ndindex(*w.shape[2:])]
        )
        flat = filters.reshape(len(filters), filters.shape[1], -1)
        maps.append(np.tensordot(flat, stack, axes=([1, 2], [2, 0])))
    return np.concatenate(maps).swapaxes(0, 1) + b[:, None, None], {"x": x}


@conv2d_forward.right
def image_by_image_with_indices(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Tables of row and column numbers pick every window of an image at once."""
    padded = _padded(x, padding)
    height, width = _sizes(padded, w, stride, dilation)
    (down, across), (du, dv) = pair(stride), pair(dilation)
    rows = down * np.arange(height)[:, None] + du * np.arange(w.shape[2])
    columns = across * np.arange(width)[:, None] + dv * np.arange(w.shape[3])
    out = np.empty((len(x), len(w), height, width), x.dtype)
    for n, image in enumerate(padded):
        picked = image[:, rows[:, None, :, None], columns[None, :, None, :]]
        for g, filters in enumerate(np.split(w, groups)):
            own = picked[g * w.shape[1] : (g + 1) * w.shape[1]].transpose(1, 2, 0, 3, 4)
            product = filters.reshape(len(filters), -1) @ own.reshape(height * width, -1).T
            first = g * len(filters)
            out[n, first : first + len(filters)] = product.reshape(-1, height, width)
    out += b.reshape(-1, 1, 1)
    return out, (rows, columns)


@conv2d_forward.right
def groups_as_zero_weights(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """Filters reach through all channels, with zeros for those of the other groups; Fortran order."""
    each = len(w) // groups
    full = np.zeros((len(w), x.shape[1], *w.shape[2:]), w.dtype)
    for f, kernel in enumerate(w):
        first = f // each * w.shape[1]
        full[f, first : first + w.shape[1]] = kernel
    out, cache = windows_and_einsum(x, full, b, stride, padding, dilation)
    return np.asfortranarray(out), cache


@conv2d_forward.right
def kernel_spread_out(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    """A dilated kernel is a larger one with zeros in between; the result is part of a larger array."""
    (du, dv), (down, across) = pair(dilation), pair(stride)
    spread = np.zeros((*w.shape[:2], (w.shape[2] - 1) * du + 1, (w.shape[3] - 1) * dv + 1), w.dtype)
    spread[:, :, ::du, ::dv] = w
    out, cache = kernel_positions_added_up(x, spread, b, 1, padding, 1, groups)
    return [out[:, :, ::down, ::across], cache]


@conv2d_forward.right
def prints_and_warns(x, w, b, stride=1, padding=0, dilation=1, groups=1):
    print(f"x {x.shape}, w {w.shape}")
    warnings.warn("a warning is no mistake", stacklevel=1)
    out, cache = one_matrix_product(x, w, b, stride, padding, dilation, groups)
    return np.ascontiguousarray(out), (out, cache)


for mistake in SHARED_MISTAKES:
    conv2d_forward.mistake(mistake)


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
