"""a2.compose_kernels: the one layer that does what two layers do, one after the other."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.compose_kernels_mistakes import COMPOSITION_MISTAKES
from autograder.checks.cases import answered_by, called_again, given_back
from autograder.checks.inputs import LAYOUTS, kernels, normal
from autograder.part import part


def product_by_product(first, second) -> np.ndarray:
    """The oracle: each weight of the second layer times each weight of the first, in Python's own floats, added
    where the two together lie."""
    sizes = (a + b - 1 for a, b in zip(first.shape[2:], second.shape[2:], strict=True))
    out = np.zeros((len(second), first.shape[1], *sizes), first.dtype)
    total = {place: 0.0 for place in np.ndindex(*out.shape)}
    for f, m, u, v in np.ndindex(*second.shape):
        for c, s, t in np.ndindex(*first.shape[1:]):
            total[f, c, u + s, v + t] += float(second[f, m, u, v]) * float(first[m, c, s, t])
    for place, value in total.items():
        out[place] = value
    return out


@part(
    "a2.compose_kernels",
    points={"values": 2, "channels and filters": 2.5, "memory layout": 1, "float32": 0.5},
)
def compose_kernels(rng):
    right = answered_by(product_by_product)

    def case(group, first, second, draw=kernels, layout=np.copy, dtype=np.float64):
        return right(group, *(layout(draw(rng, shape).astype(dtype)) for shape in (first, second)))

    yield case("values", (1, 1, 1, 2), (1, 1, 1, 2))
    yield case("values", (1, 1, 2, 1), (1, 1, 1, 3))
    yield case("values", (1, 1, 2, 2), (1, 1, 2, 2))
    yield case("values", (1, 1, 2, 3), (1, 1, 2, 1))
    yield case("values", (1, 1, 1, 2), (1, 1, 3, 3))
    yield case("values", (1, 1, 3, 2), (1, 1, 4, 5), normal)

    yield case("channels and filters", (2, 1, 1, 2), (1, 2, 1, 2))
    yield case("channels and filters", (1, 2, 1, 2), (1, 1, 1, 2))
    yield case("channels and filters", (1, 1, 1, 2), (2, 1, 1, 2))
    yield case("channels and filters", (2, 2, 1, 1), (2, 2, 1, 1))
    yield case("channels and filters", (2, 2, 2, 2), (2, 2, 2, 2))
    yield case("channels and filters", (2, 3, 1, 2), (4, 2, 2, 1))
    yield case("channels and filters", (3, 2, 3, 2), (4, 3, 2, 3), normal)

    for layout in LAYOUTS:
        yield case("memory layout", (2, 1, 2, 2), (2, 2, 1, 2), layout=layout)
    (first, other_first), (second, other_second) = (
        np.split(kernels(rng, (2, *shape)), 2) for shape in ((1, 1, 2), (1, 2, 1))
    )
    calls = [(first, second), (first, other_second), (other_first, other_second), (second, first)]
    about = "compose_kernels called four times: then with another second, another first, the two exchanged"
    yield called_again("memory layout", product_by_product, calls, about)
    about = "compose_kernels called twice with kernels of one size, then with its own first result"
    yield given_back(
        "memory layout", product_by_product, (first, second), (other_first, second), (second,), about
    )

    yield case("float32", (2, 2, 2, 2), (3, 2, 2, 3), normal, dtype=np.float32)


def _sizes(first, second):
    return first.shape[2] + second.shape[2] - 1, first.shape[3] + second.shape[3] - 1


@compose_kernels.right
def laid_at_each_place(first, second):
    """Each place of the second layer lays the whole first one, weighted, at that place."""
    out = np.zeros((len(second), first.shape[1], *_sizes(first, second)), first.dtype)
    rows, columns = first.shape[2:]
    for u, v in np.ndindex(*second.shape[2:]):
        out[:, :, u : u + rows, v : v + columns] += np.tensordot(second[:, :, u, v], first, 1)
    return out


@compose_kernels.right
def every_weight_in_loops(first, second):
    out = np.zeros((len(second), first.shape[1], *_sizes(first, second)), first.dtype)
    for f in range(second.shape[0]):
        for m in range(second.shape[1]):
            for c in range(first.shape[1]):
                for (u, v), weight in np.ndenumerate(second[f, m]):
                    for (s, t), value in np.ndenumerate(first[m, c]):
                        out[f, c, u + s, v + t] += weight * value
    return out


@compose_kernels.right
def the_second_slides_over_the_padded_first(first, second):
    """The first layer's kernels as images, in a frame of zeros, under the second's, turned by half."""
    print("sizes", first.shape, second.shape)
    rows, columns = second.shape[2:]
    framed = np.pad(first, ((0, 0), (0, 0), (rows - 1, rows - 1), (columns - 1, columns - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(framed, (rows, columns), axis=(2, 3))
    return np.einsum("mcijuv,fmuv->fcij", windows, second[:, :, ::-1, ::-1])


@compose_kernels.right
def products_of_spectra(first, second):
    sizes = _sizes(first, second)
    spectrum = np.einsum("fmij,mcij->fcij", np.fft.fft2(second, sizes), np.fft.fft2(first, sizes))
    return np.asfortranarray(np.fft.ifft2(spectrum).real.astype(first.dtype))


@compose_kernels.right
def answers_to_single_points(first, second):
    """Both layers laid on images with a single 1 in them: the map has the composed kernel in it, turned by half."""

    def layer(x, w):
        windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))
        return np.einsum("ncijuv,fcuv->nfij", windows, w)

    rows, columns = _sizes(first, second)
    points = np.zeros((first.shape[1], first.shape[1], 2 * rows - 1, 2 * columns - 1), first.dtype)
    for c in range(first.shape[1]):
        points[c, c, rows - 1, columns - 1] = 1
    return layer(layer(points, first), second).swapaxes(0, 1)[:, :, ::-1, ::-1]


compose_kernels.mistake(*COMPOSITION_MISTAKES)
