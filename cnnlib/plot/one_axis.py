"""Windows on a row of inputs: one kernel at every position, and what a stack of layers sees.

Nothing here uses `cnnlib.shapes`: the windows are counted one by one, so that a picture can be laid
beside what a formula says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cnnlib.plot.picture import (
    BLUE,
    HATCHED,
    LIGHT,
    ORANGE,
    VERMILLION,
    WIDTH,
    Colour,
    Picture,
    draw_key,
    draw_square,
    empty_figure,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Layer = tuple[int, int, int]  # kernel, stride, dilation

UNIT = 0.34  # inches a cell takes, less where the page is too narrow
LABEL = 0.9  # inches beside a row, for its name
TITLE = 5.2  # inches that a title, or what the colours mean, takes at most
KEY = 0.3  # inches below a picture, for what the colours mean
# by the first output, by its neighbour: what it is called, and its colour
SEEN: dict[tuple[bool, bool], tuple[str, Colour]] = {
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
        line for each position below it, cells that no position reaches at the end hatched. Its facts: the
        outputs, the cells that one window reaches across, and the cells left over.

    Raises:
        ValueError: the padded input has more than 32 cells, which nobody could read.

    >>> from cnnlib import plot
    >>> plot.sliding_window(n=7, kernel=3, stride=3)  # Jupyter shows the picture, a terminal its text
    Sliding window, n = 7, kernel 3, stride 3, padding 0, dilation 1. Outputs: 2; cells not reached at the end: 1.
    """
    cells = n + 2 * padding
    _readable("n + 2 padding", cells)
    windows = _windows(cells, kernel, stride, dilation)
    left = cells - 1 - windows[-1][-1] if windows else 0
    lines = windows or [[tap * dilation for tap in range(kernel)]]
    across = max(cells, lines[-1][-1] + 1)
    title = _settings(n, kernel, stride, padding, dilation)
    figure, axes = _cells(across, len(lines) + 1.6, title, _colours_of_windows(padding, left))
    axes.text(-0.8, 0, "input", ha="right", va="center")
    for cell in range(cells):
        real = padding <= cell < cells - padding
        face, text = ("white", str(cell - padding)) if real else (LIGHT, "")
        draw_square(axes, cell, 0, face, text, hatched=cell >= cells - left)
    for line, taps in enumerate(lines):
        y, colour = line + 1.4, BLUE if windows else VERMILLION
        axes.plot([taps[0], taps[-1]], [y, y], color=colour, linewidth=1.5, zorder=0)
        for tap in taps:
            draw_square(axes, tap, y, colour)
        axes.text(across - 0.2, y, f"output {line}" if windows else "too long", va="center")
    facts = {"outputs": len(windows), "reach": lines[0][-1] + 1, "left over": left}
    return Picture(figure, _describe_windows(title, windows, left), facts)


def cone(layers: Sequence[Sequence[int]], names: Sequence[str] | None = None) -> Picture:
    """The cone from one output of a stack of layers back to the inputs that it sees.

    Args:
        layers: (kernel, stride) or (kernel, stride, dilation), input first.
        names: what to call each layer; "layer 1", "layer 2", ... where left out.

    Returns:
        A picture, input at the bottom: in blue what the first output sees, in orange what its
        neighbour sees, moved by the jump; half and half what both see, white what neither sees. Its
        facts: the field and the jump.

    Raises:
        ValueError: the two outputs see more than 32 inputs, which nobody could read.

    >>> from cnnlib import plot
    >>> plot.cone([(3, 1), (2, 2)], names=["conv", "pool"])  # doctest: +NORMALIZE_WHITESPACE
    Cone from one output back to the input. conv: kernel 3, stride 1, dilation 1; pool: kernel 2, stride 2,
    dilation 1. In words: one output sees 4 inputs; its neighbour looks 2 further on.
    """
    stack = [_layer(*layer) for layer in layers]
    names = names or [f"layer {number}" for number in range(1, len(stack) + 1)]
    first, neighbour = _seen_by(0, stack), _seen_by(1, stack)
    inputs = neighbour[0][-1] + 1
    _readable("the number of inputs seen by two outputs", inputs)
    field, jump = first[0][-1] + 1, neighbour[0][0]
    title = f"one output sees {field} inputs; its neighbour looks {jump} further on"
    centres = _centres(stack, inputs)
    seen = [
        [(node in first[level], node in neighbour[level]) for node in range(len(row))]
        for level, row in enumerate(centres)
    ]
    met = {pair for row in seen for pair in row}
    key = [(label, face) for pair, (label, face) in SEEN.items() if pair in met]
    figure, axes = _cells(inputs, LEVEL * len(stack) + 1.2, title, key)
    _threads(axes, stack, centres, neighbour, ORANGE, width=3)  # wide enough to be seen below the blue ones
    _threads(axes, stack, centres, first, BLUE, width=1)
    for level, name in enumerate(["input", *names]):
        y = LEVEL * (len(stack) - level)
        axes.text(-0.8, y, name, ha="right", va="center")
        for x, pair in zip(centres[level], seen[level], strict=True):
            draw_square(axes, x, y, SEEN[pair][1], side=0.62)
    words = "; ".join(
        f"{name}: kernel {kernel}, stride {stride}, dilation {dilation}"
        for name, (kernel, stride, dilation) in zip(names, stack, strict=True)
    )
    alt = f"Cone from one output back to the input. {words}. In words: {title}."
    return Picture(figure, alt, {"field": field, "jump": jump})


