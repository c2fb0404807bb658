"""What a movement does: curves with what is moved drawn below them, and paths through features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from cnnlib.plot.picture import BLUE, GREY, INK, LIGHT, ORANGE, VERMILLION, WIDTH, Picture, empty_figure

STYLES: tuple[dict[str, Any], ...] = (
    {"color": VERMILLION, "marker": "v", "linestyle": ":"},
    {"color": ORANGE, "marker": "s", "linestyle": "--"},
    {"color": BLUE, "marker": "o", "linestyle": "-"},
    {"color": INK, "marker": "D", "linestyle": "-."},
)
SIDE = 0.62  # inches of an image below the curves, at most


def curves(
    named: Mapping[str, Sequence[float]],
    along: Sequence[float],
    title: str,
    xlabel: str,
    ylabel: str,
    below: Mapping[float, np.ndarray] | None = None,
) -> Picture:
    """Curves over one axis, at least from 0 to 1 in height, with images below the places where they stand.

    Args:
        named: name -> height at each place, up to four.
        along: the places.
        title, xlabel, ylabel: what is shown.
        below: place -> image (H, W), 0 is black: what the curves are about at that place.

    Returns:
        A picture; its text alternative lists the heights at the places that have an image, else at up to nine.

    Raises:
        ValueError: there is no curve or more than four, or one has another length than along.

    >>> from cnnlib import plot
    >>> plot.curves({"max": [1, 0.5]}, [0, 1], "Same answer", "shift", "share", {1: np.eye(2)})
    Same answer. share against shift. max: 0.50 at 1.
    """
    if not 0 < len(named) <= len(STYLES) or any(len(heights) != len(along) for heights in named.values()):
        raise ValueError(
            f"curves of lengths {[len(heights) for heights in named.values()]} over {len(along)} places: "
            f"expected one to {len(STYLES)}, all of that length"
        )
    below = dict(below or {})
    figure = empty_figure(WIDTH, 3.4 + (SIDE + 0.3 if below else 0), layout="constrained")
    tall = [3.2, SIDE] if below else [1]
    top, *rest = figure.subplots(
        len(tall), 1, sharex=True, gridspec_kw={"height_ratios": tall}, squeeze=False
    )[:, 0]
    few = len(along) <= 20
    for (name, heights), style in zip(named.items(), STYLES, strict=False):
        top.plot(along, heights, label=name, markersize=5, **(style if few else style | {"marker": None}))
    low, high = (limit([limit(heights) for heights in named.values()]) for limit in (np.min, np.max))
    top.set(ylabel=ylabel, ylim=(min(low, 0) - 0.03, max(high, 1) + 0.05))
    top.grid(axis="y", color=LIGHT)
    top.spines[["top", "right"]].set_visible(False)
    top.set_title(title, fontsize=10, loc="left")
    top.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    for axes in rest:
        _draw_below(axes, below, along)
    figure.axes[-1].set_xlabel(xlabel)
    places = [place for place in along if place in below] if below else along[:: -(-len(along) // 9)]
    words = []
    for name, heights in named.items():
        told = [f"{height:.2f} at {at:g}" for at, height in zip(along, heights, strict=True) if at in places]
        words.append(f"{name}: {', '.join(told)}")
    return Picture(figure, f"{title}. {ylabel} against {xlabel}. {'; '.join(words)}.")


def paths(features: Mapping[str, np.ndarray], title: str) -> Picture:
    """The paths of things that are moved, as their features see them: the two directions in which these spread most.

    Args:
        features: name of a kind of features -> (things, steps, D). Each panel has its own two principal
            components, and both its axes have one scale.
        title: what is moved.

    Returns:
        A picture, one panel a kind, a path for each thing, its first step a filled square. Above each panel and in the
        text alternative stands the share of all spread that is along the paths and not between the things.

    Raises:
        ValueError: features is empty, or an array does not have three axes.

    >>> from cnnlib import plot
    >>> line = np.array([[[0.0, 0.0], [2.0, 0.0]], [[0.0, 2.0], [2.0, 2.0]]])
    >>> plot.paths({"places": line}, "Two things")
    Two things. Share of the spread that is movement: places, 50%.
    """
    if not features or any(array.ndim != 3 for array in features.values()):
        raise ValueError("features holds no arrays of shape (things, steps, D): expected at least one")
    figure = empty_figure(WIDTH, WIDTH / len(features) + 0.3, layout="constrained")
    words = []
    panels = figure.subplots(1, len(features), squeeze=False)[0]
    for axes, (name, array) in zip(panels, features.items(), strict=True):
        centred = array - array.mean(axis=(0, 1))
        _, _, directions = np.linalg.svd(centred.reshape(-1, array.shape[2]), full_matrices=False)
        for number, path in enumerate(centred @ directions[:2].T):
            style = STYLES[number % len(STYLES)]
            axes.plot(*path.T, color=style["color"], linewidth=1, marker=".", markersize=4)
            axes.plot(*path[0], color=style["color"], marker="s", markersize=6)
        movement = np.sum((array - array.mean(axis=1, keepdims=True)) ** 2) / np.sum(centred**2)
        words.append(f"{name}, {movement:.0%}")
        axes.set(xticks=[], yticks=[], aspect="equal", adjustable="datalim")
        axes.set_xlabel("1st component", fontsize=8)
        axes.set_ylabel("2nd component", fontsize=8)
        axes.spines[:].set_color(GREY)
        axes.set_title(f"{name}\nmovement: {movement:.0%}", fontsize=9, loc="left")
    figure.suptitle(title, fontsize=10, x=0.01, ha="left")
    return Picture(figure, f"{title}. Share of the spread that is movement: {'; '.join(words)}.")


def _draw_below(axes: Any, below: Mapping[float, np.ndarray], along: Sequence[float]) -> None:
    """Each image around its place: drawn in a small frame of its own, so that the places may have any unit."""
    step = (max(along) - min(along)) / max(len(below) - 1, 1)
    for place, image in below.items():
        inset = axes.inset_axes(
            (place - 0.44 * step, 0, 0.88 * step, 1), transform=axes.get_xaxis_transform()
        )
        inset.imshow(image, cmap="gray", vmin=0, vmax=max(float(image.max()), 1e-9))
        inset.set(xticks=[], yticks=[])
        inset.spines[:].set_color(LIGHT)
    axes.set(yticks=[])
    axes.set_xticks(list(below))
    axes.spines[:].set_visible(False)
