"""What features see: the plane of two of them, cut up by a linear classifier, and the directions in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from cnnlib.plot.picture import BLUE, INK, LIGHT, ORANGE, VERMILLION, WIDTH, Picture, empty_figure

KINDS = ((BLUE, "o"), (ORANGE, "s"), (VERMILLION, "^"))  # of points, one for each class
FINE = 300  # points of the plane along each axis that are given to the classifier


def plane(
    points: np.ndarray,
    y: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    names: Sequence[str],
    title: str,
    axes_names: tuple[str, str],
) -> Picture:
    """Points in a plane, and the regions in which each class has the highest score w p + b.

    Args:
        points: (N, 2).
        y: their classes (N,), from 0 to C - 1.
        w, b: (C, 2) and (C,), for two or three classes.
        names: of the classes.
        title: what is shown.
        axes_names: what the two numbers of a point are.

    Returns:
        A picture; its text alternative says how many points lie in the region of their class.

    Raises:
        ValueError: shapes that do not belong together, or more classes than three.

    >>> from cnnlib import plot
    >>> points, w = np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([[-1.0, 0.0], [1.0, 0.0]])
    >>> plot.plane(points, np.array([0, 1]), w, np.array([0.5, -0.5]), ["dark", "light"], "Two", ("x", "y"))
    Two. y against x. In the region of their class: dark, 1 of 1; light, 1 of 1.
    """
    if w.shape != (len(names), 2) or points.shape != (len(y), 2) or not 2 <= len(names) <= len(KINDS):
        raise ValueError(
            f"points {points.shape}, y {np.shape(y)}, w {w.shape}, {len(names)} names: expected (N, 2), (N,), "
            f"(C, 2) and C names, C from 2 to {len(KINDS)}"
        )
    figure = empty_figure(WIDTH * 0.75, WIDTH * 0.52, layout="constrained")
    axes = figure.subplots()
    low, high = points.min(axis=0), points.max(axis=0)
    edge = 0.12 * (high - low)
    across, down = (np.linspace(*ends, FINE) for ends in zip(low - edge, high + edge, strict=True))
    grid = np.stack(np.meshgrid(across, down), axis=-1)
    scores = grid @ w.T + b
    winner = scores.argmax(axis=2)
    colours = [colour for colour, _ in KINDS[: len(names)]]
    bounds = np.arange(len(names) + 1) - 0.5
    axes.contourf(across, down, winner, levels=bounds, colors=colours, alpha=0.18)
    for one, other in combinations(range(len(names)), 2):  # each border once, all of one thickness
        apart = np.ma.masked_where(~np.isin(winner, (one, other)), scores[..., one] - scores[..., other])
        if apart.min() < 0 < apart.max():
            axes.contour(across, down, apart, levels=[0], colors=INK, linewidths=1)
    words = []
    for label, (name, (colour, marker)) in enumerate(zip(names, KINDS, strict=False)):
        mine = points[y == label]
        axes.plot(*mine.T, marker, color=colour, markersize=5, alpha=0.75, markeredgewidth=0, label=name)
        inside = np.count_nonzero((mine @ w.T + b).argmax(axis=1) == label)
        words.append(f"{name}, {inside} of {len(mine)}")
    axes.set(xlabel=axes_names[0], ylabel=axes_names[1])
    axes.spines[:].set_color(LIGHT)
    axes.set_title(title, fontsize=10, loc="left")
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    where = f"{axes_names[1]} against {axes_names[0]}"
    return Picture(figure, f"{title}. {where}. In the region of their class: {'; '.join(words)}.")


def directions(image: np.ndarray, histograms: np.ndarray) -> Picture:
    """An image beside its histograms of oriented gradients: in each cell a stroke along each direction of edges.

    Args:
        image: (H, W) or (H, W, 3), from 0 to 1.
        histograms: (rows, columns, bins), as `cnnlib.features.hog` gives them for one image.

    Returns:
        A picture. A stroke lies along the edges that its bin counts, brighter the stronger they are. The text
        alternative counts the cells and the numbers.

    Raises:
        ValueError: histograms do not have three axes, or are 0 everywhere.

    >>> from cnnlib import plot
    >>> plot.directions(np.eye(4), np.ones((2, 2, 9)))
    An image of 4 x 4 pixels, and its edges in 2 x 2 cells of 9 directions: 36 numbers.
    """
    from matplotlib.collections import LineCollection

    if histograms.ndim != 3 or not histograms.any():
        raise ValueError(
            f"histograms have shape {histograms.shape}: expected (rows, columns, bins), not all 0"
        )
    rows, columns, bins = histograms.shape
    height, width = image.shape[:2]
    figure = empty_figure(WIDTH, WIDTH / 2 * height / width + 0.1, layout="constrained")
    left, right = figure.subplots(1, 2)
    left.imshow(image, cmap="gray", vmin=0, vmax=1)
    angles = (np.arange(bins) + 0.5) / bins * np.pi + np.pi / 2  # along the edge, across the gradient
    half = 0.45 * np.stack([np.cos(angles), np.sin(angles)], axis=-1)  # in cells
    middle = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), axis=-1)[:, :, None]
    strokes = np.stack([middle - half, middle + half], axis=-2).reshape(-1, 2, 2)
    light = np.sqrt(histograms.ravel() / histograms.max())
    order = np.argsort(light)  # the bright ones above
    right.add_collection(
        LineCollection(list(strokes[order]), colors=[(v, v, v) for v in light[order]], linewidths=1.5)
    )
    right.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5), aspect="equal", facecolor="black")
    for axes in (left, right):
        axes.set(xticks=[], yticks=[])
    size = f"{height} x {width} pixels"
    cells = f"{rows} x {columns} cells of {bins} directions: {histograms.size:,} numbers"
    return Picture(figure, f"An image of {size}, and its edges in {cells}.")
