"""A filter that moves over an image and leaves a map behind: a picture that plays once, then stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnnlib.plot.arrays import draw_window
from cnnlib.plot.picture import INK, Film, empty_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_POSITIONS = 200
SIDE, LINE = 2.2, 0.3  # inches of the image's longer side, and of one line of text
GAP = 0.35  # inches between two panels


def sliding_filter(image: np.ndarray, weights: np.ndarray, stride: int = 1) -> Film:
    """A filter moves over an image; at each position its sum of products goes into the map.

    Args:
        image: (H, W), from 0 (black) to its largest number (white).
        weights: (kH, kW), the filter, not larger than the image.
        stride: pixels from one position to the next.

    Returns:
        A film: the image with the window framed in orange, the filter, and the map as far as it has come.
        In the map grey is 0, bright positive, dark negative. It plays once, in under five seconds. Its
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

    side = SIDE / max(height, width)  # inches of a pixel, the same in image and map
    numbered = max(side, 0.42)
    figure, panels = _panels([(height, width, side), (rows, columns, numbered), (down, across, side)])
    for axes, name in zip(panels, ("image", "filter", "map"), strict=True):
        axes.set_title(name, fontsize=10, pad=4)
    panels[0].imshow(image, cmap="gray", vmin=0, vmax=image.max() or 1)
    panels[1].imshow(weights, cmap="Blues", vmin=0, vmax=2 * weights.max() or 1)
    for (row, column), value in np.ndenumerate(weights):
        panels[1].text(column, row, f"{value:g}", ha="center", va="center", fontsize=10, color=INK)
    reach = float(abs(full).max()) or 1.0
    grown = panels[2].imshow(np.full_like(full, np.nan), cmap="gray", vmin=-reach, vmax=reach)
    frames = draw_window(panels[0], rows, columns), draw_window(panels[2], 1, 1)
    says = figure.text(0.02, 0.03, " ", fontsize=10, color=INK)

    def draw(step: int) -> None:
        place = divmod(step, across)
        for frame, (top, left) in zip(frames, (corners[step], place), strict=True):
            frame.set_xy((left - 0.44, top - 0.44))
        grown.set_data(np.where(np.arange(full.size).reshape(full.shape) <= step, full, np.nan))
        says.set_text(f"row {place[0]}, column {place[1]} of the map: {sums[step]:.2f}")

    sizes = f"{len(corners)} positions, and leaves a map of {down} x {across}"
    alt = f"A filter of {rows} x {columns} slides over an image of {height} x {width}, {sizes}"
    span = f"from {full.min():.2g} to {full.max():.2g}"
    return Film(figure, draw, len(corners), f"{alt}, {span}.", {"rows": down, "columns": across})


def _panels(sizes: list[tuple[int, int, float]]) -> tuple[Figure, list]:
    """Axes without ticks side by side, each (rows, columns, inches of a pixel), below a line of text."""
    high = max(rows * side for rows, _, side in sizes) + 2 * LINE
    wide = sum(columns * side for _, columns, side in sizes) + GAP * (len(sizes) + 1)
    figure, panels, left = empty_figure(wide, high), [], GAP
    for rows, columns, side in sizes:
        box = (left / wide, (high - LINE - rows * side) / high, columns * side / wide, rows * side / high)
        panels.append(figure.add_axes(box, xticks=[], yticks=[]))
        left += columns * side + GAP
    return figure, panels
