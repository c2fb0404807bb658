"""A convolution layer as a grid of neurons: the image, and in each map the neuron that looks at one window of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cnnlib.plot.picture import BLUE, GREY, INK, ORANGE, WIDTH, Picture, empty_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ASIDE, UP = 0.42, 0.16  # how far each map is drawn from the one before it, in sides of a map; aside, at least


def neurons(image: np.ndarray, maps: np.ndarray, kernel: int, row: int, column: int) -> Picture:
    """An image with one window, and the maps behind one another, each with the neuron that sees this window.

    The maps stand far enough apart that none hides the neuron of one behind it.

    Args:
        image: (H, W) or (H, W, 3), from 0 to 1.
        maps: (C, H', W'), made of it at stride 1 without padding. Each is drawn from its least to its largest number.
        kernel: the window's size.
        row, column: the neurons' place in the maps, and the window's first pixel.

    Returns:
        A picture; its text alternative says how many neurons there are and what the marked ones answer.

    Raises:
        ValueError: the maps are not of this size, or the place is not in them.

    >>> from cnnlib import plot
    >>> plot.neurons(np.eye(4), np.ones((2, 2, 2)), 3, row=0, column=1)
    2 x 2 x 2 neurons. At row 0, column 1 stand 2, which see one window of 3 x 3 pixels and answer 1, 1.
    """
    height, width = image.shape[:2]
    count, tall, wide = maps.shape
    if (tall, wide) != (height - kernel + 1, width - kernel + 1):
        raise ValueError(
            f"maps has shape {maps.shape}: expected (C, {height - kernel + 1}, {width - kernel + 1})"
        )
    if not (0 <= row < tall and 0 <= column < wide):
        raise ValueError(f"row {row}, column {column} is not in maps of {tall} x {wide}")
    free = wide - column + 0.5  # a map's columns from the neuron's frame on
    across, upwards = max(ASIDE * wide, free), UP * tall  # pixels from one map to the next
    start = 1.35 * width
    reach = start + across * (count - 1) + wide
    bottom = max(height, tall) + 1
    figure = empty_figure(
        WIDTH, WIDTH * (bottom + upwards * (count - 1) + 4) / (reach + 2), layout="constrained"
    )
    axes = figure.subplots()
    axes.imshow(image, cmap="gray", vmin=0, vmax=1, extent=(0, width, height, 0))
    _frame(axes, column, row, kernel, ORANGE, count + 2)
    axes.text(0, -0.7, f"image, {height} x {width}", fontsize=9, color=INK)
    middle = (column + kernel / 2, row + kernel / 2)
    for number in reversed(range(count)):  # the last map is farthest away
        left, top = start + across * number, -upwards * number
        shown, near = maps[number], count - number
        extent = (left, left + wide, top + tall, top)
        axes.imshow(shown, cmap="gray", vmin=shown.min(), vmax=shown.max(), extent=extent, zorder=near)
        axes.plot(
            [left, left + wide, left + wide, left, left], [top, top, top + tall, top + tall, top],
            color=GREY, linewidth=0.8, zorder=near,
        )  # fmt: skip
        _frame(axes, left + column - 0.3, top + row - 0.3, 1.6, BLUE, count + 2)
        style: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        axes.text(left + 0.3, top - 0.7, f"map {number}", fontsize=9, color=INK, bbox=style, zorder=near)
    for number in range(count):
        eye = (start + across * number + column, -upwards * number + row + 0.5)
        axes.plot(*zip(middle, eye, strict=True), color=ORANGE, linewidth=0.9, zorder=count + 1)
    axes.set(xlim=(-1, reach + 1), ylim=(bottom, -upwards * (count - 1) - 3), aspect="equal")
    axes.set_axis_off()
    answers = ", ".join(f"{value:.2g}" for value in maps[:, row, column])
    return Picture(
        figure,
        f"{tall} x {wide} x {count} neurons. At row {row}, column {column} stand {count}, which see one window of "
        f"{kernel} x {kernel} pixels and answer {answers}.",
    )


def _frame(axes: Axes, left: float, top: float, side: float, colour: str, zorder: int) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle((left, top), side, side, fill=False, edgecolor=colour, linewidth=2, zorder=zorder)
    )
