"""Mistakes that go wrong around any right `f(image, kernel)`: which windows there are, how large the map is,
what is added up in a window.

Some programs meet arrays of shapes that NumPy stretches or refuses by rules of its own. These are written out,
so that they answer and raise what a student's program does.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.mistakes import (
    always_float32,
    always_float64,
    first_answer_kept,
    nothing_returned,
    one_buffer,
)


def _in_the_corner(out, shape):
    """A larger map of zeros with this one in its top left corner."""
    larger = np.zeros(shape, out.dtype)
    larger[: out.shape[0], : out.shape[1]] = out
    return larger


def filled(right, image, kernel, shape):
    """A map of this shape, from slices. Windows that hang over the edge are what a slice is there: cut off."""
    out, (rows, columns) = np.zeros(shape, image.dtype), kernel.shape
    for i, j in np.ndindex(*shape):
        out[i, j] = laid_on(right, image[i : i + rows, j : j + columns], kernel)
    return out


def laid_on(right, window, kernel):
    """One output, where the window may have another shape than the kernel."""
    return right(window, kernel)[0, 0] if window.shape == kernel.shape else np.sum(window * kernel)


def size_one_short(right, image, kernel):
    """Your map lacks its last row and its last column. There is one place more than the filter can take steps:
    H - kH + 1 rows."""
    if image.shape[0] < kernel.shape[0] or image.shape[1] < kernel.shape[1]:
        raise ValueError("negative dimensions are not allowed")
    return right(image, kernel)[:-1, :-1]


def last_window_missed(right, image, kernel):
    """The last row and the last column of your map stay 0: the windows that end at the edge of the image are
    missing. range(n) ends at n - 1."""
    out = right(image, kernel)
    return _in_the_corner(out[:-1, :-1], out.shape)


def map_as_large_as_the_image(right, image, kernel):
    """Your map has the size of the image, and zeros where no window begins. It has one number for each place
    where the whole filter fits: (H - kH + 1, W - kW + 1)."""
    return _in_the_corner(right(image, kernel), image.shape)


def windows_over_the_edge(right, image, kernel):
    """You lay the filter on every pixel, so that the last windows hang over the edge of the image, where a slice
    is cut off. It belongs only where all of it fits: (H - kH + 1, W - kW + 1) places."""
    return filled(right, image, kernel, image.shape)


def index_over_the_edge(right, image, kernel):
    """Your index leaves the image: there are more windows than places where the whole filter fits. The first row
    of a window goes from 0 to H - kH, the first column from 0 to W - kW."""
    if kernel.size > 1:
        raise IndexError(f"index {image.shape[1]} is out of bounds for axis 1 with size {image.shape[1]}")
    return right(image, kernel)


def zeros_around(right, image, kernel):
    """You put zeros around the image, so that your map has the image's size. Here nothing is added: the filter
    is laid only where all of it fits."""
    rows, columns = kernel.shape
    before, after = ((rows - 1) // 2, (columns - 1) // 2), (rows // 2, columns // 2)
    return right(np.pad(image, tuple(zip(before, after, strict=True))), kernel)


def zeros_around_more_above(right, image, kernel):
    """You put zeros around the image, so that your map has the image's size. Here nothing is added: the filter
    is laid only where all of it fits, which makes H - kH + 1 rows."""
    rows, columns = kernel.shape
    before, after = (rows // 2, columns // 2), ((rows - 1) // 2, (columns - 1) // 2)
    return right(np.pad(image, tuple(zip(before, after, strict=True))), kernel)


def border_repeated(right, image, kernel):
    """You repeat the pixels of the border around the image, so that your map has its size. Here nothing is added:
    the filter is laid only where all of it fits."""
    rows, columns = kernel.shape
    before, after = ((rows - 1) // 2, (columns - 1) // 2), (rows // 2, columns // 2)
    return right(np.pad(image, tuple(zip(before, after, strict=True)), mode="edge"), kernel)


def windows_around_the_edge(right, image, kernel):
    """Your map has the size of the image: its last windows go on at the other edge of it. The filter is laid only
    where all of it fits: (H - kH + 1, W - kW + 1) places."""
    return right(np.pad(image, ((0, kernel.shape[0] - 1), (0, kernel.shape[1] - 1)), mode="wrap"), kernel)


def zeros_of_half_a_filter(right, image, kernel):
    """You put zeros around the image, half the filter's size on each side. Here nothing is added: the filter is
    laid only where all of it fits."""
    return right(np.pad(image, ((kernel.shape[0] // 2,), (kernel.shape[1] // 2,))), kernel)


def zeros_below_and_right(right, image, kernel):
    """You lay the filter on every pixel and count what lies outside of the image as 0. It belongs only where all
    of it fits: (H - kH + 1, W - kW + 1) places."""
    return right(np.pad(image, ((0, kernel.shape[0] - 1), (0, kernel.shape[1] - 1))), kernel)


def every_overlap(right, image, kernel):
    """Your filter is laid wherever it touches the image at all, so that the map is larger than the image. It is
    laid only where all of it fits."""
    rows, columns = kernel.shape
    return right(np.pad(image, ((rows - 1,), (columns - 1,))), kernel)


def map_on_its_side(right, image, kernel):
    """Rows and columns of your map are exchanged. It has H - kH + 1 rows and W - kW + 1 columns."""
    return right(image, kernel).T


def place_exchanged(right, image, kernel):
    """You store the output of row i and column j at [j, i]: your map is on its side where it is square, and your
    index leaves it where it is not. The row comes first."""
    out = right(image, kernel)
    if out.shape[0] != out.shape[1]:
        raise IndexError(f"index {min(out.shape)} is out of bounds for axis 0 with size {min(out.shape)}")
    return out.T


def size_on_its_side(right, image, kernel):
    """You exchange height and width in the size of your map: it works only where both are equal. image.shape[0]
    is the height, which counts rows."""
    out = right(image, kernel)
    if out.shape[0] != out.shape[1]:
        raise IndexError(f"index {min(out.shape)} is out of bounds for axis 0 with size {min(out.shape)}")
    return out


def sum_forgotten(right, image, kernel):
    """You store all products of a window in one place of the map. They are added up first, with np.sum."""
    out = right(image, kernel)
    out[0, 0] = image[: kernel.shape[0], : kernel.shape[1]] * kernel  # NumPy 2.1 to 2.3 takes a single one
    return out


def averaged(right, image, kernel):
    """You take the mean of the products, so that everything is divided by the number of weights. An output is
    their sum."""
    return right(image, kernel / kernel.size)


def divided_by_the_weights(right, image, kernel):
    """You divide by the sum of the weights. An output is the plain sum of the products."""
    total = kernel.sum()
    return right(image, kernel / total if total else kernel)


def matrix_product(right, image, kernel):
    """You take the matrix product of the window and the filter, with @ or np.dot. Each pixel is multiplied by
    the weight that lies on it: that is *."""
    if kernel.shape[0] != kernel.shape[1]:
        raise ValueError(f"shapes {kernel.shape} and {kernel.shape} not aligned: 3 (dim 1) != 2 (dim 0)")
    # the sum of all entries of a product: sums of columns times sums of rows
    return right(image, np.repeat(kernel.sum(1)[None], len(kernel), axis=0))


def matrix_product_transposed(right, image, kernel):
    """You take the matrix product of the window and the transposed filter. Each pixel is multiplied by the
    weight that lies on it: that is *."""
    return right(image, np.repeat(kernel.sum(0)[None], len(kernel), axis=0))


def weights_ignored(right, image, kernel):
    """You add up the pixels of each window and leave out the weights. Each pixel is multiplied by its weight
    first."""
    return right(image, np.ones_like(kernel))


def sum_times_sum(right, image, kernel):
    """You multiply the sum of the pixels by the sum of the weights. Each pixel is multiplied by its own weight
    first, and the products are added up."""
    return right(image, np.full_like(kernel, kernel.sum()))


def last_product_only(right, image, kernel):
    """Only the last weight counts: each product takes the place of the one before. Add them up, with +=."""
    last = np.zeros_like(kernel)
    last[-1, -1] = kernel[-1, -1]
    return right(image, last)


def last_row_only(right, image, kernel):
    """Only the last row of the filter counts: the sum begins anew with each row. Set it to 0 once for each
    window."""
    last = np.zeros_like(kernel)
    last[-1] = kernel[-1]
    return right(image, last)


def sum_never_reset(right, image, kernel):
    """Your sum goes on from one window to the next. It begins at 0 for each of them."""
    out = right(image, kernel)
    return out.ravel().cumsum().reshape(out.shape)


def windows_side_by_side(right, image, kernel):
    """Your windows stand side by side: from one to the next you step by the filter's size. They overlap, one
    step is one pixel."""
    out = right(image, kernel)
    return np.ascontiguousarray(out[:: kernel.shape[0], :: kernel.shape[1]])


def window_of_the_column(right, image, kernel):
    """You exchange i and j where the window begins. The window of row i and column j of the map begins at row i
    and column j of the image: image[i:i + kH, j:j + kW]."""
    rows, columns = kernel.shape
    out = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1), image.dtype)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = laid_on(right, image[j : j + rows, i : i + columns], kernel)
    return out


def index_of_the_column(right, image, kernel):
    """You exchange rows and columns in the index of the image, which leaves it where it is not square. Row i + u
    comes first, column j + v second."""
    if image.shape[0] != image.shape[1]:
        raise IndexError(f"index {image.shape[0]} is out of bounds for axis 0 with size {image.shape[0]}")
    return right(image.T, kernel)


def first_row_returned(right, image, kernel):
    """Only the first row of your map is filled: the return stands inside of the loop over the rows. It belongs
    after both loops, as far left as the first for."""
    out = right(image, kernel)
    out[1:] = 0
    return out


def first_place_returned(right, image, kernel):
    """Only the first number of your map is filled: the return stands inside of the inner loop. It belongs after
    both loops, as far left as the first for."""
    out = right(image, kernel)
    out.ravel()[1:] = 0
    return out


def negative_values_cut_off(right, image, kernel):
    """Negative outputs become 0 in your map. They stay: they say that the image is dark where the filter is
    positive."""
    return np.maximum(right(image, kernel), 0)


def signs_lost(right, image, kernel):
    """You take absolute values. Negative outputs stay negative."""
    return abs(right(image, kernel))


def image_or_filter_changed(right, image, kernel):
    """You write into an array that you were given, the image or the filter. Whoever called you still needs it: work
    on a copy."""
    out = right(image, kernel)
    image[: out.shape[0], : out.shape[1]] = out
    return out


# These mean the same whether the filter is flipped or not.
FLIPPED_OR_NOT = (
    size_one_short, last_window_missed, map_as_large_as_the_image, index_over_the_edge,
    zeros_around, zeros_around_more_above, zeros_of_half_a_filter, zeros_below_and_right, every_overlap,
    border_repeated, windows_around_the_edge,
    map_on_its_side, place_exchanged, size_on_its_side,
    sum_forgotten, averaged, divided_by_the_weights, matrix_product, matrix_product_transposed,
    weights_ignored, sum_times_sum, sum_never_reset,
    windows_side_by_side, index_of_the_column, first_row_returned, first_place_returned,
    negative_values_cut_off, signs_lost,
    image_or_filter_changed, always_float64, always_float32, first_answer_kept, one_buffer, nothing_returned,
)  # fmt: skip
AS_IT_IS = (
    windows_over_the_edge, window_of_the_column, last_product_only, last_row_only,
)  # fmt: skip
