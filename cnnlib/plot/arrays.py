"""Arrays of numbers side by side: images, filters and maps, all pixels of one size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from cnnlib.plot.picture import INK, LIGHT, ORANGE, WIDTH, Picture, empty_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

MOST_NUMBERS = 100  # of an array that is drawn with its numbers
LONGEST = 4  # characters of a number that still fits into its pixel
NUMBERED = 0.42  # inches a side of a pixel with a number in it, at most
PLAIN = 1.9  # inches a side of an array without numbers, at most
GAP, EDGE = 0.45, 0.1  # inches between two arrays, and around them
LINE = 0.19  # inches of one line of text
CHARACTER = 0.083  # inches of one character of a name


def arrays(
    named: Mapping[str, np.ndarray],
    window: tuple[int, int] | None = None,
    padding: tuple[int, int] = (0, 0),
    channels: int = 1,
) -> Picture:
    """Arrays side by side, each below its name; one pixel has the same size in all of them.

    Arrays of up to 100 short numbers show these; 0 is white, positive numbers are blue and negative ones
    red, the darker the larger, and a shade means the same in all of them.
    Others are grey, from black for 0 to white or, where numbers are negative, around a middle grey for 0.
    Each of the two scales is one for all, so that arrays can be compared, and is written below. An array
    of shape (H, W, 3) is an image in colour, from 0 to 1.

    Args:
        named: name -> array (H, W) or (H, W, 3). A name may have several lines, such as a filter's numbers.
        window: (rows, columns) of the first window, framed in orange.
        padding: rows above and below and columns at both sides of the first array that are padding, in
            grey; only where its numbers are shown.
        channels: arrays that show the first window: the first one, and those after it that are channels
            of the same image.

    Returns:
        A picture; its text alternative lists the numbers of small arrays, and the range of large ones.

    Raises:
        ValueError: named is empty, or an array has another shape.

    >>> from cnnlib import plot
    >>> plot.arrays({"image": np.eye(2), "filter": np.array([[1, 0.5]])})
    image: 1 0; 0 1. filter: 1 0.5.
    """
    named = {name: np.asarray(array) for name, array in named.items()}
    if not named or any(array.ndim != 2 and array.shape[2:] != (3,) for array in named.values()):
        shapes = [array.shape for array in named.values()]
        raise ValueError(f"named holds arrays of shapes {shapes}: expected at least one, each (H, W)")
    heights, widths = zip(*(array.shape[:2] for array in named.values()), strict=True)
    numbered = all(map(can_be_numbered, named.values()))
    most = NUMBERED if numbered else PLAIN / max(heights + widths)
    side = min(most, (WIDTH - 2 * EDGE - GAP * (len(named) - 1)) / sum(widths))
    above = LINE * max(name.count("\n") + 1 for name in named) + EDGE
    below = EDGE if numbered else LINE + EDGE
    height = side * max(heights) + above + below
    slots = [
        max(side * columns, CHARACTER * max(map(len, name.split("\n"))))
        for name, columns in zip(named, widths, strict=True)
    ]
    width = sum(slots) + GAP * (len(named) - 1) + 2 * EDGE
    figure = empty_figure(width, height)
    left, top = EDGE, max(abs(array).max() for array in named.values())
    reach = {
        signed: max((abs(a).max() for a in named.values() if bool(a.min() < 0) is signed), default=0)
        for signed in (True, False)
    }
    for number, (name, array) in enumerate(named.items()):
        rows, columns = array.shape[:2]
        bottom = height - above - side * rows
        start = left + (slots[number] - side * columns) / 2
        box = (start / width, bottom / height, side * columns / width, side * rows / height)
        axes = figure.add_axes(box, xticks=[], yticks=[])
        axes.set_title(name, fontsize=10, pad=4, family="monospace" if "\n" in name else None)
        if array.ndim == 3:
            axes.imshow(array)
        elif numbered:
            draw_numbers(axes, array, top)
        else:
            _in_grey(axes, array, reach)
        if numbered and not number:
            _grey_out(axes, array.shape, *padding)
        if window and number < channels:
            draw_window(axes, *window)
        left += slots[number] + GAP
    return Picture(figure, " ".join(_in_words(name, array) for name, array in named.items()))


def can_be_numbered(array: np.ndarray) -> bool:
    """Whether every number of an array can be read in its pixel."""
    return (
        array.ndim == 2
        and array.size <= MOST_NUMBERS
        and max(len(f"{value:g}") for value in array.flat) <= LONGEST
    )


def draw_numbers(axes: Axes, array: np.ndarray, top: float) -> list[Text]:
    """Blue and red up to twice the largest size, so that ink can be read on every shade. Gives the numbers."""
    axes.imshow(array, cmap=_red_and_blue(), vmin=-2 * top or -1, vmax=2 * top or 1)
    style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 10, "color": INK}
    return [axes.text(x, y, f"{value:g}", **style) for (y, x), value in np.ndenumerate(array)]


def _red_and_blue() -> Colormap:
    """Red below 0 and blue from 0 on. Matplotlib's own such maps have another blue, and grey for 0."""
    from matplotlib import colormaps
    from matplotlib.colors import ListedColormap

    shades = np.linspace(0, 1, 256)
    return ListedColormap([*colormaps["Reds"](shades[::-1]), *colormaps["Blues"](shades)])


def _grey_out(axes: Axes, shape: tuple[int, ...], rows: int, columns: int) -> None:
    from matplotlib.patches import Rectangle

    for row, column in np.ndindex(*shape):
        if not (rows <= row < shape[0] - rows and columns <= column < shape[1] - columns):
            axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, color=LIGHT, linewidth=0))


def _in_grey(axes: Axes, array: np.ndarray, reach: Mapping[bool, float]) -> None:
    signed = bool(array.min() < 0)
    top = float(reach[signed]) or 1.0
    axes.imshow(array, cmap="gray", vmin=-top if signed else 0, vmax=top)
    scale = f"black {-top:.2g}, grey 0, white {top:.2g}" if signed else f"black 0, white {top:.2g}"
    axes.set_xlabel(scale, fontsize=9, labelpad=3)


def draw_window(axes: Axes, rows: int, columns: int, top: float = 0, left: float = 0) -> Rectangle:
    """The frame of a window: orange, inside its pixels, so that it hides neither their edge nor the name."""
    from matplotlib.patches import Rectangle

    corner = (left - 0.44, top - 0.44)
    frame = Rectangle(corner, columns - 0.12, rows - 0.12, fill=False, edgecolor=ORANGE, linewidth=3)
    axes.add_patch(frame)
    return frame


def _in_words(name: str, array: np.ndarray) -> str:
    name = "; ".join(name.splitlines())
    if can_be_numbered(array):
        return f"{name}: {'; '.join(' '.join(f'{value:g}' for value in row) for row in array)}."
    rows, columns = array.shape[:2]
    if array.ndim == 3:
        return f"{name}: {rows} x {columns} pixels in colour."
    return f"{name}: {rows} x {columns} numbers from {array.min():.2g} to {array.max():.2g}."
