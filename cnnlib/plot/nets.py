"""Pictures of a net: its filters, activation maps, training curves, confusion matrix.

Each is a `cnnlib.plot.Picture`, an image with a text alternative. What matters is told apart by shape
or place and not by hue alone; colours are Okabe and Ito's palette and the scale cividis (Nuñez,
Anderton and Renslow, 2018), which look alike with and without colour blindness.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from cnnlib.arguments import as_whole
from cnnlib.plot.picture import BLUE, LIGHT, VERMILLION, WIDTH, Picture, empty_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_NUMBERED = 20  # classes whose counts can be read in a confusion matrix
TRAINING = {"color": BLUE, "marker": "o", "linestyle": "-"}
VALIDATION = {"color": VERMILLION, "marker": "s", "linestyle": "--"}


def filters(weights: np.ndarray, title: str, columns: int = 10) -> Picture:
    """Every filter of a convolution layer as a small image.

    A filter of three channels is drawn in colour, from its smallest weight (0) to its largest (1).
    Otherwise its channels stand side by side, grey, all on one scale that is symmetric around zero; the
    name of each is the filter's number and the channel's.

    Args:
        weights: (C_out, C_in, kH, kW).
        title: which filters they are.
        columns: filters in a row of the picture, where they have one channel or three.

    Returns:
        A picture; its text alternative says how many filters there are and how large the weights.

    Raises:
        ValueError: weights does not have four axes, or one of them is 0.

    >>> from cnnlib import plot
    >>> plot.filters(np.ones((20, 1, 5, 5)), "First layer")
    First layer. 20 filters of 1 x 5 x 5, weights from 1 to 1.
    """
    _require_axes("weights", weights, "(C_out, C_in, kH, kW)")
    count, channels, height, width = weights.shape
    names = [f"{number}" for number in range(count)]
    if channels == 3:
        low, high = weights.min((1, 2, 3), keepdims=True), weights.max((1, 2, 3), keepdims=True)
        images = ((weights - low) / np.maximum(high - low, 1e-12)).transpose(0, 2, 3, 1)
        figure = _tiles(images, names, columns, f"{title}, each from its least to its largest weight")
    else:
        top = float(np.abs(weights).max()) or 1.0
        images = weights.reshape(-1, height, width)
        if channels > 1:
            names = [f"{f}, {c}" for f in range(count) for c in range(channels)]
            columns = channels
        heading = f"{title}: black is {-top:.2g}, middle grey 0, white {top:.2g}"
        figure = _tiles(images, names, columns, heading, cmap="gray", vmin=-top, vmax=top)
    size = f"{channels} x {height} x {width}"
    span = f"weights from {weights.min():.2g} to {weights.max():.2g}"
    return Picture(figure, f"{title}. {count} filters of {size}, {span}.")


def activation_maps(maps: np.ndarray, title: str, columns: int = 10) -> Picture:
    """Every channel of a layer's output for one image.

    Args:
        maps: (C, H, W).
        title: which layer and which image.
        columns: maps in a row of the picture.

    Returns:
        A picture, all maps on one scale; its text alternative names the strongest and the silent ones.

    Raises:
        ValueError: maps does not have three axes, or one of them is 0.

    >>> from cnnlib import plot
    >>> plot.activation_maps(np.arange(12).reshape(3, 2, 2), "relu1")  # doctest: +NORMALIZE_WHITESPACE
    relu1. 3 maps of 2 x 2, values from 0 to 11; the strongest is map 2, at row 1, column 1;
    zero everywhere: 0.
    """
    _require_axes("maps", maps, "(C, H, W)")
    low, high = float(maps.min()), float(maps.max())
    heading = f"{title}: dark blue is {low:.2g}, yellow {high:.2g}"
    names = [f"{number}" for number in range(len(maps))]
    figure = _tiles(maps, names, columns, heading, cmap="cividis", vmin=low, vmax=high)
    silent = int(np.sum(~maps.any((1, 2))))
    row, column = np.unravel_index(maps.max(0).argmax(), maps.shape[1:])
    return Picture(
        figure,
        f"{title}. {len(maps)} maps of {maps.shape[1]} x {maps.shape[2]}, values from {low:.2g} to {high:.2g}; "
        f"the strongest is map {int(maps.max((1, 2)).argmax())}, at row {row}, column {column}; "
        f"zero everywhere: {silent}.",
    )


def training_curves(rows: Sequence[Mapping[str, Any]], title: str) -> Picture:
    """Loss and accuracy after every epoch, of the training and the validation images.

    Args:
        rows: a history's rows, as `cnnlib.train.fit` makes them.
        title: which run it is.

    Returns:
        A picture of two panels; its text alternative gives the first and the last values.

    Raises:
        ValueError: there are no rows.

    >>> from cnnlib import plot
    >>> rows = [{"epoch": 1, "loss": 2.3, "accuracy": 0.1}, {"epoch": 2, "loss": 0.9, "accuracy": 0.7}]
    >>> plot.training_curves(rows, "LeNet-5")
    LeNet-5. 2 epochs: training loss from 2.3 to 0.9, training accuracy from 0.1 to 0.7.
    """
    if not rows:
        raise ValueError("rows is empty: expected at least one epoch")
    figure = empty_figure(WIDTH, 3.0, layout="constrained")
    panels = figure.subplots(1, 2)
    words = []
    for axes, what in zip(panels, ("loss", "accuracy"), strict=True):
        for name, style in ((what, TRAINING), (f"validation_{what}", VALIDATION)):
            if name in rows[0]:
                values = [row[name] for row in rows]
                label = "validation" if style is VALIDATION else "training"
                axes.plot([row["epoch"] for row in rows], values, label=label, markersize=4, **style)
                words.append(f"{label} {what} from {values[0]:.3g} to {values[-1]:.3g}")
        axes.set(xlabel="epoch", ylabel=what)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(axis="y", color=LIGHT)
        axes.legend(frameon=False)
    figure.suptitle(title, fontsize=10, x=0.01, ha="left")
    return Picture(figure, f"{title}. {len(rows)} epochs: {', '.join(words)}.")


def confusion_matrix(truth: np.ndarray, predicted: np.ndarray, names: Sequence[str], title: str) -> Picture:
    """How often each class was taken for each.

    Args:
        truth, predicted: labels (N,), whole numbers from 0 on.
        names: of the classes.
        title: which images and which net.

    Returns:
        A picture, one row a true class, each row's share as the shade and the count as a number; its
        text alternative gives the accuracy and the commonest mistakes.

    Raises:
        ValueError: the labels are not equally many, or outside the classes.

    >>> from cnnlib import plot
    >>> plot.confusion_matrix(np.array([0, 0, 1]), np.array([0, 1, 1]), ["cat", "dog"], "A net")
    A net. 2 of 3 right. Commonest mistakes: cat taken for dog: 1.
    """
    counts = _counts(truth, predicted, len(names))
    figure = empty_figure(
        min(WIDTH, 0.5 * len(names) + 2.2),
        min(WIDTH, 0.42 * len(names) + 1.6),
        layout="constrained",
    )
    axes = figure.subplots()
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    shown = axes.imshow(shares, cmap="cividis", vmin=0, vmax=1)
    figure.colorbar(shown, ax=axes, label="share of the true class", shrink=0.8)
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right", fontsize=9)
    axes.set_yticks(range(len(names)), names, fontsize=9)
    axes.set(xlabel="predicted class", ylabel="true class")
    axes.set_title(title, fontsize=10, loc="left")
    if len(names) <= MOST_NUMBERED:
        _number(axes, counts, shares)
    return Picture(figure, f"{title}. {_confusions(counts, names)}")


def _counts(truth: np.ndarray, predicted: np.ndarray, classes: int) -> np.ndarray:
    """(true class, predicted class) -> how often."""
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    if truth.shape != predicted.shape or truth.ndim != 1:
        raise ValueError(f"truth has shape {truth.shape}, predicted {predicted.shape}: expected (N,) both")
    for name, labels in (("truth", truth), ("predicted", predicted)):
        if labels.size and (labels.min() < 0 or labels.max() >= classes):
            raise ValueError(
                f"{name} goes from {labels.min()} to {labels.max()}: expected 0 to {classes - 1}"
            )
    return np.bincount(truth * classes + predicted, minlength=classes**2).reshape(classes, classes)


def _confusions(counts: np.ndarray, names: Sequence[str]) -> str:
    right, wrong = int(np.trace(counts)), counts - np.diag(np.diag(counts))
    pairs = [divmod(int(place), len(names)) for place in np.argsort(-wrong, axis=None, kind="stable")[:3]]
    worst = [f"{names[i]} taken for {names[j]}: {wrong[i, j]}" for i, j in pairs if wrong[i, j]]
    mistakes = f"Commonest mistakes: {'; '.join(worst)}." if worst else "No mistakes."
    return f"{right} of {counts.sum()} right. {mistakes}"


def _number(axes: Axes, counts: np.ndarray, shares: np.ndarray) -> None:
    for i, j in np.argwhere(counts):
        colour = "white" if shares[i, j] < 0.45 else "black"
        axes.text(j, i, str(counts[i, j]), ha="center", va="center", fontsize=8, color=colour)


def _tiles(images: np.ndarray, names: Sequence[str], columns: int, heading: str, **options: Any) -> Figure:
    """Small images side by side, each with its name above it."""
    columns = min(as_whole("columns", columns, 1), len(images))
    rows = -(-len(images) // columns)
    side = min(1.0, WIDTH / columns)  # inches a tile takes, a tenth of them left free
    tall = 0.9 * images.shape[1] / images.shape[2]  # in sides
    line = 0.15 / side  # for a name
    down = tall + 1.3 * line
    figure = empty_figure(max(5.0, side * columns), side * down * rows + 0.4, layout="constrained")
    axes = figure.subplots()
    for place, (image, name) in enumerate(zip(images, names, strict=True)):
        x, y = place % columns, down * (place // columns) + line
        axes.imshow(image, interpolation="nearest", extent=(x, x + 0.9, y + tall, y), **options)
        axes.text(x + 0.45, y - 0.2 * line, name, ha="center", va="bottom", fontsize=min(7, 18 * side))
    axes.set(xlim=(0, columns), ylim=(down * rows, 0), aspect="equal", anchor="W")
    axes.axis("off")
    figure.suptitle(heading, fontsize=10, x=0.01, ha="left")
    return figure


def _require_axes(name: str, array: np.ndarray, wanted: str) -> None:
    if array.ndim != wanted.count(",") + 1 or 0 in array.shape:
        raise ValueError(f"{name} has shape {array.shape}: expected {wanted}, none of them 0")
