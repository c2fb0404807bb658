"""Pictures and tables for notebooks: each has a text alternative and survives colour blindness.

Nothing here uses `cnnlib.shapes`: the pictures count windows one by one, so that they can be laid
beside what a formula says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cnnlib.plot.picture import BLUE, GREY, INK, LIGHT, ORANGE, VERMILLION, WIDTH, Picture, empty_figure
from cnnlib.plot.table import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LABEL = 0.9  # inches beside a row, for its name
TITLE = 5.2  # inches that a title, or what the colours mean, takes at most
KEY = 0.3  # inches below a picture, for what the colours mean
SEEN = {  # by the first output, by its neighbour: what it is called, and its colour
    (True, False): ("seen by the first output", BLUE),
    (True, True): ("by both", (BLUE, ORANGE)),
    (False, True): ("by its neighbour", ORANGE),
    (False, False): ("by neither", "white"),
}
LEVEL = 2.0  # cells from one level of a cone to the next
MOST_CELLS = 32  # of a row whose numbers can still be read


def sliding_window(n: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> Picture:
    """Every position of a kernel on a row of inputs, each with the output that it makes.

    Args:
        n, kernel, stride, padding, dilation: whole numbers, as PyTorch names them.

    Returns:
        A picture: the padded input on top, each input with its index and the padding grey, one
        line for each position below it, cells that no position reaches at the end hatched.

    Raises:
        ValueError: the padded input has more than 32 cells, which nobody could read.
    """
    cells = n + 2 * padding
    _readable("n + 2 padding", cells)
    windows = _windows(cells, kernel, stride, dilation)
    left = cells - 1 - windows[-1][-1] if windows else 0
    lines = windows or [[tap * dilation for tap in range(kernel)]]
    across = max(cells, lines[-1][-1] + 1)
    title = _settings(n, kernel, stride, padding, dilation)
    axes = _canvas(across, len(lines) + 1.6, unit=0.34, title=title, key=_colours_of_windows(padding, left))
    axes.text(-0.8, 0, "input", ha="right", va="center")
    for cell in range(cells):
        real = padding <= cell < cells - padding
        face, text = ("white", str(cell - padding)) if real else (LIGHT, "")
        _box(axes, cell, 0, face, text, hatched=cell >= cells - left)
    for line, taps in enumerate(lines):
        y, colour = line + 1.4, BLUE if windows else VERMILLION
        axes.plot([taps[0], taps[-1]], [y, y], color=colour, linewidth=1.5, zorder=0)
        for tap in taps:
            _box(axes, tap, y, colour)
        axes.text(across - 0.2, y, f"output {line}" if windows else "too long", va="center")
    return Picture(axes.figure, _describe_windows(title, windows, left))


def receptive_field(layers: Sequence[Sequence[int]], names: Sequence[str] | None = None) -> Picture:
    """The cone from one output of a stack of layers back to the inputs that it sees.

    Args:
        layers: (kernel, stride) or (kernel, stride, dilation), input first.
        names: what to call each layer; "layer 1", "layer 2", ... where left out.

    Returns:
        A picture, input at the bottom: in blue what the first output sees, in orange what its
        neighbour sees, moved by the jump; half and half what both see, white what neither sees.

    Raises:
        ValueError: the two outputs see more than 32 inputs, which nobody could read.
    """
    layers = [(*layer, 1)[:3] for layer in layers]
    names = names or [f"layer {number}" for number in range(1, len(layers) + 1)]
    cone, neighbour = _cone(layers, 0), _cone(layers, 1)
    inputs = neighbour[0][-1] + 1
    _readable("the number of inputs seen by two outputs", inputs)
    field, jump = cone[0][-1] + 1, neighbour[0][0]
    title = f"one output sees {field} inputs; its neighbour looks {jump} further on"
    centres = _centres(layers, inputs)
    seen = [
        [(node in cone[level], node in neighbour[level]) for node in range(len(row))]
        for level, row in enumerate(centres)
    ]
    met = {pair for row in seen for pair in row}
    key = [(label, face) for pair, (label, face) in SEEN.items() if pair in met]
    axes = _canvas(inputs, LEVEL * len(layers) + 1.2, unit=0.34, title=title, key=key)
    _threads(axes, layers, centres, neighbour, ORANGE, width=3)  # wide enough to be seen below the blue ones
    _threads(axes, layers, centres, cone, BLUE, width=1)
    for level, name in enumerate(["input", *names]):
        y = LEVEL * (len(layers) - level)
        axes.text(-0.8, y, name, ha="right", va="center")
        for x, pair in zip(centres[level], seen[level], strict=True):
            _box(axes, x, y, SEEN[pair][1], side=0.62)
    stack = "; ".join(
        f"{name}: kernel {kernel}, stride {stride}, dilation {dilation}"
        for name, (kernel, stride, dilation) in zip(names, layers, strict=True)
    )
    return Picture(axes.figure, f"Cone from one output back to the input. {stack}. In words: {title}.")


def bars(values: Mapping[str, float], title: str, unit: str, log: bool = False) -> Picture:
    """Horizontal bars, each with its number.

    Args:
        values: label -> number, drawn from top to bottom.
        title: what is compared.
        unit: the label of the axis.
        log: a logarithmic axis, for numbers that differ by factors.

    Returns:
        A picture.
    """
    figure = empty_figure(WIDTH, 0.36 * len(values) + 1.1, layout="constrained")
    axes = figure.subplots()
    _bars(axes, values, unit, log)
    axes.set_title(title, fontsize=10, loc="left")
    return Picture(figure, f"{title}. {_listed(values)} ({unit}).")


def cost(rows: Sequence[Mapping[str, Any]], title: str) -> Picture:
    """Where a net's parameters are and where its work is, layer by layer.

    Args:
        rows: a layer table; rows with neither parameters nor multiply-adds are left out.
        title: which net it is.

    Returns:
        A picture of two panels with the layers in the same order.
    """
    rows = [row for row in rows if row["parameters"] or row["multiply_adds"]]
    figure = empty_figure(WIDTH, 0.27 * len(rows) + 1.2, layout="constrained")
    panels = figure.subplots(1, 2, sharey=True)
    words = []
    for axes, key in zip(panels, ("parameters", "multiply_adds"), strict=True):
        whole = sum(row[key] for row in rows)
        shares = {row["name"]: 100 * row[key] / whole for row in rows}
        name = key.replace("_", "-")
        _bars(
            axes, shares, f"% of the net's {name}", log=False, colour=BLUE if key == "parameters" else ORANGE
        )
        top = max(shares, key=shares.get)
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


def grid(
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
    """
    (yname, ys), (xname, xs) = *ylabels.items(), *xlabels.items()
    figure = empty_figure(min(WIDTH, 0.32 * len(xs) + 1.2), 0.32 * len(ys) + 1.0, layout="constrained")
    axes = figure.subplots()
    for y, row in enumerate(truth):
        for x, yes in enumerate(row):
            _box(axes, x, y, BLUE if yes else "white")
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


