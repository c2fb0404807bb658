"""What every picture for a notebook is made of: an image with a text alternative, its colours, its squares.

Colours are Okabe and Ito's palette (2008). Matplotlib is imported by the first picture, so that importing
this module costs nothing.
"""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE, VERMILLION = "#0072B2", "#E69F00", "#D55E00"
INK, GREY, LIGHT = "#222222", "#767676", "#D0D0D0"
HATCHED = "hatched"  # stands for a colour: white, hatched in vermillion
Colour = str | tuple[str, ...]  # several share a square, side by side
WIDTH = 8.0  # inches; a notebook's column
LONGEST = 4.8  # seconds of a film: what moves for longer than five has to have a switch (WCAG 2.2.2)
SLOWEST = 0.4  # seconds that one step of a film is shown, at most
SHARPNESS = 2  # pixels of the file for each pixel on the page, for dense screens


class Picture:
    """A figure as an image with a text alternative; Jupyter shows the image, a terminal the text.

    Args:
        figure: a Matplotlib figure. It is rendered and closed here: it cannot be drawn on again,
            and does not appear a second time below the cell.
        alt: what the picture shows, in words.
        facts: what was counted while it was drawn, by name.

    Attributes:
        alt: the text alternative.
        facts: as given, to be held against a guess or a formula.
        png: the image file, bytes.
        width: pixels on the page.

    >>> from matplotlib.figure import Figure
    >>> from cnnlib import plot
    >>> plot.Picture(Figure(), "An empty figure.")
    An empty figure.
    """

    def __init__(self, figure: Figure, alt: str, facts: Mapping[str, int] | None = None) -> None:
        self.alt, self.facts = alt, dict(facts or {})
        self.width = round(96 * figure.get_figwidth())
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=96 * SHARPNESS, facecolor="white", metadata={"Software": None})
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close(figure)
        self.png = file.getvalue()

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png).decode("ascii")
        alt = escape(self.alt, quote=True)
        return f'<img alt="{alt}" width="{self.width}" src="data:image/png;base64,{data}">'


class Film(Picture):
    """A picture that plays once when it is shown and ends with its last step.

    Args:
        figure: a Matplotlib figure.
        draw: brings the figure to a step, counted from 0.
        steps: how many there are.
        alt: what the film shows, in words.
        facts: what was counted while it was drawn, by name.

    Attributes:
        alt, facts, png, width: as a `Picture`'s; the file is an animated PNG.
    """

    def __init__(
        self,
        figure: Figure,
        draw: Callable[[int], None],
        steps: int,
        alt: str,
        facts: Mapping[str, int] | None = None,
    ) -> None:
        import numpy as np
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from PIL import Image

        figure.set_dpi(96 * SHARPNESS)
        canvas, frames = FigureCanvasAgg(figure), []
        for step in range(steps):
            draw(step)
            canvas.draw()
            frames.append(Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3].copy()))
        super().__init__(figure, alt, facts)
        file = io.BytesIO()
        milliseconds = int(1000 * min(SLOWEST, LONGEST / steps))
        # what does not play, such as paper, shows the last step
        frames[-1].save(
            file, "PNG", save_all=True, append_images=frames, default_image=True,
            duration=milliseconds, loop=1,
        )  # fmt: skip
        self.png = file.getvalue()


def empty_figure(width: float, height: float, **options: Any) -> Figure:
    """A figure of width x height inches that pyplot knows nothing of; options as Matplotlib's Figure takes them."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), **options)


def draw_square(
    axes: Axes,
    x: float,
    y: float,
    colour: Colour,
    text: str = "",
    hatched: bool = False,
    side: float = 0.86,
) -> None:
    """A square around (x, y), `side` long; two colours share it, left and right."""
    from matplotlib.patches import Rectangle

    faces = _faces(colour)
    width = side / len(faces)
    for place, face in enumerate(faces):
        corner = (x - side / 2 + place * width, y - side / 2)
        style = _style(HATCHED) | {"facecolor": face} if hatched else _style(face)
        axes.add_patch(Rectangle(corner, width, side, **style))
    label = axes.text(x, y, text, ha="center", va="center", fontsize=9, color=INK)
    if hatched and text:
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})


def draw_key(figure: Figure, key: Sequence[tuple[str, Colour]]) -> None:
    """What the colours mean, (label, colour), in a line at the lower left."""
    from matplotlib.legend_handler import HandlerTuple
    from matplotlib.patches import Patch

    labels, colours = zip(*key, strict=True)
    # Any: Matplotlib takes tuples of handles as well, which its types leave out
    handles: list[Any] = [tuple(Patch(**_style(face)) for face in _faces(colour)) for colour in colours]
    figure.legend(
        handles, labels, loc="lower left", ncols=len(key), fontsize=9, frameon=False, columnspacing=1.4,
        handlelength=1.2, handleheight=1.2, handletextpad=0.5, borderaxespad=0.2,
        handler_map={tuple: HandlerTuple(ndivide=None, pad=0)},
    )  # fmt: skip


def _style(face: str) -> dict[str, Any]:
    hatched = face == HATCHED
    return {
        "facecolor": "white" if hatched else face,
        "edgecolor": VERMILLION if hatched else GREY,
        "hatch": "////" if hatched else None,
        "linewidth": 0.8,
    }


def _faces(colour: Colour) -> tuple[str, ...]:
    return (colour,) if isinstance(colour, str) else colour
