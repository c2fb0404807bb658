"""A filter that moves over an image and leaves a map behind: a picture that plays once, then stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnnlib.plot.arrays import can_be_numbered, draw_numbers, draw_window
from cnnlib.plot.picture import INK, Film, empty_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

MOST_POSITIONS = 200
SIDE, LINE = 2.2, 0.3  # inches of the image's longer side, and of one line of text
NUMBERED = 0.42  # inches of a pixel with a number in it
GAP = 0.35  # inches between two panels


def sliding_filter(image: np.ndarray, weights: np.ndarray, stride: int = 1) -> Film:
    """A filter moves over an image; at each position its sum of products goes into the map.

    Args:
        image: (H, W), from 0 (black) to its largest number (white); up to 100 short numbers are shown as such.
        weights: (kH, kW), the filter, not larger than the image.
        stride: pixels from one position to the next.

    Returns:
        A film: the image with the window framed in orange, the filter, and the map as far as it has come.
        In a map without numbers grey is 0, bright positive, dark negative. It plays once, in under five seconds. Its
        facts: the rows and columns of the map.

    Raises:
        ValueError: the filter is larger than the image, or has more than 200 positions.

    >>> from cnnlib import plot
    >>> plot.sliding_filter(np.eye(4), np.array([[1.0, -1.0]]))
    A filter of 1 x 2 slides over an image of 4 x 4, 12 positions, and leaves a map of 4 x 3, from -1 to 1.
    """
    (height, width), (rows, columns) = image.shape, weights.shape
    corners = [
        (top, left)
        for top in range(0, height - rows + 1, stride)
        for left in range(0, width - columns + 1, stride)
    ]
    if not 0 < len(corners) <= MOST_POSITIONS:
        raise ValueError(f"the filter has {len(corners)} positions: expected 1 to {MOST_POSITIONS}")
    down, across = len({top for top, _ in corners}), len({left for _, left in corners})
    sums = [float(np.sum(image[t : t + rows, k : k + columns] * weights)) for t, k in corners]
    full = np.reshape(sums, (down, across))

    figure, panels, texts = _panels(image, weights, full)
    window, place = draw_window(panels[0], rows, columns), draw_window(panels[2], 1, 1)
    grown = panels[2].images[0]
    says = figure.text(panels[0].get_position().x0, 0.03, " ", fontsize=10, color=INK)

    def draw(step: int) -> None:
        row, column = divmod(step, across)
        place.set_xy((column - 0.44, row - 0.44))
        window.set_xy((corners[step][1] - 0.44, corners[step][0] - 0.44))
        grown.set_data(np.where(np.arange(full.size).reshape(full.shape) <= step, full, np.nan))
        for number, text in enumerate(texts):
            text.set_visible(number <= step)
        says.set_text(f"row {row}, column {column} of the map: {sums[step]:.3g}")

    sizes = f"{len(corners)} positions, and leaves a map of {down} x {across}"
    alt = f"A filter of {rows} x {columns} slides over an image of {height} x {width}, {sizes}"
    span = f"from {full.min():.2g} to {full.max():.2g}"
    return Film(figure, draw, len(corners), f"{alt}, {span}.", {"rows": down, "columns": across})


def _panels(
    image: np.ndarray, weights: np.ndarray, full: np.ndarray
) -> tuple[Figure, list[Axes], list[Text]]:
    """Image, filter and map side by side above a line of text; the map's numbers, where it shows them."""
    numbered = can_be_numbered(image) and can_be_numbered(full)
    side = NUMBERED if numbered else SIDE / max(image.shape)  # inches of a pixel, the same in image and map
    figure, panels = _side_by_side([(image.shape, side), (weights.shape, NUMBERED), (full.shape, side)])
    for axes, name in zip(panels, ("image", "filter", "map"), strict=True):
        axes.set_title(name, fontsize=10, pad=4)
    draw_numbers(panels[1], weights, abs(weights).max())
    if numbered:
        top = max(abs(image).max(), abs(full).max())
        draw_numbers(panels[0], image, top)
        return figure, panels, draw_numbers(panels[2], full, top)
    reach = abs(full).max() or 1
    panels[0].imshow(image, cmap="gray", vmin=0, vmax=image.max() or 1)
    panels[2].imshow(full, cmap="gray", vmin=-reach, vmax=reach)
    return figure, panels, []


def _side_by_side(sizes: list[tuple[tuple[int, ...], float]]) -> tuple[Figure, list[Axes]]:
    """Axes without ticks for arrays of these shapes, each with the inches of its pixels."""
    high = max(rows * side for (rows, _), side in sizes) + 2 * LINE
    wide = sum(columns * side for (_, columns), side in sizes) + GAP * (len(sizes) + 1)
    figure, panels, left = empty_figure(wide, high), [], GAP
    for (rows, columns), side in sizes:
        box = (left / wide, (high - LINE - rows * side) / high, columns * side / wide, rows * side / high)
        panels.append(figure.add_axes(box, xticks=[], yticks=[]))
        left += columns * side + GAP
    return figure, panels
