"""Arrays of numbers side by side: images, filters and maps, all pixels of one size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from cnnlib.plot.picture import INK, VERMILLION, WIDTH, Picture, empty_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_NUMBERS = 100  # of an array that is drawn with its numbers
NUMBERED = 0.42  # inches a side of a pixel with a number in it, at most
PLAIN = 1.9  # inches a side of an array without numbers, at most
GAP, EDGE = 0.45, 0.1  # inches between two arrays, and around them
LINE = 0.19  # inches of one line of text


def arrays(named: Mapping[str, np.ndarray], window: tuple[int, int] | None = None) -> Picture:
    """Arrays side by side, each below its name; one pixel has the same size in all of them.

    Arrays of up to 100 numbers show these; their shade begins at 0 and means the same in all of them.
    Larger ones are grey, each on a scale of its own that is written below it: from black for 0, or, where
    numbers are negative, around a middle grey for 0.

    Args:
        named: name -> array (H, W). A name may have several lines, such as a filter's numbers.
        window: (rows, columns) of the first window of the first array, to be outlined.

    Returns:
        A picture; its text alternative lists the numbers of small arrays, and the range of large ones.

    Raises:
        ValueError: named is empty, or an array does not have two axes.

    >>> from cnnlib import plot
    >>> plot.arrays({"image": np.eye(2), "filter": np.array([[1, 0.5]])})
    image: 1 0; 0 1. filter: 1 0.5.
    """
    named = {name: np.asarray(array) for name, array in named.items()}
    if not named or any(array.ndim != 2 for array in named.values()):
        shapes = [array.shape for array in named.values()]
        raise ValueError(f"named holds arrays of shapes {shapes}: expected at least one, each (H, W)")
    heights, widths = zip(*(array.shape for array in named.values()), strict=True)
    numbered = max(array.size for array in named.values()) <= MOST_NUMBERS
    most = NUMBERED if numbered else PLAIN / max(heights + widths)
    side = min(most, (WIDTH - 2 * EDGE - GAP * (len(named) - 1)) / sum(widths))
    above = LINE * max(name.count("\n") + 1 for name in named) + EDGE
    below = EDGE if numbered else LINE + EDGE
    height = side * max(heights) + above + below
    width = side * sum(widths) + GAP * (len(named) - 1) + 2 * EDGE
    figure = empty_figure(width, height)
    left, top = EDGE, max(array.max() for array in named.values())
    for number, (name, array) in enumerate(named.items()):
        rows, columns = array.shape
        bottom = height - above - side * rows
        box = (left / width, bottom / height, side * columns / width, side * rows / height)
        axes = figure.add_axes(box, xticks=[], yticks=[])
        axes.set_title(name, fontsize=10, pad=4, family="monospace" if "\n" in name else None)
        if numbered:
            _with_numbers(axes, array, top)
        else:
            _in_grey(axes, array)
        if window and not number:
            _outline(axes, *window)
        left += side * columns + GAP
    return Picture(figure, " ".join(_in_words(name, array) for name, array in named.items()))


def _with_numbers(axes: Axes, array: np.ndarray, top: float) -> None:
    """Blue from 0 to twice the largest number, so that ink can be read on every shade."""
    axes.imshow(array, cmap="Blues", vmin=0, vmax=2 * top or 1)
    for (row, column), value in np.ndenumerate(array):
        axes.text(column, row, f"{value:g}", ha="center", va="center", fontsize=10, color=INK)


def _in_grey(axes: Axes, array: np.ndarray) -> None:
    top = float(abs(array).max()) or 1.0
    signed = array.min() < 0
    axes.imshow(array, cmap="gray", vmin=-top if signed else 0, vmax=top)
    scale = f"black {-top:.2g}, grey 0, white {top:.2g}" if signed else f"black 0, white {top:.2g}"
    axes.set_xlabel(scale, fontsize=9, labelpad=3)


def _outline(axes: Axes, rows: int, columns: int) -> None:
    from matplotlib.patches import Rectangle

    corner = (-0.44, -0.44)  # inside the pixels, so that it hides neither the frame nor the name
    frame = Rectangle(corner, columns - 0.12, rows - 0.12, fill=False, edgecolor=VERMILLION, linewidth=3)
    axes.add_patch(frame)


def _in_words(name: str, array: np.ndarray) -> str:
    name = "; ".join(name.splitlines())
    if array.size <= MOST_NUMBERS:
        return f"{name}: {'; '.join(' '.join(f'{value:g}' for value in row) for row in array)}."
    rows, columns = array.shape
    return f"{name}: {rows} x {columns} numbers from {array.min():.2g} to {array.max():.2g}."