def _windows(cells: int, kernel: int, stride: int, dilation: int) -> list[list[int]]:
    """The cells under each position of the kernel, found by moving it along."""
    starts = range(0, cells, stride)
    windows = [[start + tap * dilation for tap in range(kernel)] for start in starts]
    return [window for window in windows if window[-1] < cells]


def _settings(n: int, kernel: int, stride: int, padding: int, dilation: int) -> str:
    return f"n = {n}, kernel {kernel}, stride {stride}, padding {padding}, dilation {dilation}"


def _colours_of_windows(padding: int, left: int) -> list[tuple[str, Any]]:
    key = [("an input, with its index", "white")]
    key += [("padding: a zero", LIGHT)] if padding else []
    key += [("left over at the end", "hatched")] if left else []
    return key if padding or left else []


def _describe_windows(name: str, windows: list[list[int]], left: int) -> str:
    if not windows:
        return f"Sliding window, {name}: the kernel is longer than the padded input, so there is no output."
    end = f"cells not reached at the end: {left}" if left else "the last position ends at the last cell"
    return f"Sliding window, {name}. Outputs: {len(windows)}; {end}."


def _cone(layers: Sequence[tuple[int, int, int]], output: int) -> list[list[int]]:
    """The nodes that one output depends on, level by level, input first."""
    rows = [[output]]
    for kernel, stride, dilation in reversed(layers):
        seen = {node * stride + tap * dilation for node in rows[0] for tap in range(kernel)}
        rows.insert(0, sorted(seen))
    return rows


def _centres(layers: Sequence[tuple[int, int, int]], n: int) -> list[list[float]]:
    """Where each level's nodes stand above the input: in the middle of their windows."""
    levels = [[float(cell) for cell in range(n)]]
    for kernel, stride, dilation in layers:
        windows = _windows(len(levels[-1]), kernel, stride, dilation)
        levels.append([(levels[-1][w[0]] + levels[-1][w[-1]]) / 2 for w in windows])
    return levels


