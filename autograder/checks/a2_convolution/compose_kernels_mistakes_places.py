"""Mistakes of a2.compose_kernels: kernels taken to have another size or order, a result cut off or wrapped round,
arrays multiplied in place. Many are programs as they are written, since NumPy stretches and refuses by rules of its
own."""

from __future__ import annotations

import numpy as np


def _zeros(first, second):
    sizes = (a + b - 1 for a, b in zip(first.shape[2:], second.shape[2:], strict=True))
    return np.zeros((len(second), first.shape[1], *sizes), first.dtype)


def _laid(out, first, second, places, rows, columns):
    """Products added at so many places of the second layer, in slices of so many rows and columns."""
    for f, m, u, v in np.ndindex(len(second), len(first), *places):
        out[f, :, u : u + rows, v : v + columns] += second[f, m, u, v] * first[m]
    return out


def _met(out, first, second, places, first_places):
    """Products added one by one, at so many places of the second layer and of the first."""
    for u, v, s, t in np.ndindex(*places, *first_places):
        out[:, :, u + s, v + t] += second[:, :, u, v] @ first[:, :, s, t]
    return out


def _square(first, second, axis):
    k, side = first.shape[axis], second.shape[axis]
    return k, side, np.zeros((len(second), first.shape[1], k + side - 1, k + side - 1), first.dtype)


def heights_for_both(right, first, second):
    """You take the heights of both layers' kernels for their widths as well, in the size and where they are laid. A
    kernel need not be square: it has a width of its own."""
    k, side, out = _square(first, second, 2)
    return _laid(out, first, second, (side, side), k, k)


def widths_for_both(right, first, second):
    """You take the widths of both layers' kernels for their heights as well, in the size and where they are laid. A
    kernel need not be square: it has a height of its own."""
    k, side, out = _square(first, second, 3)
    return _laid(out, first, second, (side, side), k, k)


def heights_for_both_in_every_loop(right, first, second):
    """You take the heights of both layers' kernels for their widths as well, in the size and in your loops. A kernel
    need not be square: it has a width of its own."""
    k, side, out = _square(first, second, 2)
    return _met(out, first, second, (side, side), (k, k))


def widths_for_both_in_every_loop(right, first, second):
    """You take the widths of both layers' kernels for their heights as well, in the size and in your loops. A kernel
    need not be square: it has a height of its own."""
    k, side, out = _square(first, second, 3)
    return _met(out, first, second, (side, side), (k, k))


def second_counted_with_the_first(right, first, second):
    """You count the places of the second layer's kernels with the size of the first's: where they are larger some of
    their weights are left out, and where they are smaller your index leaves them."""
    return _laid(_zeros(first, second), first, second, first.shape[2:], *first.shape[2:])


def laid_in_slices_of_the_second(right, first, second):
    """You lay the first layer's kernels into places as large as the second's. What is laid at a place of the second is
    as large as a kernel of the first."""
    return _laid(_zeros(first, second), first, second, second.shape[2:], *second.shape[2:])


def filter_with_the_map_of_its_number(right, first, second):
    """Filter f of the second layer meets map f alone. It is laid on all M maps, and what it makes of them is added."""
    if len(second) > len(first):
        raise IndexError(f"index {len(first)} is out of bounds for axis 0 with size {len(first)}")
    return np.concatenate([right(first[[f]], second[[f]][:, [f]]) for f in range(len(second))])


def second_read_with_maps_first(right, first, second):
    """You read the second layer's weights as (M, F, ...). They are (F, M, ...): filters first, then the maps that each
    of them sees."""
    if len(second) != second.shape[1]:
        raise ValueError("shapes that do not fit")
    return right(first, second.swapaxes(0, 1))


def first_read_with_channels_first(right, first, second):
    """You read the first layer's weights as (C, M, ...). They are (M, C, ...): filters first, then the channels that
    each of them sees."""
    if len(first) != first.shape[1]:
        raise ValueError("shapes that do not fit")
    return right(first.swapaxes(0, 1), second)


def first_transposed(right, first, second):
    """Rows and columns of the first layer's kernels are exchanged where they are laid, which fits only where they are
    square. Its weight (s, t) lies s rows further down and t columns further to the right."""
    if first.shape[2] != first.shape[3]:
        raise ValueError("shapes that do not fit")
    return right(first.swapaxes(2, 3), second)


