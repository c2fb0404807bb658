"""Layers as matrices, each above what it makes of a picture."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cnnlib.plot.picture import INK, WIDTH, Picture, empty_figure


def matrices(weights: Mapping[str, np.ndarray], maps: Mapping[str, np.ndarray]) -> Picture:
    """Matrices of weights side by side, and below each the map that it makes.

    Weights are blue above 0, red below and white at 0, each matrix from its own largest size down. Maps are grey, on
    one scale: black is the smallest number of all of them but the hundredth part at each end, white the largest.

    Args:
        weights: name -> matrix (outputs, inputs). A name may have several lines.
        maps: name -> map (H, W), one below each matrix and perhaps more, which have nothing above them.

    Returns:
        A picture; its text alternative says how many weights of each matrix are not 0, and how many different ones.

    Raises:
        ValueError: an array does not have two axes, or there are fewer maps than matrices.

    >>> from cnnlib import plot
    >>> plot.matrices({"shared": np.eye(3, 4)}, {"of a row": np.ones((1, 3))})
    shared: 3 x 4, of which 3 weights are not 0; 1 of them different. Below: of a row.
    """
    if any(np.ndim(array) != 2 for array in [*weights.values(), *maps.values()]) or len(maps) < len(weights):
        raise ValueError("expected matrices and at least as many maps, all of two axes")
    columns = len(maps)
    side = WIDTH / columns
    tall = max(np.shape(m)[0] / np.shape(m)[1] for m in weights.values())
    low = max(np.shape(m)[0] / np.shape(m)[1] for m in maps.values())
    lines = max(name.count("\n") for name in weights) + 1
    figure = empty_figure(WIDTH, side * (tall + low) + 0.2 * lines + 0.35, layout="constrained")
    above, below = figure.subplots(2, columns, squeeze=False, height_ratios=(tall, low))
    for axes, (name, matrix) in zip(above, weights.items(), strict=False):
        top = np.abs(matrix).max() or 1
        axes.imshow(matrix, cmap="RdBu", vmin=-top, vmax=top, interpolation="nearest")
        axes.set_title(name, fontsize=10, color=INK, loc="left")
    dark, light = np.quantile(np.concatenate([np.ravel(m) for m in maps.values()]), (0.01, 0.99))
    for axes, (name, shown) in zip(below, maps.items(), strict=True):
        axes.imshow(shown, cmap="gray", vmin=dark, vmax=light)
        axes.set_title(name, fontsize=9, color=INK, loc="left")
    for axes in [*above, *below]:
        axes.set(xticks=[], yticks=[])
        axes.set_visible(bool(axes.images))
    words = [_in_words(name, np.asarray(matrix)) for name, matrix in weights.items()]
    return Picture(figure, f"{' '.join(words)} Below: {', '.join(maps)}.")


def _in_words(name: str, matrix: np.ndarray) -> str:
    kept = matrix[matrix != 0]
    return (
        f"{'; '.join(name.splitlines())}: {matrix.shape[0]} x {matrix.shape[1]}, of which {kept.size} weights "
        f"are not 0; {np.unique(kept.round(9)).size} of them different."
    )