def _windows(cells: int, kernel: int, stride: int, dilation: int) -> list[list[int]]:
    """The cells under each position of the kernel, found by moving it along."""
    starts = range(0, cells, stride)
    windows = [[start + tap * dilation for tap in range(kernel)] for start in starts]
    return [window for window in windows if window[-1] < cells]


def _settings(n: int, kernel: int, stride: int, padding: int, dilation: int) -> str:
    return f"n = {n}, kernel {kernel}, stride {stride}, padding {padding}, dilation {dilation}"


def _colours_of_windows(padding: int, left: int) -> list[tuple[str, Colour]]:
    if not padding and not left:
        return []
    key: list[tuple[str, Colour]] = [("an input, with its index", "white")]
    if padding:
        key.append(("padding: a zero", LIGHT))
    if left:
        key.append(("left over at the end", HATCHED))
    return key


def _describe_windows(name: str, windows: list[list[int]], left: int) -> str:
    if not windows:
        return f"Sliding window, {name}: the kernel is longer than the padded input, so there is no output."
    end = f"cells not reached at the end: {left}" if left else "the last position ends at the last cell"
    return f"Sliding window, {name}. Outputs: {len(windows)}; {end}."


def _layer(kernel: int, stride: int, dilation: int = 1) -> Layer:
    return kernel, stride, dilation


def _seen_by(output: int, stack: Sequence[Layer]) -> list[list[int]]:
    """The nodes that one output depends on, level by level, input first."""
    rows = [[output]]
    for kernel, stride, dilation in reversed(stack):
        seen = {node * stride + tap * dilation for node in rows[0] for tap in range(kernel)}
        rows.insert(0, sorted(seen))
    return rows


def _centres(stack: Sequence[Layer], n: int) -> list[list[float]]:
    """Where each level's nodes stand above the input: in the middle of their windows."""
    levels = [[float(cell) for cell in range(n)]]
    for kernel, stride, dilation in stack:
        windows = _windows(len(levels[-1]), kernel, stride, dilation)
        levels.append([(levels[-1][w[0]] + levels[-1][w[-1]]) / 2 for w in windows])
    return levels


def _threads(
    axes: Axes,
    stack: Sequence[Layer],
    centres: list[list[float]],
    rows: list[list[int]],
    colour: str,
    width: float,
) -> None:
    """Lines from the nodes of each level to the nodes below that they read."""
    for level, (kernel, stride, dilation) in enumerate(stack, start=1):
        y = LEVEL * (len(stack) - level)
        for node in rows[level]:
            for tap in range(kernel):
                ends = centres[level][node], centres[level - 1][node * stride + tap * dilation]
                axes.plot(ends, (y, y + LEVEL), color=colour, linewidth=width, zorder=0)


def _readable(what: str, cells: int) -> None:
    if cells > MOST_CELLS:
        raise ValueError(f"{what} is {cells}: expected at most {MOST_CELLS}, draw a smaller example")


def _cells(across: int, down: float, title: str, key: Sequence[tuple[str, Colour]]) -> tuple[Figure, Axes]:
    """Axes without ticks: one cell is one unit, x from 0 rightwards, y from 0 downwards.

    across, down: cells; key: what the colours mean, (label, colour), drawn below the cells.
    """
    unit = min(UNIT, (WIDTH - 2 * LABEL) / across)
    label, below = LABEL / unit, KEY if key else 0.0
    width, height = max(TITLE, unit * (across + 2 * label)), unit * down + 0.35 + below
    figure = empty_figure(width, height)
    axes = figure.add_axes((0, below / height, 1, unit * down / height))
    axes.set(xlim=(-label - 0.5, width / unit - label - 0.5), ylim=(down - 0.6, -0.6))
    axes.axis("off")
    figure.text(0.1 / width, 1 - 0.1 / height, title, fontsize=10, va="top")
    if key:
        draw_key(figure, key)
    return figure, axes
