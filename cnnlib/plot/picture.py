"""What every picture for a notebook is made of: an image with a text alternative, and its colours.

Colours are Okabe and Ito's palette (2008). Matplotlib is imported by the first picture, so that importing
this module costs nothing.
"""

from __future__ import annotations

import base64
import io
import sys
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, ORANGE, VERMILLION = "#0072B2", "#E69F00", "#D55E00"
INK, GREY, LIGHT = "#222222", "#767676", "#D0D0D0"
WIDTH = 8.0  # inches; a notebook's column
SHARPNESS = 2  # pixels of the file for each pixel on the page, for dense screens


class Picture:
    """A figure as an image with a text alternative; Jupyter shows the image, a terminal the text.

    Args:
        figure: a Matplotlib figure. It is rendered and closed here: it cannot be drawn on again,
            and does not appear a second time below the cell.
        alt: what the picture shows, in words.

    Attributes:
        alt: the text alternative.
        png: the image file, bytes.
        width: pixels on the page.
    """

    def __init__(self, figure: Figure, alt: str):
        self.alt = alt
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


def empty_figure(width: float, height: float, **options: Any) -> Figure:
    """A figure of width x height inches that pyplot knows nothing of; options as Matplotlib's Figure takes them."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), **options)
