"""Rows of small images, one column for each class: templates, and what they are laid on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cnnlib.plot.picture import INK, WIDTH, Picture, empty_figure

LABEL = 1.35  # inches at the left, for the names of the rows


def templates(rows: Mapping[str, np.ndarray], names: Sequence[str]) -> Picture:
    """Rows of images, one below the other, so that those of one class can be compared.

    Where a row has numbers below 0 they are weights: blue above 0, red below and white at 0, from the row's own
    largest size down. Otherwise they are pixels, grey from black for 0 to white for the row's largest.

    Args:
        rows: name -> images (K, H, W). A name may have several lines.
        names: of the K columns.

    Returns:
        A picture; its text alternative gives the range of each row.

    Raises:
        ValueError: there is no row, or one does not have three axes with K images.

    >>> from cnnlib import plot
    >>> plot.templates({"templates": np.array([[[1.0, -1]], [[0, 2]]])}, ["a", "b"])
    Rows of 2 images, for a, b. templates: weights from -1 to 2.
    """
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    shapes = [np.shape(images) for images in rows.values()]
    if not rows or any(len(shape) != 3 or shape[0] != len(names) for shape in shapes):
        raise ValueError(f"rows have shapes {shapes}: expected at least one, each ({len(names)}, H, W)")
    side = (WIDTH - LABEL) / len(names)
    heights = [side * shape[1] / shape[2] for shape in shapes]
    close = ConstrainedLayoutEngine(w_pad=0.01, h_pad=0.01)
    figure = empty_figure(WIDTH, sum(heights) + 0.25, layout=close)
    grid = figure.subplots(len(rows), len(names), squeeze=False, height_ratios=heights)
    words = []
    for line, (name, images) in zip(grid, rows.items(), strict=True):
        top = float(np.abs(images).max()) or 1.0
        signed = bool(np.min(images) < 0)
        for axes, image in zip(line, images, strict=True):
            axes.imshow(image, cmap="RdBu" if signed else "gray", vmin=-top if signed else 0, vmax=top)
            axes.set(xticks=[], yticks=[])
        line[0].set_ylabel(name, rotation=0, ha="right", va="center", fontsize=9, color=INK)
        kind = "weights" if signed else "pixels"
        words.append(
            f"{'; '.join(name.splitlines())}: {kind} from {np.min(images):.2g} to {np.max(images):.2g}"
        )
    for axes, name in zip(grid[0], names, strict=True):
        axes.set_title(name, fontsize=9, color=INK, pad=3)
    return Picture(figure, f"Rows of {len(names)} images, for {', '.join(names)}. {'. '.join(words)}.")
