"""Numbers as bars, and yes and no as squares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cnnlib.plot.picture import BLUE, ORANGE, WIDTH, Picture, draw_square, empty_figure
from cnnlib.plot.table import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LARGE = 1_000_000


def bars(values: Mapping[str, float], title: str, unit: str, log: bool = False) -> Picture:
    """Horizontal bars, each with its number.

    Args:
        values: label -> number, drawn from top to bottom.
        title: what is compared.
        unit: the label of the axis.
        log: a logarithmic axis, for numbers that differ by factors.

    Returns:
        A picture; its text alternative lists the numbers.

    >>> from cnnlib import plot
    >>> plot.bars({"shared": 10, "not shared": 4_000}, "Weights of a layer", "weights", log=True)
    Weights of a layer. shared: 10; not shared: 4,000 (weights).
    """
    figure = empty_figure(WIDTH, 0.36 * len(values) + 1.1, layout="constrained")
    axes = figure.subplots()
    _bars(axes, values, unit, log)
    axes.set_title(title, fontsize=10, loc="left")
    return Picture(figure, f"{title}. {_listed(values)} ({unit}).")


def parameters_and_work(rows: Sequence[Mapping[str, Any]], title: str) -> Picture:
    """Where a net's parameters are and where its work is, layer by layer.

    Args:
        rows: a layer table; rows with neither parameters nor multiply-adds are left out.
        title: which net it is.

    Returns:
        A picture of two panels with the layers in the same order, each bar a layer's share in percent;
        its text alternative names the layer with most of either.

    >>> from cnnlib import plot
    >>> conv = {"name": "conv1", "parameters": 100, "multiply_adds": 9_000}
    >>> linear = {"name": "linear1", "parameters": 900, "multiply_adds": 1_000}
    >>> plot.parameters_and_work([conv, linear], "A net")  # doctest: +NORMALIZE_WHITESPACE
    A net: of 2 layers with weights, linear1 has 90 % of the parameters and conv1 has 90 % of the
    multiply-adds.
    """
    rows = [row for row in rows if row["parameters"] or row["multiply_adds"]]
    figure = empty_figure(WIDTH, 0.27 * len(rows) + 1.2, layout="constrained")
    panels = figure.subplots(1, 2, sharex=True, sharey=True)
    words = []
    for axes, key, colour in zip(panels, ("parameters", "multiply_adds"), (BLUE, ORANGE), strict=True):
        whole = sum(row[key] for row in rows)
        shares = {row["name"]: 100 * row[key] / whole for row in rows}
        name = key.replace("_", "-")
        _bars(axes, shares, f"% of the net's {name}", log=False, colour=colour)
        top = max(shares, key=lambda layer: shares[layer])
        words.append(f"{top} has {shares[top]:.0f} % of the {name}")
    figure.suptitle(title, fontsize=10, x=0.01, ha="left")
    return Picture(figure, f"{title}: of {len(rows)} layers with weights, {' and '.join(words)}.")


def profile(values: Sequence[float], title: str, xlabel: str, ylabel: str) -> Picture:
    """One bar for each place along a row, such as each input's effect on an output.

    Args:
        values: the heights, in order.
        title, xlabel, ylabel: what is shown, along which row, in which unit.

    Returns:
        A picture; its text alternative names the places that are not zero and the largest.

    >>> from cnnlib import plot
    >>> plot.profile([0, 1, 2, 1, 0], "Effect on the middle output", "input", "change")
    Effect on the middle output. change for each input: not zero from 1 to 3, largest at 2.
    """
    figure = empty_figure(WIDTH, 2.4, layout="constrained")
    axes = figure.subplots()
    axes.bar(range(len(values)), values, width=0.8, color=BLUE)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(title, fontsize=10, loc="left")
    places = [place for place, value in enumerate(values) if value]
    span = f"not zero from {places[0]} to {places[-1]}" if places else "zero everywhere"
    top = max(range(len(values)), key=lambda place: values[place])
    return Picture(figure, f"{title}. {ylabel} for each {xlabel}: {span}, largest at {top}.")


def yes_no_grid(
    truth: Sequence[Sequence[bool]],
    title: str,
    ylabels: Mapping[str, Sequence],
    xlabels: Mapping[str, Sequence],
) -> Picture:
    """Yes and no for every pair of two quantities: a filled square is yes.

    Args:
        truth: one row for each value of the first quantity, one column for each of the second.
        title: what the filled squares mean.
        ylabels: {name of the first quantity: its values}.
        xlabels: {name of the second quantity: its values}.

    Returns:
        A picture; its text alternative lists the filled columns of every row.

    >>> from cnnlib import plot
    >>> plot.yes_no_grid([[True, True], [True, False]], "Sizes that fit", {"stride": [1, 2]}, {"n": [5, 6]})
    Sizes that fit. stride 1: n 5, 6; stride 2: n 5.
    """
    (yname, ys), (xname, xs) = *ylabels.items(), *xlabels.items()
    figure = empty_figure(min(WIDTH, 0.32 * len(xs) + 1.2), 0.32 * len(ys) + 1.0, layout="constrained")
    axes = figure.subplots()
    for y, row in enumerate(truth):
        for x, yes in enumerate(row):
            draw_square(axes, x, y, BLUE if yes else "white")
    axes.set(xlabel=xname, ylabel=yname, xlim=(-0.6, len(xs) - 0.4), ylim=(len(ys) - 0.4, -0.6))
    axes.set_xticks(range(len(xs)), xs, fontsize=9)
    axes.set_yticks(range(len(ys)), ys, fontsize=9)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(title, fontsize=10, loc="left")
    rows = [
        f"{yname} {y}: {xname} {', '.join(str(x) for x, yes in zip(xs, row, strict=True) if yes) or 'none'}"
        for y, row in zip(ys, truth, strict=True)
    ]
    return Picture(figure, f"{title}. {'; '.join(rows)}.")


def _bars(axes: Axes, values: Mapping[str, float], unit: str, log: bool, colour: str = BLUE) -> None:
    from matplotlib import ticker

    drawn = axes.barh(list(values), list(values.values()), color=colour, height=0.7)
    axes.bar_label(drawn, labels=[number(value) for value in values.values()], padding=3, fontsize=9)
    axes.set_xlabel(f"{unit}, on a logarithmic scale" if log else unit)
    axes.margins(x=0.18)
    if log:  # from 1 on, so that a bar's length counts the digits
        axes.set(xscale="log", xlim=(1, 40 * max(values.values())))
        axes.xaxis.set_major_locator(ticker.LogLocator(numticks=6))
        axes.xaxis.set_minor_locator(ticker.NullLocator())
    elif max(values.values()) >= LARGE:
        axes.xaxis.set_major_locator(ticker.MaxNLocator(4))
    if log or max(values.values()) >= LARGE:  # written out, without a power of ten in a corner
        axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.tick_params(labelsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    if not axes.yaxis_inverted():
        axes.invert_yaxis()


def _listed(values: Mapping[str, float]) -> str:
    return "; ".join(f"{label}: {number(value)}" for label, value in values.items())