def _threads(
    axes: Axes, layers: Sequence, centres: list, rows: list[list[int]], colour: str, width: float
) -> None:
    """Lines from the nodes of each level to the nodes below that they read."""
    for level, (kernel, stride, dilation) in enumerate(layers, start=1):
        y = LEVEL * (len(layers) - level)
        for node in rows[level]:
            for tap in range(kernel):
                ends = centres[level][node], centres[level - 1][node * stride + tap * dilation]
                axes.plot(ends, (y, y + LEVEL), color=colour, linewidth=width, zorder=0)


def _readable(what: str, cells: int) -> None:
    if cells > MOST_CELLS:
        raise ValueError(f"{what} is {cells}: expected at most {MOST_CELLS}, draw a smaller example")


def _canvas(across: int, down: float, unit: float, title: str, key: Sequence[tuple[str, Any]]) -> Axes:
    """Axes without ticks: one cell is one unit, x from 0 rightwards, y from 0 downwards.

    across, down: cells; unit: inches a cell takes, less where the page is too narrow; key: what the
    colours mean, (label, colour), drawn below the cells.
    """
    unit = min(unit, (WIDTH - 2 * LABEL) / across)
    label, below = LABEL / unit, KEY if key else 0.0
    width, height = max(TITLE, unit * (across + 2 * label)), unit * down + 0.35 + below
    figure = empty_figure(width, height)
    axes = figure.add_axes((0, below / height, 1, unit * down / height))
    axes.set(xlim=(-label - 0.5, width / unit - label - 0.5), ylim=(down - 0.6, -0.6))
    axes.axis("off")
    figure.text(0.1 / width, 1 - 0.1 / height, title, fontsize=10, va="top")
    if key:
        _draw_key(figure, key)
    return axes


def _draw_key(figure: Figure, key: Sequence[tuple[str, Any]]) -> None:
    from matplotlib.legend_handler import HandlerTuple
    from matplotlib.patches import Patch

    labels, colours = zip(*key, strict=True)
    handles = [tuple(Patch(**_style(face)) for face in _faces(colour)) for colour in colours]
    figure.legend(
        handles, labels, loc="lower left", ncols=len(key), fontsize=9, frameon=False, columnspacing=1.4,
        handlelength=1.2, handleheight=1.2, handletextpad=0.5, borderaxespad=0.2,
        handler_map={tuple: HandlerTuple(ndivide=None, pad=0)},
    )  # fmt: skip


def _faces(colour: str | tuple[str, ...]) -> tuple[str, ...]:
    return (colour,) if isinstance(colour, str) else colour


def _style(face: str) -> dict[str, Any]:
    hatched = face == "hatched"
    return {
        "facecolor": "white" if hatched else face,
        "edgecolor": VERMILLION if hatched else GREY,
        "hatch": "////" if hatched else None,
        "linewidth": 0.8,
    }


def _box(
    axes: Axes,
    x: float,
    y: float,
    colour: str | tuple[str, ...],
    text: str = "",
    hatched: bool = False,
    side: float = 0.86,
) -> None:
    """A square around (x, y); two colours share it, left and right."""
    from matplotlib.patches import Rectangle

    faces = _faces(colour)
    width = side / len(faces)
    for place, face in enumerate(faces):
        corner = (x - side / 2 + place * width, y - side / 2)
        style = _style("hatched") | {"facecolor": face} if hatched else _style(face)
        axes.add_patch(Rectangle(corner, width, side, **style))
    label = axes.text(x, y, text, ha="center", va="center", fontsize=9, color=INK)
    if hatched and text:
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})


def _bars(axes: Axes, values: Mapping[str, float], unit: str, log: bool, colour: str = BLUE) -> None:
    from matplotlib import ticker

    drawn = axes.barh(list(values), list(values.values()), color=colour, height=0.7)
    axes.bar_label(drawn, labels=[number(value) for value in values.values()], padding=3, fontsize=9)
    axes.set_xlabel(unit)
    axes.margins(x=0.18)
    if log:  # from 1 on, so that a bar's length counts the digits
        axes.set(xscale="log", xlim=(1, 40 * max(values.values())))
        axes.xaxis.set_major_locator(ticker.LogLocator(numticks=6))
        axes.xaxis.set_minor_locator(ticker.NullLocator())
        axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.tick_params(labelsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    if not axes.yaxis_inverted():
        axes.invert_yaxis()


def _listed(values: Mapping[str, float]) -> str:
    return "; ".join(f"{label}: {number(value)}" for label, value in values.items())