def rows_of_the_second_turned_round(right, first, second):
    """The second layer's kernels come out with their rows in the opposite order. Nothing is flipped here: a place of
    the one and a place of the other add up."""
    return right(first, second[:, :, ::-1])


def columns_of_the_second_turned_round(right, first, second):
    """The second layer's kernels come out with their columns in the opposite order. Nothing is flipped here: a place
    of the one and a place of the other add up."""
    return right(first, second[..., ::-1])


def only_where_all_fits_or_nothing(right, first, second):
    """You lay the second layer's kernels on the first's only where all of one fits on the other, so that your result is
    smaller, or empty. Each weight of one meets each weight of the other, also where the kernels overlap in part."""
    return _inner(right(first, second[:, :, ::-1, ::-1]), first, second)


def inner_part_only(right, first, second):
    """Your result has only the places where one kernel lies wholly on the other. Each weight of one meets each weight
    of the other, also where the kernels overlap in part."""
    return _inner(right(first, second), first, second)


def first_laid_on_the_second(right, first, second):
    """You lay the first layer's kernels on the second's, and only where all of one fits on the other, so that your
    result is smaller, or empty. Each weight of one meets each weight of the other, and nothing is turned round."""
    return _inner(right(first[:, :, ::-1, ::-1], second), second, first)


def _inner(out, large, small):
    """The places of a composition where the small kernel lies wholly on the large one."""
    sizes = [a - b + 1 for a, b in zip(large.shape[2:], small.shape[2:], strict=True)]
    if min(sizes) < 0:
        raise ValueError("negative dimensions are not allowed")
    rows, columns = (n - 1 for n in small.shape[2:])
    return out[:, :, rows : rows + sizes[0], columns : columns + sizes[1]]


def _cut(right, first, second, rows, columns, sizes):
    """As many places of the composition as a kernel has, from these on. What is smaller than a composition, or has
    zeros alone beyond them, has been cut before."""
    out = right(first, second)
    cut = out[:, :, rows : rows + sizes[0], columns : columns + sizes[1]]
    whole = out.shape == _zeros(first, second).shape and np.count_nonzero(cut) < np.count_nonzero(out)
    return cut if whole else out


