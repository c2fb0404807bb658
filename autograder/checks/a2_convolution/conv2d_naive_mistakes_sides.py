"""Mistakes of a2.conv2d_naive that take one side of a filter, an image or an output for the other."""

from __future__ import annotations

from autograder.checks.a2_convolution.conv2d_naive_loops import (
    sliced,
    with_indices,
    with_products,
    with_slices,
)
from autograder.checks.a2_convolution.convolution import output_sizes, padded
from autograder.checks.inputs import pair


def square_outputs_in_products(right, x, w, b, stride=1, padding=0):
    """You take the output's height as its width as well, and where the image is higher than wide the last windows
    do not match the filter. The width follows from the image's width."""
    height, _ = output_sizes(padded(x, padding), w, stride)
    return with_products(right, x, w, b, stride, padding, (height, height))


def square_outputs_of_the_width(right, x, w, b, stride=1, padding=0):
    """You take the output's width as its height as well, and where the image is wider than high the last windows
    hang over the edge. The height follows from the image's height."""
    _, width = output_sizes(padded(x, padding), w, stride)
    return with_slices(right, x, w, b, stride, padding, (width, width))


def square_outputs_of_the_width_off_the_image(right, x, w, b, stride=1, padding=0):
    """You take the output's width as its height as well, and where the image is wider than high your index leaves
    it. The height follows from the image's height."""
    _, width = output_sizes(padded(x, padding), w, stride)
    return with_indices(right, x, w, b, stride, padding, (width, width))


def image_sides_exchanged(right, x, w, b, stride=1, padding=0):
    """The height of your output follows from the image's width, and its width from the image's height. x is (N,
    C, H, W): the height comes first."""
    sizes = output_sizes(padded(x.swapaxes(2, 3), padding), w, stride)
    return with_slices(right, x, w, b, stride, padding, sizes)


def output_sides_exchanged(right, x, w, b, stride=1, padding=0):
    """You exchange height and width of the output, in its shape or in your loops, so that your index leaves an
    array wherever it is not square."""
    out = right(x, w, b, stride, padding)
    if out.shape[2] != out.shape[3]:
        raise IndexError("index 2 is out of bounds for axis 2 with size 2")
    return out


def kernel_height_with_slices(right, x, w, b, stride=1, padding=0):
    """You take the filter's height as its width as well, in windows and in the size of the output. w.shape[2] is
    the height and w.shape[3] the width."""
    return _other_kernel(x, w, b, stride, padding, pair(w.shape[2]), pair(w.shape[2]))


def kernel_width_with_slices(right, x, w, b, stride=1, padding=0):
    """You take the filter's width as its height as well, in windows and in the size of the output. w.shape[2] is
    the height and w.shape[3] the width."""
    return _other_kernel(x, w, b, stride, padding, pair(w.shape[3]), pair(w.shape[3]))


def square_kernels_only_in_products(right, x, w, b, stride=1, padding=0):
    """Your function works for square filters only: others do not match their windows. w.shape[2] is the filter's
    height and w.shape[3] its width; windows have that size too."""
    if w.shape[2] != w.shape[3]:
        raise ValueError("shapes (4,) and (6,) not aligned: 4 (dim 0) != 6 (dim 0)")
    return right(x, w, b, stride, padding)


def kernel_height_in_windows(right, x, w, b, stride=1, padding=0):
    """You take the filter's height as the width of your windows as well. A window is as wide as the filter:
    w.shape[3]."""
    return _other_kernel(x, w, b, stride, padding, w.shape[2:], pair(w.shape[2]))


def kernel_width_in_windows(right, x, w, b, stride=1, padding=0):
    """You take the filter's width as the height of your windows as well. A window is as high as the filter:
    w.shape[2]."""
    return _other_kernel(x, w, b, stride, padding, w.shape[2:], pair(w.shape[3]))


def kernel_height_in_size(right, x, w, b, stride=1, padding=0):
    """The width of your output follows from the filter's height. It follows from its width, w.shape[3]."""
    return _other_kernel(x, w, b, stride, padding, pair(w.shape[2]), w.shape[2:])


def kernel_sides_exchanged(right, x, w, b, stride=1, padding=0):
    """You take the filter's height for its width and its width for its height. w.shape[2] is the height and
    w.shape[3] the width."""
    sides = w.shape[:1:-1]
    return _other_kernel(x, w, b, stride, padding, sides, sides)


def kernel_sides_exchanged_in_size(right, x, w, b, stride=1, padding=0):
    """The height of your output follows from the filter's width, and its width from the filter's height.
    w.shape[2] is the height."""
    return _other_kernel(x, w, b, stride, padding, w.shape[:1:-1], w.shape[2:])


def kernel_sides_exchanged_in_windows(right, x, w, b, stride=1, padding=0):
    """Your windows are as high as the filter is wide, and as wide as it is high. w.shape[2] is the height and
    w.shape[3] the width."""
    return _other_kernel(x, w, b, stride, padding, w.shape[2:], w.shape[:1:-1])


def kernel_height_for_both_in_loops(right, x, w, b, stride=1, padding=0):
    """You go through as many columns of the filter as it has rows. Where it is wider, columns are missing in your
    sum, and where it is higher, your index leaves it."""
    if w.shape[2] > w.shape[3]:
        raise IndexError(f"index {w.shape[3]} is out of bounds for axis 3 with size {w.shape[3]}")
    kept = w.copy()
    kept[..., w.shape[2] :] = 0
    return right(x, kept, b, stride, padding)


def kernel_width_for_both_in_loops(right, x, w, b, stride=1, padding=0):
    """You go through as many rows of the filter as it has columns. Where it is higher, rows are missing in your
    sum, and where it is wider, your index leaves it."""
    if w.shape[2] < w.shape[3]:
        raise IndexError(f"index {w.shape[2]} is out of bounds for axis 2 with size {w.shape[2]}")
    kept = w.copy()
    kept[:, :, w.shape[3] :] = 0
    return right(x, kept, b, stride, padding)


def _other_kernel(x, w, b, stride, padding, in_size, of_windows):
    """A program with one size of the filter in the size of the output and another of its windows."""
    image, (down, across) = padded(x, padding), pair(stride)
    sizes = [(n - k) // s + 1 for n, k, s in zip(image.shape[2:], in_size, (down, across), strict=True)]
    return sliced(x, w, b, image, sizes, lambda i, j: (i * down, j * across), tuple(of_windows))


SIDE_MISTAKES = (
    square_outputs_in_products, square_outputs_of_the_width,
    square_outputs_of_the_width_off_the_image, image_sides_exchanged, output_sides_exchanged,
    kernel_height_with_slices, kernel_width_with_slices, square_kernels_only_in_products,
    kernel_height_in_windows, kernel_width_in_windows, kernel_height_in_size,
    kernel_sides_exchanged, kernel_sides_exchanged_in_size, kernel_sides_exchanged_in_windows,
    kernel_height_for_both_in_loops, kernel_width_for_both_in_loops,
)  # fmt: skip
