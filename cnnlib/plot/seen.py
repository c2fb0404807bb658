"""What an output sees of an image: frames around its fields, and the image lit by what moves the output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from cnnlib.plot.picture import INK, LIGHT, ORANGE, WIDTH, Picture, empty_figure

SMALL = 0.09  # a frame's side, in parts of the picture's, up to which its name stands beside it
DIM = 0.15  # the light on a pixel without any influence


def fields(image: np.ndarray, sizes: Mapping[str, int], title: str) -> Picture:
    """An image with a square frame for each receptive field around its middle; what lies beyond the image is padding.

    Args:
        image: (H, W) or (H, W, 3), from 0 to 1.
        sizes: name -> side of the field, in pixels.
        title: what the frames belong to.

    Returns:
        A picture; its text alternative lists the sides.

    Raises:
        ValueError: image has another shape, or there is no field.

    >>> from cnnlib import plot
    >>> plot.fields(np.zeros((8, 12)), {"conv 1": 3, "conv 2": 5}, "Two layers")
    Two layers: fields of conv 1, 3 pixels, and conv 2, 5 pixels, around the middle of 8 x 12 pixels.
    """
    from matplotlib.patches import Rectangle

    _require_image(image)
    if not sizes:
        raise ValueError("sizes is empty: expected name -> side of a field, at least one")
    height, width = image.shape[:2]
    rows, columns = (max(n, *sizes.values()) + 16 for n in (height, width))
    figure = empty_figure(WIDTH * 0.72, WIDTH * 0.72 * rows / columns + 0.3, layout="constrained")
    axes = figure.subplots()
    axes.set_facecolor(LIGHT)
    axes.imshow(image, cmap="gray", vmin=0, vmax=1)
    axes.set(
        xticks=[], yticks=[],
        xlim=((width - columns) / 2 - 0.5, (width + columns) / 2 - 0.5),
        ylim=((height + rows) / 2 - 0.5, (height - rows) / 2 - 0.5),
    )  # fmt: skip
    style: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.85}
    beside = height / 2  # where the next name goes of a frame that is too small to carry it
    for name, side in sizes.items():
        left, top = (width - side) / 2 - 0.5, (height - side) / 2 - 0.5
        axes.add_patch(Rectangle((left, top), side, side, fill=False, edgecolor=ORANGE, linewidth=1.8))
        words: dict[str, Any] = {"fontsize": 8, "color": INK, "bbox": style}
        if side > SMALL * columns:
            axes.text(left, top - 1, name, va="bottom", **words)
        else:
            line = {"arrowstyle": "-", "color": INK, "linewidth": 0.8}
            corner, place = (left + side, top + side), (width * 0.75, beside)
            axes.annotate(name, corner, place, va="center", arrowprops=line, **words)
            beside += SMALL * rows
    axes.set_title(title, fontsize=10, loc="left")
    told = [f"{name}, {side} pixels" for name, side in sizes.items()]
    *first, last = told
    listed = f"{', '.join(first)}, and {last}" if first else last
    return Picture(figure, f"{title}: fields of {listed}, around the middle of {height} x {width} pixels.")


def influences(image: np.ndarray, named: Mapping[str, np.ndarray], columns: int = 3) -> Picture:
    """An image once for each array of influences, bright where a pixel moves the output and dim elsewhere.

    Args:
        image: (H, W) or (H, W, 3), from 0 to 1.
        named: name -> influence of each pixel (H, W), 0 or more. The light on a pixel follows the square root of
            its influence, so that a weak one can be seen.
        columns: images side by side.

    Returns:
        A picture; its text alternative says how many pixels have an influence, and in how many rows.

    Raises:
        ValueError: image or an array has another shape, an array is 0 everywhere, or there is none.

    >>> from cnnlib import plot
    >>> plot.influences(np.ones((3, 4)), {"middle": np.eye(3, 4)})
    Pixels that move the output: middle, 3 in 3 rows.
    """
    _require_image(image)
    if not named:
        raise ValueError("named is empty: expected name -> influence of each pixel, at least one")
    named = {name: np.asarray(array) for name, array in named.items()}
    for name, array in named.items():
        if array.shape != image.shape[:2] or array.min() < 0 or not array.any():
            raise ValueError(
                f"the influence {name!r} has shape {array.shape} and reaches from {array.min():g} to "
                f"{array.max():g}: expected {image.shape[:2]}, no number below 0, and one above"
            )
    side = WIDTH / columns
    lines = -(-len(named) // columns)
    ratio = image.shape[0] / image.shape[1]
    figure = empty_figure(WIDTH, lines * (side * ratio + 0.32), layout="constrained")
    places = figure.subplots(lines, columns, squeeze=False).flat
    for axes, (name, array) in zip(places, named.items(), strict=False):
        light = DIM + (1 - DIM) * np.sqrt(array / array.max())
        axes.imshow(image * (light[..., None] if image.ndim == 3 else light), cmap="gray", vmin=0, vmax=1)
        axes.set_title(name, fontsize=9, loc="left")
    for axes in figure.axes:
        axes.set(xticks=[], yticks=[])
        axes.set_visible(bool(axes.images))
    words = [
        f"{name}, {np.count_nonzero(array)} in {np.count_nonzero(array.any(axis=1))} rows"
        for name, array in named.items()
    ]
    return Picture(figure, f"Pixels that move the output: {'; '.join(words)}.")


def _require_image(image: np.ndarray) -> None:
    if image.ndim != 2 and image.shape[2:] != (3,):
        raise ValueError(f"image has shape {image.shape}: expected (H, W) or (H, W, 3)")