def as_large_as_the_first(right, first, second):
    """Your result is as large as a kernel of the first layer: its border is cut off. Two kernels reach further than
    one: kH + lH - 1 rows, and kW + lW - 1 columns."""
    rows, columns = ((n - 1) // 2 for n in second.shape[2:])
    return _cut(right, first, second, rows, columns, first.shape[2:])


def as_large_as_the_first_a_row_later(right, first, second):
    """Your result is as large as a kernel of the first layer, with the second's laid on its middle: its border is cut
    off. Two kernels reach further than one."""
    rows, columns = (n // 2 for n in second.shape[2:])
    return _cut(right, first, second, rows, columns, first.shape[2:])


def cut_off_below_and_at_the_right(right, first, second):
    """Your result is as large as a kernel of the first layer: what lies further down and to the right is cut off. Two
    kernels reach further than one."""
    return _cut(right, first, second, 0, 0, first.shape[2:])


def as_large_as_the_second(right, first, second):
    """Your result is as large as a kernel of the second layer: its border is cut off. Two kernels reach further than
    one."""
    rows, columns = ((n - 1) // 2 for n in first.shape[2:])
    return _cut(right, first, second, rows, columns, second.shape[2:])


def _on_a_grid(first, second, sizes):
    """Spectra multiplied on a grid of this size, on which places beyond it come round to the front."""
    spectrum = np.einsum("fmij,mcij->fcij", np.fft.fft2(second, sizes), np.fft.fft2(first, sizes))
    return np.fft.ifft2(spectrum).real.astype(first.dtype)


def _larger(first, second):
    return tuple(max(a, b) for a, b in zip(first.shape[2:], second.shape[2:], strict=True))


def grid_of_the_spectra_too_small(right, first, second):
    """You multiply spectra on a grid that is as large as the larger kernel: what should lie beyond its end comes round
    to the front. The grid needs room for both kernels together."""
    out, sizes = _zeros(first, second), _larger(first, second)
    out[:, :, : sizes[0], : sizes[1]] = _on_a_grid(first, second, sizes)
    return out


def grid_of_the_spectra_returned(right, first, second):
    """You multiply spectra on a grid that is as large as the larger kernel, and return it: what should lie beyond its
    end comes round to the front. The grid needs room for both kernels together."""
    return _on_a_grid(first, second, _larger(first, second))


def grid_of_the_first(right, first, second):
    """You multiply spectra on a grid that is as large as a kernel of the first layer: what should lie beyond its end is
    lost or comes round to the front. The grid needs room for both kernels together."""
    return _on_a_grid(first, second, first.shape[2:])


def products_reshaped_not_transposed(right, first, second):
    """With several channels your products are mixed up: an array (F, lH, lW, C, kH, kW) is reshaped to (F, C, lH, lW,
    kH, kW) as it is. A reshape never moves an axis: use transpose."""
    return _added_up(_products(first, second).transpose(0, 2, 3, 1, 4, 5), first, second)


def products_of_the_first_reshaped(right, first, second):
    """Your products are mixed up: an array with the axes of the first layer before those of the second is reshaped to
    have the filters first. A reshape never moves an axis: use transpose."""
    return _added_up(_products(first, second).transpose(1, 4, 5, 0, 2, 3), first, second)


def _products(first, second):
    return np.einsum("fmuv,mcst->fcuvst", second, first)


def _added_up(products, first, second):
    """Products in another order of their axes, reshaped to (F, C, lH, lW, kH, kW) and laid at their places."""
    (rows, columns), out = first.shape[2:], _zeros(first, second)
    products = products.reshape(*out.shape[:2], *second.shape[2:], rows, columns)
    for u, v in np.ndindex(*second.shape[2:]):
        out[:, :, u : u + rows, v : v + columns] += products[:, :, u, v]
    return out


def filters_and_channels_reshaped(right, first, second):
    """Your filters and channels are mixed up: a result with the channels first is reshaped to have the filters first. A
    reshape never moves an axis: use transpose."""
    out = right(first, second)
    return out.swapaxes(0, 1).reshape(out.shape)


def _scaled_in_place(first, second, order):
    (rows, columns), out = first.shape[2:], _zeros(first, second)
    for f, m, u, v in order:
        kernel = first[m]
        kernel *= second[f, m, u, v]
        out[f, :, u : u + rows, v : v + columns] += kernel
    return out


def first_multiplied_in_place(right, first, second):
    """You multiply the first layer's kernels in place: they change under whoever called you, and each product begins
    with what the one before has left. Make a new array of each product."""
    return _scaled_in_place(first, second, np.ndindex(*second.shape))


def first_multiplied_in_place_place_by_place(right, first, second):
    """You multiply the first layer's kernels in place, at one place of the second after another: they change under
    whoever called you, and each product begins with what the one before has left. Make a new array of each product."""
    filters, maps, *sizes = second.shape
    order = ((f, m, u, v) for u, v, f, m in np.ndindex(*sizes, filters, maps))
    return _scaled_in_place(first, second, order)


def first_filter_only(right, first, second):
    """Only the first filter of your result is filled, the others stay zero. Every filter of the second layer makes
    one."""
    out = right(first, second)
    out[1:] = 0
    return out


def first_channel_only(right, first, second):
    """Only the first channel of your result is filled, the others stay zero. Every channel of the image has one."""
    out = right(first, second)
    out[:, 1:] = 0
    return out


def channels_added(right, first, second):
    """Every channel of your result is the sum of all of them. Only the maps between the layers are added up: each
    channel of the image keeps weights of its own."""
    return right(first.sum(1, keepdims=True).repeat(first.shape[1], 1), second)


COMPOSITION_PLACE_MISTAKES = (
    heights_for_both, widths_for_both, heights_for_both_in_every_loop, widths_for_both_in_every_loop,
    second_counted_with_the_first, laid_in_slices_of_the_second, filter_with_the_map_of_its_number,
    second_read_with_maps_first, first_read_with_channels_first, first_transposed,
    rows_of_the_second_turned_round, columns_of_the_second_turned_round,
    only_where_all_fits_or_nothing, inner_part_only, first_laid_on_the_second,
    as_large_as_the_first_a_row_later, cut_off_below_and_at_the_right, as_large_as_the_second,
    grid_of_the_spectra_too_small, grid_of_the_spectra_returned, grid_of_the_first,
    products_reshaped_not_transposed, products_of_the_first_reshaped, filters_and_channels_reshaped,
    first_multiplied_in_place, first_multiplied_in_place_place_by_place,
    first_filter_only, first_channel_only, channels_added,
)  # fmt: skip
