"""Mistakes of a2.compose_kernels: a kernel turned round or exchanged, another size, products not added up."""

from __future__ import annotations

import numpy as np

from autograder.checks.a2_convolution.compose_kernels_mistakes_places import (
    COMPOSITION_PLACE_MISTAKES,
    as_large_as_the_first,
)
from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    nothing_returned,
    one_buffer,
)


def second_turned_round(right, first, second):
    """The second layer's kernels come out turned round, which happens if you flip them, or lay them over those of the
    first as a layer does with an image. Its weight (u, v) and the first's (s, t) belong to place (u + s, v + t)."""
    return right(first, second[:, :, ::-1, ::-1])


def first_turned_round(right, first, second):
    """The first layer's kernels come out turned round, top to bottom and left to right. Its weight (s, t) belongs with
    the second's (u, v) to place (u + s, v + t)."""
    return right(first[:, :, ::-1, ::-1], second)


def result_turned_round(right, first, second):
    """Your result is turned round, top to bottom and left to right, which happens if both layers' kernels are flipped
    first, or if you read it off from what becomes of a single point. Nothing is flipped here."""
    return right(first, second)[:, :, ::-1, ::-1]


def first_and_second_exchanged(right, first, second):
    """You compose the two layers in the other order. The first one is applied to the image, and the second one to its
    maps: the axis that both share is the first of `first` and the second of `second`."""
    if second.shape[1] != len(first) or len(second) != first.shape[1]:
        raise ValueError("shapes that do not fit")
    return right(second, first)


def filters_and_channels_exchanged(right, first, second):
    """The first two axes of your result are exchanged. Its shape is (F, C, ...): the filters of the second layer first,
    then the channels of the image."""
    return right(first, second).swapaxes(0, 1)


def one_middle_map_only(right, first, second):
    """Only the first map between the two layers counts. The sum goes over all M of them, which are the filters of the
    first layer and the channels of the second."""
    return right(first[:1], second[:, :1])


def last_middle_map_only(right, first, second):
    """Only the last map between the two layers counts: each one's product takes the place of the one before. Add them
    up, with +=."""
    return right(first[-1:], second[:, -1:])


def middle_maps_averaged(right, first, second):
    """You take the mean over the maps between the two layers. They are added up."""
    return right(first, second) / np.array(len(first), first.dtype)


def middle_maps_not_added(right, first, second):
    """You do not add up the maps between the two layers, so that your result has an axis too many. The sum goes over
    all M of them, which are the filters of the first layer and the channels of the second."""
    return np.stack([right(first[[m]], second[:, [m]]) for m in range(len(first))], axis=1)


def every_first_with_every_second(right, first, second):
    """Every filter of the first layer meets every channel of the second in your sum. Map m is made by filter m of the
    first layer, and it is channel m of the second: m is the same in both."""
    return right(first.sum(0, keepdims=True), second.sum(1, keepdims=True))


def products_overwritten(right, first, second):
    """Where several products belong to one place only the last one is left: each takes the place of the one before. Add
    them up, with +=."""
    out = np.zeros_like(right(first, second))
    rows, columns = first.shape[2:]
    for u, v in np.ndindex(*second.shape[2:]):
        out[:, :, u : u + rows, v : v + columns] = right(first, second[:, :, u : u + 1, v : v + 1])
    return out


def sizes_added(right, first, second):
    """Your result has a row and a column of zeros too many. The two kernels share a place: kH + lH - 1 rows, and
    kW + lW - 1 columns."""
    return np.pad(right(first, second), ((0, 0), (0, 0), (0, 1), (0, 1)))


def laid_only_where_all_fits(right, first, second):
    """You lay the kernels on one another only where all of one fits on the other, which makes the result smaller. Each
    weight of one meets each weight of the other: kH + lH - 1 rows, and kW + lW - 1 columns."""
    if any(a < b for a, b in zip(first.shape[2:], second.shape[2:], strict=True)):
        raise ValueError("negative dimensions are not allowed")
    rows, columns = (n - 1 for n in second.shape[2:])
    height, width = first.shape[2:]
    return right(first, second[:, :, ::-1, ::-1])[:, :, rows:height, columns:width]


def height_for_both(right, first, second):
    """Your result is as wide as it is high. Its width is kW + lW - 1."""
    out = right(first, second)
    if out.shape[2] != out.shape[3]:
        raise ValueError("shapes that do not fit")
    return out


def second_transposed(right, first, second):
    """Rows and columns of the second layer's kernels are exchanged where they are laid, which fits only where they are
    square. Its weight (u, v) lies u rows further down and v columns further to the right."""
    if second.shape[2] != second.shape[3]:
        raise ValueError("shapes that do not fit")
    return right(first, second.swapaxes(2, 3))


def multiplied_place_by_place(right, first, second):
    """You multiply the kernels place by place, which works only where they are equally large. Each weight of one meets
    each weight of the other."""
    if first.shape[2:] != second.shape[2:]:
        raise ValueError("shapes that do not fit")
    places = [right(first[:, :, u : u + 1, v : v + 1], second[:, :, u : u + 1, v : v + 1])[:, :, 0, 0]
              for u, v in np.ndindex(*first.shape[2:])]  # fmt: skip
    return np.stack(places, axis=-1).reshape(*places[0].shape, *first.shape[2:])


def first_written(right, first, second):
    """You write into an array that you were given, even if its numbers stay or come back. It need not allow that: work
    on a copy."""
    first[...] = first
    return right(first, second)


def kernels_changed(right, first, second):
    """You change an array that you were given. Whoever called you still needs it: work on a copy."""
    out = right(first, second)
    second += 1
    return out


COMPOSITION_MISTAKES = (
    second_turned_round, first_turned_round, result_turned_round, first_and_second_exchanged,
    filters_and_channels_exchanged, one_middle_map_only, last_middle_map_only, middle_maps_averaged,
    middle_maps_not_added, every_first_with_every_second, products_overwritten, sizes_added,
    as_large_as_the_first, laid_only_where_all_fits, height_for_both, second_transposed,
    multiplied_place_by_place, *COMPOSITION_PLACE_MISTAKES, first_written, kernels_changed,
    always_float64, always_float32, first_answer_kept, one_buffer, nothing_returned,
)  # fmt: skip
