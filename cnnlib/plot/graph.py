"""A computation as a graph: what is computed goes from left to right, gradients come back from right to left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cnnlib.plot.picture import BLUE, GREY, INK, VERMILLION, WIDTH, Picture, empty_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Circle

Step = tuple[str, str | None, str]  # the operation, its second input, its output

HEIGHT = 2.3  # inches
LINE, LEAF = 0.85, 1.45  # inches from the top to the steps, and to the arrows that enter from below
RADIUS = 0.22  # inches of a circle around an operation
TEXT = 0.2  # inches of a line of text
MIDDLE: dict[str, Any] = {"ha": "center", "va": "center", "color": INK}


def graph(
    start: str,
    steps: Sequence[Step],
    values: Mapping[str, float] | None = None,
    gradients: Mapping[str, float] | None = None,
) -> Picture:
    """A chain of steps: each takes the output of the one before, and may take one more number.

    Args:
        start: the name of the first step's first input.
        steps: (operation, name of the second input or None, name of the output), in their order.
        values: name -> number, written in blue below the name.
        gradients: name -> derivative of the last output with respect to it, written in vermillion below that.

    Returns:
        A picture; its text alternative lists the steps and the numbers.

    Raises:
        ValueError: there are no steps.

    >>> from cnnlib import plot
    >>> steps = [("×", "w", "y"), ("+", "b", "z")]
    >>> plot.graph("x", steps, {"x": 2, "w": 3, "y": 6}, {"z": 1})
    Graph. x × w is y; y + b is z. Values: x 2, w 3, y 6. Gradients: z 1.
    """
    if not steps:
        raise ValueError("steps is empty: expected at least one (operation, second input, output)")
    values, gradients = values or {}, gradients or {}
    figure = empty_figure(WIDTH, HEIGHT)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0), xticks=[], yticks=[])
    axes.axis("off")
    apart = WIDTH / (len(steps) + 0.9)
    name = start
    for number, (operation, second, output) in enumerate(steps):
        x = apart * (number + 0.95)
        _arrow(axes, (x - apart + (RADIUS if number else 0.3), LINE), (x - RADIUS, LINE))
        _label(axes, x - apart / 2, LINE, name, values, gradients)
        axes.text(x, LINE, operation, fontsize=10 if len(operation) < 4 else 8, **MIDDLE)
        axes.add_patch(_circle(x))
        if second is not None:
            _arrow(axes, (x, LEAF), (x, LINE + RADIUS))
            _label(axes, x, LEAF + 0.06 + TEXT * (2 if second in values else 1), second, values, gradients)
        name = output
    _arrow(axes, (x + RADIUS, LINE), (WIDTH - 0.06, LINE))
    _label(axes, x + (WIDTH - x) / 2 + 0.05, LINE, name, values, gradients)
    if values:
        axes.text(0.1, 0.1, "values, computed from left to right", color=BLUE, fontsize=9, va="top")
    if gradients:
        axes.text(2.6, 0.1, "gradients, computed from right to left", color=VERMILLION, fontsize=9, va="top")
    return Picture(figure, _in_words(start, steps, values, gradients))


def _circle(x: float) -> Circle:
    from matplotlib.patches import Circle

    return Circle((x, LINE), RADIUS, facecolor="none", edgecolor=INK, linewidth=1)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    style = {"arrowstyle": "-|>", "color": GREY, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9}
    axes.annotate("", end, start, arrowprops=style)


def _label(
    axes: Axes, x: float, y: float, name: str, values: Mapping[str, float], gradients: Mapping[str, float]
) -> None:
    """The name and the value above a height y, the gradient below it. Adding 0.0 takes the sign off a -0."""
    if name in values:
        axes.text(x, y - TEXT / 2 - 0.02, f"{values[name] + 0.0:g}", fontsize=10, **MIDDLE | {"color": BLUE})
    lines = 1.5 if name in values else 0.5
    axes.text(x, y - lines * TEXT - 0.02, name, fontsize=10, **MIDDLE)
    if name in gradients:
        axes.text(
            x,
            y + TEXT / 2 + 0.02,
            f"{gradients[name] + 0.0:g}",
            fontsize=10,
            **MIDDLE | {"color": VERMILLION},
        )


def _in_words(
    start: str, steps: Sequence[Step], values: Mapping[str, float], gradients: Mapping[str, float]
) -> str:
    said, name = [], start
    for operation, second, output in steps:
        said.append(
            f"{name} {operation} {second} is {output}" if second else f"{operation} of {name} is {output}"
        )
        name = output
    text = f"Graph. {'; '.join(said)}."
    for title, numbers in (("Values", values), ("Gradients", gradients)):
        if numbers:
            text += f" {title}: {', '.join(f'{key} {number + 0.0:g}' for key, number in numbers.items())}."
    return text
